package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func init() { traced = appendTraced }

// TestPromise_R01_PowerCut records what a process asks of the disk while it
// appends, opens and closes a database, and replays that up to a moment: what was
// synced is there, and of the rest nothing, all, or anything. Every event that was
// acknowledged by then is found in what is left, whole, dense and once.
func TestPromise_R01_PowerCut(t *testing.T) {
	cuts := 15
	switch {
	case os.Getenv("AISLE_LONG") != "":
		cuts = 500
	case os.Getenv("CI") == "true":
		cuts = 60
	}
	if underRace { // it is the order of writes that matters
		cuts = min(cuts, 10)
	}
	steps := recordChild(t)
	seed := rand.Uint64()
	t.Logf("seed %d, %d steps", seed, len(steps))
	random := rand.New(rand.NewPCG(seed, seed))
	most := 0
	for n := range cuts {
		at := 1 + random.IntN(len(steps))
		if n == 0 {
			at = len(steps)
		}
		for _, survives := range []struct {
			name        string
			share, torn float64
		}{{"nothing", 0, 0}, {"all", 1, 0}, {"some", 0.5, 0.2}} {
			acked, err := cut(t, steps[:at], true, func() float64 {
				if random.Float64() < survives.torn {
					return random.Float64()
				}
				if random.Float64() < survives.share {
					return 1
				}
				return 0
			})
			if err != nil {
				t.Errorf("cut after step %d of %d, of what was not synced %s survives: %v", at, len(steps), survives.name, err)
			}
			most = max(most, acked)
		}
	}
	if most < 100 {
		t.Errorf("at most %d events were acknowledged before a cut", most)
	}
	// A disk that forgets what was synced is found out.
	if _, err := cut(t, steps, false, func() float64 { return 0 }); err == nil {
		t.Error("nothing is missing after a cut that no sync has survived")
	}
	t.Logf("figures: power_cuts=%d acked=%d lost=0 duplicates=0", 3*cuts, most)
}

// recordChild runs the child and returns what it asked of the disk.
func recordChild(t *testing.T) []step {
	t.Helper()
	strace, err := exec.LookPath("strace")
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("recording system calls needs strace, which make test installs on Debian as root: %v", err)
	case err != nil:
		t.Skipf("recording system calls needs strace: %v", err)
	}
	if out, err := exec.Command(strace, "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not follow a process on this machine: %v: %s", err, out)
	}
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	child := exec.Command(strace, "-f", "--seccomp-bpf", "-qq", "-xx", "-s", "1000000", "-o", log,
		"-e", "trace=?open,openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink", os.Args[0])
	files := filepath.Join(dir, "files")
	if err := os.Mkdir(files, 0o700); err != nil {
		t.Fatal(err)
	}
	child.Env = append(os.Environ(), childTraced+"="+filepath.Join(files, "shop.db"))
	child.Stderr = os.Stderr
	if err := child.Run(); err != nil {
		t.Fatalf("the child failed: %v", err)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := readTrace(string(text), files)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

// appendTraced is the child: it opens the database several times, appends to
// some conversations at once and prints a line for each event once it is
// acknowledged.
func appendTraced(path string) int {
	const times, talks, each = 3, 4, 15
	for range times {
		db, err := Open(path)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		var out sync.Mutex
		var appending sync.WaitGroup
		for c := range talks {
			appending.Go(func() {
				for range each {
					id := fmt.Sprint("c", c)
					_, events, err := db.Append(context.Background(), "main", message(id, fmt.Sprint(rand.Uint64())))
					if err != nil {
						fmt.Fprintln(os.Stderr, err)
						return
					}
					out.Lock()
					fmt.Printf("%s %d\n", id, events[0].Seq)
					out.Unlock()
				}
			})
		}
		appending.Wait()
		if err := db.Close(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return 0
}

// cut makes the files that a power cut after these steps leaves, opens the
// database, and checks it. synced says whether syncs count. survives is how much
// of a write that is not synced is on the disk, from 0 to 1.
func cut(t *testing.T, steps []step, synced bool, survives func() float64) (acknowledged int, err error) {
	t.Helper()
	dir := t.TempDir()
	d := disk{entries: map[string]*inode{}, synced: synced}
	acked := map[string]int64{}
	for _, s := range steps {
		if s.kind == stepAck {
			acked[s.name] = max(acked[s.name], s.offset)
			acknowledged++
			continue
		}
		d.do(s)
	}
	for name, content := range d.left(survives) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return acknowledged, whole(t.Context(), filepath.Join(dir, "shop.db"), acked)
}

// whole opens the database and expects what was acknowledged, whole, dense and
// once.
func whole(ctx context.Context, path string, acked map[string]int64) (err error) {
	db, err := open(path, settings{busy: 30 * time.Second, now: time.Now})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.CheckIntegrity(ctx); err != nil {
		return err
	}
	for conversation, top := range acked {
		events, err := db.Events(ctx, "main", conversation, 0, 1<<30)
		if err != nil {
			return err
		}
		if int64(len(events)) < top {
			return fmt.Errorf("%s has %d events, %d were acknowledged", conversation, len(events), top)
		}
		seen := map[string]bool{}
		for i, e := range events {
			if e.Seq != int64(i+1) || seen[e.ClientID] {
				return fmt.Errorf("%s: event %d has seq %d and id %s", conversation, i+1, e.Seq, e.ClientID)
			}
			seen[e.ClientID] = true
		}
	}
	return nil
}
