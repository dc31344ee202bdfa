package catalog

import (
	"cmp"
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
	r.Constraints = prices(r.tokens, text, s.currency)
	r.orders(text)
	r.negate()
	s.measures(r, text)
	s.phrases(r, text)
	s.terms(r)
	s.spellKinds(r)
	return r
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

// orders reads sort wishes, comparatives and "cheap".
func (r *reading) orders(text string) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if ts[i].role != free {
			continue
		}
		pair := ""
		if i+2 < len(ts) && ts[i+1].role == free && !stops(ts[i+1].gap) {
			pair = ts[i].text + " " + ts[i+1].text
		}
		if sort, ok := sortPhrases[pair]; ok {
			r.Sort = sort
			ts[i].role, ts[i+1].role = spent, spent
		} else if sort, ok := sortPhrases[ts[i].text]; ok {
			r.Sort = sort
			ts[i].role = spent
		} else if c, ok := morePhrases[pair]; ok {
			c.Text = wording(text, ts[i:i+2])
			r.Comparatives = append(r.Comparatives, c)
			ts[i].role, ts[i+1].role = spent, spent
		} else if c, ok := comparatives[ts[i].text]; ok {
			c.Text = wording(text, ts[i:i+1])
			r.Comparatives = append(r.Comparatives, c)
			ts[i].role = spent
		} else if cheapWords[ts[i].text] {
			r.Constraints = append(r.Constraints, Constraint{Kind: KindPrice, Soft: true, Text: wording(text, ts[i:i+1])})
			ts[i].role = spent
		}
	}
}

// negate marks the words within reach of a negation.
func (r *reading) negate() {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if ts[i].role != free || !negations[ts[i].text] {
			continue
		}
		for j := i + 1; j < len(ts)-1 && j <= i+8; j++ {
			if ts[j].role != free || stops(ts[j].gap) && j > i+1 {
				break
			}
			if negationBreaks[ts[j].text] && !(ts[j].text == "from" || ts[j].text == "in") {
				break
			}
			ts[j].not = true
		}
	}
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
			if terms := []slotTerm{{term: t.stem, weight: 0.3}}; s.count1(terms[0])*50 < s.count {
				r.slots = append(r.slots, slot{terms: terms, small: true})
			}
			continue
		}
		slot := slot{claimed: t.role == claimed}
		known := s.knows(t.stem)
		slot.terms = append(slot.terms, slotTerm{term: t.stem, weight: 1})
		if number, unit := splitMeasure(t.text); unit != "" && number+unit != t.stem {
			slot.terms = append(slot.terms, slotTerm{term: number + unit, weight: 1})
			known = known || s.knows(number+unit)
		}
		if isNumber(t.text) && i+2 < len(r.tokens) {
			if unit := unitOf(r.tokens[i+1].text); unit != "" {
				slot.terms = append(slot.terms, slotTerm{term: t.text + unit, weight: 1.5})
			}
		}
		if len(t.also) == 2 {
			slot.terms = append(slot.terms, slotTerm{term: stem(t.also[0]), and: stem(t.also[1]), weight: 0.9})
			known = true
		}
		if t.glue != "" {
			slot.terms = append(slot.terms, slotTerm{term: stem(t.glue), weight: 1})
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
	s.otherWords(r)
}

// otherWords adds the catalogue's own words for the kinds wanted, where the
// shopper used others.
func (s *snapshot) otherWords(r *reading) {
	for _, c := range r.Constraints {
		if c.Kind != KindType || c.Not {
			continue
		}
		for _, value := range c.Values {
			for term := range strings.FieldsSeq(value) {
				if !slices.ContainsFunc(r.tokens, func(t token) bool { return t.stem == term }) {
					r.slots = append(r.slots, slot{terms: []slotTerm{{term: term, weight: 0.8}}, claimed: true, small: true})
				}
			}
		}
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

// spell corrects the words that neither the catalogue nor a shopping sentence
// knows, and finds compounds.
func (s *snapshot) spell(r *reading) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		t := &ts[i]
		if i+2 < len(ts) && !stops(ts[i+1].gap) && t.role == free && s.glue(t, &ts[i+1]) {
			continue
		}
		if isGrammar(t.text) || s.knows(t.stem) || isNumber(t.text) || loadSynonyms().words[t.stem] {
			continue
		}
		if t.glue != "" {
			continue
		}
		if a, b, ok := s.split(t.text); ok {
			t.also = []string{a, b}
			continue
		}
		if better := s.correct(r, i); better != "" {
			t.fix, t.text = t.text, better
			t.stem = stem(better)
		}
	}
}

// glue reads two words as the one that they make in the catalogue: "back pack"
// as "backpack". Where both words stand for themselves as well, either reading
// ranks.
func (s *snapshot) glue(t, next *token) bool {
	if len(t.text) < 2 || len(next.text) < 2 || stopWords[t.text] || stopWords[next.text] || isNumber(t.text) || isNumber(next.text) {
		return false
	}
	glued := t.text + next.text
	k := stem(glued)
	switch {
	case !s.knows(k):
		return false
	case s.isType(k) && !s.isType(t.stem+" "+next.stem), !s.knows(t.stem), !s.knows(next.stem):
		t.text, t.stem, t.end = glued, k, next.end
		next.role = spent
		return true
	}
	t.glue, next.glue = glued, glued
	return false
}

