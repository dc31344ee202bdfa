package chat

import (
	"context"
	"sync"
	"time"
)

// bound hands out contexts that end after a time. Those who ask within a second
// share one, which so ends up to a second later than they need: a context of
// one's own, with a timer that never fires, costs more than much of what it
// bounds.
type bound struct {
	life context.Context // ends them all
	time time.Duration

	mu    sync.Mutex
	ctx   context.Context
	stop  context.CancelFunc // of ctx, which others may still use: it ends by itself
	until time.Time          // when the next one is made
}

func newBound(life context.Context, time time.Duration) *bound { return &bound{life: life, time: time} }

func (b *bound) context() context.Context {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := time.Now(); !now.Before(b.until) {
		b.ctx, b.stop = context.WithTimeout(b.life, b.time+time.Second)
		b.until = now.Add(time.Second)
	}
	return b.ctx
}
