package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// search shows what was found, or what comes nearest.
func (w *writer) search() {
	f := w.facts
	w.wishes = !w.plan.Missing
	switch {
	case f.Exhausted:
		w.exhausted()
	case len(f.Cards) > 0:
		w.cards(f.Cards)
		w.found()
	case len(f.Result.Alternatives) > 0:
		w.nearest()
	default:
		w.nothing()
	}
	if len(f.Cards) == 0 && w.plan.Reading.Besides != "" {
		w.aside()
	}
}

// found tells about the cards and asks the one best question.
func (w *writer) found() {
	f, s := w.facts, &w.state
	if f.NoneNew {
		w.say("The data does not mark what is new, so here is what there is.", "What came in lately the data does not tell.")
	}
	things := wishesWords(w.wished(), f.Result.Total != 1, w.money)
	if first := w.plan.Comparative; first != nil && f.Base != nil && !f.NoMeasure && !f.NoBetter {
		if first.Most {
			w.most(things)
			w.moves()
			return
		}
		w.compared()
		if first.Field == fieldRating || f.StepUp {
			w.gained(f.Base, &f.Cards[0].Product)
			s.Streak = 0
			w.moves()
			return
		}
	} else if w.firstOf(things) || w.ranked(things) {
		s.Streak = 0
		w.moves()
		return
	} else {
		switch {
		case f.NoMeasure:
			w.say("The data does not give the "+w.plan.Comparative.Field+" to compare by, so here is what there is.",
				"Without a "+w.plan.Comparative.Field+" in the data I cannot compare that; these are the ones there are.")
		case f.NoBetter:
			w.noBetter()
		case w.plan.Move == MoveMore:
			w.say("Here are some others.", "A few more to look at.")
		default:
			w.counted(things)
		}
	}
	if refused := slices.DeleteFunc(slices.Clone(f.Dropped), func(c catalog.Constraint) bool { return !c.Not || c.Kind == catalog.KindType }); len(refused) > 0 {
		w.say("Please note your earlier wish: these may have " + strings.ToLower(strings.Join(refused[0].Values, " or ")) + ".")
	}
	w.unmeasured()
	if w.plan.Reading.Besides != "" {
		w.aside()
		s.Streak = 0
		w.moves()
		return
	}
	q, ask := bestQuestion(f, s, w.money)
	if ask {
		w.highlight()
		w.say(q.text)
		s.Pending = &q.pending
		s.Asked = append(slices.Clone(s.Asked), wishKey(catalog.Constraint{Kind: q.pending.Kind, Field: q.pending.Field}))
		s.Streak++
		for _, value := range q.pending.Values {
			w.sayChip(value)
		}
		w.sayChip("Just show me")
		return
	}
	s.Streak = 0
	w.highlight()
	w.moves()
}

// counted says how many there are.
func (w *writer) counted(things string) {
	f := w.facts
	total := f.Result.Total
	if len(f.Unknown) > 0 {
		w.strange()
		return
	}
	if len(w.state.Wishes) == 0 && len(w.state.Words) == 0 && len(w.state.Near) == 0 {
		switch w.state.Sort {
		case catalog.SortPriceUp:
			w.say("The lowest prices first.", "Beginning with the lowest price.")
			return
		case catalog.SortPriceDown:
			w.say("The highest prices first.", "Beginning with the highest price.")
			return
		}
		w.say("Here is what other shoppers look at first.", "A few things to begin with.", "This is a good place to start.")
		return
	}
	if len(w.plan.Reading.Near) > 0 && len(w.state.Near) > 0 && len(hardOf(w.state.Wishes)) > 0 && total > 1 {
		w.say("Of the "+things+", these come nearest to that.", "Among "+things+", these are nearest to that.")
		return
	}
	if len(hardOf(w.state.Wishes)) == 0 || len(w.state.Words)+len(w.state.Near) > 0 && total > len(f.Cards) {
		if total == 1 {
			w.say("This is the one that matches best.", "One thing matches.")
		} else {
			w.say("These match best.", "Here is what matches best.")
		}
		return
	}
	soldOut := f.Cards[0].Product.SoldOut
	noun := "thing"
	if c, ok := wish(w.state.Wishes, catalog.KindType, ""); ok {
		noun = lastWord(typeWords(c, true))
	}
	if uncounted[noun] {
		things = "choices of " + things
		if total == 1 {
			things = strings.Replace(things, "choices", "choice", 1)
		}
	}
	switch {
	case soldOut:
		p := &f.Cards[0].Product
		if total > 1 {
			w.say("All of these are sold out at the moment.", "Sold out at the moment, every one of these.")
		} else {
			w.tell(says(fact(p, "stock", "sold out"), upperFirst(the(p, "is", "are"))+" sold out at the moment.", "Sold out at the moment: the "+name(p)+"."))
			w.waitChip(p, nil, "Tell me when it is back")
		}
	case total == 1 && sameInBoth[noun] && !uncounted[noun]:
		w.say("There is one choice of "+things+".", "One choice of "+things+".")
	case total == 1:
		w.say("One "+things+".", "There is one "+things+".", "This is the one "+things+".")
	case w.oneInStock():
		w.onlyInStock(things)
	case total <= len(f.Cards):
		w.say(upperFirst(number(total))+" "+things+".", "There are "+number(total)+" "+things+".")
	default:
		w.say("I found "+strconv.Itoa(total)+" "+things+"; these fit best.", strconv.Itoa(total)+" "+things+", the best matches first.")
	}
}

