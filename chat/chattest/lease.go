package chattest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/aisle-chat/aisle/chat"
)

// lease writes nothing but what it does with the lease of "c".
func (s *store) lease(use chat.LeaseUse) (chat.Lease, error) {
	c, _, err := s.Append(s.ctx, shop, chat.Append{Conversation: "c", Lease: use})
	return c.Lease, err
}

// has expects the lease of "c" to be this one, in a list too.
func (s *store) has(want chat.Lease) {
	s.Helper()
	if got := s.get("c").Lease; got != want {
		s.Fatalf("lease %+v, want %+v", got, want)
	}
	s.lists(chat.Filter{Session: "session-c"}, "c")
}

func testLease(s *store) {
	c, _ := s.write(chat.Append{
		Conversation: "c", Create: fresh("c"), Events: []chat.Event{says("1", "a jacket")}, Now: start, Lease: chat.LeaseUse{Claim: "one"},
	})
	if c.Lease != (chat.Lease{Holder: "one", Fence: 1}) {
		s.Fatalf("a message that claims: %+v", c.Lease)
	}
	s.has(c.Lease)
	// Who comes second goes without, and is not refused.
	c, _ = s.write(chat.Append{Conversation: "c", Events: []chat.Event{says("2", "in blue")}, Now: start, Lease: chat.LeaseUse{Claim: "two"}})
	if c.Lease.Holder != "one" || c.Top != 2 {
		s.Errorf("a claim of what is held: %+v", c)
	}
	if l, err := s.lease(chat.LeaseUse{Fence: 1, Beat: true}); err != nil || l != (chat.Lease{Holder: "one", Fence: 1, Beat: 1}) {
		s.Errorf("a beat: %+v, %v", l, err)
	}
	if changed := s.get("c").Changed; !changed.Equal(kept(start)) {
		s.Errorf("a beat changed the conversation at %v", changed)
	}
	// One of two turns is answered: the other is due still, and the lease stays.
	s.write(chat.Append{Conversation: "c", Events: []chat.Event{answers(1, "here")}, Answered: 1, Now: start, Lease: chat.LeaseUse{Fence: 1}})
	s.has(chat.Lease{Holder: "one", Fence: 1, Beat: 1})
	s.write(chat.Append{Conversation: "c", Events: []chat.Event{answers(2, "here")}, Answered: 2, Now: start, Lease: chat.LeaseUse{Fence: 1}})
	s.has(chat.Lease{Fence: 1, Beat: 1})
	// Where nothing is due there is nothing to hold.
	if l, err := s.lease(chat.LeaseUse{Claim: "two"}); err != nil || l != (chat.Lease{Fence: 1, Beat: 1}) {
		s.Errorf("a claim of nothing: %+v, %v", l, err)
	}
	s.say("c", says("3", "and green"))
	if l, err := s.lease(chat.LeaseUse{Claim: "two"}); err != nil || l != (chat.Lease{Holder: "two", Fence: 2}) {
		s.Errorf("a claim: %+v, %v", l, err)
	}
	if l, err := s.lease(chat.LeaseUse{Fence: 2, Free: true}); err != nil || l != (chat.Lease{Fence: 2}) {
		s.Errorf("given back: %+v, %v", l, err)
	}
	// A person answers: no turn is due.
	if _, err := s.lease(chat.LeaseUse{Claim: "one"}); err != nil {
		s.Error(err)
	}
	s.write(chat.Append{Conversation: "c", Owner: &chat.Owner{State: chat.OwnedByPerson, PersonID: "1"}, Now: start})
	s.has(chat.Lease{Fence: 3})
}

func testFence(s *store) {
	s.write(chat.Append{Conversation: "c", Create: fresh("c"), Events: []chat.Event{says("1", "x")}, Now: start, Lease: chat.LeaseUse{Claim: "one"}})
	seen := s.get("c").Lease
	if _, err := s.lease(chat.LeaseUse{Fence: 1, Beat: true}); err != nil {
		s.Fatal(err)
	}
	_, err := s.lease(chat.LeaseUse{Claim: "two", From: &seen}) // it lives
	s.fails(err, chat.ErrLease)
	seen = s.get("c").Lease
	if l, err := s.lease(chat.LeaseUse{Claim: "two", From: &seen}); err != nil || l != (chat.Lease{Holder: "two", Fence: 2}) {
		s.Fatalf("taking a dead one's lease: %+v, %v", l, err)
	}
	// Whatever the first one still writes is refused, whole.
	late := chat.Append{Conversation: "c", Events: []chat.Event{answers(1, "late")}, Answered: 1, Tags: []string{"late"}, Now: start, Lease: chat.LeaseUse{Fence: 1}}
	late.Events[0].ClientID = "answer-1"
	_, _, err = s.Append(s.ctx, shop, late)
	s.fails(err, chat.ErrLease)
	for _, use := range []chat.LeaseUse{{Fence: 1, Beat: true}, {Fence: 1, Free: true}, {Claim: "three", From: &seen}} {
		_, err := s.lease(use)
		s.fails(err, chat.ErrLease)
	}
	if c := s.get("c"); c.Top != 1 || c.Answered != 0 || c.Tags != nil || c.Lease != (chat.Lease{Holder: "two", Fence: 2}) {
		s.Errorf("refused writes left %+v", c)
	}
	late.Lease.Fence, late.Events[0].Message.Parts = 2, answers(1, "in time").Message.Parts
	s.write(late)
	// And so it is when the second one is done.
	late.Lease.Fence, late.Events[0].ClientID = 1, "another"
	_, _, err = s.Append(s.ctx, shop, late)
	s.fails(err, chat.ErrLease)
}

func testClaimsOfLease(s *store) {
	s.say("c", says("1", "x"))
	const nodes = 12
	for round := range 3 {
		seen := s.get("c").Lease
		var won atomic.Int64
		var all sync.WaitGroup
		for node := range nodes {
			all.Go(func() {
				use := chat.LeaseUse{Claim: fmt.Sprint(round, "-", node)}
				if seen.Holder != "" {
					use.From = &seen
				}
				l, err := s.lease(use)
				if err != nil && !errors.Is(err, chat.ErrLease) {
					s.Errorf("node %d: %v", node, err)
				}
				if err == nil && l.Holder == use.Claim {
					won.Add(1)
				}
			})
		}
		all.Wait()
		if l := s.get("c").Lease; won.Load() != 1 || l.Fence != seen.Fence+1 {
			s.Errorf("%d nodes won, fence %d after %d", won.Load(), l.Fence, seen.Fence)
		}
	}
}
