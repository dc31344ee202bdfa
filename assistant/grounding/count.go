package grounding

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// plain writes a number without trailing zeros.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// left reads "only 2 left", "8 in stock", "2 pieces remaining".
func (r *reading) left(i int) bool {
	value, n := numberAt(r.t, i)
	if n == 0 {
		return false
	}
	at := i + n
	limit := min(at+6, len(r.t))
	if r.word(at) == "of" {
		limit = min(at+16, len(r.t))
	}
	to := 0
	for k := at; k < limit; k++ {
		w := r.t[k].word
		if r.isName[k] {
			limit = min(limit+1, len(r.t))
			continue
		}
		if w == "left" || w == "remaining" || w == "remain" || w == "available" && k <= at+2 || w == "stock" && r.word(k-1) == "in" || w == "last" {
			to = k + 1
			break
		}
		if r.t[k].kind == isSign && w != "-" && r.word(at) != "of" || w == "to" || w == "is" {
			break
		}
	}
	if to == 0 && (r.near(i, 2, set("last final")) && set("piece pieces one ones pair pairs items units")[r.word(at)]) {
		to = at + 1
	}
	if to == 0 && r.near(i, 1, set("last final")) && r.near(i, 6, set("get still have got only")) {
		to = at
	}
	if to == 0 || r.hasAny(at, to, set("day days hour hours week weeks month months color colors colour colours size sizes more")) || r.hasAny(at, to, set("review reviews rating ratings")) {
		return false
	}
	c := claim{kind: KindStock, from: i, to: to, why: "the stock is another one"}
	goods, _ := r.subjects(i)
	matched := 0
	right := -1
	for _, g := range goods {
		_, stock := g.buyable(r.chosen(i))
		if g.data() == nil {
			continue
		}
		ok := stock.Known && (float64(stock.Count) == value || r.near(i, 3, set("over least more")) && float64(stock.Count) >= value)
		if stock.Known {
			right = stock.Count
		}
		for v := range g.data().Variants { // of the variant that a card shows
			vs := &g.data().Variants[v]
			ok = ok || len(r.chosen(i)) > 0 && vs.Stock.Known && float64(vs.Stock.Count) == value && within(vs.Options, r.chosen(i))
		}
		if ok {
			matched++
			r.citeGoods([]*good{g}, "stock", strconv.Itoa(stock.Count))
		}
	}
	c.ok = r.enough(goods, matched)
	if len(goods) == 0 && r.results != nil && !r.hasAny(at, to, set("left remaining last")) {
		c.ok = r.known(value)
	}
	if !c.ok && len(goods) == 1 && right > 0 && right <= 10 {
		c.instead = strings.Replace(r.textOf(i, to), r.textOf(i, at), strconv.Itoa(right), 1)
	}
	return r.settle(c)
}

func optionValues(options map[string]string) []string {
	var all []string
	for _, v := range options {
		all = append(all, v)
	}
	return all
}

