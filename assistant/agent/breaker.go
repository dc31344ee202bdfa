package agent

import (
	"sync"
	"time"
)

// When the model is left alone: after five failures within half a minute, for a
// quarter of one. Then one turn tries it.
const (
	breakAfter  = 5
	breakWithin = 30 * time.Second
	breakFor    = 15 * time.Second
)

// breaker keeps turns from a model that fails: nobody has to wait for what is down.
type breaker struct {
	failures int
	within   time.Duration
	pause    time.Duration

	mu     sync.Mutex
	failed []time.Time // the latest, oldest first
	until  time.Time   // closed when zero
	trying bool        // one turn finds out whether it is well again
}

// allow reports whether the model may be asked. A true has to be followed by a
// done.
func (b *breaker) allow(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.until.IsZero() {
		return true
	}
	if now.Before(b.until) || b.trying {
		return false
	}
	b.trying = true
	return true
}

// done tells how it went. What is not the model's fault is neither a failure nor a
// success: ok and failed are both false.
func (b *breaker) done(now time.Time, ok, failed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	trial := b.trying
	b.trying = false
	switch {
	case ok:
		b.failed, b.until = nil, time.Time{}
	case !failed:
	case trial:
		b.until = now.Add(b.pause)
	default:
		b.failed = append(b.failed, now)
		for len(b.failed) > 0 && now.Sub(b.failed[0]) > b.within {
			b.failed = b.failed[1:]
		}
		if len(b.failed) >= b.failures {
			b.failed, b.until = nil, now.Add(b.pause)
		}
	}
}
