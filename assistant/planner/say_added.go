package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// added tells what went into the cart. all is false where something is left to
// ask for.
func (w *writer) added(all bool) {
	f := w.facts
	w.cartBlock()
	var items []string
	count := 0
	for i := range f.Added {
		items = append(items, itemWords(&f.Added[i].Product, f.Added[i].Options, f.Added[i].Quantity))
		count += f.Added[i].Quantity
	}
	what := joined(items, "and")
	total := w.total()
	w.tell(sentence{[]string{
		"Added: " + what + ". " + total,
		upperFirst(what) + " " + plural2(count, "is", "are") + " in your cart now. " + total,
	}, []assistant.Evidence{{Kind: "cart", ID: f.Cart.ID, Field: "subtotal", Value: f.Cart.Subtotal.String()}}})
	if f.Line != nil {
		w.state.Line = f.Line.ID
	}
	w.state.Streak = 0
	if !all {
		return
	}
	if f.Line != nil && len(f.Added) == 1 && f.Line.Max > f.Line.Quantity {
		w.chip("Make it "+strconv.Itoa(f.Line.Quantity+1), assistant.Action{Do: assistant.DoSet, Line: f.Line.ID, Quantity: f.Line.Quantity + 1})
	}
	w.sayChip("Checkout")
	if len(w.state.Shown) > 1 {
		w.sayChip("Show me others")
	} else {
		w.similarChip(&f.Added[0].Product)
	}
	if f.Line != nil && len(f.Added) == 1 {
		w.chip("Take it out again", assistant.Action{Do: assistant.DoSet, Line: f.Line.ID})
	}
}

// itemWords names a choice of a product: "the Beck Jacket in Black, M" or "2 ×
// Hearth Mug".
func itemWords(p *catalog.Product, options map[string]string, quantity int) string {
	item := "the " + name(p)
	if choice := strings.Join(ordered(p, multiple(p, options)), ", "); choice != "" {
		item += " in " + choice
	}
	if quantity > 1 {
		item = strconv.Itoa(quantity) + " × " + strings.TrimPrefix(item, "the ")
	}
	return item
}
