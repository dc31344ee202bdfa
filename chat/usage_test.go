package chat_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// What a reply has cost is logged with it, also when it failed or was stopped, and
// is nobody's business but the shop's.
func TestUsageIsLogged(t *testing.T) {
	store := chat.NewMemory()
	used := assistant.Usage{Model: "m", InputTokens: 900, OutputTokens: 40}
	s := open(t, func(c *chat.Config) {
		c.Store = store
		c.Assistant = assistant.Func(func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			outcome := assistant.Outcome{Usage: used, ConfigHash: "c0ffee"}
			switch turn.Text {
			case "free":
				return assistant.Outcome{}, w.Write(text("Here."))
			case "fail":
				return outcome, errors.New("broken")
			case "wait":
				if err := w.Write(text("Half ")); err != nil {
					return outcome, err
				}
				<-ctx.Done()
				return outcome, ctx.Err()
			}
			return outcome, w.Write(text("Here."))
		})
	})
	tab := s.tab(t)
	for _, say := range []string{"answer", "free", "fail", "wait"} {
		seq := tab.Say(say, say)
		if say == "wait" {
			turn := chattest.Await[chat.Delta](tab).Turn
			tab.Send(chat.Stop{Turn: turn})
		}
		if m := tab.AwaitReply(seq); m.Usage != nil || m.Config != "" {
			t.Errorf("%s: the shopper is told %+v of %q", say, m.Usage, m.Config)
		}
	}
	events, err := store.Events(t.Context(), chat.DefaultShop, tab.Welcome.Conversation, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	asked := map[int64]string{}
	for _, e := range events {
		m := e.Message
		if m == nil {
			continue
		}
		if m.Author == assistant.AuthorShopper {
			asked[e.Seq] = m.Text
			continue
		}
		say := asked[m.Answers]
		if say == "free" {
			if m.Usage != nil || m.Config != "" {
				t.Errorf("%s: %+v of %q", say, m.Usage, m.Config)
			}
			continue
		}
		if m.Usage == nil || *m.Usage != used || (m.Config != "c0ffee") != (say == "fail") {
			t.Errorf("%s: %+v of %q", say, m.Usage, m.Config)
		}
		delete(asked, m.Answers)
	}
	if len(asked) != 1 { // "free" is left
		t.Errorf("no reply to %v", asked)
	}
	again := s.again(t, tab)
	for _, want := range events {
		if got := chattest.Await[chat.Logged](again).Event; got.Seq != want.Seq || got.Message != nil && got.Message.Usage != nil {
			t.Errorf("a second tab is told %+v", got)
		}
	}
}

// A turn says which browser session it is of, so that an assistant that costs money
// can count by it: two shoppers have two.
func TestTurnsKnowTheirSession(t *testing.T) {
	store := chat.NewMemory()
	sessions := make(chan string, 2)
	s := open(t, func(c *chat.Config) {
		c.Store = store
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			sessions <- turn.Session
			return assistant.Outcome{}, w.Write(text("Here."))
		})
	})
	var seen []string
	for range 2 {
		tab := s.tab(t)
		tab.AwaitReply(tab.Say("1", "hello"))
		conv, err := store.Conversation(t.Context(), chat.DefaultShop, tab.Welcome.Conversation)
		if err != nil {
			t.Fatal(err)
		}
		if got := <-sessions; got == "" || got != conv.SessionID {
			t.Errorf("the turn is of session %q, the conversation of %q", got, conv.SessionID)
		} else {
			seen = append(seen, got)
		}
	}
	if len(seen) == 2 && seen[0] == seen[1] {
		t.Errorf("two shoppers have the session %q", seen[0])
	}
}

// How many tokens a message and its reply have is kept with the reply and comes back
// with the history, also after a restart; a shopper is not told.
func TestCountsComeBack(t *testing.T) {
	store := chat.NewMemory()
	var last atomic.Pointer[[]assistant.Message]
	counting := func(c *chat.Config) {
		c.Store = store
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			last.Store(&turn.History)
			n := len(turn.Text)
			return assistant.Outcome{Counts: assistant.Counts{By: "letters", Asked: n, Answer: 2 * n}}, w.Write(text("Here."))
		})
	}
	s := open(t, counting)
	tab := s.tab(t)
	for _, say := range []string{"one", "three"} {
		if m := tab.AwaitReply(tab.Say(say, say)); m.Counts != nil {
			t.Errorf("the shopper is told %+v", m.Counts)
		}
	}
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	again := open(t, counting).again(t, tab)
	again.AwaitReply(again.Say("more", "more"))
	var got []string
	for _, m := range *last.Load() {
		got = append(got, fmt.Sprint(m.Author, " ", m.Tokens, " ", m.CountedBy))
	}
	if want := []string{"shopper 3 letters", "assistant 6 letters", "shopper 5 letters", "assistant 10 letters"}; !slices.Equal(got, want) {
		t.Errorf("the history comes with %q, want %q", got, want)
	}
}
