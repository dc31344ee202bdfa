package chat_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// attended is a conversation that Mara owns, in a bubble of time in which the test
// may wait until all is told.
func attended(t *testing.T, test func(t *testing.T, s *shop, tab *chattest.Tab, id string)) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, func(c *chat.Config) { c.Now = nil })
		tab := s.tab(t)
		tab.AwaitReply(tab.Say("1", "hello"))
		id := tab.Welcome.Conversation
		must(s.TakeOver(t.Context(), id, mara))
		tab.AwaitEvent(owner)
		test(t, s, tab, id)
	})
}

// there says in one line who is in a conversation once all is told.
func there(s *shop, id string) string {
	synctest.Wait()
	p := s.Presence(id)
	line := fmt.Sprintf("shopper=%s%s", p.Shopper, p.Page.URL)
	for _, who := range p.People {
		line += fmt.Sprintf(" %s=%s", who.Name, who.Does)
	}
	return line
}

func TestPresence(t *testing.T) {
	attended(t, func(t *testing.T, s *shop, tab *chattest.Tab, id string) {
		is := func(when, want string) {
			t.Helper()
			if got := there(s, id); got != want {
				t.Errorf("%s: %s, want %s", when, got, want)
			}
		}
		attend := func(p chat.Person, does chat.Doing) {
			t.Helper()
			must(s.Attend(t.Context(), id, p, does))
		}
		tab.Send(chat.Typing{})
		is("while nobody looks", "shopper=")
		time.Sleep(chat.WritesFor)
		attend(mara, chat.Looks)
		is("once somebody looks", "shopper=looks Mara=looks")
		tab.Send(chat.Visit{Page: assistant.Page{URL: "/mug"}})
		is("on another page", "shopper=looks/mug Mara=looks")
		tab.Send(chat.Typing{})
		is("while the shopper writes", "shopper=writes/mug Mara=looks")
		time.Sleep(chat.WritesFor)
		is("once they have stopped to", "shopper=looks/mug Mara=looks")
		tab.Send(chat.Typing{})
		tab.Say("2", "is it large?")
		is("once they have said it", "shopper=looks/mug Mara=looks")

		attend(ivo, chat.Writes)
		is("while a colleague writes who does not own it", "shopper=looks/mug Ivo=notes Mara=looks")
		attend(mara, chat.Writes)
		is("while the owner writes", "shopper=looks/mug Ivo=notes Mara=writes")
		must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: "It is."}))
		is("once the owner has said it", "shopper=looks/mug Ivo=notes Mara=looks")
		time.Sleep(chat.WritesFor)
		is("once the colleague has stopped", "shopper=looks/mug Ivo=looks Mara=looks")

		tab.Close()
		is("when the shopper may be on the way to another page", "shopper=looks/mug Ivo=looks Mara=looks")
		tab = s.again(t, tab)
		time.Sleep(chat.WritesFor)
		is("when they are there", "shopper=looks Ivo=looks Mara=looks")
		tab.Close()
		time.Sleep(chat.WritesFor)
		is("when the shopper has left", "shopper=away Ivo=looks Mara=looks")
		attend(ivo, chat.Away)
		is("when the colleague has left", "shopper=away Mara=looks")
		time.Sleep(chat.LooksFor)
		is("when nothing is heard of the owner", "shopper=")
	})
}

// A shopper is told that the person writes who answers them, by name, and nothing
// of anybody else or of who they are to the shop.
func TestShoppersSeeThatTheirPersonWrites(t *testing.T) {
	attended(t, func(t *testing.T, s *shop, tab *chattest.Tab, id string) {
		for _, sign := range []struct {
			by   chat.Person
			does chat.Doing
		}{{ivo, chat.Looks}, {ivo, chat.Notes}, {ivo, chat.Writes}, {mara, chat.Looks}, {mara, chat.Notes}} {
			must(s.Attend(t.Context(), id, sign.by, sign.does))
			synctest.Wait()
		}
		must(s.Attend(t.Context(), id, mara, chat.Writes))
		f := tab.Next()
		if f != (chat.PersonTyping{Person: "Mara"}) {
			t.Errorf("the shopper is told %+v", f)
		}
		must(s.GiveBack(t.Context(), id, mara))
		tab.AwaitEvent(owner)
		must(s.Attend(t.Context(), id, mara, chat.Writes))
		tab.Say("2", "hello?")
		for {
			f := tab.Next()
			if _, typing := f.(chat.PersonTyping); typing {
				t.Fatal("the shopper is told of somebody who does not answer them")
			}
			if e, ok := f.(chat.Logged); ok && e.Event.Message != nil && e.Event.Message.Answers > 0 {
				return
			}
		}
	})
}

