package langchain

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// Fault 11: a refusal keeps its status and how long to wait; its words hold no key.
func TestFault11_Refusals(t *testing.T) {
	for _, c := range []struct {
		status int
		after  string
		want   time.Duration
	}{{429, "2", 2 * time.Second}, {429, "-1", 0}, {429, "soon", 0}, {429, "", 0}, {503, "120", 2 * time.Minute}, {500, "", 0}, {529, "", 0}, {403, "", 0}, {204, "", 0}} {
		s := fakellm.Script{Status: c.status, Headers: map[string]string{"Retry-After": c.after}, Chunks: []fakellm.Chunk{{Text: `{"error":{"message":"the key sk-secret is\nnot known"}}`}}}
		got := ask(t.Context(), serve(t, fakellm.Sequence(s)))
		e, ok := errors.AsType[*agent.Error](got.err)
		if !ok || e.Status != c.status || e.RetryAfter != c.want {
			t.Errorf("%+v: %v", c, got.err)
		}
		if ok && (strings.Contains(e.Error(), "sk-secret") || strings.Contains(e.Error(), "\n")) {
			t.Errorf("%+v: %q", c, e.Error())
		}
	}
}

// A redirect is not followed: the key would go along.
func TestRedirects(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody else was asked") }))
	defer other.Close()
	for _, code := range []int{301, 302, 307, 308} {
		s := fakellm.Script{Status: code, Headers: map[string]string{"Location": other.URL}}
		if got := ask(t.Context(), serve(t, fakellm.Sequence(s))); status(got.err) != code {
			t.Errorf("%d: %v", code, got.err)
		}
	}
}

// Fault 13: no temperature is sent that nobody asked for; the rest is what a server
// wants.
func TestFault13_Temperature(t *testing.T) {
	half := 0.5
	for name, c := range map[string]struct {
		change func(*Server)
		has    []string
		not    []string
		key    string
	}{
		"plain":  {func(*Server) {}, []string{`"model":"scripted"`, `"stream":true`, `"include_usage":true`, `"max_completion_tokens":50`, `"name":"search"`, `"role":"system"`}, []string{"temperature", `"max_tokens"`}, "Bearer sk-secret"},
		"warm":   {func(s *Server) { s.Temperature = &half }, []string{`"temperature":0.5`}, nil, "Bearer sk-secret"},
		"old":    {func(s *Server) { s.OldMaxTokens = true }, []string{`"max_tokens":50`}, []string{"max_completion_tokens"}, "Bearer sk-secret"},
		"no key": {func(s *Server) { s.Key = "" }, nil, nil, ""},
		"whole":  {func(s *Server) { s.URL += "/chat/completions/" }, nil, nil, "Bearer sk-secret"},
	} {
		fake := fakellm.Sequence(fakellm.Text("ok"))
		if got := ask(t.Context(), serve(t, fake, c.change)); got.String() != `"ok" stop` {
			t.Fatalf("%s: %v", name, got.err)
		}
		r := fake.Requests()[0]
		for _, want := range c.has {
			if !strings.Contains(string(r.Body), want) {
				t.Errorf("%s: %s is not in %s", name, want, r.Body)
			}
		}
		for _, never := range c.not {
			if strings.Contains(string(r.Body), never) {
				t.Errorf("%s: %s is in %s", name, never, r.Body)
			}
		}
		if got := r.Header.Get("Authorization"); got != c.key {
			t.Errorf("%s: the key is %q", name, got)
		}
		if ua := r.Header.Get("User-Agent"); ua != "aisle" {
			t.Errorf("%s: it tells of itself %q", name, ua)
		}
	}
}

// A round with tools is sent as the wire format has it.
func TestToolRounds(t *testing.T) {
	fake := fakellm.Sequence(fakellm.Text("ok"))
	m := serve(t, fake)
	for _, err := range m.Generate(t.Context(), agent.Request{System: "s", Messages: []agent.Message{
		{Role: agent.RoleUser, Text: "x"},
		{Role: agent.RoleAssistant, Text: "looking", Calls: []agent.ToolCall{{ID: "a", Name: "search", Arguments: `{"q":1}`}, {ID: "b", Name: "search", Arguments: `{}`}}},
		{Role: agent.RoleTool, CallID: "a", Name: "search", Text: "[1]"},
		{Role: agent.RoleTool, CallID: "b", Name: "search", Text: "[2]"},
	}}) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var sent []string
	for _, m := range fake.Requests()[0].Messages {
		line := m.Role + " " + m.Content + " " + m.CallID
		for _, c := range m.Calls {
			line += " " + c.ID + c.Function.Name + c.Function.Arguments
		}
		sent = append(sent, strings.TrimSpace(line))
	}
	want := "system s|user x|assistant looking  asearch{\"q\":1} bsearch{}|tool [1] a|tool [2] b"
	if got := strings.Join(sent, "|"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// An Azure deployment is asked where it is, with its own kind of key.
func TestAzure(t *testing.T) {
	var at, key string
	fake := fakellm.Sequence(fakellm.Text("ok"))
	m := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at, key = r.URL.String(), r.Header.Get("api-key")
		fake.ServeHTTP(w, r)
	}), func(s *Server) { s.AzureVersion, s.URL = "2024-10-21", strings.TrimSuffix(s.URL, "/v1") })
	if got := ask(t.Context(), m); got.String() != `"ok" stop` {
		t.Fatalf("%v", got.err)
	}
	if at != "/openai/deployments/scripted/chat/completions?api-version=2024-10-21" || key != "sk-secret" {
		t.Errorf("%s with %q", at, key)
	}
}

// What is wrong with a server's description is said before anything is sent.
func TestServers(t *testing.T) {
	for _, s := range []Server{{}, {URL: "localhost:1", Model: "m"}, {URL: "ftp://x/v1", Model: "m"}, {URL: "https://key@x/v1", Model: "m"}, {URL: "https://x/v1"}, {URL: "https://x/v1", Model: "m", Key: "sk-1\n"}} {
		if _, err := OpenAI(s); err == nil {
			t.Errorf("%+v is no mistake", s)
		}
	}
}
