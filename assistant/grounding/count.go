package grounding

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// plain writes a number without trailing zeros.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// percent reads "20%", "20 percent", "half price" and holds it against what runs
// now, what is reduced and what the goods are made of.
func (r *reading) percent(i int) bool {
	value, n := numberAt(r.t, i)
	switch w := r.word(i + n); {
	case n == 0 && (r.t[i].word == "half" && (r.word(i+1) == "price" || r.word(i+1) == "off")):
		value, n = 50, 2
		if r.word(i+1) == "off" {
			n = 1
		}
	case n == 0:
		return false
	case w == "%" || w == "percent":
		n++
	case w == "per" && r.word(i+n+1) == "cent":
		n += 2
	default:
		return false
	}
	c := claim{kind: KindPercent, from: i, to: i + n, why: "nothing says so"}
	cl := r.clauseOf(i)
	off := r.hasAny(c.to, min(c.to+3, cl.to), offWords) || r.near(i, 5, offWords) || r.hasAny(cl.from, cl.to, set("code coupon voucher promotion discount sale")) || r.word(i) == "half"
	if off {
		for _, p := range r.running() {
			if float64(p.Percent) == value && r.scoped(p, cl) {
				c.ok = true
				r.cite("policy", "promotions."+p.ID, "", p.Title)
				return r.settle(c)
			}
		}
		if crt := r.cart; crt != nil {
			for _, d := range crt.Discounts {
				if strings.Contains(flat(d.Title), " "+plain(value)+" ") {
					c.ok = true
					r.cite("cart", crt.ID, "discount", d.Title)
				}
			}
		}
		goods, _ := r.subjects(i)
		for _, g := range goods {
			if p := g.data(); !c.ok && p != nil && p.CompareAt.Amount > p.Price.Amount && math.Abs(float64(p.CompareAt.Amount-p.Price.Amount)*100/float64(p.CompareAt.Amount)-value) < 0.51 && !r.hasAny(cl.from, cl.to, set("code coupon voucher everything sitewide order")) {
				c.ok = true
				r.citeGoods([]*good{g}, "compare_at", p.CompareAt.String())
			}
		}
		c.why = "nothing that runs now takes that off"
		return r.settle(c)
	}
	if value == 100 && (r.word(c.to) == "sure" || r.word(c.to) == "certain" || r.word(c.to) == "honest" || r.word(c.to) == "clear") {
		r.take(c.from, c.to)
		return true
	}
	goods, _ := r.subjects(i)
	matched := 0
	for _, g := range goods {
		if r.share(g.read().text, value, c.to) {
			matched++
			r.citeGoods([]*good{g}, "material", r.textOf(i, c.to+1))
		}
	}
	c.ok = r.enough(goods, matched)
	return r.settle(c)
}

// share reports whether a sheet has the share with the words behind it: "87
// merino wool" of "87 % merino wool".
func (r *reading) share(text string, value float64, at int) bool {
	var after []string
	for k := at; k < len(r.t) && len(after) < 3 && r.t[k].kind == isWord; k++ {
		w := r.t[k].word
		if w == "of" || w == "recycled" && len(after) == 0 || prose.IsStop(w) {
			continue
		}
		after = append(after, w)
	}
	number := " " + plain(value) + " "
	for from := 0; ; {
		i := strings.Index(text[from:], number)
		if i < 0 {
			return false
		}
		from += i + len(number)
		words := strings.Fields(text[from:min(len(text), from+60)])
		if len(after) == 0 || slices.ContainsFunc(words[:min(len(words), 3)], func(w string) bool { return prose.Stem(w) == prose.Stem(after[0]) }) {
			return true
		}
	}
}

