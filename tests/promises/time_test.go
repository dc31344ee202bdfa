package promises

import (
	"sync"
	"testing"
	"time"
)

// patience is how long anything is waited for that is to come: so long that only
// something that never comes is missed, on whatever machine. What a promise says
// of times is judged by timely and not by how long somebody waits.
const patience = 3 * time.Minute

// limit is what a promise allows for something that was measured.
type limit struct {
	what       string
	took, most time.Duration
}

// stopwatch notes how long this process was kept from running, as a processor
// that others use keeps it. What times say of the chat they say of a machine that
// had the time.
type stopwatch struct {
	begun time.Time
	over  func()
	mu    sync.Mutex
	kept  time.Duration
}

// nap is how long the stopwatch sleeps at a time, and dozed what is no delay.
const nap, dozed = 10 * time.Millisecond, 25 * time.Millisecond

// startWatch starts a stopwatch. It ends with the test.
func startWatch(t *testing.T) *stopwatch {
	w := &stopwatch{begun: time.Now()}
	over := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		for last := time.Now(); ; last = time.Now() {
			select {
			case <-time.After(nap):
			case <-over:
				return
			}
			if slept := time.Since(last); slept > dozed {
				w.mu.Lock()
				w.kept += slept - nap
				w.mu.Unlock()
			}
		}
	})
	w.over = sync.OnceFunc(func() {
		close(over)
		running.Wait()
	})
	t.Cleanup(w.over)
	return w
}

// timely expects that everything took no longer than it may. Under the race
// detector, which takes ten times the time, and on a machine that had no time for
// this process either, it only says what was slow.
func (w *stopwatch) timely(t *testing.T, limits ...limit) {
	t.Helper()
	w.over()
	busy := w.kept > time.Since(w.begun)/20
	for _, l := range limits {
		switch {
		case l.took <= l.most:
		case underRace || busy:
			t.Logf("%s took %v and is to take %v; not judged: race detector %v, this process was kept waiting for %v of %v",
				l.what, l.took, l.most, underRace, w.kept, time.Since(w.begun))
		default:
			t.Errorf("%s took %v; it is to take at most %v", l.what, l.took, l.most)
		}
	}
}
