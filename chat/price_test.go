package chat_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// reprice gives the mug another price.
func (s *shop) reprice(t testing.TB, cents int64) {
	t.Helper()
	if err := s.config.Catalog.(*catalog.Index).Upsert(catalog.Product{ID: "mug", Title: "Enamel Mug", Price: usd(cents)}); err != nil {
		t.Fatal(err)
	}
}

// outcome is how a command was answered.
func outcome(tab *chattest.Tab, id string) (seq int64, refused *chat.Failure) {
	for {
		switch f := tab.Next().(type) {
		case chat.Ack:
			if f.ID == id {
				return f.Seq, nil
			}
		case chat.Failure:
			if f.ID == id {
				return 0, &f
			}
		}
	}
}

// A price that has changed since the shopper saw it asks again, whichever way it
// went, and nothing is in the cart or in the log before the shopper's yes.
func TestPromise_R10_ChangedPriceAsksAgain(t *testing.T) {
	for name, change := range map[string]func(*chat.Config){
		"our carts": nil,
		"carts of the shop's own that know no seen prices": func(c *chat.Config) { c.Carts = muteCarts{c.Carts} },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, change)
			tab := s.tab(t)
			tab.AwaitReply(tab.Say("m", "a mug"))
			for i, now := range []int64{1400, 990} {
				id := fmt.Sprint("add ", i)
				seen := must(s.config.Catalog.Product(t.Context(), "mug")).Price
				s.reprice(t, now)
				tab.Send(chat.CartAdd{ID: id, Item: one("mug"), Seen: seen})
				_, refused := outcome(tab, id)
				if refused == nil || refused.Code != chat.ErrorCode(cart.CodePriceChanged) || refused.Price == nil || *refused.Price != usd(now) || refused.RetryIn != 0 {
					t.Fatalf("at another price: %+v", refused)
				}
				if c := must(s.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID)); c.Count != i {
					t.Fatalf("%d in the cart before the yes, want %d", c.Count, i)
				}
				tab.Send(chat.CartAdd{ID: id, Item: one("mug"), Seen: *refused.Price})
				if seq, refused := outcome(tab, id); refused != nil || seq != int64(3+i) {
					t.Fatalf("after the yes: seq %d, %+v", seq, refused)
				}
				c := must(s.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID))
				if c.Count != i+1 || c.Lines[0].Unit != usd(now) {
					t.Fatalf("cart = %+v", c)
				}
			}
			// Without a price that was seen, as from an older page, it is added as ever.
			s.reprice(t, 1000)
			tab.Send(chat.CartAdd{ID: "plain", Item: one("mug")})
			if _, refused := outcome(tab, "plain"); refused != nil {
				t.Errorf("without a price: %+v", refused)
			}
			for i, seen := range []catalog.Money{{Amount: -1, Currency: "USD"}, {Amount: 1000}, {Amount: 1 << 60, Currency: "USD"}, {Amount: 1000, Currency: "dollars"}} {
				id := fmt.Sprint("bad ", i)
				tab.Send(chat.CartAdd{ID: id, Item: one("mug"), Seen: seen})
				if _, refused := outcome(tab, id); refused == nil || refused.Code != chat.CodeBadRequest {
					t.Errorf("seen %+v: %+v", seen, refused)
				}
			}
		})
	}
}

// Fifty tabs confirm one proposal at the new price at once, and some still at
// the old one: one is added, at the new price.
func TestPromise_R10_OneYesManyTabs(t *testing.T) {
	const tabs = 50
	s := open(t, unlimited)
	first := s.tab(t)
	s.reprice(t, 1400)
	all := []*chattest.Tab{first}
	for range tabs - 1 {
		all = append(all, s.again(t, first))
	}
	var confirms sync.WaitGroup
	var taken, asked atomic.Int64
	for i, tab := range all {
		confirms.Go(func() {
			seen := usd(1400)
			if i%5 == 4 {
				seen = usd(1250)
			}
			tab.Send(chat.CartAdd{ID: "proposal", Item: one("mug"), Seen: seen})
			switch _, refused := outcome(tab, "proposal"); {
			case refused == nil:
				taken.Add(1)
			case refused.Code == chat.ErrorCode(cart.CodePriceChanged) && seen == usd(1250):
				asked.Add(1)
			default:
				t.Errorf("refused: %+v", refused)
			}
		})
	}
	confirms.Wait()
	c := must(s.config.Carts.Get(t.Context(), first.Welcome.Cart.ID))
	if c.Count != 1 || c.Lines[0].Unit != usd(1400) || taken.Load() < tabs*4/5 {
		t.Errorf("%d in the cart after %d confirms that were taken and %d that were asked", c.Count, taken.Load(), asked.Load())
	}
	events := 0
	for _, e := range must(s.Events(t.Context(), first.Welcome.Conversation, 0, 100)) {
		if e.Cart != nil {
			events++
		}
	}
	if events != 1 {
		t.Errorf("%d additions in the log", events)
	}
}

// Between the cart and the log everything ends, and the price changes: the same
// command again finds its key in the cart and adds nothing.
func TestPromise_R10_CrashBeforeTheRecord(t *testing.T) {
	var fail atomic.Bool
	crash := errors.New("the process ended here")
	s := open(t, func(c *chat.Config) {
		c.Store = chattest.Wrap(c.Store, func(ctx context.Context, op chattest.Op, call func(context.Context) error) error {
			if op.Append != nil && op.Append.Events[0].Cart != nil && fail.Load() {
				return crash
			}
			return call(ctx)
		})
	})
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("m", "a mug"))
	add := chat.CartAdd{ID: "add", Item: one("mug"), Seen: usd(1250)}
	fail.Store(true)
	tab.Send(add)
	if _, refused := outcome(tab, "add"); refused == nil || refused.RetryIn == 0 {
		t.Fatalf("without a record: %+v", refused)
	}
	fail.Store(false)
	s.reprice(t, 1400)
	for range 2 {
		tab.Send(add)
		if seq, refused := outcome(tab, "add"); refused != nil || seq != 3 {
			t.Fatalf("again: seq %d, %+v", seq, refused)
		}
	}
	if c := must(s.config.Carts.Get(t.Context(), tab.Welcome.Cart.ID)); c.Count != 1 {
		t.Errorf("%d in the cart", c.Count)
	}
}
