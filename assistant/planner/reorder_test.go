package planner

import (
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// What is bought again costs what it costs today, and what cannot be had is said
// and never replaced by something else.
func TestReorderSaysWhatChanged(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	k.withOrders()
	k.customer = &assistant.Customer{ID: "robin", Email: "robin@example.com"}
	order := cart.Order{
		Number: "NW-2001", Email: "robin@example.com", CustomerID: "robin", State: cart.OrderPlaced, Placed: now.Add(-time.Minute), Currency: "USD",
		Lines: []cart.OrderLine{
			{ID: "mug", ProductID: "clay-mug", Title: "Clay Mug", Quantity: 2, Unit: usd(12), Total: usd(24)},
			{ID: "jacket", ProductID: "fjord", VariantID: "fjord-blue-l", Options: map[string]string{"color": "Blue", "size": "L"}, Title: "Fjord Rain Jacket", Quantity: 1, Unit: usd(120), Total: usd(120)},
			{ID: "lantern", ProductID: "old-lantern", Title: "Old Lantern", Quantity: 1, Unit: usd(30), Total: usd(30), Category: []string{"Home", "Lamps"}},
		},
	}
	if err := k.book.Put(t.Context(), order); err != nil {
		t.Fatal(err)
	}
	text := k.say("reorder my last order").Fallback()
	for _, want := range []string{"2 × Clay Mug", "$14.00 instead of $12.00", "sold out", "Old Lantern is not sold here any more"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in: %s", want, text)
		}
	}
	in, err := k.carts.Get(t.Context(), k.cart)
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Lines) != 1 || in.Lines[0].ProductID != "clay-mug" || in.Lines[0].Quantity != 2 || in.Subtotal != usd(28) {
		t.Errorf("the cart holds %+v", in.Lines)
	}
	k.say("undo")
	if in, err = k.carts.Get(t.Context(), k.cart); err != nil || len(in.Lines) != 0 {
		t.Errorf("undone, the cart holds %+v, %v", in.Lines, err)
	}
}
