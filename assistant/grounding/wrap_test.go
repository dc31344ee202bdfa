package grounding_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/catalog"
)

// plain answers and can do nothing else.
type plain struct{}

func (plain) Respond(context.Context, assistant.Turn, assistant.Writer) (assistant.Outcome, error) {
	return assistant.Outcome{}, nil
}

// host also greets, with a price that nothing has.
type host struct{ plain }

func (host) Greet(context.Context, assistant.Turn) (assistant.Greeting, error) {
	return assistant.Greeting{Text: "Hi. Everything costs $1.", Chips: []string{"Under $3.33 since 1871", "Returns"}}, nil
}

// able has every ability.
type able struct{ host }

func (able) Survey(context.Context, assistant.Turn) (assistant.Survey, error) {
	return assistant.Survey{Settled: true}, nil
}
func (able) Follow(context.Context, assistant.Turn, assistant.Survey, assistant.Parts) (json.RawMessage, int, error) {
	return json.RawMessage(`{"n":1}`), 7, nil
}
func (able) Terms() assistant.Terms             { return terms() }
func (able) Questions(catalog.Product) []string { return []string{"Is it waterproof?"} }
func (able) Rated(context.Context, assistant.Turn, int) (assistant.Parts, assistant.Outcome, error) {
	return assistant.Parts{assistant.Text{Text: "A person has been asked. Everything costs $1."}}, assistant.Outcome{Handoff: &assistant.Handoff{Reason: "low_rating"}}, nil
}
func (able) Article(id string, _ time.Time) (assistant.Article, bool) {
	return assistant.Article{ID: id}, id == "returns"
}

// TestWrapKeepsAbilities lets what is wrapped be asked for what it can do besides,
// and for nothing else.
func TestWrapKeepsAbilities(t *testing.T) {
	v := newVerifier(t, grounding.Config{})
	ctx := context.Background()
	turn := assistant.Turn{Locale: "en-US", Now: monday, Shop: shop{}}

	bare := v.Wrap(plain{})
	if _, ok := bare.(assistant.Greeter); ok {
		t.Error("an assistant that does not greet seems to")
	}
	if _, ok := bare.(assistant.Pilot); ok {
		t.Error("an assistant that reads nothing beforehand seems to")
	}
	for name, a := range map[string]assistant.Assistant{"host": v.Wrap(host{}), "all": v.Wrap(able{})} {
		g, ok := a.(assistant.Greeter)
		if !ok {
			t.Fatalf("%s does not greet any more", name)
		}
		got, err := g.Greet(ctx, turn)
		if err != nil || got.Text != "Hi." || len(got.Chips) != 1 || got.Chips[0] != "Returns" {
			t.Errorf("%s greets with %+v, %v", name, got, err)
		}
	}
	all := v.Wrap(able{})
	pilot, ok := all.(assistant.Pilot)
	if !ok {
		t.Fatal("a pilot is none any more")
	}
	if survey, err := pilot.Survey(ctx, turn); err != nil || !survey.Settled {
		t.Errorf("%+v, %v", survey, err)
	}
	if state, version, err := pilot.Follow(ctx, turn, assistant.Survey{}, nil); err != nil || string(state) != `{"n":1}` || version != 7 {
		t.Errorf("%s, %d, %v", state, version, err)
	}
	if terms := all.(assistant.Termed).Terms(); terms.Policies == nil {
		t.Error("the terms are lost")
	}
	if q := all.(assistant.Questioner).Questions(beck()); len(q) != 1 {
		t.Errorf("%q", q)
	}
	if _, ok := all.(assistant.Librarian).Article("returns", monday); !ok {
		t.Error("the articles are lost")
	}
	if parts, outcome, err := all.(assistant.Rated).Rated(ctx, turn, 1); err != nil || !strings.Contains(parts.Fallback(), "A person has been asked.") || strings.Contains(parts.Fallback(), "$1") || outcome.Handoff == nil {
		t.Errorf("a rating is answered with %q, %+v, %v", parts.Fallback(), outcome.Handoff, err)
	}
	if err := all.(interface{ Check() error }).Check(); err != nil {
		t.Error(err)
	}
}
