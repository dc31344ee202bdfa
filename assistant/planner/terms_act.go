package planner

import (
	"context"
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
	if err := a.goods(ctx, f); err != nil {
		return err
	}
	country := m.Country
	if country == "" && !asksCountries.MatchString(m.Norm) {
		country = f.Plan.State.Country
	}
	var at *catalog.Product
	if len(f.Products) > 0 {
		at = &f.Products[0]
	}
	var sent *tool.Delivery
	switch m.Intent {
	case IntentShipping, IntentDelivery, IntentDiscount:
		rules, err := tool.ShopTerms{Topic: tool.TopicShipping, Country: country, Product: at}.Do(ctx, a.turn)
		if err != nil {
			return err
		}
		f.Running, f.Cart, sent = rules.Running, rules.Cart, rules.Delivery
	default:
		if f.Terms.Shipping != nil {
			sent = tool.Deliver(a.turn, country, nil, at)
		}
	}
	if sent != nil {
		f.Sending = a.sending(f, sent)
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

// Sending is how something can be sent, and by when it is wanted.
type Sending struct {
	tool.Delivery
	// Day is the calendar day by which it is wanted; zero where none is named.
	Day cart.Window
}

// orderedOn names the day of the order, by which nothing need be there: "if I order
// today".
var orderedOn = pattern.MustCompile(`(?i)\b((?:order|buy|bought|purchase|pay)(?:ed|d)?(?: (?:it|this|that|them|these|one))?) (?:right )?(?:today|now|tonight|tomorrow)\b`)

// sending remembers the country that something can be sent to, and reads by when it is
// wanted.
func (a *actor) sending(f *Facts, d *tool.Delivery) *Sending {
	s, m := &Sending{Delivery: *d}, &f.Plan.Reading
	if len(s.Options) > 0 && s.Country != "" {
		f.Plan.State.Country = s.Country
	}
	today := calendar.Day(f.Now, calendar.Place(f.Terms.Shipping.TimeZone))
	if day, ok := calendar.Ahead(strings.TrimSuffix(orderedOn.ReplaceAllString(m.Text, "$1"), "?"), today, a.turn.Locale); ok {
		s.Day = cart.Window{From: today, To: day}
	}
	return s
}
