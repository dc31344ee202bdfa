package chat_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf16"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

func TestTalk(t *testing.T) {
	s := open(t, nil)
	tab := s.tab(t)
	if w := tab.Welcome; w.Top != 0 || w.Resync || w.Owner != chat.OwnedByAssistant || w.Cart.Count != 0 || w.MaxText != chat.MaxText || w.Epoch == "" {
		t.Errorf("welcome = %+v", w)
	}
	tab.Send(chat.Send{ID: "1", Text: "hello 👋"})
	if e := chattest.Await[chat.Logged](tab).Event; e.Seq != 1 || e.Message.Text != "hello 👋" || e.Message.Author != assistant.AuthorShopper {
		t.Errorf("event = %+v", e)
	}
	if ack := chattest.Await[chat.Ack](tab); ack != (chat.Ack{ID: "1", Seq: 1}) {
		t.Errorf("ack = %+v", ack)
	}
	started := chattest.Await[chat.Started](tab)
	if started.Answers != 1 {
		t.Errorf("started = %+v", started)
	}
	if d := chattest.Await[chat.Delta](tab); d.Turn != started.Turn || d.Part != 0 || d.Offset != 0 || d.Text != "You said: hello 👋" {
		t.Errorf("delta = %+v", d)
	}
	m := tab.AwaitReply(1)
	if m.Turn != started.Turn || m.Parts.Fallback() != "You said: hello 👋" || m.Author != assistant.AuthorAssistant {
		t.Errorf("reply = %+v", m)
	}
}

// script opens a shop whose assistant is f.
func script(t *testing.T, f assistant.Func) *shop {
	return open(t, func(c *chat.Config) { c.Assistant = f })
}

func text(s string) assistant.Text { return assistant.Text{Text: s} }

var sizes = assistant.ChoicesBlock{Text: "Which size?", Choices: []assistant.Choice{
	{ID: "m", Label: "M", Action: assistant.Action{Do: assistant.DoPick, Product: "jacket", Field: "size", Value: "M"}},
}}

func TestStreaming(t *testing.T) {
	s := script(t, func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		for _, part := range []assistant.Part{
			assistant.Status{Text: "Looking"}, text("a👋"), text("é"), text(""), text("\xff!"), sizes, text("z"),
			assistant.Text{Text: "!", Evidence: []assistant.Evidence{{Kind: "product", ID: "mug"}}},
		} {
			if err := w.Write(part); err != nil {
				return assistant.Outcome{}, err
			}
		}
		return assistant.Outcome{}, nil
	})
	tab := s.tab(t)
	other := s.again(t, tab)
	tab.Say("1", "hello")
	for _, tab := range []*chattest.Tab{tab, other} {
		turn := chattest.Await[chat.Started](tab).Turn
		if got := tab.Next(); got != (chat.Working{Turn: turn, Text: "Looking"}) {
			t.Errorf("got %#v", got)
		}
		first, block, last := readText(t, tab), tab.Next(), readText(t, tab)
		if want := (chat.Piece{Turn: turn, Part: 1, Block: sizes}); first != "0 a👋é\uFFFD!" || last != "2 z!" || !reflect.DeepEqual(block, want) {
			t.Errorf("got %q, %#v, %q", first, block, last)
		}
		m := tab.AwaitReply(1)
		if want := (assistant.Parts{text("a👋é\uFFFD!"), sizes, assistant.Text{Text: "z!", Evidence: []assistant.Evidence{{Kind: "product", ID: "mug"}}}}); !reflect.DeepEqual(m.Parts, want) {
			t.Errorf("stored %#v, want %#v", m.Parts, want)
		}
	}
}

// readText reads one part of prose, which may come in any number of pieces that
// fit together in UTF-16, up to its end in "!".
func readText(t *testing.T, tab *chattest.Tab) string {
	t.Helper()
	all := ""
	for {
		d := chattest.Await[chat.Delta](tab)
		if d.Offset != len(utf16.Encode([]rune(all))) {
			t.Fatalf("%+v does not go on after %q", d, all)
		}
		if all += d.Text; strings.HasSuffix(all, "!") {
			return fmt.Sprint(d.Part, " ", all)
		}
	}
}

