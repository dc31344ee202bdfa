package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/catalog"
)

// Titled is a product whose whole title stands in a message.
type Titled struct {
	catalog.Product
	// Same are the ids of other products with the same title. Within is true where
	// the title is part of another's: then it may be the name of a kind.
	Same   []string
	Within bool
}

// titleWords is how many words a title needs to be read as a name, two being
// enough behind "the", and titleLimit how many hits may have it.
const (
	titleWords = 3
	titleLimit = 30
)

// sums are amounts of money, which keep a search from products of other prices.
var sums = pattern.MustCompile(`[$€£¥]\s?\d[\d.,]*`)

// titledIn finds the product whose whole title stands in a message, the longest
// one.
func titledIn(ctx context.Context, shop assistant.Shop, text, norm string) (*Titled, error) {
	if len(strings.Fields(norm)) < titleWords {
		return nil, nil
	}
	result, err := shop.Search(ctx, catalog.Query{Text: sums.ReplaceAllString(text, " "), Limit: titleLimit, Bare: true})
	if err != nil {
		return nil, err
	}
	hits := result.Hits
	for i := range result.Alternatives { // a name that is read as a wish, too
		hits = append(hits, result.Alternatives[i].Hit)
	}
	var best *Titled
	longest := ""
	for i := range hits {
		title := titleNorm(&hits[i].Product)
		n := len(strings.Fields(title))
		if len(title) > len(longest) && (n >= titleWords && holds(norm, title) || n > 1 && holds(norm, "the "+title)) {
			best, longest = &Titled{Product: hits[i].Product}, title
		}
	}
	if best == nil {
		return nil, nil
	}
	for i := range hits {
		if p := &hits[i].Product; p.ID != best.ID {
			title := titleNorm(p)
			if title == longest {
				best.Same = append(best.Same, p.ID)
			}
			best.Within = best.Within || holds(title, longest)
		}
	}
	return best, nil
}

// callsFor finds the product that a message calls by name, among those that a
// search for text finds. Where it asks to add something, the words of the request
// are no part of the name, and a word too much does not hide it: "add the light
// ember gas stove".
func callsFor(ctx context.Context, shop assistant.Shop, text, norm string) (*catalog.Product, error) {
	search := func(text, norm string) (*catalog.Product, error) {
		result, err := shop.Search(ctx, catalog.Query{Text: text, Limit: 5, Bare: true})
		if err != nil {
			return nil, err
		}
		return namedIn(norm, result.Hits), nil
	}
	if !addVerb.MatchString(norm) && !addToCart.MatchString(norm) {
		best, err := search(text, norm)
		if best == nil && err == nil {
			best, err = calledFirst(ctx, shop, norm)
		}
		return best, err
	}
	thing := strings.TrimSpace(addVerb.ReplaceAllString(addToCart.ReplaceAllString(unchosen(norm, shop), " "), " "))
	words := strings.Fields(thing)
	if !hasMatter(thing) {
		return nil, nil // "add two" says how many, and names nothing called so
	}
	best, err := search(thing, thing)
	if err == nil && best == nil {
		best, err = onlyOne(ctx, shop, thing)
	}
	if err != nil || best != nil && inTitle(best, thing) == len(uniqueStems(thing)) || len(words) < titleWords || len(words) > maxNamed {
		return best, err
	}
	score := func(p *catalog.Product) int { // its own name counts most
		n := 2 * inTitle(p, thing)
		if ownName(p, thing) {
			n++
		}
		return n
	}
	for i, word := range words {
		if prose.IsStop(word) {
			continue
		}
		less := strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")
		p, err := search(less, less)
		if err != nil {
			return nil, err
		}
		if p != nil && inTitle(p, less) > 1 && (best == nil || score(p) > score(best)) {
			best = p
		}
	}
	return best, nil
}

// calledFirst is the product whose own name, the first word of its title, stands in a
// message: "is the nightshift waterproof enough?".
func calledFirst(ctx context.Context, shop assistant.Shop, norm string) (*catalog.Product, error) {
	words := strings.Fields(norm)
	if len(words) > maxNamed {
		return nil, nil
	}
	for i, word := range words {
		if len(word) < 4 || i == 0 || prose.IsStop(word) || talkWords()[word] {
			continue
		}
		if u := shop.Understand(word); u.Known == 0 || len(u.Constraints) > 0 || len(u.Corrections) > 0 {
			continue
		}
		result, err := shop.Search(ctx, catalog.Query{Text: word, Limit: 3, Bare: true})
		if err != nil {
			return nil, err
		}
		if len(result.Hits) > 0 && ownName(&result.Hits[0].Product, word) && (len(result.Hits) == 1 || !ownName(&result.Hits[1].Product, word)) {
			return &result.Hits[0].Product, nil
		}
	}
	return nil, nil
}

