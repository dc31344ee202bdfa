package planner

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// Change is one change of a line of the cart, by what it held: lines come and go.
type Change struct {
	Product string            `json:"product"`
	Variant string            `json:"variant,omitempty"`
	Options map[string]string `json:"options,omitempty"`
	Title   string            `json:"title"`
	// Before and After are how many there were, and are.
	Before int `json:"before"`
	After  int `json:"after"`
}

// changed notes what became of a line.
func (f *Facts) changed(line *cart.Line, before, after int) {
	f.Changes = append(f.Changes, Change{
		Product: line.ProductID, Variant: line.VariantID, Options: maps.Clone(line.Options), Title: lineName(line), Before: before, After: after,
	})
}

// of reports whether a line holds what was changed.
func (c *Change) of(line *cart.Line) bool {
	return line.ProductID == c.Product && line.VariantID == c.Variant && maps.Equal(line.Options, c.Options)
}

// undo sets the lines that were changed last back to what they were.
func (a *actor) undo(ctx context.Context, f *Facts) error {
	if err := a.cart(ctx, f); err != nil {
		return err
	}
	for i, change := range slices.Backward(f.Plan.State.Undo) {
		key := a.key("undo:" + strconv.Itoa(i))
		at := slices.IndexFunc(f.Cart.Lines, func(l cart.Line) bool { return change.of(&l) })
		var now cart.Cart
		var err error
		switch {
		case at >= 0:
			now, err = tool.SetQuantity{Line: f.Cart.Lines[at].ID, Quantity: change.Before, Key: key}.Do(ctx, a.turn)
		case change.Before > 0:
			var back tool.Added
			back, err = tool.AddToCart{
				Product: change.Product, Variant: change.Variant, Options: change.Options, Quantity: change.Before, Again: true, Key: key,
			}.Do(ctx, a.turn)
			now = back.Cart
		default:
			continue // it is out already
		}
		if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
			return err
		}
		f.Cart = &now
		f.Undone = append(f.Undone, change)
	}
	f.Plan.State.Undo = nil
	return nil
}

// undone tells what was set back.
func (w *writer) undone() {
	f := w.facts
	switch {
	case f.Refusal != nil:
		w.refused(nil)
		return
	case len(f.Undone) == 0:
		w.say("There is nothing to undo: I have changed nothing in your cart.", "I have made no change that could be undone.")
		w.cartChip()
		w.moveOn()
		return
	}
	w.cartBlock()
	var words []string
	for _, c := range f.Undone {
		switch {
		case c.Before == 0:
			words = append(words, c.Title+" is out of your cart again")
		case c.After == 0:
			words = append(words, c.Title+" is back in your cart")
		default:
			words = append(words, c.Title+" is at "+strconv.Itoa(c.Before)+" again")
		}
	}
	what := joined(words, "and")
	w.tell(sentence{[]string{"Undone: " + what + ". " + w.total(), "Taken back: " + what + ". " + w.total()},
		[]assistant.Evidence{{Kind: "cart", ID: f.Cart.ID, Field: "subtotal", Value: f.Cart.Subtotal.String()}}})
	w.state.Line = ""
	if last := f.Undone[0]; last.Before == 0 {
		w.chip("Put it back", assistant.Action{Do: assistant.DoAdd, Product: last.Product, Variant: last.Variant, Options: last.Options, Quantity: max(1, last.After)})
	}
	if len(f.Cart.Lines) > 0 {
		w.sayChip("Checkout")
	}
	if len(w.state.Seen) > 0 {
		w.sayChip("Show me others")
	} else {
		w.sayChip("Show me something new")
	}
}
