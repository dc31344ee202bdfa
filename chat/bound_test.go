package chat

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestBound asks again and again for a context, and looks when each ends.
func TestBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		life, end := context.WithCancel(t.Context())
		b := newBound(life, 10*time.Second)
		first := b.context()
		time.Sleep(900 * time.Millisecond)
		if b.context() != first {
			t.Error("two that ask within a second have a context each")
		}
		time.Sleep(100 * time.Millisecond)
		second := b.context()
		if second == first {
			t.Error("one that asks a second later gets what ends too soon")
		}
		time.Sleep(9900 * time.Millisecond) // ten seconds after the last one who got first
		if first.Err() != nil {
			t.Errorf("ended too soon: %v", first.Err())
		}
		time.Sleep(100 * time.Millisecond)
		synctest.Wait()
		if first.Err() != context.DeadlineExceeded || second.Err() != nil {
			t.Errorf("after the time the first says %v and the second %v", first.Err(), second.Err())
		}
		last := b.context()
		end()
		if last.Err() != context.Canceled {
			t.Errorf("after life it says %v", last.Err())
		}
	})
}
