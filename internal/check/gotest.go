package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// long are tests that talk for minutes in one goroutine, where the race detector
// has nothing to find and takes ten times as long: they run without it.
const long = "^(TestDialogueSets|TestHostileTexts|TestEveryPromiseIsKept|TestDamage|TestTrueSentencesLeave|TestPromise_S1[34](_Foreign|_Tongues)?)$"

// goTests runs go test in every module. Nested modules come after the core,
// whose packages they test from outside.
func goTests(r *runner) {
	for _, module := range r.modules {
		args := []string{"test", "-json", "-timeout", "20m"} // a slow machine is no fault
		if *race && module == "." {
			r.goTest(module, append(args, "-run", long, "./assistant/...", "./examples/...", "./internal/adversary")...)
			args = append(args, "-skip", long)
		}
		if *race {
			args = append(args, "-race")
		}
		r.goTest(module, append(args, "./...")...)
	}
}

// goTest runs one go test -json and reports it.
func (r *runner) goTest(module string, args ...string) {
	cmd := r.command(module, "go", args...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		r.fail("go test in "+module, err.Error())
		return
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		r.fail("go test in "+module, err.Error())
		return
	}
	t := newTally(r.out)
	readErr := t.read(stdout)
	err = cmd.Wait()
	if err == nil {
		err = readErr
	}
	r.passed, r.failed, r.skipped = r.passed+t.passed, r.failed+t.failed, r.skipped+t.skipped
	switch {
	case err != nil && t.failed == 0:
		r.fail("go test in "+module, stderr.String()+err.Error())
	case t.packages == 0:
		fmt.Fprintf(r.out, "      no packages with tests in %s\n", module)
	}
}

// testEvent is a line of go test -json; see go doc test2json.
type testEvent struct {
	Action      string
	Package     string
	ImportPath  string // of build output
	Test        string
	Output      string
	FailedBuild string
}

// tally reads the events of one go test. It prints the closing line of every
// package, the output of what failed, and the reason of what was skipped.
type tally struct {
	out      io.Writer
	pending  map[string]*strings.Builder // output by package and test
	build    map[string]*strings.Builder // compiler output by import path
	bad      map[string]bool             // packages with a failed test
	packages int

	passed, failed, skipped int
}

func newTally(out io.Writer) *tally {
	return &tally{out: out, pending: map[string]*strings.Builder{}, build: map[string]*strings.Builder{}, bad: map[string]bool{}}
}

func (t *tally) read(events io.Reader) error {
	in := bufio.NewReader(events)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var e testEvent
			if jsonErr := json.Unmarshal(line, &e); jsonErr != nil {
				fmt.Fprintf(t.out, "%s", line) // not an event: a word of the go command
			} else {
				t.event(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (t *tally) event(e testEvent) {
	key := e.Package + "\x00" + e.Test
	switch e.Action {
	case "output":
		add(t.pending, key, e.Output)
	case "build-output":
		add(t.build, e.ImportPath, e.Output)
	case "pass", "fail", "skip":
		said := take(t.pending, key)
		if e.Test == "" {
			t.packageDone(e, said)
		} else {
			t.testDone(e, said)
		}
	}
}

func (t *tally) testDone(e testEvent, said string) {
	switch e.Action {
	case "pass":
		t.passed++
	case "fail":
		t.failed++
		t.bad[e.Package] = true
		fmt.Fprintf(t.out, "FAIL  %s %s\n%s", e.Package, e.Test, said)
	case "skip":
		t.skipped++
		fmt.Fprintf(t.out, "skip  %s: %s\n", e.Test, reason(said))
	}
}

func (t *tally) packageDone(e testEvent, said string) {
	switch e.Action {
	case "fail":
		if !t.bad[e.Package] {
			t.failed++ // it was not built, or died outside its tests
		}
		said = take(t.build, e.FailedBuild) + said
		fmt.Fprint(t.out, said)
		// A test that was running when its package died never closes.
		for key := range t.pending {
			if test, ok := strings.CutPrefix(key, e.Package+"\x00"); ok {
				fmt.Fprintf(t.out, "unfinished  %s\n%s", test, take(t.pending, key))
			}
		}
	case "pass":
		t.packages++
		for line := range strings.Lines(said) {
			if strings.HasPrefix(line, "ok ") {
				fmt.Fprint(t.out, line)
			}
		}
	}
}

// reason finds the words of t.Skip in what a skipped test printed.
func reason(said string) string {
	for line := range strings.Lines(said) {
		if _, words, ok := strings.Cut(line, ".go:"); ok {
			if _, words, ok = strings.Cut(words, ": "); ok {
				return strings.TrimSpace(words)
			}
		}
	}
	return "no reason given"
}

func add(m map[string]*strings.Builder, key, text string) {
	if m[key] == nil {
		m[key] = new(strings.Builder)
	}
	m[key].WriteString(text)
}

func take(m map[string]*strings.Builder, key string) string {
	defer delete(m, key)
	if m[key] == nil {
		return ""
	}
	return m[key].String()
}

// fuzz runs every fuzz target of every module for -fuzztime.
func fuzz(r *runner) {
	for _, module := range r.modules {
		out, err := r.output(module, "go", "test", "-list", "^Fuzz", "-json", "./...")
		if err != nil {
			r.fail("fuzz targets of "+module, string(out)+err.Error())
			continue
		}
		for line := range bytes.Lines(out) {
			var e testEvent
			if json.Unmarshal(line, &e) != nil || e.Action != "output" || !strings.HasPrefix(e.Output, "Fuzz") {
				continue
			}
			target, began := strings.TrimSpace(e.Output), time.Now()
			label := fmt.Sprintf("fuzz %s %s", e.Package, target)
			out, err := r.output(module, "go", "test", "-run", "^$", "-fuzz", "^"+target+"$",
				"-fuzztime", fuzztime.String(), e.Package)
			if err != nil {
				r.fail(label, string(out)+err.Error())
				continue
			}
			r.pass(label, began)
		}
	}
}
