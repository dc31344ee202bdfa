package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// add tells what went into the cart, and asks for what is missing.
func (w *writer) add() {
	f := w.facts
	whole := f.Selection.Complete() && f.Refusal == nil && len(f.Products) > 0
	if len(f.Added) > 0 {
		w.added(whole)
	}
	switch {
	case len(f.Products) == 0:
		w.helped = false
		w.say("That product is not in the shop any more, so nothing was added.", "Nothing was added: the product is gone from the shop.")
		w.cartChip()
		w.personChip()
	case f.Refusal != nil:
		w.refused(&f.Products[0])
	case !whole:
		w.missing(&f.Products[0])
	}
}

// missing asks for the next option, with the values that can be bought.
func (w *writer) missing(p *catalog.Product) {
	f, s, item := w.facts, w.facts.Selection, w.plan.Item
	options := map[string]string{}
	for name, value := range s.Options {
		options[name] = value
	}
	switch {
	case p.SoldOut || !buyable(p, nil):
		w.soldOut(p)
		return
	case p.Price.IsZero():
		w.tell(says(fact(p, "price", ""), upperFirst(the(p, "has", "have"))+" its price on request, so I cannot add it; a person of the shop can tell you the price.",
			"Nothing was added: the price of the "+name(p)+" is on request. A person of the shop can tell it."))
		w.personChip()
		w.similarChip(p)
		w.cartChip()
		return
	case len(s.Unknown) > 0:
		w.say(upperFirst(the(p, "does", "do"))+" not come in "+joined(s.Unknown, "or")+".", "There is no "+joined(s.Unknown, "or")+" of the "+name(p)+".")
	case s.NotMade || !buyable(p, options):
		w.notThere(p, options)
		return
	}
	option := firstOpen(p, options)
	if option == nil {
		w.notThere(p, options)
		return
	}
	pending := &Pending{Ask: AskOption, Field: option.Name, Item: &Wanted{Product: p.ID, Options: options, Quantity: item.Quantity}, Next: w.plan.Next, Besides: w.plan.Reading.Besides}
	var refused []string
	for _, value := range option.Values {
		switch {
		case !buyable(p, with(options, option.Name, value)):
		case unwantedValue(option.Name, value, w.state.Wishes):
			refused = append(refused, value)
		default:
			pending.Values = append(pending.Values, value)
		}
	}
	if len(pending.Values) == 0 {
		pending.Values = refused
	}
	if pending.From = w.plan.From; pending.From >= len(pending.Values) {
		pending.From = 0
	}
	w.state.Pending = pending
	chosen := strings.Join(ordered(p, multiple(p, options)), ", ")
	if chosen != "" {
		chosen = " in " + chosen
	}
	question := "Which " + option.Name + " of the " + name(p) + chosen + "?"
	if len(s.Unknown) > 0 {
		w.say("There is " + joined(listed(pending.Values), "and") + ": which one?")
	} else if said := notMade(p, &w.plan.Reading); said != nil && w.plan.Reading.Intent == IntentAdd && len(w.plan.Reading.Refs) == 1 && len(f.Added) == 0 {
		w.tell(said...) // "in black", of what is made in green and blue
		w.say("Which "+option.Name+" shall it be?", "Which "+option.Name+" would you like?")
	} else if len(pending.Values) > assistant.MaxChoices {
		w.tell(says(fact(p, option.Name, strings.Join(pending.Values, ", ")),
			question+" In stock: "+joined(listed(pending.Values), "and")+".",
			"For the "+name(p)+chosen+" I need the "+option.Name+": there is "+joined(listed(pending.Values), "and")+"."))
	} else {
		w.tell(says(fact(p, option.Name, strings.Join(pending.Values, ", ")), question, "I need the "+option.Name+" for the "+name(p)+chosen+"."))
	}
	w.optionChips(p, pending)
}

