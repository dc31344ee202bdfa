package grounding

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// clock reads "2:30 pm", "14:00", "9am", "noon" and holds it against hours,
// cut-off, promotions and orders.
func (r *reading) clock(i int) bool {
	minutes, n := r.clockAt(i)
	if n == 0 {
		return false
	}
	c := claim{kind: KindTime, from: i, to: i + n, why: "no such time is in hours, shipping or orders"}
	cl := r.clauseOf(i)
	about := cl.topics | r.topics
	is := func(clock string) bool {
		m, ok := cart.Minutes(clock)
		return ok && m%(24*60) == minutes
	}
	if s := r.terms.Shipping; s != nil && is(s.CutOff) && (about.has(ofShipping|ofOrder|ofCart) || r.hasAny(0, len(r.t), set("leaves leave goes today same cut"))) {
		c.ok = true
		r.cite("policy", "shipping.cut_off", "", s.CutOff)
	}
	if h := r.terms.Hours; h != nil && !c.ok && !about.has(ofShipping) {
		last := r.near(i, 2, set("to until till - and")) && !r.near(i, 2, set("from")) || r.near(i, 4, set("closes close"))
		first := !last && (r.word(i+n) == "to" || r.word(i+n) == "-" || r.near(i, 3, set("from opens open at")))
		check := func(from, to, field string) {
			if is(from) && !last || is(to) && (last || !first) {
				c.ok = true
				r.cite("policy", "hours", field, from+"-"+to)
			}
		}
		for _, o := range h.Week {
			if r.onNamedDay(o) {
				check(o.From, o.To, "week")
			}
		}
		for _, d := range h.Holidays {
			if strings.Contains(r.flat, flat(d.Name)) {
				check(d.From, d.To, d.Name)
			}
		}
	}
	at := func(t time.Time) bool {
		t = t.In(r.zone())
		return !t.IsZero() && t.Hour()*60+t.Minute() == minutes
	}
	for _, p := range r.running() {
		c.ok = c.ok || about.has(ofPromotion) && (at(p.Starts) || at(p.Ends))
	}
	if !c.ok && len(r.orders) > 0 && about.has(ofOrder|ofCancel|ofAddress) {
		for _, o := range r.theOrders() {
			for _, t := range []time.Time{o.Placed, o.Packed, o.Canceled} {
				c.ok = c.ok || at(t)
			}
			for _, p := range o.Parcels {
				c.ok = c.ok || at(p.Shipped) || at(p.Moved) || at(p.Delivered)
			}
			if p := r.terms.Policies; p != nil {
				c.ok = c.ok || at(p.CanCancel(o, r.turn.Now).Until) || at(p.CanChangeAddress(o, r.turn.Now).Until)
			}
		}
	}
	return r.settle(c)
}

func (r *reading) clockAt(i int) (minutes, n int) {
	switch r.word(i) {
	case "noon":
		return 12 * 60, 1
	case "midnight":
		return 0, 1
	}
	hour, k := numberAt(r.t, i)
	if k == 0 || hour > 24 || hour != math.Trunc(hour) || r.t[i].kind == isNumber && strings.ContainsAny(r.t[i].word, ",") {
		return 0, 0
	}
	at := i + k
	minute := 0.0
	colon := false
	if r.word(at) == ":" && at+1 < len(r.t) && r.t[at].joined && r.t[at+1].joined && r.t[at+1].kind == isNumber {
		minute, colon = r.t[at+1].value, true
		at += 2
	}
	half := ""
	switch w := r.word(at); {
	case w == "am" || w == "pm":
		half = w
		at++
	case (w == "a" || w == "p") && r.word(at+1) == "." && r.word(at+2) == "m":
		half = w + "m"
		at += 3
	case w == "oclock":
		at++
	case w == "to" || w == "-" || w == "and": // "9 to 5 pm"
		if to, m := numberAt(r.t, min(at+1, len(r.t)-1)); m > 0 && (r.word(at+1+m) == "pm" || r.word(at+1+m) == "am") && to <= 12 {
			half = "am"
			if r.word(at+1+m) == "am" || hour < to {
				half = r.word(at + 1 + m)
			}
		} else if !colon {
			if r.topics.has(ofHours) && m > 0 && to <= 12 && hour <= 12 && r.near(i, 2, set("from open weekdays , friday day")) && unitLess(r, at+1+m) {
				half = "am"
			} else {
				return 0, 0
			}
		}
	case !colon:
		if r.topics.has(ofHours) && r.near(i, 2, set("to until -")) && hour <= 12 && unitLess(r, at) && i > 1 && r.t[i-2].kind == isNumber {
			half = "pm"
		} else {
			return 0, 0
		}
	}
	if half != "" {
		hour = math.Mod(hour, 12)
		if half == "pm" {
			hour += 12
		}
	}
	return (int(hour)*60 + int(minute)) % (24 * 60), at - i
}

