package tool

import (
	"context"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// FileRequest files a request about an order, as a form has it. A model cannot: the
// buttons of an order that it shows begin the form.
type FileRequest struct {
	Request cart.Request
	// Key is the idempotency key.
	Key string
}

// Filed is a request that was filed, with its order as it is then.
type Filed struct {
	Request cart.Request
	Order   cart.Order
}

// Do implements [Act]. It is cart.ErrNoOrder where the shopper may not see the order.
// Where the order cannot be read again the error comes with the Request.
func (a FileRequest) Do(ctx context.Context, turn *assistant.Turn) (Filed, error) {
	filed, err := turn.Shop.File(ctx, a.Key, a.Request)
	if err != nil {
		return Filed{}, err
	}
	order, err := turn.Shop.Order(ctx, a.Request.Order)
	return Filed{filed, order}, err
}

// AddFact adds what the shopper tells to a request that was filed.
type AddFact struct {
	Order, Reference string
	// Fact are the shopper's words; of more than cart.MaxNote characters the first.
	Fact string
	// Key is the idempotency key.
	Key string
}

// Do implements [Act]. It is cart.ErrNoOrder where the shopper may not see the order.
func (a AddFact) Do(ctx context.Context, turn *assistant.Turn) (cart.Request, error) {
	if runes := []rune(a.Fact); len(runes) > cart.MaxNote {
		a.Fact = string(runes[:cart.MaxNote])
	}
	return turn.Shop.AddFact(ctx, a.Key, a.Order, a.Reference, a.Fact)
}

// AskRestock notes that the shopper wants to hear when a product can be had again.
type AskRestock struct {
	Product string
	Options map[string]string
	// Email is where to write: the shopper's own.
	Email string
}

// Do implements [Act].
func (a AskRestock) Do(ctx context.Context, turn *assistant.Turn) (cart.Restock, error) {
	return turn.Shop.AskRestock(ctx, cart.Restock{ProductID: a.Product, Options: a.Options, Email: a.Email})
}

// ListRestocks reads the shopper's requests of that kind, the newest first.
type ListRestocks struct{}

// Do implements [Act]. None is no error.
func (ListRestocks) Do(ctx context.Context, turn *assistant.Turn) ([]cart.Restock, error) {
	return turn.Shop.Restocks(ctx)
}

// DropRestock takes one of them back.
type DropRestock struct{ Reference string }

// Do implements [Act]. See assistant.Shop's DropRestock.
func (a DropRestock) Do(ctx context.Context, turn *assistant.Turn) (cart.Restock, error) {
	return turn.Shop.DropRestock(ctx, a.Reference)
}
