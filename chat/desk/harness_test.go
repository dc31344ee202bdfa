package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
	"github.com/aisle-chat/aisle/chat/desk"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	site  = "http://shop.test"
	mount = site + "/desk/"
)

var (
	mara  = chat.Person{ID: "staff-1", Name: "Mara"}
	jonas = chat.Person{ID: "staff-2", Name: "Jonas"}
)

// shop is a real chat with a desk, served in memory.
type shop struct {
	t      testing.TB
	chat   *chat.Chat
	config desk.Config
	client *http.Client
	log    *logBook
}

// open returns a shop; change may alter the desk's configuration first, and talks
// the chat's.
func open(t testing.TB, change func(*desk.Config), talks ...func(*chat.Config)) *shop {
	t.Helper()
	jacket := catalog.Product{ID: "jacket", Title: "Harbor Jacket", Price: catalog.Money{Amount: 12900, Currency: "USD"}}
	index, err := catalog.NewIndex(iter.Seq2[catalog.Product, error](func(yield func(catalog.Product, error) bool) { yield(jacket, nil) }))
	if err != nil {
		t.Fatal(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		t.Fatal(err)
	}
	book := &logBook{}
	logger := slog.New(slog.NewTextHandler(book, nil))
	config := chat.Config{Catalog: index, Store: chat.NewMemory(), Carts: carts, Assistant: assistant.Func(answer), Logger: logger}
	for _, alter := range talks {
		alter(&config)
	}
	c, err := chat.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s := &shop{t: t, chat: c, log: book, config: desk.Config{Chat: c, Carts: config.Carts, Agent: agent, Logger: logger}}
	if change != nil {
		change(&s.config)
	}
	handler, err := desk.New(s.config)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/aisle/", c)
	mux.Handle("/desk/", handler)
	s.client = chattest.Serve(t, mux)
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t.Cleanup(func() {
		if err := c.Shutdown(context.Background()); err != nil {
			t.Errorf("Shutdown: %v", err)
		}
	})
	return s
}

// answer is an assistant that hands over when it is asked to.
func answer(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	var out assistant.Outcome
	if strings.Contains(turn.Text, "person") {
		out.Handoff = &assistant.Handoff{Reason: "asked", Summary: "Wants a person."}
		out.State = json.RawMessage(`{"wants":"a person"}`)
		out.Tags = []string{"handoff"}
	}
	return out, w.Write(assistant.Text{Text: "You said: " + turn.Text})
}

// agent names the person that a header names, as a login would by its cookie.
func agent(r *http.Request) (chat.Person, error) {
	switch r.Header.Get("X-Staff") {
	case mara.ID:
		return mara, nil
	case jonas.ID:
		return jonas, nil
	case "reader", "lead", "odd":
		return chat.Person{ID: r.Header.Get("X-Staff"), Name: "Noor", Role: r.Header.Get("X-Staff")}, nil
	case "cleaner":
		return chat.Person{}, desk.ErrForbidden
	case "nameless":
		return chat.Person{ID: "staff-3"}, nil
	case "broken":
		panic("the login fell over")
	}
	return chat.Person{}, errors.New("no cookie")
}

// shopper opens a conversation with text and returns its tab and its id, once
// the assistant has answered.
func (s *shop) shopper(text string) (*chattest.Tab, string) {
	s.t.Helper()
	tab := chattest.Dial(s.t, s.client, site+"/aisle/", chat.Hello{})
	ask(tab, "first", text)
	return tab, tab.Welcome.Conversation
}

// ask sends a shopper's message and returns what the assistant says to it.
func ask(tab *chattest.Tab, id, text string) chat.Event {
	tab.Send(chat.Send{ID: id, Text: text})
	return tab.AwaitEvent(func(e chat.Event) bool {
		return e.Message != nil && e.Message.Parts.Fallback() == "You said: "+text
	})
}

// reply is what the desk answered.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// code is the code of a refusal; "" for anything else.
func (r reply) code() string {
	var refused chat.ErrorAnswer
	json.Unmarshal(r.body, &refused)
	return string(refused.Error.Code)
}

// request makes a request of a person to the desk, as its page would.
func (s *shop) request(by, method, path string, body io.Reader) *http.Request {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, mount+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("X-Staff", by)
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", site)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return r
}

func (s *shop) do(r *http.Request) reply {
	s.t.Helper()
	resp, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, body}
}

// get reads an answer of the desk as V.
func get[V any](s *shop, by chat.Person, path string) V {
	s.t.Helper()
	return parse[V](s, s.do(s.request(by.ID, http.MethodGet, path, nil)))
}

// post makes a change that must succeed.
func post[V any](s *shop, by chat.Person, path string, body any) V {
	s.t.Helper()
	return parse[V](s, s.try(by, path, body))
}

// try makes a change that may be refused.
func (s *shop) try(by chat.Person, path string, body any) reply {
	s.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do(s.request(by.ID, http.MethodPost, path, bytes.NewReader(data)))
}

func parse[V any](s *shop, r reply) V {
	s.t.Helper()
	if r.status != http.StatusOK {
		s.t.Fatalf("status %d: %s", r.status, r.body)
	}
	var v V
	if err := json.Unmarshal(r.body, &v); err != nil {
		s.t.Fatalf("%v: %s", err, r.body)
	}
	return v
}

// nothing is the body of take, give and close.
var nothing = struct{}{}

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

func (b *logBook) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// postOf is a message of the shop itself, whoever owns the conversation.
func postOf(text string) chat.Post {
	return chat.Post{Person: chat.Person{Name: text}, Text: text}
}
