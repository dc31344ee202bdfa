package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// program is something that can be started with arguments.
type program struct {
	path string
	args []string
	dir  string
	env  []string
}

func (p program) with(args ...string) program {
	p.args = append(p.args[:len(p.args):len(p.args)], args...)
	return p
}

func (p program) command(ctx context.Context) *exec.Cmd {
	cmd := exec.CommandContext(ctx, p.path, p.args...)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), p.env...)
	return cmd
}

// figures are what a program prints of itself: name=number.
type figures map[string]float64

// measure runs a program that prints a line of figures.
func (p program) measure(ctx context.Context) (figures, error) {
	var stderr bytes.Buffer
	cmd := p.command(ctx)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %.300s%.300s", filepath.Base(p.path), err, stderr.Bytes(), out)
	}
	f := figures{}
	for field := range strings.FieldsSeq(string(out)) {
		if name, text, ok := strings.Cut(field, "="); ok {
			if n, err := strconv.ParseFloat(text, 64); err == nil {
				f[name] = n
			}
		}
	}
	if len(f) == 0 || f["bad"] > 0 {
		return nil, fmt.Errorf("%s: %.300s", filepath.Base(p.path), out)
	}
	return f, nil
}

// running is a server.
type running struct {
	addr string
	pid  int
	stop func()
}

// start starts a server and waits until it listens. args makes its arguments of
// the address that it is to listen at.
func (p program) start(ctx context.Context, args func(host, port string) []string) (running, error) {
	addr, err := freeAddress()
	if err != nil {
		return running{}, err
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return running{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	cmd := p.with(args(host, port)...).command(ctx)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 15 * time.Second
	said := &bytes.Buffer{}
	cmd.Stderr, cmd.Stdout = said, io.Discard
	if err := cmd.Start(); err != nil {
		cancel()
		return running{}, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	stop := func() {
		cancel()
		<-ended
	}
	for range 300 {
		conn, err := net.Dial("tcp", addr)
		if err == nil {
			conn.Close()
			return running{addr, cmd.Process.Pid, stop}, nil
		}
		select {
		case err := <-ended:
			cancel()
			return running{}, fmt.Errorf("%s ended: %w: %.300s", filepath.Base(p.path), err, said.Bytes())
		case <-time.After(100 * time.Millisecond):
		}
	}
	stop()
	return running{}, fmt.Errorf("%s does not listen", filepath.Base(p.path))
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// build copies a peer's folder to work and builds it there: Go programs by the
// packages named, Node's by npm, which compiles a SQLite of its own. What cannot
// be built, or not in time, is told and left out.
func (p plan) build(ctx context.Context, folder string, packages ...string) (dir string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, p.building)
	defer cancel()
	if p.bench == "" {
		return "", false
	}
	dir = filepath.Join(p.work, folder)
	if _, err := os.Stat(dir); err == nil {
		return dir, true
	}
	err := os.CopyFS(dir, os.DirFS(filepath.Join(p.bench, folder)))
	if err == nil && len(packages) == 0 {
		err = quietly(ctx, program{path: "npm", dir: dir, env: nodeBuild(), args: []string{"install", "--no-package-lock", "--no-audit", "--no-fund"}})
	}
	for _, name := range packages {
		err = errors.Join(err, quietly(ctx, program{path: "go", dir: dir, env: []string{"GOWORK=off", "GOFLAGS=-mod=mod"},
			args: []string{"build", "-mod=mod", "-o", "peer-" + filepath.Base(name), "./" + name}}))
	}
	if err != nil {
		fmt.Printf("skip  %s: cannot be built here: %v\n", folder, err)
		return "", false
	}
	return dir, true
}

// nodeBuild lets npm compile what is not written in JavaScript. It would ask
// GitHub for what is compiled already, and nodejs.org for headers that may stand
// beside node, and wait long for an answer where there is none.
func nodeBuild() []string {
	env := []string{"npm_config_build_from_source=true"}
	node, err := exec.LookPath("node")
	if err == nil {
		node, err = filepath.EvalSymlinks(node)
	}
	if err != nil {
		return env
	}
	prefix := filepath.Dir(filepath.Dir(node))
	if _, err := os.Stat(filepath.Join(prefix, "include", "node", "node.h")); err == nil {
		env = append(env, "npm_config_nodedir="+prefix)
	}
	return env
}

// quietly runs a program and returns what it printed only as an error.
func quietly(ctx context.Context, p program) error {
	cmd := p.command(ctx)
	endTogether(cmd)
	cmd.WaitDelay = 5 * time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		last := bytes.TrimSpace(out)
		if at := bytes.LastIndexByte(last, '\n'); at >= 0 {
			last = last[at+1:]
		}
		return fmt.Errorf("%s %s: %w: %s", p.path, strings.Join(p.args, " "), err, last)
	}
	return nil
}
