package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// goods finds what a question about the rules is about: the product that it
// points at or names, or a kind of thing and where such things lie. Neither is
// no error.
func (a *actor) goods(ctx context.Context, f *Facts) error {
	m := &f.Plan.Reading
	refs := m.Refs
	if len(refs) == 0 && a.turn.Page.Product != "" && (deictic.MatchString(m.Norm) || m.Intent == IntentDelivery || m.Intent == IntentShipping) {
		refs = []string{a.turn.Page.Product}
	}
	kind, typed := wish(m.Wishes, catalog.KindType, "")
	if cue := support[m.Intent]; typed && cue != nil && cue.MatchString(strings.Join(kind.Values, " ")) {
		typed = false // "warranty" is the matter here, though it is sold as well
	}
	if len(refs) > 0 || !typed || kind.Not {
		return a.products(ctx, f, refs[:min(len(refs), 1)])
	}
	result, err := tool.SearchProducts{Wishes: []catalog.Constraint{kind}, Limit: 2}.Do(ctx, a.turn)
	if err != nil || len(result.Hits) == 0 {
		return err
	}
	if first := &result.Hits[0].Product; len(result.Hits) == 1 && called(first, kind.Values) {
		f.Products = append(f.Products, *first) // its name is read as a kind
		return nil
	}
	f.Kind, f.Category = typeWords(kind, true), result.Hits[0].Product.Category
	return nil
}

// called reports whether the words of a kind are of a product's own name, and
// more than what it is.
func called(p *catalog.Product, kind []string) bool {
	title := prose.Content(p.Title)
	return slices.ContainsFunc(kind, func(value string) bool {
		words := prose.Content(value)
		return len(words) > 1 && len(words) > len(prose.Content(kindOf(p))) && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(title, word) }) ||
			len(words) > 1 && len(title) > 0 && slices.Contains(words, title[0])
	})
}

// ownName reports whether a text calls a product by what it alone is called,
// which stands first in its title.
func ownName(p *catalog.Product, text string) bool {
	if p == nil {
		return false
	}
	title := prose.Content(p.Title)
	return len(title) > 1 && slices.Contains(prose.Content(text), title[0])
}

// finalSale is the answer about a product that is sold for good; no wordings
// where it is not.
func (w *writer) finalSale(p *cart.Policies, done string) sentence {
	if len(w.facts.Products) == 0 || p.Returns.FinalSale == "" || !cart.FinalSale(&w.facts.Products[0]) {
		return sentence{}
	}
	product := &w.facts.Products[0]
	text := "No: " + the(product, "is", "are") + " final sale and cannot be " + done + "."
	return stated("returns.final_sale", p.Returns.FinalSale, text)
}
