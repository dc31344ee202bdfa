// Command chaos runs the tests of the promises of reliability, which kill and
// stop processes, break networks and disks and turn clocks, and prints what was
// done and survived, and which promises were shown. The Makefile calls it:
//
//	go run ./internal/chaos            # some minutes
//	go run ./internal/chaos -times 5   # everything five times as often
//	go run ./internal/chaos -long      # as often as the promises name: hours
//	go run ./internal/chaos -race      # with the race detector
//
// It exits with 1 when a promise is broken. A test says what it did in a line
// "figures: kills=60 acked=7085 lost=0".
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"
)

// packages are where the promises' tests are, apart from those that need a
// browser.
var packages = []string{"./chat", "./chat/sqlite", "./assistant/agent/langchain", "./tests/promises"}

var (
	long  = flag.Bool("long", false, "as often as the promises name; takes hours")
	race  = flag.Bool("race", false, "use the race detector")
	times = flag.Int("times", 1, "everything this many times as often")
)

func main() {
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) error {
	args := []string{"test", "-json", "-count=1", "-p=1", "-run", "^TestPromise_R", "-timeout", fmt.Sprint(time.Duration(max(1, *times)) * 15 * time.Minute)}
	if *race {
		args = append(args, "-race")
	}
	env := append(os.Environ(), "CI=true", fmt.Sprint("AISLE_TIMES=", max(1, *times)))
	if *long {
		args, env = append(args, "-timeout", "0"), append(env, "AISLE_LONG=1")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, packages...)...)
	cmd.Env = env
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	var trouble bytes.Buffer
	cmd.Stderr = &trouble
	events, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	found := results{}
	readErr := found.read(events, out)
	err = errors.Join(cmd.Wait(), readErr)
	found.print(out, time.Since(began), *long)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, trouble.Bytes())
	}
	return nil
}

// event is a line of go test -json; see go doc test2json.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

// top finds the promise in the name of a test; a test within another has its
// name behind a slash.
var top = regexp.MustCompile(`^TestPromise_(R\d\d)(?:_|$)([^/]*)$`)

// unfinished counts the tests that were running when their package died.
func (rs results) unfinished(pkg string, said map[string]string, out io.Writer) {
	for _, key := range slices.Sorted(maps.Keys(said)) {
		test, ours := strings.CutPrefix(key, pkg+" ")
		if !ours || test == "" {
			continue
		}
		fmt.Fprintf(out, "unfinished  %s\n%s", test, said[key])
		rs.add(event{Action: "fail", Package: pkg, Test: test}, said[key])
		delete(said, key)
	}
}

// read follows the tests and prints a line for each that ends.
func (rs results) read(events io.Reader, out io.Writer) error {
	said := map[string]string{} // by package and test
	in := json.NewDecoder(events)
	for {
		var e event
		if err := in.Decode(&e); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "output":
			said[key] += e.Output
		case "pass", "fail", "skip":
			if e.Test == "" && e.Action == "fail" {
				rs.unfinished(e.Package, said, out)
			}
			rs.add(e, said[key])
			if e.Action == "fail" {
				fmt.Fprint(out, said[key])
			}
			if top.MatchString(e.Test) {
				fmt.Fprintf(out, "%-4s  %s (%.1fs)\n", e.Action, e.Test, e.Elapsed)
			}
			delete(said, key)
		}
	}
}
