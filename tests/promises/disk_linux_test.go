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

// tracer is the command that makes system calls fail, or skips the test.
func tracer(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(path, "-f", "-qq", "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no strace, which makes syncs fail: %v", err)
		}
		t.Skipf("making a sync fail needs strace: %v", err)
	}
	return path
}

// TestPromise_R14 lets syncs of the disk fail while shoppers talk: one, after
// which the shop is back within five seconds, or all from one on, until the
// process is killed. Nothing that was acknowledged is lost either way.
func TestPromise_R14(t *testing.T) {
	t.Parallel()
	strace := tracer(t)
	path := filepath.Join(t.TempDir(), "shop.db")
	startNode(t, nodeConfig{Path: path, Name: "first"}).stop(t) // makes the tables
	var tabs []*tab
	faults, told, worst := rounds(t, 4, 16, 80), 0, time.Duration(0)
	for round := range faults {
		once := round%2 == 0
		when := fmt.Sprint(2 + round)
		if !once {
			when += "+"
		}
		n := startNode(t, nodeConfig{Path: path, Name: "one", Alone: true}, strace, "-f", "-qq", "-o", os.DevNull,
			"-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO:when="+when)
		var here town
		here.set(n.mount)
		token := newToken(t, n.mount) // a sync of its own
		b := openTab(t, token, unkind{}, here.nodes)
		talk := talking([]*tab{b})
		b.await(20*time.Second, "a sync that fails", func() bool { return b.failures[chat.CodeBusy] > 0 || len(b.replies) > round })
		failed := time.Now()
		if !once {
			n.kill()
			n = startNode(t, nodeConfig{Path: path, Name: "one", Alone: true})
			here.set(n.mount)
		}
		b.await(20*time.Second, "ten more messages", func() bool { return len(b.replies) > round+10 })
		talk()
		b.settled(20 * time.Second)
		b.answered(20 * time.Second)
		if once {
			worst = max(worst, time.Since(failed))
		}
		told += b.failed(chat.CodeBusy)
		b.close()
		n.stop(t)
		tabs = append(tabs, b)
	}
	if worst > 5*time.Second || told == 0 {
		t.Errorf("back after %v; told %d times to try again", worst, told)
	}
	v := judge(t, path, tabs, true)
	report(t, "faults", faults, "acked", v.acked, "lost", v.lost, "duplicates", v.duplicates, "disordered", v.disordered, "back_s", fmt.Sprintf("%.2f", worst.Seconds()))
}
