package planner

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// TestPromise_R10_Words is the part of R10 about words: what costs something else
// by now than the talk has shown is asked for once more, and added at that.
func TestPromise_R10_Words(t *testing.T) {
	for _, change := range []int64{-200, 300} {
		index := openIndex(t, "testdata/catalog.jsonl")
		k := newTalker(t, index)
		var history []assistant.Message
		say := func(text string, action *assistant.Action) assistant.Parts {
			t.Helper()
			turn := k.turn(text, action)
			turn.History = history
			var r recorder
			outcome, err := k.assistant.Respond(t.Context(), turn, &r)
			if err != nil {
				t.Fatal(err)
			}
			k.state, k.version = outcome.State, outcome.StateVersion
			k.turns++
			history = append(history, assistant.Message{Author: assistant.AuthorShopper, Text: text}, assistant.Message{Author: assistant.AuthorAssistant, Parts: r.parts})
			return r.parts
		}
		count := func() int {
			t.Helper()
			c, err := k.carts.Get(t.Context(), k.cart)
			if err != nil {
				t.Fatal(err)
			}
			return c.Count
		}
		say("show me mugs", nil)
		mug, err := index.Product(t.Context(), "tin-mug")
		if err != nil {
			t.Fatal(err)
		}
		mug.Price.Amount += change
		for i := range mug.Variants {
			mug.Variants[i].Price = catalog.Money{Amount: mug.Variants[i].Price.Amount + change, Currency: mug.Price.Currency}
		}
		if err := index.Upsert(mug); err != nil {
			t.Fatal(err)
		}
		asked := say("add the tin mug in blue", nil)
		now := mug.Price.Format("en-US")
		if words := draw(asked, nil); count() != 0 || !strings.Contains(words, "Please look at the price once more") || !strings.Contains(words, now) {
			t.Fatalf("%d in the cart:\n%s", count(), words)
		}
		var yes *assistant.Choice
		for _, part := range asked {
			if block, ok := part.(assistant.ChoicesBlock); ok {
				for i := range block.Choices {
					if strings.HasPrefix(block.Choices[i].Label, "Add for "+now) {
						yes = &block.Choices[i]
					}
				}
			}
		}
		if yes == nil {
			t.Fatalf("there is nothing to say yes with:\n%s", draw(asked, nil))
		}
		if done := draw(say(yes.Label, &yes.Action), nil); count() != 1 {
			t.Errorf("%d in the cart:\n%s", count(), done)
		}
		// At the same price nothing is asked.
		if done := draw(say("add another one", nil), nil); count() != 2 {
			t.Errorf("%d in the cart:\n%s", count(), done)
		}
	}
}
