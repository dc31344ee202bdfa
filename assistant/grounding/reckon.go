package grounding

import (
	"math"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

var (
	sumWords  = set(`together altogether both total totals combined sum plus = + all everything come comes looking spend make makes`)
	leftWords = set(`leave leaves leaving left below under spare remaining remains within`)
	moreWords = set(`more dearer pricier above over`)
	lessWords = set(`less cheaper below under save saves saving savings`)
)

// reckoned settles an amount that follows from the prices of what is spoken of: their
// sum, what one costs more than the other, several of one, what a budget of the
// shopper's leaves, what a piece of a pack or a part of a measure costs. It has to
// come out to the penny, unless the sentence says "about".
func (r *reading) reckoned(c *claim, m catalog.Money) bool {
	cl := r.clauseOf(c.from)
	after := set("more less cheaper dearer pricier")[r.word(c.to)]
	goods := r.all()
	if len(goods) == 0 || len(goods) == 1 && (after || r.hasAny(0, len(r.t), sumWords)) {
		goods = r.besides(goods)
	}
	if after || r.hasAny(0, len(r.t), set("difference apart")) {
		return r.differs(c, m, goods)
	}
	if others := r.besides(goods); r.near(c.from, 2, set("vs versus against")) && len(others) == 2 { // "$58 vs. $45"
		if p := others[1].data(); p != nil && p.Price == m {
			r.citeGoods(others[1:], "price", m.String())
			c.ok = true
			return true
		}
	}
	if r.hasAny(0, len(r.t), set("=")) && r.hasAny(0, len(r.t), set("+")) { // a part of a sum
		for _, g := range goods {
			if p := g.data(); p != nil && p.Price == m && len(goods) > 1 {
				r.citeGoods([]*good{g}, "price", m.String())
				c.ok = true
				return true
			}
		}
	}
	switch {
	case len(goods) > 1 && (r.hasAny(cl.from, cl.to, sumWords) || r.hasAny(0, c.from, sumWords)) && total(goods) == m.Amount,
		r.hasAny(0, len(r.t), leftWords) && r.leaves(m, goods):
		r.citeGoods(goods, "price", "")
	case r.word(c.to) == "per" || r.word(c.from-1) == "each" || r.hasAny(cl.from, c.from, set("per")) || r.hasAny(0, c.from, set("per")):
		subject, _ := r.subjects(c.from)
		if len(subject) != 1 || !r.perPart(c, m, subject[0]) {
			return false
		}
		r.citeGoods(subject, "price", "")
	default:
		subject, _ := r.subjects(c.from)
		if len(subject) != 1 || !r.several1(m, subject[0]) {
			return false
		}
		r.citeGoods(subject, "price", "")
	}
	c.ok = true
	return true
}

// besides are goods with the others that the reply speaks of; where it has named
// none, the two or three that this turn has looked at.
func (r *reading) besides(goods []*good) []*good {
	for _, more := range [][]*good{r.talk.goods, r.shown, r.lookedAt()} {
		all := slices.Clone(goods)
		for _, g := range more {
			if !slices.Contains(all, g) {
				all = append(all, g)
			}
		}
		if len(all) == 2 || len(all) == 3 && len(goods) == 0 && r.hasAny(0, len(r.t), set("three all together altogether their")) {
			return all
		}
	}
	return goods
}

// total is what one of each costs; negative where a price is not known.
func total(goods []*good) int64 {
	var sum int64
	for _, g := range goods {
		p := g.data()
		if p == nil || p.Price.IsZero() {
			return -1
		}
		sum += p.Price.Amount
	}
	return sum
}

// differs settles what the first of two goods costs more or less than the other.
func (r *reading) differs(c *claim, m catalog.Money, goods []*good) bool {
	if len(goods) != 2 {
		return false
	}
	if slices.ContainsFunc(r.mentions, func(m mention) bool { return m.beside && slices.Contains(m.goods, goods[0]) }) {
		goods = []*good{goods[1], goods[0]} // "it costs $10 less than the Tin Mug"
	}
	a, b := goods[0].data(), goods[1].data()
	if a == nil || b == nil {
		return false
	}
	diff := a.Price.Amount - b.Price.Amount
	near := func(words map[string]bool) bool { return r.hasAny(c.to, min(c.to+2, len(r.t)), words) }
	switch {
	case near(moreWords):
		c.ok = diff == m.Amount
	case near(lessWords):
		c.ok = -diff == m.Amount
	default:
		c.ok = diff == m.Amount || -diff == m.Amount
	}
	if !c.ok {
		c.why = "the difference is another one"
		return true
	}
	r.citeGoods(goods, "price", "")
	return true
}

// leaves reports whether goods leave so much of a sum that the shopper has named.
func (r *reading) leaves(m catalog.Money, goods []*good) bool {
	sums := []int64{total(goods)}
	for _, g := range goods {
		sums = append(sums, total([]*good{g}))
	}
	t := tokens(r.said)
	for i := range t {
		v, n := numberAt(t, i)
		if n == 0 || v <= 0 || v > 1e9 {
			continue
		}
		budget := int64(math.Round(v * 100))
		if slices.ContainsFunc(sums, func(sum int64) bool { return sum > 0 && budget-sum == m.Amount }) {
			return true
		}
	}
	return false
}

// several1 reports whether so many as the sentence names of one product cost so much.
func (r *reading) several1(m catalog.Money, g *good) bool {
	prices, _ := g.prices(nil)
	if len(prices) != 1 {
		return false
	}
	for i := 0; i < len(r.t); i++ {
		if _, n := r.moneyAt(i); n > 0 {
			i += n - 1
			continue
		}
		v, n := numberAt(r.t, i)
		if n == 0 || r.isName[i] || v < 2 || v > catalog.MaxQuantity || v != math.Trunc(v) {
			continue
		}
		if all, err := prices[0].Mul(int(v)); err == nil && all == m {
			return true
		}
	}
	return false
}

// packNames are attributes that tell how much of something is in a pack.
var packNames = []string{"quantity", "quantity per pack", "pieces", "count", "pack size", "volume", "contents", "length", "weight", "capacity", "net weight", "size"}

// perPart settles what a piece, or a part of a measure, of a product costs.
func (r *reading) perPart(c *claim, m catalog.Money, g *good) bool {
	p := g.data()
	if p == nil {
		return false
	}
	slack := 0.5 // of the least unit: it is rounded
	if r.near(c.from, 3, set("about around roughly approximately nearly almost just")) {
		slack = math.Max(0.5, 0.03*float64(m.Amount))
	}
	is := func(parts float64) bool {
		return parts > 0 && math.Abs(float64(p.Price.Amount)/parts-float64(m.Amount)) <= slack+1e-9
	}
	var per *measure
	for _, x := range measures(r.t) {
		if r.word(x.from-1) == "per" {
			per = &x
		}
	}
	f := g.read()
	for i := range f.measures {
		x := &f.measures[i]
		if per != nil && x.dim == per.dim && per.value > 0 && is(x.value/per.value) {
			return true
		}
	}
	if per != nil {
		return false
	}
	for _, name := range packNames {
		if a := f.attribute(name); a != nil {
			t := tokens(a.value)
			for i := range t {
				if v, n := numberAt(t, i); n > 0 && is(v) {
					return true
				}
			}
		}
	}
	return false
}

// ratio reads "twice the capacity", "three times as bright", "half the weight" and
// holds it against what both have.
func (r *reading) ratio(i int) bool {
	factor, n := 0.0, 1
	switch w := r.word(i); {
	case w == "twice" || w == "double":
		factor = 2
	case w == "triple":
		factor = 3
	case w == "half" && set("the as")[r.word(i+1)] && !r.hasAny(i, i+3, set("price")):
		factor = 0.5
	default:
		v, k := numberAt(r.t, i)
		if k == 0 || r.word(i+k) != "times" || v < 2 {
			return false
		}
		factor, n = v, k+1
	}
	if factor == 0 || r.question || !(set("the as")[r.word(i+n)] || r.hasAny(i+n, i+n+4, set("more longer bigger larger brighter stronger faster lighter heavier than"))) {
		return false
	}
	c := claim{kind: KindComparison, from: i, to: i + n, why: "the data do not bear it out"}
	own, _ := r.subjects(i)
	var others []*good
	for _, list := range [][]*good{r.all(), r.talk.goods, r.shown, r.lookedAt()} {
		for _, g := range list {
			if !slices.Contains(own, g) && !slices.Contains(others, g) {
				others = append(others, g)
			}
		}
		if len(others) > 0 {
			break
		}
	}
	if len(own) == 2 && len(others) == 0 {
		own, others = own[:1], own[1:]
	}
	least := r.near(i, 2, set("than over least")) // "more than six times"
	for _, g := range own {
		for _, o := range others {
			c.ok = c.ok || r.inRatio(g, o, factor, least, i) || r.inRatio(o, g, factor, least, i) && len(r.mentions) == 0
		}
	}
	return r.settle(c)
}

// inRatio reports whether g has so many times what o has, of something that the
// sentence speaks of.
func (r *reading) inRatio(g, o *good, factor float64, least bool, i int) bool {
	for _, x := range g.read().measures {
		for _, y := range o.read().measures {
			of := strings.TrimSpace(x.of)
			if x.dim != y.dim || x.of != y.of && (x.dim == "length" || x.dim == "mass" || x.dim == "time") || of == "" || y.value <= 0 {
				continue
			}
			spoken := slices.ContainsFunc(strings.Fields(of), func(w string) bool { return strings.Contains(r.flat, " "+w+" ") })
			for k := i; !spoken && k < min(i+6, len(r.t)); k++ {
				s, ok := scales[r.t[k].word]
				if d, _, more := degree(r.t[k].word); more {
					s, ok = d, true
				}
				spoken = ok && slices.Contains(s.of, of)
			}
			have := x.value / y.value
			if spoken && (math.Abs(have-factor) < 0.02*factor || least && have >= factor && have < factor+1) {
				r.citeGoods([]*good{g, o}, of, "")
				return true
			}
		}
	}
	return false
}

// apart reports whether a measure is by how much one of two goods has more of
// something than the other, "145 g lighter than the Beck", or what several have
// together.
func (r *reading) apart(m *measure) bool {
	s, _, more := degree(r.word(m.to))
	w := r.word(m.to)
	goods := r.all()
	if len(goods) < 2 {
		goods = r.besides(goods)
	}
	sum := r.hasAny(0, m.from, set("together total combined altogether sum")) || r.hasAny(0, m.from, set("add")) && r.hasAny(0, m.from, set("up"))
	if len(goods) < 2 || !more && w != "more" && w != "less" && !sum {
		return false
	}
	if slices.ContainsFunc(r.mentions, func(n mention) bool { return n.beside && slices.Contains(n.goods, goods[0]) }) {
		goods = []*good{goods[1], goods[0]}
	}
	if more && s.less || w == "less" {
		goods[0], goods[1] = goods[1], goods[0]
	}
	for _, x := range goods[0].read().measures {
		if x.dim != m.dim || x.of == "" {
			continue
		}
		value, all := x.value, true
		for _, g := range goods[1:] {
			k := slices.IndexFunc(g.read().measures, func(y measured) bool { return y.of == x.of && y.dim == x.dim })
			if k < 0 {
				all = false
				break
			}
			if sum {
				value += g.read().measures[k].value
			} else {
				value -= g.read().measures[k].value
			}
		}
		if all && math.Abs(value-m.value) <= 0.01*math.Abs(m.value) && (sum || len(goods) == 2) {
			r.citeGoods(goods, strings.TrimSpace(x.of), "")
			return true
		}
	}
	return false
}
