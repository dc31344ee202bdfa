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

// RunStore tests a store, also as the store of [cart.New]'s carts. open returns
// a fresh, empty store; it is called once for each case, and closes with
// t.Cleanup what it has opened.
func RunStore(t *testing.T, open func(t *testing.T) cart.Store) {
	t.Run("carts", func(t *testing.T) {
		Run(t, func(t *testing.T, c catalog.Catalog) cart.Carts {
			carts, err := cart.New(cart.Config{Store: open(t), Catalog: c})
			if err != nil {
				t.Fatal(err)
			}
			return carts
		})
	})
	t.Run("codes", func(t *testing.T) {
		RunCodes(t, func(t *testing.T, c catalog.Catalog) cart.Carts {
			carts, err := cart.New(cart.Config{Store: open(t), Catalog: c, Promotions: Promotions(), Now: func() time.Time { return Noon }})
			if err != nil {
				t.Fatal(err)
			}
			return carts
		})
	})
	t.Run("contents", func(t *testing.T) { testContents(t, open(t)) })
	t.Run("all or nothing", func(t *testing.T) { testAtomic(t, open(t)) })
	t.Run("two shops", func(t *testing.T) { testShops(t, open(t)) })
	t.Run("updates in turn", func(t *testing.T) { testTurns(t, open(t)) })
	t.Run("watching", func(t *testing.T) { testWatch(t, open(t)) })
}

func entry(id string, quantity int) cart.Entry {
	return cart.Entry{ProductID: id, Quantity: quantity, Seen: usd(100), Name: id}
}

// put is an update that adds entries.
func put(cartID, key string, entries ...cart.Entry) cart.Update {
	return cart.Update{CartID: cartID, Key: key, Hash: []byte(key), Change: func(to, _ *cart.Contents) error {
		to.Entries = append(to.Entries, entries...)
		return nil
	}}
}

func update(t *testing.T, s cart.Store, shop string, u cart.Update) cart.Contents {
	t.Helper()
	c, err := s.Update(t.Context(), shop, u)
	if err != nil {
		t.Fatalf("Update(%s, %s): %v", shop, u.CartID, err)
	}
	return c
}

func contents(t *testing.T, s cart.Store, shop, cartID string) cart.Contents {
	t.Helper()
	c, err := s.Contents(t.Context(), shop, cartID)
	if err != nil {
		t.Fatalf("Contents(%s, %s): %v", shop, cartID, err)
	}
	return c
}

func testContents(t *testing.T, s cart.Store) {
	if c := contents(t, s, "main", "c"); c.Version != 0 || len(c.Entries) != 0 {
		t.Errorf("a cart nobody wrote to holds %+v", c)
	}
	full := cart.Entry{
		ProductID: "p'\"\u00e9\u4e16", VariantID: "v", Options: map[string]string{"gr\u00f6\u00dfe": "L", "a": ""},
		Quantity: 7, Seen: catalog.Money{Amount: cart.MaxUnit, Currency: "JPY"}, Name: "N\u00e4me \U0001F9E5",
	}
	entries := []cart.Entry{entry("z", 1), full, entry("a", 2)}
	got := update(t, s, "main", put("c", "k1", entries...))
	if want := (cart.Contents{Version: 1, Entries: entries}); !reflect.DeepEqual(got, want) {
		t.Errorf("stored %+v\nwant   %+v", got, want)
	}
	// What came out is the caller's own.
	got.Entries[1].Options["a"] = "changed"
	got.Entries[0].Quantity = 50
	if c := contents(t, s, "main", "c"); !reflect.DeepEqual(c.Entries, entries) {
		t.Errorf("read back %+v\nwant      %+v", c.Entries, entries)
	}
	// Nothing of the closure's arguments stays in use after it.
	var kept *cart.Contents
	u := put("c", "k2", entry("b", 1))
	change := u.Change
	u.Change = func(to, from *cart.Contents) error {
		kept = to
		if from != nil {
			t.Errorf("from = %+v without a second cart", from)
		}
		return change(to, from)
	}
	update(t, s, "main", u)
	kept.Entries[0].Quantity = 77
	c := contents(t, s, "main", "c")
	if c.Version != 2 || len(c.Entries) != 4 || c.Entries[0].Quantity != 1 || c.Entries[3].ProductID != "b" {
		t.Errorf("second version = %+v", c)
	}
	c.Remove(entry("a", 2).LineID())
	update(t, s, "main", cart.Update{CartID: "c", Key: "k3", Hash: []byte("k3"), Change: func(to, _ *cart.Contents) error {
		to.Remove(full.LineID())
		to.Find(entry("a", 2).LineID()).Quantity = 9
		return nil
	}})
	c = contents(t, s, "main", "c")
	if want := []cart.Entry{entry("z", 1), entry("a", 9), entry("b", 1)}; !reflect.DeepEqual(c.Entries, want) {
		t.Errorf("after removing: %+v\nwant            %+v", c.Entries, want)
	}
	codes := []string{"B'\"", "A"}
	update(t, s, "main", cart.Update{CartID: "c", Key: "k4", Hash: []byte("k4"), Change: func(to, _ *cart.Contents) error {
		to.Codes = append(to.Codes, codes...)
		return nil
	}})
	if c = contents(t, s, "main", "c"); !reflect.DeepEqual(c.Codes, codes) || len(c.Entries) != 3 {
		t.Errorf("with codes: %+v", c)
	}
	c.Codes[0] = "changed"
	update(t, s, "main", cart.Update{CartID: "c", Key: "k5", Hash: []byte("k5"), Change: func(to, _ *cart.Contents) error {
		if to.Codes[0] != codes[0] {
			t.Errorf("the store shares its codes with a caller: %v", to.Codes)
		}
		to.Codes = nil
		return nil
	}})
	if c = contents(t, s, "main", "c"); len(c.Codes) != 0 {
		t.Errorf("after taking the codes out: %+v", c)
	}
}

