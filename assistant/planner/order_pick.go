package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

var (
	allOrders   = pattern.MustCompile(`\b(?:my|all) (?:\w+ ){0,2}(?:orders|purchases)\b|\border history\b`)
	newestOrder = pattern.MustCompile(`\b(?:last|latest|newest|most recent|recent) (?:order|purchase|parcel|package|one)\b`)
	lastTime    = pattern.MustCompile(`\b(?:last time|(?:same|usual) (?:order|things?|stuff)?(?: ?again| ?once more| ?please)?$)`)
	whenOrdered = pattern.MustCompile(`\b(?:orders?|ordered|bought|placed|purchased?|one|ones|got|from)\b`)
	dueWords    = pattern.MustCompile(`\b(?:due|by|until|before|supposed|promised|arrive\w*|delivered)\b`)
)

// pickOrder finds which of the orders a message means: by the words of their
// lines, by when they were placed, by the one at hand, and otherwise by what is
// wanted of them. line is the line that the words name.
func (a *actor) pickOrder(f *Facts, orders []cart.Order) (meant []cart.Order, line string) {
	e, m := f.Plan.State.Errand, &f.Plan.Reading
	text := e.Text
	if text == "" {
		text = m.Text
	}
	norm := strings.Join(expand(prose.Words(text)), " ")
	if others := filtered(orders, func(o *cart.Order) bool { return o.Number != e.Not }); e.Not != "" && len(others) > 0 {
		orders = others
	}
	if with := filtered(orders, func(o *cart.Order) bool {
		return slices.ContainsFunc(o.Requests, func(r cart.Request) bool {
			return r.Reference != "" && strings.Contains(strings.ToUpper(text), strings.ToUpper(r.Reference))
		})
	}); len(with) > 0 {
		return with[:1], ""
	}
	named, lines := byWords(orders, norm)
	if len(named) > 0 {
		orders = named
		if len(lines) == 1 {
			line = lines[0]
		}
	}
	if whenOrdered.MatchString(norm) && !dueWords.MatchString(norm) {
		if span, ok := calendar.Back(text, f.today(), a.turn.Locale); ok {
			place := calendar.Place(f.policies().TimeZone)
			if then := filtered(orders, func(o *cart.Order) bool { return span.Has(calendar.Day(o.Placed, place)) }); len(then) > 0 {
				orders = then
			}
		}
	}
	if e.Kind == "" && allOrders.MatchString(norm) {
		return orders, ""
	}
	if newestOrder.MatchString(norm) || len(orders) == 1 || e.Kind == errandAgain && (len(named) > 0 || namesThing(text) || lastTime.MatchString(norm)) {
		return orders[:1], line
	}
	if oldest.MatchString(norm) && f.Plan.Reading.Key == anotherOrder {
		return orders[len(orders)-1:], line
	}
	at := a.atHand(f, orders)
	if at != nil && len(named) != 1 && (deictic.MatchString(norm) || f.suits(e, at) || m.Tapped != nil) {
		return []cart.Order{*at}, line
	}
	if fit := filtered(orders, func(o *cart.Order) bool { return f.suits(e, o) }); len(fit) > 0 {
		return fit, line
	}
	if e.Kind == errandRefund {
		return nil, "" // there is none under way
	}
	if e.Not != "" {
		return orders, "" // another one than was talked about: which, is asked
	}
	return orders[:1], line // the newest: the answer says why it cannot be
}

// atHand is the order that the talk or the page is about, if it is among these.
func (a *actor) atHand(f *Facts, orders []cart.Order) *cart.Order {
	number := f.Plan.State.Order
	if number == "" || !f.Plan.State.nearOrder() && a.turn.Page.Order != "" {
		number = a.turn.Page.Order
	}
	for i := range orders {
		if number != "" && cart.SameNumber(orders[i].Number, number) {
			return &orders[i]
		}
	}
	return nil
}

