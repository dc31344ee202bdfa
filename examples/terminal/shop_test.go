package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
	"github.com/aisle-chat/aisle/examples/internal/talker"
)

// The demo shop's orders can be proven, and stay so until the talk starts over.
func TestOrdersOfTheDemoShop(t *testing.T) {
	talk, err := open(t.Context(), "", "", talker.Model{}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	sample := larkhollow.Samples()[0]
	var seen []cart.Order
	var terms assistant.Terms
	talk.assistant = assistant.Func(func(ctx context.Context, turn assistant.Turn, _ assistant.Writer) (assistant.Outcome, error) {
		number, email, proves := strings.Cut(turn.Text, " ")
		if proves {
			if _, err := turn.Shop.Prove(ctx, number, email); err != nil {
				return assistant.Outcome{}, err
			}
		}
		terms = turn.Shop.Terms()
		var err error
		seen, err = turn.Shop.Orders(ctx)
		return assistant.Outcome{}, err
	})
	for _, step := range []struct {
		line   string
		orders int
	}{{"hello", 0}, {sample.Number + " " + sample.Email, 1}, {"hello", 1}, {"/new", 1}, {"hello", 0}} {
		if _, err := talk.line(t.Context(), step.line); err != nil {
			t.Fatal(err)
		}
		if len(seen) != step.orders {
			t.Errorf("%q: %d orders, want %d", step.line, len(seen), step.orders)
		}
	}
	if _, err := talk.line(t.Context(), sample.Number+" nobody@example.com"); !errors.Is(err, cart.ErrNoOrder) {
		t.Errorf("somebody else's: %v", err)
	}
	if !terms.Orders || terms.Policies == nil || terms.Shipping == nil || terms.Hours == nil || len(terms.Promotions) == 0 {
		t.Errorf("the terms are %+v", terms)
	}
}
