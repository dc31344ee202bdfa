package chat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

const (
	// maxHistory is how many events before a message are looked through for
	// what was said before.
	maxHistory = 60
	// graceTurn is how long an assistant has to return once its time is over.
	graceTurn = 5 * time.Second
	// storeTimeout bounds one use of the store.
	storeTimeout = 10 * time.Second
)

// kick answers the conversation's due messages, unless somebody does already.
func (c *Chat) kick(id string) { c.rescue(id, nil, nil) }

// rescue is kick that takes the lease from a holder which is found stale. now is
// the conversation as a write has just left it; nil means that it is to be read.
func (c *Chat) rescue(id string, found *stale, now *Conversation) {
	r := c.enter(id)
	r.mu.Lock()
	if r.busy {
		r.again = true
		r.mu.Unlock()
		r.leave()
		return
	}
	r.busy = true
	r.mu.Unlock()
	if !c.spawn(func() { r.answerAll(found, now) }) { // shutting down: the turn stays due
		r.mu.Lock()
		r.busy = false
		r.mu.Unlock()
		r.free()
		r.leave()
	}
}

// answerAll answers what is due until nothing is, and leaves the room.
func (r *room) answerAll(found *stale, now *Conversation) {
	defer r.leave()
	for more := true; more; {
		more, now = r.answerNext(r.chat.turns, found, now)
		r.mu.Lock()
		if r.again {
			more, now, r.again = true, nil, false
		}
		r.busy = more
		r.mu.Unlock()
	}
	if r.chat.serving.Err() != nil {
		r.free()
	}
}

// owe notes that a due turn was left for later, and settle tries it again. A
// tab settles with every ping; without a tab the next hello does.
func (r *room) owe() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.owed = true
}

func (r *room) settle() {
	r.mu.Lock()
	owed := r.owed
	r.owed = false
	r.mu.Unlock()
	if owed {
		r.chat.kick(r.id)
	}
}

// due is a message that waits for its answer, with all that the answer needs.
// The lease of its conversation is ours.
type due struct {
	conversation Conversation
	seq          int64
	turn         assistant.Turn
	within       time.Duration // what the answer may take
}

// answerNext answers the first due message. It reports whether there may be
// another, and how its own write has left the conversation, if it has; what it
// cannot answer now stays due.
func (r *room) answerNext(ctx context.Context, old *stale, now *Conversation) (more bool, left *Conversation) {
	if r.chat.closing() {
		return false, nil
	}
	if now != nil && !now.due() {
		return false, nil
	}
	d, found, err := r.nextDue(ctx, old, now)
	if err != nil {
		r.chat.log.Error("chat: a due turn cannot be read", "conversation", r.id, "error", err)
		r.owe()
		return false, nil
	}
	if !found {
		return false, nil
	}
	return r.answer(ctx, d)
}

// nextDue finds the first due message. A conversation that a write has just
// left like this is as good as one that is read: what comes after the write
// finds the lease as the write has left it.
func (r *room) nextDue(ctx context.Context, old *stale, now *Conversation) (d due, found bool, err error) {
	if now != nil {
		d.conversation = *now
	} else {
		d.conversation, err = r.chat.read(ctx, r.id)
	}
	if errors.Is(err, ErrNotFound) {
		return d, false, nil // nothing has been said in it yet
	}
	if err != nil || !d.conversation.due() {
		return d, false, err
	}
	var ours bool
	if d.conversation, ours, err = r.claim(ctx, d.conversation, old); !ours {
		return d, false, err
	}
	d.within = r.chat.config.TurnTimeout
	if old != nil {
		d.within = min(d.within, recoverWithin-old.watch)
	}
	for after := d.conversation.Answered; ; {
		events, err := r.events(ctx, after, d.conversation.Top+1, page)
		if err != nil || len(events) == 0 {
			return d, false, err
		}
		for _, e := range events {
			if e.Message != nil && e.Message.Author == assistant.AuthorShopper {
				d.seq = e.Seq
				d.turn, err = r.newTurn(ctx, d.conversation, e)
				return d, err == nil, err
			}
		}
		after = events[len(events)-1].Seq
	}
}

