package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	codes "modernc.org/sqlite/lib"
)

// faulty stands between the store and the driver. It counts what goes through,
// and lets what a test chooses fail as a disk does.
type faulty struct {
	mu   sync.Mutex
	n    int      // calls so far
	said []string // the statements that were run
	// fault says whether a call fails, and whether that is after it was done,
	// so that its outcome is not known. nil means that nothing fails.
	fault func(n int, query string) (code int, after bool)
}

// diskError is an error as the driver gives it.
type diskError int

func (e diskError) Error() string { return fmt.Sprintf("disk error (%d)", int(e)) }
func (e diskError) Code() int     { return int(e) }

// arm starts to count anew.
func (f *faulty) arm(fault func(n int, query string) (code int, after bool)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.n, f.said, f.fault = 0, nil, fault
}

// calls is how many calls were counted, statements what they ran.
func (f *faulty) calls() (n int, statements []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.n, append([]string(nil), f.said...)
}

// do runs a call, unless it fails before.
func (f *faulty) do(query string, call func() error) error {
	f.mu.Lock()
	f.n++
	f.said = append(f.said, query)
	code, after := 0, false
	if f.fault != nil {
		code, after = f.fault(f.n, query)
	}
	f.mu.Unlock()
	if code != 0 && !after {
		return diskError(code)
	}
	if err := call(); err != nil {
		return err
	}
	if code != 0 {
		return diskError(code)
	}
	return nil
}

// openFaulty opens a database through a faulty driver.
func openFaulty(t testing.TB, path string) (*DB, *faulty) {
	t.Helper()
	f := &faulty{}
	db, err := open(path, settings{busy: BusyTimeout, through: f.wrap, now: func() time.Time { return start }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		f.arm(nil)
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db, f
}

func (f *faulty) wrap(c driver.Connector) driver.Connector { return faultyConnector{c, f} }

type faultyConnector struct {
	driver.Connector
	f *faulty
}

func (c faultyConnector) Connect(ctx context.Context) (conn driver.Conn, err error) {
	err = c.f.do("(connect)", func() (err error) {
		conn, err = c.Connector.Connect(ctx)
		return err
	})
	if err != nil && conn != nil {
		conn.Close()
	}
	return faultyConn{conn, c.f}, err
}

type faultyConn struct {
	driver.Conn
	f *faulty
}

func (c faultyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	stmt, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return faultyStmt{stmt, query, c.f}, nil
}

func (c faultyConn) BeginTx(ctx context.Context, opts driver.TxOptions) (tx driver.Tx, err error) {
	err = c.f.do("(begin)", func() (err error) {
		tx, err = c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
		return err
	})
	return faultyTx{tx, c.f}, err
}

func (c faultyConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (result driver.Result, err error) {
	err = c.f.do(query, func() (err error) {
		result, err = c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
		return err
	})
	return result, err
}

func (c faultyConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (rows driver.Rows, err error) {
	err = c.f.do(query, func() (err error) {
		rows, err = c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
		return err
	})
	return rows, err
}

type faultyTx struct {
	driver.Tx
	f *faulty
}

func (t faultyTx) Commit() error { return t.f.do("(commit)", t.Tx.Commit) }

type faultyStmt struct {
	driver.Stmt
	query string
	f     *faulty
}

func (s faultyStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (result driver.Result, err error) {
	err = s.f.do(s.query, func() (err error) {
		result, err = s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
		return err
	})
	return result, err
}

func (s faultyStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (rows driver.Rows, err error) {
	err = s.f.do(s.query, func() (err error) {
		rows, err = s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
		return err
	})
	if err != nil && rows != nil {
		rows.Close()
	}
	return rows, err
}

// commits fails the next commit, before it is done or after.
func commits(after bool) func(int, string) (int, bool) {
	done := false
	return func(_ int, query string) (int, bool) {
		if done || !strings.HasPrefix(query, "COMMIT") {
			return 0, false
		}
		done = true
		return codes.SQLITE_IOERR_FSYNC, after
	}
}
