package sqlite

import (
	"context"
	"errors"
	"fmt"

	codes "modernc.org/sqlite/lib"

	"github.com/aisle-chat/aisle/chat"
)

// Why the database does not do what is asked; test with errors.Is. ErrBusy and
// ErrFull also match [chat.ErrBusy]: the same write may succeed later. ErrFull
// matches [chat.ErrFull] too, and ErrIO [chat.ErrUncertain].
var (
	// ErrBusy says that another program held the database for longer than
	// BusyTimeout.
	ErrBusy error = &condition{"sqlite: another program holds the database", chat.ErrBusy}
	// ErrFull says that the disk is full.
	ErrFull error = &condition{"sqlite: the disk is full; nothing was written", chat.ErrFull}
	// ErrReadOnly says that the file or its directory cannot be written.
	ErrReadOnly error = &condition{"sqlite: the database cannot be written; give this program write access to the file and its directory", nil}
	// ErrIO says that the disk failed. Whether the write happened is open: do
	// it again with the same client id. Before the next write the file is
	// opened anew and checked.
	ErrIO error = &condition{"sqlite: the disk failed", chat.ErrUncertain}
	// ErrDamaged says that the file is damaged; it needs restoring from a
	// backup.
	ErrDamaged error = &condition{"sqlite: the database file is damaged; restore it from a backup", nil}
	// ErrClosed says that Close was called.
	ErrClosed error = &condition{"sqlite: the database is closed", nil}
	// ErrNotDatabase says that the file is something else than an SQLite
	// database.
	ErrNotDatabase error = &condition{"sqlite: the file is not an SQLite database; choose another path or move the file away", nil}
	// ErrForeign says that the file is a database of another program.
	ErrForeign error = &condition{"sqlite: the file is a database of another program; choose another path", nil}
	// ErrNewer says that a newer version of Aisle has written the file.
	ErrNewer error = &condition{"sqlite: the database was written by a newer version of Aisle; use that version, or the backup from before the upgrade", nil}
)

// condition is a kind of failure, which may be a special case of another one.
type condition struct {
	text string
	of   error
}

func (c *condition) Error() string { return c.text }
func (c *condition) Unwrap() error { return c.of }

// errTxOver says that a transaction was used after its closure returned.
var errTxOver = errors.New("sqlite: the transaction is over")

// explain tells what kind of failure err is and keeps err within. An ended
// context comes first: it is why the statement was cut off.
func explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if cause := ctx.Err(); cause != nil {
		if errors.Is(err, cause) {
			return err
		}
		return fmt.Errorf("sqlite: %w (%w)", cause, err)
	}
	if kind := kindOf(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%w (%w)", kind, err)
	}
	return err
}

// coded is an error of the driver.
type coded interface {
	error
	Code() int // SQLite's extended result code
}

func kindOf(err error) error {
	e, ok := errors.AsType[coded](err)
	if !ok {
		return nil
	}
	switch e.Code() & 0xff {
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return ErrBusy
	case codes.SQLITE_FULL:
		return ErrFull
	case codes.SQLITE_READONLY, codes.SQLITE_CANTOPEN, codes.SQLITE_PERM:
		return ErrReadOnly
	case codes.SQLITE_IOERR:
		return ErrIO
	case codes.SQLITE_CORRUPT:
		return ErrDamaged
	case codes.SQLITE_NOTADB:
		return ErrNotDatabase
	}
	return nil
}
