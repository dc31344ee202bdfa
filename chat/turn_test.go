package chat_test

import (
	"testing"

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
