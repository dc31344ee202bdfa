package catalog

import (
	"cmp"
	"slices"
	"strings"
)

// costs is how much it takes to give up a wish: what the thing is matters more
// than what it costs.
var costs = map[Kind]float32{
	KindType: 8, KindAudience: 4, KindBrand: 2, KindOption: 2, KindAttribute: 1.5, KindPrice: 1,
}

// nearest finds products that break as little as possible of what was asked,
// at most limit, and not all of them in the same way.
func (n *run) nearest(limit int) []Alternative {
	if len(n.hard) == 0 {
		return nil
	}
	type near struct {
		candidate
		cost   float32
		breaks []int
	}
	var all []near
	for index := range n.parts {
		p := &n.parts[index]
		f := newFilter(p, n.hard)
		n.rank(p)
		there := p.all()
		for doc := range uint32(len(p.products)) {
			product := &p.products[doc]
			if !there.has(doc) || product.SoldOut || n.exclude[product.ID] {
				continue
			}
			a := near{candidate: candidate{part: index, doc: doc, score: n.scratch.score[doc]}}
			for i := range n.hard {
				if !f.wishes[i].set.has(doc) {
					a.breaks = append(a.breaks, i)
					a.cost += n.breakCost(p, doc, &n.hard[i])
				}
			}
			if len(a.breaks) == len(n.hard) && len(n.hard) > 1 || a.cost >= costs[KindType] && n.asksType() {
				continue
			}
			var ok bool
			if a.variant, ok = n.pickWithout(f, doc, &a.breaks, &a.cost); ok && len(a.breaks) > 0 {
				all = append(all, a)
			}
		}
	}
	slices.SortFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.score, a.score), cmp.Compare(a.part, b.part), cmp.Compare(a.doc, b.doc))
	})
	perBreak := max(2, limit/3)
	counts := map[string]int{}
	var alternatives []Alternative
	for _, a := range all {
		var way strings.Builder
		var breaks []Constraint
		for _, i := range a.breaks {
			way.WriteByte(byte(i))
			breaks = append(breaks, n.hard[i])
		}
		if counts[way.String()]++; counts[way.String()] > perBreak {
			continue
		}
		if alternatives = append(alternatives, Alternative{n.hit(a.candidate), breaks}); len(alternatives) == limit {
			break
		}
	}
	return alternatives
}

func (n *run) asksType() bool {
	return slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Kind == KindType && !c.Not })
}

// breakCost is the cost of not meeting c; a price a little off costs less than
// one far off.
func (n *run) breakCost(p *part, doc uint32, c *Constraint) float32 {
	cost := costs[c.Kind]
	if c.Kind != KindPrice {
		return cost
	}
	low := p.facts[doc].low
	switch {
	case low < 0:
		return cost * 4
	case c.MaxPrice > 0 && low > c.MaxPrice:
		return cost * min(4, 0.5+float32(low-c.MaxPrice)/float32(c.MaxPrice))
	case c.MinPrice > 0:
		return cost * min(4, 0.5+float32(c.MinPrice-p.facts[doc].high)/float32(c.MinPrice))
	}
	return cost
}

// pickWithout finds a variant that satisfies what is not broken yet; where the
// wishes do not meet on one variant, it breaks one more.
func (n *run) pickWithout(f *filter, doc uint32, breaks *[]int, cost *float32) (string, bool) {
	if !f.variant {
		return "", true
	}
	if variant, ok := f.pick(doc, *breaks); ok {
		return variant, true
	}
	for i := range n.hard {
		if c := &n.hard[i]; (c.Kind == KindOption || c.Kind == KindPrice) && !slices.Contains(*breaks, i) {
			more := append(slices.Clone(*breaks), i)
			if variant, ok := f.pick(doc, more); ok {
				*breaks, *cost = more, *cost+costs[c.Kind]
				return variant, true
			}
		}
	}
	return "", false
}
