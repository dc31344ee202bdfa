package planner

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// policyFact ties a statement to a rule of the shop: its path in policies.yaml
// or shipping.yaml, without the numbers of lists.
func policyFact(id, value string) assistant.Evidence {
	return assistant.Evidence{Kind: "policy", ID: id, Value: value}
}

// request sees to an errand that comes to a request: it says why not, asks what
// is still open, or shows the form.
func (w *writer) request() {
	f, e := w.facts, w.state.Errand
	kind := cart.RequestKind(e.Kind)
	if f.Open != nil {
		w.askedBefore(f.Open)
		return
	}
	lines := f.Meant
	if !ofLines(kind) {
		lines = []string{""}
	}
	if len(lines) == 0 || !slices.ContainsFunc(lines, f.allows) {
		w.orderBlock(f.Order, true)
		w.refusedBy(lines)
		return
	}
	if kind == cart.RequestExchange {
		if w.exchangeOpen() {
			return
		}
	}
	w.concern(e)
	form := w.requestForm()
	switch m := &w.plan.Reading; {
	case m.Intent != IntentGoOn || m.Key != "" || m.Number != "" || m.Email != "" || m.Entered != "":
		w.conditions()
	case !w.filledBy(&form):
		w.say("Please fill in the form and send it; nothing happens before that.", "It goes ahead once you send the form.")
	default:
		w.say("I have put that into the form. "+leftOpen(&form), "The form has that now. "+leftOpen(&form))
	}
	w.after = append(w.after, form)
	w.requestChips()
}

// filledBy reports whether the message has put anything into a form.
func (w *writer) filledBy(form *assistant.FormBlock) bool {
	if w.plan.Before == nil {
		return false
	}
	if theLines(w.facts.Order, w.plan.Reading.Said) != "" && ofLines(cart.RequestKind(w.state.Errand.Kind)) {
		return true
	}
	now, wished := w.state.Errand, w.facts.Wished
	w.state.Errand, w.facts.Wished = w.plan.Before, nil
	for _, c := range wished { // as far as it was said before
		if strings.Contains(prose.Fold(w.plan.Before.Text), prose.Fold(c.Text)) {
			w.facts.Wished = append(w.facts.Wished, c)
		}
	}
	before := w.requestForm()
	w.state.Errand, w.facts.Wished = now, wished
	return !slices.EqualFunc(form.Fields, before.Fields, func(a, b assistant.FormField) bool { return a.Name == b.Name && a.Value == b.Value })
}

// leftOpen says what a form still needs.
func leftOpen(form *assistant.FormBlock) string {
	var open []string
	for _, field := range form.Fields {
		if field.Required && field.Value == "" {
			open = append(open, lowerFirst(strings.TrimSuffix(field.Label, "?")))
		}
	}
	if len(open) == 0 {
		return "Please look it over and send it."
	}
	return "What is still open: " + joined(open, "and") + "."
}

// requestChips offers a way out of a form.
func (w *writer) requestChips() {
	o := w.facts.Order
	w.personChip()
	w.chip("Track it", assistant.Action{Do: assistant.DoOrder, Order: o.Number})
	if n := len(w.chips); n > 0 && w.facts.Order.State == cart.OrderDelivered {
		w.chips[n-1].Label = "See the order"
	}
}

// exchangeOpen asks what an exchange still needs before its form: which line,
// and whether there is anything to exchange it for.
func (w *writer) exchangeOpen() bool {
	f, e := w.facts, w.state.Errand
	if len(f.Meant) > 1 {
		w.orderBlock(f.Order, true)
		w.say("Which of these would you like to exchange?", "Which one is to be exchanged?")
		pending := &Pending{Ask: AskLine}
		for _, id := range f.Meant {
			line := f.Order.Line(id)
			text := orderedName(line)
			pending.Values, pending.Keys = append(pending.Values, text), append(pending.Keys, id)
			w.chip(text, assistant.Action{Do: assistant.DoRequest, Field: e.Kind, Order: f.Order.Number, Line: id})
		}
		w.state.Pending = pending
		return true
	}
	line := f.Order.Line(f.Meant[0])
	e.Line = line.ID
	if len(f.Products) == 0 || len(f.Products[0].Variants) > 0 && len(alternatives(&f.Products[0], line)) == 0 || len(f.Products[0].Options) == 0 {
		w.orderBlock(f.Order, true)
		w.say("There is no other version of "+theLine(line)+" in stock to exchange it for.", "Nothing else of "+theLine(line)+" is in stock at the moment.")
		w.instead(line)
		return true
	}
	p := &f.Products[0]
	wanted := w.wantedInstead(p, line)
	if changes := chosenInstead(line, wanted); changes != "" && len(p.Variants) > 0 {
		if s := p.Select(wanted); s.NotMade || s.SoldOut || s.Variant == nil && !buyable(p, wanted) {
			word := "sold out"
			if s.NotMade {
				word = "not made"
			}
			w.tell(says(fact(p, "stock", changes+": "+word), upperFirst(the(p, "is", "are"))+" "+word+" in "+changes+"; below is what there is.", "In "+changes+" it is "+word+". You can choose from what there is."))
		}
	}
	return false
}

