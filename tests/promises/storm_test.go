package promises

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
)

// childStorm makes a process of this test binary many shoppers; see stormConfig.
const childStorm = "AISLE_TEST_STORM"

// stormConfig is what the process of many shoppers is started with. It connects
// them all and says how that went; then, each time that it reads a line, it drops
// all connections at once, waits until everybody is back, and says how that went.
type stormConfig struct {
	Mount    string `json:"mount"`
	Shoppers int    `json:"shoppers"`
}

// stormResult is how it went; durations are in nanoseconds.
type stormResult struct {
	Back     time.Duration `json:"back"`     // until the last one was back
	Greeting time.Duration `json:"greeting"` // 99 of 100 dials that came to a welcome took at most so long
	Turned   int           `json:"turned"`   // how often somebody was told to come back later
	Failed   int           `json:"failed"`   // how often something else went wrong
	Wrong    []string      `json:"wrong"`    // what broke a promise
}

// What a storm may do.
const (
	maxBack     = 30 * time.Second
	maxGreeting = 2 * time.Second
	maxAck      = 500 * time.Millisecond // for 99 of 100 messages of others meanwhile
	maxResident = 600 << 20              // of the server, at 10,000 shoppers
)

// underRace is true under the race detector, which takes ten times the time and
// the memory: what is left to see is whether everybody is back where they were.
var underRace bool

// TestPromise_R07 drops the connections of very many shoppers at once. All of
// them are back soon and where they were, and those who were not dropped hardly
// notice.
func TestPromise_R07(t *testing.T) {
	shoppers := crowd(t, 200, 1000, 10_000)
	path := filepath.Join(t.TempDir(), "shop.db")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	storm := startStorm(t, stormConfig{Mount: n.mount, Shoppers: shoppers})
	storm.next()

	var here town
	here.set(n.mount)
	var tabs []*tab
	for range 20 {
		tabs = append(tabs, openTab(t, newToken(t, n.mount), unkind{}, here.nodes))
	}
	for _, b := range tabs {
		b.say("hello", "hello")
		b.settled()
	}
	watch := startWatch()
	measured := acknowledgements(tabs, "storm")
	storm.drop()
	result := storm.next()
	acks := measured()
	resident := residentMemory(n.process.Pid)
	storm.end()
	n.stop(t)

	ack := acks[len(acks)*99/100]
	watch.timely(t, limit{"coming back, of all", result.Back, maxBack}, limit{"a greeting, of 99 in 100", result.Greeting, maxGreeting},
		limit{"an acknowledgement of the others, of 99 in 100", ack, maxAck})
	if !underRace && resident > maxResident {
		t.Errorf("%d MiB are resident", resident>>20)
	}
	for _, wrong := range result.Wrong {
		t.Error(wrong)
	}
	for _, b := range tabs {
		if len(b.breaks) > 0 {
			t.Error("a shopper who was not dropped lost the connection")
		}
	}
	report(t, "shoppers", shoppers, "back", result.Back, "greeting_p99", result.Greeting, "turned_away", result.Turned, "dials_failed", result.Failed,
		"others_ack_p99", ack, "resident_kb", resident>>10)
}

// acknowledgements lets tabs talk until the function that it returns is called,
// which returns how long each acknowledgement took, sorted.
func acknowledgements(tabs []*tab, name string) (stop func() []time.Duration) {
	var over atomic.Bool
	var talking sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	for _, b := range tabs {
		talking.Go(func() {
			for i := 0; !over.Load(); i++ {
				begun := time.Now()
				b.say(fmt.Sprint(name, " ", i), fmt.Sprint("message ", i))
				if !b.settled() {
					return
				}
				mu.Lock()
				took = append(took, time.Since(begun))
				mu.Unlock()
				time.Sleep(50 * time.Millisecond)
			}
		})
	}
	return func() []time.Duration {
		over.Store(true)
		talking.Wait()
		slices.Sort(took)
		return took
	}
}

// residentMemory is how many bytes of a process are in memory; 0 where that
// cannot be known.
func residentMemory(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64) // not a number is 0
	return pages * int64(os.Getpagesize())
}

