package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// TestPersona reads who speaks and how, with the shop's terms in the words, and names
// each mistake with its place.
func TestPersona(t *testing.T) {
	read := func(text string) (knowledge.Persona, error) {
		base, err := knowledge.Read(fstest.MapFS{
			knowledge.PersonaFile:  {Data: []byte(text)},
			knowledge.PoliciesFile: {Data: []byte("returns:\n  window: 30\n")},
		})
		return base.Persona(), err
	}
	p, err := read(`
name: Wren
shop: Larkhollow
tone: You are brief.
formality: casual
emoji: sparing
words:
  - not: cheap
    say: inexpensive
  - not: really
    say: ""
examples:
  - ask: Are you nice?
    reply: For {{returns.window}} at least.
`)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "Wren" || p.Shop != "Larkhollow" || p.Tone != "You are brief." || p.Formality != knowledge.FormalityCasual || p.Emoji != knowledge.EmojiSparing ||
		len(p.Words) != 2 || p.Words[1] != (knowledge.Wording{Not: "really"}) || len(p.Examples) != 1 || p.Examples[0].Reply != "For 30 days at least." {
		t.Errorf("%+v", p)
	}
	if p.IsZero() || !(knowledge.Persona{}).IsZero() {
		t.Error("IsZero is wrong")
	}
	for text, want := range map[string]string{
		"formality: stiff\n":                                       "persona.yaml:1: formality: must be casual or formal, not \"stiff\"",
		"emoji: always\n":                                          "emoji: must be never or sparing",
		"nam: Wren\n":                                              "nam: is not a key that belongs here",
		"name: " + strings.Repeat("x", 41) + "\n":                  "persona.yaml:1: name: is longer than 40",
		"tone: " + strings.Repeat("x", 601) + "\n":                 "tone: is 601 characters long",
		"words:\n  - not: Cheap\n    say: fine\n":                  "persona.yaml:2: words[0].not: must be in small letters",
		"words:\n  - not: \"12\"\n    say: fine\n":                 "words[0].not: must be a word",
		"words:\n  - not: a\n  - not: a\n":                         "words[1].not: stands here twice",
		"words:\n  - not: cheap\n    say: only $5\n":               "persona.yaml:3: words[0].say: must hold no digits",
		"examples:\n  - ask: \"?\"\n    reply: yes\n":              "examples[0].ask: must be a question",
		"examples:\n  - ask: what\n":                               "examples[0].reply: must be what is said",
		"examples:\n  - ask: what\n    reply: For {{returns.x}}\n": "persona.yaml:3: {{returns.x}}: is no value",
	} {
		p, err := read(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, without %q", text, err, want)
		}
		if !p.IsZero() {
			t.Errorf("%q: %+v holds", text, p)
		}
	}
}
