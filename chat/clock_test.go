package chat_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// The clock is set a day forward or back while shoppers talk. Nobody loses a
// session, a lease or a message, nobody gets a budget anew, and nothing is
// removed early.
func TestPromise_R16(t *testing.T) {
	for _, jump := range []time.Duration{24 * time.Hour, -24 * time.Hour} {
		t.Run(jump.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { jumps(t, jump) })
		})
	}
}

func jumps(t *testing.T, jump time.Duration) {
	var clock clock
	store, broker := chat.NewMemory(), chat.NewBroker()
	begun, goOn, answered := make(chan bool), make(chan bool), 0
	share := func(c *chat.Config) {
		c.Store, c.Broker, c.Now = store, broker, clock.now
		c.Shopper = func(*http.Request) (chat.Shopper, error) {
			return chat.Shopper{Customer: &assistant.Customer{ID: "u1"}}, nil
		}
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			if turn.Text == "slow" {
				answered++
				begun <- true
				<-goOn
			}
			return assistant.Outcome{}, w.Write(text("done"))
		})
	}
	// Something that is nearly old enough to be removed.
	age := chat.DefaultRetention - 12*time.Hour
	old := chat.Append{Conversation: "old", Create: &chat.Conversation{Created: clock.now().Add(-age)}, Now: clock.now().Add(-age), Events: []chat.Event{
		{Kind: chat.EventMessage, ClientID: "1", Message: &chat.Message{Author: assistant.AuthorPerson, Text: "long ago"}},
	}}
	if _, _, err := store.Append(t.Context(), chat.DefaultShop, old); err != nil {
		t.Fatal(err)
	}
	one, two := open(t, share), open(t, share)
	tab := one.tab(t)
	tab.Patience = 5 * time.Minute
	first := tab.Say("first", "hello")
	tab.AwaitReply(first)
	slow := tab.Say("slow", "slow")
	<-begun
	clock.advance(jump)
	time.Sleep(25 * time.Second) // the other process looks on, and sees signs of life
	if answered != 1 {
		t.Error("the lease was lost")
	}
	goOn <- true
	tab.AwaitReply(slow)
	if again := tab.Say("first", "hello"); again != first {
		t.Errorf("the same message is %d now, and was %d", again, first)
	}
	// The session is good on either process, and so is what the tab has.
	back := chattest.Dial(t, two.client, mount, chat.Hello{Token: tab.Hello.Token, Epoch: tab.Welcome.Epoch, After: 2, Conversation: tab.Welcome.Conversation})
	back.Patience = 5 * time.Minute
	if back.Welcome.Resync || back.Welcome.Top != 4 || !back.Welcome.SignedIn {
		t.Errorf("welcome = %+v", back.Welcome)
	}
	if renewed := chattest.Session(t, one.client, mount); renewed.Token == "" {
		t.Error("no new session")
	}
	// What was spent is spent: the burst is used up, and comes back by the
	// second whatever day it is.
	time.Sleep(time.Minute)
	for i := range 5 {
		back.Say(fmt.Sprint("burst ", i), "hello")
	}
	clock.advance(jump)
	back.Send(chat.Send{ID: "too much", Text: "hello"})
	if f := chattest.Await[chat.Failure](back); f.Code != chat.CodeRateLimited || f.RetryIn > 1000 {
		t.Errorf("failure = %+v", f)
	}
	time.Sleep(time.Second)
	last := back.Say("too much", "hello")
	back.AwaitReply(last)
	for i, e := range must(one.Events(t.Context(), tab.Welcome.Conversation, 0, 100)) {
		if e.Seq != int64(i+1) {
			t.Errorf("event %d has seq %d", i, e.Seq)
		}
	}
	// The first sweep falls into the jump.
	time.Sleep(15 * time.Minute)
	if events := must(one.Events(t.Context(), "old", 0, 10)); len(events) != 1 {
		t.Error("what is not old enough was removed")
	}
	if !strings.Contains(one.log.String(), "the clock has jumped") {
		t.Error("the jump is not in the log")
	}
}

// What is old goes by itself, and what a merchant wants to keep stays.
func TestRetention(t *testing.T) {
	for _, keep := range []time.Duration{0, 10 * time.Hour, -1} {
		t.Run(keep.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var store chat.Store
				s := open(t, func(c *chat.Config) { c.Retention, store = keep, c.Store })
				tab := s.tab(t)
				tab.Say("1", "hello")
				id := tab.Welcome.Conversation
				tab.Close()
				time.Sleep(26 * time.Hour)
				gone := keep > 0
				if conv := must(s.Conversation(t.Context(), id)); gone != (conv.Cut == 2) || gone != (conv.Preview == "") {
					t.Errorf("conversation = %+v", conv)
				}
				// The shopper comes back to the same place.
				if back := s.again(t, tab); back.Welcome.Conversation != id || back.Welcome.Top != 2 {
					t.Errorf("welcome = %+v", back.Welcome)
				}
				for i := range 1200 { // more than one part
					session := chat.Session{ID: fmt.Sprint("s", i), TokenHash: []byte(fmt.Sprint(i)), Created: time.Now(), Seen: time.Now().Add(-40 * 24 * time.Hour)}
					if err := store.PutSession(t.Context(), chat.DefaultShop, session); err != nil {
						t.Fatal(err)
					}
				}
				time.Sleep(24 * time.Hour)
				if _, err := store.Session(t.Context(), chat.DefaultShop, "s7"); err == nil {
					t.Error("a session that ended long ago is still there")
				}
			})
		})
	}
}
