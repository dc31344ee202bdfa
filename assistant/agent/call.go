package agent

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Limits are how long things may take. A field that is 0 means its default.
type Limits struct {
	// FirstToken is how long a call may be silent at first, Stall how long it may
	// be silent after that.
	FirstToken, Stall time.Duration
	// Turn is how long the model may take for a whole turn. Where the turn's own
	// context ends earlier, the model has to be done some seconds before that, so
	// that the fallback can answer.
	Turn time.Duration
}

// Defaults of [Limits].
const (
	DefaultFirstToken = 20 * time.Second
	DefaultStall      = 15 * time.Second
	DefaultTurn       = 50 * time.Second
)

// fallbackTime is what is left for the fallback of the time that a turn has.
const fallbackTime = 5 * time.Second

func (l *Limits) fill() error {
	for _, f := range []struct {
		value *time.Duration
		or    time.Duration
		name  string
	}{{&l.FirstToken, DefaultFirstToken, "FirstToken"}, {&l.Stall, DefaultStall, "Stall"}, {&l.Turn, DefaultTurn, "Turn"}} {
		if *f.value < 0 {
			return fmt.Errorf("agent: Config.Limits.%s is %v; it must be positive, and 0 means %v", f.name, *f.value, f.or)
		}
		if *f.value == 0 {
			*f.value = f.or
		}
	}
	return nil
}

// within bounds the time that the model has for a turn.
func (l *Limits) within(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := l.Turn
	if end, ok := ctx.Deadline(); ok {
		limit = min(limit, max(time.Until(end)-fallbackTime, 0))
	}
	return context.WithTimeoutCause(ctx, limit, errWhole)
}

// How a request that was refused is tried again.
const (
	maxRetries = 2
	retryTime  = 8 * time.Second        // for all of them
	retryFirst = 500 * time.Millisecond // before jitter; doubled each time
)

// generate asks the model and passes on what comes: more is called for every event
// but the Usage and the Stop, which are returned. It tries again where that makes
// sense, which it never does once something has come.
func (a *Agent) generate(ctx context.Context, r Request, more func(Event) error) (used *Usage, stop Stop, err error) {
	began := time.Now()
	for try := 0; ; try++ {
		came := false
		used, stop, err = a.once(ctx, r, func(e Event) error { came = true; return more(e) })
		after, again := retryable(err)
		if !again || came || try == maxRetries {
			return used, stop, err
		}
		if after == 0 {
			after = retryFirst << try
			after = after/2 + rand.N(after)
		}
		if time.Since(began)+after > retryTime {
			return used, stop, err // whoever asks for an hour does not get the shopper's
		}
		select {
		case <-time.After(after):
		case <-ctx.Done():
			return used, stop, context.Cause(ctx)
		}
	}
}

// once asks the model once, and ends the call when it is silent for too long.
func (a *Agent) once(ctx context.Context, r Request, more func(Event) error) (used *Usage, stop Stop, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	limits := &a.config.Limits
	first := true
	watch := time.AfterFunc(limits.FirstToken, func() { cancel(errFirst) })
	defer func() { watch.Stop() }()
	stopped := false
	for e, err := range a.config.Model.Generate(ctx, r) {
		if err == nil && ctx.Err() != nil {
			err = ctx.Err()
		}
		if err != nil {
			if cause := context.Cause(ctx); cause != nil {
				err = cause // what a library makes of a cancelled call is anybody's guess
			}
			return used, stop, err
		}
		watch.Stop()
		if first {
			first = false
			watch = time.AfterFunc(limits.Stall, func() { cancel(errStall) })
		} else {
			watch.Reset(limits.Stall)
		}
		switch e := e.(type) {
		case Usage:
			used = &e
		case Stop:
			stop, stopped = e, true
		default:
			if stopped {
				continue // it belongs to no answer
			}
			if err := more(e); err != nil {
				return used, stop, err
			}
		}
	}
	if cause := context.Cause(ctx); cause != nil {
		return used, stop, cause
	}
	if !stopped {
		return used, stop, errCutOff
	}
	return used, stop, nil
}

// blame reports whether an error is the model's own fault, so that it counts
// against it.
func blame(err error) bool {
	return err != nil && !errors.Is(err, errBudget) && !errors.Is(err, errOpen) && !errors.Is(err, errNothing) &&
		!errors.Is(err, errRounds) && !errors.Is(err, context.Canceled)
}
