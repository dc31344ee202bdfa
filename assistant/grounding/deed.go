package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
)

// deeds are what only a system or a person can do, by the verb that tells it.
var deedVerbs = func() map[string]string {
	all := map[string]string{}
	for kind, verbs := range map[string]string{
		"refund":  `refund refunded refunding reimbursed reimburse credited credit compensate compensated`,
		"cancel":  `cancel cancelled canceled cancelling canceling`,
		"add":     `added add adding put placed`,
		"set":     `removed remove updated changed reduced increased emptied cleared`,
		"code":    `applied apply activated redeemed`,
		"ship":    `shipped dispatched sent mailed ship send`,
		"file":    `filed submitted opened created registered logged started initiated requested raised lodged`,
		"replace": `replaced replace exchanged exchange swapped reshipped reordered reorder`,
		"person":  `escalated escalate notified notify forwarded transferred connected informed alerted contacted called emailed messaged`,
		"approve": `approved approve authorized granted waived waive extended extend processed process issued issue accepted confirmed guaranteed guarantee promised reserved reserve expedited upgraded rerouted redirected promise booked scheduled arranged secured held verified`,
	} {
		for v := range set(verbs) {
			all[v] = kind
		}
	}
	return all
}()

// deed reads what is said to have been done, or to be done by the shop: "I have
// refunded you", "your order is cancelled", "we'll send a replacement".
func (r *reading) deed(i int) bool {
	if r.entitled(i) {
		return true
	}
	kind := deedVerbs[r.t[i].word]
	if kind == "" || r.question {
		return false
	}
	cl := r.clauseOf(i)
	past := strings.HasSuffix(r.word(i), "ed") || r.word(i) == "sent" || r.word(i) == "put" || r.word(i) == "held"
	actor, will, done := false, false, false
	for k := max(cl.from, i-6); k < i; k++ {
		switch r.word(k) {
		case "i", "ive", "ill", "we", "weve", "well", "im", "were", "team", "someone", "somebody", "manager", "colleague":
			actor = true
			will = will || r.word(k) == "ill" || r.word(k) == "well"
		case "will", "going", "gonna", "shall":
			will = true
		case "has", "have", "been", "was", "is", "are", "were_", "now", "just", "already", "successfully", "gets":
			done = true
		case "can", "could", "may", "might", "would", "shall_", "to", "cannot", "cant", "you", "must", "should", "please", "let", "until", "till", "once", "when", "if", "before", "after", "unless":
			if r.word(k) == "you" && actor {
				continue
			}
			actor, will, done = false, false, false
			if w := r.word(k); w == "can" || w == "could" || w == "cannot" || w == "cant" || w == "may" || w == "you" || w == "to" || w == "until" || w == "once" || w == "when" || w == "if" || w == "before" {
				goto free
			}
		}
	}
free:
	if cl.wish || r.word(i+1) == "nothing" || r.word(i) == "reduced" && (r.word(i+1) == "from" || r.word(i+1) == "by" || r.word(i+1) == "to") && len(r.all())+len(r.talk.goods) > 0 || r.word(i) == "called" && !r.hasAny(i-2, i, set("have ive weve already")) || r.word(i) == "placed" && r.word(i+1) == "with" || r.word(i) == "put" && r.hasAny(0, i, set("tell me")) || r.hasAny(max(cl.from, i-4), i, set("not never cannot cant wont no until once when if before after unless nothing")) {
		return false
	}
	first := i == 0
	own := r.hasAny(cl.from, i, set("your order refund request return address replacement payment account cart discount it this that everything item items one exchange claim")) && kind != "file" || r.hasAny(max(cl.from, i-4), i, set("has have been"))
	switch {
	case actor && (past || will || (r.word(i-1) == "i" || r.word(i-1) == "we") && set("guarantee refund authorize promise waive approve")[r.word(i)]):
	case done && past && own && (r.hasAny(max(cl.from, i-4), i, set("has have been was were now just already")) || (kind == "cancel" || kind == "refund") && r.hasAny(cl.from, i, set("your it"))):
	case past && set("refund replacement cancellation exchange")[r.word(i-1)]:
	case first && past && kind != "approve": // "Added: the Beck"
	default:
		return false
	}
	if (actor && will || !past) && (kind == "add" || kind == "file" || kind == "person" || kind == "set") && r.hasAny(max(cl.from, i-5), i, set("will ill shall can")) {
		return false // an offer of what the assistant may do
	}
	c := claim{kind: KindDeed, from: i, to: i + 1, why: "nothing of the kind was done"}
	c.ok = r.wasDone(kind, i)
	return r.settle(c)
}

