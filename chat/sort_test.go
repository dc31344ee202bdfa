package chat_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// remembers says what people have said before.
func remembers(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	var said []string
	for _, m := range turn.History {
		if m.Author == assistant.AuthorPerson {
			said = append(said, m.Name+": "+m.Text)
		}
	}
	return assistant.Outcome{}, w.Write(text(strings.Join(said, "; ")))
}

// What the staff sorts is stored once and never shown to the shopper, neither
// live nor when the log is told again.
func TestSort(t *testing.T) {
	s := script(t, remembers)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	note := chat.Staff{Note: "SECRET", Tag: []string{"SECRET"}, Assign: &chat.Assignee{ID: "SECRET", Name: "SECRET"}}
	conv := must(s.Sort(t.Context(), id, "n1", mara, note))
	if again := must(s.Sort(t.Context(), id, "n1", mara, note)); again.Top != conv.Top {
		t.Errorf("the same again became event %d, not %d", again.Top, conv.Top)
	}
	if _, err := s.Sort(t.Context(), id, "n1", mara, chat.Staff{Note: "another"}); !errors.Is(err, chat.ErrConflict) {
		t.Errorf("another under the same id: %v", err)
	}
	if e := must(s.Events(t.Context(), id, conv.Top-1, 1))[0]; e.Staff == nil || e.Staff.By != "Mara" || e.Staff.ByID != "1" || e.Staff.Note != "SECRET" {
		t.Errorf("the staff sees %+v", e.Staff)
	}
	staff := func(e chat.Event) bool { return e.Kind == chat.EventStaff }
	late := s.again(t, tab)
	for _, tab := range []*chattest.Tab{tab, late} {
		if e := tab.AwaitEvent(staff); e != (chat.Event{Seq: conv.Top, At: e.At, Kind: chat.EventStaff}) {
			t.Errorf("the shopper sees %+v", e)
		}
	}
}

func TestSortRefused(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	low, high, before, odd := -1, chat.MaxPriority+1, int64(-1), chat.Mark("odd")
	for name, bad := range map[string]chat.Staff{
		"a long note":         {Note: strings.Repeat("x", chat.MaxNote+1)},
		"a note in no code":   {Note: "\xff"},
		"an empty tag":        {Tag: []string{""}},
		"a tag with spaces":   {Tag: []string{" vip"}},
		"a long tag":          {Untag: []string{strings.Repeat("x", chat.MaxTag+1)}},
		"a tag of two lines":  {Tag: []string{"a\nb"}},
		"many tags":           {Tag: strings.Split(strings.Repeat("x,", chat.MaxTags)+"x", ",")},
		"somebody nameless":   {Assign: &chat.Assignee{ID: "1"}},
		"less than ordinary":  {Priority: &low},
		"more than urgent":    {Priority: &high},
		"put off into a past": {Snooze: &before},
		"an unknown mark":     {Mark: &odd},
	} {
		var invalid chat.Invalid
		if _, err := s.Sort(t.Context(), id, "", mara, bad); !errors.As(err, &invalid) {
			t.Errorf("%s: %v, want an Invalid", name, err)
		}
	}
	if _, err := s.Sort(t.Context(), id, "", chat.Person{Name: "Nobody"}, chat.Staff{Note: "x"}); err == nil {
		t.Error("somebody without an id sorts")
	}
	if _, err := s.Sort(t.Context(), "elsewhere", "", mara, chat.Staff{Note: "x"}); !errors.Is(err, chat.ErrNotFound) {
		t.Errorf("a conversation that is not there: %v", err)
	}
	if conv := must(s.Conversation(t.Context(), id)); conv.Top != 2 {
		t.Errorf("%d events, want the two of before", conv.Top)
	}
}

