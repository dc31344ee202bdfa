package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// cold times what a newcomer waits for: from a fresh clone with empty module
// and build caches to the first page of the demo shop, and the same for the
// built program. It prints figures and judges none of them.
func cold(r *runner) {
	const label = "first page from a fresh clone with empty caches"
	dir, err := os.MkdirTemp("", "aisle-cold-")
	if err != nil {
		r.fail(label, err.Error())
		return
	}
	caches := []string{"GOMODCACHE=" + filepath.Join(dir, "mod"), "GOCACHE=" + filepath.Join(dir, "cache"), "GOFLAGS=-modcacherw"}
	defer os.RemoveAll(dir)
	clone := filepath.Join(dir, "aisle")
	if out, err := r.output(".", "git", "clone", "--quiet", ".", clone); err != nil {
		r.fail(label, string(out)+err.Error())
		return
	}

	run := r.command(clone, "go", "run", "./examples/storefront", "-addr", "127.0.0.1:0", "-db", filepath.Join(dir, "shop.db"))
	run.Env = append(run.Env, caches...)
	began := time.Now()
	if err := firstPage(r.ctx, run); err != nil {
		r.fail(label, err.Error())
		return
	}
	r.pass(label, began)

	program := filepath.Join(dir, "storefront"+exe)
	build := r.command(clone, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "./examples/storefront")
	build.Env = append(build.Env, caches...)
	if out, err := build.CombinedOutput(); err != nil {
		r.fail("build the storefront", string(out)+err.Error())
		return
	}
	began = time.Now()
	err = firstPage(r.ctx, r.command(dir, program, "-addr", "127.0.0.1:0", "-db", filepath.Join(dir, "shop2.db")))
	if err != nil {
		r.fail("first page of the built program", err.Error())
		return
	}
	label2 := "first page of the built program"
	if info, err := os.Stat(program); err == nil {
		label2 += fmt.Sprintf(" of %.1f MB", float64(info.Size())/1e6)
	}
	r.pass(label2, began)
}

var printedURL = regexp.MustCompile(`http://[0-9.]+:[0-9]+`)

// firstPage starts a storefront, waits until it has served its first page, and
// ends it.
func firstPage(ctx context.Context, storefront *exec.Cmd) error {
	output, input := io.Pipe()
	defer output.Close()
	storefront.Stdout, storefront.Stderr = input, input
	inGroup(storefront)
	if err := storefront.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		err := storefront.Wait()
		input.Close()
		ended <- err
	}()
	defer func() {
		endGroup(storefront)
		<-ended
	}()

	var said bytes.Buffer
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		fmt.Fprintln(&said, lines.Text())
		url := printedURL.FindString(lines.Text())
		if url == "" {
			continue
		}
		go io.Copy(io.Discard, output)
		return fetch(ctx, url)
	}
	return fmt.Errorf("the storefront ended without printing a URL:\n%s", strings.TrimSpace(said.String()))
}

func fetch(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, answer.Status)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}
