package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aisle-chat/aisle/cart"
)

// OrderBook returns the built-in orders of a shop on this database, and with
// them the carts that become orders. Config.Store and Config.Carts are db unless
// they say otherwise.
func (db *DB) OrderBook(config cart.OrderBookConfig) (*cart.OrderBook, error) {
	if config.Store == nil {
		config.Store = db
	}
	if config.Carts == nil {
		config.Carts = db
	}
	return cart.NewOrderBook(config)
}

// Order implements [cart.OrderStore].
func (db *DB) Order(ctx context.Context, shop, number string) (cart.Order, error) {
	return db.order(ctx, `SELECT body FROM orders WHERE shop = ? AND number = ?`, shop, cart.OrderNumber(number))
}

// OrderOf implements [cart.OrderStore].
func (db *DB) OrderOf(ctx context.Context, shop, cartID string) (cart.Order, error) {
	if cartID == "" {
		return cart.Order{}, cart.ErrNoOrder
	}
	return db.order(ctx, `SELECT body FROM orders WHERE shop = ? AND cart = ? ORDER BY cart_version DESC LIMIT 1`, shop, cartID)
}

func (db *DB) order(ctx context.Context, query string, args ...any) (o cart.Order, err error) {
	err = db.view(ctx, func(t *tx) error {
		o, err = t.order(query, args...)
		return err
	})
	return o, err
}

// OrdersOf implements [cart.OrderStore].
func (db *DB) OrdersOf(ctx context.Context, shop, customerID string, limit int) ([]cart.Order, error) {
	if customerID == "" || limit <= 0 {
		return nil, ctx.Err()
	}
	return db.orders(ctx, `SELECT body FROM orders WHERE shop = ? AND customer = ? ORDER BY placed DESC, number DESC LIMIT ?`, shop, customerID, limit)
}

// OrdersFrom implements [cart.OrderStore].
func (db *DB) OrdersFrom(ctx context.Context, shop, cartID string, limit int) ([]cart.Order, error) {
	if cartID == "" || limit <= 0 {
		return nil, ctx.Err()
	}
	return db.orders(ctx, `SELECT body FROM orders WHERE shop = ? AND cart = ? ORDER BY cart_version DESC LIMIT ?`, shop, cartID, limit)
}

// OrdersByEmail implements [cart.OrderStore].
func (db *DB) OrdersByEmail(ctx context.Context, shop, email string, limit int) ([]cart.Order, error) {
	email = cart.FoldEmail(email)
	if email == "" || limit <= 0 {
		return nil, ctx.Err()
	}
	return db.orders(ctx, `SELECT body FROM orders WHERE shop = ? AND email = ? ORDER BY placed DESC, number DESC LIMIT ?`, shop, email, limit)
}

func (db *DB) orders(ctx context.Context, query string, args ...any) (orders []cart.Order, err error) {
	err = db.view(ctx, func(t *tx) error {
		return t.each(func(scan func(...any) error) error {
			o, err := scanOrder(scan)
			orders = append(orders, o)
			return err
		}, query, args...)
	})
	if err != nil {
		return nil, err
	}
	return orders, nil
}

// PromotionUses implements [cart.OrderStore].
func (db *DB) PromotionUses(ctx context.Context, shop string, of cart.Uses) (used map[string]cart.Usage, err error) {
	err = db.view(ctx, func(t *tx) error {
		used, err = t.uses(shop, of)
		return err
	})
	return used, err
}

// PlaceOrder implements [cart.OrderStore].
func (db *DB) PlaceOrder(ctx context.Context, shop string, p cart.Placing) (o cart.Order, err error) {
	err = db.update(ctx, func(t *tx) error {
		o, err = t.place(shop, p)
		return err
	})
	if err != nil {
		return cart.Order{}, err
	}
	return o, nil
}

// ChangeOrder implements [cart.OrderStore].
func (db *DB) ChangeOrder(ctx context.Context, shop string, c cart.OrderChange) (o cart.Order, reference string, err error) {
	err = db.update(ctx, func(t *tx) error {
		o, reference, err = t.changeOrder(shop, c)
		return err
	})
	if err != nil {
		return cart.Order{}, "", err
	}
	return o, reference, nil
}