// read reads a conversation from the store.
func (c *Chat) read(ctx context.Context, id string) (Conversation, error) {
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	return c.config.Store.Conversation(ctx, c.config.Shop, id)
}

var errNoChoice = errors.New("chat: there is no such choice")

// choice looks up in the log what a chip means.
func (c *Chat) choice(ctx context.Context, conversation string, p Pick) (*assistant.Action, error) {
	parts, err := c.partsOf(ctx, conversation, p.Seq)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		var choices []assistant.Choice
		switch block := part.(type) {
		case assistant.ChoicesBlock:
			choices = block.Choices
		case assistant.WishesBlock:
			choices = block.Wishes
		case assistant.OrderBlock:
			choices = block.Order.Actions
		}
		for _, choice := range choices {
			if choice.ID == p.Choice {
				return &choice.Action, nil
			}
		}
	}
	return nil, errNoChoice
}

// partsOf returns what the message with this seq consists of, or errNoChoice
// where there is none that the shop's side has written.
func (c *Chat) partsOf(ctx context.Context, conversation string, seq int64) (assistant.Parts, error) {
	if seq < 1 {
		return nil, errNoChoice
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	events, err := c.config.Store.Events(ctx, c.config.Shop, conversation, seq-1, 1)
	if err != nil {
		return nil, err
	}
	if len(events) == 0 || events[0].Seq != seq || events[0].Message == nil || events[0].Message.Author == assistant.AuthorShopper {
		return nil, errNoChoice
	}
	return events[0].Message.Parts, nil
}

// answer runs the turn and commits what came of it.
func (r *room) answer(base context.Context, d due) (more bool, left *Conversation) {
	c := r.chat
	ctx, cancel := context.WithCancelCause(base)
	defer cancel(nil)
	deadline := time.Now().Add(d.within)
	ctx = turnContext{ctx, deadline}
	pulse := r.beat(d.conversation.Lease.Fence, deadline, cancel)
	defer pulse.stop()
	p := &reply{room: r, turn: d.turn.ID, answers: d.seq, ctx: ctx, cancel: cancel}
	r.begin(p)
	outcome, err := c.respond(ctx, d.turn, p)
	pulse.stop()
	m := Message{Author: assistant.AuthorAssistant, Parts: r.end(p), Turn: d.turn.ID, Answers: d.seq}
	switch cause := context.Cause(ctx); {
	case base.Err() != nil && err != nil:
		r.retract(p) // it stays due and is answered after the restart
		return false, nil
	case errors.Is(cause, errTaken), errors.Is(cause, errLost):
		r.retract(p)
		r.refresh()
		return true, nil
	case errors.Is(cause, errStopped):
		m.Stopped = true
	case err != nil:
		c.log.Error("chat: a turn failed", "conversation", r.id, "turn", d.turn.ID, "error", err)
		r.retract(p)
		m.Parts, m.Failed, outcome = failedParts(d.turn.Text), true, assistant.Outcome{Usage: outcome.Usage}
	}
	m.Config = outcome.ConfigHash
	if outcome.Usage != (assistant.Usage{}) {
		m.Usage = &outcome.Usage
	}
	if outcome.Counts != (assistant.Counts{}) && !m.Stopped { // of half a reply nobody knows
		m.Counts = &outcome.Counts
	}
	return r.commit(d, p, m, outcome)
}

// turnContext is the context of a turn. It says by when the turn is to be over;
// the pulse of the turn, which has a timer already, sees to it.
type turnContext struct {
	context.Context
	deadline time.Time
}

// Deadline implements [context.Context].
func (c turnContext) Deadline() (time.Time, bool) { return c.deadline, true }

// respond calls the assistant, survives its panics, and does not wait for one
// that does not return when it should.
func (c *Chat) respond(ctx context.Context, turn assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
	call := &call{ctx: ctx, turn: turn, writer: w, done: make(chan struct{})}
	go call.make(c.config.Assistant)
	select {
	case <-call.done:
		return call.outcome, call.err
	case <-ctx.Done():
	}
	late := time.NewTimer(graceTurn)
	defer late.Stop()
	select {
	case <-call.done:
		return call.outcome, call.err
	case <-late.C:
		return assistant.Outcome{}, fmt.Errorf("chat: the assistant did not return: %w", context.Cause(ctx))
	}
}

// call is one call of an assistant.
type call struct {
	ctx    context.Context
	turn   assistant.Turn
	writer assistant.Writer

	done    chan struct{} // closed when there is what follows
	outcome assistant.Outcome
	err     error
}

func (c *call) make(a assistant.Assistant) {
	defer close(c.done)
	defer func() {
		if p := recover(); p != nil {
			c.outcome, c.err = assistant.Outcome{}, fmt.Errorf("chat: the assistant panicked: %v\n%s", p, debug.Stack())
		}
	}()
	c.outcome, c.err = a.Respond(c.ctx, c.turn, c.writer)
}

// failedParts says honestly that there is no answer, with two ways on.
func failedParts(text string) assistant.Parts {
	return assistant.Parts{
		assistant.Text{Text: "Sorry, I could not answer that just now."},
		assistant.ChoicesBlock{Text: "What would you like to do?", Choices: []assistant.Choice{
			{ID: "again", Label: "Try again", Action: assistant.Action{Do: assistant.DoSay, Text: text}},
			{ID: "person", Label: "Ask for a person", Action: assistant.Action{Do: assistant.DoPerson}},
		}},
	}
}

// commit stores a reply with everything that goes with it, in one write that
// holds only while nobody else has taken the conversation. The reply's client
// id is made of what it answers, so that no message is ever answered twice,
// however many processes try.
func (r *room) commit(d due, p *reply, m Message, outcome assistant.Outcome) (more bool, left *Conversation) {
	c := r.chat
	owner, id := d.conversation.OwnerVersion, strconv.AppendInt(append(make([]byte, 0, 32), "answer-"...), d.seq, 10)
	a := Append{
		Conversation: r.id, IfOwner: &owner, Lease: LeaseUse{Fence: d.conversation.Lease.Fence},
		Answered: d.seq, Tags: outcome.Tags,
		Events: []Event{{Kind: EventMessage, ClientID: string(id), Message: &m}},
	}
	if outcome.State != nil {
		if json.Valid(outcome.State) {
			a.State, a.StateVersion = outcome.State, outcome.StateVersion
		} else {
			c.log.Error("chat: the assistant's state is not JSON and is not kept", "conversation", r.id)
		}
	}
	a.Handoff = d.conversation.adds(outcome.Handoff)
	if outcome.Handoff != nil && d.conversation.Owner.State == OwnedByAssistant {
		a.Owner = &Owner{State: OwnedByNobody}
		a.Events = append(a.Events, Event{Kind: EventOwner, ClientID: fmt.Sprint("handoff-", d.seq),
			Owner: &OwnerChange{State: OwnedByNobody, Handoff: outcome.Handoff}})
	}
	conv, _, err := c.appendFirmly(a)
	switch {
	case err == nil:
		return true, &conv
	case errors.Is(err, ErrOwner), errors.Is(err, ErrLease), errors.Is(err, ErrConflict):
		// A person took over, or another process answers or has answered.
		r.retract(p)
		r.refresh()
		return errors.Is(err, ErrOwner), nil
	default:
		c.log.Error("chat: a reply could not be stored", "conversation", r.id, "turn", p.turn, "error", err)
		r.owe()
		r.retract(p)
		return false, nil
	}
}
