package larkhollow_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// Every action of every order leads to the same errand about the same order,
// whether it is tapped in the chat or said as the sentence that stands on the
// order's page.
func TestOrderActions(t *testing.T) {
	d := newDesk(t)
	errand := func(v *visitor, action *assistant.Action) (planner.Errand, string) {
		turn := v.turn(action.Text)
		if action.Do != assistant.DoSay {
			turn.Action = action
		}
		var r recorder
		outcome, err := v.wren.Respond(t.Context(), turn, &r)
		if err != nil {
			t.Fatalf("%+v: %v", action, err)
		}
		var s planner.State
		if err := json.Unmarshal(outcome.State, &s); err != nil || s.Errand == nil {
			return planner.Errand{}, r.parts.Fallback()
		}
		return planner.Errand{Kind: s.Errand.Kind, Order: s.Errand.Order}, r.parts.Fallback()
	}
	tried := 0
	for _, sample := range larkhollow.Samples() {
		o, err := d.book.Order(t.Context(), sample.Number)
		if err != nil {
			t.Fatal(err)
		}
		v := newVisitor(d, opened)
		for _, choice := range assistant.NewOrderView(o, v.wren.Terms(), opened, "en-US", false).Actions {
			if !strings.HasSuffix(strings.TrimSuffix(choice.Action.Text, "?"), sample.Number) {
				t.Errorf("%s: the sentence of %q is %q", sample.Number, choice.Label, choice.Action.Text)
			}
			tap, say := newVisitor(d, opened), newVisitor(d, opened)
			tap.proven, say.proven = []string{sample.Number}, []string{sample.Number}
			want, tapped := errand(tap, &choice.Action)
			got, said := errand(say, &assistant.Action{Do: assistant.DoSay, Text: choice.Action.Text})
			if want.Order != sample.Number || got != want {
				t.Errorf("%q leads to %+v (%s), the tap on %q to %+v (%s)", choice.Action.Text, got, said, choice.Label, want, tapped)
			}
			if tapped == "" || said == "" {
				t.Errorf("%s: %q is not answered", sample.Number, choice.Label)
			}
			tried++
		}
	}
	if tried < 25 {
		t.Fatalf("only %d actions", tried)
	}
}
