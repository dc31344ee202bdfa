package planner

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/internal/evaldata"
)

// firstCards is how many products a reply shows at first.
const firstCards = 4

// What people ask a shop for is a search, and we search for what they would have
// typed into a search box themselves.
func webshopFigures(t *testing.T) []*figure {
	typed := decoded[map[string][]string](t, "webshop/goal_query_map.json")
	terms := &figure{set: "webshop", what: "terms of a request, F1", floor: "78: drops 60 stop words", least: 80}
	found := &figure{set: "webshop", what: "what was meant is in the first cards", floor: "none", least: 84}
	search := &figure{set: "webshop", what: "a request is read as a search", floor: "none", least: 98}
	requests := slices.Sorted(maps.Keys(typed))
	// The shop of each half sells what the people of the other half typed; where
	// what was meant has to be there it sells all.
	var shops [2][]catalog.Product
	var all []catalog.Product
	for i, request := range requests {
		for j, query := range typed[request] {
			p := catalog.Product{ID: fmt.Sprintf("%d-%d", i, j), Title: query, Price: catalog.Money{Amount: 2000, Currency: "USD"}}
			shops[1-i%2] = append(shops[1-i%2], p)
			all = append(all, p)
		}
	}
	halves, whole := [2]*catalog.Index{shelf(t, shops[0]), shelf(t, shops[1])}, shelf(t, all)
	for i, request := range requests {
		ours, best := searched(readAlone(halves[i%2], request)), 0.0
		for _, query := range typed[request] {
			best = max(best, agreement(ours, prose.Content(query)))
		}
		terms.count(i, best, "%.2f %q: %q, want %q", best, request, ours, typed[request])
		result, err := whole.Search(context.Background(), catalog.Query{Text: request, Limit: firstCards})
		if err != nil {
			t.Fatal(err)
		}
		ok := slices.ContainsFunc(result.Hits, func(h catalog.Hit) bool { return strings.HasPrefix(h.Product.ID, fmt.Sprintf("%d-", i)) })
		found.is(i, ok, "%q: want %q", request, typed[request])
	}
	for i, goal := range decoded[[]string](t, "webshop/human_goals.json") {
		if i%3 != 0 && os.Getenv("AISLE_LONG") != "1" {
			continue
		}
		m := readAlone(whole, goal)
		ok := slices.Contains([]Intent{IntentFind, IntentAdd, IntentIdeas, IntentKit, IntentChoose}, m.Intent)
		search.is(i, ok, "%q is %s", goal, m.Intent)
	}
	return []*figure{terms, found, search}
}