// Nothing of it is in the log.
func TestPresenceIsNotStored(t *testing.T) {
	attended(t, func(t *testing.T, s *shop, tab *chattest.Tab, id string) {
		before := must(s.Conversation(t.Context(), id))
		for range 20 {
			must(s.Attend(t.Context(), id, mara, chat.Writes))
			tab.Send(chat.Typing{})
			time.Sleep(3 * time.Second)
		}
		if after := must(s.Conversation(t.Context(), id)); after.Top != before.Top || !after.Changed.Equal(before.Changed) {
			t.Errorf("%+v became %+v", before, after)
		}
	})
}

// However fast somebody says that they write, others hear little of it.
func TestPresenceIsBounded(t *testing.T) {
	attended(t, func(t *testing.T, s *shop, tab *chattest.Tab, id string) {
		var told, heard int
		var mu sync.Mutex
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		watching := s.Watch(ctx)
		go func() {
			defer close(done)
			for range watching {
				mu.Lock()
				told++
				mu.Unlock()
			}
		}()
		stop := s.broker.Subscribe(chat.DefaultShop, func(h chat.Hint) {
			mu.Lock()
			defer mu.Unlock()
			heard++
		})
		for range 40 {
			must(s.Attend(t.Context(), id, mara, chat.Writes))
			tab.Send(chat.Typing{})
		}
		synctest.Wait()
		stop()
		cancel()
		<-done
		if heard > 10 || told > 4 || told == 0 {
			t.Errorf("40 signs of each side at once were %d hints, and %d changes", heard, told)
		}
		t.Logf("figures: signs=80 hints=%d changes=%d", heard, told)
	})
}

// Two processes of a shop see each other's, as their broker carries it, and what
// it loses ends by itself.
func TestPresenceAcrossProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		between := &lossy{Broker: chat.NewBroker()}
		s := open(t, func(c *chat.Config) { c.Broker, c.Now = between, nil })
		other := open(t, func(c *chat.Config) { c.Store, c.Carts, c.Broker, c.Now = s.config.Store, s.config.Carts, between, nil })
		tab := s.tab(t)
		tab.AwaitReply(tab.Say("1", "hello"))
		id := tab.Welcome.Conversation
		must(other.TakeOver(t.Context(), id, mara))
		tab.AwaitEvent(owner)
		must(other.Attend(t.Context(), id, mara, chat.Writes))
		if f := chattest.Await[chat.PersonTyping](tab); f.Person != "Mara" {
			t.Errorf("the shopper is told %+v", f)
		}
		must(other.Attend(t.Context(), id, mara, chat.Looks))
		tab.Send(chat.Typing{})
		for name, at := range map[string]*shop{"the shopper's": s, "the person's": other} {
			if got := there(at, id); got != "shopper=writes Mara=looks" {
				t.Errorf("at %s process: %s", name, got)
			}
		}
		between.lose(true)
		must(other.Attend(t.Context(), id, mara, chat.Away))
		tab.Close()
		time.Sleep(chat.LooksFor)
		for name, at := range map[string]*shop{"the shopper's": s, "the person's": other} {
			if got := there(at, id); got != "shopper=" {
				t.Errorf("after the silence, at %s process: %s", name, got)
			}
		}
	})
}

// lossy is a broker that loses signs while it is told to, and carries the others as
// one does that writes them as JSON.
type lossy struct {
	chat.Broker
	mu    sync.Mutex
	loses bool
}

func (b *lossy) lose(does bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.loses = does
}

func (b *lossy) Publish(shop string, h chat.Hint) {
	b.mu.Lock()
	loses := b.loses && h.Sign != (chat.Sign{})
	b.mu.Unlock()
	data, err := json.Marshal(h)
	var carried chat.Hint
	if err == nil {
		err = json.Unmarshal(data, &carried)
	}
	if err != nil || carried != h {
		panic(fmt.Sprint("a hint does not pass as JSON: ", err, string(data)))
	}
	if !loses {
		b.Broker.Publish(shop, carried)
	}
}

func TestAttendRefuses(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "hello"))
	id := tab.Welcome.Conversation
	if _, err := s.Attend(t.Context(), "nowhere", mara, chat.Looks); !errors.Is(err, chat.ErrNotFound) {
		t.Errorf("where there is no conversation: %v", err)
	}
	for _, err := range []error{
		second(s.Attend(t.Context(), id, mara, "sings")), second(s.Attend(t.Context(), id, chat.Person{Name: "Nobody"}, chat.Looks)),
	} {
		var wrong chat.Invalid
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "looks, notes or writes") {
			t.Errorf("a wrong sign: %v", err)
		}
	}
}
