package chat

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// drainPace is the time between the ends of two connections while the chat shuts
// down, unless there are so many that DrainTime is not enough for it.
const drainPace = 5 * time.Millisecond

// Shutdown ends the chat. At once GET ready fails, new sessions and connections
// are refused, and browsers are told that they will have to come back. Replies
// that are being made are finished and stored. Connections are ended one after
// the other within Config.DrainTime, so that their browsers do not arrive
// elsewhere all together; until then they are served, except that a message is
// stored and left for another process to answer, to which its browser is sent at
// once. A connection that shows a reply is ended after it.
//
// When ctx ends first, the rest is cut: replies that are not finished stay due
// and are answered by the next process. That takes six seconds more at most.
// http.Server.Shutdown does not know websockets and waits for streams: call it
// together with this one or after it. Calling Shutdown again waits again.
func (c *Chat) Shutdown(ctx context.Context) error {
	conns := c.leaveService()
	for _, k := range conns {
		k.tell(GoingAway{RetryIn: 500 + rand.IntN(1500)})
	}
	var dismissing sync.WaitGroup
	dismissing.Go(func() { c.dismiss(ctx, conns) })
	err := wait(ctx, &c.work)
	if err != nil {
		c.stop[0]() // replies stay due
		graced, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTurn+time.Second)
		wait(graced, &c.work)
		cancel()
	}
	dismissing.Wait()
	for _, k := range conns {
		k.dismiss() // those that were shown a reply
	}
	if late := wait(ctx, &c.connected); late != nil {
		for _, k := range conns {
			k.cut()
		}
		c.stop[len(c.stop)-1]() // nobody waits for the store any more
		c.connected.Wait()
		err = late
	}
	for _, stop := range c.stop {
		stop()
	}
	return err
}

// leaveService lets nobody new in and returns who is there.
func (c *Chat) leaveService() []*conn {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	c.endServing()
	conns := make([]*conn, 0, len(c.conns))
	for k := range c.conns {
		conns = append(conns, k)
	}
	return conns
}

// dismiss ends those connections that are shown no reply, one after the other.
func (c *Chat) dismiss(ctx context.Context, conns []*conn) {
	if len(conns) == 0 {
		return
	}
	next := time.NewTicker(max(1, min(drainPace, c.config.DrainTime/time.Duration(len(conns)))))
	defer next.Stop()
	for _, k := range conns {
		if k.awaits() {
			continue
		}
		select { // before the first one too: it may be saying something
		case <-next.C:
		case <-ctx.Done():
			return
		}
		if !k.awaits() {
			k.dismiss()
		}
	}
}

// dismiss ends a connection because the chat shuts down.
func (k *conn) dismiss() { k.out.end(CloseGoingAway, "restarting; come back") }

// awaits reports whether a reply is being made that k shows.
func (k *conn) awaits() bool {
	r := k.place.Load()
	return r != nil && r.answering()
}

// answering reports whether this process answers the room's conversation right
// now.
func (r *room) answering() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.busy
}

// serveReady answers GET ready: whether this process takes new connections, for
// load balancers.
func (c *Chat) serveReady(w http.ResponseWriter, r *http.Request) {
	if c.closing() {
		w.Header().Set("Retry-After", "5")
		c.refuse(w, r, http.StatusServiceUnavailable, CodeUnavailable, "The chat is restarting. Please try again in a moment.")
		return
	}
	writeJSON(w, http.StatusOK, ReadyAnswer{Ready: true})
}
