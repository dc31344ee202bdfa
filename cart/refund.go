package cart

import (
	"math/bits"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// RefundQuote is what goes back for something that goes back.
type RefundQuote struct {
	// Goods is the price of the lines less their share of discounts, Shipping
	// what of the outward shipping goes back, Fee what is kept for the way
	// back. Amount is Goods and Shipping less Fee, and never below zero.
	Goods, Shipping, Fee, Amount catalog.Money
	// Days are the working days that it takes, To where it goes, a phrase.
	Days int
	To   string
}

// RefundOf says what goes back when so many of these lines do, by their ids; no
// lines means the whole order. The share of a part of a line is rounded down to
// the minor unit. The outward shipping goes back with the whole order only, and
// only if the policies say so.
func (p *Policies) RefundOf(o *Order, lines map[string]int) RefundQuote {
	money := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: o.Currency} }
	q := RefundQuote{Days: p.Refund.Days, To: p.Refund.To}
	var goods, fee int64
	whole := true
	for i := range o.Lines {
		line := &o.Lines[i]
		count := line.Quantity
		if len(lines) > 0 {
			count = min(max(lines[line.ID], 0), line.Quantity)
		}
		whole = whole && count == line.Quantity
		if count == 0 {
			continue
		}
		goods += share(max(line.Total.Amount-line.Off.Amount, 0), int64(count), int64(line.Quantity))
		if own, err := catalog.ParseMoney(p.ReturnRule(line.Category).Fee, o.Currency); err == nil {
			fee = max(fee, own.Amount)
		}
	}
	var shipping int64
	if whole && p.Refund.Shipping {
		shipping = o.Shipping.Amount
	}
	fee = min(fee, goods+shipping)
	q.Goods, q.Shipping, q.Fee, q.Amount = money(goods), money(shipping), money(fee), money(goods+shipping-fee)
	return q
}

// RefundBy returns the calendar day, as midnight UTC, by which money is back
// that is sent on its way at a time; zero where the policies promise nothing. s
// knows the holidays and may be nil.
func (p *Policies) RefundBy(s *Shipping, begun time.Time) time.Time {
	if p.Refund.Days <= 0 {
		return time.Time{}
	}
	return s.WorkingDays(begun, p.Refund.Days)
}

// share returns amount*part/whole rounded down, for 0 <= part <= whole and
// 0 <= amount. The product may take more than 64 bits.
func share(amount, part, whole int64) int64 {
	if whole <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(amount), uint64(part))
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return int64(quotient)
}
