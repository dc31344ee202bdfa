package chattest

import (
	"reflect"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// rates is a rating of what the event seq asked.
func rates(clientID string, seq int64, score int, comment string) chat.Event {
	return chat.Event{Kind: chat.EventRating, ClientID: clientID, Rating: &chat.Rating{Seq: seq, Score: score, Comment: comment}}
}

// testRatings looks for conversations by the newest rating of each.
func testRatings(s *store) {
	for _, id := range []string{"bad", "good", "mended", "none"} {
		s.say(id, says("1", "x"))
	}
	s.say("bad", rates("r1", 1, 1, "no help"))
	s.say("good", rates("r1", 1, 5, ""))
	s.say("mended", rates("r1", 1, 2, ""))
	s.lists(chat.Filter{Score: 2}, "bad", "mended")
	s.say("mended", rates("r2", 1, 4, ""))
	for id, want := range map[string]int{"bad": 1, "good": 5, "mended": 4, "none": 0} {
		if c := s.get(id); c.Score != want || c.Messages != 1 {
			s.Errorf("%s: score %d after %d messages, want %d after one", id, c.Score, c.Messages, want)
		}
	}
	s.lists(chat.Filter{Score: 1}, "bad")
	s.lists(chat.Filter{Score: 2}, "bad")
	s.lists(chat.Filter{Score: 4}, "bad", "mended")
	s.lists(chat.Filter{Score: chat.MaxScore}, "bad", "good", "mended")
	closed := true
	s.write(chat.Append{Conversation: "bad", Closed: &closed, Now: start})
	s.lists(chat.Filter{Score: 2, Closed: true, Wanted: true}, "bad")
	s.lists(chat.Filter{Score: 2, Open: true})
	s.lists(chat.Filter{Score: 2, Before: start.Add(-time.Hour)})
	if found, err := s.Conversations(s.ctx, shop+"2", chat.Filter{Score: chat.MaxScore}); err != nil || len(found) != 0 {
		s.Errorf("another shop sees %+v, %v", found, err)
	}
	// The same again is the same rating; another one under its id is refused.
	if _, again := s.say("bad", rates("r1", 1, 1, "no help")); again.Seq != 2 {
		s.Errorf("the rating again has seq %d", again.Seq)
	}
	_, _, err := s.Append(s.ctx, shop, chat.Append{Conversation: "bad", Events: []chat.Event{rates("r1", 1, 5, "")}, Now: start})
	s.fails(err, chat.ErrConflict)
	if c := s.get("bad"); c.Score != 1 {
		s.Errorf("a refused rating counts: %d", c.Score)
	}
}

// testRatingsComeBack reads ratings, word for word, as a shop does that exports them.
func testRatingsComeBack(s *store) {
	s.say("c", says("1", "x"))
	comment := "Naja – „geht so“ 🙁\n<b>\x7f"
	s.say("c", rates("r1", 1, 2, comment))
	events, err := s.Events(s.ctx, shop, "c", 1, 1)
	if err != nil || len(events) != 1 || events[0].Seq != 2 || !reflect.DeepEqual(events[0].Rating, &chat.Rating{Seq: 1, Score: 2, Comment: comment}) {
		s.Errorf("the rating comes back as %+v, %v", events, err)
	}
}

// testSweepRatings removes ratings with everything else that is old, what is known of
// them by the conversation included.
func testSweepRatings(s *store) {
	for _, id := range []string{"kept", "gone", "young"} {
		session := chat.Session{ID: "session-" + id, TokenHash: hash(id), Created: start, Seen: start.Add(50 * day)}
		if id == "gone" {
			session.Seen = start
		}
		if err := s.PutSession(s.ctx, shop, session); err != nil {
			s.Fatal(err)
		}
		s.sayAt(id, "1", start)
		at := start
		if id == "young" {
			at = start.Add(30 * day)
		}
		s.write(chat.Append{Conversation: id, Events: []chat.Event{rates("r1", 1, 1, "private words of "+id)}, Now: at})
	}
	s.sweep(100, chat.Sweep{Events: start.Add(10 * day), Sessions: start.Add(10 * day)})
	_, err := s.Conversation(s.ctx, shop, "gone")
	s.fails(err, chat.ErrNotFound)
	log := func(id string) []chat.Event {
		events, err := s.Events(s.ctx, shop, id, 0, 100)
		if err != nil {
			s.Fatal(err)
		}
		return events
	}
	if c, events := s.get("kept"), log("kept"); c.Score != 0 || len(events) != 0 {
		s.Errorf("what is kept of an old rating: score %d, events %+v", c.Score, events)
	}
	if c, events := s.get("young"), log("young"); c.Score != 1 || len(events) != 1 || events[0].Rating == nil {
		s.Errorf("a young rating: score %d, events %+v", c.Score, events)
	}
	s.lists(chat.Filter{Score: chat.MaxScore}, "young")
	// What was forgotten can be rated again: its client id is free.
	if _, next := s.say("kept", rates("r1", 1, 5, "")); next.Seq != 3 || s.get("kept").Score != 5 {
		s.Errorf("a new rating has seq %d, and the score is %d", next.Seq, s.get("kept").Score)
	}
}

// testPriority raises the priority of a conversation by what is handed over, and never
// lowers it.
func testPriority(s *store) {
	s.say("c", says("1", "x"))
	for _, step := range []struct{ given, want int }{{0, 0}, {1, 1}, {0, 1}, {chat.MaxPriority, chat.MaxPriority}, {99, chat.MaxPriority}} {
		note := assistant.Handoff{Reason: "topic", Trigger: "wholesale", Priority: step.given, Summary: "x"}
		s.write(chat.Append{Conversation: "c", Handoff: &note, Now: start.Add(time.Minute)})
		if c := s.get("c"); c.Priority != step.want || c.Handoff == nil || *c.Handoff != note {
			s.Errorf("after a hand-off of priority %d it is %d with %+v, want %d", step.given, c.Priority, c.Handoff, step.want)
		}
	}
}
