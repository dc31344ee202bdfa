package carttest

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

func testPlaceOnce(t *testing.T, s cart.OrderStore) {
	first := place(t, s, placing("c1", 3, "k1", simple("A")))
	if first.Version != 1 || first.Number != "A" {
		t.Errorf("placed %+v", first)
	}
	again := placing("c1", 8, "k1", cart.Order{})
	again.Make = func(map[string]cart.Usage) (cart.Order, error) {
		t.Error("a known key makes an order")
		return cart.Order{}, nil
	}
	if o := place(t, s, again); o.Number != "A" {
		t.Errorf("the same key made %+v", o)
	}
	again.Hash = []byte("other")
	if _, err := s.PlaceOrder(t.Context(), "main", again); !errors.Is(err, cart.ErrConflict) {
		t.Errorf("the same key with another request: %v, want ErrConflict", err)
	}
	failure := errors.New("not today")
	failing := placing("c1", 8, "k2", cart.Order{})
	failing.Make = func(map[string]cart.Usage) (cart.Order, error) { return cart.Order{}, failure }
	if _, err := s.PlaceOrder(t.Context(), "main", failing); !errors.Is(err, failure) {
		t.Errorf("an error of Make: %v", err)
	}
	if o := place(t, s, placing("c1", 8, "k2", simple("B"))); o.Number != "B" {
		t.Errorf("after a failure the key makes %+v", o)
	}
	if o := place(t, s, placing("c2", 8, "k1", simple("C"))); o.Number != "C" {
		t.Errorf("the same key for another cart makes %+v", o)
	}
}

func testPlaceCart(t *testing.T, s cart.OrderStore) {
	place(t, s, placing("c1", 3, "k1", simple("A")))
	if o := place(t, s, placing("c1", 3, "k2", simple("B"))); o.Number != "A" {
		t.Errorf("the same version of the cart made %+v", o)
	}
	if o := place(t, s, placing("c1", 9, "k2", simple("C"))); o.Number != "A" {
		t.Errorf("the key of a repeat is not kept: %+v", o)
	}
	other := placing("c1", 3, "k3", simple("B"))
	other.Hash = []byte("other")
	if _, err := s.PlaceOrder(t.Context(), "main", other); !errors.Is(err, cart.ErrOrdered) {
		t.Errorf("the same version with another request: %v, want ErrOrdered", err)
	}
	// A cart that nobody has written to has version 0, and no order of its own.
	place(t, s, placing("c2", 0, "k1", simple("D")))
	if o := place(t, s, placing("c2", 0, "k2", simple("E"))); o.Number != "E" {
		t.Errorf("version 0 is taken for an order: %+v", o)
	}
}