// multiple are the chosen options that leave a choice at all.
func multiple(p *catalog.Product, options map[string]string) map[string]string {
	chosen := map[string]string{}
	for _, option := range p.Options {
		if value := options[option.Name]; value != "" && len(option.Values) > 1 {
			chosen[option.Name] = value
		}
	}
	return chosen
}

// firstOpen is the first option of p that is not chosen.
func firstOpen(p *catalog.Product, options map[string]string) *catalog.Option {
	for i := range p.Options {
		if _, chosen := options[p.Options[i].Name]; !chosen && len(p.Options[i].Values) > 0 {
			return &p.Options[i]
		}
	}
	return nil
}

// optionChips offers the values that were asked for: the middle ones of a long
// list of sizes, for those are bought most.
func (w *writer) optionChips(p *catalog.Product, pending *Pending) {
	values, more := offeredValues(pending)
	w.chipsText = upperFirst(pending.Field) + ": " + strings.Join(pending.Values, ", ")
	for _, value := range values {
		w.chip(value, assistant.Action{
			Do: assistant.DoPick, Product: p.ID, Field: pending.Field, Value: value,
			Options: pending.Item.Options, Quantity: pending.Item.Quantity,
		})
	}
	if more {
		w.sayChip("More " + pluralOf(pending.Field))
	}
}

// offeredValues are the values that chips offer; more is true where others are left
// for the next time.
func offeredValues(pending *Pending) (values []string, more bool) {
	values = pending.Values
	n := len(values)
	if n <= assistant.MaxChoices {
		return values, false
	}
	const few = assistant.MaxChoices - 1
	if middle := (n - few) / 2; !isColor(pending.Field) {
		values = append(slices.Clone(values[middle:]), values[:middle]...)
	}
	from := pending.From % n
	return values[from:min(from+few, n)], true
}

// notThere answers a choice that is sold out or not made, with what is nearest.
func (w *writer) notThere(p *catalog.Product, options map[string]string) {
	choice := strings.Join(ordered(p, multiple(p, options)), ", ")
	word := "sold out"
	if s := p.Select(options); s.NotMade {
		word = "not made"
	}
	w.tell(says(fact(p, "stock", choice+": "+word),
		upperFirst(the(p, "is", "are"))+" "+word+" in "+choice+".", "In "+choice+" "+the(p, "is", "are")+" "+word+"."))
	w.others(p, options)
}

// others offers what can be bought when one of the chosen values gives way, the
// last option first: another size is no help, another color may be.
func (w *writer) others(p *catalog.Product, options map[string]string) {
	quantity := 1
	if w.plan.Item != nil {
		quantity = w.plan.Item.Quantity
	}
	w.askLast(p, options, quantity)
	w.state.Asking = &Wanted{Product: p.ID, Options: options, Quantity: quantity}
	room := assistant.MaxChoices - 1
	waits := w.facts.Terms.Restocks && !p.Select(options).NotMade
	if waits {
		room--
	}
	var offered []string
	for _, option := range p.Options {
		value, chosen := options[option.Name]
		if !chosen || len(option.Values) < 2 {
			continue
		}
		for _, other := range option.Values {
			choice := with(options, option.Name, other)
			if other == value || !buyable(p, choice) {
				continue
			}
			words := strings.Join(ordered(p, multiple(p, choice)), ", ")
			if len(w.chips) < room {
				offered = append(offered, words)
				w.chip("Add "+words, assistant.Action{Do: assistant.DoAdd, Product: p.ID, Options: choice, Quantity: quantity})
			}
		}
	}
	if len(offered) > 0 {
		w.say("I could add "+joined(offered, "or")+".", "There is "+joined(offered, "or")+".")
	}
	if waits {
		w.waitChip(p, options, "Tell me when it is back")
	}
	w.similarChip(p)
	w.personChip()
}

