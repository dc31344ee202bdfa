package sqlite

import (
	"context"

	"github.com/aisle-chat/aisle/chat"
)

// Epoch implements [chat.Store].
func (db *DB) Epoch(ctx context.Context, _ string) (string, error) {
	if db.writer.closed() {
		return "", ErrClosed
	}
	return db.epoch, ctx.Err()
}

// PutSession implements [chat.Store].
func (db *DB) PutSession(ctx context.Context, shop string, s chat.Session) error {
	customer, err := toJSON(s.Customer)
	if err != nil {
		return err
	}
	return db.update(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT INTO sessions (shop, id, token_hash, cart, customer, created, seen)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (shop, id) DO UPDATE SET token_hash = excluded.token_hash, cart = excluded.cart,
				customer = excluded.customer, created = excluded.created, seen = excluded.seen`,
			shop, s.ID, nonNil(s.TokenHash), s.CartID, customer, toMillis(s.Created), toMillis(s.Seen))
		return err
	})
}

// SessionByToken implements [chat.Store].
func (db *DB) SessionByToken(ctx context.Context, shop string, tokenHash []byte) (chat.Session, error) {
	var s chat.Session
	err := db.view(ctx, func(t *tx) error {
		found, err := t.one(func(scan func(...any) error) error {
			return scan(&s.ID, &s.TokenHash, &s.CartID, fromJSON(&s.Customer), fromMillis(&s.Created), fromMillis(&s.Seen))
		}, `SELECT id, token_hash, cart, customer, created, seen FROM sessions WHERE shop = ? AND token_hash = ?`,
			shop, nonNil(tokenHash))
		if err == nil && !found {
			return chat.ErrNotFound
		}
		return err
	})
	return s, err
}