func testPlaceRace(t *testing.T, s cart.OrderStore) {
	const doors = 16
	var mu sync.Mutex
	made := map[string]int{}
	together(doors, func(i int) {
		o, err := s.PlaceOrder(t.Context(), "main", placing("c1", 3, fmt.Sprint("k", i%4), simple(fmt.Sprint("N", i))))
		if err != nil {
			t.Errorf("door %d: %v", i, err)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		made[o.Number]++
	})
	if len(made) != 1 {
		t.Errorf("one cart became the orders %v", made)
	}
}

func testPlaceTaken(t *testing.T, s cart.OrderStore) {
	place(t, s, placing("c1", 3, "k1", simple("A")))
	if _, err := s.PlaceOrder(t.Context(), "main", placing("c2", 3, "k1", simple(" a"))); !errors.Is(err, cart.ErrTaken) {
		t.Errorf("a number that is taken: %v, want ErrTaken", err)
	}
	if o := place(t, s, placing("c2", 3, "k1", simple("B"))); o.Number != "B" {
		t.Errorf("another number: %+v", o)
	}
}

func testChangeOrder(t *testing.T, s cart.OrderStore) {
	putOrder(t, s, simple("A"))
	times := 0
	pack := cart.OrderChange{Number: "#a", Key: "k", Hash: []byte("h"), Change: func(o *cart.Order) (string, error) {
		times++
		o.State, o.Number = cart.OrderPacked, "Z"
		return fmt.Sprint("answer ", times), nil
	}}
	o, reference, err := s.ChangeOrder(t.Context(), "main", pack)
	if err != nil || o.State != cart.OrderPacked || o.Version != 2 || o.Number != "A" || reference != "answer 1" {
		t.Errorf("changed to %+v, %q, %v", o, reference, err)
	}
	o, reference, err = s.ChangeOrder(t.Context(), "main", pack)
	if err != nil || o.Version != 2 || reference != "answer 1" {
		t.Errorf("a repeat: %+v, %q, %v", o, reference, err)
	}
	pack.Hash = []byte("other")
	if _, _, err := s.ChangeOrder(t.Context(), "main", pack); !errors.Is(err, cart.ErrConflict) {
		t.Errorf("the key for another change: %v, want ErrConflict", err)
	}
	pack.Key = ""
	for want := int64(3); want < 5; want++ {
		if o, _, err = s.ChangeOrder(t.Context(), "main", pack); err != nil || o.Version != want {
			t.Errorf("without a key: %+v, %v", o, err)
		}
	}
	failure := errors.New("not today")
	fails := cart.OrderChange{Number: "A", Key: "f", Hash: []byte("h"), Change: func(o *cart.Order) (string, error) {
		o.Lines[0].Title = "changed"
		return "", failure
	}}
	if _, _, err := s.ChangeOrder(t.Context(), "main", fails); !errors.Is(err, failure) {
		t.Errorf("an error of Change: %v", err)
	}
	if o, err := s.Order(t.Context(), "main", "A"); err != nil || o.Version != 4 || o.Lines[0].Title != "Mug" {
		t.Errorf("after a failed change: %+v, %v", o, err)
	}
	if _, err := s.Order(t.Context(), "main", "Z"); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("a change gave the order another number: %v", err)
	}
}

func testReferenceTaken(t *testing.T, s cart.OrderStore) {
	putOrder(t, s, simple("A"))
	putOrder(t, s, simple("B"))
	file := func(number, reference string) error {
		_, _, err := s.ChangeOrder(t.Context(), "main", cart.OrderChange{Number: number, Change: func(o *cart.Order) (string, error) {
			o.Requests = append(o.Requests, cart.Request{Reference: reference, Kind: cart.RequestReturn})
			return reference, nil
		}})
		return err
	}
	if err := errors.Join(file("A", "R-1"), file("A", "R-2"), file("B", "R-3")); err != nil {
		t.Fatal(err)
	}
	if err := file("B", "R-1"); !errors.Is(err, cart.ErrTaken) {
		t.Errorf("a reference of another order: %v, want ErrTaken", err)
	}
	if o, err := s.Order(t.Context(), "main", "B"); err != nil || len(o.Requests) != 1 {
		t.Errorf("after that: %+v, %v", o.Requests, err)
	}
}

// used is an order that has used promotions.
func used(number, customer, email string, promotions ...string) cart.Order {
	o := simple(number)
	o.CustomerID, o.Email = customer, email
	for _, id := range promotions {
		o.Discounts = append(o.Discounts, cart.Discount{Promotion: id, Amount: usd(1)})
	}
	return o
}

