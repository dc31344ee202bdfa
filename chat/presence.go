package chat

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// How long it counts that somebody looks at a conversation, and that they write,
// after they last said so. Whoever goes on says it again well before.
const (
	LooksFor  = 25 * time.Second
	WritesFor = 6 * time.Second
)

const (
	// leavesFor is how long a shopper counts as there whose last connection has
	// ended: pages come and go, and the next one connects at once.
	leavesFor = 4 * time.Second
	// maxAttended bounds the conversations of which it is known who is there.
	maxAttended = 10_000
)

// Doing is what somebody does in a conversation at this moment.
type Doing string

// What one can do.
const (
	Away   Doing = "away"   // is not there
	Looks  Doing = "looks"  // has it open
	Notes  Doing = "notes"  // writes what the shopper will not read; people alone
	Writes Doing = "writes" // writes a message
)

// Sign says what somebody does in a conversation at this moment. It is never
// stored, lasts for seconds, and travels in a [Hint].
type Sign struct {
	// Person is who of the staff does it; the zero Person is the shopper.
	Person Person
	// Owns is true for the person who owns the conversation: the shopper is told
	// by Name that this one writes.
	Owns bool
	Does Doing
	// Page is where the shopper is, and Node the process that they are connected
	// to.
	Page assistant.Page
	Node string
}

// Presence is who is in a conversation at this moment. It is known only while
// somebody of the staff looks at the conversation, since nobody else asks.
type Presence struct {
	// Shopper is what the shopper does, and Page where. Empty: it is not known.
	Shopper Doing
	Page    assistant.Page
	// People are those of the staff who are not away, by name.
	People []Attendee
}

// Attendee is someone of the staff in a conversation.
type Attendee struct {
	ID, Name string
	Does     Doing
}

// Attend says what a person of the staff does in a conversation, for their
// colleagues to see in Presence; the shopper is told that the person who owns the
// conversation writes, and nothing of anybody else. It is never stored and ends by
// itself after LooksFor or WritesFor: say it again every ten seconds while the
// person looks, every three while they write, and Away when they leave. What a
// person writes who does not own the conversation counts as Notes. Signs of one
// person that come faster than one a second, after five, are left out. It returns
// who is there, and fails with ErrNotFound where there is no such conversation.
//
// Signs travel as the [Hint]s of Config.Broker. Where processes share nothing but
// a store, as with NewPoll alone, people see who is at the same process.
func (c *Chat) Attend(ctx context.Context, id string, p Person, does Doing) (Presence, error) {
	if p.ID == "" || !slices.Contains([]Doing{Away, Looks, Notes, Writes}, does) {
		return Presence{}, invalid("Whoever attends has an ID, and is away, looks, notes or writes")
	}
	conv, err := c.Conversation(ctx, id)
	if err != nil {
		return Presence{}, err
	}
	owns := conv.Owner.State == OwnedByPerson && conv.Owner.PersonID == p.ID && !conv.Closed
	if does == Writes && !owns {
		does = Notes
	}
	if c.attending.wait(p.ID) == 0 || does == Away {
		c.sign(id, Sign{Person: p, Owns: owns, Does: does})
	}
	return c.Presence(id), nil
}

// Presence returns who is in a conversation, as far as is known here. A [Change]
// of [Chat.Watch] says when that is another.
func (c *Chat) Presence(id string) Presence { return c.presence.of(id) }

func (c *Chat) sign(id string, s Sign) {
	c.config.Broker.Publish(c.config.Shop, Hint{Conversation: id, Sign: s})
}

// heed follows a sign that a broker brings.
func (c *Chat) heed(id string, s Sign) {
	if c.presence.note(id, s) {
		c.watches.change(Change{Conversation: id, Presence: true})
	}
	if s.Person.ID == "" {
		return
	}
	r := c.find(id)
	if r == nil {
		return
	}
	if s.Does == Writes && s.Owns {
		r.typing(s.Person.Name)
	}
	// Whoever begins to look, or goes on, asks whether the shopper is there.
	if s.Does != Looks || r.position() < 0 || !c.spawn(func() { defer r.leave(); r.show() }) {
		r.leave()
	}
}

