package grounding

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// theOrders are those that the sentence is about: named ones, the one the talk is
// about, or else all that have come up in this turn.
func (r *reading) theOrders() []*cart.Order {
	var orders []*cart.Order
	switch {
	case len(r.named) > 0:
		return r.named
	case r.talk.order != nil:
		orders = []*cart.Order{r.talk.order}
	case r.order != nil:
		orders = []*cart.Order{r.order}
	case len(r.orders) > 0:
		orders = r.orders
	default:
		orders = r.allOrders()
	}
	if goods := r.all(); len(goods) > 0 { // those with what the sentence names
		with := func(orders []*cart.Order) []*cart.Order {
			return slices.DeleteFunc(slices.Clone(orders), func(o *cart.Order) bool {
				return !slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool {
					return slices.ContainsFunc(goods, func(g *good) bool { return g.id == l.ProductID })
				})
			})
		}
		if own := with(orders); len(own) > 0 {
			return own
		}
		if own := with(r.orders); len(own) > 0 {
			return own
		}
	}
	return orders
}

// findOrders reads the numbers of orders. One that is not this shopper's is a
// claim that fails.
func (r *reading) findOrders() {
	for i := range r.t {
		if r.used[i] {
			continue
		}
		from, to, number := r.numberOf(i)
		if number == "" {
			continue
		}
		o := r.orderCalled(number)
		if o != nil && !slices.Contains(r.named, o) {
			r.named = append(r.named, o)
		}
		if o == nil && i > 0 && from == i && r.terms.OrderPrefix != "" && !strings.HasPrefix(cart.OrderNumber(number), cart.OrderNumber(r.terms.OrderPrefix)) && !strings.HasPrefix(number, "R-") && !r.hasAny(i-3, i, set("order request return reference parcel tracking")) {
			continue // the name of a model
		}
		known := o != nil || r.reference(number) || strings.Contains(r.said, flat(number)) || r.inPassages(number)
		r.state(claim{kind: KindName, from: from, to: to, ok: known, why: "no order, request or parcel is called so"})
		if o != nil {
			r.cite("order", o.Number, "number", o.Number)
			for k := from; k < to; k++ {
				r.coded = append(r.coded, k)
			}
		}
	}
}

// numberOf reads a number of an order or a request at token i: letters, a hyphen
// and digits, all joined ("LH-1003", "R-7BG2"), or digits behind "order" or "#".
func (r *reading) numberOf(i int) (from, to int, number string) {
	t := r.t
	if t[i].kind == isWord && t[i].upper && i+2 < len(t) && t[i+1].word == "-" && t[i+1].joined && t[i+2].joined && strings.ToUpper(r.textOf(i, i+1)) == r.textOf(i, i+1) && len(t[i].word) <= 5 {
		to := i + 2
		digits := false
		for to < len(t) && (to == i+2 || t[to].joined) && t[to].kind != isSign {
			digits = digits || t[to].kind == isNumber
			to++
		}
		if digits && !r.used[i] && (t[i+2].to-t[i+2].from >= 3 || to > i+3 || r.reference(r.textOf(i, to)) || r.orderCalled(r.textOf(i, to)) != nil) {
			return i, to, r.textOf(i, to)
		}
	}
	if t[i].kind == isNumber && len(t[i].digits) >= 3 && i > 0 && !strings.ContainsAny(t[i].word, ".,") {
		before := r.word(i - 1)
		if before == "#" {
			before = r.word(i - 2)
		}
		if before == "order" || before == "number" || before == "orders" {
			return i, i + 1, t[i].word
		}
	}
	return 0, 0, ""
}

// codeAt reads a promotion's code or a parcel's number that is written in one, as
// "WELCOME10". What the data do not know is read as words and numbers.
func (r *reading) codeAt(i int) (n int) {
	t := r.t
	if n := r.referenceAt(i); n > 0 {
		return n
	}
	if t[i].kind == isSign || r.used[i] || i+1 >= len(t) || !t[i+1].joined || t[i+1].kind == isSign || i > 0 && t[i].joined && t[i-1].kind != isSign {
		return 0
	}
	to := i + 1
	for to < len(t) && t[to].joined && t[to].kind != isSign {
		to++
	}
	code := r.textOf(i, to)
	if strings.ToUpper(code) != code || len(code) < 5 {
		return 0
	}
	for _, p := range r.running() {
		if strings.EqualFold(p.Code, code) {
			r.cite("policy", "promotions."+p.ID, "code", p.Code)
			r.take(i, to)
			return to - i
		}
	}
	for i := range r.terms.Promotions { // one that does not run may be called so
		if p := &r.terms.Promotions[i]; !p.Secret && strings.EqualFold(p.Code, code) && r.hasAny(0, len(r.t), set("ended over expired starts begins nothing not used")) {
			r.take(i, to)
			return to - i
		}
	}
	in := r.cart != nil && slices.ContainsFunc(r.cart.Codes, func(n cart.CodeNote) bool { return strings.EqualFold(n.Code, code) })
	if in || r.reference(code) || r.inPassages(code) {
		r.take(i, to)
		return to - i
	}
	return 0
}

