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
	of     map[string][]int
	words  map[string]bool // all words of the names: no mistakes
}

// loadSynonyms reads the embedded groups, once, when the first index is made.
var loadSynonyms = sync.OnceValue(func() synonyms {
	s := synonyms{of: map[string][]int{}, words: map[string]bool{}}
	for line := range strings.Lines(synonymText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var group []string
		for name := range strings.SplitSeq(line, "|") {
			if k := stems(name); k != "" && !slices.Contains(group, k) {
				group = append(group, k)
				s.of[k] = append(s.of[k], len(s.groups))
				for w := range strings.FieldsSeq(k) {
					s.words[w] = true
				}
			}
		}
		s.groups = append(s.groups, group)
	}
	return s
})

// maxSynonymWords is how many words of a phrase are replaced together.
const maxSynonymWords = 3

// synonymTypes returns the kinds of the catalogue that a phrase means by other
// words: the phrase itself has a synonym, or a part of it has.
func (s *snapshot) synonymTypes(phrase []token) []string {
	if s.special(key(phrase)) {
		return nil // it has such things under that name
	}
	list := loadSynonyms()
	var kinds []string
	for size := min(len(phrase), maxSynonymWords); size > 0; size-- {
		for from := 0; from+size <= len(phrase); from++ {
			for _, group := range list.of[key(phrase[from:from+size])] {
				for _, other := range list.groups[group] {
					k := other
					if from > 0 {
						k = key(phrase[:from]) + " " + k
					}
					if from+size < len(phrase) {
						k += " " + key(phrase[from+size:])
					}
					if !slices.Contains(kinds, k) && s.isType(k) {
						kinds = append(kinds, k)
					}
				}
			}
		}
	}
	// What categories are called by is surer than a word of some title.
	if labels := slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return !s.isLabel(k) }); len(labels) > 0 {
		return labels
	}
	return kinds
}
