package agent_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/catalog"
)

func usd(minor int64) catalog.Money { return catalog.Money{Amount: minor, Currency: "USD"} }

const wish = "waterproof jacket"

// Whatever goes wrong, the shopper reads what the planner answers, and nothing of
// what came before it.
func TestLadder(t *testing.T) {
	busy := &agent.Error{Status: 503, Err: errors.New("busy")}
	for name, c := range map[string]struct {
		model  *scripted
		reason string
		calls  int
		within time.Duration
	}{
		"silence":             {script([]any{time.Hour}), "no first token in time", 1, 21 * time.Second},
		"a stall":             {script([]any{agent.Delta("The Beck. It is "), time.Hour}), "silence in the middle", 1, 16 * time.Second},
		"a trickle":           {script(trickle(200)), "the turn took too long", 1, 51 * time.Second},
		"cut in the middle":   {script([]any{agent.Delta("The Beck Rain Jacket is waterproof. It is "), &agent.Error{Err: errors.New("reset")}}), "no connection, or a broken answer", 1, time.Second},
		"no end":              {script([]any{agent.Delta("The Beck Rain Jacket is waterproof.")}), "the answer was cut off", 1, time.Second},
		"out of tokens":       {script([]any{agent.Delta("The Beck Rain Jacket is waterproof. And"), agent.Stop{Cut: true}}), "the answer was cut off", 1, time.Second},
		"rambling":            {script([]any{agent.Delta(strings.Repeat("Nice. ", 2000)), agent.Stop{}}), "the answer is too long", 1, time.Second},
		"nothing":             {script([]any{agent.Stop{}}), "nothing of the answer could be verified", 1, time.Second},
		"always busy":         {script([]any{busy}), "status 503", 3, 8 * time.Second},
		"refused":             {script([]any{&agent.Error{Status: 401, Err: errors.New("key")}}), "status 401", 1, time.Second},
		"come back in a week": {script([]any{&agent.Error{Status: 429, RetryAfter: 7 * 24 * time.Hour, Err: errors.New("limit")}}), "status 429", 1, time.Second},
		"busy, then a stall":  {script([]any{busy}, []any{agent.Delta("Hm. "), time.Hour}), "silence in the middle", 2, 20 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				own := alone(t, wish)
				r := enter(t, c.model)
				began := time.Now()
				seen := r.say(wish)
				if took := time.Since(began); took > c.within {
					t.Errorf("it took %v", took)
				}
				if seen.Text() != own.Text() || kinds(seen.Seen) != kinds(own.Seen) {
					t.Errorf("the shopper sees %q, %q; the planner says %q", kinds(seen.Seen), seen.Text(), own.Text())
				}
				report := r.agent.Report()
				if report.Fallbacks[c.reason] != 1 || len(report.Fallbacks) != 1 {
					t.Errorf("the reasons are %v", report.Fallbacks)
				}
				if n := len(c.model.asked()); n != c.calls {
					t.Errorf("%d calls", n)
				}
				if r.last.Usage.InputTokens == 0 {
					t.Error("what it cost is not told")
				}
			})
		})
	}
}

func trickle(words int) []any {
	var all []any
	for range words {
		all = append(all, agent.Delta("and "), time.Second)
	}
	return all
}

// Whoever mistypes the key or the model's name, or starts a server that cannot call
// tools, reads why nobody answers, and the log says nothing of what was said, also where
// the server repeats it.
func TestRefusalsAreLogged(t *testing.T) {
	for said, want := range map[string]string{
		"the model 'nope' is not found":                                     "the model 'nope' is not found",
		"Unsupported parameter: 'max_completion_tokens'":                    "Unsupported parameter: 'max_completion_tokens'",
		"registry/gemma does not support tools":                             "registry/gemma does not support tools",
		`Post "http://127.0.0.1:1/v1": connection refused`:                  `Post \"http://127.0.0.1:1/v1\": connection refused`,
		"invalid message: I want a Waterproof jacket; but not why":          "invalid message: I … a … …; … not why",
		`invalid input: {"text":"\u00c4rmel\nunder $150, waterpr`:           `invalid input: {\"text\":\" … … $…, …`,
		"a page:\n<html>" + strings.Repeat("x ", 500) + "END":               "a page: <html>x x x",
		"the answer holds ärger":                                            "the answer holds …",
		"this model's maximum context length is 4096 tokens, not that many": "this model's maximum context length is 4096 tokens, not that many",
	} {
		for _, status := range []int{0, 400, 401, 404, 500} {
			synctest.Test(t, func(t *testing.T) {
				var log strings.Builder
				refused := []any{&agent.Error{Status: status, Err: errors.New(said)}}
				enter(t, script(refused), func(c *agent.Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) }).say("but I want a waterproof jacket under $150, Ärmel, ärger")
				if !strings.Contains(log.String(), want) || strings.Contains(log.String(), "END") || status != 0 && !strings.Contains(log.String(), fmt.Sprint("status ", status)) {
					t.Errorf("%d %q is logged as %s", status, said, log.String())
				}
			})
		}
	}
}

