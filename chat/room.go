package chat

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// page is how many events are read from the store at once.
const page = 200

// room is what this process knows of one conversation while somebody looks at
// it or a reply to it is made: who listens, up to where they have been told,
// and the reply. The store is the truth; a room only passes it on, in order.
type room struct {
	chat *Chat
	id   string

	// telling is held while events are passed on, so that two that pass them
	// on at once do not change their order. The store is read under it.
	telling turnstile

	mu     sync.Mutex // never held over anything slow
	refs   int        // guarded by rooms.mu instead
	told   int64      // the seq up to which listeners have been told; -1 = there are none
	listen []*conn
	reply  *reply // the one being made, or nil
	busy   bool   // a goroutine looks after the due turns
	again  bool   // and shall look once more
	owed   bool   // a due turn could not be read or its reply not stored
	proof  proof  // that the lease of the due turns is ours
	recent recent // what was said last

	page    assistant.Page // where the shopper is
	writing time.Time      // until when they write, as far as they have said
	showing sync.Mutex     // held while the staff is told of them
}

// turnstile lets one through at a time, like a mutex, but those who wait give up
// when their context ends: it may be held over a store that is slow or dead.
type turnstile chan struct{}

func (t turnstile) lock(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turnstile) unlock() { <-t }

// rooms are the rooms that are in use.
type rooms struct {
	mu  sync.Mutex
	all map[string]*room
}

// enter returns the room of a conversation, to be left again.
func (c *Chat) enter(id string) *room {
	c.rooms.mu.Lock()
	defer c.rooms.mu.Unlock()
	r := c.rooms.all[id]
	if r == nil {
		r = &room{chat: c, id: id, told: -1, telling: make(turnstile, 1)}
		c.rooms.all[id] = r
	}
	r.refs++
	return r
}

func (r *room) leave() {
	rooms := &r.chat.rooms
	rooms.mu.Lock()
	defer rooms.mu.Unlock()
	if r.refs--; r.refs == 0 {
		delete(rooms.all, r.id)
	}
}

// find returns the room of a conversation if it is in use, entered, or nil.
func (c *Chat) find(id string) *room {
	c.rooms.mu.Lock()
	defer c.rooms.mu.Unlock()
	r := c.rooms.all[id]
	if r != nil {
		r.refs++
	}
	return r
}

// ids names the rooms that are in use.
func (rs *rooms) ids() []string {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return slices.Collect(maps.Keys(rs.all))
}

// join makes k a listener. It returns the seq from which on k is told by the
// room; everything up to it is k's own to read. What is being said at this
// moment is put into k's queue.
func (r *room) join(ctx context.Context, k *conn) (top int64, err error) {
	if err := r.telling.lock(ctx); err != nil {
		return 0, err
	}
	defer r.telling.unlock()
	if top, err = r.chat.top(ctx, r.id); err != nil {
		return 0, err
	}
	if err := r.catchUp(ctx, top); err != nil {
		return 0, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.listen) == 0 {
		r.told = top
	}
	r.listen, r.page = append(r.listen, k), k.page
	if r.reply != nil {
		for _, f := range r.reply.soFar() {
			k.out.push(f)
		}
	}
	return r.told, nil
}

// address is one that somebody listens from, to count by; empty where nobody
// does.
func (r *room) address() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.listen) > 0 {
		return r.listen[0].address
	}
	return ""
}

// part undoes join.
func (r *room) part(k *conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listen = without(r.listen, k)
	if len(r.listen) == 0 {
		r.told = -1
	}
}

// note remembers events that were just stored, and forgets those that have been
// removed.
func (r *room) note(events []Event, cut int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recent.note(events)
	r.recent.cut(cut)
}

// rest drops what is remembered, unless a turn has used it since the last time.
func (r *room) rest() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recent.forget()
}

// tell passes on events that were just stored, in order and without gaps,
// whoever else stores and tells at the same time.
func (r *room) tell(ctx context.Context, events []Event) error {
	if err := r.telling.lock(ctx); err != nil {
		return err
	}
	defer r.telling.unlock()
	told := r.position()
	if told < 0 || len(events) == 0 {
		return nil
	}
	if events[0].Seq > told+1 {
		if err := r.catchUp(ctx, events[0].Seq-1); err != nil {
			return err
		}
		told = r.position()
	}
	for len(events) > 0 && events[0].Seq <= told {
		events = events[1:]
	}
	return r.pass(events)
}

// hear follows a hint that the conversation has events up to top.
func (r *room) hear(ctx context.Context, top int64) error {
	if told := r.position(); told < 0 || top <= told {
		return nil
	}
	if err := r.telling.lock(ctx); err != nil {
		return err
	}
	defer r.telling.unlock()
	return r.catchUp(ctx, top)
}

// position is the seq up to which the listeners have been told, or -1.
func (r *room) position() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}

// catchUp reads and passes on what is missing up to top. telling is held.
func (r *room) catchUp(ctx context.Context, top int64) error {
	for told := r.position(); told >= 0 && told < top; told = r.position() {
		events, err := r.chat.config.Store.Events(ctx, r.chat.config.Shop, r.id, told, page)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return nil // the hint knew more than the store does
		}
		if err := r.pass(events); err != nil {
			return err
		}
	}
	return nil
}

// pass tells every listener of events that follow what they were told.
// telling is held.
func (r *room) pass(events []Event) error {
	for _, e := range events {
		frame, err := encodeLogged(forShopper(e))
		if err != nil {
			return err
		}
		if e.Owner != nil && e.Owner.State == OwnedByPerson {
			r.interrupt(errTaken)
		}
		if e.Erased != nil {
			r.interrupt(errTaken)
		}
		r.mu.Lock()
		if e.Erased != nil {
			r.recent.cut(e.Seq - 1)
		}
		if r.told >= 0 {
			r.told = e.Seq
			r.send(frame)
		}
		r.mu.Unlock()
	}
	return nil
}

// send puts a frame into every listener's queue. The lock is held.
func (r *room) send(frame []byte) {
	for _, k := range r.listen {
		k.out.push(frame)
	}
}

// sendDelta is send for prose, which may be joined with what waits.
func (r *room) sendDelta(d Delta, units int) {
	for _, k := range r.listen {
		k.out.pushDelta(d, units)
	}
}

// private reports whether a message has what is no shopper's business.
func (m *Message) private() bool {
	return m.PersonID != "" || m.Usage != nil || m.Config != "" || m.Counts != nil
}

// forShopper returns what of e is for the shopper's eyes.
func forShopper(e Event) Event {
	if e.Staff != nil {
		return Event{Seq: e.Seq, At: e.At, Kind: e.Kind}
	}
	if m := e.Message; m != nil && m.private() {
		message := *m
		message.PersonID, message.Usage, message.Config, message.Counts = "", nil, "", nil
		e.Message = &message
	}
	if e.Owner != nil && e.Owner.Handoff != nil {
		owner := *e.Owner
		owner.Handoff = nil
		e.Owner = &owner
	}
	return e
}
