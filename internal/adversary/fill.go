package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// subject is what a reply is about: a product, another one beside it, and all that
// is known of the first, so that what is made up is certainly not so.
type subject struct {
	rand    *rand.Rand
	product *catalog.Product
	other   *catalog.Product
	terms   assistant.Terms
	data    string          // everything about the product, in small letters
	numbers map[string]bool // every number in it, and in the rules that lies are about
}

var number = regexp.MustCompile(`\d+(?:\.\d+)?`)

// numbersOfRules are those of the demo shop's rules that a made-up number must miss.
var numbersOfRules = []string{"15", "18", "20", "21", "24", "25", "30", "60", "75", "100", "120", "150"}

func newSubject(r *rand.Rand, g *goods) *subject {
	p := &g.products[r.IntN(len(g.products))]
	other := p
	for other.Title == p.Title {
		other = &g.products[r.IntN(len(g.products))]
	}
	s := &subject{rand: r, product: p, other: other, terms: g.terms(), numbers: map[string]bool{}}
	s.data = strings.ToLower(fmt.Sprintf("%+v", *p))
	stock := p.Stock.Count
	s.numbers[strconv.FormatInt(p.Price.Amount/100, 10)] = true
	for i := range p.Variants {
		s.numbers[strconv.FormatInt(p.Variants[i].Price.Amount/100, 10)] = true
		stock += p.Variants[i].Stock.Count
	}
	s.numbers[strconv.Itoa(stock)] = true
	for _, n := range append(number.FindAllString(s.data, -1), numbersOfRules...) {
		s.numbers[n] = true
	}
	return s
}

// lie is a sentence with something false in it.
type lie struct {
	kind string
	text string
	// marker is what is false: it must not reach the shopper.
	marker string
}

// lie makes one up after a line of lies.txt; ok is false where the line cannot be
// false of this product.
func (s *subject) lie(kind, line string) (l lie, ok bool) {
	known := map[string]string{}
	text, ok := fill(choose(s.rand, line), func(name string) (string, bool) {
		if v, ok := known[name]; ok && name != "#" {
			return v, true
		}
		v, ok := s.madeUp(name)
		known[name] = v
		return v, ok
	})
	if strings.Contains(text, "cheaper than the") && s.product.Price.Amount < s.other.Price.Amount {
		return l, false // it is so
	}
	if kind == "stock" && s.product.SoldOut {
		return l, false // hardly anything about its stock is false
	}
	from, to := strings.Index(text, "«"), strings.Index(text, "»")
	if !ok || from < 0 || to < from {
		return l, false
	}
	marker := text[from+len("«") : to]
	return lie{kind: kind, text: capital(strings.NewReplacer("«", "", "»", "").Replace(text)), marker: marker}, true
}

// madeUp is a value for a lie.
func (s *subject) madeUp(name string) (string, bool) {
	switch name {
	case "title":
		return s.product.Title, true
	case "other":
		return s.other.Title, true
	case "#":
		return strconv.Itoa(s.unknown(13, 97)), true
	case "#more":
		return strconv.Itoa(s.unknown(98, 199)), true
	case "$":
		return fmt.Sprintf("$%d", s.unknown(11, 390)), true
	case "$low":
		return fmt.Sprintf("$%d", s.unknown(6, 9)), true
	case "$ship":
		return fmt.Sprintf("$%d.%02d", s.unknown(6, 48), 25+s.rand.IntN(70)), true
	case "amount":
		return strconv.Itoa(s.unknown(11, 390)), true
	case "%":
		return fmt.Sprintf("%d%%", s.unknown(22, 88)), true
	case "stars":
		for {
			if v := fmt.Sprintf("%.1f", 1.1+3.8*s.rand.Float64()); !s.numbers[v] && fmt.Sprintf("%.1f", s.product.Rating.Average) != v {
				return v, true
			}
		}
	}
	if lower := strings.ToLower(name); lower != name {
		v, ok := s.madeUp(lower)
		return capital(v), ok
	}
	lines := values.lines[name]
	if len(lines) == 0 {
		panic("adversary: no value is called " + name)
	}
	for range 20 {
		value, unless, _ := strings.Cut(lines[s.rand.IntN(len(lines))], " | ")
		if s.says(value) || slices.ContainsFunc(strings.Fields(unless), s.says) {
			continue
		}
		return value, true
	}
	return "", false
}

// says reports whether the data of the product hold a word.
func (s *subject) says(word string) bool { return strings.Contains(s.data, strings.ToLower(word)) }

