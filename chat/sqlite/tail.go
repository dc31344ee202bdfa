package sqlite

import (
	"context"
	"fmt"

	"github.com/aisle-chat/aisle/chat"
)

var _ chat.Tailer = (*DB)(nil)

// position is how far somebody has read the file: the numbers of the newest
// event and the newest key of a cart. SQLite gives them in the order of writing.
type position struct{ events, keys int64 }

func (p position) String() string { return fmt.Sprintf("%d.%d", p.events, p.keys) }

// Tail implements [chat.Tailer].
func (db *DB) Tail(ctx context.Context, shop, after string, limit int) (hints []chat.Hint, next string, more bool, err error) {
	var from position
	if after != "" {
		if _, err := fmt.Sscanf(after, "%d.%d", &from.events, &from.keys); err != nil {
			return nil, "", false, fmt.Errorf("sqlite: %.60q is no position: %w", after, err)
		}
	}
	var end position
	err = db.view(ctx, func(t *tx) error {
		if end, err = t.end(); err != nil || after == "" {
			return err
		}
		if end.events < from.events || end.keys < from.keys {
			hints = []chat.Hint{{}}
			return nil
		}
		to := position{min(end.events, from.events+int64(limit)), min(end.keys, from.keys+int64(limit))}
		more, end = to != end, to
		hints, err = t.between(shop, from, to)
		return err
	})
	if err != nil {
		return nil, "", false, err
	}
	return hints, end.String(), more, nil
}

func (t *tx) end() (end position, err error) {
	_, err = t.one(func(scan func(...any) error) error { return scan(&end.events, &end.keys) },
		`SELECT coalesce((SELECT max(number) FROM events), 0), coalesce((SELECT max(rowid) FROM cart_keys), 0)`)
	return end, err
}

// between returns a hint for each conversation and each cart that was written
// to between two positions.
func (t *tx) between(shop string, from, to position) (hints []chat.Hint, err error) {
	at := map[chat.Hint]int{} // by what it is about
	add := func(about, hint chat.Hint) {
		if i, known := at[about]; known {
			hints[i] = hint
			return
		}
		at[about] = len(hints)
		hints = append(hints, hint)
	}
	err = t.each(func(scan func(...any) error) error {
		var h chat.Hint
		err := scan(&h.Conversation, &h.Top)
		add(chat.Hint{Conversation: h.Conversation}, h)
		return err
	}, `SELECT c.id, e.seq FROM events e JOIN conversations c ON c.number = e.conversation
		WHERE e.number > ? AND e.number <= ? AND +e.shop = ? ORDER BY e.number`, from.events, to.events, shop)
	if err != nil {
		return nil, err
	}
	err = t.each(func(scan func(...any) error) error {
		var h chat.Hint
		err := scan(&h.Cart)
		add(h, h)
		return err
	}, `SELECT cart FROM cart_keys WHERE rowid > ? AND rowid <= ? AND +shop = ? ORDER BY rowid`, from.keys, to.keys, shop)
	return hints, err
}
