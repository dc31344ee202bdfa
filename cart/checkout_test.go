package cart_test

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
)

// store is a shop of mugs and lamps whose carts become orders.
type store struct {
	*testing.T
	products *carttest.Catalog
	orders   *cart.OrderMemory
	carts    *cart.Memory
	config   cart.OrderBookConfig
	book     *cart.OrderBook
}

func newStore(t *testing.T, change func(*cart.OrderBookConfig)) *store {
	t.Helper()
	s := &store{T: t, orders: cart.NewOrderMemory(), carts: cart.NewMemory(), products: carttest.NewCatalog(
		catalog.Product{ID: "mug", Title: "Mug", Price: money(1250, "USD"), Category: []string{"Kitchen"}, Tags: []string{"final-sale"}, URL: "/mug", Images: []string{"/mug.svg"}},
		catalog.Product{ID: "lamp", Title: "Lamp", Price: money(8900, "USD"), Stock: catalog.Stock{Known: true, Count: 3}},
	)}
	s.config = cart.OrderBookConfig{
		Store: s.orders, Carts: s.carts, Catalog: s.products, Policies: policies(), Shipping: shipping(), Prefix: "LH-",
		Promotions: []cart.Promotion{
			{ID: "ten", Title: "10% off", Code: "TEN", Percent: 10},
			{ID: "hello", Title: "$5 off", Code: "HELLO", Amount: "5", LimitEach: 1},
			{ID: "flash", Title: "$7 off", Code: "FLASH", Amount: "7", Limit: 2},
		},
		Now: func() time.Time { return at("2026-03-03T15:00:00Z") },
	}
	if change != nil {
		change(&s.config)
	}
	book, err := cart.NewOrderBook(s.config)
	if err != nil {
		t.Fatal(err)
	}
	s.book = book
	return s
}

// fill puts things into a cart.
func (s *store) fill(id string, items ...cart.Item) {
	s.Helper()
	for i, item := range items {
		if _, err := s.book.Carts().Add(s.Context(), id, fmt.Sprint("add ", i, item), item); err != nil {
			s.Fatal(err)
		}
	}
}

func (s *store) code(id, code string) {
	s.Helper()
	if _, err := s.book.Carts().(cart.Coder).ApplyCode(s.Context(), id, "code "+code, code); err != nil {
		s.Fatal(err)
	}
}

func (s *store) count(id string) int {
	s.Helper()
	c, err := s.book.Carts().Get(s.Context(), id)
	if err != nil {
		s.Fatal(err)
	}
	return c.Count
}

func newYork() cart.Address {
	return cart.Address{Name: "Ada Lake", Line1: "1 Main St", City: "New York", Region: "NY", Postal: "10001", Country: "US"}
}

func checkout(id string) cart.Checkout {
	return cart.Checkout{CartID: id, Email: " Ada@Shop.example", Address: newYork(), Method: "standard"}
}

func mugs(n int) cart.Item { return cart.Item{ProductID: "mug", Quantity: n} }

