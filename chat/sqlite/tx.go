package sqlite

import (
	"context"
	"database/sql"
	"sync/atomic"
	"time"
)

// tx is a transaction as the closures of view and update see it. Nothing of
// database/sql leaves it: rows are read to the end or closed within each, and
// once its closure has returned every method fails.
type tx struct {
	ctx  context.Context
	conn *connection
	over atomic.Bool
}

// exec runs a statement and returns how many rows it has changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	stmt, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// each calls row for every row of a query, with a function that scans it.
func (t *tx) each(row func(scan func(into ...any) error) error, query string, args ...any) error {
	stmt, err := t.statement(query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one scans the only row of a query; found is false when there is none.
func (t *tx) one(row func(scan func(into ...any) error) error, query string, args ...any) (found bool, err error) {
	err = t.each(func(scan func(into ...any) error) error {
		found = true
		return row(scan)
	}, query, args...)
	return found, err
}

func (t *tx) statement(query string) (*sql.Stmt, error) {
	if t.over.Load() {
		return nil, errTxOver
	}
	return t.conn.statement(t.ctx, query)
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
	return db.writer.do(ctx, write)
}
