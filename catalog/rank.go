package catalog

import (
	"cmp"
	"math"
	"slices"
	"strings"
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
		a := len(s.parts[i].find(t.term).docs)
		if t.and != "" {
			a = min(a, len(s.parts[i].find(t.and).docs))
		}
		n += a
	}
	return n
}

// preference is what some products have that is wished for, and what that is
// worth.
type preference struct {
	set   bitset
	bonus float32
}

// softBonus is what it is worth to satisfy a soft constraint.
const softBonus = 2

// soften prepares the preferences for a part.
func (n *run) soften(p *part) {
	n.soft = n.soft[:0]
	for i := range n.Constraints {
		switch c := &n.Constraints[i]; {
		case c.Not && c.Kind == KindOption:
			// To be known as another colour is better than to be silent, or
			// to come in this one as well.
			others, having := p.telling(c.Field), newBitset(p.len())
			p.accepted(c, having)
			others.andNot(having)
			n.soft = append(n.soft, preference{others, 2 * softBonus})
		case c.Soft && !(c.Kind == KindPrice && c.MinPrice == 0 && c.MaxPrice == 0):
			n.soft = append(n.soft, preference{p.wish(c).set, softBonus})
		case c.Kind == KindBrand && !c.Soft && !c.Not:
			n.soft = append(n.soft, preference{p.owned(c), softBonus})
		}
	}
	for _, measure := range n.closest {
		number, unit, _ := strings.Cut(measure, " ")
		set := newBitset(p.len())
		p.measuring(number, unit, set)
		n.soft = append(n.soft, preference{set, softBonus})
	}
}

// owned is the set of the products whose own data give one of the brands.
func (p *part) owned(c *Constraint) bitset {
	set := newBitset(p.len())
	for _, value := range c.Values {
		if b := p.lexicon.brands[stems(value)]; b != nil {
			for _, doc := range b.docs {
				set.set(doc)
			}
			for _, doc := range b.also {
				set.clear(doc)
			}
		}
	}
	return set
}

// telling is the set of the products that tell their value of an option.
func (p *part) telling(field string) bitset {
	set := newBitset(p.len())
	for _, v := range p.options[fieldKey(field)].all() {
		for _, doc := range v.docs {
			set.set(doc)
		}
	}
	return set
}

// bonus is what soft wishes and a product's standing add to its score.
func (n *run) bonus(p *part, doc uint32) float32 {
	bonus := p.facts[doc].standing * 0.5
	for i := range n.soft {
		if n.soft[i].set.has(doc) {
			bonus += n.soft[i].bonus
		}
	}
	if low := p.prices[doc].low; n.cheap && low > 0 {
		bonus += 3 / float32(1+math.Log10(float64(low)))
	}
	for _, i := range n.codes {
		if slices.ContainsFunc(n.slots[i].terms, func(t slotTerm) bool { return p.find(t.term).of(doc)&inData != 0 }) {
			bonus += float32(n.idf[i])
		}
	}
	return bonus
}

// rank is what the words of the query give a product.
type rank struct {
	score float32
	cover float32 // idf of the words that it has
	extra float32 // idf of those beyond the constraints
}

// rank fills scratch with the ranks of a part's products.
func (n *run) rank(p *part) {
	x := n.scratch
	if x.of == p.segment {
		return
	}
	x.reset(p.segment)
	for i := range n.slots {
		s, idf := &n.slots[i], float32(n.idf[i])
		switch {
		case idf == 0:
		case len(s.terms) == 1 && s.terms[0].and == "":
			l := p.find(s.terms[0].term)
			for at, doc := range l.docs {
				x.add(doc, s, idf, float32(l.weights[at])/255*s.terms[0].weight)
			}
		default:
			x.slot = grown(x.slot, p.len())
			x.touched = x.touched[:0]
			for _, t := range s.terms {
				l, other := p.find(t.term), p.find(t.and)
				for at, doc := range l.docs {
					if t.and != "" && other.of(doc) == 0 {
						continue
					}
					if x.slot[doc] == 0 {
						x.touched = append(x.touched, doc)
					}
					x.slot[doc] = max(x.slot[doc], float32(l.weights[at])/255*t.weight)
				}
			}
			for _, doc := range x.touched {
				x.add(doc, s, idf, x.slot[doc])
				x.slot[doc] = 0
			}
		}
	}
}

