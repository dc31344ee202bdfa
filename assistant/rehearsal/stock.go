package rehearsal

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// maxStock is how many products the scripts are made of.
const maxStock = 4000

// Stock is what scripts are made of: the goods of a shop by kind. Make one with
// [TakeStock]; it is never changed.
type Stock struct {
	products []catalog.Product
	kinds    []kindOfGoods
	shared   map[string]bool // titles that several products have
}

// kindOfGoods is a shelf: the products of one kind.
type kindOfGoods struct {
	word   string // as a shopper says it: "waterproof jackets"
	things []string
	goods  []*catalog.Product
}

// TakeStock reads the goods of a catalogue, at most 4,000 of them, through its
// search. An empty catalogue is an error: nobody can rehearse with nothing.
func TakeStock(ctx context.Context, c catalog.Catalog) (*Stock, error) {
	s := &Stock{}
	for len(s.products) < maxStock {
		found, err := c.Search(ctx, catalog.Query{Limit: catalog.MaxLimit, Offset: len(s.products)})
		if err != nil {
			return nil, fmt.Errorf("rehearsal: taking stock: %w", err)
		}
		if len(found.Hits) == 0 {
			break
		}
		for _, hit := range found.Hits {
			s.products = append(s.products, hit.Product)
		}
	}
	if len(s.products) == 0 {
		return nil, fmt.Errorf("rehearsal: the catalogue has no products that can be bought")
	}
	slices.SortFunc(s.products, func(a, b catalog.Product) int { return cmp.Compare(a.ID, b.ID) })
	s.sort()
	return s, nil
}

// sort puts the products on shelves. A kind is the last name of a category. Only
// where no product has one does it go by the last word of its title, which is as
// often a color or a size as a thing.
func (s *Stock) sort() {
	shelves := map[string][]*catalog.Product{}
	titled := map[string]int{}
	s.shared = map[string]bool{}
	for i := range s.products {
		title := s.products[i].Title
		titled[title]++
		s.shared[title] = titled[title] > 1
	}
	sorted := slices.ContainsFunc(s.products, func(p catalog.Product) bool { return len(p.Category) > 0 })
	for i := range s.products {
		p := &s.products[i]
		name := ""
		if n := len(p.Category); n > 0 {
			name = p.Category[n-1]
		} else if fields := strings.Fields(p.Title); len(fields) > 0 && !sorted {
			name = fields[len(fields)-1]
		}
		if name != "" {
			shelves[name] = append(shelves[name], p)
		}
		if n := len(p.Category); n > 2 { // "Clothing > Jackets > Down jackets"
			shelves[p.Category[n-2]] = append(shelves[p.Category[n-2]], p)
		}
	}
	const few, many = 4, 8
	for least := few; least > 0 && len(s.kinds) < many; least-- {
		s.kinds = nil
		for _, name := range slices.Sorted(maps.Keys(shelves)) {
			if word := spoken(name); len(shelves[name]) >= least && word != "" {
				things := []string{name, word}
				for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '&' || r == ',' || r == '/' }) {
					things = append(things, strings.ToLower(strings.TrimSpace(part)))
				}
				s.kinds = append(s.kinds, kindOfGoods{word, things, shelves[name]})
			}
		}
	}
}

// spoken is a category's name as a shopper would say it: the first of several
// in small letters. Empty when nobody would.
func spoken(category string) string {
	word, _, _ := strings.Cut(category, "&")
	word, _, _ = strings.Cut(word, ",")
	word, _, _ = strings.Cut(word, "/")
	word = strings.ToLower(strings.TrimSpace(word))
	if len(strings.Fields(word)) > 3 || len(word) < 3 || strings.ContainsAny(word, "0123456789()") || word == "other" || word == "sale" || word == "accessories" || ofRules.MatchString(word) {
		return ""
	}
	return word
}

// ofRules is about the shop's rules, whatever a shelf is called.
var ofRules = regexp.MustCompile(`\b(?:warranty|warranties|shipping|delivery|returns?|gift cards?|services?|support)\b`)

// dice is chance with the helpers that the themes need.
type dice struct{ *rand.Rand }

func newDice(seed uint64, i int) dice { return dice{rand.New(rand.NewPCG(seed, uint64(i)))} }

func one[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// say picks one of several wordings.
func (d dice) say(wordings ...string) string { return one(d, wordings) }

// budget is a round sum that part of the goods cost less than; 0 where too few
// have a price.
func budget(goods []*catalog.Product) (sum int64, words string) {
	var prices []catalog.Money
	for _, p := range goods {
		if !p.Price.IsZero() && !p.SoldOut {
			prices = append(prices, p.Price)
		}
	}
	if len(prices) == 0 {
		return 0, ""
	}
	slices.SortFunc(prices, func(a, b catalog.Money) int { return cmp.Compare(a.Amount, b.Amount) })
	middle := prices[len(prices)*2/3]
	unit := int64(1)
	for range catalog.Exponent(middle.Currency) {
		unit *= 10
	}
	step := unit
	for _, s := range []int64{5 * unit, 10 * unit, 50 * unit} {
		if middle.Amount > 4*s {
			step = s
		}
	}
	sum = (middle.Amount/step + 1) * step
	m := catalog.Money{Amount: sum, Currency: middle.Currency}
	return sum, strings.TrimSuffix(m.Format("en-US"), ".00")
}

// fact is an attribute of a product that a shopper may ask for.
type fact struct {
	ask, again string
	says       []string
}

// facts are what the data say of a product, as questions.
func facts(p *catalog.Product, name string) []fact {
	var all []fact
	for _, a := range p.Attributes {
		label := strings.ToLower(strings.ReplaceAll(a.Name, "_", " "))
		if len(a.Values) == 0 || len(strings.Fields(label)) > 3 || len(a.Values[0]) > 40 || strings.ContainsAny(label, "0123456789(/") {
			continue
		}
		ask := "what is the " + label + " of " + name + "?"
		if label == "material" {
			ask = "what is " + name + " made of?"
		}
		all = append(all, fact{ask, label + " of " + name + " please", a.Values})
	}
	for _, o := range p.Options {
		if name := strings.ToLower(o.Name); len(o.Values) > 1 && (name == "color" || name == "size" || name == "colour") {
			all = append(all, fact{"which " + name + "s does it come in?", "what " + name + "s are there?", o.Values})
		}
	}
	return all
}
