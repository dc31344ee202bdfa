package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// asksBack asks for the money without a word of sending anything back.
var (
	asksBack      = pattern.MustCompile(`\b(?:refund\w*|money back|my money|reimburse\w*)\b`)
	sendsBack     = pattern.MustCompile(`\b(?:return\w*|send (?:\w+ ){0,3}back|give (?:\w+ ){0,3}back|bring (?:\w+ ){0,3}back)\b`)
	namesWarranty = pattern.MustCompile(`\b(?:warrant\w+|guarante\w*)\b`)
)

// redirect settles what the words leave open by the order itself. Something that
// broke is damage while that can be reported, and a matter of the warranty
// later. Money back for what has not come is asked for as of a late order, or by
// canceling it while that can be done.
func (a *actor) redirect(f *Facts) {
	e, o, policies := f.Plan.State.Errand, f.Order, f.policies()
	if t := f.Plan.Reading.Tapped; f.Plan.Move != MoveOrder || t != nil && t.Do == assistant.DoRequest {
		return // what was tapped was chosen
	}
	norm := strings.Join(expand(prose.Words(e.Text)), " ")
	ok := func(kind cart.RequestKind, line string) bool { return policies.Rule(kind, o, line, f.Now).OK }
	line := e.Line
	if ids, score := namedLines(o, norm); line == "" && score > 0 && len(ids) == 1 {
		line = ids[0]
	}
	switch cart.RequestKind(e.Kind) {
	case cart.RequestWarranty:
		if !namesWarranty.MatchString(norm) && ok(cart.RequestDamaged, line) {
			e.Kind = string(cart.RequestDamaged)
		}
	case cart.RequestDamaged:
		if r := policies.Rule(cart.RequestDamaged, o, line, f.Now); r.Code == cart.RulingTooLate && ok(cart.RequestWarranty, line) {
			e.Kind = string(cart.RequestWarranty)
		}
	case cart.RequestReturn, errandRefund:
		if e.Gift || sendsBack.MatchString(norm) || !asksBack.MatchString(norm) || ok(cart.RequestReturn, line) || len(o.Refunds) > 0 {
			return
		}
		switch {
		case ok(cart.RequestLate, ""):
			e.Kind, e.Wish = string(cart.RequestLate), cart.RemedyRefund
		case ok(cart.RequestCancel, "") && e.Kind != errandRefund:
			e.Kind = string(cart.RequestCancel)
		}
	}
}
