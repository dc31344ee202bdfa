package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// rule is a statement of the shop's rules. It comes first in an answer when the
// question has one of its words.
type rule struct {
	words *pattern.Pattern // nil means that it is the main one
	sentence
	only bool // it is told only when it is asked for
}

// maxRules is how many statements an answer has.
const maxRules = 3

// terms answers from the shop's rules and, where they say nothing, from its
// articles.
func (w *writer) terms() {
	intent := w.plan.Reading.Intent
	w.state.Topic = intent
	rules := w.rules(intent)
	waited := w.waited()
	if len(rules) == 0 && !waited {
		w.article()
		return
	}
	if problemKinds[requestOf[intent]] && w.plan.Reading.Own && !w.plan.Reading.Rule {
		w.concern(&Errand{Kind: requestOf[intent]})
	}
	w.tell(w.chosenRules(rules)...)
	if found := w.facts.Found; len(found) > 0 && !w.ofFiled() {
		w.source(found[0])
	}
	w.termsChips(intent)
}

// waited answers how long it takes with a request that a person has to decide.
func (w *writer) waited() bool {
	e := w.state.Errand
	if e == nil || e.Reference == "" || general(&w.plan.Reading) || !asksHowLong.MatchString(w.plan.Reading.Norm) || requestOf[w.plan.Reading.Intent] != e.Kind {
		return false
	}
	expect := w.facts.Terms.Hours.Expectation(w.facts.Now)
	if expect == "" || e.Kind == string(cart.RequestReturn) || e.Kind == string(cart.RequestExchange) {
		return false
	}
	w.tell(stated("hours.next", expect, e.Reference+" waits for a person. "+expect))
	return true
}

