package planner

import (
	"slices"
	"strconv"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// requestState tells what became of a request: of the one at hand, or the latest
// of the order. Nothing is called done that is not; a form that was not sent is
// shown again.
func (w *writer) requestState() {
	o, e := w.facts.Order, w.state.Errand
	r := latestRequest(o, e)
	if r == nil {
		w.nothingFiled()
		return
	}
	e.Reference = r.Reference
	w.orderBlock(o, true)
	w.tell(says(orderFact(o, "request", r.Reference), w.requestWords(r)...))
	w.onRequest(r)
	w.orderChips(w.view(o))
}

// latestRequest is the request that an errand led to, or else the latest of its
// kind; of an errand that led to none yet, nil.
func latestRequest(o *cart.Order, e *Errand) *cart.Request {
	for i := range slices.Backward(o.Requests) {
		r := &o.Requests[i]
		if e.Reference == r.Reference || e.Reference == "" && (string(r.Kind) == e.Kind || e.settled()) {
			return r
		}
	}
	return nil
}

// nothingFiled says that nothing was asked for yet.
func (w *writer) nothingFiled() {
	o, e := w.facts.Order, w.state.Errand
	kind := cart.RequestKind(e.Kind)
	if isRequest(kind) && (!ofLines(kind) && w.facts.allows("") || slices.ContainsFunc(w.facts.Meant, w.facts.allows)) &&
		(kind != cart.RequestExchange || len(w.facts.Meant) == 1 && len(w.facts.Products) > 0) {
		w.say("Not yet: it goes to the shop once you have sent the form. Here it is again.", "No, nothing is sent before you send the form; here it is.")
		w.after = append(w.after, w.requestForm())
		w.requestChips()
		return
	}
	view := w.orderBlock(o, true)
	w.say("Nothing has been asked for about order "+o.Number+" so far.", "There is no request about order "+o.Number+" yet.")
	w.orderChips(view)
}

// requestWords say how far a request has come, with its reference.
func (w *writer) requestWords(r *cart.Request) []string {
	what, yes := filedAs[r.Kind], ""
	if yesNoQuestion.MatchString(w.plan.Reading.Norm) {
		yes = "Yes, "
	}
	switch r.State {
	case cart.RequestDone:
		return []string{upperFirst(yes+doneWords(r.Kind)) + "; the reference is " + r.Reference + ".", "It is done, " + r.Reference + ": " + doneWords(r.Kind) + "."}
	case cart.RequestApproved:
		return []string{"Your " + what + " " + r.Reference + " is approved.", r.Reference + ", your " + what + ", goes ahead."}
	case cart.RequestDeclined:
		return []string{"Your " + what + " " + r.Reference + " was declined."}
	}
	wish := ""
	if r.Wish != "" {
		wish = " You asked for " + lowerFirst(remedyWords(r.Wish)) + "."
	}
	return []string{
		"Your " + what + " is filed under " + r.Reference + " and waits for a person of the shop; nothing is decided yet." + wish,
		r.Reference + " is filed and not decided yet; a person of the shop looks at it." + wish,
	}
}

func doneWords(kind cart.RequestKind) string {
	if words, ok := doneAs[kind]; ok {
		return words
	}
	return "your " + filedAs[kind] + " is settled"
}

// onRequest says how it goes on with a request, by what was asked about it.
func (w *writer) onRequest(r *cart.Request) {
	policies, norm := w.facts.policies(), w.plan.Reading.Norm
	if asksSendBack.MatchString(norm) && r.Instructions == "" {
		switch r.Kind {
		case cart.RequestDamaged:
			w.tell(keepRule("damaged", policies.Damaged))
		case cart.RequestWrongItem:
			w.tell(keepRule("wrong_item", policies.WrongItem))
		}
	}
	if r.Instructions != "" && r.State != cart.RequestDone {
		w.say(r.Instructions)
	}
	if refunds := w.view(w.facts.Order).Refunds; len(refunds) > 0 && (r.Kind == cart.RequestReturn || r.Kind == cart.RequestCancel) {
		last := refunds[len(refunds)-1]
		w.tell(says(orderFact(w.facts.Order, "refund", last.Headline), last.Headline+"."))
		return
	}
	switch {
	case r.State == cart.RequestApproved && r.Kind == cart.RequestReturn && r.Reason != fieldGift && r.Instructions == "":
		w.refundTime()
	case r.State != cart.RequestOpen:
	case r.Kind == cart.RequestDamaged && policies.Damaged.Answer > 0:
		w.answerTime("damaged", policies.Damaged.Answer)
	case r.Kind == cart.RequestWrongItem && policies.WrongItem.Answer > 0:
		w.answerTime("wrong_item", policies.WrongItem.Answer)
	default:
		if expect := w.facts.Terms.Hours.Expectation(w.facts.Now); expect != "" {
			w.tell(stated("hours.next", expect, expect))
		}
	}
}

// keepRule says whether a thing with a fault goes back.
func keepRule(id string, p cart.ReportPolicy) sentence {
	wordings := []string{"It goes back to us first.", "Yes, please send it back: it comes to us first."}
	if p.KeepIt {
		wordings = []string{"You need not send the thing back.", "It need not come back: you can keep the thing."}
	}
	return sentence{wordings, []assistant.Evidence{policyFact(id+".keep_it", strconv.FormatBool(p.KeepIt))}}
}