func unitLess(r *reading, at int) bool {
	_, width, _ := unitAt(r.t, at)
	return width == 0
}

// onNamedDay reports whether an opening holds on a weekday that the sentence
// names, or on any where it names none.
func (r *reading) onNamedDay(o assistant.Opening) bool {
	named := false
	for i := range r.t {
		day := -1
		switch w := r.word(i); {
		case weekdayOf(w) >= 0 && (len(w) > 3 || r.t[i].upper):
			day = weekdayOf(w)
		case w == "weekend" || w == "weekends":
			day = 6
		case w == "weekdays":
			day = 1
		}
		if day < 0 {
			continue
		}
		named = true
		if opensOn(o, day) {
			return true
		}
	}
	return !named
}

// opensOn reports whether an opening is on a weekday; 0 is Sunday.
func opensOn(o assistant.Opening, day int) bool {
	h := assistant.Hours{Week: []assistant.Opening{o}}
	sunday := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	start := sunday.AddDate(0, 0, day)
	next, ok := h.Next(start)
	return ok && next.Before(start.AddDate(0, 0, 1))
}

// opens settles a weekday of the hours: "Monday to Friday", "closed on Sundays".
func (r *reading) opens(day, i int) bool {
	h := r.terms.Hours
	if h == nil {
		return false
	}
	is := func(day int) bool {
		return slices.ContainsFunc(h.Week, func(o assistant.Opening) bool { return opensOn(o, day%7) })
	}
	c := r.clauseOf(i)
	open := !c.denied && !r.hasAny(c.from, c.to, closedWords)
	if r.isRange(i) {
		last := weekdayOf(r.word(i + 2))
		for k := 0; k <= (last-day+7)%7; k++ {
			if is(day+k) != open {
				return false
			}
		}
		// A range that leaves out open days at its end is not the hours.
		return is(last+1) != open && is(day+6) != open || !open
	}
	if is(day) != open {
		return false
	}
	r.cite("policy", "hours", "week", h.WeekWords())
	return true
}

// isRange reports whether a range of weekdays begins at token i.
func (r *reading) isRange(i int) bool {
	return set("to through - till until")[r.word(i+1)] && weekdayOf(r.word(i+2)) >= 0
}

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

// bought are the lines of the orders that the sentence is about; none where it
// speaks of things in general.
func (r *reading) bought() []cart.OrderLine {
	if len(r.named) == 0 && r.talk.order == nil && !(len(r.orders) > 0 && r.hasAny(0, len(r.t), set("it its this that them they"))) || r.hasAny(0, len(r.t), set("things anything everything items all")) {
		return nil
	}
	var lines []cart.OrderLine
	for _, o := range r.theOrders() {
		lines = append(lines, o.Lines...)
	}
	return lines
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

// shippingSpan settles days of transit and handling.
func (r *reading) shippingSpan(value float64, unit string) bool {
	s := r.terms.Shipping
	if unit != "day" && !(unit == "hour" && math.Mod(value, 24) == 0) && unit != "week" {
		return false
	}
	switch unit {
	case "hour":
		value /= 24
	case "week":
		value *= 5 // working days
	}
	if float64(s.Handling) == value && s.Handling > 0 {
		r.cite("policy", "shipping.handling_days", "", plain(value))
		return true
	}
	least := r.hasAny(0, len(r.t), set("least from minimum earliest little soon fastest quickest"))
	for _, m := range r.methods() {
		if float64(m.MinDays) == value && least || float64(m.MaxDays) == value {
			r.cite("policy", "shipping."+m.ID+".days", "", plain(value))
			return true
		}
	}
	return false
}

// transit reports whether two numbers are the days of one method of shipping.
func (r *reading) transit(values []float64, unit string) bool {
	for _, m := range r.methods() {
		if unit == "day" && float64(m.MinDays) == values[0] && float64(m.MaxDays) == values[1] {
			r.cite("policy", "shipping."+m.ID+".days", "", plain(values[0])+" to "+plain(values[1]))
			return true
		}
	}
	return false
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
