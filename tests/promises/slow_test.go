package promises

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// childReaders makes a process of this test binary tabs that only read; see
// readersConfig.
const childReaders = "AISLE_TEST_READERS"

// readersConfig is what the process of tabs is started with. It reads lines of
// readersOrder; when it is done with one it says how that went.
type readersConfig struct {
	Mount  string   `json:"mount"`
	Tokens []string `json:"tokens"` // one for each tab
}

// readersOrder is what every tab waits for.
type readersOrder struct {
	Events map[string]int `json:"events"` // to show, by conversation
	Breaks int            `json:"breaks"` // to have had
}

// readersResult is how it went.
type readersResult struct {
	Breaks []int    `json:"breaks"` // of each tab: how often it lost the connection
	Wrong  []string `json:"wrong"`  // what broke a promise
}

// What those who do not read may cost.
const maxSlowMemory = 64 << 20

// TestPromise_R11 stops one in ten of many clients while others talk to them: the
// server lets go of those that do not read, nobody else loses a connection or
// waits longer, and afterwards those that were stopped have everything.
func TestPromise_R11(t *testing.T) {
	if underRace {
		t.Parallel() // no times are judged
	}
	shoppers := crowd(t, 200, 1000, 1000)
	if underRace {
		shoppers = min(shoppers, 100)
	}
	const talks = 5
	path := filepath.Join(t.TempDir(), "shop.db")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	var here town
	here.set(n.mount)
	var talkers, others []*tab
	config := readersConfig{Mount: n.mount}
	for range talks {
		token := newToken(t, n.mount)
		talkers = append(talkers, openTab(t, token, unkind{}, here.nodes))
		for range shoppers / 10 / talks {
			config.Tokens = append(config.Tokens, token)
		}
	}
	for range 10 {
		others = append(others, openTab(t, newToken(t, n.mount), unkind{}, here.nodes))
	}
	for _, b := range append(talkers, others...) {
		b.say("hello", "hello")
		b.settled()
	}
	idle := startStorm(t, stormConfig{Mount: n.mount, Shoppers: shoppers - len(config.Tokens) - len(talkers) - len(others)})
	idle.next()
	readers := startShoppers(t, childReaders, config)
	counts := func() map[string]int {
		want := map[string]int{}
		for _, b := range talkers {
			b.settled()
			b.answered()
			b.mu.Lock()
			want[b.conversation] = len(b.view)
			b.mu.Unlock()
		}
		return want
	}
	caughtUp := func(breaks int) (result readersResult) {
		if err := json.NewEncoder(readers.in).Encode(readersOrder{counts(), breaks}); err != nil {
			t.Fatal(err)
		}
		readers.read(&result)
		return result
	}
	if r := caughtUp(0); len(r.Wrong) > 0 || len(r.Breaks) != len(config.Tokens) {
		t.Fatalf("before anything happens: %+v", r)
	}

	watch := startWatch()
	long := strings.Repeat("x", 3500)
	measured, talk := acknowledgements(others, "before"), shouting(talkers, long)
	span := 2 * time.Second
	if measuring() {
		span = 20 * time.Second // so that the slowest in a hundred are dozens
	}
	time.Sleep(span) // what is measured is how long it takes now
	before := measured()
	connected, resident := n.state(t).Connections, residentMemory(n.process.Pid)
	stopProcess(t, readers.cmd.Process)
	began := time.Now()
	measured = acknowledgements(others, "after")
	gone := func() bool { return n.state(t).Connections <= connected-len(config.Tokens) }
	grown := int64(0)
	for ; !gone() && time.Since(began) < patience; grown = max(grown, residentMemory(n.process.Pid)-resident) {
		time.Sleep(200 * time.Millisecond) // nothing says that one has gone
	}
	closed := time.Since(began)
	after := measured()
	talk()
	if left := n.state(t).Connections; left != connected-len(config.Tokens) {
		t.Errorf("of %d connections %d are left, and %d do not read", connected, left, len(config.Tokens))
	}
	continueProcess(t, readers.cmd.Process)
	result := caughtUp(1)
	for _, wrong := range result.Wrong {
		t.Error(wrong)
	}
	for _, b := range append(talkers, others...) {
		if len(b.breaks) > 0 {
			t.Error("somebody who reads lost the connection")
		}
		b.answered()
		b.close()
	}
	readers.end()
	idle.end()
	n.stop(t)
	was, is := before[len(before)*99/100], after[len(after)*99/100]
	if measuring() { // the two figures are of some seconds each, and stand in the report
		watch.timely(t, limit{"an acknowledgement of the others, of 99 in 100", is, was*12/10 + 10*time.Millisecond})
	}
	if !underRace && grown > maxSlowMemory {
		t.Errorf("the server has grown by %d MiB", grown>>20)
	}
	v := judge(t, path, append(talkers, others...), true)
	report(t, "clients", shoppers, "stopped", len(config.Tokens), "closed", closed, "acks_before", len(before), "acks_after", len(after), "ack_p99_before", was, "ack_p99_after", is, "grown_kb", grown>>10,
		"acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}

// enough is how many long messages are more than a queue holds and what the
// system keeps of them for a reader who does not read.
const enough = 120

// shouting lets every tab say something long often enough, each when the one
// before is answered, until the function that it returns is called.
func shouting(tabs []*tab, text string) (stop func()) {
	over := make(chan struct{})
	var speaking sync.WaitGroup
	for _, b := range tabs {
		speaking.Go(func() {
			for i := range enough {
				select {
				case <-over:
					return
				default:
				}
				b.say(fmt.Sprint("long ", i), text)
				if !b.settled() {
					return
				}
				b.answered()
			}
		})
	}
	return func() {
		close(over)
		speaking.Wait()
	}
}

// bystander is the testing.TB of tabs in a process that is no test.
type bystander struct {
	testing.TB
	mu    sync.Mutex
	wrong []string
}

func (b *bystander) Helper()        {}
func (b *bystander) Cleanup(func()) {}
func (b *bystander) Failed() bool   { return false }
func (b *bystander) Errorf(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = append(b.wrong, fmt.Sprintf(format, args...))
}

// runReaders is the process.
func runReaders(config readersConfig) int {
	here := &bystander{}
	var tabs []*tab
	for _, token := range config.Tokens {
		tabs = append(tabs, openTab(here, token, unkind{narrow: true}, func() []string { return []string{config.Mount} }))
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var order readersOrder
		if err := json.Unmarshal(lines.Bytes(), &order); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		var result readersResult
		for _, b := range tabs {
			b.await("all there is", func() bool {
				return b.conversation != "" && len(b.view) >= order.Events[b.conversation] && len(b.breaks) >= order.Breaks
			})
			b.mu.Lock()
			result.Breaks, result.Wrong = append(result.Breaks, len(b.breaks)), append(result.Wrong, b.wrong...)
			b.mu.Unlock()
		}
		here.mu.Lock()
		result.Wrong = append(result.Wrong, here.wrong...)
		here.mu.Unlock()
		json.NewEncoder(os.Stdout).Encode(result)
	}
	for _, b := range tabs {
		b.close()
	}
	return 0
}