// count reads a number that is nothing else. It has to be one of the numbers that
// the data have, or count what is there.
func (r *reading) count(i int) bool {
	value, n := numberAt(r.t, i)
	if n == 0 && set("thousands hundreds millions dozens countless")[r.word(i)] && r.topics.has(ofReviews) && !r.question {
		return r.settle(claim{kind: KindCount, from: i, to: i + 1, why: "nobody has counted that"})
	}
	if n == 0 {
		return false
	}
	inWords := r.t[i].kind == isWord
	if inWords && n == 1 && value == 1 { // "this one", "in one version"
		return true
	}
	if r.t[i].kind == isNumber && i+1 < len(r.t) && r.t[i+1].joined && (r.word(i+1) == "st" || r.word(i+1) == "nd" || r.word(i+1) == "rd" || r.word(i+1) == "th") {
		n++
	}
	listMark := i == 0 && (r.word(1) == "." || r.word(1) == ")") // "1. ..."
	if listMark {
		r.take(0, 2)
		return true
	}
	c := claim{kind: KindCount, from: i, to: i + n, why: "no such number is in the data"}
	goods, _ := r.subjects(i)
	if r.strict && i+2 < len(r.t) && r.word(i+1) == ":" && r.t[i+1].joined && r.t[i+2].joined && r.t[i+2].kind == isNumber { // "class 4:3"
		c.to = i + 3
		c.ok = len(goods) > 0 && !slices.ContainsFunc(goods, func(g *good) bool {
			return !strings.Contains(g.read().text, " "+r.t[i].digits+" "+r.t[i+2].digits+" ")
		})
		return r.settle(c)
	}
	if c2, ok := r.asBefore(i, n, value); ok {
		return r.settle(c2)
	}
	about := r.clauseOf(i).topics
	if about.has(ofCart) {
		r.theCart()
	}
	switch {
	case r.strict && (r.word(i+n) == "of" && r.word(i+n+1) == "each" || r.hasAny(i, min(i+8, len(r.t)), set("cart basket")) && r.hasAny(i, min(i+7, len(r.t)), set("in")) && !r.question):
		r.theCart() // nothing but the cart tells what is in it
		c.ok = r.known(value) || inWords && value <= 12 && !r.hasAny(i, min(i+8, len(r.t)), set("in"))
	case r.word(i-1) == "another" && value > 1: // "another 20 next week"
	case value == catalog.MaxQuantity && r.hasAny(0, len(r.t), set("quantity number")):
		c.ok = true
	case r.product != nil && r.word(i+n) == "of" && r.word(i+n+1) == "your":
		c.ok = true // what the shopper wants, on a card
	case r.word(i+n) == "of" && r.word(i+n+1) == "your" && !about.has(ofOrder):
		r.theCart()
		r.allOrders()
		c.ok = r.known(value) || r.inOrders(value)
	case kindsOfPacks[r.word(i+n)] && r.found(value) && !r.possesses(i):
		c.ok = true // "the 13 packs", of which a search found so many
	case r.strict && set("pieces units items pairs")[r.word(i+n)] && len(goods) == 1 && r.hasAny(0, i, set("have got stock")) && !r.hasAny(i+n, len(r.t), set("cart basket box pack")) && !goods[0].packOf(value):
		_, stock := goods[0].buyable(r.chosen(i))
		c.kind, c.ok, c.why = KindStock, stock.Known && float64(stock.Count) == value, "the stock is another one"
	case r.strict && kindsOfPacks[r.word(i+n)] && (!r.possesses(i) || about.has(ofCart)) && (inWords || r.known(value) || strings.Contains(r.said, " "+plain(value)+" ")):
		c.ok = value <= 12 && (!about.has(ofCart) || r.known(value)) // "two boxes" are a number of them
	case r.word(i-1) == "of" && packs[r.word(i-2)] || packs[r.word(i+n)] || r.word(i+n) == "-" && packs[r.word(i+n+1)]:
		c.ok = len(goods) > 0
		for _, g := range goods {
			text := g.read().text
			c.ok = c.ok && (r.strict && !kindsOfPacks[r.word(i+n)] && g.packOf(value) || strings.Contains(text, " of "+plain(value)+" ") || strings.Contains(text, " "+plain(value)+" pack") || strings.Contains(text, " "+plain(value)+" piece") || strings.Contains(text, " "+plain(value)+" set"))
		}
	case r.strict && r.word(i-1) == ":" && len(goods) > 0: // a field of a sheet counts nothing that was found
		c.ok = r.numberOfGoods(i, n, value, goods)
	case r.known(value) && (!r.possesses(i) || len(goods) == 0):
		c.ok = true
	case about.has(ofRules) && !r.namedIn(r.clauseOf(i)) && len(r.passages) > 0 && r.inPassages(r.textOf(i, i+n)):
		return r.settle(c)
	case r.countsOptions(i+n, value, goods):
		c.ok = true
	case len(goods) > 0 && r.numberOfGoods(i, n, value, goods):
		c.ok = true
	case r.word(i+n) == "more" && r.moreChoices(i, value, goods):
		c.ok = true
	case inWords && value <= 12 && !r.possesses(i):
		c.ok = true // "two quick questions"
	case strings.Contains(r.said, " "+plain(value)+" ") && (r.question || r.clauseOf(i).wish || r.clauseOf(i).denied || r.near(i, 3, set("for size in"))):
		c.ok = true
	case len(r.orders) > 0 && r.inOrders(value):
		c.ok = true
	case r.ofOption(i, value, goods):
		c.ok = true
	}
	return r.settle(c)
}