// typing tells the shopper that a person writes.
func (r *room) typing(name string) {
	frame, err := EncodeFrame(PersonTyping{Person: name})
	if err != nil {
		r.chat.log.Error("chat: a frame cannot be written", "type", PersonTyping{}.Type(), "error", err)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.send(frame)
}

// writes notes that the shopper does, or has stopped to. What comes again within a
// second says nothing new.
func (r *room) writes(does bool) {
	until := time.Time{}
	if does {
		until = time.Now().Add(WritesFor)
	}
	r.mu.Lock()
	known := does && until.Sub(r.writing) < time.Second || !does && r.writing.IsZero()
	if !known {
		r.writing = until
	}
	r.mu.Unlock()
	if !known {
		r.show()
	}
}

// moves notes on which page the shopper is.
func (r *room) moves(page assistant.Page) {
	r.mu.Lock()
	r.page = page
	r.mu.Unlock()
	r.show()
}

// show tells the staff whether the shopper is there, if anybody looks.
func (r *room) show() {
	if !r.chat.presence.wanted(r.id) {
		return
	}
	// One after the other, so that what is told last is how it is.
	r.showing.Lock()
	defer r.showing.Unlock()
	r.mu.Lock()
	s := Sign{Does: Away, Page: r.page, Node: r.chat.name}
	switch {
	case len(r.listen) == 0:
	case time.Now().Before(r.writing):
		s.Does = Writes
	default:
		s.Does = Looks
	}
	r.mu.Unlock()
	r.chat.sign(r.id, s)
}

// presence is who is in the conversations that people look at.
type presence struct {
	changed func(id string) // is told of what ends by itself

	mu    sync.Mutex
	ended bool
	talks map[string]*attendance
}

// attendance is who is in one of them. Without a person it is forgotten.
type attendance struct {
	people  map[string]attendee // by id
	shopper map[string]attendee // by the process that they are connected to
	ends    *time.Timer         // when the next of them does something else
}

// attendee is somebody, with the times at which they stop to write, and to look.
type attendee struct {
	sign          Sign
	writes, looks time.Time
}

func newPresence(changed func(id string)) *presence {
	return &presence{changed: changed, talks: map[string]*attendance{}}
}

// wanted reports whether a person looks at a conversation.
func (p *presence) wanted(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.talks[id] != nil
}

// writes reports whether a person writes or notes in a conversation.
func (p *presence) writes(id, person string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.talks[id]
	return at != nil && slices.Contains([]Doing{Writes, Notes}, at.people[person].sign.Does)
}

// of returns who is in a conversation.
func (p *presence) of(id string) Presence {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at := p.talks[id]; at != nil {
		return at.seen()
	}
	return Presence{}
}

// note takes a sign. It reports whether who is there, or what they do, is another
// now.
func (p *presence) note(id string, s Sign) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.talks[id]
	if at == nil {
		if s.Person.ID == "" || s.Does == Away || p.ended || len(p.talks) >= maxAttended {
			return false // nobody asked
		}
		at = &attendance{people: map[string]attendee{}, shopper: map[string]attendee{}}
		at.ends = time.AfterFunc(LooksFor, func() { p.end(id, at) })
		p.talks[id] = at
	}
	before, now := at.seen(), time.Now()
	who := attendee{s, now.Add(WritesFor), now.Add(LooksFor)}
	switch {
	case s.Person.ID == "" && s.Does != Away:
		at.shopper[s.Node] = who
	case s.Person.ID == "":
		if there, ok := at.shopper[s.Node]; ok {
			there.writes, there.looks = now, earlier(there.looks, now.Add(leavesFor))
			at.shopper[s.Node] = there
		}
	case s.Does == Away:
		delete(at.people, s.Person.ID)
	default:
		at.people[s.Person.ID] = who
	}
	p.settle(id, at, now)
	return !before.same(at.seen())
}

// end does what is due by now.
func (p *presence) end(id string, at *attendance) {
	p.mu.Lock()
	if p.talks[id] != at {
		p.mu.Unlock()
		return
	}
	before := at.seen()
	p.settle(id, at, time.Now())
	changed := !before.same(at.seen())
	p.mu.Unlock()
	if changed {
		p.changed(id)
	}
}

// settle lets everybody stop whose time is over, and comes back for the next.
func (p *presence) settle(id string, at *attendance, now time.Time) {
	next := now.Add(LooksFor)
	for _, all := range []map[string]attendee{at.people, at.shopper} {
		for key, who := range all {
			if !now.Before(who.looks) {
				delete(all, key)
				continue
			}
			next = earlier(next, who.looks)
			if who.sign.Does == Looks {
				continue
			}
			if !now.Before(who.writes) {
				who.sign.Does = Looks
				all[key] = who
			} else {
				next = earlier(next, who.writes)
			}
		}
	}
	if len(at.people) == 0 {
		at.ends.Stop()
		delete(p.talks, id)
		clear(at.shopper)
		return
	}
	at.ends.Reset(next.Sub(now))
}

// close forgets everybody.
func (p *presence) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	for _, at := range p.talks {
		at.ends.Stop()
	}
	clear(p.talks)
}

// seen is at as others see it.
func (at *attendance) seen() Presence {
	if len(at.people) == 0 {
		return Presence{}
	}
	v := Presence{Shopper: Away}
	newest := time.Time{}
	for _, who := range at.shopper {
		if v.Shopper == Away || who.sign.Does == Writes {
			v.Shopper = who.sign.Does
		}
		if who.looks.After(newest) {
			newest, v.Page = who.looks, who.sign.Page
		}
	}
	for id, who := range at.people {
		v.People = append(v.People, Attendee{id, who.sign.Person.Name, who.sign.Does})
	}
	slices.SortFunc(v.People, func(a, b Attendee) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return v
}

func (v Presence) same(w Presence) bool {
	return v.Shopper == w.Shopper && v.Page == w.Page && slices.Equal(v.People, w.People)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
