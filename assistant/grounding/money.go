package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var currencyWords = map[string]string{
	"dollar": "USD", "dollars": "USD", "bucks": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "quid": "GBP", "gbp": "GBP",
	"cad": "CAD", "aud": "AUD", "yen": "JPY", "jpy": "JPY", "sterling": "GBP", "chf": "CHF", "francs": "CHF",
	"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
}

// moneyAt reads an amount at token i: "$1,299.00", "US$ 12", "128 USD", "USD
// 128", "a hundred dollars", "99 cents".
func (r *reading) moneyAt(i int) (m catalog.Money, n int) {
	own := r.Snapshot.money()
	currency := func(word string) string {
		c := currencyWords[word]
		if c == "USD" && (word == "$" || word == "dollars" || word == "bucks") && strings.HasSuffix(own, "D") {
			return own // every dollar is the shop's
		}
		return c
	}
	at := i
	code := currency(r.word(at))
	if code != "" {
		at++
		if r.word(at) == "$" { // "CAD $"
			at++
		}
	}
	if at >= len(r.t) {
		return m, 0
	}
	value, width := numberAt(r.t, at)
	if width == 0 {
		return m, 0
	}
	digits := r.t[at].digits
	if r.t[at].kind != isNumber || width > 1 {
		digits = plain(value)
	}
	at += width
	if code == "" {
		word := r.word(at)
		if word == "us" || word == "canadian" {
			at, word = at+1, r.word(at+1)
		}
		if word == "cents" || word == "cent" {
			return catalog.Money{Amount: int64(value), Currency: own}, at + 1 - i
		}
		if word == "pounds" && own == "GBP" {
			word = "gbp"
		}
		if code = currency(word); code == "" {
			return m, 0
		}
		at++
	}
	m, err := catalog.ParseMoney(digits, code)
	if err != nil {
		return catalog.Money{Amount: -1, Currency: code}, at - i // read, and true of nothing
	}
	if w := r.word(at); (w == "and" || w == "") && r.word(at+2) == "cents" {
		if cents, k := numberAt(r.t, at+1); k == 1 {
			return catalog.Money{Amount: m.Amount + int64(cents), Currency: code}, at + 3 - i
		}
	}
	return m, at - i
}

var (
	wasWords   = set(`was were before instead originally original regular regularly list down rrp msrp previously formerly normally usually compare compared crossed former reduced usual`)
	offWords   = set(`off discount discounted save saves saving savings saved less cheaper reduction below`)
	underWords = set(`under below within max maximum`)
	overWords  = set(`over above from least minimum spend exceeding beyond`)
	lowWords   = set(`from begin begins start starts starting lowest least cheapest`)
	highWords  = set(`to up most highest dearest top`)
)

// money reads an amount and holds it against what its clause is about.
func (r *reading) money(i int) bool {
	m, n := r.moneyAt(i)
	if n == 0 {
		return false
	}
	c := claim{kind: KindMoney, from: i, to: i + n}
	if m.Currency != r.Snapshot.money() {
		c.why = "the shop's prices are in " + r.Snapshot.money()
		return r.settle(c)
	}
	cl := r.clauseOf(i)
	about := cl.topics
	if !about.has(ofRules|ofCart|ofOrder|ofPromotion|ofGift) && !r.namedIn(cl) {
		about |= r.topics
	}
	if about == 0 && !r.namedIn(cl) && len(r.mentions) == 0 {
		about = r.talk.topics
	}
	than := r.hasAny(c.to, min(c.to+3, cl.to), set("than")) && r.hasAny(c.to, c.to+2, set("more less cheaper dearer under above below over"))
	switch {
	case r.hasAny(0, len(r.t), set("together altogether = + sum each")) && r.sum(&c, m):
	case than && len(r.all())+len(r.talk.goods) > 0:
		if !r.differ(&c, m) {
			c.why = "the difference is another one"
		}
	case r.budget(&c, m, about):
	case r.promoMoney(&c, m, about):
	case about.has(ofShipping|ofReturns|ofRefund|ofExchange) && r.ruleMoney(&c, m, about):
	case about.has(ofCart) && r.cartMoney(&c, m):
	case about.has(ofOrder|ofRefund|ofReturns|ofCancel) && r.orderMoney(&c, m):
	case about.has(ofRules&^ofPayment) && !r.namedIn(cl):
		c.why = "no rule, order or cart of this shopper has this amount"
	case r.talk.hint.has(ofCart) && !r.namedIn(cl) && r.cartMoney(&c, m) && c.ok:
	default:
		c.why = ""
		r.goodsMoney(&c, m)
	}
	return r.settle(c)
}

