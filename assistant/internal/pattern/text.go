package pattern

// Text is a text that is held against many patterns: which pairs of characters it has is
// worked out once, and what needs another pair needs no look at it. Make it with
// [NewText].
type Text struct {
	text  string
	pairs [16]uint64 // a set of pairs, each by five bits of its two bytes
}

// NewText returns a text.
func NewText(text string) Text {
	t := Text{text: text}
	for i := 1; i < len(text); i++ {
		pair := pairOf(text[i-1], text[i])
		t.pairs[pair>>6] |= 1 << (pair & 63)
	}
	return t
}

// pairOf is a number below 1024 for two bytes: the same for letters in either case.
func pairOf(a, b byte) uint16 { return uint16(a&31)<<5 | uint16(b&31) }

// sign are pairs of a text that is looked for: its first, its last and one between
// them. It is empty where the text has none.
type sign []uint16

func signOf(text string) sign {
	switch n := len(text); {
	case n < 2:
		return nil
	case n == 2:
		return sign{pairOf(text[0], text[1])}
	default:
		return sign{pairOf(text[0], text[1]), pairOf(text[n-2], text[n-1]), pairOf(text[n/2-1], text[n/2])}
	}
}

// may reports whether the text has all pairs of a sign.
func (t *Text) may(s sign) bool {
	for _, pair := range s {
		if t.pairs[pair>>6]&(1<<(pair&63)) == 0 {
			return false
		}
	}
	return true
}
