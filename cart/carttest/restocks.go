package carttest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// waiting is a request for a restock whose every field is set.
func waiting(reference string) cart.Restock {
	return cart.Restock{
		Reference: reference, ProductID: "p1", VariantID: "v1", Options: map[string]string{"Color": "Blue"}, Title: "Jacket (Blue)",
		Email: "ada@shop.example", CustomerID: "u1", CartID: "k1", State: cart.RequestOpen, Filed: Noon,
	}
}

// addRestock adds a request and returns what the store answers.
func addRestock(t *testing.T, s cart.OrderStore, shop string, r cart.Restock) cart.Restock {
	t.Helper()
	asked, err := s.AddRestock(t.Context(), shop, r)
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

// testRestock stores requests once, settles them, and keeps references apart.
func testRestock(t *testing.T, s cart.OrderStore) {
	ctx := t.Context()
	first := waiting("W-1")
	if fields := unset(reflect.ValueOf(first), "Restock"); len(fields) > 0 {
		t.Fatalf("the test leaves fields empty: %v", fields)
	}
	if got := addRestock(t, s, "main", first); !reflect.DeepEqual(got, first) {
		t.Errorf("stored %+v, got %+v", first, got)
	}
	again := waiting("W-2")
	again.Email, again.Filed = " Ada@Shop.Example", Noon.Add(time.Hour)
	if got := addRestock(t, s, "main", again); got.Reference != "W-1" {
		t.Errorf("asking again made another request, %s", got.Reference)
	}
	other := waiting("W-1")
	other.Email = "bob@shop.example"
	if _, err := s.AddRestock(ctx, "main", other); !errors.Is(err, cart.ErrTaken) {
		t.Errorf("a reference that is taken: %v", err)
	}
	settled, err := s.SettleRestock(ctx, "main", "W-1", cart.RequestDone)
	if err != nil || settled.State != cart.RequestDone || settled.Reference != "W-1" {
		t.Errorf("settling: %+v, %v", settled, err)
	}
	if _, err := s.SettleRestock(ctx, "main", "W-9", cart.RequestDone); !errors.Is(err, cart.ErrNoRestock) {
		t.Errorf("settling what nobody asked: %v", err)
	}
	if got := addRestock(t, s, "main", again); got.Reference != "W-2" {
		t.Errorf("once settled, one can wait again; got %s", got.Reference)
	}
}

// testRestocks lists the requests that a filter chooses, the newest first.
func testRestocks(t *testing.T, s cart.OrderStore) {
	later, guest := waiting("W-2"), waiting("W-3")
	later.ProductID, later.Filed = "p2", Noon.Add(time.Hour)
	guest.Email, guest.CustomerID, guest.CartID, guest.Filed = "bob@shop.example", "", "k2", Noon.Add(2*time.Hour)
	for _, r := range []cart.Restock{waiting("W-1"), later, guest} {
		addRestock(t, s, "main", r)
	}
	addRestock(t, s, "other", waiting("W-1"))
	if _, err := s.SettleRestock(t.Context(), "main", "W-2", cart.RequestDeclined); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		filter cart.RestockFilter
		want   []string
	}{
		{"all", cart.RestockFilter{}, []string{"W-3", "W-2", "W-1"}},
		{"the newest", cart.RestockFilter{Limit: 1}, []string{"W-3"}},
		{"of a product", cart.RestockFilter{ProductID: "p1"}, []string{"W-3", "W-1"}},
		{"of a customer", cart.RestockFilter{CustomerID: "u1"}, []string{"W-2", "W-1"}},
		{"of a cart", cart.RestockFilter{CartID: "k2"}, []string{"W-3"}},
		{"open", cart.RestockFilter{State: cart.RequestOpen}, []string{"W-3", "W-1"}},
		{"open of a product and a customer", cart.RestockFilter{ProductID: "p1", CustomerID: "u1", State: cart.RequestOpen}, []string{"W-1"}},
		{"of nobody", cart.RestockFilter{CustomerID: "u9"}, nil},
	} {
		list, err := s.Restocks(t.Context(), "main", c.filter)
		var got []string
		for _, r := range list {
			got = append(got, r.Reference)
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}
