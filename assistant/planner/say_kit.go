package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// kit shows one pick for each thing, and what all of it comes to.
func (w *writer) kit() {
	f, k := w.facts, w.state.Kit
	if k == nil || len(f.Cards) == 0 {
		w.nothing()
		return
	}
	reasons := make([]string, len(f.Cards))
	for i := range f.Cards {
		item := &k.Items[i]
		reasons[i] = "Your " + item.Name
		if item.Quantity > 1 {
			reasons[i] = strconv.Itoa(item.Quantity) + " of your " + pluralOf(item.Name)
		}
		reasons[i] = cut(reasons[i], 60)
	}
	w.cardsFor(f.Cards, reasons)
	w.state.Focus = ""
	if len(f.Unknown) > 0 {
		words := unknownWords(f.Unknown)
		w.say("I found no "+words+" here; the rest I can offer.", "There is no "+words+" in this shop.")
	}
	if missing := f.Plan.Reading.NotIn; missing != "" {
		w.say("There is no "+missing+" in it so far.", "So far it has no "+missing+".")
		w.sayChip("Add a " + singularOf(missing))
	}
	if cheaper := f.Plan.Reading.Comparatives; f.Exhausted && len(cheaper) > 0 && cheaper[0].Field == "price" && cheaper[0].Less {
		w.say("Nothing cheaper of that kind can be had, so it stays.", "No other of that kind costs less, so it stays.")
	} else if f.Exhausted {
		w.say("There is no other of that kind, so it stays.", "That is the only one there is.")
	}
	w.kitTotal()
	w.after = append(w.after, w.kitWishes())
	w.kitChips()
}

// kitWishes shows what the kit is of, each to be left out, and its budget.
func (w *writer) kitWishes() assistant.WishesBlock {
	var block assistant.WishesBlock
	add := func(text, field string) {
		block.Wishes = append(block.Wishes, assistant.Choice{
			ID: "w" + strconv.Itoa(len(block.Wishes)+1), Label: label(upperFirst(text)), Action: assistant.Action{Do: assistant.DoUnwish, Field: field},
		})
	}
	for i := range w.state.Kit.Items {
		add(w.state.Kit.Items[i].Name, kitField+strconv.Itoa(i))
	}
	if budget := w.state.Kit.Budget; budget > 0 {
		add("Up to "+w.money.amount(budget)+" together", string(catalog.KindPrice))
	}
	block.Text = "Looking for: " + strings.Join(labels(block.Wishes), ", ")
	return block
}

// kitTotal says what the picks come to, and how that is beside the budget.
func (w *writer) kitTotal() {
	f, k := w.facts, w.state.Kit
	currency := f.Cards[0].Product.Price.Currency
	money := func(amount int64) string { return w.money.money(catalog.Money{Amount: amount, Currency: currency}) }
	var evidence []assistant.Evidence
	var prices []string
	for i := range f.Cards {
		price := money(priceOf(&f.Cards[i]))
		evidence = append(evidence, fact(&f.Cards[i].Product, "price", price))
		if n := k.Items[i].Quantity; n > 1 {
			price = strconv.Itoa(n) + " × " + price
		}
		prices = append(prices, price)
	}
	sum := money(k.Sum)
	lead := upperFirst(number(len(f.Cards))) + " things, one pick each: "
	if len(f.Cards) == 1 {
		lead = "One pick: "
	}
	parts := "Together " + strings.Join(prices, " + ") + " = " + sum
	if len(prices) == 1 {
		parts = "That is " + sum
	}
	switch {
	case k.Budget == 0:
		w.tell(sentence{[]string{lead + sum + " together.", parts + "."}, evidence})
	case k.Sum == k.Budget:
		w.tell(sentence{[]string{lead + sum + " together, just what you want to spend.", parts + ", your whole budget."}, evidence})
	case k.Sum < k.Budget:
		w.tell(sentence{[]string{
			lead + sum + " together, so " + money(k.Budget-k.Sum) + " of your " + w.money.amount(k.Budget) + " is left.",
			parts + ", within your " + w.money.amount(k.Budget) + ".",
		}, evidence})
	default:
		w.tell(sentence{[]string{
			"It does not fit into " + w.money.amount(k.Budget) + ": the least that one of each costs here is " + sum + ", " + money(k.Sum-k.Budget) + " more.",
			"One of each comes to " + sum + " at least, " + money(k.Sum-k.Budget) + " over your " + w.money.amount(k.Budget) + ".",
		}, evidence})
	}
}

// kitChips offers what may come next about a kit.
func (w *writer) kitChips() {
	k := w.state.Kit
	dearest := 0
	for i := range k.Items {
		if priceOf(&w.facts.Cards[i])*int64(k.Items[i].Quantity) > priceOf(&w.facts.Cards[dearest])*int64(k.Items[dearest].Quantity) {
			dearest = i
		}
	}
	over := k.Budget > 0 && k.Sum > k.Budget
	all := "Add all " + number(len(k.Items))
	switch len(k.Items) {
	case 1:
		all = "Add it"
	case 2:
		all = "Add both"
	}
	if !over {
		w.sayChip(all)
	}
	if len(k.Items) > 1 && over {
		w.sayChip("Without the " + k.Items[dearest].Name)
	}
	another := "Another "
	if isPlural(k.Items[dearest].Name) {
		another = "Other "
	}
	w.sayChip(another + k.Items[dearest].Name)
	if !over {
		w.sayChip("Cheaper")
	} else {
		w.sayChip(all)
	}
	w.aboutChip(&w.facts.Cards[0].Product, "Tell me about the first one")
}
