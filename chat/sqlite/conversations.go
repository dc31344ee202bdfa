package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

const conversationColumns = `id, session, cart, customer, locale, entry, page, created, changed,
	top, last_shopper, messages, preview, answered, owner, person_id, person, owner_version,
	handoff, waiting_since, closed, tags, state, state_version, lease_holder, lease_fence, lease_beat, cut,
	assignee_id, assignee, priority, snoozed_until, mark, score`

// intoConversation are the places for conversationColumns.
func intoConversation(c *chat.Conversation) []any {
	return []any{&c.ID, &c.SessionID, &c.CartID, fromJSON(&c.Customer), &c.Locale, &c.Entry, fromJSON(&c.Page),
		fromMillis(&c.Created), fromMillis(&c.Changed),
		&c.Top, &c.LastShopper, &c.Messages, &c.Preview, &c.Answered,
		&c.Owner.State, &c.Owner.PersonID, &c.Owner.Person, &c.OwnerVersion,
		fromJSON(&c.Handoff), fromMillis(&c.WaitingSince), &c.Closed, fromJSON(&c.Tags), fromJSON(&c.State), &c.StateVersion,
		&c.Lease.Holder, &c.Lease.Fence, &c.Lease.Beat, &c.Cut,
		&c.Assignee.ID, &c.Assignee.Name, &c.Priority, fromMillis(&c.SnoozedUntil), &c.Mark, &c.Score}
}

// conversation reads one conversation, for a write.
func (t *tx) conversation(shop, id string) (row, bool, error) {
	if r, found := t.known.get(shop, id); found {
		return r, true, nil
	}
	return t.readConversation(shop, id)
}

func (t *tx) readConversation(shop, id string) (r row, found bool, err error) {
	found, err = t.one(func(scan func(...any) error) error {
		return scan(append(intoConversation(&r.conversation), &r.number)...)
	}, `SELECT `+conversationColumns+`, number FROM conversations WHERE shop = ? AND id = ?`, shop, id)
	if found && err == nil {
		t.known.put(shop, r)
	}
	return r, found, err
}

// putConversation writes a conversation over what it was, or a new one where
// old has no number, and returns its number.
func (t *tx) putConversation(shop string, old row, c chat.Conversation) (number int64, err error) {
	if number = old.number; number == 0 {
		number, err = t.insertConversation(shop, c)
	} else {
		err = t.updateConversation(shop, old, c)
	}
	if err == nil {
		t.known.put(shop, row{number, c})
	}
	return number, err
}

