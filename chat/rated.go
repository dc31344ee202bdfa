package chat

import (
	"context"
	"errors"
	"strconv"

	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/assistant"
)

// handoffAsked is the reason of a hand-off that the shopper has asked for.
const handoffAsked = "asked"

// rated stores a rating, together with what the assistant does about it: one write,
// so that no crash between the two loses the wait for a person. Whoever sends the
// rating again gets the first answer again, and nothing else is done.
func (k *conn) rated(ctx context.Context, rating Event) (seq int64, err error) {
	for {
		a, err := k.mends(ctx, rating)
		if err != nil {
			k.chat.log.Error("chat: nothing is done about a rating", "conversation", k.room.id, "error", err)
		}
		if a == nil {
			return k.log(ctx, rating)
		}
		conv, events, err := k.chat.append(ctx, *a)
		switch {
		case errors.Is(err, ErrOwner), errors.Is(err, ErrAnswered):
			continue // it is decided again on the conversation as it is now
		case errors.Is(err, ErrConflict), errors.Is(err, ErrNotFound):
			return k.log(ctx, rating) // it is there already, or the conversation is gone
		case err != nil:
			return 0, err
		}
		k.stored = &conv
		return events[0].Seq, nil
	}
}

// mends is the write of a rating with what the assistant does about it; nil where
// that is nothing. While a person has the conversation, or nobody listens to its
// shopper, it is left to the staff.
func (k *conn) mends(ctx context.Context, rating Event) (*Append, error) {
	c := k.chat
	rater, ok := c.config.Assistant.(assistant.Rated)
	if !ok {
		return nil, nil
	}
	conv, err := c.Conversation(ctx, k.room.id)
	if err != nil || conv.Owner.State == OwnedByPerson || conv.Mark == MarkSpam || conv.Mark == MarkBlocked {
		return nil, err
	}
	asked := Message{Turn: uuid.NewString(), Text: rating.Rating.Comment, Page: conv.Page}
	turn, err := k.room.newTurn(ctx, conv, Event{Seq: conv.Top + 1, At: c.config.Now().UnixMilli(), Message: &asked})
	if err != nil {
		return nil, err
	}
	parts, outcome, err := rater.Rated(ctx, turn, rating.Rating.Score)
	if err != nil || len(parts) == 0 && outcome.Handoff == nil {
		return nil, err
	}
	a := &Append{
		Conversation: conv.ID, Events: []Event{rating}, IfOwner: &conv.OwnerVersion, Unanswered: conv.LastShopper, Tags: outcome.Tags,
	}
	after := strconv.FormatInt(rating.Rating.Seq, 10)
	if len(parts) > 0 {
		a.Events = append(a.Events, Event{Kind: EventMessage, ClientID: "rated-" + after, Message: &Message{
			Author: assistant.AuthorAssistant, Parts: parts, Turn: asked.Turn, Config: outcome.ConfigHash,
		}})
	}
	if outcome.State != nil && !conv.due() { // a turn that is under way has the state
		a.State, a.StateVersion = outcome.State, outcome.StateVersion
	}
	if outcome.Handoff != nil {
		a.Handoff = conv.adds(outcome.Handoff)
		if conv.Owner.State == OwnedByAssistant {
			open := false
			a.Owner, a.Closed = &Owner{State: OwnedByNobody}, &open
			a.Events = append(a.Events, Event{Kind: EventOwner, ClientID: "handoff-rated-" + after, Owner: &OwnerChange{State: OwnedByNobody, Handoff: outcome.Handoff}})
		}
	}
	return a, nil
}

// adds is a note to the staff as it stands in a conversation: what a shopper adds to
// a request while they wait, such as an address, changes nothing of why a person was
// asked for.
func (c Conversation) adds(note *assistant.Handoff) *assistant.Handoff {
	if note == nil || c.Handoff == nil || c.Owner.State != OwnedByNobody || note.Reason != handoffAsked {
		return note
	}
	both := *note
	both.Reason, both.Trigger, both.Priority, both.Mood = c.Handoff.Reason, c.Handoff.Trigger, c.Handoff.Priority, c.Handoff.Mood
	return &both
}
