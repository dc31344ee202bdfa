package planner

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Scene is what the talk can be about at the moment: the products that words
// such as "it" and "the second one" may mean.
type Scene struct {
	// Shown are the products of the last list, in order. A product that is
	// gone from the catalogue has an empty ID.
	Shown []catalog.Product
	// Page is the product of the page, Focus the one talked about last. Nil
	// means none.
	Page, Focus *catalog.Product
	// Named is a product that the message calls by name, shown or not.
	Named *catalog.Product
	// Titled is a product whose whole title the message holds.
	Titled *Titled
	// Compared are products that the message names to have them compared.
	Compared []catalog.Product
	// Joined are products that the message names to have them added.
	Joined []Joined
	// Pending is the product whose options are being chosen.
	Pending *catalog.Product
	// Order is the order that is talked about, as far as it may be seen.
	Order *cart.Order
	// At is the page that the shopper is on, Terms are the shop's rules.
	At    assistant.Page
	Terms assistant.Terms
	// Customer is the verified customer; nil for a guest.
	Customer *assistant.Customer
	// Triggers are when the merchant wants a person asked for.
	Triggers knowledge.Triggers
	// Rated is true where the shopper was asked how the conversation was.
	Rated bool
	// Now is the time of the message, Locale the shopper's.
	Now    time.Time
	Locale string
}

// Joined is a product with the part of a message, as words, that is about it.
type Joined struct {
	catalog.Product
	Norm string
}

// product finds a product of the scene by its id.
func (s *Scene) product(id string) *catalog.Product {
	for i := range s.Shown {
		if s.Shown[i].ID == id && id != "" {
			return &s.Shown[i]
		}
	}
	for i := range s.Compared {
		if s.Compared[i].ID == id {
			return &s.Compared[i]
		}
	}
	for i := range s.Joined {
		if s.Joined[i].ID == id {
			return &s.Joined[i].Product
		}
	}
	for _, p := range []*catalog.Product{s.Page, s.Focus, s.Named, s.Pending} {
		if p != nil && p.ID == id {
			return p
		}
	}
	return nil
}

// refs finds the products that a message points at, in the order in which it
// does. beyond is true when it counts further than what was shown.
func (s *Scene) refs(norm string) (ids []string, beyond bool) {
	add := func(id string) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if n := len(s.Shown); n > 0 {
		for _, i := range ordinals(norm, n) {
			if i < 0 || i >= n {
				beyond = true
				continue
			}
			add(s.Shown[i].ID)
		}
		if len(ids) == 0 && bothOf.MatchString(norm) {
			count := 2
			if strings.Contains(norm, "all") {
				count = min(n, 4)
			}
			for i := range min(n, count) {
				add(s.Shown[i].ID)
			}
		}
		if len(ids) == 0 {
			add(s.superlative(norm))
		}
		if len(ids) == 0 {
			add(s.described(norm))
		}
	}
	for _, id := range s.called(norm) {
		add(id)
	}
	if len(ids) > 0 || beyond {
		return ids, beyond
	}
	switch {
	case thisPage.MatchString(norm) && s.Page != nil:
		add(s.Page.ID)
	case deictic.MatchString(unrelated(norm)):
		add(s.it())
	}
	return ids, false
}

// unrelated leaves out a "that" which begins a clause about what stands before it: "a
// tent that packs small" points at nothing.
func unrelated(norm string) string {
	words := strings.Fields(norm)
	var kept []string
	for i, word := range words {
		if word == "that" && i > 0 && i+1 < len(words) && !prose.IsStop(words[i-1]) && !leads[words[i-1]] && clause.MatchString(words[i+1]) {
			continue
		}
		kept = append(kept, word)
	}
	return strings.Join(kept, " ")
}

var (
	// leads are words behind which "that" is a thing, besides the stop words.
	leads = map[string]bool{
		"add": true, "buy": true, "take": true, "compare": true, "remove": true, "like": true, "love": true, "want": true, "order": true,
		"get": true, "see": true, "show": true, "put": true, "know": true, "think": true, "guess": true, "hope": true, "ok": true, "yes": true, "sure": true, "try": true,
	}
	// clause is how a clause behind "that" begins: with its verb, or who does something.
	clause = pattern.MustCompile(`^(?:is|are|has|have|can|could|will|would|do|does|did|i|we|you|he|she|they|my|\w{2,}s|\w{3,}ed)$`)
)

// it is the product that "it" means: the one talked about, the page's, or the
// only one shown.
func (s *Scene) it() string {
	switch {
	case s.Focus != nil:
		return s.Focus.ID
	case s.Page != nil:
		return s.Page.ID
	case len(s.Shown) == 1:
		return s.Shown[0].ID
	default:
		return ""
	}
}

// ordinals reads "the first one", "number 2", "the last". The result counts
// from 0; -1 and below, or n and above, is out of what was shown.
func ordinals(norm string, n int) []int {
	var found []int
	for _, m := range ordinalWord.FindAllStringSubmatch(norm, -1) {
		switch m[2] {
		case "aid", "class", "time", "name", "of", "hand", "day", "thing":
			continue
		}
		i := 0
		switch m[1] {
		case "second", "2nd":
			i = 1
		case "third", "3rd":
			i = 2
		case "fourth", "4th":
			i = 3
		case "fifth", "5th":
			i = 4
		case "sixth", "6th":
			i = 5
		case "last":
			i = n - 1
		}
		found = append(found, i)
		if count, ok := toNumber(m[2]); ok && m[1] == "first" && count > 1 && count <= 4 { // "the first two"
			for more := 1; more < count; more++ {
				found = append(found, more)
			}
		}
	}
	for _, m := range ordinalNum.FindAllStringSubmatch(norm, -1) {
		if i, ok := toNumber(m[1] + m[2]); ok {
			found = append(found, i-1)
		}
	}
	return found
}

