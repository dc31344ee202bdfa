package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// Append implements [chat.Store].
func (db *DB) Append(ctx context.Context, shop string, a chat.Append) (chat.Conversation, []chat.Event, error) {
	w := &appending{shop: shop}
	if err := w.prepare(a); err != nil {
		return chat.Conversation{}, nil, err
	}
	if err := db.writer.do(ctx, &w.request, w); err != nil {
		return chat.Conversation{}, nil, err
	}
	events, err := w.stored.events(w.prepared)
	return w.stored.conversation.Clone(), events, err
}

// appending is one Append on its way through the writer.
type appending struct {
	prepared
	shop    string
	request request
	stored  appended
	// Room for the one event that most writes have.
	event [1]chat.Event
	body  [1]string
	seq   [1]int64
}

func (w *appending) write(t *tx) (err error) {
	w.stored, err = t.append(w.shop, w.prepared)
	return err
}

// prepared is a write with its events as they are stored, but for their seq.
// It is made by whoever asks for the write, so that the one who writes need not.
type prepared struct {
	chat.Append
	bodies []string
	seqs   []int64 // empty, with room for what the write finds
}

func (w *appending) prepare(a chat.Append) (err error) {
	w.Append = a
	w.Events, w.bodies, w.seqs = append(w.event[:0], a.Events...), w.body[:0], w.seq[:0]
	if w.State, err = compact(a.State); err != nil {
		return err
	}
	if a.Create != nil && a.Create.State != nil {
		create := *a.Create
		if create.State, err = compact(create.State); err != nil {
			return err
		}
		w.Create = &create
	}
	for i := range w.Events {
		e := &w.Events[i]
		if e.Seq = 0; e.At == 0 {
			e.At = a.Now.UnixMilli()
		}
		body, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("sqlite: event: %w", err)
		}
		w.bodies = append(w.bodies, string(body))
	}
	return nil
}

// compact returns JSON as a column holds it.
func compact(raw json.RawMessage) (json.RawMessage, error) {
	if raw == nil {
		return nil, nil
	}
	text, err := json.Marshal(raw)
	if err != nil {
		return nil, fmt.Errorf("sqlite: state: %w", err)
	}
	return text, nil
}

// only is the part of p with some of its events.
func (p prepared) only(places []int) prepared {
	part := prepared{Append: p.Append}
	part.Events = nil
	for _, i := range places {
		part.Events, part.bodies = append(part.Events, p.Events[i]), append(part.bodies, p.bodies[i])
	}
	return part
}

// appended is what became of a write. The conversation belongs to the writer.
type appended struct {
	conversation chat.Conversation
	bodies       []string
	seqs         []int64
}

// events returns the events as a reader will get them.
func (s appended) events(p prepared) ([]chat.Event, error) {
	events := make([]chat.Event, len(s.bodies))
	for i, body := range s.bodies {
		if plain, ok := plainCopy(p.Events[i]); ok && body == p.bodies[i] && !strings.Contains(body, `\ufffd`) {
			events[i] = plain
		} else if err := json.Unmarshal([]byte(body), &events[i]); err != nil {
			return nil, err
		}
		events[i].Seq = s.seqs[i]
	}
	return events, nil
}

// plainCopy returns a copy of a message that is words alone, as most are. It is
// what becomes of it in the file, unless something in it is not UTF-8.
func plainCopy(e chat.Event) (chat.Event, bool) {
	alone := chat.Event{Seq: e.Seq, At: e.At, Kind: e.Kind, ClientID: e.ClientID, Message: e.Message}
	if e != alone || e.Message == nil || e.Message.Pick != nil || e.Message.Form != nil {
		return chat.Event{}, false
	}
	m := *e.Message
	if m.Parts = nil; len(e.Message.Parts) > 0 {
		m.Parts = slices.Clone(e.Message.Parts)
	}
	for _, part := range m.Parts {
		if text, ok := part.(assistant.Text); !ok || text.Evidence != nil {
			return chat.Event{}, false
		}
	}
	alone.Message = &m
	return alone, true
}

