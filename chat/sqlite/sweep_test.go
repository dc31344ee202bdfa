package sqlite

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// The key of a cart's write is known for as long as is promised, and then
// forgotten; what is in the cart stays.
func TestSweepKeys(t *testing.T) {
	now := start
	db, err := open(filepath.Join(t.TempDir(), "shop.db"), settings{busy: BusyTimeout, now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	add := func(key string) error {
		_, err := db.Update(t.Context(), "main", cart.Update{CartID: "k", Key: key, Hash: []byte("h"), Change: func(to, _ *cart.Contents) error {
			to.Entries = append(to.Entries, cart.Entry{ProductID: key, Quantity: 1})
			return nil
		}})
		return err
	}
	for _, key := range []string{"1", "2", "3"} {
		if err := add(key); err != nil {
			t.Fatal(err)
		}
		now = now.Add(24 * time.Hour)
	}
	sweep := func(after time.Duration) chat.Swept {
		return must(db.Sweep(t.Context(), "main", chat.Sweep{Keys: start.Add(after).Add(-chat.KeysKept), Limit: 10}))
	}
	if swept := sweep(chat.KeysKept); swept.Keys != 0 {
		t.Errorf("swept early: %+v", swept)
	}
	if swept := sweep(chat.KeysKept + time.Hour); swept.Keys != 1 || swept.More {
		t.Errorf("swept %+v, want the oldest key", swept)
	}
	if err := errors.Join(add("2"), add("3")); err != nil {
		t.Fatal(err)
	}
	if k := must(db.Contents(t.Context(), "main", "k")); len(k.Entries) != 3 {
		t.Errorf("the cart holds %+v", k.Entries)
	}
}