// PutOrder implements [cart.OrderStore].
func (db *DB) PutOrder(ctx context.Context, shop string, o cart.Order) error {
	return db.update(ctx, func(t *tx) error {
		old, err := t.numbered(shop, o.Number)
		if err != nil && !errors.Is(err, cart.ErrNoOrder) {
			return err
		}
		o.Version = old.Version
		_, err = t.putOrder(shop, o, err == nil, nil)
		return err
	})
}

// order reads one order.
func (t *tx) order(query string, args ...any) (o cart.Order, err error) {
	found, err := t.one(func(scan func(...any) error) error {
		o, err = scanOrder(scan)
		return err
	}, query, args...)
	if err == nil && !found {
		err = cart.ErrNoOrder
	}
	return o, err
}

func (t *tx) numbered(shop, number string) (cart.Order, error) {
	return t.order(`SELECT body FROM orders WHERE shop = ? AND number = ?`, shop, cart.OrderNumber(number))
}

func scanOrder(scan func(...any) error) (o cart.Order, err error) {
	var body string
	if err := scan(&body); err != nil {
		return cart.Order{}, err
	}
	return decodeOrder([]byte(body))
}

func decodeOrder(body []byte) (o cart.Order, err error) {
	if err := json.Unmarshal(body, &o); err != nil {
		return cart.Order{}, fmt.Errorf("sqlite: an order: %w", err)
	}
	return o.Kept(), nil
}

// uses counts the uses of promotions.
func (t *tx) uses(shop string, of cart.Uses) (map[string]cart.Usage, error) {
	used := map[string]cart.Usage{}
	for _, id := range of.Promotions {
		var u cart.Usage
		_, err := t.one(func(scan func(...any) error) error { return scan(&u.All, &u.Each) },
			`SELECT count(*), count(CASE WHEN customer <> '' AND customer = ? OR email <> '' AND email = ? THEN 1 END)
			FROM promotion_uses WHERE shop = ? AND promotion = ?`,
			of.CustomerID, cart.FoldEmail(of.Email), shop, id)
		if err != nil {
			return nil, err
		}
		used[id] = u
	}
	return used, nil
}

// place stores a new order, unless it is a repeat.
func (t *tx) place(shop string, p cart.Placing) (cart.Order, error) {
	number, known, err := t.orderKey(shop, "cart", p.CartID, p.Key, p.Hash)
	if err != nil {
		return cart.Order{}, err
	}
	if known {
		return t.numbered(shop, number)
	}
	var hash []byte
	ordered := false
	if p.CartVersion > 0 {
		ordered, err = t.one(func(scan func(...any) error) error { return scan(&number, &hash) },
			`SELECT number, hash FROM orders WHERE shop = ? AND cart = ? AND cart_version = ?`, shop, p.CartID, p.CartVersion)
	}
	switch {
	case err != nil:
		return cart.Order{}, err
	case ordered && !bytes.Equal(hash, p.Hash):
		return cart.Order{}, cart.ErrOrdered
	case ordered:
		if err := t.putOrderKey(shop, "cart", p.CartID, p.Key, p.Hash, number); err != nil {
			return cart.Order{}, err
		}
		return t.numbered(shop, number)
	}
	used, err := t.uses(shop, p.Uses)
	if err != nil {
		return cart.Order{}, err
	}
	o, err := p.Make(used)
	if err != nil {
		return cart.Order{}, err
	}
	if _, err := t.numbered(shop, o.Number); err == nil {
		return cart.Order{}, cart.ErrTaken
	} else if !errors.Is(err, cart.ErrNoOrder) {
		return cart.Order{}, err
	}
	o.CartID, o.CartVersion, o.Version = p.CartID, p.CartVersion, 0
	if o, err = t.putOrder(shop, o, false, p.Hash); err != nil {
		return cart.Order{}, err
	}
	return o, t.putOrderKey(shop, "cart", p.CartID, p.Key, p.Hash, o.Number)
}

