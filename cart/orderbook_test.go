package cart_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
)

func TestNewOrderBookRefuses(t *testing.T) {
	good := cart.OrderBookConfig{Store: cart.NewOrderMemory(), Catalog: carttest.NewCatalog()}
	if _, err := cart.NewOrderBook(good); err != nil {
		t.Fatal(err)
	}
	for says, spoil := range map[string]func(*cart.OrderBookConfig){
		"Config.Store":      func(c *cart.OrderBookConfig) { c.Store = nil },
		"Config.Catalog":    func(c *cart.OrderBookConfig) { c.Catalog = nil },
		"Config.Prefix":     func(c *cart.OrderBookConfig) { c.Prefix = "lh-" },
		"Config.Policies":   func(c *cart.OrderBookConfig) { c.Policies = &cart.Policies{Returns: cart.ReturnPolicy{Window: -1}} },
		"Config.Shipping":   func(c *cart.OrderBookConfig) { c.Shipping = &cart.Shipping{CutOff: "2 pm"} },
		"Config.Promotions": func(c *cart.OrderBookConfig) { c.Promotions = []cart.Promotion{{ID: "x"}} },
		"Config.Currency":   func(c *cart.OrderBookConfig) { c.Currency = "usd" },
	} {
		bad := good
		spoil(&bad)
		if _, err := cart.NewOrderBook(bad); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("a bad %s: %v", says, err)
		}
	}
}

// TestWithoutCarts expects an order book that only keeps orders to say so.
func TestWithoutCarts(t *testing.T) {
	s := newStore(t, func(c *cart.OrderBookConfig) { c.Carts = nil })
	if s.book.Carts() != nil {
		t.Error("there are carts")
	}
	_, errCheckout := s.book.Checkout(t.Context(), "k", checkout("c"))
	_, errQuote := s.book.Quote(t.Context(), checkout("c"))
	for _, err := range []error{errCheckout, errQuote} {
		if err == nil || !strings.Contains(err.Error(), "OrderBookConfig.Carts") {
			t.Errorf("without carts: %v", err)
		}
	}
}

func TestPutRefuses(t *testing.T) {
	s := newStore(t, nil)
	for says, spoil := range map[string]func(*cart.Order){
		"number":       func(o *cart.Order) { o.Number = " # " },
		"state":        func(o *cart.Order) { o.State = "lost" },
		"placing":      func(o *cart.Order) { o.Placed = time.Time{} },
		"currency":     func(o *cart.Order) { o.Currency = "" },
		`line "boots"`: func(o *cart.Order) { o.Lines[1].ID = "boots" },
		`line "mug"`:   func(o *cart.Order) { o.Lines[1].Quantity = 0 },
		`line ""`:      func(o *cart.Order) { o.Lines[1].ID = "" },
	} {
		o := bought()
		spoil(o)
		if err := s.book.Put(t.Context(), *o); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("an order with a bad %s: %v", says, err)
		}
	}
}

func TestUpdate(t *testing.T) {
	s := newStore(t, nil)
	if err := s.book.Put(t.Context(), *bought()); err != nil {
		t.Fatal(err)
	}
	o, err := s.book.Update(t.Context(), " lh-1", func(o *cart.Order) error {
		o.Refunds = append(o.Refunds, cart.Refund{Amount: money(100, "USD"), Reason: "Sorry", Begun: today})
		return nil
	})
	if err != nil || len(o.Refunds) != 1 || o.Version != 2 {
		t.Errorf("updated to %+v, %v", o, err)
	}
	failure := errors.New("no")
	if _, err := s.book.Update(t.Context(), "LH-1", func(*cart.Order) error { return failure }); !errors.Is(err, failure) {
		t.Errorf("an error of the change: %v", err)
	}
	if _, err := s.book.Update(t.Context(), "LH-1", func(o *cart.Order) error { o.State = "lost"; return nil }); err == nil {
		t.Error("an order in no state was stored")
	}
	if _, err := s.book.Update(t.Context(), "LH-2", func(*cart.Order) error { return nil }); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("no order: %v", err)
	}
}