// oneInStock reports whether of a few things that fit, all of which are known here,
// a single one can be had.
func (w *writer) oneInStock() bool {
	r := &w.facts.Result
	return len(w.facts.Cards) == 1 && r.Total > 1 && r.Total == len(r.Hits) && r.Total <= maxCards && !w.facts.Cards[0].Product.SoldOut &&
		slices.ContainsFunc(r.Hits, func(h catalog.Hit) bool { return h.Product.SoldOut })
}

// onlyInStock names the one of a few things that can be had.
func (w *writer) onlyInStock(things string) {
	total, p := number(w.facts.Result.Total), &w.facts.Cards[0].Product
	price := w.money.money(catalog.Money{Amount: priceOf(&w.facts.Cards[0]), Currency: p.Price.Currency})
	w.tell(sentence{[]string{
		"Of the " + total + " " + things + ", only the " + name(p) + " " + isAre(p) + " in stock: " + price + ".",
		"Only the " + name(p) + " " + isAre(p) + " in stock, of " + total + " " + things + ": " + price + ".",
	}, []assistant.Evidence{fact(p, "stock", "in stock"), fact(p, "price", price)}})
}

// strange says which words nothing here is called by, and what was gone by
// instead.
func (w *writer) strange() {
	words := unknownWords(w.facts.Unknown)
	switch things := wishesWords(w.wished(), true, w.money); {
	case len(w.state.Near) > 0 && len(hardOf(w.state.Wishes)) == 0:
		w.say("Nothing here is called "+words+", but these come close.", "I found no "+words+" by name; these come nearest.")
	case len(w.state.Near) > 0:
		w.say("Nothing here is called "+words+"; these "+things+" come nearest.", "I found no "+words+" by name. Of the "+things+", these come nearest.")
	case len(hardOf(w.state.Wishes)) == 0:
		w.say("I do not know "+words+" here, so I went by the rest.", "Leaving out "+words+", which I do not know here, these match best.")
	default:
		w.say("I do not know "+words+" here; these are the "+things+".", "Leaving out "+words+", which I do not know here: "+things+".")
	}
}

// unknownWords writes the first of some words that nothing is called by.
func unknownWords(words []string) string {
	var quoted []string
	for _, word := range words[:min(len(words), 2)] {
		quoted = append(quoted, "“"+cut(word, 24)+"”")
	}
	return joined(quoted, "or")
}

