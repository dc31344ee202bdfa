package chat

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// newTurn makes the snapshot that an assistant sees of message e.
func (r *room) newTurn(ctx context.Context, conv Conversation, e Event) (assistant.Turn, error) {
	c, m := r.chat, e.Message
	turn := assistant.Turn{
		ID: m.Turn, Conversation: conv.ID, Session: conv.SessionID, Address: r.address(), Locale: conv.Locale, Text: m.Text, Page: m.Page, Customer: conv.Customer,
		Waiting: conv.Owner.State == OwnedByNobody, State: conv.State, StateVersion: conv.StateVersion, Now: time.UnixMilli(e.At),
	}
	if turn.Locale == "" {
		turn.Locale = c.config.Locale
	}
	from := max(0, e.Seq-1-maxHistory)
	before, err := r.events(ctx, from, e.Seq, maxHistory)
	if err != nil {
		return turn, err
	}
	turn.AskedToRate = slices.ContainsFunc(before, Event.asksToRate)
	edits := editsOf(before)
	turn.History = make([]assistant.Message, 0, len(before))
	seqs := make([]int64, 0, maxHistory) // of the messages of History; 0 for one whose words were changed
	answered := int64(0)                 // the newest message of the shopper before this one
	for _, b := range before {
		if b.Message == nil || b.Seq >= e.Seq { // where the beginning is gone, more than was wanted comes
			continue
		}
		if b.Message.Author == assistant.AuthorShopper {
			answered = b.Seq
		}
		said := assistant.Message{
			Author: b.Message.Author, Name: b.Message.Name, Text: b.Message.Text, Parts: b.Message.Parts, At: time.UnixMilli(b.At),
		}
		seq := b.Seq
		if edit := edits[b.Seq]; edit != nil {
			if said.Text = edit.Text; said.Text == "" {
				continue // taken back
			}
			seq = 0
		}
		if c := b.Message.Counts; c != nil {
			said.Tokens, said.CountedBy = c.Answer, c.By
			if i := slices.Index(seqs, b.Message.Answers); i >= 0 {
				turn.History[i].Tokens, turn.History[i].CountedBy = c.Asked, c.By
			}
		}
		turn.History, seqs = append(turn.History, said), append(seqs, seq)
	}
	if p := m.Pick; p != nil && p.Seq > answered && p.Seq < e.Seq {
		// A choice that something else has answered by now is only words.
		if turn.Action, err = c.choice(ctx, conv.ID, *p); errors.Is(err, errNoChoice) {
			err = nil
		}
	}
	if f := m.Form; f != nil && f.Seq > answered && f.Seq < e.Seq {
		form, err := c.form(ctx, conv.ID, f.Seq)
		if err != nil && !errors.Is(err, errNoChoice) {
			return turn, err
		}
		if err == nil {
			action := form.Action
			action.Values = maps.Clone(f.Values)
			turn.Action = &action
		}
	}
	if err != nil {
		return turn, err
	}
	turn.Shop, err = r.shopOf(ctx, conv, turn.ID)
	return turn, err
}

// events returns the events after one seq and before another, up to limit of
// them, from memory if they are all there.
func (r *room) events(ctx context.Context, after, before int64, limit int) ([]Event, error) {
	r.mu.Lock()
	events, ok := r.recent.between(after, before)
	r.mu.Unlock()
	if ok {
		return events, nil
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	events, err := r.chat.config.Store.Events(ctx, r.chat.config.Shop, r.id, after, int(min(before-1-after, int64(limit))))
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recent.join(events)
	return events, nil
}

// editsOf returns the last change of each message that was changed, by its seq.
func editsOf(events []Event) map[int64]*Edit {
	var edits map[int64]*Edit
	for _, e := range events {
		if e.Edit == nil {
			continue
		}
		if edits == nil {
			edits = map[int64]*Edit{}
		}
		edits[e.Edit.Seq] = e.Edit
	}
	return edits
}