// entitled reads what the shopper is told to get that only a request can give:
// "you will get a full refund".
func (r *reading) entitled(i int) bool {
	c := r.clauseOf(i)
	if !set("refund replacement compensation voucher reimbursement")[r.word(i)] || r.question || c.wish || r.doubts(i) {
		return false
	}
	before := max(c.from, i-7)
	gets := r.hasAny(before, i, set("youll entitled owe")) || r.hasAny(before, i, set("you")) && r.hasAny(before, i, set("will get receive"))
	if !gets || r.hasAny(before, i, set("can could may choose if once when until not")) || len(r.wishes()) > 0 {
		return false
	}
	return r.settle(claim{kind: KindDeed, from: i, to: i + 1, ok: slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool { return len(o.Refunds)+len(o.Requests) > 0 }) || r.talk.hint != 0, why: "nobody has decided that"})
}

// wishes are the clauses that depend on the shopper.
func (r *reading) wishes() []clause {
	return slices.DeleteFunc(slices.Clone(r.clauses), func(c clause) bool { return !c.wish })
}

// wasDone settles a deed by what was done in this turn and by how the shopper's
// orders stand.
func (r *reading) wasDone(kind string, i int) bool {
	did := func(kinds ...string) bool {
		return slices.ContainsFunc(r.deeds, func(d deed) bool { return slices.Contains(kinds, d.kind) })
	}
	settled := func(want ...cart.RequestKind) bool {
		if slices.ContainsFunc(r.deeds, func(d deed) bool {
			return slices.Contains(want, cart.RequestKind(d.kind)) && (d.state == cart.RequestDone || d.state == cart.RequestApproved)
		}) {
			return true
		}
		for _, o := range r.theOrders() {
			if slices.ContainsFunc(o.Requests, func(q cart.Request) bool {
				return slices.Contains(want, q.Kind) && (q.State == cart.RequestDone || q.State == cart.RequestApproved)
			}) {
				return true
			}
		}
		return false
	}
	filed := func() bool {
		if slices.ContainsFunc(r.deeds, func(d deed) bool { return d.ref != "" }) {
			return true
		}
		return len(r.waits) > 0 || did(deedRestock) || slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool { return len(o.Requests) > 0 })
	}
	orders := func(fits func(*cart.Order) bool) bool {
		list := r.theOrders()
		for _, o := range list {
			if fits(o) {
				r.cite("order", o.Number, "state", string(o.State))
				return true
			}
		}
		return false
	}
	switch kind {
	case "refund":
		return orders(func(o *cart.Order) bool {
			return slices.ContainsFunc(o.Refunds, func(f cart.Refund) bool { return !f.Paid.IsZero() })
		})
	case "cancel":
		return settled(cart.RequestCancel) || orders(func(o *cart.Order) bool { return o.State == cart.OrderCanceled })
	case "add":
		if r.word(i) == "put" && r.hasAny(i, min(i+5, len(r.t)), set("form")) {
			return true
		}
		if r.word(i) == "put" && did("code") {
			return true
		}
		if r.word(i) == "placed" {
			return len(r.theOrders()) > 0
		}
		if c := r.cart; c != nil && len(r.mentions) > 0 && did("add", "set") {
			return slices.ContainsFunc(r.all(), func(g *good) bool {
				return slices.ContainsFunc(c.Lines, func(l cart.Line) bool { return l.ProductID == g.id })
			})
		}
		if r.handoff && r.hasAny(i, len(r.t), set("request note")) {
			return true
		}
		return did("add", "set") || filed() && r.hasAny(0, len(r.t), set("that it this request note"))
	case "set":
		return did("set", "add", "uncode", "code") || settled(cart.RequestAddress)
	case "code":
		return did("code") || r.cart != nil && len(r.cart.Discounts) > 0
	case "ship":
		return orders(func(o *cart.Order) bool {
			return o.State == cart.OrderShipped || o.State == cart.OrderDelivered || slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return !p.Shipped.IsZero() })
		}) && past(r.word(i)) && !r.hasAny(0, len(r.t), set("replacement new another again"))
	case "file":
		return filed()
	case "replace":
		return settled(cart.RequestExchange)
	case "person":
		return r.handoff || filed()
	default:
		return settled(cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestAddress, cart.RequestDamaged, cart.RequestWrongItem, cart.RequestWarranty) && set("approved approve accepted confirmed processed")[r.word(i)]
	}
}

func past(word string) bool { return strings.HasSuffix(word, "ed") || word == "sent" }
