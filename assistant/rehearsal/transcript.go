package rehearsal

import (
	"encoding/json"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// Transcript is one talk as it went, with everything that grading it takes: a
// talk that is read back from its JSON form is graded the same.
type Transcript struct {
	ID    string `json:"id"`
	Theme string `json:"theme,omitempty"`
	Page  string `json:"page,omitempty"`
	// Exchanges are what was said and answered, in order.
	Exchanges []*Exchange `json:"exchanges"`
	// Checks are those of the talk as a whole; set by grading.
	Checks []Check `json:"checks,omitempty"`
}

// Exchange is one message and its reply.
type Exchange struct {
	// Step counts the script's steps from 0. Several exchanges may belong to
	// one, where the shopper answered a question or asked again.
	Step int    `json:"step"`
	Say  string `json:"say"`
	// Tapped is the chip or form that was used; nil when the shopper typed.
	Tapped *assistant.Action `json:"tapped,omitempty"`
	// Again is true where the shopper says once more what was not answered.
	Again bool      `json:"again,omitempty"`
	Want  Want      `json:"want"`
	At    time.Time `json:"at"`

	// Text is the reply's prose, Parts all of it.
	Text    string             `json:"text"`
	Parts   assistant.Parts    `json:"parts"`
	Handoff *assistant.Handoff `json:"handoff,omitempty"`
	State   json.RawMessage    `json:"state,omitempty"`
	// Failed is the assistant's error; empty when it answered.
	Failed string  `json:"failed,omitempty"`
	MS     float64 `json:"ms"`

	// Cart and Orders are the shopper's after the reply: the cart, and the
	// orders that were proven by then.
	Cart   cart.Cart    `json:"cart"`
	Orders []cart.Order `json:"orders,omitempty"`

	Checks []Check `json:"checks,omitempty"`
}

// Check is the answer of one check.
type Check struct {
	// Name is one of Checks or, for a whole talk, of TalkChecks.
	Name string `json:"name"`
	Pass bool   `json:"pass"`
	// Evidence is what was looked at: the words of the reply and the data.
	Evidence string `json:"evidence"`
}

// Failed returns the check of this name if it failed.
func failed(checks []Check, name string) (Check, bool) {
	for _, c := range checks {
		if c.Name == name && !c.Pass {
			return c, true
		}
	}
	return Check{}, false
}

// Good reports whether nothing is wrong with the reply. How long it took does
// not count here, so that a run has the same score on any machine.
func (x *Exchange) Good() bool {
	for _, c := range x.Checks {
		if !c.Pass && c.Name != CheckLatency {
			return false
		}
	}
	return true
}

// blocks returns the reply's blocks of one type, in order.
func blocks[B assistant.Block](x *Exchange) []B {
	var found []B
	for _, part := range x.Parts {
		if b, ok := part.(B); ok {
			found = append(found, b)
		}
	}
	return found
}

// chips are the reply's choices.
func (x *Exchange) chips() []assistant.Choice {
	var all []assistant.Choice
	for _, b := range blocks[assistant.ChoicesBlock](x) {
		all = append(all, b.Choices...)
	}
	return all
}

// cards are all cards of the reply, in order.
func (x *Exchange) cards() []assistant.Card {
	var all []assistant.Card
	for _, part := range x.Parts {
		all = append(all, assistant.CardsOf(part)...)
	}
	return all
}

// Flawless reports whether nothing is wrong with the talk.
func (t *Transcript) Flawless() bool {
	for _, c := range t.Checks {
		if !c.Pass {
			return false
		}
	}
	for _, x := range t.Exchanges {
		if !x.Good() {
			return false
		}
	}
	return true
}
