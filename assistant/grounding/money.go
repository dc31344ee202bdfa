package grounding

import (
	"math"
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
		if (word == "p" && r.t[at].joined || word == "pence" || word == "penny") && own == "GBP" {
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
	wasWords   = set(`previous prior was were used before instead originally original regular regularly list down rrp msrp previously formerly normally usually compare compared crossed former reduced usual`)
	offWords   = set(`off discount discounted save saves saving savings saved less cheaper reduction below`)
	underWords = set(`under below within max maximum`)
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
	if r.strict && r.reckoned(&c, m) {
		return r.settle(c)
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

// paid reports whether the shopper has once paid an amount for one piece of a
// product.
func (r *reading) paid(g *good, m catalog.Money) bool {
	return slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool {
		return slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return l.ProductID == g.id && l.Unit == m })
	})
}

// namedIn reports whether the clause names a product.
func (r *reading) namedIn(c *clause) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.from >= c.from && m.from < c.to && !m.beside })
}

// budget settles a bound that the shopper has named: "under $100". What is shown
// beside it has to keep it.
func (r *reading) budget(c *claim, m catalog.Money, about topics) bool {
	most := r.word(c.from-1) == "than" && r.word(c.from-2) == "more" && set("no not")[r.word(c.from-3)] || r.word(c.from-1) == "most" && r.word(c.from-2) == "at"
	if r.strict && (r.near(c.from, 5, set("rising rises rise increase increases raised")) || r.near(c.from, 3, set("up")) && r.near(c.from, 5, set("going goes go"))) {
		return false // "it is going up to $50"
	}
	under := most || r.near(c.from, 2, underWords) || r.near(c.from, 3, set("up")) && r.word(c.from-1) == "to" || r.near(c.from, 2, set("less")) && r.word(c.from-1) == "than"
	over := !most && r.near(c.from, 2, set("over above more least")) || r.word(c.from-1) == "from"
	between := r.near(c.from, 4, set("between"))
	around := r.near(c.from, 2, set("around about roughly near"))
	if about.has(ofRules|ofCart|ofPromotion|ofOrder) || !under && !over && !between && !around && !r.near(c.from, 4, set("budget")) && r.word(c.to) != "budget" && r.word(c.from-1) != "your" {
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
			near := max(p.Amount-m.Amount, m.Amount-p.Amount) <= m.Amount/aroundShare
			return between || under && p.Amount <= m.Amount || over && p.Amount >= m.Amount || around && near || !under && !over && !around
		})
		if !fits {
			c.why = g.title + " costs something else"
			return true
		}
	}
	c.ok = true
	return true
}

// aroundShare is the share of a sum that a price around it may differ by: a fifth, as
// searches read it.
const aroundShare = 5

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
	was := r.near(c.from, 3, wasWords) || r.word(c.from-1) == "us" && r.near(c.from, 4, wasWords)
	low, high := !was && r.near(c.from, 3, lowWords), r.near(c.from, 2, highWords) && r.word(c.from-1) != "down"
	var right []catalog.Money // prices by which the claim would hold
	matched := 0
	var bottom, top, shownBottom, shownTop catalog.Money
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
		if p := g.shownAt; !p.IsZero() {
			if shownBottom.IsZero() || p.Amount < shownBottom.Amount {
				shownBottom = p
			}
			shownTop.Amount = max(shownTop.Amount, p.Amount)
		}
		right = append(right, list...)
		inCart := r.cart != nil && len(r.deeds) > 0 && slices.ContainsFunc(r.cart.Lines, func(l cart.Line) bool { return l.ProductID == g.id && l.Total == m })
		if slices.Contains(list, m) || r.times(c, m, list) || inCart || was && r.paid(g, m) {
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
		c.ok = m.Amount == bottom.Amount || len(goods) > 1 && m == shownBottom
	case high && len(r.mentions) == 0 && len(goods) > 1:
		c.ok = m.Amount == top.Amount || m.Amount == shownTop.Amount || matched > 0
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
	about := r.near(c.from, 2, set("about around roughly approximately nearly almost")) && m.Amount%100 == 0
	if !c.ok && r.strict && about && len(goods) == 1 && len(right) == 1 {
		c.ok = math.Abs(float64(right[0].Amount-m.Amount)) <= 0.03*float64(m.Amount)
	}
	if !c.ok && len(goods) == 1 && len(right) == 1 && !high && r.moneys() == 1 && !(r.strict && (r.hasAny(0, len(r.t), sumWords) || r.hasAny(c.to, min(c.to+2, len(r.t)), set("more less cheaper dearer off per")))) {
		c.instead = right[0].Format(r.turn.Locale)
	}
}
