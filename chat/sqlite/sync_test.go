package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	codes "modernc.org/sqlite/lib"
)

// A commit fails, and whether it was done nobody knows: there is no
// acknowledgement, nothing is written before the file has been checked, and
// the same client id settles what became of it.
func TestPromise_R14_FailedCommit(t *testing.T) {
	for _, after := range []bool{false, true} {
		t.Run(fmt.Sprint("done=", after), func(t *testing.T) {
			db, f := openFaulty(t, filepath.Join(t.TempDir(), "shop.db"))
			say(t, db, "c", "1")
			f.arm(commits(after))
			_, _, err := db.Append(t.Context(), "main", message("c", "2"))
			if !errors.Is(err, ErrIO) {
				t.Fatalf("a failed sync: %v", err)
			}
			if c, err := db.Conversation(t.Context(), "main", "c"); err != nil || c.Top < 1 {
				t.Errorf("a read afterwards: %+v, %v", c, err)
			}
			f.arm(nil)
			if e := say(t, db, "c", "2"); e.Seq != 2 {
				t.Errorf("the same again has seq %d", e.Seq)
			}
			_, said := f.calls()
			at := func(what string) int {
				return slices.IndexFunc(said, func(s string) bool { return strings.HasPrefix(s, what) })
			}
			if moved, checked, began := at("PRAGMA wal_checkpoint"), at("PRAGMA quick_check"), at("BEGIN IMMEDIATE"); at("(connect)") != 0 || moved < 1 || checked < moved || began < checked {
				t.Errorf("it was not reopened and checked before the next write: %q", said)
			}
			if e := say(t, db, "c", "3"); e.Seq != 3 {
				t.Errorf("the next has seq %d", e.Seq)
			}
			checkIntegrity(t, db)
		})
	}
}

// As long as the check fails nothing is written.
func TestPromise_R14_Suspect(t *testing.T) {
	db, f := openFaulty(t, filepath.Join(t.TempDir(), "shop.db"))
	say(t, db, "c", "1")
	f.arm(commits(false))
	if _, _, err := db.Append(t.Context(), "main", message("c", "2")); !errors.Is(err, ErrIO) {
		t.Fatal(err)
	}
	f.arm(func(_ int, query string) (int, bool) {
		if strings.HasPrefix(query, "PRAGMA wal_checkpoint") {
			return codes.SQLITE_IOERR_FSYNC, false
		}
		return 0, false
	})
	for range 3 {
		if _, _, err := db.Append(t.Context(), "main", message("c", "2")); !errors.Is(err, ErrIO) {
			t.Errorf("a write to a file in doubt: %v", err)
		}
	}
	if _, said := f.calls(); slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, "INSERT") }) {
		t.Errorf("something was written: %q", said)
	}
	f.arm(nil)
	say(t, db, "c", "2")
	checkIntegrity(t, db)
}

// TestPromise_R15 lets each method of the store fail at each of its calls of the
// driver, once and for good, for a broken disk and a full one: it fails or is
// done, it is never half done, and what is tried again then is done.
func TestPromise_R15(t *testing.T) {
	faults, prepared := 0, preparedFile(t)
	for _, m := range storeMethods {
		trial := trial{storeMethod: m, file: prepared}
		db, _ := trial.open(t)
		trial.before = dump(t, db)
		if err := m.run(t.Context(), db); err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		if trial.done = dump(t, db); m.writes == (trial.done == trial.before) {
			t.Errorf("%s: writes = %v, and what is stored changed: %v", m.name, m.writes, trial.done != trial.before)
		}
		kinds := []int{codes.SQLITE_IOERR_WRITE, codes.SQLITE_FULL, codes.SQLITE_IOERR_READ}
		if underRace {
			kinds = kinds[:1]
		}
		for _, code := range kinds {
			for _, forGood := range []bool{false, true} {
				for _, after := range []bool{false, true} {
					n := 1
					for trial.failAt(t, n, code, forGood, after) {
						n++
					}
					faults += n - 1
				}
			}
		}
	}
	if faults < 10*len(storeMethods) {
		t.Errorf("only %d faults in %d methods", faults, len(storeMethods))
	}
	t.Logf("figures: faults=%d methods=%d", faults, len(storeMethods))
}

// trial is a method that is tried on copies of one file.
type trial struct {
	storeMethod
	file         []byte
	before, done string // what is stored before the method and after it
}

func (m trial) open(t *testing.T) (*DB, *faulty) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	if err := os.WriteFile(path, m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return openFaulty(t, path)
}

// failAt lets the nth call of the method fail. It reports whether there is one.
func (m trial) failAt(t *testing.T, n, code int, forGood, after bool) bool {
	t.Helper()
	db, f := m.open(t)
	defer db.Close()
	f.arm(func(call int, query string) (int, bool) {
		if strings.HasPrefix(query, "ROLLBACK") || call < n || call > n && !forGood {
			return 0, false
		}
		return code, after
	})
	err := m.run(t.Context(), db)
	calls, said := f.calls()
	f.arm(nil)
	if calls < n {
		return false
	}
	if half := dump(t, db); half != m.before && half != m.done {
		t.Errorf("%s was half done by a fault at call %d (%s)", m.name, n, said[n-1])
	}
	if err != nil {
		if err := m.run(t.Context(), db); err != nil {
			t.Errorf("%s after a fault at call %d (%s): %v", m.name, n, said[n-1], err)
		}
	}
	if whole := dump(t, db); whole != m.done && !m.counts {
		t.Errorf("%s was not done, or done twice, after a fault at call %d (%s)", m.name, n, said[n-1])
	}
	checkIntegrity(t, db)
	return true
}
