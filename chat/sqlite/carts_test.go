package sqlite

import (
	"context"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

// TestShopCarts sells the same product in two shops on one file, and follows
// one of them from another value over the same database.
func TestShopCarts(t *testing.T) {
	db := openTemp(t)
	products := carttest.NewCatalog(catalog.Product{ID: "mug", Title: "Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}})
	one, two := db.Carts(products), db.ShopCarts("two", products)
	var seen []string
	stop := db.Carts(products).(cart.Watcher).Watch(func(shop, cartID string) { seen = append(seen, shop+"/"+cartID) })
	defer stop()
	for _, carts := range []cart.Carts{one, two, two} {
		if _, err := carts.Add(t.Context(), "c", "k", cart.Item{ProductID: "mug", Quantity: 1}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := two.Add(t.Context(), "c", "k2", cart.Item{ProductID: "mug", Quantity: 3}); err != nil {
		t.Fatal(err)
	}
	for carts, want := range map[cart.Carts]int{one: 1, two: 4} {
		if c, err := carts.Get(t.Context(), "c"); err != nil || c.Count != want {
			t.Errorf("count %d, %v; want %d", c.Count, err, want)
		}
	}
	if len(seen) != 1 || seen[0] != "main/c" {
		t.Errorf("the carts of main told of %v", seen)
	}
}

func TestCartsWithoutCatalog(t *testing.T) {
	db := openTemp(t)
	carts := db.Carts(nil)
	answer := assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
		return assistant.Outcome{}, nil
	})
	if _, err := chat.New(chat.Config{Catalog: carttest.NewCatalog(), Store: db, Carts: carts, Assistant: answer}); err == nil || !strings.Contains(err.Error(), "Config.Catalog") {
		t.Errorf("chat.New with such carts: %v", err)
	}
	_, get := carts.Get(t.Context(), "c")
	_, add := carts.Add(t.Context(), "c", "k", cart.Item{ProductID: "mug", Quantity: 1})
	_, set := carts.SetQuantity(t.Context(), "c", "k", "l", 1)
	_, merge := carts.Merge(t.Context(), "c", "d", "k")
	for i, err := range []error{get, add, set, merge, carts.(interface{ Check() error }).Check()} {
		if err == nil {
			t.Errorf("method %d works without a catalogue", i)
		}
	}
}
