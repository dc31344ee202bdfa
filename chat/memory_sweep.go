package chat

import (
	"context"
	"maps"
	"slices"
	"time"
)

// Sweep implements [Store].
func (m *Memory) Sweep(ctx context.Context, shop string, s Sweep) (Swept, error) {
	if err := ctx.Err(); err != nil {
		return Swept{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	in := m.shop(shop)
	var swept Swept
	for id, session := range in.sessions {
		if s.Sessions.IsZero() || !session.Seen.Before(s.Sessions) {
			continue
		}
		delete(in.sessions, id)
		delete(in.tokens, hashKey(session.TokenHash))
		swept.Sessions++
	}
	before := len(in.codes)
	in.codes = slices.DeleteFunc(in.codes, func(c *memoryCode) bool { return c.code.Made.Before(s.Codes) })
	swept.Codes = before - len(in.codes)
	if s.Events.IsZero() {
		return swept, nil
	}
	for _, id := range slices.Sorted(maps.Keys(in.conversations)) {
		if id <= s.After {
			continue
		}
		if swept.Events >= s.Limit && s.Limit > 0 {
			swept.More = true
			return swept, nil
		}
		c := in.conversations[id]
		n, err := c.cut(s.Events)
		if err != nil {
			return swept, err
		}
		swept.Events += n
		swept.After = id
		if _, used := in.sessions[c.state.SessionID]; c.state.Over(s.Events) && !used {
			delete(in.conversations, id)
			swept.Conversations++
		}
	}
	return swept, nil
}

// cut removes the events at the beginning that are older than before.
func (c *memoryConversation) cut(before time.Time) (n int, err error) {
	for len(c.events) > n {
		e, err := c.event(c.state.Cut + int64(n) + 1)
		if err != nil {
			return 0, err
		}
		if e.At >= before.UnixMilli() {
			break
		}
		delete(c.done, memoryClientID{e.By(), e.ClientID})
		n++
	}
	if n > 0 {
		c.events = slices.Clone(c.events[n:])
		c.state = c.state.Forget(c.state.Cut + int64(n))
	}
	return n, nil
}

// Over reports whether nothing is left of c, of a time before this: then it may
// be removed, as far as its session is not there to go on with it. A store asks
// inside its transaction.
func (c Conversation) Over(before time.Time) bool { return c.Cut == c.Top && c.Changed.Before(before) }

// Forget returns what c becomes when its events up to cut are removed. When that
// is all of them, nothing that was said stays behind either.
func (c Conversation) Forget(cut int64) Conversation {
	c = c.Clone()
	c.Cut = max(c.Cut, cut)
	if c.Cut == c.Top {
		c.Preview, c.Handoff, c.Tags, c.Score, c.State, c.StateVersion = "", nil, nil, 0, nil, 0
	}
	return c
}
