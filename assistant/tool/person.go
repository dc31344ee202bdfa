package tool

import (
	"context"

	"github.com/aisle-chat/aisle/assistant"
)

type personArgs struct {
	Why string `json:"why" about:"what the shopper wants, in a sentence"`
}

func askForPerson(_ context.Context, s *Session, _ personArgs) (Result, error) {
	if s.turn.Waiting {
		return refuse("a person has been asked for already"), nil
	}
	return s.propose(Offer{Label: "Talk to a person", Action: assistant.Action{Do: assistant.DoPerson}}), nil
}
