package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// terms finds what an answer from the shop's rules needs besides them: the
// product at hand, the cart, and the days that the message names.
func (a *actor) terms(ctx context.Context, f *Facts) error {
	m := &f.Plan.Reading
	if own, err := a.ownThing(ctx, f); err != nil || own {
		return err
	}
	switch m.Intent {
	case IntentShipping, IntentDelivery, IntentDiscount:
		if err := a.usedUp(ctx, f); err != nil {
			return err
		}
		if err := a.cart(ctx, f); err != nil {
			return err
		}
	}
	if err := a.goods(ctx, f); err != nil {
		return err
	}
	if f.Terms.Shipping != nil {
		f.Sending = a.sending(f)
	}
	return nil
}

// definite points at a certain thing.
var definite = pattern.MustCompile(`\b(?:the|those|that|my) \w+`)

// ownThing reports whether a question about the rules is about something of the
// order at hand, or that the customer has bought: then it is answered for that.
func (a *actor) ownThing(ctx context.Context, f *Facts) (bool, error) {
	m, s := &f.Plan.Reading, &f.Plan.State
	kind, possible := requestOf[m.Intent]
	if !possible || !isRequest(cart.RequestKind(kind)) || !ofLines(cart.RequestKind(kind)) || !f.Terms.Orders || !definite.MatchString(m.Norm) || hypothetical.MatchString(m.Norm) {
		return false, nil
	}
	atHand := s.nearOrder()
	if !atHand && (a.turn.Customer == nil || len(m.Refs) > 0) {
		return false, nil
	}
	orders, err := tool.ListOrders{}.Do(ctx, a.turn)
	if err != nil {
		return false, err
	}
	if atHand {
		orders = filtered(orders, func(o *cart.Order) bool { return o.Number == s.Order })
	}
	named, _ := byWords(orders, m.Norm)
	if len(named) == 0 {
		return false, nil
	}
	f.Plan = f.Plan.errand(Errand{Kind: kind, Gift: m.Intent == IntentGiftReturn, Text: m.Said})
	return true, a.order(ctx, f)
}

// Sending is how something can be sent: to which country, by which ways, and
// by when it is wanted.
type Sending struct {
	Zone *cart.Zone
	// Country is the one that was named, now or before; empty means the shop's first.
	Country string
	// Options are the ways, in the order of shipping.yaml; none where the shop
	// does not send.
	Options []cart.ShippingOption
	// Subtotal is what they were priced for: the cart after discounts, or else
	// the product at hand. Priced is false where it is nothing.
	Subtotal catalog.Money
	Priced   bool
	// Day is the calendar day by which it is wanted; zero where none is named.
	Day cart.Window
}

// orderedOn names the day of the order, by which nothing need be there: "if I order
// today".
var orderedOn = pattern.MustCompile(`(?i)\b((?:order|buy|bought|purchase|pay)(?:ed|d)?(?: (?:it|this|that|them|these|one))?) (?:right )?(?:today|now|tonight|tomorrow)\b`)

// sending settles how something would be sent.
func (a *actor) sending(f *Facts) *Sending {
	m, shipping := &f.Plan.Reading, f.Terms.Shipping
	s := &Sending{Country: m.Country, Subtotal: catalog.Money{Currency: shipping.Currency}}
	if s.Subtotal.Currency == "" {
		s.Subtotal.Currency = cart.DefaultCurrency
	}
	free := false
	switch {
	case f.Cart != nil && len(f.Cart.Lines) > 0:
		s.Subtotal, s.Priced = f.Cart.Subtotal, true
		if !f.Cart.Total.IsZero() {
			s.Subtotal = f.Cart.Total
		}
		free = slices.ContainsFunc(f.Cart.Discounts, func(d cart.Discount) bool { return d.FreeShipping })
	case len(f.Products) > 0 && !f.Products[0].Price.IsZero():
		s.Subtotal, s.Priced = f.Products[0].Price, true
	}
	if s.Country == "" && !asksCountries.MatchString(m.Norm) {
		s.Country = f.Plan.State.Country
	}
	country := s.Country
	if country == "" && len(shipping.Zones) > 0 && len(shipping.Zones[0].Countries) > 0 {
		country = shipping.Zones[0].Countries[0]
	}
	s.Zone, _ = shipping.Zone(country)
	s.Options = shipping.Options(country, s.Subtotal, free, f.Now)
	if len(s.Options) > 0 && s.Country != "" {
		f.Plan.State.Country = s.Country
	}
	today := calendar.Day(f.Now, calendar.Place(shipping.TimeZone))
	if day, ok := calendar.Ahead(strings.TrimSuffix(orderedOn.ReplaceAllString(m.Text, "$1"), "?"), today, a.turn.Locale); ok {
		s.Day = cart.Window{From: today, To: day}
	}
	return s
}
