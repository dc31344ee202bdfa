package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// say words the facts: the last stage. It looks at nothing else, so that what
// it states can be traced.
func say(f *Facts, scene *Scene, assistantName, locale, currency string) Reply {
	w := &writer{
		name: assistantName, facts: f, plan: &f.Plan, state: f.Plan.State, scene: scene,
		money: moneyWriter{locale, currency}, helped: true,
	}
	if w.plan.Soothe && w.plan.Move != MoveHandoff && !(w.plan.Move == MoveTalk) {
		w.say("I am sorry that this is annoying.", "Sorry for the trouble.")
	}
	if w.plan.Reading.Card {
		w.say("Please never type the number of a card here: nobody in this chat needs one, and I have left it out but for its last digits.",
			"I have left the card's number out but for its last digits; nobody in this chat needs one.")
	}
	switch w.plan.Move {
	case MoveSearch, MoveMore:
		w.search()
	case MoveAbout:
		w.about()
	case MoveCompare:
		w.compare()
	case MoveWhich:
		w.which()
	case MoveAdd:
		w.add()
	case MoveQuantity, MoveRemove:
		w.changed()
	case MoveSwap:
		w.swapped()
	case MoveUndo:
		w.undone()
	case MoveCart, MoveCheckout:
		w.cart()
	case MoveArticle:
		w.article()
	case MoveTerms:
		w.terms()
	case MoveOrder:
		w.order()
	case MoveFile:
		w.filed()
	case MoveFact:
		w.fact()
	case MoveCode:
		w.codes()
	case MoveIdeas:
		w.presents()
	case MoveKit:
		w.kit()
	case MoveGoesWith:
		w.complements()
	case MoveRestock:
		w.restock()
	case MoveRated:
		w.rated()
	case MoveHandoff:
		w.handOver(f.Plan.Handoff.Reason)
	default:
		w.talk()
	}
	w.reopened()
	if !w.helped {
		w.state.Failures++
		if w.state.Failures >= failureLimit && !w.state.Waiting && w.handoff == nil && w.plan.Call == nil {
			w.chips = nil
			w.handOver("cannot_help")
		}
	}
	switch call := w.plan.Call; {
	case call == nil:
	case w.handoff == nil:
		w.call(*call)
	default: // the answer asks for a person itself
		w.handoff.Priority = max(w.handoff.Priority, call.Priority)
	}
	w.state.settle(w.plan.Move)
	return w.finish()
}

// reopened asks once more for a choice that a question to the shop came between.
func (w *writer) reopened() {
	open, p := w.plan.Open, w.scene.Pending
	if open == nil || p == nil || !w.helped || w.handoff != nil || w.state.Pending != nil || w.state.Errand != nil || w.plan.Move != MoveArticle && w.plan.Move != MoveTerms {
		return
	}
	w.state.Pending, w.chips = open, nil
	w.say("And which "+open.Field+" of the "+name(p)+" shall it be?", "Back to the "+name(p)+": which "+open.Field+"?")
	w.optionChips(p, open)
}

// productChips offers questions about a product that its data answers.
func (w *writer) productChips(p *catalog.Product, limit int) {
	for _, q := range questions(p) {
		if limit == 0 {
			return
		}
		if slices.Contains(w.state.Told, questionKey(q.text, q.aspect)) {
			continue
		}
		w.aboutChip(p, q.text)
		limit--
	}
}

// questionKey names a question about a product, so that it is not suggested once
// it was answered.
func questionKey(text string, aspect Aspect) string {
	if aspect != AspectFact {
		return string(aspect)
	}
	return strings.Join(prose.Content(strings.Join(expand(prose.Words(text)), " ")), " ")
}
