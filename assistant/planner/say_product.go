package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
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
	if liked := optionsIn(p, m.Norm, m.Wishes, ""); len(liked) > 0 && len(f.Products) == 1 {
		if choice := (&Wanted{Product: p.ID, Options: liked, Quantity: 1}); buyable(p, liked) {
			w.state.Liked, w.state.Asking = choice, nil
		} else {
			w.state.Asking = choice
		}
	}
	known := 0
	if sameName := w.plan.Aspect == AspectPrice && len(f.Products) > 1 && titleNorm(p) == titleNorm(&f.Products[1]); sameName {
		w.pricesOf(f.Products)
		return
	}
	products := f.Products
	if w.plan.Aspect == AspectPick {
		w.pick(products)
		return
	}
	if len(products) > 1 {
		if w.grouped(products) > 0 {
			w.afterAcross(products)
			return
		}
		if w.plan.Aspect == AspectSizeChart && m.Across {
			w.charts(products)
			w.afterAcross(products)
			return
		}
		products = products[:min(len(products), briefly)]
	}
	for i := range products {
		said := answer(&products[i], m, &w.state, w.money)
		if len(said) == 0 {
			continue
		}
		known++
		if len(products) > 1 || w.plan.Aspect == AspectDescribe && len(said) > 1 && len(w.blocks) > 0 { // its card has the price
			said = said[:1]
		}
		w.tell(said[:min(len(said), 3)]...)
	}
	if len(f.Products) == 1 {
		known += w.secondPart(p)
	}
	if known == 0 && m.Across {
		w.noneSays(p)
		return
	}
	if known == 0 {
		w.unknown(p)
		return
	}
	if known < len(products) {
		w.say("For the others the data does not say.")
	}
	if pending := w.state.Pending; pending != nil && pending.Ask == AskOption {
		w.say("And which "+pending.Field+" shall it be?", "Back to the cart: which "+pending.Field+"?")
		w.optionChips(p, pending)
		return
	}
	if m.Across {
		w.afterAcross(products)
		return
	}
	w.afterAnswer(p)
}

// andAlso is where a question goes on to another.
var andAlso = pattern.MustCompile(`\b(?:and|also|plus)\b (?:also )?`)

// secondPart answers what else a question asks of the same product: "do you have
// it in black and is it waterproof?". It returns how many answers it gave.
func (w *writer) secondPart(p *catalog.Product) int {
	m := &w.plan.Reading
	for _, at := range andAlso.FindAllStringIndex(m.Norm, -1) {
		rest := m.Norm[at[1]:]
		if !asksFact.MatchString(rest) || !asksFact.MatchString(m.Norm[:at[0]]) || said(rest) != "" {
			continue
		}
		second := Reading{Text: rest, Norm: rest, Said: rest, Aspect: aspectOf(rest)}
		if second.Aspect == m.Aspect && second.Aspect != AspectNone {
			continue
		}
		told := answer(p, &second, &w.state, w.money)
		if len(told) == 0 || slices.ContainsFunc(w.text, func(t string) bool { return slices.Contains(told[0].wordings, t) }) {
			continue
		}
		w.tell(told[0])
		return 1
	}
	return 0
}

// pricesOf says what products cost that have one name.
func (w *writer) pricesOf(products []catalog.Product) {
	var costs []string
	var evidence []assistant.Evidence
	var shown []Shown
	block := assistant.ProductsBlock{}
	for i := range products {
		p := &products[i]
		costs = append(costs, w.money.price(p))
		evidence = append(evidence, fact(p, "price", p.Price.String()))
		shown = append(shown, Shown{ID: p.ID, Title: shortTitle(p.Title), Price: p.Price.Amount})
		block.Cards = append(block.Cards, assistant.NewCard(p, "", ""))
	}
	block.Text = joined(costs, "and")
	w.blocks = append(w.blocks, block)
	w.state.saw(shown)
	w.state.Focus = ""
	w.tell(sentence{[]string{
		upperFirst(number(len(products))) + " products are called " + name(&products[0]) + "; they cost " + joined(costs, "and") + ".",
		"That name, " + name(&products[0]) + ", is on " + number(len(products)) + " products: " + joined(costs, "and") + ".",
	}, evidence})
	w.sayChip("Compare the first two")
	w.aboutChip(&products[0], "Tell me about the first one")
	w.addChip(&products[0], "", "Add the first one")
}