// compared tells what a comparative found.
func (w *writer) compared() {
	f, c := w.facts, w.plan.Comparative
	if len(f.Aside) > 0 {
		w.say("Leaving “"+strings.ToLower(wishLabel(f.Aside[0], w.money))+"” aside, since nothing met all of it:", "That is without “"+strings.ToLower(wishLabel(f.Aside[0], w.money))+"”, which nothing here met.")
	}
	evidence := []assistant.Evidence{fact(f.Base, c.Field, "")}
	value := ""
	if c.Field == "price" {
		evidence[0].Value = f.Base.Price.String()
		value = w.money.money(f.Base.Price)
	} else if m, ok := measureOf(f.Base, c.Field); ok {
		evidence[0].Value, value = m.text, m.text
	}
	n := number(f.Result.Total)
	if f.StepUp {
		w.tell(sentence{[]string{
			"Nobody has rated these yet, so here is a step up in price from the " + name(f.Base) + " (" + value + ").",
			"Without ratings, what I can show is a step up in price from the " + name(f.Base) + " (" + value + ").",
		}, evidence})
		return
	}
	if c.Field == fieldRating && w.plan.Base == "" { // of a list, the best of it
		w.tell(sentence{[]string{
			upperFirst(n) + " " + plural2(f.Result.Total, "is ", "are ") + c.Text + " than any of those; the best of them was the " + name(f.Base) + ", " + value + ".",
			"Those were rated " + value + " at best, the " + name(f.Base) + "; " + n + " " + plural2(f.Result.Total, "other is ", "others are ") + c.Text + ".",
		}, evidence})
		return
	}
	w.tell(sentence{[]string{
		upperFirst(n) + " " + plural2(f.Result.Total, "is ", "are ") + c.Text + " than the " + name(f.Base) + " (" + value + ").",
		upperFirst(c.Text) + " than the " + name(f.Base) + " with its " + value + ": " + n + " " + plural2(f.Result.Total, "other", "others") + ".",
	}, evidence})
}

// most tells which is the warmest, the lightest and so on.
func (w *writer) most(things string) {
	f, c := w.facts, w.plan.Comparative
	m, _ := measureOf(f.Base, c.Field)
	evidence := []assistant.Evidence{fact(f.Base, c.Field, m.text)}
	switch {
	case len(f.Result.Hits) == 1:
		w.counted(things)
	case c.Field == fieldPacked:
		w.tell(sentence{[]string{
			"By its packed size the " + name(f.Base) + " comes first of the " + things + ": " + m.text + ".",
			"Of the " + things + ", the " + name(f.Base) + " comes first by its packed size: " + m.text + ".",
		}, evidence})
	case f.Result.Total == 1:
		w.tell(sentence{[]string{"Only the data of the " + name(f.Base) + " says the " + c.Field + ": " + m.text + "."}, evidence})
	default:
		w.tell(sentence{[]string{
			upperFirst(the(f.Base, "is", "are")) + " the " + c.Text + " of the " + things + ": " + m.text + ".",
			"Of the " + things + ", " + the(f.Base, "is", "are") + " the " + c.Text + ": " + m.text + ".",
		}, evidence})
	}
	w.addChip(f.Base, f.Cards[0].Variant, "Add to cart")
	w.state.Streak = 0
}

// noBetter says that the base is the end of the line.
func (w *writer) noBetter() {
	f, c := w.facts, w.plan.Comparative
	things := wishesWords(without(w.wished(), string(catalog.KindPrice)), true, w.money)
	if f.StepUp {
		w.say("By price the "+name(f.Base)+" is the top of the "+things+", and there are no ratings to go by.",
			"Nothing among "+things+" costs more than the "+name(f.Base)+", and nobody has rated it yet.")
		return
	}
	if c.Field == "price" && c.Less && len(f.Cards) > 0 {
		lowest := &f.Cards[0]
		price := w.money.money(catalog.Money{Amount: priceOf(lowest), Currency: lowest.Product.Price.Currency})
		if slices.ContainsFunc(f.Result.Hits, func(h catalog.Hit) bool { return h.Product.SoldOut && priceOf(&h) < priceOf(lowest) }) {
			w.say("Nothing "+c.Text+" can be had at the moment.", "What costs less is sold out at the moment.")
			w.tell(says(fact(&lowest.Product, "price", price), upperFirst(the(&lowest.Product, "costs", "cost"))+" "+price+"."))
			return
		}
		w.tell(says(fact(&lowest.Product, "price", price),
			"Nothing "+c.Text+" fits: "+price+" for the "+name(&lowest.Product)+" is the lowest price among "+things+".",
			"The "+name(&lowest.Product)+" at "+price+" is as low as it gets for "+things+"."))
		return
	}
	w.say("Among "+things+" nothing is "+c.Text+" than the "+name(f.Base)+".", "The "+name(f.Base)+" is as far as it goes: nothing here is "+c.Text+".")
}

