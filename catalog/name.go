package catalog

import "slices"

// A text may be the name of a thing, as it stands on a box or in another shop,
// rather than a wish. Reading its words as wishes is then too clever.

// isName reports whether the text is rather the name of a thing, as another
// shop writes it, than a list of wishes: it is long, some product has clearly
// more of its words than any that satisfies the wishes, and it says nothing of
// money, order or what is not wanted, and has no words of talk.
func (n *run) isName() bool {
	return n.Content >= nameWords && n.extra && len(n.hard) > 0 && n.plain() &&
		!slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Not || c.Kind == KindPrice }) &&
		n.mostAny > n.sureName()*n.mostFound
}

// sureName is how much more of its words a product must have than those that
// satisfy the wishes, for a text to be its name. Where no category is called by
// the kind that was read, that is but a guess at what some titles have in common.
func (n *run) sureName() float32 {
	if slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Kind == KindType && !slices.ContainsFunc(c.Values, n.labels) }) {
		return 1
	}
	return 1.1
}

// labels reports whether a category is called by a kind's value.
func (n *run) labels(value string) bool { return n.isLabel(stems(value)) }

// titleWords are the small words that stand in names of products, too.
var titleWords = wordSet(`a an all and by for in new of on one set the to with`)

// A name has at least nameWords words, and talkPerName for each that may be
// talk: "range" is a kitchen's, too. Where a product has literally all the words,
// literalWords are enough.
const (
	nameWords    = 4
	literalWords = 3
	talkPerName  = 6
)

// unconstrain makes preferences of all constraints.
func (n *run) unconstrain() {
	n.hard, n.filters, n.found = nil, nil, n.found[:0]
	n.Constraints = slices.Clone(n.Constraints)
	for i := range n.Constraints {
		n.Constraints[i].Soft = true
	}
	n.adrift, n.goods, n.wordy = false, "", true
}

// plain reports whether the text is no sentence and asks for no order.
func (n *run) plain() bool {
	return n.Sort == SortRelevance && len(n.Comparatives) == 0 && len(n.query.Constraints) == 0 && n.talk*talkPerName <= len(n.tokens) &&
		!slices.ContainsFunc(n.tokens, func(t token) bool { return sentenceWords[t.text] })
}

// named is the set of the products that the text names, though they do not
// satisfy all that was read into it: by a code, or by having every word of it in
// title, brand and category. What else it says describes them. It is nil when
// there are none. A wish about money, about a choice in a whole sentence, or about
// what is not wanted stays one.
func (n *run) named(p *part, f *filter) bitset {
	whole := n.Content >= literalWords && n.plain() &&
		!slices.ContainsFunc(n.hard, func(c Constraint) bool { return c.Kind == KindPrice || c.Kind == KindOption || c.Not })
	if len(n.codes) == 0 && !whole {
		return nil
	}
	set := newBitset(p.len())
	for _, i := range n.codes {
		for _, t := range n.slots[i].terms {
			l := p.find(t.term)
			for at, doc := range l.docs {
				if l.fields[at]&inData != 0 {
					set.set(doc)
				}
			}
		}
	}
	if whole {
		for doc := range n.scratch.ranked.all() {
			if float64(n.scratch.ranks[doc].cover) >= n.total*0.999 && n.literal(f, doc) {
				set.set(doc)
			}
		}
	}
	for i := range f.wishes {
		w := &f.wishes[i]
		if w.Not || w.Kind == KindPrice || w.Kind == KindOption && n.talk > 1 {
			set.and(w.set)
		}
	}
	return set
}

// rescue finds the products that have every single word of the text in their
// data, where reading the words as wishes has found nothing: the text is the
// name of a thing.
func (n *run) rescue() {
	for index := range n.parts {
		p := &n.parts[index]
		n.rank(p)
		f := n.filter(index)
		there := n.offered(index)
		there.and(n.scratch.ranked)
		for doc := range there.all() {
			r := &n.scratch.ranks[doc]
			if float64(r.cover) < n.total*0.999 || !n.literal(f, doc) {
				continue
			}
			n.found = append(n.found, candidate{
				part: int32(index), doc: doc, score: r.score, price: p.prices[doc].low, soldOut: p.facts[doc].soldOut,
			})
		}
	}
}

// literal reports whether doc has all the words in its title, brand or
// category, and breaks no wish about money or what is not wanted.
func (n *run) literal(f *filter, doc uint32) bool {
	for i := range f.wishes {
		if w := &f.wishes[i]; (w.Kind == KindPrice || w.Not) && !w.set.has(doc) {
			return false
		}
	}
	for i := range n.slots {
		if s := &n.slots[i]; !s.small && !slices.ContainsFunc(s.terms, func(t slotTerm) bool {
			return f.part.find(t.term).of(doc)&(inTitle|inBrand|inCategory) != 0
		}) {
			return false
		}
	}
	return true
}
