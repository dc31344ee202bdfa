package catalog

import (
	"cmp"
	"strings"
)

// negate marks the words within reach of a negation.
func (s *snapshot) negate(r *reading) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if i > 0 && ts[i].role == free && minus(ts[i].gap) && isPlainWord(ts[i].text) {
			r.against(i)
			continue
		}
		if ts[i].text == "but" && i > 1 && allOf[ts[i-2].text] { // "in any color but black"
			ts[i].role = spent
			r.against(i + 1)
			continue
		}
		if ts[i].role == free && i+2 < len(ts) && excepting[ts[i].text+" "+ts[i+1].text] {
			ts[i].role, ts[i+1].role = spent, spent
			r.against(i + 2)
			continue
		}
		if ts[i].role == free && ts[i].text == "free" && ts[i].joined && i > 0 { // "leather-free"
			ts[i-1].not, ts[i].role = true, spent
			continue
		}
		if ts[i].role != free || !negations[ts[i].text] {
			continue
		}
		switch {
		case s.stateValue(ts, i): // "non-stick", where products are said to be that
		case ts[i].text == "non" && s.knows("non "+ts[i+1].stem) && !s.meansAlone(ts, i+1): // or where titles say so
		case ts[i].text == "non": // a property of what is wanted, in one word: "non toxic"
			ts[i+1].not = ts[i+1].role == free
		default:
			r.against(i + 1)
		}
	}
}

// minus reports whether the gap before a word is that of search engines for what
// is not wanted: "printers -epson", "printers !epson". A dash between blanks parts
// the words of names.
func minus(gap string) bool {
	before, sign := strings.CutSuffix(gap, "-")
	if !sign {
		before, sign = strings.CutSuffix(gap, "!")
	}
	return sign && strings.HasSuffix(before, " ")
}

// excepting are the negations of two words.
var excepting = map[string]bool{
	"other than": true, "apart from": true, "aside from": true, "anything but": true, "everything but": true, "rather than": true,
	"but skip": true, "and skip": true, "please skip": true, "just skip": true, "leave out": true, "leaving out": true,
}

// dislike turns round the brands that a text says no good of: "bad luck with
// Halden", "Halden broke, so not that brand".
func dislike(ts []token, found []meaning) {
	for i := range found {
		m := &found[i]
		if m.constraint.Kind != KindBrand || m.constraint.Not {
			continue
		}
		bad := m.from > 1 && (ts[m.from-1].text == "with" || ts[m.from-1].text == "of") && disliking[ts[m.from-2].text]
		for j := m.to; j+2 < len(ts)-1 && !bad; j++ {
			bad = ts[j].text == "not" && (ts[j+1].text == "that" || ts[j+1].text == "this") && (ts[j+2].text == "brand" || ts[j+2].text == "maker")
		}
		if bad {
			m.constraint.Not, m.constraint.Soft = true, false
			for j := m.from; j < m.to; j++ {
				ts[j].not = true
			}
		}
	}
}

// disliking words stand before "with" or "of" and what somebody has had enough of.
var disliking = wordSet(`luck trouble troubles problem problems issue issues experience experiences sick tired enough`)

// allOf are the words from which a thing may be taken out: "every brand but".
var allOf = wordSet(`any every all whatever`)

// against marks what is not wanted, from token i on.
func (r *reading) against(i int) {
	ts := r.tokens
	for j := i; j < len(ts)-1 && j < i+8; j++ {
		if ts[j].role != free || stops(ts[j].gap) && j > i {
			return
		}
		if negationBreaks[ts[j].text] && !(ts[j].text == "from" || ts[j].text == "in" || j == i && ts[j].text == "for") {
			return // but "not for women" is against what is for women
		}
		ts[j].not = true
	}
}

// stateValue reports whether the negation at token i is part of what data say:
// "Non-GMO", "no show", or of what things are called: "no-contract phones".
func (s *snapshot) stateValue(ts []token, i int) bool {
	for size := 2; size <= maxPhrase && i+size < len(ts); size++ {
		k := key(ts[i : i+size])
		for p := range s.parts {
			x := &s.parts[p].lexicon
			if size <= 3 && (len(x.values[k]) > 0 || x.flags[k] != "") || len(x.types[k]) > 0 {
				return true
			}
		}
	}
	return false
}

// meansAlone reports whether the word at token i is a value or a kind of thing by
// itself: "leather" of "non-leather" is.
func (s *snapshot) meansAlone(ts []token, i int) bool {
	k := key(ts[i : i+1])
	for p := range s.parts {
		if x := &s.parts[p].lexicon; len(x.values[k]) > 0 || x.flags[k] != "" || len(x.types[k]) > 0 {
			return true
		}
	}
	return false
}

// deny makes wishes of the words after "without", "no" and the like that mean
// nothing to the catalogue in particular: a jacket without a hood is one whose
// data and description do not speak of a hood.
func (s *snapshot) deny(r *reading, text string) {
	ts := r.tokens
	for i := 1; i < len(ts)-1; i++ {
		if !ts[i].not || !lacking[before(ts, i)] {
			continue
		}
		from := i
		var lacks []string
		for ; i < len(ts)-1 && i < from+maxLack && ts[i].not && ts[i].role == free && s.deniable(&ts[i]) && (i == from || !stops(ts[i].gap)); i++ {
			lacks = append(lacks, cmp.Or(ts[i].fix, ts[i].text)) // a mistake read into what is not there helps nobody
		}
		if len(lacks) > 0 {
			r.Constraints = append(r.Constraints, Constraint{
				Kind: KindAttribute, Values: []string{strings.Join(lacks, " ")}, Not: true, Text: wording(text, ts[from:i]),
			})
		}
	}
}

// maxLack is how many words name what is not to be there: "artificial flavors".
const maxLack = 3

// deniable reports whether a word may say what a thing is to be without.
func (s *snapshot) deniable(t *token) bool {
	w := t.text
	return len(w) > 2 && isPlainWord(w) && !stopWords[w] && !plainWords[w] && !negations[w] && !chatter[w] && !isVerb(w) &&
		(!isCommon(w) || s.knows(t.stem) || s.knows(t.stem+"ed"))
}

// before returns the word before token i, over articles.
func before(ts []token, i int) string {
	for i--; i > 0 && (ts[i].text == "a" || ts[i].text == "an" || ts[i].text == "any" || ts[i].text == "the"); {
		i--
	}
	return ts[max(0, i)].text
}

// lacking are the negations that a thing follows which is not to be there.
var lacking = wordSet(`without no excluding minus`)

// chatter follows them in talk about other things: "no rush", "without a doubt".
var chatter = wordSet(`rush hurry problem problems worries worry matter doubt clue limit particular specific fuss hassle
stress pressure obligation fee fees tax taxes reason fail`)
