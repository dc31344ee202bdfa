package planner

import (
	"slices"
	"strconv"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// order tells where an order is, or sees to what is wanted of it.
func (w *writer) order() {
	f, e := w.facts, w.state.Errand
	switch {
	case f.Proof != ProofNone:
		w.prove()
	case f.Order == nil && e.Kind == errandRefund && len(f.Orders) == 0:
		w.say("None of your orders has a refund under way: nothing of them was returned or canceled.", "I see no refund under way for your orders.")
		w.orderMoves()
	case f.Order == nil:
		w.whichOrder()
	case w.plan.Reading.OfRequest:
		w.requestState()
	case e.Kind == "":
		w.status()
	case e.Kind == errandRefund:
		w.refund()
	case e.Kind == errandChange:
		w.changeOrder()
	case e.Kind == errandAgain:
		w.orderAgain()
	case e.Kind == assistant.RequestProblem:
		w.whichProblem()
	default:
		w.request()
	}
}

// orderFact ties a statement to an order.
func orderFact(o *cart.Order, field, value string) assistant.Evidence {
	return assistant.Evidence{Kind: "order", ID: o.Number, Field: field, Value: value}
}

// view is an order as this shopper may see it.
func (w *writer) view(o *cart.Order) assistant.OrderView {
	return assistant.NewOrderView(*o, w.facts.Terms, w.facts.Now, w.scene.Locale, w.scene.Customer.Placed(o))
}

// orderBlock shows an order.
func (w *writer) orderBlock(o *cart.Order, brief bool) assistant.OrderView {
	view := w.view(o)
	w.blocks = append(w.blocks, tool.OrderBlock(view, brief))
	return view
}

// status tells where one order is.
func (w *writer) status() {
	o := w.facts.Order
	view := w.orderBlock(o, false)
	line := "Order " + o.Number + ": " + lowerFirst(view.Headline) + "."
	w.tell(says(orderFact(o, "status", view.Status), line, "This is where "+o.Number+" stands: "+lowerFirst(view.Headline)+"."))
	if o.State == cart.OrderCanceled && asksReason.MatchString(w.plan.State.Errand.Text) {
		w.say("Why, the order does not say; a person of the shop can tell you.", "The reason does not stand with the order. A person of the shop can look into it.")
	}
	if at := o.Progress(w.facts.policies(), w.facts.Now); at.Status == cart.StatusLate {
		w.say("I am sorry that you have to wait.", "Sorry about the wait.")
		w.lateNext(o)
	} else if link := trackingLine(o); link != "" && at.Moving == 1 && at.Parcels == 1 {
		w.tell(says(orderFact(o, "tracking", link), link))
	} else if method := w.sendsBy(o); method != "" && at.Moving+at.Arrived == 0 {
		w.say(method)
	}
	w.openRequests(o)
	w.orderChips(view)
}

// asksReason asks why something came about.
var asksReason = pattern.MustCompile(`(?i)\b(?:why|how come|reason|what for)\b`)

// lateNext says what can be done about an order that is overdue, or from when.
func (w *writer) lateNext(o *cart.Order) {
	r := w.facts.policies().Rule(cart.RequestLate, o, "", w.facts.Now)
	switch {
	case r.OK && len(r.Remedies) > 0:
		w.choice("late.remedies", r)
		w.chip("Report it", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestLate), Order: o.Number})
	case r.Code == cart.RulingTooEarly:
		day := w.long(r.From)
		w.tell(says(policyFact("late.after", day), "If it is not here by then, you can report it from "+day+" on.", "From "+day+" on you can report it."))
	}
}

// trackingLine names the parcels that are on their way.
func trackingLine(o *cart.Order) string {
	var words []string
	for _, p := range o.Parcels {
		if !p.Delivered.IsZero() || p.Tracking == "" {
			continue
		}
		carrier := p.Carrier
		if carrier == "" {
			carrier = "the carrier"
		}
		words = append(words, carrier+", "+p.Tracking)
	}
	if len(words) == 0 {
		return ""
	}
	return "It is with " + joined(words, "and") + "."
}

// sendsBy says how an order that has not left is sent.
func (w *writer) sendsBy(o *cart.Order) string {
	if w.facts.Terms.Shipping == nil || o.State == cart.OrderCanceled || o.State == cart.OrderDelivered {
		return ""
	}
	_, m, ok := w.facts.Terms.Shipping.Method(o.Method)
	if !ok {
		return ""
	}
	if m.Carrier != "" {
		return "It goes by " + m.Name + ", with " + m.Carrier + "."
	}
	return "It goes by " + m.Name + "."
}

