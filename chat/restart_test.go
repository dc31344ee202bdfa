package chat_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// A turn that a killed process left due is answered by the next one.
func TestDueAtStart(t *testing.T) {
	store := chat.NewMemory()
	for _, id := range []string{"a", "b"} {
		_, _, err := store.Append(t.Context(), chat.DefaultShop, chat.Append{
			Conversation: id, Create: &chat.Conversation{SessionID: "s", CartID: "k", Owner: chat.Owner{State: chat.OwnedByAssistant}}, Now: time.Now(),
			Events: []chat.Event{{Kind: chat.EventMessage, ClientID: "1", Message: &chat.Message{Author: assistant.AuthorShopper, Text: "hello", Turn: "t" + id}}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	answered := make(chan string, 9)
	open(t, func(c *chat.Config) {
		c.Store = store
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			answered <- turn.ID
			return assistant.Outcome{}, w.Write(text("here"))
		})
	})
	if one, two := <-answered, <-answered; one == two || one[0] != 't' {
		t.Errorf("answered %s and %s", one, two)
	}
}

// request makes a request below the mount from a page of origin.
func (s *shop) request(t *testing.T, method, path, origin string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, mount+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if origin != "" {
		req.Header.Set("Origin", origin)
	}
	return req
}

// When its time is up, Shutdown cuts; the turn stays due and the next process
// answers it, once.
func TestShutdownCuts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := chat.NewMemory()
		begun := make(chan bool, 1)
		s := open(t, func(c *chat.Config) {
			c.Store = store
			c.Assistant = assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
				w.Write(text("half"))
				begun <- true
				<-ctx.Done()
				return assistant.Outcome{}, ctx.Err()
			})
		})
		tab := s.tab(t)
		tab.Patience = time.Minute
		tab.Say("1", "hello")
		<-begun
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Shutdown: %v", err)
		}
		if conv := must(store.Conversation(t.Context(), chat.DefaultShop, tab.Welcome.Conversation)); conv.Answered != 0 || conv.Top != 1 {
			t.Errorf("conversation = %+v", conv)
		}
		next := open(t, func(c *chat.Config) { c.Store = store })
		back := chattest.Dial(t, next.client, mount, chat.Hello{Token: tab.Hello.Token, Epoch: tab.Welcome.Epoch, After: 1, Conversation: tab.Welcome.Conversation})
		back.Patience = time.Minute
		if back.Welcome.Resync {
			t.Errorf("welcome = %+v", back.Welcome)
		}
		if m := back.AwaitReply(1); m.Parts.Fallback() != "You said: hello" {
			t.Errorf("reply = %+v", m)
		}
	})
}

// Two processes on one store and broker see each other's events, and no
// message is answered twice.
func TestTwoChats(t *testing.T) {
	store, broker := chat.NewMemory(), chat.NewBroker()
	var turns atomic.Int32
	assist := assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		turns.Add(1)
		return assistant.Outcome{}, w.Write(text("heard " + turn.Text))
	})
	share := func(c *chat.Config) { c.Store, c.Broker, c.Assistant = store, broker, assist }
	one, two := open(t, share), open(t, share)
	tab := one.tab(t)
	other := two.again(t, tab)
	if tab.Welcome.Conversation != other.Welcome.Conversation {
		t.Fatalf("%s and %s", tab.Welcome.Conversation, other.Welcome.Conversation)
	}
	for i, from := range []*chattest.Tab{tab, other} {
		id := string(rune('a' + i))
		from.Send(chat.Send{ID: id, Text: id})
		for _, tab := range []*chattest.Tab{tab, other} {
			e := tab.AwaitEvent(func(e chat.Event) bool { return e.ClientID == id })
			if m := tab.AwaitReply(e.Seq); m.Parts.Fallback() != "heard "+id {
				t.Errorf("reply = %+v", m)
			}
		}
	}
	must(two.TakeOver(t.Context(), tab.Welcome.Conversation, mara))
	if e := tab.AwaitEvent(owner); e.Owner.Person != "Mara" {
		t.Errorf("owner = %+v", e.Owner)
	}
	if conv := must(one.Conversation(t.Context(), tab.Welcome.Conversation)); conv.Messages != 4 {
		t.Errorf("%d messages, want 4", conv.Messages)
	}
}

