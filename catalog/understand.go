package catalog

import (
	"slices"
	"strings"
)

// Understand reads text against the catalogue, without searching.
func (x *Index) Understand(text string) Understanding {
	return x.current.Load().read(text).Understanding
}

// reading is an Understanding with what ranking needs besides.
type reading struct {
	Understanding
	tokens []token
	slots  []slot
	talk   int // words of talk
	// synonyms are kinds, as stems, that have other words for what the text calls
	// by the catalogue's own.
	synonyms []string
	closest  []string // measures that come closest to what is wanted, "2 m"
	guessed  []int    // places in Constraints of quantities whose unit no word says
}

// slot is one word of the wish with the terms that stand for it.
type slot struct {
	terms   []slotTerm
	claimed bool // part of a constraint
	small   bool // small talk, most likely
	known   bool // some product has it
}

// asks reports whether a product needs the word where nothing else says what is
// wanted.
func (s slot) asks() bool { return !s.small && (s.known || !s.claimed) }

// slotTerm is a term; with and, the product needs both.
type slotTerm struct {
	term, and string
	weight    float32
}

func (s *snapshot) read(text string) *reading {
	r := &reading{tokens: tokenize(text)}
	if len(r.tokens) == 0 {
		return r
	}
	s.spell(r)
	r.Constraints = prices(r.tokens, text, s.currency, func(i int) bool { return s.numbered(r.tokens, i) })
	r.orders(text)
	s.negate(r)
	s.measures(r, text)
	s.phrases(r, text)
	s.deny(r, text)
	s.settleGuesses(r)
	s.terms(r)
	s.noteSynonyms(r)
	s.spellKinds(r)
	r.Unsold = s.unsold(r, text)
	return r
}

// noteSynonyms notes which of the kinds wanted are but other words for one that
// the text names itself.
func (s *snapshot) noteSynonyms(r *reading) {
	for _, c := range r.Constraints {
		if c.Kind != KindType || c.Not || len(c.Values) < 2 {
			continue
		}
		said := func(k string) bool {
			if r.spells(k) {
				return true
			}
			for w := range strings.FieldsSeq(k) {
				if !slices.ContainsFunc(r.tokens, func(t token) bool { return t.stem == w }) {
					return false
				}
			}
			return true
		}
		if !slices.ContainsFunc(c.Values, said) {
			continue
		}
		for _, value := range c.Values {
			if !said(value) {
				r.synonyms = append(r.synonyms, value)
			}
		}
	}
}

// numbered reports whether the number at token i stands behind the word before it
// in some title: the 6 of "iphone 6 plus" is no price.
func (s *snapshot) numbered(ts []token, i int) bool {
	return i > 0 && ts[i].gap == " " && isModel(ts[i].text) && isPlainWord(ts[i-1].text) && !isGrammar(ts[i-1].text) &&
		s.knows(ts[i-1].stem+" "+ts[i].stem)
}

// spells reports whether the text has a kind in one word or two where the
// catalogue has it the other way round: "board game", "boardgame".
func (r *reading) spells(k string) bool {
	whole := strings.ReplaceAll(k, " ", "")
	for i := range r.tokens {
		if r.tokens[i].stem == whole || i+1 < len(r.tokens) && stem(r.tokens[i].text+r.tokens[i+1].text) == whole {
			return true
		}
	}
	return false
}

// spellKinds writes the kinds wanted as the catalogue spells them; so far they
// are stems.
func (s *snapshot) spellKinds(r *reading) {
	for i := range r.Constraints {
		if c := &r.Constraints[i]; c.Kind == KindType {
			values := make([]string, len(c.Values))
			for j, value := range c.Values {
				stems := strings.Fields(value)
				for k, text := range stems {
					stems[k] = s.spelled(text)
				}
				values[j] = strings.Join(stems, " ")
			}
			c.Values = values
		}
	}
}

// spelled returns the word that the catalogue has for a stem.
func (s *snapshot) spelled(stem string) string {
	for i := range s.parts {
		if w, ok := s.parts[i].lexicon.spelled[stem]; ok {
			return w
		}
	}
	return stem
}