// chosenInstead are the values that differ from what was bought.
func chosenInstead(line *cart.OrderLine, wanted map[string]string) string {
	var changes []string
	for _, name := range sortedKeys(wanted) {
		if wanted[name] != line.Options[name] {
			changes = append(changes, wanted[name])
		}
	}
	return strings.Join(changes, ", ")
}

// instead offers what else can be done about a line.
func (w *writer) instead(line *cart.OrderLine) {
	f := w.facts
	if f.policies().CanReturn(f.Order, line.ID, f.Now).OK {
		w.say("You can return it for the money instead.")
		w.chip("Return it", assistant.Action{Do: assistant.DoRequest, Field: string(cart.RequestReturn), Order: f.Order.Number, Line: line.ID})
	}
	w.personChip()
	w.chip("See the order", assistant.Action{Do: assistant.DoOrder, Order: f.Order.Number})
}

// conditions says in a few words what the rules want, above the form.
func (w *writer) conditions() {
	f, e := w.facts, w.state.Errand
	r := w.ruling()
	kind := cart.RequestKind(e.Kind)
	switch kind {
	case cart.RequestReturn:
		w.returnConditions(r)
	case cart.RequestExchange:
		line := f.Order.Line(f.Meant[0])
		w.tell(sentence{
			[]string{upperFirst(theLine(line)) + " can be exchanged" + w.until(r) + ".", "An exchange of " + theLine(line) + " is possible" + w.until(r) + "."},
			[]assistant.Evidence{w.untilFact("exchange.window", r)},
		})
		switch r.PaidBy {
		case cart.PaidByShop:
			w.tell(says(policyFact("exchange.paid_by", r.PaidBy), "We pay both ways.", "Both ways are on us."))
		case cart.PaidByShopper:
			w.tell(says(policyFact("exchange.paid_by", r.PaidBy), "You pay for the parcel.", "The parcel is yours to pay."))
		}
	case cart.RequestCancel:
		w.tell(says(policyFact("cancel.until", string(f.policies().Cancel.Until)),
			"Order "+f.Order.Number+" can still be canceled"+w.untilClock(r)+".", "You can cancel order "+f.Order.Number+w.untilClock(r)+"."))
	case cart.RequestAddress:
		w.tell(says(policyFact("address.until", string(f.policies().Address.Until)),
			"Order "+f.Order.Number+" can still go to another address"+w.untilClock(r)+".", "You can send order "+f.Order.Number+" elsewhere"+w.untilClock(r)+"."))
	case cart.RequestDamaged, cart.RequestWrongItem:
		w.reportConditions(kind, r)
	case cart.RequestNotReceived:
		if r.After != "" {
			w.tell(says(policyFact("not_received.check", r.After), "Please "+strings.TrimSuffix(r.After, ".")+" first, if you have not yet.", "Before that, please "+strings.TrimSuffix(r.After, ".")+"."))
		}
		w.choice("not_received.remedies", r)
	case cart.RequestLate:
		w.choice("late.remedies", r)
	case cart.RequestWarranty:
		w.warrantyConditions(r)
	case cart.RequestInvoice:
		w.say("I can ask for a copy of the invoice of "+f.Order.Number+"; it comes by e-mail.", "A copy of the invoice for "+f.Order.Number+" can be sent to the address of the order.")
	case cart.RequestCharge:
		w.say("Tell me what your statement shows, and a person compares it with order "+f.Order.Number+".", "A person checks the payment of "+f.Order.Number+"; what does your statement say?")
	}
}

func (w *writer) returnConditions(r cart.Ruling) {
	f, e := w.facts, w.state.Errand
	what := "This"
	if len(f.Meant) == 1 {
		what = upperFirst(theLine(f.Order.Line(f.Meant[0])))
	} else if len(f.Meant) > 1 {
		what = "What you choose below"
	}
	condition := ""
	if r.Condition != "" {
		condition = ", " + strings.TrimSuffix(r.Condition, ".")
	}
	w.tell(sentence{
		[]string{what + " can come back" + w.until(r) + condition + ".", what + " can be returned" + w.until(r) + condition + "."},
		[]assistant.Evidence{w.untilFact("returns.window", r)},
	})
	switch {
	case e.Gift && r.As != "":
		w.tell(says(policyFact("gift.as", r.As), "You get "+r.As+" for it."))
	default:
		w.wayBack(r.PaidBy, r.Fee.Amount, w.money.money(r.Fee))
	}
}

