package chat_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

var (
	mara = chat.Person{ID: "1", Name: "Mara"}
	ivo  = chat.Person{ID: "2", Name: "Ivo"}
)

// handsOver asks for a person when it hears "person".
func handsOver(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	var outcome assistant.Outcome
	if turn.Text == "person" {
		outcome.Handoff = &assistant.Handoff{Reason: "asked", Summary: "SECRET: wants a person"}
	}
	return outcome, w.Write(text(fmt.Sprintf("waiting=%v %s", turn.Waiting, turn.Text)))
}

func owner(e chat.Event) bool { return e.Owner != nil }

func TestHandOff(t *testing.T) {
	s := script(t, handsOver)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.Say("1", "person")
	if m := tab.AwaitReply(1); m.Parts.Fallback() != "waiting=false person" {
		t.Errorf("reply = %+v", m)
	}
	if e := tab.AwaitEvent(owner); e.Owner.State != chat.OwnedByNobody || e.Owner.Handoff != nil {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
	conv := must(s.Conversation(t.Context(), id))
	if conv.Owner.State != chat.OwnedByNobody || conv.Handoff == nil || conv.Handoff.Reason != "asked" || conv.WaitingSince.IsZero() {
		t.Errorf("conversation = %+v", conv)
	}
	if e := must(s.Events(t.Context(), id, 2, 1))[0]; e.Owner.Handoff == nil {
		t.Error("the staff does not see the note")
	}
	// While waiting, the assistant goes on helping.
	if m := tab.AwaitReply(tab.Say("2", "shipping?")); m.Parts.Fallback() != "waiting=true shipping?" {
		t.Errorf("reply = %+v", m)
	}
	// Asking again changes nothing but the note.
	tab.AwaitReply(tab.Say("3", "person"))
	if again := must(s.Conversation(t.Context(), id)); again.OwnerVersion != conv.OwnerVersion || again.WaitingSince != conv.WaitingSince {
		t.Errorf("conversation = %+v", again)
	}
	// A person comes; the assistant is silent.
	if conv := must(s.TakeOver(t.Context(), id, mara)); conv.Owner.Person != "Mara" {
		t.Errorf("owner = %+v", conv.Owner)
	}
	if e := tab.AwaitEvent(owner); e.Owner.State != chat.OwnedByPerson || e.Owner.Person != "Mara" {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
	late := s.again(t, tab)
	if late.Welcome.Owner != chat.OwnedByPerson || late.Welcome.Person != "Mara" {
		t.Errorf("welcome = %+v", late.Welcome)
	}
	for e := chattest.Await[chat.Logged](late).Event; e.Seq < late.Welcome.Top; e = chattest.Await[chat.Logged](late).Event {
		if e.Owner != nil && e.Owner.Handoff != nil {
			t.Errorf("a replay shows the note: %+v", e.Owner)
		}
	}
	tab.Say("4", "are you there?")
	post := chat.Post{ClientID: "p1", Person: mara, Text: "I am."}
	e := must(s.Post(t.Context(), id, post))
	if again := must(s.Post(t.Context(), id, post)); again.Seq != e.Seq {
		t.Errorf("the same post again became event %d, not %d", again.Seq, e.Seq)
	}
	if said := tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Author == assistant.AuthorPerson }); said.Seq != e.Seq || said.Message.Name != "Mara" || said.Message.Text != "I am." {
		t.Errorf("the shopper sees %+v", said.Message)
	}
	// Given back, what the person has answered is not answered again.
	if conv := must(s.GiveBack(t.Context(), id, mara)); conv.Owner.State != chat.OwnedByAssistant {
		t.Errorf("owner = %+v", conv.Owner)
	}
	tab.AwaitEvent(owner)
	if m := tab.AwaitReply(tab.Say("5", "thanks")); m.Parts.Fallback() != "waiting=false thanks" {
		t.Errorf("reply = %+v", m)
	}
	for _, e := range must(s.Events(t.Context(), id, 0, 100)) {
		if e.Message != nil && strings.HasSuffix(e.Message.Parts.Fallback(), "are you there?") {
			t.Error("the assistant spoke while a person owned the conversation")
		}
	}
}

// Messages that nobody answered while a person had the conversation: the
// newest is answered when it is given back.
func TestGiveBackUnanswered(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	must(s.TakeOver(t.Context(), id, mara))
	tab.Say("2", "first")
	last := tab.Say("3", "second")
	must(s.GiveBack(t.Context(), id, mara))
	if m := tab.AwaitReply(last); m.Parts.Fallback() != "You said: second" {
		t.Errorf("reply = %+v", m)
	}
	if conv := must(s.Conversation(t.Context(), id)); conv.Messages != 5 {
		t.Errorf("%d messages, want 5", conv.Messages)
	}
}

// A reply that is being made when a person takes over is thrown away.
func TestTakeOverDuringReply(t *testing.T) {
	begun := make(chan bool)
	s := script(t, func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		w.Write(text("half"))
		begun <- true
		<-ctx.Done()
		w.Write(text("SECRET"))
		return assistant.Outcome{State: []byte(`{"a":1}`)}, nil // it pays no heed
	})
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.Say("1", "hello")
	<-begun
	turn := chattest.Await[chat.Delta](tab).Turn
	must(s.TakeOver(t.Context(), id, mara))
	if r := chattest.Await[chat.Retracted](tab); r.Turn != turn {
		t.Errorf("retracted %+v", r)
	}
	tab.Say("2", "hello?")
	events := must(s.Events(t.Context(), id, 0, 100))
	if len(events) != 3 || events[1].Owner == nil {
		t.Errorf("events = %+v", events)
	}
	if conv := must(s.Conversation(t.Context(), id)); conv.State != nil {
		t.Errorf("state = %s", conv.State)
	}
}

