// Command check runs everything that must hold before a change is accepted and
// prints one line for each thing that does, the whole output of each that does
// not, and the sum at the end. The Makefile calls it:
//
//	go run ./internal/check              # everything, as make test does
//	go run ./internal/check -only lint   # one step, or several with commas
//	go run ./internal/check -list        # the steps
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A step is one group of checks. Steps run in order; one that fails does not
// keep the others from running, unless they need it.
type step struct {
	name, about string
	run         func(*runner)
	// vital is true for a step without which the others make no sense.
	vital bool
	// asked is true for a step that runs only when -only names it.
	asked bool
}

var steps = []step{
	{name: "install", about: "install what is missing: gcc, node, npm packages, Chromium, strace", run: install, vital: true},
	{name: "lint", about: "gofmt, go vet and staticcheck in every module, TypeScript types and eslint", run: lint},
	{name: "tidy", about: "every go.mod and go.sum says what its module needs, and no more", run: tidy},
	{name: "vuln", about: "govulncheck in every module, if there is a database beside the checkout", run: vuln},
	{name: "widget", about: "tests of the widget, and its bundles rebuilt and compared", run: widget},
	{name: "test", about: "go test in every module, with the race detector", run: goTests},
	{name: "importer", about: "a new module that imports Aisle tidies, builds and vets", run: importer},
	{name: "fuzz", about: "each fuzz target for -fuzztime", run: fuzz, asked: true},
	{name: "cold", about: "time to the demo shop's first page from a fresh clone with empty caches", run: cold, asked: true},
}

var (
	only     = flag.String("only", "", "the steps to run, separated by commas; empty means all")
	list     = flag.Bool("list", false, "list the steps and stop")
	race     = flag.Bool("race", true, "use the race detector")
	fuzztime = flag.Duration("fuzztime", 30*time.Second, "how long each fuzz target runs")
)

func main() {
	flag.Parse()
	if *list {
		for _, s := range steps {
			fmt.Printf("%-9s %s\n", s.name, s.about)
		}
		return
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	chosen, err := choose(*only)
	if err != nil {
		return err
	}
	root, err := findRoot()
	if err != nil {
		return err
	}
	modules, err := findModules(root)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	r := &runner{ctx: ctx, root: root, modules: modules, out: os.Stdout}
	began := time.Now()
	for _, s := range chosen {
		if ctx.Err() != nil {
			return errors.New("interrupted")
		}
		fmt.Fprintf(r.out, "== %s\n", s.name)
		s.run(r)
		if s.vital && r.failed > 0 {
			break
		}
	}
	return r.close(time.Since(began))
}

// choose returns the steps named in only, in the order in which they run.
func choose(only string) ([]step, error) {
	var chosen []step
	names := strings.FieldsFunc(only, func(c rune) bool { return c == ',' || c == ' ' })
	for _, s := range steps {
		if slices.Contains(names, s.name) || len(names) == 0 && !s.asked {
			chosen = append(chosen, s)
		}
	}
	if len(names) > 0 && len(chosen) != len(names) {
		return nil, fmt.Errorf("check: -only %s: unknown step; -list names them", only)
	}
	return chosen, nil
}

// findRoot returns the folder of the core's go.mod.
func findRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("check: go env GOMOD: %w", err)
	}
	mod := strings.TrimSpace(string(out))
	data, err := os.ReadFile(mod)
	if err != nil || !strings.HasPrefix(string(data), "module github.com/aisle-chat/aisle\n") {
		return "", errors.New("check: run this in a checkout of github.com/aisle-chat/aisle, at its top")
	}
	return filepath.Dir(mod), nil
}

// findModules returns the folders that have a go.mod, relative to root, the
// core's first.
func findModules(root string) ([]string, error) {
	var modules []string
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if d.Name() == "go.mod" {
			dir, err := filepath.Rel(root, filepath.Dir(path))
			modules = append(modules, dir)
			return err
		}
		return nil
	})
	return modules, err
}
