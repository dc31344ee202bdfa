package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// about answers a question about one product, or about a few in a line each.
func (w *writer) about() {
	f := w.facts
	if len(f.Products) == 0 {
		w.helped = false
		w.say("That product is not in the shop any more.", "It seems to be gone from the shop.")
		w.sayChip("Show me something similar")
		w.personChip()
		return
	}
	p := &f.Products[0]
	m := &f.Plan.Reading
	if w.scene.Focus == nil || w.scene.Focus.ID != p.ID {
		w.state.Told = nil
	}
	w.state.Told = append(w.state.Told[max(0, len(w.state.Told)-9):len(w.state.Told):len(w.state.Told)], questionKey(m.Text, w.plan.Aspect))
	if w.plan.Aspect == AspectDescribe && !w.shownLast(p.ID) {
		w.cardOf(p)
	}
	if liked := optionsIn(p, m.Norm, m.Wishes, ""); len(liked) > 0 && len(f.Products) == 1 && buyable(p, liked) {
		w.state.Liked = &Wanted{Product: p.ID, Options: liked, Quantity: 1}
	}
	known := 0
	for i := range f.Products {
		said := answer(&f.Products[i], m, &w.state, w.money)
		if len(said) == 0 {
			continue
		}
		known++
		if len(f.Products) > 1 {
			said = said[:1]
		}
		w.tell(said[:min(len(said), 3)]...)
	}
	if known == 0 {
		w.unknown(p)
		return
	}
	if known < len(f.Products) {
		w.say("For the others the data does not say.")
	}
	if pending := w.state.Pending; pending != nil && pending.Ask == AskOption {
		w.say("And which "+pending.Field+" shall it be?", "Back to the cart: which "+pending.Field+"?")
		w.optionChips(p, pending)
		return
	}
	w.afterAnswer(p)
}

// afterAnswer offers what may come next about a product.
func (w *writer) afterAnswer(p *catalog.Product) {
	w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
	limit := 2
	if p.SoldOut {
		limit = 1
		w.similarChip(p)
	}
	w.productChips(p, limit)
	if len(w.state.Shown) > 1 {
		w.sayChip("Compare the first two")
	}
	w.similarChip(p)
	w.personChip()
}

func (w *writer) similarChip(p *catalog.Product) {
	if len(p.Category) > 0 {
		w.sayChip("More " + cut(kindOf(p), 34))
	}
}

func (w *writer) shownLast(id string) bool {
	return slices.ContainsFunc(w.state.Shown, func(s Shown) bool { return s.ID == id })
}

// cardOf shows the card of one product without forgetting what was listed.
func (w *writer) cardOf(p *catalog.Product) {
	card := assistant.NewCard(p, "", "")
	w.blocks = append(w.blocks, assistant.ProductsBlock{Text: shortTitle(p.Title) + " (" + w.money.price(p) + ")", Cards: []assistant.Card{card}})
}

// unknown says plainly that the data does not answer.
func (w *writer) unknown(p *catalog.Product) {
	if found := w.facts.Found; len(found) > 0 {
		w.say("The data of the "+name(p)+" does not say; the shop says in general:", "In general the shop says:")
		w.passage(found[0])
		w.afterAnswer(p)
		return
	}
	w.helped = false
	w.tell(says(fact(p, "", ""),
		"The shop's data for the "+name(p)+" does not say, and I would rather not guess. A person can find out for you.",
		"That is not in what the shop tells me about the "+name(p)+", so I cannot say. A person may know."))
	w.personChip()
	w.productChips(p, 2)
	w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
}

