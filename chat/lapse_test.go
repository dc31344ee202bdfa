package chat_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// limited returns a shop whose people have ten minutes, in a bubble of time.
func limited(t *testing.T, hours *chat.Hours, test func(t *testing.T, s *shop)) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, func(c *chat.Config) {
			c.Assistant, c.AnswerLimit, c.Hours, c.Now = assistant.Func(handsOver), 10*time.Minute, hours, nil
		})
		test(t, s)
	})
}

// Whoever waits for a person is told when none comes, and is helped on.
func TestNobodyComes(t *testing.T) {
	limited(t, nil, func(t *testing.T, s *shop) {
		tab := s.tab(t)
		id := tab.Welcome.Conversation
		tab.AwaitReply(tab.Say("1", "person"))
		tab.AwaitEvent(owner)
		time.Sleep(9 * time.Minute)
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByNobody {
			t.Fatalf("after nine minutes: %+v", conv.Owner)
		}
		time.Sleep(2 * time.Minute)
		if e := tab.AwaitEvent(owner); e.Owner.State != chat.OwnedByAssistant || !e.Owner.Lapsed {
			t.Errorf("the shopper sees %+v", e.Owner)
		}
		conv := must(s.Conversation(t.Context(), id))
		if conv.Owner.State != chat.OwnedByAssistant || conv.Closed || !slices.Contains(conv.Tags, chat.TagUnanswered) || conv.Handoff == nil {
			t.Errorf("conversation = %+v", conv)
		}
		if m := tab.AwaitReply(tab.Say("2", "hello?")); m.Parts.Fallback() != "waiting=false hello?" {
			t.Errorf("reply = %+v", m)
		}
		// A person may still come.
		must(s.TakeOver(t.Context(), id, mara))
	})
}

// A person who has taken over and does not answer loses the conversation; one
// who answers keeps it however long the shopper is silent.
func TestPersonFallsSilent(t *testing.T) {
	limited(t, nil, func(t *testing.T, s *shop) {
		tab := s.tab(t)
		id := tab.Welcome.Conversation
		tab.AwaitReply(tab.Say("1", "hello"))
		must(s.TakeOver(t.Context(), id, mara))
		tab.AwaitEvent(owner)
		time.Sleep(time.Hour)
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByPerson {
			t.Fatalf("nobody waits, and it is %+v", conv.Owner)
		}
		tab.Say("2", "a question")
		time.Sleep(8 * time.Minute)
		must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: "An answer."}))
		time.Sleep(time.Hour)
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByPerson {
			t.Fatalf("all is answered, and it is %+v", conv.Owner)
		}
		last := tab.Say("3", "another question")
		time.Sleep(11 * time.Minute)
		if e := tab.AwaitEvent(owner); !e.Owner.Lapsed {
			t.Errorf("the shopper sees %+v", e.Owner)
		}
		if m := tab.AwaitReply(last); m.Parts.Fallback() != "waiting=false another question" {
			t.Errorf("reply = %+v", m)
		}
	})
}

// Nobody is late at night.
func TestWaitOutsideHours(t *testing.T) {
	// The bubble's clock begins at midnight, UTC, on a Saturday.
	hours := &chat.Hours{Week: []assistant.Opening{{Days: []string{"sat"}, From: "02:00", To: "17:00"}}}
	limited(t, hours, func(t *testing.T, s *shop) {
		tab := s.tab(t)
		id := tab.Welcome.Conversation
		tab.AwaitReply(tab.Say("1", "person"))
		tab.AwaitEvent(owner)
		time.Sleep(2*time.Hour + 9*time.Minute)
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByNobody {
			t.Fatalf("before ten minutes of the opening have passed: %+v", conv.Owner)
		}
		time.Sleep(2 * time.Minute)
		if conv := must(s.Conversation(t.Context(), id)); conv.Owner.State != chat.OwnedByAssistant {
			t.Errorf("after them: %+v", conv.Owner)
		}
	})
}
