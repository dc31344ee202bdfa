package fakellm_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/internal/evaldata"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

func post(t *testing.T, server http.Handler, body string) string {
	t.Helper()
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/chat/completions", strings.NewReader(body)))
	return w.Body.String()
}

// What a healthy answer looks like is what real servers were recorded to send: the
// same kinds of event in the same order, with the same fields.
func TestFaithfulToRecordings(t *testing.T) {
	for name, script := range map[string]fakellm.Script{
		"openai-after-tool-stream": fakellm.Text("I found ", "two pairs ", "under $80."),
		"openai-tools-stream":      fakellm.Calls("", fakellm.Call{ID: "call_1j04f6an", Name: "search_products", Arguments: `{"query":"running shoes","max_price":80}`}),
	} {
		recorded, err := os.ReadFile(filepath.Join(evaldata.Path(t, "llm-wire"), name+".resp.txt"))
		if err != nil {
			t.Fatal(err)
		}
		ours := post(t, fakellm.Sequence(script), `{"messages":[]}`)
		if a, b := shape(t, string(recorded)), shape(t, ours); !slices.Equal(a.fields, b.fields) || a.text != b.text || a.calls != b.calls || a.finish != b.finish {
			t.Errorf("%s: recorded %+v, ours %+v", name, a, b)
		}
	}
}

