package chat_test

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// slowness is what everything outside the store takes: longer than a busy disk.
const slowness = 3 * time.Second

// slowCatalog is a catalogue behind a slow network.
type slowCatalog struct{ catalog.Catalog }

func (c slowCatalog) Product(ctx context.Context, id string) (catalog.Product, error) {
	time.Sleep(slowness) // what a network does
	return c.Catalog.Product(ctx, id)
}

// No transaction is open while a model thinks, a catalogue or the shop's login
// is asked, or a browser does not read. The database says how long any was.
func TestPromise_NothingHeld(t *testing.T) {
	t.Parallel()
	var db *sqlite.DB
	s := onFile(t, filepath.Join(t.TempDir(), "shop.db"), 0, func(c *chat.Config) {
		db = c.Store.(*sqlite.DB)
		c.Catalog = slowCatalog{c.Catalog}
		c.Carts = db.Carts(c.Catalog)
		c.Shopper = func(*http.Request) (chat.Shopper, error) {
			time.Sleep(slowness)
			return chat.Shopper{}, nil
		}
		c.Assistant = assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			if err := w.Write(text("hm")); err != nil {
				return assistant.Outcome{}, err
			}
			time.Sleep(slowness)
			_, err := turn.Shop.Add(ctx, turn.ID+"/add", one("mug"))
			return assistant.Outcome{State: []byte(`{}`)}, err
		})
	})
	tab := s.tab(t)
	tab.Patience = time.Minute
	deaf, _, err := websocket.Dial(t.Context(), mount+"ws", &websocket.DialOptions{HTTPClient: s.client, HTTPHeader: http.Header{"Origin": {"http://shop.test"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer deaf.CloseNow() // it reads nothing: over this network, whoever writes to it waits
	hello := must(chat.EncodeCommand(chat.Hello{V: chat.ProtocolVersion, Token: tab.Hello.Token}))
	if err := deaf.Write(t.Context(), websocket.MessageText, hello); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	seq := tab.Say("1", "a mug")
	tab.Send(chat.CartAdd{ID: "a", Item: one("mug")})
	awaitCart(tab, 2)
	s.again(t, tab).AwaitReply(seq)
	if took := time.Since(began); took < slowness {
		t.Errorf("all of it took %v: nothing was slow", took)
	}
	stats := db.Stats()
	if stats.HeldToWrite == 0 || stats.HeldToWrite >= slowness || stats.HeldToRead == 0 || stats.HeldToRead >= slowness {
		t.Errorf("transactions were held: %+v", stats)
	}
	t.Logf("%d writes in %d commits, held to write for %v at most and to read for %v", stats.Writes, stats.Commits, stats.HeldToWrite, stats.HeldToRead)
}
