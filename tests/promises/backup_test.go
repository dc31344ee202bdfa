package promises

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/aisle-chat/aisle/chat/sqlite"
)

// TestPromise_R20 takes a backup while shoppers talk, goes on, and restores it.
// Everything that was acknowledged before the backup is there, and every tab
// notices that the log has gone back and shows what is there.
func TestPromise_R20(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "shop.db")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	var here town
	here.set(n.mount)
	var tabs []*tab
	for range 6 {
		tabs = append(tabs, openTab(t, newToken(t, n.mount), unkind{}, here.nodes))
	}
	talk := talking(tabs)
	for _, b := range tabs {
		b.whole(100)
	}
	times := rounds(t, 2, 4, 30)
	for round := range times {
		db, err := sqlite.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		before := make([]map[string]int64, len(tabs))
		for i, b := range tabs {
			b.mu.Lock()
			before[i] = maps.Clone(b.acked)
			b.mu.Unlock()
		}
		backup := filepath.Join(dir, fmt.Sprint("backup", round))
		if err := db.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, b := range tabs { // what is lost by going back
			b.mu.Lock()
			seen := len(b.view)
			b.mu.Unlock()
			b.whole(seen + 20)
		}
		talk()
		for _, b := range tabs {
			b.settled()
		}
		here.set()
		n.stop(t)
		restored := filepath.Join(dir, fmt.Sprint("restored", round), "shop.db")
		if err := os.Mkdir(filepath.Dir(restored), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := sqlite.Restore(t.Context(), backup, restored); err != nil {
			t.Fatal(err)
		}
		path = restored
		resyncs := make([]int, len(tabs))
		for i, b := range tabs {
			b.mu.Lock()
			b.acked, resyncs[i] = before[i], b.resyncs
			clear(b.replies)
			b.mu.Unlock()
		}
		n = startNode(t, nodeConfig{Path: path, Name: fmt.Sprint("after ", round), Alone: true})
		here.set(n.mount)
		for i, b := range tabs {
			b.await("starting again", func() bool { return b.resyncs > resyncs[i] })
			b.say(fmt.Sprint("after ", round), "hello again")
			b.settled()
			b.answered()
		}
		talk = talking(tabs)
	}
	talk()
	for _, b := range tabs {
		b.settled()
		b.answered()
		b.close()
	}
	n.stop(t)
	v := judge(t, path, tabs, true)
	report(t, "restores", times, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered)
}
