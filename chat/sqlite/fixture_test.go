package sqlite

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
)

var update = flag.Bool("update", false, "write the fixture of the newest schema anew; only before that schema is released")

// fixture is what each stored file holds.
var fixture = struct {
	conversation chat.Conversation
	events       []chat.Event
	session      chat.Session
	entries      []cart.Entry
	// The rest is in files of schema 3 and later only.
	proven []string
	codes  []string
	order  cart.Order
}{
	conversation: chat.Conversation{
		SessionID: "s1", CartID: "k1", Customer: &assistant.Customer{ID: "7", Name: "Ada", Email: "ada@shop.example"},
		Locale: "en-US", Entry: "launcher", Page: assistant.Page{URL: "/products/mug", Title: "Mug", Product: "mug"},
		Created: start, Owner: chat.Owner{State: chat.OwnedByAssistant},
	},
	events: []chat.Event{
		{Kind: chat.EventMessage, ClientID: "m1", Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Is it dishwasher safe?", Turn: "t1"}},
		{Kind: chat.EventMessage, Message: &chat.Message{Author: assistant.AuthorAssistant, Turn: "t1", Answers: 1, Parts: assistant.Parts{
			assistant.Text{Text: "Yes.", Evidence: []assistant.Evidence{{Kind: "product", ID: "mug", Field: "care", Value: "dishwasher"}}},
		}}},
		{Kind: chat.EventCart, ClientID: "a1", Cart: &chat.CartChange{Do: "add", Product: "mug", Quantity: 2, Seq: 2}},
		{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: chat.OwnedByNobody, Handoff: &assistant.Handoff{Reason: "asked", Summary: "Wants a person."}}},
	},
	session: chat.Session{ID: "s1", TokenHash: []byte("0123456789abcdef0123456789abcdef"), CartID: "k1", Created: start, Seen: start},
	entries: []cart.Entry{{ProductID: "mug", Options: map[string]string{"color": "Red"}, Quantity: 2, Seen: catalog.Money{Amount: 1250, Currency: "USD"}, Name: "Mug (Red)"}},

	proven: []string{"LH-1", "LH-2"},
	codes:  []string{"TEN"},
	order: cart.Order{
		Number: "LH-1", Version: 1, Email: "ada@shop.example", CustomerID: "7", CartID: "k0", CartVersion: 3, Placed: start, State: cart.OrderPlaced, Currency: "USD",
		Lines: []cart.OrderLine{{ID: "l1", ProductID: "mug", Options: map[string]string{"color": "Red"}, Title: "Mug", Quantity: 2,
			Unit: catalog.Money{Amount: 1250, Currency: "USD"}, Total: catalog.Money{Amount: 2500, Currency: "USD"}, Category: []string{"Kitchen"}}},
		Discounts: []cart.Discount{{Promotion: "ten", Title: "10% off", Code: "TEN", Amount: catalog.Money{Amount: 250, Currency: "USD"}}},
		Requests:  []cart.Request{{Reference: "R-7KQ2", Order: "LH-1", Kind: cart.RequestInvoice, State: cart.RequestOpen, Filed: start}},
		Total:     catalog.Money{Amount: 2250, Currency: "USD"},
	},
}

// fixtureCode is in files of schema 10 and later.
func fixtureCode() chat.Code {
	c := namedCode("c1")
	c.SessionID = "s1"
	return c
}

// TestFixtures opens a file of each schema that was ever released.
func TestFixtures(t *testing.T) {
	if *update {
		migrations, err := migrationFiles()
		if err != nil {
			t.Fatal(err)
		}
		writeFixture(t, filepath.Join("testdata", fmt.Sprintf("schema%d.sqlite", len(migrations))))
	}
	files, err := filepath.Glob(filepath.Join("testdata", "schema*.sqlite"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "shop.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			db := openAt(t, path)
			checkFixture(t, db)
			var schema int
			if _, err := fmt.Sscanf(filepath.Base(file), "schema%d.sqlite", &schema); err != nil {
				t.Fatal(err)
			}
			if schema >= 3 {
				checkOrders(t, db)
			}
			if orders, err := db.OrdersByEmail(t.Context(), "main", "Ada@shop.example", 10); schema >= 3 && (err != nil || !reflect.DeepEqual(orders, []cart.Order{fixture.order})) {
				t.Errorf("orders by the address: %+v, %v", orders, err)
			}
			if schema >= 10 {
				if c, err := db.OpenCode(t.Context(), "main", "s1", ""); err != nil || !reflect.DeepEqual(c, fixtureCode()) {
					t.Errorf("the code: %+v, %v", c, err)
				}
			}
			if schema >= 12 {
				if list, err := db.Macros(t.Context(), "main"); err != nil || !reflect.DeepEqual(list, []chat.Macro{{ID: "hello", Name: "Hello", Text: "Hi", Version: 1}}) {
					t.Errorf("macros: %+v, %v", list, err)
				}
			}
			if schema >= 9 {
				if list, err := db.Restocks(t.Context(), "main", cart.RestockFilter{}); err != nil || !reflect.DeepEqual(list, []cart.Restock{namedRestock("mug")}) {
					t.Errorf("requests for restocks: %+v, %v", list, err)
				}
			}
		})
	}
}

