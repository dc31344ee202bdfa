package chat_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// A card's number that a shopper types is stored nowhere: the log, what other
// tabs and people see, and what the assistant is told have its last digits only.
// Numbers of orders, parcels and telephones stay.
func TestCardNumbersAreNotStored(t *testing.T) {
	s := support(t, nil)
	hello := chat.Hello{Page: assistant.Page{URL: "/"}}
	var typed []string
	for i, c := range []struct{ text, want string }{
		{"charge my card 4111 1111 1111 1111 please", "charge my card •••• 1111 please"},
		{"5555-5555-5555-4444, cvc 123", "•••• 4444, cvc •••"},
		{"amex 378282246310005", "amex •••• 0005"},
		{"4111 1111 1111 1112 is no card", "4111 1111 1111 1112 is no card"},
		{"where is LH-1002, and order 100200300?", "where is LH-1002, and order 100200300?"},
		{"call +1 202 555 0123 or 0049 151 23456789", "call +1 202 555 0123 or 0049 151 23456789"},
		{"tracking 9400 1000 0000 0000 0000 00", "tracking 9400 1000 0000 0000 0000 00"},
	} {
		tab := chattest.Dial(t, s.client, mount, hello)
		typed = append(typed, tab.Welcome.Conversation)
		seq := tab.Say("card"+string(rune('a'+i)), c.text)
		events, err := s.Events(t.Context(), tab.Welcome.Conversation, seq-1, 1)
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		if got := events[0].Message.Text; got != c.want {
			t.Errorf("%q is stored as %q, want %q", c.text, got, c.want)
		}
		tab.AwaitReply(seq)
	}
	tab := chattest.Dial(t, s.client, mount, hello)
	// What is filled in is cut too, but for the number of an order.
	form := replySeq(tab, tab.Say("form", "hello"))
	tab.Send(chat.Send{ID: "filled", Text: "x", Form: &chat.Filled{Seq: form, Values: map[string]string{
		"number": "LH-2", "email": "ben@mail.example", "note": "It was paid with 4111111111111111.",
	}}})
	filled := tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Form != nil })
	if values := filled.Message.Form.Values; values["note"] != "It was paid with •••• 1111." || values["number"] != "LH-2" {
		t.Errorf("stored %v", values)
	}
	for _, conversation := range append(typed, tab.Welcome.Conversation) {
		all, err := s.Events(t.Context(), conversation, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range []string{"4111111111111111", "4111 1111 1111 1111", "5555-5555", "378282246310005"} {
			if strings.Contains(string(data), number) {
				t.Errorf("%s is stored in %s", number, data)
			}
		}
	}
}
