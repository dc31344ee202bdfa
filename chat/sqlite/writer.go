package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// maxGroup is how many writes share one commit at most.
const maxGroup = 1024

// writer is the one goroutine that writes, over the one connection that may.
// What waits while it is busy goes into the next commit together: one sync of
// the disk for all of them.
type writer struct {
	conn  *connection // only run uses it, as known
	known *known
	// suspect is true once the disk has failed, until the file has been found
	// to be whole. Only run uses it.
	suspect bool
	stats   *counters

	mu      sync.Mutex
	queue   []*request
	group   []*request // those that are written now; belongs to run
	closing bool
	wake    chan struct{} // holds one token when there may be something to do
	stopped chan struct{} // closed when the goroutine has ended
}

// request is one write that waits.
type request struct {
	ctx      context.Context
	work     work
	tx       tx   // the one that work gets
	taken    bool // guarded by writer.mu
	err      error
	panicked any
	done     chan struct{}
}

// work is what a write does.
type work interface{ write(*tx) error }

type workFunc func(*tx) error

func (f workFunc) write(t *tx) error { return f(t) }

func startWriter(conn *connection, stats *counters) *writer {
	w := &writer{conn: conn, known: newKnown(), stats: stats, wake: make(chan struct{}, 1), stopped: make(chan struct{})}
	go w.run()
	return w
}

// do puts r, which is new, into the queue with its work and waits for its end.
func (w *writer) do(ctx context.Context, r *request, work work) error {
	if err := w.enqueue(ctx, r, work); err != nil {
		return err
	}
	return w.wait(r)
}

func (w *writer) enqueue(ctx context.Context, r *request, work work) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.ctx, r.work, r.done = ctx, work, make(chan struct{})
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing {
		return ErrClosed
	}
	w.queue = append(w.queue, r)
	w.signal()
	return nil
}

func (w *writer) wait(r *request) error {
	select {
	case <-r.done:
	case <-r.ctx.Done():
		if w.withdraw(r) {
			return r.ctx.Err()
		}
		<-r.done
	}
	if r.panicked != nil {
		panic(r.panicked)
	}
	return r.err
}

func (w *writer) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// withdraw takes r out of the queue, unless its transaction has begun.
func (w *writer) withdraw(r *request) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r.taken {
		return false
	}
	for i, waiting := range w.queue {
		if waiting == r {
			w.queue = slices.Delete(w.queue, i, i+1)
			break
		}
	}
	return true
}

func (w *writer) closed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closing
}

// refuse lets no new write into the queue.
func (w *writer) refuse() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closing = true
}

// close refuses new writes, waits for those that wait, and ends the goroutine.
func (w *writer) close() {
	w.refuse()
	w.signal()
	<-w.stopped
}

func (w *writer) run() {
	defer close(w.stopped)
	for range w.wake {
		for w.waiting() {
			w.commit()
		}
		if w.closed() && !w.waiting() {
			return
		}
	}
}

func (w *writer) waiting() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.queue) > 0
}

// take removes up to maxGroup requests from the queue.
func (w *writer) take() []*request {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(len(w.queue), maxGroup)
	w.group = append(w.group[:0], w.queue[:n]...)
	w.queue = slices.Delete(w.queue, 0, n)
	for _, r := range w.group {
		r.taken = true
	}
	return w.group
}

// commit runs what waits in one transaction and answers. The queue is looked
// into only once the transaction has begun, so that whoever gives up while
// another program holds the database is let go at once.
func (w *writer) commit() {
	err := w.begin()
	began := time.Now()
	group := w.take()
	if err == nil {
		err = w.writeAll(group)
		held(&w.stats.write, began)
	}
	stored := int64(0)
	for _, r := range group {
		if r.err == nil {
			r.err = err
		}
		if r.err == nil {
			stored++
		}
		close(r.done)
	}
	clear(group)
	if stored > 0 {
		w.stats.writes.Add(stored)
		w.stats.commits.Add(1)
	}
}

