package grounding

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

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
		if _, err := strconv.ParseFloat(stem, 64); err == nil || neutral[stem] || hasStem(own, stem) || months[stem] || monthOf(stem) > 0 || weekdayOf(stem) >= 0 {
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

// months are the stems of their names.
var months = func() map[string]bool {
	all := map[string]bool{}
	for m := time.January; m <= time.December; m++ {
		all[prose.Stem(strings.ToLower(m.String()))] = true
	}
	return all
}()

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

// used are the promotions that nobody can use any more.
func (s *Snapshot) used() []string {
	if !s.counted && s.shop != nil {
		s.counted = true
		s.usedUp, _ = s.shop.UsedUp(s.context()) // what cannot be counted is told
	}
	return s.usedUp
}

// namesCode reports whether the sentence has the code of a promotion.
func (r *reading) namesCode() bool {
	text := r.flat
	return slices.ContainsFunc(r.terms.Promotions, func(p cart.Promotion) bool { return p.Code != "" && strings.Contains(text, flat(p.Code)) })
}

// namesPromotion reports whether the sentence or the talk may mean this one: by
// its code, its number or a word of its title, or because only one runs.
func (r *reading) namesPromotion(p *cart.Promotion) bool {
	text := r.flat
	if p.Code != "" && strings.Contains(text, flat(p.Code)) {
		return true
	}
	own := flat(p.Title + " " + strings.Join(p.Categories, " "))
	for _, s := range r.matter() {
		if s != "off" && hasStem(own, s) {
			return true
		}
	}
	return len(r.running()) == 1
}

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
	case n == 0 && shares[r.word(i)] != 0 && (r.word(i-1) == "a" || r.word(i-1) == "one") && (r.near(i, 5, offWords) || r.near(i, 4, set("reduced")) || r.hasAny(i+1, i+4, offWords) || r.hasAny(i+1, i+2, set("less cheaper"))):
		value, n = shares[r.word(i)], 1
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
	off := r.hasAny(c.to, min(c.to+3, cl.to), offWords) || r.near(i, 5, offWords) || r.hasAny(cl.from, cl.to, set("code coupon voucher promotion discount sale")) || r.word(i) == "half" || r.t[i].kind == isWord && shares[r.word(i)] != 0
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
	if p := (&catalog.Product{}); r.strict && len(goods) == 1 && r.hasAny(0, i, set("save saves saving reduced reduction down off discount")) {
		if d := goods[0].data(); d != nil {
			p = d
		}
		if p.CompareAt.Amount > p.Price.Amount && math.Abs(float64(p.CompareAt.Amount-p.Price.Amount)*100/float64(p.CompareAt.Amount)-value) < 0.51 {
			c.ok = true
			r.citeGoods(goods, "compare_at", p.CompareAt.String())
			return r.settle(c)
		}
	}
	matched := 0
	for _, g := range goods {
		if r.share(g.read().text, value, c.to) && (!r.strict || g.hasShare(r.t[i].digits)) {
			matched++
			r.citeGoods([]*good{g}, "material", r.textOf(i, c.to+1))
		}
	}
	c.ok = r.enough(goods, matched)
	return r.settle(c)
}

// shares are parts in per cent: "a third off".
var shares = map[string]float64{"half": 50, "third": 100.0 / 3, "quarter": 25, "fifth": 20, "tenth": 10}

// hasShare reports whether the data have a number as a share, with its sign.
func (g *good) hasShare(digits string) bool {
	p := g.data()
	if p == nil || digits == "" {
		return p != nil
	}
	texts := []string{p.Title, p.Description}
	for i := range p.Attributes {
		texts = append(texts, p.Attributes[i].Values...)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		return strings.Contains(text, digits+"%") || strings.Contains(text, digits+" %") || strings.Contains(text, digits+" percent") || strings.Contains(text, digits+" per cent") || strings.Contains(text, digits+"\u00a0%")
	})
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
	least := r.near(c.from, 3, set("over above from least minimum spend of orders order starts start needs reach reaches hits")) && !r.near(c.from, 1, set("save"))
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
