package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// patience is how long a model may be silent where the table is printed, and how long
// it may take for a turn. A shop gives it longer.
var patience = agent.Limits{FirstToken: 4 * time.Second, Stall: 4 * time.Second, Turn: 10 * time.Second}

// fault is a broken answer of a model's server, and what became of it.
type fault struct {
	script fakellm.Script
	took   time.Duration
	fell   string // why the built-in assistant answered; empty where the model did
	text   string
}

// suffer lets the shop's assistant talk to a server that is broken in a way. The
// real client asks it over a real connection.
func suffer(ctx context.Context, g *goods, script fakellm.Script, limits agent.Limits) (fault, error) {
	f := fault{script: script}
	url, stop, err := broken(script.ForShop(g.products[0].ID))
	if err != nil {
		return f, err
	}
	defer stop()
	model, err := langchain.OpenAI(langchain.Server{URL: url + "/v1", Key: "sk-secret", Model: "scripted"})
	if err != nil {
		return f, err
	}
	a, err := g.talker(model, func(c *agent.Config) { c.Limits = limits })
	if err != nil {
		return f, err
	}
	v, err := g.visit()
	if err != nil {
		return f, err
	}
	var w seen
	began := time.Now()
	if _, err := a.Respond(ctx, v.turn("waterproof jacket"), &w); err != nil {
		return f, err
	}
	f.took, f.text = time.Since(began), w.text()
	for reason := range a.Report().Fallbacks {
		f.fell = reason
	}
	return f, nil
}

// broken is a server that does what a script says; stop ends it.
func broken(script fakellm.Script) (url string, stop func(), err error) {
	answers := func(r *fakellm.Request) fakellm.Script {
		if n := len(r.Messages); n > 0 && r.Messages[n-1].Role == "tool" {
			return fakellm.Text("That ", "is all.")
		}
		return script
	}
	switch script.TCP {
	case "", "reset_after_headers":
		s := httptest.NewUnstartedServer(fakellm.New(answers))
		s.Config.ErrorLog = quiet
		s.Start()
		return s.URL, s.Close, nil
	case "refuse": // nobody listens
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", nil, err
		}
		return "http://" + l.Addr().String(), func() {}, l.Close()
	case "bad_cert": // nobody has signed it
		s := httptest.NewUnstartedServer(fakellm.New(answers))
		s.Config.ErrorLog = quiet
		s.StartTLS()
		return s.URL, s.Close, nil
	case "gzip_1GiB":
		s := httptest.NewServer(http.HandlerFunc(bomb))
		return s.URL, s.Close, nil
	}
	return "", nil, fmt.Errorf("adversary: %s has a fault that is not known here: %s", script.ID, script.TCP)
}

// quiet is a log for what is meant to go wrong.
var quiet = log.New(io.Discard, "", 0)

// bomb answers with a little that unpacks to a gigabyte.
func bomb(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Set("Content-Type", "text/event-stream")
	z := gzip.NewWriter(w)
	if _, err := io.CopyN(z, zeros{}, 1<<30); err == nil {
		z.Close() //nolint:errcheck // the client has hung up long ago
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// faults prints what became of broken answers, which are all tried at once: some of
// them are broken by taking long, of which limits allow so much.
func faults(ctx context.Context, out io.Writer, g *goods, scripts []fakellm.Script, limits agent.Limits) error {
	all := make([]fault, len(scripts))
	errs := make([]error, len(scripts))
	var wg sync.WaitGroup
	for i := range scripts {
		wg.Go(func() { all[i], errs[i] = suffer(ctx, g, scripts[i], limits) })
	}
	wg.Wait()
	fmt.Fprintf(out, "\nA model's server that is broken\n\n%-16s %-22s %7s  %-11s  %-40s  %s\n", "script", "", "took", "answer by", "because", "the shopper reads")
	fell := 0
	for i, f := range all {
		if errs[i] != nil {
			return fmt.Errorf("%s: %w", scripts[i].ID, errs[i])
		}
		who := "the model"
		if f.fell != "" {
			who = "the planner"
			fell++
		}
		text := strings.Join(strings.Fields(f.text), " ")
		if text == "" {
			text = "NOTHING"
		}
		fmt.Fprintf(out, "%-16s %-22s %5.1f s  %-11s  %-40s  %.70q\n", f.script.ID, f.script.Name, f.took.Seconds(), who, f.fell, text)
	}
	fmt.Fprintf(out, "\nfaults %d, answered by the planner in the model's place %d\n", len(all), fell)
	return nil
}