// rating reads "4.6 out of 5", "4.6 stars", "rated 4.6", "64 ratings".
func (r *reading) rating(i int) bool {
	value, n := numberAt(r.t, i)
	if n == 0 {
		return false
	}
	at := i + n
	counts := set("rating ratings review reviews reviewers")
	if r.hasAny(at, at+1, set("customer shopper shoppers verified buyer customers buyers people owners")) && (counts[r.word(at+1)] || r.hasAny(at+1, at+3, set("rated reviewed rate reviewing"))) || counts[r.word(at)] {
		to := at + 1
		if !counts[r.word(at)] {
			to++
		}
		return r.ratingCount(i, to, value)
	}
	if set("customer customers shoppers buyers people owners users")[r.word(at)] && r.hasAny(i-5, i, set("rated reviewed rating ratings reviews")) {
		return r.ratingCount(i, at+1, value)
	}
	stars := false
	to := at
	switch w := r.word(at); {
	case w == "star" || w == "stars" || w == "-" && (r.word(at+1) == "star" || r.word(at+1) == "stars"):
		stars = true
		to = at + 1
		if w == "-" {
			to++
		}
	case (w == "out" && r.word(at+1) == "of" || w == "of" || w == "/") && r.near(at+4, 4, set("5 five 10 ten")):
		scale := at + 1
		if w == "out" {
			scale++
		}
		five, k := numberAt(r.t, scale)
		if k == 0 || w == "of" && r.word(scale+k) != "stars" {
			return false
		}
		to = scale + k
		if r.word(to) == "stars" || r.word(to) == "star" {
			to++
		}
		if five != 5 {
			value = -1
		}
		stars = true
	case set("from by")[r.word(i-1)] && len(r.claims) > 0 && r.claims[len(r.claims)-1].kind == KindRating && r.claims[len(r.claims)-1].to == i-1:
		return r.ratingCount(i, at, value)
	case r.hasAny(i-6, i, set("rated rating score scores averages average")) && value <= 5 && !r.hasAny(i-3, i, set("waterproof , and")):
		stars = true
	}
	if !stars {
		return false
	}
	c := claim{kind: KindRating, from: i, to: to, why: "the rating is another one"}
	goods, _ := r.subjects(i)
	matched := 0
	right := 0.0
	for _, g := range goods {
		p := g.data()
		if p == nil || p.Rating.Count == 0 {
			continue
		}
		right = p.Rating.Average
		exact := math.Abs(right-value) < 0.001 || math.Abs(math.Round(right*10)/10-value) < 0.001
		least := r.near(i, 3, set("above over least")) && right >= value
		if exact || least || r.near(i, 2, set("about around nearly almost")) && math.Abs(right-value) < 0.15 {
			matched++
			r.citeGoods([]*good{g}, "rating", plain(right))
		}
	}
	c.ok = matched > 0 && (r.enough(goods, matched) || r.several())
	if !c.ok && len(goods) == 1 && right > 0 && value >= 0 {
		c.instead = strings.Replace(r.textOf(i, to), r.textOf(i, i+n), plain(math.Round(right*10)/10), 1)
	}
	if !c.ok { // a single review may have so many stars
		for _, g := range goods {
			if p := g.data(); p != nil && r.hasAny(0, len(r.t), set("review reviewer shopper customer gave gives")) {
				for _, v := range p.Reviews {
					c.ok = c.ok || float64(v.Rating) == value
				}
			}
		}
	}
	return r.settle(c)
}

// several reports whether the sentence tells something of each of several
// products in turn.
func (r *reading) several() bool {
	return len(r.mentions) != 1 && r.hasAny(0, len(r.t), set("and , respectively"))
}

func (r *reading) ratingCount(i, to int, value float64) bool {
	c := claim{kind: KindRating, from: i, to: to, why: "the number of ratings is another one"}
	goods, _ := r.subjects(i)
	right := 0
	matched := 0
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		right = p.Rating.Count
		if float64(right) == value || r.near(i, 3, set("over more least")) && float64(right) >= value && float64(right) <= value*1.3 || !r.claimsAll(i) && value <= float64(len(p.Reviews)) {
			matched++
			r.citeGoods([]*good{g}, "rating", strconv.Itoa(right))
		}
	}
	c.ok = matched > 0 && (r.enough(goods, matched) || r.several())
	if !c.ok && len(goods) == 1 && right > 0 {
		c.instead = strings.Replace(r.textOf(i, to), r.textOf(i, i+1), strconv.Itoa(right), 1)
	}
	return r.settle(c)
}

// claimsAll reports whether a number of reviews stands for all of them rather
// than for those that say something.
func (r *reading) claimsAll(i int) bool {
	return !(r.near(i, 2, set("of")) || r.hasAny(i, min(i+8, len(r.t)), set("mention mentions say says mentioning fit")))
}

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
	about := r.clauseOf(i).topics
	if about.has(ofCart) {
		r.theCart()
	}
	switch {
	case value == catalog.MaxQuantity && r.hasAny(0, len(r.t), set("quantity number")):
		c.ok = true
	case r.product != nil && r.word(i+n) == "of" && r.word(i+n+1) == "your":
		c.ok = true // what the shopper wants, on a card
	case r.word(i+n) == "of" && r.word(i+n+1) == "your" && !about.has(ofOrder):
		r.theCart()
		r.allOrders()
		c.ok = r.known(value) || r.inOrders(value)
	case r.word(i-1) == "of" && packs[r.word(i-2)] || packs[r.word(i+n)] || r.word(i+n) == "-" && packs[r.word(i+n+1)]:
		c.ok = len(goods) > 0
		for _, g := range goods {
			text := g.read().text
			c.ok = c.ok && (strings.Contains(text, " of "+plain(value)+" ") || strings.Contains(text, " "+plain(value)+" pack") || strings.Contains(text, " "+plain(value)+" piece") || strings.Contains(text, " "+plain(value)+" set"))
		}
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
	}
	return r.settle(c)
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

