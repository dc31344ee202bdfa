package langchain

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/internal/evaldata"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// stand is an agent over HTTP, in memory and in virtual time.
type stand struct {
	model agent.Model
	agent *agent.Agent
	wren  *planner.Planner
	fake  *fakellm.Server
	end   func()
}

func newStand(t *testing.T, next func(*fakellm.Request) fakellm.Script) *stand {
	t.Helper()
	pipe, fake := fakellm.NewPipe(), fakellm.New(next)
	listening := &http.Server{Handler: fake}
	go listening.Serve(pipe) //nolint:errcheck // it ends with the pipe
	m, err := OpenAI(Server{URL: "http://model.example/v1", Key: "sk-secret", Model: "scripted"})
	if err != nil {
		t.Fatal(err)
	}
	transport := m.(*server).client.http.Transport.(*http.Transport)
	transport.DialContext = func(context.Context, string, string) (net.Conn, error) { return pipe.Dial() }
	wren := planner.New(planner.Config{Knowledge: shoptest.Knowledge(), Name: "Wren", Shop: "Northway"})
	a, err := agent.New(agent.Config{Model: m, Name: "scripted", Fallback: wren})
	if err != nil {
		t.Fatal(err)
	}
	return &stand{m, a, wren, fake, func() {
		transport.CloseIdleConnections()
		if err := listening.Close(); err != nil {
			t.Error(err)
		}
	}}
}

// outcome is what the shopper saw of a script, and what it took.
type outcome struct {
	seen   *shoptest.Recorder
	took   time.Duration
	report agent.Report
	usage  assistant.Usage
	inCart int
}

// wish needs a model: the planner alone would not be asked.
const wish = "waterproof jacket"

// planned is what the planner says by itself.
func planned(t *testing.T, wren *planner.Planner) string {
	t.Helper()
	var own shoptest.Recorder
	if _, err := wren.Respond(t.Context(), shoptest.Open(t).Turn("t", wish), &own); err != nil {
		t.Fatal(err)
	}
	return own.Text()
}

func (s *stand) run(t *testing.T) outcome {
	t.Helper()
	shop := shoptest.Open(t)
	o := outcome{seen: &shoptest.Recorder{}}
	began := time.Now()
	result, err := s.agent.Respond(t.Context(), shop.Turn("t", wish), o.seen)
	if err != nil {
		t.Fatal(err)
	}
	o.took, o.report, o.usage, o.inCart = time.Since(began), s.agent.Report(), result.Usage, shop.Count(t)
	return o
}

// The promise R21: whatever the stream does, the shopper is answered in time, by the
// planner where the model has failed, and nothing half happens.
func TestPromise_R21(t *testing.T) {
	scripts := evaldata.Lines[fakellm.Script](t, "security/llm_stream_faults.jsonl")
	// What is said, or the reason why the planner speaks; "" takes any.
	type want struct {
		text, reason string
		within       time.Duration
		calls        int
	}
	broken := want{reason: "no connection, or a broken answer", within: 2 * time.Second, calls: 1}
	unverified := want{reason: "nothing of the answer could be verified", within: 2 * time.Second, calls: 1}
	refused := func(status string) want { return want{reason: "status " + status, within: 2 * time.Second, calls: 1} }
	busy := func(status string) want { return want{reason: "status " + status, within: 8 * time.Second, calls: 3} }
	wants := map[string]want{
		"llm-000": {text: "Hello", calls: 1}, "llm-014": {text: "Hi", calls: 1}, "llm-015": {text: "Hi", calls: 1},
		"llm-016": {reason: "no first token in time", within: 21 * time.Second, calls: 1},
		"llm-017": {reason: "the answer is too long", within: 50 * time.Second, calls: 1},
		"llm-018": broken, "llm-022": broken, "llm-002": broken, "llm-007": broken, "llm-011": broken, "llm-013": broken, "llm-045": broken,
		"llm-020": {reason: "silence in the middle", within: 16 * time.Second, calls: 1},
		// These hold a number, a price or a code that no tool returned, and nothing else:
		// TestShownAsText has words with such signs that may leave.
		"llm-026": unverified, "llm-027": unverified, "llm-029": unverified, "llm-031": unverified, "llm-034": unverified, "llm-035": unverified,
		"llm-056": refused("429"), "llm-057": busy("429"), "llm-058": busy("429"), "llm-059": busy("429"),
		"llm-060": busy("500"), "llm-062": busy("503"), "llm-063": busy("529"), "llm-066": refused("403"),
		"llm-069": refused("301"), "llm-070": refused("302"), "llm-071": refused("204"), "llm-072": broken,
		"llm-tcp-reset": broken,
		// Those with tools have a second round, below.
		"llm-036": {text: "That is all.", calls: 2}, "llm-038": {text: "That is all.", calls: 2}, "llm-041": {text: "That is all.", calls: 2}, "llm-044": {text: "That is all.", calls: 2},
	}
	ran, table := 0, &faultTable{}
	var below []string // HTTP: the next test has them
	for _, script := range scripts {
		w, known := wants[script.ID]
		switch {
		case script.TCP != "" && script.TCP != "reset_after_headers":
			below = append(below, script.ID+" "+script.Name)
			continue
		case !known:
			w = want{within: 51 * time.Second} // one that this test does not know: in time, and answered
		}
		ran++
		script = script.ForShop("beck")
		t.Run(script.ID+" "+script.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStand(t, func(r *fakellm.Request) fakellm.Script {
					if last := r.Messages[len(r.Messages)-1]; last.Role == "tool" {
						return fakellm.Text("That is all.")
					}
					return script
				})
				defer s.end()
				own := planned(t, s.wren)
				o := s.run(t)
				table.add(script, o)
				if o.inCart != 0 {
					t.Errorf("%d in the cart", o.inCart)
				}
				if w.within > 0 && o.took > w.within {
					t.Errorf("it took %v", o.took)
				}
				text := o.seen.Text()
				fell := len(o.report.Fallbacks) > 0
				switch {
				case fell && text != own:
					t.Errorf("the shopper reads %q, the planner says %q", text, own)
				case w.text != "" && (fell || text != w.text):
					t.Errorf("the shopper reads %q, want %q (%v)", text, w.text, o.report.Fallbacks)
				case w.reason != "" && o.report.Fallbacks[w.reason] != 1:
					t.Errorf("the reasons are %v, want %q; the shopper reads %q", o.report.Fallbacks, w.reason, text)
				case text == "":
					t.Error("nobody answers")
				}
				if n := len(s.fake.Requests()); w.calls > 0 && n != w.calls || n > 4 {
					t.Errorf("%d requests, want %d", n, w.calls)
				}
				if o.usage.InputTokens == 0 {
					t.Error("what it cost is not counted")
				}
				for _, r := range s.fake.Requests() {
					results := 0
					for _, m := range r.Messages {
						if m.Role == "tool" {
							results++
						}
					}
					if results > agent.MaxCalls {
						t.Errorf("%d results of tools", results)
					}
				}
			})
		})
	}
	t.Logf("%d of %d scripts; TestPromise_R21_Connections has %s\n%s", ran, len(scripts), strings.Join(below, ", "), table)
	t.Logf("figures: scripts=%d answered=%d by_the_planner=%d", ran, table.answered, table.planned)
}