// superlative finds "the cheapest one" among what was shown.
func (s *Scene) superlative(norm string) string {
	m := cheapestOf.FindStringSubmatch(norm)
	if m == nil || !strings.Contains(norm, "one") && !strings.Contains(norm, "of the") && !strings.Contains(norm, "of them") && !actsOn.MatchString(norm) {
		return ""
	}
	if unnamed.MatchString(norm) { // "a cheaper one" is none of these
		return ""
	}
	best := -1
	for i := range s.Shown {
		if s.Shown[i].ID == "" {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		a, b := &s.Shown[i], &s.Shown[best]
		better := false
		switch m[1] {
		case "cheapest", "cheaper", "least expensive":
			better = a.Price.Amount < b.Price.Amount
		case "most expensive", "priciest", "dearest", "more expensive":
			better = a.Price.Amount > b.Price.Amount
		case "best rated", "top rated", "highest rated":
			better = a.Rating.Average > b.Rating.Average
		case "lightest", "heaviest":
			x, okA := measureOf(a, "weight")
			y, okB := measureOf(b, "weight")
			better = okA && (!okB || x.value < y.value && m[1] == "lightest" || x.value > y.value && m[1] == "heaviest")
		default:
			return ""
		}
		if better {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return s.Shown[best].ID
}

// described finds "the blue one": the only product shown that the words fit.
func (s *Scene) described(norm string) string {
	m := theOne.FindStringSubmatch(norm)
	if m == nil {
		return ""
	}
	wanted := prose.Content(m[1])
	if len(wanted) == 0 || slices.ContainsFunc(wanted, func(stem string) bool { return judging[stem] }) {
		return ""
	}
	var fits []string
	for i := range s.Shown {
		if p := &s.Shown[i]; p.ID != "" && hasWords(p, wanted) {
			fits = append(fits, p.ID)
		}
	}
	if len(fits) == 1 {
		return fits[0]
	}
	if it := s.it(); slices.Contains(fits, it) {
		return it
	}
	return ""
}

// judging are stems of words by which one chooses: no thing has them as its property.
var judging = map[string]bool{
	"best": true, "better": true, "good": true, "nice": true, "nicest": true, "right": true, "worst": true, "favorit": true, "top": true, "main": true,
	"other": true, "same": true, "new": true, "next": true, "cool": true, "coolest": true, "popular": true, "ideal": true, "perfect": true,
}

// hasWords reports whether the product's title, options or attributes hold all
// stems.
func hasWords(p *catalog.Product, stems []string) bool {
	have := map[string]bool{}
	note := func(text string) {
		for _, stem := range prose.Content(text) {
			have[stem] = true
		}
	}
	note(p.Title)
	note(p.Brand)
	for _, o := range p.Options {
		for _, value := range o.Values {
			note(value)
		}
	}
	for _, a := range p.Attributes {
		if len(a.Values) == 1 && traits.Yes(a.Values[0]) {
			note(a.Name)
		}
		for _, value := range a.Values {
			note(value)
		}
	}
	for _, stem := range stems {
		if !have[stem] {
			return false
		}
	}
	return true
}

// called finds the products of the scene whose titles the message uses: words
// of a title that no other product of the scene has in its title.
func (s *Scene) called(norm string) []string {
	var all []*catalog.Product
	for i := range s.Shown {
		if s.Shown[i].ID != "" {
			all = append(all, &s.Shown[i])
		}
	}
	for _, p := range []*catalog.Product{s.Focus, s.Page} {
		if p != nil && !slices.ContainsFunc(all, func(o *catalog.Product) bool { return o.ID == p.ID }) {
			all = append(all, p)
		}
	}
	titles := make([][]string, len(all))
	count := map[string]int{}
	for i, p := range all {
		titles[i] = uniqueStems(p.Title)
		for _, stem := range titles[i] {
			count[stem]++
		}
	}
	said := map[string]int{}
	for i, stem := range prose.Content(norm) {
		said[stem] = i + 1
	}
	type hit struct {
		id    string
		at    int
		score float64
	}
	var hits []hit
	for i, p := range all {
		own, matched, first := 0, 0, 0
		for _, stem := range titles[i] {
			if at := said[stem]; at > 0 {
				matched++
				if count[stem] == 1 {
					own++
					if first == 0 || at < first {
						first = at
					}
				}
			}
		}
		if own > 0 {
			hits = append(hits, hit{p.ID, first, float64(own) + float64(matched)/float64(len(titles[i]))})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.at - b.at })
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.id)
	}
	return ids
}

func uniqueStems(text string) []string {
	stems := prose.Content(text)
	slices.Sort(stems)
	return slices.Compact(stems)
}

// namedIn picks the product among hits that the message calls by name: no other
// has as many words of its title in the message. One word is enough where it
// stands in no other title.
func namedIn(norm string, hits []catalog.Hit) *catalog.Product {
	said := map[string]bool{}
	for _, stem := range prose.Content(norm) {
		said[stem] = true
	}
	var best *catalog.Product
	most, tied := 0, false
	for i := range hits {
		title := uniqueStems(hits[i].Product.Title)
		matched := 0
		for _, stem := range title {
			if said[stem] {
				matched++
			}
		}
		if matched == 0 {
			continue
		}
		switch {
		case matched > most:
			best, most, tied = &hits[i].Product, matched, false
		case matched == most:
			tied = true
		}
	}
	if tied {
		return nil
	}
	return best
}
