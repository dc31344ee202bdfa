package chattest

import (
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

func erase(conversation string) chat.Append {
	return chat.Append{
		Conversation: conversation, Erase: true, Now: start.Add(time.Hour),
		Events: []chat.Event{{Kind: chat.EventErased, Erased: &chat.Erased{By: assistant.AuthorShopper}}},
	}
}

// testErase deletes everything in one conversation, and nothing else.
func testErase(s *store) {
	priority, mark := 2, chat.MarkTest
	for _, id := range []string{"c", "other"} {
		create := fresh(id)
		create.Customer, create.Page = &assistant.Customer{ID: "ada", Name: "Ada", Email: "ada@mail.example"}, assistant.Page{URL: "/p"}
		_, written := s.write(chat.Append{
			Conversation: id, Create: create, Events: []chat.Event{says("1", "secret"), answers(1, "so it is"), {
				Kind: chat.EventStaff, Staff: &chat.Staff{By: "Mara", Note: "noted", Priority: &priority, Mark: &mark, Assign: &chat.Assignee{ID: "1", Name: "Mara"}},
			}},
			Owner: &chat.Owner{State: chat.OwnedByNobody}, State: []byte(`{"secret":1}`), StateVersion: 3, Tags: []string{"secret"},
			Handoff: &assistant.Handoff{Reason: "asked", Summary: "secret"}, Now: start,
		})
		if len(written) != 3 {
			s.Fatal(written)
		}
		s.say(id, says("2", "and more"))
	}
	before, other := s.get("c"), s.get("other")
	after, events := s.write(erase("c"))
	if len(events) != 1 || events[0].Seq != 5 || events[0].Kind != chat.EventErased {
		s.Errorf("events %+v", events)
	}
	for name, c := range map[string]chat.Conversation{"returned": after, "stored": s.get("c")} {
		if c.Top != 5 || c.Cut != 4 || c.Messages != 0 || c.Preview != "" || c.Tags != nil || c.State != nil || c.Handoff != nil || c.Priority != 0 ||
			c.Assignee != (chat.Assignee{}) || c.LastShopper > c.Answered || c.Owner != (chat.Owner{State: chat.OwnedByAssistant}) || !c.WaitingSince.IsZero() ||
			!c.Closed || c.Page != (assistant.Page{}) || c.OwnerVersion <= before.OwnerVersion {
			s.Errorf("%s: %+v", name, c)
		}
		if c.SessionID != before.SessionID || c.CartID != before.CartID || c.Customer == nil || !c.Customer.Equal(assistant.Customer{ID: "ada"}) || c.Mark != chat.MarkTest || !c.Created.Equal(before.Created) {
			s.Errorf("%s: whose it is: %+v", name, c)
		}
	}
	if left, err := s.Events(s.ctx, shop, "c", 0, 10); err != nil || len(left) != 1 || left[0].Seq != 5 || left[0].Erased == nil || left[0].Erased.By != assistant.AuthorShopper {
		s.Errorf("left is %+v, %v", left, err)
	}
	// A reply to what is gone comes too late.
	_, _, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", IfOwner: &before.OwnerVersion, Events: []chat.Event{answers(4, "late")}, Now: start})
	s.fails(err, chat.ErrOwner)
	// It is not found by what was said, nor among those in which something was.
	s.lists(chat.Filter{Text: "secret"}, "other")
	s.lists(chat.Filter{Spoken: true}, "other")
	s.lists(chat.Filter{Due: true}, "other")
	// The same words can be said anew, and are another message.
	_, again := s.say("c", says("1", "something else"))
	if again.Seq != 6 {
		s.Errorf("said again as %d", again.Seq)
	}
	if c := s.get("c"); c.Messages != 1 || c.Preview != "something else" {
		s.Errorf("goes on as %+v", c)
	}
	if now := s.get("other"); now.Top != other.Top || now.Preview != other.Preview || now.Handoff == nil {
		s.Errorf("the other one became %+v", now)
	}
	_, _, err = s.Append(s.ctx, shop, erase("nobody's"))
	s.fails(err, chat.ErrNotFound)
}
