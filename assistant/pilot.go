package assistant

import (
	"context"
	"encoding/json"
)

// Pilot is an optional ability of an [Assistant] that reads messages by itself:
// to say beforehand what a turn asks for, and to remember what somebody else
// answered. An assistant that costs money for every turn lets a Pilot go first.
type Pilot interface {
	Assistant
	// Survey reads the turn and answers nothing, changes nothing and shows
	// nothing. The same turn is always read in the same way.
	Survey(ctx context.Context, turn Turn) (Survey, error)
	// Follow returns the state after reply, which another assistant gave to the
	// turn, so that this one can go on from there. survey is that of the same turn;
	// its zero value will do.
	Follow(ctx context.Context, turn Turn, survey Survey, reply Parts) (state json.RawMessage, version int, err error)
}

// Survey is what a [Pilot] makes of a turn.
type Survey struct {
	// Settled is true where Respond answers the turn out of the data alone, so
	// that nobody else is needed: a tap, a change of the cart, an order, a rule
	// of the shop, a request for a person.
	Settled bool
	// Writes are what the message or the tap itself asks to be written, word for
	// word. Nothing else may be written in this turn without a tap of its own.
	Writes []Write
	// Wishes are what the shopper has wished for so far, this message included, as
	// a [WishesBlock] shows them: each with the action that takes it back.
	Wishes []Choice
	// Reading is the Pilot's own, so that Follow need not read the turn again.
	Reading any
}

// Write is a change that the shopper has asked for.
type Write struct {
	// Key is the idempotency key under which the Pilot would do it, so that it
	// is done once whoever does it.
	Key string
	// Action is what is asked for: DoAdd with a quantity of at least 1, DoSet or
	// DoCode.
	Action Action
}
