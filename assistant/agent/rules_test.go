package agent_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// House rules are read from files, in their order, and reach the model.
func TestHouseRules(t *testing.T) {
	model := script(says("Hello."))
	enter(t, model, func(c *agent.Config) {
		c.Rules = fstest.MapFS{
			"2-tone.txt":  {Data: []byte("Never say cheap.\n")},
			"1-goods.txt": {Data: []byte("Jackets are called shells.")},
			"notes.md":    {Data: []byte("not for the model")},
		}
		c.Persona.Tone = "You are brief and warm."
	}).say("what do you think of the moon?")
	system := model.asked()[0].System
	if !strings.Contains(system, "Jackets are called shells.\n\nNever say cheap.") || strings.Contains(system, "not for the model") || !strings.Contains(system, "brief and warm") {
		t.Errorf("the policy is %q", system)
	}
	for name, c := range map[string]struct{ file, text, want string }{
		"without an end":     {"a.txt", "Be kind.\n" + strings.Repeat("Be brief.\n", 2000), "a.txt:1639 on"},
		"in another code":    {"a.txt", "Be kind.\nSay d\xe9j\xe0 vu.\n", "a.txt:2: it is not UTF-8"},
		"of another editor":  {"a.txt", "\xff\xfeB\x00e\x00", "a.txt:1: it is not UTF-8"},
		"that nobody sees":   {"a.txt", "Be kind.\n\nBe \u202ebrief.", "a.txt:3: its sign 4 is U+202E"},
		"with a bell":        {"a.txt", "Be kind.\a", "a.txt:1: its sign 9 is U+0007"},
		"in another kind":    {"rules.md", "Be kind.", "rules.md and no file that ends in .txt"},
		"with Windows' ends": {"a.txt", "\ufeffBe kind.\r\nBe brief.\r\n", ""},
		"with what joins":    {"a.txt", "Say 👩\u200d🚀 for space.", ""},
		"that are empty":     {"a.txt", "", ""},
	} {
		_, err := agent.New(agent.Config{Model: model, Fallback: &agent.Agent{}, Rules: fstest.MapFS{c.file: {Data: []byte(c.text)}}})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("rules %s: %v, want %q", name, err, c.want)
		}
	}
}
