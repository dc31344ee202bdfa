package tool

import (
	"context"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Put is the one way in which an assistant puts something into the cart: what was
// chosen of a product as it is now. The built-in engine does so by it, and a model
// through add_to_cart.
type Put struct {
	Product *catalog.Product
	// Chosen is what [Choose] made of the choice.
	Chosen catalog.Selection
	// Quantity is how many; at least 1.
	Quantity int
}

// Choose is what a choice of p amounts to: its variant, where p has one of that id,
// and otherwise its options by name.
func Choose(p *catalog.Product, variant string, options map[string]string) catalog.Selection {
	if s, ok := p.SelectVariant(variant); ok {
		return s
	}
	return p.Select(options)
}

// Item is what the cart takes: a variant, or else options.
func (p Put) Item() cart.Item {
	item := cart.Item{ProductID: p.Product.ID, Options: p.Chosen.Options, Quantity: p.Quantity}
	if p.Chosen.Variant != nil {
		item.VariantID, item.Options = p.Chosen.Variant.ID, nil
	}
	return item
}

// Action is the chip by which the shopper does it.
func (p Put) Action() assistant.Action {
	item := p.Item()
	return assistant.Action{Do: assistant.DoAdd, Product: item.ProductID, Variant: item.VariantID, Options: item.Options, Quantity: p.Quantity}
}

// Do puts it into the turn's cart, once under key. refused is why the cart did not take
// it, or that it costs something else than the conversation has shown last, so that
// the shopper is asked once more; nothing is changed then. An error means that the
// shop could not be asked.
func (p Put) Do(ctx context.Context, shop assistant.Shop, history []assistant.Message, key string) (now cart.Cart, refused *cart.Error, err error) {
	if refused = p.repriced(history); refused != nil {
		return now, refused, nil
	}
	now, err = shop.Add(ctx, key, p.Item())
	if refused, err = Refused(err); err != nil || refused != nil {
		return cart.Cart{}, refused, err
	}
	return now, nil, nil
}

// repriced refuses what costs something else than was shown last. What was never shown
// is no reason to ask.
func (p Put) repriced(history []assistant.Message) *cart.Error {
	card, variants := lastCard(history, p.Product.ID)
	if card == nil {
		return nil
	}
	was, is := card.Price, p.Product.Price
	if v := p.Chosen.Variant; v != nil && card.Variant == v.ID {
		is = p.Chosen.Price
	} else if at := slices.IndexFunc(variants, func(c assistant.CardVariant) bool { return v != nil && c.ID == v.ID }); at >= 0 {
		was, is = variants[at].Price, p.Chosen.Price
	} else if card.Variant != "" {
		return nil // it was another one
	}
	if was.IsZero() || was == is {
		return nil
	}
	return &cart.Error{
		Code: cart.CodePriceChanged, Price: p.Chosen.Price,
		Message: "The price of the " + p.Product.Title + " has changed since you saw it here; nothing was added yet.",
	}
}

// lastCard is the card of a product that the conversation has shown last, with its
// variants where it was shown in full; nil where there is none.
func lastCard(history []assistant.Message, id string) (card *assistant.Card, variants []assistant.CardVariant) {
	for _, m := range slices.Backward(history) {
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
