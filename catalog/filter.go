package catalog

import (
	"math"
	"slices"
	"strings"
)

// filter is the hard constraints of one query, ready for one part of the index.
type filter struct {
	part    *part
	wishes  []wish
	allowed bitset // satisfies all wishes
	exact   bitset // what categories call just as a kind wanted; nil without a kind
	variant bool   // options or prices must hold on one variant
}

// wish is one constraint with the products that may satisfy it.
type wish struct {
	*Constraint
	set    bitset
	accept map[string]bool // values of an option, as they are spelled
	exact  bitset          // of a kind: what categories call just so
}

// newFilter makes the filter of a part. What is of one of the kinds in others is
// of no kind exactly.
func newFilter(p *part, constraints []Constraint, others []string) *filter {
	f := &filter{part: p, wishes: make([]wish, len(constraints)), allowed: p.all()}
	for i := range constraints {
		w := p.wish(&constraints[i])
		if c := w.Constraint; c.Kind == KindType && !c.Not {
			if f.exact == nil {
				f.exact = newBitset(p.len())
			}
			if !slices.ContainsFunc(c.Values, func(value string) bool { return slices.Contains(others, stems(value)) }) {
				f.exact.or(w.exact)
			} else {
				for _, value := range c.Values {
					if k := stems(value); !slices.Contains(others, k) {
						p.addKind(k, kind{f.exact, newBitset(p.len())})
					}
				}
			}
		}
		f.variant = f.variant || w.Kind == KindOption || w.Kind == KindPrice
		f.wishes[i] = w
		f.allowed.and(w.set)
	}
	return f
}

// weak is the set of the products that mention the kind wanted in their title,
// and satisfy all other wishes; nil where no kind is wanted.
func (f *filter) weak() bitset {
	if f.exact == nil {
		return nil
	}
	weak := newBitset(f.part.len())
	for i := range f.wishes {
		if w := &f.wishes[i]; w.Kind == KindType && !w.Not {
			for _, value := range w.Values {
				f.part.mentions(stems(value), weak)
			}
		}
	}
	weak.and(f.part.all())
	for i := range f.wishes {
		if w := &f.wishes[i]; w.Kind != KindType || w.Not {
			weak.and(w.set)
		}
	}
	return weak
}

// wish compiles one constraint.
func (p *part) wish(c *Constraint) wish {
	w := wish{Constraint: c, set: newBitset(p.len())}
	switch c.Kind {
	case KindType:
		w.exact = newBitset(p.len())
		for _, value := range c.Values {
			p.addKind(stems(value), kind{w.exact, w.set})
		}
	case KindBrand:
		for _, value := range c.Values {
			if b := p.lexicon.brands[stems(value)]; b != nil {
				for _, doc := range b.docs {
					w.set.set(doc)
				}
			}
			p.unbranded(stems(value), w.set)
		}
	case KindAudience:
		wanted := parseAudience(c.Values)
		for doc := range p.facts {
			a := p.facts[doc].audience
			// "Not for women" is still for men and women alike.
			if a&wanted != 0 && (!c.Not || a&^wanted == 0) {
				w.set.set(uint32(doc))
			}
		}
	case KindAttribute:
		for _, value := range c.Values {
			if c.Not && c.Field == "" {
				p.speaking(value, w.set)
			} else {
				p.stating(c.Field, value, w.set)
			}
		}
	case KindPrice:
		most := c.MaxPrice
		if most == 0 {
			most = math.MaxInt64
		}
		for from := 0; from < len(p.prices); from += 64 {
			var word uint64
			for i, price := range p.prices[from:min(from+64, len(p.prices))] {
				if uint64(price.low) <= uint64(most) && price.high >= c.MinPrice { // none, -1, is huge
					word |= 1 << i
				}
			}
			w.set[from/64] = word
		}
	case KindOption:
		w.accept = p.accepted(c, w.set)
		if c.Not { // who does not want it white may have it in blue
			w.set.andNot(p.choosable(c.Field, w.accept))
		}
	}
	if c.Not {
		for i := range w.set {
			w.set[i] = ^w.set[i]
		}
	}
	return w
}

