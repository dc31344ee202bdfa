package tool

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/assistant"
)

// AskForPerson asks that a person of the shop takes over.
type AskForPerson struct {
	Why string `json:"why" about:"what the shopper wants, in a sentence"`
	// Note is what else whoever takes over reads; without a reason it is that the
	// shopper asked.
	Note assistant.Handoff `json:"-"`
}

// Asked is a request for a person. The conversation waits for one once Note is the
// Outcome's Handoff.
type Asked struct {
	Note  assistant.Handoff // its Summary is the Why
	Block assistant.HandoffBlock
}

// Do implements [Act].
func (a AskForPerson) Do(_ context.Context, turn *assistant.Turn) (Asked, error) {
	return a.Ask(turn.Shop.Terms(), turn.Now), nil
}

// Ask is Do in a shop with these terms, at a time.
func (a AskForPerson) Ask(terms assistant.Terms, now time.Time) Asked {
	asked := Asked{a.Note, assistant.HandoffBlock{
		Text: "Whoever joins will see everything said here. I stay with you until then.", Expectation: terms.Hours.Expectation(now),
	}}
	if asked.Note.Summary = a.Why; asked.Note.Reason == "" {
		asked.Note.Reason = "asked"
	}
	return asked
}

// Offer implements [Write]. Whoever waits for a person already is offered none.
func (AskForPerson) Offer(_ context.Context, turn *assistant.Turn) (Offer, error) {
	if turn.Waiting {
		return Offer{}, no("a person has been asked for already")
	}
	return OfferPerson(), nil
}

// OfferPerson is the chip by which a shopper asks for a person.
func OfferPerson() Offer {
	return Offer{Label: "Talk to a person", Action: assistant.Action{Do: assistant.DoPerson}}
}