// which asks which product is meant.
func (w *writer) which() {
	f := w.facts
	n := len(w.scene.Shown)
	if n == 0 {
		w.state.Pending = nil
		w.helped = f.Plan.Reading.Intent != IntentAbout
		w.say("Which product do you mean? Tell me its name, or what you are looking for, and I find it.",
			"I am not sure which product that is about. What is it called?")
		for _, kind := range f.Kinds {
			w.sayChip(kind)
		}
		w.sayChip("What can you do?")
		w.personChip()
		return
	}
	if f.Plan.Reading.Beyond {
		w.say("I showed you "+counted(n, "product")+". Which of them do you mean?", "There are "+number(n)+" in the list. Which one?")
	} else {
		w.say("Which one do you mean?", "Which of these is it about?")
	}
	for i := range w.scene.Shown {
		p := &w.scene.Shown[i]
		if p.ID == "" {
			continue
		}
		switch f.Plan.State.Pending.Then {
		case IntentAdd:
			w.addChip(p, w.state.variantShown(p.ID), shortTitle(p.Title))
		case IntentAbout:
			w.chip(shortTitle(p.Title), assistant.Action{Do: assistant.DoAbout, Product: p.ID, Text: f.Plan.Reading.Text})
		default:
			w.sayChip(shortTitle(p.Title))
		}
	}
}

// compare tells the differences of two products or more, and whom each suits.
func (w *writer) compare() {
	f := w.facts
	if len(f.Products) < 2 {
		w.helped = false
		w.say("I can compare products that are both in the shop. Which two?", "Tell me two products, and I compare them.")
		w.sayChip("What can you do?")
		w.personChip()
		return
	}
	a, b := &f.Products[0], &f.Products[1]
	if !w.shownLast(a.ID) || !w.shownLast(b.ID) {
		w.blocks = append(w.blocks, assistant.ProductsBlock{
			Text:  shortTitle(a.Title) + ", " + shortTitle(b.Title),
			Cards: []assistant.Card{assistant.NewCard(a, "", ""), assistant.NewCard(b, "", "")},
		})
	}
	var shown []Shown
	for i := range f.Products {
		p := &f.Products[i]
		shown = append(shown, Shown{ID: p.ID, Title: shortTitle(p.Title), Price: p.Price.Amount, Variant: w.state.variantShown(p.ID)})
	}
	w.state.saw(shown)
	if w.compareBy(f.Products) {
		w.compareChips(a, b)
		return
	}
	differences, evidence, reasonsA, reasonsB := differ(a, b, w.money)
	nameA, nameB := names(a, b)
	if len(differences) == 0 {
		w.say("The data tells no difference between the "+nameA+" and the "+nameB+" but the name.",
			"By the data the "+nameA+" and the "+nameB+" are alike.")
	} else {
		w.tell(sentence{[]string{
			upperFirst(strings.Join(differences, "; ")) + ".",
			"They differ in this: " + strings.Join(differences, "; ") + ".",
		}, evidence})
	}
	if len(reasonsA) > 0 && len(reasonsB) > 0 {
		w.say("The "+nameA+" if "+joined(reasonsA, "and")+", the "+nameB+" if "+joined(reasonsB, "and")+".",
			"So: the "+nameA+" if "+joined(reasonsA, "and")+"; the "+nameB+" if "+joined(reasonsB, "and")+".")
	}
	w.compareChips(a, b)
}

// compareBy answers "which one is lighter?" about the products, if their data
// gives that measure.
func (w *writer) compareBy(products []catalog.Product) bool {
	comparatives := w.plan.Reading.Comparatives
	if len(comparatives) == 0 {
		return false
	}
	c := comparatives[0]
	type valued struct {
		p     *catalog.Product
		value float64
		text  string
	}
	var all []valued
	for i := range products {
		p := &products[i]
		if c.Field == "price" && !p.Price.IsZero() {
			all = append(all, valued{p, float64(p.Price.Amount), w.money.money(p.Price)})
		} else if m, ok := measureOf(p, c.Field); ok {
			all = append(all, valued{p, m.value, m.text})
		}
	}
	if len(all) < 2 {
		return false
	}
	best := 0
	for i := range all {
		if all[i].value != all[best].value && (all[i].value < all[best].value) == c.Less {
			best = i
		}
	}
	var others []string
	var evidence []assistant.Evidence
	for i, v := range all {
		evidence = append(evidence, fact(v.p, c.Field, v.text))
		if i != best {
			others = append(others, v.text+" for the "+name(v.p))
		}
	}
	winner := all[best]
	w.tell(sentence{[]string{
		upperFirst(the(winner.p, "is", "are")) + " " + c.Text + ": " + winner.text + ", against " + joined(others, "and") + ".",
		upperFirst(c.Text) + " is the " + name(winner.p) + " with " + winner.text + "; it is " + joined(others, "and") + ".",
	}, evidence})
	return true
}

