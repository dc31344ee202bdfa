package chat_test

import (
	"context"
	"errors"
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
