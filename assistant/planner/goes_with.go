package planner

import (
	"context"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// goesWith asks for what completes a product.
var goesWith = pattern.MustCompile(`\b(?:what|anything|something|things?|stuff|which \w+|do you have (?:anything|something))(?: else)?(?: that)? (?:goes?|would go|fits?|works?|pairs?|matches|combines?|belongs?) (?:well |nicely |best )?(?:with|to|together with)\b|\bwhat (?:else )?(?:do|would|should|will|might) (?:i|we|one) (?:also )?(?:need|want|buy)(?: along)? (?:with|for) (?:it|this|that|them|the)\b|\bwhat (?:can|could|should) i (?:wear|combine|pair|use) (?:it|this|that|them|the \w+(?: \w+)?) with\b|\b(?:accessories|extras|add ?ons) (?:for|to) (?:it|this|that|them|the)\b|\bgoes with (?:it|this|that)$`)

// completes settles which product is to be completed.
func (r *reader) completes(m *Reading) bool {
	switch it := r.scene.it(); {
	case len(m.Refs) > 0:
		m.Refs = m.Refs[:1]
	case r.scene.Named != nil:
		m.Refs = []string{r.scene.Named.ID}
	case it != "":
		m.Refs = []string{it}
	default:
		return false
	}
	return true
}

// fitting are the attributes by which data say what belongs together.
var fitting = []string{"fits", "fit for", "compatible with", "compatibility", "compatible products", "requires", "goes with", "works with", "pairs with", "accessories"}

// complements finds what goes with a product, by the data alone: what it names,
// and what names it.
func (a *actor) complements(ctx context.Context, f *Facts) error {
	if err := a.products(ctx, f, f.Plan.Refs[:1]); err != nil || len(f.Products) == 0 {
		return err
	}
	p := &f.Products[0]
	var named []string
	for _, field := range fitting {
		if values, ok := traits.Attribute(p, field); ok {
			named = append(named, values...)
		}
	}
	texts := append(slices.Clone(named), p.Title)
	taken := map[string]bool{p.ID: true}
	f.GoesWith = map[string]string{}
	for _, text := range texts {
		result, err := tool.SearchProducts{Text: text, Limit: lookLimit}.Do(ctx, a.turn)
		if err != nil {
			return err
		}
		for _, hit := range result.Hits {
			other := &hit.Product
			if taken[other.ID] || other.SoldOut || other.Price.IsZero() || len(f.Cards) == maxCards {
				continue
			}
			if reason := belongs(p, other, named); reason != "" {
				taken[other.ID] = true
				f.GoesWith[other.ID] = reason
				f.Cards = append(f.Cards, hit)
			}
		}
	}
	f.Result = catalog.Result{Hits: f.Cards, Total: len(f.Cards)}
	return nil
}

// belongs says by which words of the data other goes with p, or "".
func belongs(p, other *catalog.Product, named []string) string {
	for _, value := range named {
		if spelledOut(value, other) {
			return cut("Named by the "+shortTitle(p.Title)+": "+value, 60)
		}
	}
	for _, field := range fitting {
		values, _ := traits.Attribute(other, field)
		for _, value := range values {
			if spelledOut(value, p) {
				return cut(upperFirst(field)+": "+value, 60)
			}
		}
	}
	return ""
}

// spelledOut reports whether a value of the data has the whole title of a product.
func spelledOut(value string, p *catalog.Product) bool {
	title := strings.Join(prose.Words(p.Title), " ")
	return len(strings.Fields(title)) > 1 && holds(strings.Join(prose.Words(value), " "), title)
}

// complements shows what goes with a product, or says that the data name nothing.
func (w *writer) complements() {
	f := w.facts
	if len(f.Products) == 0 {
		w.about()
		return
	}
	p := &f.Products[0]
	if len(f.Cards) == 0 {
		if words := fittingWords(p); len(words.wordings) > 0 {
			w.tell(words)
			w.say("No product here is named by that.", "I see nothing in the shop that is called so.")
		} else {
			w.tell(says(fact(p, "fits", ""), "The data names nothing that is made to go with the "+name(p)+", so I make no claim.",
				"What goes with the "+name(p)+" the data does not say, and I would rather not guess."))
		}
		w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
		w.similarChip(p)
		w.productChips(p, 1)
		w.personChip()
		return
	}
	reasons := make([]string, len(f.Cards))
	seen := map[string]bool{}
	for i := range f.Cards {
		reason := f.GoesWith[f.Cards[i].Product.ID]
		if !seen[reason] {
			reasons[i], seen[reason] = reason, true
		}
	}
	w.cardsFor(f.Cards, reasons)
	w.state.Focus = p.ID
	w.say("By the shop's data "+plural2(len(f.Cards), "this goes", "these go")+" with the "+name(p)+".",
		upperFirst(plural2(len(f.Cards), "this is", "these are"))+" what the data names for the "+name(p)+".")
	w.addChip(&f.Cards[0].Product, f.Cards[0].Variant, "Add the first one")
	w.aboutChip(&f.Cards[0].Product, "Tell me about the first one")
	if len(f.Cards) > 1 {
		w.sayChip("Compare the first two")
	}
	w.cartChip()
}

// fittingWords says what a product's data name as fitting.
func fittingWords(p *catalog.Product) sentence {
	var parts []string
	var s sentence
	for _, field := range fitting {
		if values, ok := traits.Attribute(p, field); ok && len(parts) < 2 {
			value := plainText(strings.Join(values, ", "))
			parts = append(parts, field+": "+value)
			s.evidence = append(s.evidence, fact(p, field, value))
		}
	}
	if len(parts) > 0 {
		s.wordings = []string{"The data of the " + name(p) + " says " + joined(parts, "and") + "."}
	}
	return s
}
