package sqlite

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

var start = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// hold keeps the writer inside a transaction until release is called.
func hold(t *testing.T, db *DB) (release func()) {
	t.Helper()
	holding, let, over := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		over <- db.update(context.Background(), func(*tx) error {
			close(holding)
			<-let
			return nil
		})
	}()
	<-holding
	return func() {
		close(let)
		if err := <-over; err != nil {
			t.Error(err)
		}
	}
}

// appends puts a message into the writer's queue and does not wait for it.
func appends(t *testing.T, ctx context.Context, db *DB, a chat.Append) *request {
	t.Helper()
	return enqueue(t, ctx, db, func(tx *tx) error { return appendIn(tx, a) })
}

func appendIn(tx *tx, a chat.Append) error {
	w := appending{shop: "main"}
	if err := w.prepare(a); err != nil {
		return err
	}
	return w.write(tx)
}

func enqueue(t *testing.T, ctx context.Context, db *DB, write func(*tx) error) *request {
	t.Helper()
	r := &request{}
	if err := db.writer.enqueue(ctx, r, workFunc(write)); err != nil {
		t.Fatal(err)
	}
	return r
}

// outcome waits for a request and returns how it ended.
func outcome(db *DB, r *request) (panicked any, err error) {
	defer func() { panicked = recover() }()
	return nil, db.writer.wait(r)
}

// TestGroup lets many writes wait, some of which fail: they share a commit and
// none takes another one with it.
func TestGroup(t *testing.T) {
	db := openTemp(t)
	say(t, db, "c", "first")
	release := hold(t, db)
	changes := func(key string, change func(to, _ *cart.Contents) error) *request {
		return enqueue(t, t.Context(), db, func(tx *tx) error {
			_, _, err := tx.changeCart("main", cart.Update{CartID: "k", Key: key, Hash: []byte("h"), Change: change}, start)
			return err
		})
	}
	const rounds = 15
	var requests []*request
	for i := range rounds {
		undone := enqueue(t, t.Context(), db, func(tx *tx) error {
			// A cart comes first, so that the message is undone with it.
			_, _, err := tx.changeCart("main", cart.Update{CartID: "k", Key: fmt.Sprint("undone ", i), Hash: []byte("h"),
				Change: func(_, _ *cart.Contents) error { return nil }}, start)
			if err == nil {
				err = appendIn(tx, message("c", fmt.Sprint("undone ", i)))
			}
			return cmp.Or(err, error(chat.ErrOwner))
		})
		requests = append(requests, undone,
			appends(t, t.Context(), db, message("c", fmt.Sprint("message ", i))),
			changes(fmt.Sprint("panics ", i), func(_, _ *cart.Contents) error { panic("out of paper") }),
			changes(fmt.Sprint("changes ", i), func(_, _ *cart.Contents) error { return nil }),
		)
	}
	release()
	for i, r := range requests {
		var wantErr error
		var wantPanic any
		switch i % 4 {
		case 0:
			wantErr = chat.ErrOwner
		case 2:
			wantPanic = "out of paper"
		}
		if panicked, err := outcome(db, r); !errors.Is(err, wantErr) || panicked != wantPanic {
			t.Errorf("write %d: error %v, panic %v; want %v, %v", i, err, panicked, wantErr, wantPanic)
		}
	}
	events, err := db.Events(t.Context(), "main", "c", 0, 1000)
	if err != nil || len(events) != 1+rounds {
		t.Errorf("%d events stored, %v; want %d", len(events), err, 1+rounds)
	}
	if k, err := db.Contents(t.Context(), "main", "k"); err != nil || k.Version != rounds {
		t.Errorf("cart version %d, %v; want %d", k.Version, err, rounds)
	}
}

