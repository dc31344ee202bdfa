package planner

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/assistant/knowledge"
)

var _ assistant.Rated = (*Planner)(nil)

// Rated implements [assistant.Rated]: of a low rating, as the merchant's handoff.yaml
// has it, it tells a person of the shop, or offers one. Whoever waits for a person
// already is told nothing more.
func (p *Planner) Rated(ctx context.Context, turn assistant.Turn, score int) (assistant.Parts, assistant.Outcome, error) {
	low := p.articles.Triggers().LowRating
	if score > low.UpTo || turn.Waiting {
		return nil, assistant.Outcome{}, nil
	}
	turn, facts := grounding.Watch(turn)
	state := readState(turn.State, turn.StateVersion)
	looked := turn
	looked.Text = "" // a comment asks for nothing
	scene, err := lookAround(ctx, looked, &state)
	if err != nil {
		return nil, assistant.Outcome{}, err
	}
	plan := Plan{Move: MoveRated, Reading: Reading{Text: turn.Text, Confidence: 1, Sure: 1}, State: state, Score: score}
	if low.Then == knowledge.ThenWait {
		plan.Handoff = &assistant.Handoff{Reason: reasonLowRating, Priority: low.Priority}
	}
	known, err := p.actor(turn).act(ctx, plan)
	if err != nil {
		return nil, assistant.Outcome{}, err
	}
	reply := p.say(&known, scene, p.persona.Name, turn.Locale, currencyOf(&known, scene))
	if tag := tagOf(reply.Handoff); tag != "" {
		reply.Tags = append(reply.Tags, tag)
	}
	outcome, err := p.outcome(reply)
	return p.verified(facts, turn, reply), outcome, err
}

// actor is the third stage for a turn.
func (p *Planner) actor(turn assistant.Turn) *actor {
	return &actor{&turn}
}

// outcome is what a reply leaves behind.
func (p *Planner) outcome(reply Reply) (assistant.Outcome, error) {
	state, err := json.Marshal(reply.State)
	if err != nil {
		return assistant.Outcome{}, fmt.Errorf("planner: writing the state: %w", err)
	}
	return assistant.Outcome{
		State: state, StateVersion: StateVersion, Handoff: reply.Handoff, Tags: reply.Tags, ConfigHash: p.hash,
	}, nil
}

// rated answers a low rating.
func (w *writer) rated() {
	if w.plan.Handoff == nil {
		w.say("I am sorry that this was no better. Shall a person of the shop have a look?")
		w.personChip()
		return
	}
	w.say("I am sorry that this was no better. I have asked a person of the shop to have a look, with everything said here.")
	w.asks(*w.plan.Handoff)
}

// ratedAs says how the shopper rated the conversation, to whoever takes over.
func ratedAs(score int, comment string) string {
	said := "The shopper rated the conversation " + strconv.Itoa(score) + " of 5"
	if comment == "" {
		return said + "."
	}
	return said + " and wrote: “" + comment + "”"
}