func TestAddFact(t *testing.T) {
	s := newStore(t, nil)
	if err := s.book.Put(t.Context(), *bought()); err != nil {
		t.Fatal(err)
	}

	r, err := s.book.File(t.Context(), "k", cart.Request{Order: "LH-1", Kind: cart.RequestCharge, Note: "Charged twice."})
	if err != nil {
		t.Fatal(err)
	}
	add := func(key, fact string) (cart.Request, error) {
		return s.book.AddFact(t.Context(), key, "LH-1", strings.ToLower(r.Reference), fact)
	}
	for i, fact := range []string{" On March 3. ", "On March 3.", "On March 3.", "Charged twice."} {
		got, err := add(fmt.Sprint("f", max(i-1, 0)), fact)
		if err != nil || !reflect.DeepEqual(got.Facts, []string{"On March 3."}) || got.Reference != r.Reference {
			t.Errorf("fact %d: %+v, %v", i, got, err)
		}
	}
	for name, want := range map[string]cart.Code{"": cart.CodeBadField, strings.Repeat("x", cart.MaxNote+1): cart.CodeBadField} {
		_, err := add("bad"+fmt.Sprint(len(name)), name)
		if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != want {
			t.Errorf("a fact of %d characters: %v", len(name), err)
		}
	}
	for i := range cart.MaxFacts {
		_, err = add(fmt.Sprint("many", i), fmt.Sprint("fact ", i))
	}
	if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != cart.CodeFull {
		t.Errorf("one fact too many: %v", err)
	}
	if _, err := add("f0", "Another."); err == nil {
		t.Error("the same key added another fact")
	}
	if _, err := s.book.AddFact(t.Context(), "x", "LH-1", "R-0000", "x"); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("no such request: %v", err)
	}
	if _, err := s.book.Update(t.Context(), "LH-1", func(o *cart.Order) error { o.Requests[0].State = cart.RequestDone; return nil }); err != nil {
		t.Fatal(err)
	}
	_, err = add("late", "Late.")
	if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Code != cart.CodeNotNow {
		t.Errorf("a request that is settled: %v", err)
	}
}

// A gift goes back by the rules for gifts: as long as those say, for what they
// say, and without a word of the giver's money.
func TestGiftsGoBack(t *testing.T) {
	for _, c := range []struct {
		now    string
		reason string
		ok     bool
	}{
		{"2026-04-10T12:00:00Z", cart.ReasonGift, true}, // the 30 days of returns are over, the 60 of gifts are not
		{"2026-04-10T12:00:00Z", "", false},
		{"2026-05-10T12:00:00Z", cart.ReasonGift, false},
	} {
		p := policies()
		p.Gift = cart.GiftReturnPolicy{Window: 60, As: "store credit", Discreet: true}
		s := newStore(t, func(config *cart.OrderBookConfig) {
			config.Policies, config.Now = p, func() time.Time { return at(c.now) }
		})
		if err := s.book.Put(t.Context(), *bought()); err != nil {
			t.Fatal(err)
		}
		r, err := s.book.File(t.Context(), "k", cart.Request{Order: "LH-1", Kind: cart.RequestReturn, Reason: c.reason, Lines: map[string]int{"mug": 1}})
		if (err == nil) != c.ok {
			t.Fatalf("%+v: %v", c, err)
		}
		if want := "Put a note with " + r.Reference + " in the parcel. It must come back unused. We pay for the way back. What you get for it is store credit. Whoever gave it to you is not told."; c.ok && r.Instructions != want {
			t.Errorf("got  %q\nwant %q", r.Instructions, want)
		}
	}
}

