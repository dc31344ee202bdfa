package chat_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// A tab gets all that it has missed, in order, or is told to start again.
func TestPromise_R04_Resume(t *testing.T) {
	for name, open := range map[string]func(*testing.T, func(*chat.Config)) *shop{
		"memory": func(t *testing.T, change func(*chat.Config)) *shop { return open(t, change) },
		"sqlite": func(t *testing.T, change func(*chat.Config)) *shop {
			return onFile(t, filepath.Join(t.TempDir(), "shop.db"), 0, change)
		},
	} {
		t.Run(name, func(t *testing.T) { testResume(t, open) })
	}
}

func testResume(t *testing.T, open func(*testing.T, func(*chat.Config)) *shop) {
	var clock clock
	var store chat.Store
	s := open(t, func(c *chat.Config) {
		unlimited(c)
		c.Now, store = clock.now, c.Store
	})
	tab := s.tab(t)
	const old, told = 50, 560 // three pages
	for i := range told {
		if i == old {
			clock.advance(time.Hour)
		}
		tab.Send(chat.Track{ID: fmt.Sprint(i), Activity: chat.Activity{Kind: "shown"}})
		chattest.Await[chat.Ack](tab)
	}
	conversation, epoch := tab.Welcome.Conversation, tab.Welcome.Epoch
	stranger := s.tab(t)
	stranger.Say("1", "mine")
	foreign := must(chat.New(chat.Config{
		Catalog: index(t), Store: store, Carts: s.config.Carts, Assistant: echo{}, Shop: "another", Logger: s.config.Logger,
	}))
	defer foreign.Shutdown(context.Background())
	mux := http.NewServeMux()
	mux.Handle("/aisle/", foreign)
	theirs := chattest.Dial(t, chattest.Serve(t, mux), mount, chat.Hello{})
	theirs.Say("1", "in another shop")

	slowest := time.Duration(0) // of all that was missed
	type resume struct {
		name         string
		epoch        string
		after        int64
		conversation string
		from         int64
		resync       bool
	}
	try := func(c resume) {
		t.Run(c.name, func(t *testing.T) {
			began := time.Now()
			back := chattest.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Epoch: c.epoch, After: c.after, Conversation: c.conversation})
			if w := back.Welcome; w.Conversation != conversation || w.Top != told || w.Resync != c.resync || w.Epoch != epoch {
				t.Errorf("welcome = %+v", w)
			}
			for seq := c.from + 1; seq <= told; seq++ {
				if e, ok := back.Next().(chat.Logged); !ok || e.Event.Seq != seq {
					t.Fatalf("got %+v, want event %d", e, seq)
				}
			}
			slowest = max(slowest, time.Since(began))
			back.Send(chat.Track{ID: fmt.Sprint(told - 1), Activity: chat.Activity{Kind: "shown"}})
			if ack, ok := back.Next().(chat.Ack); !ok || ack.Seq != told {
				t.Errorf("after the replay came %+v", ack)
			}
			back.Close()
		})
	}
	for _, c := range []resume{
		{"nothing", "", 0, "", 0, false},
		{"at the top", epoch, told, conversation, told, false},
		{"one behind", epoch, told - 1, conversation, told - 1, false},
		{"far behind", epoch, 10, conversation, 10, false},
		{"from the start", epoch, 0, conversation, 0, false},
		{"without naming it", epoch, 5, "", 5, false},
		{"ahead of the top", epoch, told + 1, conversation, 0, true},
		{"negative", epoch, -1, conversation, 0, true},
		{"another epoch", "older", 5, conversation, 0, true},
		{"no epoch", "", 5, conversation, 0, true},
		{"unknown conversation", epoch, 5, "unknown", 0, true},
		{"a stranger's conversation", epoch, 1, stranger.Welcome.Conversation, 0, true},
		{"another shop's conversation", epoch, 1, theirs.Welcome.Conversation, 0, true},
	} {
		try(c)
	}
	must(store.Sweep(t.Context(), chat.DefaultShop, chat.Sweep{Events: clock.now().Add(-30 * time.Minute)}))
	for _, c := range []resume{
		{"nothing, where the beginning is gone", "", 0, "", old, false},
		{"from the start that is gone", epoch, 0, conversation, old, true},
		{"within what is gone", epoch, old - 1, conversation, old, true},
		{"at the edge", epoch, old, conversation, old, false},
		{"behind the edge", epoch, old + 1, conversation, old + 1, false},
	} {
		try(c)
	}
	t.Logf("figures: missed=%d resume_ms=%.1f", told, float64(slowest.Microseconds())/1000)
	clock.advance(chat.SessionIdle + time.Hour)
	later := open(t, func(c *chat.Config) { c.Now, c.Store = clock.now, store })
	late := chattest.Open(t, later.client, mount)
	late.Send(chat.Hello{V: chat.ProtocolVersion, Token: tab.Hello.Token, Epoch: epoch, After: told, Conversation: conversation})
	if f := chattest.Await[chat.Failure](late); f.Code != chat.CodeUnauthorized {
		t.Errorf("an expired token: %+v", f)
	}
	if code := late.Ended(); code != chat.CloseSession {
		t.Errorf("closed with %d", code)
	}
}