// storm is a process of many shoppers.
type storm struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func startStorm(t *testing.T, config stormConfig) *storm {
	t.Helper()
	return startShoppers(t, childStorm, config)
}

// startShoppers starts a process of this test binary with shoppers of a kind.
func startShoppers(t *testing.T, kind string, config any) *storm {
	t.Helper()
	text, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	s := &storm{t: t, cmd: exec.Command(os.Args[0])}
	s.cmd.Env = append(os.Environ(), kind+"="+string(text))
	s.cmd.Stderr = os.Stderr
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.out = bufio.NewScanner(out)
	s.out.Buffer(nil, 16<<20)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			s.cmd.Process.Kill()
			s.cmd.Wait()
		}
	})
	return s
}

// next waits until everybody is connected.
func (s *storm) next() (result stormResult) {
	s.t.Helper()
	s.read(&result)
	return result
}

// read waits for what the process says next.
func (s *storm) read(into any) {
	s.t.Helper()
	if !s.out.Scan() {
		s.t.Fatal("the shoppers' process has ended")
	}
	if err := json.Unmarshal(s.out.Bytes(), into); err != nil {
		s.t.Fatalf("%v: %s", err, s.out.Bytes())
	}
}

func (s *storm) drop() { fmt.Fprintln(s.in) }

func (s *storm) end() {
	s.t.Helper()
	s.in.Close()
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("the shoppers' process: %v", err)
	}
}

// runStorm is the process.
func runStorm(config stormConfig) int {
	all := make([]*stormy, config.Shoppers)
	for i := range all {
		all[i] = &stormy{number: i, mount: config.Mount}
	}
	connect := func(within time.Duration) {
		tally := &tally{}
		begun := time.Now()
		var connecting sync.WaitGroup
		for _, s := range all {
			connecting.Go(func() { s.come(tally, within) })
		}
		connecting.Wait()
		json.NewEncoder(os.Stdout).Encode(tally.result(time.Since(begun)))
	}
	connect(time.Duration(config.Shoppers) * 3 * time.Millisecond) // not all at once: there is no storm yet
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		for _, s := range all {
			s.drop()
		}
		connect(0)
	}
	return 0
}

// tally counts how shoppers get on.
type tally struct {
	mu        sync.Mutex
	greetings []time.Duration
	turned    int
	failed    int
	wrong     []string
}

func (y *tally) result(back time.Duration) stormResult {
	slices.Sort(y.greetings)
	r := stormResult{Back: back, Turned: y.turned, Failed: y.failed, Wrong: y.wrong}
	if n := len(y.greetings); n > 0 {
		r.Greeting = y.greetings[n*99/100]
	}
	return r
}

// stormy is one of many shoppers. It comes back as a widget does.
type stormy struct {
	number int
	mount  string
	token  string
	ws     *websocket.Conn
	wire   net.Conn

	conversation, epoch string
	top                 int64
}

// come connects until that has succeeded; the first time within a while, to say
// something.
func (s *stormy) come(y *tally, within time.Duration) {
	if within > 0 {
		time.Sleep(rand.N(within))
	} else {
		time.Sleep(backOff(0, 0))
	}
	for attempt := 1; ; attempt++ {
		hint, err := s.try(y)
		if err == nil {
			return
		}
		y.mu.Lock()
		if hint > 0 {
			y.turned++
		} else {
			y.failed++
		}
		y.mu.Unlock()
		if attempt > 60 {
			y.mu.Lock()
			y.wrong = append(y.wrong, fmt.Sprintf("shopper %d gave up: %.300v", s.number, err))
			y.mu.Unlock()
			return
		}
		time.Sleep(backOff(attempt, hint))
	}
}

// backOff is how long a widget waits: widget/src/client/backoff.ts.
func backOff(attempt int, hint time.Duration) time.Duration {
	const base, most = 500 * time.Millisecond, 30 * time.Second
	if hint > 0 {
		return hint + rand.N(min(most, max(base, hint/2)))
	}
	return rand.N(min(most, base<<min(attempt, 10)))
}

