package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/cart"
)

// refusedBy says why an errand cannot go ahead, in words and with the day, and
// offers the next best thing.
func (w *writer) refusedBy(lines []string) {
	f, e := w.facts, w.state.Errand
	kind := cart.RequestKind(e.Kind)
	id := ""
	if len(lines) > 0 {
		id = lines[0]
	}
	r, line := f.Rulings[id], f.Order.Line(id)
	name := "order " + f.Order.Number
	if line != nil {
		name = theLine(line)
	}
	what := done[kind]
	switch r.Code {
	case cart.RulingTooLate:
		w.tooLate(kind, name, r)
	case cart.RulingTooEarly:
		w.tooEarly(kind, name, r)
	case cart.RulingFinalSale:
		w.tell(says(policyFact("returns.final_sale", r.Why), upperFirst(name)+" cannot be "+what+": "+strings.TrimSuffix(r.Why, ".")+".", "There is no way back for "+name+": "+strings.TrimSuffix(r.Why, ".")+"."))
	case cart.RulingCategory:
		why := ""
		if r.Why != "" {
			why = ", " + strings.TrimSuffix(r.Why, ".")
		}
		w.tell(says(policyFact("returns.categories.why", r.Why), upperFirst(name)+" cannot be "+what+why+".", "There is no way back for "+name+why+"."))
	case cart.RulingNotDelivered:
		w.notYet(kind, name, r)
	case cart.RulingState:
		w.tooFar(kind, name, r)
	case cart.RulingAsked:
		w.askedOtherwise(kind, name, r)
	default:
		w.say("The shop has no rule for that, so a person has to decide.", "That is for a person of the shop to decide.")
	}
	w.nextBest(kind, line, r)
}

// askedOtherwise says which request is about it already.
func (w *writer) askedOtherwise(kind cart.RequestKind, name string, r cart.Ruling) {
	evidence := orderFact(w.facts.Order, "request", r.Reference)
	for _, q := range w.facts.Order.Requests {
		if what := filedAs[q.Kind]; q.Reference == r.Reference && q.Kind != kind && what != "" {
			w.tell(says(evidence,
				"A "+what+" of "+name+" is under way already, "+r.Reference+", so it cannot be "+doneWord(kind)+" besides.",
				upperFirst(name)+" cannot be "+doneWord(kind)+" while "+r.Reference+", its "+what+", is under way."))
			return
		}
	}
	w.tell(says(evidence, "You have asked for that already; the reference is "+r.Reference+".", r.Reference+" is about that already."))
}

// done says what an errand wants done, behind "can be".
var done = map[cart.RequestKind]string{
	cart.RequestReturn: "returned", cart.RequestExchange: "exchanged", cart.RequestCancel: "canceled", cart.RequestAddress: "sent elsewhere",
	cart.RequestWarranty: "claimed under warranty",
}

func doneWord(kind cart.RequestKind) string {
	if word, ok := done[kind]; ok {
		return word
	}
	return "reported"
}

func (w *writer) tooLate(kind cart.RequestKind, name string, r cart.Ruling) {
	f := w.facts
	last := calendar.Day(r.Until, r.Until.Location())
	day := calendar.Date(last, f.today(), w.scene.Locale)
	switch {
	case r.Hours > 0:
		w.tell(says(policyFact(string(kind)+".hours", strconv.Itoa(r.Hours)),
			upperFirst(name)+" could be "+doneWord(kind)+" within "+counted(r.Hours, "hour")+" of ordering, and that has passed.",
			"That was possible for "+counted(r.Hours, "hour")+" after ordering, and they have passed."))
		w.advice(r)
	case kind == cart.RequestWarranty:
		w.tell(says(policyFact("warranty.months", strconv.Itoa(r.Months)), "The warranty of "+name+" ended on "+day+"; that was "+ago(calendar.Days(last, f.today()))+" ago.", "Its warranty of "+counted(r.Months, "month")+" ended on "+day+"."))
	default:
		id := map[cart.RequestKind]string{cart.RequestReturn: "returns", cart.RequestExchange: "exchange"}[kind]
		if id == "" {
			id = string(kind)
		}
		w.tell(says(policyFact(id+".window", strconv.Itoa(r.Days)),
			upperFirst(name)+" could be "+doneWord(kind)+" until "+day+"; that was "+ago(calendar.Days(last, f.today()))+" ago.",
			"The last day for that was "+day+", "+counted(r.Days, "day")+" after delivery."))
	}
}

// ago says how long ago a number of days is.
func ago(days int) string { return counted(days, "day") }

// advice adds what the rules advise once it is too late, a sentence.
func (w *writer) advice(r cart.Ruling) {
	if r.After != "" {
		w.tell(says(policyFact("after", r.After), strings.TrimSuffix(r.After, ".")+"."))
	}
}

