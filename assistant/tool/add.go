package tool

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// AddToCart puts a product into the cart.
type AddToCart struct {
	Product  string            `json:"product" about:"the id of a product that a tool returned"`
	Variant  string            `json:"variant,omitempty" about:"the variant's id, where get_product gave one"`
	Options  map[string]string `json:"options,omitempty" about:"the choices by the option's name, as far as the shopper has made them"`
	Quantity int               `json:"quantity,omitempty" range:"1-99" about:"how many; 1 unless the shopper said otherwise"`
	// Again is true for what the shopper had before, and wants as it was at the price
	// of today: it is put in word for word, and the cart has the last word on it.
	Again bool `json:"-"`
	// Key is the idempotency key.
	Key string `json:"-"`
}

// Added is what has come of an AddToCart. Its Put is set as far as the product is
// there, also where nothing was added.
type Added struct {
	Put
	Cart cart.Cart
	// Line is where it lies in Cart; nil where nothing was added.
	Line *cart.Line
}

// ErrOpen says that something of a product is left to choose, or that the choice is
// not made.
var ErrOpen = errors.New("tool: something of the product is left to choose")

func (a AddToCart) products() []string { return []string{a.Product} }

func (a AddToCart) under(key string) AddToCart { a.Key = key; return a }

// Resolve reads what the choice amounts to, and changes nothing. What the shop does not
// have is catalog.ErrNotFound.
func (a AddToCart) Resolve(ctx context.Context, turn *assistant.Turn) (Put, error) {
	p, err := turn.Shop.Product(ctx, a.Product)
	if err != nil {
		return Put{}, err
	}
	return Put{Product: &p, Chosen: Choose(&p, a.Variant, a.Options), Quantity: max(1, a.Quantity)}, nil
}

// Do implements [Act]. It is ErrOpen where the choice is not complete, and a refusal
// with cart.CodePriceChanged where the product costs something else than the
// conversation has shown last, so that the shopper is asked once more.
func (a AddToCart) Do(ctx context.Context, turn *assistant.Turn) (Added, error) {
	put, err := a.Resolve(ctx, turn)
	if err != nil && !(a.Again && errors.Is(err, catalog.ErrNotFound)) {
		return Added{}, err
	}
	added := Added{Put: put}
	var item cart.Item
	switch {
	case a.Again:
		item = a.again(&put)
	case !put.Chosen.Complete():
		return added, ErrOpen
	default:
		if refused := put.repriced(turn.History); refused != nil {
			return added, refused
		}
		item = put.Item()
	}
	now, err := turn.Shop.Add(ctx, a.Key, item)
	if err != nil {
		return added, err
	}
	added.Cart = now
	for i := range now.Lines {
		if line := &now.Lines[i]; line.ProductID == item.ProductID && (item.VariantID == "" || line.VariantID == item.VariantID) && agree(line.Options, put.Chosen.Options) {
			added.Line = line
		}
	}
	return added, nil
}

// again is what the shopper had before.
func (a *AddToCart) again(put *Put) cart.Item {
	item := cart.Item{ProductID: a.Product, VariantID: a.Variant, Quantity: max(1, a.Quantity)}
	if put.Chosen.Variant != nil {
		item.VariantID = put.Chosen.Variant.ID
	}
	if item.VariantID == "" {
		item.Options = a.Options
	}
	return item
}

// agree reports whether a line has no other value for an option than was chosen.
func agree(line, chosen map[string]string) bool {
	for name, value := range line {
		if own, says := chosen[name]; says && own != value {
			return false
		}
	}
	return true
}

// Offer implements [Write]. What is sold out, not made or has no price is refused.
func (a AddToCart) Offer(ctx context.Context, turn *assistant.Turn) (Offer, error) {
	put, err := a.Resolve(ctx, turn)
	if err != nil {
		return Offer{}, err
	}
	p, chosen := put.Product, &put.Chosen
	if _, made := p.SelectVariant(a.Variant); a.Variant != "" && !made {
		return Offer{}, no("the product has no such variant")
	}
	switch {
	case p.Price.IsZero():
		return Offer{}, no("the price is on request; it cannot be put into the cart")
	case chosen.SoldOut || p.SoldOut:
		return Offer{}, no("this is sold out")
	case len(chosen.Unknown) > 0 || chosen.NotMade:
		return Offer{}, no("the product is not made in this choice")
	}
	called := p.Title
	if put.Quantity > 1 {
		called = strconv.Itoa(put.Quantity) + " × " + called
	}
	action := put.Action()
	card := assistant.NewCard(p, action.Variant, "")
	return Offer{Label: "Add " + called, Action: action, Card: &card}, nil
}

// Put is a choice of a product as it is now.
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