// try dials once. An error with a hint says when to come back.
func (s *stormy) try(y *tally) (hint time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	// One address has fewer ports than there are shoppers.
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+s.number%4))}}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, address)
		s.wire = conn
		return conn, err
	}}}
	if s.token == "" {
		if s.token, err = session(ctx, client, s.mount); err != nil {
			return 0, err
		}
	}
	begun := time.Now()
	ws, res, err := websocket.Dial(ctx, s.mount+"ws", &websocket.DialOptions{HTTPClient: client, HTTPHeader: http.Header{"Origin": {origin(s.mount)}}})
	if err != nil {
		if res != nil {
			seconds, _ := strconv.Atoi(res.Header.Get("Retry-After")) // none is 0
			hint = time.Duration(seconds) * time.Second
		}
		return hint, err
	}
	first := s.conversation == ""
	if err := s.greet(ctx, ws, y); err != nil {
		ws.CloseNow()
		return 0, err
	}
	y.mu.Lock()
	y.greetings = append(y.greetings, time.Since(begun))
	y.mu.Unlock()
	if first {
		if err := s.say(ctx, ws); err != nil {
			ws.CloseNow()
			return 0, err
		}
	}
	s.ws = ws
	go func() { // answers pings
		for {
			if _, _, err := ws.Read(context.Background()); err != nil {
				return
			}
		}
	}()
	return 0, nil
}

// greet says hello and expects to be where it was.
func (s *stormy) greet(ctx context.Context, ws *websocket.Conn, y *tally) error {
	hello := chat.Hello{V: chat.ProtocolVersion, Token: s.token, Conversation: s.conversation, Epoch: s.epoch, After: s.top, Tab: strconv.Itoa(s.number)}
	data, err := chat.EncodeCommand(hello)
	if err == nil {
		err = ws.Write(ctx, websocket.MessageText, data)
	}
	if err != nil {
		return err
	}
	w, err := await[chat.Welcome](ctx, ws)
	if err != nil {
		return err
	}
	first := s.top < 2 // what was said may be further than we have heard
	if s.conversation != "" && (w.Resync || w.Conversation != s.conversation || !first && w.Top != s.top) {
		y.mu.Lock()
		y.wrong = append(y.wrong, fmt.Sprintf("shopper %d was at %d of %s and is greeted with %d of %s, resync %v", s.number, s.top, s.conversation, w.Top, w.Conversation, w.Resync))
		y.mu.Unlock()
	}
	s.conversation, s.epoch = w.Conversation, w.Epoch
	return nil
}

// say makes the conversation: a message and its reply.
func (s *stormy) say(ctx context.Context, ws *websocket.Conn) error {
	data, err := chat.EncodeCommand(chat.Send{ID: "first", Text: "hello"})
	if err == nil {
		err = ws.Write(ctx, websocket.MessageText, data)
	}
	for err == nil && s.top < 2 {
		var e chat.Logged
		e, err = await[chat.Logged](ctx, ws)
		s.top = max(s.top, e.Event.Seq)
	}
	return err
}

func await[F chat.Frame](ctx context.Context, ws *websocket.Conn) (frame F, err error) {
	for {
		_, data, err := ws.Read(ctx)
		if err != nil {
			return frame, err
		}
		any, err := chat.DecodeFrame(data)
		if err != nil {
			return frame, err
		}
		if f, ok := any.(F); ok {
			return f, nil
		}
	}
}

func session(ctx context.Context, client *http.Client, mount string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, mount+"session", nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("Origin", origin(mount))
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var answer chat.SessionAnswer
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || answer.Token == "" {
		return "", fmt.Errorf("POST session: %s, %w", res.Status, err)
	}
	return answer.Token, nil
}

// drop ends the connection as a network does that breaks.
func (s *stormy) drop() {
	if s.wire != nil {
		s.wire.Close()
	}
	if s.ws != nil {
		s.ws.CloseNow()
		s.ws = nil
	}
}
