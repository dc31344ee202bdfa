package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// The files with a shop's terms, at the top of the folder.
const (
	PoliciesFile   = "policies.yaml"
	ShippingFile   = "shipping.yaml"
	HoursFile      = "hours.yaml"
	PromotionsFile = "promotions.yaml"
)

// readTerms reads the files that are there. A broken one loses only itself;
// vague is true when that one is shipping.yaml, which names the currency.
func readTerms(files fs.FS) (terms assistant.Terms, vague bool, errs []error) {
	read := func(name string, into any, check func(*sheet)) bool {
		data, err := readAll(files, name)
		if errors.Is(err, fs.ErrNotExist) {
			return false
		}
		if err != nil {
			errs = append(errs, &Error{File: name, Reason: err.Error()})
			return false
		}
		s := &sheet{file: name}
		if !s.read(data, into) && len(s.found) == 0 {
			return false // nothing stands in it
		}
		if len(s.found) == 0 {
			check(s)
		}
		errs = append(errs, s.errs()...)
		return len(s.found) == 0
	}
	currency := cart.DefaultCurrency
	shipping := new(cart.Shipping)
	if read(ShippingFile, shipping, func(s *sheet) { checkShipping(s, shipping) }) {
		terms.Shipping, currency = shipping, cmp.Or(shipping.Currency, currency)
	}
	vague = len(errs) > 0
	policies := new(cart.Policies)
	if read(PoliciesFile, policies, func(s *sheet) { checkPolicies(s, policies, currency) }) {
		terms.Policies = policies
	}
	hours := new(assistant.Hours)
	if read(HoursFile, hours, func(s *sheet) { s.check(hours.Check()) }) {
		terms.Hours = hours
	}
	promotions := new(promotionsFile)
	if read(PromotionsFile, promotions, func(s *sheet) { promotions.check(s, currency) }) {
		terms.Promotions = promotions.list()
	}
	return terms, vague, errs
}

// checkShipping also wants names for everything that articles can cite.
func checkShipping(s *sheet, shipping *cart.Shipping) {
	s.check(shipping.Check())
	own := fieldsOf(reflect.TypeFor[cart.Shipping]())
	for i, z := range shipping.Zones {
		for j, m := range z.Methods {
			if slices.ContainsFunc(own, func(f field) bool { return f.key == m.ID }) {
				at := fmt.Sprintf("zones[%d].methods[%d].id", i, j)
				s.fail(s.line(at), at, m.ID, "must not be a key of this file, which articles would take it for")
			}
		}
	}
}

func checkPolicies(s *sheet, p *cart.Policies, currency string) {
	s.check(p.Check(currency))
	var returns, warranty []string
	for _, rule := range p.Returns.Categories {
		returns = append(returns, rule.Category)
	}
	for _, rule := range p.Warranty.Categories {
		warranty = append(warranty, rule.Category)
	}
	s.slugs("returns.categories", returns)
	s.slugs("warranty.categories", warranty)
}

// slugs wants categories that articles can tell apart.
func (s *sheet) slugs(at string, categories []string) {
	for i, category := range categories {
		field := fmt.Sprintf("%s[%d].category", at, i)
		switch name := slug(category); {
		case strings.TrimSpace(category) == "": // missing, and said so
		case name == "":
			s.fail(s.line(field), field, category, "must have a letter or digit from a to z, to be named in articles")
		case slices.ContainsFunc(categories[:i], func(c string) bool { return slug(c) == name && !strings.EqualFold(c, category) }):
			s.fail(s.line(field), field, category, "cannot be told from another one in articles, where both are "+name)
		}
	}
}

// slug names a category in articles: "Gifts > Gift cards" is gifts-gift-cards.
func slug(category string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(category), "-"), "-")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)
