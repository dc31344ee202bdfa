package chat_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
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
	// cart is how many things the tab shows in the cart, and full how many it is
	// to show in the end.
	cart, full int
}

// watch reads until the tab shows all there is.
func (w *watcher) watch(t *testing.T) {
	for {
		if want := w.want.Load(); want > 0 && int64(len(w.view)) >= want && w.cart >= w.full {
			return
		}
		frame := w.tab.Next() // a ping at the latest, every twenty seconds
		if c, ok := frame.(chat.CartNow); ok {
			w.cart = c.Cart.Count
		}
		e, ok := frame.(chat.Logged)
		if !ok {
			continue
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

// A shopper's tabs and devices, over either transport and at two processes, talk
// and fill the cart at once, and a person takes over and gives back meanwhile: in
// the end all of them show the same log and the same cart.
func TestPromise_R03_TabsConverge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const tabs, each = 6, 3
		broker, store := chat.NewBroker(), chat.NewMemory()
		carts := must(cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index(t)}))
		var processes []*shop
		for range 2 {
			processes = append(processes, open(t, func(c *chat.Config) {
				unlimited(c)
				c.Store, c.Broker, c.Carts = store, broker, carts
			}))
		}
		first := processes[0].tab(t)
		conversation := first.Welcome.Conversation
		first.AwaitReply(first.Say("hello", "hello"))
		var want atomic.Int64
		var all []*watcher
		var watching sync.WaitGroup
		for i := range tabs {
			over := []chattest.Transport{chattest.Socket, chattest.Stream}[i/2%2]
			w := &watcher{tab: processes[i%2].on(over).again(t, first), want: &want, full: (tabs + 1) * each}
			w.tab.Patience = 5 * time.Minute
			all = append(all, w)
			watching.Go(func() { w.watch(t) })
		}
		for n := range each {
			for i, w := range all {
				w.tab.Send(chat.Send{ID: fmt.Sprint("m", i, " ", n), Text: fmt.Sprint("message ", n, " of tab ", i)})
				w.tab.Send(chat.CartAdd{ID: fmt.Sprint("a", i, " ", n), Item: one("mug")})
				w.tab.Send(chat.CartAdd{ID: fmt.Sprint("all ", n), Item: one("mug")}) // once, whichever tab is first
			}
			must(processes[n%2].TakeOver(t.Context(), conversation, mara))
			must(processes[n%2].Post(t.Context(), conversation, chat.Post{Text: "I am here.", Person: mara}))
			must(processes[(n+1)%2].GiveBack(t.Context(), conversation, mara))
		}
		time.Sleep(time.Minute) // of a clock that is not the machine's: whatever is due is done
		want.Store(must(store.Conversation(t.Context(), chat.DefaultShop, conversation)).Top)
		watching.Wait()
		stored := must(store.Events(t.Context(), chat.DefaultShop, conversation, 0, 1000))
		said := 0
		for i, e := range stored {
			if e.Message != nil && e.Message.PersonID != "" { // for the staff
				message := *e.Message
				message.PersonID, stored[i].Message = "", &message
			}
			if e.Message != nil && e.Message.Author == assistant.AuthorShopper {
				said++
			}
		}
		if said != 1+tabs*each {
			t.Errorf("%d messages are stored, want %d", said, 1+tabs*each)
		}
		for i, w := range all {
			if w.cart != w.full {
				t.Errorf("tab %d shows %d things in the cart, want %d", i, w.cart, w.full)
			}
			if !slices.EqualFunc(w.view, stored, func(a, b chat.Event) bool { return string(must(json.Marshal(a))) == string(must(json.Marshal(b))) }) {
				t.Errorf("tab %d shows\n%+v, stored is\n%+v", i, w.view, stored)
			}
		}
		t.Logf("figures: tabs=%d messages=%d", tabs, said)
	})
}