// askLast leaves the question open whose answer was sold out, so that naming
// another value is enough.
func (w *writer) askLast(p *catalog.Product, options map[string]string, quantity int) {
	for i := len(p.Options) - 1; i >= 0; i-- {
		option := p.Options[i]
		if _, chosen := options[option.Name]; !chosen || len(option.Values) < 2 {
			continue
		}
		rest := map[string]string{}
		for k, v := range options {
			if k != option.Name {
				rest[k] = v
			}
		}
		if buyable(p, rest) {
			w.state.Pending = &Pending{Ask: AskOption, Field: option.Name, Item: &Wanted{Product: p.ID, Options: rest, Quantity: quantity}, Next: w.plan.Next, Besides: w.plan.Reading.Besides}
			for _, value := range option.Values {
				if buyable(p, with(rest, option.Name, value)) {
					w.state.Pending.Values = append(w.state.Pending.Values, value)
				}
			}
			return
		}
	}
}

func (w *writer) soldOut(p *catalog.Product) {
	w.tell(says(fact(p, "stock", "sold out"), upperFirst(the(p, "is", "are"))+" sold out at the moment, so I have not added it.", "Sold out at the moment: the "+name(p)+". Nothing was added."))
	w.waitChip(p, nil, "Tell me when it is back")
	w.similarChip(p)
	w.cartChip()
	w.personChip()
}

// total says what the cart holds: "3 items, $216.00 so far."
func (w *writer) total() string {
	c := w.facts.Cart
	if c.Count == 0 {
		return "Your cart is empty."
	}
	text := "Your cart: " + strconv.Itoa(c.Count) + " " + plural2(c.Count, "item", "items") + ", " + w.money.money(c.Subtotal)
	if len(c.Discounts) > 0 && c.Total.Amount < c.Subtotal.Amount {
		text = strings.TrimSuffix(text, w.money.money(c.Subtotal)) + w.money.money(c.Total) + " instead of " + w.money.money(c.Subtotal)
	}
	return text + "."
}

func (w *writer) cartBlock() {
	w.blocks = append(w.blocks, tool.CartBlock(w.facts.Cart, w.money.locale))
}

func lineName(line *cart.Line) string { return tool.LineName(line) }

// refused words a refusal of the cart, with a move that helps.
func (w *writer) refused(p *catalog.Product) {
	e := w.facts.Refusal
	if e.Code == cart.CodePriceChanged && p != nil {
		w.repriced(p, e)
		return
	}
	w.say(e.Message, "That did not work: "+e.Message)
	switch e.Code {
	case cart.CodeStock, cart.CodeQuantity:
		if e.Available > 0 && p != nil && w.plan.Item != nil {
			w.chip("Add "+strconv.Itoa(e.Available), tool.Put{Product: p, Chosen: w.facts.Selection, Quantity: e.Available}.Action())
		}
		if e.Available > 0 && w.plan.Item == nil && w.facts.Line != nil {
			most := w.facts.Line.Quantity + e.Available
			w.chip("Make it "+strconv.Itoa(most), assistant.Action{Do: assistant.DoSet, Line: w.facts.Line.ID, Quantity: most})
		}
	case cart.CodeSoldOut, cart.CodeNotMade:
		if p != nil {
			w.others(p, w.facts.Selection.Options)
			return
		}
	case cart.CodePriceOnAsking, cart.CodeCurrency:
		w.personChip()
	}
	if p != nil {
		w.similarChip(p)
	}
	w.cartChip()
	w.personChip()
}

// repriced shows what a thing costs now, and asks whether it is wanted at that.
func (w *writer) repriced(p *catalog.Product, e *cart.Error) {
	now := w.money.money(e.Price)
	w.tell(says(fact(p, "price", now), "Please look at the price once more before I add it: the "+name(p)+" costs "+now+" now."))
	action := tool.Put{Product: p, Chosen: w.facts.Selection, Quantity: w.plan.Item.Quantity}.Action()
	w.blocks = append(w.blocks, assistant.ProductsBlock{
		Text: shortTitle(p.Title) + " (" + now + ")", Cards: []assistant.Card{assistant.NewCard(p, action.Variant, "")},
	})
	w.chip("Add for "+now, action)
	w.similarChip(p)
	w.cartChip()
	w.personChip()
}

