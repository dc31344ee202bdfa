package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Carts returns the carts of the shop [cart.DefaultShop], priced from c. It
// never fails; where c is missing, every use of the carts says so.
func (db *DB) Carts(c catalog.Catalog) cart.Carts { return db.ShopCarts(cart.DefaultShop, c) }

// ShopCarts is Carts for another shop.
func (db *DB) ShopCarts(shop string, c catalog.Catalog) cart.Carts {
	carts, err := cart.New(cart.Config{Store: db, Catalog: c, Shop: shop})
	if err != nil {
		return unusable{err}
	}
	return carts
}

// unusable are carts that could not be made.
type unusable struct{ err error }

// Check says why; chat.New asks.
func (u unusable) Check() error { return u.err }

func (u unusable) Get(context.Context, string) (cart.Cart, error) { return cart.Cart{}, u.err }

func (u unusable) Add(context.Context, string, string, cart.Item) (cart.Cart, error) {
	return cart.Cart{}, u.err
}

func (u unusable) SetQuantity(context.Context, string, string, string, int) (cart.Cart, error) {
	return cart.Cart{}, u.err
}

func (u unusable) Merge(context.Context, string, string, string) (cart.Cart, error) {
	return cart.Cart{}, u.err
}

// Contents implements [cart.Store].
func (db *DB) Contents(ctx context.Context, shop, cartID string) (cart.Contents, error) {
	var contents cart.Contents
	err := db.view(ctx, func(t *tx) (err error) {
		contents, err = t.contents(shop, cartID)
		return err
	})
	return contents, err
}

// Update implements [cart.Store].
func (db *DB) Update(ctx context.Context, shop string, u cart.Update) (cart.Contents, error) {
	var contents cart.Contents
	var changed bool
	err := db.update(ctx, func(t *tx) (err error) {
		contents, changed, err = t.changeCart(shop, u, db.set.now())
		return err
	})
	if err != nil {
		return cart.Contents{}, err
	}
	if changed {
		db.Changed(shop, u.CartID)
		if u.From != "" {
			db.Changed(shop, u.From)
		}
	}
	return contents, nil
}

// changeCart does u, unless it is a repeat.
func (t *tx) changeCart(shop string, u cart.Update, now time.Time) (contents cart.Contents, changed bool, err error) {
	var hash []byte
	repeated, err := t.one(func(scan func(...any) error) error { return scan(&hash) },
		`SELECT hash FROM cart_keys WHERE shop = ? AND cart = ? AND key = ?`, shop, u.CartID, u.Key)
	if err != nil {
		return cart.Contents{}, false, err
	}
	if repeated && !bytes.Equal(hash, u.Hash) {
		return cart.Contents{}, false, cart.ErrConflict
	}
	to, err := t.contents(shop, u.CartID)
	if err != nil || repeated {
		return to, false, err
	}
	var from *cart.Contents
	if u.From != "" {
		second, err := t.contents(shop, u.From)
		if err != nil {
			return cart.Contents{}, false, err
		}
		from = &second
	}
	if err := u.Change(&to, from); err != nil {
		return cart.Contents{}, false, err
	}
	if _, err := t.exec(`INSERT INTO cart_keys (shop, cart, key, hash, created) VALUES (?, ?, ?, ?, ?)`,
		shop, u.CartID, u.Key, nonNil(u.Hash), toMillis(now)); err != nil {
		return cart.Contents{}, false, err
	}
	if from != nil {
		if _, err := t.putContents(shop, u.From, *from); err != nil {
			return cart.Contents{}, false, err
		}
	}
	contents, err = t.putContents(shop, u.CartID, to)
	return contents, true, err
}

// contents reads one cart.
func (t *tx) contents(shop, cartID string) (contents cart.Contents, err error) {
	var entries string
	found, err := t.one(func(scan func(...any) error) error {
		return scan(&contents.Version, &entries, fromJSON(&contents.Codes))
	}, `SELECT version, entries, codes FROM carts WHERE shop = ? AND id = ?`, shop, cartID)
	if err != nil || !found {
		return cart.Contents{}, err
	}
	contents.Entries, err = decodeEntries([]byte(entries))
	return contents, err
}

// putContents writes the next version of one cart and returns it as a reader
// will get it.
func (t *tx) putContents(shop, cartID string, contents cart.Contents) (cart.Contents, error) {
	entries, err := encodeEntries(contents.Entries)
	if err != nil {
		return cart.Contents{}, err
	}
	var codes any // NULL where there are none
	if len(contents.Codes) > 0 {
		if codes, err = toJSON(contents.Codes); err != nil {
			return cart.Contents{}, err
		}
	}
	if _, err := t.exec(`INSERT INTO carts (shop, id, version, entries, codes) VALUES (?, ?, 1, ?, ?)
		ON CONFLICT (shop, id) DO UPDATE SET version = version + 1, entries = excluded.entries, codes = excluded.codes`,
		shop, cartID, string(entries), codes); err != nil {
		return cart.Contents{}, err
	}
	return t.contents(shop, cartID)
}

// entry is how a [cart.Entry] is kept.
type entry struct {
	Product  string            `json:"product"`
	Variant  string            `json:"variant,omitempty"`
	Options  map[string]string `json:"options,omitempty"`
	Quantity int               `json:"quantity"`
	Seen     catalog.Money     `json:"seen"`
	Name     string            `json:"name"`
}

func encodeEntries(entries []cart.Entry) ([]byte, error) {
	kept := make([]entry, len(entries))
	for i, e := range entries {
		kept[i] = entry{e.ProductID, e.VariantID, e.Options, e.Quantity, e.Seen, e.Name}
	}
	return json.Marshal(kept)
}

func decodeEntries(text []byte) ([]cart.Entry, error) {
	var kept []entry
	if err := json.Unmarshal(text, &kept); err != nil {
		return nil, err
	}
	var entries []cart.Entry
	for _, e := range kept {
		entries = append(entries, cart.Entry{
			ProductID: e.Product, VariantID: e.Variant, Options: e.Options, Quantity: e.Quantity, Seen: e.Seen, Name: e.Name,
		})
	}
	return entries, nil
}
