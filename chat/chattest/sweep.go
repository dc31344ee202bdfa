package chattest

import (
	"fmt"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

const day = 24 * time.Hour

// sweep removes everything that is old, in parts of limit.
func (s *store) sweep(limit int, what chat.Sweep) (sum chat.Swept) {
	s.Helper()
	what.Limit = limit
	for more := true; more; {
		part, err := s.Sweep(s.ctx, shop, what)
		if err != nil {
			s.Fatalf("Sweep(%+v): %v", what, err)
		}
		sum.Events, sum.Conversations = sum.Events+part.Events, sum.Conversations+part.Conversations
		sum.Sessions, sum.Keys, sum.Codes = sum.Sessions+part.Sessions, sum.Keys+part.Keys, sum.Codes+part.Codes
		more, what.After = part.More, part.After
	}
	return sum
}

// sayAt appends a shopper's message at a time.
func (s *store) sayAt(conversation, id string, at time.Time) {
	s.Helper()
	create := fresh(conversation)
	create.Created = at
	s.write(chat.Append{Conversation: conversation, Create: create, Events: []chat.Event{says(id, id)}, Now: at})
}

func testSweepEvents(s *store) {
	for i := range 10 {
		s.sayAt("long", fmt.Sprint(i), start.Add(time.Duration(i)*day))
		s.sayAt("young", fmt.Sprint(i), start.Add(time.Duration(20+i)*day))
	}
	before := s.get("young")
	if swept := s.sweep(3, chat.Sweep{Events: start.Add(6 * day)}); swept.Events != 6 || swept.Conversations != 0 {
		s.Errorf("swept %+v", swept)
	}
	c := s.get("long")
	if c.Cut != 6 || c.Top != 10 || c.LastShopper != 10 || c.Messages != 10 || c.Preview != "9" {
		s.Errorf("conversation %+v", c)
	}
	events, err := s.Events(s.ctx, shop, "long", 0, 100)
	if err != nil || len(events) != 4 || events[0].Seq != 7 || events[3].Seq != 10 {
		s.Errorf("events %+v, %v", events, err)
	}
	if events, err := s.Events(s.ctx, shop, "long", 8, 1); err != nil || len(events) != 1 || events[0].Seq != 9 {
		s.Errorf("events after 8: %+v, %v", events, err)
	}
	if got := s.get("young"); got.Top != before.Top || got.Cut != 0 || got.Preview != before.Preview {
		s.Errorf("what is young became %+v", got)
	}
	// What is left goes on, and is still known by its client ids.
	_, again := s.say("long", says("9", "9"))
	_, next := s.say("long", says("10", "10"))
	if again.Seq != 10 || next.Seq != 11 {
		s.Errorf("seqs %d and %d, want 10 and 11", again.Seq, next.Seq)
	}
	if swept := s.sweep(3, chat.Sweep{Events: start.Add(6 * day)}); swept != (chat.Swept{}) {
		s.Errorf("swept again %+v", swept)
	}
}

func testSweepWhole(s *store) {
	session := chat.Session{ID: "session-kept", TokenHash: hash("t"), Created: start, Seen: start.Add(50 * day)}
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	for _, id := range []string{"kept", "gone"} {
		s.sayAt(id, "1", start)
		s.write(chat.Append{
			Conversation: id, Tags: []string{"size"}, State: []byte(`{}`), Handoff: &assistant.Handoff{Reason: "asked"}, Now: start,
		})
	}
	swept := s.sweep(100, chat.Sweep{Events: start.Add(day)})
	if swept.Events != 2 || swept.Conversations != 1 {
		s.Errorf("swept %+v", swept)
	}
	_, err := s.Conversation(s.ctx, shop, "gone")
	s.fails(err, chat.ErrNotFound)
	// A conversation whose session may go on with it keeps its place in the
	// log, and nothing that was said.
	c := s.get("kept")
	if c.Top != 1 || c.Cut != 1 || c.Preview != "" || c.Tags != nil || c.State != nil || c.Handoff != nil {
		s.Errorf("conversation %+v", c)
	}
	if events, err := s.Events(s.ctx, shop, "kept", 0, 10); err != nil || len(events) != 0 {
		s.Errorf("events %+v, %v", events, err)
	}
	s.sayAt("kept", "2", start.Add(2*day))
	if c := s.get("kept"); c.Top != 2 || c.Cut != 1 {
		s.Errorf("conversation %+v", c)
	}
}

func testSweepSessions(s *store) {
	for i, seen := range []time.Time{start, start.Add(10 * day), {}} {
		id := fmt.Sprint("s", i)
		if err := s.PutSession(s.ctx, shop, chat.Session{ID: id, TokenHash: hash(id), Created: start, Seen: seen}); err != nil {
			s.Fatal(err)
		}
	}
	if swept := s.sweep(1, chat.Sweep{Sessions: start.Add(day)}); swept.Sessions != 2 || swept.Events != 0 {
		s.Errorf("swept %+v", swept)
	}
	for i, want := range []error{chat.ErrNotFound, nil, chat.ErrNotFound} {
		_, err := s.SessionByToken(s.ctx, shop, hash(fmt.Sprint("s", i)))
		s.fails(err, want)
	}
}

func testSweepNothing(s *store) {
	s.sayAt("c", "1", start)
	if _, err := s.Sweep(s.ctx, shop, chat.Sweep{}); err != nil {
		s.Fatal(err)
	}
	if _, err := s.Sweep(s.ctx, "another", chat.Sweep{Events: start.Add(day), Sessions: start.Add(day), Keys: start.Add(day)}); err != nil {
		s.Fatal(err)
	}
	if events := s.log("c"); len(events) != 1 {
		s.Errorf("%d events", len(events))
	}
}
