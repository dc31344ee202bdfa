package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// errand reads the message as what an errand waits for: the order's number, an
// e-mail address, or the answer to the question which order, which line or what
// is wrong.
func (r *reader) errand(m *Reading) bool {
	if !r.scene.Terms.Orders {
		return false
	}
	e, pending := r.state.Errand, r.state.Pending
	if e != nil && pending != nil && len(pending.Keys) > 0 {
		if m.Key = keyIn(pending, m); m.Key != "" {
			m.Intent = IntentGoOn
			return true
		}
	}
	theme := said(m.Norm)
	if e != nil && theme == "" && (pending != nil && pending.Ask == AskOrder && thatOne.MatchString(m.Norm) || r.state.Last == MoveOrder && otherOrder.MatchString(m.Norm)) {
		m.Intent, m.Key = IntentGoOn, anotherOrder
		return true
	}
	if pending != nil && pending.Ask == AskProblem && e != nil && problemKinds[requestOf[theme]] {
		m.Intent, m.Key = IntentGoOn, requestOf[theme]
		return true
	}
	if pending != nil && pending.Ask == AskProblem && e != nil && !r.question(m) && len(strings.Fields(m.Norm)) > 2 && requestOf[theme] == "" && theme != IntentOrderStatus && theme != IntentRefund {
		m.Intent = IntentPerson // a complaint that no form is for
		return true
	}
	if e == nil && m.Number == "" && ofOrderProof.MatchString(m.Norm) && r.lacks(m) {
		m.Intent, m.Own = IntentOrderStatus, true
		return true
	}
	if e != nil && e.Order != "" && m.Number == "" && r.open() && isRequest(cart.RequestKind(e.Kind)) && theme == "" && r.onlyLines(m) {
		m.Intent, m.Lines = IntentGoOn, true
		return true
	}
	if e != nil && e.Reference != "" && goesBack[e.Kind] && m.Number == "" && theme == "" && r.onlyLines(m) && r.otherLines(m) {
		m.Intent, m.Own = intentOf(e.Kind), true // "the mugs then", where the boots are under way
		return true
	}
	if r.takesBack(m) {
		return true
	}
	if r.byCode(m) {
		return true
	}
	if e != nil && e.Order == "" && r.state.Last == MoveOrder && m.Email == "" && r.lacks(m) {
		m.Intent = IntentGoOn
		return true
	}
	if m.Number == "" && m.Email == "" {
		return false
	}
	if e != nil && e.Order != "" && e.Kind != "" && m.Number != "" && theme == "" && !cart.SameNumber(m.Number, e.Order) && sameAgain.MatchString(m.Norm) {
		m.Intent, m.Own = intentOf(e.Kind), true // "and for LH-1001 as well"
		return true
	}
	if e != nil && e.Order == "" && (theme == "" || requestOf[theme] == e.Kind) {
		m.Intent = IntentGoOn
		return true
	}
	if onlyNumber(m) || m.Number == "" && theme == "" {
		m.Intent = IntentOrderStatus
		if m.Number != "" && m.Email == "" && r.scene.Terms.OrderPrefix == "" { // "WH-1000" may be a thing that the shop has
			u := r.understand(m.Number)
			return len(u.Constraints) == 0 && u.Known == 0
		}
		return onlyProof(m)
	}
	return false
}

// ofOrderProof names what proves an order.
var ofOrderProof = pattern.MustCompile(`\border (?:number|confirmation)\b|\bconfirmation (?:e ?mail|number)\b`)

// sameAgain asks for the same about another order.
var sameAgain = pattern.MustCompile(`^(?:(?:and|also|the same|same|plus|please|ok) )*(?:(?:for|with|on|to) |(?:and|also|same|plus)\b)|\b(?:as well|too|also)$`)

// onlyLines reports whether a message names lines of the order at hand and says
// nothing else: "the mugs then", "no, the jacket".
func (r *reader) onlyLines(m *Reading) bool {
	if r.scene.Order == nil || strings.HasSuffix(m.Text, "?") || wantsGoods.MatchString(m.Norm) {
		return false
	}
	stems := map[string]bool{"both": true, "two": true, "one": true, "instead": true, "pair": true}
	for i := range r.scene.Order.Lines {
		for _, stem := range lineStems(&r.scene.Order.Lines[i]) {
			stems[stem] = true
		}
	}
	content := prose.Content(m.Said)
	return len(content) > 0 && r.names(m) > 0 && !slices.ContainsFunc(content, func(stem string) bool { return !stems[stem] })
}

