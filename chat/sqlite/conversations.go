package sqlite

import (
	"context"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

const conversationColumns = `id, session, cart, customer, locale, entry, page, created, changed,
	top, last_shopper, messages, preview, answered, owner, person_id, person, owner_version,
	handoff, waiting_since, closed, tags, state, state_version, lease_holder, lease_fence, lease_beat, cut`

func scanConversation(scan func(...any) error) (c chat.Conversation, err error) {
	err = scan(&c.ID, &c.SessionID, &c.CartID, fromJSON(&c.Customer), &c.Locale, &c.Entry, fromJSON(&c.Page),
		fromMillis(&c.Created), fromMillis(&c.Changed),
		&c.Top, &c.LastShopper, &c.Messages, &c.Preview, &c.Answered,
		&c.Owner.State, &c.Owner.PersonID, &c.Owner.Person, &c.OwnerVersion,
		fromJSON(&c.Handoff), fromMillis(&c.WaitingSince), &c.Closed, fromJSON(&c.Tags), fromJSON(&c.State), &c.StateVersion,
		&c.Lease.Holder, &c.Lease.Fence, &c.Lease.Beat, &c.Cut)
	return c, err
}

// conversation reads one conversation.
func (t *tx) conversation(shop, id string) (c chat.Conversation, found bool, err error) {
	found, err = t.one(func(scan func(...any) error) error {
		c, err = scanConversation(scan)
		return err
	}, `SELECT `+conversationColumns+` FROM conversations WHERE shop = ? AND id = ?`, shop, id)
	return c, found, err
}

// putConversation writes one conversation, over what is there if it exists.
func (t *tx) putConversation(shop string, c chat.Conversation, exists bool) error {
	customer, err := toJSON(c.Customer)
	if err != nil {
		return err
	}
	page, err := toJSON(c.Page)
	if err != nil {
		return err
	}
	handoff, err := toJSON(c.Handoff)
	if err != nil {
		return err
	}
	tags, err := toJSON(c.Tags)
	if err != nil {
		return err
	}
	state, err := toJSON(c.State)
	if err != nil {
		return err
	}
	query := `INSERT INTO conversations (session, cart, customer, locale, entry, page, created, changed,
			top, last_shopper, messages, preview, answered, owner, person_id, person, owner_version,
			handoff, waiting_since, closed, tags, state, state_version, customer_id, lease_holder, lease_fence, lease_beat, cut, shop, id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	if exists {
		query = `UPDATE conversations SET session = ?, cart = ?, customer = ?, locale = ?, entry = ?, page = ?, created = ?, changed = ?,
			top = ?, last_shopper = ?, messages = ?, preview = ?, answered = ?, owner = ?, person_id = ?, person = ?, owner_version = ?,
			handoff = ?, waiting_since = ?, closed = ?, tags = ?, state = ?, state_version = ?, customer_id = ?,
			lease_holder = ?, lease_fence = ?, lease_beat = ?, cut = ?
		WHERE shop = ? AND id = ?`
	}
	_, err = t.exec(query, c.SessionID, c.CartID, customer, c.Locale, c.Entry, page, toMillis(c.Created), toMillis(c.Changed),
		c.Top, c.LastShopper, c.Messages, c.Preview, c.Answered, string(c.Owner.State), c.Owner.PersonID, c.Owner.Person, c.OwnerVersion,
		handoff, toMillis(c.WaitingSince), c.Closed, tags, state, c.StateVersion, customerID(c.Customer),
		c.Lease.Holder, c.Lease.Fence, c.Lease.Beat, c.Cut, shop, c.ID)
	return err
}

func customerID(c *assistant.Customer) string {
	if c == nil {
		return ""
	}
	return c.ID
}

// Conversation implements [chat.Store].
func (db *DB) Conversation(ctx context.Context, shop, id string) (chat.Conversation, error) {
	var c chat.Conversation
	err := db.view(ctx, func(t *tx) (err error) {
		var found bool
		if c, found, err = t.conversation(shop, id); err == nil && !found {
			return chat.ErrNotFound
		}
		return err
	})
	return c, err
}

// Conversations implements [chat.Store].
func (db *DB) Conversations(ctx context.Context, shop string, f chat.Filter) ([]chat.Conversation, error) {
	query, args := filter(shop, f)
	var conversations []chat.Conversation
	err := db.view(ctx, func(t *tx) error {
		return t.each(func(scan func(...any) error) error {
			c, err := scanConversation(scan)
			conversations = append(conversations, c)
			return err
		}, query, args...)
	})
	if err != nil {
		return nil, err
	}
	return conversations, nil
}

// filter puts a query together from fixed pieces; what f holds goes into args.
func filter(shop string, f chat.Filter) (query string, args []any) {
	where, args := []string{"shop = ?"}, []any{shop}
	add := func(wanted bool, condition string, values ...any) {
		if wanted {
			where, args = append(where, condition), append(args, values...)
		}
	}
	add(f.Session != "", "session = ?", f.Session)
	add(f.Customer != "", "customer_id = ? AND customer_id <> ''", f.Customer) // names the index
	add(f.Cart != "", "cart = ?", f.Cart)
	add(f.Owner != "", "owner = ?", string(f.Owner))
	add(f.Owner != "" && f.Owner != chat.OwnedByAssistant, "owner <> 'assistant'") // names the index
	add(f.Due, "last_shopper > answered AND owner <> 'person'")
	add(f.Open, "closed = 0")
	add(f.Spoken, "messages > 0")
	changed := "changed"
	if f.Session != "" || f.Customer != "" || f.Cart != "" || f.Due || f.Owner != "" && f.Owner != chat.OwnedByAssistant {
		// These are few of many: with a plus they are found by an index of their
		// own and then sorted, and not looked for among all that are sorted.
		changed = "+changed"
	}
	add(!f.Before.IsZero(), changed+" < ?", toMillis(f.Before))
	limit := f.Limit
	if limit <= 0 {
		limit = chat.DefaultConversations
	}
	return `SELECT ` + conversationColumns + ` FROM conversations WHERE ` + strings.Join(where, " AND ") +
		` ORDER BY ` + changed + ` DESC, id DESC LIMIT ?`, append(args, limit)
}