func TestOwnership(t *testing.T) {
	s := open(t, nil)
	ctx := t.Context()
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	for _, err := range []error{
		second(s.TakeOver(ctx, id, mara)), second(s.GiveBack(ctx, id, mara)), second(s.CloseConversation(ctx, id, mara)),
		second(s.Post(ctx, id, chat.Post{Text: "x"})),
	} {
		if !errors.Is(err, chat.ErrNotFound) {
			t.Errorf("before the first event: %v", err)
		}
	}
	tab.AwaitReply(tab.Say("1", "hello"))
	if err := second(s.Post(ctx, id, chat.Post{Person: mara, Text: "hi"})); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("a post into the assistant's conversation: %v", err)
	}
	for _, p := range []chat.Person{{}, {ID: "1"}, {Name: "x"}} {
		if second(s.TakeOver(ctx, id, p)) == nil {
			t.Errorf("%+v took over", p)
		}
	}
	first := must(s.TakeOver(ctx, id, mara))
	if again := must(s.TakeOver(ctx, id, mara)); again.OwnerVersion != first.OwnerVersion {
		t.Errorf("taking over twice: %+v", again)
	}
	for name, err := range map[string]error{
		"TakeOver": second(s.TakeOver(ctx, id, ivo)), "GiveBack": second(s.GiveBack(ctx, id, ivo)),
		"Close": second(s.CloseConversation(ctx, id, ivo)), "Post": second(s.Post(ctx, id, chat.Post{Person: ivo, Text: "x"})),
	} {
		if !errors.Is(err, chat.ErrOwner) {
			t.Errorf("%s by another person: %v", name, err)
		}
	}
	for _, bad := range []string{"", " \n", strings.Repeat("ü", chat.MaxText+1), "\xff"} {
		if second(s.Post(ctx, id, chat.Post{Person: mara, Text: bad})) == nil {
			t.Errorf("posted %.20q", bad)
		}
	}
	if e := must(s.Post(ctx, id, chat.Post{Person: chat.Person{Name: "Larkhollow"}, Text: "Your parcel has left."})); e.Message.Name != "Larkhollow" {
		t.Errorf("the shop's own message: %+v", e)
	}
	tab.Say("2", "bye")
	closed := must(s.CloseConversation(ctx, id, mara))
	if !closed.Closed || closed.Owner.State != chat.OwnedByAssistant || closed.Answered != closed.LastShopper {
		t.Errorf("closed = %+v", closed)
	}
	if e := tab.AwaitEvent(func(e chat.Event) bool { return e.Owner != nil && e.Owner.Closed }); e.Owner.State != chat.OwnedByAssistant {
		t.Errorf("the shopper sees %+v", e.Owner)
	}
	if again := must(s.CloseConversation(ctx, id, mara)); again.Top != closed.Top {
		t.Errorf("closing twice: %+v", again)
	}
	// The shopper's next message opens it again.
	tab.AwaitReply(tab.Say("3", "one more thing"))
	if conv := must(s.Conversation(ctx, id)); conv.Closed || conv.Messages != 6 {
		t.Errorf("conversation = %+v", conv)
	}
}

func second[V any](_ V, err error) error { return err }

func TestManyClaims(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	tab.AwaitReply(tab.Say("1", "hello"))
	var won atomic.Int32
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			_, err := s.TakeOver(context.Background(), tab.Welcome.Conversation, chat.Person{ID: fmt.Sprint(i), Name: "x"})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, chat.ErrOwner):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d claims won", won.Load())
	}
}

func TestWatch(t *testing.T) {
	s := open(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	next, stop := iter.Pull(s.Watch(ctx))
	defer stop()
	tab := s.tab(t)
	id := tab.Welcome.Conversation
	tab.AwaitReply(tab.Say("1", "hello"))
	for top := int64(0); top < 2; {
		change, ok := next()
		if !ok || change.Conversation != id || change.Top <= top {
			t.Fatalf("change = %+v, %v", change, ok)
		}
		top = change.Top
	}
	// A watcher that does not look for long is told to read everything again.
	for i := range 300 {
		s.hint(t, fmt.Sprint("c", i))
	}
	if change, ok := next(); !ok || change != (chat.Change{}) {
		t.Errorf("change = %+v, %v", change, ok)
	}
	s.hint(t, "news")
	if change, ok := next(); !ok || change.Conversation != "news" {
		t.Errorf("change = %+v, %v", change, ok)
	}
	cancel()
	if change, ok := next(); ok {
		t.Errorf("after the end: %+v", change)
	}
}

// hint tells the shop's broker what another process would.
func (s *shop) hint(t *testing.T, conversation string) {
	t.Helper()
	s.broker.Publish(chat.DefaultShop, chat.Hint{Conversation: conversation, Top: 1})
}