func (t *tx) append(shop string, p prepared) (appended, error) {
	old, found, err := t.conversation(shop, p.Conversation)
	switch {
	case err != nil:
		return appended{}, err
	case !found && p.Create == nil:
		return appended{}, chat.ErrNotFound
	case !found:
		old.conversation = p.Create.Clone()
		old.conversation.ID = p.Conversation
	case len(p.Events) == 1 && !p.Erase:
		if stored, done, err := t.appendFresh(shop, old, p); done || err != nil {
			return stored, err
		}
	}

	// Events that are stored already keep their place among those returned.
	result := appended{old.conversation, slices.Clone(p.bodies), make([]int64, len(p.Events))}
	var fresh []int
	for i, e := range p.Events {
		seq, body, err := t.stored(shop, old.number, e)
		if err != nil {
			return appended{}, err
		}
		if seq > 0 {
			result.bodies[i], result.seqs[i] = body, seq
			continue
		}
		fresh = append(fresh, i)
	}
	if len(p.Events) > 0 && len(fresh) == 0 {
		return result, nil
	}
	rest := p.only(fresh)
	var events []chat.Event
	if result.conversation, events, err = old.conversation.Apply(rest.Append); err != nil {
		return appended{}, err
	}
	if p.Erase && found {
		if _, err := t.exec(`DELETE FROM events WHERE shop = ? AND conversation = ?`, shop, old.number); err != nil {
			return appended{}, err
		}
	}
	number, err := t.putConversation(shop, old, result.conversation)
	if err != nil {
		return appended{}, err
	}
	for i, e := range events {
		if _, err := t.exec(insertEvent, shop, number, e.Seq, string(e.By()), e.ClientID, rest.bodies[i]); err != nil {
			return appended{}, err
		}
		result.seqs[fresh[i]] = e.Seq
	}
	return result, nil
}

const insertEvent = `INSERT INTO events (shop, conversation, seq, author, client_id, body) VALUES (?, ?, ?, ?, ?, ?)`

// appendFresh appends the one event of p if it is new, as nearly all are: its
// place in the index tells, without a look beforehand. If it is not, nothing is
// done.
func (t *tx) appendFresh(shop string, old row, p prepared) (_ appended, done bool, err error) {
	c, events, err := old.conversation.Apply(p.Append)
	if err != nil {
		return appended{}, false, nil // unless it is a repeat, that comes out again
	}
	e := events[0]
	t.conn.values = append(t.conn.values[:0], t.conn.shopValue(shop), old.number, e.Seq, authorValue(e.By()), e.ClientID, p.bodies[0])
	done, err = t.attempt(insertEvent+` ON CONFLICT DO NOTHING`, t.conn.values...)
	if !done || err != nil {
		return appended{}, false, err
	}
	if _, err := t.putConversation(shop, old, c); err != nil {
		return appended{}, false, err
	}
	return appended{c, p.bodies, append(p.seqs, e.Seq)}, true, nil
}

// authorValue returns an author as a value. Those of nearly all events are
// constants, which costs less.
func authorValue(a assistant.Author) any {
	switch a {
	case assistant.AuthorShopper:
		return string(assistant.AuthorShopper)
	case assistant.AuthorAssistant:
		return string(assistant.AuthorAssistant)
	default:
		return string(a)
	}
}

// stored finds the event that has e's author and client id; seq is 0 if there
// is none. It fails with chat.ErrConflict if that one is another.
func (t *tx) stored(shop string, conversation int64, e chat.Event) (seq int64, body string, err error) {
	if e.ClientID == "" {
		return 0, "", nil
	}
	_, err = t.one(func(scan func(...any) error) error {
		return scan(&seq, &body)
	}, `SELECT seq, body FROM events WHERE shop = ? AND conversation = ? AND author = ? AND client_id = ? AND client_id <> ''`,
		shop, conversation, string(e.By()), e.ClientID)
	if err != nil || seq == 0 {
		return 0, "", err
	}
	var before chat.Event
	if err := json.Unmarshal([]byte(body), &before); err != nil {
		return 0, "", err
	}
	if !e.Repeats(before) {
		return 0, "", chat.ErrConflict
	}
	return seq, body, nil
}

// Events implements [chat.Store].
func (db *DB) Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]chat.Event, error) {
	var events []chat.Event
	err := db.view(ctx, func(t *tx) error {
		err := t.each(func(scan func(...any) error) error {
			var e chat.Event
			var seq int64
			if err := scan(&seq, fromJSON(&e)); err != nil {
				return err
			}
			e.Seq = seq
			events = append(events, e)
			return nil
		}, `SELECT seq, body FROM events WHERE shop = ? AND conversation = (SELECT number FROM conversations WHERE shop = ? AND id = ?)
			AND seq > ? ORDER BY seq LIMIT ?`, shop, shop, conversation, after, max(0, limit))
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
