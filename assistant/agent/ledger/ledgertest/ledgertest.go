// Package ledgertest tests implementations of [ledger.Ledger].
package ledgertest

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aisle-chat/aisle/assistant/agent/ledger"
)

// Run runs the suite; empty returns a new, empty ledger.
func Run(t *testing.T, empty func(t *testing.T) ledger.Ledger) {
	t.Run("limits", func(t *testing.T) { limits(t, empty(t)) })
	t.Run("all or nothing", func(t *testing.T) { allOrNothing(t, empty(t)) })
	t.Run("days", func(t *testing.T) { days(t, empty(t)) })
	t.Run("lasting", func(t *testing.T) { lasting(t, empty(t)) })
	t.Run("settling", func(t *testing.T) { settling(t, empty(t)) })
	t.Run("many at once", func(t *testing.T) { many(t, empty(t)) })
}

const today = "2026-11-24"

// on is an entry on the shop's account, which may hold 100.
func on(day string, amount int64) []ledger.Entry {
	return []ledger.Entry{{Account: "shop", Day: day, Amount: amount, Limit: 100}}
}

func reserve(t *testing.T, l ledger.Ledger, entries []ledger.Entry, want bool) {
	t.Helper()
	if ok, err := l.Reserve(t.Context(), entries); ok != want || err != nil {
		t.Errorf("reserving %+v: %v, %v; want %v", entries, ok, err, want)
	}
}

func held(t *testing.T, l ledger.Ledger, account, day string, lasting bool, want int64) {
	t.Helper()
	if got, err := l.Held(t.Context(), account, day, lasting); got != want || err != nil {
		t.Errorf("%s holds %d on %q, %v; want %d", account, got, day, err, want)
	}
}

// No account passes its limit, whatever is asked for.
func limits(t *testing.T, l ledger.Ledger) {
	reserve(t, l, on(today, 90), true)
	reserve(t, l, on(today, 20), false)
	reserve(t, l, on(today, 10), true)
	reserve(t, l, on(today, 1), false)
	reserve(t, l, on(today, 0), true)
	reserve(t, l, on(today, -5), false)
	reserve(t, l, on(today, math.MaxInt64), false)
	held(t, l, "shop", today, false, 100)
	twice := append(on("2026-11-25", 60), on("2026-11-25", 60)...)
	reserve(t, l, twice, false)
	held(t, l, "shop", "2026-11-25", false, 0)
}

// Of several entries all are booked, or none.
func allOrNothing(t *testing.T, l ledger.Ledger) {
	full := ledger.Entry{Account: "shopper", Day: today, Amount: 2, Limit: 1}
	reserve(t, l, append(on(today, 50), full), false)
	held(t, l, "shop", today, false, 0)
	full.Limit = 2
	reserve(t, l, append(on(today, 50), full), true)
	held(t, l, "shop", today, false, 50)
	held(t, l, "shopper", today, false, 2)
	reserve(t, l, nil, true)
}

// A new day begins with empty accounts; a clock that goes back opens none again.
func days(t *testing.T, l ledger.Ledger) {
	reserve(t, l, on(today, 100), true)
	reserve(t, l, on("2026-11-25", 70), true)
	held(t, l, "shop", today, false, 0)
	reserve(t, l, on(today, 40), false)
	reserve(t, l, on(today, 30), true)
	reserve(t, l, on("2026-11-25", 1), false)
	held(t, l, "shop", "2026-11-25", false, 100)
}

// Lasting accounts go on over the days, until nobody has used them for long.
func lasting(t *testing.T, l ledger.Ledger) {
	talk := func(day string) []ledger.Entry {
		return []ledger.Entry{{Account: "talk", Day: day, Lasting: true, Amount: 1, Limit: 2}}
	}
	reserve(t, l, talk("2026-01-01"), true)
	reserve(t, l, talk("2026-01-02"), true)
	reserve(t, l, talk("2026-03-02"), false)
	held(t, l, "talk", "", true, 2)
	reserve(t, l, []ledger.Entry{{Account: "talk", Day: "2026-03-02", Amount: 1, Limit: 1}}, true) // a day's account of the same name
	reserve(t, l, on("2026-08-01", 1), true)
	reserve(t, l, talk("2026-08-01"), true)
	held(t, l, "talk", "", true, 1)
}

// What was used is put in the place of what was reserved, also past the limit; what
// was of yesterday burdens nobody today.
func settling(t *testing.T, l ledger.Ledger) {
	settle := func(entries []ledger.Entry) {
		t.Helper()
		if err := l.Settle(t.Context(), entries); err != nil {
			t.Error(err)
		}
	}
	reserve(t, l, on(today, 80), true)
	settle(on(today, -50))
	held(t, l, "shop", today, false, 30)
	settle(on(today, 200))
	held(t, l, "shop", today, false, 230)
	reserve(t, l, on(today, 0), false)
	reserve(t, l, on("2026-11-25", 10), true)
	settle(on(today, -80))
	held(t, l, "shop", "2026-11-25", false, 10)
	settle(nil)
}

// Of many at once, as many are let through as there is room for.
func many(t *testing.T, l ledger.Ledger) {
	var let atomic.Int64
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			own := ledger.Entry{Account: fmt.Sprint("talk ", i), Day: today, Lasting: true, Amount: 1, Limit: 1}
			ok, err := l.Reserve(t.Context(), append(on(today, 9), own))
			if err != nil {
				t.Error(err)
			}
			if ok {
				let.Add(1)
				if err := l.Settle(t.Context(), on(today, -2)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got, err := l.Held(t.Context(), "shop", today, false)
	if n := let.Load(); err != nil || n < 11 || got > 100 || got != 7*n {
		t.Errorf("%d were let through and %d is held, %v", n, got, err)
	}
}
