package catalog

import "strings"

// isType reports whether the phrase, as stems, names a kind of product.
func (s *snapshot) isType(k string) bool {
	for i := range s.parts {
		if len(s.parts[i].lexicon.types[k]) > 0 {
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
	for n, m := range found {
		if m.constraint.Kind != KindType {
			kept = append(kept, m)
			continue
		}
		if wanted >= 0 && kept[wanted].constraint.Not == m.constraint.Not {
			before := &kept[wanted]
			switch {
			case before.to == m.from && !stops(ts[m.from].gap):
				both := before.constraint.Values[0] + " " + m.constraint.Values[0]
				before.constraint.Values = m.constraint.Values
				if s.special(both) {
					before.constraint.Values = []string{both}
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
		_ = n
		kept = append(kept, m)
		if !m.constraint.Not {
			wanted = len(kept) - 1
		}
	}
	for i := range kept {
		if m := &kept[i]; m.constraint.Kind == KindType && !m.constraint.Not {
			s.specialise(ts, kept, m, text)
		}
	}
	return kept
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
			inMeaning(all, m.from-1) || isNumber(t.text) {
			return
		}
		longer := t.stem + " " + m.constraint.Values[0]
		if !s.special(longer) {
			return
		}
		m.constraint.Values = []string{longer}
		m.from--
		m.constraint.Text = wording(text, ts[m.from:m.to])
	}
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
		set := newBitset(len(s.parts[i].products))
		if s.parts[i].ofType(k, set, nil) > 0 {
			return true
		}
	}
	return false
}

// ofType adds to set the products of the kind named by stems, and to weak those
// that only mention it in their title. It returns how many it added to set.
func (s *segment) ofType(k string, set, weak bitset) int {
	n := 0
	add := func(doc uint32) {
		if !set.has(doc) {
			set.set(doc)
			n++
		}
	}
	for _, d := range s.lexicon.types[k] {
		add(d.doc)
	}
	// The kind may be known by its last words, and the others stand elsewhere
	// in category and title.
	rest := k
	for n == 0 || weak != nil {
		head, tail, more := strings.Cut(rest, " ")
		if !more {
			break
		}
		_ = head
		rest = tail
		qualifiers := strings.Fields(strings.TrimSuffix(k, " "+tail))
		for _, d := range s.lexicon.types[tail] {
			if s.hasAll(d.doc, qualifiers, inTitle|inCategory) {
				add(d.doc)
			}
		}
		if len(s.lexicon.types[tail]) > 0 {
			break
		}
	}
	if weak != nil {
		terms := strings.Fields(k)
		if list, ok := s.rarest(terms); ok {
			for i, doc := range list.docs {
				if list.fields[i]&inTitle != 0 && s.hasAll(doc, terms, inTitle) {
					weak.set(doc)
				}
			}
		}
	}
	return n
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
