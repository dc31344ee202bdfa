package anthropic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// serve is a model on a server that answers with h.
func serve(t *testing.T, h http.HandlerFunc) agent.Model {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	m, err := New(Config{Key: "sk-secret", Model: "scripted", URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// stream answers with events, as the API writes them.
func stream(events ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for _, e := range events {
			var kind struct{ Type string }
			if json.Unmarshal([]byte(e), &kind) != nil {
				kind.Type = "message_delta" // what it says of itself
			}
			fmt.Fprintf(w, "event: %s\ndata: %s\n\n", kind.Type, e)
		}
	}
}

const (
	start = `{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"scripted","content":[],"usage":{"input_tokens":19,"cache_read_input_tokens":100,"output_tokens":0}}}`
	words = `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`
	end   = `{"type":"message_stop"}`
)

func text(s string) string {
	data, _ := json.Marshal(s)
	return `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":` + string(data) + `}}`
}
func use(index int, id string) string {
	return fmt.Sprintf(`{"type":"content_block_start","index":%d,"content_block":{"type":"tool_use","id":%q,"name":"search","input":{}}}`, index, id)
}
func piece(index int, s string) string {
	data, _ := json.Marshal(s)
	return fmt.Sprintf(`{"type":"content_block_delta","index":%d,"delta":{"type":"input_json_delta","partial_json":%s}}`, index, data)
}
func stop(why string) string {
	return `{"type":"message_delta","delta":{"stop_reason":"` + why + `"},"usage":{"output_tokens":9}}`
}

var request = agent.Request{
	System: "Be brief.", MaxTokens: 50,
	Messages: []agent.Message{
		{Role: agent.RoleAssistant, Text: "Hello!"},
		{Role: agent.RoleUser, Text: "shoes"},
		{Role: agent.RoleAssistant, Text: "looking", Calls: []agent.ToolCall{{ID: "a", Name: "search", Arguments: `{"q":1}`}, {ID: "b", Name: "search", Arguments: `{"q":`}}},
		{Role: agent.RoleTool, CallID: "a", Name: "search", Text: "[1]"},
		{Role: agent.RoleTool, CallID: "b", Name: "search", Text: "[2]"},
	},
	Tools: []tool.Tool{{Name: "search", Description: "Search.", Schema: json.RawMessage(`{"type":"object","properties":{"q":{"type":"integer"}},"required":["q"],"additionalProperties":false}`)}},
}

// ask is what comes of a request, in a line.
func ask(ctx context.Context, m agent.Model) (string, error) {
	var said strings.Builder
	for e, err := range m.Generate(ctx, request) {
		if err != nil {
			return strings.TrimSpace(said.String()), err
		}
		switch e := e.(type) {
		case agent.Delta:
			said.WriteString(string(e))
		case agent.ToolCall:
			fmt.Fprintf(&said, " %s:%s(%s)", e.ID, e.Name, e.Arguments)
		case agent.Usage:
			fmt.Fprintf(&said, " %d+%d", e.InputTokens, e.OutputTokens)
		case agent.Stop:
			fmt.Fprintf(&said, " stop(cut %v)", e.Cut)
		}
	}
	return strings.TrimSpace(said.String()), nil
}

// Answers come as they were meant, whole or not at all.
func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		h    http.HandlerFunc
		want string
		fail bool
	}{
		"words":               {stream(start, words, text("Two "), text("pairs."), stop("end_turn"), end), "Two pairs. 119+9 stop(cut false)", false},
		"out of tokens":       {stream(start, words, text("Two "), stop("max_tokens"), end), "Two  119+9 stop(cut true)", false},
		"interleaved calls":   {stream(start, words, text("Look:"), use(1, "a"), use(2, "b"), piece(1, `{"q":`), piece(2, `{}`), piece(1, `1}`), stop("tool_use"), end), "Look: a:search({\"q\":1}) b:search({}) 119+9 stop(cut false)", false},
		"thoughts":            {stream(start, `{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}`, `{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}`, text("Hi."), stop("end_turn"), end), "Hi. 119+9 stop(cut false)", false},
		"cut off":             {stream(start, words, text("Two ")), "Two", false}, // no stop: the agent takes it for cut off
		"half a call":         {stream(start, use(0, "a"), piece(0, `{"q":`)), "", false},
		"an error in between": {stream(start, words, text("Two "), `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`, stop("end_turn"), end), "Two", true},
		"a refusal":           {stream(start, words, text("I "), stop("refusal"), end), "I", true},
		"no end of arguments": {stream(start, use(0, "a"), piece(0, strings.Repeat("a", 17<<10)), stop("tool_use"), end), "", true},
		"no JSON":             {stream(start, `{not json`, end), "", true},
	} {
		got, err := ask(t.Context(), serve(t, c.h))
		if got != c.want || (err != nil) != c.fail {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
		if e := (*agent.Error)(nil); c.fail && !errors.As(err, &e) {
			t.Errorf("%s: %T is no agent.Error", name, err)
		}
	}
}

// What is sent is what the API wants: the shopper first, all calls and all results,
// and a key that goes nowhere else.
func TestRequest(t *testing.T) {
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
	t.Setenv("ANTHROPIC_API_KEY", "sk-of-somebody-else")
	var sent, key string
	m := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent, key = string(body), r.Header.Get("X-Api-Key")
		stream(start, words, text("ok"), stop("end_turn"), end)(w, r)
	})
	if got, err := ask(t.Context(), m); err != nil || !strings.HasPrefix(got, "ok") {
		t.Fatal(got, err)
	}
	var body struct {
		Model, MaxTokens any
		System           []struct{ Text string }
		Messages         []struct {
			Role    string
			Content []map[string]any
		}
		Tools []map[string]any
	}
	if err := json.Unmarshal([]byte(sent), &body); err != nil {
		t.Fatal(err)
	}
	var roles []string
	for _, m := range body.Messages {
		line := m.Role
		for _, c := range m.Content {
			line += fmt.Sprint(" ", c["type"])
		}
		roles = append(roles, line)
	}
	if got := strings.Join(roles, "|"); got != "user text|assistant text|user text|assistant text tool_use tool_use|user tool_result tool_result" {
		t.Errorf("the messages are %s", got)
	}
	for _, want := range []string{`"model":"scripted"`, `"max_tokens":50`, `"stream":true`, `"additionalProperties":false`, `"required":["q"]`, `"input":{"q":1}`, `"input":{}`, "Be brief."} {
		if !strings.Contains(sent, want) {
			t.Errorf("%s is not in %s", want, sent)
		}
	}
	if strings.Contains(sent, "temperature") || key != "sk-secret" {
		t.Errorf("sent %s with %q", sent, key)
	}
}

