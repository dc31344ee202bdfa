package grounding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word, a number or a sign of a sentence.
type token struct {
	// from and to are where it stands in the text, in bytes.
	from, to int
	// word is the token in lower case, without accents and apostrophes.
	word string
	kind tokenKind
	// upper is true for a word that begins with a capital; joined for what
	// follows the token before it without a blank.
	upper, joined bool
	// value is what a number is, digits its plain decimal form.
	value  float64
	digits string
}

type tokenKind uint8

const (
	isWord tokenKind = iota
	isNumber
	isSign
)

// tokens cuts a text up. Marks of Markdown and other ornaments are left out, so
// that "**only 2** left" reads as "only 2 left".
func tokens(text string) []token {
	all := make([]token, 0, len(text)/4+4)
	end := -1 // where the token before ends
	add := func(t token) {
		t.joined = t.from == end
		end = t.to
		all = append(all, t)
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isDigit(r):
			n := numberLen(text[i:])
			t := token{from: i, to: i + n, kind: isNumber, word: text[i : i+n]}
			t.digits, t.value = plainNumber(t.word)
			add(t)
			i += n
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			n := wordLen(text[i:])
			add(token{from: i, to: i + n, kind: isWord, word: fold(text[i : i+n]), upper: unicode.IsUpper(r)})
			i += n
		case r == '*' || r == '_' || r == '`' || r == '\u200b' || r == '\u200d' || r == '\ufeff' || r == '\u00ad':
			if end == i {
				end += size // what follows is joined to what was before
			}
			i += size
		case unicode.IsSpace(r) || unicode.IsMark(r) || unicode.IsControl(r):
			i += size
		default:
			add(token{from: i, to: i + size, kind: isSign, word: signOf(r, text[i:i+size])})
			i += size
		}
	}
	return all
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// numberLen is how many bytes the number at the beginning of s takes: digits,
// with points and commas between digits.
func numberLen(s string) int {
	n := 0
	for n < len(s) {
		switch c := s[n]; {
		case c >= '0' && c <= '9':
		case (c == '.' || c == ',') && n+1 < len(s) && s[n+1] >= '0' && s[n+1] <= '9':
		default:
			return n
		}
		n++
	}
	return n
}

// wordLen is how many bytes the word at the beginning of s takes: letters, with
// apostrophes between letters. A digit ends it.
func wordLen(s string) int {
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r) && !isDigit(r):
		case r == '\'' || r == '’':
			next, _ := utf8.DecodeRuneInString(s[n+size:])
			if !unicode.IsLetter(next) {
				return n
			}
		case r == '\u00ad' || r == '\u200b' || r == '\u200d': // unseen
		default:
			return n
		}
		n += size
	}
	return n
}

// signOf brings signs that look alike together.
func signOf(r rune, text string) string {
	switch r {
	case '–', '—', '‐', '‑', '−', '‒':
		return "-"
	case '“', '”', '„', '«', '»':
		return "\""
	case '＄', '﹩':
		return "$"
	case '％', '﹪':
		return "%"
	}
	return text
}

// fold writes a word in lower case without accents, apostrophes and unseen
// characters.
func fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || c == '\'' {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainNumber reads "1,299.00", "1.299,00", "12,50" and "4.6" as decimals with a
// point. A single separator before exactly three digits parts thousands where it
// is a comma.
func plainNumber(s string) (string, float64) {
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma >= 0 && point >= 0:
		if comma > point { // 1.299,00
			s = strings.ReplaceAll(s, ".", "")
			s = strings.Replace(s, ",", ".", 1)
		}
		s = strings.ReplaceAll(s, ",", "")
	case comma >= 0:
		if strings.Count(s, ",") == 1 && len(s)-comma != 4 {
			s = strings.Replace(s, ",", ".", 1)
		}
		s = strings.ReplaceAll(s, ",", "")
	case strings.Count(s, ".") > 1:
		s = strings.ReplaceAll(s, ".", "")
	}
	return s, decimal(s)
}

// decimal reads digits with at most one point. Beyond what a float64 holds
// exactly it is near enough: nothing in a shop's data is that large.
func decimal(s string) float64 {
	var v, scale float64 = 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.':
			scale = 1
		case c >= '0' && c <= '9':
			v = v*10 + float64(c-'0')
			scale *= 10
		}
	}
	if scale > 1 {
		v /= scale
	}
	return v
}

// smallNumbers are numbers in words.
var smallNumbers = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2, "fortnight": 14,
}

// numberAt reads the number at token i, in digits or in words: "30", "thirty",
// "twenty-five", "a hundred and twenty", "a dozen". n is how many tokens it
// takes; 0 where there is none.
func numberAt(t []token, i int) (value float64, n int) {
	if t[i].kind == isNumber {
		value, n = t[i].value, 1
		if i+1 < len(t) && t[i+1].joined && t[i+1].word == "k" {
			return value * 1000, 2
		}
		return value, n
	}
	whole := 0.0
	for j := i; j < len(t); j++ {
		v, ok := smallNumbers[t[j].word]
		switch {
		case ok && v == 0 && n > 0:
			return whole, n
		case ok && v >= 100 && n > 0:
			whole *= v
		case ok && v < 10 && n > 0 && int(whole)%10 != 0, ok && v >= 10 && n > 0 && int(whole)%100 != 0:
			return whole, n
		case ok:
			whole += v
		case n == 0 && (t[j].word == "a" || t[j].word == "an") && j+1 < len(t) && (t[j+1].word == "hundred" || t[j+1].word == "thousand" || t[j+1].word == "dozen" || t[j+1].word == "couple"):
			continue
		case n > 0 && (t[j].word == "-" && t[j].joined || t[j].word == "and" && whole >= 100) && j+1 < len(t) && smallNumbers[t[j+1].word] > 0 && smallNumbers[t[j+1].word] < 100 && int(whole)%10 == 0 && whole >= 20:
			continue
		default:
			return whole, n
		}
		n = j - i + 1
	}
	return whole, n
}
