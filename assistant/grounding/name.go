package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// choice reads a colour or a size that goods are said to come in.
func (r *reading) choice(i int) bool {
	cl := r.clauseOf(i)
	if r.question || r.doubts(i) || cl.wish {
		return false
	}
	goods, _ := r.subjects(i)
	if len(goods) == 0 {
		return false
	}
	w := r.t[i].word
	size := sizeWords[w] && (r.t[i].upper && len(w) <= 4 && strings.ToUpper(r.textOf(i, i+1)) == r.textOf(i, i+1) || len(w) > 4 && r.near(i, 2, set("size in sizes"))) && !(w == "s" || w == "m" || w == "l") ||
		(w == "s" || w == "m" || w == "l") && r.near(i, 4, set("size sizes in")) && strings.ToUpper(r.textOf(i, i+1)) == r.textOf(i, i+1)
	color := len(w) > 2 && catalog.Swatch(w) != "" && !isProperty(w)
	if !size && !color {
		return false
	}
	framed := r.near(i, 8, set("in available color colors colour colours shade shades comes come size sizes version option options"))
	c := claim{kind: KindChoice, from: i, to: i + 1, why: "it does not come in that"}
	denied := r.hasAny(cl.from, i, deniers)
	if r.wasInCart(w) {
		r.take(i, i+1)
		return true
	}
	if r.hasAny(0, len(r.t), set("wish")) || len(r.mentions) == 0 && r.product == nil && strings.Contains(r.said, " "+w+" ") && !r.hasAny(0, i, set("it they")) {
		r.take(i, i+1)
		return true
	}
	if denied && r.wished(i) || r.word(i-1) == "than" && r.hasAny(cl.from, i, set("another other")) {
		r.take(i, i+1)
		return true
	}
	matched := 0
	for _, g := range goods {
		p := g.data()
		if p == nil {
			continue
		}
		has := false
		for _, o := range p.Options {
			for _, v := range o.Values {
				has = has || strings.Contains(flat(v), " "+w+" ") || w == "gray" && strings.Contains(flat(v), " grey ") || w == "grey" && strings.Contains(flat(v), " gray ")
			}
		}
		if !has && (!framed || option(p, "color", "colour", "shade", "size") == nil) {
			has = strings.Contains(g.read().text, " "+w+" ") || r.quotesReviews() && strings.Contains(g.read().reviews, " "+w+" ")
		}
		if has != denied || denied && strings.Contains(r.said, " "+w+" ") {
			matched++
			r.citeGoods([]*good{g}, "option", r.textOf(i, i+1))
		}
	}
	c.ok = r.enough(goods, matched) || matched > 0 && len(goods) > 1 && len(r.mentions) == 0
	if matched == 0 && len(r.nearest(i)) == 0 && len(goods) > 1 {
		return false
	}
	if c.ok && !denied && len(goods) == 1 && r.hasAny(cl.from, i, set("available stock order buy get")) {
		if yes, _ := goods[0].buyable(r.chosen(i)); !yes {
			c.ok, c.why = false, "it is sold out"
		}
	}
	return r.settle(c)
}

// wasInCart reports whether a word is the choice of what the sentence names and was
// in the cart before it was changed: "Undone: the Beck (Blue, M) is out again".
func (r *reading) wasInCart(word string) bool {
	return slices.ContainsFunc(r.gone, func(l cart.Line) bool {
		return strings.Contains(r.flat, flat(l.Title)) && slices.ContainsFunc(optionValues(l.Options), func(v string) bool { return strings.Contains(flat(v), " "+word+" ") })
	})
}

var sizeWords = set(`xxs xs s m l xl xxl xxxl small medium large`)

// starters begin sentences and headings with a capital; they name nothing.
var (
	starters = set(`yes no here there this that these those it its they we our your you i im ive ill the a an all both each either neither one two three four five six seven eight nine ten
 for from with without in on at by to of as if when while because so but and or not also just only most more less many some any every other others another
 what which who where why how whether let please thanks thank hello hi hey welcome great good sure ok okay well now today currently right perfect lovely nice happy sorry unfortunately sadly
 add adding added pick choose choosing try take want would could should can may might will shall do does did is are was were be been has have had
 note tip price prices priced rating rated review reviews reviewers customers shoppers shipping delivery delivers standard express return returns returned refund refunds exchange exchanges warranty order orders ordered payment
 size sizes color colors colour colours material weight features stock cart total subtotal checkout item items product products brand everything nothing anything something nobody everyone somebody someone
 available sold still even then than however besides meanwhile instead overall finally first second third next last best cheapest lowest highest lightest warmest
 made fits comes care capacity measures free once until before after between during about over under above below up down out off looking based compared choice options option details summary why`)
	lead = set(`jacket boots mug lamp shirt`)
)

