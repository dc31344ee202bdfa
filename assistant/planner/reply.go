package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// Reply is what the shopper gets, and the state that it leaves: the last
// stage's result.
type Reply struct {
	Parts   assistant.Parts
	State   State
	Handoff *assistant.Handoff
	Tags    []string
	// Kinds are names of categories that the words may call.
	Kinds []string
	// Prepared are the merchant's own words, if the reply is of them.
	Prepared string
}

// writer puts a reply together: cards, then prose, then the wishes, then chips.
type writer struct {
	name  string // what the assistant calls itself
	facts *Facts
	plan  *Plan
	state State
	money moneyWriter
	scene *Scene

	blocks    assistant.Parts // before the prose
	text      []string
	evidence  []assistant.Evidence
	wishes    bool
	after     assistant.Parts // behind the prose
	chips     []assistant.Choice
	chipsText string
	handoff   *assistant.Handoff
	helped    bool // the answer is one; others count as failures
	missed    bool // nothing was found, or nothing could be read
}

// say adds a sentence: the first of its wordings that the last reply did not
// have.
func (w *writer) say(wordings ...string) { w.tell(sentence{wordings: wordings}) }

func (w *writer) tell(sentences ...sentence) {
	for _, s := range sentences {
		if len(s.wordings) == 0 {
			continue
		}
		choice := unsaid(s.wordings, w.plan.State.Said, w.plan.State.Earlier)
		w.text = append(w.text, choice)
		w.evidence = append(w.evidence, s.evidence...)
	}
}

// unsaid picks the first wording that was not said lately or, if all were, not
// just now.
func unsaid(wordings, justNow, earlier []string) string {
	for _, said := range [][]string{append(slices.Clone(justNow), earlier...), justNow} {
		for _, wording := range wordings {
			if !slices.Contains(said, wording) {
				return wording
			}
		}
	}
	return wordings[0]
}

// keptSaid is how many sentences before those of the last reply are remembered.
const keptSaid = 12

// chip offers a next move. The same move is not offered twice, and no more than
// MaxChoices are.
func (w *writer) chip(text string, action assistant.Action) {
	text = label(text)
	if w.tried(text, action) || text == "" || len(w.chips) >= assistant.MaxChoices || slices.ContainsFunc(w.chips, func(c assistant.Choice) bool { return strings.EqualFold(c.Label, text) }) {
		return
	}
	w.chips = append(w.chips, assistant.Choice{ID: "c" + strconv.Itoa(len(w.chips)+1), Label: text, Action: action})
}

// tried reports whether a move was offered with the answer before, which did not
// help either: what was no help then is none now. A person always is.
func (w *writer) tried(text string, action assistant.Action) bool {
	return w.misses() && action.Do != assistant.DoPerson && slices.Contains(w.plan.State.Offered, text)
}

// misses reports whether the answer is none.
func (w *writer) misses() bool { return w.missed || !w.helped }

func (w *writer) sayChip(text string) {
	w.chip(text, assistant.Action{Do: assistant.DoSay, Text: label(text)})
}

func (w *writer) personChip() {
	if !w.state.Waiting {
		person := tool.OfferPerson()
		w.chip(person.Label, person.Action)
	}
}

func (w *writer) cartChip() { w.chip("Show my cart", assistant.Action{Do: assistant.DoCart}) }

// aboutChip asks a question about a product.
func (w *writer) aboutChip(p *catalog.Product, question string) {
	w.chip(question, assistant.Action{Do: assistant.DoAbout, Product: p.ID, Text: question})
}

// addChip offers to add a product, if it can be bought.
func (w *writer) addChip(p *catalog.Product, variant, text string) {
	if p.SoldOut || p.Price.IsZero() || !buyable(p, nil) {
		return
	}
	action := assistant.Action{Do: assistant.DoAdd, Product: p.ID, Quantity: 1}
	if s, ok := p.SelectVariant(variant); ok && !s.SoldOut && settled(p, s, w.plan.State.Wishes) {
		action.Variant = variant
	} else {
		for _, option := range p.Options {
			value := wishedValue(option, w.plan.State.Wishes)
			if l := w.state.Liked; l != nil && l.Product == p.ID && l.Options[option.Name] != "" { // what was asked about last
				value = l.Options[option.Name]
			}
			if value != "" && buyable(p, with(action.Options, option.Name, value)) {
				action.Options = with(action.Options, option.Name, value)
			}
		}
	}
	w.chip(text, action)
}

// chosen are the options of a variant that a wish asked for. The others are the
// shopper's to choose.
func chosen(p *catalog.Product, s catalog.Selection, wishes []catalog.Constraint) map[string]string {
	var options map[string]string
	for _, option := range p.Options {
		if value := s.Options[option.Name]; value != "" && wishedValue(option, wishes) == value {
			options = with(options, option.Name, value)
		}
	}
	return options
}

// settled tells whether a variant leaves nothing to choose.
func settled(p *catalog.Product, s catalog.Selection, wishes []catalog.Constraint) bool {
	asked := chosen(p, s, wishes)
	return !slices.ContainsFunc(p.Options, func(o catalog.Option) bool { return len(o.Values) > 1 && asked[o.Name] == "" })
}

