package chat

import (
	"net/http"
	"strconv"
	"time"
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
			w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
			c.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "That was a little fast. Please try again in a moment.")
			return false
		}
	}
	return true
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
