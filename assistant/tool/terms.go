package tool

import (
	"context"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Topics of [ShopTerms] for which more is looked up than the terms themselves. The
// others are the parts of cart.Policies, and "hours".
const (
	TopicShipping   = "shipping"
	TopicPromotions = "promotions"
)

// ShopTerms reads the shop's rules on one matter.
type ShopTerms struct {
	Topic string `json:"topic" enum:"returns|exchange|refund|cancel|address|damaged|wrong_item|not_received|late|lost|warranty|gift|shipping|hours|promotions" about:"the matter"`
	// Country is where something is to be sent, an ISO code; empty means the shop's
	// first.
	Country string `json:"-"`
	// Product is what it is, where the cart is empty; nil for nothing.
	Product *catalog.Product `json:"-"`
}

// Rules are what the shop says of a matter.
type Rules struct {
	assistant.Terms
	// Running are the promotions that run now, may be told, and are not used up. They
	// and Cart are set for TopicPromotions and TopicShipping.
	Running []cart.Promotion
	Cart    *cart.Cart
	// Delivery is how what is in Cart, or else Product, can be sent; nil for other
	// topics, and in a shop that does not say.
	Delivery *Delivery
}

// Do implements [Act].
func (a ShopTerms) Do(ctx context.Context, turn *assistant.Turn) (Rules, error) {
	r := Rules{Terms: turn.Shop.Terms()}
	if a.Topic != TopicShipping && a.Topic != TopicPromotions {
		return r, nil
	}
	var usedUp []string
	if slices.ContainsFunc(r.Promotions, func(p cart.Promotion) bool { return p.Limit > 0 }) {
		var err error
		if usedUp, err = turn.Shop.UsedUp(ctx); err != nil {
			return r, err
		}
	}
	for i := range r.Promotions {
		if p := &r.Promotions[i]; !p.Secret && p.Runs(turn.Now) && !slices.Contains(usedUp, p.ID) {
			r.Running = append(r.Running, *p)
		}
	}
	now, err := turn.Shop.Cart(ctx)
	if err != nil {
		return r, err
	}
	r.Cart = &now
	if r.Shipping != nil && a.Topic == TopicShipping {
		r.Delivery = Deliver(turn, a.Country, r.Cart, a.Product)
	}
	return r, nil
}

// LastDay is the last day on which a promotion that ends runs, in the shop's time zone.
func LastDay(terms assistant.Terms, ends time.Time) time.Time {
	zone := ""
	switch {
	case terms.Shipping != nil:
		zone = terms.Shipping.TimeZone
	case terms.Policies != nil:
		zone = terms.Policies.TimeZone
	}
	return calendar.Day(ends.Add(-time.Nanosecond), calendar.Place(zone))
}

// Delivery is how something can be sent: to which country, and by which ways.
type Delivery struct {
	Zone *cart.Zone
	// Country is the one that was named; empty means the shop's first.
	Country string
	// Options are the ways, in the order of shipping.yaml; none where the shop
	// does not send.
	Options []cart.ShippingOption
	// Subtotal is what they were priced for: the cart after discounts, or else
	// the product at hand. Priced is false where it is nothing.
	Subtotal catalog.Money
	Priced   bool
}

// Deliver works out how a cart can be sent to a country or, where it is empty or nil, a
// product. The shop's shipping must be known.
func Deliver(turn *assistant.Turn, country string, c *cart.Cart, p *catalog.Product) *Delivery {
	shipping := turn.Shop.Terms().Shipping
	d := &Delivery{Country: country, Subtotal: catalog.Money{Currency: shipping.Currency}}
	if d.Subtotal.Currency == "" {
		d.Subtotal.Currency = cart.DefaultCurrency
	}
	free := false
	switch {
	case c != nil && len(c.Lines) > 0:
		d.Subtotal, d.Priced = c.Subtotal, true
		if !c.Total.IsZero() {
			d.Subtotal = c.Total
		}
		free = slices.ContainsFunc(c.Discounts, func(d cart.Discount) bool { return d.FreeShipping })
	case p != nil && !p.Price.IsZero():
		d.Subtotal, d.Priced = p.Price, true
	}
	if country == "" && len(shipping.Zones) > 0 && len(shipping.Zones[0].Countries) > 0 {
		country = shipping.Zones[0].Countries[0]
	}
	d.Zone, _ = shipping.Zone(country)
	d.Options = shipping.Options(country, d.Subtotal, free, turn.Now)
	return d
}