// TestRefusalWords reads every refusal of a request as a shopper does.
func TestRefusalWords(t *testing.T) {
	p := policies()
	titled := func(change func(*cart.Order)) cart.Order {
		o := bought()
		for i := range o.Lines {
			o.Lines[i].Title = map[string]string{"boots": "Ridge Boot", "mug": "Hearth Mug", "socks": "Wool Socks", "blanket": "Loft Blanket"}[o.Lines[i].ID]
		}
		if change != nil {
			change(o)
		}
		return *o
	}
	one := func(kind cart.RequestKind, line string) cart.Request {
		r := cart.Request{Order: "LH-1", Kind: kind}
		if line != "" {
			r.Lines = map[string]int{line: 1}
		}
		return r
	}
	moving := func(o *cart.Order) {
		o.State, o.Parcels[1].Delivered, o.Parcels[1].Moved = cart.OrderShipped, time.Time{}, at("2026-02-27T20:00:00Z")
	}
	fresh := func(o *cart.Order) { o.State, o.Parcels = cart.OrderPlaced, nil }
	for _, c := range []struct {
		now     string
		change  func(*cart.Order)
		request cart.Request
		want    string
	}{
		{"2026-03-31T12:00:00Z", nil, one(cart.RequestReturn, "mug"), "Hearth Mug can no longer be returned: the 30 days after delivery ended yesterday."},
		{"2026-03-10T12:00:00Z", nil, one(cart.RequestReturn, "socks"), "Wool Socks cannot be returned, for reasons of hygiene."},
		{"2026-03-10T12:00:00Z", nil, one(cart.RequestReturn, "blanket"), "Loft Blanket cannot be returned: it was marked final sale."},
		{"2026-03-03T12:00:00Z", moving, one(cart.RequestReturn, "boots"), "Ridge Boot has not arrived yet, so it cannot be returned."},
		{"2026-03-25T12:00:00Z", nil, one(cart.RequestDamaged, "mug"), "Damage to Hearth Mug can no longer be reported: the 14 days after delivery ended on March 14."},
		{"2026-03-01T15:00:00Z", nil, one(cart.RequestNotReceived, "mug"), "Hearth Mug is marked as delivered and may still turn up: please look with neighbours. You can report it from tomorrow on."},
		{"2026-02-27T15:00:00Z", moving, one(cart.RequestLate, ""), "This order does not count as late yet: it does from March 2 on."},
		{"2026-03-20T15:00:00Z", nil, one(cart.RequestLate, ""), "This order is not overdue: nothing of it is missing."},
		{"2029-03-20T15:00:00Z", nil, one(cart.RequestWarranty, "mug"), "The warranty on Hearth Mug, 24 months, ended on February 28, 2028."},
		{"2026-02-20T18:00:00Z", fresh, one(cart.RequestCancel, ""), "This order can no longer be canceled: that goes for 2 hours after ordering. Refuse the parcel."},
		{"2026-02-22T18:00:00Z", moving, one(cart.RequestCancel, ""), "This order has come too far to be canceled. Refuse the parcel."},
		{"2026-03-10T12:00:00Z", func(o *cart.Order) { o.State = cart.OrderCanceled }, one(cart.RequestReturn, "mug"), "This order was canceled, so nothing of it can be returned."},
	} {
		s := newStore(t, func(config *cart.OrderBookConfig) {
			config.Policies, config.Now = p, func() time.Time { return at(c.now) }
		})
		if err := s.book.Put(t.Context(), titled(c.change)); err != nil {
			t.Fatal(err)
		}
		_, err := s.book.File(t.Context(), "k", c.request)
		if refusal, ok := errors.AsType[*cart.Error](err); !ok || refusal.Message != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// TestNumbersRunOut lets the short numbers and references be taken, as in a shop
// with very many orders.
func TestNumbersRunOut(t *testing.T) {
	s := newStore(t, func(c *cart.OrderBookConfig) { c.Store = &crowded{OrderStore: c.Store, taken: 5} })
	s.fill("c", mugs(1))
	o, err := s.book.Checkout(t.Context(), "k", checkout("c"))
	if err != nil || len(o.Number) <= len("LH-123456") {
		t.Errorf("after five numbers were taken: %q, %v", o.Number, err)
	}
	if err := s.book.Put(t.Context(), *bought()); err != nil {
		t.Fatal(err)
	}
	crowd := &crowded{OrderStore: s.orders, taken: 5}
	s.config.Store = crowd
	book, err := cart.NewOrderBook(s.config)
	if err != nil {
		t.Fatal(err)
	}
	r, err := book.File(t.Context(), "k", cart.Request{Order: "LH-1", Kind: cart.RequestInvoice})
	if err != nil || len(r.Reference) <= len("R-7KQ2") {
		t.Errorf("after five references were taken: %q, %v", r.Reference, err)
	}
}
