package voice

import (
	"strings"
	"unicode"
)

// pictures are what shows as an emoji by itself. Signs that are text unless a
// selector asks for a picture (©, ™, digits) are none without it.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x231a, 0x231b, 1}, {0x23e9, 0x23ec, 1}, {0x23f0, 0x23f0, 1}, {0x23f3, 0x23f3, 1}, {0x25fd, 0x25fe, 1},
		{0x2600, 0x2604, 1}, {0x260e, 0x260e, 1}, {0x2611, 0x2611, 1}, {0x2614, 0x2615, 1}, {0x2618, 0x2618, 1},
		{0x261d, 0x261d, 1}, {0x2620, 0x2620, 1}, {0x2639, 0x263a, 1}, {0x2648, 0x2653, 1}, {0x2665, 0x2666, 1},
		{0x267f, 0x267f, 1}, {0x2693, 0x2693, 1}, {0x26a1, 0x26a1, 1}, {0x26aa, 0x26ab, 1}, {0x26bd, 0x26be, 1},
		{0x26c4, 0x26c5, 1}, {0x26ce, 0x26ce, 1}, {0x26d4, 0x26d4, 1}, {0x26ea, 0x26ea, 1}, {0x26f2, 0x26f3, 1},
		{0x26f5, 0x26f5, 1}, {0x26fa, 0x26fa, 1}, {0x26fd, 0x26fd, 1}, {0x2705, 0x2705, 1}, {0x270a, 0x270d, 1},
		{0x2728, 0x2728, 1}, {0x274c, 0x274c, 1}, {0x274e, 0x274e, 1}, {0x2753, 0x2755, 1}, {0x2757, 0x2757, 1},
		{0x2763, 0x2764, 1}, {0x2795, 0x2797, 1}, {0x27b0, 0x27b0, 1}, {0x27bf, 0x27bf, 1}, {0x2b1b, 0x2b1c, 1},
		{0x2b50, 0x2b50, 1}, {0x2b55, 0x2b55, 1},
	},
	R32: []unicode.Range32{
		{0x1f004, 0x1f004, 1}, {0x1f0cf, 0x1f0cf, 1}, {0x1f18e, 0x1f19a, 1}, {0x1f1e6, 0x1f1ff, 1},
		{0x1f201, 0x1f251, 1}, {0x1f300, 0x1f64f, 1}, {0x1f680, 0x1f6ff, 1}, {0x1f7e0, 0x1f7eb, 1},
		{0x1f90c, 0x1faff, 1},
	},
}

// joins reports whether a rune only joins or changes the emoji before it.
func joins(r rune) bool {
	return r == '\u200d' || r == '\ufe0f' || r == '\u20e3' || 0x1f3fb <= r && r <= 0x1f3ff || 0xe0020 <= r && r <= 0xe007f
}

func hasEmoji(text string) bool {
	for _, r := range text {
		if r >= 0x231a && unicode.Is(pictures, r) {
			return true
		}
	}
	return false
}

// calm is a text without emoji, but for the first of a reply where the voice has
// one. told says whether that was shown.
func (v *Voice) calm(text string, told *bool) string {
	var out strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !unicode.Is(pictures, runes[i]) {
			out.WriteRune(runes[i])
			i++
			continue
		}
		end := i + 1
		for end < len(runes) && (joins(runes[end]) || unicode.Is(pictures, runes[end]) && (runes[end-1] == '\u200d' || flag(runes[i]) && flag(runes[end]) && end == i+1)) {
			end++
		}
		switch whole := out.String(); {
		case v.emoji && !*told:
			*told = true
			out.WriteString(string(runes[i:end]))
		case end < len(runes) && runes[end] == ' ' && (whole == "" || strings.HasSuffix(whole, " ") || strings.HasSuffix(whole, "\n")):
			end++ // the blank goes, too
		case strings.HasSuffix(whole, " ") && (end == len(runes) || strings.ContainsRune("\n.,!?", runes[end])):
			out.Reset()
			out.WriteString(strings.TrimSuffix(whole, " "))
		}
		i = end
	}
	return out.String()
}

// flag reports whether a rune is half of a flag.
func flag(r rune) bool { return 0x1f1e6 <= r && r <= 0x1f1ff }
