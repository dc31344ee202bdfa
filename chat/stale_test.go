package chat_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// lossyBroker loses one hint in twenty, and all of them when it is told to.
type lossyBroker struct {
	chat.Broker
	mu     sync.Mutex
	random *rand.Rand
	deaf   bool
	lost   int
}

func (b *lossyBroker) Publish(shop string, h chat.Hint) {
	b.mu.Lock()
	lost := b.deaf || b.random.IntN(20) == 0
	if lost {
		b.lost++
	}
	b.mu.Unlock()
	if !lost {
		b.Broker.Publish(shop, h)
	}
}

func (b *lossyBroker) set(deaf bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.deaf = deaf
}

// watcher is a tab that reads whatever comes.
type watcher struct {
	tab *chattest.Tab
	// want is the seq after which it has seen all; 0 while that is not known.
	want *atomic.Int64
	view []chat.Event
	last time.Time // when the newest event came
}

// watch reads until the tab shows all there is.
func (w *watcher) watch(t *testing.T) {
	for {
		if want := w.want.Load(); want > 0 && int64(len(w.view)) >= want {
			return
		}
		e, ok := w.tab.Next().(chat.Logged)
		if !ok {
			continue // a ping wakes it every twenty seconds
		}
		if next := int64(len(w.view)) + 1; e.Event.Seq != next {
			t.Errorf("event %d came where %d was to come", e.Event.Seq, next)
			return
		}
		w.view, w.last = append(w.view, e.Event), time.Now()
	}
}

// Two hundred tabs of two processes follow twenty conversations over a broker
// that loses hints for a minute, in the end all of them. Half a minute later
// every tab shows what is stored, and nobody has loaded a page again.
func TestPromise_R05_LostHints(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const talks, each, rounds = 20, 10, 10
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		broker := &lossyBroker{Broker: chat.NewBroker(), random: rand.New(rand.NewPCG(seed, seed))}
		store := chat.NewMemory()
		carts := must(cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index(t)}))
		var processes []*shop
		for range 2 {
			processes = append(processes, open(t, func(c *chat.Config) {
				unlimited(c)
				c.Store, c.Broker, c.Carts = store, broker, carts
			}))
		}
		var all []*watcher
		var speakers []*chattest.Tab
		wants := make([]atomic.Int64, talks)
		var watching sync.WaitGroup
		for i := range talks {
			first := processes[0].tab(t)
			for n := range each {
				tab := first
				if n > 0 {
					tab = processes[n%2].again(t, first)
				}
				tab.Patience = 5 * time.Minute
				w := &watcher{tab: tab, want: &wants[i]}
				all = append(all, w)
				watching.Go(func() { w.watch(t) })
			}
			speakers = append(speakers, first)
		}
		var said time.Time
		for round := range rounds {
			said = time.Now()
			broker.set(round == rounds-1)
			for i, tab := range speakers {
				tab.Send(chat.Send{ID: fmt.Sprint(round), Text: fmt.Sprint("message ", round, " of ", i)})
			}
			time.Sleep(6700 * time.Millisecond) // of a clock that is not the machine's; the last is said just after a ping
		}
		for i := range wants {
			conversation := must(store.Conversation(t.Context(), chat.DefaultShop, speakers[i].Welcome.Conversation))
			if conversation.Top != 2*rounds {
				t.Errorf("%d events are stored of %d", conversation.Top, 2*rounds)
			}
			wants[i].Store(conversation.Top)
		}
		watching.Wait()
		worst, late := time.Duration(0), 0
		for i, w := range all {
			behind := w.last.Sub(said)
			if behind > time.Second {
				late++
			}
			worst = max(worst, behind)
			stored := must(store.Events(t.Context(), chat.DefaultShop, speakers[i/each].Welcome.Conversation, 0, 1000))
			if len(stored) != len(w.view) {
				t.Fatalf("a tab shows %d events of %d", len(w.view), len(stored))
			}
			for n, e := range stored {
				if w.view[n].ClientID != e.ClientID || w.view[n].Message.Turn != e.Message.Turn || w.view[n].Message.Author != e.Message.Author {
					t.Errorf("a tab shows %+v, stored is %+v", w.view[n], e)
				}
			}
		}
		if worst > 30*time.Second || late == 0 {
			t.Errorf("%d tabs were behind, up to %v", late, worst)
		}
		t.Logf("figures: clients=%d hints_lost=%d behind=%d behind_s=%.1f", len(all), broker.lost, late, worst.Seconds())
	})
}
