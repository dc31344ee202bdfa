package agent_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/planner"
)

// A model speaks in the voice of the brand: it is told how, and what it says all the
// same is put right before it leaves, wherever the persona was read.
func TestPersona(t *testing.T) {
	folder := fstest.MapFS{knowledge.PersonaFile: {Data: []byte(`
name: Rook
shop: The Mill
tone: You are brief.
formality: formal
words:
  - not: lovely
    say: well made
examples:
  - ask: Who made you?
    reply: The miller did.
`)}}
	base, err := knowledge.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*agent.Config){
		"given":        func(c *agent.Config) { c.Persona = base.Persona() },
		"its fallback": func(c *agent.Config) { c.Fallback = planner.New(planner.Config{Knowledge: folder}) },
		"its articles": func(c *agent.Config) { c.Articles, c.Fallback = base, planner.New(planner.Config{}) },
	} {
		model := script(says("Thank you for reaching out! It's a lovely 🎉 choice, and it doesn't depend on taste 👍. Please don't hesitate to contact us."))
		r := enter(t, model, change)
		if said, want := strings.TrimSpace(r.say("hm, what do you make of all that rain").Text()), "It is a well made choice, and it does not depend on taste."; said != want {
			t.Errorf("%s: %q, want %q", name, said, want)
		}
		policy := model.asked()[0].System
		for _, want := range []string{"You are Rook, the shopping assistant of The Mill,", "You are brief.", "Speak formally", "Use no emoji.", `Say "well made", not "lovely".`, `- Asked "Who made you?" you say: The miller did.`} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: no %q in %q", name, want, policy)
			}
		}
	}
}

// What the merchant has an answer of their own to needs no model.
func TestPreparedNeedsNoModel(t *testing.T) {
	folder := fstest.MapFS{knowledge.PersonaFile: {Data: []byte("examples:\n  - ask: Who made you?\n    reply: The miller did, in 1911.\n")}}
	model := script()
	r := enter(t, model, func(c *agent.Config) { c.Fallback = planner.New(planner.Config{Knowledge: folder}) })
	if said := r.say("who made you, please?").Text(); said != "The miller did, in 1911." || len(model.asked()) > 0 {
		t.Errorf("%q after %d calls", said, len(model.asked()))
	}
}
