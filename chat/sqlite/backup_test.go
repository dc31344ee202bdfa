package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestPromise_R20_Backup backs a database up while it is written to.
func TestPromise_R20_Backup(t *testing.T) {
	dir := t.TempDir()
	db := openAt(t, filepath.Join(dir, "shop.db"))
	const writers = 4
	var mu sync.Mutex
	acked := map[string]int64{}
	stop := make(chan struct{})
	var writing sync.WaitGroup
	defer writing.Wait()
	defer sync.OnceFunc(func() { close(stop) })()
	many := make(chan struct{}) // closed when there is enough to back up
	for w := range writers {
		writing.Go(func() {
			id := fmt.Sprint("c", w)
			for i := 0; ; i++ {
				_, events, err := db.Append(context.Background(), "main", message(id, fmt.Sprint(i)))
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acked[id] = events[0].Seq
				mu.Unlock()
				if w == 0 && i == 100 {
					close(many)
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	<-many
	for i := range 3 {
		mu.Lock()
		before := map[string]int64{}
		for id, seq := range acked {
			before[id] = seq
		}
		mu.Unlock()
		path := filepath.Join(dir, fmt.Sprint("backup", i))
		if err := db.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		checkBackup(t, db, path, before)
	}
	if err := db.CheckIntegrity(t.Context()); err != nil {
		t.Errorf("while it is written to: %v", err)
	}
}

// checkBackup opens a backup and expects what was acknowledged before it was
// made, and another epoch, which it keeps.
func checkBackup(t *testing.T, db *DB, path string, before map[string]int64) {
	t.Helper()
	epoch := ""
	for range 2 {
		copied, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer copied.Close()
		if err := copied.CheckIntegrity(t.Context()); err != nil {
			t.Error(err)
		}
		for id, seq := range before {
			c, err := copied.Conversation(t.Context(), "main", id)
			events, err2 := copied.Events(t.Context(), "main", id, 0, 1<<30)
			if err := errors.Join(err, err2); err != nil || c.Top < seq || int64(len(events)) != c.Top {
				t.Errorf("%s: %d events, top %d, %v; %d were acknowledged", id, len(events), c.Top, err, seq)
			}
		}
		original, own := must(db.Epoch(t.Context(), "main")), must(copied.Epoch(t.Context(), "main"))
		if own == original || own == "" || epoch != "" && own != epoch {
			t.Errorf("epoch %q, and of the original %q", own, original)
		}
		epoch = own
		if !copied.Created().Equal(db.Created()) {
			t.Errorf("created %v, want %v", copied.Created(), db.Created())
		}
		if err := copied.Close(); err != nil {
			t.Error(err)
		}
	}
}

func must[V any](v V, err error) V {
	if err != nil {
		panic(err)
	}
	return v
}

// A backup that is not made leaves nothing.
func TestBackupRefused(t *testing.T) {
	dir := t.TempDir()
	db := openAt(t, filepath.Join(dir, "shop.db"))
	say(t, db, "c", "1")
	taken := filepath.Join(dir, "taken")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	closed, err := Open(filepath.Join(dir, "closed.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"a file of that name": db.Backup(t.Context(), taken),
		"no such directory":   db.Backup(t.Context(), filepath.Join(dir, "none", "backup")),
		"an ended context":    db.Backup(ended, filepath.Join(dir, "late")),
		"a closed database":   closed.Backup(t.Context(), filepath.Join(dir, "closed")),
	} {
		if err == nil {
			t.Errorf("%s: backed up", name)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "taken" && !strings.HasPrefix(name, "shop.db") && !strings.HasPrefix(name, "closed.db") {
			t.Errorf("left behind: %s", name)
		}
	}
	if content, err := os.ReadFile(taken); err != nil || string(content) != "mine" {
		t.Errorf("the file that was there holds %q, %v", content, err)
	}
}

// What was said after the backup is gone after restoring it, by another epoch,
// and the database that was there is kept.
func TestPromise_R20_Restore(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "shop.db"), filepath.Join(dir, "backup")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	say(t, db, "c", "1")
	if err := db.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	say(t, db, "c", "2")
	epoch := must(db.Epoch(t.Context(), "main"))
	if err := Restore(t.Context(), backup, path); !errors.Is(err, ErrBusy) {
		t.Errorf("restoring under a shop that runs: %v", err)
	}
	say(t, db, "c", "3")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := must(os.ReadFile(backup))
	if err := Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path)
	if c, err := db.Conversation(t.Context(), "main", "c"); err != nil || c.Top != 1 {
		t.Errorf("restored %+v, %v", c, err)
	}
	restored := must(db.Epoch(t.Context(), "main"))
	if restored == epoch {
		t.Error("the epoch is the same")
	}
	if e := say(t, db, "c", "2"); e.Seq != 2 {
		t.Errorf("seq %d", e.Seq)
	}
	if !bytes.Equal(before, must(os.ReadFile(backup))) {
		t.Error("the backup was changed")
	}
	old := openAt(t, path+".before-restore")
	if c, err := old.Conversation(t.Context(), "main", "c"); err != nil || c.Top != 3 {
		t.Errorf("kept aside %+v, %v", c, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path); err == nil || !strings.Contains(err.Error(), "move it away") {
		t.Errorf("over a file that was kept aside: %v", err)
	}
	// The same backup once more is another history once more.
	if err := os.Rename(path+".before-restore", filepath.Join(dir, "away")); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	if again := must(openAt(t, path).Epoch(t.Context(), "main")); again == restored || again == epoch {
		t.Error("two restores have one epoch")
	}
}

// What is no whole database of ours is not put in its place.
func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "shop.db")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		say(t, db, fmt.Sprint("c", i), "1")
	}
	good := filepath.Join(dir, "good")
	if err := db.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content := must(os.ReadFile(good))
	damaged := bytes.Clone(content)
	for i := len(damaged) / 2; i < len(damaged)/2+20_000; i++ {
		damaged[i] ^= 0x5a
	}
	short := content[:len(content)/2]
	if err := raw(t, filepath.Join(dir, "foreign"), "CREATE TABLE songs (title)").Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"damaged": damaged, "short": short, "text": []byte(strings.Repeat("no database ", 100)), "empty": nil} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := must(os.ReadFile(path))
	for name, want := range map[string]error{"damaged": ErrDamaged, "short": ErrDamaged, "text": ErrNotDatabase, "foreign": ErrForeign, "empty": nil, "none": os.ErrNotExist} {
		err := Restore(t.Context(), filepath.Join(dir, name), path)
		if err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		if _, err := os.Lstat(path + ".part"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a part is left behind", name)
		}
	}
	if !bytes.Equal(before, must(os.ReadFile(path))) {
		t.Error("the database was changed")
	}
	if err := openAt(t, path).CheckIntegrity(t.Context()); err != nil {
		t.Error(err)
	}
	broken := filepath.Join(dir, "broken.db")
	if err := os.WriteFile(broken, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	if db, err := Open(broken); err == nil { // the schema is whole, so that it opens
		if err := db.CheckIntegrity(t.Context()); !errors.Is(err, ErrDamaged) {
			t.Errorf("a damaged file: %v", err)
		}
		db.Close()
	}
	// Over a file that is broken, a good one goes all the same.
	if err := Restore(t.Context(), good, broken); err != nil {
		t.Fatal(err)
	}
	if c, err := openAt(t, broken).Conversation(t.Context(), "main", "c7"); err != nil || c.Top != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}
