package cart

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// DefaultCurrency is the currency of the amounts in policies, shipping and
// promotions where [Shipping.Currency] names none.
const DefaultCurrency = "USD"

// maxHandling and maxTransit bound working days, as maxDays does days.
const (
	maxHandling = 90
	maxTransit  = 365
)

// maxLimit bounds how often a promotion may be used.
const maxLimit = 1_000_000_000

// Check says what is wrong with s: nil, or one [*FieldError] for each mistake,
// joined. Everything in this package that takes shipping expects it checked.
func (s *Shipping) Check() error {
	var c checker
	currency := cmp.Or(s.Currency, DefaultCurrency)
	if !c.currency("currency", s.Currency) {
		currency = DefaultCurrency
	}
	c.timeZone("time_zone", s.TimeZone)
	if s.CutOff != "" {
		c.clock("cut_off", s.CutOff)
	}
	c.count("handling_days", s.Handling, maxHandling, "working days")
	c.days("holidays", s.Holidays)
	zones, methods, countries := map[string]string{}, map[string]string{}, map[string]string{}
	for i := range s.Zones {
		z, at := &s.Zones[i], fmt.Sprintf("zones[%d]", i)
		c.id(at+".id", z.ID, zones)
		c.name(at+".name", z.Name)
		c.phrase(at+".duties", z.Duties)
		if len(z.Countries) == 0 {
			c.fail(at+".countries", "", "must name a country at least")
		}
		for j, code := range z.Countries {
			field := fmt.Sprintf("%s.countries[%d]", at, j)
			if _, known := CountryName(code); !known {
				c.fail(field, code, "must be a country's code of two capitals such as US")
			} else if other := countries[code]; other != "" {
				c.fail(field, code, "must be in one zone only, and is in "+other)
			} else {
				countries[code] = at
			}
		}
		if len(z.Methods) == 0 {
			c.fail(at+".methods", "", "must have a method at least")
		}
		for j := range z.Methods {
			c.method(fmt.Sprintf("%s.methods[%d]", at, j), &z.Methods[j], currency, methods)
		}
	}
	c.phrase("elsewhere", s.Elsewhere)
	return c.err()
}

func (c *checker) method(at string, m *Method, currency string, seen map[string]string) {
	c.id(at+".id", m.ID, seen)
	c.name(at+".name", m.Name)
	if m.Cost == "" {
		c.fail(at+".cost", "", `is missing; "0" is free`)
	}
	c.money(at+".cost", m.Cost, currency)
	c.money(at+".free_from", m.FreeFrom, currency)
	c.count(at+".min_days", m.MinDays, maxTransit, "working days")
	c.count(at+".max_days", m.MaxDays, maxTransit, "working days")
	if m.MaxDays < m.MinDays {
		c.fail(at+".max_days", fmt.Sprint(m.MaxDays), fmt.Sprintf("must not be less than the %d of min_days", m.MinDays))
	}
	c.phrase(at+".carrier", m.Carrier)
}

// CheckPromotions says what is wrong with a shop's promotions: nil, or one
// [*FieldError] for each mistake, joined. Amounts are in currency.
func CheckPromotions(promotions []Promotion, currency string) error {
	var c checker
	ids, codes := map[string]string{}, map[string]string{}
	for i := range promotions {
		c.promotion(fmt.Sprintf("promotions[%d]", i), &promotions[i], currency, ids, codes)
	}
	return c.err()
}

func (c *checker) promotion(at string, p *Promotion, currency string, ids, codes map[string]string) {
	c.id(at+".id", p.ID, ids)
	c.name(at+".title", p.Title)
	c.code(at, p, codes)
	effects := 0
	if p.Percent != 0 {
		effects++
		if p.Percent < 1 || p.Percent > 100 {
			c.fail(at+".percent", fmt.Sprint(p.Percent), "must be from 1 to 100")
		}
	}
	if p.Amount != "" {
		effects++
		before := len(c.found)
		if amount := c.money(at+".amount", p.Amount, currency); amount == 0 && len(c.found) == before {
			c.fail(at+".amount", p.Amount, "must be more than 0")
		}
	}
	if p.FreeShipping {
		effects++
	}
	if effects != 1 {
		c.fail(at, p.ID, "must have exactly one of percent, amount and free_shipping")
	}
	for i, path := range p.Categories {
		c.path(fmt.Sprintf("%s.categories[%d]", at, i), path)
	}
	for i, tag := range p.Tags {
		c.name(fmt.Sprintf("%s.tags[%d]", at, i), tag)
	}
	c.money(at+".minimum", p.Minimum, currency)
	if !p.Starts.IsZero() && !p.Ends.IsZero() && !p.Ends.After(p.Starts) {
		c.fail(at+".ends", p.Ends.Format(time.DateTime), "must be after starts")
	}
	c.count(at+".limit", p.Limit, maxLimit, "orders")
	c.count(at+".limit_each", p.LimitEach, maxLimit, "orders")
}

var codePattern = regexp.MustCompile(`^[A-Z0-9][A-Z0-9_-]{0,39}$`)

// code wants a code that shoppers can type and that no other promotion has.
func (c *checker) code(at string, p *Promotion, seen map[string]string) {
	if p.Code == "" {
		if p.Secret {
			c.fail(at+".secret", "", "means nothing without a code")
		}
		return
	}
	code := strings.ToUpper(strings.Join(strings.Fields(p.Code), ""))
	switch {
	case !codePattern.MatchString(code):
		c.fail(at+".code", p.Code, "must be up to 40 letters, digits and hyphens")
	case seen[code] != "":
		c.fail(at+".code", p.Code, "must differ from that of "+seen[code])
	default:
		seen[code] = at
	}
}
