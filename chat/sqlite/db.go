package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	engine "modernc.org/sqlite"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// BusyTimeout is how long a read or a write waits for another program that
// holds the database, before it fails with [ErrBusy].
const BusyTimeout = 5 * time.Second

// readers is how many reads run at the same time.
const readers = 4

// What the writer keeps in memory at most, and how long the journal grows
// before it goes into the file. Conversations that are written to at the same
// time lie far from each other: with less of either, most pages would be written
// many times over.
const (
	cacheKiB     = 16 << 10
	journalPages = 4000 // 4 KiB each
)

// DB is a database file. It is a [chat.Store], a [cart.Store] and a
// [cart.OrderStore], and safe for concurrent use. Make one with [Open].
type DB struct {
	cart.Watchers
	path    string
	set     settings
	writer  *writer
	readers chan *connection // those that nobody uses now
	history history
	stats   *counters

	closing sync.Once
}

var (
	_ chat.Store = (*DB)(nil)
	_ cart.Store = (*DB)(nil)

	_ cart.OrderStore = (*DB)(nil)
)

// Open opens the database at path, and makes or upgrades it where it is new or
// older than this version. Beside the file there are two more while it is open,
// with the endings -wal and -shm; they belong to it.
//
// Several programs may open the same file on one machine; a network file
// system will not do. Errors say what to do and match one of the variables of
// this package where there is one.
func Open(path string) (*DB, error) { return open(path, standard) }

// settings are what tests change.
type settings struct {
	// busy is how long to wait for another program.
	busy time.Duration
	// through, if not nil, stands between the store and the driver.
	through func(driver.Connector) driver.Connector
	// now is the clock for what is removed after a time.
	now func() time.Time
}

// openTimeout is how long opening may take besides waiting for another program:
// an upgrade of the tables syncs often, and a slow disk takes its time.
const openTimeout = time.Minute

var standard = settings{busy: BusyTimeout, now: time.Now}

func open(path string, set settings) (*DB, error) {
	db, err := openFile(path, set)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	return db, nil
}

func openFile(path string, set settings) (*DB, error) {
	if err := checkPath(path); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*set.busy+openTimeout)
	defer cancel()
	if err := inspect(ctx, path, set); err != nil {
		return nil, err
	}
	writes, err := connector(path, set, fmt.Sprintf("_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_txlock=immediate"+
		"&_pragma=secure_delete(1)&_pragma=cache_size(-%d)&_pragma=wal_autocheckpoint(%d)", cacheKiB, journalPages))
	if err != nil {
		return nil, err
	}
	reads, err := connector(path, set, "mode=ro&_query_only=1")
	if err != nil {
		return nil, err
	}
	past, err := migrate(ctx, writes)
	if err != nil {
		return nil, explain(context.Background(), err)
	}
	own := &connection{opener: writes}
	if err := own.open(ctx); err != nil {
		return nil, explain(context.Background(), err)
	}
	stats := &counters{}
	db := &DB{
		path: path, set: set, history: past, stats: stats,
		writer: startWriter(own, stats), readers: make(chan *connection, readers),
	}
	for range readers {
		db.readers <- &connection{opener: reads}
	}
	return db, nil
}

// Close refuses what comes from now on, waits for what is under way and closes
// the file. Calling it again does nothing.
func (db *DB) Close() error {
	db.closing.Do(func() {
		db.writer.close()
		for range readers {
			(<-db.readers).discard()
		}
		close(db.readers)   // all of them are here, so nobody will send
		db.writer.discard() // last, since only who may write can end the journal
	})
	return nil
}

// Path returns the path that the database was opened with.
func (db *DB) Path() string { return db.path }

// Created returns when the file was first made, in UTC: a demo shop counts the
// dates of its orders from there.
func (db *DB) Created() time.Time { return db.history.created }

// checkPath finds what can be said of a path without opening the file.
func checkPath(path string) error {
	if path == "" {
		return errors.New("sqlite: the path is empty; name a file such as shop.db")
	}
	if path == ":memory:" {
		return errors.New("sqlite: a database in memory cannot be shared by readers and a writer; name a file, or use chat's store in memory")
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return errors.New("sqlite: this is a directory; name a file in it")
	case errors.Is(err, os.ErrNotExist):
		dir := filepath.Dir(path)
		if parent, err := os.Stat(dir); err != nil || !parent.IsDir() {
			return fmt.Errorf("sqlite: there is no directory %s; make it first", dir)
		}
		return nil
	case err != nil:
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}

// connector opens connections with some options.
func connector(path string, set settings, options string) (driver.Connector, error) {
	var c driver.Connector
	c, err := engine.NewConnector(dsn(path, fmt.Sprintf("_busy_timeout=%d&_dqs=0&_defensive=1&%s", set.busy.Milliseconds(), options)))
	if err == nil && set.through != nil {
		c = set.through(c)
	}
	return c, err
}

// pool is a database of one connection, for what is done seldom.
func pool(path string, set settings, options string) (*sql.DB, error) {
	c, err := connector(path, set, options)
	if err != nil {
		return nil, err
	}
	return single(c), nil
}

func single(c driver.Connector) *sql.DB {
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(1)
	return db
}

// dsn makes a URI of path, in which no character of it is taken for an option.
func dsn(path, options string) string {
	path = filepath.ToSlash(filepath.Clean(path))
	if filepath.VolumeName(path) != "" {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options
}
