package promises

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
)

// unkind is what a network does to what a tab sends and gets.
type unkind struct {
	copies   int     // each command goes out so many times; 0 means once
	dropAcks float64 // the share of acknowledgements that never arrive
	shuffle  bool    // commands go out in any order
	cut      float64 // the share of frames after which the connection breaks
	narrow   bool    // its machine takes in little that is not read
}

// client is what dials; nil is the usual one.
func (u unkind) client() *http.Client {
	if !u.narrow {
		return nil
	}
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, network, address)
		if tcp, ok := conn.(*net.TCPConn); ok {
			err = tcp.SetReadBuffer(16 << 10)
		}
		return conn, err
	}}}
}

// tab is a browser's tab that does not give up: it goes to another node when
// its own is gone, sends again what nobody has acknowledged, and resumes from
// what it has. It notes what it was told, and what it should not have been.
type tab struct {
	t     testing.TB
	net   unkind
	nodes func() []string // the mounts that there are now
	token string
	close func()

	mu           sync.Mutex
	conversation string
	epoch        string
	view         []chat.Event            // what it shows, without gaps from seq 1
	waiting      map[string]chat.Command // what is not acknowledged
	order        []string                // their ids, as they were said
	acked        map[string]int64        // id to seq
	wrong        []string                // what broke a promise
	failures     map[chat.ErrorCode]int
	resyncs      int
	replies      map[int64]time.Time // when the answer to a seq came
	breaks       []time.Duration     // how long there was no connection, each time
	lost         time.Time           // since when there is none
	retryIn      time.Duration       // what the server asked for before it went away
	changed      chan struct{}       // closed and made anew when something changes
	poke         chan struct{}       // says that something waits
	cut          context.CancelFunc  // ends the connection
}

// openTab opens a tab; the token is shared by the tabs of one shopper. It is
// closed with the test, if not before.
func openTab(t testing.TB, token string, network unkind, nodes func() []string) *tab {
	b := &tab{
		t: t, net: network, nodes: nodes, token: token, waiting: map[string]chat.Command{}, acked: map[string]int64{},
		replies: map[int64]time.Time{}, failures: map[chat.ErrorCode]int{}, changed: make(chan struct{}), poke: make(chan struct{}, 1),
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		for ctx.Err() == nil {
			connected, cut := context.WithCancel(ctx)
			b.mu.Lock()
			b.cut = cut
			b.mu.Unlock()
			b.connect(connected)
			cut()
			select {
			case <-time.After(b.pause()):
			case <-ctx.Done():
			}
		}
	})
	b.close = func() {
		cancel()
		running.Wait()
	}
	t.Cleanup(b.close)
	return b
}

// pause is how long the tab waits before it connects again: as a widget does
// where the server has asked for it, and otherwise not as long as one would.
func (b *tab) pause() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	hint := b.retryIn
	b.retryIn = 0
	if hint > 0 {
		return hint + rand.N(max(500*time.Millisecond, hint/2))
	}
	return time.Duration(5+rand.IntN(30)) * time.Millisecond
}

// newToken gets a session from the first of the nodes.
func newToken(t testing.TB, mount string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"session", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", origin(mount))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var answer chat.SessionAnswer
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || answer.Token == "" {
		t.Fatalf("POST session: %s, %v", res.Status, err)
	}
	return answer.Token
}

func origin(mount string) string { return strings.TrimSuffix(mount, "/aisle/") }

// say sends a message until it is acknowledged, and does not wait for that.
func (b *tab) say(id, text string) { b.do(id, chat.Send{ID: id, Text: text}) }

// do sends a command with this id until it is acknowledged.
func (b *tab) do(id string, c chat.Command) {
	b.mu.Lock()
	b.waiting[id] = c
	b.order = append(b.order, id)
	b.mu.Unlock()
	select {
	case b.poke <- struct{}{}:
	default:
	}
}

// await waits until is reports true, which is called with the tab's lock held. A
// test that has failed already is over sooner.
func (b *tab) await(what string, is func() bool) bool {
	b.t.Helper()
	within := patience
	if b.t.Failed() {
		within = 5 * time.Second
	}
	late := time.NewTimer(within)
	defer late.Stop()
	for {
		b.mu.Lock()
		good, changed := is(), b.changed
		b.mu.Unlock()
		if good {
			return true
		}
		select {
		case <-changed:
		case <-late.C:
			b.t.Errorf("%s: not within %v", what, within)
			return false
		}
	}
}

// settled waits until everything is acknowledged.
func (b *tab) settled() bool {
	b.t.Helper()
	return b.await("acknowledgements", func() bool { return len(b.waiting) == 0 })
}

// reconnect ends the connection, as the shopper does who reloads the page.
func (b *tab) reconnect() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cut != nil {
		b.cut()
	}
}

// failed is how often the tab was told this.
func (b *tab) failed(code chat.ErrorCode) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.failures[code]
}