// While messages arrive, tabs come and go; they see every event once, in order.
func TestPromise_R04_ResumeUnderLoad(t *testing.T) { both(t, testResumeUnderLoad) }

func testResumeUnderLoad(t *testing.T, over chattest.Transport) {
	s := open(t, nil).on(over)
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "start")) // makes the conversation, so that posts find it
	const posts = 150
	var posting sync.WaitGroup
	posting.Go(func() {
		for i := range posts {
			if _, err := s.Post(context.Background(), tab.Welcome.Conversation, chat.Post{Text: fmt.Sprint(i)}); err != nil {
				t.Error(err)
			}
		}
	})
	for after, end := int64(0), int64(2+posts); after < end; {
		one := over.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Epoch: tab.Welcome.Epoch, After: after, Conversation: tab.Welcome.Conversation})
		if one.Welcome.Resync {
			t.Fatalf("resync at %d of %d", after, one.Welcome.Top)
		}
		for range 20 {
			if after == end {
				break
			}
			e := chattest.Await[chat.Logged](one).Event
			if e.Seq != after+1 {
				t.Fatalf("event %d after %d", e.Seq, after)
			}
			after = e.Seq
		}
		one.Close()
	}
	posting.Wait()
}

// What an assistant is shown of a conversation whose beginning is gone is what
// is left, and what was chosen in a message that is gone is not taken for
// something else.
func TestTurnAfterTheCut(t *testing.T) {
	var clock clock
	var store chat.Store
	turns := make(chan assistant.Turn, 9)
	s := open(t, func(c *chat.Config) {
		unlimited(c)
		c.Now, store = clock.now, c.Store
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			turns <- turn
			return assistant.Outcome{}, w.Write(sizes)
		})
	})
	tab := s.tab(t)
	for i := range 4 {
		tab.AwaitReply(tab.Say(fmt.Sprint(i), fmt.Sprint("old ", i)))
		<-turns
	}
	clock.advance(time.Hour)
	tab.AwaitReply(tab.Say("5", "young"))
	<-turns
	must(store.Sweep(t.Context(), chat.DefaultShop, chat.Sweep{Events: clock.now().Add(-time.Minute)}))
	tab.AwaitReply(tab.Say("6", "younger"))
	if turn := <-turns; len(turn.History) != 2 || turn.History[0].Text != "young" || turn.Text != "younger" {
		t.Errorf("history %+v", turn.History)
	}
	tab.Send(chat.Send{ID: "7", Text: "M", Pick: &chat.Pick{Seq: 2, Choice: "m"}})
	if f := chattest.Await[chat.Failure](tab); f.Code != chat.CodeNotFound {
		t.Errorf("a choice of a message that is gone: %+v", f)
	}
}
