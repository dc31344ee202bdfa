package cart_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

func money(amount int64, currency string) catalog.Money {
	return catalog.Money{Amount: amount, Currency: currency}
}

func TestNewRefuses(t *testing.T) {
	store, products := cart.NewMemory(), carttest.NewCatalog()
	for _, c := range []struct {
		config cart.Config
		says   string
	}{
		{cart.Config{Catalog: products}, "Config.Store"},
		{cart.Config{Store: store}, "Config.Catalog"},
		{cart.Config{Store: store, Catalog: products, Currency: "usd"}, "Config.Currency"},
		{cart.Config{Store: store, Catalog: products, Currency: "US"}, "Config.Currency"},
	} {
		if _, err := cart.New(c.config); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("New(%+v) = %v, want an error that names %s", c.config, err, c.says)
		}
	}
}

// silent is a catalogue that does not name its currency.
type silent struct{ catalog.Catalog }

// late names a currency only once it has something to sell.
type late struct {
	catalog.Catalog
	currency string
}

func (l *late) Currency() string { return l.currency }

func TestSellingCurrency(t *testing.T) {
	ctx := t.Context()
	products := carttest.NewCatalog(
		catalog.Product{ID: "euro", Title: "Vase", Price: money(2000, "EUR")},
		catalog.Product{ID: "dollar", Title: "Mug", Price: money(1000, "USD")},
	)
	sells := func(t *testing.T, config cart.Config, product string) (cart.Cart, error) {
		t.Helper()
		config.Store = cart.NewMemory()
		carts, err := cart.New(config)
		if err != nil {
			t.Fatal(err)
		}
		return carts.Add(ctx, "c", product, cart.Item{ProductID: product, Quantity: 1})
	}
	if c, err := sells(t, cart.Config{Catalog: products, Currency: "EUR"}, "euro"); err != nil || c.Currency != "EUR" {
		t.Errorf("Config.Currency: %+v, %v", c, err)
	}
	if _, err := sells(t, cart.Config{Catalog: products}, "euro"); err == nil {
		t.Error("the catalogue's currency is USD, and a price in EUR was sold")
	}
	if c, err := sells(t, cart.Config{Catalog: &late{products, "EUR"}}, "euro"); err != nil || c.Currency != "EUR" {
		t.Errorf("the catalogue's currency: %+v, %v", c, err)
	}

	growing := &late{Catalog: products}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: growing})
	if err != nil {
		t.Fatal(err)
	}
	growing.currency = "EUR"
	if c, err := carts.Get(ctx, "c"); err != nil || c.Currency != "EUR" {
		t.Errorf("a catalogue that was empty at first: %+v, %v", c, err)
	}

	// Nobody says: the first thing in the cart does.
	carts, err = cart.New(cart.Config{Store: cart.NewMemory(), Catalog: silent{products}})
	if err != nil {
		t.Fatal(err)
	}
	if c, err := carts.Add(ctx, "c", "1", cart.Item{ProductID: "euro", Quantity: 1}); err != nil || c.Currency != "EUR" {
		t.Errorf("the first currency: %+v, %v", c, err)
	}
	_, err = carts.Add(ctx, "c", "2", cart.Item{ProductID: "dollar", Quantity: 1})
	if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != cart.CodeCurrency {
		t.Errorf("a second currency: %v", err)
	}
}

func TestBadIDs(t *testing.T) {
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: carttest.NewCatalog()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, long := t.Context(), strings.Repeat("x", 201)
	for _, id := range []string{"", long} {
		_, get := carts.Get(ctx, id)
		_, add := carts.Add(ctx, "c", id, cart.Item{ProductID: "p", Quantity: 1})
		_, set := carts.SetQuantity(ctx, id, "k", "l", 1)
		_, merge := carts.Merge(ctx, id, "c", "k")
		for i, err := range []error{get, add, set, merge} {
			if _, refusal := errors.AsType[*cart.Error](err); err == nil || refusal {
				t.Errorf("method %d with an id of %d bytes: %v, want a failure that is no refusal", i, len(id), err)
			}
		}
	}
}

// broken is a catalogue behind a line that is down.
type broken struct {
	catalog.Catalog
	err error
}

func (b *broken) Product(ctx context.Context, id string) (catalog.Product, error) {
	if b.err != nil {
		return catalog.Product{}, b.err
	}
	return b.Catalog.Product(ctx, id)
}

