package chattest

import (
	"fmt"
	"reflect"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// lists checks the ids that a filter finds, whatever their order: the callers
// that mean the order have times that differ.
func (s *store) lists(f chat.Filter, want ...string) {
	s.Helper()
	found, err := s.Conversations(s.ctx, shop, f)
	if err != nil {
		s.Fatalf("Conversations(%+v): %v", f, err)
	}
	var got []string
	rest := map[string]bool{}
	for _, id := range want {
		rest[id] = true
	}
	for _, c := range found {
		got = append(got, c.ID)
		if !rest[c.ID] {
			s.Fatalf("Conversations(%+v) has %q, want %v", f, c.ID, want)
		}
		delete(rest, c.ID)
		if !reflect.DeepEqual(c, s.get(c.ID)) {
			s.Errorf("%s in a list differs from itself: %+v", c.ID, c)
		}
	}
	if len(rest) > 0 {
		s.Fatalf("Conversations(%+v) = %v, want %v", f, got, want)
	}
}

func testLists(s *store) {
	s.lists(chat.Filter{})
	s.say("a", says("1", "x"))
	s.say("b", chat.Event{Kind: chat.EventActivity, ClientID: "1", Activity: &chat.Activity{Kind: "opened"}})
	s.say("d", says("1", "x"))
	s.write(chat.Append{Conversation: "d", Owner: &chat.Owner{State: chat.OwnedByNobody}, Now: start})
	s.say("e", says("1", "x"))
	closed := true
	s.write(chat.Append{Conversation: "e", Closed: &closed, Now: start})
	s.lists(chat.Filter{}, "a", "b", "d", "e")
	s.lists(chat.Filter{Spoken: true}, "a", "d", "e")
	s.lists(chat.Filter{Open: true}, "a", "b", "d")
	s.lists(chat.Filter{Owner: chat.OwnedByNobody}, "d")
	s.lists(chat.Filter{Owner: chat.OwnedByPerson})
	s.lists(chat.Filter{Session: "session-a"}, "a")
	s.lists(chat.Filter{Cart: "cart-e"}, "e")
	s.lists(chat.Filter{Cart: "cart-e", Open: true})
	s.lists(chat.Filter{Open: true, Spoken: true}, "a", "d")
}

func testListPages(s *store) {
	const all = 130
	for i := range all {
		id := fmt.Sprintf("c%03d", i)
		s.write(chat.Append{Conversation: id, Create: fresh(id), Events: []chat.Event{says("1", "x")}, Now: start.Add(time.Duration(i) * time.Second)})
	}
	ids := func(f chat.Filter) (got []string) {
		found, err := s.Conversations(s.ctx, shop, f)
		if err != nil {
			s.Fatal(err)
		}
		for _, c := range found {
			got = append(got, c.ID)
		}
		return got
	}
	if got := ids(chat.Filter{}); len(got) != chat.DefaultConversations || got[0] != "c129" || got[99] != "c030" {
		s.Errorf("without a limit: %d, %v", len(got), got)
	}
	if got := ids(chat.Filter{Limit: 3}); !reflect.DeepEqual(got, []string{"c129", "c128", "c127"}) {
		s.Errorf("the newest three: %v", got)
	}
	if got := ids(chat.Filter{Limit: 2, Before: kept(start.Add(127 * time.Second))}); !reflect.DeepEqual(got, []string{"c126", "c125"}) {
		s.Errorf("the two before: %v", got)
	}
	if got := ids(chat.Filter{Limit: 1000}); len(got) != all {
		s.Errorf("%d of %d", len(got), all)
	}
	// A write brings an old one to the front.
	s.write(chat.Append{Conversation: "c000", Events: []chat.Event{says("2", "y")}, Now: start.Add(time.Hour)})
	if got := ids(chat.Filter{Limit: 1}); got[0] != "c000" {
		s.Errorf("the most recently changed: %v", got)
	}
}
