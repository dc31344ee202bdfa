package feed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// optionName is how an option is called in the catalogue.
func optionName(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if name == "colour" {
		return "color"
	}
	return name
}

func (r *record) options(p *catalog.Product) *LineError {
	for i, o := range r.Options {
		name := optionName(string(o.Name))
		switch {
		case name == "":
			return refuse(fmt.Sprintf("options[%d].name", i), "", "is required")
		case len(o.Values) == 0:
			continue
		case findOption(p, name) != nil:
			return refuse(fmt.Sprintf("options[%d].name", i), name, "stands there twice")
		}
		option := catalog.Option{Name: name}
		for _, value := range o.Values {
			if !slices.Contains(option.Values, value) {
				option.Values = append(option.Values, value)
			}
		}
		p.Options = append(p.Options, option)
	}
	return nil
}

func findOption(p *catalog.Product, name string) *catalog.Option {
	for i := range p.Options {
		if p.Options[i].Name == name {
			return &p.Options[i]
		}
	}
	return nil
}

// variants fills p.Variants, adds to p.Options what only variants mention, and
// derives the product's price and availability from them.
func (r *record) variants(p *catalog.Product) *LineError {
	seen := make(map[string]bool, len(r.Variants))
	for i, from := range r.Variants {
		at := fmt.Sprintf("variants[%d].", i)
		v := catalog.Variant{ID: string(from.ID), Options: make(map[string]string, len(from.Options)), Image: string(from.Image)}
		switch {
		case v.ID == "":
			return refuse(at+"id", "", "is required")
		case seen[v.ID]:
			return refuse(at+"id", v.ID, "stands there twice")
		}
		seen[v.ID] = true
		var refusal *LineError
		if v.Price, refusal = r.money(at+"price", from.Price); refusal != nil {
			return refusal
		}
		if v.CompareAt, refusal = r.money(at+"compare_at", from.CompareAt); refusal != nil {
			return refusal
		}
		if v.Stock, v.SoldOut, refusal = stock(at, from.Available, from.Stock); refusal != nil {
			return refusal
		}
		if v.Price.IsZero() {
			v.Price, v.CompareAt = p.Price, p.CompareAt
		}
		for name, value := range from.Options {
			if name = optionName(name); name != "" && value != "" {
				v.Options[name] = string(value)
			}
		}
		p.Variants = append(p.Variants, v)
	}
	if len(p.Variants) > 0 {
		completeOptions(p)
	}
	for _, option := range p.Options {
		catalog.SortSizes(option.Values)
	}
	if len(p.Variants) == 0 {
		return nil
	}
	return summarise(p)
}

// completeOptions adds the options and values that only variants mention, in
// the order of the variants.
func completeOptions(p *catalog.Product) {
	for _, v := range p.Variants {
		names := make([]string, 0, len(v.Options))
		for name := range v.Options {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			option := findOption(p, name)
			if option == nil {
				p.Options = append(p.Options, catalog.Option{Name: name})
				option = &p.Options[len(p.Options)-1]
			}
			if !slices.Contains(option.Values, v.Options[name]) {
				option.Values = append(option.Values, v.Options[name])
			}
		}
	}
}

// summarise gives p the lowest price of its variants, and sells it out when
// every variant is. Variants with a price beside variants without one are
// refused: the latter would be sold for nothing.
func summarise(p *catalog.Product) *LineError {
	lowest, soldOut := p.Variants[0], true
	for i, v := range p.Variants {
		if v.Price.IsZero() != p.Variants[0].Price.IsZero() {
			return refuse(fmt.Sprintf("variants[%d].price", i), "", "must be there for every variant or for none")
		}
		if v.Price.Amount < lowest.Price.Amount {
			lowest = v
		}
		soldOut = soldOut && v.SoldOut
	}
	if !lowest.CompareAt.IsZero() || lowest.Price != p.Price {
		p.CompareAt = lowest.CompareAt
	}
	p.Price = lowest.Price
	p.SoldOut = p.SoldOut || soldOut
	return nil
}
