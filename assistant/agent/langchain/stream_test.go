package langchain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/faulttest"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/internal/evaldata"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// got is what came of a call.
type got struct {
	text  strings.Builder
	calls []agent.ToolCall
	usage agent.Usage
	stop  *agent.Stop
	err   error
}

func (g *got) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q", g.text.String())
	for _, c := range g.calls {
		fmt.Fprintf(&b, " %s(%s)", c.Name, c.Arguments)
	}
	switch {
	case g.stop == nil:
	case g.stop.Cut:
		b.WriteString(" cut")
	default:
		b.WriteString(" stop")
	}
	if g.err != nil {
		b.WriteString(" error")
	}
	return b.String()
}

var someTools = []tool.Tool{{Name: "search", Description: "Search.", Schema: json.RawMessage(`{"type":"object"}`)}}

func ask(ctx context.Context, m agent.Model) *got {
	g := &got{}
	request := agent.Request{System: "Be brief.", Messages: []agent.Message{{Role: agent.RoleUser, Text: "shoes"}}, Tools: someTools, MaxTokens: 50}
	for e, err := range m.Generate(ctx, request) {
		switch e := e.(type) {
		case agent.Delta:
			g.text.WriteString(string(e))
		case agent.ToolCall:
			g.calls = append(g.calls, e)
		case agent.Usage:
			g.usage = e
		case agent.Stop:
			g.stop = &e
		}
		g.err = err
	}
	return g
}

// serve starts a server and returns a model on it.
func serve(t *testing.T, handler http.Handler, change ...func(*Server)) agent.Model {
	t.Helper()
	listening := httptest.NewServer(handler)
	t.Cleanup(listening.Close)
	about := Server{URL: listening.URL + "/v1", Key: "sk-secret", Model: "scripted"}
	for _, c := range change {
		c(&about)
	}
	m, err := OpenAI(about)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.(*server).client.http.CloseIdleConnections)
	return m
}

// events is a stream of events of the given choices.
func events(choices ...string) fakellm.Script {
	s := fakellm.Script{Headers: map[string]string{"Content-Type": "text/event-stream"}}
	for _, c := range choices {
		s.Chunks = append(s.Chunks, fakellm.Chunk{Text: "data: " + c + "\n\n"})
	}
	return s
}

func text(words string) string {
	return `{"choices":[{"index":0,"delta":{"content":` + quoted(words) + `}}]}`
}
func piece(calls string) string {
	return `{"choices":[{"index":0,"delta":{"tool_calls":[` + calls + `]}}]}`
}
func finish(why string) string {
	return `{"choices":[{"index":0,"delta":{},"finish_reason":"` + why + `"}]}`
}

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

const done = "[DONE]"