func testAtomic(t *testing.T, s cart.Store) {
	update(t, s, "main", put("to", "k1", entry("a", 1)))
	update(t, s, "main", put("from", "k1", entry("b", 1)))
	failure := errors.New("not today")
	merge := cart.Update{CartID: "to", From: "from", Key: "m", Hash: []byte("m"), Change: func(to, from *cart.Contents) error {
		to.Entries = append(to.Entries, from.Entries...)
		from.Entries = nil
		return failure
	}}
	if _, err := s.Update(t.Context(), "main", merge); !errors.Is(err, failure) {
		t.Fatalf("Update = %v, want the closure's error", err)
	}
	for _, id := range []string{"to", "from"} {
		if c := contents(t, s, "main", id); c.Version != 1 || len(c.Entries) != 1 {
			t.Errorf("cart %s after a failed change: %+v", id, c)
		}
	}
	failure = nil // the key was not used up
	if c := update(t, s, "main", merge); c.Version != 2 || len(c.Entries) != 2 {
		t.Errorf("merged cart: %+v", c)
	}
	if c := contents(t, s, "main", "from"); c.Version != 2 || len(c.Entries) != 0 {
		t.Errorf("emptied cart: %+v", c)
	}
	merge.Change = func(_, _ *cart.Contents) error {
		t.Error("the change of a known key was called")
		return nil
	}
	if c := update(t, s, "main", merge); c.Version != 2 || len(c.Entries) != 2 {
		t.Errorf("repeat: %+v", c)
	}
	merge.Hash = []byte("other")
	if _, err := s.Update(t.Context(), "main", merge); !errors.Is(err, cart.ErrConflict) {
		t.Errorf("the same key with another request: %v, want ErrConflict", err)
	}
}

func testShops(t *testing.T, s cart.Store) {
	update(t, s, "one", put("c", "k", entry("a", 1)))
	if c := contents(t, s, "two", "c"); c.Version != 0 || len(c.Entries) != 0 {
		t.Errorf("shop two sees the cart of shop one: %+v", c)
	}
	other := put("c", "k", entry("b", 5), entry("c", 5))
	other.Hash = []byte("another request under the same key")
	update(t, s, "two", other)
	if c := contents(t, s, "one", "c"); c.Version != 1 || len(c.Entries) != 1 || c.Entries[0].ProductID != "a" {
		t.Errorf("shop two changed the cart of shop one: %+v", c)
	}
	if c := contents(t, s, "two", "c"); len(c.Entries) != 2 {
		t.Errorf("shop two's cart: %+v", c)
	}
}

func testTurns(t *testing.T, s cart.Store) {
	const writers = 30
	together(writers, func(i int) {
		key := fmt.Sprint("k", i)
		_, err := s.Update(t.Context(), "main", cart.Update{CartID: "c", Key: key, Hash: []byte(key), Change: func(to, _ *cart.Contents) error {
			if len(to.Entries) == 0 {
				to.Entries = []cart.Entry{entry("a", 0)}
			}
			to.Entries[0].Quantity++
			return nil
		}})
		if err != nil {
			t.Errorf("update %d: %v", i, err)
		}
	})
	if c := contents(t, s, "main", "c"); c.Version != writers || c.Entries[0].Quantity != writers {
		t.Errorf("after %d updates: version %d, quantity %d", writers, c.Version, c.Entries[0].Quantity)
	}
}

// testWatch holds for stores that have the ability.
func testWatch(t *testing.T, s cart.Store) {
	w, ok := s.(cart.Watcher)
	if !ok {
		t.Skip("the store is no cart.Watcher")
	}
	var seen []string
	stop := w.Watch(func(shop, cartID string) { seen = append(seen, shop+"/"+cartID) })
	update(t, s, "main", put("c", "k1", entry("a", 1)))
	update(t, s, "main", put("c", "k1", entry("a", 1))) // a repeat changes nothing
	refused := put("c", "k2")
	refused.Change = func(_, _ *cart.Contents) error { return errors.New("no") }
	if _, err := s.Update(t.Context(), "main", refused); err == nil {
		t.Error("the closure's error is lost")
	}
	merge := put("d", "k3")
	merge.From = "c"
	update(t, s, "other", merge)
	stop()
	update(t, s, "main", put("c", "k4", entry("b", 1)))
	if got, want := fmt.Sprint(seen), "[main/c other/d other/c]"; got != want {
		t.Errorf("watched %s, want %s", got, want)
	}
}
