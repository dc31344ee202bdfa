package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// What was removed stands nowhere in the file any more, however long it was, and
// what is left can be resumed from. A word that stays shows that it would be seen.
func TestPromise_R04_Erased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	write := func(conversation, id, text string, at time.Time) {
		t.Helper()
		a := message(conversation, id)
		a.Events[0].Message.Text, a.Now = text, at
		a.Create.Created = at
		if _, _, err := db.Append(t.Context(), "main", a); err != nil {
			t.Fatal(err)
		}
	}
	const gone, kept = "CANARY-GONE", "CANARY-KEPT"
	for i := range 40 {
		long := strings.Repeat(gone+" ", 1+300*(i%3)) // up to a few pages
		write(fmt.Sprint("old", i), "1", long, start)
		write("both", fmt.Sprint(i), long, start)
	}
	later := start.Add(48 * time.Hour)
	write("both", "last", kept, later)
	swept := chat.Swept{More: true}
	events := 0
	for swept.More {
		swept = must(db.Sweep(t.Context(), "main", chat.Sweep{Events: start.Add(24 * time.Hour), After: swept.After, Limit: 1000}))
		events += swept.Events
	}
	if events != 80 {
		t.Errorf("%d events were removed of 80", events)
	}
	if left := must(db.Events(t.Context(), "main", "both", 0, 100)); len(left) != 1 || left[0].Seq != 41 || left[0].Message.Text != kept {
		t.Errorf("left is %+v", left)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content := must(os.ReadFile(path))
	if n := bytes.Count(content, []byte(gone)); n > 0 || !bytes.Contains(content, []byte(kept)) {
		t.Errorf("what was removed stands %d times in the file", n)
	}
	if entries := must(os.ReadDir(filepath.Dir(path))); len(entries) != 1 {
		t.Errorf("beside the file stand %v", entries)
	}
}

// What a shopper deletes stands nowhere any more: not in the file, and not in what
// lies beside it once that is written back.
func TestPromise_S27_Erased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const gone, kept = "CANARY-GONE", "CANARY-KEPT"
	for i := range 30 {
		for conversation, word := range map[string]string{"gone": gone, "kept": kept} {
			a := message(conversation, fmt.Sprint(i))
			a.Events[0].Message.Text, a.Now = strings.Repeat(word+" ", 1+300*(i%3)), start
			a.State, a.StateVersion, a.Tags, a.Handoff = []byte(`{"said":"`+word+`"}`), 1, []string{word}, &assistant.Handoff{Reason: "asked", Summary: word, Contact: word}
			a.Create.Customer = &assistant.Customer{ID: conversation, Name: word, Email: word}
			put(t, db, a)
		}
	}
	put(t, db, chat.Append{Conversation: "gone", Erase: true, Events: []chat.Event{{Kind: chat.EventErased, Erased: &chat.Erased{By: assistant.AuthorShopper}}}, Now: start})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, file := range must(filepath.Glob(path + "*")) {
		content := must(os.ReadFile(file))
		if n := bytes.Count(content, []byte(gone)); n > 0 || !bytes.Contains(content, []byte(kept)) {
			t.Errorf("what was deleted stands %d times in %s", n, filepath.Base(file))
		}
	}
}

func put(t *testing.T, db *DB, a chat.Append) {
	t.Helper()
	if _, _, err := db.Append(t.Context(), "main", a); err != nil {
		t.Fatal(err)
	}
}

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
