package chattest

import (
	"reflect"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// sorts is something that Mara of the staff did.
func sorts(clientID string, did chat.Staff) chat.Event {
	did.By, did.ByID = "Mara", "1"
	return chat.Event{Kind: chat.EventStaff, ClientID: clientID, Staff: &did}
}

func testSort(s *store) {
	s.say("c", says("1", "x"))
	s.say("other", says("1", "x"))
	urgent, later, test := 2, start.Add(time.Hour).UnixMilli(), chat.MarkTest
	did := chat.Append{Conversation: "c", Now: start, Events: []chat.Event{sorts("s1", chat.Staff{
		Note: "Called back.", Tag: []string{"vip", "late", "vip"}, Assign: &chat.Assignee{ID: "1", Name: "Mara"},
		Priority: &urgent, Snooze: &later, Mark: &test,
	})}}
	s.write(did)
	s.write(did) // a repeat
	c := s.get("c")
	if !reflect.DeepEqual(c.Tags, []string{"vip", "late"}) || c.Assignee != (chat.Assignee{ID: "1", Name: "Mara"}) ||
		c.Priority != urgent || !c.SnoozedUntil.Equal(time.UnixMilli(later)) || c.Mark != test || c.Messages != 1 || c.Top != 2 {
		s.Errorf("sorted: %+v", c)
	}
	if events := s.log("c"); len(events) != 2 || !reflect.DeepEqual(events[1].Staff, did.Events[0].Staff) {
		s.Errorf("the log: %+v", events)
	}
	s.lists(chat.Filter{Assignee: "1"}, "c")
	s.lists(chat.Filter{Assignee: "1", Open: true, Tag: "late"}, "c")
	s.lists(chat.Filter{Assignee: "2"})
	s.lists(chat.Filter{Tag: "lat"})
	s.lists(chat.Filter{Mark: test}, "c")
	s.lists(chat.Filter{Wanted: true}, "c", "other")
	s.lists(chat.Filter{Awake: time.UnixMilli(later - 1)}, "other")
	s.lists(chat.Filter{Awake: time.UnixMilli(later)}, "c", "other")
	s.lists(chat.Filter{Asleep: time.UnixMilli(later - 1)}, "c")
	s.lists(chat.Filter{Asleep: time.UnixMilli(later)})

	s.say("c", says("2", "are you there?")) // which ends the putting off
	nobody, ordinary, none := chat.Assignee{}, 0, chat.MarkNone
	s.say("c", sorts("s2", chat.Staff{Untag: []string{"vip", "late"}, Assign: &nobody, Priority: &ordinary, Mark: &none}))
	if c := s.get("c"); c.Tags != nil || c.Assignee != nobody || c.Priority != 0 || !c.SnoozedUntil.IsZero() || c.Mark != none {
		s.Errorf("sorted back: %+v", c)
	}
	s.write(chat.Append{Conversation: "c", Owner: &chat.Owner{State: chat.OwnedByPerson, PersonID: "2", Person: "Ben"}, Now: start})
	if c := s.get("c"); c.Assignee != (chat.Assignee{ID: "2", Name: "Ben"}) {
		s.Errorf("who takes over looks after it: %+v", c.Assignee)
	}
	spam := chat.MarkSpam
	s.say("other", sorts("s1", chat.Staff{Mark: &spam}))
	s.lists(chat.Filter{Wanted: true}, "c")
	s.lists(chat.Filter{Unwanted: true}, "other")
	closed := true
	s.write(chat.Append{Conversation: "other", Closed: &closed, Now: start})
	s.lists(chat.Filter{Closed: true}, "other")
}

func testSearch(s *store) {
	s.say("a", says("1", `The "Beck" jacket is 100% wet_through`))
	s.say("b", says("1", "hello"))
	s.say("b", sorts("s1", chat.Staff{Note: "Wants the Beck in black."}))
	s.say("d", says("1", "hello"))
	s.write(chat.Append{Conversation: "d", Now: start, Identify: &chat.Identify{Customer: assistant.Customer{ID: "7", Name: "Ada Beck", Email: "ada@shop.example"}},
		Events: []chat.Event{{Kind: chat.EventIdentity, ClientID: "identity", Identity: &chat.Identity{Name: "Ada"}}}})
	for text, want := range map[string][]string{
		"beck":             {"a", "b", "d"},
		`"Beck"`:           {"a"},
		"100% wet_through": {"a"},
		"100_":             nil,
		"%":                {"a"},
		`\`:                nil,
		"hello":            {"b", "d"},
		"ADA@shop":         {"d"},
		"d":                {"d"},
		"message":          nil,
		"' OR 1=1 --":      nil,
	} {
		s.lists(chat.Filter{Text: text}, want...)
	}
	s.lists(chat.Filter{Text: "hello", Customer: "7"}, "d")
	if found, err := s.Conversations(s.ctx, shop+"2", chat.Filter{Text: "hello"}); err != nil || len(found) != 0 {
		s.Errorf("another shop finds %d, %v", len(found), err)
	}
}

func testBlocked(s *store) {
	said := says("1", "x")
	s.say("c", said)
	blocked, none := chat.MarkBlocked, chat.MarkNone
	s.say("c", sorts("s1", chat.Staff{Mark: &blocked}))
	s.say("c", said)
	if events := s.log("c"); len(events) != 2 {
		s.Errorf("what was said before comes again: %d events", len(events))
	}
	_, _, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", Events: []chat.Event{says("2", "y")}, Now: start})
	s.fails(err, chat.ErrBlocked)
	s.lists(chat.Filter{Wanted: true})
	s.say("c", sorts("s2", chat.Staff{Mark: &none}))
	s.say("c", says("2", "y"))
}
