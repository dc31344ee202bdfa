package agent_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
)

// What a merchant's claims.yaml forbids no model says, and what it demands is said
// once, whether the agent or its fallback has read the file.
func TestClaims(t *testing.T) {
	folder := fstest.MapFS{"claims.yaml": {Data: []byte("forbidden:\n  - waterproof\ndisclaimers:\n  - category: Clothing\n    text: Colors on a screen may differ.\n")}}
	base, err := knowledge.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*agent.Config)
		held   bool
	}{
		"the agent":    {func(c *agent.Config) { c.Articles = base }, true},
		"its fallback": {func(c *agent.Config) { c.Articles, c.Fallback = nil, planner.New(planner.Config{Knowledge: folder}) }, true},
		"nobody":       {func(*agent.Config) {}, false},
		"rewording":    {func(c *agent.Config) { c.Articles, c.Mode = base, agent.PhraseOnly }, true},
	} {
		// True, word for word: but the lawyer does not like it.
		words := says("The Beck Rain Jacket is waterproof. It costs $128.00.")
		model := script(calls("search_products", `{"text": "rain jacket"}`), words)
		if name == "rewording" {
			model = script(words)
		}
		said := enter(t, model, c.change).say("a jacket for the rain").Text()
		if strings.Contains(said, "waterproof") == c.held || !strings.Contains(said, "It costs $128.00.") {
			t.Errorf("%s: %q", name, said)
		}
		if got := strings.Count(said, "Colors on a screen may differ."); got != map[bool]int{true: 1}[c.held] {
			t.Errorf("%s: the disclaimer is there %d times: %q", name, got, said)
		}
	}
}
