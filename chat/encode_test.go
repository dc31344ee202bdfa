package chat

import (
	"reflect"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
)

// TestEncode compares frames that are written by hand with the long way.
func TestEncode(t *testing.T) {
	page := assistant.Page{URL: "/p?a=1&b=<2>", Title: "Über \"x\" \u2028", Product: "p", Kind: "product", Order: "LH-1"}
	said := func(m Message) Frame {
		return Logged{Event{Seq: 7, At: 1790000000123, Kind: EventMessage, ClientID: "c-1", Message: &m}}
	}
	for name, f := range map[string]Frame{
		"ack":       Ack{ID: "a\"\\b", Seq: 300},
		"no seq":    Ack{ID: "a"},
		"started":   Started{Turn: "t", Answers: 4},
		"words":     said(Message{Author: assistant.AuthorShopper, Text: "Is it <b>red</b>?\n👋\x00", Turn: "t", Page: page, Entry: "launcher"}),
		"page":      said(Message{Author: assistant.AuthorShopper, Text: "a", Page: assistant.Page{Order: "x"}}),
		"person":    said(Message{Author: assistant.AuthorPerson, Name: "Mira", Text: "Hello"}),
		"reply":     said(Message{Author: assistant.AuthorAssistant, Turn: "t", Answers: 3, Stopped: true, Failed: true, Parts: assistant.Parts{assistant.Text{Text: "a"}, assistant.Text{Text: "b"}}}),
		"no words":  said(Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{}}),
		"evidence":  said(Message{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.Text{Text: "a", Evidence: []assistant.Evidence{{Kind: "product", ID: "mug"}}}}}),
		"pick":      said(Message{Author: assistant.AuthorShopper, Text: "a", Pick: &Pick{Seq: 2, Choice: "m"}}),
		"cart":      Logged{Event{Seq: 1, Kind: EventCart, Cart: &CartChange{Do: "add"}}},
		"not UTF-8": said(Message{Author: assistant.AuthorShopper, Text: "caf\xe9"}),
	} {
		long, err := tagged(f.Type(), f)
		if err != nil {
			t.Fatal(err)
		}
		short, err := EncodeFrame(f)
		if err != nil {
			t.Fatal(err)
		}
		want, errLong := DecodeFrame(long)
		got, errShort := DecodeFrame(short)
		if errLong != nil || errShort != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %s (%v)\nfor %s (%v)", name, short, errShort, long, errLong)
		}
	}
	d := Delta{Turn: "t", Part: 2, Offset: 9, Text: "<a> 👋 \"q\""}
	q := newQueue()
	q.pushDelta(d, utf16Len(d.Text))
	waiting, _ := q.take(nil)
	if got, err := DecodeFrame(waiting[0].appendTo(nil)); err != nil || got != d {
		t.Errorf("delta %+v, %v", got, err)
	}
}
