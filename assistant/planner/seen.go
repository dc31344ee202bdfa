package planner

import (
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// repriced refuses to put a selection into the cart that costs something else
// than the talk has shown last: the shopper is asked once more. What was never
// shown is no reason to ask.
func (a *actor) repriced(p *catalog.Product, s catalog.Selection) *cart.Error {
	card, variants := a.seen(p.ID)
	if card == nil {
		return nil
	}
	was, is := card.Price, p.Price
	if v := s.Variant; v != nil && card.Variant == v.ID {
		is = s.Price
	} else if at := slices.IndexFunc(variants, func(c assistant.CardVariant) bool { return v != nil && c.ID == v.ID }); at >= 0 {
		was, is = variants[at].Price, s.Price
	} else if card.Variant != "" {
		return nil // it was another one
	}
	if was.IsZero() || was == is {
		return nil
	}
	return &cart.Error{
		Code: cart.CodePriceChanged, Price: s.Price,
		Message: "The price of the " + name(p) + " has changed since you saw it here; nothing was added yet.",
	}
}

// seen is the card of a product that the talk has shown last, with its variants
// where it was shown in full; nil where there is none.
func (a *actor) seen(id string) (card *assistant.Card, variants []assistant.CardVariant) {
	for _, m := range slices.Backward(a.history) {
		for _, part := range slices.Backward(m.Parts) {
			for _, card := range assistant.CardsOf(part) {
				if card.ID != id {
					continue
				}
				if full, ok := part.(assistant.ProductBlock); ok {
					variants = full.Product.Variants
				}
				return &card, variants
			}
		}
	}
	return nil, nil
}
