package main

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// checkoutPage is the form of the checkout with what it comes to.
type checkoutPage struct {
	cart.Checkout
	Cart cartPage
	// Countries are where the shop sends, Elsewhere what it says of others.
	Countries []country
	Elsewhere string
	// Ways are the ways of sending to the country; none in a shop that knows no
	// shipping. Duties is what is said of the border.
	Ways   []way
	Duties string
	// Order is what it comes to with the chosen way.
	Order cart.Order
	// Refusal is why nothing was ordered, Field the part of the form that it is
	// about; empty where it is about none.
	Refusal, Field string
	// Guest is true for a guest who could sign in.
	Guest bool
}

// Fields are the lines of the address.
func (p checkoutPage) Fields() []field {
	fields := []field{
		{Name: "name", Label: "Name", Value: p.Address.Name, Auto: "name", Required: true},
		{Name: "line1", Label: "Street and number", Value: p.Address.Line1, Auto: "address-line1", Required: true},
		{Name: "line2", Label: "Apartment, floor (if any)", Value: p.Address.Line2, Auto: "address-line2"},
		{Name: "city", Label: "City", Value: p.Address.City, Auto: "address-level2", Required: true},
		{Name: "region", Label: "State or region", Value: p.Address.Region, Auto: "address-level1"},
		{Name: "postal", Label: "ZIP or postal code", Value: p.Address.Postal, Auto: "postal-code"},
	}
	for i := range fields {
		if fields[i].Name == p.Field {
			fields[i].Wrong = p.Refusal
		}
	}
	return fields
}

// field is one line to fill in.
type field struct {
	Name, Label, Value, Auto string
	Required                 bool
	// Wrong is what is wrong with it; empty where nothing is.
	Wrong string
}

// country is one to choose.
type country struct {
	Code, Name string
	Chosen     bool
}

// way is one way of sending with what everything comes to then.
type way struct {
	ID, Name, Carrier string
	// Price, Total and Arrives are words.
	Price, Total, Arrives string
	// Amount is the total in minor units, for the agreement.
	Amount int64
	Chosen bool
}

// fill completes the page: the countries, the ways of sending and the totals. A
// country that is not served is kept, so that the page can say so.
func (s *site) fill(r *http.Request, p *checkoutPage, now cart.Cart) error {
	s.countries(p)
	shipping := s.terms.Shipping
	if shipping != nil {
		if zone, ok := shipping.Zone(p.Address.Country); ok {
			p.Duties = zone.Duties
		}
		free := slices.ContainsFunc(now.Discounts, func(d cart.Discount) bool { return d.FreeShipping })
		for _, o := range shipping.Options(p.Address.Country, now.Total, free, s.now()) {
			quote, err := s.quote(r, p.Checkout, o.Method.ID)
			if err != nil {
				return err
			}
			p.Ways = append(p.Ways, way{
				ID: o.Method.ID, Name: o.Method.Name, Carrier: o.Method.Carrier, Price: freeOr(o.Price),
				Total: quote.Total.Format(locale), Amount: quote.Total.Amount, Arrives: windowWords(o.Arrives),
			})
		}
	}
	chosen := max(0, slices.IndexFunc(p.Ways, func(w way) bool { return w.ID == p.Method }))
	p.Method = ""
	if len(p.Ways) > 0 {
		p.Ways[chosen].Chosen, p.Method = true, p.Ways[chosen].ID
	}
	order, err := s.quote(r, p.Checkout, p.Method)
	p.Order = order
	return err
}

// quote is what the cart comes to when it is sent in a way.
func (s *site) quote(r *http.Request, c cart.Checkout, method string) (cart.Order, error) {
	c.Method = method
	if method == "" {
		c.Address.Country = "" // it need not be one that is served
	}
	return s.orders.Quote(r.Context(), c)
}

// countries lists where the shop sends: first its first zone, then all others
// by their names. A shop that knows no shipping sends everywhere.
func (s *site) countries(p *checkoutPage) {
	codes, first := cart.CountryCodes(), "US"
	if shipping := s.terms.Shipping; shipping != nil {
		codes, p.Elsewhere = nil, shipping.Elsewhere
		for _, zone := range shipping.Zones {
			codes = append(codes, zone.Countries...)
		}
		if len(codes) > 0 {
			first = codes[0]
		}
	}
	p.Address.Country = strings.ToUpper(cmp.Or(p.Address.Country, first))
	for _, code := range codes {
		name, ok := cart.CountryName(code)
		if !ok {
			name = code
		}
		p.Countries = append(p.Countries, country{code, strings.TrimPrefix(name, "the "), code == p.Address.Country})
	}
	slices.SortStableFunc(p.Countries, func(a, b country) int {
		switch first {
		case a.Code:
			return -1
		case b.Code:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
}

// freeOr is an amount, or the word for none.
func freeOr(m catalog.Money) string {
	if m.Amount == 0 {
		return "free"
	}
	return m.Format(locale)
}