func testUses(t *testing.T, s cart.OrderStore) {
	place(t, s, placing("c1", 1, "k", used("A", "u1", "ada@shop.example", "p", "q", "p")))
	place(t, s, placing("c2", 1, "k", used("B", "u2", "Ada@Shop.Example ", "p")))
	place(t, s, placing("c3", 1, "k", used("C", "", "bob@shop.example", "p")))
	place(t, s, placing("c4", 1, "k", used("D", "", "", "p")))
	counts := func(of cart.Uses, want ...cart.Usage) {
		t.Helper()
		got, err := s.PromotionUses(t.Context(), "main", of)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range of.Promotions {
			if got[id] != want[i] {
				t.Errorf("uses of %s by %q, %q: %+v, want %+v", id, of.CustomerID, of.Email, got[id], want[i])
			}
		}
	}
	ids := []string{"p", "q", "r"}
	counts(cart.Uses{Promotions: ids}, cart.Usage{All: 4}, cart.Usage{All: 1}, cart.Usage{})
	counts(cart.Uses{Promotions: ids, CustomerID: "u1"}, cart.Usage{All: 4, Each: 1}, cart.Usage{All: 1, Each: 1}, cart.Usage{})
	counts(cart.Uses{Promotions: ids, Email: " ADA@shop.example"}, cart.Usage{All: 4, Each: 2}, cart.Usage{All: 1, Each: 1}, cart.Usage{})
	counts(cart.Uses{Promotions: ids, CustomerID: "u2", Email: "bob@shop.example"}, cart.Usage{All: 4, Each: 2}, cart.Usage{All: 1}, cart.Usage{})
	if _, _, err := s.ChangeOrder(t.Context(), "main", cart.OrderChange{Number: "A", Change: func(o *cart.Order) (string, error) {
		o.State = cart.OrderCanceled
		return "", nil
	}}); err != nil {
		t.Fatal(err)
	}
	counts(cart.Uses{Promotions: ids, Email: "ada@shop.example"}, cart.Usage{All: 3, Each: 1}, cart.Usage{}, cart.Usage{})
	putOrder(t, s, used("A", "u1", "", "q"))
	counts(cart.Uses{Promotions: ids, CustomerID: "u1"}, cart.Usage{All: 3}, cart.Usage{All: 1, Each: 1}, cart.Usage{})
}

// testLastUse lets many carts use a promotion that three may.
func testLastUse(t *testing.T, s cart.OrderStore) {
	over := errors.New("used up")
	var mu sync.Mutex
	taken := 0
	together(12, func(i int) {
		p := placing(fmt.Sprint("c", i), 1, "k", used(fmt.Sprint("N", i), "", "", "p"))
		p.Uses = cart.Uses{Promotions: []string{"p"}}
		make := p.Make
		p.Make = func(used map[string]cart.Usage) (cart.Order, error) {
			if used["p"].All >= 3 {
				return cart.Order{}, over
			}
			return make(used)
		}
		_, err := s.PlaceOrder(t.Context(), "main", p)
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			taken++
		} else if !errors.Is(err, over) {
			t.Errorf("cart %d: %v", i, err)
		}
	})
	if taken != 3 {
		t.Errorf("%d carts used what 3 may", taken)
	}
}

func testOrderShops(t *testing.T, s cart.OrderStore) {
	place(t, s, placing("c1", 1, "k", used("A", "u1", "", "p")))
	ctx := t.Context()
	if _, err := s.Order(ctx, "two", "A"); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("shop two sees the order of shop main: %v", err)
	}
	if orders, err := s.OrdersOf(ctx, "two", "u1", 9); err != nil || len(orders) != 0 {
		t.Errorf("orders in shop two: %+v, %v", orders, err)
	}
	if _, err := s.OrderOf(ctx, "two", "c1"); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("the cart in shop two: %v", err)
	}
	if orders, err := s.OrdersFrom(ctx, "two", "c1", 9); err != nil || len(orders) != 0 {
		t.Errorf("orders from the cart in shop two: %+v, %v", orders, err)
	}
	if uses, err := s.PromotionUses(ctx, "two", cart.Uses{Promotions: []string{"p"}}); err != nil || uses["p"].All != 0 {
		t.Errorf("uses in shop two: %+v, %v", uses, err)
	}
	o := simple("A")
	o.Email = "two"
	o.Requests = []cart.Request{{Reference: "R-1"}}
	if made, err := s.PlaceOrder(ctx, "two", placing("c1", 1, "k", o)); err != nil || made.Email != "two" {
		t.Errorf("the same number and cart in shop two: %+v, %v", made, err)
	}
	if made, err := s.Order(ctx, "main", "A"); err != nil || made.Email != "" {
		t.Errorf("shop two changed the order of shop main: %+v, %v", made, err)
	}
}
