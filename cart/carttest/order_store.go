package carttest

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// RunOrderStore tests a store of orders, also as the store of an order book.
// open returns a fresh, empty store; it is called once for each case, and closes
// with t.Cleanup what it has opened.
func RunOrderStore(t *testing.T, open func(t *testing.T) cart.OrderStore) {
	for _, c := range []struct {
		name string
		test func(*testing.T, cart.OrderStore)
	}{
		{"an order comes back whole", testOrderKept},
		{"no order", testOrderNone},
		{"orders of a customer", testOrdersOf},
		{"the order of a cart", testOrderOf},
		{"orders of an address", testOrdersByEmail},
		{"placing once", testPlaceOnce},
		{"placing a cart once", testPlaceCart},
		{"placing at many doors", testPlaceRace},
		{"a number that is taken", testPlaceTaken},
		{"changing", testChangeOrder},
		{"a reference that is taken", testReferenceTaken},
		{"uses of promotions", testUses},
		{"the last use", testLastUse},
		{"two shops", testOrderShops},
		{"a request for a restock", testRestock},
		{"requests for restocks", testRestocks},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
	t.Run("order book", func(t *testing.T) {
		RunOrders(t, func(t *testing.T, s OrdersSetup) cart.Orders {
			book, err := cart.NewOrderBook(cart.OrderBookConfig{
				Store: open(t), Catalog: s.Catalog, Policies: s.Policies, Shipping: s.Shipping, Now: func() time.Time { return Noon },
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range s.Orders {
				if err := book.Put(t.Context(), o); err != nil {
					t.Fatal(err)
				}
			}
			return book
		})
	})
}

// full is an order whose every field is set.
func full() cart.Order {
	when := func(hours int) time.Time { return Noon.Add(time.Duration(hours) * time.Hour) }
	window := func(day int) cart.Window {
		return cart.Window{From: Noon.AddDate(0, 0, day), To: Noon.AddDate(0, 0, day+2)}
	}
	address := cart.Address{Name: "n", Line1: "1", Line2: "2", City: "c", Region: "r", Postal: "p", Country: "US"}
	return cart.Order{
		Number: "LH-1", Email: "Ada@Shop.example", CustomerID: "u1", CartID: "c'1", CartVersion: 7,
		Placed: when(0), State: cart.OrderShipped, Packed: when(1), Canceled: when(2), Currency: "USD",
		Lines: []cart.OrderLine{{
			ID: "l1", ProductID: "mug\u00e9", VariantID: "v", Options: map[string]string{"gr\u00f6\u00dfe": "L"}, Title: "N\u00e4me \U0001F9E5 \"<>\"",
			Image: "/i", ImageSizes: []catalog.ImageSize{{URL: "/i?w=240", Width: 240}}, URL: "/u", Quantity: 2, Unit: usd(cart.MaxUnit), Total: usd(2 * cart.MaxUnit), Off: usd(1),
			Category: []string{"A > B", "C"}, FinalSale: true,
		}},
		Subtotal:  usd(2 * cart.MaxUnit),
		Discounts: []cart.Discount{{Promotion: "p", Title: "t", Code: "C", Amount: usd(1), FreeShipping: true, Ends: when(3)}},
		Shipping:  usd(5), Total: usd(3), Method: "m", Address: address,
		Promised: window(1),
		Parcels: []cart.Parcel{{
			ID: "p1", Carrier: "c", Tracking: "t", URL: "u", Shipped: when(4), Moved: when(5), Delivered: when(6), Expected: window(3),
			Contents: map[string]int{"l1": 2},
		}},
		Requests: []cart.Request{{
			Reference: "R-1", Order: "LH-1", Kind: cart.RequestReturn, State: cart.RequestOpen, Filed: when(7), Lines: map[string]int{"l1": 1},
			Variant: "v2", Options: map[string]string{"size": "M"}, Address: address, Reason: "r", Note: "n", Wish: "w",
			Instructions: "i", Facts: []string{"f"},
		}},
		Refunds: []cart.Refund{{Amount: usd(9), Reason: "r", Begun: when(8), Due: when(9), Paid: when(10)}},
	}
}

// simple is an order with a number and nothing much in it.
func simple(number string) cart.Order {
	return cart.Order{
		Number: number, State: cart.OrderPlaced, Placed: Noon, Currency: "USD",
		Lines: []cart.OrderLine{{ID: "l1", ProductID: "mug", Title: "Mug", Quantity: 1, Unit: usd(100), Total: usd(100)}},
	}
}

// placing places o from a version of a cart.
func placing(cartID string, version int64, key string, o cart.Order) cart.Placing {
	return cart.Placing{CartID: cartID, CartVersion: version, Key: key, Hash: []byte("hash"), Make: func(map[string]cart.Usage) (cart.Order, error) { return o, nil }}
}

func place(t *testing.T, s cart.OrderStore, p cart.Placing) cart.Order {
	t.Helper()
	o, err := s.PlaceOrder(t.Context(), "main", p)
	if err != nil {
		t.Fatalf("PlaceOrder(%s, %d, %s): %v", p.CartID, p.CartVersion, p.Key, err)
	}
	return o
}

func putOrder(t *testing.T, s cart.OrderStore, o cart.Order) {
	t.Helper()
	if err := s.PutOrder(t.Context(), "main", o); err != nil {
		t.Fatalf("PutOrder(%s): %v", o.Number, err)
	}
}

// unset names the fields below v that have their zero value.
func unset(v reflect.Value, path string) (fields []string) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]() || v.Kind() != reflect.Struct && v.Kind() != reflect.Slice:
		if v.IsZero() {
			return []string{path}
		}
	case v.Kind() == reflect.Slice:
		if v.Len() == 0 {
			return []string{path}
		}
		if v.Index(0).Kind() == reflect.Struct {
			return unset(v.Index(0), path+"[0]")
		}
	default:
		for i := range v.NumField() {
			fields = append(fields, unset(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
	}
	return fields
}

func testOrderKept(t *testing.T, s cart.OrderStore) {
	want := full()
	want.Version = 1
	if missing := unset(reflect.ValueOf(want), "Order"); len(missing) > 0 {
		t.Errorf("this suite does not set %v", missing)
	}
	given := full()
	given.Number, given.Version = " #lh-1", 99
	given.Placed = given.Placed.Add(999 * time.Microsecond).In(time.FixedZone("", 3600))
	putOrder(t, s, given)
	got, err := s.Order(t.Context(), "main", "#LH - 1")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v, %v\nwant %+v", got, err, want)
	}
	// What came out is the caller's own.
	got.Lines[0].Options["gr\u00f6\u00dfe"], got.Lines[0].Category[0], got.Parcels[0].Contents["l1"] = "S", "Z", 5
	got.Requests[0].Facts[0], got.Discounts[0].Code, got.Refunds[0].Reason = "changed", "changed", "changed"
	if again, err := s.Order(t.Context(), "main", "LH-1"); err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("after changing what came out: %+v, %v", again, err)
	}
	putOrder(t, s, simple("LH-1"))
	if again, err := s.Order(t.Context(), "main", "LH-1"); err != nil || again.Version != 2 || again.Email != "" || again.Lines[0].ProductID != "mug" {
		t.Errorf("replaced: %+v, %v", again, err)
	}
}

func testOrderNone(t *testing.T, s cart.OrderStore) {
	putOrder(t, s, simple("LH-1"))
	for _, number := range []string{"", "LH", "LH-11", "1", "lh_1"} {
		if _, err := s.Order(t.Context(), "main", number); !errors.Is(err, cart.ErrNoOrder) {
			t.Errorf("Order(%q): %v, want ErrNoOrder", number, err)
		}
	}
	if _, _, err := s.ChangeOrder(t.Context(), "main", cart.OrderChange{Number: "LH-2", Change: func(*cart.Order) (string, error) {
		t.Error("an order that is not there is changed")
		return "", nil
	}}); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("ChangeOrder: %v, want ErrNoOrder", err)
	}
	for _, id := range []string{"", "c1"} {
		if _, err := s.OrderOf(t.Context(), "main", id); !errors.Is(err, cart.ErrNoOrder) {
			t.Errorf("OrderOf(%q): %v, want ErrNoOrder", id, err)
		}
	}
}

