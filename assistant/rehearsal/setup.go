package rehearsal

import (
	"context"
	"errors"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Setup is a shop to be rehearsed. Nothing of it is changed: every talk has a
// cart and an order book of its own.
type Setup struct {
	// Assistant and Catalog must be set.
	Assistant assistant.Assistant
	Catalog   catalog.Catalog
	// Orders are those that the shop has; none means that none can be looked
	// up. Prefix begins their numbers, as in cart.OrderBookConfig.
	Orders []cart.Order
	Prefix string
	// Terms are the shop's rules, and Articles the merchant's words that hold
	// at Now. What neither says is nobody's to say.
	Terms    assistant.Terms
	Articles []assistant.Article
	// Now is when the talks begin; zero is an error, so that a run can be
	// repeated.
	Now time.Time
	// Slow is how long a reply may take; 0 means DefaultSlow.
	Slow time.Duration
}

// DefaultSlow is how long a reply may take.
const DefaultSlow = 50 * time.Millisecond

// pace is how long a shopper of a rehearsal takes for a message, on the clock
// that the assistant is told. Nobody waits.
const pace = 20 * time.Second

func (s *Setup) check() error {
	switch {
	case s.Assistant == nil:
		return errors.New("rehearsal: Setup.Assistant must be set")
	case s.Catalog == nil:
		return errors.New("rehearsal: Setup.Catalog must be set")
	case s.Now.IsZero():
		return errors.New("rehearsal: Setup.Now must be set")
	}
	return nil
}

func (s *Setup) slow() time.Duration {
	if s.Slow > 0 {
		return s.Slow
	}
	return DefaultSlow
}

// book returns an order book with the shop's orders, whose clock is now.
func (s *Setup) book(ctx context.Context, now func() time.Time) (*cart.OrderBook, error) {
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: s.Catalog, Prefix: s.Prefix, Now: now,
		Policies: s.Terms.Policies, Shipping: s.Terms.Shipping, Promotions: s.Terms.Promotions,
	})
	if err != nil {
		return nil, err
	}
	for _, o := range s.Orders {
		if err := book.Put(ctx, o.Clone()); err != nil {
			return nil, err
		}
	}
	return book, nil
}
