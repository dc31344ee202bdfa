package catalog

import (
	"slices"
	"strings"
)

// isType reports whether the phrase, as stems, names a kind of product.
func (s *snapshot) isType(k string) bool {
	for i := range s.parts {
		if len(s.parts[i].lexicon.types[k]) > 0 {
			return true
		}
	}
	return false
}

// isLabel reports whether a category is called by the phrase.
func (s *snapshot) isLabel(k string) bool {
	for i := range s.parts {
		if slices.ContainsFunc(s.parts[i].lexicon.types[k], func(d typeDoc) bool { return d.evidence >= evidenceCategory }) {
			return true
		}
	}
	return false
}

// settleTypes decides which of the kinds named is the thing wanted. The last of
// a row of nouns is ("phone case" is a case), the first where a preposition
// stands between ("case for my phone"); the words right before it make it more
// special where such things exist.
func (s *snapshot) settleTypes(ts []token, found []meaning, text string) []meaning {
	kept := found[:0]
	wanted := -1 // in kept
	for _, m := range found {
		if m.constraint.Kind != KindType {
			kept = append(kept, m)
			continue
		}
		if wanted >= 0 && kept[wanted].constraint.Not == m.constraint.Not {
			before := &kept[wanted]
			switch {
			case before.to == m.from && !stops(ts[m.from].gap):
				qualifiers := ts[before.from:before.to]
				before.constraint.Values = m.constraint.Values
				if both := s.qualified(qualifiers, m.constraint.Values); len(both) > 0 {
					before.constraint.Values = both
				} else {
					before.from = m.from
				}
				before.to = m.to
				before.constraint.Text = wording(text, ts[before.from:before.to])
			case alternatives(ts, before.to, m.from):
				kept = append(kept, m)
			}
			continue
		}
		kept = append(kept, m)
		if !m.constraint.Not {
			wanted = len(kept) - 1
		}
	}
	for i := 0; i < len(kept); i++ {
		if m := &kept[i]; m.constraint.Kind == KindType && !m.constraint.Not {
			for i > 0 && s.absorb(ts, &kept[i-1], m, text) {
				kept = slices.Delete(kept, i-1, i)
				i--
				m = &kept[i]
			}
			s.specialise(ts, kept, m, text)
			// A name right before a thing is its maker's, if that maker makes it.
			if i > 0 && kept[i-1].to == m.from && kept[i-1].constraint.Kind == KindBrand && s.makes(kept[i-1].constraint, m.constraint) {
				kept[i-1].constraint.Soft = false
			}
		}
	}
	return kept
}

// makes reports whether there is a product of the brand and the kind.
func (s *snapshot) makes(brand, kind Constraint) bool {
	for i := range s.parts {
		p := &s.parts[i]
		made := p.wish(&brand).set
		made.and(p.wish(&kind).set)
		if !made.empty() {
			return true
		}
	}
	return false
}

// alternatives reports whether only "or" and "and" stand between two words.
func alternatives(ts []token, from, to int) bool {
	if from >= to {
		return strings.TrimSpace(ts[to].gap) == ","
	}
	for j := from; j < to; j++ {
		switch ts[j].text {
		case "or", "and", "a", "an", "some":
		default:
			return false
		}
	}
	return true
}

// specialise adds the words before a kind to it while there are such products:
// "car mount" where the catalogue has mounts, and some of them under "Car".
func (s *snapshot) specialise(ts []token, all []meaning, m *meaning, text string) {
	for m.from > 0 {
		t := &ts[m.from-1]
		if t.role != free || t.not || stops(ts[m.from].gap) || stopWords[t.text] || negations[t.text] || negationBreaks[t.text] ||
			inMeaning(all, m.from-1) || isNumber(t.text) || unitOf(t.text) != "" {
			return
		}
		longer := s.qualified(ts[m.from-1:m.from], m.constraint.Values)
		if len(longer) == 0 {
			return
		}
		m.constraint.Values = longer
		m.from--
		m.constraint.Text = wording(text, ts[m.from:m.to])
	}
}

// qualified returns the kinds with the words before them, as far as there are
// such products.
func (s *snapshot) qualified(qualifiers []token, kinds []string) []string {
	var longer []string
	for _, k := range kinds {
		if k = key(qualifiers) + " " + k; s.special(k) {
			longer = append(longer, k)
		}
	}
	return longer
}

