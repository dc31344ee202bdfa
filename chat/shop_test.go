package chat_test

import (
	"context"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const mount = "http://shop.test/aisle/"

var goods = []catalog.Product{
	{
		ID: "jacket", Title: "Harbor Jacket", Price: usd(12900), Images: []string{"/jacket.svg"},
		Options: []catalog.Option{{Name: "size", Values: []string{"M", "L"}}},
		Variants: []catalog.Variant{
			{ID: "jacket-m", Options: map[string]string{"size": "M"}, Price: usd(12900)},
			{ID: "jacket-l", Options: map[string]string{"size": "L"}, Price: usd(12900), Stock: catalog.Stock{Known: true, Count: 2}},
		},
	},
	{ID: "mug", Title: "Enamel Mug", Price: usd(1250)},
	{ID: "a/b c", Title: "A product with a strange id", Price: usd(100)},
}

func index(t testing.TB) *catalog.Index {
	t.Helper()
	seq := iter.Seq2[catalog.Product, error](func(yield func(catalog.Product, error) bool) {
		for _, p := range goods {
			if !yield(p, nil) {
				return
			}
		}
	})
	i, err := catalog.NewIndex(seq)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// A shop is a Chat with everything around it, served in memory.
type shop struct {
	*chat.Chat
	config chat.Config
	broker chat.Broker
	client *http.Client
	log    *logBook
	over   chattest.Transport
}

// both runs a test over either transport.
func both(t *testing.T, test func(t *testing.T, over chattest.Transport)) {
	for _, over := range []chattest.Transport{chattest.Socket, chattest.Stream} {
		t.Run(over.String(), func(t *testing.T) { test(t, over) })
	}
}

// on makes tabs talk over this transport from now on.
func (s *shop) on(over chattest.Transport) *shop {
	s.over = over
	return s
}

// open returns a shop; change may alter its configuration first.
func open(t testing.TB, change func(*chat.Config)) *shop {
	t.Helper()
	products := index(t)
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: products})
	if err != nil {
		t.Fatal(err)
	}
	book := &logBook{}
	config := chat.Config{
		Catalog: products, Store: chat.NewMemory(), Carts: carts, Assistant: echo{}, Broker: chat.NewBroker(),
		Logger: book.logger(),
	}
	if change != nil {
		change(&config)
	}
	c, err := chat.New(config)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/aisle/", c)
	s := &shop{Chat: c, config: config, broker: config.Broker, client: chattest.Serve(t, mux), log: book}
	t.Cleanup(func() {
		if err := c.Shutdown(context.Background()); err != nil {
			t.Errorf("Shutdown: %v", err)
		}
	})
	return s
}

// tab opens a tab of a new shopper.
func (s *shop) tab(t testing.TB) *chattest.Tab {
	return s.over.Dial(t, s.client, mount, chat.Hello{})
}

// again opens another tab of the same shopper.
func (s *shop) again(t testing.TB, tab *chattest.Tab) *chattest.Tab {
	return s.over.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token})
}

// echo is an assistant that says what it heard.
type echo struct{}

func (echo) Respond(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	return assistant.Outcome{}, w.Write(assistant.Text{Text: "You said: " + turn.Text})
}

// clock is a wall clock that jumps.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *clock) advance(d time.Duration) { c.ahead.Add(int64(d)) }

// logBook keeps what was logged.
type logBook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBook) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// logger writes into the book.
func (b *logBook) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

func (b *logBook) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
