package chat

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// erasePage is how many conversations are looked for at once.
const erasePage = 100

// Erased is what is left of c when everything that was said in it is deleted: an
// empty, closed conversation that goes on counting where it was, so that a browser
// that comes back later is told. Nothing of a customer stays but their id, by which
// it is theirs, and whoever is blocked stays so.
func (c Conversation) Erased() Conversation {
	customer := c.Customer
	if customer != nil {
		customer = &assistant.Customer{ID: customer.ID}
	}
	return Conversation{
		ID: c.ID, SessionID: c.SessionID, CartID: c.CartID, Customer: customer, Locale: c.Locale, Entry: c.Entry,
		Created: c.Created, Changed: c.Changed, Top: c.Top, Cut: c.Top, Answered: c.Top,
		Owner: Owner{State: OwnedByAssistant}, OwnerVersion: c.OwnerVersion + 1, Lease: Lease{Fence: c.Lease.Fence, Beat: c.Lease.Beat},
		Closed: true, Mark: c.Mark,
	}
}

// Erase deletes everything that was said in a conversation and what is remembered of
// it, for good: in every tab and at the desk as well, and while a reply is being made.
// Carts, orders and requests are the shop's books and stay. Whoever follows the log by
// [Chat.Watch] and [Chat.Events] finds an [EventErased] there, after which they should
// forget what they keep. It is ErrNotFound where there is no such conversation.
func (c *Chat) Erase(ctx context.Context, conversation string) error {
	return c.erase(ctx, conversation, assistant.AuthorPerson)
}

// EraseCustomer does to all conversations of a customer what [Chat.Erase] does to
// one, and returns how many they were. What it has deleted when it fails stays deleted.
func (c *Chat) EraseCustomer(ctx context.Context, customer string) (int, error) {
	if customer == "" {
		return 0, errors.New("chat: EraseCustomer needs the customer's id")
	}
	return c.eraseAll(ctx, Filter{Customer: customer}, func(Conversation) bool { return true }, assistant.AuthorPerson)
}

func (c *Chat) erase(ctx context.Context, conversation string, by assistant.Author) error {
	_, _, err := c.append(ctx, Append{
		Conversation: conversation, Erase: true, Events: []Event{{Kind: EventErased, Erased: &Erased{By: by}}}, Lease: LeaseUse{Free: true},
	})
	if err != nil {
		return err
	}
	if r := c.find(conversation); r != nil {
		r.interrupt(errTaken) // what is being said answers what is gone
		r.leave()
	}
	return nil
}

// eraseAll erases those of f in which something was said and that are whose they are
// to be. An erased one is not found again.
func (c *Chat) eraseAll(ctx context.Context, f Filter, which func(Conversation) bool, by assistant.Author) (erased int, err error) {
	f.Spoken, f.Limit = true, erasePage
	for {
		list, err := c.config.Store.Conversations(ctx, c.config.Shop, f)
		if err != nil {
			return erased, err
		}
		before := erased
		for _, conv := range list {
			if !which(conv) {
				continue
			}
			if err := c.erase(ctx, conv.ID, by); err != nil {
				return erased, err
			}
			erased++
		}
		if len(list) < erasePage {
			return erased, nil
		}
		if erased == before {
			f.Before = list[len(list)-1].Changed
		}
	}
}

// serveErase answers POST erase: the shopper deletes one of their conversations, or
// all of them.
func (c *Chat) serveErase(w http.ResponseWriter, r *http.Request) {
	s, ok := c.caller(w, r)
	if !ok {
		return
	}
	asked, err := bodyOf[EraseRequest](r)
	if err != nil {
		c.refuse(w, r, http.StatusBadRequest, CodeBadRequest, "This takes a conversation's id as JSON.")
		return
	}
	if wait := c.erasing.wait(s.ID); wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		c.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "That was a little fast. Please try again in a moment.")
		return
	}
	answer := EraseAnswer{}
	if asked.Conversation == "" {
		answer.Conversations, err = c.eraseAll(r.Context(), s.own(), func(conv Conversation) bool { return conv.isOf(s) }, assistant.AuthorShopper)
	} else {
		var conv Conversation
		if conv, err = c.config.Store.Conversation(r.Context(), c.config.Shop, asked.Conversation); err == nil && !conv.isOf(s) {
			err = ErrNotFound
		}
		if err == nil {
			answer.Conversations, err = 1, c.erase(r.Context(), conv.ID, assistant.AuthorShopper)
		}
	}
	if err != nil {
		c.fail(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

// eraseRates are how often one browser may delete.
var eraseRates = []Rate{{time.Second, 3}, {time.Minute, 30}}
