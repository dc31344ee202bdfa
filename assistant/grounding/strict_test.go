package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// A strict verifier lets the same truths pass.
func TestStrict(t *testing.T) {
	for seed, words := range map[uint64]wordings{1: developed, 2: heldOut} {
		name := map[uint64]string{1: "developed, strictly", 2: "held out, strictly"}[seed]
		truths, lies := verify(t, name, grounding.Config{Strict: true}, words, seed)
		if float64(truths.passed) < leastKept*float64(truths.tried) {
			t.Errorf("%s: %d of %d truths were kept", name, truths.passed, truths.tried)
		}
		if lies.passed != lies.tried {
			t.Errorf("%s: %d of %d lies were stopped", name, lies.passed, lies.tried)
		}
	}
}

// What no kind of claim is made for is stopped by a strict verifier, and what states
// nothing passes.
func TestStrictly(t *testing.T) {
	v := newVerifier(t, grounding.Config{Strict: true})
	for _, lie := range []string{
		"The Beck soothes a sore throat.", "Hikers swear by the Beck.", "The Beck was on the moon.", "Our founder invented the Beck.", "The Beck is haunted.",
		"You asked whether the Beck is edible: it is.", "If you wonder whether it is magnetic, yes it is.", "Did you know that the Beck glows?", "Nothing is lighter than it is.",
		"Der Beck ist aus Titan.", "Le Beck est gratuit.", "Try SUNNY.", "Type GLOW7 at checkout.", "The Beck comes in lavender.", "It is the only one of its kind.",
		"I have told a person, who comes at once.", "A human takes over now.", "I just asked the buyer about the Beck.", "The final price is 1.00.", "It is covered for 400 days.", "See rival.example for the Beck.",
		"Buy it today and have it by the time the rain comes.", "Order the Beck now and get it sooner than you may want it.",
	} {
		if out, _ := v.Check(facts(), assistant.Text{Text: lie}); out.Text == lie {
			t.Errorf("%q left", lie)
		}
	}
	for _, talk := range []string{
		"The Beck would be my pick for a rainy day.", "Let me know what you would use it for.", "Happy to help you choose!", "I could not find whether it glows.", "Would you like to see others?",
		"The Beck costs $128.00, which may be more than you want to spend.", "If you want it for travel, both are good choices.",
		"Have a look at the sizes before you order it.",
	} {
		if out, findings := v.Check(facts(), assistant.Text{Text: talk}); out.Text != talk {
			t.Errorf("%q was left as %q: %v", talk, out.Text, findings)
		}
	}
}