func writeFixture(t *testing.T, file string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	closed := false
	_, _, errAppend := db.Append(t.Context(), "main", chat.Append{
		Conversation: "c1", Create: &fixture.conversation, Events: fixture.events, Owner: &chat.Owner{State: chat.OwnedByNobody},
		State: json.RawMessage(`{"wishes":["mug"]}`), StateVersion: 3, Answered: 1, Tags: []string{"care"}, Handoff: fixture.events[3].Owner.Handoff,
		Closed: &closed, Now: start,
	})
	_, errCart := db.Update(t.Context(), "main", cart.Update{CartID: "k1", Key: "a1", Hash: []byte("hash"), Change: func(to, _ *cart.Contents) error {
		to.Entries = fixture.entries
		return nil
	}})
	_, errCodes := db.Update(t.Context(), "main", cart.Update{CartID: "k2", Key: "a1", Hash: []byte("hash"), Change: func(to, _ *cart.Contents) error {
		to.Codes = fixture.codes
		return nil
	}})
	_, errPlace := db.PlaceOrder(t.Context(), "main", cart.Placing{CartID: "k0", CartVersion: 3, Key: "a1", Hash: []byte("hash"), Make: func(map[string]cart.Usage) (cart.Order, error) {
		return fixture.order, nil
	}})
	_, errRestock := db.AddRestock(t.Context(), "main", namedRestock("mug"))
	errCode := db.PutCode(t.Context(), "main", fixtureCode(), chat.CodeBounds{Session: 1, Mailbox: 1})
	_, errMacro := db.PutMacro(t.Context(), "main", chat.Macro{ID: "hello", Name: "Hello", Text: "Hi"})
	proven := fixture.session
	proven.ID, proven.TokenHash, proven.Proven = "s2", []byte("proven"), fixture.proven
	err = errors.Join(errAppend, errCart, errCodes, errPlace, errRestock, errCode, errMacro, db.PutSession(t.Context(), "main", fixture.session), db.PutSession(t.Context(), "main", proven), db.Close())
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func checkFixture(t *testing.T, db *DB) {
	t.Helper()
	ctx := t.Context()
	checkIntegrity(t, db)
	want := fixture.conversation.Clone()
	want.ID, want.Changed, want.Top, want.LastShopper, want.Messages, want.Preview = "c1", start, 4, 1, 2, "Yes."
	want.Answered, want.Owner, want.OwnerVersion, want.WaitingSince = 1, chat.Owner{State: chat.OwnedByNobody}, 1, start
	want.Tags, want.State, want.StateVersion = []string{"care"}, json.RawMessage(`{"wishes":["mug"]}`), 3
	want.Handoff = fixture.events[3].Owner.Handoff
	if got, err := db.Conversation(ctx, "main", "c1"); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("conversation\n%+v, %v; want\n%+v", got, err, want)
	}
	events, err := db.Events(ctx, "main", "c1", 0, 100)
	if err != nil || len(events) != len(fixture.events) {
		t.Fatalf("%d events, %v", len(events), err)
	}
	for i, e := range fixture.events {
		e.Seq, e.At = int64(i+1), start.UnixMilli()
		if !reflect.DeepEqual(events[i], e) {
			t.Errorf("event\n%+v, want\n%+v", events[i], e)
		}
	}
	if got, err := db.SessionByToken(ctx, "main", fixture.session.TokenHash); err != nil || !reflect.DeepEqual(got, fixture.session) {
		t.Errorf("session %+v, %v", got, err)
	}
	contents := cart.Contents{Version: 1, Entries: fixture.entries}
	again := cart.Update{CartID: "k1", Key: "a1", Hash: []byte("hash"), Change: func(_, _ *cart.Contents) error { return errors.New("the key is lost") }}
	if got, err := db.Update(ctx, "main", again); err != nil || !reflect.DeepEqual(got, contents) {
		t.Errorf("cart %+v, %v; want %+v", got, err, contents)
	}
	// And it is written to as if it were new.
	if e := say(t, db, "c1", "m1b"); e.Seq != 5 {
		t.Errorf("the next event has seq %d", e.Seq)
	}
}

