package agent_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
)

// Turns that need no model never call it, and the report says how many they were.
func TestPilot(t *testing.T) {
	model := script(says("I am a model."))
	r := enter(t, model)
	for _, text := range []string{"what is in my cart?", "how do I send something back?", "where is my order?", "I want a person", "thanks"} {
		r.say(text)
	}
	tap := r.turn("Show my cart")
	tap.Action = &assistant.Action{Do: assistant.DoCart}
	r.do(tap)
	if n := len(model.asked()); n != 0 {
		t.Errorf("the model was asked %d times", n)
	}
	if report := r.agent.Report(); report.Turns != 6 || report.Settled != 6 || report.SavedTurns() != 1 {
		t.Errorf("%+v", report)
	}
	report := agent.Report{
		Turns: 4, Settled: 2, Answered: 1, Calls: 3, InputTokens: 900, OutputTokens: 100, Fallbacks: map[string]int{"status 503": 1, "silence in the middle": 2},
	}
	const line = "4 turns, of which 2 (50 %) needed no model and 1 were answered with its help; 3 requests, 900 tokens read and 100 written, " +
		"about 2000 saved; the fallback stepped in: silence in the middle (2), status 503 (1)"
	if got := report.String(); got != line {
		t.Errorf("%s", got)
	}
}

// Nothing that needs no model reaches one, however much it may do and whatever language
// the page has: no tap, no change of the cart, no prepared answer, no order.
func TestPilotInEveryMode(t *testing.T) {
	said := []string{
		"add the Beck Rain Jacket in size M to my cart", "what is in my cart?", "empty my cart", "undo", "use the code WELCOME10",
		"how do I send something back?", "how much is shipping?", "when are you open?", "where is my order?", "where is order LH-1042?", "cancel my order", "I want a person", "hello", "thanks",
	}
	taps := []assistant.Action{
		{Do: assistant.DoSay, Text: "Etwas Warmes für den Winter"}, {Do: assistant.DoSay, Text: "Comparer les deux premiers"}, {Do: assistant.DoCart}, {Do: assistant.DoAdd, Product: "beck", Quantity: 1},
		{Do: assistant.DoAbout, Product: "beck", Text: "Plus sur celui-ci"}, {Do: assistant.DoOrder}, {Do: assistant.DoPerson}, {Do: assistant.DoCode, Text: "WELCOME10"},
	}
	for _, mode := range []agent.Mode{agent.PlanAndPhrase, agent.PhraseOnly, agent.Off} {
		model := script(says("I am a model."))
		r := enter(t, model, func(c *agent.Config) { c.Mode = mode })
		say := func(turn assistant.Turn) {
			t.Helper()
			for _, turn.Locale = range []string{"en-US", "de-AT", "fr"} {
				if seen := r.do(turn); len(seen.Seen) == 0 {
					t.Errorf("%q, %+v in %s: nobody answers", turn.Text, turn.Action, turn.Locale)
				}
				if n := len(model.asked()); n != 0 {
					t.Fatalf("%q, %+v in %s: the model was asked", turn.Text, turn.Action, turn.Locale)
				}
			}
		}
		for _, text := range said {
			say(r.turn(text))
		}
		for _, tap := range taps {
			turn := r.turn(tap.Text)
			turn.Action = &tap
			say(turn)
		}
		if report := r.agent.Report(); report.Settled != report.Turns || report.Turns != 3*(len(said)+len(taps)) {
			t.Errorf("%+v", report)
		}
	}
}

// Off is the fallback alone; a fallback that is no pilot answers taps only.
func TestModes(t *testing.T) {
	r := enter(t, nil, func(c *agent.Config) { c.Mode = agent.Off })
	if text := r.say("rain jacket").Text(); text == "" {
		t.Error("nobody answers")
	}
	model := script(says("Hello there."))
	plain := enter(t, model, func(c *agent.Config) {
		c.Fallback = assistant.Func(func(_ context.Context, _ assistant.Turn, w assistant.Writer) (assistant.Outcome, error) {
			return assistant.Outcome{}, w.Write(assistant.Text{Text: "The fallback."})
		})
	})
	if text := plain.say("thanks").Text(); !strings.Contains(text, "Hello there.") {
		t.Errorf("%q", text)
	}
	tap := plain.turn("x")
	tap.Action = &assistant.Action{Do: assistant.DoCart}
	if text := plain.do(tap).Text(); text != "The fallback." {
		t.Errorf("%q", text)
	}
}
