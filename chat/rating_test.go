package chat_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func rating(e chat.Event) bool { return e.Rating != nil }

// partsWays asks how it was when it hears "bye", unless that was asked.
func partsWays(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	if turn.Text == "bye" && !turn.AskedToRate {
		return assistant.Outcome{}, w.Write(assistant.RatingBlock{Text: "How was this conversation?"})
	}
	return assistant.Outcome{}, w.Write(text(fmt.Sprintf("asked=%v", turn.AskedToRate)))
}

// A conversation is rated once, and every tab sees it.
func TestRating(t *testing.T) {
	s := script(t, partsWays)
	tab := s.tab(t)
	other := s.again(t, tab)
	if m := tab.AwaitReply(tab.Say("1", "hello")); m.Parts.Fallback() != "asked=false" {
		t.Errorf("reply = %+v", m)
	}
	tab.AwaitReply(tab.Say("2", "bye")) // the reply is event 4
	good := chat.Rating{Seq: 4, Score: 4, Comment: " Quick, but my card is 4111 1111 1111 1111 "}
	for i, bad := range []struct {
		rating chat.Rating
		code   chat.ErrorCode
	}{
		{chat.Rating{Seq: 4}, chat.CodeBadRequest},
		{chat.Rating{Seq: 4, Score: 6}, chat.CodeBadRequest},
		{chat.Rating{Seq: 4, Score: -1}, chat.CodeBadRequest},
		{chat.Rating{Seq: 4, Score: 3, Comment: strings.Repeat("é", chat.MaxComment+1)}, chat.CodeTooLong},
		{chat.Rating{Seq: 2, Score: 3}, chat.CodeNotFound}, // asks nothing
		{chat.Rating{Seq: 0, Score: 3}, chat.CodeNotFound},
		{chat.Rating{Seq: -4, Score: 3}, chat.CodeNotFound},
		{chat.Rating{Seq: 99, Score: 3}, chat.CodeNotFound},
	} {
		id := fmt.Sprint("bad ", i)
		tab.Send(chat.GiveRating{ID: id, Rating: bad.rating})
		if _, refused := outcome(tab, id); refused == nil || refused.Code != bad.code || refused.RetryIn != 0 {
			t.Errorf("%+v: %+v, want %s", bad.rating, refused, bad.code)
		}
	}
	for _, id := range []string{"r1", "r1", "r2"} { // a retry, and a tap in another tab
		tab.Send(chat.GiveRating{ID: id, Rating: good})
		if seq, refused := outcome(tab, id); refused != nil || seq != 5 {
			t.Errorf("%s: seq %d, %+v", id, seq, refused)
		}
	}
	tab.Send(chat.GiveRating{ID: "r3", Rating: chat.Rating{Seq: 4, Score: 1}})
	if _, refused := outcome(tab, "r3"); refused == nil || refused.Code != chat.CodeConflict {
		t.Errorf("another answer: %+v", refused)
	}
	if e := other.AwaitEvent(rating); e.Seq != 5 || e.Rating.Score != 4 || !strings.HasPrefix(e.Rating.Comment, "Quick") || strings.Contains(e.Rating.Comment, "4111 1111") {
		t.Errorf("the other tab sees %+v", e.Rating)
	}
	// A stranger rates nothing here, and nobody is asked twice.
	stranger := s.tab(t)
	stranger.Send(chat.GiveRating{ID: "r1", Rating: good})
	if _, refused := outcome(stranger, "r1"); refused == nil || refused.Code != chat.CodeNotFound {
		t.Errorf("a stranger: %+v", refused)
	}
	if m := tab.AwaitReply(tab.Say("3", "bye")); m.Parts.Fallback() != "asked=true" {
		t.Errorf("reply = %+v", m)
	}
}

// The help of a person is rated where they give back or close, once between two
// words of the shopper, and not while something is left to answer.
func TestRatingOfAPerson(t *testing.T) {
	s := script(t, partsWays)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	said := 0
	say := func() { said++; tab.Say(fmt.Sprint("m", said), "hello") }
	post := func() {
		t.Helper()
		must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: "I am here."}))
	}
	ended := func(end func(context.Context, string, chat.Person) (chat.Conversation, error), want bool) int64 {
		t.Helper()
		must(end(t.Context(), id, mara))
		e := tab.AwaitEvent(func(e chat.Event) bool { return e.Owner != nil && e.Owner.State == chat.OwnedByAssistant })
		if e.Owner.Rate != want {
			t.Errorf("event %d asks %v, want %v", e.Seq, e.Owner.Rate, want)
		}
		return e.Seq
	}
	say()
	tab.AwaitReply(1)
	must(s.TakeOver(t.Context(), id, mara))
	say()
	ended(s.GiveBack, false) // the assistant has to answer yet
	tab.AwaitReply(4)
	must(s.TakeOver(t.Context(), id, mara))
	say()
	post()
	seq := ended(s.GiveBack, true)
	tab.Send(chat.GiveRating{ID: "r", Rating: chat.Rating{Seq: seq, Score: 5}})
	if _, refused := outcome(tab, "r"); refused != nil {
		t.Errorf("refused: %+v", refused)
	}
	ended(s.CloseConversation, false)
	say()
	tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Author == assistant.AuthorAssistant })
	ended(s.CloseConversation, true)
}

// Fifty tabs rate the same at once, most of them alike: the log has one.
func TestPromise_R02_RatedOnce(t *testing.T) {
	const tabs = 50
	s := open(t, func(c *chat.Config) { unlimited(c); c.Assistant = assistant.Func(partsWays) })
	first := s.tab(t)
	first.AwaitReply(first.Say("1", "bye"))
	all := []*chattest.Tab{first}
	for range tabs - 1 {
		all = append(all, s.again(t, first))
	}
	var together sync.WaitGroup
	var conflicts atomic.Int64
	for i, tab := range all {
		together.Go(func() {
			id := fmt.Sprint("r", i)
			for range 3 {
				tab.Send(chat.GiveRating{ID: id, Rating: chat.Rating{Seq: 2, Score: 4 + i%10/9}})
			}
			for range 3 {
				seq, refused := outcome(tab, id)
				switch {
				case refused == nil && seq == 3:
				case refused != nil && refused.Code == chat.CodeConflict:
					conflicts.Add(1)
				default:
					t.Errorf("seq %d, %+v", seq, refused)
				}
			}
		})
	}
	together.Wait()
	ratings := 0
	for _, e := range must(s.Events(t.Context(), first.Welcome.Conversation, 0, 500)) {
		if e.Rating != nil {
			ratings++
		}
	}
	if n := conflicts.Load(); ratings != 1 || n != 3*tabs/10 && n != 3*(tabs-tabs/10) {
		t.Errorf("%d ratings, and %d were told that it was rated", ratings, n)
	}
}
