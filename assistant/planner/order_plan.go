package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/cart"
)

// requestOf says which errand an intent about an order is.
var requestOf = map[Intent]string{
	IntentOrderStatus: "", IntentRefund: errandRefund, IntentOrderChange: errandChange, IntentReorder: errandAgain, IntentProblem: assistant.RequestProblem,
	IntentCancel: string(cart.RequestCancel), IntentAddress: string(cart.RequestAddress),
	IntentDamaged: string(cart.RequestDamaged), IntentWrongItem: string(cart.RequestWrongItem),
	IntentNotReceived: string(cart.RequestNotReceived), IntentLate: string(cart.RequestLate), IntentWarranty: string(cart.RequestWarranty),
	IntentReturns: string(cart.RequestReturn), IntentExchange: string(cart.RequestExchange), IntentGiftReturn: string(cart.RequestReturn),
	IntentInvoice: string(cart.RequestInvoice), IntentCharge: string(cart.RequestCharge),
}

// intentOf is the intent of an errand.
func intentOf(kind string) Intent {
	for _, intent := range []Intent{
		IntentOrderStatus, IntentRefund, IntentOrderChange, IntentReorder, IntentProblem, IntentCancel, IntentAddress, IntentDamaged, IntentWrongItem,
		IntentNotReceived, IntentLate, IntentWarranty, IntentReturns, IntentExchange, IntentInvoice, IntentCharge,
	} {
		if requestOf[intent] == kind {
			return intent
		}
	}
	return IntentUnclear
}

// isErrand reports whether an intent is wanted of an order.
func isErrand(intent Intent) bool { _, ok := requestOf[intent]; return ok }

// isSupport reports whether an intent is about an order or the shop's rules.
func isSupport(intent Intent) bool { return support[intent] != nil }

// support plans what is about an order or the shop's rules: an order is looked
// up where the message is about one, and never for a general question.
func (p Plan) support(scene *Scene) Plan {
	m := &p.Reading
	if m.Intent == IntentReturns && neverCame.MatchString(m.Norm) {
		m.Intent = IntentNotReceived // what never came does not go back
	}
	if m.Intent == IntentDelivery && p.atHand(scene) && len(m.Refs) == 0 {
		m.Intent = IntentOrderStatus // "when will it arrive?"
	}
	if m.OfRequest {
		e := *p.State.Errand
		e.Number = e.Order
		return p.errand(e)
	}
	kind, possible := requestOf[m.Intent]
	if m.OfRule {
		m.Rule = true
		return p.terms() // how it goes on with what is under way
	}
	if !possible || !scene.Terms.Orders || !p.aboutOrder(scene) {
		return p.terms()
	}
	e := Errand{Kind: kind, Gift: m.Intent == IntentGiftReturn, Number: m.Number, Email: m.Email, Text: m.Said}
	if it := scene.product(scene.it()); kind == errandAgain && it != nil && !p.State.nearOrder() && itself.MatchString(m.Norm) && !namesThing(m.Said) {
		e.Text = it.Title // "buy this again", on the product's page
	}
	if m.Apart {
		e.Not, p.State.Order = p.State.Order, ""
		return p.errand(e)
	}
	if t := m.Tapped; t != nil {
		e.Number, e.Line = t.Order, t.Line
	}
	if old := p.State.Errand; old != nil && old.Order != "" && old.Line != "" && p.State.nearOrder() && m.Tapped == nil && m.Number == "" && itself.MatchString(m.Norm) && theLines(scene.Order, m.Said) == "" {
		e.Line = old.Line // "can I swap it?"
	}
	if old := p.State.Errand; old != nil && old.Order == "" { // what was said of the order still holds
		if e.Number == "" {
			e.Number = old.Number
		}
		if e.Email == "" {
			e.Email = old.Email
		}
	}
	return p.errand(e)
}

// errand plans to go on with e.
func (p Plan) errand(e Errand) Plan {
	p.Move, p.State.Errand = MoveOrder, &e
	p.State.Focus = ""
	return p
}

// aboutOrder reports whether the message is about something that the shopper
// has ordered rather than about how things are done here.
func (p *Plan) aboutOrder(scene *Scene) bool {
	m := &p.Reading
	if m.Tapped != nil && m.Tapped.Do != assistant.DoSay || m.Number != "" || m.Email != "" {
		return true
	}
	if m.Apart {
		return true
	}
	if m.Intent == IntentGiftReturn && general(m) {
		return false // whoever is given something, and not this
	}
	if p.atHand(scene) && !hypothetical.MatchString(m.Norm) && (deictic.MatchString(m.Norm) || !inGeneral.MatchString(m.Norm) && !asksRuleOf.MatchString(m.Norm)) && m.Country == "" {
		return true
	}
	switch m.Intent {
	case IntentOrderStatus, IntentCharge, IntentProblem, IntentReorder:
		return true
	case IntentOrderChange:
		return !m.Rule || !general(m)
	case IntentRefund:
		return !m.Rule && (p.atHand(scene) || scene.Customer != nil || !anyTime(m))
	case IntentReturns, IntentExchange:
		return !m.Rule && (m.Own || doing.MatchString(m.Norm) && len(m.Refs) == 0)
	case IntentGiftReturn:
		return doing.MatchString(m.Norm) && m.Tapped != nil
	case IntentWarranty:
		return !m.Rule && m.Own || doing.MatchString(m.Norm)
	default:
		return !m.Rule
	}
}