// changeOrder does c, unless it is a repeat.
func (t *tx) changeOrder(shop string, c cart.OrderChange) (cart.Order, string, error) {
	o, err := t.numbered(shop, c.Number)
	if err != nil {
		return cart.Order{}, "", err
	}
	if c.Key != "" {
		reference, known, err := t.orderKey(shop, "order", o.Number, c.Key, c.Hash)
		if err != nil || known {
			return o, reference, err
		}
	}
	changed := o.Clone()
	reference, err := c.Change(&changed)
	if err != nil {
		return cart.Order{}, "", err
	}
	changed.Number, changed.Version = o.Number, o.Version
	if changed, err = t.putOrder(shop, changed, true, nil); err != nil {
		return cart.Order{}, "", err
	}
	if c.Key != "" {
		err = t.putOrderKey(shop, "order", o.Number, c.Key, c.Hash, reference)
	}
	return changed, reference, err
}

// orderKey returns what became of the write with a key.
func (t *tx) orderKey(shop, scope, owner, key string, hash []byte) (answer string, known bool, err error) {
	var old []byte
	known, err = t.one(func(scan func(...any) error) error { return scan(&old, &answer) },
		`SELECT hash, answer FROM order_keys WHERE shop = ? AND scope = ? AND owner = ? AND key = ?`, shop, scope, owner, key)
	if err == nil && known && !bytes.Equal(old, hash) {
		err = cart.ErrConflict
	}
	return answer, known, err
}

func (t *tx) putOrderKey(shop, scope, owner, key string, hash []byte, answer string) error {
	_, err := t.exec(`INSERT INTO order_keys (shop, scope, owner, key, hash, answer) VALUES (?, ?, ?, ?, ?, ?)`,
		shop, scope, owner, key, nonNil(hash), answer)
	return err
}

// putOrder writes the next version of an order and returns it as a reader will
// get it. hash is that of the request that placed it, for one that is new.
func (t *tx) putOrder(shop string, o cart.Order, exists bool, hash []byte) (cart.Order, error) {
	o = o.Kept()
	o.Version++
	body, err := json.Marshal(o)
	if err != nil {
		return cart.Order{}, err
	}
	if exists {
		_, err = t.exec(`UPDATE orders SET customer = ?, email = ?, cart = ?, cart_version = ?, placed = ?, body = ? WHERE shop = ? AND number = ?`,
			o.CustomerID, cart.FoldEmail(o.Email), o.CartID, o.CartVersion, o.Placed.UnixMilli(), string(body), shop, o.Number)
	} else {
		_, err = t.exec(`INSERT INTO orders (shop, number, customer, email, cart, cart_version, placed, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			shop, o.Number, o.CustomerID, cart.FoldEmail(o.Email), o.CartID, o.CartVersion, o.Placed.UnixMilli(), nonNil(hash), string(body))
	}
	if err != nil {
		return cart.Order{}, err
	}
	if err := t.putReferences(shop, o); err != nil {
		return cart.Order{}, err
	}
	return o, t.putUses(shop, o)
}

// putReferences takes the references of an order's requests.
func (t *tx) putReferences(shop string, o cart.Order) error {
	for _, r := range o.Requests {
		if _, err := t.exec(`INSERT INTO order_requests (shop, reference, number) VALUES (?, ?, ?) ON CONFLICT (shop, reference) DO NOTHING`,
			shop, r.Reference, o.Number); err != nil {
			return err
		}
		var number string
		if _, err := t.one(func(scan func(...any) error) error { return scan(&number) },
			`SELECT number FROM order_requests WHERE shop = ? AND reference = ?`, shop, r.Reference); err != nil {
			return err
		}
		if number != o.Number {
			return cart.ErrTaken
		}
	}
	return nil
}

// putUses notes which promotions an order has used.
func (t *tx) putUses(shop string, o cart.Order) error {
	if _, err := t.exec(`DELETE FROM promotion_uses WHERE shop = ? AND number = ?`, shop, o.Number); err != nil {
		return err
	}
	if o.State == cart.OrderCanceled {
		return nil
	}
	noted := map[string]bool{}
	for _, d := range o.Discounts {
		if noted[d.Promotion] {
			continue
		}
		noted[d.Promotion] = true
		if _, err := t.exec(`INSERT INTO promotion_uses (shop, promotion, number, customer, email) VALUES (?, ?, ?, ?, ?)`,
			shop, d.Promotion, o.Number, o.CustomerID, cart.FoldEmail(o.Email)); err != nil {
			return err
		}
	}
	return nil
}