// TestAlone does the same with writes that have a transaction to themselves.
func TestAlone(t *testing.T) {
	db := openTemp(t)
	say(t, db, "c", "1")
	stale := int64(99)
	refused := message("c", "2")
	refused.IfOwner = &stale
	if _, _, err := db.Append(t.Context(), "main", refused); !errors.Is(err, chat.ErrOwner) {
		t.Errorf("a stale owner: %v", err)
	}
	func() {
		defer func() {
			if p := recover(); p != "out of paper" {
				t.Errorf("recovered %v", p)
			}
		}()
		db.update(t.Context(), func(tx *tx) error {
			if _, err := tx.exec("DELETE FROM events"); err != nil {
				t.Error(err)
			}
			panic("out of paper")
		})
	}()
	if e := say(t, db, "c", "3"); e.Seq != 2 {
		t.Errorf("seq %d after a refusal and a panic, want 2", e.Seq)
	}
	if e := say(t, db, "c", "1"); e.Seq != 1 {
		t.Errorf("a write that panicked was stored: the repeat got seq %d", e.Seq)
	}
}

// TestTransactionOver uses a transaction after its closure has returned.
func TestTransactionOver(t *testing.T) {
	db := openTemp(t)
	for name, run := range map[string]func(context.Context, func(*tx) error) error{"view": db.view, "update": db.update} {
		var kept *tx
		if err := run(t.Context(), func(tx *tx) error { kept = tx; return nil }); err != nil {
			t.Fatal(err)
		}
		if _, err := kept.exec("SELECT 1"); !errors.Is(err, errTxOver) {
			t.Errorf("%s: exec afterwards: %v", name, err)
		}
		if err := kept.each(nil, "SELECT 1"); !errors.Is(err, errTxOver) {
			t.Errorf("%s: each afterwards: %v", name, err)
		}
	}
}