// properNames reads what is called by capitals. A name has to be one of a product,
// a brand, an article, or another of the data.
func (r *reading) properNames() {
	for i := 0; i < len(r.t); i++ {
		if !r.capital(i) {
			continue
		}
		if prose.IsStop(r.t[i].word) && i+1 < len(r.t) {
			continue // "It" where a full stop is missing
		}
		to := i + 1
		for to < len(r.t) && (r.capital(to) && !prose.IsStop(r.t[to].word) || r.t[to].kind == isNumber && !r.used[to] && r.t[to].joined) {
			to++
		}
		from := i
		i = to - 1
		begins := r.begins(from)
		if begins { // the first word has a capital in any case
			if to-from == 1 {
				if !r.namesSubject(from) {
					continue
				}
			} else if w := r.t[from].word; prose.IsStop(w) || starters[w] {
				from++
			}
		}
		if from >= to {
			continue
		}
		if r.inPlaceOf(from) {
			ok := !r.bears(from, to)
			r.settle(claim{kind: KindName, from: from, to: to, ok: ok && (r.knownName(from, to) || strings.Contains(r.said, flat(r.textOf(from, to)))), why: "it is of that very brand"})
			continue
		}
		if r.knownName(from, to) {
			continue
		}
		c := claim{kind: KindName, from: from, to: to, why: "nothing of the shop is called so"}
		cl := r.clauseOf(from)
		if strings.Contains(r.said, flat(r.textOf(from, to))) && (cl.denied || cl.wish || r.question || r.doubts(from) || r.hasAny(0, len(r.t), deniers)) {
			c.ok = true
		}
		r.settle(c)
	}
}

// capital reports whether token i is a word of a name that nothing has read yet.
func (r *reading) capital(i int) bool {
	t := &r.t[i]
	return t.kind == isWord && t.upper && !r.used[i] && t.word != "i" && t.word != "ill" && t.word != "im" && t.word != "ive" && t.word != "id" && len(t.word) > 1
}

// begins reports whether a sentence, a line, a quote or what follows a colon
// begins at token i.
func (r *reading) begins(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if r.t[k].kind != isSign {
			return r.t[k].kind == isNumber && k == 0
		}
		switch w := r.t[k].word; {
		case w == "." && k > 0 && len(r.t[k-1].word) <= 2:
			return false // an abbreviation
		}
		switch r.t[k].word {
		case "\"", ":", ".", "!", "?", "-", "(", ";", "#", "•", "|", "/", "…", "'", "‘":
			return true
		}
	}
	return true
}

// namesSubject reports whether a word at the beginning is followed as a name is:
// "Pegasus is ...", "Pegasus costs ...".
func (r *reading) namesSubject(i int) bool {
	w := r.t[i].word
	if prose.IsStop(w) || starters[w] || len(w) < 3 || topicWords[w] != 0 || isProperty(w) || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") {
		return false
	}
	return set("is has costs weighs comes fits")[r.word(i+1)]
}

