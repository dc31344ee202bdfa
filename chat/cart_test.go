package chat_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func one(product string) cart.Item { return cart.Item{ProductID: product, Quantity: 1} }

// awaitCart returns the cart once it holds so many things.
func awaitCart(tab *chattest.Tab, count int) cart.Cart {
	for {
		if c := chattest.Await[chat.CartNow](tab).Cart; c.Count == count {
			return c
		}
	}
}

func TestPromise_R10_CartCommands(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	other := s.again(t, tab)
	tab.AwaitReply(tab.Say("m1", "a jacket"))
	add := chat.CartAdd{ID: "a1", Item: cart.Item{ProductID: "jacket", Options: map[string]string{"size": "L"}, Quantity: 1}, Seq: 2}
	tab.Send(add)
	tab.Send(add) // the same id is the same command
	first, again := chattest.Await[chat.Ack](tab), chattest.Await[chat.Ack](tab)
	if first != (chat.Ack{ID: "a1", Seq: 3}) || again != first {
		t.Errorf("acks %+v and %+v", first, again)
	}
	held := awaitCart(other, 1)
	if line := held.Lines[0]; line.VariantID != "jacket-l" || line.Unit != usd(12900) {
		t.Errorf("line = %+v", line)
	}
	set := chat.CartSet{ID: "s1", Line: held.Lines[0].ID, Quantity: 2}
	tab.Send(set)
	awaitCart(other, 2)
	tab.Send(chat.CartSet{ID: "s2", Line: held.Lines[0].ID, Quantity: 3}) // two are left
	if f := chattest.Await[chat.Failure](tab); f.ID != "s2" || f.Code != chat.ErrorCode(cart.CodeStock) || f.Message == "" {
		t.Errorf("failure = %+v", f)
	}
	tab.Send(chat.CartSet{ID: "s3", Line: held.Lines[0].ID, Quantity: 0})
	awaitCart(other, 0)
	tab.Send(set) // late, when the line is gone: it is a repeat all the same
	for {
		if ack := chattest.Await[chat.Ack](tab); ack.ID == "s1" && ack.Seq == 0 {
			break
		}
	}
	changed := add
	changed.Item.Quantity = 2
	tab.Send(changed)
	if f := chattest.Await[chat.Failure](tab); f.ID != "a1" || f.Code != chat.CodeConflict {
		t.Errorf("failure = %+v", f)
	}
	var log []chat.CartChange
	for _, e := range must(s.Events(t.Context(), tab.Welcome.Conversation, 2, 100)) {
		log = append(log, *e.Cart)
	}
	if len(log) != 3 || log[0].Seq != 2 || log[0].Do != "add" || log[1].Do != "set" || log[1].Product != "jacket" || log[1].Quantity != 2 || log[2].Quantity != 0 {
		t.Errorf("log = %+v", log)
	}
	// A message that is not there is not noted as the one whose card was used.
	tab.Send(chat.CartAdd{ID: "a2", Item: one("mug"), Seq: 99})
	if e := tab.AwaitEvent(func(e chat.Event) bool { return e.ClientID == "a2" }); e.Cart.Seq != 0 {
		t.Errorf("note = %+v", e.Cart)
	}
	// A stranger has a cart of his own.
	if c := s.tab(t).Welcome.Cart; c.Count != 0 || c.ID == held.ID {
		t.Errorf("a stranger's cart = %+v", c)
	}
}

// What an assistant puts into the cart is logged and shown in every tab, and a
// turn that runs twice adds once.
func TestAssistantsCart(t *testing.T) {
	s := script(t, func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		c, err := turn.Shop.Add(ctx, turn.ID+"/add", one("mug"))
		if err != nil {
			return assistant.Outcome{}, err
		}
		if _, err := turn.Shop.SetQuantity(ctx, turn.ID+"/set", c.Lines[0].ID, 3); err != nil {
			return assistant.Outcome{}, err
		}
		if _, err := turn.Shop.Add(ctx, turn.ID+"/add", one("mug")); err != nil {
			return assistant.Outcome{}, err
		}
		return assistant.Outcome{}, w.Write(text("added"))
	})
	tab := s.tab(t)
	other := s.again(t, tab)
	tab.Say("1", "add a mug")
	turn := tab.AwaitReply(1).Turn
	awaitCart(other, 3)
	var log []chat.CartChange
	for _, e := range must(s.Events(t.Context(), tab.Welcome.Conversation, 0, 100)) {
		if e.Cart != nil {
			log = append(log, *e.Cart)
		}
	}
	want := []chat.CartChange{{Do: "add", Product: "mug", Quantity: 1, Turn: turn}, {Do: "set", Product: "mug", Quantity: 3, Turn: turn}}
	if len(log) != 2 || log[0].Turn != want[0].Turn || log[0].Product != "mug" || log[1].Do != "set" || log[1].Quantity != 3 {
		t.Errorf("log = %+v, want %+v", log, want)
	}
}