func (w *writer) tooEarly(kind cart.RequestKind, name string, r cart.Ruling) {
	day := w.long(r.From)
	if kind == cart.RequestNotReceived {
		w.concern(w.state.Errand)
		text := "Parcels marked as delivered often turn up within a day or so"
		if r.After != "" {
			text = "Please " + strings.TrimSuffix(r.After, ".")
		}
		w.tell(says(policyFact("not_received.wait", day), text+"; if it is still not there, you can report it from "+day+" on."))
		return
	}
	w.concern(w.state.Errand)
	w.tell(says(policyFact("late.after", day), upperFirst(name)+" counts as late from "+day+" on; then you can choose what shall be done.", "From "+day+" on "+name+" counts as late, and can be reported."))
}

func (w *writer) notYet(kind cart.RequestKind, name string, r cart.Ruling) {
	f := w.facts
	view := w.view(f.Order)
	where := lowerFirst(view.Headline)
	first, again := upperFirst(name)+" has not arrived yet ("+where+").", "By our books "+name+" is not there yet: "+where+"."
	if (kind == cart.RequestReturn || kind == cart.RequestExchange) && r.Days > 0 {
		then := " Once it is there, you have " + strconv.Itoa(r.Days) + " days."
		first, again = first+then, again+then
	}
	w.tell(sentence{[]string{first, again}, []assistant.Evidence{orderFact(f.Order, "status", view.Status), policyFact("returns.window", strconv.Itoa(r.Days))}})
}

func (w *writer) tooFar(kind cart.RequestKind, name string, r cart.Ruling) {
	f := w.facts
	view := w.view(f.Order)
	switch {
	case f.Order.State == cart.OrderCanceled:
		w.tell(says(orderFact(f.Order, "status", view.Status), "Order "+f.Order.Number+" is canceled already: "+lowerFirst(view.Headline)+".", f.Order.Number+" was "+lowerFirst(view.Headline)+"."))
	case kind == cart.RequestLate:
		w.tell(says(orderFact(f.Order, "status", view.Status), "Order "+f.Order.Number+" is not overdue: "+lowerFirst(view.Headline)+".", "By our books nothing of "+f.Order.Number+" is missing: "+lowerFirst(view.Headline)+"."))
	default:
		w.tell(says(orderFact(f.Order, "status", view.Status), upperFirst(name)+" can no longer be "+doneWord(kind)+": it is "+stateWords(f.Order)+".", "It is too late for that: "+name+" is "+stateWords(f.Order)+"."))
		w.advice(r)
	}
}

func stateWords(o *cart.Order) string {
	switch o.State {
	case cart.OrderPacked:
		return "packed"
	case cart.OrderDelivered:
		return "delivered"
	default:
		return "on its way"
	}
}

// nextBest offers what can be done instead.
func (w *writer) nextBest(kind cart.RequestKind, line *cart.OrderLine, r cart.Ruling) {
	f := w.facts
	policies, o := f.policies(), f.Order
	id := ""
	if line != nil {
		id = line.ID
	}
	offer := func(label string, kind cart.RequestKind) {
		w.chip(label, assistant.Action{Do: assistant.DoRequest, Field: string(kind), Order: o.Number, Line: id})
	}
	switch kind {
	case cart.RequestReturn:
		if policies.CanExchange(o, id, f.Now).OK {
			w.say("It can still be exchanged.")
			offer("Exchange it", cart.RequestExchange)
		}
	case cart.RequestExchange:
		if policies.CanReturn(o, id, f.Now).OK {
			w.say("It can still be returned for the money.")
			offer("Return it", cart.RequestReturn)
		}
	}
	switch kind {
	case cart.RequestReturn, cart.RequestExchange, cart.RequestDamaged, cart.RequestWrongItem:
		if c := policies.CanClaim(o, id, f.Now); c.OK {
			w.tell(sentence{[]string{"If something is wrong with it, the warranty holds" + w.until(c) + "."}, []assistant.Evidence{w.untilFact("warranty.months", c)}})
			offer("It is faulty", cart.RequestWarranty)
		}
	case cart.RequestCancel, cart.RequestAddress:
		if policies.CanReturn(o, "", f.Now).OK {
			w.chip("Return something", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestReturn), Order: o.Number})
		}
	}
	if late := policies.Rule(cart.RequestLate, o, "", f.Now); r.Code == cart.RulingNotDelivered && late.OK {
		w.say("It is overdue, though, and for that we offer "+lowerList(late.Remedies, "or")+".", "Since it is overdue, you can have "+lowerList(late.Remedies, "or")+".")
		w.chip("Report it", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestLate), Order: o.Number})
	}
	if r.Code == cart.RulingNotDelivered && policies.CanCancel(o, f.Now).OK {
		w.chip("Cancel the order", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestCancel), Order: o.Number})
	}
	w.personChip()
	w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: o.Number})
}
