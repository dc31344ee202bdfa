package planner

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// prove asks for what is missing before an order may be seen. A miss is
// answered in one way only, so that nothing tells whether there is such an
// order.
func (w *writer) prove() {
	e := w.state.Errand
	switch w.facts.Proof {
	case ProofMany:
		w.helped = false
		w.say(w.facts.Refusal.Message, "Not now: "+lowerFirst(w.facts.Refusal.Message))
		e.Number, e.Email = "", ""
		w.personChip()
		w.supportChips()
		return
	case ProofMiss:
		w.say("I find no order with that number and e-mail address. Please check both: they are in the confirmation e-mail.",
			"That number and e-mail address do not belong to one order here. Both stand in the confirmation e-mail.")
	case ProofEmail:
		w.concern(e)
		w.say("Which e-mail address was it placed with?", "And the e-mail address that it was placed with?")
	case ProofNumber:
		w.concern(e)
		w.say("And which order number is it?", "What is the number of the order?")
	default:
		w.concern(e)
		w.say(lookUp(e)+" by its number and the e-mail address that it was placed with.",
			"For that I need the order number and the e-mail address that the order was placed with.")
	}
	if found := w.facts.Found; len(found) > 0 && found[0].Score > 0.99 && e.Kind != "" { // it is a question of an article, too
		w.source(found[0])
	}
	w.after = append(w.after, proofForm(e))
	w.personChip()
	w.supportChips()
}

// lookUp says what the look-up is for.
func lookUp(e *Errand) string {
	if e.Kind == "" || e.Kind == errandRefund {
		return "I can look it up"
	}
	return "To see to that, I look the order up"
}

// concern begins the answer to a problem, once.
func (w *writer) concern(e *Errand) {
	if w.plan.Reading.Intent == IntentGoOn || w.plan.Reading.Intent == IntentSubmit {
		return
	}
	switch cart.RequestKind(e.Kind) {
	case cart.RequestDamaged, cart.RequestWrongItem, cart.RequestNotReceived, cart.RequestLate, cart.RequestWarranty, cart.RequestCharge, assistant.RequestProblem:
		if len(w.text) == 0 {
			w.say("I am sorry to hear that.", "That should not have happened, sorry.")
		}
	}
}

// proofNext offers to look an order up.
func (w *writer) proofNext(e *Errand) {
	w.after = append(w.after, proofForm(e))
	w.personChip()
	w.supportChips()
}

// orderMoves offers what can be done while an order is talked about.
func (w *writer) orderMoves() {
	e := w.state.Errand
	switch {
	case e.Order != "":
		w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: e.Order})
	default:
		w.chip("Track an order", assistant.Action{Do: assistant.DoOrder})
	}
	w.personChip()
	w.supportChips()
}

// supportChips offers moves that have nothing to do with goods.
func (w *writer) supportChips() {
	for _, text := range []string{"What is your return policy?", "How long does delivery take?"} {
		if text != w.plan.Reading.Text {
			w.sayChip(text)
		}
	}
}