// faultTable says what the shopper saw of each script.
type faultTable struct {
	rows              strings.Builder
	answered, planned int
}

func (f *faultTable) add(script fakellm.Script, o outcome) {
	f.answered++
	who, why := "the model", ""
	for reason := range o.report.Fallbacks {
		f.planned++
		who, why = "the planner", reason
	}
	fmt.Fprintf(&f.rows, "%-14s %-22s %6.1f s  %-11s  %-40s  %.60q\n", script.ID, script.Name, o.took.Seconds(), who, why, o.seen.Text())
}

func (f *faultTable) String() string {
	return fmt.Sprintf("%-14s %-22s %8s  %-11s  %-40s  %s\n", "script", "", "took", "answer by", "because", "the shopper reads") + f.rows.String()
}

// What a browser or a terminal could misunderstand is shown as the text that it is,
// and what nobody sees is not there.
func TestShownAsText(t *testing.T) {
	for said, want := range map[string]string{
		"Tell\x00 me\x1b[ more\a.":                 "Tell me[ more.",
		"Do you like \u202eit\u202c?":              "Do you like it?",
		"Is it <b>warm</b> there?":                 "Is it <b>warm</b> there?",
		"```text\nIs it cold there?":               "Is it cold there?",
		"Is it cold there?\n```\nOr is it warm?\n": "Is it cold there?\nOr is it warm?\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStand(t, func(*fakellm.Request) fakellm.Script { return fakellm.Text(strings.SplitAfter(said, "b")...) })
			defer s.end()
			if o := s.run(t); o.seen.Text() != want || len(o.report.Fallbacks) > 0 {
				t.Errorf("of %q the shopper reads %q, want %q (%v)", said, o.seen.Text(), want, o.report.Fallbacks)
			}
		})
	}
}

// Below HTTP: a server that is not there, whose certificate is bad, or whose answer
// unpacks to more than a machine has.
func TestPromise_R21_Connections(t *testing.T) {
	wren := planner.New(planner.Config{Knowledge: shoptest.Knowledge(), Name: "Wren", Shop: "Northway"})
	own := planned(t, wren)
	try := func(t *testing.T, m agent.Model) {
		t.Helper()
		a, err := agent.New(agent.Config{Model: m, Name: "scripted", Fallback: wren})
		if err != nil {
			t.Fatal(err)
		}
		o := (&stand{agent: a}).run(t)
		if text := o.seen.Text(); text != own || o.report.Fallbacks["no connection, or a broken answer"] != 1 {
			t.Errorf("the shopper reads %q; %v", text, o.report.Fallbacks)
		}
	}
	t.Run("refused", func(t *testing.T) {
		free, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		at := free.Addr().String()
		if err := free.Close(); err != nil {
			t.Fatal(err)
		}
		m, err := OpenAI(Server{URL: "http://" + at + "/v1", Model: "m"})
		if err != nil {
			t.Fatal(err)
		}
		try(t, m)
	})
	t.Run("bad certificate", func(t *testing.T) {
		fake := fakellm.Sequence(fakellm.Text("Hello."))
		try(t, serveTLS(t, fake))
		if n := len(fake.Requests()); n != 0 {
			t.Errorf("%d requests were sent", n)
		}
	})
	t.Run("gzip bomb", func(t *testing.T) {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		if _, err := io.CopyN(z, zeros{}, 64<<20); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		try(t, serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != "" {
				t.Errorf("compression was asked for: %q", r.Header.Get("Accept-Encoding"))
			}
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/event-stream")
			w.Write(packed.Bytes()) //nolint:errcheck // the client has hung up
		})))
	})
	t.Run("much", func(t *testing.T) { // more than 4 MiB of nothing
		try(t, serve(t, fakellm.Sequence(fakellm.Script{
			Headers: map[string]string{"Content-Type": "text/event-stream"}, Chunks: []fakellm.Chunk{{Repeat: ": ping\n\n", N: 1 << 20}},
		})))
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