// namedIn reports whether the clause names a product.
func (r *reading) namedIn(c *clause) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.from >= c.from && m.from < c.to && !m.beside })
}

// budget settles a bound that the shopper has named: "under $100". What is shown
// beside it has to keep it.
func (r *reading) budget(c *claim, m catalog.Money, about topics) bool {
	under := r.near(c.from, 2, underWords) || r.near(c.from, 3, set("up")) && r.word(c.from-1) == "to" || r.near(c.from, 2, set("less")) && r.word(c.from-1) == "than"
	over := r.near(c.from, 2, set("over above more least")) || r.word(c.from-1) == "from"
	between := r.near(c.from, 4, set("between"))
	if about.has(ofRules|ofCart|ofPromotion|ofOrder) || !under && !over && !between && !r.near(c.from, 4, set("budget")) && r.word(c.to) != "budget" && r.word(c.from-1) != "your" {
		return false
	}
	if !strings.Contains(r.said, flat(r.t[c.to-1].word)) && !slices.ContainsFunc(r.t[c.from:c.to], func(t token) bool {
		return t.kind == isNumber && strings.Contains(r.said, " "+strings.TrimSuffix(strings.TrimSuffix(t.digits, ".00"), ".0")+" ")
	}) {
		if !under && !(over && r.word(c.from-1) != "from") || len(r.mentions)+len(r.shown) == 0 {
			return false
		}
	}
	if r.clauseOf(c.from).denied || r.question {
		c.ok = true
		return true
	}
	goods := r.nearest(c.from)
	if len(goods) == 0 {
		goods = r.shown
	}
	for _, g := range goods {
		now, _ := g.prices(nil)
		fits := slices.ContainsFunc(now, func(p catalog.Money) bool {
			return between || under && p.Amount <= m.Amount || over && p.Amount >= m.Amount || !under && !over
		})
		if !fits {
			c.why = g.title + " costs something else"
			return true
		}
	}
	c.ok = true
	return true
}

// promoMoney settles what promotions, reductions and codes take off.
func (r *reading) promoMoney(c *claim, m catalog.Money, about topics) bool {
	cl := r.clauseOf(c.from)
	takes := r.hasAny(c.to, min(c.to+3, cl.to), offWords) && !r.near(c.to, 1, set("than")) || r.near(c.from, 4, offWords) && !r.near(c.from, 2, set("at for to now is costs"))
	codes := r.hasAny(cl.from, cl.to, set("code codes coupon voucher promo promotion discount discounts"))
	for _, p := range r.running() {
		codes = codes || p.Code != "" && strings.Contains(r.flat, flat(p.Code))
	}
	if !takes && !codes {
		return false
	}
	least := r.near(c.from, 3, set("over above from least minimum spend of orders order starts start needs")) && !r.near(c.from, 1, set("save"))
	if crt := r.theCart(); codes && crt != nil && (r.hasAny(c.to, min(c.to+3, cl.to), set("short missing more away")) || r.near(c.from, 3, set("short missing"))) {
		for _, p := range r.running() {
			if is, err := catalog.ParseMoney(p.Minimum, m.Currency); err == nil && is.Amount-crt.Subtotal.Amount == m.Amount {
				c.ok = true
				r.cite("cart", crt.ID, "subtotal", crt.Subtotal.String())
				return true
			}
		}
	}
	for _, p := range r.running() {
		text := p.Amount
		if least {
			text = p.Minimum
		}
		if is, err := catalog.ParseMoney(text, m.Currency); err == nil && is == m && r.scoped(p, cl) {
			c.ok = true
			r.cite("policy", "promotions."+p.ID, "", p.Title)
			return true
		}
	}
	if crt := r.theCart(); crt != nil && !least {
		for _, d := range crt.Discounts {
			if d.Amount == m {
				c.ok = true
				r.cite("cart", crt.ID, "discount", d.Title)
				return true
			}
		}
	}
	if about.has(ofCart) && r.cartMoney(c, m) && c.ok {
		return true
	}
	goods := r.nearest(c.from)
	if len(goods) == 0 && !codes {
		goods, _ = r.subjects(c.from)
	}
	for _, g := range goods {
		if p := g.data(); p != nil && !p.CompareAt.IsZero() && p.CompareAt.Amount-p.Price.Amount == m.Amount {
			c.ok = true
			r.citeGoods([]*good{g}, "compare_at", p.CompareAt.String())
			return true
		}
	}
	if r.differ(c, m) {
		return true
	}
	if !takes && len(goods) > 0 {
		return false
	}
	c.why = "nothing that runs now takes that off"
	return true
}

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

