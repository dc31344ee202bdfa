package sqlite

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// Epoch implements [chat.Store].
func (db *DB) Epoch(ctx context.Context, _ string) (string, error) {
	if db.writer.closed() {
		return "", ErrClosed
	}
	return db.history.epoch, ctx.Err()
}

// PutSession implements [chat.Store].
func (db *DB) PutSession(ctx context.Context, shop string, s chat.Session) error {
	customer, err := toJSON(s.Customer)
	if err != nil {
		return err
	}
	proven, err := toJSON(s.Proven)
	if err != nil {
		return err
	}
	return db.update(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT INTO sessions (shop, id, token_hash, cart, customer, created, seen, proven)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (shop, id) DO UPDATE SET token_hash = excluded.token_hash, cart = excluded.cart,
				customer = excluded.customer, created = excluded.created, seen = excluded.seen`,
			shop, s.ID, nonNil(s.TokenHash), s.CartID, customer, toMillis(s.Created), toMillis(s.Seen), proven)
		return err
	})
}

// Session implements [chat.Store].
func (db *DB) Session(ctx context.Context, shop, id string) (chat.Session, error) {
	return db.session(ctx, `SELECT `+sessionColumns+` FROM sessions WHERE shop = ? AND id = ?`, shop, id)
}

// SessionByToken implements [chat.Store].
func (db *DB) SessionByToken(ctx context.Context, shop string, tokenHash []byte) (chat.Session, error) {
	return db.session(ctx, `SELECT `+sessionColumns+` FROM sessions WHERE shop = ? AND token_hash = ?`, shop, nonNil(tokenHash))
}

const sessionColumns = `id, token_hash, cart, customer, created, seen, proven`

// session returns the one session of a query.
func (db *DB) session(ctx context.Context, query string, args ...any) (chat.Session, error) {
	var s chat.Session
	err := db.view(ctx, func(t *tx) error {
		found, err := t.one(func(scan func(...any) error) error {
			return scan(&s.ID, &s.TokenHash, &s.CartID, fromJSON(&s.Customer), fromMillis(&s.Created), fromMillis(&s.Seen), fromJSON(&s.Proven))
		}, query, args...)
		if err == nil && !found {
			return chat.ErrNotFound
		}
		return err
	})
	return s, err
}

// Touch implements [chat.Store].
func (db *DB) Touch(ctx context.Context, shop, id string, seen time.Time) error {
	return db.update(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE sessions SET seen = max(coalesce(seen, 0), ?) WHERE shop = ? AND id = ?`, toMillis(seen), shop, id)
		if err == nil && n == 0 {
			return chat.ErrNotFound
		}
		return err
	})
}

// ProveOrder implements [chat.Store].
func (db *DB) ProveOrder(ctx context.Context, shop, id, number string) error {
	return db.update(ctx, func(t *tx) error { return t.prove(shop, id, number) })
}
