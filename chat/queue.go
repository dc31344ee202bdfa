package chat

import "sync"

// What may wait for one browser, and how much of it is written at once.
const (
	maxQueued      = 256       // frames
	maxQueuedBytes = 256 << 10 // their size
	maxBatch       = 32 << 10  // bytes
)

// queue holds the frames that wait for one browser. Nobody waits to put
// something in: a queue that is full is over, and its browser comes back and
// asks for what it has missed. A writer exists only while there is something to
// write, so that an idle browser costs no goroutine for it.
type queue struct {
	writer writer

	mu      sync.Mutex
	frames  []queued
	bytes   int
	ending  *ending
	open    bool // nothing is written before, but the end
	writing bool // there is a writer
}

// writer is who writes what is in a queue. Once started it calls take until that
// returns nothing.
type writer interface{ startWriting() }

// queued is one frame that waits: data, or prose that may grow while it waits.
type queued struct {
	data  []byte
	prose *prose
	size  int
}

// prose is a [Delta] that grows.
type prose struct {
	turn              string
	part, offset, end int // from one unit of the part to before another
	text              []byte
}

// places are room for the few frames that most queues hold at a time. An empty
// queue has none.
var places = sync.Pool{New: func() any { return new([few]queued) }}

const few = 8

// proses are for the next ones.
var proses = sync.Pool{New: func() any { return new(prose) }}

// ending is how a connection is closed once its queue is empty.
type ending struct {
	code   CloseCode
	reason string
}

// push adds a frame, or ends a queue that is full.
func (q *queue) push(frame []byte) { q.add(queued{data: frame, size: len(frame)}) }

// pushDelta adds a frame of prose of so many UTF-16 code units; it joins the one
// before it if that waits still and d goes on where it ends.
func (q *queue) pushDelta(d Delta, units int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ending == nil && len(q.frames) > 0 && q.frames[len(q.frames)-1].grow(d, units) {
		q.bytes += len(d.Text)
		return
	}
	p := proses.Get().(*prose)
	*p = prose{d.Turn, d.Part, d.Offset, d.Offset + units, append(p.text[:0], d.Text...)}
	q.put(queued{prose: p, size: len(d.Text) + len(d.Turn) + deltaSize})
}

// deltaSize is what a frame of prose has besides its text and its turn.
const deltaSize = len(`{"type":"delta","turn":"","part":1,"offset":1000,"text":""}`)

func (q *queue) add(f queued) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.put(f)
}

// put is add under the lock.
func (q *queue) put(f queued) {
	switch {
	case q.ending != nil:
		return
	case len(q.frames) >= maxQueued, q.bytes > 0 && q.bytes+f.size > maxQueuedBytes:
		q.frames, q.bytes = nil, 0
		q.ending = &ending{CloseSlow, "too slow; come back for the rest"}
	default:
		if q.frames == nil {
			q.frames = places.Get().(*[few]queued)[:0]
		}
		q.frames = append(q.frames, f)
		q.bytes += f.size
	}
	q.wake()
}

// grow adds d to f if it goes on where f ends. What is too long for one write is
// another frame.
func (f *queued) grow(d Delta, units int) bool {
	p := f.prose
	if p == nil || p.turn != d.Turn || p.part != d.Part || p.end != d.Offset || f.size > maxBatch {
		return false
	}
	f.size += len(d.Text)
	p.end += units
	p.text = append(p.text, d.Text...)
	return true
}

// appendTo appends the frame as it goes to the browser to buf. It is the last
// use of f.
func (f queued) appendTo(buf []byte) []byte {
	if f.prose == nil {
		return append(buf, f.data...)
	}
	buf = appendDelta(buf, f.prose)
	proses.Put(f.prose)
	return buf
}

// end closes the connection after what is in the queue now. The first end
// counts.
func (q *queue) end(code CloseCode, reason string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ending == nil {
		q.ending = &ending{code, reason}
	}
	q.wake()
}

// ends reports whether the connection ends once the queue is empty.
func (q *queue) ends() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ending != nil
}

// begin lets what waits, and what comes, be written.
func (q *queue) begin() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.open = true
	q.wake()
}

// wake starts a writer if one is needed. The lock is held.
func (q *queue) wake() {
	due := q.ending != nil || q.open && len(q.frames) > 0
	if due && !q.writing {
		q.writing = true
		q.writer.startWriting()
	}
}

// take takes what has waited longest, up to maxBatch, and room for it in into.
// Without a frame, end says how to end the connection; without that too the
// writer is to go, and the next frame starts another.
func (q *queue) take(into []queued) (frames []queued, end *ending) {
	q.mu.Lock()
	defer q.mu.Unlock()
	size, n := 0, 0
	for n < len(q.frames) && (n == 0 || size+q.frames[n].size <= maxBatch) {
		size += q.frames[n].size
		n++
	}
	switch n {
	case 0:
		if cap(q.frames) == few {
			places.Put((*[few]queued)(q.frames[:few]))
		}
		q.frames = nil // an idle browser holds no room for frames
		q.writing = q.ending != nil
		return into[:0], q.ending
	case len(q.frames):
		clear(into)
		frames, q.frames = q.frames, into[:0]
	default:
		frames = append(into[:0], q.frames[:n]...)
		clear(q.frames[:n])
		q.frames = q.frames[n:]
	}
	q.bytes -= size
	return frames, nil
}
