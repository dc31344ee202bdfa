package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// joinsRules reports whether the clause tells the same of two rules: "return or
// exchange within 30 days".
func (r *reading) joinsRules(i int) bool {
	c := r.clauseOf(i)
	for k := c.from + 1; k+1 < c.to; k++ {
		if w := r.word(k); (w == "or" || w == "and" || w == "/") && topicWords[r.word(k-1)].has(ofReturns|ofExchange|ofRefund) && topicWords[r.word(k+1)].has(ofReturns|ofExchange|ofRefund) {
			return true
		}
	}
	return false
}

// ruleSpan settles a span of one rule of the policies.
func (r *reading) ruleSpan(rule topics, p *cart.Policies, i int, is, months, hours func(int, string) bool) bool {
	switch rule {
	case ofReturns:
		if r.topics.has(ofGift) && p.Gift.Window > 0 && !r.hasAny(0, len(r.t), set("card cards")) {
			return is(p.Gift.Window, "gift.window")
		}
		if is(r.windowOf(p, i), "returns.window") {
			return true
		}
		for _, l := range r.bought() {
			if is(p.ReturnRule(l.Category).Window, "returns.window") {
				return true
			}
		}
	case ofExchange:
		if p.Exchange.Window > 0 {
			return is(p.Exchange.Window, "exchange.window")
		}
		return is(r.windowOf(p, i), "returns.window")
	case ofRefund:
		return is(p.Refund.Days, "refund.days")
	case ofWarranty:
		if months(r.monthsOf(p, i), "warranty.months") {
			return true
		}
		for _, l := range r.bought() {
			if months(p.WarrantyMonths(l.Category), "warranty.months") {
				return true
			}
		}
	case ofCancel:
		return hours(p.Cancel.Hours, "cancel.hours")
	case ofAddress:
		return hours(p.Address.Hours, "address.hours")
	case ofDamage:
		return is(p.Damaged.Window, "damaged.window") || hours(p.Damaged.Answer, "damaged.answer_hours")
	case ofWrong:
		return is(p.WrongItem.Window, "wrong_item.window") || hours(p.WrongItem.Answer, "wrong_item.answer_hours")
	case ofLate:
		return is(p.Late.After, "late.after")
	case ofLost:
		if r.hasAny(0, len(r.t), set("wrong missing")) && r.topics.has(ofWrong) {
			return is(p.WrongItem.Window, "wrong_item.window")
		}
		return is(p.Lost.After, "lost.after") || is(p.NotReceived.Wait, "not_received.wait") || is(p.NotReceived.Window, "not_received.window")
	}
	return false
}

// windowOf is the return window of what the clause names: a product, a category,
// or things in general.
func (r *reading) windowOf(p *cart.Policies, i int) int {
	if goods := r.nearest(i); len(goods) > 0 {
		if d := goods[0].data(); d != nil {
			return p.ReturnRule(d.Category).Window
		}
	}
	for _, before := range []bool{true, false} {
		own := ""
		for _, c := range p.Returns.Categories {
			if r.namesCategory(c.Category, i, before) && len(c.Category) > len(own) {
				own = c.Category
			}
		}
		if own != "" {
			return p.ReturnRule(categoryPath(own)).Window
		}
	}
	return max(p.Returns.Window, 0)
}

// monthsOf is the warranty of what the clause names.
func (r *reading) monthsOf(p *cart.Policies, i int) int {
	if goods := r.nearest(i); len(goods) > 0 {
		if d := goods[0].data(); d != nil {
			return p.WarrantyMonths(d.Category)
		}
	}
	for _, before := range []bool{true, false} {
		own := ""
		for _, c := range p.Warranty.Categories {
			if r.namesCategory(c.Category, i, before) && len(c.Category) > len(own) {
				own = c.Category
			}
		}
		if own != "" {
			return p.WarrantyMonths(categoryPath(own))
		}
	}
	return p.Warranty.Months
}

func categoryPath(path string) []string {
	all := strings.Split(path, ">")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

// namesCategory reports whether the clause of token i names the last part of a
// category's path, in whatever number: before i, but behind the span before it
// ("tents for 5 years and pans for 10"), or behind i.
func (r *reading) namesCategory(path string, i int, before bool) bool {
	parts := categoryPath(path)
	c := r.clauseOf(i)
	from, to := c.from, i
	for _, span := range r.claims {
		if span.kind == KindSpan && span.to <= i {
			from = max(from, span.to)
		}
	}
	if !before {
		from, to = i, c.to
	}
	names := prose.Content(parts[len(parts)-1])
	rule := strings.ToLower(strings.Join(parts, " > "))
	for _, g := range r.goods { // "boots" where boots are shoes
		if g.product == nil || len(g.product.Category) <= len(parts) {
			continue
		}
		if strings.HasPrefix(strings.ToLower(strings.Join(g.product.Category, " > ")), rule+" > ") {
			names = append(names, prose.Content(g.product.Category[len(g.product.Category)-1])...)
		}
	}
	for k := from; k < to; k++ {
		if r.t[k].kind == isWord && slices.Contains(names, prose.Stem(r.word(k))) {
			return true
		}
	}
	return false
}

// rulesOf are the single rules among topics.
func (r *reading) rulesOf(about topics) []topics {
	var all []topics
	for _, t := range []topics{ofShipping, ofReturns, ofExchange, ofRefund, ofWarranty, ofCancel, ofAddress, ofDamage, ofLost, ofLate, ofWrong} {
		if about.has(t) {
			all = append(all, t)
		}
	}
	return all
}
