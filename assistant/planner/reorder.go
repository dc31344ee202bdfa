package planner

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Again is a line of an order that is to be bought once more.
type Again struct {
	Line cart.OrderLine
	// Product is what it is of today; nil where it is not sold any more. Price is
	// what one costs now.
	Product *catalog.Product
	Options map[string]string
	Price   catalog.Money
	// Added is how many went into the cart. Refusal is why none did; nil with none
	// added means that the product is gone.
	Added   int
	Refusal *cart.Error
}

// again puts what an order had, or the lines of it that are named, into the cart
// once more, in the same choice and at the prices of today.
func (a *actor) again(ctx context.Context, f *Facts) error {
	if askingHow.MatchString(f.Plan.Reading.Norm) && f.Plan.Reading.Tapped == nil {
		return nil // the lines are offered
	}
	e := f.Plan.State.Errand
	lines, named := againLines(f.Order, e)
	if !named && namesThing(e.Text) {
		f.NotOrdered = true
		return nil
	}
	for _, line := range lines {
		one, err := a.lineAgain(ctx, f, &line)
		if err != nil {
			return err
		}
		f.Again = append(f.Again, one)
	}
	return nil
}

// againLines are the lines that are meant: the one that was chosen, those that the
// words name, or all; named is false for the last.
func againLines(o *cart.Order, e *Errand) (lines []cart.OrderLine, named bool) {
	if line := o.Line(e.Line); line != nil {
		return []cart.OrderLine{*line}, true
	}
	ids, score := namedLines(o, strings.Join(expand(prose.Words(e.Text)), " "))
	if score == 0 {
		return o.Lines, false
	}
	return slices.DeleteFunc(slices.Clone(o.Lines), func(line cart.OrderLine) bool { return !slices.Contains(ids, line.ID) }), true
}

// namesThing reports whether the words of an errand name something to be bought
// again, rather than the order.
func namesThing(text string) bool {
	return slices.ContainsFunc(prose.Content(strings.Join(expand(prose.Words(text)), " ")), func(stem string) bool {
		_, isNumber := toNumber(stem)
		return !isNumber && len(stem) > 2 && !requestWords[stem] && !changeWords[stem] && !againWords[stem]
	})
}

// againWords are the stems of a request to buy something once more.
var againWords = map[string]bool{
	"same": true, "reorder": true, "re": true, "repeat": true, "last": true, "time": true, "onc": true, "order": true, "everyth": true, "thing": true, "stuff": true,
	"anew": true, "whole": true, "previous": true, "recent": true, "newest": true, "latest": true, "usual": true, "bought": true, "befor": true, "want": true,
	"need": true, "like": true, "get": true, "number": true, "parcel": true, "hi": true, "hello": true, "earlier": true, "alreadi": true, "item": true, "lot": true, "exact": true, "exactli": true,
}

// lineAgain puts one line into the cart, in its own key, so that a repeated turn
// adds nothing twice.
func (a *actor) lineAgain(ctx context.Context, f *Facts, line *cart.OrderLine) (Again, error) {
	again := Again{Line: *line, Options: line.Options}
	if line.ProductID == "" {
		return again, nil
	}
	now, err := tool.AddToCart{
		Product: line.ProductID, Variant: line.VariantID, Options: line.Options, Quantity: line.Quantity, Again: true, Key: a.key("again:" + line.ID),
	}.Do(ctx, a.turn)
	refused, err := tool.Refused(err)
	if err != nil || now.Product == nil {
		return again, err
	}
	again.Product, again.Price, again.Refusal = now.Product, now.Chosen.Price, refused
	if now.Chosen.Variant != nil {
		again.Options = now.Chosen.Options
	}
	if refused == nil {
		again.Added = line.Quantity
		f.added(&now)
	}
	return again, nil
}

// orderedAgain says what went into the cart once more, what costs something else
// now, and what cannot be had.
func (w *writer) orderedAgain() {
	f := w.facts
	var added, dearer []string
	var evidence []assistant.Evidence
	var missing []*Again
	for i := range f.Again {
		again := &f.Again[i]
		if again.Added == 0 {
			missing = append(missing, again)
			continue
		}
		added = append(added, timesName(again))
		evidence = append(evidence, fact(again.Product, "price", again.Price.String()))
		if again.Line.Unit.Currency == again.Price.Currency && again.Line.Unit != again.Price {
			dearer = append(dearer, name(again.Product)+" "+w.money.money(again.Price)+" instead of "+w.money.money(again.Line.Unit))
		}
	}
	if len(added) > 0 {
		w.cartBlock()
		w.tell(sentence{[]string{
			"Added as in order " + f.Order.Number + ", at today's prices: " + joined(added, "and") + ". " + w.total(),
			"In your cart as you had it in order " + f.Order.Number + ": " + joined(added, "and") + ". " + w.total(),
		}, append(evidence, orderFact(f.Order, "lines", strconv.Itoa(len(added))))})
		if len(dearer) > 0 {
			w.tell(sentence{[]string{"What costs something else than then: " + joined(dearer, "and") + "."}, evidence})
		}
		w.state.Line = f.Line.ID
	}
	for _, again := range missing[:min(len(missing), 2)] {
		w.notAgain(again)
	}
	if len(missing) > 2 {
		w.say("Of the others " + number(len(missing)-2) + " cannot be had now either.")
	}
	w.state.Errand = nil
	if len(added) > 0 {
		w.plan.Move = MoveAdd // the talk is about the cart from here on
		w.sayChip("Checkout")
		w.cartChip()
		w.sayChip("Undo")
	}
	w.personChip()
}

// notAgain says why a line cannot be had once more, and offers what helps.
func (w *writer) notAgain(again *Again) {
	title := shortTitle(again.Line.Title)
	switch {
	case again.Product == nil:
		w.tell(says(orderFact(w.facts.Order, "line", title), "The "+title+" is not sold here any more.", "Not sold here any more: the "+title+"."))
		if n := len(again.Line.Category); n > 0 {
			w.sayChip("Show me " + strings.ToLower(again.Line.Category[n-1]))
		}
	case again.Product.SoldOut || !buyable(again.Product, again.Options):
		choice := theChoice(again.Product, again.Options)
		w.tell(says(fact(again.Product, "stock", "sold out"), upperFirst(choice)+" "+strings.TrimPrefix(the(again.Product, "is", "are"), "the "+name(again.Product)+" ")+" sold out."))
		w.waitChip(again.Product, again.Options, "Tell me when it is back")
		w.similarChip(again.Product)
	default:
		w.say(again.Refusal.Message)
		if again.Refusal.Available > 0 {
			w.chip("Add "+strconv.Itoa(again.Refusal.Available), assistant.Action{
				Do: assistant.DoAdd, Product: again.Product.ID, Options: again.Options, Quantity: again.Refusal.Available,
			})
		}
		w.similarChip(again.Product)
	}
}

// timesName is how many of what were added: "2 × Ramble Socks (Rust, L)".
func timesName(again *Again) string {
	text := name(again.Product)
	if values := ordered(again.Product, again.Options); len(values) > 0 {
		text += " (" + strings.Join(values, ", ") + ")"
	}
	if again.Added > 1 {
		text = strconv.Itoa(again.Added) + " × " + text
	}
	return text
}
