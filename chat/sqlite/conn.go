package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

// connection is one connection to the file with its prepared statements. It
// opens when it is first used, and again after discard. One goroutine at a time
// uses it.
type connection struct {
	pool *sql.DB
	conn *sql.Conn // nil while it is not open
	// stmts are prepared statements by their text. All texts are constants of
	// this package or put together from such, so there are few.
	stmts map[string]*sql.Stmt
}

// statement returns the prepared statement of a text.
func (c *connection) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := c.stmts[query]; stmt != nil {
		return stmt, nil
	}
	if c.conn == nil {
		conn, err := c.pool.Conn(ctx)
		if err != nil {
			return nil, err
		}
		c.conn, c.stmts = conn, map[string]*sql.Stmt{}
	}
	stmt, err := c.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	c.stmts[query] = stmt
	return stmt, nil
}

// exec runs a statement that is about the transaction as a whole.
func (c *connection) exec(ctx context.Context, query string) error {
	stmt, err := c.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx)
	return err
}

// discard closes the connection for good, so that the next use opens the file
// anew. What closing says is of no use: there is nothing left to lose.
func (c *connection) discard() {
	if c.conn == nil {
		return
	}
	for _, stmt := range c.stmts {
		stmt.Close()
	}
	c.conn.Raw(func(any) error { return driver.ErrBadConn })
	c.conn.Close()
	c.conn, c.stmts = nil, nil
}
