package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aisle-chat/aisle/cart"
)

// AddRestock implements [cart.OrderStore].
func (db *DB) AddRestock(ctx context.Context, shop string, r cart.Restock) (asked cart.Restock, err error) {
	err = db.update(ctx, func(t *tx) error {
		asked, err = t.addRestock(shop, r.Kept())
		return err
	})
	if err != nil {
		return cart.Restock{}, err
	}
	return asked, nil
}

// addRestock stores a request, unless one that is the same is open.
func (t *tx) addRestock(shop string, r cart.Restock) (cart.Restock, error) {
	var open *cart.Restock
	err := t.each(func(scan func(...any) error) error {
		there, err := scanRestock(scan)
		if err == nil && open == nil && there.Same(r) {
			open = &there
		}
		return err
	}, `SELECT body FROM restocks WHERE shop = ? AND product = ? AND email = ? AND state = ?`, shop, r.ProductID, r.Email, string(cart.RequestOpen))
	if err != nil {
		return cart.Restock{}, err
	}
	if open != nil {
		return *open, nil
	}
	if _, err := t.restock(shop, r.Reference); err == nil {
		return cart.Restock{}, cart.ErrTaken
	} else if !errors.Is(err, cart.ErrNoRestock) {
		return cart.Restock{}, err
	}
	body, err := json.Marshal(r)
	if err != nil {
		return cart.Restock{}, err
	}
	_, err = t.exec(`INSERT INTO restocks (shop, reference, product, customer, cart, email, state, filed, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		shop, r.Reference, r.ProductID, r.CustomerID, r.CartID, r.Email, string(r.State), r.Filed.UnixMilli(), string(body))
	return r, err
}

// restock reads one request, or returns ErrNoRestock.
func (t *tx) restock(shop, reference string) (r cart.Restock, err error) {
	found, err := t.one(func(scan func(...any) error) error {
		r, err = scanRestock(scan)
		return err
	}, `SELECT body FROM restocks WHERE shop = ? AND reference = ?`, shop, reference)
	if err == nil && !found {
		err = cart.ErrNoRestock
	}
	return r, err
}

// Restocks implements [cart.OrderStore].
func (db *DB) Restocks(ctx context.Context, shop string, f cart.RestockFilter) (list []cart.Restock, err error) {
	where, args := []string{"shop = ?"}, []any{shop}
	for _, c := range []struct{ column, value string }{
		{"product", f.ProductID}, {"customer", f.CustomerID}, {"cart", f.CartID}, {"state", string(f.State)},
	} {
		if c.value != "" {
			where, args = append(where, c.column+" = ?"), append(args, c.value)
		}
	}
	args = append(args, cmp.Or(max(f.Limit, 0), cart.DefaultRestocks))
	err = db.view(ctx, func(t *tx) error {
		return t.each(func(scan func(...any) error) error {
			r, err := scanRestock(scan)
			list = append(list, r)
			return err
		}, `SELECT body FROM restocks WHERE `+strings.Join(where, " AND ")+` ORDER BY filed DESC, reference DESC LIMIT ?`, args...)
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// SettleRestock implements [cart.OrderStore].
func (db *DB) SettleRestock(ctx context.Context, shop, reference string, state cart.RequestState) (r cart.Restock, err error) {
	err = db.update(ctx, func(t *tx) error {
		if r, err = t.restock(shop, reference); err != nil {
			return err
		}
		r.State = state
		body, err := json.Marshal(r)
		if err != nil {
			return err
		}
		_, err = t.exec(`UPDATE restocks SET state = ?, body = ? WHERE shop = ? AND reference = ?`, string(state), string(body), shop, reference)
		return err
	})
	if err != nil {
		return cart.Restock{}, err
	}
	return r, nil
}

func scanRestock(scan func(...any) error) (r cart.Restock, err error) {
	var body string
	if err := scan(&body); err != nil {
		return cart.Restock{}, err
	}
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		return cart.Restock{}, fmt.Errorf("sqlite: a request for a restock: %w", err)
	}
	return r.Kept(), nil
}
