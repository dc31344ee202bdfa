package catalog

import (
	"cmp"
	"math"
	"slices"
)

// idf is the weight of a slot: rare words say more.
func (s *snapshot) idf(terms []slotTerm) float64 {
	count := 0
	for _, t := range terms {
		count = max(count, s.count1(t))
	}
	if count == 0 {
		return 0
	}
	return math.Log(1 + (float64(s.count)-float64(count)+0.5)/(float64(count)+0.5))
}

func (s *snapshot) count1(t slotTerm) int {
	n := 0
	for i := range s.parts {
		a := s.parts[i].frequency(t.term)
		if t.and != "" {
			a = min(a, s.parts[i].frequency(t.and))
		}
		n += a
	}
	return n
}

func (s *segment) frequency(text string) int {
	term, ok := s.terms[text]
	if !ok {
		return 0
	}
	return int(s.postings.starts[term+1] - s.postings.starts[term])
}

// soften prepares the soft constraints for a part.
func (n *run) soften(p *part) {
	n.soft = n.soft[:0]
	for i := range n.Constraints {
		c := &n.Constraints[i]
		known := c.Not && c.Kind == KindOption
		if (c.Soft || known) && !(c.Kind == KindPrice && c.MinPrice == 0 && c.MaxPrice == 0) {
			w := p.wish(c)
			if known { // to be known as another colour is better than to be silent
				w.set = p.telling(c.Field)
			}
			n.soft = append(n.soft, w)
		}
	}
}

// telling is the set of the products that tell their value of an option.
func (p *part) telling(field string) bitset {
	set := newBitset(len(p.products))
	for _, v := range p.options[fieldKey(field)].all() {
		for _, doc := range v.docs {
			set.set(doc)
		}
	}
	return set
}

// preference is what soft wishes and a product's standing add to its score.
func (n *run) preference(p *part, doc uint32) float32 {
	bonus := p.facts[doc].prior * 0.5
	for i := range n.soft {
		if n.soft[i].set.has(doc) {
			bonus += 2
		}
	}
	if low := p.facts[doc].low; n.cheap && low > 0 {
		bonus += 3 / float32(1+math.Log10(float64(low)))
	}
	return bonus
}

// rank fills scratch with the scores of a part's products.
func (n *run) rank(p *part) {
	x := n.scratch
	x.score = zeroed(x.score, len(p.products))
	x.cover = zeroed(x.cover, len(p.products))
	x.extra = zeroed(x.extra, len(p.products))
	x.slot = zeroed(x.slot, len(p.products))
	for i := range n.slots {
		idf := float32(n.idf[i])
		if idf == 0 {
			continue
		}
		x.touched = x.touched[:0]
		for _, t := range n.slots[i].terms {
			term, ok := p.terms[t.term]
			if !ok {
				continue
			}
			l := p.postings.list(term)
			for at, doc := range l.docs {
				weight := float32(l.weights[at]) / 255 * t.weight
				if t.and != "" && p.fieldsOf(doc, t.and) == 0 {
					continue
				}
				if x.slot[doc] == 0 {
					x.touched = append(x.touched, doc)
				}
				x.slot[doc] = max(x.slot[doc], weight)
			}
		}
		for _, doc := range x.touched {
			x.score[doc] += idf * x.slot[doc]
			if n.slots[i].small {
				x.slot[doc] = 0
				continue
			}
			x.cover[doc] += idf
			if !n.slots[i].claimed {
				x.extra[doc] += idf
			}
			x.slot[doc] = 0
		}
	}
}

func zeroed(a []float32, size int) []float32 {
	if cap(a) < size {
		return make([]float32, size)
	}
	a = a[:size]
	clear(a)
	return a
}

// order sorts the candidates, what can be bought first.
func (n *run) order() {
	slices.SortFunc(n.found, func(a, b candidate) int {
		if a.soldOut != b.soldOut {
			if a.soldOut {
				return 1
			}
			return -1
		}
		if a.exact != b.exact && !n.extra {
			if b.exact {
				return 1
			}
			return -1
		}
		if n.Sort == SortPriceUp || n.Sort == SortPriceDown {
			if (a.price < 0) != (b.price < 0) {
				return cmp.Compare(b.price, a.price) // price on request comes last
			}
			if c := cmp.Compare(a.price, b.price); c != 0 {
				if n.Sort == SortPriceDown {
					return -c
				}
				return c
			}
		}
		if n.Sort == SortRating {
			pa, pb := n.parts[a.part].facts[a.doc].prior, n.parts[b.part].facts[b.doc].prior
			if pa != pb {
				return cmp.Compare(pb, pa)
			}
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.part, b.part), cmp.Compare(a.doc, b.doc))
	})
}
