package chat

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
	"golang.org/x/time/rate"

	"github.com/aisle-chat/aisle/assistant"
)

// maxRefused is how many refused commands in a row end a connection.
const maxRefused = 50

// conn is one tab of a shopper. Its reader runs in the handler's goroutine and
// does the commands one after the other; its writer is the only one that
// writes to the socket.
type conn struct {
	chat    *Chat
	ws      *websocket.Conn
	out     *queue
	ctx     context.Context // until the connection ends
	cut     context.CancelFunc
	done    chan struct{} // closed when the connection is gone
	address string
	owner   atomic.Pointer[string] // the session's id, once it is known

	// What follows belongs to the reader.
	session  Session
	room     *room
	locale   string
	page     assistant.Page
	entry    string
	commands []*rate.Limiter
	refused  int // commands in a row
}

// serveSocket answers GET ws: it runs a connection until it ends.
func (c *Chat) serveSocket(w http.ResponseWriter, r *http.Request) {
	if allowed, _ := c.origins.allow(r); !allowed {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat.")
		return
	}
	if !c.admit(w, r) {
		return
	}
	at := address(r, c.config.Proxies)
	if !c.enterSocket(at) {
		w.Header().Set("Retry-After", "5")
		c.refuse(w, r, http.StatusServiceUnavailable, CodeBusy, "There are too many connections. Please try again in a moment.")
		return
	}
	defer c.leaveSocket(at)
	c.warnOnce(r)
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // the origin is checked above, more strictly
	if err != nil {
		c.log.Debug("chat: no websocket", "error", err)
		return
	}
	ws.SetReadLimit(MaxFrame)
	k := &conn{chat: c, ws: ws, out: newQueue(), done: make(chan struct{}), address: at, commands: newBuckets(c.config.Limits.Commands)}
	k.ctx, k.cut = context.WithCancel(c.life)
	if !c.add(k) {
		ws.Close(websocket.StatusCode(CloseGoingAway), "restarting; come back")
		return
	}
	k.run()
}

// enterSocket counts an open connection of an address, and of all.
func (c *Chat) enterSocket(at string) bool {
	if !c.open.enter("", c.config.Limits.Total) {
		return false
	}
	if at != "" && !c.open.enter("address "+at, c.config.Limits.PerAddress) {
		c.open.leave("")
		return false
	}
	return true
}

func (c *Chat) leaveSocket(at string) {
	c.open.leave("")
	if at != "" {
		c.open.leave("address " + at)
	}
}

// warnOnce tells the developer, once, what leaves the server open to slow
// requests.
func (c *Chat) warnOnce(r *http.Request) {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.ReadHeaderTimeout == 0 && server.ReadTimeout == 0 {
		c.warn.Do(func() {
			c.log.Warn("chat: the http.Server has no ReadHeaderTimeout; set one (10s, say), or slow requests can hold it for ever")
		})
	}
}

func (c *Chat) add(k *conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return false
	}
	c.conns[k] = struct{}{}
	return true
}

// belongs reports whether k is a tab of the session.
func (k *conn) belongs(session string) bool {
	owner := k.owner.Load()
	return owner != nil && *owner == session
}

func (c *Chat) remove(k *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.conns, k)
}

// run reads and writes until the connection ends.
func (k *conn) run() {
	c := k.chat
	var writer sync.WaitGroup
	defer close(k.done)
	defer c.remove(k)
	defer k.ws.CloseNow()
	defer writer.Wait()
	defer k.cut()
	defer func() {
		if p := recover(); p != nil {
			c.log.Error("chat: a connection panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			k.out.end(CloseTrouble, "our fault; come back")
		}
		k.finish()
	}()
	late := time.AfterFunc(DefaultHelloTimeout, func() { k.out.end(CloseLate, "no hello in time") })
	defer late.Stop()
	begun := make(chan start, 1)
	writer.Go(func() { k.write(begun) })
	hello, ok := k.readHello()
	if !ok {
		return
	}
	from, ok := k.begin(hello)
	if !ok {
		return
	}
	defer k.leave()
	if !late.Stop() {
		return
	}
	begun <- from
	if from.due {
		c.kick(k.room.id)
	}
	for {
		data, ok := k.read()
		if !ok {
			return
		}
		k.do(data)
		if k.out.ends() {
			return
		}
	}
}

// finish waits until the writer has said what is left to say.
func (k *conn) finish() {
	if k.out.ends() {
		<-k.ctx.Done() // the writer ends it
	}
}

// read returns the next frame; ok is false when there is none to come.
func (k *conn) read() (data []byte, ok bool) {
	kind, data, err := k.ws.Read(k.ctx)
	switch {
	case err != nil:
		if errors.Is(err, websocket.ErrMessageTooBig) {
			k.chat.log.Debug("chat: a frame was too big")
		}
		return nil, false
	case kind != websocket.MessageText:
		k.out.end(CloseCode(websocket.StatusUnsupportedData), "text frames only")
		return nil, false
	case !utf8.Valid(data):
		k.out.end(CloseCode(websocket.StatusInvalidFramePayloadData), "not UTF-8")
		return nil, false
	}
	return data, true
}

// write sends what is in the queue until the connection ends.
func (k *conn) write(begun <-chan start) {
	defer k.cut()
	ping := time.NewTicker(DefaultPingInterval)
	defer ping.Stop()
	var pings sync.WaitGroup
	defer pings.Wait()
	for welcomed := false; ; {
		select {
		case <-k.ctx.Done():
			return
		case from := <-begun:
			if !k.replay(from) {
				return
			}
			welcomed = true
			k.out.signal()
		case <-k.out.wake:
			// Nothing comes before the welcome but the end.
			if (welcomed || k.out.ends()) && !k.flush() {
				return
			}
		case <-ping.C:
			if welcomed {
				pings.Go(k.ping)
			}
		}
	}
}

// flush writes what waits. It reports whether the connection goes on.
func (k *conn) flush() bool {
	for {
		f, ok, end := k.out.next()
		switch {
		case ok:
			if data, err := f.encoded(); err != nil || !k.put(data) {
				return false
			}
		case end != nil:
			k.ws.Close(websocket.StatusCode(end.code), end.reason)
			return false
		default:
			return true
		}
	}
}

// put writes one frame to the socket.
func (k *conn) put(frame []byte) bool {
	ctx, cancel := context.WithTimeout(k.ctx, DefaultWriteTimeout)
	defer cancel()
	return k.ws.Write(ctx, websocket.MessageText, frame) == nil
}

// ping tells the browser up to where the log goes, and finds out whether it is
// still there.
func (k *conn) ping() {
	k.room.refresh(k.ctx)
	k.room.settle()
	if top := k.room.position(); top >= 0 {
		k.tell(Ping{Top: top})
	}
	ctx, cancel := context.WithTimeout(k.ctx, DefaultWriteTimeout)
	defer cancel()
	if k.ws.Ping(ctx) != nil {
		k.cut()
	}
}

// tell puts a frame into the queue.
func (k *conn) tell(f Frame) {
	data, err := EncodeFrame(f)
	if err != nil {
		k.chat.log.Error("chat: a frame cannot be written", "type", f.Type(), "error", err)
		return
	}
	k.out.push(data)
}
