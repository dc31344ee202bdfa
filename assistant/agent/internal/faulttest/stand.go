// Package faulttest holds an adapter to a model's server against everything that such a
// server is known to do wrong: an agent speaks through the adapter over HTTP to a server
// that follows the scripts of ../shared/eval/security/llm_stream_faults.jsonl.
package faulttest

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// Adapter makes a model at the address of a server. The client is the one that the
// model uses, so that a test can see to its connections.
type Adapter func(t *testing.T, url string) (agent.Model, *http.Client)

// Wish is a message that needs a model: the planner alone would not be asked.
const Wish = "waterproof jacket"

// Stand is an agent that asks a server through an adapter, in memory, so that it works
// in the virtual time of testing/synctest.
type Stand struct {
	Model agent.Model
	Agent *agent.Agent
	Fake  *fakellm.Server
	wren  *planner.Planner
	end   func() error
}

// New returns a stand whose server answers what next says. It is ended with Close.
func New(t *testing.T, adapter Adapter, next func(*fakellm.Request) fakellm.Script) *Stand {
	t.Helper()
	pipe, fake := fakellm.NewPipe(), fakellm.New(next)
	listening := &http.Server{Handler: fake}
	go listening.Serve(pipe) //nolint:errcheck // it ends with the pipe
	model, client := adapter(t, "http://model.example")
	unwrap(t, client).DialContext = func(context.Context, string, string) (net.Conn, error) { return pipe.Dial() }
	s := &Stand{Model: model, Fake: fake, wren: newPlanner(), end: func() error {
		client.CloseIdleConnections()
		return listening.Close()
	}}
	s.Agent = newAgent(t, model, s.wren)
	return s
}

// unwrap is the transport below those that an adapter has put around it.
func unwrap(t *testing.T, client *http.Client) *http.Transport {
	t.Helper()
	at := client.Transport
	for {
		if wrapped, ok := at.(interface{ Unwrap() http.RoundTripper }); ok {
			at = wrapped.Unwrap()
			continue
		}
		plain, ok := at.(*http.Transport)
		if !ok {
			t.Fatalf("the client's transport is a %T", at)
		}
		return plain
	}
}

// Close ends the server and the connections to it.
func (s *Stand) Close(t *testing.T) {
	t.Helper()
	if err := s.end(); err != nil {
		t.Error(err)
	}
}

func newPlanner() *planner.Planner {
	return planner.New(planner.Config{Knowledge: shoptest.Knowledge(), Name: "Wren", Shop: "Northway"})
}

func newAgent(t *testing.T, model agent.Model, wren *planner.Planner) *agent.Agent {
	t.Helper()
	a, err := agent.New(agent.Config{Model: model, Name: "scripted", Fallback: wren})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Outcome is what the shopper saw of a turn, and what it took.
type Outcome struct {
	Seen   *shoptest.Recorder
	Took   time.Duration
	Report agent.Report
	Usage  assistant.Usage
	InCart int
}

// Run lets a shopper wish for something.
func (s *Stand) Run(t *testing.T) Outcome {
	t.Helper()
	return run(t, s.Agent)
}

func run(t *testing.T, a *agent.Agent) Outcome {
	t.Helper()
	shop := shoptest.Open(t)
	o := Outcome{Seen: &shoptest.Recorder{}}
	began := time.Now()
	result, err := a.Respond(t.Context(), shop.Turn("t", Wish), o.Seen)
	if err != nil {
		t.Fatal(err)
	}
	o.Took, o.Report, o.Usage, o.InCart = time.Since(began), a.Report(), result.Usage, shop.Count(t)
	return o
}

// planned is what the planner says by itself.
func planned(t *testing.T, wren *planner.Planner) string {
	t.Helper()
	var own shoptest.Recorder
	if _, err := wren.Respond(t.Context(), shoptest.Open(t).Turn("t", Wish), &own); err != nil {
		t.Fatal(err)
	}
	return own.Text()
}
