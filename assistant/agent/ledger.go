package agent

import (
	"context"
	"math"
	"sync"
)

// MemoryLedger is a [Ledger] of one process. It forgets when the process ends.
type MemoryLedger struct {
	mu   sync.Mutex
	day  string           // the latest that was seen
	held map[string]int64 // by account, of that day
	good map[string]int64 // by account, for good
}

// NewMemoryLedger returns an empty ledger.
func NewMemoryLedger() *MemoryLedger {
	return &MemoryLedger{held: map[string]int64{}, good: map[string]int64{}}
}

// Reserve implements [Ledger].
func (l *MemoryLedger) Reserve(_ context.Context, entries []Entry) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range entries {
		held := l.accounts(e.Day)[e.Account]
		if e.Amount < 0 || e.Amount > math.MaxInt64-max(held, 0) || held+e.Amount > e.Limit {
			return false, nil
		}
	}
	l.add(entries)
	return true, nil
}

// Settle implements [Ledger].
func (l *MemoryLedger) Settle(_ context.Context, entries []Entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.add(entries)
	return nil
}

// Held is what an account holds.
func (l *MemoryLedger) Held(account, day string) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if day != "" && day < l.day {
		return 0 // forgotten
	}
	return l.accounts(day)[account]
}

// maxKept is how many accounts are kept for good before they begin anew.
const maxKept = 100_000

func (l *MemoryLedger) add(entries []Entry) {
	for _, e := range entries {
		l.accounts(e.Day)[e.Account] += e.Amount
	}
	if len(l.good) > maxKept {
		clear(l.good)
	}
}

// accounts are those of a day. A new day begins with empty ones; a clock that goes
// back opens no second one.
func (l *MemoryLedger) accounts(day string) map[string]int64 {
	if day == "" {
		return l.good
	}
	if day > l.day {
		l.day, l.held = day, map[string]int64{}
	}
	return l.held
}
