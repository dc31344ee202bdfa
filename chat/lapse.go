package chat

import (
	"context"
	"errors"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// TagUnanswered is the tag of a conversation that the assistant has taken back
// because no person answered within Config.AnswerLimit.
const TagUnanswered = "unanswered"

// lapseLook is how often waits that have become too long are looked for.
const lapseLook = 15 * time.Second

// watchWaits takes conversations back from people who do not answer, until the
// chat shuts down. Several processes may: a change of owner is made once.
func (c *Chat) watchWaits() {
	ticker := time.NewTicker(lapseLook)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-c.serving.Done():
			return
		}
		for _, owner := range []OwnerState{OwnedByNobody, OwnedByPerson} {
			if err := c.lapse(owner); err != nil && c.serving.Err() == nil {
				c.log.Error("chat: long waits cannot be looked for; it is tried again", "error", err)
			}
		}
	}
}

// lapse takes back the conversations of an owner whose shoppers have waited too
// long.
func (c *Chat) lapse(owner OwnerState) error {
	f := Filter{Owner: owner, Open: true, Limit: page}
	for {
		ctx, cancel := context.WithTimeout(c.serving, storeTimeout)
		list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
		cancel()
		if err != nil {
			return err
		}
		for _, conv := range list {
			if err := c.lapseOne(conv.ID); err != nil {
				return err
			}
		}
		if len(list) < page {
			return nil
		}
		f.Before = list[len(list)-1].Changed
	}
}

// lapseOne takes one conversation back if its shopper has waited too long.
func (c *Chat) lapseOne(id string) error {
	ctx, cancel := context.WithTimeout(c.serving, storeTimeout)
	defer cancel()
	lapsed := false
	_, err := c.change(ctx, id, func(conv Conversation) (*Append, error) {
		since, err := c.waitsSince(ctx, conv)
		if err != nil || since.IsZero() || c.config.Hours.Opened(since, c.config.Now()) < c.config.AnswerLimit {
			return nil, err
		}
		lapsed = true
		return &Append{
			Owner:    &Owner{State: OwnedByAssistant},
			Events:   []Event{ownerEvent(OwnerChange{State: OwnedByAssistant, Lapsed: true})},
			Answered: conv.LastShopper - 1, // of several messages the newest is enough
			Tags:     []string{TagUnanswered},
		}, nil
	})
	if errors.Is(err, ErrNotFound) {
		return nil // it was removed meanwhile
	}
	if err == nil && lapsed {
		c.kick(id)
	}
	return err
}

// waitsSince says since when the shopper waits for a person; zero when they do
// not.
func (c *Chat) waitsSince(ctx context.Context, conv Conversation) (time.Time, error) {
	switch {
	case conv.Owner.State == OwnedByNobody:
		return conv.WaitingSince, nil
	case conv.Owner.State != OwnedByPerson || conv.LastShopper <= conv.Answered:
		return time.Time{}, nil
	}
	events, err := c.Events(ctx, conv.ID, max(conv.Answered, conv.Cut), page)
	if err != nil {
		return time.Time{}, err
	}
	var since time.Time
	for _, e := range events {
		asks := e.Message != nil && e.Message.Author == assistant.AuthorShopper
		joins := e.Owner != nil && e.Owner.State == OwnedByPerson // they have the whole limit to answer in
		if asks && since.IsZero() || joins && !since.IsZero() {
			since = time.UnixMilli(e.At)
		}
	}
	return since, nil
}
