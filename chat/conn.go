package chat

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"golang.org/x/time/rate"

	"github.com/aisle-chat/aisle/assistant"
)

// maxRefused is how many refused commands in a row end a connection.
const maxRefused = 50

// A transport carries what travels between a browser and its conn. Its methods
// may be called at the same time, but each by one goroutine only.
type transport interface {
	// read returns the next command. When there is none to come it returns an
	// error; one that is an *ending says how to close the connection.
	read() ([]byte, error)
	// write sends frames in this order. It fails when the browser does not take
	// them within DefaultWriteTimeout.
	write(frames [][]byte) error
	// probe finds out whether the browser is still there.
	probe(ctx context.Context) error
	// end tells the browser why the connection ends, within a few seconds.
	end(code CloseCode, reason string)
	// cut ends the connection without a word: read and write return at once.
	cut()
}

func (e *ending) Error() string { return fmt.Sprintf("chat: %s (%d)", e.reason, e.code) }

// conn is one tab of a shopper. Its reader does the commands one after the
// other; what is told to the browser goes through a queue.
type conn struct {
	chat    *Chat
	pipe    transport
	out     queue
	gone    atomic.Bool // cut was called
	jobs    jobs        // the writer and the one who pings
	address string
	owner   atomic.Pointer[string] // the session's id, once it is known
	counted atomic.Bool            // as one of its session's
	place   atomic.Pointer[room]   // the room, once it is entered

	// What follows belongs to the reader.
	begun    bool
	session  sessionKept
	tab      tabKey
	room     *room
	locale   string
	page     assistant.Page
	entry    string
	commands []*rate.Limiter
	refused  int           // commands in a row
	stored   *Conversation // as the command that is done has left it
	pinging  *time.Timer
}

// newConn takes a browser that was let in, or turns it away and returns nil if
// the chat shuts down.
func (c *Chat) newConn(pipe transport, address string) *conn {
	k := &conn{chat: c, pipe: pipe, address: address, commands: newBuckets(c.config.Limits.Commands)}
	k.out.writer = k
	if !c.add(k) {
		pipe.end(CloseGoingAway, "restarting; come back")
		k.over()
		return nil
	}
	return k
}

func (c *Chat) add(k *conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return false
	}
	c.conns[k] = struct{}{}
	c.connected.Add(1)
	return true
}

// jobs counts the goroutines that work for something that ends.
type jobs struct {
	mu    sync.Mutex
	ended bool
	all   sync.WaitGroup
}

// do runs f for k in a goroutine of its own, unless it is too late for that.
func (j *jobs) do(f func(*conn), k *conn) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.ended {
		j.all.Add(1)
		go j.run(f, k)
	}
}

func (j *jobs) run(f func(*conn), k *conn) {
	defer j.all.Done()
	f(k)
}

// end lets nothing begin any more and waits for what has begun.
func (j *jobs) end() {
	j.mu.Lock()
	j.ended = true
	j.mu.Unlock()
	j.all.Wait()
}

// belongs reports whether k is a tab of the session.
func (k *conn) belongs(session string) bool {
	owner := k.owner.Load()
	return owner != nil && *owner == session
}

func (c *Chat) remove(k *conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.conns[k]; there {
		delete(c.conns, k)
		c.connected.Done()
	}
}

// run serves the connection until it ends.
func (k *conn) run() {
	if k.arrive() {
		k.serve()
	}
}

// arrive does what a connection begins with. It reports whether the connection
// goes on, for serve to be called; if not it is over. The two are apart so that
// each may have a goroutine: the stack of the first, which has grown, is not
// kept for as long as a browser is idle.
func (k *conn) arrive() (on bool) {
	defer func() {
		if !on {
			k.finish()
		}
	}()
	defer k.survive()
	late := time.AfterFunc(DefaultHelloTimeout, func() { k.out.end(CloseLate, "no hello in time") })
	defer late.Stop()
	hello, ok := k.readHello()
	if !ok {
		return false
	}
	from, ok := k.begin(hello)
	if !ok {
		return false
	}
	k.begun = true
	if !late.Stop() || !k.replay(from) {
		return false
	}
	k.out.begin()
	if from.due {
		k.chat.kick(k.room.id)
	}
	k.keepPinging()
	return true
}