// terms collects what is left to rank by, and counts what is known.
func (s *snapshot) terms(r *reading) {
	for i := range len(r.tokens) - 1 {
		t := &r.tokens[i]
		if t.fix != "" && t.role != spent || t.fix != "" && isGrammar(t.text) {
			r.Corrections = append(r.Corrections, Correction{From: t.fix, To: t.text})
		}
		if t.not || t.role == spent {
			continue
		}
		if t.role == free && (stopWords[t.text] || negations[t.text] || negationBreaks[t.text]) {
			// Small talk, unless a title has it: "new look".
			if s.count1(slotTerm{term: t.stem})*50 < s.count {
				r.slots = append(r.slots, r.smallTalk(t))
			}
			continue
		}
		slot := slot{claimed: t.role == claimed}
		if t.role == free && r.talk > 1 && isVerb(t.text) && r.tokens[i+1].role != claimed && r.named() {
			r.slots = append(r.slots, r.smallTalk(t))
			continue
		}
		known := s.knows(t.stem)
		slot.terms = append(slot.terms, slotTerm{term: t.stem, weight: 1})
		if t.was != "" {
			slot.terms = append(slot.terms, slotTerm{term: t.was, weight: 1})
		}
		if core := codeCore(t.text); core != "" {
			slot.terms = append(slot.terms, slotTerm{term: core, weight: 0.8})
			known = known || s.knows(core)
		}
		if number, unit := splitMeasure(t.text); unit != "" && number+unit != t.stem {
			slot.terms = append(slot.terms, slotTerm{term: number + unit, weight: 1})
			known = known || s.knows(number+unit)
		}
		if isNumber(t.text) && i+2 < len(r.tokens) {
			if unit := unitOf(r.tokens[i+1].text); unit != "" {
				slot.terms = append(slot.terms, slotTerm{term: t.text + unit, weight: 1.5})
			}
		}
		for _, other := range s.merchant.meant(t.stem) {
			if term := meantTerm(other); s.knows(term.term) {
				slot.terms = append(slot.terms, term)
				known = true
			}
		}
		if len(t.also) == 2 {
			slot.terms = append(slot.terms, slotTerm{term: stem(t.also[0]), and: stem(t.also[1]), weight: 0.9})
			known = true
		}
		for _, base := range verbsOf(t.text) {
			if s.knows(base) {
				slot.terms = append(slot.terms, slotTerm{term: base, weight: 0.5})
				known = true
			}
		}
		if t.glue != "" {
			slot.terms = append(slot.terms, slotTerm{term: stem(t.glue), weight: 1})
			known = true
		}
		if r.otherWords(t, &slot); len(t.kinds) > 0 {
			known = true
		}
		slot.known = known
		r.slots = append(r.slots, slot)
		r.Content++
		if known {
			r.Known++
		}
		if t.role == free {
			r.Terms = append(r.Terms, t.stem)
		}
	}
	if r.Known == 0 && len(r.Constraints) == 0 {
		r.Terms = nil
	}
	s.pairs(r)
}

// smallTalk is the slot of a word that says nothing of the goods, most likely.
func (r *reading) smallTalk(t *token) slot {
	return slot{terms: []slotTerm{{term: t.stem, weight: 0.3}}, small: true}
}

// named reports whether the text names a kind of product that is wanted.
func (r *reading) named() bool {
	return slices.ContainsFunc(r.Constraints, func(c Constraint) bool { return c.Kind == KindType && !c.Not })
}

// meantTerm is the term for what the merchant says that a word means; of a phrase
// it is the first two words.
func meantTerm(k string) slotTerm {
	first, rest, _ := strings.Cut(k, " ")
	second, _, _ := strings.Cut(rest, " ")
	return slotTerm{term: first, and: second, weight: 0.9}
}

// pairs adds the words that stand beside each other in some title, too.
func (s *snapshot) pairs(r *reading) {
	for i := 1; i < len(r.tokens)-1; i++ {
		first, second := &r.tokens[i-1], &r.tokens[i]
		if stops(second.gap) || first.not || second.not || first.role == spent || second.role == spent || stopWords[first.text] {
			continue
		}
		if pair := first.stem + " " + second.stem; s.knows(pair) {
			r.slots = append(r.slots, slot{terms: []slotTerm{{term: pair, weight: 1}}, claimed: true, small: true})
		}
	}
}

// otherWords adds to the slot of a word the terms of the catalogue's own words
// for the kind that it names, where the shopper used others.
func (r *reading) otherWords(t *token, s *slot) {
	for _, kind := range t.kinds {
		at := strings.LastIndexByte(kind, ' ')
		noun := kind[at+1:]
		if slices.ContainsFunc(r.tokens, func(t token) bool { return t.stem == noun }) {
			continue
		}
		before := ""
		if at >= 0 {
			before = kind[strings.LastIndexByte(kind[:at], ' ')+1 : at]
		}
		s.terms = append(s.terms, slotTerm{term: noun, and: before, weight: 0.8})
	}
}

// knows reports whether any product has the term.
func (s *snapshot) knows(stem string) bool {
	for i := range s.parts {
		if _, ok := s.parts[i].segment.terms[stem]; ok {
			return true
		}
	}
	return false
}
