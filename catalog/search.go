package catalog

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// Search implements [Catalog].
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	s := x.current.Load()
	r := s.read(q.Text)
	r.Constraints = mergeConstraints(q.Constraints, r.Constraints)
	if q.Sort != SortRelevance {
		r.Sort = q.Sort
	}
	search := newRun(s, r, q)
	defer search.free()
	return search.result(), nil
}

// mergeConstraints returns known, and of read what is about other fields.
func mergeConstraints(known, read []Constraint) []Constraint {
	merged := slices.Clone(known)
	for _, c := range read {
		if !slices.ContainsFunc(known, func(k Constraint) bool { return k.Kind == c.Kind && k.Field == c.Field }) {
			merged = append(merged, c)
		}
	}
	return merged
}

// run is one search over a snapshot.
type run struct {
	*snapshot
	*reading
	query   Query
	hard    []Constraint
	soft    []preference // of the part at hand
	exclude map[string]bool
	idf     []float64 // by slot
	total   float64   // sum of idf
	extra   bool      // words beyond the constraints rank
	// extraFound is true when a product that satisfies all constraints has one of
	// those words; otherwise they were talk, in a text that has more of it.
	extraFound bool
	loose      bool   // words before a kind's noun were given up as its part, but a product needs them
	adrift     bool   // no constraint says what the thing is: the extra words must
	goods      string // the name of goods that the extra words end in, or ""
	cheap      bool   // a low price is wished for, however low
	wordy      bool   // without a constraint, a product needs one of the words
	codes      []int  // slots of model numbers that few products have
	rules      []*merchantRule
	decided    []*decided // by part; nil until it is needed
	found      []candidate
	filters    []*filter // of the hard constraints, by part; nil until it is needed
	// mostFound is the most of the words, by weight, that a product found has,
	// mostAny the most that any product has.
	mostFound, mostAny float32
	scratch            *scratch
}

// candidate has no pointers: a search may make one for every product.
type candidate struct {
	part    int32
	variant int32 // its place counted from 1, 0 is none
	doc     uint32
	score   float32
	price   int64
	soldOut bool
	exact   bool // of just the kind asked for
	near    bool // not of the kind asked for
	buried  bool // by the merchant
}