func (r *reading) orderCalled(number string) *cart.Order {
	for _, o := range r.allOrders() {
		if slices.ContainsFunc(cart.Spellings(number, r.terms.OrderPrefix), func(s string) bool { return cart.SameNumber(s, o.Number) }) {
			return o
		}
	}
	return nil
}

// referenceAt reads a reference with its letter, "W-5K6T", where there is one that
// is called so.
func (r *reading) referenceAt(i int) int {
	t := r.t
	if t[i].kind != isWord || !t[i].upper || len(t[i].word) > 3 || r.used[i] || i+2 >= len(t) || t[i+1].word != "-" || !t[i+1].joined || !t[i+2].joined {
		return 0
	}
	to := i + 2
	for to < len(t) && t[to].joined && t[to].kind != isSign {
		to++
	}
	if to == i+2 || !r.reference(r.textOf(i, to)) {
		return 0
	}
	r.take(i, to)
	return to - i
}

// reference reports whether a request or a parcel is called so.
func (r *reading) reference(number string) bool {
	for _, d := range r.deeds {
		if d.ref != "" && cart.SameNumber(d.ref, number) {
			return true
		}
	}
	for i := range r.waits {
		if cart.SameNumber(r.waits[i].Reference, number) {
			return true
		}
	}
	for _, o := range r.allOrders() {
		for i := range o.Requests {
			if cart.SameNumber(o.Requests[i].Reference, number) {
				return true
			}
		}
		for i := range o.Parcels {
			if cart.SameNumber(o.Parcels[i].Tracking, number) {
				return true
			}
		}
	}
	return false
}

// orderMoney settles amounts of orders.
func (r *reading) orderMoney(c *claim, m catalog.Money) bool {
	orders := r.theOrders()
	if len(orders) == 0 {
		c.why = "no order of this shopper is known"
		return !r.namedIn(r.clauseOf(c.from))
	}
	var totals []catalog.Money
	for _, o := range orders {
		known := map[int64]string{o.Total.Amount: "total"}
		if !r.near(c.from, 4, set("total totals totaled totaling charged")) {
			known[o.Subtotal.Amount], known[o.Shipping.Amount] = "subtotal", "shipping"
			for i := range o.Lines {
				l := &o.Lines[i]
				known[l.Unit.Amount], known[l.Total.Amount], known[l.Total.Amount-l.Off.Amount] = "line", "line", "line"
				if p := r.terms.Policies; p != nil {
					for n := 1; n <= l.Quantity; n++ {
						known[p.RefundOf(o, map[string]int{l.ID: n}).Amount.Amount] = "refund"
					}
				}
			}
			if p := r.terms.Policies; p != nil {
				all := map[string]int{}
				for i := range o.Lines {
					all[o.Lines[i].ID] = o.Lines[i].Quantity
				}
				known[p.RefundOf(o, all).Amount.Amount] = "refund"
			}
			for _, d := range o.Discounts {
				known[d.Amount.Amount] = "discount"
			}
		}
		if r.topics.has(ofRefund) && r.near(c.from, 6, set("refund refunded refunds")) {
			known = map[int64]string{}
			for _, d := range r.deeds {
				if d.kind == string(cart.RequestReturn) || d.kind == string(cart.RequestCancel) {
					known[o.Total.Amount] = "refund"
				}
			}
			for i := range o.Requests {
				if q := &o.Requests[i]; r.terms.Policies != nil && len(q.Lines) > 0 {
					known[r.terms.Policies.RefundOf(o, q.Lines).Amount.Amount] = "refund"
				}
			}
		}
		for _, f := range o.Refunds {
			known[f.Amount.Amount] = "refund"
		}
		delete(known, 0)
		if field, ok := known[m.Amount]; ok {
			c.ok = true
			r.cite("order", o.Number, field, m.String())
			return true
		}
		totals = append(totals, o.Total)
	}
	c.why = "the order has no such amount"
	if len(totals) == 1 && r.near(c.from, 4, set("total totals totaled totaling charged")) && len(r.mentions) == 0 {
		c.instead = totals[0].Format(r.turn.Locale)
	}
	return true
}

