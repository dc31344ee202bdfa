package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/chat"
)

// raw makes a database with the driver alone.
func raw(t testing.TB, path string, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, "_busy_timeout=1000"))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return db
}

// query returns the rows of a query as text.
func query(t testing.TB, db *sql.DB, query string) (all [][]string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row, into := make([]string, len(columns)), make([]any, len(columns))
		values := make([]sql.RawBytes, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			row[i] = string(v)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	made := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		if err := raw(t, path, statements...).Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ours := fmt.Sprintf("PRAGMA application_id = %d", applicationID)
	damaged := made("whole.db", "CREATE TABLE t (x)", "INSERT INTO t SELECT zeroblob(10000)")
	content, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[100:], bytes.Repeat([]byte{0xff}, 3000)) // past the header, over the schema
	for _, c := range []struct {
		name, path string
		want       error
		says       string
	}{
		{"no path", "", nil, "name a file"},
		{"memory", ":memory:", nil, "in memory"},
		{"a directory", dir, nil, "name a file in it"},
		{"no such directory", filepath.Join(dir, "none", "shop.db"), nil, "make it first"},
		{"a file for a directory", filepath.Join(file("plain.txt", []byte("x")), "shop.db"), nil, "not a directory"},
		{"text", file("text.db", bytes.Repeat([]byte("not a database\n"), 100)), ErrNotDatabase, "choose another path"},
		{"a word", file("word.db", []byte("hello")), ErrNotDatabase, "choose another path"},
		{"another program's", made("other.db", "CREATE TABLE songs (title)"), ErrForeign, "another program"},
		{"another program's id", made("id.db", "PRAGMA application_id = 7", "CREATE TABLE songs (title)"), ErrForeign, "another program"},
		{"newer", made("newer.db", ours, "PRAGMA user_version = 999"), ErrNewer, "number 999"},
		{"damaged", file("damaged.db", content), ErrDamaged, "backup"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			db, err := Open(c.path)
			if err == nil {
				db.Close()
				t.Fatal("opened")
			}
			if c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.path) {
				t.Errorf("error %q; want %v with the path and the words %q", err, c.want, c.says)
			}
			if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenOddPaths(t *testing.T) {
	for _, name := range []string{"plain.db", "a b.db", "what?mode=memory.db", "a#b.db", "100%41.db", "käse 世.db", "&_query_only=1.db"} {
		path := filepath.Join(t.TempDir(), name)
		db := openAt(t, path)
		if _, err := os.Stat(path); err != nil || db.Path() != path {
			t.Errorf("%q: %v, opened %s", name, err, db.Path())
		}
		say(t, db, "c", "1")
	}
}

// say appends a shopper's message.
func say(t testing.TB, db *DB, conversation, clientID string) chat.Event {
	t.Helper()
	_, events, err := db.Append(t.Context(), "main", message(conversation, clientID))
	if err != nil {
		t.Fatalf("Append(%s, %s): %v", conversation, clientID, err)
	}
	return events[0]
}

func message(conversation, clientID string) chat.Append {
	return chat.Append{
		Conversation: conversation, Create: &chat.Conversation{Owner: chat.Owner{State: chat.OwnedByAssistant}},
		Events: []chat.Event{{
			Kind: chat.EventMessage, ClientID: clientID,
			Message: &chat.Message{Author: assistant.AuthorShopper, Text: "Is it waterproof?"},
		}},
		Now: start,
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	say(t, db, "c", "1")
	epoch, err := db.Epoch(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), db.Close()); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path)
	if again, err := db.Epoch(t.Context(), "main"); err != nil || again != epoch || epoch == "" {
		t.Errorf("epoch %q, %v; before it was %q", again, err, epoch)
	}
	if e := say(t, db, "c", "2"); e.Seq != 2 {
		t.Errorf("seq %d after reopening", e.Seq)
	}
	if e := say(t, db, "c", "1"); e.Seq != 1 {
		t.Errorf("a repeat across reopening has seq %d", e.Seq)
	}
	other, err := openTemp(t).Epoch(t.Context(), "main")
	if err != nil || other == epoch {
		t.Errorf("another file has the epoch %q, %v", other, err)
	}
}

// A process starts while another one writes without a pause, as in a deploy: a
// file whose schema is the newest is opened without waiting for it.
func TestOpenWhileHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	first := openAt(t, path)
	say(t, first, "c", "1")
	holder := raw(t, path, "BEGIN IMMEDIATE") // on the one connection that there is
	defer holder.Close()
	second, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if events, err := second.Events(t.Context(), "main", "c", 0, 10); err != nil || len(events) != 1 {
		t.Errorf("%d events, %v", len(events), err)
	}
	if one, two := must(first.Epoch(t.Context(), "main")), must(second.Epoch(t.Context(), "main")); one != two {
		t.Errorf("epochs %q and %q", one, two)
	}
}

// TestManyOpen opens one new file from many sides at once, and writes from all.
func TestManyOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.db")
	const sides = 8
	var wg sync.WaitGroup
	for side := range sides {
		wg.Go(func() {
			db, err := Open(path)
			if err != nil {
				t.Errorf("side %d: %v", side, err)
				return
			}
			defer db.Close()
			for i := range 5 {
				if _, _, err := db.Append(t.Context(), "main", message("c", fmt.Sprint(side, "-", i))); err != nil {
					t.Errorf("side %d: %v", side, err)
				}
			}
		})
	}
	wg.Wait()
	db := openAt(t, path)
	events, err := db.Events(t.Context(), "main", "c", 0, 1000)
	if err != nil || len(events) != sides*5 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	for i, e := range events {
		if e.Seq != int64(i+1) {
			t.Fatalf("event %d has seq %d", i, e.Seq)
		}
	}
	checkIntegrity(t, db)
}

// TestPragmas holds what durability rests on.
func TestPragmas(t *testing.T) {
	db := openTemp(t)
	ask := func(tx *tx, query string) string {
		var answer any
		if _, err := tx.one(func(scan func(...any) error) error { return scan(&answer) }, query); err != nil {
			t.Error(err)
		}
		return fmt.Sprint(answer)
	}
	for query, want := range map[string]string{
		"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2", "PRAGMA busy_timeout": "5000", "PRAGMA foreign_keys": "1",
		"PRAGMA secure_delete": "1",
	} {
		if err := db.update(t.Context(), func(tx *tx) error {
			if got := ask(tx, query); got != want {
				t.Errorf("%s = %s, want %s", query, got, want)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	err := db.view(t.Context(), func(tx *tx) error {
		_, err := tx.exec("DELETE FROM events")
		return err
	})
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader wrote: %v", err)
	}
}
