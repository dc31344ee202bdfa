package chat

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

// maxPreview is the length of Conversation.Preview in characters.
const maxPreview = 120

// Apply returns what c becomes by a, and the events of a with their Seq and
// At: the one place that says what a log amounts to. Every [Store] calls it
// inside its transaction, after it has taken the repeats out of a.Events. It
// fails with ErrBlocked when the shopper may not write any more, with ErrOwner
// when a is made for another owner, with ErrLease when the writer has the lease
// no more, with ErrAnswered when the message that it answers has an answer, and
// with ErrConflict when two of its events have the same author and client id.
// Nothing of c or a is changed, and the result shares nothing that anybody may
// write to.
func (c Conversation) Apply(a Append) (Conversation, []Event, error) {
	switch use := a.Lease; {
	case c.Mark == MarkBlocked && a.fromShopper():
		return Conversation{}, nil, ErrBlocked
	case a.IfOwner != nil && *a.IfOwner != c.OwnerVersion:
		return Conversation{}, nil, ErrOwner
	case use.Fence != 0 && use.Fence != c.Lease.Fence, use.From != nil && *use.From != c.Lease:
		return Conversation{}, nil, ErrLease
	case a.Unanswered != 0 && c.LastShopper > a.Unanswered:
		return Conversation{}, nil, ErrAnswered
	}
	if c = c.Clone(); a.Erase {
		c = c.Erased()
	}
	events := slices.Clone(a.Events)
	for i := range events {
		e := &events[i]
		for _, earlier := range events[:i] {
			if e.ClientID != "" && e.ClientID == earlier.ClientID && e.By() == earlier.By() {
				return Conversation{}, nil, ErrConflict
			}
		}
		c.Top++
		e.Seq = c.Top
		if e.At == 0 {
			e.At = a.Now.UnixMilli()
		}
		c.log(*e)
	}
	if a.Identify != nil {
		c.Customer, c.CartID = a.Identify.Customer.Clone(), cmp.Or(a.Identify.CartID, c.CartID)
	}
	if a.Owner != nil {
		c.setOwner(*a.Owner, a.Now)
	}
	if a.State != nil {
		c.State, c.StateVersion = slices.Clone(a.State), a.StateVersion
	}
	c.Answered = max(c.Answered, a.Answered)
	for _, tag := range a.Tags {
		if !slices.Contains(c.Tags, tag) {
			c.Tags = append(c.Tags, tag)
		}
	}
	if a.Handoff != nil {
		handoff := *a.Handoff
		c.Handoff = &handoff
		c.Priority = max(c.Priority, min(handoff.Priority, MaxPriority))
	}
	if a.Closed != nil {
		c.Closed = *a.Closed
	}
	if !a.Now.IsZero() {
		c.Changed = stamp(a.Now)
	}
	c.useLease(a.Lease)
	return c, events, nil
}

// fromShopper reports whether the shopper says something in a.
func (a Append) fromShopper() bool {
	return slices.ContainsFunc(a.Events, func(e Event) bool { return e.Message != nil && e.Message.Author == assistant.AuthorShopper })
}

// log changes c by what one event says.
func (c *Conversation) log(e Event) {
	if m := e.Message; m != nil {
		c.Messages++
		c.Preview = preview(*m)
		if m.Author == assistant.AuthorShopper {
			c.LastShopper, c.SnoozedUntil = e.Seq, time.Time{}
		}
	}
	if e.Staff != nil {
		c.sort(*e.Staff)
	}
	if e.Rating != nil {
		c.Score = e.Rating.Score
	}
}

// sort changes c by what someone of the staff did.
func (c *Conversation) sort(s Staff) {
	for _, tag := range s.Tag {
		if !slices.Contains(c.Tags, tag) {
			c.Tags = append(c.Tags, tag)
		}
	}
	if len(s.Untag) > 0 {
		c.Tags = slices.DeleteFunc(c.Tags, func(tag string) bool { return slices.Contains(s.Untag, tag) })
	}
	if len(c.Tags) == 0 {
		c.Tags = nil
	}
	if s.Assign != nil {
		c.Assignee = *s.Assign
	}
	if s.Priority != nil {
		c.Priority = *s.Priority
	}
	if s.Snooze != nil {
		c.SnoozedUntil = time.Time{}
		if *s.Snooze > 0 {
			c.SnoozedUntil = stamp(time.UnixMilli(*s.Snooze))
		}
	}
	if s.Mark != nil {
		c.Mark = *s.Mark
	}
}