// orderDays adds the days of an order that a verb speaks of, or all.
func (r *reading) orderDays(o *cart.Order, role func(map[string]bool) bool, add func(time.Time, string, string, string), window func(cart.Window, string, string, string)) {
	day := func(t time.Time, field string) { add(t, "order", o.Number, field) }
	future := r.hasAny(0, len(r.t), set("arrive arrives arriving expected estimated will should due between on-its-way"))
	delivered := r.hasAny(0, len(r.t), set("delivered arrived received")) && !r.hasAny(0, len(r.t), set("be will"))
	back := role(backWords) || r.hasAny(0, len(r.t), set("warranty exchange exchanged return returned cancel damage report reported"))
	any := r.hasAny(0, len(r.t), set("last")) && r.hasAny(0, len(r.t), set("day")) || !role(arriveWords) && !role(sentWords) && !role(placedWords) && !role(packedWords) && !back && !future && !delivered
	if any || role(placedWords) {
		day(o.Placed, "placed")
	}
	if any || role(packedWords) {
		day(o.Packed, "packed")
	}
	if any || r.hasAny(0, len(r.t), set("canceled cancelled")) {
		day(o.Canceled, "canceled")
	}
	if any || future || r.hasAny(0, len(r.t), set("promised due was")) && !delivered {
		window(o.Promised, "order", o.Number, "promised")
		if p := r.terms.Policies; p != nil {
			window(o.Progress(p, r.turn.Now).Expected, "order", o.Number, "expected")
		}
	}
	for i := range o.Parcels {
		p := &o.Parcels[i]
		if any || role(sentWords) {
			day(p.Shipped, "shipped")
		}
		if any || r.hasAny(0, len(r.t), set("moved tracking scan scanned update")) {
			day(p.Moved, "moved")
		}
		if any || delivered {
			day(p.Delivered, "delivered")
		}
		if any || future {
			window(p.Expected, "order", o.Number, "expected")
		}
	}
	if r.hasAny(0, len(r.t), set("refund refunded refunds money back")) || any {
		for i := range o.Refunds {
			f := &o.Refunds[i]
			day(f.Begun, "refund")
			day(f.Due, "refund")
			day(f.Paid, "refund")
		}
		if p, s := r.terms.Policies, r.terms.Shipping; p != nil && s != nil && len(r.deeds) > 0 {
			day(p.RefundBy(s, r.turn.Now), "refund")
		}
	}
	if p := r.terms.Policies; p != nil && (back || any) {
		for _, kind := range r.kindsOf() {
			for i := range o.Lines {
				l := &o.Lines[i]
				if goods := r.all(); len(goods) > 0 && !slices.ContainsFunc(goods, func(g *good) bool { return g.id == l.ProductID }) {
					continue
				}
				rule := p.Rule(kind, o, l.ID, r.turn.Now)
				if kind == cart.RequestReturn && (r.topics.has(ofGift) || hasStem(r.said, "gift") || hasStem(r.said, "present")) {
					day(p.CanReturnGift(o, l.ID, r.turn.Now).Until, "gift")
				}
				day(rule.From, string(kind))
				day(rule.Until, string(kind))
			}
		}
	}
}

// kindsOf are the wishes about an order that the sentence speaks of; all where it
// names none.
func (r *reading) kindsOf() []cart.RequestKind {
	var kinds []cart.RequestKind
	for _, k := range []struct {
		of   topics
		kind cart.RequestKind
	}{
		{ofReturns, cart.RequestReturn}, {ofExchange, cart.RequestExchange}, {ofWarranty, cart.RequestWarranty}, {ofCancel, cart.RequestCancel}, {ofAddress, cart.RequestAddress},
		{ofDamage, cart.RequestDamaged}, {ofWrong, cart.RequestWrongItem}, {ofLate, cart.RequestLate}, {ofLost, cart.RequestNotReceived},
	} {
		if r.topics.has(k.of) {
			kinds = append(kinds, k.kind)
		}
	}
	if len(kinds) == 0 {
		kinds = []cart.RequestKind{cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestAddress, cart.RequestDamaged, cart.RequestWrongItem, cart.RequestNotReceived, cart.RequestLate, cart.RequestWarranty}
	}
	return kinds
}

