package chat_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
)

// onFile opens a shop that keeps everything in the file at path, which other
// shops may have open too, and learns from the file what they write.
func onFile(t testing.TB, path string, every time.Duration, change func(*chat.Config)) *shop {
	t.Helper()
	db, err := sqlite.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
		if stats := db.Stats(); max(stats.HeldToRead, stats.HeldToWrite) > 10*slowness { // a busy disk is no fault
			t.Errorf("a transaction was held for long: %+v", stats)
		}
	})
	return open(t, func(c *chat.Config) {
		c.Store, c.Carts = db, db.Carts(c.Catalog)
		c.Broker = must(chat.NewPoll(chat.PollConfig{Store: db, Every: every, Logger: c.Logger}))
		if change != nil {
			change(c)
		}
	})
}

// Two processes that share a file and nothing else see each other's messages
// and carts.
func TestPoll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	here, there := onFile(t, path, 0, nil), onFile(t, path, 0, nil)
	tab := here.tab(t)
	other := there.again(t, tab)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	changes := there.Watch(ctx)
	began := time.Now()
	seq := tab.Say("1", "hello")
	if m := other.AwaitReply(seq); m.Parts.Fallback() != "You said: hello" {
		t.Errorf("reply = %+v", m)
	}
	t.Logf("a reply reached the other process's tab after %v", time.Since(began))
	tab.Send(chat.CartAdd{ID: "a", Item: one("mug")})
	awaitCart(other, 1)
	for change := range changes {
		if change.Conversation == tab.Welcome.Conversation && change.Top == 3 {
			break
		}
	}
	if ctx.Err() != nil {
		t.Error("the change of the cart was not told")
	}
}

// A broker that loses every hint is made up for.
func TestPollBehindABroker(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	shops := make([]*shop, 2)
	for i := range shops {
		shops[i] = onFile(t, path, 0, func(c *chat.Config) {
			c.Broker = must(chat.NewPoll(chat.PollConfig{Store: c.Store.(*sqlite.DB), Broker: chat.NewBroker(), Every: 100 * time.Millisecond}))
		})
	}
	tab := shops[0].tab(t)
	shops[1].again(t, tab).AwaitReply(tab.Say("1", "hello"))
}

// sickTail is a store whose log cannot be read for a while.
type sickTail struct {
	sick  atomic.Bool
	asked atomic.Int32
	hints chan chat.Hint
}

func (s *sickTail) Tail(_ context.Context, _, position string, _ int) ([]chat.Hint, string, bool, error) {
	s.asked.Add(1)
	switch {
	case s.sick.Load():
		return nil, "", false, errors.New("the disk is on fire")
	case position == "":
		return nil, "0", false, nil
	}
	select {
	case h := <-s.hints:
		return []chat.Hint{h}, "1", len(s.hints) > 0, nil
	default:
		return nil, position, false, nil
	}
}

// While the store cannot be asked, that is said once; what was written
// meanwhile is not missed.
func TestPollTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tail := &sickTail{hints: make(chan chat.Hint, 9)}
		tail.sick.Store(true)
		book := &logBook{}
		broker := must(chat.NewPoll(chat.PollConfig{Store: tail, Logger: book.logger()}))
		var mu sync.Mutex
		var got []chat.Hint
		stop := broker.Subscribe("main", func(h chat.Hint) {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, h)
		})
		time.Sleep(time.Minute)
		if n := strings.Count(book.String(), "level=WARN"); n != 1 || tail.asked.Load() < 200 {
			t.Errorf("asked %d times, warned %d times", tail.asked.Load(), n)
		}
		tail.sick.Store(false)
		time.Sleep(time.Second)
		tail.hints <- chat.Hint{Conversation: "a", Top: 1}
		tail.hints <- chat.Hint{Cart: "k"}
		time.Sleep(time.Second)
		tail.sick.Store(true) // once more, with a position: nothing is lost then
		time.Sleep(time.Second)
		tail.sick.Store(false)
		tail.hints <- chat.Hint{Conversation: "a", Top: 2}
		time.Sleep(time.Second)
		stop()
		asked := tail.asked.Load()
		time.Sleep(time.Minute)
		if tail.asked.Load() != asked {
			t.Error("it is asked after the end")
		}
		if want := []chat.Hint{{}, {Conversation: "a", Top: 1}, {Cart: "k"}, {Conversation: "a", Top: 2}}; !slices.Equal(got, want) {
			t.Errorf("hints %+v, want %+v", got, want)
		}
	})
}

func TestPollConfig(t *testing.T) {
	for _, bad := range []chat.PollConfig{{}, {Store: &sickTail{}, Every: -1}} {
		if b, err := chat.NewPoll(bad); err == nil || b != nil {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// When anything may have changed, all that is open is read again.
func TestEmptyHint(t *testing.T) {
	broker := &deafBroker{Broker: chat.NewBroker()}
	store := chat.NewMemory()
	share := func(c *chat.Config) { c.Store, c.Broker = store, broker }
	here, there := open(t, share), open(t, func(c *chat.Config) {
		share(c)
		c.Assistant = assistant.Func(func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, errors.New("nobody asks here")
		})
	})
	tab := here.tab(t)
	other := there.again(t, tab)
	seq := tab.Say("1", "hello")
	tab.AwaitReply(seq)
	broker.Broker.Publish(chat.DefaultShop, chat.Hint{})
	other.AwaitReply(seq)
}
