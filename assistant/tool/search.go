package tool

import (
	"context"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// MaxCards is how many products a reply shows.
const MaxCards = 6

// looked is how many products are looked at where nobody says: as many again as are
// shown, since some of them may be sold out.
const looked = 2 * MaxCards

// SearchProducts finds products by the shopper's own words.
type SearchProducts struct {
	Text     string       `json:"text" about:"what is looked for, in the shopper's words, wishes included: \"waterproof jacket, blue, not leather\""`
	MinPrice Amount       `json:"min_price,omitempty" about:"the least price, in the shop's currency"`
	MaxPrice Amount       `json:"max_price,omitempty" about:"the highest price, in the shop's currency"`
	Sort     catalog.Sort `json:"sort,omitempty" enum:"relevance|price_up|price_down|rating" about:"the order; relevance unless the shopper asked for another"`
	Exclude  []string     `json:"exclude,omitempty" range:"1-10" about:"ids of products that must not come back"`
	// Wishes are those that have been read already, of this message and of earlier
	// ones. The catalogue reads those of Text itself.
	Wishes []catalog.Constraint `json:"-"`
	// Limit is how many products are looked at; 0 means twice MaxCards.
	Limit int `json:"-"`
}

// Found is what a search has come to.
type Found struct{ catalog.Result }

// Do implements [Act].
func (a SearchProducts) Do(ctx context.Context, turn *assistant.Turn) (Found, error) {
	q := catalog.Query{Text: a.Text, Constraints: a.Wishes, Sort: a.Sort, Exclude: a.Exclude, Limit: a.Limit, Now: turn.Now}
	if q.Limit == 0 {
		q.Limit = looked
	}
	if q.Sort == "relevance" {
		q.Sort = catalog.SortRelevance
	}
	if a.MinPrice != "" || a.MaxPrice != "" {
		price, err := a.price(ctx, turn)
		if err != nil {
			return Found{}, err
		}
		if price.MinPrice > 0 || price.MaxPrice > 0 {
			q.Constraints = append(slices.Clip(q.Constraints), price)
		}
	}
	result, err := turn.Shop.Search(ctx, q)
	return Found{result}, err
}

// price is the wish that the bounds make.
func (a *SearchProducts) price(ctx context.Context, turn *assistant.Turn) (catalog.Constraint, error) {
	c := catalog.Constraint{Kind: catalog.KindPrice}
	currency := currencyOf(ctx, turn.Shop)
	for _, bound := range []struct {
		text Amount
		to   *int64
		name string
	}{{a.MinPrice, &c.MinPrice, "min_price"}, {a.MaxPrice, &c.MaxPrice, "max_price"}} {
		if bound.text == "" {
			continue
		}
		m, err := catalog.ParseMoney(string(bound.text), currency)
		if err != nil || m.Amount < 0 {
			return c, no(bound.name + " is no price")
		}
		*bound.to = m.Amount
	}
	return c, nil
}

// currencyOf is what a shop sells in, as far as it says.
func currencyOf(ctx context.Context, shop assistant.Shop) string {
	if shipping := shop.Terms().Shipping; shipping != nil && shipping.Currency != "" {
		return shipping.Currency
	}
	if c, err := shop.Cart(ctx); err == nil && c.Currency != "" { // a look into memory
		return c.Currency
	}
	return cart.DefaultCurrency
}

// Cards are the hits that are shown, at most most of them: what can be bought, unless
// nothing can.
func (f *Found) Cards(most int) []catalog.Hit {
	var cards []catalog.Hit
	for i := range f.Hits {
		if !f.Hits[i].Product.SoldOut && len(cards) < most {
			cards = append(cards, f.Hits[i])
		}
	}
	if len(cards) == 0 {
		return f.Hits[:min(len(f.Hits), most)]
	}
	return cards
}
