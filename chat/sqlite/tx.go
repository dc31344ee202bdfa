package sqlite

import (
	"context"
	"database/sql/driver"
	"io"
	"sync/atomic"
	"time"
)

// tx is a transaction as the closures of view and update see it. Nothing of the
// driver leaves it: rows are read to the end or closed within each, and once
// its closure has returned every method fails.
type tx struct {
	ctx  context.Context
	conn *connection
	over atomic.Bool

	// What follows is the writer's.
	known *known // conversations that need not be read; nil for who only reads
	// shared is true where the transaction has other writes too; then the first
	// statement that changes something makes a savepoint, unless something was
	// changed before it, see attempt.
	shared, saved, bare bool
}

// exec runs a statement that changes something and returns how many rows it
// has changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	result, err := t.run(query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (t *tx) run(query string, args ...any) (driver.Result, error) {
	if t.over.Load() {
		return nil, errTxOver
	}
	if t.shared && !t.saved && !t.bare {
		if err := t.conn.exec(t.ctx, "SAVEPOINT one"); err != nil {
			return nil, err
		}
		t.saved = true
	}
	return t.conn.run(t.ctx, query, args...)
}

// attempt is exec without a savepoint, which costs as much as the statement
// itself. If it changes nothing, the write may go on as if it had not been; if
// it does, what fails after it takes all who share the transaction with it. So
// it is for writes that only a failing disk can stop from there on.
func (t *tx) attempt(query string, args ...any) (changed bool, err error) {
	if t.over.Load() {
		return false, errTxOver
	}
	result, err := t.conn.run(t.ctx, query, args...)
	n := int64(0)
	if err == nil {
		n, err = result.RowsAffected()
	}
	if !t.saved {
		t.bare = n > 0 || err != nil // what a failed disk has done nobody knows
	}
	return n > 0, err
}

// each calls row for every row of a query, with a function that scans it.
func (t *tx) each(row func(scan func(into ...any) error) error, query string, args ...any) error {
	if t.over.Load() {
		return errTxOver
	}
	stmt, err := t.conn.statement(t.ctx, query)
	if err != nil {
		return err
	}
	named, err := t.conn.bind(args)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, named)
	if err != nil {
		return err
	}
	err = readRows(t.ctx, rows, row)
	if closed := rows.Close(); err == nil {
		err = closed
	}
	return err
}

func readRows(ctx context.Context, rows driver.Rows, row func(scan func(into ...any) error) error) error {
	values := make([]driver.Value, len(rows.Columns()))
	scan := func(into ...any) error { return assign(values, into) }
	for {
		if err := rows.Next(values); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := row(scan); err != nil {
			return err
		}
	}
}

// one scans the only row of a query; found is false when there is none.
func (t *tx) one(row func(scan func(into ...any) error) error, query string, args ...any) (found bool, err error) {
	err = t.each(func(scan func(into ...any) error) error {
		found = true
		return row(scan)
	}, query, args...)
	return found, err
}

// view runs read in a transaction that sees one moment of the database. It
// waits for no writer, only for one of the few readers' connections.
func (db *DB) view(ctx context.Context, read func(*tx) error) error {
	if db.writer.closed() {
		return ErrClosed
	}
	var c *connection
	var open bool
	select {
	case c, open = <-db.readers:
		if !open {
			return ErrClosed
		}
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { db.readers <- c }()
	err := c.exec(ctx, "BEGIN")
	defer held(&db.stats.read, time.Now())
	if err == nil {
		t := &tx{ctx: ctx, conn: c}
		defer t.over.Store(true)
		err = read(t)
	}
	if c.exec(context.WithoutCancel(ctx), "ROLLBACK") != nil || ctx.Err() != nil {
		c.discard()
	}
	return explain(ctx, err)
}

// update runs write in a transaction of its own, or in one shared with others
// that wait as well, and returns when it is on the disk. An error of write
// undoes what it did and is returned. If ctx ends before write has begun,
// nothing is written; after that the transaction, which is short, runs to its
// end.
func (db *DB) update(ctx context.Context, write func(*tx) error) error {
	return db.writer.do(ctx, &request{}, workFunc(write))
}
