package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// start runs the program until the test ends and returns its address.
func start(t *testing.T, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"-addr", "127.0.0.1:0", "-pace", "0"}, args...), write)
		write.CloseWithError(err)
		ended <- err
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(strings.TrimPrefix(line, "listens at "))
}

func ask(t *testing.T, url, messages string) string {
	t.Helper()
	res, err := http.Post(url+"/chat/completions", "application/json", strings.NewReader(`{"model":"m","stream":true,"messages":`+messages+`}`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// The demo's model looks for what it is told, and speaks of what it found.
func TestDemo(t *testing.T) {
	url := start(t)
	const user = `{"role":"user","content":"a \"warm\" jacket"}`
	call := ask(t, url, "["+user+"]")
	if !strings.Contains(call, `"name":"search_products"`) || !strings.Contains(call, `{\"text\": \"a \\\"warm\\\" jacket\"}`) {
		t.Errorf("it answers %s", call)
	}
	words := ask(t, url, "["+user+`,{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"search_products","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"{\"products\":[{\"id\":\"beck\"}]}"}]`)
	if !strings.Contains(words, "[[beck]]") || !strings.HasSuffix(words, "data: [DONE]\n\n") {
		t.Errorf("it answers %s", words)
	}
}

func TestRules(t *testing.T) {
	file := filepath.Join(t.TempDir(), "talk.json")
	if err := os.WriteFile(file, []byte(`[{"user": "hi", "say": "Good day."}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	if answer := ask(t, start(t, "-talk", file), `[{"role":"user","content":"hi"}]`); !strings.Contains(answer, `"Good "`) {
		t.Errorf("it answers %s", answer)
	}
	if err := run(t.Context(), []string{"-talk", filepath.Join(t.TempDir(), "none")}, io.Discard); err == nil {
		t.Error("a file that is not there is read")
	}
}
