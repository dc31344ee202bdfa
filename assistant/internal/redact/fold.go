package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a text as the patterns read it: digits of any script, wide signs and all
// kinds of blank and dash as their plain ones, and without what nobody sees.
type folded struct {
	text string
	at   []int // where a byte of text stands in the original; nil where they are the same
}

func fold(text string) folded {
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return folded{text: text}
	}
	var out strings.Builder
	out.Grow(len(text))
	at := make([]int, 0, len(text)+1)
	for i, r := range text {
		if unicode.Is(unicode.Cf, r) {
			continue
		}
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(text[i:])
			out.WriteString(text[i : i+size])
		} else {
			out.WriteRune(plainly(r))
		}
		for len(at) < out.Len() {
			at = append(at, i)
		}
	}
	return folded{out.String(), append(at, len(text))}
}

// plainly is a sign as the patterns know it.
func plainly(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case unicode.Is(unicode.Nd, r):
		return '0' + rune(valueOf(r))
	case r > '\uff00' && r < '\uff5f': // the wide forms of ASCII
		return r - 0xfee0
	case unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Pd, r), r == '\u2212':
		return '-'
	}
	return r
}

// original is where some spans stand in the original.
func (f *folded) original(found []span) []span {
	if f.at == nil {
		return found
	}
	for i, s := range found {
		found[i].from, found[i].to = f.at[s.from], f.at[s.to]
	}
	return found
}