func (w *writer) compareChips(a, b *catalog.Product) {
	w.state.Focus = ""
	w.addChip(a, w.state.variantShown(a.ID), "Add the "+cut(name(a), 28))
	w.addChip(b, w.state.variantShown(b.ID), "Add the "+cut(name(b), 28))
	w.aboutChip(a, "What do reviews say?")
	if len(a.Reviews) == 0 {
		w.chips = slices.DeleteFunc(w.chips, func(c assistant.Choice) bool { return c.Label == "What do reviews say?" })
	}
	w.personChip()
}

// differ lists what sets two products apart, and for each of them what speaks
// for it.
func differ(a, b *catalog.Product, money moneyWriter) (words []string, evidence []assistant.Evidence, forA, forB []string) {
	nameA, nameB := names(a, b)
	note := func(field, valueA, valueB, text string) {
		words = append(words, text)
		evidence = append(evidence, fact(a, field, valueA), fact(b, field, valueB))
	}
	if !a.Price.IsZero() && !b.Price.IsZero() && a.Price.Amount != b.Price.Amount {
		note("price", a.Price.String(), b.Price.String(), "the "+nameA+" costs "+money.price(a)+", the "+nameB+" "+money.price(b))
		if a.Price.Amount < b.Price.Amount {
			forA = append(forA, "you want to spend less")
		} else {
			forB = append(forB, "you want to spend less")
		}
	}
	if x, ok := measureOf(a, "weight"); ok {
		if y, ok := measureOf(b, "weight"); ok && x.unit == y.unit && x.value != y.value {
			note("weight", x.text, y.text, "weight "+cut(x.text, 24)+" against "+cut(y.text, 24))
			if x.value < y.value {
				forA = append(forA, "weight counts")
			} else {
				forB = append(forB, "weight counts")
			}
		}
	}
	if a.Rating.Count > 0 && b.Rating.Count > 0 && a.Rating.Average != b.Rating.Average {
		x, y := ratingWords(a), ratingWords(b)
		if better := a.Rating.Average > b.Rating.Average; better && len(forA) < 2 {
			forA = append(forA, "you trust the better rating ("+x+")")
		} else if !better && len(forB) < 2 {
			forB = append(forB, "you trust the better rating ("+y+")")
		}
		evidence = append(evidence, fact(a, "rating", x), fact(b, "rating", y))
	}
	for _, attr := range a.Attributes {
		other, ok := attribute(b, attr.Name)
		if !ok || len(words) >= 4 || !tellable(attr) || slices.Equal(attr.Values, other) || dull[strings.ToLower(attr.Name)] {
			continue
		}
		x, y := plainText(strings.Join(attr.Values, ", ")), plainText(strings.Join(other, ", "))
		if len(x)+len(y) > 70 {
			continue
		}
		note(attr.Name, x, y, strings.ToLower(attr.Name)+" "+x+" against "+y)
		if (isYes(x) || isNo(y) && !isNo(x)) && len(forA) == 0 {
			forA = append(forA, "it should have "+strings.ToLower(attr.Name))
		}
		if (isYes(y) || isNo(x) && !isNo(y)) && len(forB) == 0 {
			forB = append(forB, "it should have "+strings.ToLower(attr.Name))
		}
	}
	return words, evidence, onlyOwn(forA, a, b), onlyOwn(forB, b, a)
}

// onlyOwn gives a product without a reason the first fact that is its alone.
func onlyOwn(reasons []string, p, other *catalog.Product) []string {
	if len(reasons) > 0 {
		return reasons
	}
	for _, a := range p.Attributes {
		if !tellable(a) || dull[strings.ToLower(a.Name)] || isNo(a.Values[0]) || len(strings.Join(a.Values, ", ")) > 36 {
			continue
		}
		if theirs, ok := attribute(other, a.Name); ok && slices.Equal(theirs, a.Values) {
			continue
		}
		if isYes(a.Values[0]) {
			return []string{"you want it " + strings.ToLower(a.Name)}
		}
		return []string{"you like its " + strings.ToLower(a.Name) + " (" + plainText(strings.Join(a.Values, ", ")) + ")"}
	}
	return nil
}
