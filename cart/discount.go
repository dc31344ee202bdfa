package cart

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// discount takes off a cart what the promotions give it, and says what became
// of the codes.
func discount(c *Cart, codes []string, by Prices) {
	candidates := by.candidates(c, codes)
	best := by.best(c, candidates)
	c.Discounts = best.discounts
	for i := range c.Lines {
		if best.off != nil && best.off[i] > 0 {
			c.Lines[i].Off = catalog.Money{Amount: best.off[i], Currency: c.Currency}
		}
	}
	c.Total.Amount -= best.saved
	for _, code := range codes {
		c.Codes = append(c.Codes, by.note(c, code, candidates, best))
	}
}

// candidate is a promotion that the cart may get, with what stands against it.
type candidate struct {
	*Promotion
	lines   []int // those of the cart that it applies to
	refusal *Error
	short   bool // the refusal goes away once the cart is worth more
}

// candidates looks at the automatic promotions and at those whose codes were
// given, in the order of the shop's list.
func (by Prices) candidates(c *Cart, codes []string) []candidate {
	var found []candidate
	for i := range by.Promotions {
		p := &by.Promotions[i]
		if p.Code == "" || slices.Contains(codes, PromoCode(p.Code)) {
			found = append(found, by.candidate(c, p))
		}
	}
	return found
}

// candidate weighs one promotion for a cart.
func (by Prices) candidate(c *Cart, p *Promotion) candidate {
	found := candidate{Promotion: p}
	sum := catalog.Money{Currency: c.Currency}
	for i := range c.Lines {
		product := by.Products[c.Lines[i].ProductID]
		if !c.Lines[i].Unavailable && p.appliesTo(&product) {
			found.lines = append(found.lines, i)
			sum.Amount += c.Lines[i].Total.Amount
		}
	}
	minimum := catalog.Money{Currency: c.Currency}
	if p.Minimum != "" {
		parsed, err := catalog.ParseMoney(p.Minimum, c.Currency)
		if err != nil {
			parsed.Amount = MaxUnit // never by mistake; CheckPromotions refuses it
		}
		minimum.Amount = parsed.Amount
	}
	used := by.Used[p.ID]
	switch {
	case by.Now.Before(p.Starts):
		found.refusal = promoEarly(p, by.Now, by.place())
	case !p.Runs(by.Now):
		found.refusal = promoOver(p, by.Now, by.place())
	case p.Limit > 0 && used.All >= p.Limit:
		found.refusal = promoUsedUp(p)
	case p.LimitEach > 0 && used.Each >= p.LimitEach:
		found.refusal = promoUsed(p, used.Each)
	case len(found.lines) == 0:
		found.refusal = promoNothing(p, len(c.Lines) == 0)
	case sum.Amount < minimum.Amount:
		found.refusal, found.short = promoShort(p, minimum, catalog.Money{Amount: minimum.Amount - sum.Amount, Currency: c.Currency}), true
	}
	return found
}

// place is the time zone in which promotions begin and end.
func (by Prices) place() *time.Location {
	if by.Shipping == nil {
		return time.UTC
	}
	return zone(by.Shipping.TimeZone)
}

// outcome is what a set of promotions does to a cart.
type outcome struct {
	set       []candidate
	discounts []Discount
	off       []int64 // by line
	saved     int64   // off the lines
	worth     int64   // what the shopper saves, shipping included
}

// holds reports whether a promotion is one of the set.
func (o outcome) holds(p *Promotion) bool {
	return slices.ContainsFunc(o.set, func(one candidate) bool { return one.Promotion == p })
}

// best returns the outcome that saves the shopper the most: that of all
// promotions that go together, or that of one that stands alone. Of equals it
// is the one that does anything, and then the first in this order.
func (by Prices) best(c *Cart, candidates []candidate) outcome {
	var together []candidate
	sets := [][]candidate{nil}
	for _, one := range candidates {
		switch {
		case one.refusal != nil:
		case one.Alone:
			sets = append(sets, []candidate{one})
		default:
			together = append(together, one)
		}
	}
	sets[0] = together
	var best outcome
	for _, set := range sets {
		o := by.apply(c, set)
		if o.worth > best.worth || len(best.discounts) == 0 && len(o.discounts) > 0 {
			best = o
		}
	}
	return best
}

