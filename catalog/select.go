package catalog

import (
	"maps"
	"strings"
)

// MaxQuantity is the most of one thing that one cart line can hold.
const MaxQuantity = 99

// Selection is what a set of option values names of a product.
type Selection struct {
	// Variant is the one variant that the values single out; nil while options
	// are missing and for products without variants.
	Variant *Variant
	// Options is the choice so far, spelled as the product spells it, with
	// every option that has a single value filled in.
	Options map[string]string
	// Missing are the options still to be chosen, in the product's order, each
	// with only those values that are made in the choice so far.
	Missing []Option
	// Unknown are the chosen values that the product is not made in.
	Unknown []string
	// NotMade is true when every option is chosen and no variant matches.
	NotMade bool
	// Price, CompareAt, SoldOut and Stock are the variant's, or the product's
	// where it has no variants or none is singled out yet.
	Price     Money
	CompareAt Money
	SoldOut   bool
	Stock     Stock
}

// Complete reports whether nothing is left to choose and the choice exists.
func (s Selection) Complete() bool {
	return len(s.Missing) == 0 && len(s.Unknown) == 0 && !s.NotMade
}

// Max is the largest quantity that can be bought of the selection.
func (s Selection) Max() int {
	switch {
	case s.SoldOut:
		return 0
	case s.Stock.Known:
		return max(0, min(s.Stock.Count, MaxQuantity))
	default:
		return MaxQuantity
	}
}

// Select finds what of p the option values name. Names and values are compared
// without regard to case; names that p does not have are ignored.
func (p *Product) Select(options map[string]string) Selection {
	s := Selection{
		Options: map[string]string{},
		Price:   p.Price, CompareAt: p.CompareAt, SoldOut: p.SoldOut, Stock: p.Stock,
	}
	for _, option := range p.Options {
		wanted, chosen := lookupFold(options, option.Name)
		value, made := valueFold(option.Values, wanted)
		switch {
		case chosen && made:
			s.Options[option.Name] = value
		case chosen:
			s.Unknown = append(s.Unknown, wanted)
		case len(option.Values) == 1:
			s.Options[option.Name] = option.Values[0]
		}
	}
	for _, option := range p.Options {
		if _, chosen := s.Options[option.Name]; !chosen && len(option.Values) > 0 {
			if values := p.made(option, s.Options); len(values) > 0 {
				s.Missing = append(s.Missing, Option{Name: option.Name, Values: values})
			} else {
				s.NotMade = true
			}
		}
	}
	if len(p.Variants) == 0 || len(s.Missing) > 0 || len(s.Unknown) > 0 {
		return s
	}
	for i := range p.Variants {
		if variant := &p.Variants[i]; variant.matches(s.Options) {
			return p.selected(variant)
		}
	}
	s.NotMade = true
	return s
}

// SelectVariant is Select for a variant known by its id. ok is false when p has
// no such variant.
func (p *Product) SelectVariant(id string) (s Selection, ok bool) {
	for i := range p.Variants {
		if p.Variants[i].ID == id {
			return p.selected(&p.Variants[i]), true
		}
	}
	return Selection{}, false
}

func (p *Product) selected(variant *Variant) Selection {
	return Selection{
		Variant: variant, Options: maps.Clone(variant.Options),
		Price: variant.Price, CompareAt: variant.CompareAt,
		SoldOut: variant.SoldOut || p.SoldOut, Stock: variant.Stock,
	}
}

// made returns the values of option that exist beside what is chosen already.
func (p *Product) made(option Option, chosen map[string]string) []string {
	if len(p.Variants) == 0 {
		return option.Values
	}
	var values []string
	for _, value := range option.Values {
		with := maps.Clone(chosen)
		with[option.Name] = value
		for i := range p.Variants {
			if p.Variants[i].matches(with) {
				values = append(values, value)
				break
			}
		}
	}
	return values
}

// matches reports whether v agrees with every chosen value. A variant that says
// nothing about an option agrees with all its values.
func (v *Variant) matches(chosen map[string]string) bool {
	for name, value := range chosen {
		if own, says := v.Options[name]; says && own != value {
			return false
		}
	}
	return true
}

func lookupFold(options map[string]string, name string) (string, bool) {
	if value, ok := options[name]; ok {
		return value, true
	}
	for key, value := range options {
		if strings.EqualFold(key, name) {
			return value, true
		}
	}
	return "", false
}

func valueFold(values []string, wanted string) (string, bool) {
	for _, value := range values {
		if strings.EqualFold(value, wanted) {
			return value, true
		}
	}
	return "", false
}
