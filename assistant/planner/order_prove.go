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
	case ProofMail, ProofSent, ProofWrong, ProofOver, ProofNoMail, ProofCodes:
		w.proveByCode(e)
		return
	}
	if w.plan.Reading.Lacks != ProofNone || e.Gift && e.Number != "" && w.facts.Proof != ProofMany {
		w.unproven(e)
		return
	}
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
		if p := w.facts.Terms.Policies; p != nil && e.Kind == string(cart.RequestWarranty) && (w.facts.Kind != "" || len(w.facts.Products) > 0) {
			for _, r := range w.warrantyRules(p)[:min(1, len(w.warrantyRules(p)))] {
				w.tell(r.sentence)
			}
		}
		w.say(lookUp(e)+" by its number and the e-mail address that it was placed with.",
			"For that I need the order number and the e-mail address that the order was placed with.")
	}
	if found := w.facts.Found; len(found) > 0 && found[0].Score > 0.99 && e.Kind != "" { // it is a question of an article, too
		w.source(found[0])
	}
	w.after = append(w.after, proofForm(e))
	w.codeChip(e)
	w.personChip()
	w.supportChips()
}

// unproven says where what proves an order stands, and asks for a person where
// the shopper does not have it: nothing else can open an order. Whoever was
// given something has its number at most.
func (w *writer) unproven(e *Errand) {
	switch {
	case e.Gift && w.plan.Reading.Lacks == ProofNone:
		if p := w.facts.Terms.Policies; p != nil {
			for _, r := range w.giftRules(p)[:min(1, len(w.giftRules(p)))] {
				w.tell(r.sentence)
			}
		}
		w.say("I can only open an order with the e-mail address of whoever placed it, so a person of the shop sees to this, with the number alone.")
	case w.plan.Reading.Lacks == ProofNumber:
		w.say("The number stands in the confirmation e-mail, and under Orders when you are signed in. Without it I cannot open an order, but a person of the shop can find it.")
	case w.plan.Reading.Lacks == ProofEmail:
		w.say("I open an order only with the e-mail address that it was placed with. A person of the shop can see to it without.")
	default:
		w.say("A name alone does not open an order here, so that nobody else can see it. A person of the shop can find it that way.")
	}
	if w.state.Waiting {
		w.say("They have your request and all that was said here.")
		w.supportChips()
		return
	}
	w.handOver("unproven")
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
	w.codeChip(e)
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
