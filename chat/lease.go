package chat

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// LeaseLife is how long a process that gives no sign of life keeps the right to
// answer a conversation. Then another one answers.
const LeaseLife = 30 * time.Second

const (
	// leaseBeat is how often the holder of a lease gives a sign of life.
	leaseBeat = 10 * time.Second
	// leaseLook is how often every process looks at the turns that are due.
	leaseLook = 2 * time.Second
	// recoverWithin is how long a turn whose process has died may take in all:
	// the time that its lease was watched included, and short enough for an
	// honest answer within 45 seconds of the death.
	recoverWithin = 38 * time.Second
)

// proof says when a lease was known to be ours: the time at which a write began
// that the store has let pass.
type proof struct {
	fence int64 // 0 = it is not ours
	at    time.Time
}

// prove notes what a write that began at that time has shown of the lease.
func (r *room) prove(l Lease, began time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case l.Fence < r.proof.fence: // a write that was overtaken
	case l.Holder != r.chat.name:
		r.proof = proof{}
	case r.proof.fence != l.Fence || began.After(r.proof.at):
		r.proof = proof{l.Fence, began}
	}
}

// left is how long the lease is ours for certain.
func (r *room) left(fence int64) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.proof.fence != fence {
		return 0
	}
	return LeaseLife - time.Since(r.proof.at)
}

// stale is a lease whose holder has given no sign of life for so long.
type stale struct {
	lease Lease
	watch time.Duration
}

// claim makes sure that the lease of conv, which was read just now, is ours; ok
// is false while it is somebody else's. A lease that is found stale is taken.
func (r *room) claim(ctx context.Context, conv Conversation, found *stale) (_ Conversation, ok bool, err error) {
	c := r.chat
	var use LeaseUse
	switch l := conv.Lease; {
	case found != nil && found.lease == l:
		from := l
		use = LeaseUse{Claim: c.name, From: &from}
	case l.Holder == c.name && r.left(l.Fence) > LeaseLife-leaseBeat:
		return conv, true, nil
	case l.Holder == c.name:
		use = LeaseUse{Fence: l.Fence, Beat: true}
	case l.Holder == "":
		use = LeaseUse{Claim: c.name}
	default:
		return conv, false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	began := time.Now()
	conv, _, err = c.config.Store.Append(ctx, c.config.Shop, Append{Conversation: r.id, Lease: use})
	if errors.Is(err, ErrLease) {
		return conv, false, nil
	}
	if err == nil {
		r.prove(conv.Lease, began)
	}
	return conv, err == nil && conv.Lease.Holder == c.name, err
}

// free gives the lease back, if it is ours, so that another process need not
// wait for it.
func (r *room) free() {
	r.mu.Lock()
	fence := r.proof.fence
	r.proof = proof{}
	r.mu.Unlock()
	if fence == 0 {
		return
	}
	c := r.chat
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.life), storeTimeout)
	defer cancel()
	_, _, err := c.config.Store.Append(ctx, c.config.Shop, Append{Conversation: r.id, Lease: LeaseUse{Fence: fence, Free: true}})
	if err != nil && !errors.Is(err, ErrLease) {
		c.log.Warn("chat: a lease is not given back; another process answers when it has run out", "conversation", r.id, "error", err)
	}
}

// pulse gives signs of life for a lease while a reply is made, and ends the
// reply at its deadline.
type pulse struct {
	room     *room
	fence    int64
	deadline time.Time
	lost     context.CancelCauseFunc // ends the reply
	ended    atomic.Bool
	cut      atomic.Pointer[context.CancelFunc] // ends the beat that is under way

	mu    sync.Mutex // held during a beat
	timer *time.Timer
}

func (r *room) beat(fence int64, deadline time.Time, lost context.CancelCauseFunc) *pulse {
	p := &pulse{room: r, fence: fence, deadline: deadline, lost: lost}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer = time.AfterFunc(p.next(leaseBeat), p.once)
	return p
}

// next is when to look again: after a time, and not after the deadline.
func (p *pulse) next(after time.Duration) time.Duration {
	return min(after, max(0, time.Until(p.deadline)))
}

// once gives one sign of life. A process that was stopped for longer than a
// lease lives finds out here that it has lost it.
func (p *pulse) once() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended.Load() {
		return
	}
	began, left := time.Now(), p.room.left(p.fence)
	if !began.Before(p.deadline) {
		p.lost(errLate)
		return
	}
	if left <= 0 {
		p.lost(errLost)
		return
	}
	c := p.room.chat
	ctx, cancel := context.WithTimeout(c.life, p.next(left))
	defer cancel()
	if p.cut.Store(&cancel); p.ended.Load() {
		cancel()
	}
	conv, _, err := c.config.Store.Append(ctx, c.config.Shop, Append{Conversation: p.room.id, Lease: LeaseUse{Fence: p.fence, Beat: true}})
	switch {
	case err == nil:
		p.room.prove(conv.Lease, began)
		p.timer.Reset(p.next(leaseBeat))
	case errors.Is(err, ErrLease):
		p.lost(errLost)
	default:
		p.timer.Reset(p.next(time.Second)) // until the lease has run out
	}
}

// stop ends the signs of life. None is under way when it returns.
func (p *pulse) stop() {
	p.ended.Store(true)
	if cut := p.cut.Load(); cut != nil {
		(*cut)()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.timer.Stop()
}

// lookOut sees to it that every due turn is answered, whatever becomes of the
// process that has its lease, until the chat shuts down.
func (c *Chat) lookOut() {
	ticker := time.NewTicker(leaseLook)
	defer ticker.Stop()
	seen := map[string]sighting{}
	for alone := c.alone; ; alone = false {
		seen = c.look(seen, alone)
		select {
		case <-ticker.C:
		case <-c.serving.Done():
			return
		}
	}
}

// sighting is a lease as it was first seen, and when. It is the same lease
// until its fence or its beat moves.
type sighting struct {
	lease Lease
	since time.Time
}

// look looks once at all turns that are due: it answers those that nobody has
// the lease of, takes over those whose lease is stale, and returns the others
// for next time. A process that is alone takes over all, since whoever has
// their leases is not there any more.
func (c *Chat) look(before map[string]sighting, alone bool) (seen map[string]sighting) {
	seen = map[string]sighting{}
	f := Filter{Due: true, Limit: page}
	for {
		ctx, cancel := context.WithTimeout(c.serving, storeTimeout)
		list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
		cancel()
		if err != nil {
			if c.serving.Err() == nil {
				c.log.Error("chat: unanswered conversations cannot be listed", "error", err)
			}
			return before
		}
		for _, conv := range list {
			if c.answering(conv.ID) {
				continue
			}
			s := before[conv.ID]
			if s.lease != conv.Lease || s.since.IsZero() {
				s = sighting{conv.Lease, time.Now()}
			}
			switch watch := time.Since(s.since); {
			case conv.Lease.Holder == "":
				c.kick(conv.ID)
			case alone, watch >= LeaseLife:
				c.rescue(conv.ID, &stale{conv.Lease, watch}, nil)
			default:
				seen[conv.ID] = s
			}
		}
		if len(list) < page {
			return seen
		}
		f.Before = list[len(list)-1].Changed
	}
}

// answering reports whether this process answers a conversation right now.
func (c *Chat) answering(id string) bool {
	r := c.find(id)
	if r == nil {
		return false
	}
	defer r.leave()
	return r.answering()
}
