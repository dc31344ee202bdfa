package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// connection is one connection to the file with its prepared statements. It
// opens when it is first used, and again after discard. One goroutine at a time
// uses it, so it stands on the driver itself: the pool of database/sql costs
// more than many a statement.
type connection struct {
	opener driver.Connector
	conn   driver.Conn // nil while it is not open
	// stmts are prepared statements by their text. All texts are constants of
	// this package or put together from such, so there are few.
	stmts map[string]statement
	args  []driver.NamedValue // of the statement that runs
	// texts are those that were put together, by themselves; draft and columns
	// are room for the next one.
	texts   map[string]string
	draft   []byte
	columns []column
	values  []any
	// shop is the shop that was written last, and the same as a value.
	shop struct {
		name  string
		value any
	}
}

// shopValue returns a shop's name as a value. Nearly all writes are of one shop.
func (c *connection) shopValue(name string) any {
	if c.shop.value == nil || c.shop.name != name {
		c.shop.name, c.shop.value = name, name
	}
	return c.shop.value
}

// text returns the draft as a string, always the same one.
func (c *connection) text() string {
	text, ok := c.texts[string(c.draft)]
	if !ok {
		if c.texts == nil {
			c.texts = map[string]string{}
		}
		text = string(c.draft)
		c.texts[text] = text
	}
	return text
}

// statement is what this package needs of a prepared statement.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// open opens the file unless it is open.
func (c *connection) open(ctx context.Context) error {
	if c.conn != nil {
		return nil
	}
	conn, err := c.opener.Connect(ctx)
	if err != nil {
		return err
	}
	c.conn, c.stmts = conn, map[string]statement{}
	return nil
}

// statement returns the prepared statement of a text.
func (c *connection) statement(ctx context.Context, query string) (statement, error) {
	if stmt := c.stmts[query]; stmt != nil {
		return stmt, nil
	}
	if err := c.open(ctx); err != nil {
		return nil, err
	}
	preparer, ok := c.conn.(driver.ConnPrepareContext)
	if !ok {
		return nil, errors.New("sqlite: the driver prepares no statements")
	}
	prepared, err := preparer.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	stmt, ok := prepared.(statement)
	if !ok {
		return nil, errors.Join(errors.New("sqlite: the driver's statements take no context"), prepared.Close())
	}
	c.stmts[query] = stmt
	return stmt, nil
}

// run runs a statement.
func (c *connection) run(ctx context.Context, query string, args ...any) (driver.Result, error) {
	stmt, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	named, err := c.bind(args)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, named)
}

// exec runs a statement that is about the transaction as a whole.
func (c *connection) exec(ctx context.Context, query string) error {
	_, err := c.run(ctx, query)
	return err
}

// bind makes arguments of what a caller gives. They are good until the next
// statement runs.
func (c *connection) bind(args []any) ([]driver.NamedValue, error) {
	c.args = c.args[:0]
	for i, arg := range args {
		value := arg
		switch v := arg.(type) {
		case nil, string, int64, bool, []byte:
		case int:
			value = int64(v)
		default:
			return nil, fmt.Errorf("sqlite: argument %d is a %T", i+1, arg)
		}
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: value})
	}
	return c.args, nil
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
	c.conn.Close()
	c.conn, c.stmts = nil, nil
}