// changed tells what became of a line, or asks which one is meant.
func (w *writer) changed() {
	f, p := w.facts, w.plan
	switch {
	case f.Refusal != nil:
		w.refused(nil)
	case p.All:
		w.cartBlock()
		w.say("Your cart is empty now.", "All taken out; the cart is empty.")
		w.state.Line = ""
		w.sayChip("Show me something new")
		w.personChip()
	case f.Line == nil && len(f.Cart.Lines) == 0:
		w.say("Your cart is empty, so there is nothing to change.", "There is nothing in your cart yet.")
		w.kindChips()
		w.sayChip("What can you do?")
	case f.Line == nil:
		w.cartBlock()
		w.say("Which of these do you mean?", "Which line is it?")
		for _, line := range f.Lines {
			quantity := p.Quantity
			if p.Move == MoveRemove {
				quantity = 0
			}
			w.chip(lineName(&line), assistant.Action{Do: assistant.DoSet, Line: line.ID, Quantity: quantity})
		}
		w.state.Pending = nil
	default:
		w.line()
	}
}

// line tells about the one line that was changed.
func (w *writer) line() {
	f, p := w.facts, w.plan
	w.cartBlock()
	evidence := []assistant.Evidence{{Kind: "cart", ID: f.Cart.ID, Field: "subtotal", Value: f.Cart.Subtotal.String()}}
	title := lineName(f.Line)
	if p.Quantity == 0 {
		w.tell(sentence{[]string{"Taken out: " + title + ". " + w.total(), title + " is out of your cart. " + w.total()}, evidence})
		w.state.Line = ""
		if !f.Line.Unavailable {
			w.chip("Put it back", assistant.Action{Do: assistant.DoAdd, Product: f.Line.ProductID, Variant: f.Line.VariantID, Options: f.Line.Options, Quantity: max(1, f.Line.Quantity)})
		}
	} else {
		w.tell(sentence{[]string{
			title + ": " + strconv.Itoa(p.Quantity) + " now. " + w.total(),
			"Now " + strconv.Itoa(p.Quantity) + " × " + title + ". " + w.total(),
		}, evidence})
		w.state.Line = f.Line.ID
		w.chip("Take it out again", assistant.Action{Do: assistant.DoSet, Line: f.Line.ID})
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

// cart shows the cart, or says where the checkout is.
func (w *writer) cart() {
	c := w.facts.Cart
	w.cartBlock()
	if len(c.Lines) == 0 {
		w.say("Your cart is empty.", "There is nothing in your cart yet.")
		w.kindChips()
		w.sayChip("Show me something new")
		w.personChip()
		return
	}
	evidence := []assistant.Evidence{{Kind: "cart", ID: c.ID, Field: "subtotal", Value: c.Subtotal.String()}}
	if w.plan.Move == MoveCheckout {
		w.tell(sentence{[]string{
			w.total() + " You pay at the shop's own checkout, from the cart; I never see your card.",
			"The cart takes you to the shop's checkout. " + w.total(),
		}, evidence})
	} else {
		w.tell(sentence{[]string{w.total(), "In it: " + strings.TrimPrefix(w.total(), "Your cart: ")}, evidence})
	}
	for _, notice := range c.Notices {
		w.say(notice.Text)
	}
	if w.plan.Move != MoveCheckout {
		w.sayChip("Checkout")
	}
	line := &c.Lines[len(c.Lines)-1]
	w.chip("Remove "+cut(shortTitle(line.Title), 30), assistant.Action{Do: assistant.DoSet, Line: line.ID})
	if len(w.state.Seen) > 0 {
		w.sayChip("Show me others")
	}
	w.sayChip("How much is shipping?")
	w.personChip()
}

func (w *writer) kindChips() {
	if w.state.Errand != nil { // no goods between a problem and its end
		return
	}
	for _, kind := range w.facts.Kinds {
		w.sayChip(kind)
	}
}
