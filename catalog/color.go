package catalog

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// colorFamily is a set of the families that colours are grouped in: the words
// that shoppers use.
type colorFamily uint16

const (
	familyBlack colorFamily = 1 << iota
	familyWhite
	familyGray
	familyRed
	familyPink
	familyOrange
	familyYellow
	familyGreen
	familyBlue
	familyPurple
	familyBrown
	familyBeige
	familySilver
	familyGold
)

// swatch is a colour by name.
type swatch struct {
	rgb    uint32
	family colorFamily
	// basic colours are what shoppers call a whole family by: "blue" wants any
	// blue, "navy" wants navy.
	basic bool
}

// swatchOf returns the colour that value names: by its whole name, or by the
// last of its words that is a colour ("Slate Blue", "Black Onyx" by black).
func swatchOf(value string) (swatch, bool) {
	ws := words(nil, value)
	joined := make([]string, len(ws))
	for i, w := range ws {
		joined[i] = strings.Replace(w.text, "grey", "gray", 1)
	}
	if s, ok := swatches[strings.Join(joined, "")]; ok {
		return s, true
	}
	for size := min(2, len(ws)-1); size > 0; size-- {
		for end := len(ws); end >= size; end-- {
			if s, ok := swatches[strings.Join(joined[end-size:end], "")]; ok {
				s.basic = false
				return s, true
			}
		}
	}
	return swatch{}, false
}

// plainly are the words besides the basic ones that mean a colour and nothing
// else; "mint" and "sand" may be goods.
var plainly = wordSet(`
aqua aquamarine azure beige bordeaux burgundy charcoal crimson cyan ecru fuchsia indigo ivory khaki
lavender lilac magenta maroon mauve multicolor navy scarlet tan taupe teal turquoise violet gunmetal
`)

// colorFamilies returns every family that value names: black and white for
// "Black/White".
func colorFamilies(value string) colorFamily {
	var families colorFamily
	for part := range strings.FieldsFuncSeq(value, func(c rune) bool { return strings.ContainsRune("/,&+|", c) }) {
		if s, ok := swatchOf(part); ok {
			families |= s.family
		}
	}
	return families
}

// namedColors returns the families whose own names stand in a title.
func namedColors(title string) colorFamily {
	var families colorFamily
	for _, w := range words(nil, title) {
		if s, ok := swatches[stem(w.text)]; ok && s.basic {
			families |= s.family
		}
	}
	return families
}

// containsWords reports whether the words of part stand in s in a row.
func containsWords(s, part string) bool {
	return part != "" && strings.Contains(" "+s+" ", " "+part+" ")
}

// Swatch returns the colour that value names as "#rrggbb", or "" when it names
// none. It knows the names of CSS, the names that shops use ("Navy", "Charcoal",
// "Rose Gold"), and a known colour with words around it ("Heather Grey").
func Swatch(value string) string {
	s, ok := swatchOf(value)
	if !ok {
		return ""
	}
	return fmt.Sprintf("#%06x", s.rgb)
}

// names a family has for a shopper, in the order of the bits.
var familyNames = [...]string{
	"black", "white", "gray", "red", "pink", "orange", "yellow", "green", "blue",
	"purple", "brown", "beige", "silver", "gold",
}

func (f colorFamily) String() string {
	var names []string
	for ; f != 0; f &= f - 1 {
		names = append(names, familyNames[bits.TrailingZeros16(uint16(f))])
	}
	return strings.Join(names, ", ")
}

// color reads a phrase as a colour, if the catalogue has colours.
func (s *snapshot) color(phrase []token) (Constraint, bool) {
	var name strings.Builder
	for i := range phrase {
		name.WriteString(strings.Replace(phrase[i].text, "grey", "gray", 1))
	}
	value, ok := swatches[name.String()]
	if !ok {
		return Constraint{}, false
	}
	field, spelled, kind := "", "", KindOption
	best, other := 0, 0
	k := key(phrase)
	for i := range s.parts {
		for _, ref := range s.parts[i].lexicon.values[k] {
			if isColorField(ref.field) && (ref.count > best || ref.kind == KindOption && kind != KindOption) {
				field, spelled, kind, best = ref.field, ref.value, ref.kind, ref.count
			} else if !isColorField(ref.field) {
				other = max(other, ref.count)
			}
		}
	}
	if !value.basic && other > best {
		return Constraint{}, false // a "natural" lotion says how it is made
	}
	if field == "" {
		if !value.basic && !plainly[name.String()] && !colorModifiers[phrase[0].text] {
			return Constraint{}, false
		}
		if !slices.ContainsFunc(s.parts, func(p part) bool { return p.lexicon.colored }) {
			return Constraint{}, false
		}
		spelled = wordsOf(phrase)
	}
	return Constraint{Kind: KindOption, Field: "color", Values: []string{spelled}}, true
}

// colorModifiers stand before a colour.
var colorModifiers = wordSet(`light dark pale bright deep royal sky navy hot neon pastel off`)

func isBasicColor(value string) bool {
	s, ok := swatchOf(value)
	return ok && s.basic
}

// isColorField reports whether an option or attribute of this name tells
// colours.
func isColorField(name string) bool {
	for _, field := range colorFields {
		if len(field) == len(name) && strings.EqualFold(field, name) {
			return true
		}
	}
	return false
}

var colorFields = []string{
	"color", "colour", "shade", "finish", "product color", "product colour", "main color", "main colour",
	"primary color", "primary colour", "product_color", "product_colour",
}
