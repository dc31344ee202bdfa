package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aisle-chat/aisle/chat"
)

// Append implements [chat.Store].
func (db *DB) Append(ctx context.Context, shop string, a chat.Append) (chat.Conversation, []chat.Event, error) {
	var conversation chat.Conversation
	var events []chat.Event
	err := db.update(ctx, func(t *tx) (err error) {
		conversation, events, err = t.append(shop, a)
		return err
	})
	if err != nil {
		return chat.Conversation{}, nil, err
	}
	return conversation, events, nil
}

func (t *tx) append(shop string, a chat.Append) (chat.Conversation, []chat.Event, error) {
	conversation, found, err := t.conversation(shop, a.Conversation)
	switch {
	case err != nil:
		return chat.Conversation{}, nil, err
	case !found && a.Create == nil:
		return chat.Conversation{}, nil, chat.ErrNotFound
	case !found:
		conversation = a.Create.Clone()
		conversation.ID = a.Conversation
	}

	// Events that are stored already keep their place among those returned.
	events := make([]chat.Event, len(a.Events))
	var fresh []chat.Event
	var places []int
	for i, e := range a.Events {
		stored, repeated, err := t.stored(shop, a.Conversation, e)
		switch {
		case err != nil:
			return chat.Conversation{}, nil, err
		case repeated && !e.Repeats(stored):
			return chat.Conversation{}, nil, chat.ErrConflict
		case repeated:
			events[i] = stored
		default:
			fresh, places = append(fresh, e), append(places, i)
		}
	}
	if len(a.Events) > 0 && len(fresh) == 0 {
		return conversation, events, nil
	}
	a.Events = fresh
	conversation, fresh, err = conversation.Apply(a)
	if err != nil {
		return chat.Conversation{}, nil, err
	}
	for i, e := range fresh {
		if events[places[i]], err = t.insert(shop, conversation.ID, e); err != nil {
			return chat.Conversation{}, nil, err
		}
	}
	return conversation, events, t.putConversation(shop, conversation, found)
}

// stored returns the event that has e's author and client id, if there is one.
func (t *tx) stored(shop, conversation string, e chat.Event) (stored chat.Event, found bool, err error) {
	if e.ClientID == "" {
		return chat.Event{}, false, nil
	}
	found, err = t.one(func(scan func(...any) error) error {
		return scan(fromJSON(&stored))
	}, `SELECT body FROM events WHERE shop = ? AND conversation = ? AND author = ? AND client_id = ? AND client_id <> ''`,
		shop, conversation, string(e.By()), e.ClientID)
	return stored, found, err
}

// insert writes e and returns it as a reader will get it.
func (t *tx) insert(shop, conversation string, e chat.Event) (stored chat.Event, err error) {
	body, err := json.Marshal(e)
	if err != nil {
		return chat.Event{}, fmt.Errorf("sqlite: event: %w", err)
	}
	if _, err = t.exec(`INSERT INTO events (shop, conversation, seq, author, client_id, body) VALUES (?, ?, ?, ?, ?, ?)`,
		shop, conversation, e.Seq, string(e.By()), e.ClientID, string(body)); err != nil {
		return chat.Event{}, err
	}
	return stored, json.Unmarshal(body, &stored)
}

// Events implements [chat.Store].
func (db *DB) Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]chat.Event, error) {
	var events []chat.Event
	err := db.view(ctx, func(t *tx) error {
		err := t.each(func(scan func(...any) error) error {
			var e chat.Event
			if err := scan(fromJSON(&e)); err != nil {
				return err
			}
			events = append(events, e)
			return nil
		}, `SELECT body FROM events WHERE shop = ? AND conversation = ? AND seq > ? ORDER BY seq LIMIT ?`,
			shop, conversation, after, max(0, limit))
		if err != nil || len(events) > 0 {
			return err
		}
		found, err := t.one(func(func(...any) error) error { return nil },
			`SELECT 1 FROM conversations WHERE shop = ? AND id = ?`, shop, conversation)
		if err == nil && !found {
			return chat.ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return events, nil
}