// TestCatalogFails expects that a catalogue that fails is never taken for one
// that has lost a product.
func TestCatalogFails(t *testing.T) {
	products := &broken{Catalog: carttest.NewCatalog(catalog.Product{ID: "mug", Title: "Mug", Price: money(1000, "USD")})}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: products, Currency: "USD"})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	c, err := carts.Add(ctx, "c", "1", cart.Item{ProductID: "mug", Quantity: 1})
	if err != nil {
		t.Fatal(err)
	}
	products.err = errors.New("line is down")
	_, get := carts.Get(ctx, "c")
	_, add := carts.Add(ctx, "c", "2", cart.Item{ProductID: "mug", Quantity: 1})
	_, set := carts.SetQuantity(ctx, "c", "3", c.Lines[0].ID, 5)
	_, merge := carts.Merge(ctx, "c", "d", "4")
	for i, err := range []error{get, add, set, merge} {
		if !errors.Is(err, products.err) {
			t.Errorf("method %d: %v, want the catalogue's error", i, err)
		}
	}
	products.err = nil
	if c, err = carts.Get(ctx, "c"); err != nil || c.Count != 1 || c.Lines[0].Unavailable {
		t.Errorf("afterwards: %+v, %v", c, err)
	}
}

// TestPriceIsPure expects that pricing changes nothing that it is given.
func TestPriceIsPure(t *testing.T) {
	contents := cart.Contents{Version: 2, Entries: []cart.Entry{
		{ProductID: "jacket", VariantID: "blue", Quantity: 5, Seen: money(100, "USD"), Name: "Jacket"},
		{ProductID: "gone", Options: map[string]string{"size": "M"}, Quantity: 1, Name: "Gone"},
	}}
	products := map[string]catalog.Product{"jacket": {
		ID: "jacket", Title: "Jacket", Price: money(100, "USD"), Images: []string{"/any.svg"},
		Options: []catalog.Option{{Name: "color", Values: []string{"Blue", "Red"}}},
		Variants: []catalog.Variant{{
			ID: "blue", Options: map[string]string{"color": "Blue"}, Price: money(120, "USD"), Image: "/blue.svg",
			Stock: catalog.Stock{Known: true, Count: 2},
		}},
	}}
	first := cart.Price("c", contents, cart.Prices{Products: products, Currency: "USD"})
	first.Lines[0].Options["color"] = "changed"
	first.Lines[1].Options["size"] = "changed"
	second := cart.Price("c", contents, cart.Prices{Products: products, Currency: "USD"})
	line := second.Lines[0]
	if line.Options["color"] != "Blue" || second.Lines[1].Options["size"] != "M" || contents.Entries[0].Quantity != 5 {
		t.Errorf("pricing shares what it was given: %+v", second)
	}
	if line.Quantity != 2 || line.Total != money(240, "USD") || line.Image != "/blue.svg" || second.Subtotal != money(240, "USD") {
		t.Errorf("line = %+v", line)
	}
	want := "stock_reduced: Only 2 of Jacket (Blue) are left. Your cart has been adjusted. " +
		"price_changed: The price of Jacket (Blue) has gone up from $1.00 to $1.20. " +
		"gone: Gone is not sold any more. "
	got := ""
	for _, n := range second.Notices {
		got += n.Code + ": " + n.Text + " "
	}
	if got != want {
		t.Errorf("notices %q\nwant    %q", got, want)
	}
}

// moving is a store in which somebody adds to a cart right after it was read.
type moving struct {
	cart.Store
	after func()
}

func (m *moving) Contents(ctx context.Context, shop, cartID string) (cart.Contents, error) {
	contents, err := m.Store.Contents(ctx, shop, cartID)
	if after := m.after; after != nil {
		m.after = nil
		after()
	}
	return contents, err
}