func testOrdersOf(t *testing.T, s cart.OrderStore) {
	for i := range 5 {
		o := simple(fmt.Sprint("N", i))
		o.CustomerID, o.Placed = "u1", Noon.Add(time.Duration(i*7%5)*time.Hour)
		putOrder(t, s, o)
	}
	putOrder(t, s, simple("guest"))
	for limit, want := range map[int]string{9: "N2 N4 N1 N3 N0 ", 2: "N2 N4 ", 0: "", -1: ""} {
		orders, err := s.OrdersOf(t.Context(), "main", "u1", limit)
		text := ""
		for _, o := range orders {
			text += o.Number + " "
		}
		if err != nil || text != want {
			t.Errorf("limit %d: %q, %v; want %q", limit, text, err, want)
		}
	}
	for _, id := range []string{"", "u2"} {
		if orders, err := s.OrdersOf(t.Context(), "main", id, 9); err != nil || len(orders) != 0 {
			t.Errorf("orders of %q: %+v, %v", id, orders, err)
		}
	}
}

func testOrdersByEmail(t *testing.T, s cart.OrderStore) {
	for i, email := range []string{"ada@shop.example", " Ada@Shop.Example ", "ben@shop.example", "", "ada@shop.example"} {
		o := simple(fmt.Sprint("N", i))
		o.Email, o.Placed = email, Noon.Add(time.Duration(i*7%5)*time.Hour)
		putOrder(t, s, o)
	}
	moved := simple("N4")
	moved.Email = "ÄDA@shop.example"
	putOrder(t, s, moved) // the address was wrong
	place(t, s, placing("c1", 1, "k1", func() cart.Order { o := simple("P"); o.Email = "BEN@shop.example"; return o }()))
	for _, c := range []struct {
		email string
		limit int
		want  string
	}{
		{"ada@shop.example", 9, "N1 N0 "}, {" ADA@shop.example", 1, "N1 "}, {"ada@shop.example", 0, ""}, {"ada@shop.example", -1, ""},
		{"ben@shop.example", 9, "N2 P "}, {"äda@shop.example", 9, "N4 "}, {"", 9, ""}, {"a@shop.example", 9, ""}, {"%", 9, ""},
	} {
		orders, err := s.OrdersByEmail(t.Context(), "main", c.email, c.limit)
		text := ""
		for _, o := range orders {
			text += o.Number + " "
		}
		if err != nil || text != c.want {
			t.Errorf("%d orders of %q: %q, %v; want %q", c.limit, c.email, text, err, c.want)
		}
	}
	if orders, err := s.OrdersByEmail(t.Context(), "other", "ada@shop.example", 9); err != nil || len(orders) > 0 {
		t.Errorf("in another shop: %+v, %v", orders, err)
	}
}

func testOrderOf(t *testing.T, s cart.OrderStore) {
	place(t, s, placing("c1", 4, "k1", simple("A")))
	place(t, s, placing("c1", 9, "k2", simple("B")))
	place(t, s, placing("c2", 20, "k1", simple("C")))
	if o, err := s.OrderOf(t.Context(), "main", "c1"); err != nil || o.Number != "B" || o.CartID != "c1" || o.CartVersion != 9 {
		t.Errorf("newest of c1: %+v, %v", o, err)
	}
	for limit, want := range map[int]string{9: "B A ", 1: "B ", 0: "", -1: ""} {
		orders, err := s.OrdersFrom(t.Context(), "main", "c1", limit)
		text := ""
		for _, o := range orders {
			text += o.Number + " "
		}
		if err != nil || text != want {
			t.Errorf("from c1, limit %d: %q, %v; want %q", limit, text, err, want)
		}
	}
	putOrder(t, s, simple("elsewhere")) // came from no cart
	for _, id := range []string{"", "c3"} {
		if orders, err := s.OrdersFrom(t.Context(), "main", id, 9); err != nil || len(orders) != 0 {
			t.Errorf("from %q: %+v, %v", id, orders, err)
		}
	}
}
