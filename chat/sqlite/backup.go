package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Backup writes a copy of the database, as it is at one moment, to a new file,
// while the shop goes on: nobody who writes waits for it. What was acknowledged
// before the call is in it. The file is whole and on the disk when Backup
// returns, and not there at all when it fails.
//
// The copy is a database of its own. Opened, by [Open] or after [Restore], it
// has a new epoch, so that browsers which have seen more than it holds start
// again from what is there.
func (db *DB) Backup(ctx context.Context, path string) error {
	if db.writer.closed() {
		return ErrClosed
	}
	if err := db.backup(ctx, path); err != nil {
		return fmt.Errorf("back up database %s to %s: %w", db.path, path, explain(ctx, err))
	}
	return nil
}

func (db *DB) backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(errors.New("sqlite: there is a file of that name; a backup overwrites none"), err)
	}
	part := path + ".part"
	if err := removeAll(part, part+"-journal"); err != nil {
		return err
	}
	from, err := pool(db.path, db.set, "mode=ro")
	if err != nil {
		return err
	}
	_, err = from.ExecContext(ctx, "VACUUM INTO ?", part)
	if err = errors.Join(err, from.Close()); err == nil {
		if err = forget(ctx, part, db.set); err == nil {
			err = settle(part, path)
		}
	}
	if err != nil {
		return errors.Join(err, removeAll(part, part+"-journal"))
	}
	return nil
}

// CheckIntegrity reads the whole database and fails with [ErrDamaged] if
// anything in it contradicts anything else. The shop goes on meanwhile; a
// gigabyte takes some seconds.
func (db *DB) CheckIntegrity(ctx context.Context) error {
	var found []string
	err := db.view(ctx, func(t *tx) error {
		return t.each(func(scan func(...any) error) error {
			var line string
			err := scan(&line)
			found = append(found, line)
			return err
		}, "PRAGMA integrity_check(10)")
	})
	if err == nil {
		err = verdict(found)
	}
	return err
}

// verdict is what the lines of an integrity check mean.
func verdict(found []string) error {
	if len(found) == 1 && found[0] == "ok" {
		return nil
	}
	return fmt.Errorf("%w (%s)", ErrDamaged, strings.Join(found, "; "))
}

// Restore puts a backup in the place of the database at path, for [Open] to
// open. The shop that uses path must not run. What was at path is moved aside,
// to the same name with ".before-restore" at its end, and stays until somebody
// removes it; while there is such a file, Restore refuses.
//
// backup may also be a copy that was made by other means of SQLite, while it
// was closed. It is checked first and not changed.
func Restore(ctx context.Context, backup, path string) error {
	if err := restore(ctx, backup, path); err != nil {
		return fmt.Errorf("restore database %s from %s: %w", path, backup, explain(ctx, err))
	}
	return nil
}

func restore(ctx context.Context, backup, path string) error {
	set := standard
	if err := checkPath(path); err != nil {
		return err
	}
	part := path + ".part"
	if err := removeAll(part, part+"-wal", part+"-shm", part+"-journal"); err != nil {
		return err
	}
	err := copyFile(backup, part)
	if err == nil {
		err = sound(ctx, part, set)
	}
	if err == nil {
		err = forget(ctx, part, set)
	}
	if err == nil {
		err = unused(ctx, path, set)
	}
	if err == nil {
		err = moveAside(path)
	}
	if err == nil {
		err = settle(part, path)
	}
	if err != nil {
		return errors.Join(err, removeAll(part, part+"-wal", part+"-shm", part+"-journal"))
	}
	return nil
}

// unused fails with ErrBusy while another program has the database open: only
// the last one to leave can end the journal. A file that cannot be opened is in
// nobody's use, which is why it is restored.
func unused(ctx context.Context, path string, set settings) error {
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	set.busy = 0
	db, err := pool(path, set, "mode=rw")
	if err != nil {
		return err
	}
	var mode string
	err = explain(ctx, db.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode))
	if err = errors.Join(err, db.Close()); errors.Is(err, ErrBusy) {
		return fmt.Errorf("%w; end the shop that uses it first", err)
	}
	return ctx.Err()
}

// sound fails unless the file is a whole database of ours.
func sound(ctx context.Context, path string, set settings) error {
	if err := inspect(ctx, path, set); err != nil {
		return err
	}
	return within(ctx, path, set, func(db *sql.DB) error {
		h, err := readHeader(ctx, db)
		if err == nil && h.version == 0 {
			err = errors.New("sqlite: the backup is empty")
		}
		if err != nil {
			return err
		}
		rows, err := db.QueryContext(ctx, "PRAGMA integrity_check(10)")
		if err != nil {
			return err
		}
		defer rows.Close()
		var found []string
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			found = append(found, line)
		}
		return errors.Join(rows.Err(), verdict(found))
	})
}

// forget takes the epoch out of a copy, so that it gets another one when it is
// opened: what happens from then on is not what happened to the original.
func forget(ctx context.Context, path string, set settings) error {
	return within(ctx, path, set, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "UPDATE history SET epoch = ''")
		return err
	})
}

// within opens a file that nobody else knows, without a journal that would stay
// beside it.
func within(ctx context.Context, path string, set settings, do func(*sql.DB) error) error {
	db, err := pool(path, set, "mode=rw&_synchronous=FULL")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	if err == nil {
		err = do(db)
	}
	return errors.Join(err, db.Close())
}

// settle gives a finished file its name, for good.
func settle(part, path string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFile(filepath.Dir(path))
}

// moveAside renames a database with all that belongs to it.
func moveAside(path string) error {
	const aside = ".before-restore"
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return removeAll(path+"-wal", path+"-shm") // what is left of one that is gone
	}
	if _, err := os.Lstat(path + aside); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(fmt.Errorf("sqlite: there is a %s from an earlier restore; move it away first", path+aside), err)
	}
	for _, end := range []string{"-wal", "-shm", ""} { // the database last: without it the others are nothing
		err := os.Rename(path+end, path+aside+end)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// syncFile waits until a file, or a directory's list of names, is on the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeAll(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
