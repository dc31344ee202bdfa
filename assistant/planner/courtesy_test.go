package planner

import "testing"

// Thanks and goodbyes are read as such, also where the shop sells what is called
// by one of their words, and are left alone where more is said.
func TestCourtesies(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for text, want := range map[string]Intent{
		"great, thanks. bye": IntentBye, "thanks, that's all": IntentBye, "Thank you so much!": IntentThanks, "ok cool thx": IntentThanks,
		"that's it for now": IntentBye, "perfect, thanks for all your help": IntentThanks, "have a nice day": IntentBye, "cheers": IntentThanks,
	} {
		r := reader{scene: &Scene{}, now: now, understand: index.Understand}
		if got := r.read(text, nil); got.Intent != want {
			t.Errorf("%q is read as %s, want %s", text, got.Intent, want)
		}
	}
	for _, text := range []string{"great boots", "thanks, now show me shirts", "that is all wrong", "good jackets for a nice day", "have a look at my order", "later deliveries?"} {
		r := reader{scene: &Scene{}, now: now, understand: index.Understand}
		if got := r.read(text, nil); got.Intent == IntentThanks || got.Intent == IntentBye {
			t.Errorf("%q is read as %s", text, got.Intent)
		}
	}
}