func (t *tx) insertConversation(shop string, c chat.Conversation) (number int64, err error) {
	columns := append(t.conn.columns[:0], column{"shop", shop}, column{"id", c.ID})
	columns, err = fixedColumns(movingColumns(columns, chat.Conversation{}, c, true), c)
	if err != nil {
		return 0, err
	}
	query, values := append(t.conn.draft[:0], `INSERT INTO conversations (`...), t.conn.values[:0]
	for i, column := range columns {
		if i > 0 {
			query = append(query, ", "...)
		}
		query, values = append(query, column.name...), append(values, column.value)
	}
	query = append(append(query, `) VALUES (?`...), strings.Repeat(", ?", len(columns)-1)...)
	t.conn.draft, t.conn.columns, t.conn.values = append(query, ')'), columns, values
	result, err := t.run(t.conn.text(), values...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// updateConversation writes what has changed: a column that is in an index
// costs more than the rest of the row.
func (t *tx) updateConversation(shop string, old row, c chat.Conversation) (err error) {
	columns := movingColumns(t.conn.columns[:0], old.conversation, c, false)
	if !sameFixed(old.conversation, c) {
		if columns, err = fixedColumns(columns, c); err != nil {
			return err
		}
	}
	if len(columns) == 0 {
		return nil
	}
	query, values := append(t.conn.draft[:0], `UPDATE conversations SET `...), t.conn.values[:0]
	for i, column := range columns {
		if i > 0 {
			query = append(query, ", "...)
		}
		query, values = append(append(query, column.name...), " = ?"...), append(values, column.value)
	}
	t.conn.draft, t.conn.columns = append(query, ` WHERE shop = ? AND number = ?`...), columns
	t.conn.values = append(values, t.conn.shopValue(shop), old.number)
	_, err = t.run(t.conn.text(), t.conn.values...)
	return err
}

// column is a column of conversations with its value.
type column struct {
	name  string
	value any
}

// movingColumns appends those that a message changes, as far as they differ, or
// all. The state is JSON already.
func movingColumns(to []column, old, c chat.Conversation, all bool) []column {
	if all || !old.Changed.Equal(c.Changed) {
		to = append(to, column{"changed", toMillis(c.Changed)})
	}
	if all || old.Top != c.Top {
		to = append(to, column{"top", c.Top})
	}
	if all || old.LastShopper != c.LastShopper {
		to = append(to, column{"last_shopper", c.LastShopper})
	}
	if all || old.Messages != c.Messages {
		to = append(to, column{"messages", c.Messages})
	}
	if all || old.Preview != c.Preview {
		to = append(to, column{"preview", c.Preview})
	}
	if all || old.Answered != c.Answered {
		to = append(to, column{"answered", c.Answered})
	}
	if all || due(old) != due(c) {
		to = append(to, column{"due", due(c)})
	}
	if all || old.Closed != c.Closed {
		to = append(to, column{"closed", c.Closed})
	}
	if all || old.StateVersion != c.StateVersion {
		to = append(to, column{"state_version", c.StateVersion})
	}
	if all || !bytes.Equal(old.State, c.State) {
		to = append(to, column{"state", text(c.State)})
	}
	if all || old.Lease.Holder != c.Lease.Holder {
		to = append(to, column{"lease_holder", c.Lease.Holder})
	}
	if all || old.Lease.Fence != c.Lease.Fence {
		to = append(to, column{"lease_fence", c.Lease.Fence})
	}
	if all || old.Lease.Beat != c.Lease.Beat {
		to = append(to, column{"lease_beat", c.Lease.Beat})
	}
	if all || old.Cut != c.Cut {
		to = append(to, column{"cut", c.Cut})
	}
	return to
}

// due reports whether a message of the shopper waits for its answer.
func due(c chat.Conversation) bool { return c.LastShopper > c.Answered }

// text is a column of JSON that is text already.
func text(raw json.RawMessage) any {
	if raw == nil || string(raw) == "null" {
		return nil
	}
	return string(raw)
}

// sameFixed reports whether the fixed columns of two are the same.
func sameFixed(a, b chat.Conversation) bool {
	return a.SessionID == b.SessionID && a.CartID == b.CartID && a.Locale == b.Locale && a.Entry == b.Entry && a.Page == b.Page &&
		a.Created.Equal(b.Created) && a.Owner == b.Owner && a.OwnerVersion == b.OwnerVersion && a.WaitingSince.Equal(b.WaitingSince) &&
		a.Assignee == b.Assignee && a.Priority == b.Priority && a.SnoozedUntil.Equal(b.SnoozedUntil) && a.Mark == b.Mark && a.Score == b.Score &&
		slices.Equal(a.Tags, b.Tags) && reflect.DeepEqual(a.Customer, b.Customer) && reflect.DeepEqual(a.Handoff, b.Handoff)
}

// fixedColumns appends those that seldom change once a conversation is there.
func fixedColumns(to []column, c chat.Conversation) ([]column, error) {
	customer, errCustomer := toJSON(c.Customer)
	page, errPage := toJSON(c.Page)
	handoff, errHandoff := toJSON(c.Handoff)
	tags, errTags := toJSON(c.Tags)
	if err := errors.Join(errCustomer, errPage, errHandoff, errTags); err != nil {
		return nil, err
	}
	return append(to, []column{
		{"session", c.SessionID}, {"cart", c.CartID}, {"customer", customer}, {"customer_id", customerID(c.Customer)},
		{"locale", c.Locale}, {"entry", c.Entry}, {"page", page}, {"created", toMillis(c.Created)},
		{"owner", string(c.Owner.State)}, {"person_id", c.Owner.PersonID}, {"person", c.Owner.Person}, {"owner_version", c.OwnerVersion},
		{"handoff", handoff}, {"waiting_since", toMillis(c.WaitingSince)}, {"tags", tags},
		{"assignee_id", c.Assignee.ID}, {"assignee", c.Assignee.Name}, {"priority", c.Priority},
		{"snoozed_until", toMillis(c.SnoozedUntil)}, {"mark", string(c.Mark)}, {"score", c.Score},
	}...), nil
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
	err := db.view(ctx, func(t *tx) error {
		r, found, err := t.conversation(shop, id)
		if err == nil && !found {
			return chat.ErrNotFound
		}
		c = r.conversation
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
			var c chat.Conversation
			err := scan(intoConversation(&c)...)
			conversations = append(conversations, c)
			return err
		}, query, args...)
	})
	if err != nil {
		return nil, err
	}
	return conversations, nil
}

// saidWhere finds a text in what was said and noted, and in who said it.
const saidWhere = `(id = ? OR json_extract(customer, '$.name') LIKE ? ESCAPE '\' OR json_extract(customer, '$.email') LIKE ? ESCAPE '\'
	OR EXISTS (SELECT 1 FROM events WHERE events.shop = conversations.shop AND events.conversation = conversations.number
	AND (json_extract(body, '$.message.text') LIKE ? ESCAPE '\' OR json_extract(body, '$.staff.note') LIKE ? ESCAPE '\')))`

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

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
	add(f.Due, "due = 1 AND owner <> 'person'")                                    // names the index
	add(f.Open, "closed = 0")
	add(f.Closed, "closed = 1")
	add(f.Assignee != "", "assignee_id = ? AND assignee_id <> ''", f.Assignee) // names the index
	add(f.Mark != "", "mark = ?", string(f.Mark))
	add(f.Wanted, "mark NOT IN ('spam', 'blocked')")
	add(f.Unwanted, "mark IN ('spam', 'blocked')")
	add(f.Score != 0, "score > 0 AND score <= ?", f.Score) // names the index
	add(!f.Awake.IsZero(), "(snoozed_until IS NULL OR snoozed_until <= ?)", toMillis(f.Awake))
	add(!f.Asleep.IsZero(), "snoozed_until > ?", toMillis(f.Asleep))
	add(f.Tag != "", "EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)", f.Tag)
	if f.Text != "" {
		like := "%" + likeEscaper.Replace(f.Text) + "%"
		add(true, saidWhere, f.Text, like, like, like, like)
	}
	add(f.Spoken, "messages > 0")
	changed := "changed"
	if f.Session != "" || f.Customer != "" || f.Cart != "" || f.Assignee != "" || f.Score != 0 || f.Due || f.Owner != "" && f.Owner != chat.OwnedByAssistant {
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
