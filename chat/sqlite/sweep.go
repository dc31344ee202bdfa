package sqlite

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// sweepConversations is how many conversations one sweep looks at.
const sweepConversations = 50

// Sweep implements [chat.Store]. It removes the keys of carts too.
func (db *DB) Sweep(ctx context.Context, shop string, s chat.Sweep) (chat.Swept, error) {
	if s.Limit <= 0 {
		s.Limit = 1 << 30
	}
	var old []string // conversations of which something may be old
	if !s.Events.IsZero() {
		err := db.view(ctx, func(t *tx) error {
			return t.each(func(scan func(...any) error) error {
				var id string
				err := scan(&id)
				old = append(old, id)
				return err
			}, `SELECT id FROM conversations WHERE shop = ? AND id > ? AND (created < ? OR created IS NULL) ORDER BY id LIMIT ?`,
				shop, s.After, toMillis(s.Events), sweepConversations)
		})
		if err != nil {
			return chat.Swept{}, err
		}
	}
	var swept chat.Swept
	err := db.update(ctx, func(t *tx) (err error) {
		swept, err = t.sweep(shop, s, old)
		return err
	})
	if err != nil {
		return chat.Swept{}, err
	}
	swept.More = swept.More || len(old) == sweepConversations
	return swept, nil
}

func (t *tx) sweep(shop string, s chat.Sweep, old []string) (swept chat.Swept, err error) {
	swept.After = s.After
	if swept.Sessions, err = t.removeOld(`DELETE FROM sessions WHERE rowid IN
		(SELECT rowid FROM sessions WHERE shop = ? AND (seen < ? OR seen IS NULL) LIMIT ?)`, shop, s.Sessions, s.Limit); err != nil {
		return swept, err
	}
	if swept.Keys, err = t.removeOld(`DELETE FROM cart_keys WHERE rowid IN
		(SELECT rowid FROM cart_keys WHERE shop = ? AND created < ? LIMIT ?)`, shop, s.Keys, s.Limit); err != nil {
		return swept, err
	}
	if swept.Codes, err = t.removeOld(`DELETE FROM codes WHERE rowid IN
		(SELECT rowid FROM codes WHERE shop = ? AND made < ? LIMIT ?)`, shop, s.Codes, s.Limit); err != nil {
		return swept, err
	}
	swept.More = swept.Sessions == s.Limit || swept.Keys == s.Limit || swept.Codes == s.Limit
	for _, id := range old {
		if swept.Events >= s.Limit {
			swept.More = true
			break
		}
		r, found, err := t.conversation(shop, id)
		if err != nil {
			return swept, err
		}
		if found {
			n, gone, err := t.cut(shop, r, s.Events, s.Limit-swept.Events)
			if err != nil {
				return swept, err
			}
			swept.Events += n
			if gone {
				swept.Conversations++
			}
			if swept.Events >= s.Limit {
				swept.More = true // perhaps of this one
				break
			}
		}
		swept.After = id
	}
	return swept, nil
}

// removeOld runs a statement that removes up to limit rows of before a time.
func (t *tx) removeOld(query, shop string, before time.Time, limit int) (int, error) {
	if before.IsZero() {
		return 0, nil
	}
	n, err := t.exec(query, shop, toMillis(before), limit)
	return int(n), err
}

// cut removes up to limit events from the beginning of a conversation that are
// older than before, and the conversation when nothing of it is left and its
// session is gone.
func (t *tx) cut(shop string, r row, before time.Time, limit int) (n int, gone bool, err error) {
	c := r.conversation
	to, young := c.Cut, false
	err = t.each(func(scan func(...any) error) error {
		var seq, at int64
		if err := scan(&seq, &at); err != nil {
			return err
		}
		if young = young || at >= before.UnixMilli(); !young {
			to = seq
		}
		return nil
	}, `SELECT seq, json_extract(body, '$.at') FROM events WHERE shop = ? AND conversation = ? AND seq > ? ORDER BY seq LIMIT ?`,
		shop, r.number, c.Cut, limit)
	if err != nil {
		return 0, false, err
	}
	if to > c.Cut {
		removed, err := t.exec(`DELETE FROM events WHERE shop = ? AND conversation = ? AND seq <= ?`, shop, r.number, to)
		if err != nil {
			return 0, false, err
		}
		n, c = int(removed), c.Forget(to)
		if _, err := t.putConversation(shop, r, c); err != nil {
			return 0, false, err
		}
	}
	if !c.Over(before) {
		return n, false, nil
	}
	t.known.forget(shop, c.ID)
	removed, err := t.exec(`DELETE FROM conversations WHERE shop = ? AND id = ? AND NOT EXISTS
		(SELECT 1 FROM sessions WHERE shop = ? AND sessions.id = conversations.session)`, shop, c.ID, shop)
	return n, removed > 0, err
}
