package tool

import (
	"context"
	"errors"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// Act is one thing that an assistant does in a shop: a struct of what it needs, and a
// method that does it. Fields with a name in JSON may come from a language model, and
// are what its schema tells; those without are for whoever has read the message itself.
// R is what has come of it.
type Act[R any] interface {
	// Do does it for the shopper of turn, with turn's Shop. An error that [Refused]
	// knows is the shop's own no; catalog.ErrNotFound and cart.ErrNoOrder say that
	// there is no such thing for this shopper. Any other error means that the shop
	// could not be asked, or that ctx has ended.
	Do(ctx context.Context, turn *assistant.Turn) (R, error)
}

// Refused tells what the shop refuses, and explains, from what went wrong.
func Refused(err error) (*cart.Error, error) {
	if e, ok := errors.AsType[*cart.Error](err); ok {
		return e, nil
	}
	return nil, err
}

// no is why an act cannot be done with what it was given, said to a model so that it
// can mend it.
type no string

func (n no) Error() string { return string(n) }

// ofProducts is an act about certain products, which the conversation has to know.
type ofProducts interface{ products() []string }