// asBefore settles a number whose unit stands with the one before it: "3,000 lumens
// versus 450", "within 14 days, tools within 45", and pieces of what is in stock in a
// sentence that tells of stock: "three are left of the lamp, and 22 of the torch".
func (r *reading) asBefore(i, n int, value float64) (c claim, ok bool) {
	if !r.strict || len(r.claims) == 0 {
		return c, false
	}
	last := &r.claims[len(r.claims)-1]
	c = claim{kind: last.kind, from: i, to: i + n, why: "no such number is in the data"}
	switch {
	case last.kind == KindMeasure && last.ok && (r.near(i, 2, set("versus vs against than")) || r.near(i, 2, set("of")) && r.near(i, 3, set("instead")) || r.near(i, 3, set("compared rather"))):
		k := slices.IndexFunc(r.measured, func(m measure) bool { return m.from == last.from })
		if k < 0 {
			return c, false
		}
		own, _ := r.subjects(last.from)
		for _, list := range [][]*good{r.all(), r.talk.goods, r.shown, r.lookedAt()} {
			for _, g := range list {
				c.ok = c.ok || !slices.Contains(own, g) && slices.ContainsFunc(g.read().measures, func(x measured) bool { return x.dim == r.measured[k].dim && x.exact == value })
			}
		}
		return c, true
	case last.kind == KindSpan && last.ok && r.near(i, 2, set("within for to , and in")) && (i+n >= len(r.t) || r.t[i+n].kind == isSign || r.word(i+n) == "for" || r.word(i+n) == "on"):
		unit := strings.TrimSuffix(r.word(last.to-1), "s")
		about := r.clauseOf(i).topics | r.topics
		c.ok, _ = r.spanHolds(i, value, unit, about, true)
		return c, true
	case last.kind == KindStock && r.clauseOf(i) != r.clauseOf(last.from) || r.hasAny(0, i, set("stock left remaining available")) && last.kind == KindStock:
		goods := r.nearest(i)
		if len(goods) != 1 {
			return c, false
		}
		_, stock := goods[0].buyable(r.chosen(i))
		c.ok = stock.Known && float64(stock.Count) == value
		return c, c.ok
	}
	return c, false
}

// ofOption reports whether a number is the value of an option: of what was bought,
// in brackets behind its name ("Brook Hiking Boots (9)"), or, where a size is asked
// for, of what the search found.
func (r *reading) ofOption(i int, value float64, goods []*good) bool {
	is := func(text string) bool { return strings.TrimSpace(flat(text)) == plain(value) }
	if r.word(i-1) == "(" {
		if slices.ContainsFunc(r.gone, func(l cart.Line) bool {
			return strings.Contains(r.flat, flat(l.Title)) && slices.ContainsFunc(optionValues(l.Options), is)
		}) {
			return true
		}
		for _, o := range r.orders {
			for _, l := range o.Lines {
				if strings.Contains(r.flat, flat(l.Title)) && slices.ContainsFunc(optionValues(l.Options), is) {
					r.cite("order", o.Number, "lines", l.Title)
					return true
				}
			}
		}
	}
	if !r.question {
		return false
	}
	for _, f := range r.results {
		goods = append(slices.Clip(goods), f.goods...)
	}
	return slices.ContainsFunc(goods, func(g *good) bool {
		p := g.data()
		return p != nil && slices.ContainsFunc(p.Options, func(o catalog.Option) bool { return slices.ContainsFunc(o.Values, is) })
	})
}

// moreChoices settles "S, M and 8 more" of an option's values.
func (r *reading) moreChoices(i int, value float64, goods []*good) bool {
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		for _, o := range p.Options {
			told := 0
			for _, ch := range r.choices {
				if ch.name == o.Name && ch.from < i {
					told++
				}
			}
			if told > 0 && float64(len(o.Values)) >= value && float64(len(o.Values)-told) <= value+float64(len(o.Values))/2 {
				return true
			}
		}
	}
	return false
}

// packOf reports whether an attribute says that so many are in a pack.
func (g *good) packOf(value float64) bool {
	f := g.read()
	for _, name := range []string{"quantity", "quantity per pack", "pieces", "count", "pack size"} {
		if a := f.attribute(name); a != nil {
			if t := tokens(a.value); len(t) > 0 {
				if v, n := numberAt(t, 0); n > 0 && v == value {
					return true
				}
			}
		}
	}
	return false
}

