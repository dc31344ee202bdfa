package promises

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// town is where shoppers find the nodes that there are.
type town struct {
	mu     sync.Mutex
	mounts []string
}

func (w *town) set(mounts ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mounts = mounts
}

func (w *town) nodes() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.mounts...)
}

// TestPromise_R01 kills the only process again and again, at any moment, while
// eight shoppers talk. What was acknowledged is there afterwards, once, in its
// place, and every message is answered once.
func TestPromise_R01(t *testing.T) {
	t.Parallel()
	kills := rounds(t, 8, 60, 2000)
	const shoppers = 8
	config := nodeConfig{Path: filepath.Join(t.TempDir(), "shop.db"), Alone: true, Name: "one"}
	n := startNode(t, config)
	var here town
	here.set(n.mount)
	var tabs []*tab
	for range shoppers {
		tabs = append(tabs, openTab(t, newToken(t, n.mount), unkind{}, here.nodes))
	}
	talk := talking(tabs)
	for range kills {
		time.Sleep(time.Duration(50+rand.IntN(850)) * time.Millisecond) // the moment is the point
		n.kill()
		here.set()
		n = startNode(t, config)
		here.set(n.mount)
	}
	said := talk()
	for _, b := range tabs {
		b.settled()
		b.answered()
	}
	n.stop(t)
	v := judge(t, config.Path, tabs, false)
	if v.acked != said {
		t.Errorf("%d messages were said and %d acknowledged", said, v.acked)
	}
	report(t, "kills", kills, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}

// talking lets every tab say one message after the other, each when the one
// before is acknowledged, until the function that it returns is called, which
// tells how many there were.
func talking(tabs []*tab) (stop func() (said int)) {
	over := make(chan struct{})
	var speaking sync.WaitGroup
	var mu sync.Mutex
	said := 0
	for _, b := range tabs {
		speaking.Go(func() {
			for i := 0; ; i++ {
				b.say(fmt.Sprint("m", i), fmt.Sprint("message ", i))
				mu.Lock()
				said++
				mu.Unlock()
				for quiet := false; !quiet; {
					b.mu.Lock()
					quiet = len(b.waiting) == 0
					changed := b.changed
					b.mu.Unlock()
					if quiet {
						break
					}
					select {
					case <-changed:
					case <-over:
						return
					}
				}
				select {
				case <-over:
					return
				default:
				}
			}
		})
	}
	return func() int {
		close(over)
		speaking.Wait()
		return said
	}
}

// answered waits until every message that was acknowledged has its answer.
func (b *tab) answered() {
	b.t.Helper()
	b.await("answers", func() bool {
		for _, seq := range b.acked {
			if _, done := b.replies[seq]; !done {
				return false
			}
		}
		return true
	})
}

// TestPromise_R09 loses one of two processes in the middle of replies, by a
// kill or by stopping it for a minute, and expects each answer once, from the
// other one, in time.
func TestPromise_R09(t *testing.T) {
	t.Parallel()
	t.Run("killed", func(t *testing.T) {
		t.Parallel()
		loseNode(t, rounds(t, 1, 2, 40), func(t *testing.T, n *node) (back func()) {
			n.kill()
			return func() {}
		})
	})
	t.Run("stopped", func(t *testing.T) {
		t.Parallel()
		if rounds(t, 0, 1, 1) == 0 {
			t.Skip("a process is stopped for more than a minute; set CI=true or use -long")
		}
		loseNode(t, rounds(t, 0, 1, 10), func(t *testing.T, n *node) (back func()) {
			stopProcess(t, n.process)
			after := time.After(time.Minute)
			return func() {
				<-after
				continueProcess(t, n.process)
			}
		})
	})
}

// maxWait is what the shopper waits at most for an answer whose node is lost.
const maxWait = 45 * time.Second

func loseNode(t *testing.T, times int, lose func(*testing.T, *node) (back func())) {
	watch := startWatch()
	path := filepath.Join(t.TempDir(), "shop.db")
	worst, answers := time.Duration(0), 0
	var tabs []*tab
	for round := range times {
		one := startNode(t, nodeConfig{Path: path, Name: "one"})
		two := startNode(t, nodeConfig{Path: path, Name: "two"})
		var here town
		here.set(one.mount)
		var some []*tab
		const shoppers = 5
		for i := range shoppers {
			b := openTab(t, newToken(t, one.mount), unkind{}, here.nodes)
			b.say("m", fmt.Sprintf("wait %dms", 800+400*i)) // some are being answered when it is lost
			some = append(some, b)
		}
		for _, b := range some {
			b.settled()
		}
		time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond)
		lost := time.Now()
		back := lose(t, one)
		here.set(two.mount)
		for _, b := range some {
			b.reconnect()
			b.answered()
			b.mu.Lock()
			for _, at := range b.replies {
				worst, answers = max(worst, at.Sub(lost)), answers+1
			}
			b.mu.Unlock()
		}
		back()
		// Whatever the lost one still wants to write is refused; what comes
		// next is answered as ever.
		for _, b := range some {
			b.say("next", fmt.Sprint("round ", round))
			b.settled()
			b.answered()
		}
		tabs = append(tabs, some...)
		for _, b := range some {
			b.close()
		}
		if one.cmd.ProcessState == nil {
			one.stop(t)
		}
		two.stop(t)
	}
	watch.timely(t, limit{"an answer whose process was lost", worst, maxWait})
	v := judge(t, path, tabs, true)
	if answered := v.events - v.acked; answered != v.acked {
		t.Errorf("%d messages have %d answers", v.acked, answered)
	}
	report(t, "kills", times, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered, "worst", worst)
}
