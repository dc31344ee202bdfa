package planner

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// Thanks and goodbyes are read as such, also where the shop sells what is called
// by one of their words, and are left alone where more is said.
func TestCourtesies(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for text, want := range map[string]Intent{
		"great, thanks. bye": IntentBye, "thanks, that's all": IntentBye, "Thank you so much!": IntentThanks, "ok cool thx": IntentThanks,
		"that's it for now": IntentBye, "perfect, thanks for all your help": IntentThanks, "have a nice day": IntentBye, "cheers": IntentThanks,
		"that helped": IntentThanks, "thanks, that really helped": IntentThanks, "you have been very helpful, bye": IntentBye,
	} {
		r := reader{scene: &Scene{}, now: now, understand: index.Understand}
		if got := r.read(text, nil); got.Intent != want {
			t.Errorf("%q is read as %s, want %s", text, got.Intent, want)
		}
	}
	for _, text := range []string{"great boots", "thanks, now show me shirts", "that is all wrong", "good jackets for a nice day", "have a look at my order", "later deliveries?", "that helped a bit, but is it warm?"} {
		r := reader{scene: &Scene{}, now: now, understand: index.Understand}
		if got := r.read(text, nil); got.Intent == IntentThanks || got.Intent == IntentBye {
			t.Errorf("%q is read as %s", text, got.Intent)
		}
	}
}

// How a conversation was is asked at its end, once, and neither before anything
// was said nor while something is wrong or waited for.
func TestAsksToRate(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for name, c := range map[string]struct {
		orders bool
		said   []string
		asked  int // the message after which it is asked, counted from 1
	}{
		"a goodbye":             {said: []string{"a warm jacket", "thanks", "bye", "bye bye"}, asked: 3},
		"what helped":           {said: []string{"a warm jacket", "that helped", "bye"}, asked: 2},
		"nothing but a goodbye": {said: []string{"bye"}},
		"waiting for a person":  {said: []string{"a warm jacket", "I want to talk to a person", "ok bye"}},
		"an open problem":       {orders: true, said: []string{"hello", "my parcel is damaged", "bye"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := newTalker(t, index)
			if c.orders {
				k.withOrders()
			}
			for i, text := range c.said {
				before := k.rated
				k.say(text)
				if asked := k.rated && !before; asked != (i+1 == c.asked) {
					t.Errorf("after %q: asked=%v", text, asked)
				}
			}
			if _, asks := k.last[0].(assistant.RatingBlock); asks {
				t.Error("the question comes before the goodbye")
			}
		})
	}
}
