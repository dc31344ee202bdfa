package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// promise is one thing that the shop promises, with the page that says more.
type promise struct {
	// Icon is the name of its drawing.
	Icon, Headline, Text string
	Link                 string
}

// promises are what the terms promise, in a few words each; none in a shop that
// has no terms.
func (s *site) promises() []promise {
	var all []promise
	add := func(p promise, article string) {
		if s.hasArticle(article) {
			p.Link = "/help/" + article
		}
		all = append(all, p)
	}
	if text, ok := s.shippingPromise(); ok {
		add(promise{Icon: "truck", Headline: text, Text: s.arrivalPromise()}, "shipping")
	}
	if p := s.terms.Policies; p != nil {
		if rule := p.ReturnRule(nil); rule.Window > 0 {
			add(promise{Icon: "turn", Headline: strconv.Itoa(rule.Window) + " days to change your mind", Text: capital(rule.Condition)}, "returns")
		}
		if months := p.WarrantyMonths(nil); months > 0 {
			add(promise{Icon: "shield", Headline: monthWords(months) + " of warranty", Text: capital(p.Warranty.Covers)}, "warranty")
		}
	}
	if hours := s.terms.Hours.WeekWords(); hours != "" {
		text := s.terms.Hours.ZoneWords()
		add(promise{Icon: "clock", Headline: "A person, " + hours, Text: capital(text)}, "contact")
	}
	return all
}

// productPromises are when a product would arrive, and whether it can come
// back.
func (s *site) productPromises(p *catalog.Product) []promise {
	var all []promise
	if headline, ok := s.shippingPromise(); ok && !p.SoldOut && !p.Price.IsZero() {
		all = append(all, promise{Icon: "truck", Headline: s.arrivalPromise(), Text: headline})
	}
	if s.terms.Policies == nil {
		return all
	}
	rule := s.terms.Policies.ReturnRule(p.Category)
	final := s.terms.Policies.Returns.FinalSale
	back := promise{Icon: "turn"}
	switch {
	case final != "" && slices.ContainsFunc(p.Tags, finalSale):
		back.Headline, back.Text = "Final sale", capital(final)
	case rule.Never:
		back.Headline, back.Text = "Cannot come back", capital(rule.Why)
	case rule.Window > 0:
		back.Headline, back.Text = strconv.Itoa(rule.Window)+" days to change your mind", capital(rule.Condition)
	default:
		return all
	}
	if s.hasArticle("returns") {
		back.Link = "/help/returns"
	}
	return append(all, back)
}

// finalSale reports whether a tag says that something cannot come back.
func finalSale(tag string) bool {
	return strings.EqualFold(strings.ReplaceAll(tag, " ", "-"), "final-sale")
}

// zone is the one that the shop promises things for before it knows where the
// shopper is: the first.
func (s *site) zone() *cart.Zone {
	if s.terms.Shipping == nil || len(s.terms.Shipping.Zones) == 0 {
		return nil
	}
	return &s.terms.Shipping.Zones[0]
}

// shippingPromise is what the cheapest way of sending costs, or from when on it
// is free.
func (s *site) shippingPromise() (string, bool) {
	z := s.zone()
	if z == nil {
		return "", false
	}
	m := z.Cheapest(catalog.Money{Currency: s.currency()})
	if m == nil {
		return "", false
	}
	if from, ok := m.Free(s.currency()); ok {
		return "Free " + strings.ToLower(m.Name) + " shipping from " + round(from), true
	}
	cost := m.Price(catalog.Money{Currency: s.currency()})
	if cost.Amount == 0 {
		return "Free " + strings.ToLower(m.Name) + " shipping", true
	}
	return m.Name + " shipping for " + cost.Format(locale), true
}

// arrivalPromise is when something ordered now would be there.
func (s *site) arrivalPromise() string {
	z := s.zone()
	if z == nil {
		return ""
	}
	m := z.Cheapest(catalog.Money{Currency: s.currency()})
	if m == nil {
		return ""
	}
	return "Ordered now, it arrives " + windowWords(s.terms.Shipping.Arrives(m, s.now()))
}

func (s *site) currency() string { return cmp.Or(s.shelf.index.Currency(), "USD") }

// round writes an amount without its cents when it has none.
func round(m catalog.Money) string { return strings.TrimSuffix(m.Format(locale), ".00") }

func monthWords(months int) string {
	switch {
	case months == 12:
		return "A year"
	case months%12 == 0:
		return strconv.Itoa(months/12) + " years"
	case months == 1:
		return "A month"
	}
	return strconv.Itoa(months) + " months"
}

// windowWords are the days of a delivery: "Thu, December 4 to Mon, December 8".
func windowWords(w cart.Window) string {
	from, to := w.From.Format("Mon, January 2"), w.To.Format("Mon, January 2")
	switch {
	case w.IsZero():
		return ""
	case w.From.IsZero() || from == to:
		return to
	case w.To.IsZero():
		return from
	}
	return from + " to " + to
}

// place is the shop's time zone.
func (s *site) place() *time.Location {
	if place, err := time.LoadLocation(s.terms.TimeZone()); err == nil {
		return place
	}
	return time.UTC
}