// writeAll runs the writes of the group and commits. Its error is that of the
// transaction; the error of a write is left in its request.
func (w *writer) writeAll(group []*request) error {
	background := context.Background()
	for _, r := range group {
		// A write that is alone is undone with its transaction. Otherwise a
		// savepoint keeps it from taking the others with it.
		t := &r.tx
		t.ctx, t.conn, t.known, t.shared = background, w.conn, w.known, len(group) > 1
		r.err = explain(background, w.write(r, t))
		switch {
		case r.err == nil && t.saved:
			if err := w.exec("RELEASE one"); err != nil {
				return w.rollback(err)
			}
		case r.err == nil:
		case t.bare && t.shared:
			return w.rollback(r.err)
		case t.saved:
			// After a full disk SQLite may have ended the whole transaction,
			// savepoints included: then everybody gets that error.
			if w.exec("ROLLBACK TO one") != nil || w.exec("RELEASE one") != nil {
				return w.rollback(r.err)
			}
		case !t.shared:
			w.known.undo()
			if w.exec("ROLLBACK") != nil || w.doubts(r.err) {
				w.discard()
			}
			return nil
		}
		if r.err != nil {
			w.known.undo()
		}
		w.known.settle()
	}
	if err := w.exec("COMMIT"); err != nil {
		return w.rollback(err)
	}
	return nil
}

// write runs one closure. A panic of it is kept for the goroutine that asked.
func (w *writer) write(r *request, t *tx) (err error) {
	defer func() {
		t.over.Store(true)
		if p := recover(); p != nil {
			r.panicked = p
			err = fmt.Errorf("sqlite: a write panicked: %v", p)
		}
	}()
	return r.work.write(t)
}

// begin begins a transaction, after the file has been checked if need be.
func (w *writer) begin() error {
	var err error
	if w.suspect {
		err = w.recheck()
	}
	if err == nil {
		err = w.exec("BEGIN IMMEDIATE")
	}
	if err == nil {
		if err = w.known.follow(&tx{ctx: context.Background(), conn: w.conn}); err != nil {
			w.discard()
		}
	}
	err = explain(context.Background(), err)
	if w.doubts(err) || err != nil && !errors.Is(err, ErrBusy) {
		w.discard()
	}
	return err
}

// rollback ends a transaction that failed with err. A new connection begins the
// next one: after a failed disk nothing of this one's memory is trusted.
func (w *writer) rollback(err error) error {
	w.known.clear()
	err = explain(context.Background(), err)
	if w.doubts(err) || w.exec("ROLLBACK") != nil || !errors.Is(err, chat.ErrBusy) {
		w.discard()
	}
	return err
}

// doubts notes whether err means that the disk has failed, and so that what it
// holds is not known.
func (w *writer) doubts(err error) bool {
	failed := errors.Is(err, ErrIO) || errors.Is(err, ErrDamaged)
	w.suspect = w.suspect || failed
	return failed
}

// recheck lets writes go on after the disk has failed. When a sync fails, the
// system may take for written what is not, and what is committed after it would
// stand on sand. So all of the journal goes into the file, which is synced, and
// the file is checked.
func (w *writer) recheck() error {
	ctx := context.Background()
	t := &tx{ctx: ctx, conn: w.conn}
	var busy, pages, moved int
	_, err := t.one(func(scan func(...any) error) error { return scan(&busy, &pages, &moved) }, "PRAGMA wal_checkpoint(TRUNCATE)")
	switch {
	case err != nil:
		return err
	case busy != 0:
		return ErrBusy // somebody reads what is in the journal
	}
	result := ""
	_, err = t.one(func(scan func(...any) error) error { return scan(&result) }, "PRAGMA quick_check(1)")
	switch {
	case err != nil:
		return err
	case result != "ok":
		return fmt.Errorf("%w (%s)", ErrDamaged, result)
	}
	w.suspect = false
	return nil
}

// discard lets the next write open the file anew.
func (w *writer) discard() {
	w.conn.discard()
	w.known.clear()
}

func (w *writer) exec(query string) error { return w.conn.exec(context.Background(), query) }
