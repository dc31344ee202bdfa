package planner

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Proof is what is missing before an order may be seen.
type Proof string

// What may be missing.
const (
	ProofNone   Proof = ""
	ProofBoth   Proof = "both"   // its number and the e-mail address
	ProofEmail  Proof = "email"  // the e-mail address only
	ProofNumber Proof = "number" // its number only
	ProofMiss   Proof = "miss"   // there is no order with these
	ProofMany   Proof = "many"   // too many attempts
)

// OrderFacts are what the shop says of orders.
type OrderFacts struct {
	// Terms are the shop's rules; Now is the time of the message.
	Terms assistant.Terms
	Now   time.Time
	// Proof is what is missing; ProofMany comes with Refusal.
	Proof Proof
	// Order is the order that is meant, Verified true where it is the verified
	// customer's own. Orders are those that may be meant, the newest first.
	Order    *cart.Order
	Verified bool
	Orders   []cart.Order
	// Rulings are what the rules say of the errand, by line; of an errand about
	// the whole order by the empty id.
	Rulings map[string]cart.Ruling
	// Meant are the ids of the lines that the errand may be about.
	Meant []string
	// Wished are the wishes in the words of an exchange.
	Wished []catalog.Constraint
	// Open is a request of the same kind that is under way.
	Open *cart.Request
	// Kind is the kind of thing that a question about the rules names, and
	// Category where such things lie.
	Kind     string
	Category []string
	// Removed is true where a code was taken back, Missing where the cart did
	// not have it. Running are the promotions that run now and may be told.
	Removed, Missing bool
	Running          []cart.Promotion
	// Sending is how something would be sent.
	Sending *Sending
	// Again are the lines of an order that were to be bought once more; NotOrdered
	// is true where the words name something that no order has.
	Again      []Again
	NotOrdered bool
	// Filed is the request that was filed, or to which a fact was added.
	Filed *cart.Request
}

// order finds the order that an errand is about, and what the rules say.
func (a *actor) order(ctx context.Context, f *Facts) error {
	if waits, err := a.byCode(ctx, f); waits || err != nil {
		return err
	}
	if err := a.findOrder(ctx, f); err != nil {
		return err
	}
	if f.Order == nil {
		if f.Plan.State.Errand.Kind == string(cart.RequestWarranty) {
			return a.goods(ctx, f) // how long it holds for such a thing
		}
		return nil
	}
	if f.Plan.State.Errand.Kind == errandAgain {
		return a.again(ctx, f)
	}
	f.refundBegun()
	return a.rule(ctx, f)
}

// refundBegun turns to the refund that is under way where money is asked for and
// nothing is said of sending anything back: "refund for LH-1002?".
func (f *Facts) refundBegun() {
	e, m := f.Plan.State.Errand, &f.Plan.Reading
	if e.Kind != string(cart.RequestReturn) || e.Gift || e.Line != "" || m.Tapped != nil && m.Tapped.Do == assistant.DoRequest {
		return
	}
	norm := strings.Join(expand(prose.Words(e.Text)), " ")
	if !namesMoney.MatchString(norm) || sendsBack.MatchString(norm) || theLines(f.Order, e.Text) != "" {
		return
	}
	begun := slices.ContainsFunc(f.Order.Refunds, func(r cart.Refund) bool { return r.Paid.IsZero() }) ||
		slices.ContainsFunc(f.Order.Requests, func(r cart.Request) bool { return r.Kind == cart.RequestReturn && underWayRequest(r) })
	if begun {
		e.Kind, m.Intent = errandRefund, IntentRefund
	}
}

// namesMoney asks for money by one of its words.
var namesMoney = pattern.MustCompile(`\b(?:` + money + `|my money)\b`)

// findOrder finds the order: the one whose number was given and that may be
// seen, or among those that may be seen the one that is meant.
func (a *actor) findOrder(ctx context.Context, f *Facts) error {
	e := f.Plan.State.Errand
	if e.Number != "" {
		order, err := a.byNumber(ctx, f, e)
		if err != nil || f.Proof != ProofNone {
			return err
		}
		a.take(f, order)
		return nil
	}
	orders, err := tool.ListOrders{}.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	if len(orders) == 0 || e.Not != "" && len(orders) == 1 && orders[0].Number == e.Not {
		if f.Proof = ProofBoth; e.Email != "" {
			f.Proof = ProofNumber
		}
		return nil
	}
	meant, line := a.pickOrder(f, orders)
	if line != "" {
		e.Line = line
	}
	if f.Orders = meant; len(meant) == 1 {
		a.take(f, meant[0])
	}
	return nil
}