// checkOrders checks what came with the third schema.
func checkOrders(t *testing.T, db *DB) {
	t.Helper()
	ctx := t.Context()
	if s, err := db.Session(ctx, "main", "s2"); err != nil || !reflect.DeepEqual(s.Proven, fixture.proven) {
		t.Errorf("proven %+v, %v", s, err)
	}
	if c, err := db.Contents(ctx, "main", "k2"); err != nil || !reflect.DeepEqual(c.Codes, fixture.codes) {
		t.Errorf("codes %+v, %v", c, err)
	}
	again := cart.Placing{CartID: "k0", CartVersion: 9, Key: "a1", Hash: []byte("hash"), Make: func(map[string]cart.Usage) (cart.Order, error) {
		return cart.Order{}, errors.New("the key is lost")
	}}
	if got, err := db.PlaceOrder(ctx, "main", again); err != nil || !reflect.DeepEqual(got, fixture.order) {
		t.Errorf("order\n%+v, %v; want\n%+v", got, err, fixture.order)
	}
	again.Key, again.CartVersion = "a2", 3
	if got, err := db.PlaceOrder(ctx, "main", again); err != nil || got.Number != "LH-1" {
		t.Errorf("the same cart: %+v, %v", got, err)
	}
	if uses, err := db.PromotionUses(ctx, "main", cart.Uses{Promotions: []string{"ten"}, Email: "ada@shop.example"}); err != nil || uses["ten"] != (cart.Usage{All: 1, Each: 1}) {
		t.Errorf("uses %+v, %v", uses, err)
	}
	taken := fixture.order
	taken.Number = "LH-2"
	if err := db.PutOrder(ctx, "main", taken); !errors.Is(err, cart.ErrTaken) {
		t.Errorf("a reference of another order: %v, want cart.ErrTaken", err)
	}
}

// TestEveryField stores a conversation and a session whose every field is set,
// so that a field without a column is noticed.
func TestEveryField(t *testing.T) {
	db := openTemp(t)
	c := chat.Conversation{
		ID: "c", SessionID: "s", CartID: "k", Customer: &assistant.Customer{ID: "7"}, Locale: "fr", Entry: "link", Page: assistant.Page{URL: "/"},
		Created: start, Changed: start.Add(1e9), Top: 1, LastShopper: 2, Messages: 3, Preview: "p", Answered: 4,
		Owner: chat.Owner{State: chat.OwnedByPerson, PersonID: "9", Person: "Mira"}, OwnerVersion: 5,
		Handoff: &assistant.Handoff{Reason: "asked"}, WaitingSince: start.Add(2e9), Closed: true, Tags: []string{"t"},
		State: json.RawMessage(`{}`), StateVersion: 6, Lease: chat.Lease{Holder: "n", Fence: 7, Beat: 8}, Cut: 9,
		Assignee: chat.Assignee{ID: "9", Name: "Mira"}, Priority: 1, SnoozedUntil: start.Add(3e9), Mark: chat.MarkTest, Score: 2,
	}
	s := chat.Session{ID: "s", TokenHash: []byte("t"), CartID: "k", Customer: &assistant.Customer{ID: "7"}, Created: start, Seen: start.Add(1e9), Proven: []string{"LH-1"}}
	for _, v := range []any{c, s} {
		for i := range reflect.TypeOf(v).NumField() {
			if reflect.ValueOf(v).Field(i).IsZero() {
				t.Errorf("%T.%s is not set by this test", v, reflect.TypeOf(v).Field(i).Name)
			}
		}
	}
	old := row{conversation: chat.Conversation{ID: "c"}}
	for _, to := range []chat.Conversation{old.conversation, c} {
		if err := db.update(t.Context(), func(tx *tx) (err error) {
			old.number, err = tx.putConversation("main", old, to)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Conversation(t.Context(), "main", "c"); err != nil || !reflect.DeepEqual(got, to) {
			t.Errorf("got\n%+v, %v; want\n%+v", got, err, to)
		}
	}
	c.ID = "new"
	if err := db.update(t.Context(), func(tx *tx) error {
		_, err := tx.putConversation("main", row{}, c)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Conversation(t.Context(), "main", "new"); err != nil || !reflect.DeepEqual(got, c) {
		t.Errorf("got\n%+v, %v; want\n%+v", got, err, c)
	}
	if err := db.PutSession(t.Context(), "main", s); err != nil {
		t.Fatal(err)
	}
	if got, err := db.SessionByToken(t.Context(), "main", s.TokenHash); err != nil || !reflect.DeepEqual(got, s) {
		t.Errorf("got\n%+v, %v; want\n%+v", got, err, s)
	}
}
