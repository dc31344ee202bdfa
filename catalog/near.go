package catalog

import (
	"slices"
	"strings"
)

// onlyNames reports whether the text does nothing but name things: no money, no
// order, nothing unwanted, and no sentence around it.
func (n *run) onlyNames() bool {
	return len(n.hard) > 0 && n.plain() &&
		!slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Kind != KindType || c.Not })
}

// nearShare is how much of the text's words, by weight, a product needs to come
// near.
const nearShare = 0.5

// fill adds the products that have much of the words without being called by
// the kind wanted: after the one "laptop stand" a "laptop riser with stand".
func (n *run) fill(pins []placed) {
	fitting := make([]bitset, len(n.parts))
	for i := range fitting {
		fitting[i] = newBitset(n.parts[i].len())
	}
	for i := range n.found {
		fitting[n.found[i].part].set(n.found[i].doc)
	}
	for i := range pins {
		fitting[pins[i].part].set(pins[i].doc)
	}
	for index := range n.parts {
		p := &n.parts[index]
		n.soften(p)
		n.rank(p)
		bases := n.baseKinds(p)
		set := n.offered(index)
		set.and(n.scratch.ranked)
		set.andNot(fitting[index])
		for doc := range set.all() {
			r := &n.scratch.ranks[doc]
			if share := float64(r.cover) / n.total; share >= nearShare || bases.has(doc) {
				n.found = append(n.found, candidate{
					part: int32(index), doc: doc, score: r.score*n.covering(r) + n.bonus(p, doc),
					price: p.prices[doc].low, soldOut: p.facts[doc].soldOut, near: true,
				})
			}
		}
	}
}

// baseKinds are the products of the kinds wanted without the words before their
// noun, where no category is called by both: any bra comes near a sports bra.
func (n *run) baseKinds(p *part) bitset {
	set := newBitset(p.len())
	for i := range n.hard {
		for _, value := range n.hard[i].Values {
			k := stems(value)
			if n.isLabel(k) {
				continue
			}
			for {
				_, tail, more := strings.Cut(k, " ")
				if !more {
					break
				}
				if k = tail; n.isType(k) {
					set.or(p.kind(k).all)
					break
				}
			}
		}
	}
	return set
}
