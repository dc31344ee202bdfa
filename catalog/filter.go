package catalog

import (
	"slices"
	"strings"
)

// filter is the constraints of one query, ready for one part of the index.
type filter struct {
	constraints []Constraint // the hard ones
	sets        []bitset     // by constraint: the products that may satisfy it
	allowed     bitset       // satisfies all of sets
	weak        bitset       // mentions the kind wanted without being known as one; nil without a kind
	exact       []bitset     // what categories call just as a kind wanted
	variant     bool         // options or prices are asked for together
	part        *part
}

// newFilter compiles hard constraints for a part.
func newFilter(p *part, constraints []Constraint) *filter {
	f := &filter{constraints: constraints, part: p, allowed: p.all()}
	for i := range constraints {
		c := &constraints[i]
		set := newBitset(len(p.products))
		switch c.Kind {
		case KindType:
			weak := newBitset(len(p.products))
			for _, value := range c.Values {
				k := stems(value)
				found := p.kind(k)
				set.or(found.all)
				if !c.Not {
					f.exact = append(f.exact, found.exact)
					p.mentions(k, weak)
				}
			}
			if !c.Not {
				if f.weak == nil {
					f.weak = p.all()
				}
				f.weak.and(weak)
			}
		case KindOption, KindPrice:
			f.variant = f.variant || !c.Not
			for doc := range p.products {
				if p.mayHave(uint32(doc), c) {
					set.set(uint32(doc))
				}
			}
		default:
			p.matching(c, set)
		}
		if c.Not {
			for i := range set {
				set[i] = ^set[i]
			}
		}
		f.sets = append(f.sets, set)
		f.allowed.and(set)
		if f.weak != nil && (c.Kind != KindType || c.Not) {
			f.weak.and(set)
		}
	}
	if f.weak != nil {
		for i := range constraints { // sets before the kind was met
			if c := &constraints[i]; c.Kind != KindType || c.Not {
				f.weak.and(f.sets[i])
			}
		}
		f.weak.andNot(f.allowed)
	}
	return f
}

// isExact reports whether the category of doc is called as the kind wanted.
func (f *filter) isExact(doc uint32) bool {
	return slices.ContainsFunc(f.exact, func(set bitset) bool { return set.has(doc) })
}

// all is the set of the products that are there.
func (p *part) all() bitset {
	set := newBitset(len(p.products))
	for i := range set {
		set[i] = ^uint64(0)
	}
	if rest := len(p.products) % 64; rest != 0 && len(set) > 0 {
		set[len(set)-1] = 1<<rest - 1
	}
	if p.dead != nil {
		set.andNot(p.dead)
	}
	return set
}

// matching adds to set the products that satisfy a constraint on a brand, an
// attribute or an audience.
func (p *part) matching(c *Constraint, set bitset) {
	switch c.Kind {
	case KindBrand:
		for _, value := range c.Values {
			if b := p.lexicon.brands[stems(value)]; b != nil {
				for _, doc := range b.docs {
					set.set(doc)
				}
			}
		}
	case KindAudience:
		wanted := parseAudience(c.Values)
		for doc := range p.facts {
			if p.facts[doc].audience&wanted != 0 {
				set.set(uint32(doc))
			}
		}
	case KindAttribute:
		for _, value := range c.Values {
			if yes, no := yesNo([]string{value}); yes || no {
				value = c.Field
				if no {
					flipped := newBitset(len(p.products))
					p.stating(value, flipped)
					for i := range flipped {
						set[i] |= ^flipped[i]
					}
					continue
				}
			}
			p.stating(value, set)
		}
	}
}

// stating adds to set the products whose data state all words of value.
func (p *part) stating(value string, set bitset) {
	terms := strings.Fields(stems(value))
	l, ok := p.rarest(terms)
	if !ok {
		return
	}
	for i, doc := range l.docs {
		if l.fields[i]&inData != 0 && p.hasAll(doc, terms, inData) {
			set.set(doc)
		}
	}
}

// mayHave is a quick test for options and prices: false means that no variant
// of the product satisfies c, or for a negated c, that nothing does what it
// forbids.
func (p *part) mayHave(doc uint32, c *Constraint) bool {
	if c.Kind == KindPrice {
		return inPrice(&p.facts[doc], c)
	}
	product := &p.products[doc]
	if isColorField(c.Field) {
		return p.hasColor(doc, product, c.Values)
	}
	for i := range product.Options {
		if sameField(product.Options[i].Name, c.Field) && anyValue(product.Options[i].Values, c) {
			return true
		}
	}
	return false
}

func inPrice(f *facts, c *Constraint) bool {
	return f.low >= 0 && f.high >= c.MinPrice && (c.MaxPrice == 0 || f.low <= c.MaxPrice)
}

// hasColor reports whether the product comes in one of the colours: by an
// option, an attribute, or where neither tells colours, by its title.
func (p *part) hasColor(doc uint32, product *Product, wishes []string) bool {
	f := &p.facts[doc]
	for i := range product.Options {
		if isColorField(product.Options[i].Name) {
			if anyColor(product.Options[i].Values, wishes) {
				return true
			}
		}
	}
	for i := range product.Attributes {
		if isColorField(product.Attributes[i].Name) {
			if anyColor(product.Attributes[i].Values, wishes) {
				return true
			}
		}
	}
	if f.named == 0 {
		return false
	}
	for _, wish := range wishes {
		if s, ok := swatchOf(wish); ok && s.basic && f.named&s.family != 0 || containsWords(stems(product.Title), stems(wish)) {
			return true
		}
	}
	return false
}

func anyColor(values, wishes []string) bool {
	for _, value := range values {
		for _, wish := range wishes {
			if sameColor(wish, value) {
				return true
			}
		}
	}
	return false
}

func sameField(a, b string) bool {
	return strings.EqualFold(a, b) || isColorField(a) && isColorField(b)
}

func anyValue(values []string, c *Constraint) bool {
	return slices.ContainsFunc(values, func(value string) bool { return isValue(value, c) })
}

// isValue reports whether an option's value is one of those c names.
func isValue(value string, c *Constraint) bool {
	if isColorField(c.Field) {
		return anyColor([]string{value}, c.Values)
	}
	for _, wish := range c.Values {
		if strings.EqualFold(value, wish) || sizeKey(value) == sizeKey(wish) {
			return true
		}
	}
	return false
}

// pick finds the variant of a product that satisfies all constraints on options
// and price and can be bought. ok is false when there is none; the id is empty
// for a product without variants.
func (f *filter) pick(doc uint32, constraints []Constraint) (variant string, ok bool) {
	p := &f.part.products[doc]
	if p.SoldOut {
		return "", false
	}
	if len(p.Variants) == 0 {
		return "", true // each was tested by mayHave, and all sell at one price
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		if !v.SoldOut && f.part.fits(p, v, constraints) {
			return v.ID, true
		}
	}
	return "", false
}

// fits reports whether a variant satisfies the constraints on options and price.
func (p *part) fits(product *Product, v *Variant, constraints []Constraint) bool {
	for i := range constraints {
		c := &constraints[i]
		switch c.Kind {
		case KindPrice:
			if in := v.Price.Amount >= c.MinPrice && (c.MaxPrice == 0 || v.Price.Amount <= c.MaxPrice) && !v.Price.IsZero(); in == c.Not {
				return false
			}
		case KindOption:
			says := false
			for name, value := range v.Options {
				if sameField(name, c.Field) {
					says = true
					if isValue(value, c) == c.Not {
						return false
					}
				}
			}
			if !says && !c.Not && !isColorField(c.Field) {
				return false
			}
		}
	}
	return true
}
