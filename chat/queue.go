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
	start func() // starts the writer, which calls take until it returns nothing

	mu      sync.Mutex
	frames  []queued
	bytes   int
	ending  *ending
	open    bool // nothing is written before, but the end
	writing bool // there is a writer
}

// queued is one frame that waits. A frame of prose may grow while it waits;
// then data is nil and delta is what to write.
type queued struct {
	data  []byte
	delta *Delta
	size  int
}

// ending is how a connection is closed once its queue is empty.
type ending struct {
	code   CloseCode
	reason string
}

// push adds a frame, or ends a queue that is full.
func (q *queue) push(frame []byte) { q.add(queued{data: frame, size: len(frame)}) }

// pushDelta adds a frame of prose; it joins the one before it if that waits
// still and d goes on where it ends. frame is d, encoded.
func (q *queue) pushDelta(frame []byte, d *Delta) { q.add(queued{frame, d, len(frame)}) }

func (q *queue) add(f queued) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.ending != nil:
		return
	case f.delta != nil && len(q.frames) > 0 && q.frames[len(q.frames)-1].grow(f.delta):
		q.bytes += len(f.delta.Text)
	case len(q.frames) >= maxQueued, q.bytes > 0 && q.bytes+f.size > maxQueuedBytes:
		q.frames, q.bytes = nil, 0
		q.ending = &ending{CloseSlow, "too slow; come back for the rest"}
	default:
		q.frames = append(q.frames, f)
		q.bytes += f.size
	}
	q.wake()
}

// grow adds d to f if it goes on where f ends.
func (f *queued) grow(d *Delta) bool {
	before := f.delta
	if before == nil || before.Turn != d.Turn || before.Part != d.Part || before.Offset+utf16Len(before.Text) != d.Offset {
		return false
	}
	f.size += len(d.Text)
	f.data, f.delta = nil, &Delta{Turn: d.Turn, Part: d.Part, Offset: before.Offset, Text: before.Text + d.Text}
	return true
}

// encoded returns the frame as it goes to the browser.
func (f queued) encoded() ([]byte, error) {
	if f.data != nil {
		return f.data, nil
	}
	return EncodeFrame(*f.delta)
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
		q.start()
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
	if n == 0 {
		q.frames = nil // an idle browser holds no room for frames
		q.writing = q.ending != nil
		return nil, q.ending
	}
	frames = append(into[:0], q.frames[:n]...)
	clear(q.frames[:n])
	q.frames = q.frames[n:]
	q.bytes -= size
	return frames, nil
}
