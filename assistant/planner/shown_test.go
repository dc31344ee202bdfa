package planner

import (
	"strings"
	"testing"
)

// after says some things and returns the words of the last reply.
func after(k *talker, said ...string) string {
	k.t.Helper()
	k.line("/new")
	for _, text := range said {
		k.say(text)
	}
	return prose1(k.last)
}

// A question behind a list that names none of it is about all of it: it is answered,
// and not asked back.
func TestQuestionsAboutAllShown(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	for _, c := range []struct{ list, ask, want string }{
		{"waterproof jackets", "what is it made of?", "nylon; of the Skerry Rain Jacket: polyester"},
		{"waterproof jackets", "and what material is this", "nylon; of the Skerry Rain Jacket: polyester"},
		{"waterproof jackets", "is it waterproof", "yes for the Fjord Rain Jacket and the Skerry Rain Jacket"},
		{"waterproof jackets", "how heavy is it?", "350 g; of the Skerry Rain Jacket: 220 g"},
		{"waterproof jackets", "size chart please", "The size chart of the Fjord Rain Jacket"},
		{"waterproof jackets", "can i see the size guide", "The size chart of the Fjord Rain Jacket"},
		{"waterproof jackets", "my chest is 98 cm", "is size M"},
		{"waterproof jackets", "is it packable?", "Skerry Rain Jacket is packable"},
		{"mugs", "how much does it hold", "350 ml"},
		{"mugs", "are they dishwasher safe?", "yes for the Tin Mug; no for the Clay Mug"},
		{"mugs", "what is the capacity?", "350 ml"},
		{"shirts", "what do they cost?", "$45.00; of the Quarry Shirt: $70.00"},
		{"shirts", "sizes?", "comes in S, M and L"},
		{"shirts", "what are the colors", "comes in White, Blue and Green"},
		{"jackets", "does it come in brown?", "One brown jacket"},
	} {
		got := after(k, c.list, c.ask)
		if !strings.Contains(got, c.want) || strings.Contains(got, "Which") {
			t.Errorf("%q, %q: %s", c.list, c.ask, got)
		}
	}
	if got := after(k, "mugs", "what is the thread count?"); !strings.Contains(got, "not say") && !strings.Contains(got, "silent") {
		t.Errorf("what no data tells: %s", got)
	}
	after(k, "waterproof jackets", "is it waterproof?", "add it")
	if got := prose1(k.last); !strings.Contains(got, "Which") { // of which it was said, nobody knows
		t.Errorf("after a question about all: %s", got)
	}
}

// Advice is asked for in many ways. A few things are compared, of many one is picked,
// and a review that has a word of the question by chance answers nothing.
func TestAdvice(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	for _, ask := range []string{"which one would you take?", "which should i get", "what do you recommend", "which one is best?", "which of these would you buy"} {
		if got := after(k, "shirts", ask); !strings.Contains(got, "Meadow Shirt") || !strings.Contains(got, "4.4 out of 5") {
			t.Errorf("%q of five: %s", ask, got)
		}
		after(k, "waterproof jackets", ask)
		if got := draw(k.last, nil); !strings.Contains(got, "if you want to spend less") {
			t.Errorf("%q of two: %s", ask, got)
		}
	}
}

// What one thing has nothing to be compared with is set beside the nearest of its kind.
func TestCompareOne(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	for _, ask := range []string{"compare all", "compare it", "compare them please", "can you compare it with others"} {
		after(k, "clay mug", ask)
		if got := draw(k.last, nil); !strings.Contains(got, "(compare) Clay Mug or Tin Mug") {
			t.Errorf("%q: %s", ask, got)
		}
	}
	if got := after(k, "ember lamp", "compare all"); !strings.Contains(got, "only one of its kind") && !strings.Contains(got, "nothing else of its kind") {
		t.Errorf("the only lamp: %s", got)
	}
}

// What a thing is to come with is no other thing.
func TestFeatureOfWhatIsLookedFor(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	for _, ask := range []string{"with a mug", "and one that has a lamp", "it must have a lamp"} {
		after(k, "rain jackets", ask)
		if cards := cardsOf(k.last); len(cards) == 0 || !strings.Contains(cards[0].Title, "Jacket") {
			t.Errorf("%q: %s", ask, draw(k.last, nil))
		}
	}
	if after(k, "rain jackets", "mugs"); len(cardsOf(k.last)) == 0 || !strings.Contains(cardsOf(k.last)[0].Title, "Mug") {
		t.Errorf("another kind: %s", draw(k.last, nil))
	}
	if after(k, "a jacket with a big lamp"); len(cardsOf(k.last)) == 0 || strings.Contains(prose1(k.last), "together") {
		t.Errorf("one thing with a feature: %s", draw(k.last, nil))
	}
}

// A long message is read by its beginning and its end, but what must not be missed is
// found in all of it.
func TestLongMessages(t *testing.T) {
	filler := strings.Repeat("we walked along the coast and the weather was lovely most of the time ", 90)
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	after(k, "hello "+filler+" so i need a waterproof jacket under $100")
	if cards := cardsOf(k.last); len(cards) != 1 || cards[0].Title != "Skerry Rain Jacket" {
		t.Errorf("the wish at the end: %s", draw(k.last, nil))
	}
	for text, want := range map[string]string{
		"hello " + filler + " i want to talk to a human being " + filler: "asked",
		"hello " + filler + " i will sue you over that jacket " + filler: "sensitive",
		"hello " + filler + " i do not want to live any more " + filler:  "sensitive",
	} {
		k.line("/new")
		k.say(text)
		if k.handoff == nil || k.handoff.Reason != want {
			t.Errorf("in the middle of a long message: %+v, want %s", k.handoff, want)
		}
	}
	if text := condensed(strings.Repeat("é", 5000)); len(text) > 900 || strings.Contains(text, "\ufffd") {
		t.Errorf("%d bytes: %.20q", len(text), text)
	}
	if short := "a jacket"; condensed(short) != short {
		t.Error("a short text is left alone")
	}
}
