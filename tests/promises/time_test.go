package promises

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// patience is how long anything is waited for that is to come: so long that only
// something that never comes is missed, on whatever machine. What a promise says
// of times is judged by timely and not by how long somebody waits.
const patience = 3 * time.Minute

// limit is what a promise allows for something that was measured.
type limit struct {
	what       string
	took, most time.Duration
}

// stopwatch notes how busy the machine is with other things. What times say of
// the chat they say of a machine that has the time.
type stopwatch struct {
	begun  time.Time
	others time.Duration // processor time that they had taken
}

// maxOthers is the share of the processors that others may take where times are
// judged.
const maxOthers = 0.15

func startWatch() stopwatch { return stopwatch{begun: time.Now(), others: othersTime()} }

// timely expects that everything took no longer than it may. Under the race
// detector, which takes ten times the time, and on a machine that others use, it
// only says what was slow.
func (w stopwatch) timely(t *testing.T, limits ...limit) {
	t.Helper()
	took := time.Since(w.begun)
	busy := float64(othersTime()-w.others) / float64(took) / float64(runtime.NumCPU())
	for _, l := range limits {
		switch {
		case l.took <= l.most:
		case underRace:
			t.Logf("%s took %v and is to take %v: not judged under the race detector", l.what, l.took, l.most)
		case busy > maxOthers:
			t.Logf("%s took %v and is to take %v: not judged while others take %.0f%% of this machine", l.what, l.took, l.most, 100*busy)
		default:
			t.Errorf("%s took %v; it is to take at most %v (others took %.0f%% of this machine)", l.what, l.took, l.most, 100*busy)
		}
	}
}

// othersTime is the processor time that everybody but this process and those
// that it has started has taken since the machine started; 0 where the system
// does not tell.
func othersTime() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	all := 0
	for i, field := range strings.Fields(line) { // cpu user nice system idle iowait irq softirq steal ...
		switch n, _ := strconv.Atoi(field); i {
		case 1, 2, 3, 6, 7, 8:
			all += n
		}
	}
	return time.Duration(all-ownTicks()) * time.Second / 100 // a tick is a hundredth of a second on every Linux
}

// ownTicks is the processor time of this process and of those that it has
// started, those that have ended included.
func ownTicks() (ticks int) {
	files, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is good
	type process struct{ parent, ticks int }
	processes := map[int]process{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(text), ") ") // behind the name, which may be anything
		fields := strings.Fields(rest)
		var pid int
		if _, err := fmt.Sscan(string(text), &pid); err != nil || len(fields) < 15 {
			continue
		}
		number := func(i int) int {
			n, _ := strconv.Atoi(fields[i]) // they are numbers
			return n
		}
		// The parent; its own time in user and system mode, and its children's.
		processes[pid] = process{number(1), number(11) + number(12) + number(13) + number(14)}
	}
	for pid, p := range processes {
		for at := pid; at > 0; at = processes[at].parent {
			if at == os.Getpid() {
				ticks += p.ticks
				break
			}
		}
	}
	return ticks
}
