package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a text as the analysis sees it.
type word struct {
	text string // folded, never empty; part of the source where nothing is to fold
	// start and end are byte offsets into the source.
	start, end int
	// joined is true when only a joiner such as a hyphen stands between this
	// word and the one before.
	joined bool
}

// words splits s into folded words. Letters and digits make words, an
// apostrophe inside one vanishes ("men's" is "mens"), a point between digits
// stays ("1.83"), a comma that separates thousands vanishes. The result is
// appended to dst, so that a caller can use one buffer for many texts.
func words(dst []word, s string) []word {
	var b []byte
	start, lastEnd := -1, -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		if len(b) > 0 {
			text := s[start:end]
			if text != string(b) {
				text = string(b)
			}
			dst = append(dst, word{text, start, end, lastEnd >= 0 && joins(s[lastEnd:start])})
			lastEnd = end
		}
		start, b = -1, b[:0]
	}
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if start < 0 {
				start = i
			}
			b = append(b, byte(c))
		case 'A' <= c && c <= 'Z':
			if start < 0 {
				start = i
			}
			b = append(b, byte(c)+'a'-'A')
		case c == '\'' || c == '’' || c == '®' || c == '™' || c == '©' || c == '\u00ad':
			if start < 0 || i+size >= len(s) {
				flush(i)
			}
		case c == '.' && start >= 0 && digitAt(s, i-1) && digitAt(s, i+1):
			b = append(b, '.')
		case c == ',' && start >= 0 && digitAt(s, i-1) && thousands(s[i+1:]):
		case c >= utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)):
			if start < 0 {
				start = i
			}
			b = appendFolded(b, c)
		default:
			flush(i)
		}
		i += size
	}
	flush(len(s))
	return dst
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// thousands reports whether s begins with three digits and no fourth.
func thousands(s string) bool {
	return digitAt(s, 0) && digitAt(s, 1) && digitAt(s, 2) && !digitAt(s, 3)
}

// joins reports whether gap holds two parts of a word together.
func joins(gap string) bool {
	return len(gap) == 1 && strings.ContainsAny(gap, "-&./+_'")
}

// appendFolded appends c without case and accents: é is e, ß is ss.
func appendFolded(b []byte, c rune) []byte {
	switch c = unicode.ToLower(c); c {
	case 'ß':
		return append(b, "ss"...)
	case 'æ':
		return append(b, "ae"...)
	case 'œ':
		return append(b, "oe"...)
	case 'ø':
		return append(b, 'o')
	case 'ł':
		return append(b, 'l')
	case 'đ', 'ð':
		return append(b, 'd')
	case 'þ':
		return append(b, "th"...)
	case 'ı':
		return append(b, 'i')
	}
	var buf [utf8.UTFMax]byte
	plain := norm.NFKD.Bytes(buf[:utf8.EncodeRune(buf[:], c)])
	for len(plain) > 0 {
		r, size := utf8.DecodeRune(plain)
		if !unicode.Is(unicode.Mn, r) {
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
		plain = plain[size:]
	}
	return b
}

// fold writes s as its words with single blanks between: "Caffè-Latte" is
// "caffe latte".
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	for i, w := range words(nil, s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// isFolded reports whether s is plainly the same when it is folded: words of small
// letters and digits with single blanks between.
func isFolded(s string) bool {
	gap := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			gap = false
		case c == ' ' && !gap && i+1 < len(s):
			gap = true
		default:
			return false
		}
	}
	return true
}

// stems is fold with every word stemmed; it is how phrases are looked up.
func stems(s string) string {
	var b strings.Builder
	for i, w := range words(nil, s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(stem(w.text))
	}
	return b.String()
}
