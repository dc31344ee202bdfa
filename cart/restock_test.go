package cart_test

import (
	"errors"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
)

func TestAskRestock(t *testing.T) {
	ctx := t.Context()
	size := func(id, value string, soldOut bool) catalog.Variant {
		return catalog.Variant{ID: id, Options: map[string]string{"Color": "Blue", "Size": value}, SoldOut: soldOut}
	}
	goods := carttest.NewCatalog(
		catalog.Product{ID: "coat", Title: "Coat", Options: []catalog.Option{{Name: "Color", Values: []string{"Blue"}}, {Name: "Size", Values: []string{"S", "M"}}},
			Variants: []catalog.Variant{size("coat-s", "S", true), size("coat-m", "M", false)}},
		catalog.Product{ID: "lamp", Title: "Lamp", SoldOut: true},
		catalog.Product{ID: "mug", Title: "Mug"},
	)
	book, err := cart.NewOrderBook(cart.OrderBookConfig{Store: cart.NewOrderMemory(), Catalog: goods})
	if err != nil {
		t.Fatal(err)
	}
	const email = "ada@shop.example"
	for _, c := range []struct {
		name  string
		asks  cart.Restock
		code  cart.Code
		title string
	}{
		{"all of it is gone", cart.Restock{ProductID: "lamp", Email: email}, "", "Lamp"},
		{"a size is gone", cart.Restock{ProductID: "coat", Options: map[string]string{"size": "S"}, Email: email}, "", "Coat (S)"},
		{"by its variant", cart.Restock{ProductID: "coat", VariantID: "coat-s", Email: email}, "", "Coat (S)"},
		{"it is there", cart.Restock{ProductID: "mug", Email: email}, cart.CodeNotNow, ""},
		{"a size is there", cart.Restock{ProductID: "coat", Email: email}, cart.CodeNotNow, ""},
		{"no such size", cart.Restock{ProductID: "coat", Options: map[string]string{"size": "XL"}, Email: email}, cart.CodeNotMade, ""},
		{"no such variant", cart.Restock{ProductID: "coat", VariantID: "coat-xl", Email: email}, cart.CodeNotFound, ""},
		{"not sold here", cart.Restock{ProductID: "boat", Email: email}, cart.CodeNotFound, ""},
		{"no address", cart.Restock{ProductID: "lamp"}, cart.CodeBadField, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked, err := book.AskRestock(ctx, c.asks)
			if c.code != "" {
				if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != c.code {
					t.Errorf("got %+v, %v; want %s", asked, err, c.code)
				}
				return
			}
			if err != nil || asked.Title != c.title || asked.State != cart.RequestOpen || asked.Reference == "" || asked.Filed.IsZero() {
				t.Errorf("got %+v, %v", asked, err)
			}
		})
	}
	open, err := book.Restocks(ctx, cart.RestockFilter{State: cart.RequestOpen})
	if err != nil || len(open) != 2 { // the coat in S was asked for twice, in two ways
		t.Fatalf("open: %+v, %v", open, err)
	}
	if _, err := book.SettleRestock(ctx, open[0].Reference, cart.RequestOpen); err == nil {
		t.Error("a request was settled as open")
	}
	if told, err := book.SettleRestock(ctx, " "+open[0].Reference, cart.RequestDone); err != nil || told.State != cart.RequestDone {
		t.Errorf("settled: %+v, %v", told, err)
	}
}
