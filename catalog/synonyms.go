package catalog

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed synonyms.txt
var synonymText string

// synonyms are groups of names for the same goods, as stems, and the groups
// that a name belongs to.
type synonyms struct {
	groups [][]string
	byHand int              // the first groups, which are sure
	sense  map[int][]string // of a group: what its goods have one word of, as stems
	of     map[string][]int
	words  map[string]bool // all words of the names: no mistakes
}

// loadSynonyms reads the embedded groups, once, when the first index is made.
var loadSynonyms = sync.OnceValue(func() synonyms {
	s := synonyms{sense: map[int][]string{}, of: map[string][]int{}, words: map[string]bool{}}
	for line := range strings.Lines(synonymText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			if strings.HasPrefix(line, "# WordNet") {
				s.byHand = len(s.groups)
			}
			continue
		}
		line, sense, limited := strings.Cut(line, "?")
		if limited {
			s.sense[len(s.groups)] = strings.Fields(stems(sense))
		}
		var names []string
		for name := range strings.SplitSeq(line, "|") {
			names = append(names, stems(name))
		}
		s.add(names)
	}
	return s
})

// add adds a group of names, as stems.
func (s *synonyms) add(names []string) {
	var group []string
	for _, k := range names {
		if k != "" && !slices.Contains(group, k) {
			group = append(group, k)
			s.of[k] = append(s.of[k], len(s.groups))
			for w := range strings.FieldsSeq(k) {
				s.words[w] = true
			}
		}
	}
	s.groups = append(s.groups, group)
}

// same reports whether two names as a whole are in one group.
func (s *synonyms) same(a, b string) bool {
	return slices.ContainsFunc(s.of[a], func(group int) bool { return slices.Contains(s.groups[group], b) })
}

// sure reports whether a group made by hand has both names.
func (s *synonyms) sure(a, b string) bool {
	return slices.ContainsFunc(s.of[a], func(group int) bool { return group < s.byHand && slices.Contains(s.groups[group], b) })
}

// maxSynonymWords is how many words of a phrase are replaced together.
const maxSynonymWords = 3

// kinds returns the kinds of the catalogue that a phrase means: its own, where
// there is one, and those that have other words for the same. What a category is
// called by needs no other words. k is the phrase's key.
func (s *snapshot) kinds(phrase []token, k string) []string {
	if s.isLabel(k) {
		return []string{k}
	}
	others := s.synonymTypes(phrase, k)
	if len(others) == 0 {
		if s.isType(k) {
			return []string{k}
		}
		return nil
	}
	own := s.isType(k) || len(phrase) > 1 && s.special(k)
	list, used := loadSynonyms(), s.uses(k, own)
	others = slices.DeleteFunc(others, func(other string) bool {
		switch {
		case own && list.sure(k, other), strings.ReplaceAll(k, " ", "") == strings.ReplaceAll(other, " ", ""):
			return false
		case own && !s.isLabel(other) && !list.same(k, other):
			return true
		}
		return used > s.uses(other, true) // the shopper's word is the usual one here
	})
	if own && (len(others) > 0 || s.isType(k)) {
		return append([]string{k}, others...)
	}
	return others
}

// sameKinds returns the kinds of the catalogue that surely are the same as k.
func (s *snapshot) sameKinds(k string) []string {
	list := loadSynonyms()
	var kinds []string
	for _, group := range list.of[k] {
		for _, other := range list.groups[group] {
			if group < list.byHand && other != k && !slices.Contains(kinds, other) && s.isType(other) && s.senses(other, list.sense[group]) {
				kinds = append(kinds, other)
			}
		}
	}
	return kinds
}

// uses is how many products are of a kind, or where it is none have its words in
// their title.
func (s *snapshot) uses(k string, isKind bool) int {
	n := 0
	for i := range s.parts {
		p := &s.parts[i]
		switch docs := p.lexicon.types[k]; {
		case len(docs) > 0:
			n += len(docs)
		case isKind:
			n += p.kind(k).all.count()
		default:
			for range p.having(strings.Fields(k), inTitle) {
				n++
			}
		}
	}
	return n
}

// senses reports whether some product of the kind k has one of the words; where
// there are no words, every kind will do.
func (s *snapshot) senses(k string, words []string) bool {
	for i := range s.parts {
		p := &s.parts[i]
		for _, word := range words {
			found := p.find(word)
			if slices.ContainsFunc(p.lexicon.types[k], func(d typeDoc) bool { return found.of(d.doc)&^isDenied != 0 }) {
				return true
			}
		}
	}
	return len(words) == 0
}

// synonymTypes returns the kinds of the catalogue that a phrase means by other
// words: the phrase itself has a synonym, or a part of it has. own is the phrase's key.
func (s *snapshot) synonymTypes(phrase []token, own string) []string {
	list := loadSynonyms()
	begins := make([]int, 0, maxPhrase+1) // of its words in the key, with the end behind a blank
	at := 0
	for i := range phrase {
		begins = append(begins, at)
		at += len(phrase[i].stem) + 1
	}
	begins = append(begins, at)
	var kinds []string
	for size := min(len(phrase), maxSynonymWords); size > 0; size-- {
		for from := 0; from+size <= len(phrase); from++ {
			part := own[begins[from] : begins[from+size]-1]
			for _, group := range list.of[part] {
				for _, other := range list.groups[group] {
					k := own[:begins[from]] + other + own[begins[from]+len(part):]
					if k != own && !slices.Contains(kinds, k) && s.senses(k, list.sense[group]) && (s.isType(k) || size == len(phrase) && strings.Contains(k, " ") && s.special(k)) {
						kinds = append(kinds, k)
					}
				}
			}
		}
	}
	if len(phrase) == 2 { // "board game" and "boardgame"
		if k := stem(phrase[0].text + phrase[1].text); !slices.Contains(kinds, k) && s.isType(k) {
			kinds = append(kinds, k)
		}
	}
	if len(phrase) == 1 {
		if a, b, ok := s.split(phrase[0].stem); ok {
			if k := stem(a) + " " + stem(b); !slices.Contains(kinds, k) && s.special(k) {
				kinds = append(kinds, k)
			}
		}
	}
	// What categories are called by is surer than a word of some title.
	if labels := slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return !s.isLabel(k) }); len(labels) > 0 {
		return labels
	}
	return kinds
}