// packs are what goods come in by number.
var packs = set(`pack packs set sets box boxes bundle case pairs pieces`)

// possesses reports whether a thing is said to have so many of something: "it has
// six pockets".
func (r *reading) possesses(i int) bool {
	return r.near(i, 3, set("has have with features offers includes holds fits seats sleeps carries packs contains comes weighs lasts"))
}

// numberOfGoods reports whether the sheets of goods have a number, with the word
// behind it nearby.
func (r *reading) numberOfGoods(i, n int, value float64, goods []*good) bool {
	noun := ""
	if i+n < len(r.t) && r.t[i+n].kind == isWord && !prose.IsStop(r.t[i+n].word) {
		noun = prose.Stem(r.t[i+n].word)
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

// running are the promotions that may be told now.
func (s *Snapshot) running() []*cart.Promotion {
	var all []*cart.Promotion
	for i := range s.terms.Promotions {
		if p := &s.terms.Promotions[i]; p.Runs(s.turn.Now) && !p.Secret && !slices.Contains(s.used(), p.ID) {
			all = append(all, p)
		}
	}
	return all
}

// scoped reports whether a clause offers a promotion for no more than it applies
// to, and by no other code than its own.
func (r *reading) scoped(p *cart.Promotion, c *clause) bool {
	text, own := r.flat, flat(r.textOf(c.from, c.to))
	for i := range r.terms.Promotions {
		if o := &r.terms.Promotions[i]; o.Code != "" && o.Code != p.Code && strings.Contains(own, flat(o.Code)) && (p.Code == "" || !strings.Contains(own, flat(p.Code))) {
			return false
		}
	}
	if p.Code != "" {
		if strings.Contains(text, flat(p.Code)) || slices.Contains(r.talk.cited, "promotions."+p.ID) {
			return true
		}
		if !r.hasAny(0, len(r.t), set("code codes coupon voucher promo first")) {
			return false // without the code it takes off nothing
		}
	}
	goods := r.nearest(c.from)
	for _, g := range goods {
		if d := g.data(); d == nil || !applies(p, d.Category, d.Tags) {
			return false
		}
	}
	if len(goods) > 0 {
		return true
	}
	own = flat(p.Title + " " + strings.Join(p.Categories, " ") + " " + strings.Join(p.Tags, " "))
	neutral := set(`off code promotion promotions discount offer sale now today currently moment right running run use get save saving enter checkout end until selected over order orders purchase thing item first`)
	for _, stem := range r.content(c.from, c.to) {
		if _, err := strconv.ParseFloat(stem, 64); err == nil || neutral[stem] || hasStem(own, stem) || monthOf(stem) > 0 || weekdayOf(stem) >= 0 {
			continue
		}
		return false
	}
	// Without a word of what it is for, it would be told for everything.
	if len(p.Categories)+len(p.Tags) > 0 && !slices.ContainsFunc(r.matter(), func(s string) bool {
		return !neutral[s] && hasStem(own, s) && strings.IndexFunc(s, func(r rune) bool { return r >= '0' && r <= '9' }) < 0
	}) {
		return false
	}
	return true
}

// applies reports whether a promotion applies to a product of a category.
func applies(p *cart.Promotion, category, tags []string) bool {
	if len(p.Categories)+len(p.Tags) == 0 {
		return true
	}
	path := strings.ToLower(strings.Join(category, " > "))
	return slices.ContainsFunc(p.Categories, func(c string) bool {
		c = strings.ToLower(c)
		return path == c || strings.HasPrefix(path, c+" > ")
	}) || slices.ContainsFunc(p.Tags, func(t string) bool {
		return slices.ContainsFunc(tags, func(own string) bool { return strings.EqualFold(own, t) })
	})
}

// theOrders are those that the sentence is about: named ones, the one the talk is
// about, or else all that have come up in this turn.
func (r *reading) theOrders() []*cart.Order {
	var orders []*cart.Order
	switch {
	case len(r.named) > 0:
		return r.named
	case r.talk.order != nil:
		orders = []*cart.Order{r.talk.order}
	case r.order != nil:
		orders = []*cart.Order{r.order}
	case len(r.orders) > 0:
		orders = r.orders
	default:
		orders = r.allOrders()
	}
	if goods := r.all(); len(goods) > 0 { // those with what the sentence names
		with := func(orders []*cart.Order) []*cart.Order {
			return slices.DeleteFunc(slices.Clone(orders), func(o *cart.Order) bool {
				return !slices.ContainsFunc(o.Lines, func(l cart.OrderLine) bool {
					return slices.ContainsFunc(goods, func(g *good) bool { return g.id == l.ProductID })
				})
			})
		}
		if own := with(orders); len(own) > 0 {
			return own
		}
		if own := with(r.orders); len(own) > 0 {
			return own
		}
	}
	return orders
}
