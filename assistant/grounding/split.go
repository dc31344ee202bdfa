package grounding

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxSentence bounds what is held back: a text that goes on without an end is
// cut into pieces of this many bytes, each verified by itself.
const maxSentence = 2000

// cutSentence returns how many bytes of text its first sentence takes, with the
// blanks behind it; 0 where the end cannot be seen yet. last says that nothing
// follows the text.
func cutSentence(text string, last bool) int {
	limit := min(len(text), maxSentence)
	quoted := false
	for i := 0; i < limit; {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			if strings.TrimSpace(text[:i]) == "" { // an empty line goes with what follows
				break
			}
			return blanks(text, i)
		case r == '“':
			quoted = true
		case r == '”':
			quoted = false
		case r == '.' || r == '!' || r == '?' || r == '…' || r == '。':
			end, sure := endsAt(text, i, size, last)
			if !sure {
				return 0
			}
			if end > 0 && !quoted {
				return blanks(text, end)
			}
		}
		i += size
	}
	switch {
	case last:
		return len(text[:limit])
	case limit == maxSentence:
		return pieceEnd(text[:limit])
	}
	return 0
}

// pieceEnd cuts a piece at its last blank, or between two runes.
func pieceEnd(piece string) int {
	if i := strings.LastIndexAny(piece, " \t"); i > len(piece)/2 {
		return i + 1
	}
	n := len(piece)
	for n > 0 && !utf8.RuneStart(piece[n-1]) {
		n--
	}
	return max(n-1, 1)
}

// blanks adds the blanks that follow. While the text streams there may be more to
// come; they go with the next sentence.
func blanks(text string, end int) int {
	for end < len(text) && (text[end] == ' ' || text[end] == '\n' || text[end] == '\t' || text[end] == '\r') {
		end++
	}
	return end
}

// endsAt decides whether the sign at i ends a sentence; end is where it does,
// behind quotes and brackets that close it. sure is false where what follows has
// to be seen first.
func endsAt(text string, i, size int, last bool) (end int, sure bool) {
	end = i + size
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(".!?…\"”’')]*_", r) {
			break
		}
		end += n
	}
	if end == len(text) {
		if last {
			return end, true
		}
		return 0, false
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(next) {
		return 0, true // a decimal, a name of a file, an address
	}
	if strings.HasSuffix(text[:end], "…") && next != '\n' { // what was cut short may go on: "the Long Name… ($9.99)"
		rest := strings.TrimLeft(text[end:], " \t\r")
		if rest == "" {
			return end, last
		}
		if first, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(first) || first == '(' {
			return 0, true
		}
	}
	if text[i] != '.' || next == '\n' {
		return end, true
	}
	word := lastWord(text[:i])
	if abbreviations[word] || len(word) == 1 && isLetter(word[0]) && !strings.Contains("ismlx", word) && !isUnit(text[:i]) || isInitials(text[:i]) {
		return 0, true
	}
	rest := strings.TrimLeft(text[end:], " \t\r")
	if rest == "" {
		return end, last
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) || mayAbbreviate[word] && isDigit(first) {
		return 0, true
	}
	return end, true
}

// lastWord is the word at the end of a text, in lower case.
func lastWord(text string) string {
	from := len(text)
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' || len(text)-from > 12 {
			break
		}
		from -= size
	}
	return strings.ToLower(text[from:])
}

// isInitials reports whether a text ends as "U.S" or "e.g" does.
func isInitials(text string) bool {
	n := len(text)
	return n >= 3 && text[n-2] == '.' && isLetter(text[n-1]) && isLetter(text[n-3]) && (n == 3 || !isLetter(text[n-4]))
}

// isUnit reports whether a text ends in a letter behind a number: "260 g", "30 °C".
func isUnit(text string) bool {
	before := strings.TrimRight(text[:len(text)-1], " \u00a0\u202f")
	return before != "" && isDigit(rune(before[len(before)-1])) || strings.HasSuffix(before, "°")
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// abbreviations never end a sentence; those that may abbreviate do, unless a
// number follows.
var (
	abbreviations = set(`mr mrs ms dr prof st vs e.g i.e eg ie approx incl excl resp dept fig ca`)
	mayAbbreviate = set(`no nr min max mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec in ft oz lb lbs vol art pos p pp`)
)

// set makes a set of words. The same words give the same set, which nobody changes.
func set(words string) map[string]bool {
	if kept, ok := sets.Load(words); ok {
		return kept.(map[string]bool)
	}
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	sets.Store(words, all)
	return all
}

var sets sync.Map
