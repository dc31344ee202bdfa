package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// filed tells what became of a form: what was filed and what happens next, or
// why nothing was.
func (w *writer) filed() {
	f, e := w.facts, w.state.Errand
	switch {
	case f.Proof != ProofNone:
		w.prove()
	case f.Order == nil:
		w.whichOrder()
	case f.Refusal != nil && f.Refusal.Code == cart.CodeBadField && (!ofLines(cart.RequestKind(e.Kind)) || len(f.Meant) > 0):
		w.say(f.Refusal.Message, "Almost: "+lowerFirst(f.Refusal.Message))
		form := w.requestForm()
		for i := range form.Fields {
			if value, ok := w.plan.Reading.Tapped.Values[form.Fields[i].Name]; ok {
				form.Fields[i].Value = value
			}
		}
		w.after = append(w.after, form)
		w.requestChips()
	case f.Refusal != nil:
		w.orderBlock(f.Order, true)
		w.say(f.Refusal.Message, "That did not work: "+f.Refusal.Message)
		w.nextBest(cart.RequestKind(e.Kind), f.Order.Line(e.Line), cart.Ruling{})
	case f.Filed == nil: // something of the form was missing
		w.request()
	default:
		w.filedNow()
	}
}

// filedNow says what was filed. The request's state decides the words: nothing
// is called done that is not.
func (w *writer) filedNow() {
	f := w.facts
	r := f.Filed
	w.orderBlock(f.Order, true)
	evidence := []assistant.Evidence{orderFact(f.Order, "request", r.Reference)}
	what := filedAs[r.Kind]
	switch r.State {
	case cart.RequestDone:
		w.tell(sentence{[]string{upperFirst(doneAs[r.Kind]) + ", " + r.Reference + "."}, evidence})
	case cart.RequestApproved:
		w.tell(sentence{[]string{"Your " + what + " is approved: " + r.Reference + ".", r.Reference + ": your " + what + " goes ahead."}, evidence})
	case cart.RequestDeclined:
		w.tell(sentence{[]string{"Your " + what + " was declined, " + r.Reference + "."}, evidence})
	case cart.RequestOpen:
		if r.Kind == cart.RequestInvoice {
			w.tell(sentence{[]string{"Your " + what + " is filed: " + r.Reference + ". It comes by e-mail once a person has seen to it."}, evidence})
			break
		}
		w.tell(sentence{[]string{"Your " + what + " is filed: " + r.Reference + ". A person of the shop looks at it; nothing is decided yet.", r.Reference + " is what your " + what + " is filed under. A person of the shop decides about it."}, evidence})
	}
	if r.Instructions != "" {
		w.say(r.Instructions)
	}
	w.nextSteps(r)
	w.say("You find it under Orders.", "It stands under Orders, with the order.")
	view := w.view(f.Order)
	w.orderChips(view)
	w.chips = append([]assistant.Choice(nil), w.chips...)
}

// filedAs is what a request is called once it is filed; doneAs says what is
// done.
var (
	filedAs = map[cart.RequestKind]string{
		cart.RequestReturn: "return", cart.RequestExchange: "exchange", cart.RequestCancel: "cancellation", cart.RequestAddress: "new address",
		cart.RequestDamaged: "report", cart.RequestWrongItem: "report", cart.RequestNotReceived: "report", cart.RequestLate: "report",
		cart.RequestWarranty: "warranty claim", cart.RequestInvoice: "request for the invoice", cart.RequestCharge: "question",
	}
	doneAs = map[cart.RequestKind]string{
		cart.RequestCancel: "the order is canceled", cart.RequestAddress: "the order goes to the new address now",
		cart.RequestReturn: "your return is done", cart.RequestExchange: "your exchange is done", cart.RequestInvoice: "the invoice is on its way to you",
	}
)

// nextSteps says what happens next, as the rules have it.
func (w *writer) nextSteps(r *cart.Request) {
	f := w.facts
	policies := f.policies()
	switch r.Kind {
	case cart.RequestReturn:
		if r.Instructions == "" && r.Reason != fieldGift {
			w.refundTime()
		}
	case cart.RequestCancel:
		if view := w.view(f.Order); r.State == cart.RequestDone && len(view.Refunds) > 0 {
			last := view.Refunds[len(view.Refunds)-1]
			w.tell(says(orderFact(f.Order, "refund", last.Headline), last.Headline+"."))
		}
	case cart.RequestDamaged:
		w.answerTime("damaged", policies.Damaged.Answer)
	case cart.RequestWrongItem:
		w.answerTime("wrong_item", policies.WrongItem.Answer)
	}
}

// answerTime says within how many working hours somebody decides.
func (w *writer) answerTime(id string, hours int) {
	if hours > 0 {
		w.tell(says(policyFact(id+".answer_hours", strconv.Itoa(hours)), "You have an answer within "+prose.Count(hours, "working hour")+"."))
	}
}

// refundTime says when the money is back after a return.
func (w *writer) refundTime() {
	q := w.facts.policies().Refund
	if q.Days <= 0 {
		return
	}
	to := ""
	if q.To != "" {
		to = " " + strings.TrimSuffix(q.To, ".")
	}
	w.tell(says(policyFact("refund.days", strconv.Itoa(q.Days)),
		"The money goes back"+to+", within "+prose.Count(q.Days, "working day")+" of the parcel reaching us."))
}

// fact says that something was added to a request.
func (w *writer) fact() {
	f := w.facts
	switch {
	case f.Proof != ProofNone:
		w.prove()
		return
	case f.Refusal != nil:
		w.say(f.Refusal.Message, "That could not be added: "+lowerFirst(f.Refusal.Message))
	default:
		w.tell(sentence{
			[]string{"I have added that to " + f.Filed.Reference + ".", "Noted with " + f.Filed.Reference + "."},
			[]assistant.Evidence{{Kind: "order", ID: f.Filed.Order, Field: "request", Value: f.Filed.Reference}},
		})
		if w.plan.Reading.Withdrawn != "" {
			w.say("Only a person of the shop can take a request back; until then, please send nothing.", "A person of the shop takes it back; please send nothing meanwhile.")
			break
		}
		w.say("Is there anything else about it?", "Whatever else you know, tell me here.")
	}
	if e := w.state.Errand; e != nil && e.Order != "" {
		w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: e.Order})
	}
	w.personChip()
	w.supportChips()
}
