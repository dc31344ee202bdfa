package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// closely reads what a sentence states as a whole, each word of which is harmless:
// that two things work together, that a price includes the delivery, who pays for the
// way back. A strict verifier does so, since ordinary words alone would let it pass.
func (r *reading) closely() {
	if r.question {
		return
	}
	for _, look := range []func(i int) (Kind, string){r.paired, r.sameness, r.yours, r.carried, r.pays, r.forEverything, r.included, r.repaid, r.howOften, r.onSale, r.inCart, r.merely, r.needs, r.underWay} {
		for i := range r.t {
			if r.t[i].kind != isWord || r.isName[i] || r.clauseOf(i).wish || r.doubts(i) {
				continue
			}
			if kind, why := look(i); why != "" {
				r.state(claim{kind: kind, from: i, to: i + 1, why: why})
				return
			}
		}
	}
}

// paired finds that several goods are said to work with each other.
func (r *reading) paired(i int) (Kind, string) {
	n := 0
	for _, p := range []string{"work together", "works together", "working together", "used together", "fit together", "plug together", "compatible with each", "fit each other", "work with each", "match each other", "made for each"} {
		if k, ok := r.phrase(i, p); ok {
			n = k
		}
	}
	goods := r.all()
	if len(goods) < 2 {
		goods = r.talk.goods
	}
	if n == 0 || len(goods) < 2 || r.clauseOf(i).denied {
		return "", ""
	}
	for k, g := range goods {
		for _, o := range goods[:k] {
			if !r.relates(g, mention{goods: []*good{o}}) {
				return KindFit, "the data do not say that they go together"
			}
		}
	}
	return "", ""
}

// sameness finds that goods are said to have something in common, and holds it
// against the sheets of each: "both have the same warranty".
func (r *reading) sameness(i int) (Kind, string) {
	if w := r.t[i].word; w != "same" && w != "identical" || r.clauseOf(i).denied {
		return "", ""
	}
	goods := r.all()
	if len(goods) < 2 {
		goods = r.talk.goods
	}
	if len(goods) < 2 {
		return "", ""
	}
	for k := i + 1; k < min(i+4, len(r.t)); k++ {
		w := r.t[k].word
		first := goods[0]
		for _, g := range goods[1:] {
			a, b := first.data(), g.data()
			if a == nil || b == nil {
				return KindComparison, "nothing is known of one of them"
			}
			differ := false
			switch w {
			case "price", "prices", "cost":
				differ = a.Price != b.Price
			case "brand", "maker", "manufacturer":
				differ = a.Brand != b.Brand
			case "rating":
				differ = a.Rating.Average != b.Rating.Average
			default:
				of := func(f *sheet) string {
					for at := range f.attributes {
						if hasStem(f.attributes[at].name, prose.Stem(w)) {
							return f.attributes[at].value
						}
					}
					return ""
				}
				x, y := of(first.read()), of(g.read())
				differ = x != y
			}
			if differ {
				return KindComparison, "the data of each say something else"
			}
		}
	}
	return "", ""
}

// yours finds that what is in the cart or was bought is said to be in another choice
// than it is: "your gloves are size 10".
func (r *reading) yours(i int) (Kind, string) {
	if r.t[i].word != "your" || i+1 >= len(r.t) || !r.isName[i+1] {
		return "", ""
	}
	var lines []map[string]string
	for _, m := range r.mentions {
		if m.from != i+1 {
			continue
		}
		has := func(id string) bool {
			return slices.ContainsFunc(m.goods, func(g *good) bool { return g.id == id })
		}
		if c := r.theCart(); c != nil {
			for _, l := range c.Lines {
				if has(l.ProductID) {
					lines = append(lines, l.Options)
				}
			}
		}
		for _, o := range r.orders {
			for _, l := range o.Lines {
				if has(l.ProductID) {
					lines = append(lines, l.Options)
				}
			}
		}
	}
	for _, ch := range r.choices {
		known := slices.ContainsFunc(lines, func(options map[string]string) bool { return options[ch.name] != "" })
		if known && !slices.ContainsFunc(lines, func(options map[string]string) bool { return strings.EqualFold(options[ch.name], ch.value) }) {
			return KindChoice, "it was taken in another one"
		}
	}
	return "", ""
}

// carried finds that a parcel is said to travel with a carrier that has none of them.
func (r *reading) carried(i int) (Kind, string) {
	if i > 0 || r.terms.Shipping == nil || len(r.named) == 0 && r.talk.order == nil {
		return "", ""
	}
	for zi := range r.terms.Shipping.Zones {
		for _, m := range r.terms.Shipping.Zones[zi].Methods {
			name := flat(m.Carrier)
			if m.Carrier == "" || !strings.Contains(r.flat, name) {
				continue
			}
			if !slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool {
				return slices.ContainsFunc(o.Parcels, func(p cart.Parcel) bool { return flat(p.Carrier) == name })
			}) {
				return KindOrder, "another carrier has the parcel"
			}
		}
	}
	return "", ""
}

