package chat_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// gate is a process's way to its store. Once it is shut nothing passes: to
// everybody else the process is dead, whatever it still does by itself.
type gate struct {
	shut  chan struct{} // closed by the first call that finds it shut
	again chan struct{} // closed to open it for good
	late  bool          // what was shut out goes through then, as from a process that was stopped

	mu     sync.Mutex
	armed  bool
	passes int // calls that pass before it shuts
	closed bool
}

func newGate(late bool) *gate {
	return &gate{shut: make(chan struct{}), again: make(chan struct{}), late: late}
}

// arm lets so many calls pass, and then none.
func (g *gate) arm(passes int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed, g.passes = true, passes
}

func (g *gate) pass() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.armed {
		return true
	}
	if g.passes--; g.passes >= 0 {
		return true
	}
	if !g.closed {
		g.closed = true
		close(g.shut)
	}
	return false
}

func (g *gate) around(ctx context.Context, _ chattest.Op, call func(context.Context) error) error {
	if g.pass() {
		return call(ctx)
	}
	if g.late {
		<-g.again
		return call(context.WithoutCancel(ctx))
	}
	select {
	case <-g.again:
		return call(ctx)
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nodes are two processes that serve one shop: they share the store, the carts
// and the broker.
func nodes(t *testing.T, g *gate, one, two assistant.Assistant) (a, b *shop) {
	t.Helper()
	store, broker := chat.NewMemory(), chat.NewBroker()
	carts := must(cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index(t)}))
	a = open(t, func(c *chat.Config) {
		c.Store, c.Broker, c.Carts, c.Assistant = chattest.Wrap(store, g.around), broker, carts, one
	})
	b = open(t, func(c *chat.Config) {
		c.Store, c.Broker, c.Carts, c.Assistant = store, broker, carts, two
	})
	return a, b
}

// buys puts a mug into the cart and says who it is.
func buys(name string) assistant.Func {
	return func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		if err := w.Write(text("I am ")); err != nil {
			return assistant.Outcome{}, err
		}
		if _, err := turn.Shop.Add(ctx, turn.ID+"/add", one("mug")); err != nil {
			return assistant.Outcome{}, err
		}
		return assistant.Outcome{}, w.Write(text(name))
	}
}

// A process dies at each step of a turn, or is stopped there and goes on when
// another one has answered. There is one answer, in time, and what it did was
// done once.
func TestPromise_R09_EveryStep(t *testing.T) {
	for _, late := range []bool{false, true} {
		steps := 0
		for ; ; steps++ {
			if !atStep(t, steps, late) {
				break
			}
		}
		if steps < 5 {
			t.Errorf("late = %v: only %d steps were seen", late, steps)
		}
		t.Logf("figures: faults=%d", steps)
	}
}

// atStep loses a process after so many calls of its store. It reports whether
// the turn has such a step.
func atStep(t *testing.T, step int, late bool) (reached bool) {
	t.Run(fmt.Sprintf("late=%v/step=%d", late, step), func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			g := newGate(late)
			first, second := nodes(t, g, buys("one"), buys("two"))
			again := sync.OnceFunc(func() { close(g.again) })
			t.Cleanup(again) // before the shops shut down
			tab := first.tab(t)
			other := second.again(t, tab)
			tab.Patience, other.Patience = 2*time.Minute, 2*time.Minute
			// The first one has to read what was said at the other one.
			other.AwaitReply(other.Say("0", "a mug, please"))
			synctest.Wait()
			g.arm(step)
			tab.Send(chat.Send{ID: "1", Text: "a mug, please"})
			synctest.Wait()
			select {
			case <-g.shut:
				reached = true
			default:
				return
			}
			died := time.Now()
			seq := other.Say("1", "a mug, please") // the browser comes back to the other one
			answer := other.AwaitReply(seq)
			if took := time.Since(died); took > 45*time.Second || answer.Failed {
				t.Errorf("after %v came %+v", took, answer)
			}
			again()
			time.Sleep(2 * time.Minute) // whatever the first one still wants to do
			synctest.Wait()
			conv := must(second.Conversation(t.Context(), tab.Welcome.Conversation))
			if conv.Messages != 4 || conv.Lease.Holder != "" {
				t.Errorf("%d messages, lease %+v", conv.Messages, conv.Lease)
			}
			if c := must(second.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID)); c.Count != 2 {
				t.Errorf("%d mugs in the cart", c.Count)
			}
		})
	})
	return reached
}