func TestCheckout(t *testing.T) {
	s := newStore(t, nil)
	s.fill("c", mugs(2), cart.Item{ProductID: "lamp", Quantity: 1})
	s.code("c", "TEN")
	c := checkout("c")
	c.CustomerID, c.Total = "u1", money(10260, "USD")
	quote, err := s.book.Quote(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.book.Checkout(t.Context(), "k", c)
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^LH-[1-9]\d{5}$`).MatchString(o.Number) {
		t.Errorf("number %q", o.Number)
	}
	if o.Subtotal.Amount != 11400 || o.Total.Amount != 10260 || o.Shipping.Amount != 0 || len(o.Discounts) != 1 || o.Currency != "USD" {
		t.Errorf("subtotal %v, discounts %+v, shipping %v, total %v", o.Subtotal, o.Discounts, o.Shipping, o.Total)
	}
	if o.Email != "ada@shop.example" || o.CustomerID != "u1" || o.CartID != "c" || o.Method != "standard" || o.Address != newYork() || o.State != cart.OrderPlaced {
		t.Errorf("order %+v", o)
	}
	if want := (cart.Window{From: at("2026-03-09T00:00:00Z"), To: at("2026-03-11T00:00:00Z")}); o.Promised != want {
		t.Errorf("promised %+v, want %+v", o.Promised, want)
	}
	want := cart.OrderLine{
		ID: o.Lines[0].ID, ProductID: "mug", Options: map[string]string{}, Title: "Mug", Image: "/mug.svg", URL: "/mug", Quantity: 2,
		Unit: money(1250, "USD"), Total: money(2500, "USD"), Off: money(250, "USD"), Category: []string{"Kitchen"}, FinalSale: true,
	}
	want.Options = o.Lines[0].Options
	if len(o.Lines) != 2 || !reflect.DeepEqual(o.Lines[0], want) {
		t.Errorf("lines %+v, want %+v first", o.Lines, want)
	}
	quote.Number, quote.Version = o.Number, o.Version
	if !reflect.DeepEqual(quote.Kept(), o) {
		t.Errorf("quoted %+v\nplaced %+v", quote, o)
	}
	if got, err := s.book.Carts().Get(t.Context(), "c"); err != nil || got.Count != 0 || len(got.Codes) != 0 {
		t.Errorf("the cart holds %+v, %v", got, err)
	}
	if got, err := s.book.Order(t.Context(), strings.ToLower(o.Number)); err != nil || !reflect.DeepEqual(got, o) {
		t.Errorf("looked up: %+v, %v", got, err)
	}
}

func TestCheckoutRefuses(t *testing.T) {
	full := func(s *store) { s.fill("c", mugs(2), cart.Item{ProductID: "lamp", Quantity: 2}) }
	for _, c := range []struct {
		name   string
		fill   func(*store)
		change func(*cart.Checkout)
		code   cart.Code
		words  string
	}{
		{"an empty cart", nil, nil, cart.CodeEmpty, "empty"},
		{"no e-mail", full, func(c *cart.Checkout) { c.Email = " " }, cart.CodeBadField, "e-mail"},
		{"a bad e-mail", full, func(c *cart.Checkout) { c.Email = "ada@shop" }, cart.CodeBadField, "check"},
		{"no street", full, func(c *cart.Checkout) { c.Address.Line1 = "" }, cart.CodeBadField, "street"},
		{"a bad ZIP", full, func(c *cart.Checkout) { c.Address.Postal = "1000" }, cart.CodeBadField, "10001"},
		{"no method", full, func(c *cart.Checkout) { c.Method = "" }, cart.CodeBadField, "sent"},
		{"no such method", full, func(c *cart.Checkout) { c.Method = "pigeon" }, cart.CodeNoMethod, "United States"},
		{"the method of another country", full, func(c *cart.Checkout) { c.Method = "ca-standard" }, cart.CodeNoMethod, "United States"},
		{"a country that is not sent to", full, func(c *cart.Checkout) { c.Address.Country, c.Address.Postal = "DE", "10115" }, cart.CodeNoMethod, "Write to us."},
		{"another total", full, func(c *cart.Checkout) { c.Total = money(1, "USD") }, cart.CodeChanged, "$203.00"},
		{"sold out", func(s *store) {
			full(s)
			s.products.Put(catalog.Product{ID: "lamp", Title: "Lamp", Price: money(8900, "USD"), SoldOut: true})
		}, nil, cart.CodeSoldOut, "Lamp"},
		{"gone", func(s *store) { full(s); s.products.Delete("mug") }, nil, cart.CodeSoldOut, "Mug is not sold"},
		{"fewer left", func(s *store) {
			full(s)
			s.products.Put(catalog.Product{ID: "lamp", Title: "Lamp", Price: money(8900, "USD"), Stock: catalog.Stock{Known: true, Count: 1}})
		}, nil, cart.CodeChanged, "Only 1"},
		{"dearer", func(s *store) {
			full(s)
			s.products.Put(catalog.Product{ID: "mug", Title: "Mug", Price: money(1300, "USD")})
		}, nil, cart.CodeChanged, "$13.00"},
		{"a code used before", func(s *store) {
			s.fill("before", mugs(1))
			s.code("before", "HELLO")
			if _, err := s.book.Checkout(s.Context(), "k", checkout("before")); err != nil {
				s.Fatal(err)
			}
			full(s)
			s.code("c", "HELLO")
		}, nil, cart.CodePromoUsed, "remove the code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStore(t, nil)
			if c.fill != nil {
				c.fill(s)
			}
			before := s.count("c")
			request := checkout("c")
			if c.change != nil {
				c.change(&request)
			}
			_, err := s.book.Checkout(t.Context(), "k", request)
			refusal, ok := errors.AsType[*cart.Error](err)
			if !ok || refusal.Code != c.code || !strings.Contains(refusal.Message, c.words) {
				t.Fatalf("got %v, want %s with %q", err, c.code, c.words)
			}
			if s.count("c") != before {
				t.Error("a refusal changed the cart")
			}
			if _, err := s.orders.OrderOf(t.Context(), "main", "c"); !errors.Is(err, cart.ErrNoOrder) {
				t.Errorf("a refusal made an order: %v", err)
			}
		})
	}
}

// TestCheckoutAgrees expects that whoever has seen the new total may order.
func TestCheckoutAgrees(t *testing.T) {
	s := newStore(t, nil)
	s.fill("c", cart.Item{ProductID: "lamp", Quantity: 3})
	s.products.Put(catalog.Product{ID: "lamp", Title: "Lamp", Price: money(9000, "USD"), Stock: catalog.Stock{Known: true, Count: 2}})
	c := checkout("c")
	c.Total = money(18000, "USD")
	o, err := s.book.Checkout(t.Context(), "k", c)
	if err != nil || o.Total != c.Total || o.Lines[0].Quantity != 2 {
		t.Fatalf("%+v, %v", o, err)
	}
	if got := s.count("c"); got != 0 {
		t.Errorf("%d are left in the cart", got)
	}
}

func TestCodeLimits(t *testing.T) {
	s := newStore(t, nil)
	var mu sync.Mutex
	totals := map[int64]int{}
	for i := range 8 {
		s.fill(fmt.Sprint("c", i), mugs(1))
		s.code(fmt.Sprint("c", i), "FLASH")
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			c := checkout(fmt.Sprint("c", i))
			c.Total = money(1250-700+590, "USD")
			o, err := s.book.Checkout(t.Context(), "k", c)
			mu.Lock()
			defer mu.Unlock()
			if refusal, ok := errors.AsType[*cart.Error](err); ok && refusal.Code == cart.CodePromoUsed {
				totals[0]++
			} else if err != nil {
				t.Error(err)
			} else {
				totals[o.Total.Amount]++
			}
		})
	}
	wg.Wait()
	if want := map[int64]int{0: 6, 1140: 2}; !reflect.DeepEqual(totals, want) {
		t.Errorf("totals %v, want %v", totals, want)
	}
	// Now the carts say so themselves.
	if c, err := s.book.Carts().Get(t.Context(), "c0"); err != nil || len(c.Discounts) != 0 {
		t.Errorf("cart %+v, %v", c.Discounts, err)
	}
	s.fill("late", mugs(1))
	_, err := s.book.Carts().(cart.Coder).ApplyCode(t.Context(), "late", "k", "FLASH")
	if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != cart.CodePromoUsed {
		t.Errorf("a code that is used up: %v", err)
	}
	counter := s.book.Carts().(cart.UseCounter)
	if ids, err := counter.UsedUp(t.Context()); err != nil || len(ids) != 1 {
		t.Errorf("used up: %q, %v", ids, err)
	}
	// A canceled order gives its use back.
	orders := s.orders
	first, err := orders.OrderOf(t.Context(), "main", "c0")
	for i := 1; errors.Is(err, cart.ErrNoOrder); i++ {
		first, err = orders.OrderOf(t.Context(), "main", fmt.Sprint("c", i))
	}
	if _, err := s.book.File(t.Context(), "k", cart.Request{Order: first.Number, Kind: cart.RequestCancel}); err != nil {
		t.Fatal(err)
	}
	s.code("late", "FLASH")
	if ids, err := counter.UsedUp(t.Context()); err != nil || len(ids) != 0 {
		t.Errorf("used up after a cancellation: %q, %v", ids, err)
	}
}
