package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"
)

// applicationID marks a file as ours, in its header: "Aisl".
const applicationID = 0x4169736c

// The schema is the sum of the numbered files in migrations. A file that has
// been released is never changed: what is to be different comes in the next.
//
//go:embed migrations/*.sql
var migrations embed.FS

// header is what an SQLite file says of itself.
type header struct {
	application int64
	version     int
	tables      int
}

func readHeader(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (h header, err error) {
	// In this order: where another program makes the file ours in between, tables
	// that were seen are those of a file whose application is seen as well.
	for _, read := range []struct {
		query string
		into  any
	}{
		{"SELECT count(*) FROM sqlite_schema", &h.tables},
		{"PRAGMA user_version", &h.version},
		{"PRAGMA application_id", &h.application},
	} {
		if err := q.QueryRowContext(ctx, read.query).Scan(read.into); err != nil {
			return header{}, err
		}
	}
	return h, nil
}

// check refuses what is not ours or not yet ours.
func (h header) check(known int) error {
	switch {
	case h.application == 0 && h.version == 0 && h.tables == 0:
		return nil // new
	case h.application != applicationID:
		return ErrForeign
	case h.version > known:
		return fmt.Errorf("%w (its schema is number %d, this version knows %d)", ErrNewer, h.version, known)
	}
	return nil
}

// inspect looks at the file before anything is changed in it. The driver opens
// it: a file opened and closed past SQLite takes SQLite's locks with it.
func inspect(ctx context.Context, path string, set settings) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil
	}
	db, err := pool(path, set, "mode=rw")
	if err != nil {
		return err
	}
	defer db.Close()
	h, err := readHeader(ctx, db)
	if err != nil {
		return explain(context.Background(), err)
	}
	files, err := migrationFiles()
	if err != nil {
		return err
	}
	return h.check(len(files))
}

// history is when the file began, and the name of what has happened since.
type history struct {
	epoch   string
	created time.Time
}

// migrate brings the schema up to date, all of it or nothing, and returns the
// file's history. Any number of programs may do so at once. ctx bounds the wait
// for others, and not the work: a large file takes as long as it takes.
func migrate(ctx context.Context, with driver.Connector) (past history, err error) {
	files, err := migrationFiles()
	if err != nil {
		return history{}, err
	}
	db := single(with)
	defer db.Close()
	conn, err := connect(ctx, db)
	if err != nil {
		return history{}, err
	}
	defer conn.Close()
	if past, done, err := migrated(ctx, conn, len(files)); done || err != nil {
		return past, err
	}
	ctx = context.WithoutCancel(ctx)
	tx, err := conn.BeginTx(ctx, nil) // BEGIN IMMEDIATE, by the connection's _txlock
	if err != nil {
		return history{}, err
	}
	defer tx.Rollback()
	h, err := readHeader(ctx, tx)
	if err != nil {
		return history{}, err
	}
	if err := h.check(len(files)); err != nil {
		return history{}, err
	}
	for i, text := range files[h.version:] {
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return history{}, fmt.Errorf("sqlite: migration %d: %w", h.version+i+1, err)
		}
	}
	if h.version < len(files) {
		mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(files))
		if _, err := tx.ExecContext(ctx, mark); err != nil {
			return history{}, err
		}
	}
	// A copy has lost its epoch and gets another one; see forget.
	const begin = `INSERT INTO history (id, epoch, created) VALUES (1, ?, ?)
		ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch WHERE history.epoch = ''`
	if _, err := tx.ExecContext(ctx, begin, rand.Text(), time.Now().UnixMilli()); err != nil {
		return history{}, err
	}
	if err := tx.QueryRowContext(ctx, "SELECT epoch, created FROM history WHERE id = 1").Scan(&past.epoch, fromMillis(&past.created)); err != nil {
		return history{}, err
	}
	return past, tx.Commit()
}

// migrated returns the history of a file whose schema is the newest. Nothing is
// written, so that a process that starts while others are busy with the file
// waits for none of them.
func migrated(ctx context.Context, conn *sql.Conn, newest int) (past history, done bool, err error) {
	h, err := readHeader(ctx, conn)
	if err != nil || h.application != applicationID || h.version != newest {
		return history{}, false, err
	}
	err = conn.QueryRowContext(ctx, "SELECT epoch, created FROM history WHERE id = 1").Scan(&past.epoch, fromMillis(&past.created))
	if errors.Is(err, sql.ErrNoRows) {
		return history{}, false, nil
	}
	return past, err == nil && past.epoch != "", err
}

// connect opens the first connection, which turns a new file to WAL. SQLite
// does not wait for another program that does the same at that moment.
func connect(ctx context.Context, db *sql.DB) (*sql.Conn, error) {
	for {
		conn, err := db.Conn(ctx)
		if err == nil || !errors.Is(explain(context.Background(), err), ErrBusy) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// migrationFiles returns the texts of the migrations, the first of which makes
// version 1.
func migrationFiles() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var files []string
	for i, name := range names {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var number int
		if _, err := fmt.Sscanf(name, "migrations/%04d_", &number); err != nil || number != i+1 {
			return nil, fmt.Errorf("sqlite: %s is not migration number %d", name, i+1)
		}
		files = append(files, string(text))
	}
	return files, nil
}
