package prose

import (
	"strings"
	"unicode"
)

// Visible returns a text without what nobody sees and a machine reads all the
// same: control characters but line breaks and tabs, signs that turn the direction
// of writing, tag characters, joiners of no width. What joins an emoji or shapes
// Persian and Indic letters stays.
func Visible(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\u200c', r == '\u200d':
			return r
		case r == '\r', unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), r == '\ufffd':
			return -1
		}
		return r
	}, text)
}

// isPlain reports whether a text is of ASCII characters that are seen, and line breaks
// and tabs.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