// useLease comes last: whether a turn is due depends on all the rest.
func (c *Conversation) useLease(use LeaseUse) {
	switch {
	case use.Free, !c.due():
		c.Lease.Holder = ""
	case use.Claim != "" && (c.Lease.Holder == "" || use.From != nil):
		c.Lease = Lease{Holder: use.Claim, Fence: c.Lease.Fence + 1}
	case use.Beat:
		c.Lease.Beat++
	}
}

func (c *Conversation) setOwner(owner Owner, now time.Time) {
	switch {
	case owner.State != OwnedByNobody:
		c.WaitingSince = time.Time{}
	case c.Owner.State != OwnedByNobody:
		c.WaitingSince = stamp(now)
	}
	if owner.State == OwnedByPerson {
		c.Assignee = Assignee{owner.PersonID, owner.Person}
	}
	c.Owner = owner
	c.OwnerVersion++
}

// Clone returns a deep copy of c with its times as every store keeps them:
// in UTC, to the millisecond.
func (c Conversation) Clone() Conversation {
	c.Customer = c.Customer.Clone()
	if c.Handoff != nil {
		handoff := *c.Handoff
		c.Handoff = &handoff
	}
	c.Tags = slices.Clone(c.Tags)
	c.State = slices.Clone(c.State)
	c.Created, c.Changed, c.WaitingSince, c.SnoozedUntil = stamp(c.Created), stamp(c.Changed), stamp(c.WaitingSince), stamp(c.SnoozedUntil)
	return c
}

// stamp cuts t to what every store keeps.
func stamp(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMilli(t.UnixMilli()).UTC()
}

// preview says m in one line.
func preview(m Message) string {
	text := m.Text
	if text == "" {
		text = m.Parts.Fallback()
	}
	return oneLine(text, maxPreview)
}

// oneLine is text in one line of at most so many characters, with an ellipsis
// where there are more. The line is made only as far as it is shown: one
// character more tells whether there are more.
func oneLine(text string, most int) string {
	line, n, gap := make([]byte, 0, 512), 0, false // which stays on the stack
	last := 0                                      // where the last character that fits with an ellipsis ends
	for _, r := range text {
		if unicode.IsSpace(r) {
			gap = n > 0
			continue
		}
		if gap {
			line, n, gap = append(line, ' '), n+1, false
			if n == most-1 {
				last = len(line)
			}
		}
		if n >= most {
			return string(line[:last]) + "…"
		}
		line, n = utf8.AppendRune(line, r), n+1
		if n == most-1 {
			last = len(line)
		}
	}
	if string(line) == text {
		return text
	}
	return string(line)
}

// By says who made e: a client id is unique within a conversation and this.
func (e Event) By() assistant.Author {
	switch {
	case e.Message != nil:
		return e.Message.Author
	case e.Owner != nil, e.Staff != nil, e.Edit != nil, e.Erased != nil:
		return assistant.AuthorPerson
	default:
		return assistant.AuthorShopper
	}
}

// Repeats reports whether e and stored come of the same command, as far as they
// have the same author and client id: they are equal but for what each try has
// of its own, which is the seq, the time, the id of the turn, the page, and what a
// person is called and looks like besides their name.
func (e Event) Repeats(stored Event) bool {
	one, errOne := e.request()
	other, errOther := stored.request()
	return errOne == nil && errOther == nil && bytes.Equal(one, other)
}

// request is what of e came from its author, as canonical JSON.
func (e Event) request() ([]byte, error) {
	e.Seq, e.At = 0, 0
	if e.Message != nil {
		message := *e.Message
		message.Turn, message.Page, message.Entry, message.Title, message.Picture = "", assistant.Page{}, "", "", ""
		e.Message = &message
	}
	return json.Marshal(e)
}
