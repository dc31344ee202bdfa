package promises

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"path/filepath"
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