// cards shows products, each with a line of its own on why it is here.
func (w *writer) cards(hits []catalog.Hit) {
	w.cardsFor(hits, reasonsFor(hits, w.facts, w.money))
}

// cardsFor does so with lines that are given.
func (w *writer) cardsFor(hits []catalog.Hit, reasons []string) {
	if len(hits) == 0 {
		return
	}
	block := assistant.ProductsBlock{}
	var shown []Shown
	var titles []string
	for i, hit := range hits {
		p := hit.Product
		card := assistant.NewCard(&p, hit.Variant, reasons[i])
		price := p.Price
		if s, ok := p.SelectVariant(hit.Variant); ok {
			price = s.Price
			card.Chosen = chosen(&p, s, w.plan.State.Wishes)
		}
		block.Cards = append(block.Cards, card)
		variant := hit.Variant
		if len(w.facts.Result.Hits) == 0 {
			variant = "" // what breaks a wish is not what the shopper chose
		}
		shown = append(shown, Shown{ID: p.ID, Title: shortTitle(p.Title), Price: price.Amount, Variant: variant})
		titles = append(titles, shortTitle(p.Title)+" ("+w.money.price(&p)+")")
	}
	block.Text = strings.Join(titles, ", ")
	w.blocks = append(w.blocks, block)
	w.state.saw(shown)
	if len(hits) == 1 {
		w.state.Focus = hits[0].Product.ID
	}
}

// finish puts the parts in order.
func (w *writer) finish() Reply {
	if w.plan.Soothe && w.handoff == nil {
		w.personChip()
	}
	if w.misses() {
		w.otherMoves()
	}
	if len(w.chips) == 0 && w.plan.Reading.Intent != IntentSelfHarm && w.plan.Reading.Intent != IntentThreat {
		w.sayChip("What can you do?")
	}
	parts := w.blocks
	if len(w.text) > 0 {
		parts = append(parts, assistant.Text{Text: strings.Join(w.text, " "), Evidence: w.evidence})
	}
	if w.wishes {
		if block, ok := wishesBlock(w.wished(), w.money); ok {
			parts = append(parts, block)
		}
	}
	parts = append(parts, w.after...)
	if len(w.chips) > 0 {
		text := w.chipsText
		if text == "" {
			text = "You could say: " + strings.Join(labels(w.chips), ", ")
		}
		parts = append(parts, assistant.ChoicesBlock{Text: text, Choices: w.chips})
	}
	earlier := append(slices.Clone(w.plan.State.Earlier), w.plan.State.Said...)
	w.state.Earlier = earlier[max(0, len(earlier)-keptSaid):]
	if w.state.Said = w.text; !w.plan.stays() {
		w.state.Last = w.plan.Move
	}
	if w.helped {
		w.state.Failures = 0
	}
	if w.state.Offered = nil; w.misses() {
		w.state.Offered = labels(w.chips)
	}
	return Reply{Parts: parts, State: w.state, Handoff: w.handoff, Kinds: w.facts.Kinds}
}

// otherMoves are those after a second answer that did not help.
func (w *writer) otherMoves() {
	if len(w.plan.State.Offered) == 0 {
		return
	}
	if w.state.Errand == nil && w.facts.Terms.Orders {
		w.chip("Track an order", assistant.Action{Do: assistant.DoOrder})
	}
	w.supportChips()
	if w.state.Errand == nil && len(w.chips) < 2 {
		w.sayChip("Show me what is new")
	}
	w.personChip()
}

func labels(choices []assistant.Choice) []string {
	var all []string
	for _, c := range choices {
		all = append(all, c.Label)
	}
	return all
}

// wished are the wishes that hold, without those for an audience that says nothing
// about the goods at hand: linen sheets are not for men.
func (w *writer) wished() []catalog.Constraint {
	return slices.DeleteFunc(slices.Clone(w.state.Wishes), func(mine catalog.Constraint) bool {
		return mine.Kind == catalog.KindAudience && slices.ContainsFunc(w.facts.Result.Understood.Constraints, func(c catalog.Constraint) bool {
			return c.Soft && wishKey(c) == wishKey(mine) && slices.Equal(c.Values, mine.Values)
		})
	})
}

// wishesBlock shows the wishes that hold, each to be taken back.
func wishesBlock(wishes []catalog.Constraint, money moneyWriter) (assistant.WishesBlock, bool) {
	var block assistant.WishesBlock
	for _, c := range inOrder(wishes) {
		if c.Soft {
			continue
		}
		block.Wishes = append(block.Wishes, assistant.Choice{
			ID: "w" + strconv.Itoa(len(block.Wishes)+1), Label: label(wishLabel(c, money)),
			Action: assistant.Action{Do: assistant.DoUnwish, Field: wishKey(c)},
		})
	}
	block.Text = "Looking for: " + strings.Join(labels(block.Wishes), ", ")
	return block, len(block.Wishes) > 0
}