// A store that fails for a while loses nothing.
func TestStoreTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &sickStore{Store: chat.NewMemory()}
		s := open(t, func(c *chat.Config) { c.Store = store })
		tab := s.tab(t)
		tab.Patience = time.Minute
		store.fails.Store(1)
		tab.Send(chat.Send{ID: "1", Text: "hello"})
		f := chattest.Await[chat.Failure](tab)
		if f.ID != "1" || f.Code != chat.CodeBusy || f.RetryIn == 0 {
			t.Errorf("failure = %+v", f)
		}
		seq := tab.Say("1", "hello")
		tab.AwaitReply(seq)
		// The reply's own write is tried again.
		store.after.Store(1)
		store.fails.Store(2)
		tab.AwaitReply(tab.Say("2", "again"))
	})
}

// A reply that could not be stored for longer than the tries last is made again
// while the shopper's tab is open.
func TestStoreTroubleForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &sickStore{Store: chat.NewMemory()}
		s := open(t, func(c *chat.Config) { c.Store = store })
		tab := s.tab(t)
		tab.Patience = time.Minute
		store.after.Store(1)
		store.fails.Store(4)
		tab.Say("1", "hello")
		for range 4 {
			chattest.Await[chat.Ping](tab)
		}
		if conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation)); conv.Messages != 2 {
			t.Errorf("%d messages, want 2", conv.Messages)
		}
	})
}

// What is busy or full is not broken: the answer says when to come back.
func TestBusyOverHTTP(t *testing.T) {
	for why, code := range map[error]chat.ErrorCode{chat.ErrBusy: chat.CodeBusy, chat.ErrUncertain: chat.CodeBusy, chat.ErrFull: chat.CodeFull} {
		t.Run(why.Error(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t, func(c *chat.Config) { c.Store = busyStore{chat.NewMemory(), why} })
				response, err := s.client.Do(s.request(t, http.MethodPost, "session", "http://shop.test"))
				if err != nil {
					t.Fatal(err)
				}
				defer response.Body.Close()
				var said chat.ErrorAnswer
				if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
					t.Fatal(err)
				}
				if response.StatusCode != http.StatusServiceUnavailable || said.Error.Code != code || response.Header.Get("Retry-After") == "" {
					t.Errorf("%d %+v", response.StatusCode, said)
				}
				if id := said.Error.ID; id == "" || !strings.Contains(s.log.String(), id) {
					t.Errorf("id %q is not in the log:\n%s", id, s.log)
				}
			})
		})
	}
}

// busyStore takes no sessions.
type busyStore struct {
	chat.Store
	why error
}

func (s busyStore) PutSession(context.Context, string, chat.Session) error {
	return fmt.Errorf("store: %w", s.why)
}

// A tab that goes while it is brought up to date is no trouble of ours.
func TestTabGoesDuringReplay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &stuckStore{Store: chat.NewMemory()}
		s := open(t, func(c *chat.Config) { c.Store = store })
		tab := s.tab(t)
		tab.AwaitReply(tab.Say("1", "hello"))
		store.stuck.Store(true)
		s.again(t, tab).Close()
		synctest.Wait()
		store.stuck.Store(false)
		if log := s.log.String(); strings.Contains(log, "level=ERROR") || strings.Contains(log, "level=WARN") {
			t.Errorf("the log has\n%s", log)
		}
	})
}

// stuckStore reads no events while it is stuck.
type stuckStore struct {
	chat.Store
	stuck atomic.Bool
}

func (s *stuckStore) Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]chat.Event, error) {
	if s.stuck.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return s.Store.Events(ctx, shop, conversation, after, limit)
}

// sickStore fails some writes.
type sickStore struct {
	chat.Store
	after, fails atomic.Int32 // how many succeed first, how many fail then
}

func (s *sickStore) Append(ctx context.Context, shop string, a chat.Append) (chat.Conversation, []chat.Event, error) {
	if s.fails.Load() > 0 && s.after.Add(-1) < 0 {
		s.fails.Add(-1)
		return chat.Conversation{}, nil, errors.New("SECRET: disk on fire")
	}
	return s.Store.Append(ctx, shop, a)
}
