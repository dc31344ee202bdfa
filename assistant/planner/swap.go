package planner

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

var (
	// swapVerb asks for another choice of what is in the cart. What stands
	// before its "to" names the line, what follows the choice.
	swapVerb = pattern.MustCompile(polite + `(?:make|change|switch|swap|exchange|turn) (?:it|that|this|them|those|these|one|(?:the|my) (?:\w+ ){0,5}?\w+)(?: out)?( (?:to|for|into|in|with) (?:a |an |the |size |color )*| (?:a |an |the |size )?)`)
	// notThat takes back a choice that was just made.
	notThat = pattern.MustCompile(`^(?:(?:oh|uh|oops|ah|hm+|ok|please|and) )*(?:no|nope|sorry|wait|actually|wrong (?:size|colou?r|one)|rather|not \w+)\b|\b(?:instead|rather)$`)
)

// swaps reports whether a message asks to put another choice of a product in the
// place of what is in the cart: "make it black", "no, I meant size 11".
func (r *reader) swaps(m *Reading) bool {
	if r.state.Line == "" && !inCart(r.state.Last) || r.state.Errand != nil || m.Number != "" || len(m.Comparatives) > 0 {
		return false
	}
	named := hasOption(m.Wishes)
	if p := r.scene.Focus; p != nil && len(optionsIn(p, m.Norm, m.Wishes, "")) > 0 {
		named = true
	}
	if !named {
		return false
	}
	if swapVerb.MatchString(m.Norm) {
		return true
	}
	return inCart(r.state.Last) && r.state.Line != "" && (m.Correcting || notThat.MatchString(m.Norm)) && !hasType(m.Wishes) &&
		!slices.ContainsFunc(m.Words, func(word string) bool { return word != "wrong" })
}

// swap puts another choice of a product into the cart, and takes the line out
// whose place it has. Nothing is taken out before the other is in.
func (a *actor) swap(ctx context.Context, f *Facts) error {
	if err := a.cart(ctx, f); err != nil {
		return err
	}
	m := &f.Plan.Reading
	whole := f.Plan
	if at := swapVerb.FindStringSubmatchIndex(m.Norm); at != nil {
		whole.Reading.Norm = m.Norm[:at[2]]
	} else {
		whole.Reading.Norm = "change it"
	}
	line, unclear := pickLine(f.Cart.Lines, &whole)
	if line == nil {
		f.Lines = unclear
		return nil
	}
	f.Before = line
	item := Wanted{Product: line.ProductID, Options: maps.Clone(line.Options), Quantity: line.Quantity}
	if err := a.selects(ctx, f, &item); err != nil || len(f.Products) == 0 {
		return err
	}
	if item.Options == nil {
		item.Options = map[string]string{}
	}
	maps.Copy(item.Options, optionsIn(&f.Products[0], m.Norm, m.Wishes, ""))
	if maps.Equal(item.Options, line.Options) {
		return nil
	}
	added, err := a.addItem(ctx, f, &item, a.key("swap"))
	if err != nil || !added {
		return err
	}
	f.Added = []Added{{f.Products[0], f.Selection.Options, item.Quantity}}
	id := f.Line.ID
	now, err := tool.SetQuantity{Line: line.ID, Key: a.key("swapped")}.Do(ctx, a.turn)
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return err
	}
	f.changed(line, line.Quantity, 0)
	f.Cart, f.Line = &now, lineOf(now.Lines, id)
	return nil
}

func lineOf(lines []cart.Line, id string) *cart.Line {
	for i := range lines {
		if lines[i].ID == id {
			return &lines[i]
		}
	}
	return nil
}

// swapped tells what took a line's place, or why nothing did.
func (w *writer) swapped() {
	f := w.facts
	switch {
	case f.Before == nil && len(f.Cart.Lines) == 0:
		w.say("Your cart is empty, so there is nothing to change.", "There is nothing in your cart yet.")
		w.kindChips()
		w.sayChip("What can you do?")
		return
	case f.Before == nil:
		w.cartBlock()
		w.say("Which of these do you mean?", "Which line is it?")
		norm := w.plan.Reading.Norm
		if at := swapVerb.FindStringSubmatchIndex(norm); at != nil {
			norm = norm[at[2]:]
		}
		for i := range f.Lines {
			line := "Change the " + shortTitle(f.Lines[i].Title)
			w.chip(line, assistant.Action{Do: assistant.DoSay, Text: line + norm})
		}
		return
	case len(f.Products) == 0:
		w.add()
		return
	case len(f.Added) > 0 && f.Refusal == nil:
		w.changedTo(&f.Added[0])
		return
	}
	p := &f.Products[0]
	w.state.Focus = p.ID
	wished := maps.Clone(f.Selection.Options)
	switch said := notMade(p, &w.plan.Reading); {
	case said != nil:
		for _, s := range said {
			w.tell(s)
		}
	case f.Refusal != nil:
		w.say(f.Refusal.Message, "That did not work: "+f.Refusal.Message)
	case maps.Equal(wished, f.Before.Options):
		w.say("That is what you have: "+lineName(f.Before)+".", "It is already "+lineName(f.Before)+".")
	default:
		w.tell(stockOf(p, wished))
	}
	w.say("Your cart is as it was.", "I left the cart as it was.")
	w.cartChip()
	w.similarChip(p)
	w.personChip()
}

// changedTo tells that a line of the cart is another choice now.
func (w *writer) changedTo(now *Added) {
	f := w.facts
	w.cartBlock()
	before := strings.Join(ordered(&now.Product, multiple(&now.Product, f.Before.Options)), ", ")
	what, total := itemWords(&now.Product, now.Options, now.Quantity), w.total()
	w.tell(sentence{[]string{
		"Changed: " + what + " instead of " + before + ". " + total,
		upperFirst(what) + " now, no longer " + before + ". " + total,
	}, []assistant.Evidence{{Kind: "cart", ID: f.Cart.ID, Field: "subtotal", Value: f.Cart.Subtotal.String()}}})
	w.state.Focus = now.Product.ID
	w.sayChip("Checkout")
	if f.Line != nil {
		w.state.Line = f.Line.ID
		w.chip("Take it out again", assistant.Action{Do: assistant.DoSet, Line: f.Line.ID})
	}
	w.similarChip(&now.Product)
}
