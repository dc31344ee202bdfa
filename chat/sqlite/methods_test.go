package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// storeMethod is one use of a method of the store, which can be repeated: the
// second time it succeeds and changes nothing, unless it counts how often.
type storeMethod struct {
	name   string
	writes bool
	counts bool
	run    func(ctx context.Context, db *DB) error
}

var storeMethods = []storeMethod{
	{"Append to nothing", true, false, func(ctx context.Context, db *DB) error {
		_, _, err := db.Append(ctx, "main", message("new", "1"))
		return err
	}},
	{"Append", true, false, func(ctx context.Context, db *DB) error {
		a := message("c", "next")
		a.Events = append(a.Events, chat.Event{Kind: chat.EventOwner, ClientID: "handoff", Owner: &chat.OwnerChange{State: chat.OwnedByNobody}})
		a.Owner, a.Tags, a.State = &chat.Owner{State: chat.OwnedByNobody}, []string{"size"}, json.RawMessage(`{"n":1}`)
		_, _, err := db.Append(ctx, "main", a)
		return err
	}},
	{"PutSession", true, false, func(ctx context.Context, db *DB) error {
		return db.PutSession(ctx, "main", chat.Session{ID: "s", TokenHash: []byte("new"), CartID: "k", Created: start, Seen: start.Add(time.Hour)})
	}},
	{"Touch", true, false, func(ctx context.Context, db *DB) error { return db.Touch(ctx, "main", "s", start.Add(2*time.Hour)) }},
	{"ProveOrder", true, false, func(ctx context.Context, db *DB) error { return db.ProveOrder(ctx, "main", "s", "LH-1") }},
	{"PutCode", true, false, func(ctx context.Context, db *DB) error {
		return db.PutCode(ctx, "main", namedCode("asked"), chat.CodeBounds{Session: 9, Mailbox: 9})
	}},
	{"AimCode", true, false, func(ctx context.Context, db *DB) error {
		return db.AimCode(ctx, "main", "known", "ada@shop.example", chat.CodeBounds{Mailbox: 9})
	}},
	{"TryCode", true, false, func(ctx context.Context, db *DB) error {
		return db.TryCode(ctx, "main", chat.CodeTry{ID: "known", Hash: []byte("known"), Key: "5", Most: 9, Orders: []string{"LH-7"}, Now: start})
	}},
	{"OpenCode", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.OpenCode(ctx, "main", "known", "5")
		return err
	}},
	{"Update", true, false, func(ctx context.Context, db *DB) error {
		_, err := db.Update(ctx, "main", cart.Update{CartID: "k", From: "l", Key: "2", Hash: []byte("h"), Change: func(to, from *cart.Contents) error {
			to.Entries = append(to.Entries, cart.Entry{ProductID: "mug", Quantity: 2})
			from.Entries = nil
			return nil
		}})
		return err
	}},
	{"PlaceOrder", true, false, func(ctx context.Context, db *DB) error {
		_, err := db.PlaceOrder(ctx, "main", cart.Placing{
			CartID: "k", CartVersion: 1, Key: "3", Hash: []byte("h"), Uses: cart.Uses{Promotions: []string{"p"}},
			Make: func(map[string]cart.Usage) (cart.Order, error) { return namedOrder("placed"), nil },
		})
		return err
	}},
	{"ChangeOrder", true, false, func(ctx context.Context, db *DB) error {
		_, _, err := db.ChangeOrder(ctx, "main", cart.OrderChange{Number: namedOrder("known").Number, Key: "4", Hash: []byte("h"), Change: func(o *cart.Order) (string, error) {
			o.State = cart.OrderCanceled
			return "R-1", nil
		}})
		return err
	}},
	{"PutOrder", true, true, func(ctx context.Context, db *DB) error { return db.PutOrder(ctx, "main", namedOrder("put")) }},
	{"AddRestock", true, false, func(ctx context.Context, db *DB) error {
		_, err := db.AddRestock(ctx, "main", namedRestock("asked"))
		return err
	}},
	{"SettleRestock", true, false, func(ctx context.Context, db *DB) error {
		_, err := db.SettleRestock(ctx, "main", "known", cart.RequestDone)
		return err
	}},
	{"PutMacro", true, false, func(ctx context.Context, db *DB) error {
		_, err := db.PutMacro(ctx, "main", chat.Macro{ID: "known", Name: "Hello again", Text: "Hi", Version: 1})
		return err
	}},
	{"DropMacro", true, false, func(ctx context.Context, db *DB) error { return db.DropMacro(ctx, "main", "old", 1) }},
	{"Macros", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Macros(ctx, "main")
		return err
	}},
	{"Sweep", true, false, func(ctx context.Context, db *DB) error {
		then := start.Add(time.Hour)
		_, err := db.Sweep(ctx, "main", chat.Sweep{Events: then, Sessions: then, Keys: then, Codes: then})
		return err
	}},
	{"Reserve", true, true, func(ctx context.Context, db *DB) error {
		ok, err := db.Ledger().Reserve(ctx, []ledger.Entry{
			{Account: "shop", Day: "2026-11-25", Amount: 1, Limit: 9}, {Account: "talk", Day: "2026-11-25", Lasting: true, Amount: 1, Limit: 9},
		})
		if err == nil && !ok {
			err = errors.New("there is no room for 1 of 9")
		}
		return err
	}},
	{"Settle", true, true, func(ctx context.Context, db *DB) error {
		return db.Ledger().Settle(ctx, []ledger.Entry{{Account: "shop", Day: "2026-11-24", Amount: 1}})
	}},
	{"Held", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Ledger().Held(ctx, "shop", "2026-11-24", false)
		return err
	}},
	{"Session", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Session(ctx, "main", "s")
		return err
	}},
	{"SessionByToken", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.SessionByToken(ctx, "main", []byte("t"))
		return err
	}},
	{"Events", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Events(ctx, "main", "c", 0, 10)
		return err
	}},
	{"Conversation", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Conversation(ctx, "main", "c")
		return err
	}},
	{"Conversations", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Conversations(ctx, "main", chat.Filter{Due: true})
		return err
	}},
	{"Contents", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Contents(ctx, "main", "k")
		return err
	}},
	{"Order", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Order(ctx, "main", namedOrder("known").Number)
		return err
	}},
	{"OrdersByEmail", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.OrdersByEmail(ctx, "main", "known", 10)
		return err
	}},
	{"Restocks", false, false, func(ctx context.Context, db *DB) error {
		_, err := db.Restocks(ctx, "main", cart.RestockFilter{CustomerID: "known"})
		return err
	}},
	{"Tail", false, false, func(ctx context.Context, db *DB) error {
		_, _, _, err := db.Tail(ctx, "main", "0.0", 10)
		return err
	}},
}

