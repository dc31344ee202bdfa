package planner

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
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
var sums = regexp.MustCompile(`[$€£¥]\s?\d[\d.,]*`)

// titledIn finds the product whose whole title stands in a message, the longest
// one.
func titledIn(ctx context.Context, shop assistant.Shop, text, norm string) (*Titled, error) {
	if len(strings.Fields(norm)) < titleWords {
		return nil, nil
	}
	result, err := shop.Search(ctx, catalog.Query{Text: sums.ReplaceAllString(text, " "), Limit: titleLimit})
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

// holds reports whether a text holds a phrase as words.
func holds(text, phrase string) bool { return strings.Contains(" "+text+" ", " "+phrase+" ") }

// titleNorm is a product's title as the words of a message.
func titleNorm(p *catalog.Product) string {
	return strings.Join(expand(prose.Words(p.Title)), " ")
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
