package tool

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// ShowCart reads what is in the shopper's cart.
type ShowCart struct{}

// Do implements [Act].
func (ShowCart) Do(ctx context.Context, turn *assistant.Turn) (cart.Cart, error) {
	return turn.Shop.Cart(ctx)
}

// SetQuantity sets a line of the cart to a quantity, or takes it out.
type SetQuantity struct {
	Line     string `json:"line" about:"the id of a line, from show_cart"`
	Quantity int    `json:"quantity" range:"0-99" about:"how many there are to be; 0 removes the line"`
	// Key is the idempotency key.
	Key string `json:"-"`
}

// Do implements [Act].
func (a SetQuantity) Do(ctx context.Context, turn *assistant.Turn) (cart.Cart, error) {
	return turn.Shop.SetQuantity(ctx, a.Key, a.Line, a.Quantity)
}

// Offer implements [Write]. A line that the cart does not have, and more than can be
// had, are refused.
func (a SetQuantity) Offer(ctx context.Context, turn *assistant.Turn) (Offer, error) {
	c, err := turn.Shop.Cart(ctx)
	if err != nil {
		return Offer{}, err
	}
	i := slices.IndexFunc(c.Lines, func(l cart.Line) bool { return l.ID == a.Line })
	if i < 0 {
		return Offer{}, no("the cart has no such line; show_cart has them")
	}
	line := &c.Lines[i]
	if a.Quantity > line.Max {
		return Offer{}, no("so many cannot be had")
	}
	words := "Remove " + line.Title
	if a.Quantity > 0 {
		words = "Make it " + strconv.Itoa(a.Quantity) + " × " + line.Title
	}
	return Offer{Label: words, Action: assistant.Action{Do: assistant.DoSet, Line: line.ID, Quantity: a.Quantity}}, nil
}

func (a SetQuantity) under(key string) SetQuantity { a.Key = key; return a }

// ApplyCode gives the cart a promotion code.
type ApplyCode struct {
	Code string `json:"code" about:"the code as the shopper typed it"`
	// Key is the idempotency key.
	Key string `json:"-"`
}

// Do implements [Act].
func (a ApplyCode) Do(ctx context.Context, turn *assistant.Turn) (cart.Cart, error) {
	return turn.Shop.ApplyCode(ctx, a.Key, a.Code)
}

// Offer implements [Write]: a code that the shopper gave, or that the shop tells
// everybody. A code that a text from outside told the model is neither.
func (a ApplyCode) Offer(_ context.Context, turn *assistant.Turn) (Offer, error) {
	code := cart.PromoCode(a.Code)
	known := slices.ContainsFunc(turn.Shop.Terms().Promotions, func(p cart.Promotion) bool {
		return p.Code != "" && !p.Secret && p.Runs(turn.Now) && cart.PromoCode(p.Code) == code
	})
	if !known && !typed(turn, a.Code) {
		return Offer{}, no("neither the shopper nor the shop has named this code")
	}
	return Offer{Label: "Use the code " + code, Action: assistant.Action{Do: assistant.DoCode, Text: code}}, nil
}

func (a ApplyCode) under(key string) ApplyCode { a.Key = key; return a }

// RemoveCode takes a promotion code out of the cart. No tool does: who asks for that is
// answered without a model, and every tool costs tokens in every turn.
type RemoveCode struct {
	Code string
	// Key is the idempotency key.
	Key string
}

// Do implements [Act].
func (a RemoveCode) Do(ctx context.Context, turn *assistant.Turn) (cart.Cart, error) {
	return turn.Shop.RemoveCode(ctx, a.Key, a.Code)
}

// HasCode reports whether a cart has a promotion code; a nil cart has none.
func HasCode(c *cart.Cart, code string) bool {
	return c != nil && slices.ContainsFunc(c.Codes, func(n cart.CodeNote) bool { return cart.PromoCode(n.Code) == cart.PromoCode(code) })
}

// typed reports whether the shopper has typed this in the conversation.
func typed(turn *assistant.Turn, word string) bool {
	word = strings.ToLower(strings.TrimSpace(word))
	says := func(text string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \n\t.,;:!?\"'“”()", r) }),
			func(w string) bool { return w == word })
	}
	return says(turn.Text) || slices.ContainsFunc(turn.History, func(m assistant.Message) bool {
		return m.Author == assistant.AuthorShopper && says(m.Text)
	})
}
