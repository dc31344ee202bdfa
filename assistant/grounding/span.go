package grounding

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// span reads "30 days", "3 to 5 working days", "two years" and holds it against
// the rule, the order or the goods that its clause is about.
func (r *reading) span(i int) bool {
	first, n := numberAt(r.t, i)
	if n == 0 && (r.word(i) == "a" || r.word(i) == "an") && r.topics.has(ofRules|ofOrder) { // "a full year to return it"
		k := i + 1
		for set("full whole entire single calendar working business short")[r.word(k)] {
			k++
		}
		if set("hour day week month year")[r.word(k)] && !set("ago")[r.word(k+1)] {
			first, n = 1, 1
		}
	}
	if n == 0 {
		return false
	}
	values := []float64{first}
	at := i + n
	if w := r.word(at); (w == "to" || w == "-" || w == "or") && at+1 < len(r.t) {
		if second, m := numberAt(r.t, at+1); m > 0 {
			values = append(values, second)
			at += 1 + m
		}
	}
	if r.word(at) == "-" && r.t[at].joined {
		at++
	}
	working := false
	for set("working business calendar full whole short entire single")[r.word(at)] {
		working = working || r.word(at) == "working" || r.word(at) == "business"
		at++
	}
	unit := strings.TrimSuffix(r.word(at), "s")
	if !slices.Contains([]string{"hour", "day", "week", "month", "year"}, unit) {
		return false
	}
	at++
	c := claim{kind: KindSpan, from: i, to: at, why: "no rule has this span"}
	cl := r.clauseOf(i)
	about := cl.topics
	if !about.has(ofRules | ofOrder | ofHours | ofGift) {
		about |= r.topics
	}
	goods := r.nearest(i)
	if !about.has(ofRules) && len(goods) == 0 {
		about |= r.talk.topics &^ r.topics
	}
	if working && r.topics.has(ofRefund) {
		about |= ofRefund
	}
	if p := r.terms.Policies; p != nil && !about.has(ofRules) && len(goods) == 0 { // "Packs for 5 years"
		switch {
		case unit == "year" || unit == "month":
			if slices.ContainsFunc(p.Warranty.Categories, func(w cart.WarrantyRule) bool {
				return r.namesCategory(w.Category, i, true) || r.namesCategory(w.Category, i, false)
			}) {
				about |= ofWarranty
			}
		case slices.ContainsFunc(p.Returns.Categories, func(w cart.CategoryRule) bool {
			return r.namesCategory(w.Category, i, true) || r.namesCategory(w.Category, i, false)
		}):
			about |= ofReturns
		}
	}
	c.ok = true
	var only []int
	if len(values) == 2 && r.transit(values, unit) && about.has(ofShipping|ofOrder) {
		return r.settle(c)
	}
	for k, v := range values {
		fits, right := r.spanHolds(i, v, unit, about, k == len(values)-1)
		c.ok = c.ok && fits
		only = append(only, right...)
	}
	if !c.ok && r.talk.hint != 0 {
		c.ok = true
		for k, v := range values {
			fits, _ := r.spanHolds(i, v, unit, r.talk.hint|ofOrder, k == len(values)-1)
			c.ok = c.ok && fits
		}
	}
	if !c.ok {
		slices.Sort(only)
		if only = slices.Compact(only); len(values) == 1 && len(only) == 1 && !working && len(r.rulesOf(about)) == 1 && r.near(i, 2, set("within for is to of")) && len(r.rulesOf(cl.topics)) == 1 && !r.hasAny(cl.from, cl.to, set("ago late left since was")) && !r.hasAny(0, len(r.t), set("only")) && r.t[i].kind == isNumber {
			c.instead = strings.Replace(r.textOf(i, at), r.textOf(i, i+n), prose.Count(only[0], unit)[:strings.IndexByte(prose.Count(only[0], unit), ' ')], 1)
		}
	}
	return r.settle(c)
}

