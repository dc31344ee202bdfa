package catalog

import (
	"iter"
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
	found = s.dropChance(ts, found)
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
			case compound(ts, before.to, m.from):
				// "galaxy s7 edge case": the words between belong to the row.
				before.constraint.Values, before.constraint.Text = m.constraint.Values, m.constraint.Text
				before.from, before.to = m.from, m.to
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

// dropChance leaves out the kinds that are but a common word at the end of a
// title or two, where another kind is named or the text is a sentence: "send me",
// "in the market for".
func (s *snapshot) dropChance(ts []token, found []meaning) []meaning {
	chance := func(m meaning) bool {
		if m.constraint.Kind != KindType || m.to-m.from > 1 {
			return false
		}
		k := ts[m.from].stem
		return isCommon(ts[m.from].text) && !isGoods(k) && !s.isLabel(k) && s.isType(k) && s.uses(k, true)*chanceKindOf < s.count
	}
	kinds := 0
	for _, m := range found {
		if m.constraint.Kind == KindType && !chance(m) {
			kinds++
		}
	}
	if kinds == 0 && talkWords(ts) < talkative {
		return found
	}
	return slices.DeleteFunc(found, chance)
}

// A common word that fewer than one of chanceKindOf products are called by is a
// kind by chance.
const chanceKindOf = 1000

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

// compound reports whether nothing stands between two words but what may belong
// to a row of nouns.
func compound(ts []token, from, to int) bool {
	if from >= to {
		return false
	}
	for j := from; j <= to; j++ {
		if t := &ts[j]; stops(t.gap) || t.not || t.role == spent || j < to && (stopWords[t.text] || negationBreaks[t.text]) {
			return false
		}
	}
	return true
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
// such products, under another name if need be: where the laptops that are for
// gaming are called notebooks, a "gaming laptop" is one.
func (s *snapshot) qualified(qualifiers []token, kinds []string) []string {
	var longer []string
	for _, k := range kinds {
		if k = key(qualifiers) + " " + k; s.special(k) {
			longer = append(longer, k)
		}
	}
	if len(longer) > 0 || len(kinds) != 1 {
		return longer
	}
	for _, k := range s.sameKinds(kinds[0]) {
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
	if before.to != m.from || c.Kind != KindAttribute || !c.Soft || c.Not || stops(ts[m.from].gap) || materials[key(ts[before.from:before.to])] {
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
		if s.parts[i].hasKind(k) {
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
	found := kind{newBitset(s.len()), newBitset(s.len())}
	s.addKind(k, found)
	return found
}

// addKind adds the products of a kind to found, as if found were empty.
func (s *segment) addKind(k string, found kind) {
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
	// Where a category is called by the whole kind, an attribute's word makes
	// nothing of it: a printer that takes labels is no label printer.
	qualified := inTitle | inCategory
	if labelled == 0 {
		qualified |= inAttribute
	}
	var titled []uint32
	var qualifiers []string
	for noun := k; ; {
		docs := s.lexicon.types[noun]
		if lists, ok := s.lists(qualifiers); ok && len(docs) > 0 {
			for _, d := range docs {
				if !found.all.has(d.doc) && hasAll(d.doc, lists, qualified) {
					titled = append(titled, d.doc)
				}
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
	if labelled == 0 && len(titled) > 0 {
		// No category is called so: a name in titles, like that of a device
		// that cases are made for. What ends in it comes first.
		for _, doc := range titled {
			found.exact.set(doc)
		}
		s.mentions(k, found.all)
	}
}

// hasKind reports whether any product is of the kind named by the stems k.
func (s *segment) hasKind(k string) bool {
	docs := s.lexicon.types[k]
	if len(docs) > 0 {
		return true
	}
	var qualifiers []string
	for noun := k; len(docs) == 0; {
		head, tail, more := strings.Cut(noun, " ")
		if !more {
			return false
		}
		qualifiers, noun = append(qualifiers, head), tail
		docs = s.lexicon.types[noun]
	}
	lists, ok := s.lists(qualifiers)
	return ok && slices.ContainsFunc(docs, func(d typeDoc) bool { return hasAll(d.doc, lists, inTitle|inCategory|inAttribute) })
}

// mentions adds to set the products with all words of the kind in their title,
// the last two of them beside each other.
func (s *segment) mentions(k string, set bitset) {
	terms := strings.Fields(k)
	if len(terms) > 1 {
		terms = append(terms, k[strings.LastIndexByte(k[:strings.LastIndexByte(k, ' ')], ' ')+1:])
	}
	for doc := range s.having(terms, inTitle) {
		set.set(doc)
	}
}

// having yields the products with all the terms in one of the fields.
func (s *segment) having(terms []string, in fieldSet) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		lists, ok := s.lists(terms)
		if !ok || len(lists) == 0 {
			return
		}
		slices.SortFunc(lists, func(a, b list) int { return len(a.docs) - len(b.docs) })
		for i, doc := range lists[0].docs {
			if lists[0].fields[i]&in != 0 && hasAll(doc, lists[1:], in) && !yield(doc) {
				return
			}
		}
	}
}

// lists returns the terms' lists; ok is false when one of them is unknown.
func (s *segment) lists(terms []string) (lists []list, ok bool) {
	for _, text := range terms {
		term, known := s.terms[text]
		if !known {
			return nil, false
		}
		lists = append(lists, s.postings.list(term))
	}
	return lists, true
}

// find returns the list of a term, an empty one where the term is unknown.
func (s *segment) find(text string) list {
	if term, ok := s.terms[text]; ok {
		return s.postings.list(term)
	}
	return list{}
}

// hasAll reports whether doc is in all lists with one of the fields.
func hasAll(doc uint32, lists []list, in fieldSet) bool {
	for i := range lists {
		if lists[i].of(doc)&in == 0 {
			return false
		}
	}
	return true
}
