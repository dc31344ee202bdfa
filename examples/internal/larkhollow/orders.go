package larkhollow

import (
	"context"
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// Prefix begins the shop's order numbers.
const Prefix = "LH-"

// Customer is the one as whom visitors of the demo shop may sign in.
var Customer = assistant.Customer{ID: "june", Name: "June Alder", Email: "june.alder@example.com"}

// Sample tells of an order that the shop comes with.
type Sample struct {
	// Number and Email are what it is looked up by.
	Number, Email string
	// Shows is what there is to see, as of the day on which the shop first
	// opened, a phrase: "on its way, and on time".
	Shows string
}

// Samples tells of the orders that [Orders] returns, in the same order: those of
// the [Customer] first.
func Samples() []Sample {
	list := make([]Sample, len(samples))
	for i, s := range samples {
		list[i] = Sample{s.number, s.buyer.email, s.shows}
	}
	return list
}

// Orders returns the orders that the shop comes with, one in each state that an
// order can be in, as of the moment at which the shop first opened. They were
// placed in the shop itself: products, prices, promotions, shipping and promised
// days are what the catalogue and the terms said at that moment. Put them into
// an order book once, when its store is new; from then on they age as any other
// order does.
func Orders(first time.Time) ([]cart.Order, error) {
	index, err := catalog.NewIndex(feed.Read(Feed(first)).Products())
	if err != nil {
		return nil, err
	}
	base, err := knowledge.Read(Knowledge(first))
	if err != nil {
		return nil, err
	}
	terms := base.Terms()
	now := first
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Prefix: Prefix,
		Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions, Now: func() time.Time { return now },
	})
	if err != nil {
		return nil, err
	}
	days := newDays(first, terms)
	var orders []cart.Order
	for _, s := range samples {
		now = s.placed(days)
		order, err := s.order(book)
		if err != nil {
			return nil, fmt.Errorf("larkhollow: order %s: %w", s.number, err)
		}
		s.then(days, &order)
		orders = append(orders, order)
	}
	return orders, nil
}

// order places the order in the shop.
func (s *sample) order(book *cart.OrderBook) (cart.Order, error) {
	ctx, id, carts := context.Background(), "sample "+s.number, book.Carts()
	for i, item := range s.items {
		if _, err := carts.Add(ctx, id, fmt.Sprint("add ", i), item); err != nil {
			return cart.Order{}, err
		}
	}
	if s.code != "" {
		if _, err := carts.(cart.Coder).ApplyCode(ctx, id, "code", s.code); err != nil {
			return cart.Order{}, err
		}
	}
	order, err := book.Checkout(ctx, "order", cart.Checkout{
		CartID: id, CustomerID: s.buyer.customer, Email: s.buyer.email, Address: s.buyer.address, Method: s.method,
	})
	// It goes by a number that is easy to remember, and comes out of no cart.
	order.Number, order.CartID, order.CartVersion = s.number, "", 0
	return order, err
}
