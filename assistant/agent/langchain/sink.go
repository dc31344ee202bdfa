package langchain

import (
	"context"
	"fmt"
	"iter"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// sink takes the events of one call from the goroutine that reads them.
type sink struct {
	ctx    context.Context
	events chan agent.Event
}

// emit passes an event on. It fails when nobody wants any more.
func (s *sink) emit(e agent.Event) error {
	select {
	case s.events <- e:
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
}

// stream runs call on a goroutine of its own and yields what it emits. When ctx ends
// it stops at once, whatever the call is doing; a call that heeds its context ends
// soon after.
func stream(ctx context.Context, call func(ctx context.Context, s *sink) error) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		s := &sink{ctx, make(chan agent.Event)}
		failed := make(chan error, 1)
		go func() { failed <- caught(ctx, s, call) }()
		for {
			select {
			case e := <-s.events:
				if !yield(e, nil) {
					return
				}
			case err := <-failed: // nothing is emitted any more
				if err != nil {
					yield(nil, err)
				}
				return
			case <-ctx.Done():
				yield(nil, ctx.Err())
				return
			}
		}
	}
}

// caught is a call whose panic is an error: on a goroutine of its own it would end the
// program.
func caught(ctx context.Context, s *sink, call func(ctx context.Context, s *sink) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &agent.Error{Err: fmt.Errorf("the provider panics: %v", p)}
		}
	}()
	return call(ctx, s)
}