// afterAnswer offers what may come next about a product.
func (w *writer) afterAnswer(p *catalog.Product) {
	if w.plan.Aspect == AspectRestock && asksNotice.MatchString(w.plan.Reading.Norm) {
		w.personChip()
	}
	w.offerWait(p)
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

// sureGeneral is how well an article must fit a question about a product that the
// product's own data does not answer.
const sureGeneral = 0.7

// speaksOf reports whether a passage has every word that is asked for.
func speaksOf(passage string, stems []string, norm string) bool {
	stems = slices.DeleteFunc(slices.Clone(stems), func(stem string) bool { return whether[stem] })
	have := prose.Content(passage)
	if len(stems) == 1 && !strings.Contains(strings.ToLower(passage), wordOf(norm, stems[0])) {
		return false // "lined" is no linen, though they have one stem
	}
	return len(stems) > 0 && !slices.ContainsFunc(stems, func(stem string) bool { return !slices.Contains(have, stem) })
}

// wordOf is the word of a text that has a stem.
func wordOf(text, stem string) string {
	for word := range strings.FieldsSeq(text) {
		if prose.Stem(word) == stem {
			return word
		}
	}
	return stem
}

// unknown says plainly that the data does not answer.
func (w *writer) unknown(p *catalog.Product) {
	if found := w.facts.Found; len(found) > 0 && (found[0].Score > sureGeneral || speaksOf(found[0].Passage.Text, asked(p, &w.plan.Reading), w.plan.Reading.Norm)) {
		w.say("The data of the "+name(p)+" does not say; the shop says in general:", "In general the shop says:")
		w.passage(found[0])
		w.afterAnswer(p)
		return
	}
	w.helped = false
	w.tell(says(fact(p, "", ""),
		"The shop's data for the "+name(p)+" does not say, and I would rather not guess. A person can find out for you.",
		"That is not in what the shop tells me about the "+name(p)+", so I cannot say. A person may know.",
		"On that the data of the "+name(p)+" is silent; a person of the shop can look into it."))
	w.personChip()
	w.productChips(p, 2)
	w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
}

// which asks which product is meant.
func (w *writer) which() {
	f := w.facts
	n := len(w.scene.Shown)
	if n == 0 && f.Plan.Reading.Intent == IntentRestock {
		w.state.Pending = nil
		w.say("Which product shall I note? Tell me its name, and the size or color if that is what is gone.",
			"What is it that you are waiting for? Its name is enough.")
		w.sayChip("What am I waiting for?")
		w.personChip()
		return
	}
	if n == 0 {
		w.state.Pending = nil
		w.helped = f.Plan.Reading.Intent != IntentAbout
		if len(f.Cards) > 0 {
			w.cards(f.Cards)
			w.say("I have not shown you anything yet that this could mean. Here are a few picks to begin with; tell me what you are looking for, and I find more.",
				"Nothing was shown so far, so I cannot tell which one. These are some to begin with; or say what you need.")
			w.addChip(&f.Cards[0].Product, f.Cards[0].Variant, "Add the first one")
			for _, kind := range f.Kinds {
				w.sayChip(kind)
			}
			w.sayChip("What can you do?")
			return
		}
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
			if n := len(w.chips); n > 0 && w.chips[n-1].Action.Product == p.ID {
				w.chips[n-1].Action.Quantity = max(1, f.Plan.State.Pending.Quantity)
			}
		case IntentAbout:
			w.chip(shortTitle(p.Title), assistant.Action{Do: assistant.DoAbout, Product: p.ID, Text: f.Plan.Reading.Text})
		default:
			w.sayChip(shortTitle(p.Title))
		}
	}
}
