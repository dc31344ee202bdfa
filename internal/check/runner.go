package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// runner runs the checks of the steps and counts them.
type runner struct {
	ctx     context.Context
	root    string
	modules []string // folders with a go.mod, relative to root
	out     io.Writer

	passed, failed, skipped int
}

// check runs one command in dir, a folder relative to the root, and counts it.
// It prints one line, followed by the whole output if the command failed.
func (r *runner) check(label, dir, name string, args ...string) bool {
	began := time.Now()
	output, err := r.output(dir, name, args...)
	if err != nil {
		r.fail(label, string(output)+err.Error())
		return false
	}
	r.pass(label, began)
	return true
}

// output runs a command in dir and returns what it printed on both streams.
func (r *runner) output(dir, name string, args ...string) ([]byte, error) {
	cmd := r.command(dir, name, args...)
	var both bytes.Buffer
	cmd.Stdout, cmd.Stderr = &both, &both
	err := cmd.Run()
	return both.Bytes(), err
}

// command prepares a command in dir. It is asked to end, and ended ten seconds
// later, when the run is interrupted.
func (r *runner) command(dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(r.ctx, name, args...)
	cmd.Dir = dir
	if !filepath.IsAbs(dir) {
		cmd.Dir = filepath.Join(r.root, dir)
	}
	cmd.Env = append(os.Environ(), "GOWORK=off")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

func (r *runner) pass(label string, began time.Time) {
	r.passed++
	fmt.Fprintf(r.out, "ok    %s (%s)\n", label, time.Since(began).Round(100*time.Millisecond))
}

func (r *runner) fail(label, why string) {
	r.failed++
	fmt.Fprintf(r.out, "FAIL  %s\n%s\n", label, why)
}

// skip says what is not checked, and why.
func (r *runner) skip(why string) {
	r.skipped++
	fmt.Fprintf(r.out, "skip  %s\n", why)
}

// close prints the sum of the run and returns an error if anything failed or
// nothing ran.
func (r *runner) close(took time.Duration) error {
	fmt.Fprintf(r.out, "== done in %s\n%d passed, %d failed, %d skipped\n",
		took.Round(time.Second), r.passed, r.failed, r.skipped)
	switch {
	case r.failed > 0:
		return errors.New("check: failed")
	case r.passed == 0:
		return errors.New("check: nothing ran")
	}
	return nil
}
