package planner

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

var _ assistant.Pilot = (*Planner)(nil)

// Survey implements [assistant.Pilot]: the first two stages, without the others.
func (p *Planner) Survey(ctx context.Context, turn assistant.Turn) (assistant.Survey, error) {
	planned, scene, err := p.planned(ctx, turn)
	if err != nil {
		return assistant.Survey{}, err
	}
	facts := Facts{}
	if now, err := turn.Shop.Cart(ctx); err == nil {
		facts.Cart = &now // for its currency
	}
	wishes, _ := wishesBlock(planned.State.Wishes, moneyWriter{turn.Locale, currencyOf(&facts, scene)})
	return assistant.Survey{
		Settled: turn.Action != nil || settles(&planned), Writes: writesOf(&planned, turn.ID), Wishes: wishes.Wishes,
		Reading: surveyed{turn.ID, planned},
	}, nil
}

// surveyed is what a Survey keeps for Follow.
type surveyed struct {
	turn string
	plan Plan
}

// Follow implements [assistant.Pilot]. The wishes of the message count; what the
// reply shows is what "the first one" means from now on.
func (p *Planner) Follow(ctx context.Context, turn assistant.Turn, survey assistant.Survey, reply assistant.Parts) (json.RawMessage, int, error) {
	read, ok := survey.Reading.(surveyed)
	if !ok || read.turn != turn.ID {
		planned, _, err := p.planned(ctx, turn)
		if err != nil {
			return nil, 0, err
		}
		read.plan = planned
	}
	planned := read.plan
	s := planned.State
	s.Pending, s.Last, s.Streak, s.Failures = nil, planned.Move, 0, 0
	s.Earlier = append(slices.Clip(s.Earlier), s.Said...)
	s.Earlier, s.Said = s.Earlier[max(0, len(s.Earlier)-keptSaid):], prose.Sentences(reply.Fallback())
	var shown []Shown
	for _, part := range reply {
		for _, card := range assistant.CardsOf(part) {
			if !slices.ContainsFunc(shown, func(o Shown) bool { return o.ID == card.ID }) {
				shown = append(shown, Shown{card.ID, shortTitle(card.Title), card.Price.Amount, card.Variant})
			}
		}
	}
	if len(shown) > 0 {
		s.saw(shown)
		if s.Focus = ""; len(shown) == 1 {
			s.Focus = shown[0].ID
		}
	}
	s.settle(planned.Move)
	state, err := json.Marshal(s)
	if err != nil {
		return nil, 0, fmt.Errorf("planner: writing the state: %w", err)
	}
	return state, StateVersion, nil
}

// planned runs the stages that only read.
func (p *Planner) planned(ctx context.Context, turn assistant.Turn) (Plan, *Scene, error) {
	state := readState(turn.State, turn.StateVersion)
	state.Waiting = turn.Waiting
	scene, err := lookAround(ctx, turn, &state)
	if err != nil {
		return Plan{}, nil, err
	}
	scene.Triggers = p.articles.Triggers()
	understanding := reader{
		state: state, scene: scene, now: turn.Now, articles: p.articles, understand: turn.Shop.Understand,
	}
	reading := understanding.read(turn.Text, turn.Action)
	if said, ok := p.voice.Prepared(turn.Text); ok && turn.Action == nil && !slices.Contains(toPeople, reading.Intent) {
		reading = Reading{Text: reading.Text, Norm: reading.Norm, Said: reading.Said, Intent: IntentPrepared, Confidence: 1, Sure: 1, Prepared: said}
	}
	return plan(reading, state, scene), scene, nil
}

// toPeople are the intents that a person sees to, whatever the merchant has prepared.
var toPeople = []Intent{IntentSelfHarm, IntentThreat, IntentLegal, IntentPerson, IntentAngry}

// settles reports whether what is planned needs nothing but data and our own
// sentences.
func settles(p *Plan) bool {
	if p.State.Waiting || p.Handoff != nil || p.Call != nil || p.Soothe || p.Reading.Card {
		return true
	}
	switch p.Move {
	case MoveAdd, MoveQuantity, MoveRemove, MoveSwap, MoveUndo, MoveCart, MoveCheckout, MoveCode,
		MoveRestock, MoveOrder, MoveFile, MoveFact, MoveTerms, MoveArticle:
		return true
	case MoveWhich:
		return p.Reading.Intent == IntentAdd || p.Reading.Intent == IntentRemove || p.Reading.Intent == IntentQuantity
	case MoveTalk:
		return !slices.Contains([]Intent{IntentUnclear, IntentSmallTalk, IntentLanguage}, p.Reading.Intent)
	}
	return false
}

// writesOf are the writes that a message asks for.
func writesOf(p *Plan, turn string) []assistant.Write {
	if p.Move != MoveAdd || p.Item == nil {
		return nil
	}
	var writes []assistant.Write
	for i, item := range append([]Wanted{*p.Item}, p.Next...) {
		writes = append(writes, assistant.Write{
			Key: addKey(turn, i),
			Action: assistant.Action{
				Do: assistant.DoAdd, Product: item.Product, Variant: item.Variant, Options: item.Options, Quantity: item.Quantity,
			},
		})
	}
	return writes
}

// addKey is the idempotency key of the i-th thing that a turn adds.
func addKey(turn string, i int) string { return turn + ":add" + strings.Repeat("+", i) }