// orderStates are what is said of an order, by the first word.
var orderStates = func() map[string][]orderState {
	all := map[string][]orderState{}
	for _, s := range []orderState{
		{"out for delivery", "none"}, {"on its way", "shipped"}, {"on the way", "shipped"}, {"in transit", "shipped"}, {"under way", "any"}, {"delivered", "delivered"}, {"has arrived", "delivered"}, {"have arrived", "delivered"}, {"has shipped", "shipped"},
		{"shipped", "shipped"}, {"packed", "packed"}, {"being prepared", "placed"}, {"being packed", "placed"}, {"processing", "placed"}, {"cancelled", "canceled"}, {"canceled", "canceled"}, {"lost", "lost"}, {"delayed", "late"}, {"is late", "late"}, {"overdue", "late"}, {"held at customs", "none"}, {"at customs", "none"}, {"stuck", "none"}, {"returned to sender", "none"}, {"on hold", "none"}, {"on schedule", "ontime"}, {"on time", "ontime"},
	} {
		first, _, _ := strings.Cut(s.phrase, " ")
		all[first] = append(all[first], s)
	}
	return all
}()

type orderState struct{ phrase, state string }

// orderState reads how an order is said to stand: "has shipped", "is out for
// delivery", "was delivered".
func (r *reading) orderState(i int) bool {
	state, n := "", 1
	for _, s := range orderStates[r.word(i)] {
		if k, ok := r.phrase(i, s.phrase); ok {
			state, n = s.state, k
			break
		}
	}
	if state == "" || state == "shipped" && r.word(i+n) == "back" && i > 1 && r.t[i-2].kind == isNumber { // money is
		return false
	}
	cl := r.clauseOf(i)
	about := len(r.named) > 0 || r.hasAny(0, i, set("order parcel package delivery")) && r.hasAny(max(0, i-8), i, set("your the it")) && !r.hasAny(0, len(r.t), set("an any orders every")) || r.talk.order != nil && r.hasAny(0, i, set("it"))
	if !about || cl.wish || r.question || r.doubts(i) || r.hasAny(max(cl.from, i-4), i, set("can be until once when if before after not will by to counts whether")) {
		return false
	}
	orders := r.theOrders()
	c := claim{kind: KindOrder, from: i, to: i + n, why: "the order stands otherwise"}
	for _, o := range orders {
		if r.stands(o, state) {
			c.ok = true
			r.cite("order", o.Number, "state", string(o.State))
		}
	}
	return r.settle(c)
}

func (r *reading) stands(o *cart.Order, state string) bool {
	some := func(fits func(*cart.Parcel) bool) bool {
		for i := range o.Parcels {
			if fits(&o.Parcels[i]) {
				return true
			}
		}
		return false
	}
	late := r.terms.Policies != nil && o.Progress(r.terms.Policies, r.turn.Now).Overdue > 0
	switch state {
	case "delivered":
		return o.State == cart.OrderDelivered || some(func(p *cart.Parcel) bool { return !p.Delivered.IsZero() }) && r.hasAny(0, len(r.t), set("one part partly first some of"))
	case "shipped":
		return o.State == cart.OrderShipped || o.State == cart.OrderDelivered && r.hasAny(0, len(r.t), set("was were shipped"))
	case "packed":
		return o.State == cart.OrderPacked
	case "placed":
		return o.State == cart.OrderPlaced
	case "canceled":
		return o.State == cart.OrderCanceled
	case "late":
		return late
	case "ontime":
		return !late && o.State != cart.OrderCanceled
	case "lost":
		return r.terms.Policies != nil && r.terms.Policies.CanReportLost(o, r.turn.Now).OK
	case "any":
		return o.State != cart.OrderDelivered && o.State != cart.OrderCanceled || len(o.Requests) > 0
	}
	return false
}

// bought are the lines of the orders that the sentence is about; none where it
// speaks of things in general.
func (r *reading) bought() []cart.OrderLine {
	if len(r.named) == 0 && r.talk.order == nil && !(len(r.orders) > 0 && r.hasAny(0, len(r.t), set("it its this that them they"))) || r.hasAny(0, len(r.t), set("things anything everything items all")) {
		return nil
	}
	var lines []cart.OrderLine
	for _, o := range r.theOrders() {
		lines = append(lines, o.Lines...)
	}
	return lines
}