// The faults of the openai provider of langchaingo v0.1.14, each with what becomes of
// it here.
func TestFault1to12_Streams(t *testing.T) {
	for name, c := range map[string]struct {
		script fakellm.Script
		want   string
	}{
		"1 words and calls are told apart": {
			events(text("Let me "), text("look."), piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":""}}`), piece(`{"index":0,"function":{"arguments":"{\"q\":"}}`), piece(`{"index":0,"function":{"arguments":"1}"}}`), finish("tool_calls"), done),
			`"Let me look." search({"q":1}) stop`},
		"2 words in the delta of a call are streamed": {
			events(`{"choices":[{"delta":{"content":"Look: ","tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":"{}"}}]}}]}`, finish("tool_calls"), done),
			`"Look: " search({}) stop`},
		"3 interleaved calls stay apart": {
			events(piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":""}},{"index":1,"id":"b","type":"function","function":{"name":"search","arguments":""}}`), piece(`{"index":0,"function":{"arguments":"{\"q\":"}}`), piece(`{"index":1,"function":{"arguments":"{\"q\":"}}`), piece(`{"index":0,"function":{"arguments":"\"shoes\"}"}}`), piece(`{"index":1,"function":{"arguments":"\"hats\"}"}}`), finish("tool_calls"), done),
			`"" search({"q":"shoes"}) search({"q":"hats"}) stop`},
		"4 a type on each delta is one call": {
			events(piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":"{\"q\":"}}`), piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":"\"shoes\"}"}}`), finish("tool_calls"), done),
			`"" search({"q":"shoes"}) stop`},
		"5 an empty delta is no call": {
			events(piece(`{"index":0,"function":{"arguments":""}}`), piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":"{}"}}`), piece(`{"index":0,"function":{"arguments":""}}`), finish("tool_calls"), done),
			`"" search({}) stop`},
		"6 calls without a type are there": {
			events(piece(`{"index":0,"id":"a","function":{"name":"search","arguments":"{}"}}`), finish("tool_calls"), done),
			`"" search({}) stop`},
		"7 an error in the middle is one":       {events(text("Hel"), `{"error":{"message":"boom"}}`, done), `"Hel" error`},
		"8 an end without a reason is an error": {events(text("Hel")), `"Hel" error`},
		"8b with a reason it is an end":         {events(text("Hello"), finish("stop")), `"Hello" stop`},
		"10 a line of 70 KB is read":            {events(text(strings.Repeat("x", 70<<10)), finish("stop"), done), `"` + strings.Repeat("x", 70<<10) + `" stop`},
		"12 a second choice is not mixed in":    {events(text("a"), `{"choices":[{"index":1,"delta":{"content":"B"}}]}`, finish("stop"), `{"choices":[{"index":1,"delta":{}}]}`, done), `"a" stop`},
		"12b a late delta leaves the reason":    {events(text("a"), finish("length"), `{"choices":[{"index":0,"delta":{}}]}`, done), `"a" cut`},
		"all calls at index 0, as Ollama does": {
			events(piece(`{"index":0,"id":"a","type":"function","function":{"name":"search","arguments":"{\"q\":1}"}}`), piece(`{"index":0,"id":"b","type":"function","function":{"name":"search","arguments":"{\"q\":2}"}}`), finish("tool_calls"), done),
			`"" search({"q":1}) search({"q":2}) stop`},
		"no index at all":               {events(piece(`{"id":"a","function":{"name":"search","arguments":"{\"q\""}}`), piece(`{"function":{"arguments":":1}"}}`), finish("tool_calls"), done), `"" search({"q":1}) stop`},
		"a call without a name is none": {events(piece(`{"index":0,"id":"a","function":{"arguments":"{}"}}`), finish("tool_calls"), done), `"" stop`},
		"half a call is none":           {events(piece(`{"index":0,"id":"a","function":{"name":"search","arguments":"{\"q\":"}}`)), `"" error`},
		"what the server withholds":     {events(text("I wi"), finish("content_filter"), done), `"I wi" error`},
		"what is no event":              {events(`{"choices": "x"}`, done), `"" error`},
		"arguments without an end":      {events(piece(`{"index":0,"id":"a","function":{"name":"search","arguments":"`+strings.Repeat("a", 17<<10)+`"}}`), finish("tool_calls"), done), `"" error`},
		"an answer that is no stream":   {fakellm.Script{Headers: map[string]string{"Content-Type": "application/json; charset=utf-8"}, Chunks: []fakellm.Chunk{{Text: `{"choices":[{"message":{"content":"Hi","tool_calls":[{"id":"a","function":{"name":"search","arguments":"{}"}},{"id":"b","function":{"name":"search","arguments":"[]"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}`}}}, `"Hi" search({}) search([]) stop`},
		"an answer that is a page":      {fakellm.Script{Headers: map[string]string{"Content-Type": "text/html"}, Chunks: []fakellm.Chunk{{Text: "<html>"}}}, `"" error`},
		"an answer that is compressed":  {fakellm.Script{Headers: map[string]string{"Content-Encoding": "gzip", "Content-Type": "text/event-stream"}, Chunks: []fakellm.Chunk{{Text: "x"}}}, `"" error`},
		"thoughts are not said":         {events(text("\n<thi"), text("nk>The price is"), text(" secret.</th"), text("ink>\n"), text("\nTwo "), text("pairs."), finish("stop"), done), `"Two pairs." stop`},
		"thoughts before a call":        {events(text("<think>Hm.</think>"), piece(`{"index":0,"id":"a","function":{"name":"search","arguments":"{}"}}`), finish("tool_calls"), done), `"" search({}) stop`},
		"thoughts without an end":       {events(text("<think>Hm. And then"), finish("length"), done), `"" cut`},
		"what looks like thoughts":      {events(text("<th"), finish("stop"), done), `"<th" stop`},
		"thoughts in the middle":        {events(text("Two <think>pairs."), finish("stop"), done), `"Two <think>pairs." stop`},
		"a healthy answer":              {fakellm.Text("Two ", "pairs."), `"Two pairs." stop`},
		"healthy calls":                 {fakellm.Calls("", fakellm.Call{Name: "search", Arguments: `{"q":1}`}, fakellm.Call{Name: "search", Arguments: `{"q":2}`}), `"" search({"q":1}) search({"q":2}) stop`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ask(t.Context(), serve(t, fakellm.Sequence(c.script))); got.String() != c.want {
				t.Errorf("it came to %.200s (%v), want %.200s", got, got.err, c.want)
			}
		})
	}
}

