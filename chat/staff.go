package chat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// Post is a message of a person, or of the shop itself.
type Post struct {
	// ClientID makes the post idempotent: the same again is the same post.
	// Empty means that each call is a post of its own.
	ClientID string
	// Person is who writes. A person with an ID writes only into a
	// conversation that they own. Without an ID it is the shop that writes,
	// under Name, whoever owns the conversation.
	Person Person
	// Text has at most MaxText characters.
	Text string
	// Products are the ids of up to MaxPosted products, whose cards are shown
	// with the text, as the catalogue has them now.
	Products []string
}

// MaxPosted is how many products a [Post] shows at most.
const MaxPosted = 6

// Conversations returns what f asks for, the most recently changed first.
func (c *Chat) Conversations(ctx context.Context, f Filter) ([]Conversation, error) {
	return c.config.Store.Conversations(ctx, c.config.Shop, f)
}

// Conversation returns one conversation, or ErrNotFound.
func (c *Chat) Conversation(ctx context.Context, id string) (Conversation, error) {
	return c.config.Store.Conversation(ctx, c.config.Shop, id)
}

// Events returns up to limit events of a conversation with seq > after, in
// order, with everything in them, the note of a hand-off included.
func (c *Chat) Events(ctx context.Context, id string, after int64, limit int) ([]Event, error) {
	return c.config.Store.Events(ctx, c.config.Shop, id, after, limit)
}

// TakeOver makes p the owner of a conversation: the assistant is silent from
// now on, and a reply that it was making is taken back. It fails with ErrOwner
// while another person owns the conversation; for its owner it changes nothing.
func (c *Chat) TakeOver(ctx context.Context, id string, p Person) (Conversation, error) {
	if p.ID == "" || strings.TrimSpace(p.Name) == "" {
		return Conversation{}, errors.New("chat: a person who takes over has an ID and a Name")
	}
	return c.change(ctx, id, func(conv Conversation) (*Append, error) {
		if conv.Owner.State == OwnedByPerson {
			return nil, ownedBy(conv, p)
		}
		open := false
		return &Append{
			Owner:  &Owner{State: OwnedByPerson, PersonID: p.ID, Person: p.Name},
			Events: []Event{p.joins()},
			Closed: &open,
		}, nil
	})
}

// GiveBack makes the assistant the owner again. It answers the shopper's
// newest message if nobody has, and what comes. Where a person had it and nothing
// is left to answer, the shopper is asked how it was. Only the person who owns the
// conversation can give it back; one that waits for a person, anybody.
func (c *Chat) GiveBack(ctx context.Context, id string, p Person) (Conversation, error) {
	conv, err := c.change(ctx, id, func(conv Conversation) (*Append, error) {
		if conv.Owner.State == OwnedByAssistant {
			return nil, nil
		}
		if err := ownedBy(conv, p); err != nil {
			return nil, err
		}
		rate := false
		if conv.Owner.State == OwnedByPerson {
			var err error
			if rate, err = c.worthRating(ctx, conv); err != nil {
				return nil, err
			}
		}
		return &Append{
			Owner:    &Owner{State: OwnedByAssistant},
			Events:   []Event{ownerEvent(OwnerChange{State: OwnedByAssistant, Person: p.Name, Rate: rate})},
			Answered: conv.LastShopper - 1, // of several messages the newest is enough
		}, nil
	})
	if err == nil {
		c.kick(id)
	}
	return conv, err
}

// CloseConversation ends a conversation: nothing in it waits for anybody. The
// shopper's next message opens it again, with the assistant. Where nothing was left
// to answer, the shopper is asked how it was, unless that was asked already. It fails with
// ErrOwner while another person owns the conversation.
func (c *Chat) CloseConversation(ctx context.Context, id string, p Person) (Conversation, error) {
	return c.change(ctx, id, func(conv Conversation) (*Append, error) {
		if conv.Closed {
			return nil, nil
		}
		if err := ownedBy(conv, p); err != nil {
			return nil, err
		}
		rate, err := c.worthRating(ctx, conv)
		if err != nil {
			return nil, err
		}
		closed := true
		return &Append{
			Owner:    &Owner{State: OwnedByAssistant},
			Events:   []Event{ownerEvent(OwnerChange{State: OwnedByAssistant, Person: p.Name, Closed: true, Rate: rate})},
			Answered: conv.LastShopper, Closed: &closed,
		}, nil
	})
}