// toldOnly expects a tab that is closed to have been told nothing worse.
func (b *tab) toldOnly(code chat.ErrorCode) {
	b.t.Helper()
	for other, n := range b.failures {
		if other != code {
			b.t.Errorf("told %s %d times", other, n)
		}
	}
}

// note says that something has changed. The lock is held.
func (b *tab) note() {
	close(b.changed)
	b.changed = make(chan struct{})
}

func (b *tab) fault(format string, args ...any) {
	b.wrong = append(b.wrong, fmt.Sprintf(format, args...))
}

// connect talks to one node until the connection ends.
func (b *tab) connect(ctx context.Context) {
	nodes := b.nodes()
	if len(nodes) == 0 {
		return
	}
	mount := nodes[rand.IntN(len(nodes))]
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	dialing, stop := context.WithTimeout(ctx, 5*time.Second)
	ws, _, err := websocket.Dial(dialing, mount+"ws", &websocket.DialOptions{HTTPClient: b.net.client(), HTTPHeader: http.Header{"Origin": {origin(mount)}}})
	stop()
	if err != nil {
		return
	}
	defer ws.CloseNow()
	ws.SetReadLimit(1 << 20)
	b.mu.Lock()
	hello := chat.Hello{V: chat.ProtocolVersion, Token: b.token, Conversation: b.conversation, Epoch: b.epoch, After: int64(len(b.view))}
	b.mu.Unlock()
	if b.send(ctx, ws, hello) != nil {
		return
	}
	var sending sync.WaitGroup
	defer sending.Wait()
	defer cancel()
	welcomed := false
	defer func() {
		if welcomed {
			b.mu.Lock()
			b.lost = time.Now()
			b.mu.Unlock()
		}
	}()
	for {
		// A node that hangs is left as a browser leaves it: no ping came.
		reading, stop := context.WithTimeout(ctx, 35*time.Second)
		_, data, err := ws.Read(reading)
		stop()
		if err != nil {
			return
		}
		frame, err := chat.DecodeFrame(data)
		if err != nil {
			continue
		}
		if _, ok := frame.(chat.Welcome); ok && !welcomed {
			welcomed = true
			sending.Go(func() {
				defer ws.CloseNow() // which ends the reading too
				b.sendAll(ctx, ws)
			})
		}
		b.take(frame)
		if rand.Float64() < b.net.cut {
			return
		}
	}
}

// take does what a frame says.
func (b *tab) take(frame chat.Frame) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.note()
	switch f := frame.(type) {
	case chat.Welcome:
		if f.Resync {
			b.resyncs++
			b.view = nil
		}
		if b.conversation != "" && f.Conversation != b.conversation {
			b.fault("the conversation changed from %s to %s", b.conversation, f.Conversation)
		}
		b.conversation, b.epoch = f.Conversation, f.Epoch
		if !b.lost.IsZero() {
			b.breaks = append(b.breaks, time.Since(b.lost))
		}
	case chat.GoingAway:
		b.retryIn = time.Duration(f.RetryIn) * time.Millisecond
	case chat.Logged:
		if next := int64(len(b.view)) + 1; f.Event.Seq != next {
			b.fault("event %d came where %d was to come", f.Event.Seq, next)
			return
		}
		b.view = append(b.view, f.Event)
		if m := f.Event.Message; m != nil && m.Answers > 0 {
			b.replies[m.Answers] = time.Now()
		}
	case chat.Ack:
		if rand.Float64() < b.net.dropAcks {
			return
		}
		if seq, known := b.acked[f.ID]; known && seq != f.Seq {
			b.fault("%s was acknowledged as %d and as %d", f.ID, seq, f.Seq)
		}
		if _, waits := b.waiting[f.ID]; waits {
			b.acked[f.ID] = f.Seq
			delete(b.waiting, f.ID)
			b.order = slices.DeleteFunc(b.order, func(id string) bool { return id == f.ID })
		}
	case chat.Failure:
		b.failures[f.Code]++
		if f.RetryIn == 0 && f.ID != "" {
			b.fault("%s was refused for good: %s %s", f.ID, f.Code, f.Message)
		}
	}
}

// sendAll sends what waits, and again what is not acknowledged for a while.
func (b *tab) sendAll(ctx context.Context, ws *websocket.Conn) {
	sent := map[string]time.Time{}
	for {
		b.mu.Lock()
		var batch []chat.Command
		for _, id := range b.order {
			if s, waits := b.waiting[id]; waits && time.Since(sent[id]) > 500*time.Millisecond {
				sent[id] = time.Now()
				for range max(1, b.net.copies) {
					batch = append(batch, s)
				}
			}
		}
		b.mu.Unlock()
		if b.net.shuffle {
			rand.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		}
		for _, s := range batch {
			if b.send(ctx, ws, s) != nil {
				return
			}
		}
		select {
		case <-b.poke:
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return
		}
	}
}

func (b *tab) send(ctx context.Context, ws *websocket.Conn, c chat.Command) error {
	data, err := chat.EncodeCommand(c)
	if err != nil {
		return errors.Join(err, ws.CloseNow())
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return ws.Write(ctx, websocket.MessageText, data)
}