// pays finds who is said to pay for the way back, and holds it against the policies.
func (r *reading) pays(i int) (Kind, string) {
	p := r.terms.Policies
	if !set("pay pays cover covers bear bears refund")[r.t[i].word] || p == nil || !r.topics.has(ofReturns|ofExchange) || r.clauseOf(i).denied {
		return "", ""
	}
	if !r.hasAny(i, len(r.t), set("return returns way postage label back shipping")) {
		return "", ""
	}
	by := p.Returns.PaidBy
	if r.topics&ofRules&(ofReturns|ofExchange) == ofExchange {
		by = p.Exchange.PaidBy
	}
	switch who := r.word(i - 1); {
	case (who == "we" || who == "well" || who == "always" && r.word(i-2) == "we" || who == "will" && r.word(i-2) == "we") && by != cart.PaidByShop,
		who == "you" && by == cart.PaidByShop:
		return KindPromise, "the policies say that somebody else does"
	}
	return "", ""
}

// forEverything finds that a code which has conditions is said to hold for all.
func (r *reading) forEverything(i int) (Kind, string) {
	if !set("any every everything anything all whatever always")[r.t[i].word] || !r.namesCode() || r.clauseOf(i).denied {
		return "", ""
	}
	if !set("everything anything whatever")[r.t[i].word] && !r.hasAny(i, i+4, set("order orders purchase purchases item items product products cart basket amount time")) {
		return "", ""
	}
	for _, p := range r.running() {
		if p.Code != "" && strings.Contains(r.flat, flat(p.Code)) && (p.Minimum != "" || len(p.Categories)+len(p.Tags) > 0 || p.LimitEach > 0) {
			return KindPromise, "the code has conditions"
		}
	}
	return "", ""
}

// included finds that a price is said to have the delivery or the taxes in it.
func (r *reading) included(i int) (Kind, string) {
	w := r.t[i].word
	if !set("including includes include incl inclusive included plus")[w] || w == "plus" && !r.hasAny(i+1, i+2, set("free")) || r.clauseOf(i).denied || r.clauseOf(i).topics.has(ofCart) || r.topics.has(ofCart|ofOrder) {
		return "", ""
	}
	what := set("delivery shipping postage tax taxes vat duties")
	if !(r.hasAny(i+1, min(i+4, len(r.t)), what) || w == "included" && r.hasAny(i-3, i, what)) || len(r.all())+len(r.talk.goods) == 0 {
		return "", ""
	}
	if s := r.terms.Shipping; s != nil && strings.Contains(strings.ToLower(r.textOf(i, len(r.t))), "dut") {
		return "", "" // the zones say what becomes of duties, and are read elsewhere
	}
	return KindPromise, "prices are told without what is added at the checkout"
}

// repaid finds that money is said to be on its way that nobody has sent.
func (r *reading) repaid(i int) (Kind, string) {
	if w := r.t[i].word; w != "refund" && w != "money" && w != "reimbursement" || !r.near(i, 2, set("your the a")) {
		return "", ""
	}
	under := false
	for k := i + 1; k < min(i+6, len(r.t)); k++ {
		for _, p := range []string{"on its way", "on the way", "being processed", "under way", "underway", "in progress", "coming", "pending", "processing", "scheduled", "in your account", "on your account"} {
			if _, ok := r.phrase(k, p); ok {
				under = true
			}
		}
	}
	c := r.clauseOf(i)
	if !under || c.denied || r.hasAny(c.from, i, set("once when if until after before")) || r.hasAny(i, c.to, set("once when if until after can")) {
		return "", ""
	}
	if slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool { return len(o.Refunds)+len(o.Requests) > 0 }) || slices.ContainsFunc(r.deeds, func(d deed) bool { return d.ref != "" }) {
		return "", ""
	}
	return KindOrder, "nobody has sent it"
}

// onSale finds that goods are said to be reduced that are not.
func (r *reading) onSale(i int) (Kind, string) {
	n := 0
	for _, p := range []string{"on sale", "on offer", "on special", "reduced", "discounted", "marked down", "on promotion"} {
		if k, ok := r.phrase(i, p); ok {
			n = k
		}
	}
	c := r.clauseOf(i)
	goods, _ := r.subjects(i)
	if n == 0 || c.denied || len(goods) == 0 || r.hasAny(i, i+4, set("from by to")) {
		return "", ""
	}
	for _, g := range goods {
		p := g.data()
		if p == nil || p.CompareAt.Amount <= p.Price.Amount && !slices.ContainsFunc(r.running(), func(o *cart.Promotion) bool { return o.Code == "" && applies(o, p.Category, p.Tags) }) {
			return KindPromise, "nothing takes anything off it"
		}
	}
	return "", ""
}