// recorded is an answer that a server was recorded to send.
func recorded(t *testing.T, name string) (head, body string) {
	t.Helper()
	path := filepath.Join(evaldata.Path(t, "llm-wire"), name)
	h, err := os.ReadFile(path + ".headers.txt")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path + ".resp.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(h), string(b)
}

// Recorded answers are read as they were meant.
func TestRecordings(t *testing.T) {
	for name, want := range map[string]string{
		"openai-tools-stream":      `"" search_products({"query":"running shoes","max_price":80}) stop`,
		"openai-after-tool-stream": `"I found two pairs under $80." stop`,
		"openai-tools":             `"" search_products({"query":"running shoes","max_price":80}) stop`,
		"openai-unknown-model":     `"" error`,
		"openai-malformed":         `"" error`,
		"openai-bad-arguments":     `"" error`,
	} {
		head, body := recorded(t, name)
		s := fakellm.Script{Headers: map[string]string{}, Chunks: []fakellm.Chunk{{Text: body}}}
		for i, line := range strings.Split(strings.ReplaceAll(head, "\r", ""), "\n") {
			if i == 0 {
				if _, err := fmt.Sscanf(line, "HTTP/1.1 %d", &s.Status); err != nil {
					t.Fatal(err)
				}
			} else if value, ok := strings.CutPrefix(line, "Content-Type: "); ok {
				s.Headers["Content-Type"] = value
			}
		}
		got := ask(t.Context(), serve(t, fakellm.Sequence(s)))
		if got.String() != want {
			t.Errorf("%s: %s (%v), want %s", name, got, got.err, want)
		}
		if name == "openai-tools-stream" && got.usage != (agent.Usage{InputTokens: 237, OutputTokens: 9}) {
			t.Errorf("%s: usage %+v", name, got.usage)
		}
		if name == "openai-unknown-model" && (status(got.err) != 404 || !strings.Contains(got.err.Error(), "'nope' not found")) {
			t.Errorf("%s: %v", name, got.err)
		}
	}
}

func status(err error) int {
	if e, ok := errors.AsType[*agent.Error](err); ok {
		return e.Status
	}
	return -1
}

// Fault 9: a call that is cancelled says so, always, and the server is told.
func TestFault9_Cancel(t *testing.T) {
	stalls := fakellm.Text("Hello ")
	stalls.Chunks = append(stalls.Chunks[:2], fakellm.Chunk{SleepMS: 1 << 30})
	gone := make(chan struct{}, 60)
	fake := fakellm.Sequence(stalls)
	m := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fake.ServeHTTP(w, r)
		gone <- struct{}{}
	}))
	for range 60 {
		ctx, cancel := context.WithCancel(t.Context())
		var last error
		for e, err := range m.Generate(ctx, agent.Request{Messages: []agent.Message{{Role: agent.RoleUser, Text: "x"}}}) {
			if e != nil {
				cancel()
			}
			last = err
		}
		cancel()
		if !errors.Is(last, context.Canceled) {
			t.Fatalf("a cancelled call came to %v", last)
		}
		<-gone
	}
}

