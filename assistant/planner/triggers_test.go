package planner

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

// What a merchant's topic can name is what conversations are tagged with.
func TestMattersAreThoseOfSupport(t *testing.T) {
	var have []string
	for intent := range support {
		have = append(have, string(intent))
	}
	slices.Sort(have)
	if !slices.Equal(have, knowledge.Matters) {
		t.Errorf("the matters of support are %q, those of handoff.yaml %q", have, knowledge.Matters)
	}
}

// How sure a reading is follows from what has read it: a rule, the catalogue, an
// article, or a guess.
func TestSure(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, c := range []struct {
		say         string
		least, most float64
	}{
		{"a rain jacket under $100", 1, 1},
		{"clay mug", 1, 1},
		{"how long can i return something?", 1, 1},
		{"where is my order?", 1, 1},
		{"talk to a person", 1, 1},
		{"hello", 0.85, 0.95},
		{"how do i become an ambassador", 0.5, 0.9},
		{"i have been thinking about what we said", leastSure, leastSure},
		{"can my dog come along", leastSure, leastSure},
		{"my neighbour told me something funny about tuesdays", 0.2, 0.5},
	} {
		k := newTalker(t, index)
		planned, _, err := k.assistant.planned(context.Background(), k.turn(c.say, nil))
		if err != nil {
			t.Fatal(err)
		}
		if m := planned.Reading; m.Sure < c.least || m.Sure > c.most {
			t.Errorf("%q is read as %s and sure by %.2f, want %.2f to %.2f", c.say, m.Intent, m.Sure, c.least, c.most)
		}
	}
}

// Every sentence with which a person is asked for passes the check of what leaves, and
// who the shopper is asks again after a day.
func TestTriggersAreVerified(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, c := range []struct{ rule, say, first, second string }{
		{"topics: [{name: wholesale, words: [wholesale]}]", "wholesale prices?", "A person of the shop sees to that", "That is for a person of the shop to answer"},
		{"low_confidence: {below: 20}", "can my dog come along", "I am not sure that I understand that", "Before I get that wrong"},
		{"vip: {when: any}", "clay mug", "Somebody of the shop has been asked to look after you", "I have asked a person of the shop to look after you"},
	} {
		k := newTalker(t, index)
		k.assistant = New(Config{Knowledge: fstest.MapFS{knowledge.HandoffFile: {Data: []byte(c.rule)}}})
		k.customer = &assistant.Customer{ID: "ada", VIP: true}
		for _, words := range []string{c.first, c.second} {
			k.waiting = false
			if said := prose1(k.say(c.say)); !strings.Contains(said, words) || k.handoff == nil {
				t.Errorf("%s: the shopper reads %q, without %q", c.rule, said, words)
			}
			k.now = k.now.Add(careAgain)
		}
	}
	for then, words := range map[string]string{
		knowledge.ThenWait:  "I am sorry that this was no better. I have asked a person of the shop to have a look, with everything said here.",
		knowledge.ThenOffer: "I am sorry that this was no better. Shall a person of the shop have a look?",
	} {
		k := newTalker(t, index)
		k.assistant = New(Config{Knowledge: fstest.MapFS{knowledge.HandoffFile: {Data: []byte("low_rating: {up_to: 2, then: " + then + "}")}}})
		parts, outcome, err := k.assistant.Rated(context.Background(), k.turn("", nil), 2)
		if err != nil || prose1(parts) != words || (outcome.Handoff != nil) != (then == knowledge.ThenWait) {
			t.Errorf("%s: %q, %+v, %v", then, prose1(parts), outcome.Handoff, err)
		}
		if h := outcome.Handoff; h != nil && !strings.HasPrefix(h.Summary, "The shopper rated the conversation 2 of 5.") {
			t.Errorf("the summary is %q", h.Summary)
		}
		if parts, outcome, err := k.assistant.Rated(context.Background(), k.turn("", nil), 3); len(parts) > 0 || outcome.Handoff != nil || err != nil {
			t.Errorf("%s: a middling rating: %v, %+v, %v", then, parts, outcome, err)
		}
	}
}