// reset makes all ranks zero, ready for a segment.
func (x *scratch) reset(s *segment) {
	for doc := range x.ranked.all() {
		x.ranks[doc] = rank{}
	}
	clear(x.ranked)
	x.of, x.ranks = s, grown(x.ranks, s.len())
	x.ranked = bitset(grown(x.ranked, (s.len()+63)/64))
}

// add notes that doc has a word of the query.
func (x *scratch) add(doc uint32, s *slot, idf, weight float32) {
	x.ranked.set(doc)
	r := &x.ranks[doc]
	r.score += idf * weight
	if s.small {
		return
	}
	r.cover += idf
	if !s.claimed {
		r.extra += idf
	}
}

// grown returns a, which is all zero, at another length.
func grown[T any](a []T, size int) []T {
	if cap(a) < size {
		return make([]T, size)
	}
	return a[:size]
}

// ordered returns the first candidates in order, near duplicates apart.
func (n *run) ordered(limit int) []candidate {
	if n.Sort != SortRelevance {
		return n.best(min(limit, len(n.found)))
	}
	list := n.best(min(max(limit, diverseWindow), len(n.found)))
	n.spread(list[:min(diverseWindow, len(list))])
	return list[:min(limit, len(list))]
}

// Of the first diverseWindow hits, one that differs from an earlier one by its
// color or size alone goes behind others that rank nearly as high, that is by
// diverseShare of its score.
const (
	diverseWindow = 50
	diverseShare  = 0.95
)

// spread reorders candidates that are in order.
func (n *run) spread(list []candidate) {
	shown := make(map[uint32]bool, len(list))
	for i := range list {
		at := i
		for at < len(list) && shown[n.twin(&list[at])] && n.nearly(&list[at], &list[i]) {
			at++
		}
		if at == len(list) || !n.nearly(&list[at], &list[i]) {
			at = i // nothing else is as good
		}
		c := list[at]
		copy(list[i+1:at+1], list[i:at])
		list[i] = c
		shown[n.twin(&c)] = true
	}
}

func (n *run) twin(c *candidate) uint32 { return n.parts[c.part].facts[c.doc].twin }

// nearly reports whether a ranks nearly as high as b, which stands before it.
func (n *run) nearly(a, b *candidate) bool {
	return a.near == b.near && a.buried == b.buried && a.soldOut == b.soldOut && a.exact == b.exact && a.score >= diverseShare*b.score
}

// best returns the first limit candidates in order, what can be bought first.
func (n *run) best(limit int) []candidate {
	b := top[candidate]{limit: limit, compare: n.compare}
	for i := range n.found {
		b.add(&n.found[i])
	}
	return b.sorted()
}

func (n *run) compare(a, b *candidate) int {
	if a.near != b.near {
		if a.near {
			return 1
		}
		return -1
	}
	if a.buried != b.buried {
		if a.buried {
			return 1
		}
		return -1
	}
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
		if a.price != b.price {
			if n.Sort == SortPriceDown {
				return cmp.Compare(b.price, a.price)
			}
			return cmp.Compare(a.price, b.price)
		}
	}
	if n.Sort == SortRating {
		pa, pb := n.parts[a.part].facts[a.doc].prior, n.parts[b.part].facts[b.doc].prior
		if pa != pb {
			return cmp.Compare(pb, pa)
		}
	}
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.part, b.part), cmp.Compare(a.doc, b.doc))
}
