package catalog

import (
	"cmp"
	"slices"
	"strings"
)

// spell corrects the words that neither the catalogue nor a shopping sentence
// knows, and finds compounds.
func (s *snapshot) spell(r *reading) {
	ts := r.tokens
	r.talk = talkWords(ts)
	for i := range len(ts) - 1 {
		t := &ts[i]
		if i+2 < len(ts) && !stops(ts[i+1].gap) && t.role == free && s.glue(t, &ts[i+1]) {
			continue
		}
		if t.glue != "" || isGrammar(t.text) || isNumber(t.text) {
			continue
		}
		if cue := misspeltCue(ts, i); cue != "" {
			t.replace(cue)
			continue
		}
		if s.merchant.knows(t.stem) {
			continue
		}
		if s.knows(t.stem) {
			if better := s.slipped(t); better != "" {
				t.was = t.stem
				t.replace(better)
			}
			continue
		}
		if core := codeCore(t.text); core != "" && s.knows(core) {
			continue
		}
		a, b, two := s.split(t.text)
		better := s.correct(r, i)
		switch {
		case two && !s.surer(better, stem(a)+" "+stem(b)):
			t.also = []string{a, b}
		case better != "":
			t.replace(better)
		}
	}
}

// surer reports whether a correction is a better reading of a word than the two
// words that it can be split into: a category is called so, or no title has the
// two beside each other.
func (s *snapshot) surer(correction, pair string) bool {
	return correction != "" && (s.isLabel(stem(correction)) || !s.knows(pair) && s.isType(stem(correction)))
}

// replace corrects the word.
func (t *token) replace(text string) {
	t.fix, t.text, t.stem = t.text, text, stem(text)
}

// talkWords counts the words of talk in a text.
func talkWords(ts []token) int {
	n := 0
	for i := range ts {
		if stopWords[ts[i].text] && !titleWords[ts[i].text] {
			n++
		}
	}
	return n
}

// misspeltCue returns the word that token i is meant to be where its place asks
// for a cue of a price: right before an amount of money, as in "ver $40", or
// before "than". It is a mistake there, though the catalogue may know the word.
func misspeltCue(ts []token, i int) string {
	w := ts[i].text
	if len(w) < 3 || !isPlainWord(w) || i+2 >= len(ts) {
		return ""
	}
	next := &ts[i+1]
	money := isNumber(next.text) && (strings.ContainsAny(next.gap, moneySigns) || moneyWords[ts[i+2].text] != "")
	if !money && next.text != "than" {
		return ""
	}
	best, cost := "", float32(2)
	for _, g := range grammarSpeller.near(nil, w) {
		if (beforeThan[g.text] || cueEnds[g.text]) && !cueFillers[g.text] && g.cost < cost && (next.text == "than") == beforeThan[g.text] {
			best, cost = g.text, g.cost
		}
	}
	return best
}

// cueEnds are the last words of the cues that stand before an amount.
var cueEnds = func() map[string]bool {
	set := map[string]bool{}
	for _, c := range cues {
		if c.before {
			set[c.words[len(c.words)-1]] = true
		}
	}
	return set
}()

// beforeThan are the cues that "than" follows.
var beforeThan = wordSet(`more less lower higher greater cheaper smaller pricier`)

// slipped returns the word that a rare one of the catalogue is a slip of: the
// data of shops have mistakes, too.
func (s *snapshot) slipped(t *token) string {
	if len(t.text) < 6 || !isPlainWord(t.text) || s.count1(slotTerm{term: t.stem}) > rareWord || isCommon(t.text) || loadSynonyms().words[t.stem] {
		return ""
	}
	if name, _ := s.brand(t.stem); name != "" {
		return ""
	}
	var guesses []guess
	for p := range s.parts {
		guesses = s.parts[p].speller.near(guesses, t.text)
	}
	best := guess{}
	for _, g := range guesses {
		if g.cost <= slipCost && stem(g.text) != t.stem && g.data > max(best.data, rareWord*slipFactor) {
			best = g
		}
	}
	return best.text
}