// take settles which order it is.
func (a *actor) take(f *Facts, order cart.Order) {
	e := f.Plan.State.Errand
	f.Order, f.Orders = &order, nil
	f.Verified = a.turn.Customer.Placed(&order)
	e.Order, e.Number, e.Email = order.Number, "", ""
	f.Plan.State.Order = order.Number
}

// byNumber looks an order up by the number that was given, with the e-mail
// address that was given or that the shop knows the customer by. Every miss
// leaves the same.
func (a *actor) byNumber(ctx context.Context, f *Facts, e *Errand) (cart.Order, error) {
	email := cmp.Or(e.Email, f.Plan.State.Email)
	if email == "" && a.turn.Customer != nil {
		email = a.turn.Customer.Email
	}
	got, err := tool.GetOrder{Number: e.Number, Email: email}.Do(ctx, a.turn)
	switch {
	case got.Proven:
		f.Plan.State.Email = email
	case errors.Is(err, cart.ErrNoOrder):
		if f.Proof, err = ProofMiss, nil; e.Email == "" { // an address that was known was not it
			f.Proof = ProofEmail
		}
		f.Plan.State.Email = ""
	default:
		if f.Refusal, err = tool.Refused(err); f.Refusal != nil {
			f.Proof = ProofMany
		}
	}
	return got.Order, err
}

// rule asks the rules about the errand, line by line where it is about lines.
func (a *actor) rule(ctx context.Context, f *Facts) error {
	e, o := f.Plan.State.Errand, f.Order
	a.redirect(f)
	kind := cart.RequestKind(e.Kind)
	if !isRequest(kind) {
		return nil
	}
	f.Rulings = map[string]cart.Ruling{}
	policies := f.policies()
	if !ofLines(kind) {
		f.Rulings[""] = policies.Rule(kind, o, "", f.Now)
	} else {
		for _, line := range o.Lines {
			if e.Gift {
				f.Rulings[line.ID] = policies.CanReturnGift(o, line.ID, f.Now)
			} else {
				f.Rulings[line.ID] = policies.Rule(kind, o, line.ID, f.Now)
			}
		}
	}
	if o.Line(e.Line) == nil {
		e.Line = ""
	}
	f.Meant = a.meantLines(f)
	if !(kind == cart.RequestReturn || kind == cart.RequestExchange) || !slices.ContainsFunc(f.Meant, f.allows) {
		f.Open = openRequest(o, kind, f.Meant)
	}
	if kind == cart.RequestExchange && len(f.Meant) == 1 {
		f.Wished = a.turn.Shop.Understand(e.Text).Constraints
		return a.products(ctx, f, []string{o.Line(f.Meant[0]).ProductID})
	}
	return nil
}

// policies are the shop's, or those that say nothing.
func (f *Facts) policies() *cart.Policies {
	if f.Terms.Policies != nil {
		return f.Terms.Policies
	}
	return &cart.Policies{}
}

// today is the calendar day in the shop's time zone.
func (f *Facts) today() time.Time {
	return calendar.Day(f.Now, calendar.Place(f.policies().TimeZone))
}

// isRequest reports whether an errand of this kind comes to a request.
func isRequest(kind cart.RequestKind) bool {
	switch string(kind) {
	case "", errandRefund, errandChange, errandAgain, assistant.RequestProblem:
		return false
	}
	return true
}

// ofLines reports whether a request of this kind is about lines rather than
// about the whole order.
func ofLines(kind cart.RequestKind) bool {
	switch kind {
	case cart.RequestCancel, cart.RequestAddress, cart.RequestLate, cart.RequestInvoice, cart.RequestCharge:
		return false
	}
	return true
}

// openRequest is a request of a kind about all of these lines that nobody has
// settled yet, the latest of several.
func openRequest(o *cart.Order, kind cart.RequestKind, lines []string) *cart.Request {
	for _, r := range slices.Backward(o.Requests) {
		if r.Kind != kind || r.State == cart.RequestDone || r.State == cart.RequestDeclined {
			continue
		}
		if len(r.Lines) == 0 || !ofLines(kind) || len(lines) > 0 && !slices.ContainsFunc(lines, func(id string) bool { return r.Lines[id] == 0 }) {
			return &r
		}
	}
	return nil
}
