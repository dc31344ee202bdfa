package catalog

import (
	"math/bits"
	"slices"
	"strings"
)

// speller finds the word of a list that a misspelt one was meant to be. It
// compares the sets of letters of all words of about the same length first,
// which is a few operations a word, and measures the distance of the few that
// are left: no larger index is needed.
type speller struct {
	words  []string // by length
	masks  []uint32
	counts []wordCount
	byLen  [maxSpelled + 2]int // words[byLen[n]:byLen[n+1]] have n bytes
}

// Words that are shorter or longer than this are taken as they are.
const (
	minSpelled = 3
	maxSpelled = 24
)

func newSpeller(words []string, counts []wordCount) speller {
	var order []int
	for i, w := range words {
		if len(w) >= minSpelled && len(w) <= maxSpelled && hasLetter(w) {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if len(words[a]) != len(words[b]) {
			return len(words[a]) - len(words[b])
		}
		return strings.Compare(words[a], words[b])
	})
	s := speller{
		words: make([]string, len(order)), masks: make([]uint32, len(order)), counts: make([]wordCount, len(order)),
	}
	length := 0
	for at, i := range order {
		for ; length <= len(words[i]); length++ {
			s.byLen[length] = at
		}
		s.words[at], s.masks[at], s.counts[at] = words[i], letterMask(words[i]), counts[i]
	}
	for ; length < len(s.byLen); length++ {
		s.byLen[length] = len(order)
	}
	return s
}

func letterMask(w string) uint32 {
	var mask uint32
	for i := range len(w) {
		switch c := w[i]; {
		case 'a' <= c && c <= 'z':
			mask |= 1 << (c - 'a')
		case '0' <= c && c <= '9':
			mask |= 1 << (26 + (c-'0')%6)
		}
	}
	return mask
}

// guess is a word that a misspelt one may stand for.
type guess struct {
	text string
	cost float32 // edits, cheap ones for fingers that slip
	wordCount
	score float32 // how likely it is; higher is better
}

// maxEdits is how many mistakes are read over in a word of n bytes.
func maxEdits(n int) int {
	switch {
	case n < 4:
		return 1
	case n < 6:
		return 1
	default:
		return 2
	}
}

// near appends the words within the edits that w allows.
func (s *speller) near(guesses []guess, w string) []guess {
	if len(w) < minSpelled || len(w) > maxSpelled {
		return guesses
	}
	edits := maxEdits(len(w))
	mask, distance := letterMask(w), newDistance(w)
	from, to := max(minSpelled, len(w)-edits), min(maxSpelled, len(w)+edits)
	for i := s.byLen[from]; i < s.byLen[to+1]; i++ {
		if bits.OnesCount32(mask^s.masks[i]) > 2*edits {
			continue
		}
		if distance.to(s.words[i]) > edits {
			continue
		}
		if cost, ok := editCost(w, s.words[i], edits); ok {
			guesses = append(guesses, guess{text: s.words[i], cost: cost, wordCount: s.counts[i]})
		}
	}
	return guesses
}

// distance counts the edits from one word to others, all letters of the word at
// once as the bits of a number (Hyyrö 2003, with swaps of neighbours).
type distance struct {
	at   [256]uint32 // by byte: where it stands in the word
	last uint32      // the bit of the word's last byte
	size int
}

func newDistance(w string) *distance {
	d := &distance{last: 1 << (len(w) - 1), size: len(w)}
	for i := range len(w) {
		d.at[w[i]] |= 1 << i
	}
	return d
}

// to returns the number of edits to another word.
func (d *distance) to(w string) int {
	var diagonal, down, before uint32
	up, edits := ^uint32(0), d.size
	for i := range len(w) {
		here := d.at[w[i]]
		swapped := (^diagonal & here) << 1 & before
		diagonal = ((here&up + up) ^ up) | here | down | swapped
		more, less := down|^(diagonal|up), diagonal&up
		if more&d.last != 0 {
			edits++
		} else if less&d.last != 0 {
			edits--
		}
		more, less = more<<1|1, less<<1
		up, down, before = less|^(diagonal|more), more&diagonal, here
	}
	return edits
}

// editCost measures how many insertions, deletions, substitutions and swaps of
// neighbours lead from a to b, at most limit. Slips to a neighbouring key and
// doubled letters cost a little less, another first letter more.
func editCost(a, b string, limit int) (float32, bool) {
	var rows [3][maxSpelled + 1]uint8
	var costs [3][maxSpelled + 1]float32
	for j := 0; j <= len(b); j++ {
		rows[0][j], costs[0][j] = uint8(j), float32(j)
	}
	before, last, now := 2, 0, 1
	for i := 1; i <= len(a); i++ {
		rows[now][0], costs[now][0] = uint8(i), float32(i)
		best := rows[now][0]
		for j := 1; j <= len(b); j++ {
			edits, cost := rows[last][j-1], costs[last][j-1]
			if a[i-1] != b[j-1] {
				edits++
				cost += slip(a[i-1], b[j-1])
			}
			if e := rows[last][j] + 1; e <= edits { // a letter too much
				c := costs[last][j] + 1
				if i > 1 && a[i-1] == a[i-2] || j > 0 && beside(a[i-1], b[j-1]) {
					c -= 0.2
				}
				if e < edits || c < cost {
					edits, cost = e, c
				}
			}
			if e := rows[now][j-1] + 1; e <= edits { // a letter missing
				c := costs[now][j-1] + 1
				if j > 1 && b[j-1] == b[j-2] {
					c -= 0.2
				}
				if e < edits || c < cost {
					edits, cost = e, c
				}
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				if e := rows[before][j-2] + 1; e <= edits {
					if c := costs[before][j-2] + 0.8; e < edits || c < cost {
						edits, cost = e, c
					}
				}
			}
			rows[now][j], costs[now][j] = edits, cost
			best = min(best, edits)
		}
		if int(best) > limit {
			return 0, false
		}
		before, last, now = last, now, before
	}
	if int(rows[last][len(b)]) > limit {
		return 0, false
	}
	cost := costs[last][len(b)]
	if a[0] != b[0] {
		cost += 0.5
	}
	return cost, true
}

func slip(a, b byte) float32 {
	if beside(a, b) {
		return 0.8
	}
	if vowel(a) && vowel(b) { // heard alike: "protecter"
		return 1
	}
	return 1.2
}

func vowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// beside reports whether two keys touch on a common keyboard.
func beside(a, b byte) bool {
	if a < 'a' || a > 'z' || b < 'a' || b > 'z' {
		return false
	}
	return strings.IndexByte(keyboard[a-'a'], b) >= 0
}

var keyboard = [26]string{
	"qwsz", "vghn", "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko", "huikmn",
	"jiolm", "kop", "njk", "bhjm", "iklp", "ol", "wa", "edft", "awedxz", "rfgy", "yhji",
	"cfgb", "qase", "zsdc", "tghu", "asx",
}