// wayBack says who pays for the parcel back.
func (w *writer) wayBack(paidBy string, fee int64, feeWords string) {
	switch {
	case fee > 0:
		w.tell(says(policyFact("returns.fee", feeWords), "The way back costs "+feeWords+", taken off the refund."))
	case paidBy == cart.PaidByShop:
		w.tell(says(policyFact("returns.paid_by", paidBy), "We pay for the way back.", "The way back costs you nothing."))
	case paidBy == cart.PaidByShopper:
		w.tell(says(policyFact("returns.paid_by", paidBy), "The way back is yours to pay.", "You pay for the parcel back."))
	}
}

func (w *writer) reportConditions(kind cart.RequestKind, r cart.Ruling) {
	id := string(kind)
	w.choice(id+".remedies", r)
	if r.KeepIt {
		w.tell(says(policyFact(id+".keep_it", "yes"), "You need not send it back."))
	}
	if r.Photo {
		w.tell(says(policyFact(id+".photo", "yes"), "Please take a photo: whoever looks at it will ask for one."))
	}
}

func (w *writer) warrantyConditions(r cart.Ruling) {
	if r.OK {
		text := "The warranty holds" + w.until(r)
		if r.Covers != "" {
			text += " and covers " + strings.TrimSuffix(r.Covers, ".")
		}
		w.tell(sentence{[]string{text + "."}, []assistant.Evidence{w.untilFact("warranty.months", r)}})
	}
	w.choice("warranty.remedies", r)
}

// choice says what the shop offers.
func (w *writer) choice(id string, r cart.Ruling) {
	switch len(r.Remedies) {
	case 0:
	case 1:
		w.tell(says(policyFact(id, r.Remedies[0]), "What we offer is "+lowerFirst(remedyWords(r.Remedies[0]))+"."))
	default:
		w.tell(says(policyFact(id, strings.Join(r.Remedies, ", ")), "You choose: "+lowerList(r.Remedies, "or")+"."))
	}
}

func remedyWords(remedy string) string {
	if words, ok := remedies[remedy]; ok {
		return words
	}
	return strings.ReplaceAll(remedy, "_", " ")
}

func lowerList(list []string, word string) string {
	var words []string
	for _, remedy := range list {
		words = append(words, lowerFirst(remedyWords(remedy)))
	}
	return joined(words, word)
}

// until is " until December 12", or nothing.
func (w *writer) until(r cart.Ruling) string {
	if r.Until.IsZero() {
		return ""
	}
	return " until " + calendar.Date(calendar.Day(r.Until, r.Until.Location()), w.facts.today(), w.scene.Locale)
}

// untilClock is until when something can be done that ends with the packing of
// an order, or some hours after it was placed.
func (w *writer) untilClock(r cart.Ruling) string {
	kind := cart.RequestKind(w.state.Errand.Kind)
	if !r.Until.IsZero() {
		day := calendar.Near(calendar.Day(r.Until, r.Until.Location()), w.facts.today(), w.scene.Locale)
		return " until " + prose.Clock(r.Until.Hour()*60+r.Until.Minute()) + " " + day
	}
	until := w.facts.policies().Cancel.Until
	if kind == cart.RequestAddress {
		until = w.facts.policies().Address.Until
	}
	if until == cart.OrderPacked {
		return ", as long as it has not left"
	}
	return ", as long as it is not packed"
}

func (w *writer) untilFact(id string, r cart.Ruling) assistant.Evidence {
	value := strconv.Itoa(r.Days)
	if r.Months > 0 {
		value = strconv.Itoa(r.Months)
	}
	return policyFact(id, value)
}

// long names the day of a moment in full.
func (w *writer) long(t time.Time) string {
	return calendar.Long(calendar.Day(t, t.Location()), w.facts.today(), w.scene.Locale)
}

// theLine calls a line within a sentence.
func theLine(line *cart.OrderLine) string { return "the " + shortTitle(line.Title) }

// askedBefore says that there is such a request already, and takes more about
// it.
func (w *writer) askedBefore(r *cart.Request) {
	e := w.state.Errand
	w.orderBlock(w.facts.Order, true)
	e.Reference = r.Reference
	headline := assistant.RequestHeadline(*r)
	text := "That is under way already: " + lowerFirst(headline) + ", " + r.Reference + "."
	w.tell(says(orderFact(w.facts.Order, "request", r.Reference), text, r.Reference+" is about that already: "+lowerFirst(headline)+"."))
	if r.Instructions != "" {
		w.say(r.Instructions)
	}
	if r.State == cart.RequestOpen {
		w.say("If there is more to say about it, write it here and I add it.", "Whatever you write here about it, I add.")
	}
	w.requestChips()
}