// otherLines reports whether a message names lines that the request at hand is
// not about.
func (r *reader) otherLines(m *Reading) bool {
	lines, _ := namedLines(r.scene.Order, m.Norm)
	for _, q := range r.scene.Order.Requests {
		if q.Reference == r.state.Errand.Reference && slices.ContainsFunc(lines, func(id string) bool { return q.Lines[id] > 0 }) {
			return false
		}
	}
	return true
}

// takenBack asks to take a request back.
var takenBack = pattern.MustCompile(`\b(?:cancel|stop|withdraw|undo|drop|take back|forget|revoke)\b (?:\w+ ){0,2}(return|exchange|request|claim|report|warranty|address change)\b`)

// takesBack reads that a request is to be taken back. Only a person can do that,
// so it is told to the request; see [Reading.Withdrawn].
func (r *reader) takesBack(m *Reading) bool {
	at := takenBack.FindStringSubmatch(m.Norm)
	if at == nil || r.scene.Order == nil || m.Number != "" || hypothetical.MatchString(m.Norm) || openQuestion.MatchString(m.Norm) {
		return false
	}
	for _, q := range slices.Backward(r.scene.Order.Requests) {
		if underWayRequest(q) && (at[1] == string(q.Kind) || at[1] == "request" || at[1] == "claim" || at[1] == "report") {
			m.Intent, m.Withdrawn, m.Key = IntentFact, q.Reference, string(q.Kind)
			return true
		}
	}
	return false
}

// anotherOrder is the key of an order that the message describes.
const anotherOrder = "*"

var (
	// thatOne describes one of the orders that were listed: "the jacket".
	thatOne = pattern.MustCompile(`^(?:(?:no|and|ok|sorry|actually|i mean) )*(?:the|my|that|this|from|with) (?:[\w'-]+ ?){1,6}$`)
	// otherOrder means another order than the one that was shown.
	otherOrder = pattern.MustCompile(`^(?:(?:no|and|ok|sorry|actually|i mean|what about|how about) )*(?:the|my) (?:(?:other|newest|latest|last|oldest|older|previous|first|earlier) )?(?:one|order)(?: (?:from|with|of|i (?:ordered|placed|made)|before|placed)\b.*)?$`)
	oldest     = pattern.MustCompile(`\b(?:oldest|first|earliest)\b`)
	theOther   = pattern.MustCompile(`\b(?:other|previous|older|earlier|before)\b`)
)

// problemKinds are the errands that answer what is wrong.
var problemKinds = map[string]bool{
	string(cart.RequestDamaged): true, string(cart.RequestWrongItem): true, string(cart.RequestNotReceived): true,
	string(cart.RequestLate): true, string(cart.RequestWarranty): true, string(cart.RequestCharge): true,
}

// keyIn is the key of the value that answers a pending question: by its words,
// by its number in the list, or by words that it alone has.
func keyIn(pending *Pending, m *Reading) string {
	if asksFact.MatchString(m.Norm) || len(strings.Fields(m.Norm)) > 10 {
		return ""
	}
	at := -1
	if value := valueIn(pending.Values, m.Norm); value != "" {
		at = slices.Index(pending.Values, value)
	} else if m.Number != "" {
		at = slices.IndexFunc(pending.Keys, func(key string) bool { return cart.SameNumber(key, m.Number) })
	} else if found := ordinals(m.Norm, len(pending.Keys)); len(found) == 1 {
		at = found[0]
	} else {
		stems := prose.Content(m.Norm)
		for i, value := range pending.Values {
			if slices.ContainsFunc(uniqueStems(value), func(stem string) bool { return slices.Contains(stems, stem) }) {
				if at >= 0 {
					return "" // both have it
				}
				at = i
			}
		}
	}
	if at < 0 || at >= len(pending.Keys) {
		return ""
	}
	return pending.Keys[at]
}
