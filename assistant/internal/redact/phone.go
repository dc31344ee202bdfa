package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phoneTexts are how telephone numbers are written: with a country's code, with an
// area code in brackets, in groups as in North America, or beginning with a zero.
var phoneTexts = []*regexp.Regexp{
	abroad,
	regexp.MustCompile(`\(\d{2,5}\)\s?\d{3,4}[\s.\-]?\d{3,4}\b`),
	regexp.MustCompile(`\b\d{1,3}[\- ]\d{3}[\- ]\d{3}[\- ]\d{4}\b`),
	regexp.MustCompile(`\b\d{3}[\-. ]\d{3}[\-. ]\d{4}\b`),
	regexp.MustCompile(`\b0\d{1,4}[\-/ ]\d{5,8}\b`),
	regexp.MustCompile(`\b0\d{2,4} \d{3,4} \d{3,4}\b`),
	regexp.MustCompile(`\b(?:1[3-9]\d{9}|0\d{9,10})\b`),
}

// abroad is a number with its country's code.
var abroad = regexp.MustCompile(`(?:\+|\b00)[1-9]\d{0,2}(?:[\s.\-/]{0,2}\(?\d+\)?){1,7}`)

// How many digits the number of a telephone has; without an area only where it is
// called one.
const (
	minPhone  = 8
	minCalled = 7
	maxPhone  = 15
)

// phones finds telephone numbers. In data, where any number may be that of a thing,
// they are those with a country's code and those that are called one.
func phones(text string, free bool) []span {
	all := digits(text)
	if len(all) < minCalled {
		return nil
	}
	var found []span
	patterns := phoneTexts
	switch {
	case !free && !strings.Contains(text, "+"):
		patterns = nil
	case !free:
		patterns = patterns[:1]
	}
	for _, pattern := range patterns {
		for _, s := range matches(pattern, text, phone) {
			n := len(digits(text[s.from:s.to]))
			if n >= minPhone && n <= maxPhone && (free || text[s.from] == '+') {
				found = append(found, s)
			}
		}
	}
	for _, g := range groups(text, all) {
		n := len(g.digits)
		if n < minCalled || n > maxPhone || g.date() {
			continue
		}
		from, to := g.digits[0].from, g.digits[n-1].to
		if called(text, from) || free && n >= minPhone && g.alone(text) && g.looksDialed(text) {
			if from > 0 && text[from-1] == '(' {
				from--
			}
			found = append(found, span{from, to, phone})
		}
	}
	return found
}

// group is digits that stand together.
type group struct {
	digits []digit
	sizes  []int // of its parts
}

// groups are the digits of a text by what stands between them: no more than a few
// signs that part a number.
func groups(text string, all []digit) []group {
	var found []group
	for i := 0; i < len(all); {
		j, sizes := i+1, []int{1}
		for ; j < len(all); j++ {
			if all[j].joined {
				sizes[len(sizes)-1]++
				continue
			}
			between := text[all[j-1].to:all[j].from]
			if len(between) > 3 || strings.Trim(between, " .-/()") != "" {
				break
			}
			sizes = append(sizes, 1)
		}
		found = append(found, group{all[i:j], sizes})
		i = j
	}
	return found
}

// date reports whether a group begins as a date does.
func (g *group) date() bool {
	return len(g.sizes) >= 3 && (slices.Equal(g.sizes[:3], []int{2, 2, 4}) || slices.Equal(g.sizes[:3], []int{4, 2, 2}))
}

// alone reports whether a group is no part of a name or an amount.
func (g *group) alone(text string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:g.digits[0].from])
	after, _ := utf8.DecodeRuneInString(text[g.digits[len(g.digits)-1].to:])
	part := func(r rune) bool {
		return r != utf8.RuneError && (unicode.IsLetter(r) || strings.ContainsRune("#_-.,/%$€£", r))
	}
	return !part(before) && (!part(after) || strings.ContainsRune(".,", after))
}

// looksDialed reports whether a group has a form that telephone numbers have
// somewhere and other numbers seldom.
func (g *group) looksDialed(text string) bool {
	n, first, second := len(g.digits), g.digits[0].value, g.digits[1].value
	is := func(sizes ...int) bool { return slices.Equal(g.sizes, sizes) }
	switch {
	case first == 0: // the area's
		return second != 0 && g.sizes[0] > 1 && len(g.sizes) > 1 && n >= 9 && n <= 11
	case g.bracketed(text):
		return n <= 12
	case is(3, 3, 3):
		return first == 6 || first == 7 || first == 9
	case is(3, 2, 2, 2):
		return first == 6 || first == 7
	case is(3, 7):
		return first == 3
	case is(5, 5):
		return first >= 6
	case is(3, 4, 4):
		return first == 1 && second >= 3
	case is(10):
		return first >= 2 && g.digits[3].value >= 2 && !numbered(text, g.digits[0].from)
	}
	return false
}

// bracketed reports whether the first or the second part of a group is an area code
// in brackets.
func (g *group) bracketed(text string) bool {
	at := 0
	for _, size := range g.sizes[:min(2, len(g.sizes))] {
		from, to := g.digits[at].from, g.digits[at+size-1].to
		if size >= 2 && size <= 5 && from > 0 && text[from-1] == '(' && strings.HasPrefix(text[to:], ")") {
			return true
		}
		at += size
	}
	return false
}

// How far before a number the word may stand that says what it is, in bytes.
const wordWithin = 28

// Words before a number that say what it is the number of.
var (
	ofPhones = words(`phone telephone tel mobile cell cellphone call ring dial whatsapp signal viber sms fax handy handynummer mobilnummer telefon
telefonnummer rufnummer mobil téléphone telephone portable móvil movil teléfono telefono celular cellulare telefoon telefoonnummer telefone telemóvel`)
	ofThings = words(`order orders tracking parcel shipment invoice sku item article product ref reference gtin ean upc isbn serial model code number no nr
bestellung bestellnummer artikel sendung rechnung commande suivi facture`)
)

func words(list string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(list) {
		all[w] = true
	}
	return all
}

// called reports whether a number that begins at from is called that of a telephone.
func called(text string, from int) bool {
	before := wordsBefore(text, from)
	return slices.ContainsFunc(before, func(w string) bool { return ofPhones[w] }) &&
		!slices.ContainsFunc(before, func(w string) bool { return ofThings[w] && w != "number" && w != "no" && w != "nr" && w != "code" })
}

// numbered reports whether a number that begins at from is called that of a thing.
func numbered(text string, from int) bool {
	return slices.ContainsFunc(wordsBefore(text, from), func(w string) bool { return ofThings[w] })
}

// wordsBefore are the words that lead to a number, in lower case: those of its
// sentence, and none before another number.
func wordsBefore(text string, at int) []string {
	before := text[max(0, at-wordWithin):at]
	if i := strings.LastIndexAny(before, "\n;!?0123456789"); i >= 0 {
		before = before[i+1:]
	}
	return strings.FieldsFunc(strings.ToLower(before), func(r rune) bool { return !unicode.IsLetter(r) })
}