// Fault 11: a call whose time is over before the server has answered says so, in a
// way that a program can tell.
func TestFault11_Deadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		silent := fakellm.Script{Chunks: []fakellm.Chunk{{SleepMS: 1 << 30}}}
		s := faulttest.New(t, adapter, func(*fakellm.Request) fakellm.Script { return silent })
		defer s.Close(t)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if got := ask(ctx, s.Model); !errors.Is(got.err, context.DeadlineExceeded) {
			t.Errorf("%v", got.err)
		}
	})
}

// Fault 14: a long answer costs as much for each of its pieces as a short one.
func TestFault14_LongAnswers(t *testing.T) {
	perPiece := func(pieces int) float64 {
		body := strings.Repeat("data: "+text("word ")+"\n\n", pieces) + "data: " + finish("stop") + "\n\ndata: [DONE]\n\n"
		return testing.AllocsPerRun(3, func() {
			if err := readStream(strings.NewReader(body), func(agent.Event) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}) / float64(pieces)
	}
	short, long := perPiece(100), perPiece(4000)
	t.Logf("%.1f allocations a piece of 100, %.1f of 4000", short, long)
	if long > 1.2*short {
		t.Errorf("%.1f allocations a piece of 4000, %.1f of 100", long, short)
	}
}

// Whoever stops listening stops the server too.
func TestStopListening(t *testing.T) {
	endless := events()
	endless.Chunks = []fakellm.Chunk{{Repeat: "data: " + text("blah ") + "\n\n", N: 1 << 30}}
	gone := make(chan struct{})
	fake := fakellm.Sequence(endless)
	m := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fake.ServeHTTP(w, r)
		close(gone)
	}))
	for range m.Generate(t.Context(), agent.Request{}) {
		break
	}
	<-gone
}

// Many calls at once do not mix.
func TestConcurrent(t *testing.T) {
	m := serve(t, fakellm.New(func(r *fakellm.Request) fakellm.Script {
		return fakellm.Text("You said ", r.Messages[len(r.Messages)-1].Content)
	}))
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			var all strings.Builder
			for e, err := range m.Generate(context.Background(), agent.Request{Messages: []agent.Message{{Role: agent.RoleUser, Text: fmt.Sprint("number ", i)}}}) {
				if err != nil {
					t.Error(err)
				}
				if d, ok := e.(agent.Delta); ok {
					all.WriteString(string(d))
				}
			}
			if want := fmt.Sprint("You said number ", i); all.String() != want {
				t.Errorf("%q, want %q", all.String(), want)
			}
		})
	}
	wg.Wait()
}

// Whatever a server sends, the reader comes to an end and says whether it is an
// answer.
func FuzzReadStream(f *testing.F) {
	for _, s := range []fakellm.Script{fakellm.Text("a", "b"), fakellm.Calls("", fakellm.Call{Name: "search", Arguments: "{}"})} {
		var all strings.Builder
		for _, c := range s.Chunks {
			all.WriteString(c.Text)
		}
		f.Add(all.String())
	}
	f.Add("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":-1}]}}]}\n")
	f.Fuzz(func(t *testing.T, body string) {
		stops := 0
		err := readStream(strings.NewReader(body), func(e agent.Event) error {
			if c, ok := e.(agent.ToolCall); ok && (c.Name == "" || c.ID == "") {
				t.Fatalf("%+v", c)
			}
			if _, ok := e.(agent.Stop); ok {
				stops++
			}
			return nil
		})
		if (err == nil) != (stops == 1) {
			t.Fatalf("%d stops and %v", stops, err)
		}
		_ = readWhole(strings.NewReader(body), func(agent.Event) error { return nil })
	})
}
