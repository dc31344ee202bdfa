package sqlite

import (
	"context"

	"github.com/aisle-chat/aisle/chat"
)

// Macros implements [chat.MacroStore].
func (db *DB) Macros(ctx context.Context, shop string) (list []chat.Macro, err error) {
	err = db.view(ctx, func(t *tx) error {
		list, err = t.macros(shop)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// macros reads those of a shop, by name.
func (t *tx) macros(shop string) (list []chat.Macro, err error) {
	err = t.each(func(scan func(...any) error) error {
		var m chat.Macro
		err := scan(&m.ID, &m.Name, &m.Text, &m.Version)
		list = append(list, m)
		return err
	}, `SELECT id, name, text, version FROM macros WHERE shop = ? ORDER BY name`, shop)
	return list, err
}

// PutMacro implements [chat.MacroStore].
func (db *DB) PutMacro(ctx context.Context, shop string, m chat.Macro) (put chat.Macro, err error) {
	err = db.update(ctx, func(t *tx) error {
		all, err := t.macros(shop)
		if err != nil {
			return err
		}
		if put, err = m.Among(all); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO macros (shop, id, name, text, version) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, text = excluded.text, version = excluded.version`,
			shop, put.ID, put.Name, put.Text, put.Version)
		return err
	})
	if err != nil {
		return chat.Macro{}, err
	}
	return put, nil
}

// DropMacro implements [chat.MacroStore].
func (db *DB) DropMacro(ctx context.Context, shop, id string, version int64) error {
	return db.update(ctx, func(t *tx) error {
		gone, err := t.exec(`DELETE FROM macros WHERE shop = ? AND id = ? AND version = ?`, shop, id, version)
		if err != nil || gone > 0 {
			return err
		}
		there, err := t.one(func(func(...any) error) error { return nil }, `SELECT 1 FROM macros WHERE shop = ? AND id = ?`, shop, id)
		if err == nil && there {
			err = chat.ErrConflict
		}
		return err
	})
}

var _ chat.MacroStore = (*DB)(nil)
