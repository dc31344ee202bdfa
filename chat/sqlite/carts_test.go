package sqlite

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

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

// TestOrderBook sells to a customer on one file, and finds the order after the
// file was closed.
func TestOrderBook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db := openAt(t, path)
	products := carttest.NewCatalog(catalog.Product{ID: "mug", Title: "Mug", Price: catalog.Money{Amount: 1250, Currency: "USD"}})
	config := cart.OrderBookConfig{Catalog: products, Prefix: "LH-", Promotions: carttest.Promotions(), Now: func() time.Time { return carttest.Noon }}
	book, err := db.OrderBook(config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Carts().Add(t.Context(), "c", "k1", cart.Item{ProductID: "mug", Quantity: 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Carts().(cart.Coder).ApplyCode(t.Context(), "c", "k2", "TEN"); err != nil {
		t.Fatal(err)
	}
	checkout := cart.Checkout{CartID: "c", CustomerID: "7", Email: "ada@shop.example", Address: cart.Address{
		Name: "Ada", Line1: "1 Main St", City: "New York", Region: "NY", Postal: "10001", Country: "US",
	}}
	made, err := book.Checkout(t.Context(), "k3", checkout)
	if err != nil || made.Total.Amount != 2250 || !strings.HasPrefix(made.Number, "LH-") {
		t.Fatalf("checkout: %+v, %v", made, err)
	}
	if c, err := book.Carts().Get(t.Context(), "c"); err != nil || c.Count != 0 || len(c.Codes) != 0 {
		t.Errorf("the cart holds %+v, %v", c, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if book, err = openAt(t, path).OrderBook(config); err != nil {
		t.Fatal(err)
	}
	if got, err := book.Order(t.Context(), made.Number); err != nil || !reflect.DeepEqual(got, made) {
		t.Errorf("after reopening: %+v, %v; want %+v", got, err, made)
	}
	if again, err := book.Checkout(t.Context(), "k3", checkout); err != nil || again.Number != made.Number {
		t.Errorf("the same checkout: %+v, %v", again, err)
	}
	if _, err := db.OrderBook(cart.OrderBookConfig{}); err == nil {
		t.Error("an order book without a catalogue")
	}
}

// TestCreated expects that a file knows since when it is there.
func TestCreated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	before := time.Now().Truncate(time.Millisecond)
	db := openAt(t, path)
	created := db.Created()
	if created.Before(before) || created.After(time.Now()) || created.Location() != time.UTC {
		t.Errorf("created at %v, opened after %v", created, before)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if again := openAt(t, path).Created(); !again.Equal(created) {
		t.Errorf("opened again, it was created at %v, before at %v", again, created)
	}
}
