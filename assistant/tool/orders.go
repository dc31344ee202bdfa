package tool

import (
	"context"
	"errors"
	"regexp"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// ListOrders reads the orders that the shopper may see, the newest first.
type ListOrders struct{}

// Do implements [Act]. None is no error.
func (ListOrders) Do(ctx context.Context, turn *assistant.Turn) ([]cart.Order, error) {
	return turn.Shop.Orders(ctx)
}

// GetOrder reads one order by its number.
type GetOrder struct {
	Number string `json:"number" about:"the order's number"`
	// Email proves an order that the shopper may not see yet: the address that they
	// have typed, or that the shop knows them by. Empty proves nothing.
	Email string `json:"-"`
}

// GotOrder is an order that the shopper may see.
type GotOrder struct {
	cart.Order
	// Proven is true where Email has just proven it.
	Proven bool
}

// Do implements [Act]. Every miss is cart.ErrNoOrder: nothing tells an order that there
// is from one that there is not. After too many attempts to prove one it is refused.
func (a GetOrder) Do(ctx context.Context, turn *assistant.Turn) (GotOrder, error) {
	for _, number := range spellings(a.Number) {
		order, err := turn.Shop.Order(ctx, number)
		if !errors.Is(err, cart.ErrNoOrder) {
			return GotOrder{Order: order}, err
		}
	}
	if a.Email == "" {
		return GotOrder{}, cart.ErrNoOrder
	}
	for _, number := range spellings(a.Number) {
		order, err := turn.Shop.Prove(ctx, number, a.Email)
		if !errors.Is(err, cart.ErrNoOrder) {
			return GotOrder{order, err == nil}, err
		}
	}
	return GotOrder{}, cart.ErrNoOrder
}

// runTogether is a number whose letters and digits nothing parts.
var runTogether = regexp.MustCompile(`^([\p{L}]{1,6})(\d+)$`)

// spellings are the ways in which a number may be meant: "LH1042" is what some
// write for "LH-1042".
func spellings(number string) []string {
	if m := runTogether.FindStringSubmatch(number); m != nil {
		return []string{m[1] + "-" + m[2], number}
	}
	return []string{number}
}

// OrderBlock shows an order, as assistant.NewOrderView has it; brief asks for the short
// form.
func OrderBlock(view assistant.OrderView, brief bool) assistant.OrderBlock {
	return assistant.OrderBlock{Text: "Order " + view.Number + ": " + prose.Lower(view.Headline) + ".", Order: view, Brief: brief}
}

// SendCode sends a code by mail that proves orders: to Email, or where that is empty to
// the address that the order with Number was placed with.
type SendCode struct {
	Email, Number string
	// Key is the idempotency key.
	Key string
}

// Do implements [Act]. See assistant.Shop's SendCode.
func (a SendCode) Do(ctx context.Context, turn *assistant.Turn) (struct{}, error) {
	return struct{}{}, turn.Shop.SendCode(ctx, a.Key, a.Email, a.Number)
}

// EnterCode proves orders by a code that was sent.
type EnterCode struct {
	Code string
	// Key is the idempotency key.
	Key string
}

// Do implements [Act]: assistant.ErrWrongCode or assistant.ErrNoCode where the code
// proves nothing.
func (a EnterCode) Do(ctx context.Context, turn *assistant.Turn) (struct{}, error) {
	return struct{}{}, turn.Shop.ProveCode(ctx, a.Key, a.Code)
}