// openRequests tells of what was asked about the order and is not settled.
func (w *writer) openRequests(o *cart.Order) {
	told := 0
	for _, r := range slices.Backward(o.Requests) { // the latest first
		if underWayRequest(r) && told < 2 {
			w.tell(says(orderFact(o, "request", r.Reference), assistant.RequestHeadline(r)+" ("+r.Reference+")."))
			told++
		}
	}
}

// orderChips offers what can be done about an order: what its view offers.
func (w *writer) orderChips(view assistant.OrderView) {
	for _, a := range view.Actions {
		if len(w.chips) < assistant.MaxChoices-1 && !(a.Action.Do == assistant.DoOrder && w.plan.Move == MoveOrder && w.state.Errand.Kind == "") {
			w.chip(a.Label, a.Action)
		}
	}
	w.personChip()
}

// whichOrder lists the orders that may be meant.
func (w *writer) whichOrder() {
	f, e := w.facts, w.state.Errand
	if len(f.Orders) == 0 {
		w.helped = false
		w.say("I find no order of yours here.", "There is no order of yours that I can see.")
		w.proofNext(e)
		return
	}
	limit := min(len(f.Orders), maxListed)
	pending := &Pending{Ask: AskOrder}
	for i := range f.Orders[:limit] {
		o := &f.Orders[i]
		w.orderBlock(o, true)
		text := o.Number + ", " + calendar.Date(calendar.Day(o.Placed, calendar.Place(f.policies().TimeZone)), f.today(), w.scene.Locale)
		pending.Values, pending.Keys = append(pending.Values, text), append(pending.Keys, o.Number)
		action := assistant.Action{Do: assistant.DoOrder, Order: o.Number}
		if e.Kind != "" {
			action = assistant.Action{Do: assistant.DoRequest, Field: w.errandField(), Order: o.Number}
		}
		w.chip(text, action)
	}
	w.state.Pending = pending
	w.personChip()
	n := number(len(f.Orders))
	var evidence []assistant.Evidence
	for i := range f.Orders[:limit] {
		evidence = append(evidence, orderFact(&f.Orders[i], "placed", f.Orders[i].Placed.UTC().Format("2006-01-02")))
	}
	if e.Kind == "" && slices.ContainsFunc(f.Orders, func(o cart.Order) bool { return !f.suits(e, &o) }) {
		w.tell(sentence{[]string{"These are your orders, the newest first. Which one shall I open?", "Your orders, the newest first. Which one would you like to see?"}, evidence})
		return
	}
	if e.Kind == "" && slices.ContainsFunc(f.Orders, func(o cart.Order) bool { return o.Progress(f.policies(), f.Now).Status == cart.StatusDelivered }) {
		w.tell(sentence{[]string{"Something is still open with these, the newest first. Which one shall I open?", "These are not settled yet, the newest first. Which one would you like to see?"}, evidence}) // a return of what has arrived, say
		return
	}
	if e.Kind == "" {
		w.tell(sentence{[]string{"You have " + n + " orders under way. Which one shall I open?", upperFirst(n) + " orders are under way; which one would you like to see?"}, evidence})
		return
	}
	w.tell(sentence{[]string{"It may be about " + n + " of your orders. Which one do you mean?", upperFirst(n) + " of your orders fit. Which one is it about?"}, evidence})
}

// maxListed is how many orders are listed to choose from.
const maxListed = 4

// errandField is the Field of DoRequest for the errand at hand.
func (w *writer) errandField() string {
	if w.state.Errand.Gift {
		return fieldGift
	}
	return w.state.Errand.Kind
}

// refund tells where the money is.
func (w *writer) refund() {
	f, o := w.facts, w.facts.Order
	view := w.orderBlock(o, true)
	switch {
	case len(view.Refunds) > 0:
		last := view.Refunds[len(view.Refunds)-1]
		w.tell(says(orderFact(o, "refund", last.Headline), last.Headline+".", "About "+o.Number+": "+lowerFirst(last.Headline)+"."))
		if q := f.policies().Refund; !last.Paid && q.To != "" {
			w.tell(says(policyFact("refund.to", q.To), "It goes back "+q.To+"."))
		}
	case slices.ContainsFunc(o.Requests, func(r cart.Request) bool { return r.Kind == cart.RequestReturn && r.State != cart.RequestDeclined }):
		w.say("No refund has begun yet for "+o.Number+": it does when the parcel is back.", "For "+o.Number+" the refund begins when the parcel is back with us.")
		w.refundTime()
	case o.State == cart.OrderCanceled:
		w.say("Order "+o.Number+" is canceled, and no refund is entered for it. If you have paid for it, tell me, and a person checks.",
			"No refund stands with "+o.Number+", which is canceled. If your statement shows a charge, report it here and a person checks.")
		w.chip("I was charged", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestCharge), Order: o.Number})
	default:
		w.say("There is no refund for order "+o.Number+" at the moment. The money goes back if it is canceled, or if something of it comes back.",
			"No refund is under way for order "+o.Number+". One begins if it is canceled, or if something of it comes back.")
	}
	w.openRequests(o)
	w.orderChips(view)
}

