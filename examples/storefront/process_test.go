package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// built is the folder that build made; empty when it made none.
var built string

// build compiles the command once for all tests of this file.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "storefront-test-")
	if err != nil {
		return "", err
	}
	built = dir
	binary := filepath.Join(dir, "storefront.exe")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return string(out), err
	}
	return binary, nil
})

// program is the built command with these arguments, ended with the test.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatalf("go build: %v\n%s", err, binary)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Dir = t.TempDir()
	return cmd
}

// Whatever keeps the shop from opening is said in one line that tells what to
// do.
func TestWhatKeepsItFromOpening(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	unusable := write("bad.jsonl", "{\"id\": \"\"}\nnonsense\n")
	articles := filepath.Join(dir, "articles")
	if err := os.Mkdir(articles, 0o700); err != nil {
		t.Fatal(err)
	}
	write("articles/broken.md", "---\ntitle: [\n---\nText.\n")

	for _, c := range []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"port taken", []string{"-addr", taken.Addr().String()}, 1, []string{"listens on " + taken.Addr().String(), "-addr"}},
		{"no such address", []string{"-addr", "nonsense"}, 1, []string{"nonsense", "-addr"}},
		{"no feed", []string{"-feed", filepath.Join(dir, "none.jsonl")}, 1, []string{"there is no feed at", "none.jsonl", "-feed"}},
		{"a folder as feed", []string{"-feed", dir}, 1, []string{"the feed"}},
		{"unusable feed", []string{"-feed", unusable}, 1, []string{"all of its lines are refused (2)", "line 1", "id"}},
		{"empty feed", []string{"-feed", write("empty.jsonl", "\n\n")}, 1, []string{"holds no product"}},
		{"no database", []string{"-db", write("not.db", strings.Repeat("this is not a database. ", 100))}, 1, []string{"not.db", "-db"}},
		{"no knowledge", []string{"-knowledge", filepath.Join(dir, "none")}, 1, []string{"there is no folder", "-knowledge"}},
		{"a picture for a feed", []string{"-feed", write("shop.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\n{\x01")}, 1, []string{"is no text"}},
		{"broken knowledge", []string{"-knowledge", articles}, 1, []string{"broken.md"}},
		{"unknown flag", []string{"-voice", "loud"}, 2, []string{"-voice"}},
		{"a server without a model", []string{"-model-url", "http://127.0.0.1:1/v1"}, 2, []string{"-model-url needs -model"}},
		{"a model without a server", []string{"-model", "qwen3"}, 2, []string{"-model needs -model-url"}},
		{"no address of a model", []string{"-model-url", "localhost", "-model", "qwen3"}, 1, []string{"-model-url", "localhost", "https://"}},
		{"an argument", []string{"serve"}, 2, []string{`"serve"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := c.args
			if c.name != "port taken" && c.name != "no such address" {
				args = append([]string{"-addr", "127.0.0.1:0"}, args...)
			}
			cmd := program(t, args...)
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			cmd.Run()
			if code := cmd.ProcessState.ExitCode(); code != c.code {
				t.Errorf("exit code %d, want %d: %s", code, c.code, &stderr)
			}
			for _, text := range c.says {
				if !strings.Contains(stderr.String(), text) {
					t.Errorf("%q lacks %q", &stderr, text)
				}
			}
			if c.code == 1 && strings.Count(stderr.String(), "\n") != 1 {
				t.Errorf("not one line: %q", &stderr)
			}
			if strings.Contains(stdout.String(), "http://") {
				t.Errorf("it says that it is open: %q", &stdout)
			}
		})
	}
}

var printed = regexp.MustCompile(`(?s)is open at (http://\S+)/\n.*user demo, password (\S+)\n`)

// It prints where it is, keeps the cart over a restart, and ends with 0.
func TestRunsAndEnds(t *testing.T) {
	db := filepath.Join(t.TempDir(), "shop.db")
	var cookie *http.Cookie
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd := program(t, "-addr", "127.0.0.1:0", "-db", db)
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(stdout)
		said := ""
		for range 2 {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("%v after %q, stderr %s", err, said, &stderr)
			}
			said += line
		}
		found := printed.FindStringSubmatch(said)
		if found == nil {
			t.Fatalf("it said %q", said)
		}
		cookie = shopOnce(t, found[1], cookie)
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		rest, err := io.ReadAll(lines)
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Fatalf("after %v: %v, said %s, stderr %s", signal, err, rest, &stderr)
		}
	}
}

// shopOnce puts a stove into the cart of a new guest, or finds it in the cart
// of the guest who comes back.
func shopOnce(t *testing.T, base string, cookie *http.Cookie) *http.Cookie {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	if cookie == nil {
		response, err := client.Post(base+"/cart", "application/x-www-form-urlencoded", strings.NewReader("product=ember-camp-stove&quantity=1"))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 303 || len(response.Cookies()) != 1 {
			t.Fatalf("status %d, cookies %v", response.StatusCode, response.Cookies())
		}
		return response.Cookies()[0]
	}
	r, err := http.NewRequestWithContext(t.Context(), "GET", base+"/cart", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(cookie)
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(page), "Ember Gas Stove") {
		t.Errorf("the cart is gone after a restart: %v %.200s", err, page)
	}
	return cookie
}
