package chat

import (
	"context"
	"math/rand/v2"
	"time"
)

// DefaultRetention is how long an event is kept where [Config] does not say.
const DefaultRetention = 90 * 24 * time.Hour

// KeysKept is how long a store remembers at least that a cart was written to
// with a key: a browser that comes back within this time and sends again what
// it was not told about, does it once.
const KeysKept = 30 * 24 * time.Hour

const (
	// sweepEvery is how often what is old is removed.
	sweepEvery = 24 * time.Hour
	// sweepFirst is how long after the start that first happens, at most.
	sweepFirst = 10 * time.Minute
	// codesKept is how long it is known that a code was sent: as long as it counts,
	// by every clock.
	codesKept = CodeWindow + 24*time.Hour
	// sweepPart is how many rows are removed in one write.
	sweepPart = 500
	// sweepSkew is how far the clock may jump between two sweeps. When it has
	// jumped farther, what is old is not known, and the next sweep removes it.
	sweepSkew = time.Hour
)

// Sweep says what a store is to remove. A zero time removes nothing.
type Sweep struct {
	// Events are removed from the beginning of a conversation that are older.
	// A conversation of which nothing is left goes too, once its session has.
	Events time.Time
	// Sessions are removed that were last seen before.
	Sessions time.Time
	// Keys are removed with which carts were written to before.
	Keys time.Time
	// Codes are removed that were sent before.
	Codes time.Time
	// After is the conversation to go on from; empty at the start.
	After string
	// Limit is how many rows are removed at most, more or less.
	Limit int
}

// Swept is what a [Sweep] has removed.
type Swept struct {
	Events, Conversations, Sessions, Keys, Codes int
	// More is true when there may be more to remove, by a Sweep that goes on
	// from After.
	More  bool
	After string
}

// sweep removes what is old every day, until the chat shuts down.
func (c *Chat) sweep() {
	wall, mono := c.config.Now(), time.Now()
	wait := time.NewTimer(rand.N(sweepFirst))
	defer wait.Stop()
	for {
		select {
		case <-wait.C:
		case <-c.serving.Done():
			return
		}
		passed, real := c.config.Now().Sub(wall), time.Since(mono)
		wall, mono = c.config.Now(), time.Now()
		if skew := passed - real; skew.Abs() > sweepSkew {
			c.log.Warn("chat: the clock has jumped; what is old is removed another day", "by", skew)
		} else {
			c.sweepOnce(wall)
		}
		wait.Reset(sweepEvery)
	}
}

// sweepOnce removes what is old by now, a part at a time, so that nobody waits
// for it.
func (c *Chat) sweepOnce(now time.Time) {
	s := Sweep{Sessions: now.Add(-SessionIdle - sweepEvery), Keys: now.Add(-KeysKept), Codes: now.Add(-codesKept), Limit: sweepPart}
	if c.config.Retention > 0 {
		s.Events = now.Add(-c.config.Retention)
	}
	var sum Swept
	for more := true; more; {
		ctx, cancel := context.WithTimeout(c.serving, storeTimeout)
		part, err := c.config.Store.Sweep(ctx, c.config.Shop, s)
		cancel()
		if err != nil {
			if c.serving.Err() == nil {
				c.log.Error("chat: what is old cannot be removed; it is tried again tomorrow", "error", err)
			}
			return
		}
		sum.Events, sum.Conversations = sum.Events+part.Events, sum.Conversations+part.Conversations
		sum.Sessions, sum.Keys, sum.Codes = sum.Sessions+part.Sessions, sum.Keys+part.Keys, sum.Codes+part.Codes
		more, s.After = part.More, part.After
	}
	c.log.Info("chat: what is old was removed", "events", sum.Events, "conversations", sum.Conversations, "sessions", sum.Sessions, "keys", sum.Keys, "codes", sum.Codes)
}