// knownName reports whether the data have a name.
func (r *reading) knownName(from, to int) bool {
	name := flat(r.textOf(from, to))
	owner := name // "Wren" of "Wren's"
	if text := r.textOf(from, to); strings.HasSuffix(text, "'s") || strings.HasSuffix(text, "’s") {
		owner = strings.TrimSuffix(name, "s ") + " "
	}
	if r.everyWord(from, to) || slices.ContainsFunc(r.names, func(n string) bool { return strings.Contains(n, name) || strings.Contains(n, owner) }) {
		return true
	}
	goods := r.all()
	if len(goods) == 0 {
		goods, _ = r.subjects(from)
	}
	for _, g := range append(slices.Clone(goods), r.shown...) {
		if p := g.data(); p != nil { // "King Soft" of two options
			values := ""
			for _, o := range p.Options {
				values += flat(strings.Join(o.Values, " "))
			}
			if holdsWords(values, name) {
				return true
			}
		}
		if strings.Contains(g.read().text, name) || r.quotesReviews() && strings.Contains(g.read().reviews, name) {
			return true
		}
	}
	for _, g := range r.goods {
		if g.product == nil {
			continue
		}
		p := g.product
		if strings.Contains(flat(p.Title), name) || strings.Contains(flat(p.Brand), name) || strings.Contains(flat(strings.Join(p.Category, " ")), name) {
			return true
		}
	}
	t := &r.terms
	for _, p := range r.passages {
		if strings.Contains(p.text, name) {
			return true
		}
	}
	if s := t.Shipping; s != nil {
		for zi := range s.Zones {
			z := &s.Zones[zi]
			if strings.Contains(flat(z.Name), name) {
				return true
			}
			for mi := range z.Methods {
				if m := &z.Methods[mi]; strings.Contains(flat(m.Name), name) || strings.Contains(flat(m.Carrier), name) {
					return true
				}
			}
		}
	}
	for _, p := range r.running() {
		if strings.Contains(flat(p.Title), name) || p.Code != "" && strings.Contains(flat(p.Code), name) {
			return true
		}
	}
	if t.Hours != nil {
		if strings.Contains(flat(t.Hours.Words()), name) {
			return true
		}
		for _, d := range t.Hours.Holidays {
			if strings.Contains(flat(d.Name), name) {
				return true
			}
		}
	}
	if p := t.Policies; p != nil {
		for _, c := range p.Returns.Categories {
			if strings.Contains(flat(c.Category), name) {
				return true
			}
		}
	}
	if c := r.cart; c != nil {
		for _, l := range c.Lines {
			if strings.Contains(flat(l.Title), name) || slices.ContainsFunc(optionValues(l.Options), func(v string) bool { return strings.Contains(flat(v), name) }) {
				return true
			}
		}
		for _, n := range c.Codes {
			if strings.Contains(flat(n.Code), name) {
				return true
			}
		}
	}
	for _, o := range r.orders {
		text := flat(o.Address.Name + " " + o.Address.Line1 + " " + o.Address.Line2 + " " + o.Address.City + " " + o.Address.Region + " " + o.Address.Country + " " + o.Method)
		for _, l := range o.Lines {
			text += flat(l.Title + " " + strings.Join(optionValues(l.Options), " "))
		}
		for _, p := range o.Parcels {
			text += flat(p.Carrier + " " + p.Tracking)
		}
		for _, q := range o.Requests {
			text += flat(q.Reference)
		}
		if strings.Contains(text, name) {
			return true
		}
	}
	if c := r.turn.Customer; c != nil && strings.Contains(flat(c.Name), name) {
		return true
	}
	_, country := cart.FindCountry(r.textOf(from, to))
	return country && !r.made1(from)
}

// holdsWords reports whether a folded text has all the words of a folded name.
func holdsWords(text, name string) bool {
	for w := range strings.FieldsSeq(name) {
		if !strings.Contains(text, " "+w+" ") {
			return false
		}
	}
	return true
}

// everyWord reports whether each word of a run of capitals is one of everyday
// speech, as in a heading: "Free Delivery Details".
func (r *reading) everyWord(from, to int) bool {
	for i := from; i < to; i++ {
		w := r.t[i].word
		if _, most, more := degree(w); most || more {
			continue
		}
		if !(prose.IsStop(w) || starters[w] || topicWords[w] != 0 || monthOf(w) > 0 || weekdayOf(w) >= 0 || initials[w] || r.t[i].kind == isNumber) {
			return false
		}
	}
	return true
}

var initials = set(`german french spanish italian dutch portuguese japanese arabic chinese polish us usa uk eu usd eur gbp faq pm am est edt utc et pst cst tv pc ok id vat uv led usb diy pdf url sms english monday`)

// inPlaceOf reports whether what begins at token i is a brand that something else
// is offered in place of: "of another brand than Oakfield".
func (r *reading) inPlaceOf(i int) bool {
	return r.word(i-1) == "than" && r.word(i-2) == "brand" && r.hasAny(max(0, i-4), i, set("other another"))
}

// bears reports whether a product that the sentence names is of the brand that
// stands in tokens.
func (r *reading) bears(from, to int) bool {
	brand := flat(r.textOf(from, to))
	return slices.ContainsFunc(r.nearest(from), func(g *good) bool {
		p := g.data()
		return p != nil && p.Brand != "" && flat(p.Brand) == brand
	})
}
