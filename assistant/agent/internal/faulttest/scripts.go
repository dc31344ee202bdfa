package faulttest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/internal/evaldata"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// want is what is to come of a script: what is said, or the reasons of which one lets
// the planner speak; neither takes any.
type want struct {
	text    string
	reasons []string
	within  time.Duration
	calls   int
}

// Why the planner speaks.
const (
	broken     = "no connection, or a broken answer"
	cutOff     = "the answer was cut off"
	tooLong    = "the answer is too long"
	unverified = "nothing of the answer could be verified"
)

// soon is a fault that is certain at once.
func soon(reasons ...string) want { return want{reasons: reasons, within: 2 * time.Second, calls: 1} }

func status(code string) string { return "status " + code }

// busy is a server that is asked again, twice.
func busy(code string) want {
	return want{reasons: []string{status(code)}, within: 8 * time.Second, calls: 3}
}

func says(text string, calls int) want { return want{text: text, calls: calls} }

// wants are by a script's id. What one client calls broken is to another an answer that
// never ends, or no answer at all.
var wants = map[string]want{
	"llm-000": says("Hello", 1), "llm-014": says("Hi", 1), "llm-015": says("Hi", 1),
	"llm-002": soon(broken, cutOff), "llm-007": soon(broken), "llm-011": soon(broken, unverified), "llm-013": soon(broken),
	"llm-016": {reasons: []string{"no first token in time"}, within: 21 * time.Second, calls: 1},
	"llm-017": {reasons: []string{tooLong}, within: 50 * time.Second, calls: 1},
	"llm-018": soon(broken), "llm-022": soon(broken, tooLong), "llm-045": soon(broken),
	"llm-020": {reasons: []string{"silence in the middle"}, within: 16 * time.Second, calls: 1},
	// These hold a number, a price or a code that no tool returned, and nothing else.
	"llm-026": soon(unverified), "llm-027": soon(unverified), "llm-029": soon(unverified), "llm-031": soon(unverified), "llm-034": soon(unverified), "llm-035": soon(unverified),
	"llm-056": soon(status("429")), "llm-057": busy("429"), "llm-058": busy("429"), "llm-059": busy("429"),
	"llm-060": busy("500"), "llm-062": busy("503"), "llm-063": busy("529"), "llm-066": soon(status("403")),
	"llm-069": soon(status("301")), "llm-070": soon(status("302")), "llm-071": soon(status("204")), "llm-072": soon(broken),
	"llm-tcp-reset": soon(broken),
	// Those with tools have a second round: see Scripts.
	"llm-036": says("That is all.", 2), "llm-038": says("That is all.", 2), "llm-041": says("That is all.", 2), "llm-044": says("That is all.", 2),
	// Below HTTP, in real time, which a busy machine may take: see connections.go.
	"llm-tcp-refused": {reasons: []string{broken}}, "llm-tls-bad": {reasons: []string{broken}}, "llm-gzip-bomb": {reasons: []string{broken}},
}

// Scripts runs every script of the set through an adapter, those over HTTP in virtual
// time: whatever the stream does, the shopper is answered in time, by the planner where
// the model has failed, and nothing half happens.
func Scripts(t *testing.T, adapter Adapter) {
	table, ran := &faultTable{}, 0
	scripts := evaldata.Lines[fakellm.Script](t, "security/llm_stream_faults.jsonl")
	for _, script := range scripts {
		w, known := wants[script.ID]
		if !known { // one that this test does not know: in time, and answered
			w = want{within: 51 * time.Second}
		}
		t.Run(script.ID+" "+script.Name, func(t *testing.T) {
			ran++
			if below, is := connections[script.TCP]; is {
				w.within = 0
				table.add(script, check(t, w, below(t, adapter), planned(t, newPlanner())))
				return
			}
			if script.TCP != "" && script.TCP != "reset_after_headers" {
				t.Skipf("nobody knows how to %s", script.TCP)
			}
			synctest.Test(t, func(t *testing.T) { table.add(script, overHTTP(t, adapter, script.ForShop("beck"), w)) })
		})
	}
	t.Logf("%d of %d scripts\n%s", ran, len(scripts), table)
	t.Logf("figures: scripts=%d answered=%d by_the_planner=%d", ran, table.answered, table.planned)
	if table.answered == 0 {
		t.Error("nothing was tried")
	}
}

// overHTTP runs one script, and a healthy answer after tools.
func overHTTP(t *testing.T, adapter Adapter, script fakellm.Script, w want) Outcome {
	s := New(t, adapter, func(r *fakellm.Request) fakellm.Script {
		if last := r.Messages[len(r.Messages)-1]; last.Role == "tool" {
			return fakellm.Text("That is all.")
		}
		return script
	})
	defer s.Close(t)
	own := planned(t, s.wren)
	o := check(t, w, s.Run(t), own)
	if n := len(s.Fake.Requests()); w.calls > 0 && n != w.calls || n > 4 {
		t.Errorf("%d requests, want %d", n, w.calls)
	}
	for _, r := range s.Fake.Requests() {
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
	return o
}

// check holds an outcome against what is wanted.
func check(t *testing.T, w want, o Outcome, own string) Outcome {
	t.Helper()
	if o.InCart != 0 {
		t.Errorf("%d in the cart", o.InCart)
	}
	if w.within > 0 && o.Took > w.within {
		t.Errorf("it took %v", o.Took)
	}
	if o.Usage.InputTokens == 0 {
		t.Error("what it cost is not counted")
	}
	text := o.Seen.Text()
	fell := len(o.Report.Fallbacks) > 0
	switch {
	case fell && text != own:
		t.Errorf("the shopper reads %q, the planner says %q", text, own)
	case w.text != "" && (fell || text != w.text):
		t.Errorf("the shopper reads %q, want %q (%v)", text, w.text, o.Report.Fallbacks)
	case w.reasons != nil && !slices.ContainsFunc(w.reasons, func(why string) bool { return o.Report.Fallbacks[why] == 1 }):
		t.Errorf("the reasons are %v, want one of %q; the shopper reads %q", o.Report.Fallbacks, w.reasons, text)
	case text == "":
		t.Error("nobody answers")
	}
	return o
}

// faultTable says what the shopper saw of each script.
type faultTable struct {
	rows              strings.Builder
	answered, planned int
}

func (f *faultTable) add(script fakellm.Script, o Outcome) {
	f.answered++
	who, why := "the model", ""
	for reason := range o.Report.Fallbacks {
		f.planned++
		who, why = "the planner", reason
	}
	fmt.Fprintf(&f.rows, "%-14s %-22s %6.1f s  %-11s  %-40s  %.60q\n", script.ID, script.Name, o.Took.Seconds(), who, why, o.Seen.Text())
}

func (f *faultTable) String() string {
	return fmt.Sprintf("%-14s %-22s %8s  %-11s  %-40s  %s\n", "script", "", "took", "answer by", "because", "the shopper reads") + f.rows.String()
}