// atHand reports whether the talk, or the page, is about a certain order.
func (p *Plan) atHand(scene *Scene) bool {
	return p.State.nearOrder() || scene.At.Order != ""
}

// nearOrder reports whether the last reply was about the order at hand, or about
// the rules for it.
func (s *State) nearOrder() bool {
	return s.Order != "" && (aboutOrders(s.Last) || s.Last == MoveTerms && s.Errand != nil)
}

// stays reports whether a message was no more than talk while something of an order is
// not settled: what comes next goes on with that.
func (p *Plan) stays() bool {
	if p.Move != MoveTalk || !p.State.nearOrder() || p.State.Errand.settled() {
		return false
	}
	return !p.Reading.Forgone
}

// aboutOrders reports whether a move was about an order.
func aboutOrders(m Move) bool { return m == MoveOrder || m == MoveFile || m == MoveFact }

// terms plans to answer from the shop's rules.
func (p Plan) terms() Plan {
	p.Move = MoveTerms
	return p
}

// goOn plans what comes of an answer to a question about an errand.
func (p Plan) goOn(pending *Pending, scene *Scene) Plan {
	m := &p.Reading
	e := *p.State.Errand
	before := e
	p.Before = &before
	if m.Number != "" {
		e.Number, e.Order, e.Line = m.Number, "", ""
	}
	if m.Email != "" {
		e.Email = m.Email
	}
	if m.Key == anotherOrder {
		e.Number, e.Line, e.Text = "", "", m.Said
		if theOther.MatchString(m.Norm) {
			e.Not = e.Order
		}
		e.Order, p.State.Order = "", ""
		return p.errand(e)
	}
	if m.Key == "" || pending == nil {
		p.takeIn(&e, scene)
		return p.errand(e)
	}
	switch pending.Ask {
	case AskOrder:
		e.Number, e.Order = m.Key, ""
	case AskLine:
		e.Line = m.Key
	case AskProblem:
		e.Kind = m.Key
		if m.Said != "" && m.Tapped == nil {
			e.Text += "\n" + m.Said
		}
	}
	return p.errand(e)
}

// itself points at a thing without naming it.
var itself = pattern.MustCompile(`\b(?:it|that|this|them|those|these)\b`)

// takeIn takes what is said about an errand into it.
func (p *Plan) takeIn(e *Errand, scene *Scene) {
	m := &p.Reading
	if m.Said == "" || m.Lacks != ProofNone || m.Intent == IntentGoOn && isTalk(m.Norm, IntentYes) || whyNot.MatchString(m.Norm) {
		return
	}
	e.Text = strings.TrimPrefix(e.Text+"\n"+m.Said, "\n")
	if m.Number != "" || m.Email != "" {
		return
	}
	if m.Remedy != "" {
		e.Wish = m.Remedy
	}
	if named := theLines(scene.Order, m.Said); named != "" {
		e.Named, e.Line = named, ""
	}
	if !m.Lines && (m.Remedy == "" || len(strings.Fields(m.Norm)) > 6) {
		e.Note = strings.TrimPrefix(e.Note+"\n"+m.Said, "\n")
	}
}

// submit plans what comes of a form that was filled in.
func (p Plan) submit() Plan {
	t := p.Reading.Tapped
	switch t.Form {
	case formProof:
		e := Errand{Kind: t.Field, Number: t.Values[fieldNumber], Email: t.Values[fieldEmail]}
		if old := p.State.Errand; old != nil && old.Kind == e.Kind {
			e.Text, e.Gift, e.Wish, e.Note = old.Text, old.Gift, old.Wish, old.Note
		}
		return p.errand(e)
	case formMail, formEnter:
		e := Errand{Kind: t.Field}
		if old := p.State.Errand; old != nil && old.Kind == e.Kind && old.Order == "" {
			e = *old
		}
		if t.Form == formMail {
			e.Number, e.Email, p.Reading.Mail = t.Values[fieldNumber], t.Values[fieldEmail], true
		} else {
			p.Reading.Entered = t.Values[fieldCode]
		}
		return p.errand(e)
	case formRestock:
		p.Reading.Intent, p.Reading.Refs, p.Reading.Options, p.Reading.Email = IntentRestock, []string{t.Product}, t.Options, t.Values[fieldEmail]
		return p.restock(nil, nil)
	case formContact:
		p = p.handOver("asked")
		p.Handoff.Contact = t.Values[fieldEmail]
		return p
	case formCode:
		p.Move, p.Reading.Code = MoveCode, t.Values[fieldCode]
		return p
	default:
		e := Errand{Kind: t.Form, Gift: t.Field == fieldGift, Number: t.Order, Line: t.Line}
		if old := p.State.Errand; old != nil && old.Kind == e.Kind {
			e.Text = old.Text
		}
		p = p.errand(e)
		p.Move = MoveFile
		return p
	}
}

// settle forgets an errand once the talk is about goods again.
func (s *State) settle(move Move) {
	if slices.Contains([]Move{MoveSearch, MoveMore, MoveAbout, MoveCompare, MoveAdd, MoveQuantity, MoveSwap, MoveRemove, MoveCart, MoveCheckout, MoveIdeas}, move) {
		s.Errand = nil
	}
}
