package catalog

import "slices"

// collect finds the candidates of one part.
func (n *run) collect(index int) {
	p := &n.parts[index]
	f := n.filter(index)
	n.soften(p)
	n.rank(p)
	for doc := range n.scratch.ranked.all() {
		if cover := n.scratch.ranks[doc].cover; cover > n.mostAny {
			n.mostAny = cover
		}
	}
	goods := p.find(n.goods)
	named, decided := n.named(p, f), n.decisions(index)
	for doc := range n.possible(index, f, named).all() {
		r := &n.scratch.ranks[doc]
		var except broken
		if !f.allowed.has(doc) {
			if named != nil && named.has(doc) {
				except = f.breaks(doc)
			} else if !n.covered(r) {
				continue
			}
		}
		if n.loose && !n.coversClaims(r) {
			continue
		}
		if n.adrift && r.extra == 0 || r.score == 0 && n.wordy {
			continue
		}
		if n.goods != "" && goods.of(doc)&inData == 0 {
			continue
		}
		c := candidate{part: int32(index), doc: doc, price: p.prices[doc].low, soldOut: p.facts[doc].soldOut}
		c.exact = f.exact != nil && f.exact.has(doc)
		if f.variant {
			variant, ok := f.pick(doc, except)
			if !ok {
				continue
			}
			c.variant = variant
		}
		c.score = r.score * n.covering(r)
		n.mostFound = max(n.mostFound, r.cover)
		n.extraFound = n.extraFound || r.extra > 0 && f.allowed.has(doc)
		c.score += n.bonus(p, doc)
		n.merchandised(decided, &c)
		n.found = append(n.found, c)
	}
}

// covering is what the share of the words that a product has makes of its score.
func (n *run) covering(r *rank) float32 {
	if n.total == 0 {
		return 1
	}
	return 0.2 + 0.8*r.cover/float32(n.total)
}

// possible is the set of the products that collect has to look at.
func (n *run) possible(index int, f *filter, named bitset) bitset {
	set := n.offered(index)
	var weak bitset
	if n.extra {
		weak = f.weak()
	}
	for i := range set {
		fits := f.allowed[i]
		if weak != nil {
			fits |= weak[i]
		}
		if named != nil {
			fits |= named[i]
		}
		set[i] &= fits
	}
	if n.adrift || n.wordy {
		set.and(n.scratch.ranked)
	}
	return set
}

// coversClaims reports whether a product has every word of the constraints.
func (n *run) coversClaims(r *rank) bool {
	var wanted float64
	for i := range n.slots {
		if n.slots[i].claimed && !n.slots[i].small {
			wanted += n.idf[i]
		}
	}
	return float64(r.cover-r.extra) >= wanted*0.999
}

// covered reports whether a product has every word beyond the constraints.
func (n *run) covered(r *rank) bool {
	var wanted float64
	for i := range n.slots {
		if !n.slots[i].claimed && !n.slots[i].small {
			wanted += n.idf[i]
		}
	}
	return float64(r.extra) >= wanted*0.999
}

// dropSilent leaves out what does not tell its color where one is not wanted and
// others that are found do tell theirs: a drive of no known color may be the black
// one.
func (n *run) dropSilent() {
	for i := range n.hard {
		c := &n.hard[i]
		if !c.Not || c.Kind != KindOption || !isColorField(c.Field) {
			continue
		}
		telling := make([]bitset, len(n.parts))
		for i := range n.parts {
			telling[i] = n.parts[i].telling(c.Field)
		}
		silent := func(found candidate) bool {
			return !telling[found.part].has(found.doc) && n.parts[found.part].facts[found.doc].named == 0
		}
		if slices.ContainsFunc(n.found, func(found candidate) bool { return !silent(found) }) {
			n.found = slices.DeleteFunc(n.found, silent)
		}
	}
}
