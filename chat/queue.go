package chat

import "sync"

// What may wait for one browser.
const (
	maxQueued      = 256       // frames
	maxQueuedBytes = 256 << 10 // their size
)

// queue holds the frames that wait for one browser. Nobody waits to put
// something in: a queue that is full is over, and its browser comes back and
// asks for what it has missed.
type queue struct {
	wake chan struct{} // holds one when there is something to do

	mu     sync.Mutex
	frames []queued
	bytes  int
	ending *ending
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

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

// push adds a frame, or ends a queue that is full.
func (q *queue) push(frame []byte) { q.add(queued{data: frame, size: len(frame)}) }

// pushDelta adds a frame of prose; it joins the one before it if that waits
// still and d goes on where it ends. frame is d, encoded.
func (q *queue) pushDelta(frame []byte, d *Delta) { q.add(queued{frame, d, len(frame)}) }

func (q *queue) add(f queued) {
	q.mu.Lock()
	switch {
	case q.ending != nil:
	case f.delta != nil && len(q.frames) > 0 && q.frames[len(q.frames)-1].grow(f.delta):
		q.bytes += len(f.delta.Text)
	case len(q.frames) >= maxQueued, q.bytes > 0 && q.bytes+f.size > maxQueuedBytes:
		q.frames, q.bytes = nil, 0
		q.ending = &ending{CloseSlow, "too slow; come back for the rest"}
	default:
		q.frames = append(q.frames, f)
		q.bytes += f.size
	}
	q.mu.Unlock()
	q.signal()
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

// encoded returns the frame as it goes to the socket.
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
	if q.ending == nil {
		q.ending = &ending{code, reason}
	}
	q.mu.Unlock()
	q.signal()
}

// ends reports whether the connection ends once the queue is empty.
func (q *queue) ends() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.ending != nil
}

// next takes the frame that has waited longest. Without one, ok is false and
// end says how to end the connection, or nil.
func (q *queue) next() (f queued, ok bool, end *ending) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.frames) == 0 {
		return queued{}, false, q.ending
	}
	f, q.frames[0] = q.frames[0], queued{}
	q.frames = q.frames[1:]
	q.bytes -= f.size
	return f, true, nil
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
