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
	frames [][]byte
	bytes  int
	ending *ending
}

// ending is how a connection is closed once its queue is empty.
type ending struct {
	code   CloseCode
	reason string
}

func newQueue() *queue { return &queue{wake: make(chan struct{}, 1)} }

// push adds a frame, or ends a queue that is full.
func (q *queue) push(frame []byte) {
	q.mu.Lock()
	switch {
	case q.ending != nil:
	case len(q.frames) >= maxQueued, q.bytes > 0 && q.bytes+len(frame) > maxQueuedBytes:
		q.frames, q.bytes = nil, 0
		q.ending = &ending{CloseSlow, "too slow; come back for the rest"}
	default:
		q.frames = append(q.frames, frame)
		q.bytes += len(frame)
	}
	q.mu.Unlock()
	q.signal()
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

// take returns everything that waits, and how to end after it or nil.
func (q *queue) take() (frames [][]byte, end *ending) {
	q.mu.Lock()
	defer q.mu.Unlock()
	frames, q.frames, q.bytes = q.frames, nil, 0
	return frames, q.ending
}

func (q *queue) signal() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}
