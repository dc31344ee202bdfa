package sqlite

import (
	"context"
	"errors"
	"slices"

	"github.com/aisle-chat/aisle/chat"
)

// PutCode implements [chat.Store].
func (db *DB) PutCode(ctx context.Context, shop string, c chat.Code, b chat.CodeBounds) error {
	return db.update(ctx, func(t *tx) error {
		var session string
		known, err := t.one(func(scan func(...any) error) error { return scan(&session) }, `SELECT session FROM codes WHERE shop = ? AND id = ?`, shop, c.ID)
		switch {
		case err != nil:
			return err
		case known && session != c.SessionID:
			return chat.ErrConflict
		case known:
			_, err := t.exec(`UPDATE codes SET hash = ? WHERE shop = ? AND id = ? AND open = 1`, nonNil(c.Hash), shop, c.ID)
			return err
		}
		since, full := b.Since.UnixMilli(), false
		if b.Session >= 0 {
			full, err = t.reaches(b.Session, `SELECT count(*) FROM codes WHERE shop = ? AND session = ? AND made > ?`, shop, c.SessionID, since)
		}
		if err == nil && !full && b.Mailbox >= 0 && c.Number != "" {
			full, err = t.reaches(b.Mailbox, `SELECT count(*) FROM codes WHERE shop = ? AND number = ? AND number <> '' AND made > ?`, shop, c.Number, since)
		}
		if err == nil && !full && b.Mailbox >= 0 && c.Number == "" {
			full, err = t.reaches(b.Mailbox, `SELECT count(*) FROM codes WHERE shop = ? AND email = ? AND email <> '' AND number = '' AND made > ?`, shop, c.Email, since)
		}
		if err != nil {
			return err
		}
		if full {
			return chat.ErrManyCodes
		}
		if _, err := t.exec(`UPDATE codes SET open = 0 WHERE shop = ? AND session = ? AND open = 1`, shop, c.SessionID); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO codes (shop, id, session, email, number, hash, made, ends, open, tries, tried, matched)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0, '', 0)`,
			shop, c.ID, c.SessionID, c.Email, c.Number, nonNil(c.Hash), c.Made.UnixMilli(), c.Ends.UnixMilli())
		return err
	})
}

// reaches reports whether a query counts as many as most.
func (t *tx) reaches(most int, query string, args ...any) (bool, error) {
	var n int
	_, err := t.one(func(scan func(...any) error) error { return scan(&n) }, query, args...)
	return n >= most, err
}

// AimCode implements [chat.Store].
func (db *DB) AimCode(ctx context.Context, shop, id, email string, b chat.CodeBounds) error {
	return db.update(ctx, func(t *tx) error {
		if b.Mailbox >= 0 {
			full, err := t.reaches(b.Mailbox, `SELECT count(*) FROM codes WHERE shop = ? AND email = ? AND email <> '' AND made > ? AND id <> ?`,
				shop, email, b.Since.UnixMilli(), id)
			if err != nil {
				return err
			}
			if full {
				return chat.ErrManyCodes
			}
		}
		n, err := t.exec(`UPDATE codes SET email = ? WHERE shop = ? AND id = ?`, email, shop, id)
		if err == nil && n == 0 {
			return chat.ErrNotFound
		}
		return err
	})
}

const codeColumns = `id, session, email, number, hash, made, ends`

// OpenCode implements [chat.Store].
func (db *DB) OpenCode(ctx context.Context, shop, session, key string) (c chat.Code, err error) {
	err = db.view(ctx, func(t *tx) error {
		found, err := t.one(scanCode(&c),
			`SELECT `+codeColumns+` FROM codes WHERE shop = ? AND session = ? AND (open = 1 OR tried = ? AND tried <> '') ORDER BY made DESC, rowid DESC LIMIT 1`,
			shop, session, key)
		if err == nil && !found {
			return chat.ErrNotFound
		}
		return err
	})
	return c, err
}

func scanCode(c *chat.Code) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		return scan(&c.ID, &c.SessionID, &c.Email, &c.Number, &c.Hash, fromMillis(&c.Made), fromMillis(&c.Ends))
	}
}

// TryCode implements [chat.Store]. A try that was wrong is a write, too.
func (db *DB) TryCode(ctx context.Context, shop string, try chat.CodeTry) error {
	var answer error
	err := db.update(ctx, func(t *tx) (err error) {
		answer, err = t.tryCode(shop, try)
		return err
	})
	if err != nil {
		return err
	}
	return answer
}

func (t *tx) tryCode(shop string, try chat.CodeTry) (answer, err error) {
	var c chat.Code
	var d chat.Tried
	found, err := t.one(func(scan func(...any) error) error {
		return scan(&c.SessionID, &c.Hash, fromMillis(&c.Ends), &d.Open, &d.Tries, &d.Key, &d.Matched)
	}, `SELECT session, hash, ends, open, tries, tried, matched FROM codes WHERE shop = ? AND id = ?`, shop, try.ID)
	if err != nil || !found {
		return chat.ErrNotFound, err
	}
	if d, answer = d.Next(c, try); errors.Is(answer, chat.ErrNotFound) {
		return answer, nil
	}
	if _, err := t.exec(`UPDATE codes SET open = ?, tries = ?, tried = ?, matched = ? WHERE shop = ? AND id = ?`,
		d.Open, d.Tries, d.Key, d.Matched, shop, try.ID); err != nil || answer != nil {
		return answer, err
	}
	for _, number := range try.Orders {
		if err := t.prove(shop, c.SessionID, number); err != nil && !errors.Is(err, chat.ErrNotFound) {
			return nil, err
		}
	}
	return nil, nil
}

// prove adds an order's number to a session's proofs, once.
func (t *tx) prove(shop, id, number string) error {
	var proven []string
	found, err := t.one(func(scan func(...any) error) error { return scan(fromJSON(&proven)) },
		`SELECT proven FROM sessions WHERE shop = ? AND id = ?`, shop, id)
	switch {
	case err != nil:
		return err
	case !found:
		return chat.ErrNotFound
	case slices.Contains(proven, number):
		return nil
	}
	list, err := toJSON(append(proven, number))
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE sessions SET proven = ? WHERE shop = ? AND id = ?`, list, shop, id)
	return err
}