// suits reports whether an errand can be about an order: to see it while it is
// under way, to return what has arrived.
func (f *Facts) suits(e *Errand, o *cart.Order) bool {
	status := o.Progress(f.policies(), f.Now).Status
	arrived := slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return !p.Delivered.IsZero() })
	switch kind := cart.RequestKind(e.Kind); kind {
	case "", errandChange:
		return status != cart.StatusDelivered && status != cart.StatusCanceled || e.Kind == "" && slices.ContainsFunc(o.Requests, underWayRequest)
	case cart.RequestLate:
		return status == cart.StatusLate
	case errandRefund:
		return len(o.Refunds) > 0 || slices.ContainsFunc(o.Requests, func(r cart.Request) bool { return r.Kind == cart.RequestReturn })
	case cart.RequestDamaged, cart.RequestWrongItem, cart.RequestNotReceived, cart.RequestWarranty:
		return arrived
	case cart.RequestInvoice, cart.RequestCharge, "problem", errandAgain:
		return true
	default:
		return f.policies().Rule(kind, o, "", f.Now).OK
	}
}

// underWayRequest reports whether a request is not settled yet.
func underWayRequest(r cart.Request) bool {
	return r.State == cart.RequestOpen || r.State == cart.RequestApproved
}

func filtered(orders []cart.Order, keep func(o *cart.Order) bool) []cart.Order {
	var kept []cart.Order
	for i := range orders {
		if keep(&orders[i]) {
			kept = append(kept, orders[i])
		}
	}
	return kept
}

// byWords returns the orders with the lines that a message names best, and the
// ids of those lines where they are all of one order.
func byWords(orders []cart.Order, norm string) (named []cart.Order, lines []string) {
	best := 0
	for i := range orders {
		if _, score := namedLines(&orders[i], norm); score > best {
			best = score
		}
	}
	if best == 0 {
		return nil, nil
	}
	for i := range orders {
		ids, score := namedLines(&orders[i], norm)
		if score == best {
			named, lines = append(named, orders[i]), ids
		}
	}
	if len(named) > 1 {
		lines = nil
	}
	return named, lines
}

// namedLines returns the lines of an order that have the most words of a
// message, in their title, their options or the kind of thing that they are.
func namedLines(o *cart.Order, norm string) (ids []string, score int) {
	said := prose.Content(norm)
	for _, line := range o.Lines {
		own := 0
		for _, stem := range lineStems(&line) {
			if len(stem) > 1 && slices.Contains(said, stem) {
				own++
			}
		}
		switch {
		case own > score:
			ids, score = []string{line.ID}, own
		case own == score && own > 0:
			ids = append(ids, line.ID)
		}
	}
	return ids, score
}

// lineStems are the words that name a line of an order.
func lineStems(line *cart.OrderLine) []string {
	words := line.Title + " " + strings.Join(valuesOf(line.Options), " ")
	if n := len(line.Category); n > 0 {
		words += " " + line.Category[n-1]
	}
	return uniqueStems(words)
}

// meantLines are the lines that an errand may be about: the one that was
// chosen, those that the words name, or all that the rules allow it for; all of
// the order where they allow it for none.
func (a *actor) meantLines(f *Facts) []string {
	e, o := f.Plan.State.Errand, f.Order
	if !ofLines(cart.RequestKind(e.Kind)) {
		return nil
	}
	if e.Line != "" {
		return []string{e.Line}
	}
	text := e.Text
	if e.Named != "" {
		text = e.Named
	}
	ids, score := namedLines(o, strings.Join(expand(prose.Words(text)), " "))
	if score == 0 {
		ids = nil
		for _, line := range o.Lines {
			ids = append(ids, line.ID)
		}
	}
	allowed := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !f.allows(id) })
	if len(allowed) > 0 {
		return allowed
	}
	return ids
}

// allows reports whether the errand can go ahead for a line. Where the rules
// say nothing, a person decides, and it can be asked for.
func (f *Facts) allows(line string) bool {
	r := f.Rulings[line]
	return r.OK || r.Code == cart.RulingNone && asksPerson(cart.RequestKind(f.Plan.State.Errand.Kind))
}

// asksPerson reports whether a request of a kind may be filed though the rules
// say nothing of it.
func asksPerson(kind cart.RequestKind) bool {
	switch kind {
	case cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestAddress:
		return false
	}
	return true
}
