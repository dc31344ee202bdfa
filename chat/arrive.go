package chat

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// letIn decides whether a browser may open a connection, over whichever
// transport. If not, it has answered; if so, letOut is called when the
// connection is over.
func (c *Chat) letIn(w http.ResponseWriter, r *http.Request) (at string, ok bool) {
	if allowed, _ := c.origins.allow(r); !allowed {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat.")
		return "", false
	}
	if !c.admit(w, r) {
		return "", false
	}
	if wait := c.gate.wait(time.Now()); wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		c.refuse(w, r, http.StatusServiceUnavailable, CodeBusy, "Many shoppers are connecting. Please try again in a moment.")
		return "", false
	}
	at = address(r, c.config.Proxies)
	if !c.count(at) {
		w.Header().Set("Retry-After", "5")
		c.refuse(w, r, http.StatusServiceUnavailable, CodeBusy, "There are too many connections. Please try again in a moment.")
		return "", false
	}
	c.warnOnce(r)
	return at, true
}

// admit counts a new session or connection of an address, and refuses what is
// too much or too late.
func (c *Chat) admit(w http.ResponseWriter, r *http.Request) bool {
	if c.closing() {
		w.Header().Set("Retry-After", "2")
		c.refuse(w, r, http.StatusServiceUnavailable, CodeUnavailable, "The chat is restarting. Please try again in a moment.")
		return false
	}
	if at := address(r, c.config.Proxies); at != "" {
		if wait := c.arrivals.wait(at); wait > 0 {
			w.Header().Set("Retry-After", seconds(wait))
			c.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "That was a little fast. Please try again in a moment.")
			return false
		}
	}
	return true
}

// seconds is a time as Retry-After says it, in whole seconds and never too soon.
func seconds(wait time.Duration) string {
	return strconv.Itoa(int((wait + time.Second - 1) / time.Second))
}

// maxTurnedAway bounds the time that somebody is turned away for.
const maxTurnedAway = 30 * time.Second

// gate lets connections in at bounded rates. When a server comes back and all its
// browsers with it, those who find no room are given times to come back at which
// one after the other can be let in, rather than all the same.
type gate struct {
	mu      sync.Mutex
	buckets []*rate.Limiter
	every   time.Duration // between two that are let in, by the slowest rate
	next    time.Time     // the time that was given out last
}

func newGate(rates []Rate) *gate {
	g := &gate{buckets: newBuckets(rates)}
	for _, r := range rates {
		g.every = max(g.every, r.Every)
	}
	return g
}

// wait lets one in, or returns after which time to come back.
func (g *gate) wait(now time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if take(g.buckets, now) == 0 {
		return 0
	}
	if g.next.Before(now) {
		g.next = now
	}
	if g.next.Sub(now) < maxTurnedAway {
		g.next = g.next.Add(g.every)
	}
	return g.next.Sub(now)
}

// count counts an open connection of an address, and of all.
func (c *Chat) count(at string) bool {
	if !c.open.enter("", c.config.Limits.Total) {
		return false
	}
	if at != "" && !c.open.enter("address "+at, c.config.Limits.PerAddress) {
		c.open.leave("")
		return false
	}
	return true
}

// letOut undoes letIn.
func (c *Chat) letOut(at string) {
	c.open.leave("")
	if at != "" {
		c.open.leave("address " + at)
	}
}

// warnOnce tells the developer, once, what leaves the server open to slow
// requests.
func (c *Chat) warnOnce(r *http.Request) {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.ReadHeaderTimeout == 0 && server.ReadTimeout == 0 {
		c.warn.Do(func() {
			c.log.Warn("chat: the http.Server has no ReadHeaderTimeout; set one (10s, say), or slow requests can hold it for ever")
		})
	}
}