// orderAgain offers to put what was ordered into the cart once more.
func (w *writer) orderAgain() {
	o := w.facts.Order
	if len(w.facts.Again) > 0 {
		w.orderedAgain()
		return
	}
	w.orderBlock(o, true)
	if w.facts.NotOrdered {
		w.tell(sentence{[]string{"I find nothing of the kind in your orders. This is the latest one; its things I can put into your cart at the prices of today.",
			"None of your orders seems to have that. From this one, the latest, I can add things at the prices of today."}, []assistant.Evidence{orderFact(o, "lines", strconv.Itoa(len(o.Lines)))}})
		w.againChips(o)
		return
	}
	w.say("An order cannot be placed anew as it was, but I can put its things into your cart, at the prices of today.",
		"I can put what was in "+o.Number+" into your cart once more; you order it from there.")
	w.againChips(o)
}

// againChips offer the things of an order once more.
func (w *writer) againChips(o *cart.Order) {
	for i := range o.Lines {
		line := &o.Lines[i]
		if line.ProductID != "" && len(w.chips) < assistant.MaxChoices-1 {
			w.chip("Add "+cut(shortTitle(line.Title), assistant.MaxLabel-4), assistant.Action{
				Do: assistant.DoAdd, Product: line.ProductID, Variant: line.VariantID, Options: line.Options, Quantity: line.Quantity,
			})
		}
	}
	w.personChip()
}

// changeOrder says what can be done where something else is wanted than what
// was ordered.
func (w *writer) changeOrder() {
	f, o := w.facts, w.facts.Order
	view := w.orderBlock(o, true)
	policies := f.policies()
	switch {
	case policies.CanCancel(o, f.Now).OK:
		w.tell(says(policyFact("cancel.until", string(policies.Cancel.Until)),
			"An order cannot be changed piece by piece, but "+o.Number+" can still be canceled, and ordered anew as you would like it.",
			"I cannot swap things within an order. "+o.Number+" can still be canceled, though; then order what you would rather have."))
		w.chip("Cancel the order", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestCancel), Order: o.Number})
	case policies.CanExchange(o, "", f.Now).OK:
		w.say("It has arrived already, but you can exchange it.", "That can be exchanged, now that it is there.")
		w.chip("Exchange something", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestExchange), Order: o.Number})
	default:
		w.say("Order "+o.Number+" has come too far to be changed. Once it is there you can return or exchange it.",
			o.Number+" cannot be changed any more. When it has arrived, a return or an exchange is possible.")
	}
	w.orderChips(view)
}

// whichProblem asks what is wrong.
func (w *writer) whichProblem() {
	o := w.facts.Order
	w.orderBlock(o, true)
	w.say("I am sorry. What is wrong with order "+o.Number+"?", "Sorry about that. What happened with "+o.Number+"?")
	at := o.Progress(w.facts.policies(), w.facts.Now)
	arrived := slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return !p.Delivered.IsZero() }) || at.Status == cart.StatusDelivered
	pending := &Pending{Ask: AskProblem}
	for _, p := range []struct {
		label string
		kind  cart.RequestKind
		fits  bool
	}{
		{"It is damaged", cart.RequestDamaged, arrived},
		{"It is the wrong thing", cart.RequestWrongItem, arrived},
		{"It says delivered, but is not here", cart.RequestNotReceived, arrived},
		{"It is late", cart.RequestLate, !arrived || at.Status == cart.StatusLate},
		{"It broke later", cart.RequestWarranty, arrived},
		{"I was charged wrongly", cart.RequestCharge, true},
	} {
		if p.fits && len(pending.Keys) < assistant.MaxChoices {
			pending.Values, pending.Keys = append(pending.Values, p.label), append(pending.Keys, string(p.kind))
			w.chip(p.label, assistant.Action{Do: assistant.DoRequest, Field: string(p.kind), Order: o.Number})
		}
	}
	w.state.Pending = pending
	w.personChip()
}
