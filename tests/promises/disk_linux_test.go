package promises

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

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
	watch := startWatch()
	dir := smallDisk(t)
	path, filler := filepath.Join(dir, "shop.db"), filepath.Join(dir, "filler")
	n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
	var here town
	here.set(n.mount)
	b := openTab(t, newToken(t, n.mount), unkind{}, here.nodes)
	for i := range 20 {
		b.say(fmt.Sprint("before ", i), "hello")
	}
	b.settled()
	b.answered()
	times := rounds(t, 2, 4, 40)
	worstFull, worstBack := time.Duration(0), time.Duration(0)
	for round := range times {
		fill(t, filler)
		told := b.failed(chat.CodeFull)
		var began time.Time
		for i := 0; b.failed(chat.CodeFull) == told; i++ { // what is free in the journal takes some
			began = time.Now()
			b.say(fmt.Sprint("full ", round, " ", i), "is there room?")
			if !b.await("being told that the disk is full", func() bool { return b.failures[chat.CodeFull] > told || len(b.waiting) == 0 }) {
				break
			}
		}
		worstFull = max(worstFull, time.Since(began))
		b.mu.Lock()
		stored := len(b.view)
		b.mu.Unlock()
		reader := openTab(t, b.token, unkind{}, here.nodes) // what is there can be read
		reader.whole(stored)
		reader.close()
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		began = time.Now()
		b.settled()
		b.answered()
		worstBack = max(worstBack, time.Since(began))
	}
	watch.timely(t, limit{"being told that the disk is full", worstFull, time.Second}, limit{"working again", worstBack, 5 * time.Second})
	b.close()
	b.toldOnly(chat.CodeFull)
	n.stop(t)
	v := judge(t, path, []*tab{b}, true)
	report(t, "faults", times, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered,
		"full", worstFull, "back", worstBack)
}

// tracer is the command that makes system calls fail, or skips the test.
func tracer(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("strace")
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatalf("making a sync fail needs strace, which make test installs on Debian as root: %v", err)
	case err != nil:
		t.Skipf("making a sync fail needs strace: %v", err)
	}
	if out, err := exec.Command(path, "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not follow a process on this machine: %v: %s", err, out)
	}
	return path
}

// TestPromise_R14 lets syncs of the disk fail while shoppers talk: one, after
// which the shop is back within five seconds, or all from one on, until the
// process is killed. Nothing that was acknowledged is lost either way.
func TestPromise_R14(t *testing.T) {
	t.Parallel()
	watch := startWatch()
	strace := tracer(t)
	path := filepath.Join(t.TempDir(), "shop.db")
	first, faults := startNode(t, nodeConfig{Path: path, Name: "first"}), rounds(t, 4, 16, 80)
	var tokens []string
	for range faults {
		tokens = append(tokens, newToken(t, first.mount))
	}
	first.stop(t)
	var tabs []*tab
	told, worst := 0, time.Duration(0)
	for round := range faults {
		once := round%2 == 0
		when := fmt.Sprint(1 + round)
		if !once {
			when += "+"
		}
		n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true}, strace, "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull,
			"-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when="+when)
		var here town
		here.set(n.mount)
		b := openTab(t, tokens[round], unkind{}, here.nodes)
		talk := talking([]*tab{b})
		b.await("a sync that fails", func() bool { return b.failures[chat.CodeBusy] > 0 || len(b.replies) > round })
		failed := time.Now()
		b.mu.Lock()
		acked := len(b.acked)
		b.mu.Unlock()
		if !once {
			n.kill()
			n = startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
			here.set(n.mount)
		}
		b.await("an acknowledgement", func() bool { return len(b.acked) > acked })
		if once {
			worst = max(worst, time.Since(failed))
		}
		b.await("ten more messages", func() bool { return len(b.replies) > round+10 })
		talk()
		b.settled()
		b.answered()
		told += b.failed(chat.CodeBusy)
		b.close()
		n.stop(t)
		tabs = append(tabs, b)
	}
	if told == 0 {
		t.Error("nobody was told to try again")
	}
	watch.timely(t, limit{"writing again after a failed sync", worst, 5 * time.Second})
	v := judge(t, path, tabs, true)
	report(t, "faults", faults, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered, "back", worst)
}
