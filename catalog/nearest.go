package catalog

import (
	"cmp"
	"slices"
)

// costOf is how much it takes to give up a wish: what the thing is matters more
// than what it costs.
func costOf(k Kind) float32 {
	switch k {
	case KindType:
		return 8
	case KindAudience:
		return 4
	case KindBrand, KindOption:
		return 2
	case KindAttribute:
		return 1.5
	case KindPrice:
		return 1
	}
	return 0
}

// broken is a set of hard constraints by their places.
type broken uint64

func (b broken) has(i int) bool { return b&(1<<i) != 0 }

// near is a product that breaks some of the wishes.
type near struct {
	candidate
	cost   float32
	breaks broken
}

func (a *near) compare(b *near) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.score, a.score), cmp.Compare(a.part, b.part), cmp.Compare(a.doc, b.doc))
}

// nearest finds products that break as little as possible of what was asked,
// at most limit, and not all of them in the same way.
func (n *run) nearest(limit int) []Alternative {
	if len(n.hard) == 0 || len(n.hard) > 64 {
		return nil
	}
	everything := broken(1)<<len(n.hard) - 1
	ways := map[broken]*top[near]{}
	for index := range n.parts {
		p, f := &n.parts[index], n.filter(index)
		n.soften(p)
		n.rank(p)
		for doc := range n.approximate(index, f).all() {
			if p.facts[doc].soldOut {
				continue
			}
			a := near{candidate: candidate{part: int32(index), doc: doc, score: n.scratch.ranks[doc].score + n.bonus(p, doc)}}
			for i := range n.hard {
				if !f.wishes[i].set.has(doc) {
					a.breaks |= 1 << i
					a.cost += n.breakCost(p, doc, &n.hard[i])
				}
			}
			if a.breaks == everything && len(n.hard) > 1 || a.cost >= costOf(KindType) && n.asksType() {
				continue
			}
			if !n.pickWithout(f, &a) || a.breaks == 0 {
				continue
			}
			way := ways[a.breaks]
			if way == nil {
				way = &top[near]{limit: max(2, limit/3), compare: (*near).compare}
				ways[a.breaks] = way
			}
			way.add(&a)
		}
	}
	first := top[near]{limit: limit, compare: (*near).compare}
	for _, way := range ways {
		for _, a := range way.sorted() {
			first.add(&a)
		}
	}
	var alternatives []Alternative
	for _, a := range first.sorted() {
		var breaks []Constraint
		for i := range n.hard {
			if a.breaks.has(i) {
				breaks = append(breaks, n.hard[i])
			}
		}
		alternatives = append(alternatives, Alternative{n.hit(a.candidate), breaks})
	}
	return alternatives
}

// approximate is the set of the products that may be near enough: they are of
// the kind asked for, and satisfy one wish at least where there are several.
func (n *run) approximate(index int, f *filter) bitset {
	p, set := &n.parts[index], n.offered(index)
	if n.asksType() {
		for i := range f.wishes {
			if f.wishes[i].Kind == KindType {
				set.and(f.wishes[i].set)
			}
		}
	} else if len(f.wishes) > 1 {
		some := newBitset(p.len())
		for i := range f.wishes {
			some.or(f.wishes[i].set)
		}
		set.and(some)
	}
	return set
}

func (n *run) asksType() bool {
	return slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Kind == KindType && !c.Not })
}

// breakCost is the cost of not meeting c; a price a little off costs less than
// one far off.
func (n *run) breakCost(p *part, doc uint32, c *Constraint) float32 {
	cost := costOf(c.Kind)
	if c.Kind != KindPrice {
		return cost
	}
	low, high := p.prices[doc].low, p.prices[doc].high
	switch {
	case low < 0:
		return cost * 4
	case c.MaxPrice > 0 && low > c.MaxPrice:
		return cost * min(4, 0.5+float32(low-c.MaxPrice)/float32(c.MaxPrice))
	case c.MinPrice > 0:
		return cost * min(4, 0.5+float32(c.MinPrice-high)/float32(c.MinPrice))
	}
	return cost
}

// pickWithout finds a variant of a that satisfies what is not broken yet; where
// the wishes do not meet on one variant, it breaks one more.
func (n *run) pickWithout(f *filter, a *near) (ok bool) {
	if !f.variant {
		return true
	}
	if a.variant, ok = f.pick(a.doc, a.breaks); ok {
		return true
	}
	for i := range n.hard {
		if c := &n.hard[i]; (c.Kind == KindOption || c.Kind == KindPrice) && !a.breaks.has(i) {
			more := a.breaks | 1<<i
			if a.variant, ok = f.pick(a.doc, more); ok {
				a.breaks, a.cost = more, a.cost+costOf(c.Kind)
				return true
			}
		}
	}
	return false
}
