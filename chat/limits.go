package chat

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/time/rate"
)

// maxLimiters bounds how many keys a limiter remembers; beyond it, those that
// are full again are forgotten.
const maxLimiters = 100_000

// limiter counts what each key has done against several rates at once.
type limiter struct {
	rates []Rate
	mu    sync.Mutex
	keys  map[string][]*rate.Limiter
	sweep int // how many keys there may be before the next sweep
}

func newLimiter(rates []Rate) *limiter {
	return &limiter{rates: rates, keys: map[string][]*rate.Limiter{}, sweep: 1024}
}

// wait counts one for key. If that is too many it counts nothing and returns
// how long to wait.
func (l *limiter) wait(key string) time.Duration {
	if len(l.rates) == 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	buckets := l.keys[key]
	if buckets == nil {
		l.forget()
		buckets = newBuckets(l.rates)
		l.keys[key] = buckets
	}
	return take(buckets, time.Now())
}

// forget drops the keys that have been quiet for long enough to be full again.
// Without such keys the limiter grows to maxLimiters and then starts anew.
func (l *limiter) forget() {
	if len(l.keys) < l.sweep {
		return
	}
	now := time.Now()
	for key, buckets := range l.keys {
		if full(buckets, now) {
			delete(l.keys, key)
		}
	}
	if len(l.keys) >= maxLimiters {
		clear(l.keys)
	}
	l.sweep = max(1024, 2*len(l.keys))
}

func newBuckets(rates []Rate) []*rate.Limiter {
	buckets := make([]*rate.Limiter, len(rates))
	for i, r := range rates {
		buckets[i] = rate.NewLimiter(rate.Every(r.Every), r.Burst)
	}
	return buckets
}

// take takes one from every bucket, or from none and returns how long to wait.
func take(buckets []*rate.Limiter, now time.Time) (wait time.Duration) {
	for _, b := range buckets {
		if have := b.TokensAt(now); have < 1 {
			wait = max(wait, time.Duration((1-have)/float64(b.Limit())*float64(time.Second)))
		}
	}
	if wait > 0 {
		return wait
	}
	for _, b := range buckets {
		b.AllowN(now, 1)
	}
	return 0
}

func full(buckets []*rate.Limiter, now time.Time) bool {
	return !slices.ContainsFunc(buckets, func(b *rate.Limiter) bool { return b.TokensAt(now) < float64(b.Burst()) })
}

// lookUps bound the attempts to look orders up.
type lookUps struct{ session, address, number *limiter }

func newLookUps(l LookUpLimits) lookUps {
	return lookUps{newLimiter(l.Session), newLimiter(l.Address), newLimiter(l.Number)}
}

// wait counts one attempt, or says how long to wait until the next. An empty
// address is not counted by. Numbers with the same digits count as one, however
// their letters are written: a shop may find an order by all of them.
func (l lookUps) wait(session, address, number string) time.Duration {
	if wait := l.session.wait(session); wait > 0 {
		return wait
	}
	if address != "" {
		if wait := l.address.wait(address); wait > 0 {
			return wait
		}
	}
	return l.number.wait(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, number))
}

// counter counts what is open by key.
type counter struct {
	mu   sync.Mutex
	open map[string]int
}

// enter counts one more of key unless there are limit already. A negative
// limit is none.
func (c *counter) enter(key string, limit int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = map[string]int{}
	}
	if limit >= 0 && c.open[key] >= limit {
		return false
	}
	c.open[key]++
	return true
}

// leave undoes one enter.
func (c *counter) leave(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[key]--; c.open[key] <= 0 {
		delete(c.open, key)
	}
}

// address returns the shopper's address to count by, or "" where there is
// nothing to count by: loopback and private addresses are proxies that nobody
// has named, or developers. X-Forwarded-For is believed from named proxies
// only, and of its list the last address that is none of them.
func address(r *http.Request, proxies []netip.Prefix) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return ""
	}
	at = at.Unmap()
	if named(at, proxies) {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for _, hop := range slices.Backward(hops) {
			before, err := netip.ParseAddr(strings.TrimSpace(hop))
			if err != nil {
				break
			}
			if at = before.Unmap(); !named(at, proxies) {
				break
			}
		}
	}
	switch {
	case at.IsLoopback(), at.IsPrivate(), at.IsLinkLocalUnicast():
		return ""
	case at.Is6():
		// One household has a whole network of these.
		net, _ := at.Prefix(64)
		return net.String()
	default:
		return at.String()
	}
}

func named(at netip.Addr, proxies []netip.Prefix) bool {
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(at) })
}