// searched are the stems of what a message has the shop searched for.
func searched(m Reading) []string {
	words := slices.Clone(m.Words)
	for _, word := range m.Unknown {
		words = append(words, prose.Content(word)...)
	}
	for _, c := range m.Wishes {
		if !c.Not {
			words = append(words, prose.Content(c.Text)...)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// agreement is the F1 of two lists of stems. The catalogue and the articles stem a
// little differently, so that long common beginnings count as the same.
func agreement(ours, theirs []string) float64 {
	same := func(a, b string) bool {
		short := min(len(a), len(b))
		return a == b || short >= 4 && a[:short-1] == b[:short-1]
	}
	hits := func(of, in []string) (n float64) {
		for _, a := range of {
			if slices.ContainsFunc(in, func(b string) bool { return same(a, b) }) {
				n++
			}
		}
		return n
	}
	if len(ours) == 0 || len(theirs) == 0 {
		return 0
	}
	precision, recall := hits(ours, theirs)/float64(len(ours)), hits(theirs, ours)/float64(len(theirs))
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// listing is a product that a request of that data is for.
type listing struct {
	ID      string                   `json:"product_id"`
	Title   []string                 `json:"title"`
	Options []map[string]string      `json:"sku_options"`
	Facts   []map[string][]string    `json:"attributes"`
	Price   []map[string][2]*float64 `json:"price"`
}

// bounds are the least and the highest price that a request names, in minor units;
// 0 where it names none.
func (l listing) bounds() (low, high int64) {
	for _, price := range l.Price {
		for _, pair := range price {
			if pair[0] != nil {
				low = int64(*pair[0] * 100)
			}
			if pair[1] != nil {
				high = int64(*pair[1] * 100)
			}
		}
	}
	return low, high
}

// fields are the colours, sizes, brands and materials that a request may name.
func (l listing) fields() map[string][]string {
	fields := map[string][]string{}
	add := func(name, value string) {
		for _, field := range []string{"color", "size", "brand", "material"} {
			if strings.HasPrefix(name, field) || field == "material" && strings.HasSuffix(name, field) {
				fields[field] = append(fields[field], value)
			}
		}
	}
	for _, options := range l.Options {
		for name, value := range options {
			add(name, value)
		}
	}
	for _, facts := range l.Facts {
		for name, values := range facts {
			for _, value := range values {
				add(name, value)
			}
		}
	}
	return fields
}

// product is the listing as a shop has it, at a price.
func (l listing) product(id string, price int64) catalog.Product {
	p := catalog.Product{ID: id, Title: l.Title[0], Price: catalog.Money{Amount: price, Currency: "PHP"}}
	for _, options := range l.Options {
		for _, name := range slices.Sorted(maps.Keys(options)) {
			p.Options = append(p.Options, catalog.Option{Name: strings.TrimSuffix(name, "_family"), Values: []string{options[name]}})
		}
	}
	for _, facts := range l.Facts {
		for _, name := range slices.Sorted(maps.Keys(facts)) {
			if name == "brand" {
				p.Brand = facts[name][0]
				continue
			}
			p.Attributes = append(p.Attributes, catalog.Attribute{Name: strings.ReplaceAll(strings.TrimSuffix(name, "_family"), "_", " "), Values: facts[name]})
		}
	}
	slices.SortFunc(p.Attributes, func(a, b catalog.Attribute) int { return strings.Compare(a.Name, b.Name) })
	return p
}

// What a request names of price, colour, size, brand and material is understood to
// the letter, and a product that is so is among the first cards. Everything is sold
// a second time at a price that the request rules out.
func benchFigures(t *testing.T) []*figure {
	type request struct {
		Query  string  `json:"query"`
		Reward listing `json:"reward"`
	}
	requests := evaldata.Lines[request](t, "dialogue/shoppingbench/synthesize_product_test.jsonl")
	var products []catalog.Product
	for i, q := range requests {
		low, high := q.Reward.bounds()
		price, other := low+low/10+1, low/2
		if high > 0 {
			price, other = (low+high)/2, high*2
		}
		if low+high == 0 {
			price, other = 10000, 20000
		}
		products = append(products, q.Reward.product(fmt.Sprintf("right-%d", i), price), q.Reward.product(fmt.Sprintf("other-%d", i), max(1, other)))
	}
	index := shelf(t, products)
	figures := map[string]*figure{}
	for field, least := range map[string]float64{"color": 55, "size": 80, "brand": 95, "material": 70} {
		figures[field] = &figure{set: "shoppingbench", what: field + " that the request names", floor: "none", least: least}
	}
	price := &figure{set: "shoppingbench", what: "range of prices, to the cent", floor: "98: one regex, 180 of 183", least: 97}
	false1 := &figure{set: "shoppingbench", what: "no price where none is named", floor: "1 false", least: 90}
	cards := &figure{set: "shoppingbench", what: "the product is in the first cards", floor: "none", least: 78}
	kept := &figure{set: "shoppingbench", what: "no first card breaks the price", floor: "none", least: 98}
	for i, q := range requests {
		m := readAlone(index, q.Query)
		low, high := q.Reward.bounds()
		got, named := wish(m.Wishes, catalog.KindPrice, "")
		if low+high > 0 {
			price.is(i, named && got.MinPrice >= low && got.MinPrice <= low+1 && got.MaxPrice == high, "%q: %d to %d", q.Query, got.MinPrice, got.MaxPrice)
		} else {
			false1.is(i, !named, "%q: %d to %d", q.Query, got.MinPrice, got.MaxPrice)
		}
		for field, values := range q.Reward.fields() {
			for _, value := range values {
				if !strings.Contains(" "+prose.Fold(q.Query)+" ", " "+prose.Fold(value)+" ") {
					continue // it says so in other words, or not at all
				}
				ok := slices.ContainsFunc(m.Wishes, func(c catalog.Constraint) bool {
					return !c.Not && slices.ContainsFunc(c.Values, func(v string) bool { return prose.Fold(v) == prose.Fold(value) })
				})
				figures[field].is(figures[field].tried[0]+figures[field].tried[1], ok, "%q: %s %q of %v", q.Query, field, value, m.Wishes)
			}
		}
		result, err := index.Search(context.Background(), catalog.Query{Text: q.Query, Limit: firstCards})
		if err != nil {
			t.Fatal(err)
		}
		right, broken := false, false
		for _, hit := range result.Hits {
			right = right || hit.Product.ID == fmt.Sprintf("right-%d", i)
			amount := hit.Product.Price.Amount
			broken = broken || amount < low || high > 0 && amount > high
		}
		cards.is(i, right, "%q: %d of %s", q.Query, len(result.Hits), q.Reward.Title[0])
		kept.is(i, !broken, "%q", q.Query)
	}
	return []*figure{price, false1, figures["color"], figures["size"], figures["brand"], figures["material"], cards, kept}
}