// inCart finds how many of something are said to be in the cart, or in which choice.
func (r *reading) inCart(i int) (Kind, string) {
	if w := r.t[i].word; w != "cart" && w != "basket" || !r.hasAny(i-2, i, set("your the")) || !r.hasAny(i-3, i, set("in")) && !set("holds has contains")[r.word(i+1)] {
		return "", ""
	}
	c := r.theCart()
	if c == nil {
		return "", ""
	}
	for _, m := range r.mentions {
		for _, l := range c.Lines {
			if len(m.goods) != 1 || m.goods[0].id != l.ProductID || r.hasAny(max(0, m.from-4), m.from, set("add put another")) {
				continue
			}
			for k := max(0, m.from-5); k < m.from; k++ { // "three mugs", "2 x the mug", "2 boxes of the screws"
				if v, n := numberAt(r.t, k); n > 0 && v != float64(l.Quantity) && (k+n == m.from || r.word(k+n) == "x" || r.word(k+n) == "of" || r.word(k+n+1) == "of") {
					return KindCount, "the cart has another number of it"
				}
			}
			for _, ch := range r.choices {
				if own := l.Options[ch.name]; own != "" && !strings.EqualFold(own, ch.value) && len(r.mentions) == 1 {
					return KindChoice, "another one is in the cart"
				}
			}
			for _, x := range measures(r.t) {
				for name, own := range l.Options {
					o := option(m.goods[0].data(), name)
					if o == nil || len(r.mentions) > 1 || flat(own) == flat(r.textOf(x.from, x.to)) {
						continue
					}
					if slices.ContainsFunc(o.Values, func(v string) bool { return flat(v) == flat(r.textOf(x.from, x.to)) }) {
						return KindChoice, "another one is in the cart"
					}
				}
			}
		}
	}
	return "", ""
}

// needs finds that one thing is said to need another.
func (r *reading) needs(i int) (Kind, string) {
	if !set("needs need requires require")[r.t[i].word] || r.clauseOf(i).denied || len(r.mentions) < 2 {
		return "", ""
	}
	var own []*good
	for _, m := range r.mentions {
		if m.to <= i {
			own = m.goods
		} else if m.from <= i+2 && len(own) == 1 && !r.relates(own[0], m) {
			return KindFit, "the data do not say that it needs that"
		}
	}
	return "", ""
}

// underWay finds that goods are said to be on their way that no order has.
func (r *reading) underWay(i int) (Kind, string) {
	under := false
	for _, p := range []string{"on its way", "on their way", "on the way to you"} {
		_, ok := r.phrase(i, p)
		under = under || ok
	}
	c := r.clauseOf(i)
	goods, _ := r.subjects(i)
	if !under || c.denied || len(r.named) > 0 || r.topics.has(ofReturns|ofRefund) || len(goods) == 0 || r.hasAny(c.from, i, set("once when if until after before")) {
		return "", ""
	}
	for _, g := range goods {
		if slices.ContainsFunc(r.theOrders(), func(o *cart.Order) bool {
			return slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return l.ProductID == g.id })
		}) {
			return "", ""
		}
	}
	return KindOrder, "no order of this shopper has it"
}

// merely finds a sentence that says of goods only that they do: what is asked before
// it would be affirmed. "Looking for vegan? The soap delivers."
func (r *reading) merely(i int) (Kind, string) {
	if !set("delivers deliver does do has is are qualifies qualify obliges")[r.t[i].word] || len(r.mentions) == 0 || r.question || r.mentions[len(r.mentions)-1].to > i {
		return "", ""
	}
	for k := r.mentions[len(r.mentions)-1].to; k < i; k++ {
		if r.t[k].kind == isNumber || len(r.t[k].word) > 2 {
			return "", ""
		}
	}
	for k := i + 1; k < len(r.t); k++ {
		if r.t[k].kind == isNumber || r.t[k].kind == isWord && !set("that just exactly covered too indeed sure certainly")[r.t[k].word] {
			return "", ""
		}
	}
	return KindUnsupported, "it affirms what stands in doubt"
}

// howOften finds how much of something is said to be taken or done in a time: "two
// tablets a day". It has to stand in the data.
func (r *reading) howOften(i int) (Kind, string) {
	value, n := numberAt(r.t, i)
	if n == 0 {
		return "", ""
	}
	at := i + n + 1 // behind the noun
	if !(set("a per each every")[r.word(at)] && set("day night morning evening week hour")[r.word(at+1)] || r.word(at) == "daily") {
		return "", ""
	}
	goods, _ := r.subjects(i)
	noun := prose.Stem(r.word(i + n))
	for _, g := range goods {
		f := g.read()
		words := ""
		for word, v := range smallNumbers {
			if v == value {
				words = " " + word + " "
			}
		}
		if !hasStem(f.text, noun) || !strings.Contains(f.text, " "+plain(value)+" ") && (words == "" || !strings.Contains(f.text, words)) {
			return KindCount, "the data do not say so"
		}
	}
	return "", ""
}