// A tab that comes while a reply is made sees what was shown so far, then the
// rest; the page that asked may be gone by then.
func TestPartialReply(t *testing.T) {
	begun, goOn := make(chan bool), make(chan bool)
	s := script(t, func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		w.Write(text("one "))
		w.Write(sizes)
		w.Write(assistant.Status{Text: "Thinking"})
		begun <- true
		<-goOn
		return assistant.Outcome{}, w.Write(text("two"))
	})
	tab := s.tab(t)
	tab.Say("1", "hello")
	<-begun
	tab.Close()
	late := s.again(t, tab)
	if e := chattest.Await[chat.Logged](late).Event; e.Message.Text != "hello" {
		t.Errorf("event = %+v", e)
	}
	started := chattest.Await[chat.Started](late)
	for _, want := range []chat.Frame{
		chat.Delta{Turn: started.Turn, Text: "one "}, chat.Piece{Turn: started.Turn, Part: 1, Block: sizes}, chat.Working{Turn: started.Turn, Text: "Thinking"},
	} {
		if got := late.Next(); !reflect.DeepEqual(got, want) {
			t.Errorf("got %#v, want %#v", got, want)
		}
	}
	goOn <- true
	if d := chattest.Await[chat.Delta](late); d.Part != 2 || d.Text != "two" {
		t.Errorf("delta = %+v", d)
	}
	if m := late.AwaitReply(1); len(m.Parts) != 3 {
		t.Errorf("reply = %+v", m)
	}
}

func TestStop(t *testing.T) {
	s := script(t, func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		if turn.Text == "again" {
			return assistant.Outcome{}, w.Write(text("fine"))
		}
		if err := w.Write(text("word")); err != nil {
			return assistant.Outcome{}, err
		}
		<-ctx.Done()
		if err := w.Write(text(" too many")); err == nil {
			t.Error("a stopped reply takes more words")
		}
		return assistant.Outcome{}, ctx.Err()
	})
	tab := s.tab(t)
	tab.Say("1", "hello")
	d := chattest.Await[chat.Delta](tab)
	tab.Send(chat.Stop{Turn: "another"})
	tab.Send(chat.Stop{Turn: d.Turn})
	if m := tab.AwaitReply(1); !m.Stopped || m.Failed || m.Parts.Fallback() != "word" {
		t.Errorf("reply = %+v", m)
	}
	if m := tab.AwaitReply(tab.Say("2", "again")); m.Stopped || m.Parts.Fallback() != "fine" {
		t.Errorf("reply = %+v", m)
	}
}

func TestRetract(t *testing.T) {
	s := script(t, func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		w.Write(text("wrong"))
		w.Write(assistant.Retract{})
		return assistant.Outcome{}, w.Write(text("right"))
	})
	tab := s.tab(t)
	tab.Say("1", "hello")
	turn := chattest.Await[chat.Delta](tab).Turn
	if r := chattest.Await[chat.Retracted](tab); r.Turn != turn {
		t.Errorf("retracted %+v", r)
	}
	if d := chattest.Await[chat.Delta](tab); d.Part != 0 || d.Offset != 0 || d.Text != "right" {
		t.Errorf("delta = %+v", d)
	}
	if m := tab.AwaitReply(1); m.Parts.Fallback() != "right" {
		t.Errorf("reply = %+v", m)
	}
}

// Whatever an assistant does, the shopper gets an honest answer, the half reply
// is taken back and the next message is answered.
func TestFailingAssistant(t *testing.T) {
	for name, fail := range map[string]assistant.Func{
		"error": func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{State: json.RawMessage(`{"bad":1}`), Handoff: &assistant.Handoff{}}, errors.New("SECRET of the inside")
		},
		"panic": func(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
			panic("SECRET of the inside")
		},
		"never ends": func(ctx context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			for {
				if err := w.Write(text("SECRET ")); err != nil {
					return assistant.Outcome{}, err
				}
			}
		},
		"unknown part": func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, w.Write(nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := script(t, func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
				if turn.Text == "again" {
					return assistant.Outcome{}, w.Write(text("fine " + string(turn.State)))
				}
				w.Write(text("half"))
				return fail(ctx, turn, w)
			})
			tab := s.tab(t)
			tab.Say("1", "hello")
			chattest.Await[chat.Retracted](tab)
			m := tab.AwaitReply(1)
			if !m.Failed || m.Stopped || m.Parts.Fallback() == "" || strings.Contains(m.Parts.Fallback(), "SECRET") {
				t.Errorf("reply = %+v", m)
			}
			if m := tab.AwaitReply(tab.Say("2", "again")); m.Failed || m.Parts.Fallback() != "fine " {
				t.Errorf("reply = %+v", m)
			}
			if conv, _ := s.Conversation(t.Context(), tab.Welcome.Conversation); conv.Owner.State != chat.OwnedByAssistant {
				t.Errorf("owner = %+v", conv.Owner)
			}
			if !strings.Contains(s.log.String(), "a turn failed") {
				t.Error("nothing in the log")
			}
		})
	}
}

func TestTurnTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deaf := make(chan bool)
		s := script(t, func(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			if turn.Text == "deaf" {
				<-deaf
				return assistant.Outcome{}, w.Write(text("too late"))
			}
			<-ctx.Done()
			return assistant.Outcome{}, ctx.Err()
		})
		tab := s.tab(t)
		tab.Patience = 2 * time.Minute
		begun := time.Now()
		if m := tab.AwaitReply(tab.Say("1", "polite")); !m.Failed {
			t.Errorf("reply = %+v", m)
		}
		if took := time.Since(begun); took != chat.DefaultTurnTimeout {
			t.Errorf("took %v", took)
		}
		// One that does not even look at its context is left behind.
		if m := tab.AwaitReply(tab.Say("2", "deaf")); !m.Failed {
			t.Errorf("reply = %+v", m)
		}
		close(deaf)
		synctest.Wait()
		if top := must(s.Conversation(t.Context(), tab.Welcome.Conversation)).Top; top != 4 {
			t.Errorf("top = %d, want 4", top)
		}

	})
}

func must[V any](v V, err error) V {
	if err != nil {
		panic(err)
	}
	return v
}

// Messages are answered one at a time, each with what came before it.
func TestOneTurnAtATime(t *testing.T) {
	var running atomic.Int32
	s := script(t, func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
		if running.Add(1) != 1 {
			t.Error("two turns at once")
		}
		defer running.Add(-1)
		n := 0
		if turn.State != nil {
			n = must(strconv.Atoi(string(turn.State)))
		}
		var said []string
		for _, m := range turn.History {
			if m.Author == assistant.AuthorShopper {
				said = append(said, m.Text)
			}
		}
		err := w.Write(text(fmt.Sprintf("%d %d %s %s", n, turn.StateVersion, strings.Join(said, ","), turn.Text)))
		return assistant.Outcome{State: json.RawMessage(strconv.Itoa(n + 1)), StateVersion: 7, Tags: []string{turn.Text}}, err
	})
	tab := s.tab(t)
	for _, word := range []string{"a", "b", "c"} {
		tab.Send(chat.Send{ID: word, Text: word})
	}
	for i, want := range []string{"0 0  a", "1 7 a b", "2 7 a,b c"} {
		m := tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Author == assistant.AuthorAssistant }).Message
		if got := m.Parts.Fallback(); got != want {
			t.Errorf("reply %d: %q, want %q", i, got, want)
		}
	}
	conv := must(s.Conversation(t.Context(), tab.Welcome.Conversation))
	if conv.Answered != conv.LastShopper || len(conv.Tags) != 3 || conv.Preview != "2 7 a,b c" {
		t.Errorf("conversation = %+v", conv)
	}
}

func TestTurnSnapshot(t *testing.T) {
	turns := make(chan assistant.Turn, 9)
	s := open(t, func(c *chat.Config) {
		c.Locale = "de-DE"
		c.Shopper = func(*http.Request) (chat.Shopper, error) {
			return chat.Shopper{CartID: "my-cart", Customer: &assistant.Customer{ID: "u1", Name: "Ada"}}, nil
		}
		c.Assistant = assistant.Func(func(_ context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			turns <- turn
			return assistant.Outcome{}, w.Write(text("ok"))
		})
	})
	tab := chattest.Dial(t, s.client, mount, chat.Hello{Page: assistant.Page{URL: "/1", Product: "mug"}, Entry: "launcher"})
	tab.Say("1", "hello")
	turn := <-turns
	if turn.ID == "" || turn.Conversation != tab.Welcome.Conversation || turn.Locale != "de-DE" || turn.Page.Product != "mug" || turn.Customer == nil || turn.Customer.Name != "Ada" || turn.Waiting || turn.Action != nil || turn.Now.IsZero() {
		t.Errorf("turn = %+v", turn)
	}
	if c := must(turn.Shop.Cart(t.Context())); c.ID != "my-cart" {
		t.Errorf("cart %+v", c)
	}
	tab.Send(chat.Visit{Page: assistant.Page{URL: "/2", Product: "jacket"}})
	tab.Say("2", "and now")
	if turn = <-turns; turn.Page.Product != "jacket" {
		t.Errorf("page = %+v", turn.Page)
	}
	tab.Send(chat.Send{ID: "3", Text: "here", Page: assistant.Page{URL: "/3"}})
	if turn = <-turns; turn.Page.URL != "/3" || turn.Page.Product != "" || len(turn.History) < 3 {
		t.Errorf("turn = %+v", turn)
	}
	if conv := must(s.Conversation(t.Context(), turn.Conversation)); conv.Entry != "launcher" || conv.Page.Product != "mug" || conv.CartID != "my-cart" {
		t.Errorf("conversation = %+v", conv)
	}
}
