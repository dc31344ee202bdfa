package grounding

import (
	"context"
	"encoding/json"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// Wrap returns an assistant that says nothing that a does not hold the facts of.
// An assistant of whose words nothing is left says that it does not know.
//
// What it returns has the optional abilities of package assistant that a has, and
// those only: it is an [assistant.Pilot] where a is one, and greets where a does,
// with words that are verified as well. It also has a Check method that tells what
// a's tells. Abilities that are not of package assistant are a's own: ask a.
func (v *Verifier) Wrap(a assistant.Assistant) assistant.Assistant {
	w := wrapped{v, a}
	// Every assistant can do these without harm: where a cannot, they tell nothing.
	if pilot, ok := a.(assistant.Pilot); ok {
		if _, ok := a.(assistant.Greeter); ok {
			return &wrappedPilotGreeter{wrappedPilot{w, pilot}}
		}
		return &wrappedPilot{w, pilot}
	}
	if _, ok := a.(assistant.Greeter); ok {
		return &wrappedGreeter{w}
	}
	return &w
}

// wrapped is an assistant behind a verifier.
type wrapped struct {
	v *Verifier
	a assistant.Assistant
}

// Respond implements [assistant.Assistant].
func (w *wrapped) Respond(ctx context.Context, turn assistant.Turn, out assistant.Writer) (assistant.Outcome, error) {
	turn, facts := Watch(turn)
	verified := w.v.Writer(facts, out)
	outcome, err := w.a.Respond(ctx, turn, verified)
	if err != nil {
		return outcome, err
	}
	findings, err := verified.Close()
	if err == nil && verified.Empty() && len(findings) > 0 {
		err = out.Write(assistant.Text{Text: Unsure})
	}
	return outcome, err
}

// Terms implements [assistant.Termed]; there are none where the assistant has read
// none.
func (w *wrapped) Terms() assistant.Terms {
	if t, ok := w.a.(assistant.Termed); ok {
		return t.Terms()
	}
	return assistant.Terms{}
}

// Questions implements [assistant.Questioner]. They ask; what they answer is
// verified when it is said.
func (w *wrapped) Questions(p catalog.Product) []string {
	if q, ok := w.a.(assistant.Questioner); ok {
		return q.Questions(p)
	}
	return nil
}

// Article implements [assistant.Librarian]: the merchant's own words.
func (w *wrapped) Article(id string, now time.Time) (assistant.Article, bool) {
	if l, ok := w.a.(assistant.Librarian); ok {
		return l.Article(id, now)
	}
	return assistant.Article{}, false
}

// Rated implements [assistant.Rated], with words that are verified as well.
func (w *wrapped) Rated(ctx context.Context, turn assistant.Turn, score int) (assistant.Parts, assistant.Outcome, error) {
	r, ok := w.a.(assistant.Rated)
	if !ok {
		return nil, assistant.Outcome{}, nil
	}
	turn, facts := Watch(turn)
	parts, outcome, err := r.Rated(ctx, turn, score)
	if err != nil || len(parts) == 0 {
		return parts, outcome, err
	}
	if outcome.Handoff != nil {
		facts.LearnHandoff()
	}
	parts, _ = w.v.CheckReply(facts, parts)
	return parts, outcome, nil
}

// Check reports what is wrong with the assistant's configuration.
func (w *wrapped) Check() error {
	if c, ok := w.a.(interface{ Check() error }); ok {
		return c.Check()
	}
	return nil
}

// greet verifies a greeting.
func (w *wrapped) greet(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	turn, facts := Watch(turn)
	greeting, err := w.a.(assistant.Greeter).Greet(ctx, turn)
	if err != nil {
		return greeting, err
	}
	greeting, _ = w.v.CheckGreeting(facts, greeting)
	return greeting, nil
}

// wrappedGreeter also greets.
type wrappedGreeter struct{ wrapped }

// Greet implements [assistant.Greeter].
func (w *wrappedGreeter) Greet(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	return w.greet(ctx, turn)
}

// wrappedPilot also reads beforehand.
type wrappedPilot struct {
	wrapped
	pilot assistant.Pilot
}

// Survey implements [assistant.Pilot].
func (w *wrappedPilot) Survey(ctx context.Context, turn assistant.Turn) (assistant.Survey, error) {
	return w.pilot.Survey(ctx, turn)
}

// Follow implements [assistant.Pilot].
func (w *wrappedPilot) Follow(ctx context.Context, turn assistant.Turn, survey assistant.Survey, reply assistant.Parts) (json.RawMessage, int, error) {
	return w.pilot.Follow(ctx, turn, survey, reply)
}

// wrappedPilotGreeter does both.
type wrappedPilotGreeter struct{ wrappedPilot }

// Greet implements [assistant.Greeter].
func (w *wrappedPilotGreeter) Greet(ctx context.Context, turn assistant.Turn) (assistant.Greeting, error) {
	return w.greet(ctx, turn)
}
