package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// everyMethod uses each method of the stores once, with text as every name.
func everyMethod(ctx context.Context, db *DB, shop, text string, filters []chat.Filter) error {
	session := chat.Session{ID: text, TokenHash: []byte(text), CartID: text, Created: start, Seen: start}
	a := message(text, text)
	a.Events[0].Message.Text = text
	_, _, errAppend := db.Append(ctx, shop, a)
	_, errEvents := db.Events(ctx, shop, text, 0, 10)
	_, errConversation := db.Conversation(ctx, shop, text)
	_, errToken := db.SessionByToken(ctx, shop, []byte(text+"?"))
	if errors.Is(errToken, chat.ErrNotFound) {
		errToken = nil
	}
	_, errUpdate := db.Update(ctx, shop, cart.Update{CartID: text, From: text + "?", Key: text, Hash: []byte(text), Change: func(_, _ *cart.Contents) error { return nil }})
	_, errContents := db.Contents(ctx, shop, text)
	_, errSession := db.Session(ctx, shop, text)
	errProve, errTouch := db.ProveOrder(ctx, shop, text, text), db.Touch(ctx, shop, text, start)
	for _, err := range []*error{&errSession, &errProve, &errTouch} {
		if errors.Is(*err, chat.ErrNotFound) {
			*err = nil
		}
	}
	placing := cart.Placing{CartID: text, CartVersion: 1, Key: text, Hash: []byte(text), Uses: cart.Uses{Promotions: []string{text}, CustomerID: text, Email: text},
		Make: func(map[string]cart.Usage) (cart.Order, error) { return namedOrder(text), nil }}
	placed, errPlace := db.PlaceOrder(ctx, shop, placing)
	if _, err := db.PlaceOrder(ctx, shop, placing); err != nil {
		errPlace = err
	}
	_, _, errChange := db.ChangeOrder(ctx, shop, cart.OrderChange{Number: placed.Number, Key: text, Hash: []byte(text), Change: func(*cart.Order) (string, error) { return text, nil }})
	_, errOrder := db.Order(ctx, shop, placed.Number)
	_, errOrderOf := db.OrderOf(ctx, shop, text)
	_, errOrdersFrom := db.OrdersFrom(ctx, shop, text, 10)
	_, errOrdersOf := db.OrdersOf(ctx, shop, text, 10)
	_, errByEmail := db.OrdersByEmail(ctx, shop, text, 10)
	bounds := chat.CodeBounds{Session: 9e9, Mailbox: 9e9}
	errCode, errAim := db.PutCode(ctx, shop, namedCode(text), bounds), db.AimCode(ctx, shop, text, text, bounds)
	byNumber := namedCode(text + "#")
	byNumber.Email = ""
	errCode = errors.Join(errCode, db.PutCode(ctx, shop, byNumber, bounds), db.PutCode(ctx, shop, byNumber, bounds))
	_, errOpen := db.OpenCode(ctx, shop, text+"#", "")
	errTry := db.TryCode(ctx, shop, chat.CodeTry{ID: text, Hash: []byte(text), Key: text, Most: 9, Orders: []string{text}, Now: start})
	_, errUses := db.PromotionUses(ctx, shop, placing.Uses)
	_, errSweep := db.Sweep(ctx, shop, chat.Sweep{Events: time.UnixMilli(2), Sessions: time.UnixMilli(1), Keys: time.UnixMilli(1), Codes: time.UnixMilli(1), Limit: 9})
	_, _, _, errTail := db.Tail(ctx, shop, "0.0", 10)
	accounts := []ledger.Entry{{Account: text, Day: "2026-11-24", Amount: 1, Limit: math.MaxInt64}, {Account: text, Day: "2026-11-24", Lasting: true, Amount: 1, Limit: math.MaxInt64}}
	_, errReserve := db.ShopLedger(shop).Reserve(ctx, accounts)
	errSettle := db.ShopLedger(shop).Settle(ctx, accounts)
	_, errHeld := db.ShopLedger(shop).Held(ctx, text, "2026-11-24", false)
	_, errRestock := db.AddRestock(ctx, shop, namedRestock(text))
	if errors.Is(errRestock, cart.ErrTaken) {
		errRestock = nil // this text was settled before
	}
	_, errSettled := db.SettleRestock(ctx, shop, text, cart.RequestDone)
	_, errRestocks := db.Restocks(ctx, shop, cart.RestockFilter{})
	_, errOf := db.Restocks(ctx, shop, cart.RestockFilter{CustomerID: text, CartID: text, ProductID: text, State: cart.RequestOpen})
	for _, err := range []*error{&errOpen, &errTry} {
		if errors.Is(*err, chat.ErrNotFound) {
			*err = nil // a text that is this one and "#" has the session
		}
	}
	_, errMacro := db.PutMacro(ctx, shop, chat.Macro{ID: text, Name: text, Text: text})
	_, errMacros := db.Macros(ctx, shop)
	errs := []error{errMacro, errMacros, db.DropMacro(ctx, shop, text, 1), errByEmail, errCode, errAim, errOpen, errTry, errReserve, errSettle, errHeld, errRestock, errSettled, errRestocks, errOf, errTail, errSweep, errTouch, errPlace, errChange, errOrder, errOrderOf, errOrdersFrom, errOrdersOf, errUses, db.PutOrder(ctx, shop, placed), errAppend, errSession, errProve, errEvents, errConversation, db.PutSession(ctx, shop, session), errToken, errUpdate, errContents}
	for _, f := range filters {
		_, err := db.Conversations(ctx, shop, f)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// namedOrder is an order with text as every name. The number has the digest of
// it: case and spaces make no other number.
func namedOrder(text string) cart.Order {
	return cart.Order{
		Number: fmt.Sprintf("%X", sha256.Sum256([]byte(text))), CustomerID: text, Email: text, State: cart.OrderPlaced, Placed: start, Currency: "USD",
		Lines:     []cart.OrderLine{{ID: text, ProductID: text, VariantID: text, Title: text, Quantity: 1}},
		Discounts: []cart.Discount{{Promotion: text}},
		Requests:  []cart.Request{{Reference: text, Order: text, Note: text}},
	}
}

// namedCode is a code with text as every name and as what is kept of it.
func namedCode(text string) chat.Code {
	return chat.Code{ID: text, SessionID: text, Email: text, Number: text, Hash: []byte(text), Made: start, Ends: start.Add(chat.CodeLife)}
}

// namedRestock is a request for a restock with text as every name.
func namedRestock(text string) cart.Restock {
	return cart.Restock{
		Reference: text, ProductID: text, VariantID: text, Options: map[string]string{text: text}, Title: text, Email: text,
		CustomerID: text, CartID: text, State: cart.RequestOpen, Filed: start,
	}
}

// filters are some of each kind.
var filters = []chat.Filter{
	{}, {Session: "x"}, {Cart: "x"}, {Customer: "x"}, {Owner: chat.OwnedByNobody}, {Owner: chat.OwnedByPerson, Open: true, Spoken: true},
	{Owner: chat.OwnedByAssistant}, {Due: true}, {Open: true, Before: start, Limit: 5}, {Due: true, Session: "x"}, {Score: 2},
}

// TestStatements looks at every statement that the store prepares: each names
// the shop, and finds its rows by an index.
func TestStatements(t *testing.T) {
	db := openTemp(t)
	if err := everyMethod(t.Context(), db, "main", "x", filters); err != nil {
		t.Fatal(err)
	}
	if swept, err := db.Sweep(t.Context(), "main", chat.Sweep{Events: start.Add(time.Hour)}); err != nil || swept.Events == 0 {
		t.Fatalf("swept %+v, %v", swept, err)
	}
	stmts := map[string]bool{}
	collect := func(c *connection) {
		for query := range c.stmts {
			stmts[query] = true
		}
	}
	for range readers {
		c := <-db.readers
		collect(c)
		db.readers <- c
	}
	if err := db.update(t.Context(), func(*tx) error { collect(db.writer.conn); return nil }); err != nil {
		t.Fatal(err)
	}
	looked := 0
	plan, err := sql.Open("sqlite", dsn(db.Path(), "mode=ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	for query := range stmts {
		verb, _, _ := strings.Cut(query, " ")
		if verb != "SELECT" && verb != "INSERT" && verb != "UPDATE" && verb != "DELETE" {
			continue // about the transaction
		}
		looked++
		if strings.HasPrefix(query, "SELECT coalesce((SELECT max(number)") {
			continue // how far the file goes, whoever's it is
		}
		if !strings.Contains(query, "shop = ?") && !strings.Contains(query, "INSERT") || !strings.Contains(query, "shop") {
			t.Errorf("does not name the shop: %s", query)
		}
		rows, err := plan.Query("EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
		if err != nil {
			t.Errorf("%v: %s", err, query)
			continue
		}
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(detail, "SCAN") {
				t.Errorf("reads a whole table (%s): %s", detail, query)
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Error(err)
		}
	}
	if looked < 10 {
		t.Errorf("only %d statements seen", looked)
	}
}

// underRace is true under the race detector, which makes SQLite ten times
// slower.
var underRace bool

// TestFiltersUseTheirIndex looks at how conversations are found that are few of
// many: not by reading them all in the order of their last change.
func TestFiltersUseTheirIndex(t *testing.T) {
	db := openTemp(t)
	plan, err := sql.Open("sqlite", dsn(db.Path(), "mode=ro"))
	if err != nil {
		t.Fatal(err)
	}
	defer plan.Close()
	for index, f := range map[string]chat.Filter{
		"conversations_session": {Session: "x", Limit: 1}, "conversations_customer": {Customer: "x"}, "conversations_cart": {Cart: "x", Open: true},
		"conversations_due": {Due: true}, "conversations_owner": {Owner: chat.OwnedByNobody, Before: start}, "conversations_changed": {Spoken: true}, "conversations_score": {Score: 2, Wanted: true},
	} {
		query, args := filter("main", f)
		var id, parent, unused int
		var detail string
		if err := plan.QueryRow("EXPLAIN QUERY PLAN "+query, args...).Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(detail, "INDEX "+index+" ") {
			t.Errorf("%+v: %s", f, detail)
		}
	}
}

// TestHostileNames gives every name that an attacker writes to every method:
// no SQL error, and the schema stays as it is.
func TestHostileNames(t *testing.T) {
	type attack struct{ ID, Text string }
	var attacks []attack
	for _, file := range []string{"security/sqli.jsonl", "security/naughty_strings.jsonl"} {
		for i, a := range evaldata.Lines[attack](t, file) {
			if a.Text != "" && (!underRace || i%5 == 0) { // no id is empty
				attacks = append(attacks, a)
			}
		}
	}
	db := openTemp(t)
	before := schemaHash(t, db)
	var passed atomic.Int64
	try := func(a attack) {
		if err := everyMethod(t.Context(), db, "main", a.Text, []chat.Filter{{Session: a.Text}, {Cart: a.Text}, {Owner: chat.OwnerState(a.Text)}}); err != nil {
			t.Errorf("%s: %v", a.ID, err)
			return
		}
		events, err := db.Events(t.Context(), "main", a.Text, 0, 10)
		if err != nil || len(events) != 1 || events[0].Message.Text != a.Text {
			t.Errorf("%s: came back as %+v, %v", a.ID, events, err)
			return
		}
		if o, err := db.OrderOf(t.Context(), "main", a.Text); err != nil || o.Lines[0].Title != a.Text || o.Requests[0].Note != a.Text {
			t.Errorf("%s: the order came back as %+v, %v", a.ID, o, err)
			return
		}
		passed.Add(1)
	}
	var wg sync.WaitGroup
	queue := make(chan attack)
	for range 16 {
		wg.Go(func() {
			for a := range queue {
				try(a)
			}
		})
	}
	for _, a := range attacks {
		queue <- a
	}
	close(queue)
	wg.Wait()
	if after := schemaHash(t, db); after != before {
		t.Error("the schema has changed")
	}
	t.Logf("hostile names: %d tried, %d passed", len(attacks), passed.Load())
}

func schemaHash(t *testing.T, db *DB) string {
	t.Helper()
	var all bytes.Buffer
	err := db.view(t.Context(), func(tx *tx) error {
		return tx.each(func(scan func(...any) error) error {
			var name, text string
			err := scan(&name, &text)
			fmt.Fprintln(&all, name, text)
			return err
		}, "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(all.Bytes()))
}

func FuzzEntries(f *testing.F) {
	f.Add([]byte(`[{"product":"mug","options":{"color":"Red"},"quantity":2,"seen":{"amount":1250,"currency":"USD"},"name":"Mug"}]`))
	f.Add([]byte(`[]`))
	f.Add([]byte(`null`))
	f.Add([]byte(`[{"quantity":1e99}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, err := decodeEntries(text)
		if err != nil {
			return
		}
		again, err := encodeEntries(entries)
		if err != nil {
			t.Fatalf("%+v cannot be written: %v", entries, err)
		}
		back, err := decodeEntries(again)
		if err != nil || len(back) != len(entries) {
			t.Fatalf("%s came back as %+v, %v", again, back, err)
		}
		for i := range back {
			if len(back[i].Options) == 0 && len(entries[i].Options) == 0 {
				back[i].Options, entries[i].Options = nil, nil
			}
		}
		if !reflect.DeepEqual(back, entries) {
			t.Fatalf("%s came back as %+v, was %+v", again, back, entries)
		}
	})
}

func FuzzOrder(f *testing.F) {
	order, err := json.Marshal(fixture.order)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(order)
	f.Add([]byte(`{}`))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"placed":"0000-01-01T00:00:00-23:59","lines":[{"options":{}}],"parcels":[{"contents":{"a":-1}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		o, err := decodeOrder(body)
		if err != nil {
			return
		}
		again, err := json.Marshal(o)
		if err != nil {
			t.Fatalf("%+v cannot be written: %v", o, err)
		}
		back, err := decodeOrder(again)
		if err != nil || !reflect.DeepEqual(back, o) {
			t.Fatalf("%s came back as %+v, %v, was %+v", again, back, err, o)
		}
	})
}
