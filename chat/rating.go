package chat

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// maxAfter is how many events after the shopper's last message are looked at for
// a question how it was.
const maxAfter = 200

// rate stores how something was that the shopper was asked about. The event's
// client id is made of what asked, so that the log itself takes one answer,
// whichever tab, connection or process brings it, and however often.
func (k *conn) rate(ctx context.Context, r GiveRating) (seq int64, err error) {
	if err := checkID(r.ID); err != nil {
		return 0, err
	}
	rating := r.Rating
	rating.Comment = cart.MaskCards(strings.TrimSpace(rating.Comment))
	switch n := utf8.RuneCountInString(rating.Comment); {
	case rating.Score < 1 || rating.Score > MaxScore:
		return 0, refuse(CodeBadRequest, "a score is from 1 to %d", MaxScore)
	case n > MaxComment:
		return 0, refuse(CodeTooLong, "A comment has at most %d characters; this one has %d.", MaxComment, n)
	}
	asked, err := k.chat.askedToRate(ctx, k.room.id, rating.Seq)
	if err != nil {
		return 0, err
	}
	if !asked {
		return 0, refuse(CodeNotFound, "This is not asked any more.")
	}
	event := Event{Kind: EventRating, ClientID: "rating:" + strconv.FormatInt(rating.Seq, 10), Rating: &rating}
	seq, err = k.rated(ctx, event)
	if errors.Is(err, ErrConflict) {
		return 0, refuse(CodeConflict, "You have rated this already. Thank you.")
	}
	return seq, err
}

// askedToRate reports whether the event with this seq asks how it was.
func (c *Chat) askedToRate(ctx context.Context, conversation string, seq int64) (bool, error) {
	if seq < 1 {
		return false, nil
	}
	events, err := c.config.Store.Events(ctx, c.config.Shop, conversation, seq-1, 1)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil && len(events) > 0 && events[0].Seq == seq && events[0].asksToRate(), err
}

// worthRating reports whether the shopper is to be asked how it was, where a
// person ends their part of a conversation: not before everything is answered,
// nor twice without another word of the shopper between.
func (c *Chat) worthRating(ctx context.Context, conv Conversation) (bool, error) {
	if conv.LastShopper == 0 || conv.Answered < conv.LastShopper || conv.Mark != MarkNone {
		return false, nil
	}
	after, err := c.config.Store.Events(ctx, c.config.Shop, conv.ID, conv.LastShopper, maxAfter)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(after, Event.asksToRate), nil
}

// asksToRate reports whether e asks the shopper how it was.
func (e Event) asksToRate() bool {
	switch {
	case e.Owner != nil:
		return e.Owner.Rate
	case e.Message != nil && e.Message.Author == assistant.AuthorAssistant:
		return slices.ContainsFunc(e.Message.Parts, func(part assistant.Part) bool {
			_, asks := part.(assistant.RatingBlock)
			return asks
		})
	}
	return false
}