// onlyOne is the product that a text calls by a kind of its own: "the meadow tee",
// where only one product is both.
func onlyOne(ctx context.Context, shop assistant.Shop, text string) (*catalog.Product, error) {
	if len(prose.Content(text)) < 2 {
		return nil, nil
	}
	u := shop.Understand(text)
	if kind, typed := wish(u.Constraints, catalog.KindType, ""); !typed || len(strings.Fields(kind.Text)) < 2 || u.Known < u.Content {
		return nil, nil
	}
	result, err := shop.Search(ctx, catalog.Query{Text: text, Limit: 2, Bare: true})
	if err != nil || result.Total != 1 {
		return nil, err
	}
	return &result.Hits[0].Product, nil
}

// maxNamed is how many words a request to add has at most whose name is looked for
// without one of them.
const maxNamed = 8

// inTitle counts the words of a product's title that a text has.
func inTitle(p *catalog.Product, text string) int {
	stems, n := prose.Content(text), 0
	for _, stem := range uniqueStems(p.Title) {
		if slices.Contains(stems, stem) {
			n++
		}
	}
	return n
}

// holds reports whether a text holds a phrase as words.
func holds(text, phrase string) bool { return strings.Contains(" "+text+" ", " "+phrase+" ") }

// titleNorm is a product's title as the words of a message.
func titleNorm(p *catalog.Product) string {
	return strings.Join(expand(prose.Words(p.Title)), " ")
}

// outnamed prefers the product whose name a message quotes, in part, to one at hand
// that fewer of its words fit: "tell me about the three-layer shell".
func (r *reader) outnamed(m *Reading) {
	named := r.scene.Named
	if named == nil || len(m.Refs) != 1 || m.Refs[0] == named.ID || len(ordinals(m.Norm, len(r.scene.Shown))) > 0 || r.state.nearOrder() {
		return
	}
	if at := r.scene.product(m.Refs[0]); at != nil && (inTitle(named, m.Norm) > max(1, inTitle(at, m.Norm)) || ownName(named, m.Norm) && !ownName(at, m.Norm)) {
		m.Refs = []string{named.ID}
	}
}

// mentioned finds what the merchant says of all things, for a question about one
// of them: "is it PFAS free?".
func (r *reader) mentioned(m *Reading) {
	p := r.scene.product(r.scene.it())
	if len(m.Refs) == 1 {
		p = r.scene.product(m.Refs[0])
	}
	if p == nil || len(m.Found) > 0 || !yesNoQuestion.MatchString(m.Norm) {
		return
	}
	stems := slices.DeleteFunc(asked(p, m), func(stem string) bool { return whether[stem] })
	if found, ok := r.articles.Mention(stems, r.now); ok {
		m.Found = []knowledge.Found{found}
	}
}

// called puts "it" in the place of the whole title that a message holds, so that
// what a name says ("Track...", "... in White") is no part of what is asked. It
// reports whether that settles the message: it is nothing but the name, or asks
// for the price of a name that several have. What is about an order keeps the
// name, since its lines are found by it.
func (r *reader) called(m *Reading) bool {
	p := r.scene.Titled
	if p == nil || r.state.nearOrder() || !r.state.Errand.settled() {
		return false
	}
	title := titleNorm(&p.Product)
	before, after, found := strings.Cut(" "+m.Norm+" ", " "+title+" ")
	if !found {
		return false
	}
	before, after = strings.TrimSpace(strings.TrimSuffix(before+" ", " the ")), strings.TrimSpace(after)
	rest := strings.TrimSpace(before + " it " + after)
	about := func(aspect Aspect, refs ...string) bool {
		m.Intent, m.Aspect, m.Refs = IntentAbout, aspect, refs
		return true
	}
	switch aspect := aspectOf(rest); {
	case said(rest) != "" || r.owns(rest):
		return false
	case rest == "it" || after == "" && doYouHave.MatchString(rest):
		return len(p.Same) == 0 && !p.Within && about(AspectDescribe, p.ID)
	case len(p.Same) > 0 && aspect == AspectPrice:
		return about(AspectPrice, append([]string{p.ID}, p.Same[:min(len(p.Same), 3)]...)...)
	case len(p.Same) > 0 && aspect == AspectNone && !asksFact.MatchString(rest):
		return false
	}
	m.Norm, m.Said = rest, rest
	r.scene.Named, r.scene.Focus = &p.Product, &p.Product
	return false
}
