package sqlite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

// childOpen names the database that a child process of this test opens, and
// childDies the call of the driver before which it is killed; 0 is none.
const (
	childOpen = "AISLE_TEST_OPEN"
	childDies = "AISLE_TEST_DIES_AT"
)

// openAndDie is the child.
func openAndDie(path string) int {
	runtime.LockOSThread() // strace counts the calls of each thread
	dies, err := strconv.Atoi(os.Getenv(childDies))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	f := &faulty{fault: func(n int, _ string) (int, bool) {
		if n == dies {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err == nil {
				select {}
			}
		}
		return 0, false
	}}
	db, err := open(path, settings{busy: BusyTimeout, through: f.wrap, now: time.Now})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestPromise_R20_Upgrade kills a process that opens a new file, or one of an
// older version, at every step of it: the next one opens it as if nothing had
// been, with everything in it.
func TestPromise_R20_Upgrade(t *testing.T) {
	old, err := filepath.Glob(filepath.Join("testdata", "schema*.sqlite"))
	if err != nil || len(old) == 0 {
		t.Fatalf("no files of older versions: %v", err)
	}
	kills := 0
	for _, from := range append(old, "") {
		for step := 1; killedAt(t, from, func(path string) *exec.Cmd {
			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), childOpen+"="+path, fmt.Sprint(childDies, "=", step))
			return child
		}); step++ {
			kills++
		}
	}
	t.Logf("figures: kills=%d", kills)
	if kills < 10 {
		t.Errorf("only %d kills", kills)
	}
}

// TestPromise_R20_UpgradeWrites does the same at every write to the file.
func TestPromise_R20_UpgradeWrites(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		t.Skipf("killing a process at a write needs strace: %v", err)
	}
	kills, every := 0, 7
	if os.Getenv("CI") == "true" || os.Getenv("AISLE_LONG") != "" {
		every = 1
		if underRace {
			every = 10
		}
	}
	for _, from := range []string{filepath.Join("testdata", "schema1.sqlite"), ""} {
		for at := 1; killedAt(t, from, func(path string) *exec.Cmd {
			child := exec.Command(strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace=pwrite64,ftruncate,fsync,fdatasync,unlink",
				"-e", fmt.Sprint("inject=pwrite64,ftruncate,fsync,fdatasync,unlink:signal=SIGKILL:when=", at), os.Args[0])
			child.Env = append(os.Environ(), childOpen+"="+path, childDies+"=0")
			return child
		}); at += every {
			kills++
		}
	}
	t.Logf("figures: kills=%d", kills)
	if kills < 4 {
		t.Errorf("only %d kills", kills)
	}
}

// killedAt lets a child open a copy of a file, or a new one, and checks what it
// leaves. It reports whether the child was killed.
func killedAt(t *testing.T, from string, child func(path string) *exec.Cmd) bool {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	if from != "" {
		content, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(path, content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	command := child(path)
	said, err := command.CombinedOutput()
	killed := err != nil
	if killed && command.ProcessState.Exited() && len(said) > 0 {
		t.Fatalf("the child failed: %v\n%s", err, said)
	}
	db := openAt(t, path)
	if err := db.CheckIntegrity(t.Context()); err != nil {
		t.Error(err)
	}
	if from != "" {
		checkFixture(t, db)
	} else {
		say(t, db, "c", "1")
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	return killed
}
