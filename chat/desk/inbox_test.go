package desk

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

func TestUnanswered(t *testing.T) {
	// Each letter is an event, a second after the one before: a shopper's,
	// an assistant's and a person's message, a hand-off, a person who takes
	// over, gives back.
	for log, want := range map[string]int64{
		"":         0,
		"s":        1,
		"sa":       0,
		"sap":      0,
		"ss":       1,
		"sass":     3,
		"sah":      3, // asked for after the assistant's answer
		"sh":       1,
		"saht":     3, // taken over, not yet answered
		"shat":     1, // while waiting, the assistant answers nothing
		"sahtp":    0,
		"sahtps":   6,
		"sahtpss":  6,
		"sahtpsp":  0,
		"sahtpsg":  0,
		"sahtpsga": 0,
		"c":        0,
	} {
		var events []chat.Event
		for i, letter := range log {
			e := chat.Event{Seq: int64(i + 1), At: int64(i + 1)}
			switch letter {
			case 's':
				e.Message = &chat.Message{Author: assistant.AuthorShopper}
			case 'a':
				e.Message = &chat.Message{Author: assistant.AuthorAssistant}
			case 'p':
				e.Message = &chat.Message{Author: assistant.AuthorPerson}
			case 'h':
				e.Owner = &chat.OwnerChange{State: chat.OwnedByNobody}
			case 't':
				e.Owner = &chat.OwnerChange{State: chat.OwnedByPerson}
			case 'g':
				e.Owner = &chat.OwnerChange{State: chat.OwnedByAssistant}
			case 'c':
				e.Cart = &chat.CartChange{}
			}
			events = append(events, e)
		}
		if got := unanswered(events); got != want {
			t.Errorf("%q: waits since %d, want %d", log, got, want)
		}
	}
}

func TestPathBelow(t *testing.T) {
	for _, c := range []struct{ pattern, path, want string }{
		{"/desk/", "/desk/", ""},
		{"/desk/", "/desk/api/events", "api/events"},
		{"GET /desk/", "/desk/desk.js", "desk.js"},
		{"shop.test/desk/", "/desk/desk.js", "desk.js"},
		{"POST shop.test/a/b/", "/a/b/c/d", "c/d"},
		{"/{team}/desk/", "/blue/desk/x", "x"},
		{"/desk/{rest...}", "/desk/x/y", "x/y"},
		{"/", "/x", "x"},
		{"", "/x/y", "x/y"},
		{"/desk/", "/api/events", "api/events"}, // stripped
		{"/desk/", "/desk", "desk"},
	} {
		if got := pathBelow(c.pattern, c.path); got != c.want {
			t.Errorf("%q under %q is %q, want %q", c.path, c.pattern, got, c.want)
		}
	}
}
