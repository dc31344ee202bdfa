package carttest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Run tests carts. open returns fresh, empty carts that sell the goods of c in
// US dollars; it is called once for each case, and closes with t.Cleanup what
// it has opened.
func Run(t *testing.T, open func(t *testing.T, c catalog.Catalog) cart.Carts) {
	for _, c := range []struct {
		name string
		test func(*fixture)
	}{
		{"an empty cart", testEmpty},
		{"prices come from the catalogue", testPriced},
		{"choosing a variant", testChoice},
		{"what cannot be bought", testRefused},
		{"quantities", testQuantities},
		{"stock", testStock},
		{"the last three pieces", testStockRace},
		{"setting a quantity", testSet},
		{"line ids", testLineIDs},
		{"a cart has an end", testFull},
		{"merging", testMerge},
		{"merging within stock", testMergeStock},
		{"a price that was seen", testSeen},
		{"notices", testNotices},
		{"money", testMoney},
		{"a key counts once", testKeys},
		{"a key for another request", testKeyConflict},
		{"a key at many doors", testKeyRace},
		{"a repeat after the stock is gone", testRepeatLater},
		{"carts are apart", testApart},
		{"many writers", testWriters},
		{"results are frozen", testFrozen},
		{"an ended context", testContext},
	} {
		t.Run(c.name, func(t *testing.T) {
			products := NewCatalog(goods()...)
			c.test(&fixture{T: t, products: products, carts: open(t, products), ctx: t.Context()})
		})
	}
}

// fixture is one case with its own carts.
type fixture struct {
	*testing.T
	products *Catalog
	carts    cart.Carts
	ctx      context.Context
}

// get returns the cart as it is now.
func (f *fixture) get(id string) cart.Cart {
	f.Helper()
	c, err := f.carts.Get(f.ctx, id)
	if err != nil {
		f.Fatalf("Get(%s): %v", id, err)
	}
	return c
}

// add adds and expects success.
func (f *fixture) add(id, key string, item cart.Item) cart.Cart {
	f.Helper()
	c, err := f.carts.Add(f.ctx, id, key, item)
	if err != nil {
		f.Fatalf("Add(%s, %s, %+v): %v", id, key, item, err)
	}
	return c
}

// set sets and expects success.
func (f *fixture) set(id, key, line string, quantity int) cart.Cart {
	f.Helper()
	c, err := f.carts.SetQuantity(f.ctx, id, key, line, quantity)
	if err != nil {
		f.Fatalf("SetQuantity(%s, %s, %s, %d): %v", id, key, line, quantity, err)
	}
	return c
}

// refused expects err to be a refusal with one of these codes and a sentence.
func (f *fixture) refused(err error, codes ...cart.Code) *cart.Error {
	f.Helper()
	return refused(f.T, err, codes...)
}

func refused(t *testing.T, err error, codes ...cart.Code) *cart.Error {
	t.Helper()
	refusal, ok := errors.AsType[*cart.Error](err)
	if !ok {
		t.Fatalf("got error %v, want a refusal with code %q", err, codes)
	}
	if !slices.Contains(codes, refusal.Code) {
		t.Fatalf("refused with code %q (%s), want %q", refusal.Code, refusal.Message, codes)
	}
	if refusal.Message == "" {
		t.Errorf("refusal %q has no sentence for the shopper", refusal.Code)
	}
	return refusal
}

// holds checks a cart's quantities by line, in order, and its sums.
func (f *fixture) holds(c cart.Cart, subtotal int64, quantities ...int) {
	f.Helper()
	var got []int
	count, sum := 0, int64(0)
	for _, line := range c.Lines {
		got = append(got, line.Quantity)
		if !line.Unavailable {
			count += line.Quantity
			sum += line.Total.Amount
		}
	}
	if len(got) != len(quantities) {
		f.Fatalf("cart %s holds quantities %v, want %v", c.ID, got, quantities)
	}
	for i := range got {
		if got[i] != quantities[i] {
			f.Fatalf("cart %s holds quantities %v, want %v", c.ID, got, quantities)
		}
	}
	if c.Count != count || c.Subtotal.Amount != sum {
		f.Errorf("cart %s counts %d and sums %d; its lines say %d and %d", c.ID, c.Count, c.Subtotal.Amount, count, sum)
	}
	if want := usd(subtotal); c.Subtotal != want || c.Total != want || c.Currency != want.Currency {
		f.Errorf("cart %s: subtotal %v, total %v in %s; want %v", c.ID, c.Subtotal, c.Total, c.Currency, want)
	}
}

func of(product string, quantity int) cart.Item {
	return cart.Item{ProductID: product, Quantity: quantity}
}

func with(product string, quantity int, options ...string) cart.Item {
	item := cart.Item{ProductID: product, Quantity: quantity, Options: map[string]string{}}
	for i := 0; i+1 < len(options); i += 2 {
		item.Options[options[i]] = options[i+1]
	}
	return item
}