// A change that the shop's own pages make shows in the chat.
func TestCartChangedElsewhere(t *testing.T) {
	var carts cart.Carts
	s := open(t, func(c *chat.Config) { carts = c.Carts })
	tab := s.tab(t)
	must(carts.Add(t.Context(), tab.Welcome.Cart.ID, "page", one("mug")))
	awaitCart(tab, 1)

	// Carts that cannot tell are told about.
	mute := open(t, func(c *chat.Config) { c.Carts = muteCarts{c.Carts} })
	tab = mute.tab(t)
	must(mute.config.Carts.Add(t.Context(), tab.Welcome.Cart.ID, "page", one("mug")))
	mute.CartChanged(t.Context(), tab.Welcome.Cart.ID)
	awaitCart(tab, 1)
	tab.Send(chat.CartAdd{ID: "1", Item: one("mug")})
	awaitCart(tab, 2)
}

// muteCarts hides that carts can tell of changes.
type muteCarts struct{ cart.Carts }

func picks(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	if turn.Action != nil {
		return assistant.Outcome{}, w.Write(text("picked " + turn.Action.Value + " by " + turn.Text))
	}
	return assistant.Outcome{}, w.Write(sizes)
}

func TestPick(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Limits.Messages = []chat.Rate{}; c.Assistant = assistant.Func(picks) })
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "a jacket"))
	pick := chat.Send{ID: "2", Text: "M", Pick: &chat.Pick{Seq: 2, Choice: "m"}}
	for _, bad := range []chat.Pick{{Seq: 2, Choice: "xl"}, {Seq: 1, Choice: "m"}, {Seq: 9, Choice: "m"}, {Seq: 0, Choice: "m"}} {
		tab.Send(chat.Send{ID: "bad", Text: "M", Pick: &bad})
		if f := chattest.Await[chat.Failure](tab); f.ID != "bad" || f.Code != chat.CodeNotFound {
			t.Errorf("%+v: %+v", bad, f)
		}
	}
	tab.Send(pick)
	if m := tab.AwaitReply(3); m.Parts.Fallback() != "picked M by M" {
		t.Errorf("reply = %+v", m)
	}
	tab.Send(pick) // sent again because the ack was lost
	if ack := chattest.Await[chat.Ack](tab); ack != (chat.Ack{ID: "2", Seq: 3}) {
		t.Errorf("ack = %+v", ack)
	}
	tab.Send(chat.Send{ID: "3", Text: "M", Pick: &chat.Pick{Seq: 2, Choice: "m"}})
	if f := chattest.Await[chat.Failure](tab); f.ID != "3" || f.Code != chat.CodeNotFound {
		t.Errorf("a tap on an answered message: %+v", f)
	}
}