// serve does the commands until the connection ends.
func (k *conn) serve() {
	defer k.finish()
	defer k.survive()
	for !k.out.ends() {
		data, ok := k.read()
		if !ok {
			return
		}
		k.do(data)
	}
}

// survive, deferred, keeps a panic from the other connections.
func (k *conn) survive() {
	if p := recover(); p != nil {
		k.chat.log.Error("chat: a connection panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		k.out.end(CloseTrouble, "our fault; come back")
	}
}

// finish undoes what arrive has done, and newConn and letIn.
func (k *conn) finish() {
	if k.pinging != nil {
		k.pinging.Stop()
	}
	if k.begun {
		k.leave()
	}
	if k.out.ends() {
		k.jobs.end() // the writer says what is left to say, and cuts
	}
	k.over()
}

// over undoes newConn and letIn.
func (k *conn) over() {
	k.cut()
	k.jobs.end()
	k.chat.letOut(k.address)
	k.chat.remove(k)
}

// cut ends the connection without a word.
func (k *conn) cut() {
	k.gone.Store(true)
	k.pipe.cut()
}

// read returns the next frame; ok is false when there is none to come.
func (k *conn) read() (data []byte, ok bool) {
	data, err := k.pipe.read()
	if err == nil {
		err = checkUTF8(data)
	}
	if end, ours := err.(*ending); ours {
		k.out.end(end.code, end.reason)
	}
	return data, err == nil
}

// checkUTF8 is what no library does that reads text from a browser.
func checkUTF8(data []byte) error {
	if utf8.Valid(data) {
		return nil
	}
	return errNotUTF8
}

// batch is what a writer needs while it writes.
type batch struct {
	waiting []queued
	frames  [][]byte
	text    []byte // of the frames
}

var writers = sync.Pool{New: func() any { return new(batch) }}

// startWriting is what the queue calls when there is something to write.
func (k *conn) startWriting() { k.jobs.do((*conn).write, k) }

// write sends what is in the queue, and ends the connection if that is how it
// goes on.
func (k *conn) write() {
	b := writers.Get().(*batch)
	defer func() {
		if cap(b.text) <= 2*maxBatch {
			clear(b.waiting[:cap(b.waiting)])
			writers.Put(b)
		}
	}()
	runtime.Gosched() // whoever has begun to say something may have more to say
	for {
		var end *ending
		b.waiting, end = k.out.take(b.waiting)
		if end != nil {
			k.pipe.end(end.code, end.reason)
			k.cut()
			return
		}
		if len(b.waiting) == 0 {
			return
		}
		b.frames, b.text = b.frames[:0], b.text[:0]
		for _, f := range b.waiting {
			from := len(b.text)
			b.text = f.appendTo(b.text)
			b.frames = append(b.frames, b.text[from:])
		}
		if k.pipe.write(b.frames) != nil {
			k.cut()
			return
		}
	}
}

// keepPinging pings every DefaultPingInterval until k.pinging is stopped.
func (k *conn) keepPinging() {
	k.pinging = time.AfterFunc(time.Hour, func() { k.jobs.do((*conn).ping, k) })
	k.pinging.Reset(DefaultPingInterval)
}

// ping tells the browser up to where the log goes, and finds out whether it is
// still there.
func (k *conn) ping() {
	k.pinging.Reset(DefaultPingInterval)
	k.room.refresh()
	k.room.settle()
	k.room.rest()
	if top := k.room.position(); top >= 0 {
		k.tell(Ping{Top: top})
	}
	if k.pipe.probe(k.chat.probing.context()) != nil {
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
