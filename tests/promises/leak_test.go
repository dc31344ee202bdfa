package promises

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
)

// visitor comes and goes in one of many ways.
type visitor struct {
	t       testing.TB
	address string // host and port of the shop
	mount   string
	token   string
	n       int // of the visit
}

// dial opens a connection that can say anything.
func (v *visitor) dial() *net.TCPConn {
	v.t.Helper()
	conn, err := net.Dial("tcp", v.address)
	if err != nil {
		v.t.Fatal(err)
	}
	return conn.(*net.TCPConn)
}

// raw sends text and goes away at once.
func (v *visitor) raw(text string) {
	conn := v.dial()
	io.WriteString(conn, text)
	conn.Close()
}

// socket opens a websocket and sends frames.
func (v *visitor) socket(frames ...string) *websocket.Conn {
	v.t.Helper()
	ws, _, err := websocket.Dial(context.Background(), v.mount+"ws", &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {origin(v.mount)}}})
	if err != nil {
		v.t.Fatal(err)
	}
	for _, frame := range frames {
		ws.Write(context.Background(), websocket.MessageText, []byte(frame))
	}
	return ws
}

func (v *visitor) hello() string {
	return fmt.Sprintf(`{"type":"hello","v":%d,"token":%q,"tab":%q}`, chat.ProtocolVersion, v.token, fmt.Sprint(v.n))
}

// until reads until a frame of this type has come, or the connection has ended.
func until(ws *websocket.Conn, kind string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		_, data, err := ws.Read(ctx)
		if err != nil || strings.HasPrefix(string(data), `{"type":"`+kind+`"`) {
			return
		}
	}
}

// reset ends a connection without a word.
func reset(conn *net.TCPConn) {
	conn.SetLinger(0)
	conn.Close()
}

func (v *visitor) upgrade() string {
	return "GET /aisle/ws HTTP/1.1\r\nHost: " + v.address + "\r\nOrigin: http://" + v.address +
		"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
}

// visits are the ways, each of which leaves at another moment.
var visits = map[string]func(*visitor){
	"connects":                  func(v *visitor) { v.raw("") },
	"half a request":            func(v *visitor) { v.raw("GET /aisle/ws HTTP/1.1\r\nHost: ") },
	"no HTTP":                   func(v *visitor) { v.raw("\x16\x03\x01hello\r\n\r\n") },
	"upgrades":                  func(v *visitor) { v.raw(v.upgrade()) },
	"upgrades, half a frame":    func(v *visitor) { v.raw(v.upgrade() + "\x81\xfe\x01") },
	"upgrades, bad frame":       func(v *visitor) { v.raw(v.upgrade() + "\xff\xff\xff\xff\xff\xff") },
	"says nothing and goes":     func(v *visitor) { v.socket().CloseNow() },
	"says goodbye":              func(v *visitor) { v.socket().Close(websocket.StatusNormalClosure, "") },
	"nonsense for hello":        func(v *visitor) { until(v.socket(`{"type":"nonsense"}`), "none") },
	"a bad token":               func(v *visitor) { until(v.socket(`{"type":"hello","v":1,"token":"x"}`), "none") },
	"another version":           func(v *visitor) { until(v.socket(`{"type":"hello","v":99,"token":"x"}`), "none") },
	"hello and goes":            func(v *visitor) { v.socket(v.hello()).CloseNow() },
	"goes when welcomed":        func(v *visitor) { ws := v.socket(v.hello()); until(ws, "welcome"); ws.CloseNow() },
	"goodbye when welcomed":     func(v *visitor) { ws := v.socket(v.hello()); until(ws, "welcome"); ws.Close(1000, "") },
	"speaks and goes":           func(v *visitor) { v.socket(v.hello(), v.send("hello")).CloseNow() },
	"goes when acknowledged":    func(v *visitor) { ws := v.socket(v.hello(), v.send("hello")); until(ws, "ack"); ws.CloseNow() },
	"goes while it is answered": func(v *visitor) { ws := v.socket(v.hello(), v.send("wait 5ms")); until(ws, "delta"); ws.CloseNow() },
	"goes when answered":        func(v *visitor) { ws := v.socket(v.hello(), v.send("buy")); until(ws, "cart"); ws.CloseNow() },
	"a frame that is too big": func(v *visitor) {
		until(v.socket(v.hello(), `{"type":"stop","turn":"`+strings.Repeat("x", chat.MaxFrame)+`"}`), "none")
	},
	"bytes for text": func(v *visitor) {
		ws := v.socket(v.hello())
		ws.Write(context.Background(), websocket.MessageBinary, []byte{1})
		until(ws, "none")
	},
	"resets": func(v *visitor) {
		conn := v.dial()
		io.WriteString(conn, v.upgrade())
		conn.Read(make([]byte, 1))
		reset(conn)
	},
	"a session that is not read": func(v *visitor) {
		v.raw("POST /aisle/session HTTP/1.1\r\nHost: " + v.address + "\r\nOrigin: http://" + v.address + "\r\nContent-Length: 0\r\n\r\n")
	},
}

func (v *visitor) send(text string) string {
	return fmt.Sprintf(`{"type":"send","id":%q,"text":%q}`, fmt.Sprint("m", v.n), text)
}

// TestPromise_R22 lets visitors come and go, in each of these ways. Afterwards
// there is nothing left of them: no goroutine, no open file, no memory.
func TestPromise_R22(t *testing.T) {
	address, stop := serveHere(t)
	defer stop()
	v := &visitor{t: t, address: address, mount: "http://" + address + "/aisle/"}
	cycle := func() {
		for _, visit := range visits {
			v.n++
			if v.n%50 == 1 {
				v.token = newToken(t, v.mount)
			}
			visit(v)
		}
		http.DefaultClient.CloseIdleConnections()
	}
	for range 3 {
		cycle()
	}
	before := footprint(t, nil)
	cycles := rounds(t, 10, 50, 500)
	for range cycles {
		cycle()
	}
	after := footprint(t, &before)
	if after.goroutines > before.goroutines || after.files > before.files || after.heap > before.heap+2<<20 {
		buffer := make([]byte, 1<<20)
		t.Errorf("before %+v, after %d visits %+v\n%s", before, cycles*len(visits), after, buffer[:runtime.Stack(buffer, true)])
	}
	report(t, "visits", cycles*len(visits), "kinds", len(visits), "goroutines", after.goroutines-before.goroutines, "files", after.files-before.files,
		"heap_kb", (int64(after.heap)-int64(before.heap))>>10)
}

// serveHere runs a node in this process.
func serveHere(t *testing.T) (address string, stop func()) {
	t.Helper()
	ready, end, done := make(chan string, 1), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- serveNode(nodeConfig{Path: filepath.Join(t.TempDir(), "shop.db"), Name: "here", Alone: true}, func(at string) { ready <- at }, end)
	}()
	select {
	case address = <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	return address, func() {
		close(end)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// print is what a process holds.
type print struct {
	goroutines, files int
	heap              uint64
}

// footprint is what this process holds once all visitors are gone: it waits
// until it is no more than before, for as long as connections may linger.
func footprint(t *testing.T, before *print) (now print) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		next := print{runtime.NumGoroutine(), openFiles(), m.HeapAlloc}
		settled := next.goroutines == now.goroutines && next.files == now.files
		now = next
		if settled && (before == nil || now.goroutines <= before.goroutines && now.files <= before.files) || time.Now().After(deadline) {
			return now
		}
		time.Sleep(200 * time.Millisecond) // nothing says that the last one has gone
	}
}

// openFiles is how many files this process has open; 0 where that is not told.
func openFiles() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