// kindsOfPacks are those of packs that are kinds of goods as well.
var kindsOfPacks = set(`packs sets boxes bundles cases`)

// found reports whether a search of this turn found so many.
func (r *reading) found(value float64) bool {
	return slices.ContainsFunc(r.results, func(f found) bool { return float64(f.total) == value })
}

// packs are what goods come in by number.
var packs = set(`pack packs set sets box boxes bundle case pairs pieces`)

// possesses reports whether a thing is said to have so many of something: "it has
// six pockets".
func (r *reading) possesses(i int) bool {
	return r.near(i, 3, set("has have with features offers includes holds fits seats sleeps carries packs contains comes weighs lasts contain have hold holds"))
}

// numberOfGoods reports whether the sheets of goods have a number, with the word
// behind it nearby.
func (r *reading) numberOfGoods(i, n int, value float64, goods []*good) bool {
	noun := ""
	if i+n < len(r.t) && r.t[i+n].kind == isWord && !prose.IsStop(r.t[i+n].word) {
		noun = prose.Stem(r.t[i+n].word)
	}
	if r.strict && r.possesses(i) && r.word(i+n) == "of" && r.word(i+n+1) == "them" {
		return false // of what is not said
	}
	for _, g := range goods {
		f := g.read()
		if !f.numbers[value] || noun != "" && r.possesses(i) && !hasStem(f.text, noun) {
			return false
		}
		r.citeGoods([]*good{g}, "", r.textOf(i, min(i+n+1, len(r.t))))
	}
	return true
}

// countsOptions settles "in three colors", "5 sizes".
func (r *reading) countsOptions(at int, value float64, goods []*good) bool {
	names := map[string][]string{"color": {"color", "colour", "shade"}, "colors": {"color", "colour", "shade"}, "colour": {"color", "colour"}, "colours": {"color", "colour"}, "shades": {"shade", "color"}, "size": {"size"}, "sizes": {"size"}}
	for k := at; k < min(at+3, len(r.t)); k++ {
		for _, g := range goods {
			p := g.data()
			if p == nil {
				continue
			}
			want := names[r.t[k].word]
			if want == nil {
				want = []string{r.t[k].word, strings.TrimSuffix(r.t[k].word, "s")}
			}
			if o := option(p, want...); o != nil && float64(len(o.Values)) == value {
				r.citeGoods([]*good{g}, o.Name, strings.Join(o.Values, ", "))
				return true
			}
		}
	}
	return false
}

// known reports whether a number counts what this turn found, shows or has in the
// cart.
func (r *reading) known(value float64) bool {
	is := func(n int) bool { return float64(n) == value }
	if is(len(r.shown)) || is(len(r.all())) && len(r.mentions) > 1 {
		return true
	}
	for _, f := range r.results {
		if is(f.total) || is(len(f.goods)) {
			return true
		}
	}
	if c := r.cart; c != nil {
		if is(c.Count) || is(len(c.Lines)) {
			return true
		}
		for _, l := range c.Lines {
			if is(l.Quantity) {
				return true
			}
		}
	}
	return len(r.orders) > 0 && is(len(r.orders))
}

// inOrders reports whether a number counts something of this shopper's orders.
func (r *reading) inOrders(value float64) bool {
	is := func(n int) bool { return float64(n) == value }
	for _, o := range r.orders {
		if is(len(o.Lines)) || is(len(o.Parcels)) || r.hasAny(0, len(r.t), set("your")) && slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool { return value <= float64(l.Quantity) }) {
			return true
		}
		for _, l := range o.Lines {
			if is(l.Quantity) {
				return true
			}
		}
		for _, q := range o.Requests {
			sum := 0
			for _, n := range q.Lines {
				sum += n
			}
			if is(sum) {
				return true
			}
		}
		for _, p := range o.Parcels {
			if strings.Contains(flat(p.Tracking), " "+plain(value)+" ") {
				return true
			}
		}
		if text := flat(o.Address.Line1 + " " + o.Address.Line2 + " " + o.Address.Postal); strings.Contains(text, " "+plain(value)+" ") {
			return true
		}
	}
	return false
}
