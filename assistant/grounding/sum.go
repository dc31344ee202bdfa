package grounding

import (
	"github.com/aisle-chat/aisle/catalog"
)

// differ settles a difference between two products: "$39 less than the Beck".
func (r *reading) differ(c *claim, m catalog.Money) bool {
	goods := r.all()
	if len(goods) == 1 {
		goods = append(goods, r.talk.goods...)
	}
	if len(goods) < 2 && r.product != nil {
		goods = append(goods, r.product)
	}
	for _, a := range goods {
		for _, b := range goods {
			pa, pb := a.data(), b.data()
			if a != b && pa != nil && pb != nil && pa.Price.Amount-pb.Price.Amount == m.Amount && m.Amount > 0 {
				c.ok = true
				r.cite("product", a.id, "price", pa.Price.String())
				r.cite("product", b.id, "price", pb.Price.String())
				return true
			}
		}
	}
	return false
}

// cartMoney settles amounts of the cart.
func (r *reading) cartMoney(c *claim, m catalog.Money) bool {
	crt := r.theCart()
	if crt == nil {
		c.why = "the cart cannot be read"
		return true
	}
	known := map[int64]string{crt.Total.Amount: "total", crt.Subtotal.Amount: "subtotal"}
	total := r.near(c.from, 4, set("total totals totaling cart comes altogether")) && !r.near(c.from, 3, set("more away left missing instead")) && !r.methodNamed()
	if !total || len(r.mentions) > 0 {
		for _, l := range crt.Lines {
			known[l.Unit.Amount], known[l.Total.Amount] = "line", "line"
			if l.Off.Amount > 0 {
				known[l.Off.Amount] = "discount"
				known[l.Total.Amount-l.Off.Amount] = "line"
			}
		}
		for _, d := range crt.Discounts {
			known[d.Amount.Amount] = "discount"
		}
		if d := crt.Delivery; d != nil {
			known[d.From.Amount], known[d.FreeFrom.Amount], known[d.Left.Amount] = "delivery", "delivery", "delivery"
		}
		if s := r.terms.Shipping; s != nil {
			for zi := range s.Zones {
				for mi := range s.Zones[zi].Methods {
					if free, ok := s.Zones[zi].Methods[mi].Free(m.Currency); ok && free.Amount > crt.Total.Amount {
						known[free.Amount-crt.Total.Amount] = "delivery"
					}
				}
			}
		}
		for _, method := range r.methods() {
			known[crt.Total.Amount+method.Price(crt.Total).Amount] = "delivery"
		}
		for _, p := range r.running() {
			if least, err := catalog.ParseMoney(p.Minimum, m.Currency); err == nil && least.Amount > crt.Subtotal.Amount {
				known[least.Amount-crt.Subtotal.Amount] = "promotion"
			}
		}
	}
	if len(crt.Lines) > 0 {
		delete(known, 0)
	}
	if field, ok := known[m.Amount]; ok {
		c.ok = true
		r.cite("cart", crt.ID, field, m.String())
		return true
	}
	c.why = "the cart has no such amount"
	if total && len(r.mentions) == 0 {
		c.instead = crt.Total.Format(r.turn.Locale)
	}
	return len(r.mentions) == 0 || r.near(c.from, 4, set("cart total subtotal"))
}

// sum settles the sum of what is shown or named, and what of a budget it leaves.
func (r *reading) sum(c *claim, m catalog.Money) bool {
	goods := r.all()
	if len(goods) < 2 {
		goods = r.shown
	}
	if len(goods) == 0 {
		goods = r.focus
	}
	goods = goods[:min(len(goods), 8)]
	budgets := []int64{0}
	for i := 0; i < len(r.t); i++ {
		if b, n := r.moneyAt(i); n > 0 {
			if r.hasAny(i-3, i, set("your want budget into")) {
				budgets = append(budgets, b.Amount)
			}
			i += n - 1
		}
	}
	for mask := 1; mask < 1<<len(goods); mask++ {
		var all int64
		for k, g := range goods {
			if p := g.data(); mask&(1<<k) != 0 && p != nil {
				all += p.Price.Amount
			}
		}
		for _, b := range budgets {
			if all == m.Amount && b == 0 || b > 0 && (b-all == m.Amount || all-b == m.Amount) || b == m.Amount && r.hasAny(c.from-3, c.from, set("your into")) {
				c.ok = true
				r.citeGoods(goods, "price", "")
				return true
			}
		}
	}
	return false
}

// moneys counts the amounts in the sentence.
func (r *reading) moneys() int {
	n := 0
	for i := 0; i < len(r.t); i++ {
		if _, width := r.moneyAt(i); width > 0 {
			n++
			i += width - 1
		}
	}
	return n
}

// wanted are the quantities that the shopper's message names.
func (r *reading) wanted() map[int]bool {
	all := map[int]bool{}
	t := tokens(r.turn.Text)
	for i := range t {
		if n, width := numberAt(t, i); width > 0 && n >= 2 && n <= catalog.MaxQuantity {
			all[int(n)] = true
		}
	}
	return all
}

// times settles a price for several: "two for $256".
func (r *reading) times(c *claim, m catalog.Money, prices []catalog.Money) bool {
	if len(r.talk.given) == 1 && len(prices) == 1 && prices[0].Amount > 0 && m.Amount%prices[0].Amount == 0 && r.hasAny(0, c.from, set("that together")) {
		return true // so many of what the assistant names itself
	}
	for n := range r.wanted() {
		for _, p := range prices {
			if all, err := p.Mul(n); err == nil && all == m {
				return true
			}
		}
	}
	cl := r.clauseOf(c.from)
	for i := cl.from; i < cl.to; i++ {
		if i >= c.from && i < c.to || r.t[i].kind == isSign {
			continue
		}
		if _, amount := r.moneyAt(i); amount > 0 {
			i += amount - 1
			continue
		}
		n, width := numberAt(r.t, i)
		if width == 0 || n != float64(int(n)) || n < 2 || n > catalog.MaxQuantity {
			continue
		}
		for _, p := range prices {
			if all, err := p.Mul(int(n)); err == nil && all == m {
				return true
			}
		}
	}
	return false
}
