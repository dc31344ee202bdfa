// Package prose reads and writes English as far as the assistant needs it: it
// folds text into words, brings words to their stem, cuts a text into sentences,
// and puts times, counts and lists in words. Words about goods are the
// catalogue's business, not this one's.
package prose

import (
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"

	"github.com/aisle-chat/aisle/assistant/internal/kept"
)

// Words splits s into words in lower case without accents. An apostrophe
// inside a word vanishes ("what's" is "whats"), a point between digits stays.
func Words(s string) []string {
	if isASCII(s) {
		return asciiWords(strings.ToLower(s))
	}
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	runes := []rune(norm.NFKD.String(strings.ToLower(s)))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case r == '.' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]):
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return words
}

// asciiWords is Words of a text that is in lower case and needs no folding. Its words
// are pieces of the text.
func asciiWords(s string) []string {
	words := make([]string, 0, len(s)/5+1)
	from, quoted := -1, false // where the word begins, and whether it has an apostrophe
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || isDigit(s[i]) || s[i] == '.' && i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])):
			if from < 0 {
				from = i
			}
		case i < len(s) && s[i] == '\'':
			quoted = quoted || from >= 0
		case from >= 0:
			word := s[from:i]
			if quoted {
				word = strings.ReplaceAll(word, "'", "")
			}
			words, from, quoted = append(words, word), -1, false
		}
	}
	if len(words) == 0 {
		return nil
	}
	return words
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Fold is Words joined by single blanks.
func Fold(s string) string { return strings.Join(Words(s), " ") }

// Stem brings an English word to its stem: "returned" and "returns" to "return".
func Stem(word string) string {
	if len(word) < 3 || !isASCII(word) {
		return word
	}
	return stems.Of(word)
}

// stems are those of words that were asked for lately: talk consists of few words, and
// working a stem out takes fifty times as long as finding it here.
var stems = kept.New(4096, func(word string) string { return english.Stem(word, true) })

// Content returns the stems of the words of s that carry its matter, in order.
func Content(s string) []string {
	var stems []string
	for _, word := range Words(s) {
		if !stop[word] {
			stems = append(stems, Stem(word))
		}
	}
	return stems
}

// IsStop reports whether a folded word carries no matter of its own.
func IsStop(word string) bool { return stop[word] }

// Sentences cuts a text into its sentences and lines, without the blanks around
// them. A point ends a sentence where a blank and a capital, a digit or a quote
// follow and the word before is no single letter.
func Sentences(s string) []string {
	var sentences []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			sentences = append(sentences, s)
		}
	}
	for line := range strings.Lines(s) {
		from := 0
		runes := []rune(strings.TrimSpace(line))
		for i, r := range runes {
			if r != '.' && r != '!' && r != '?' && r != '…' {
				continue
			}
			if i+2 < len(runes) && runes[i+1] == ' ' && startsSentence(runes[i+2]) && !abbreviates(runes[from:i]) {
				add(string(runes[from : i+1]))
				from = i + 2
			}
		}
		add(string(runes[from:]))
	}
	return sentences
}

func startsSentence(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"'“‘(•-–", r)
}

// abbreviates reports whether a point behind these runes ends a word of one
// letter, as in "J. Smith".
func abbreviates(runes []rune) bool {
	n := len(runes)
	return n > 0 && unicode.IsLetter(runes[n-1]) && (n == 1 || runes[n-2] == ' ' || runes[n-2] == '.')
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

var stop = func() map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(`
		a about actually also am an and any anything are arent as at be because been being but by
		can cannot cant could couldnt did didnt do does doesnt doing dont either else even ever
		for from get gets getting give go going gonna got gotta had has hasnt have havent having
		hello hey hi how hows i id if ill im in into is isnt it its itself ive
		just kind know let lets like me might mine my myself need needs no not now
		of off oh ok okay on or other our ours please pls really
		shall she should show so some something still such sure
		tell than thank thanks that thats the their them then there theres these they thing things this those though to too
		u ur us use very wanna want wants was we well were what whats when where which while who whos whose why will with
		would wouldnt yeah yes yet you your youre yours
		he her him his hers mr mrs one ones only own same up down out over much many more most
	`) {
		set[word] = true
	}
	return set
}()
