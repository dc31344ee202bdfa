package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut shortens a text to a number of characters, at a word where there is one.
func Cut(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)[:limit-1]
	for i := len(runes) - 1; i > limit/2; i-- {
		if runes[i] == ' ' {
			runes = runes[:i]
			break
		}
	}
	return strings.TrimRight(string(runes), " ,.;:-–(") + "…"
}

// longTitle is the longest title that is told whole, in characters.
const longTitle = 48

// Title is a product's title without its marks and without the tail behind "for",
// "with" and the like, if it is long.
func Title(title string) string {
	title = strings.Join(strings.Fields(strings.Map(formless, marks.Replace(title))), " ")
	title = strings.ReplaceAll(title, " ,", ",")
	if utf8.RuneCountInString(title) <= longTitle {
		return title
	}
	for _, separator := range []string{" for ", " with ", " - ", " – ", " (", ", "} {
		if head, _, ok := strings.Cut(title, separator); ok && len(head) >= 12 && utf8.RuneCountInString(head) <= longTitle {
			return head
		}
	}
	return Cut(title, longTitle)
}

// formless drops what no font shows, such as a mark of the writing direction.
func formless(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

var marks = strings.NewReplacer("®", "", "™", "", "©", "", "*", "", "[", "(", "]", ")", "`", "'")

// Plain takes out of a text from outside what would be read as a mark or a link.
func Plain(text string) string { return plain.Replace(text) }

var plain = strings.NewReplacer("*", "", "[", "", "]", "", "“", "\"", "”", "\"", "<", "", ">", "", "`", "")

// Lower writes the first letter of a text small, but leaves words in capitals
// ("USB-C", "XL") as they are.
func Lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	if size == 0 || unicode.IsUpper(second) || unicode.IsDigit(second) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Upper writes the first letter of a text large.
func Upper(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