// prepareStore stores something of each kind, so that methods find what they
// change.
func prepareStore(t testing.TB, db *DB) {
	t.Helper()
	say(t, db, "c", "1")
	say(t, db, "c", "2")
	for _, err := range []error{
		db.PutSession(t.Context(), "main", chat.Session{ID: "s", TokenHash: []byte("t"), CartID: "k", Created: start, Seen: start}),
		db.PutOrder(t.Context(), "main", namedOrder("known")),
		db.PutCode(t.Context(), "main", namedCode("known"), chat.CodeBounds{Session: 9, Mailbox: 9}),
		db.Ledger().Settle(t.Context(), []ledger.Entry{{Account: "shop", Day: "2026-11-24", Amount: 1}, {Account: "talk", Day: "2026-01-01", Lasting: true, Amount: 1}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.AddRestock(t.Context(), "main", namedRestock("known")); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"known", "old"} {
		if _, err := db.PutMacro(t.Context(), "main", chat.Macro{ID: id, Name: id, Text: "Hi"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{"k", "l"} {
		if _, err := db.Update(t.Context(), "main", cart.Update{CartID: id, Key: "1", Hash: []byte("h"), Change: func(to, _ *cart.Contents) error {
			to.Entries = []cart.Entry{{ProductID: "jacket", Quantity: 1}}
			return nil
		}}); err != nil {
			t.Fatal(err)
		}
	}
}

// preparedFile returns a closed database with what prepareStore stores.
func preparedFile(t testing.TB) (content []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	prepareStore(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if content, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	return content
}

// dump returns everything that is stored, as text.
func dump(t testing.TB, db *DB) string {
	t.Helper()
	var all strings.Builder
	other := raw(t, db.Path())
	defer other.Close()
	tables := query(t, other, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
	for _, table := range tables {
		fmt.Fprintln(&all, table)
		rows := query(t, other, "SELECT * FROM "+table[0])
		slices.SortFunc(rows, slices.Compare)
		for _, row := range rows {
			fmt.Fprintln(&all, row)
		}
	}
	return all.String()
}
