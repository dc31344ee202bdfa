package chattest

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

func testEpoch(s *store) {
	one, err := s.Epoch(s.ctx, shop)
	if err != nil || one == "" {
		s.Fatalf("Epoch = %q, %v", one, err)
	}
	s.say("c", says("1", "x"))
	if two, err := s.Epoch(s.ctx, shop); err != nil || two != one {
		s.Errorf("Epoch went from %q to %q, %v", one, two, err)
	}
}

func hash(token string) []byte { sum := sha256.Sum256([]byte(token)); return sum[:] }

func testSessions(s *store) {
	want := chat.Session{
		ID: "s1", TokenHash: hash("one"), CartID: "k1", Created: start, Seen: start.Add(time.Hour),
		Customer: &assistant.Customer{ID: "u", Name: "Ada", Email: "ada@shop.example", Segments: []string{"trade"}, VIP: true},
	}
	if err := s.PutSession(s.ctx, shop, want); err != nil {
		s.Fatal(err)
	}
	if err := s.PutSession(s.ctx, shop, chat.Session{ID: "s2", TokenHash: hash("two"), CartID: "k2", Created: start, Seen: start}); err != nil {
		s.Fatal(err)
	}
	want.Created, want.Seen = kept(want.Created), kept(want.Seen)
	if got, err := s.SessionByToken(s.ctx, shop, hash("one")); err != nil || !reflect.DeepEqual(got, want) {
		s.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if got, err := s.SessionByToken(s.ctx, shop, hash("two")); err != nil || got.Customer != nil || got.CartID != "k2" {
		s.Errorf("the anonymous session: %+v, %v", got, err)
	}
	for _, wrong := range [][]byte{hash("three"), hash("one")[:31], append(hash("one"), 0), {}, nil} {
		_, err := s.SessionByToken(s.ctx, shop, wrong)
		s.fails(err, chat.ErrNotFound)
	}
}

func testRotate(s *store) {
	session := chat.Session{ID: "s", TokenHash: hash("old"), CartID: "k1", Created: start, Seen: start}
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	session.TokenHash, session.CartID, session.Seen = hash("new"), "k2", start.Add(time.Hour)
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	_, err := s.SessionByToken(s.ctx, shop, hash("old"))
	s.fails(err, chat.ErrNotFound)
	if got, err := s.SessionByToken(s.ctx, shop, hash("new")); err != nil || got.ID != "s" || got.CartID != "k2" || !got.Seen.Equal(kept(session.Seen)) {
		s.Errorf("got %+v, %v", got, err)
	}
}

func testTouch(s *store) {
	s.fails(s.Touch(s.ctx, shop, "s", start), chat.ErrNotFound)
	session := chat.Session{ID: "s", TokenHash: hash("one"), CartID: "k1", Created: start, Seen: start}
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	for _, ahead := range []time.Duration{time.Hour, time.Minute} { // the second one is overtaken
		if err := s.Touch(s.ctx, shop, "s", start.Add(ahead)); err != nil {
			s.Fatal(err)
		}
	}
	s.fails(s.Touch(s.ctx, shop+"2", "s", start), chat.ErrNotFound)
	want := session
	want.Created, want.Seen = kept(start), kept(start.Add(time.Hour))
	if got, err := s.Session(s.ctx, shop, "s"); err != nil || !reflect.DeepEqual(got, want) {
		s.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func testProven(s *store) {
	session := chat.Session{ID: "s", TokenHash: hash("one"), CartID: "k1", Created: start, Seen: start}
	s.fails(s.ProveOrder(s.ctx, shop, "s", "LH-1"), chat.ErrNotFound)
	if err := s.PutSession(s.ctx, shop, session); err != nil {
		s.Fatal(err)
	}
	for _, number := range []string{"LH-1", "LH-2", "LH-1"} {
		if err := s.ProveOrder(s.ctx, shop, "s", number); err != nil {
			s.Fatal(err)
		}
	}
	s.fails(s.ProveOrder(s.ctx, shop+"2", "s", "LH-3"), chat.ErrNotFound)
	session.Seen = start.Add(time.Hour)
	if err := s.PutSession(s.ctx, shop, session); err != nil { // written from an older copy
		s.Fatal(err)
	}
	got, err := s.Session(s.ctx, shop, "s")
	if want := []string{"LH-1", "LH-2"}; err != nil || !reflect.DeepEqual(got.Proven, want) || !got.Seen.Equal(kept(session.Seen)) {
		s.Errorf("got %+v, %v; want the proofs %v", got, err, want)
	}
	if byToken, err := s.SessionByToken(s.ctx, shop, hash("one")); err != nil || !reflect.DeepEqual(byToken, got) {
		s.Errorf("by token %+v, %v; by id %+v", byToken, err, got)
	}
	next := chat.Session{ID: "s2", TokenHash: hash("two"), CartID: "k1", Created: start, Seen: start, Proven: []string{"LH-1"}}
	if err := s.PutSession(s.ctx, shop, next); err != nil {
		s.Fatal(err)
	}
	if got, err := s.Session(s.ctx, shop, "s2"); err != nil || !reflect.DeepEqual(got.Proven, next.Proven) {
		s.Errorf("a session that begins with proofs: %+v, %v", got, err)
	}
	_, err = s.Session(s.ctx, shop, "s3")
	s.fails(err, chat.ErrNotFound)
}

func testIdentify(s *store) {
	s.say("c", says("1", "x"))
	s.say("other", says("1", "x"))
	ada := assistant.Customer{ID: "ada", Name: "Ada", Email: "ada@shop.example", Segments: []string{"trade"}}
	sign := chat.Append{
		Conversation: "c", Identify: &chat.Identify{Customer: ada, CartID: "ada's"}, Now: start.Add(time.Minute),
		Events: []chat.Event{{Kind: chat.EventIdentity, ClientID: "identity", Identity: &chat.Identity{Name: "Ada"}}},
	}
	s.write(sign)
	s.write(sign) // a repeat
	c := s.get("c")
	if c.Customer == nil || !c.Customer.Equal(ada) || c.CartID != "ada's" || len(s.log("c")) != 2 {
		s.Errorf("after signing in: %+v", c)
	}
	ada.VIP = true
	s.write(chat.Append{Conversation: "c", Identify: &chat.Identify{Customer: ada}, Now: start.Add(2 * time.Minute)})
	if c := s.get("c"); !c.Customer.Equal(ada) || c.CartID != "ada's" {
		s.Errorf("as she is known now: %+v", c)
	}
	for _, f := range []struct {
		filter chat.Filter
		want   int
	}{{chat.Filter{Customer: "ada"}, 1}, {chat.Filter{Customer: "ada", Cart: "ada's"}, 1}, {chat.Filter{Customer: "ben"}, 0}, {chat.Filter{}, 2}} {
		if list, err := s.Conversations(s.ctx, shop, f.filter); err != nil || len(list) != f.want {
			s.Errorf("%+v: %d conversations, %v; want %d", f.filter, len(list), err, f.want)
		}
	}
	if list, err := s.Conversations(s.ctx, shop+"2", chat.Filter{Customer: "ada"}); err != nil || len(list) != 0 {
		s.Errorf("another shop sees %d, %v", len(list), err)
	}
}

func testOwner(s *store) {
	c, _ := s.say("c", says("1", "x"))
	if c.Owner.State != chat.OwnedByAssistant {
		s.Fatalf("owner = %+v", c.Owner)
	}
	now := start.Add(time.Minute)
	change := func(version int64, owner chat.Owner, at time.Time) (chat.Conversation, error) {
		c, _, err := s.Append(s.ctx, shop, chat.Append{
			Conversation: "c", IfOwner: &version, Owner: &owner, Now: at,
			Events: []chat.Event{{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: owner.State, Person: owner.Person}}},
		})
		return c, err
	}
	waiting, err := change(c.OwnerVersion, chat.Owner{State: chat.OwnedByNobody}, now)
	if err != nil || waiting.OwnerVersion != c.OwnerVersion+1 || !waiting.WaitingSince.Equal(kept(now)) {
		s.Fatalf("waiting: %+v, %v", waiting, err)
	}
	_, err = change(c.OwnerVersion, chat.Owner{State: chat.OwnedByPerson, PersonID: "1", Person: "Mara"}, now)
	s.fails(err, chat.ErrOwner)
	mara := chat.Owner{State: chat.OwnedByPerson, PersonID: "1", Person: "Mara"}
	taken, err := change(waiting.OwnerVersion, mara, now.Add(time.Minute))
	if err != nil || taken.Owner != mara || !taken.WaitingSince.IsZero() {
		s.Fatalf("taken: %+v, %v", taken, err)
	}
	if got := s.get("c"); !reflect.DeepEqual(got, taken) {
		s.Errorf("Conversation returned\n%+v, want\n%+v", got, taken)
	}
	if events := s.log("c"); len(events) != 3 {
		s.Errorf("%d events, want 3", len(events))
	}
}

func testAnswered(s *store) {
	_, asked := s.say("c", says("1", "a jacket"))
	s.say("c", answers(asked.Seq, "this one?")) // seq 2
	tap := chat.Append{Conversation: "c", Events: []chat.Event{says("tap", "yes")}, Unanswered: 2, Now: start}
	s.write(tap)
	if _, again := s.write(tap); again[0].Seq != 3 { // the same tap is no second answer
		s.Errorf("the tap again: %+v", again)
	}
	tap.Events = []chat.Event{says("another", "yes")}
	_, _, err := s.Append(s.ctx, shop, tap)
	s.fails(err, chat.ErrAnswered)
	if c := s.get("c"); c.Top != 3 {
		s.Errorf("top %d, want 3", c.Top)
	}
}

func testClaims(s *store) {
	c, _ := s.say("c", says("1", "x"))
	const people = 20
	var won atomic.Int64
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			_, _, err := s.Append(s.ctx, shop, chat.Append{
				Conversation: "c", IfOwner: &c.OwnerVersion, Now: start,
				Owner:  &chat.Owner{State: chat.OwnedByPerson, PersonID: fmt.Sprint(i)},
				Events: []chat.Event{{Kind: chat.EventOwner, Owner: &chat.OwnerChange{State: chat.OwnedByPerson}}},
			})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, chat.ErrOwner):
				s.Errorf("claim %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 {
		s.Errorf("%d claims won, want 1", won.Load())
	}
	if events := s.log("c"); len(events) != 2 {
		s.Errorf("%d events, want 2", len(events))
	}
}

func testState(s *store) {
	s.say("c", says("1", "x"))
	s.write(chat.Append{
		Conversation: "c", State: json.RawMessage(`{"wishes":["blue"]}`), StateVersion: 3, Tags: []string{"gift", "size"},
		Handoff: &assistant.Handoff{Reason: "asked", Summary: "wants a person"}, Now: start,
	})
	s.write(chat.Append{Conversation: "c", Tags: []string{"size", "late"}, StateVersion: 9, Now: start})
	c := s.get("c")
	if string(c.State) != `{"wishes":["blue"]}` || c.StateVersion != 3 {
		s.Errorf("state %s version %d", c.State, c.StateVersion)
	}
	if !reflect.DeepEqual(c.Tags, []string{"gift", "size", "late"}) {
		s.Errorf("tags %v", c.Tags)
	}
	if c.Handoff == nil || *c.Handoff != (assistant.Handoff{Reason: "asked", Summary: "wants a person"}) {
		s.Errorf("handoff %+v", c.Handoff)
	}
	if c.Top != 1 {
		s.Errorf("a write without events moved top to %d", c.Top)
	}
}

func testClosing(s *store) {
	s.say("c", says("1", "x"))
	for _, closed := range []bool{true, false} {
		s.write(chat.Append{Conversation: "c", Closed: &closed, Now: start})
		s.write(chat.Append{Conversation: "c", Tags: []string{"t"}, Now: start})
		if got := s.get("c").Closed; got != closed {
			s.Errorf("closed = %v, want %v", got, closed)
		}
	}
}

func testDue(s *store) {
	person := chat.Owner{State: chat.OwnedByPerson, PersonID: "1"}
	s.say("due", says("1", "x"))
	s.say("answered", says("1", "x"))
	s.write(chat.Append{Conversation: "answered", Events: []chat.Event{answers(1, "y")}, Answered: 1, Now: start})
	s.say("again", says("1", "x"))
	s.write(chat.Append{Conversation: "again", Events: []chat.Event{answers(1, "y")}, Answered: 1, Now: start})
	s.say("again", says("2", "z"))
	s.say("person's", says("1", "x"))
	s.write(chat.Append{Conversation: "person's", Owner: &person, Now: start})
	s.say("silent", chat.Event{Kind: chat.EventActivity, ClientID: "1", Activity: &chat.Activity{Kind: "opened"}})
	s.say("waiting", says("1", "x"))
	s.write(chat.Append{Conversation: "waiting", Owner: &chat.Owner{State: chat.OwnedByNobody}, Now: start})
	s.lists(chat.Filter{Due: true}, "waiting", "due", "again")
	// Answered never goes back.
	s.write(chat.Append{Conversation: "answered", Answered: 0, Now: start})
	if c := s.get("answered"); c.Answered != 1 || c.LastShopper != 1 {
		s.Errorf("answered %d of %d", c.Answered, c.LastShopper)
	}
}

func testShops(s *store) {
	write := func(shop, text string) chat.Event {
		_, events, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", Create: fresh("c"), Events: []chat.Event{says("1", text)}, Now: start})
		if err != nil {
			s.Fatal(err)
		}
		return events[0]
	}
	for _, name := range []string{"one", "two"} {
		if e := write(name, "from "+name); e.Seq != 1 {
			s.Errorf("shop %s: %+v", name, e)
		}
		if err := s.PutSession(s.ctx, name, chat.Session{ID: "s", TokenHash: hash(name), CartID: name, Created: start, Seen: start}); err != nil {
			s.Fatal(err)
		}
	}
	for _, name := range []string{"one", "two"} {
		events, err := s.Events(s.ctx, name, "c", 0, 10)
		if err != nil || len(events) != 1 || events[0].Message.Text != "from "+name {
			s.Errorf("shop %s: %+v, %v", name, events, err)
		}
		if found, err := s.Conversations(s.ctx, name, chat.Filter{}); err != nil || len(found) != 1 || found[0].Preview != "from "+name {
			s.Errorf("shop %s lists %+v, %v", name, found, err)
		}
		if got, err := s.SessionByToken(s.ctx, name, hash(name)); err != nil || got.CartID != name {
			s.Errorf("shop %s: session %+v, %v", name, got, err)
		}
	}
	// What belongs to another shop is answered as what is not there at all.
	_, err := s.SessionByToken(s.ctx, "one", hash("two"))
	s.fails(err, chat.ErrNotFound)
	for _, name := range []string{"three", "", "ONE", "one "} {
		_, err = s.Conversation(s.ctx, name, "c")
		s.fails(err, chat.ErrNotFound)
		_, err = s.Events(s.ctx, name, "c", 0, 1)
		s.fails(err, chat.ErrNotFound)
		_, _, err = s.Append(s.ctx, name, chat.Append{Conversation: "c", Events: []chat.Event{says("2", "x")}, Now: start})
		s.fails(err, chat.ErrNotFound)
		if found, err := s.Conversations(s.ctx, name, chat.Filter{}); err != nil || len(found) != 0 {
			s.Errorf("shop %q lists %+v, %v", name, found, err)
		}
	}
}

func testFrozen(s *store) {
	options := map[string]string{"size": "M"}
	given := chat.Event{Kind: chat.EventCart, ClientID: "1", Cart: &chat.CartChange{Do: "add", Product: "p", Options: options, Quantity: 1}}
	create := fresh("c")
	create.Customer = &assistant.Customer{ID: "u", Segments: []string{"trade"}}
	c, events := s.write(chat.Append{
		Conversation: "c", Create: create, Events: []chat.Event{given}, Tags: []string{"a"}, State: json.RawMessage(`{}`),
		Handoff: &assistant.Handoff{Reason: "asked"}, Now: start,
	})
	want := s.get("c")
	options["size"], create.Customer.ID, create.Customer.Segments[0] = "changed", "changed", "changed"
	for _, c := range []chat.Conversation{c, s.get("c")} {
		c.Tags[0], c.State[0], c.Customer.ID, c.Customer.Segments[0], c.Handoff.Reason = "changed", 'x', "changed", "changed", "changed"
	}
	_ = events // the caller of Append owns what it gave; Events gives its own
	read := s.log("c")
	read[0].Cart.Product = "changed"
	read[0].Cart.Options["size"] = "changed"
	if got := s.get("c"); !reflect.DeepEqual(got, want) {
		s.Errorf("a caller changed what is stored to\n%+v, want\n%+v", got, want)
	}
	if got := s.log("c")[0].Cart; got.Product != "p" || got.Options["size"] != "M" {
		s.Errorf("a caller changed a stored event: %+v", got)
	}
}

func testContext(s *store) {
	s.say("c", says("1", "x"))
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	_, _, err := s.Append(ctx, shop, chat.Append{Conversation: "c", Events: []chat.Event{says("2", "y")}, Now: start})
	s.fails(err, context.Canceled)
	_, err = s.Events(ctx, shop, "c", 0, 10)
	s.fails(err, context.Canceled)
	_, err = s.Conversation(ctx, shop, "c")
	s.fails(err, context.Canceled)
	_, err = s.Conversations(ctx, shop, chat.Filter{})
	s.fails(err, context.Canceled)
	s.fails(s.PutSession(ctx, shop, chat.Session{ID: "s", TokenHash: hash("t")}), context.Canceled)
}