// unbranded adds to set the products whose brand is not told and whose title
// has its name.
func (p *part) unbranded(name string, set bitset) {
	for doc := range p.having(strings.Fields(name), inTitle) {
		if !p.facts[doc].branded {
			set.set(doc)
		}
	}
}

// all is the set of the products that are there.
func (p *part) all() bitset {
	set := newBitset(p.len())
	for i := range set {
		set[i] = ^uint64(0)
	}
	if rest := p.len() % 64; rest != 0 && len(set) > 0 {
		set[len(set)-1] = 1<<rest - 1
	}
	if p.dead != nil {
		set.andNot(p.dead)
	}
	return set
}

// stating adds to set the products whose data state all words of an attribute's
// value, or for a plain yes, of its name.
func (p *part) stating(field, value string, set bitset) {
	if wanted, ok := parseExtent(value); ok {
		for n, unit := range p.measuresIn(wanted.widened()) {
			p.measuring(n.text, unit, set)
		}
		return
	}
	yes, no := yesNo([]string{value})
	if yes || no {
		value = field
	}
	found := set
	if no {
		found = newBitset(p.len())
	}
	for doc := range p.having(strings.Fields(stems(value)), inData) {
		found.set(doc)
	}
	if no {
		for i := range set {
			set[i] |= ^found[i]
		}
	}
}

// speaking adds to set the products that have all words of a text, or what is
// made of its last one: who wants no hood wants nothing hooded and no hoodie.
// Their descriptions count, too, since it is a wish against; but not where they
// say themselves that the thing is not there.
func (p *part) speaking(text string, set bitset) {
	k := stems(text)
	denied, _ := p.lists(strings.Fields(k))
	denies := func(doc uint32) bool {
		return slices.ContainsFunc(denied, func(l list) bool { return l.of(doc)&isDenied != 0 })
	}
	for _, ending := range []string{"", "ed", "y"} {
		for doc := range p.having(strings.Fields(k+ending), inData|inDescription) {
			if !denies(doc) {
				set.set(doc)
			}
		}
	}
}

// breaks returns the wishes that doc does not satisfy.
func (f *filter) breaks(doc uint32) broken {
	var b broken
	for i := range f.wishes {
		if !f.wishes[i].set.has(doc) {
			b |= 1 << i
		}
	}
	return b
}

func sameField(a, b string) bool { return fieldKey(a) == fieldKey(b) }

// pick finds the variant of a product that satisfies all wishes on options and
// price and can be bought, leaving out the wishes in except.
// ok is false when there is none. The variant is its place counted from 1, and 0
// for a product without variants.
func (f *filter) pick(doc uint32, except broken) (variant int32, ok bool) {
	if f.part.facts[doc].soldOut {
		return 0, false
	}
	if !f.part.facts[doc].varied {
		return 0, true // each wish was tested alone, and all choices sell at one price
	}
	variants := f.part.rest[doc].variants
	for i := range variants {
		if v := &variants[i]; !v.SoldOut && f.fits(v, except) {
			return int32(i + 1), true
		}
	}
	return 0, false
}

// fits reports whether a variant satisfies the wishes on options and price.
func (f *filter) fits(v *Variant, except broken) bool {
	for i := range f.wishes {
		w := &f.wishes[i]
		if w.Kind != KindOption && w.Kind != KindPrice || except.has(i) {
			continue
		}
		if w.Kind == KindPrice {
			in := !v.Price.IsZero() && v.Price.Amount >= w.MinPrice && (w.MaxPrice == 0 || v.Price.Amount <= w.MaxPrice)
			if in == w.Not {
				return false
			}
			continue
		}
		for name, value := range v.Options {
			if sameField(name, w.Field) && w.accept[value] == w.Not {
				return false
			}
		}
	}
	return true
}