// spanHolds settles one number of a span; right are the numbers that the rule has
// in this unit.
func (r *reading) spanHolds(i int, value float64, unit string, about topics, _ bool) (ok bool, right []int) {
	is := func(days int, field string) bool {
		if days <= 0 {
			return false
		}
		n := float64(days)
		switch unit {
		case "week":
			n /= 7
		case "month":
			n /= 30
		case "hour":
			n *= 24
		case "year":
			n /= 365
		default:
			right = append(right, days)
		}
		if n == value {
			r.cite("policy", field, "", prose.Count(days, "day"))
			return true
		}
		return false
	}
	months := func(m int, field string) bool {
		n := float64(m)
		switch unit {
		case "year":
			n /= 12
			if m%12 == 0 {
				right = append(right, m/12)
			}
		case "month":
			right = append(right, m)
		default:
			return false
		}
		if m > 0 && n == value {
			r.cite("policy", field, "", prose.Count(m, "month"))
			return true
		}
		return false
	}
	hours := func(h int, field string) bool {
		if unit == "hour" && h > 0 && float64(h) == value {
			r.cite("policy", field, "", prose.Count(h, "hour"))
			return true
		}
		return false
	}
	p := r.terms.Policies
	rules := r.rulesOf(about)
	if p != nil {
		joined := r.joinsRules(i)
		fits, tried := 0, 0
		for _, rule := range rules {
			if rule == ofShipping {
				continue
			}
			tried++
			if r.ruleSpan(rule, p, i, is, months, hours) {
				fits++
			}
		}
		if fits > 0 && (!joined || fits == tried) {
			return true, right
		}
	}
	if p != nil && len(rules) == 0 && r.hasAny(0, len(r.t), set("answer answers reply")) && (hours(p.Damaged.Answer, "damaged.answer_hours") || hours(p.WrongItem.Answer, "wrong_item.answer_hours")) {
		return true, right
	}
	if about.has(ofShipping|ofOrder) && r.terms.Shipping != nil && r.shippingSpan(value, unit) {
		return true, right
	}
	if about.has(ofOrder|ofReturns|ofRefund|ofLate|ofWarranty|ofExchange|ofCancel|ofLost|ofDamage) && r.sinceSpan(i, value, unit) {
		return true, right
	}
	if goods, _ := r.subjects(i); r.strict && len(goods) == 1 && about&ofRules == ofWarranty { // a sheet may have its own
		if a := goods[0].read().attribute("warranty", "guarantee", "manufacturer warranty"); a != nil {
			for _, m := range measures(tokens(a.value)) {
				if strings.TrimSuffix(m.unit, "s") == unit && m.exact == value {
					r.citeGoods(goods, "warranty", plain(value)+" "+unit)
					return true, right
				}
			}
		}
	}
	if goods, _ := r.subjects(i); len(goods) > 0 && (!about.has(ofRules) || len(r.nearest(i)) > 0 && !about.has(ofRules&^ofWarranty)) {
		matched := 0
		for _, g := range goods {
			for _, m := range g.read().measures {
				if strings.TrimSuffix(m.unit, "s") == unit && m.exact == value || m.unit == "h" && unit == "hour" && m.exact == value {
					matched++
					r.citeGoods([]*good{g}, strings.TrimSpace(m.of), plain(value)+" "+unit)
					break
				}
			}
		}
		if matched == len(goods) {
			return true, right
		}
	}
	return false, right
}

// sinceSpan settles spans between now and a day of an order: "5 days late".
func (r *reading) sinceSpan(i int, value float64, unit string) bool {
	if unit != "day" && unit != "hour" || len(r.orders) == 0 && len(r.named) == 0 {
		return false
	}
	cl := r.clauseOf(i)
	if !r.hasAny(cl.from, cl.to, set("ago late left more overdue since already delayed another still ended")) && !r.hasAny(i, min(i+4, len(r.t)), set("ago late left")) {
		return false
	}
	now := r.turn.Now.In(r.zone())
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	for _, o := range r.theOrders() {
		found := false
		check := func(t time.Time, _, _, _ string) {
			if !t.IsZero() && math.Abs(day(now).Sub(day(t.In(r.zone()))).Hours()/24) == value && unit == "day" {
				found = true
			}
		}
		window := func(w cart.Window, _, _, _ string) {
			for _, t := range []time.Time{w.From, w.To} {
				if !t.IsZero() && math.Abs(day(now).Sub(t).Hours()/24) == value && unit == "day" {
					found = true
				}
			}
		}
		r.orderDays(o, func(map[string]bool) bool { return false }, check, window)
		if p := r.terms.Policies; p != nil {
			found = found || float64(o.Progress(p, r.turn.Now).Overdue) == value && r.topics.has(ofLate)
		}
		if found {
			r.cite("order", o.Number, "", plain(value)+" "+unit+"s")
			return true
		}
	}
	return false
}
