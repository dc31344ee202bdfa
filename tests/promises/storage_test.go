package promises

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite" // as the other program

	"github.com/aisle-chat/aisle/chat"
)

// holdFile keeps the database locked as another program does that writes for
// long, until the function is called that it returns.
func holdFile(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		_, err := conn.ExecContext(context.WithoutCancel(t.Context()), "ROLLBACK")
		if err := errors.Join(err, conn.Close(), db.Close()); err != nil {
			t.Error(err)
		}
	}
}

// TestPromise_R12 lets another program hold the database: for three seconds, and
// nobody notices but by waiting; for ten, and shoppers are told to try again.
func TestPromise_R12(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shop.db")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	var here town
	here.set(n.mount)
	b := openTab(t, newToken(t, n.mount), unkind{}, here.nodes)
	b.say("before", "hello")
	b.settled(10 * time.Second)
	b.answered(10 * time.Second)

	release := holdFile(t, path)
	b.say("short", "a short wait")
	time.AfterFunc(3*time.Second, release)
	b.settled(10 * time.Second)
	b.answered(10 * time.Second)
	if b.failed(chat.CodeBusy) > 0 {
		t.Error("a lock of three seconds was noticed")
	}

	release = holdFile(t, path)
	b.say("long", "a long wait")
	asked := make(chan int)
	go func() { asked <- askSession(n.mount) }()
	b.await(8*time.Second, "being told to try again", func() bool { return b.failures[chat.CodeBusy] > 0 })
	reader := openTab(t, b.token, unkind{}, here.nodes) // reads wait for nobody
	reader.whole(4, 2*time.Second)
	time.AfterFunc(5*time.Second, release)
	b.settled(15 * time.Second)
	b.answered(15 * time.Second)
	if status := <-asked; status != http.StatusOK {
		t.Errorf("a new session while the database was held: %d", status)
	}
	reader.close()
	b.close()
	b.toldOnly(chat.CodeBusy)
	n.stop(t)
	v := judge(t, path, []*tab{b, reader}, false)
	report(t, "faults", 2, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates)
}

// askSession asks for a session and returns the status; 0 when nobody answers.
func askSession(mount string) int {
	req, err := http.NewRequest(http.MethodPost, mount+"session", nil)
	if err != nil {
		return 0
	}
	req.Header.Set("Origin", origin(mount))
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

// smallDisk mounts a disk of four megabytes.
func smallDisk(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no small disk: %v", err)
		}
		t.Skipf("a full disk needs root, to mount a small one: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill writes a file until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

// TestPromise_R13 lets the disk get full while shoppers talk, and gives room
// again, several times.
func TestPromise_R13(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t)
	path, filler := filepath.Join(dir, "shop.db"), filepath.Join(dir, "filler")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	var here town
	here.set(n.mount)
	b := openTab(t, newToken(t, n.mount), unkind{}, here.nodes)
	for i := range 20 {
		b.say(fmt.Sprint("before ", i), "hello")
	}
	b.settled(10 * time.Second)
	b.answered(10 * time.Second)
	times := rounds(t, 2, 4, 40)
	worstFull, worstBack := time.Duration(0), time.Duration(0)
	for round := range times {
		fill(t, filler)
		told := b.failed(chat.CodeFull)
		began := time.Now()
		for i := range 5 {
			b.say(fmt.Sprint("full ", round, " ", i), "is there room?")
		}
		b.await(10*time.Second, "being told that the disk is full", func() bool { return b.failures[chat.CodeFull] > told })
		worstFull = max(worstFull, time.Since(began))
		b.mu.Lock()
		stored := len(b.view)
		b.mu.Unlock()
		reader := openTab(t, b.token, unkind{}, here.nodes) // what is there can be read
		reader.whole(stored, 5*time.Second)
		reader.close()
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		b.settled(20 * time.Second)
		b.answered(20 * time.Second)
		worstBack = max(worstBack, time.Since(began))
	}
	if worstFull > time.Second || worstBack > 5*time.Second {
		t.Errorf("told after %v, back after %v; it is to be 1s and 5s", worstFull, worstBack)
	}
	b.close()
	b.toldOnly(chat.CodeFull)
	n.stop(t)
	v := judge(t, path, []*tab{b}, true)
	report(t, "faults", times, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates,
		"full_s", fmt.Sprintf("%.2f", worstFull.Seconds()), "back_s", fmt.Sprintf("%.2f", worstBack.Seconds()))
}
