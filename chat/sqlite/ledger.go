package sqlite

import (
	"context"
	"math"

	"github.com/aisle-chat/aisle/assistant/agent/ledger"
	"github.com/aisle-chat/aisle/cart"
)

// Ledger keeps what the language model of the shop [cart.DefaultShop] has used, so
// that its budgets outlast the process and are shared by all that use the database:
//
//	agent.Config{Budget: agent.Budget{DayTokens: 2_000_000, Ledger: db.Ledger()}, ...}
func (db *DB) Ledger() ledger.Ledger { return db.ShopLedger(cart.DefaultShop) }

// ShopLedger is Ledger for another shop.
func (db *DB) ShopLedger(shop string) ledger.Ledger { return accounts{db, shop} }

// accounts are those of one shop.
type accounts struct {
	db   *DB
	shop string
}

// Reserve implements [ledger.Ledger].
func (a accounts) Reserve(ctx context.Context, entries []ledger.Entry) (ok bool, err error) {
	if len(entries) == 0 {
		return true, ctx.Err()
	}
	err = a.db.update(ctx, func(t *tx) error {
		ok = false
		day, err := t.ledgerDay(a.shop, entries)
		if err != nil {
			return err
		}
		type account struct {
			name    string
			lasting bool
		}
		holds := map[account]int64{} // with the entries before, for those that name one twice
		for _, e := range entries {
			of := account{e.Account, e.Lasting}
			held, seen := holds[of]
			if !seen {
				if held, err = t.ledgerHeld(a.shop, e.Account, e.Lasting, day); err != nil {
					return err
				}
			}
			if e.Amount < 0 || e.Amount > math.MaxInt64-max(held, 0) || held+e.Amount > e.Limit {
				return nil
			}
			holds[of] = held + e.Amount
		}
		for of, amount := range holds {
			if err := t.ledgerPut(a.shop, of.name, of.lasting, day, amount); err != nil {
				return err
			}
		}
		ok = true
		return nil
	})
	return ok && err == nil, err
}

// Settle implements [ledger.Ledger].
func (a accounts) Settle(ctx context.Context, entries []ledger.Entry) error {
	if len(entries) == 0 {
		return ctx.Err()
	}
	return a.db.update(ctx, func(t *tx) error {
		day, err := t.ledgerDay(a.shop, entries)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !e.Lasting && e.Day < day {
				continue // forgotten
			}
			held, err := t.ledgerHeld(a.shop, e.Account, e.Lasting, day)
			if err != nil {
				return err
			}
			if err := t.ledgerPut(a.shop, e.Account, e.Lasting, day, held+e.Amount); err != nil {
				return err
			}
		}
		return nil
	})
}

// Held implements [ledger.Ledger].
func (a accounts) Held(ctx context.Context, account, day string, lasting bool) (held int64, err error) {
	err = a.db.view(ctx, func(t *tx) error {
		held, err = t.ledgerHeld(a.shop, account, lasting, day)
		return err
	})
	return held, err
}

// ledgerDay is the day that entries are for: theirs, or the latest that was seen. A
// new one sweeps what it ends.
func (t *tx) ledgerDay(shop string, entries []ledger.Entry) (day string, err error) {
	var last string
	if _, err := t.one(func(scan func(...any) error) error { return scan(&last) },
		`SELECT coalesce(max(day), '') FROM ledger WHERE shop = ?`, shop); err != nil {
		return "", err
	}
	day = last
	for _, e := range entries {
		day = max(day, e.Day)
	}
	if day == last {
		return day, nil
	}
	if _, err := t.exec(`DELETE FROM ledger WHERE shop = ? AND day < ? AND lasting = 0`, shop, day); err != nil {
		return "", err
	}
	_, err = t.exec(`DELETE FROM ledger WHERE shop = ? AND day < ? AND lasting = 1`, shop, ledger.Before(day))
	return day, err
}

// ledgerHeld is what an account holds, for a day's on that day.
func (t *tx) ledgerHeld(shop, account string, lasting bool, day string) (held int64, err error) {
	_, err = t.one(func(scan func(...any) error) error { return scan(&held) },
		`SELECT amount FROM ledger WHERE shop = ? AND account = ? AND lasting = ? AND (lasting = 1 OR day = ?)`, shop, account, lasting, day)
	return held, err
}

func (t *tx) ledgerPut(shop, account string, lasting bool, day string, amount int64) error {
	_, err := t.exec(`INSERT INTO ledger (shop, account, lasting, day, amount) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (shop, account, lasting) DO UPDATE SET day = excluded.day, amount = excluded.amount`, shop, account, lasting, day, amount)
	return err
}
