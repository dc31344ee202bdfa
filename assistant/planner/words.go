package planner

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// moneyWriter writes amounts of the shop's currency for the shopper's locale.
type moneyWriter struct {
	locale, currency string
}

// amount writes a round sum, as in a wish, without its zeros: "$150".
func (w moneyWriter) amount(minor int64) string {
	return zeroCents.ReplaceAllString(w.money(catalog.Money{Amount: minor, Currency: w.currency}), "$1")
}

var zeroCents = pattern.MustCompile(`[.,]00(\D|$)`)

// money writes a price as it stands: "$89.00".
func (w moneyWriter) money(m catalog.Money) string { return m.Format(w.locale) }

// price writes what a product costs: "$89.00", "from $12.00" or "price on
// request".
func (w moneyWriter) price(p *catalog.Product) string { return traits.Price(p, w.locale) }

// What every other sentence needs has a short name here.

func upperFirst(s string) string            { return prose.Upper(s) }
func lowerFirst(s string) string            { return prose.Lower(s) }
func cut(s string, limit int) string        { return prose.Cut(s, limit) }
func shortTitle(title string) string        { return prose.Title(title) }
func plainText(text string) string          { return prose.Plain(text) }
func listed(values []string) []string       { return traits.Listed(values) }
func ratingWords(p *catalog.Product) string { return traits.Rating(p) }

// lowerWords writes a label within a sentence, each of its words as lowerFirst
// does.
func lowerWords(s string) string {
	words := strings.Fields(s)
	for i, word := range words {
		words[i] = lowerFirst(word)
	}
	return strings.Join(words, " ")
}

// label cuts s to what a chip can hold, at a word where there is one.
func label(s string) string { return cut(s, assistant.MaxLabel) }

// name calls a product within a sentence: its title, without the tail that
// long titles drag along.
func name(p *catalog.Product) string {
	if head, rest, ok := strings.Cut(p.Title, " - "); ok && strings.EqualFold(head, p.Brand) && len(rest) >= 12 {
		return shortTitle(rest)
	}
	return shortTitle(p.Title)
}

// names calls two products so that they can be told apart.
func names(a, b *catalog.Product) (string, string) {
	if name(a) != name(b) {
		return name(a), name(b)
	}
	x, y := []rune(a.Title), []rune(b.Title)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] { // show where they begin to differ
			from := max(0, i-12)
			return name(a) + " (" + cut("…"+string(x[from:]), 40) + ")", name(b) + " (" + cut("…"+string(y[from:]), 40) + ")"
		}
	}
	return "first", "second"
}

// the calls a product with its verb: "the Tarn Shorts cost", "the Beck costs".
func the(p *catalog.Product, one, many string) string {
	if called := strings.ToLower(name(p)); isPlural(called) && !uncounted[lastWord(called)] {
		return "the " + name(p) + " " + many
	}
	return "the " + name(p) + " " + one
}

// joined lists words: "a, b and c".
func joined(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
	}
}

// number writes small numbers as words, as sentences do.
func number(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return strconv.Itoa(n)
}

var numberWords = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// counted writes a number of things: "one review", "12 reviews".
func counted(n int, thing string) string {
	if n == 1 {
		return "one " + thing
	}
	return number(n) + " " + pluralOf(thing)
}

// pluralOf and singularOf change the last word of an English phrase.
func pluralOf(s string) string {
	switch {
	case irregular[lastWord(s)] != "":
		return strings.TrimSuffix(s, lastWord(s)) + irregular[lastWord(s)]
	case s == "" || isPlural(s):
		return s
	case strings.HasSuffix(s, "knife"), strings.HasSuffix(s, "shelf"):
		return strings.TrimRight(s, "fe") + "ves"
	case strings.HasSuffix(s, "s"), strings.HasSuffix(s, "x"), strings.HasSuffix(s, "ch"), strings.HasSuffix(s, "sh"):
		return s + "es"
	case strings.HasSuffix(s, "y") && len(s) > 2 && !strings.ContainsRune("aeiou", rune(s[len(s)-2])):
		return s[:len(s)-1] + "ies"
	default:
		return s + "s"
	}
}

// irregular are plurals that no ending makes.
var irregular = map[string]string{"mouse": "mice", "foot": "feet", "tooth": "teeth", "child": "children", "person": "people", "leaf": "leaves", "lens": "lenses", "loaf": "loaves"}

// regular is the singular of an irregular plural, or "".
func regular(plural string) string {
	for one, many := range irregular {
		if many == plural {
			return one
		}
	}
	return ""
}

func singularOf(s string) string {
	switch {
	case regular(lastWord(s)) != "":
		return strings.TrimSuffix(s, lastWord(s)) + regular(lastWord(s))
	case !isPlural(s) || sameInBoth[lastWord(s)] || uncounted[lastWord(s)]:
		return s
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"), strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"):
		return s[:len(s)-2]
	default:
		return s[:len(s)-1]
	}
}

func isPlural(s string) bool {
	return sameInBoth[lastWord(s)] || uncounted[lastWord(s)] || regular(lastWord(s)) != "" || strings.HasSuffix(s, "s") && irregular[lastWord(s)] == "" &&
		!strings.HasSuffix(s, "ss") && !strings.HasSuffix(s, "us") && !strings.HasSuffix(s, "is")
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// uncounted are words for many things that have no number.
var uncounted = map[string]bool{
	"clothing": true, "clothes": true, "footwear": true, "underwear": true, "equipment": true, "gear": true, "makeup": true, "software": true,
	"furniture": true, "memory": true, "ram": true, "jewelry": true, "lingerie": true, "lighting": true, "bedding": true, "luggage": true,
}

// sameInBoth are words that have no other number, or that come in pairs.
var sameInBoth = map[string]bool{
	"trousers": true, "pants": true, "shorts": true, "jeans": true, "leggings": true, "tights": true,
	"overtrousers": true, "headphones": true, "earphones": true, "glasses": true, "sunglasses": true,

	"wellies": true, "wellingtons": true, "trainers": true, "gaiters": true, "binoculars": true, "pyjamas": true, "pajamas": true,
	"boots": true, "shoes": true, "slippers": true, "sandals": true, "sneakers": true, "socks": true, "gloves": true, "mittens": true, "series": true,
	"men": true, "women": true, "kids": true, "scissors": true,
}

// sortedKeys makes going through a map the same every time.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