// absorb makes a mere preference right before a kind part of it: "sports bra"
// is a thing of its own where there are such things.
func (s *snapshot) absorb(ts []token, before, m *meaning, text string) bool {
	c := &before.constraint
	if before.to != m.from || c.Kind != KindAttribute || !c.Soft || c.Not || stops(ts[m.from].gap) {
		return false
	}
	longer := s.qualified(ts[before.from:before.to], m.constraint.Values)
	if len(longer) == 0 {
		return false
	}
	m.constraint.Values = longer
	m.from = before.from
	m.constraint.Text = wording(text, ts[m.from:m.to])
	return true
}

func inMeaning(all []meaning, at int) bool {
	for _, m := range all {
		if m.from <= at && at < m.to {
			return true
		}
	}
	return false
}

// special reports whether any product is of the kind.
func (s *snapshot) special(k string) bool {
	for i := range s.parts {
		if !s.parts[i].kind(k).all.empty() {
			return true
		}
	}
	return false
}

// kind are the products of one kind.
type kind struct {
	exact bitset // their category is called so
	all   bitset
}

// kind returns the products of the kind named by the stems k. What a category
// says counts more than what a title says: where categories name the kind, a
// title's word counts only for products whose own category says little.
func (s *segment) kind(k string) kind {
	found := kind{newBitset(len(s.products)), newBitset(len(s.products))}
	labelled := 0
	for _, d := range s.lexicon.types[k] {
		if d.evidence >= evidenceCategory {
			labelled++
			found.all.set(d.doc)
		}
		if d.evidence == evidenceExact {
			found.exact.set(d.doc)
		}
	}
	var titled []uint32
	var qualifiers []string
	for noun := k; ; {
		docs := s.lexicon.types[noun]
		for _, d := range docs {
			if !found.all.has(d.doc) && s.hasAll(d.doc, qualifiers, inTitle|inCategory|inAttribute) {
				titled = append(titled, d.doc)
			}
		}
		head, tail, more := strings.Cut(noun, " ")
		if len(docs) > 0 && len(qualifiers) > 0 || !more {
			break
		}
		qualifiers, noun = append(qualifiers, head), tail
	}
	for _, doc := range titled {
		if labelled < len(titled) || !s.facts[doc].sorted {
			found.all.set(doc)
		}
	}
	if labelled == 0 && len(titled) > 0 && !strings.Contains(k, " ") {
		// No category is called so: a name in titles, like that of a device
		// that cases are made for. What ends in it comes first.
		copy(found.exact, found.all)
		s.mentions(k, found.all)
	}
	return found
}

// mentions adds to set the products with all words of the kind in their title.
func (s *segment) mentions(k string, set bitset) {
	terms := strings.Fields(k)
	list, ok := s.rarest(terms)
	if !ok {
		return
	}
	for i, doc := range list.docs {
		if list.fields[i]&inTitle != 0 && s.hasAll(doc, terms, inTitle) {
			set.set(doc)
		}
	}
}

// rarest returns the shortest of the terms' lists; ok is false when one of
// them is unknown.
func (s *segment) rarest(terms []string) (shortest list, ok bool) {
	for i, text := range terms {
		term, known := s.terms[text]
		if !known {
			return list{}, false
		}
		if l := s.postings.list(term); i == 0 || len(l.docs) < len(shortest.docs) {
			shortest = l
		}
	}
	return shortest, len(terms) > 0
}

// hasAll reports whether doc has all the terms in one of the fields.
func (s *segment) hasAll(doc uint32, terms []string, in fieldSet) bool {
	for _, text := range terms {
		if s.fieldsOf(doc, text)&in == 0 {
			return false
		}
	}
	return true
}

// fieldsOf returns the fields of doc in which the term stands.
func (s *segment) fieldsOf(doc uint32, text string) fieldSet {
	term, ok := s.terms[text]
	if !ok {
		return 0
	}
	l := s.postings.list(term)
	from, to := 0, len(l.docs)
	for from < to {
		if middle := (from + to) / 2; l.docs[middle] < doc {
			from = middle + 1
		} else {
			to = middle
		}
	}
	if from < len(l.docs) && l.docs[from] == doc {
		return l.fields[from]
	}
	return 0
}