// chosenRules are the statements that answer: those with a word of the
// question before the main one, and the others as far as there is room. What was
// said just now comes again only where it is asked for or nothing else is left,
// and a question about what was filed gets its own answer alone.
func (w *writer) chosenRules(rules []rule) []sentence {
	m := &w.plan.Reading
	var asked, rest []sentence
	for _, r := range rules {
		switch {
		case len(r.wordings) == 0:
		case r.words != nil && r.words.MatchString(m.Norm):
			asked = append(asked, r.sentence)
		case !r.only:
			rest = append(rest, r.sentence)
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(rest), w.saidJust)
	switch {
	case len(asked) == 0 && len(fresh) > 0:
		rest = fresh
	case len(asked) == 0:
	case w.ofFiled(), len(rest) > 0 && w.saidJust(rest[0]):
		rest = nil
	default:
		rest = rest[:min(len(rest), 1)] // and the main one
	}
	all := append(asked, rest...)
	return all[:min(len(all), maxRules)]
}

// ofFiled reports whether a question is about the rules for what was filed.
func (w *writer) ofFiled() bool {
	e := w.state.Errand
	return w.plan.Reading.OfRule && e != nil && e.Reference != ""
}

// saidJust reports whether the last reply said a sentence.
func (w *writer) saidJust(s sentence) bool {
	return slices.ContainsFunc(s.wordings, func(text string) bool { return slices.Contains(w.plan.State.Said, text) })
}

// rules are what the shop's rules say about a matter, the main statement first;
// none where they say nothing.
func (w *writer) rules(intent Intent) []rule {
	if p := w.facts.Terms.Policies; p != nil {
		switch intent {
		case IntentReturns:
			return w.returnRules(p)
		case IntentExchange:
			return w.exchangeRules(p)
		case IntentRefund:
			return w.refundRules(p)
		case IntentGiftReturn:
			return w.giftRules(p)
		case IntentCancel, IntentOrderChange:
			return cutOffRules("cancel", "canceled", p.Cancel)
		case IntentAddress:
			return cutOffRules("address", "sent to another address", p.Address)
		case IntentDamaged, IntentProblem:
			return reportRules("damaged", "What arrives damaged", p.Damaged)
		case IntentWrongItem:
			return reportRules("wrong_item", "A wrong or missing item", p.WrongItem)
		case IntentNotReceived:
			return waitRules(p.NotReceived)
		case IntentLate:
			return lateRules(p)
		case IntentWarranty:
			return w.warrantyRules(p)
		}
	}
	switch intent {
	case IntentPayment:
		return w.cardRules()
	case IntentDelivery:
		return w.deliveryRules()
	case IntentShipping:
		return w.shippingRules()
	case IntentDiscount:
		return w.promotionRules()
	case IntentHours:
		return w.hoursRules()
	}
	return nil
}

// cardRules say that a card's data has no business in a chat, where they were
// asked about or typed.
func (w *writer) cardRules() []rule {
	m := &w.plan.Reading
	switch {
	case m.Card: // said already
		return []rule{{sentence: sentence{wordings: []string{"You pay at the checkout, which this chat only leads to."}}}}
	case asksCard.MatchString(m.Norm):
		return []rule{{sentence: sentence{wordings: []string{
			"No, please never type the number of a card here: nobody in this chat needs one. You pay at the checkout, which this chat only leads to.",
			"The number of a card does not belong in this chat, and nobody here asks for one; it is needed at the checkout only.",
		}}}}
	}
	return nil
}

// source cites the article that says the same at length.
func (w *writer) source(f knowledge.Found) {
	w.after = append(w.after, tool.Cite(f, ""))
}

// begins says how the deed is offered after its rule.
var begins = map[Intent]struct{ label, field string }{
	IntentReturns: {"Start a return", "return"}, IntentExchange: {"Start an exchange", "exchange"}, IntentRefund: {"Where is my refund?", errandRefund},
	IntentGiftReturn: {"I have the order number", fieldGift}, IntentCancel: {"Cancel my order", "cancel"}, IntentOrderChange: {"Cancel my order", "cancel"},
	IntentAddress: {"Change the address", "address"}, IntentDamaged: {"Report damage", "damaged"}, IntentProblem: {"Report a problem", assistant.RequestProblem},
	IntentWrongItem: {"Report it", "wrong_item"}, IntentNotReceived: {"Report it", "not_received"}, IntentLate: {"Where is my order?", ""},
	IntentWarranty: {"Make a warranty claim", "warranty"}, IntentInvoice: {"Copy of my invoice", "invoice"},
}

// termsChips offers the deed, and further questions about the matter.
func (w *writer) termsChips(intent Intent) {
	if b, ok := begins[intent]; ok && w.ofFiled() {
		w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: w.state.Errand.Order})
	} else if ok && w.facts.Terms.Orders {
		w.beginChip(b.label, b.field)
	}
	switch intent {
	case IntentDiscount:
		w.codeChips()
	case IntentDelivery:
		w.sayChip("How much is shipping?")
	case IntentShipping:
		if s := w.facts.Sending; s == nil || len(s.Options) > 0 {
			w.sayChip("When would it arrive?")
		}
	case IntentHours:
		w.personChip()
	}
	w.questionChips(w.facts.Found, 1)
	problem := problemKinds[requestOf[intent]] || intent == IntentProblem
	if !problem && len(w.state.Seen) > 0 {
		w.sayChip("Back to what I looked for")
	}
	w.personChip()
	if len(w.chips) < 2 || problem {
		w.supportChips()
	}
}

// among reports whether a path names a matter that the words speak of: each of
// its last step's words stands among them.
func among(path string, stems []string) bool {
	steps := strings.Split(path, ">")
	last := uniqueStems(steps[len(steps)-1])
	if len(last) == 0 {
		return false
	}
	return !slices.ContainsFunc(last, func(stem string) bool { return !slices.Contains(stems, stem) })
}

// beginChip offers to begin something with an order.
func (w *writer) beginChip(label, field string) {
	action := assistant.Action{Do: assistant.DoRequest, Field: field}
	if field == "" {
		action = assistant.Action{Do: assistant.DoOrder}
	}
	w.chip(label, action)
}