func TestTransfer(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	if _, err := s.Transfer(t.Context(), id, mara.ID, ivo); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("before taking over: %v", err)
	}
	must(s.TakeOver(t.Context(), id, mara))
	tab.AwaitEvent(owner)
	if _, err := s.Transfer(t.Context(), id, ivo.ID, ivo); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("taken from another: %v", err)
	}
	conv := must(s.Transfer(t.Context(), id, mara.ID, ivo))
	if conv.Owner.PersonID != ivo.ID || conv.Assignee.ID != ivo.ID {
		t.Errorf("conversation = %+v", conv)
	}
	if e := tab.AwaitEvent(owner); e.Owner.Person != "Ivo" || e.Owner.State != chat.OwnedByPerson {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
	if _, err := s.Post(t.Context(), id, chat.Post{Person: mara, Text: "One more thing."}); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("who gave it on writes: %v", err)
	}
}

// An edited message is what the assistant remembers; who did not write it
// cannot change it.
func TestEdit(t *testing.T) {
	s := script(t, remembers)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	must(s.TakeOver(t.Context(), id, mara))
	first := must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: "It is 10 days."}))
	second := must(s.Post(t.Context(), id, chat.Post{Person: mara, Text: "Sorry, wrong talk."}))
	for seq, want := range map[int64]error{1: chat.ErrOwner, 2: chat.ErrOwner, 3: chat.ErrNotFound, 99: chat.ErrNotFound, 0: chat.ErrNotFound} {
		if _, err := s.Edit(t.Context(), id, "", mara, seq, "x"); !errors.Is(err, want) {
			t.Errorf("event %d: %v, want %v", seq, err, want)
		}
	}
	if _, err := s.Edit(t.Context(), id, "", ivo, first.Seq, "x"); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("somebody else: %v", err)
	}
	e := must(s.Edit(t.Context(), id, "e1", mara, first.Seq, "It is 30 days."))
	if again := must(s.Edit(t.Context(), id, "e1", mara, first.Seq, "It is 30 days.")); again.Seq != e.Seq {
		t.Errorf("the same again became event %d, not %d", again.Seq, e.Seq)
	}
	must(s.Edit(t.Context(), id, "e2", mara, second.Seq, ""))
	if e := tab.AwaitEvent(func(e chat.Event) bool { return e.Edit != nil }); *e.Edit != (chat.Edit{Seq: first.Seq, Text: "It is 30 days.", Person: "Mara"}) {
		t.Errorf("the shopper sees %+v", e.Edit)
	}
	must(s.GiveBack(t.Context(), id, mara))
	if m := tab.AwaitReply(tab.Say("2", "and now?")); m.Parts.Fallback() != "Mara: It is 30 days." {
		t.Errorf("the assistant remembers %q", m.Parts.Fallback())
	}
}

// Whoever is blocked can write no more, in no new conversation either.
func TestBlocked(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	blocked := chat.MarkBlocked
	must(s.Sort(t.Context(), id, "", mara, chat.Staff{Mark: &blocked}))
	tab.Send(chat.Send{ID: "2", Text: "hello?"})
	if f := chattest.Await[chat.Failure](tab); f.Code != chat.CodeForbidden || f.ID != "2" {
		t.Errorf("the shopper is told %+v", f)
	}
	anew := s.over.Dial(t, s.client, mount, chat.Hello{Token: tab.Hello.Token, Fresh: "another"})
	if anew.Welcome.Conversation != id {
		t.Errorf("a new conversation %s was begun", anew.Welcome.Conversation)
	}
}

// TestPromise_S30_Claims is the part of S30 about claims: of many people who
// take a conversation over at the same time one does.
func TestPromise_S30_Claims(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	const people = 100
	var won, lost atomic.Int32
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			switch _, err := s.TakeOver(t.Context(), id, chat.Person{ID: fmt.Sprint(i), Name: fmt.Sprint("Person ", i)}); {
			case err == nil:
				won.Add(1)
			case errors.Is(err, chat.ErrOwner):
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || lost.Load() != people-1 {
		t.Errorf("%d have taken it over, %d were told that somebody has", won.Load(), lost.Load())
	}
	t.Logf("figures: claims=%d won=%d", people, won.Load())
}