// One chip is tapped in fifty tabs at once, each tap with an id of its own: one
// counts, and what it does is done once, whatever the assistant makes of the
// words on the chip.
func TestPromise_R10_OneChipManyTaps(t *testing.T) {
	const tabs = 50
	rounds := 10
	if os.Getenv("CI") == "true" || os.Getenv("AISLE_LONG") != "" {
		rounds = 200
	}
	chip := assistant.ChoicesBlock{Text: "Shall I?", Choices: []assistant.Choice{
		{ID: "yes", Label: "Add it", Action: assistant.Action{Do: assistant.DoAdd, Product: "mug", Quantity: 1}},
	}}
	var together sync.WaitGroup
	s := open(t, func(c *chat.Config) {
		unlimited(c)
		c.Store = chattest.Wrap(c.Store, func(ctx context.Context, op chattest.Op, call func(context.Context) error) error {
			if op.Append != nil && op.Append.Unanswered > 0 { // none is written before all want to
				together.Done()
				together.Wait()
			}
			return call(ctx)
		})
		c.Assistant = assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			if turn.Action == nil && turn.Text != "Add it" {
				return assistant.Outcome{}, w.Write(chip)
			}
			_, err := turn.Shop.Add(ctx, turn.ID+"/add", one("mug"))
			return assistant.Outcome{}, errors.Join(err, w.Write(text("Added.")))
		})
	})
	const perShopper = 40 // one refused fifty times in a row is turned away
	var first *chattest.Tab
	var all []*chattest.Tab
	for round := range rounds {
		if round%perShopper == 0 {
			first = s.tab(t)
			all = []*chattest.Tab{first}
			for range tabs - 1 {
				all = append(all, s.again(t, first))
			}
		}
		asked := first.Say(fmt.Sprint("ask ", round), "a mug")
		first.AwaitReply(asked)
		together.Add(tabs)
		var taps sync.WaitGroup
		var taken atomic.Int64
		for i, tab := range all {
			taps.Go(func() {
				tab.Send(chat.Send{ID: fmt.Sprint(round, " tap ", i), Text: "Add it", Pick: &chat.Pick{Seq: asked + 1, Choice: "yes"}})
				for {
					switch f := tab.Next().(type) {
					case chat.Ack:
						if f.ID == fmt.Sprint(round, " tap ", i) {
							taken.Add(1)
							return
						}
					case chat.Failure:
						if f.Code != chat.CodeNotFound {
							t.Errorf("failure = %+v", f)
						}
						return
					}
				}
			})
		}
		taps.Wait()
		if taken.Load() != 1 {
			t.Fatalf("round %d: %d taps were taken", round, taken.Load())
		}
		first.AwaitReply(first.Say(fmt.Sprint("next ", round), "and a mug"))
		if c := must(s.config.Carts.Get(t.Context(), first.Welcome.Cart.ID)); c.Count != round%perShopper+1 {
			t.Fatalf("round %d: %d mugs in the cart", round, c.Count)
		}
	}
	t.Logf("figures: proposals=%d taps=%d additions=%d", rounds, rounds*tabs, rounds)
}

// A message that is sent again from another page is the same message.
func TestPromise_R02_AnotherPage(t *testing.T) {
	s := open(t, nil)
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Page: assistant.Page{URL: "/one"}, Entry: "launcher"})
	seq := tab.Say("1", "hello")
	tab.Close()
	back := chattest.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Page: assistant.Page{URL: "/two"}})
	if again := back.Say("1", "hello"); again != seq {
		t.Errorf("seq %d, and %d before", again, seq)
	}
}

// What a shopper did with a message is noted of messages that there are.
func TestTrackBeyondTheLog(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "a mug"))
	for _, seq := range []int64{3, 1 << 40, -1, 2, 0} {
		good := seq == 2 || seq == 0
		tab.Send(chat.Track{ID: fmt.Sprint("t", seq), Activity: chat.Activity{Kind: "clicked", Product: "mug", Seq: seq}})
		for answered := false; !answered; {
			switch f := tab.Next().(type) {
			case chat.Ack:
				answered = f.ID == fmt.Sprint("t", seq)
				if answered && !good {
					t.Errorf("seq %d was taken", seq)
				}
			case chat.Failure:
				answered = true
				if good || f.Code != chat.CodeNotFound && f.Code != chat.CodeBadRequest {
					t.Errorf("seq %d: %+v", seq, f)
				}
			}
		}
	}
}

// One message from many tabs at once is stored and answered once.
func TestPromise_R02_OneMessageManyTabs(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Limits.PerSession = -1; c.Limits.Messages = []chat.Rate{} })
	tab := s.tab(t)
	var all sync.WaitGroup
	tabs := []*chattest.Tab{tab, s.again(t, tab), s.again(t, tab), s.again(t, tab)}
	for _, tab := range tabs {
		all.Go(func() {
			for range 5 {
				tab.Send(chat.Send{ID: "m", Text: "hello"})
			}
		})
	}
	all.Wait()
	for _, tab := range tabs {
		for range 5 {
			if ack := chattest.Await[chat.Ack](tab); ack.Seq != 1 {
				t.Errorf("ack = %+v", ack)
			}
		}
	}
	tab.Send(chat.Send{ID: "m", Text: "something else"})
	if f := chattest.Await[chat.Failure](tab); f.Code != chat.CodeConflict {
		t.Errorf("failure = %+v", f)
	}
	tabs[1].AwaitReply(tabs[1].Say("n", "next"))
	if conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation)); conv.Messages != 4 {
		t.Errorf("%d messages, want 4", conv.Messages)
	}
}
