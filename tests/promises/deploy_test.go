package promises

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// What a deploy may take.
const (
	maxUnready = 100 * time.Millisecond // until a load balancer can know
	maxExit    = 30 * time.Second
	maxBreak   = 5 * time.Second // without a connection, for 99 of 100 shoppers
)

// TestPromise_R08 restarts three processes one after the other while shoppers
// talk. A load balancer sends them where GET ready succeeds. Nothing is lost,
// nothing is stored or answered twice, and nobody is away for long.
func TestPromise_R08(t *testing.T) {
	t.Parallel()
	watch := startWatch()
	shoppers := crowd(t, 30, 100, 500)
	path := filepath.Join(t.TempDir(), "shop.db")
	var nodes []*node
	for i := range 3 {
		nodes = append(nodes, startNode(t, nodeConfig{Path: path, Name: fmt.Sprint("first ", i)}))
	}
	balancer := balance(t, nodes)
	var tabs []*tab
	for range shoppers {
		tabs = append(tabs, openTab(t, newToken(t, nodes[0].mount), unkind{}, balancer.nodes))
	}
	said := chatting(tabs, time.Second)
	unready, exit := time.Duration(0), time.Duration(0)
	for i, n := range nodes {
		for _, b := range tabs { // they talk, wherever they are by now
			b.await("messages", func() bool { return len(b.acked) > 2*i })
		}
		begun := time.Now()
		stopped := make(chan time.Duration)
		go func() {
			n.stop(t)
			stopped <- time.Since(begun)
		}()
		for ready(n.mount) {
			if time.Since(begun) > patience {
				t.Fatal("a process that ends stays ready")
			}
		}
		unready = max(unready, time.Since(begun))
		exit = max(exit, <-stopped)
		nodes[i] = startNode(t, nodeConfig{Path: path, Name: fmt.Sprint("second ", i)})
		balancer.watch(nodes...)
	}
	count := said()
	for _, b := range tabs {
		b.await("a connection to a new process", func() bool { return len(b.breaks) > 0 })
		b.settled()
		b.answered()
	}
	balancer.stop()
	for _, n := range nodes {
		n.stop(t)
	}
	v := judge(t, path, tabs, false)
	if v.acked != count {
		t.Errorf("%d messages were said and %d acknowledged", count, v.acked)
	}
	var breaks []time.Duration
	for _, b := range tabs {
		breaks = append(breaks, b.breaks...)
	}
	slices.Sort(breaks)
	p99 := breaks[len(breaks)*99/100]
	watch.timely(t, limit{"being unready after SIGTERM", unready, maxUnready}, limit{"going away", exit, maxExit},
		limit{"a break, of 99 in 100", p99, maxBreak})
	report(t, "shoppers", shoppers, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered,
		"unready", unready, "exit", exit, "breaks", len(breaks), "break_p50", breaks[len(breaks)/2], "break_p99", p99)
}

// ready asks a process whether it takes shoppers.
func ready(mount string) bool {
	res, err := http.Get(mount + "ready")
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// balancer sends shoppers to processes that are ready.
type balancer struct {
	town
	over chan struct{}
	mu   sync.Mutex
	all  []*node
	done sync.WaitGroup
}

func balance(t *testing.T, nodes []*node) *balancer {
	b := &balancer{over: make(chan struct{})}
	b.watch(nodes...)
	look := func() {
		b.mu.Lock()
		all := b.all
		b.mu.Unlock()
		var mounts []string
		for _, n := range all {
			if ready(n.mount) {
				mounts = append(mounts, n.mount)
			}
		}
		b.set(mounts...)
	}
	look()
	b.done.Go(func() {
		often := time.NewTicker(50 * time.Millisecond)
		defer often.Stop()
		for {
			select {
			case <-often.C:
				look()
			case <-b.over:
				return
			}
		}
	})
	t.Cleanup(b.stop)
	return b
}

func (b *balancer) watch(nodes ...*node) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = slices.Clone(nodes)
}

func (b *balancer) stop() {
	b.mu.Lock()
	select {
	case <-b.over:
	default:
		close(b.over)
	}
	b.mu.Unlock()
	b.done.Wait()
}

// chatting lets every tab say something every now and then, until the function
// that it returns is called, which tells how much there was.
func chatting(tabs []*tab, every time.Duration) (stop func() (said int)) {
	over := make(chan struct{})
	said := make([]int, len(tabs))
	var speaking sync.WaitGroup
	for i, b := range tabs {
		speaking.Go(func() {
			wait := rand.N(every)
			for {
				select {
				case <-time.After(wait):
				case <-over:
					return
				}
				said[i]++
				b.say(fmt.Sprint("m", said[i]), fmt.Sprint("message ", said[i]))
				wait = every
			}
		})
	}
	return func() (all int) {
		close(over)
		speaking.Wait()
		for _, n := range said {
			all += n
		}
		return all
	}
}