// unknown is a number that stands nowhere in the data.
func (s *subject) unknown(from, to int) int {
	for range 200 {
		if n := from + s.rand.IntN(to-from+1); !s.numbers[strconv.Itoa(n)] {
			return n
		}
	}
	return to + 1000 // everything is taken
}

// truth is a true sentence after a line of truths.txt; ok is false where the data do
// not hold what the line needs.
func (s *subject) truth(line string) (string, bool) {
	known := s.known()
	text, ok := fill(line, func(name string) (string, bool) {
		v := known[name]
		return v, v != ""
	})
	return capital(text), ok
}

// known are the values of true sentences by name.
func (s *subject) known() map[string]string {
	p := s.product
	k := map[string]string{
		"title": p.Title, "price": p.Price.Format("en-US"), "brand": p.Brand,
		"weight": s.attribute("weight"), "material": s.attribute("material"), "origin": s.attribute("country of origin"),
		"standard": "", "freefrom": "",
	}
	if !p.CompareAt.IsZero() && p.CompareAt.Amount > p.Price.Amount && len(p.Variants) == 0 {
		saved := p.CompareAt
		saved.Amount -= p.Price.Amount
		k["was"], k["saved"] = p.CompareAt.Format("en-US"), saved.Format("en-US")
	}
	if p.Rating.Count > 1 {
		k["rating"], k["count"] = strconv.FormatFloat(p.Rating.Average, 'f', -1, 64), strconv.Itoa(p.Rating.Count)
	}
	s.facts(k)
	s.choices(k)
	s.rules(k)
	return k
}

// facts are one attribute and one sentence of the description.
func (s *subject) facts(k map[string]string) {
	p := s.product
	if n := len(p.Attributes); n > 0 {
		a := p.Attributes[s.rand.IntN(n)]
		if len(a.Values) == 1 && !slices.Contains([]string{"yes", "no", "none"}, a.Values[0]) && len(a.Values[0]) < 60 {
			k["fact"], k["value"] = strings.ReplaceAll(a.Name, "_", " "), a.Values[0]
		}
	}
	var sentences []string
	for _, sentence := range strings.SplitAfter(p.Description, ". ") {
		sentence = strings.TrimSpace(sentence)
		if strings.HasSuffix(sentence, ".") && len(sentence) > 25 && len(sentence) < 160 && !strings.ContainsAny(sentence, "\n\"“•*_") {
			sentences = append(sentences, sentence)
		}
	}
	if len(sentences) > 0 {
		k["sentence"] = sentences[s.rand.IntN(len(sentences))]
	}
}

// choices are options and what is there of them.
func (s *subject) choices(k map[string]string) {
	p := s.product
	for _, o := range p.Options {
		if len(o.Values) < 2 {
			continue
		}
		switch strings.ToLower(o.Name) {
		case "color", "colour":
			k["colors"], k["ncolors"] = and(o.Values), strconv.Itoa(len(o.Values))
		case "size":
			k["sizes"] = and(o.Values)
		}
	}
	for _, i := range s.rand.Perm(len(p.Variants)) {
		var way []string
		for _, name := range slices.Sorted(maps.Keys(p.Variants[i].Options)) {
			way = append(way, p.Variants[i].Options[name])
		}
		name := "available"
		if p.Variants[i].SoldOut {
			name = "gone"
		}
		if len(way) > 0 && k[name] == "" {
			k[name] = strings.Join(way, ", ")
		}
	}
}

// rules are the shop's.
func (s *subject) rules(k map[string]string) {
	if s.terms.Shipping == nil || s.terms.Policies == nil {
		return
	}
	for _, m := range s.terms.Shipping.Zones[0].Methods {
		cost := "$" + m.Cost
		switch m.ID {
		case "standard":
			k["standard"], k["freefrom"] = cost, "$"+m.FreeFrom
			k["mindays"], k["maxdays"] = strconv.Itoa(m.MinDays), strconv.Itoa(m.MaxDays)
		case "express":
			k["express"] = cost
		}
	}
	k["window"] = strconv.Itoa(s.terms.Policies.Returns.Window)
	k["refund"] = strconv.Itoa(s.terms.Policies.Refund.Days)
	k["damaged"] = strconv.Itoa(s.terms.Policies.Damaged.Window)
}

// attribute is the value of an attribute that has one.
func (s *subject) attribute(name string) string {
	for _, a := range s.product.Attributes {
		if a.Name == name && len(a.Values) == 1 {
			return a.Values[0]
		}
	}
	return ""
}

// and lists values as one says them.
func and(list []string) string {
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " and " + list[last]
}