// highlight names what stands out among several cards.
func (w *writer) highlight() {
	hits := w.facts.Cards
	total := w.facts.Result.Total
	if len(hits) < 2 || len(w.text) > 1 || w.facts.NoBetter || w.facts.NoMeasure {
		return
	}
	var low, top *catalog.Hit
	for i := range hits {
		h := &hits[i]
		if price := priceOf(h); price > 0 && (low == nil || price < priceOf(low)) {
			low = h
		}
		if h.Product.Rating.Count >= 3 && (top == nil || h.Product.Rating.Average > top.Product.Rating.Average) {
			top = h
		}
	}
	if low == nil {
		return
	}
	if priceOf(low) != low.Product.Price.Amount { // in the choice that is shown: others of it cost less
		return
	}
	price := w.money.money(catalog.Money{Amount: priceOf(low), Currency: low.Product.Price.Currency})
	evidence := []assistant.Evidence{fact(&low.Product, "price", price)}
	if top != nil && top.Product.ID != low.Product.ID {
		rating := ratingWords(&top.Product)
		evidence = append(evidence, fact(&top.Product, "rating", rating))
		least, best := the(&low.Product, "costs", "cost")+" least, "+price, the(&top.Product, "is", "are")+" the best rated, "+rating+"."
		if total > len(hits) { // of the rest nothing is said
			w.tell(sentence{[]string{"Of these, " + least + ", and " + best, "Among these, " + least + "; " + best}, evidence})
			return
		}
		w.tell(sentence{[]string{
			upperFirst(least) + "; " + best,
			"Lowest price: " + name(&low.Product) + ", " + price + ". Best rated: " + name(&top.Product) + ", " + rating + ".",
		}, evidence})
		return
	}
	least := the(&low.Product, "costs", "cost") + " least, " + price + "."
	if total > len(hits) {
		least = "of these, " + least
	}
	w.tell(sentence{[]string{"Prices of these begin at " + price + " for the " + name(&low.Product) + ".", upperFirst(least)}, evidence})
}

// moves offers what may come next after cards.
func (w *writer) moves() {
	hits, s := w.facts.Cards, &w.state
	if len(hits) == 1 {
		p := &hits[0].Product
		w.addChip(p, hits[0].Variant, "Add to cart")
		w.productChips(p, 3)
		return
	}
	if w.priceSpread() {
		w.sayChip("Cheaper")
	}
	if value, field := w.commonValue(); value != "" {
		text := "In " + value
		if !isColor(field) {
			text = upperFirst(field) + " " + value
		}
		w.sayChip(text)
	}
	if len(hits) >= 2 {
		w.sayChip("Compare the first two")
	}
	if w.facts.Result.Total > len(hits) && len(s.Seen) < w.facts.Result.Total {
		w.sayChip("Show me others")
	}
	w.aboutChip(&hits[0].Product, "Tell me about the first one")
}

// priceSpread reports whether "cheaper" would find something.
func (w *writer) priceSpread() bool {
	low := int64(0)
	for i := range w.facts.Cards {
		if price := priceOf(&w.facts.Cards[i]); low == 0 || price > 0 && price < low {
			low = price
		}
	}
	return slices.ContainsFunc(w.facts.Result.Hits, func(h catalog.Hit) bool { price := priceOf(&h); return price > 0 && price < low && !h.Product.SoldOut })
}

// commonValue is a color, or another option's value, that some of what was
// found has and not all of it.
func (w *writer) commonValue() (value, field string) {
	for _, facet := range w.facts.Result.Facets {
		if facet.Kind != catalog.KindOption {
			continue
		}
		if slices.ContainsFunc(w.state.Wishes, func(c catalog.Constraint) bool {
			return c.Kind == catalog.KindOption && sameOption(c.Field, facet.Field)
		}) {
			continue
		}
		for _, v := range facet.Values {
			if v.Count < w.facts.Result.Total && v.Count*3 >= min(w.facts.Result.Total, 500) && len(v.Value) <= 20 {
				return v.Value, facet.Field
			}
		}
	}
	return "", ""
}