// ruleMoney settles what shipping and returns cost.
func (r *reading) ruleMoney(c *claim, m catalog.Money, about topics) bool {
	from := r.near(c.from, 3, set("over above from least minimum spend reach reaches more")) || r.near(c.from, 3, set("orders")) || r.hasAny(c.to, min(c.to+3, len(r.t)), set("or more minimum")) && r.word(c.to) == "or"
	if about.has(ofShipping) && r.terms.Shipping != nil {
		methods := r.methods()
		var costs []string
		for _, method := range methods {
			text := method.Cost
			if from {
				text = method.FreeFrom
			}
			if is, err := catalog.ParseMoney(text, m.Currency); err == nil {
				costs = append(costs, is.Format(r.turn.Locale))
				if is == m {
					c.ok = true
					field := "cost"
					if from {
						field = "free_from"
					}
					r.cite("policy", "shipping."+method.ID+"."+field, "", text)
					return true
				}
			}
		}
		slices.Sort(costs)
		if costs = slices.Compact(costs); len(costs) == 1 && !about.has(ofOrder|ofCart) {
			c.instead = costs[0]
		}
	}
	if about.has(ofReturns|ofExchange) && r.terms.Policies != nil {
		if fee, err := catalog.ParseMoney(r.terms.Policies.Returns.Fee, m.Currency); err == nil && fee == m && !r.hasAny(0, len(r.t), set("refund")) {
			c.ok = true
			r.cite("policy", "returns.fee", "", r.terms.Policies.Returns.Fee)
			return true
		}
	}
	if about.has(ofCart) || r.cart != nil {
		if r.cartMoney(c, m) && c.ok {
			return true
		}
	}
	if len(r.orders) > 0 || about.has(ofOrder) {
		if r.orderMoney(c, m) && c.ok {
			return true
		}
	}
	if r.namedIn(r.clauseOf(c.from)) && !r.near(c.from, 4, set("shipping delivery ships postage")) {
		c.instead = ""
		return false // "The Beck, $128, arrives Friday"
	}
	c.why = "no method of shipping and no rule has this amount"
	return true
}