// What an adapter yields after the end of an answer is no part of it.
func TestAfterTheEnd(t *testing.T) {
	model := script([]any{agent.Delta("All good now."), agent.Stop{}, agent.Delta(" It costs $1."), agent.ToolCall{ID: "a", Name: "show_cart", Arguments: "{}"}, agent.Usage{InputTokens: 900, OutputTokens: 7}})
	r := enter(t, model)
	if text := r.say("something nice for my aunt").Text(); text != "All good now." || len(model.asked()) != 1 || r.last.Usage.OutputTokens != 7 {
		t.Errorf("%q after %d calls, %+v", text, len(model.asked()), r.last.Usage)
	}
}

// A provider that asks to wait a little is given that time, and then answers.
func TestRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := script(
			[]any{&agent.Error{Status: 429, RetryAfter: 2 * time.Second, Err: errors.New("limit")}},
			[]any{&agent.Error{Status: 500, Err: errors.New("oops")}},
			says("All good now."),
		)
		r := enter(t, model)
		began := time.Now()
		if text := r.say("something nice for my aunt").Text(); text != "All good now." {
			t.Errorf("%q", text)
		}
		if took := time.Since(began); took < 2*time.Second || took > 8*time.Second {
			t.Errorf("it took %v", took)
		}
		if report := r.agent.Report(); len(report.Fallbacks) != 0 || report.Answered != 1 {
			t.Errorf("%+v", report)
		}
	})
}

// After five failures the model is left alone, for a while; then one turn tries.
func TestBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := &agent.Error{Status: 400, Err: errors.New("down")}
		model := script([]any{down})
		r := enter(t, model)
		ask := func() *agent.Report {
			r.said = nil
			turn := r.turn("something nice for my aunt")
			turn.State = nil
			r.do(turn)
			report := r.agent.Report()
			return &report
		}
		for range 8 {
			ask()
		}
		if n := len(model.asked()); n != 5 {
			t.Errorf("a model that is down was asked %d times", n)
		}
		if report := ask(); report.Fallbacks["the model has failed lately"] != 4 {
			t.Errorf("%v", report.Fallbacks)
		}
		time.Sleep(15 * time.Second)
		ask()
		ask()
		if n := len(model.asked()); n != 6 {
			t.Errorf("after a while it was asked %d times", n)
		}
		model.mu.Lock()
		model.replies = []any{says("Well again.")}
		model.mu.Unlock()
		time.Sleep(15 * time.Second)
		ask()
		ask()
		if n := len(model.asked()); n != 8 {
			t.Errorf("a model that is well again was asked %d times", n)
		}
	})
}

// A model whose adapter panics is one that fails: the planner answers, also when that was
// the turn that found out whether it is well again.
func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := script(func(agent.Request) []any { panic("the waterproof jacket") })
		var log strings.Builder
		own := alone(t, wish)
		r := enter(t, model, func(c *agent.Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
		ask := func() string {
			r.last.State, r.said = nil, nil
			return r.say(wish).Text()
		}
		for range 6 {
			if text := ask(); text != own.Text() {
				t.Errorf("the shopper reads %q", text)
			}
		}
		if report := r.agent.Report(); report.Fallbacks["a panic"] != 5 || !strings.Contains(log.String(), "ladder_test.go") || strings.Contains(log.String(), "waterproof") {
			t.Errorf("%v, %s", report.Fallbacks, log.String())
		}
		time.Sleep(15 * time.Second)
		ask() // it tries, and panics again
		time.Sleep(15 * time.Second)
		ask()
		if n := len(model.asked()); n != 7 {
			t.Errorf("the model was asked %d times", n)
		}
	})
}

// Failures far apart open nothing.
func TestBreakerForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := script([]any{&agent.Error{Status: 400, Err: errors.New("no")}})
		r := enter(t, model)
		for range 8 {
			r.last.State, r.said = nil, nil
			r.say("something nice for my aunt")
			time.Sleep(10 * time.Second)
		}
		if n := len(model.asked()); n != 8 {
			t.Errorf("%d calls", n)
		}
	})
}

// A turn whose own time is short leaves the planner some of it.
func TestShortTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := enter(t, script([]any{time.Hour}))
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		began := time.Now()
		seen := &quiet{}
		if _, err := r.agent.Respond(ctx, r.turn(wish), seen); err != nil || seen.parts == 0 {
			t.Fatalf("%d parts, %v", seen.parts, err)
		}
		if took := time.Since(began); took > 11*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

// A shopper who has left is nobody to answer.
func TestCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := enter(t, script([]any{time.Hour}))
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		seen := &quiet{}
		if _, err := r.agent.Respond(ctx, r.turn(wish), seen); !errors.Is(err, context.Canceled) || seen.parts != 0 {
			t.Errorf("%d parts, %v", seen.parts, err)
		}
	})
}
