package promises

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite" // as the other program

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/sqlite"
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
	b.settled()
	b.answered()

	locks := 0
	for held := sqlite.BusyTimeout; held >= sqlite.BusyTimeout-time.Second && locks < 10; { // a busy machine holds it for longer
		locks++
		told := b.failed(chat.CodeBusy)
		began := time.Now()
		release := holdFile(t, path)
		b.say(fmt.Sprint("short ", locks), "a short wait")
		time.Sleep(3 * time.Second) // which is what is tried
		release()
		held = time.Since(began)
		b.settled()
		b.answered()
		if b.failed(chat.CodeBusy) > told && held < sqlite.BusyTimeout-time.Second {
			t.Errorf("a lock of %v was noticed", held)
		}
	}

	release := holdFile(t, path)
	b.say("long", "a long wait")
	asked := make(chan int)
	go func() { asked <- askSession(n.mount) }()
	b.await("being told to try again", func() bool { return b.failures[chat.CodeBusy] > 0 })
	reader := openTab(t, b.token, unkind{}, here.nodes) // reads wait for nobody
	reader.whole(2 * (1 + locks))
	time.AfterFunc(5*time.Second, release)
	b.settled()
	b.answered()
	if status := <-asked; status != http.StatusOK {
		t.Errorf("a new session while the database was held: %d", status)
	}
	reader.close()
	b.close()
	b.toldOnly(chat.CodeBusy)
	n.stop(t)
	v := judge(t, path, []*tab{b, reader}, false)
	report(t, "faults", locks+1, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates)
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