// methods are those of the shipping that the sentence speaks of: named ones, those
// of a country or zone that it names, or else those of the first zone.
func (r *reading) methods() []*cart.Method {
	s := r.terms.Shipping
	if s == nil {
		return nil
	}
	text := r.flat
	var inZone, named []*cart.Method
	zones := 0
	for zi := range s.Zones {
		z := &s.Zones[zi]
		hit := strings.Contains(text, flat(z.Name)) || strings.Contains(text, strings.Replace(flat(z.Name), " the ", " ", 1))
		for _, code := range z.Countries {
			if full, ok := cart.CountryName(code); ok && strings.Contains(text, flat(strings.TrimPrefix(full, "the "))) {
				hit = true
			}
		}
		if code := " us "; strings.Contains(text, code) && slices.Contains(z.Countries, "US") && strings.Contains(r.text, "US") {
			hit = true
		}
		for mi := range z.Methods {
			m := &z.Methods[mi]
			if hit {
				inZone = append(inZone, m)
			}
			if strings.Contains(text, flat(m.Name)) {
				named = append(named, m)
			}
		}
		if hit {
			zones++
		}
	}
	longest := 0
	for _, m := range named {
		longest = max(longest, len(m.Name))
	}
	if len(named) > 1 { // "Standard to Canada" names Standard too
		var best []*cart.Method
		for _, m := range named {
			if len(m.Name) == longest || !slices.ContainsFunc(named, func(o *cart.Method) bool { return o != m && strings.Contains(flat(o.Name), flat(m.Name)) }) {
				best = append(best, m)
			}
		}
		named = best
	}
	switch {
	case len(named) > 0 && len(inZone) > 0:
		var both []*cart.Method
		for _, m := range named {
			if slices.Contains(inZone, m) {
				both = append(both, m)
			}
		}
		if len(both) > 0 {
			return both
		}
		return inZone
	case len(named) > 0:
		return named
	case len(inZone) > 0:
		return inZone
	case len(s.Zones) > 0:
		var all []*cart.Method
		for mi := range s.Zones[0].Methods {
			all = append(all, &s.Zones[0].Methods[mi])
		}
		return all
	}
	return nil
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

// goodsMoney settles prices.
func (r *reading) goodsMoney(c *claim, m catalog.Money) {
	goods, sure := r.subjects(c.from)
	if len(goods) == 0 {
		c.why = "it is the price of nothing"
		if strings.Contains(r.said, flat(r.textOf(c.from, c.to))) && (r.question || r.clauseOf(c.from).wish) {
			c.ok = true
		}
		return
	}
	values := r.chosen(c.from)
	was := r.near(c.from, 3, wasWords)
	low, high := !was && r.near(c.from, 3, lowWords), r.near(c.from, 2, highWords) && r.word(c.from-1) != "down"
	var right []catalog.Money // prices by which the claim would hold
	matched := 0
	var bottom, top catalog.Money
	for _, g := range goods {
		now, before := g.prices(values)
		list := now
		if was && !low {
			list = before
		}
		for _, p := range now {
			if bottom.IsZero() || p.Amount < bottom.Amount {
				bottom = p
			}
			top.Amount = max(top.Amount, p.Amount)
		}
		right = append(right, list...)
		inCart := r.cart != nil && len(r.deeds) > 0 && slices.ContainsFunc(r.cart.Lines, func(l cart.Line) bool { return l.ProductID == g.id && l.Total == m })
		if slices.Contains(list, m) || r.times(c, m, list) || inCart {
			matched++
			field := "price"
			if was {
				field = "compare_at"
			}
			r.citeGoods([]*good{g}, field, m.String())
		}
	}
	c.why = goods[0].title + " costs " + bottom.Format(r.turn.Locale)
	if len(goods) > 1 {
		c.why = "it is not what each of these costs: " + titles(goods)
	}
	switch {
	case low && len(goods) > 1 && len(r.mentions) == 0 || low && len(goods) == 1 && !was:
		c.ok = m.Amount == bottom.Amount
	case high && len(r.mentions) == 0 && len(goods) > 1:
		c.ok = m.Amount == top.Amount || matched > 0
	case len(goods) == 1 || sure && len(r.mentions) > 0 && r.moneys() < 2:
		c.ok = r.enough(goods, matched)
	case len(goods) > 1 && (r.moneys() > 1 || r.hasAny(0, len(r.t), set("respectively between range"))):
		c.ok = matched > 0
	default:
		c.ok = r.enough(goods, matched)
	}
	if !c.ok && r.differ(c, m) {
		return
	}
	right = slices.Compact(right)
	if !c.ok && len(goods) == 1 && len(right) == 1 && !high && r.moneys() == 1 {
		c.instead = right[0].Format(r.turn.Locale)
	}
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
		n, width := numberAt(r.t, i)
		if width == 0 || n < 2 || n > catalog.MaxQuantity {
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