// Post adds a message of a person to a conversation. It fails with ErrOwner
// when the person does not own it.
func (c *Chat) Post(ctx context.Context, id string, post Post) (Event, error) {
	if n := utf8.RuneCountInString(post.Text); n > MaxText || strings.TrimSpace(post.Text) == "" || !utf8.ValidString(post.Text) {
		return Event{}, fmt.Errorf("chat: a post has from 1 to %d characters of valid UTF-8, not %d", MaxText, n)
	}
	if len(post.ClientID) > MaxID {
		return Event{}, fmt.Errorf("chat: a post's ClientID has at most %d bytes", MaxID)
	}
	conv, err := c.Conversation(ctx, id)
	if err != nil {
		return Event{}, err
	}
	cards, err := c.posted(ctx, post.Products)
	if err != nil {
		return Event{}, err
	}
	message := post.Person.says(post.Text)
	message.Parts = cards
	a := Append{Conversation: id, Events: []Event{{Kind: EventMessage, ClientID: post.ClientID, Message: &message}}}
	if post.Person.ID != "" {
		if conv.Owner.State != OwnedByPerson || conv.Owner.PersonID != post.Person.ID {
			return Event{}, ErrOwner
		}
		a.IfOwner, a.Answered = &conv.OwnerVersion, conv.LastShopper
	}
	_, events, err := c.append(ctx, a)
	if err != nil {
		return Event{}, err
	}
	if c.presence.writes(id, post.Person.ID) {
		c.sign(id, Sign{Person: post.Person, Owns: true, Does: Looks})
	}
	return events[0], nil
}

// posted are the cards of the products that a post shows.
func (c *Chat) posted(ctx context.Context, ids []string) (assistant.Parts, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids) > MaxPosted {
		return nil, invalid("A message shows at most %d products", MaxPosted)
	}
	shown := assistant.ProductsBlock{}
	var titles []string
	for _, id := range ids {
		p, err := c.config.Catalog.Product(ctx, id)
		if errors.Is(err, catalog.ErrNotFound) {
			return nil, invalid("There is no product %.60q any more", id)
		}
		if err != nil {
			return nil, err
		}
		shown.Cards, titles = append(shown.Cards, assistant.NewCard(&p, "", "")), append(titles, p.Title)
	}
	shown.Text = strings.Join(titles, ", ")
	return assistant.Parts{shown}, nil
}

// OrdersOf returns the orders of a conversation's shopper for the eyes of the
// staff, the newest first: the customer's, those that a guest has proven, and
// what became of the cart. It is none where the shop has no orders here.
func (c *Chat) OrdersOf(ctx context.Context, id string) ([]assistant.OrderView, error) {
	if c.config.Orders == nil {
		return nil, nil
	}
	conv, err := c.Conversation(ctx, id)
	if err != nil {
		return nil, err
	}
	session, err := c.config.Store.Session(ctx, c.config.Shop, conv.SessionID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	session.ID, session.CartID, session.Customer = conv.SessionID, conv.CartID, conv.Customer
	orders, err := c.bind(session, "").Orders(ctx)
	if err != nil {
		return nil, err
	}
	views := make([]assistant.OrderView, 0, len(orders))
	for _, o := range orders {
		views = append(views, assistant.NewOrderView(o, c.terms(), c.config.Now(), cmp.Or(c.config.Locale, DefaultLocale), true))
	}
	return views, nil
}

// change makes a change of ownership that is decided on the conversation as it
// is; when somebody else was faster, it is decided again. A decision of nil
// changes nothing.
func (c *Chat) change(ctx context.Context, id string, decide func(Conversation) (*Append, error)) (Conversation, error) {
	for {
		conv, err := c.Conversation(ctx, id)
		if err != nil {
			return conv, err
		}
		a, err := decide(conv)
		if a == nil || err != nil {
			return conv, err
		}
		a.Conversation, a.IfOwner = id, &conv.OwnerVersion
		next, _, err := c.append(ctx, *a)
		if errors.Is(err, ErrOwner) {
			continue
		}
		if err == nil {
			if r := c.find(id); r != nil {
				r.interrupt(errTaken) // what is being said was for the owner before
				r.leave()
			}
		}
		return next, err
	}
}

// ownedBy returns ErrOwner if a person owns conv who is not p.
func ownedBy(conv Conversation, p Person) error {
	if conv.Owner.State == OwnedByPerson && conv.Owner.PersonID != p.ID {
		return ErrOwner
	}
	return nil
}

func ownerEvent(change OwnerChange) Event { return Event{Kind: EventOwner, Owner: &change} }