// TestContextEndsInQueue gives up while the writer is busy: nothing is written.
func TestContextEndsInQueue(t *testing.T) {
	db := openTemp(t)
	say(t, db, "c", "1")
	release := hold(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	gaveUp := appends(t, ctx, db, message("c", "2"))
	stays := appends(t, t.Context(), db, message("c", "3"))
	cancel()
	if err := db.writer.wait(gaveUp); !errors.Is(err, context.Canceled) {
		t.Errorf("gave up with %v", err)
	}
	release()
	if err := db.writer.wait(stays); err != nil {
		t.Error(err)
	}
	events, err := db.Events(t.Context(), "main", "c", 0, 10)
	if err != nil || len(events) != 2 || events[1].ClientID != "3" {
		t.Errorf("stored %+v, %v; want the messages 1 and 3", events, err)
	}
}

// TestContextEndsInRead cuts off a read that would take for ever, and reads on.
func TestContextEndsInRead(t *testing.T) {
	db := openTemp(t)
	say(t, db, "c", "1")
	for range readers + 1 { // each connection is still good afterwards
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		err := db.view(ctx, func(tx *tx) error {
			_, err := tx.one(func(scan func(...any) error) error { var n int; return scan(&n) },
				"WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
			return err
		})
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("an endless read ended with %v", err)
		}
	}
	for range readers + 1 {
		if _, err := db.Conversation(t.Context(), "main", "c"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBusy lets another program hold the database.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	fresh, err := Open(path) // with all the time that the tables need
	if err != nil {
		t.Fatal(err)
	}
	if err := fresh.Close(); err != nil {
		t.Fatal(err)
	}
	const patience = 500 * time.Millisecond
	db, err := open(path, settings{busy: patience, now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	say(t, db, "c", "1")
	other := raw(t, path)
	defer other.Close()
	conn, err := other.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	_, _, err = db.Append(t.Context(), "main", message("c", "2"))
	if !errors.Is(err, ErrBusy) || !errors.Is(err, chat.ErrBusy) {
		t.Errorf("a held database: %v", err)
	}
	if c, err := db.Conversation(t.Context(), "main", "c"); err != nil || c.Top != 1 {
		t.Errorf("a read beside it: %+v, %v", c, err)
	}
	late, err := open(path, settings{busy: patience, now: time.Now})
	if err != nil {
		t.Fatalf("opening it: %v", err)
	}
	defer late.Close()
	if _, _, err := late.Append(t.Context(), "main", message("c", "2")); !errors.Is(err, ErrBusy) {
		t.Errorf("a held database that was opened late: %v", err)
	}
	// One whose schema is older has to be written to, to be opened.
	older := filepath.Join(t.TempDir(), "older.db")
	if err := os.WriteFile(older, must(os.ReadFile(filepath.Join("testdata", "schema1.sqlite"))), 0o600); err != nil {
		t.Fatal(err)
	}
	defer raw(t, older, "BEGIN IMMEDIATE").Close()
	if db, err := open(older, settings{busy: patience, now: time.Now}); !errors.Is(err, ErrBusy) {
		if err == nil {
			db.Close()
		}
		t.Errorf("opening an older one: %v", err)
	}
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if e := say(t, db, "c", "2"); e.Seq != 2 {
		t.Errorf("seq %d afterwards", e.Seq)
	}
}

// TestFull lets the file reach its largest size: writes fail and can be tried
// again, reads go on, nothing acknowledged is lost.
func TestFull(t *testing.T) {
	db := openTemp(t)
	say(t, db, "c", "0")
	err := db.update(t.Context(), func(tx *tx) error {
		var pages int
		if _, err := tx.one(func(scan func(...any) error) error { return scan(&pages) }, "PRAGMA page_count"); err != nil {
			return err
		}
		_, err := tx.one(func(scan func(...any) error) error { return scan(&pages) }, fmt.Sprintf("PRAGMA max_page_count = %d", pages+2))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	acked := 1
	for ; ; acked++ {
		if _, _, err = db.Append(t.Context(), "main", message("c", fmt.Sprint(acked))); err != nil {
			break
		}
		if acked == 10_000 {
			t.Fatal("the file never got full")
		}
	}
	if !errors.Is(err, ErrFull) || !errors.Is(err, chat.ErrBusy) || errors.Is(err, ErrBusy) {
		t.Errorf("a full file: %v", err)
	}
	events, err := db.Events(t.Context(), "main", "c", 0, 100_000)
	if err != nil || len(events) != acked {
		t.Errorf("%d events, %v; %d were acknowledged", len(events), err, acked)
	}
	db.writer.conn.discard() // the limit belongs to the connection; nobody writes now
	if e := say(t, db, "c", fmt.Sprint(acked)); e.Seq != int64(acked+1) {
		t.Errorf("seq %d once there is room again, want %d", e.Seq, acked+1)
	}
	checkIntegrity(t, db)
}

// TestClose closes while many writes wait: they are stored, and later ones are
// refused.
func TestClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	say(t, db, "c", "first")
	release := hold(t, db)
	const writes = 20
	var waiting []*request
	for i := range writes {
		waiting = append(waiting, appends(t, t.Context(), db, message("c", fmt.Sprint(i))))
	}
	db.writer.refuse() // as Close begins
	_, _, late := db.Append(t.Context(), "main", message("c", "late"))
	closed := make(chan error, 1)
	go func() { closed <- db.Close() }()
	release()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	for i, r := range waiting {
		if err := db.writer.wait(r); err != nil {
			t.Errorf("write %d waited when Close was called: %v", i, err)
		}
	}
	_, read := db.Conversation(t.Context(), "main", "c")
	_, epoch := db.Epoch(t.Context(), "main")
	for name, err := range map[string]error{"write": late, "read": read, "epoch": epoch} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s after Close: %v", name, err)
		}
	}
	db = openAt(t, path)
	if c, err := db.Conversation(t.Context(), "main", "c"); err != nil || c.Messages != writes+1 {
		t.Errorf("%d messages stored, %v; want %d", c.Messages, err, writes+1)
	}
}