// scratch are the arrays of a search, kept for the next one.
type scratch struct {
	ranks           []rank // all zero but for those in ranked
	ranked          bitset
	of              *segment // whose products the ranks are of
	slot            []float32
	touched, counts []uint32
	found           []candidate
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newRun(s *snapshot, r *reading, q Query) *run {
	n := &run{snapshot: s, reading: r, query: q, scratch: scratches.Get().(*scratch)}
	n.scratch.of, n.found = nil, n.scratch.found[:0]
	for _, c := range r.Constraints {
		if c.Soft {
			n.cheap = n.cheap || c.Kind == KindPrice && c.MinPrice == 0 && c.MaxPrice == 0
			continue
		}
		n.hard = append(n.hard, c)
	}
	n.dropMute()
	n.rules = s.merchant.applying(r, q.Now)
	if len(q.Exclude) > 0 {
		n.exclude = make(map[string]bool, len(q.Exclude))
		for _, id := range q.Exclude {
			n.exclude[id] = true
		}
	}
	for i := range r.slots {
		idf := s.idf(r.slots[i].terms)
		n.idf = append(n.idf, idf)
		if r.slots[i].small {
			continue
		}
		if s.singlesOut(r.slots[i].terms) {
			n.codes = append(n.codes, i)
		}
		n.total += idf
		n.extra = n.extra || !r.slots[i].claimed
	}
	n.wordy = slices.ContainsFunc(n.slots, slot.asks) && !slices.ContainsFunc(n.hard, func(c Constraint) bool { return !c.Not && c.Kind != KindPrice }) ||
		len(n.tokens) > 0 && len(n.Constraints) == 0 && n.Sort == SortRelevance && len(n.Comparatives) == 0
	if n.adrift = n.extra && !n.isNamed(); n.adrift && n.Content > 1 {
		n.goods = goodsNamed(n.slots)
	}
	return n
}

// goodsNamed returns the last of the words beyond the constraints if it is a
// name of goods, such as the bottle in "water bottle". The shop has no such kind then, and a product whose description
// mentions it in passing is none: a fleece made of water bottles.
func goodsNamed(slots []slot) string {
	for i := len(slots) - 1; i >= 0; i-- {
		if s := &slots[i]; !s.small && !s.claimed {
			if term := s.terms[0].term; len(loadSynonyms().of[term]) > 0 {
				return term
			}
			return ""
		}
	}
	return ""
}

// isNamed reports whether a constraint says what is wanted, not only how it
// should be.
func (n *run) isNamed() bool {
	return slices.ContainsFunc(n.hard, func(c Constraint) bool { return !c.Not && (c.Kind == KindType || c.Kind == KindBrand) })
}

// loosen gives up the words before the noun of a kind that no category is
// called by, where nothing was found with them: "charging cable" is read as any
// cable that has something to do with charging, and in a shop with a dozen bras
// any of them may do for a sports bra.
func (n *run) loosen() bool {
	loosened := false
	for i := range n.hard {
		c := &n.hard[i]
		if c.Kind != KindType || c.Not || len(c.Values) != 1 || n.isLabel(stems(c.Values[0])) {
			continue
		}
		value := stems(c.Values[0])
		for {
			_, tail, more := strings.Cut(value, " ")
			if !more {
				break
			}
			if value = tail; n.isType(value) {
				c.Values, n.filters, loosened = []string{value}, nil, true
				n.loose = n.loose || n.uses(value, true) > smallFamily
				break
			}
		}
	}
	return loosened
}

// smallFamily is how many products of a kind a shop may have without it being
// likely that their titles say all that tells them apart.
const smallFamily = 20

func (n *run) free() {
	n.scratch.found, n.scratch.of = n.found, nil
	scratches.Put(n.scratch)
}

// filter returns the hard constraints made ready for a part. The filter is
// shared: its sets are to be read only.
func (n *run) filter(index int) *filter {
	if n.filters == nil {
		n.filters = make([]*filter, len(n.parts))
	}
	if n.filters[index] == nil {
		n.filters[index] = newFilter(&n.parts[index], n.hard, n.synonyms)
	}
	return n.filters[index]
}

// offered is the set of a part's products that are there and not excluded.
func (n *run) offered(index int) bitset {
	p := &n.parts[index]
	set := p.all()
	if out := n.decisions(index).excluded; out != nil {
		set.andNot(out)
	}
	for id := range n.exclude {
		if doc, ok := p.doc(id); ok {
			set.clear(doc)
		}
	}
	return set
}

// dropMute leaves out the wishes for an audience or a measure where none of the
// goods in question says whom it is for, or how large it is.
func (n *run) dropMute() {
	kind := slices.IndexFunc(n.hard, func(c Constraint) bool { return c.Kind == KindType && !c.Not })
	if kind < 0 {
		return
	}
	var kinds []bitset // by part
	told := func(tells func(p *part, kind bitset) bool) bool {
		for i := len(kinds); i < len(n.parts); i++ {
			kinds = append(kinds, newFilter(&n.parts[i], n.hard[kind:kind+1], nil).allowed)
		}
		for i := range n.parts {
			if tells(&n.parts[i], kinds[i]) {
				return true
			}
		}
		return false
	}
	var mute []Constraint
	for _, c := range n.hard {
		unit := unitWished(&c)
		switch {
		case c.Not:
		case c.Kind == KindAudience && !told(func(p *part, kind bitset) bool {
			for doc := range kind.all() {
				if p.facts[doc].audience != 0 {
					return true
				}
			}
			return false
		}), unit != "" && !told(func(p *part, kind bitset) bool { return p.states(unit, kind) }):
			mute = append(mute, c)
		}
	}
	if len(mute) == 0 {
		return
	}
	silent := func(c Constraint) bool {
		return slices.ContainsFunc(mute, func(m Constraint) bool { return m.Kind == c.Kind && m.Field == c.Field && m.Text == c.Text })
	}
	n.hard = slices.DeleteFunc(slices.Clone(n.hard), silent)
	n.Constraints = slices.Clone(n.Constraints)
	for i := range n.Constraints {
		if c := &n.Constraints[i]; silent(*c) {
			c.Soft = true
		}
	}
}

// result runs the search.
func (n *run) result() Result {
	for i := range n.parts {
		n.collect(i)
	}
	if n.isName() {
		n.unconstrain()
		for i := range n.parts {
			n.collect(i)
		}
	}
	if len(n.found) == 0 && n.loosen() {
		for i := range n.parts {
			n.collect(i)
		}
	}
	if len(n.found) == 0 && n.Content > 1 {
		n.rescue()
	}
	n.dropSilent()
	n.extra = n.extra && (n.extraFound || n.talk < talkative || !n.isNamed())
	result := Result{Total: len(n.found), Understood: n.Understanding}
	limit := n.query.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	limit = min(limit, MaxLimit)
	if len(n.found) > 0 && !n.query.Bare {
		result.Facets = n.facets()
	}
	pins, fresh := n.pins()
	if result.Total += fresh; result.Total == 0 {
		result.Alternatives = n.nearest(limit)
		n.explain(&result)
		return result
	}
	offset := max(0, n.query.Offset)
	if n.query.Near && result.Total < offset+limit && n.onlyNames() {
		n.fill(pins)
	}
	result.Hits = n.page(pins, offset, offset+limit)
	n.explain(&result)
	return result
}

func (n *run) hit(c candidate) Hit {
	h := Hit{Product: n.parts[c.part].product(c.doc), Score: float64(c.score), Near: c.near}
	if c.variant > 0 {
		h.Variant = h.Product.Variants[c.variant-1].ID
	}
	return h
}
