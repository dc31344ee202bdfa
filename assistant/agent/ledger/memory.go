package ledger

import (
	"context"
	"math"
	"sync"
	"time"
)

// Memory is a [Ledger] of one process. It forgets when the process ends.
type Memory struct {
	mu      sync.Mutex
	day     string             // the latest that was seen
	held    map[string]int64   // by account, of that day
	lasting map[string]holding // by account
}

// holding is what a lasting account holds, and the day of its last use.
type holding struct {
	amount int64
	used   string
}

// NewMemory returns an empty ledger.
func NewMemory() *Memory {
	return &Memory{held: map[string]int64{}, lasting: map[string]holding{}}
}

// Reserve implements [Ledger].
func (m *Memory) Reserve(_ context.Context, entries []Entry) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range entries {
		m.turn(e.Day)
	}
	adds := map[Entry]int64{} // by account, for entries that name one twice
	for _, e := range entries {
		account := Entry{Account: e.Account, Lasting: e.Lasting}
		held := m.holds(e.Account, e.Lasting) + adds[account]
		if e.Amount < 0 || e.Amount > math.MaxInt64-max(held, 0) || held+e.Amount > e.Limit {
			return false, nil
		}
		adds[account] += e.Amount
	}
	m.add(entries)
	return true, nil
}

// Settle implements [Ledger].
func (m *Memory) Settle(_ context.Context, entries []Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var kept []Entry
	for _, e := range entries {
		if e.Lasting || e.Day >= m.day {
			kept = append(kept, e)
		}
	}
	for _, e := range kept {
		m.turn(e.Day)
	}
	m.add(kept)
	return nil
}

// Held implements [Ledger].
func (m *Memory) Held(_ context.Context, account, day string, lasting bool) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !lasting && day != m.day {
		return 0, nil
	}
	return m.holds(account, lasting), nil
}

func (m *Memory) holds(account string, lasting bool) int64 {
	if lasting {
		return m.lasting[account].amount
	}
	return m.held[account]
}

func (m *Memory) add(entries []Entry) {
	for _, e := range entries {
		if e.Lasting {
			m.lasting[e.Account] = holding{m.lasting[e.Account].amount + e.Amount, m.day}
		} else {
			m.held[e.Account] += e.Amount
		}
	}
}

// turn begins a new day, if it is one.
func (m *Memory) turn(day string) {
	if day <= m.day {
		return
	}
	m.day, m.held = day, map[string]int64{}
	for account, h := range m.lasting {
		if h.used < Before(day) {
			delete(m.lasting, account)
		}
	}
}

// Before is the day [Keep] days before a day: what was used last before it may be
// forgotten. It is empty for what is no day.
func Before(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, -Keep).Format(time.DateOnly)
}