// TestMergeLooksAgain merges a cart that grows between looking its products up
// and moving it: what was added meanwhile is held to its stock as well.
func TestMergeLooksAgain(t *testing.T) {
	products := carttest.NewCatalog(
		catalog.Product{ID: "mug", Title: "Mug", Price: money(1250, "USD")},
		catalog.Product{ID: "lamp", Title: "Lamp", Price: money(8900, "USD"), Stock: catalog.Stock{Known: true, Count: 3}},
	)
	store := &moving{Store: cart.NewMemory()}
	carts, err := cart.New(cart.Config{Store: store, Catalog: products})
	if err != nil {
		t.Fatal(err)
	}
	add := func(cartID, product string, quantity int) {
		t.Helper()
		if _, err := carts.Add(t.Context(), cartID, product, cart.Item{ProductID: product, Quantity: quantity}); err != nil {
			t.Fatal(err)
		}
	}
	add("guest", "mug", 1)
	add("mine", "lamp", 2)
	store.after = func() { add("guest", "lamp", 3) }
	c, err := carts.Merge(t.Context(), "guest", "mine", "m")
	if err != nil || c.Count != 4 || len(c.Notices) != 0 {
		t.Errorf("merged %+v, %v; want one mug, three lamps and nothing to notice", c, err)
	}
}

// TestSentences holds what shoppers read when something is missing.
func TestSentences(t *testing.T) {
	poster := catalog.Product{ID: "poster", Title: "Poster", Price: money(1250, "USD"), Options: []catalog.Option{
		{Name: "size", Values: []string{"A3", "A2"}}, {Name: "edition", Values: []string{"Day", "Night"}}, {Name: "frame", Values: []string{"Oak", "None"}},
	}}
	lamp := catalog.Product{ID: "lamp", Title: "Lamp", Price: money(8900, "USD"), Stock: catalog.Stock{Known: true, Count: 1}}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: carttest.NewCatalog(poster, lamp)})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		item cart.Item
		want string
	}{
		{cart.Item{ProductID: "poster", Quantity: 1}, "Please choose a size, an edition and a frame for Poster."},
		{cart.Item{ProductID: "poster", Options: map[string]string{"size": "a3", "frame": "oak"}, Quantity: 1}, "Please choose an edition for Poster."},
		{cart.Item{ProductID: "poster", Options: map[string]string{"size": "A9", "frame": "Gold"}, Quantity: 1}, "Poster is not made in A9 and Gold."},
		{cart.Item{ProductID: "lamp", Quantity: 2}, "Only 1 of Lamp is left."},
		{cart.Item{ProductID: "lamp", Quantity: 0}, "Please choose a whole number from 1 to 99."},
		{cart.Item{ProductID: "nothing", Quantity: 1}, "This product is not in the shop any more."},
	} {
		_, err := carts.Add(t.Context(), "c", string(rune('a'+i)), c.item)
		refusal, ok := errors.AsType[*cart.Error](err)
		if !ok || refusal.Message != c.want {
			t.Errorf("Add(%+v) says %v, want %q", c.item, err, c.want)
		}
	}
}

// TestHostileQuantities reads quantities and prices as a hostile browser writes
// them. What the wire lets through must be refused by the cart, and a price
// that is sent along must change nothing.
func TestHostileQuantities(t *testing.T) {
	type attack struct{ ID, Field, JSON, Expect string }
	attacks := evaldata.Lines[attack](t, "security/price_quantity.jsonl")
	products := carttest.NewCatalog(catalog.Product{ID: "mug", Title: "Mug", Price: money(1250, "USD")})
	add := func(body string) (cart.Cart, error) {
		var item cart.Item
		if err := json.Unmarshal([]byte(body), &item); err != nil {
			return cart.Cart{}, err
		}
		carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: products})
		if err != nil {
			return cart.Cart{}, err
		}
		return carts.Add(t.Context(), "c", "k", item)
	}
	tried, passed := 0, 0
	for _, a := range attacks {
		tried++
		ok := false
		switch {
		case a.Field != "quantity":
			c, err := add(`{"product":"mug","quantity":2,"price":` + a.JSON + `,"total":` + a.JSON + `,"currency":` + a.JSON + `}`)
			ok = err == nil && c.Subtotal == money(2500, "USD") && c.Lines[0].Unit == money(1250, "USD")
		case a.Expect == "accept":
			c, err := add(`{"product":"mug","quantity":` + a.JSON + `}`)
			ok = err == nil && c.Count >= 1 && c.Count <= cart.MaxQuantity && c.Subtotal.Amount == int64(c.Count)*1250
		default:
			_, err := add(`{"product":"mug","quantity":` + a.JSON + `}`)
			ok = err != nil
		}
		if ok {
			passed++
		} else {
			t.Errorf("%s: %s = %s: want %s", a.ID, a.Field, a.JSON, a.Expect)
		}
	}
	t.Logf("price_quantity: %d tried, %d passed", tried, passed)
}
