package chattest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// RunStore tests a store. open returns a fresh, empty one; it is called once
// for each case, and closes with t.Cleanup what it has opened.
func RunStore(t *testing.T, open func(t *testing.T) chat.Store) {
	for _, c := range []struct {
		name string
		test func(*store)
	}{
		{"the epoch stays", testEpoch},
		{"sessions", testSessions},
		{"a session gets a new token", testRotate},
		{"a session is in use", testTouch},
		{"orders that are proven", testProven},
		{"codes that are sent", testCodes},
		{"how many codes are sent", testCodeBounds},
		{"tries of a code", testTries},
		{"many tries of a code, one is right", testTriesRace},
		{"old codes are removed", testSweepCodes},
		{"a guest becomes a customer", testIdentify},
		{"a first message", testFirst},
		{"no such conversation", testMissing},
		{"seq has no gaps", testDense},
		{"many writers, one order", testWriters},
		{"many writers, one client id", testSameClientID},
		{"a client id counts once", testRepeat},
		{"a client id for another command", testConflict},
		{"a client id belongs to its author", testAuthors},
		{"repeats beside news", testMixed},
		{"all or nothing", testAtomic},
		{"a repeat changes nothing", testRepeatChangesNothing},
		{"what is written comes back", testRoundTrip},
		{"naughty text comes back", testNaughty},
		{"pages of events", testPages},
		{"compare and set of the owner", testOwner},
		{"many claims, one winner", testClaims},
		{"one answer to a message", testAnswered},
		{"a lease", testLease},
		{"a lease that is taken", testFence},
		{"many claims of a lease, one winner", testClaimsOfLease},
		{"state, tags and the note", testState},
		{"the priority of a hand-off", testPriority},
		{"closing", testClosing},
		{"ratings", testRatings},
		{"ratings come back", testRatingsComeBack},
		{"what the staff sorts", testSort},
		{"what the staff looks for", testSearch},
		{"who is not listened to", testBlocked},
		{"due turns", testDue},
		{"lists", testLists},
		{"lists in pages", testListPages},
		{"two shops on one store", testShops},
		{"a conversation is erased", testErase},
		{"old events are removed", testSweepEvents},
		{"old conversations are removed", testSweepWhole},
		{"old ratings are removed", testSweepRatings},
		{"old sessions are removed", testSweepSessions},
		{"nothing is removed unasked", testSweepNothing},
		{"results are frozen", testFrozen},
		{"an ended context", testContext},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(&store{T: t, Store: open(t), ctx: t.Context()}) })
	}
}

// store is one case with its own store.
type store struct {
	*testing.T
	chat.Store
	ctx context.Context
}

const shop = "main"

// start is when the cases begin: with parts that no store keeps.
var start = time.Date(2026, 11, 24, 9, 0, 0, 123456789, time.FixedZone("there", 3600))

// kept is t as a store gives it back.
func kept(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

// says is a shopper's message.
func says(clientID, text string) chat.Event {
	return chat.Event{Kind: chat.EventMessage, ClientID: clientID, Message: &chat.Message{Author: assistant.AuthorShopper, Text: text}}
}

// answers is the assistant's message.
func answers(seq int64, text string) chat.Event {
	return chat.Event{Kind: chat.EventMessage, Message: &chat.Message{
		Author: assistant.AuthorAssistant, Answers: seq, Parts: assistant.Parts{assistant.Text{Text: text}},
	}}
}

// fresh is a conversation of its own session and cart.
func fresh(id string) *chat.Conversation {
	return &chat.Conversation{ID: id, SessionID: "session-" + id, CartID: "cart-" + id, Created: start, Owner: chat.Owner{State: chat.OwnedByAssistant}}
}

// write appends and expects success.
func (s *store) write(a chat.Append) (chat.Conversation, []chat.Event) {
	s.Helper()
	c, events, err := s.Append(s.ctx, shop, a)
	if err != nil {
		s.Fatalf("Append(%+v): %v", a, err)
	}
	if len(events) != len(a.Events) {
		s.Fatalf("Append of %d events returned %d", len(a.Events), len(events))
	}
	return c, events
}

// say appends one event to a conversation that is made if need be.
func (s *store) say(conversation string, e chat.Event) (chat.Conversation, chat.Event) {
	s.Helper()
	c, events := s.write(chat.Append{Conversation: conversation, Create: fresh(conversation), Events: []chat.Event{e}, Now: start})
	return c, events[0]
}

// get returns a conversation that there is.
func (s *store) get(id string) chat.Conversation {
	s.Helper()
	c, err := s.Conversation(s.ctx, shop, id)
	if err != nil {
		s.Fatalf("Conversation(%s): %v", id, err)
	}
	return c
}

// log returns all events of a conversation and checks that they are dense.
func (s *store) log(id string) []chat.Event {
	s.Helper()
	events, err := s.Events(s.ctx, shop, id, 0, 1_000_000)
	if err != nil {
		s.Fatalf("Events(%s): %v", id, err)
	}
	for i, e := range events {
		if e.Seq != int64(i+1) {
			s.Fatalf("event %d of %s has seq %d", i+1, id, e.Seq)
		}
	}
	if top := s.get(id).Top; top != int64(len(events)) {
		s.Fatalf("%s has %d events and top %d", id, len(events), top)
	}
	return events
}

// fails expects err to match want.
func (s *store) fails(err, want error) {
	s.Helper()
	if !errors.Is(err, want) {
		s.Fatalf("got error %v, want %v", err, want)
	}
}