// split finds two words of the catalogue that w is made of.
func (s *snapshot) split(w string) (a, b string, ok bool) {
	for at := 3; at <= len(w)-3; at++ {
		if s.common(w[:at]) && s.common(w[at:]) {
			return w[:at], w[at:], true
		}
	}
	return "", "", false
}

// common reports whether at least two products have the word w as data.
func (s *snapshot) common(w string) bool {
	text, n := stem(w), 0
	for i := range s.parts {
		p := &s.parts[i]
		term, ok := p.segment.terms[text]
		if !ok {
			continue
		}
		for _, fields := range p.postings.list(term).fields {
			if fields&inData != 0 {
				if n++; n == 2 {
					return true
				}
			}
		}
	}
	return false
}

// correct returns the word that token i was meant to be, or "".
func (s *snapshot) correct(r *reading, i int) string {
	w := r.tokens[i].text
	if len(w) < 4 && !hasLetter(w) || strings.ContainsAny(w, "0123456789") && len(w) < 5 {
		return ""
	}
	var guesses []guess
	for p := range s.parts {
		guesses = s.parts[p].speller.near(guesses, w)
	}
	for g := range guesses {
		guesses[g].score = guesses[g].likely()
	}
	if isCommon(w) {
		// A word of its own, if not of this catalogue. It is a mistake only
		// where its neighbours say so: "gym pan" among gym pants.
		guesses = slices.DeleteFunc(guesses, func(g guess) bool { return g.cost > 1 })
		if others := s.others(r, i); len(guesses) > 0 && len(others) > 0 {
			best := slices.MaxFunc(guesses, func(a, b guess) int { return cmp.Compare(a.score, b.score) })
			if s.together(stem(best.text), others) == len(others) {
				return best.text
			}
		}
		return ""
	}
	// A word of the grammar wins where it stands in its place: before a price,
	// or at the same distance as a rare word.
	for _, g := range grammarSpeller.near(nil, w) {
		if negations[g.text] && len(g.text) < 6 {
			continue // a slip must not turn a wish round
		}
		g.score = 10 - 4*g.cost
		if stopWords[g.text] {
			g.score++
		}
		if next := r.tokens[i+1]; isNumber(next.text) || strings.ContainsAny(next.gap, moneySigns) {
			if cueWords[g.text] {
				g.score += 3
			}
		}
		if i > 0 && isNumber(r.tokens[i-1].text) && moneyWords[g.text] != "" {
			g.score += 3
		}
		guesses = append(guesses, g)
	}
	if len(guesses) == 0 {
		return ""
	}
	slices.SortFunc(guesses, func(a, b guess) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.text, b.text))
	})
	guesses = guesses[:min(len(guesses), maxGuesses)]
	if len(guesses) > 1 {
		s.weigh(guesses, r, i)
	}
	return guesses[0].text
}

// maxGuesses is how many guesses are weighed by the words beside them.
const maxGuesses = 6

// weigh prefers the guesses that stand together with the text's other words in
// some product, and puts the best first.
func (s *snapshot) weigh(guesses []guess, r *reading, i int) {
	others := s.others(r, i)
	if len(others) == 0 {
		return
	}
	for g := range guesses {
		guesses[g].score += togetherBonus * float32(s.together(stem(guesses[g].text), others)) / float32(len(others))
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.score, a.score) })
}

// others returns the text's content words besides token i that the catalogue
// knows.
func (s *snapshot) others(r *reading, i int) []string {
	var others []string
	for j := range len(r.tokens) - 1 {
		if t := &r.tokens[j]; j != i && t.role == free && !isGrammar(t.text) && s.knows(t.stem) {
			others = append(others, t.stem)
		}
	}
	return others
}

// togetherBonus is what it is worth that a product has all the other words too.
const togetherBonus = 3

// together returns the most of the others that any one product has beside term.
func (s *snapshot) together(term string, others []string) int {
	most := 0
	for p := range s.parts {
		id, ok := s.parts[p].segment.terms[term]
		if !ok {
			continue
		}
		l := s.parts[p].postings.list(id)
		for at, doc := range l.docs[:min(len(l.docs), maxTogether)] {
			if l.fields[at]&inData == 0 {
				continue
			}
			n := 0
			for _, other := range others {
				if s.parts[p].fieldsOf(doc, other)&inData != 0 {
					n++
				}
			}
			if most = max(most, n); most == len(others) {
				return most
			}
		}
	}
	return most
}

// maxTogether bounds the products that are looked at for one guess.
const maxTogether = 300

// likely is higher for fewer edits and for words that more products have.
func (g guess) likely() float32 {
	n := float32(4*g.data + g.prose)
	frequency := float32(0)
	for n > 1 && frequency < 10 {
		n /= 2
		frequency++
	}
	return 8 + frequency/2.5 - 4*g.cost
}
