package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lint checks the style of every module and of the TypeScript.
func lint(r *runner) {
	gofmt(r)
	longFiles(r)
	staticcheck := filepath.Join(r.root, ".tools", "staticcheck"+exe)
	built := r.check("build staticcheck", "internal/lint",
		"go", "build", "-o", staticcheck, "honnef.co/go/tools/cmd/staticcheck")
	for _, module := range r.modules {
		r.check("go vet in "+module, module, "go", "vet", "./...")
		if built {
			r.check("staticcheck in "+module, module, staticcheck, "./...")
		}
	}
	if hasFile(r, "widget/package.json") {
		r.check("tsc and eslint in widget", "widget", "npm", "run", "--silent", "check")
	}
}

// maxLines is the length from which a file is named, as a question whether it
// is one thing.
const maxLines = 500

// longFiles names the source files over maxLines. It fails nothing.
func longFiles(r *runner) {
	for _, file := range sources(r, "*.go", "*.ts", "*.tsx") {
		data, err := os.ReadFile(filepath.Join(r.root, file))
		if lines := bytes.Count(data, []byte("\n")); err == nil && lines > maxLines && !strings.Contains(file, ".gen.") {
			fmt.Fprintf(r.out, "long  %s has %d lines: is it one thing?\n", file, lines)
		}
	}
}

// sources returns the files of the checkout that match the patterns, new ones
// included, ignored ones not.
func sources(r *runner, patterns ...string) []string {
	args := append([]string{"ls-files", "--cached", "--others", "--exclude-standard"}, patterns...)
	out, err := r.output(".", "git", args...)
	if err != nil {
		r.fail("git ls-files", string(out)+err.Error())
	}
	var files []string
	for file := range strings.Lines(string(out)) {
		if file = strings.TrimSpace(file); hasFile(r, file) {
			files = append(files, file)
		}
	}
	return files
}

// gofmt asks for files that gofmt would change.
func gofmt(r *runner) {
	began := time.Now()
	out, err := r.output(".", "gofmt", append([]string{"-l"}, sources(r, "*.go")...)...)
	switch {
	case err != nil:
		r.fail("gofmt", string(out)+err.Error())
	case len(out) > 0:
		r.fail("gofmt", "run gofmt -w on\n"+string(out))
	default:
		r.pass("gofmt", began)
	}
}

// tidy compares every go.mod and go.sum with what go mod tidy would write.
func tidy(r *runner) {
	for _, module := range r.modules {
		r.check("go mod tidy in "+module, module, "go", "mod", "tidy", "-diff")
	}
}

func hasFile(r *runner, path string) bool {
	info, err := os.Stat(filepath.Join(r.root, path))
	return err == nil && info.Mode().IsRegular()
}
