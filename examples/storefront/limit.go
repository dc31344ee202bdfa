package main

import (
	"maps"
	"net"
	"net/http"
	"sync"
	"time"
)

// How often an order may be looked up in vain from one address before it has to
// wait, and how long.
const (
	lookUps    = 6
	lookUpWait = 10 * time.Minute
)

// limiter counts what went wrong by address. Whoever has too many has to wait
// until the first of them is lookUpWait ago.
type limiter struct {
	now func() time.Time

	mu      sync.Mutex
	failed  map[string][]time.Time
	cleaned time.Time
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, failed: map[string][]time.Time{}}
}

// wait returns how long the address of a request has to wait; 0 means not at
// all.
func (l *limiter) wait(r *http.Request) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	recent := l.recent(address(r))
	if len(recent) < lookUps {
		return 0
	}
	return recent[len(recent)-lookUps].Add(lookUpWait).Sub(l.now())
}

// fail counts one more failure.
func (l *limiter) fail(r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now, from := l.now(), address(r)
	if now.Sub(l.cleaned) > lookUpWait {
		maps.DeleteFunc(l.failed, func(_ string, at []time.Time) bool { return now.Sub(at[len(at)-1]) >= lookUpWait })
		l.cleaned = now
	}
	l.failed[from] = append(l.recent(from), now)
}

// recent are the failures of an address that still count.
func (l *limiter) recent(from string) []time.Time {
	now := l.now()
	var recent []time.Time
	for _, at := range l.failed[from] {
		if now.Sub(at) < lookUpWait {
			recent = append(recent, at)
		}
	}
	return recent
}

// address is where a request comes from, without the port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