// apply takes the promotions of a set off the lines.
func (by Prices) apply(c *Cart, set []candidate) outcome {
	o := outcome{set: set, off: make([]int64, len(c.Lines))}
	left := make([]int64, len(c.Lines))
	for i, line := range c.Lines {
		left[i] = line.Total.Amount
	}
	ranked := slices.Clone(set)
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(a.rank(), b.rank()) })
	free := false
	for _, one := range ranked {
		d := Discount{Promotion: one.ID, Title: one.Title, Code: PromoCode(one.Code), FreeShipping: one.FreeShipping, Ends: one.Ends}
		d.Amount.Currency = c.Currency
		weights := make([]int64, len(left))
		var sum int64
		for _, i := range one.lines {
			weights[i] = left[i]
			sum += left[i]
		}
		d.Amount.Amount = one.takes(sum, c.Currency)
		for i, part := range spread(d.Amount.Amount, weights) {
			left[i] -= part
			o.off[i] += part
		}
		o.saved += d.Amount.Amount
		free = free || d.FreeShipping
		if d.Amount.Amount > 0 || d.FreeShipping {
			o.discounts = append(o.discounts, d)
		}
	}
	o.worth = o.saved
	if s := by.Shipping; free && s != nil && len(s.Zones) > 0 {
		after := catalog.Money{Amount: c.Subtotal.Amount - o.saved, Currency: c.Currency}
		if cheapest := s.Zones[0].Cheapest(after); cheapest != nil {
			o.worth += cheapest.Price(after).Amount
		}
	}
	return o
}

// rank is the order in which promotions are taken off.
func (p *Promotion) rank() int {
	switch {
	case p.Percent > 0:
		return 0
	case p.FreeShipping:
		return 2
	}
	return 1
}

// takes returns what the promotion takes off a sum: a percentage rounded half
// up, or an amount, and never more than the sum.
func (p *Promotion) takes(sum int64, currency string) int64 {
	switch {
	case p.FreeShipping:
		return 0
	case p.Percent > 0:
		return min((sum*int64(p.Percent)+50)/100, sum) // a cart's sums are below 2^53
	}
	amount, err := catalog.ParseMoney(p.Amount, currency)
	if err != nil {
		return 0 // CheckPromotions refuses it
	}
	return min(max(amount.Amount, 0), sum)
}

// spread divides total in proportion to weights, none of which is negative and
// whose sum is at least total: each part is rounded down, and the units that
// are left go to the largest fractions, the first of equals first. No part is
// larger than its weight.
func spread(total int64, weights []int64) []int64 {
	parts := make([]int64, len(weights))
	var sum int64
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return parts
	}
	fractions := make([]uint64, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		high, low := bits.Mul64(uint64(total), uint64(w))
		part, fraction := bits.Div64(high, low, uint64(sum))
		parts[i], fractions[i], order[i] = int64(part), fraction, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fractions[b], fractions[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// note says what became of a code.
func (by Prices) note(c *Cart, code string, candidates []candidate, best outcome) CodeNote {
	note := CodeNote{Code: code}
	for _, one := range candidates {
		if PromoCode(one.Code) != code {
			continue
		}
		note.Title = one.Title
		counts := slices.ContainsFunc(c.Discounts, func(d Discount) bool { return d.Promotion == one.ID })
		switch {
		case one.refusal != nil:
			note.Why = one.refusal.Message
		case !counts:
			note.Why = promoBeaten(one.Promotion, c.Discounts, best.holds(one.Promotion))
		}
		return note
	}
	note.Why = promoUnknown(code).Message
	return note
}