// Refusals keep their status and how long to wait, and tell no key; a redirect is not
// followed.
func TestRefusals(t *testing.T) {
	tomorrow := time.Now().Add(48 * time.Hour).UTC().Format(http.TimeFormat) // no wait is longer than a day
	for status, c := range map[int]struct {
		header string
		after  time.Duration
	}{429: {"2", 2 * time.Second}, 503: {tomorrow, 24 * time.Hour}, 529: {}, 401: {}, 302: {}} {
		calls := 0
		m := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			if c.header != "" {
				w.Header().Set("Retry-After", c.header)
			}
			w.Header().Set("Location", "/elsewhere")
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			io.WriteString(w, `{"type":"error","error":{"type":"x","message":"the key sk-secret is not known"}}`) //nolint:errcheck // a test's answer
		})
		_, err := ask(t.Context(), m)
		e := (*agent.Error)(nil)
		if !errors.As(err, &e) || e.Status != status || e.RetryAfter != c.after || calls != 1 || strings.Contains(err.Error(), "sk-secret") {
			t.Errorf("%d: %v after %d calls", status, err, calls)
		}
	}
}

// A page of a proxy in between keeps its status, too; and an error that is all that comes
// of a stream has the one that it would have had before it, so that the agent tries again.
func TestRefusalsOfOthers(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		status int
		said   string
	}{
		"a proxy": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", http.StatusBadGateway) }, 502, "bad gateway at /v1/messages"},
		"a long one": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, strings.Repeat("x", 1<<20), http.StatusServiceUnavailable)
		}, 503, "service unavailable"},
		"overloaded": {stream(`{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`), 529, "Overloaded"},
		"boom":       {stream(start, `{"type":"error","error":{"message":"boom"}}`), 0, "boom"},
		"a page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html>") //nolint:errcheck // a test's answer
		}, 0, "is http://127.0.0.1"},
	} {
		_, err := ask(t.Context(), serve(t, c.answer))
		e := (*agent.Error)(nil)
		if !errors.As(err, &e) || e.Status != c.status || !strings.Contains(e.Error(), c.said) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A call that is cancelled says so, and the server is told.
func TestCancel(t *testing.T) {
	gone := make(chan struct{})
	m := serve(t, func(w http.ResponseWriter, r *http.Request) {
		stream(start, words, text("Two "))(w, r)
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		<-r.Context().Done()
		close(gone)
	})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for e, err := range m.Generate(ctx, request) {
		if e != nil {
			cancel()
		}
		last = err
	}
	<-gone
	if !errors.Is(last, context.Canceled) {
		t.Errorf("%v", last)
	}
}

// What is wrong with the configuration is said before anything is sent.
func TestConfig(t *testing.T) {
	for _, c := range []Config{{}, {Key: "k"}, {Model: "m"}, {Key: "k\n", Model: "m"}, {Key: "k", Model: "m", URL: "ftp://x"}, {Key: "k", Model: "m", URL: "x"}} {
		if _, err := New(c); err == nil {
			t.Errorf("%+v is no mistake", c)
		}
	}
	if _, err := New(Config{Key: "k", Model: "m"}); err != nil {
		t.Error(err)
	}
}
