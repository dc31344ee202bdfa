package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// nearest says which wish cannot be met and shows what comes nearest.
func (w *writer) nearest() {
	f, s := w.facts, &w.state
	var hits []catalog.Hit
	for _, a := range f.Result.Alternatives[:min(len(f.Result.Alternatives), maxCards)] {
		hits = append(hits, a.Hit)
	}
	w.cards(hits)
	things := wishesWords(w.wished(), true, w.money)
	if len(f.Unknown) == 0 && len(s.Words) > 0 { // of the wishes alone there may be some
		w.say("Nothing fits all of it.", "Not all of it can be had together.")
	} else if len(f.Unknown) > 0 {
		w.say("I do not know “"+cut(f.Unknown[0], 24)+"” here, and there are no "+things+".", "There are no "+things+", and “"+cut(f.Unknown[0], 24)+"” says nothing to me.")
	} else {
		w.say("Nothing fits all of it: there are no "+things+".", "No "+things+", I am afraid.", "There are no "+things+" here.")
	}
	told := map[string]bool{}
	for _, a := range f.Result.Alternatives {
		key := ""
		var broken []string
		for _, c := range a.Breaks {
			key += wishKey(c) + "|"
			broken = append(broken, wishKey(c))
		}
		if told[key] || len(told) == 2 || len(broken) == 0 {
			continue
		}
		told[key] = true
		price := w.money.money(catalog.Money{Amount: priceOf(&a.Hit), Currency: a.Product.Price.Currency})
		if a.Product.Price.IsZero() {
			price = "price on request"
		}
		w.tell(sentence{[]string{w.without(&a) + " you can have the " + name(&a.Product) + " (" + price + ")."},
			[]assistant.Evidence{fact(&a.Product, "price", price)}})
		if len(broken) == 1 {
			w.chip(dropLabel(a.Breaks[0], w.money), assistant.Action{Do: assistant.DoUnwish, Field: broken[0]})
		}
	}
	w.aboutChip(&hits[0].Product, "Tell me about the first one")
	if len(hits) > 1 {
		w.sayChip("Compare the first two")
	}
	w.personChip()
}

// without names the wishes that an alternative does not meet, as an "if".
func (w *writer) without(a *catalog.Alternative) string {
	var parts []string
	for _, c := range a.Breaks {
		switch {
		case c.Kind == catalog.KindPrice && priceOf(&a.Hit) == 0:
			parts = append(parts, "with its price on request")
		case c.Kind == catalog.KindPrice && about(c) > 0 && priceOf(&a.Hit) > c.MaxPrice:
			parts = append(parts, "for more")
		case c.Kind == catalog.KindPrice && about(c) > 0:
			parts = append(parts, "for less")
		case c.Kind == catalog.KindPrice && c.MaxPrice > 0 && priceOf(&a.Hit) > c.MaxPrice:
			parts = append(parts, "above "+w.money.amount(c.MaxPrice))
		case c.Kind == catalog.KindPrice:
			parts = append(parts, "below "+w.money.amount(c.MinPrice))
		case c.Not && isFlag(c):
			parts = append(parts, "with "+c.Field)
		case c.Not && c.Kind == catalog.KindAudience:
			parts = append(parts, "made for "+strings.Join(c.Values, " or "))
		case c.Not && c.Kind == catalog.KindOption:
			parts = append(parts, "in "+strings.ToLower(strings.Join(c.Values, " or ")))
		case c.Not:
			parts = append(parts, "with "+strings.ToLower(strings.Join(c.Values, " or ")))
		case c.Kind == catalog.KindOption && c.Field == "color":
			parts = append(parts, "in another color than "+strings.ToLower(strings.Join(c.Values, " or ")))
		case c.Kind == catalog.KindBrand:
			parts = append(parts, "of another brand than "+strings.Join(c.Values, " or "))
		case c.Kind == catalog.KindType:
			parts = append(parts, "of another kind")
		case c.Kind == catalog.KindAudience:
			parts = append(parts, "not made "+strings.ToLower(wishLabel(c, w.money)))
		case isFlag(c):
			parts = append(parts, "not "+c.Field)
		default:
			parts = append(parts, "without “"+strings.ToLower(wishLabel(c, w.money))+"”")
		}
	}
	return upperFirst(strings.Join(parts, " and "))
}

// dropLabel is the chip that takes a wish back.
func dropLabel(c catalog.Constraint, money moneyWriter) string {
	switch {
	case c.Kind == catalog.KindPrice:
		return "Any price"
	case c.Kind == catalog.KindOption && !c.Not:
		return "Any " + c.Field
	case c.Kind == catalog.KindBrand:
		return "Any brand"
	case c.Not && isFlag(c):
		return upperFirst(cut(c.Field, 24)) + " is fine"
	case c.Not && c.Kind == catalog.KindAudience:
		return "For " + strings.Join(c.Values, " or ") + " too"
	case c.Not:
		return upperFirst(strings.ToLower(strings.Join(c.Values, " or "))) + " is fine"
	default:
		return "Without “" + cut(strings.ToLower(wishLabel(c, money)), 28) + "”"
	}
}

// exhausted says that everything was shown.
func (w *writer) exhausted() {
	things := wishesWords(w.wished(), true, w.money)
	if len(w.state.Wishes) == 0 {
		things = "things that match"
	}
	w.say("That was all: you have seen the "+things+" that there are.", "There are no further "+things+".")
	for _, c := range w.state.Wishes {
		if !c.Soft && c.Kind != catalog.KindType {
			w.chip(dropLabel(c, w.money), assistant.Action{Do: assistant.DoUnwish, Field: wishKey(c)})
		}
	}
	had, _ := wish(w.state.Wishes, catalog.KindType, "")
	for _, kind := range w.facts.Kinds {
		if !slices.ContainsFunc(had.Values, func(v string) bool { return strings.EqualFold(pluralOf(v), pluralOf(kind)) }) {
			w.sayChip(kind)
		}
	}
}

// nothing says that what was asked for is not here, and what is.
func (w *writer) nothing() {
	w.missed = true
	switch {
	case len(w.facts.Unknown) > 0:
		word := "“" + cut(w.facts.Unknown[0], 24) + "”"
		w.say("I could not find "+word+" in this shop.", word+" does not seem to be sold here.", "Nothing here goes by "+word+".")
	case w.plan.Reading.Content > 0:
		w.say("I could not find that in this shop.", "That does not seem to be sold here.", "Nothing here goes by that name.")
	default:
		w.say("Nothing fits these wishes at present.", "There is nothing here that fits.")
	}
	w.kindsOffer()
	if w.plan.Missing && len(w.state.Shown) > 0 {
		w.sayChip("Back to what I looked for")
	} else if len(w.state.Wishes) > 0 {
		w.chip("Start over", assistant.Action{Do: assistant.DoSay, Text: "Start over"})
	}
	w.personChip()
}

// kindsOffer names what the shop has.
func (w *writer) kindsOffer() {
	if kinds := w.facts.Kinds; len(kinds) > 0 {
		var lower []string
		for _, kind := range kinds {
			lower = append(lower, lowerWords(kind))
			w.sayChip(kind)
		}
		w.say("What I can show you: "+joined(lower, "or")+", for example.", "You could look at "+joined(lower, "or")+" instead.")
	}
}
