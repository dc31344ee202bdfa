package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// seed puts the orders that Larkhollow comes with into the order book, each of
// them once: from then on they age, and what visitors do with them stays.
func seed(ctx context.Context, book *cart.OrderBook, first time.Time) error {
	missing := map[string]bool{}
	for _, sample := range larkhollow.Samples() {
		_, err := book.Order(ctx, sample.Number)
		switch {
		case errors.Is(err, cart.ErrNoOrder):
			missing[sample.Number] = true
		case err != nil:
			return err
		}
	}
	if len(missing) == 0 {
		return nil
	}
	orders, err := larkhollow.Orders(first)
	if err != nil {
		return fmt.Errorf("the demo's orders cannot be made: %w", err)
	}
	for _, o := range orders {
		if missing[o.Number] {
			if err := book.Put(ctx, o); err != nil {
				return err
			}
		}
	}
	return nil
}