// In Anthropic's format a script is the same answer: its events have the kinds and the
// fields of those that a server was recorded to send.
func TestFaithfulToAnthropic(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(evaldata.Path(t, "llm-wire"), "anthropic-tools-stream.resp.txt"))
	if err != nil {
		t.Fatal(err)
	}
	recorded, asked := string(data), ""
	server := fakellm.New(func(r *fakellm.Request) fakellm.Script {
		for _, m := range r.Messages {
			asked += m.Role + " " + m.Content + " " + m.CallID
			for _, c := range m.Calls {
				asked += c.ID + c.Function.Name + c.Function.Arguments
			}
			asked += "|"
		}
		asked += strings.Join(r.Tools, ",")
		return fakellm.Calls("", fakellm.Call{ID: "call_mnew156k", Name: "search_products", Arguments: `{"query":"running shoes","max_price":80}`})
	})
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/messages", strings.NewReader(`{"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":"x"},
		{"role":"assistant","content":[{"type":"text","text":"y"},{"type":"tool_use","id":"a","name":"n","input":{"q":1}}]},
		{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"r"}]}]}],"tools":[{"name":"n"}]}`)))
	if want := `system s |user x |assistant y an{"q":1}|tool r a|n`; asked != want {
		t.Errorf("the request is read as %q, want %q", asked, want)
	}
	if ours, theirs := outline(t, w.Body.String()), outline(t, recorded); ours != theirs {
		t.Errorf("ours:\n%s\nrecorded:\n%s", ours, theirs)
	}
	text := fakellm.Text("Two ", "pairs.").Anthropic()
	var all strings.Builder
	for _, c := range text.Chunks {
		all.WriteString(c.Text)
	}
	if got := outline(t, all.String()); strings.Count(got, "content_block_delta") != 2 || strings.Count(got, "content_block_start") != 1 || !strings.Contains(all.String(), `"end_turn"`) {
		t.Errorf("words are\n%s", all.String())
	}
}

// outline are the kinds of the events of a stream with the names of their fields, without
// those that tell numbers of tokens.
func outline(t *testing.T, stream string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(stream) {
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok {
			out.WriteString(line)
			continue
		}
		var event map[string]any
		if err := json.Unmarshal([]byte(data), &event); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		delete(event, "usage")
		var fields func(v any) string
		fields = func(v any) string {
			object, ok := v.(map[string]any)
			if !ok {
				return ""
			}
			var names []string
			for name, value := range object {
				names = append(names, name+fields(value))
			}
			slices.Sort(names)
			return "{" + strings.Join(names, " ") + "}"
		}
		out.WriteString(fields(event) + "\n")
	}
	return out.String()
}

type shaped struct {
	fields              []string // of events and choices, sorted
	text, calls, finish string
}

func shape(t *testing.T, stream string) (s shaped) {
	t.Helper()
	lines := bufio.NewScanner(strings.NewReader(stream))
	done := false
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok || data == "[DONE]" {
			done = done || data == "[DONE]"
			continue
		}
		var event map[string]json.RawMessage
		var c struct {
			Choices []struct {
				Delta struct {
					Content string
					Calls   []struct{ Function fakellm.Call } `json:"tool_calls"`
				}
				Finish string `json:"finish_reason"`
			}
		}
		if json.Unmarshal([]byte(data), &event) != nil || json.Unmarshal([]byte(data), &c) != nil {
			t.Fatalf("%q", data)
		}
		for name := range event {
			if name != "system_fingerprint" && name != "usage" && !slices.Contains(s.fields, name) { // which not all servers have
				s.fields = append(s.fields, name)
			}
		}
		for _, choice := range c.Choices {
			s.text += choice.Delta.Content
			s.finish += choice.Finish
			for _, call := range choice.Delta.Calls {
				s.calls += call.Function.Name + call.Function.Arguments
			}
		}
	}
	if !done {
		t.Error("the stream has no end")
	}
	slices.Sort(s.fields)
	return s
}

// A talk answers by the last message, with the ids of what a tool returned.
func TestTalk(t *testing.T) {
	talk, err := fakellm.ReadTalk([]byte(`[
		{"user": "jacket", "call": [{"name": "search_products", "arguments": {"text": "jacket"}}]},
		{"tool": "search_products", "say": "Take the [[{{1}}]], not the [[{{2}}]]."},
		{"user": "break", "say": "one two three four", "break": 2}
	]`))
	if err != nil {
		t.Fatal(err)
	}
	server := fakellm.New(talk.Answer)
	if got := shape(t, post(t, server, `{"messages":[{"role":"user","content":"a Jacket"}]}`)); !strings.HasPrefix(got.calls, "search_products") {
		t.Errorf("%+v", got)
	}
	got := shape(t, post(t, server, `{"messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"search_products"}}]},{"role":"tool","tool_call_id":"c","content":"{\"id\":\"a\"} {\"id\":\"b\"}"}]}`))
	if got.text != "Take the [[a]], not the [[b]]." {
		t.Errorf("%+v", got)
	}
	if broken := post(t, server, `{"messages":[{"role":"user","content":"break"}]}`); strings.Contains(broken, "DONE") || !strings.Contains(broken, "two") || strings.Contains(broken, "three") {
		t.Errorf("%q", broken)
	}
	for _, bad := range []string{`{}`, `[{"user":"("}]`, `[{"say":"x"}]`} {
		if _, err := fakellm.ReadTalk([]byte(bad)); err == nil {
			t.Errorf("%s is no mistake", bad)
		}
	}
}

// Scripts play their faults; what is no request is refused.
func TestScripts(t *testing.T) {
	var s fakellm.Script
	if err := json.Unmarshal([]byte(`{"status":429,"headers":{"retry-after":"2"},"chunks":["a",{"prefix":"<","repeat":"b","n":3,"suffix":">"}]}`), &s); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(fakellm.Sequence(s))
	defer server.Close()
	answer, err := http.Post(server.URL+"/chat/completions", "application/json", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 429 || answer.Header.Get("Retry-After") != "2" || string(body) != "a<bbb>" {
		t.Errorf("%d %q, %v", answer.StatusCode, body, err)
	}
	for _, request := range []struct{ path, body string }{{"/other", `{}`}, {"/chat/completions", `no`}} {
		answer, err := http.Post(server.URL+request.path, "application/json", strings.NewReader(request.body))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode < 400 {
			t.Errorf("%v: %d", request, answer.StatusCode)
		}
	}
}