// A word of at most rareWord products is a slip of one of slipFactor times as
// many that is no further away than slipCost.
const (
	rareWord   = 2
	slipFactor = 5
	slipCost   = 0.8
)

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
	case s.isType(k) && !s.special(t.stem+" "+next.stem), !s.knows(t.stem), !s.knows(next.stem):
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
	if singular := stem(w); len(guesses) == 0 && singular != w {
		for p := range s.parts { // "baftteries", where the catalogue has but one battery
			guesses = s.parts[p].speller.near(guesses, singular)
		}
	}
	if isCode(w) {
		guesses = slices.DeleteFunc(guesses, func(g guess) bool { return !sameDigits(w, g.text) })
	}
	for g := range guesses {
		guesses[g].score = guesses[g].likely()
		if _, color := swatches[guesses[g].text]; color || s.isLabel(stem(guesses[g].text)) {
			guesses[g].score += namedBonus
		}
	}
	if isCommon(w) || loadSynonyms().words[stem(w)] {
		// A word of its own, if not of this catalogue. It is a mistake only
		// where its neighbours say so: "gym pan" among gym pants.
		guesses = slices.DeleteFunc(guesses, func(g guess) bool { return g.cost > 1 })
		slices.SortFunc(guesses, compareGuesses)
		if others := s.others(r, i); len(guesses) > 0 && len(others) > 0 {
			for _, g := range guesses[:min(len(guesses), maxGuesses)] {
				if s.makesKind(r.tokens, i, stem(g.text)) {
					return g.text
				}
			}
			if s.together(stem(guesses[0].text), others) == len(others) {
				return guesses[0].text
			}
		}
		if common := commonWords(); !common[w] && !common[stem(w)] { // only by its ending: "protecter"
			for _, g := range guesses[:min(len(guesses), maxGuesses)] {
				if s.isLabel(stem(g.text)) {
					return g.text
				}
			}
		}
		return ""
	}
	if alike := s.soundsLike(w); alike != "" {
		return alike
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
			if r.talk >= talkative {
				g.score++
			}
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
	slices.SortFunc(guesses, compareGuesses)
	guesses = guesses[:min(len(guesses), maxGuesses)]
	if len(guesses) > 1 {
		s.weigh(guesses, r, i)
	}
	return guesses[0].text
}

// soundsLike returns the word of the catalogue that w is written after: "fone",
// "kase", "sox".
func (s *snapshot) soundsLike(w string) string {
	if !isPlainWord(w) {
		return ""
	}
	for _, sound := range sounds {
		if at := strings.Index(w, sound[0]); at >= 0 {
			if meant := w[:at] + sound[1] + w[at+len(sound[0]):]; s.common(meant) {
				return meant
			}
		}
	}
	return ""
}

// sounds are spellings of one sound, the mistaken one first.
var sounds = [][2]string{{"f", "ph"}, {"ph", "f"}, {"k", "c"}, {"x", "cks"}, {"ite", "ight"}, {"kw", "qu"}}

// compareGuesses puts the likeliest first.
func compareGuesses(a, b guess) int {
	return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.text, b.text))
}

// makesKind reports whether a term in the place of token i names a kind of
// product together with the word beside it: "smartwatch ban" is no kind,
// "smartwatch band" is.
func (s *snapshot) makesKind(ts []token, i int, term string) bool {
	if i > 0 && !stops(ts[i].gap) && s.content(&ts[i-1]) && s.special(ts[i-1].stem+" "+term) {
		return true
	}
	return i+2 < len(ts) && !stops(ts[i+1].gap) && s.content(&ts[i+1]) && s.special(term+" "+ts[i+1].stem)
}

// content reports whether a token is a word of goods that the catalogue knows.
func (s *snapshot) content(t *token) bool {
	return t.role == free && !isGrammar(t.text) && s.knows(t.stem)
}

// talkative is how many words of talk make a sentence of a text.
const talkative = 3

// namedBonus is what it is worth that a word names a color or a kind of product.
const namedBonus = 0.5

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
		if t := &r.tokens[j]; j != i && s.content(t) {
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
	lists := make([]list, 1+len(others))
	for p := range s.parts {
		id, ok := s.parts[p].segment.terms[term]
		if !ok {
			continue
		}
		lists[0] = s.parts[p].postings.list(id)
		for i, other := range others {
			lists[1+i] = s.parts[p].find(other)
		}
		// Where many products have the term, those are looked at that have one
		// of the others.
		from := lists[:1]
		if len(lists[0].docs) > maxTogether {
			from = lists[1:]
		}
		for i := range from {
			for at, doc := range from[i].docs[:min(len(from[i].docs), maxTogether)] {
				if from[i].fields[at]&inData == 0 || lists[0].of(doc)&inData == 0 {
					continue
				}
				n := 0
				for _, other := range lists[1:] {
					if other.of(doc)&inData != 0 {
						n++
					}
				}
				if most = max(most, n); most == len(others) {
					return most
				}
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
