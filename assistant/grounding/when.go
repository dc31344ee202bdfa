package grounding

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// places keeps time zones, which are read from a file or unpacked each time.
var places sync.Map

func place(name string) *time.Location {
	if kept, ok := places.Load(name); ok {
		return kept.(*time.Location)
	}
	p, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC // the terms' own check refuses it
	}
	places.Store(name, p)
	return p
}

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthOf reads a month's name, or its first three letters; 0 where it is none.
func monthOf(word string) int {
	for i, m := range monthNames {
		if word == m || len(word) >= 3 && word == m[:3] || word == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

var weekdayNames = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// weekdayOf reads a weekday's name, its plural or its short form; -1 where it is
// none.
func weekdayOf(word string) int {
	word = strings.TrimSuffix(word, "s")
	for i, d := range weekdayNames {
		if word == d || word == d[:3] && word != "sat" && word != "sun" || word == "tue" && i == 2 || word == "thur" && i == 4 {
			return i
		}
	}
	return -1
}

// date is a day as far as words say: parts that they leave open are negative.
type date struct{ weekday, month, day, year int }

func (d date) is(t time.Time) bool {
	return !t.IsZero() && (d.weekday < 0 || int(t.Weekday()) == d.weekday) && (d.month < 0 || int(t.Month()) == d.month) &&
		(d.day < 0 || t.Day() == d.day) && (d.year < 0 || t.Year() == d.year)
}

// dateAt reads a day at token i: "Friday, December 4, 2026", "Dec 4th", "4
// December", "the 4th", "2026-12-04", "12/4", "tomorrow".
func (r *reading) dateAt(i int) (d date, n int) {
	d = date{-1, -1, -1, -1}
	at := i
	today := r.turn.Now.In(r.zone())
	relative := func(days, n int) (date, int) {
		t := today.AddDate(0, 0, days)
		return date{-1, int(t.Month()), t.Day(), t.Year()}, n
	}
	switch w := r.word(i); {
	case w == "tomorrow":
		return relative(1, 1)
	case w == "yesterday":
		return relative(-1, 1)
	case w == "today" || w == "tonight":
		return relative(0, 1)
	case w == "day" && r.word(i+1) == "after" && r.word(i+2) == "tomorrow":
		return relative(2, 3)
	case w == "christmas" && (r.word(i+1) == "eve"):
		return date{-1, 12, 24, -1}, 2
	case w == "christmas" && r.word(i+1) == "day":
		return date{-1, 12, 25, -1}, 2
	}
	if r.t[i].kind == isNumber && len(r.t[i].digits) == 4 && r.word(i+1) == "-" && r.word(i+3) == "-" && i+4 < len(r.t) && r.t[i+4].kind == isNumber && r.t[i+1].joined {
		return date{-1, int(r.t[i+2].value), int(r.t[i+4].value), int(r.t[i].value)}, 5
	}
	if day := weekdayOf(r.word(at)); day >= 0 && (len(r.word(at)) > 3 || r.t[at].upper) {
		d.weekday = day
		at++
		if w := r.word(at); w == "," || w == "." || w == "the" {
			if _, k := r.monthDay(at + 1); k > 0 {
				at++
			}
		}
	}
	md, k := r.monthDay(at)
	if k == 0 && d.weekday >= 0 && at < len(r.t) && r.t[at].kind == isNumber && r.t[at].value >= 1 && r.t[at].value <= 31 && set("and to - or until")[r.word(at+1)] {
		md, k = date{-1, -1, int(r.t[at].value), -1}, 1 // "Thursday 26 to Monday 30 November"
	}
	if k > 0 {
		d.month, d.day = md.month, md.day
		at += k
		skip := 0
		if r.word(at) == "," {
			skip = 1
		}
		if at+skip < len(r.t) && r.t[at+skip].kind == isNumber && len(r.t[at+skip].digits) == 4 && r.t[at+skip].value > 1990 && r.t[at+skip].value < 2200 {
			d.year = int(r.t[at+skip].value)
			at += skip + 1
		}
	}
	return d, at - i
}

// monthDay reads "December 4th", "4 December", "4th of December", "12/4",
// "December", "the 4th".
func (r *reading) monthDay(i int) (d date, n int) {
	d = date{-1, -1, -1, -1}
	if i >= len(r.t) {
		return d, 0
	}
	if r.word(i) == "the" {
		i++
		defer func() {
			if n > 0 {
				n++
			}
		}()
	}
	ordinal := func(at int) int {
		if at < len(r.t) && r.t[at].joined && slices.Contains([]string{"st", "nd", "rd", "th"}, r.t[at].word) {
			return 1
		}
		return 0
	}
	day := func(at int) bool {
		return at < len(r.t) && r.t[at].kind == isNumber && r.t[at].value >= 1 && r.t[at].value <= 31 && len(r.t[at].digits) <= 2
	}
	if month := monthOf(r.word(i)); month > 0 && (r.t[i].upper || len(r.word(i)) > 4) && !(r.word(i) == "may" && i > 0 && !day(i+1)) && r.word(i) != "march" || monthOf(r.word(i)) > 0 && day(i+1) {
		d.month, n = monthOf(r.word(i)), 1
		at := i + 1
		if r.word(at) == "." && day(at+1) {
			at++
		}
		if day(at) && !(at+1 < len(r.t) && currencyWords[r.word(at+1)] != "") {
			d.day = int(r.t[at].value)
			n = at + 1 - i + ordinal(at+1)
		}
		return d, n
	}
	if !day(i) {
		return d, 0
	}
	at := i + 1 + ordinal(i+1)
	if r.word(at) == "of" {
		at++
	}
	if month := monthOf(r.word(at)); month > 0 && r.t[at].upper {
		return date{-1, month, int(r.t[i].value), -1}, at + 1 - i
	}
	if ordinal(i+1) > 0 && i > 0 && r.word(i-1) == "the" && !slices.Contains([]string{"generation", "edition", "time", "one", "order", "item"}, r.word(i+2)) {
		return date{-1, -1, int(r.t[i].value), -1}, 2
	}
	return d, 0
}

var (
	closedWords = set(`closed closes nobody`)
	arriveWords = set(`arrive arrives arriving arrival delivery deliver delivered delivers expected expect due get gets reach reaches here there estimated receive land lands come comes`)
	sentWords   = set(`ship ships shipped sent leave leaves left dispatched dispatch dispatches send`)
	placedWords = set(`placed ordered bought purchased`)
	packedWords = set(`packed`)
	backWords   = set(`return returned exchange exchanged back refund refunded`)
)

// date reads a day and holds it against the order, the shipping, the promotion or
// the hours that its clause is about.
func (r *reading) date(i int) bool {
	d, n := r.dateAt(i)
	if n == 0 {
		return false
	}
	c := claim{kind: KindDate, from: i, to: i + n, why: "it is no day of an order, the shipping, a promotion or the hours"}
	cl := r.clauseOf(i)
	about := cl.topics
	if !about.has(ofRules | ofOrder | ofPromotion | ofHours | ofCart) {
		about |= r.topics
	}
	if !about.has(ofRules | ofOrder | ofPromotion | ofHours) {
		about |= r.talk.topics
	}
	if len(r.orders) > 0 && r.hasAny(0, i, set("last")) && r.hasAny(0, i, set("day")) {
		about |= ofOrder
	}
	if len(r.orders) > 0 && !about.has(ofRules|ofOrder|ofPromotion|ofHours) {
		about |= r.talk.hint
	}
	w := r.word(i)
	if (w == "today" || w == "tonight") && !r.hasAny(cl.from, cl.to, arriveWords) && !r.hasAny(cl.from, cl.to, sentWords) && !cl.topics.has(ofShipping) && !about.has(ofHours) && !(about.has(ofPromotion) && r.hasAny(0, len(r.t), set("ends end only last until"))) || r.word(i-1) == "order" || r.word(i-1) == "ordered" || r.word(i-2) == "order" && w == "today" {
		r.take(i, i+n)
		return true
	}
	if d.day < 0 && !(r.topics | r.talk.topics).has(ofRules|ofOrder|ofPromotion|ofHours|ofStock|ofCart) && !r.hasAny(0, len(r.t), arriveWords) && !r.hasAny(0, len(r.t), sentWords) && !r.hasAny(0, len(r.t), set("will youll sale until ends starts launch launches released back restocked restock restocking stock")) {
		r.take(i, i+n) // "for a Sunday in January"
		return true
	}
	if holds, ok := r.untilAt(i, n, d); ok {
		c.ok = holds
		return r.settle(c)
	}
	by := r.near(i, 2, set("by before")) || r.near(i, 3, set("latest"))
	denied := r.deniedAt(i)
	if r.isRange(i) && d.month < 0 {
		c.to = i + 3
		c.ok = r.opens(d.weekday, i)
		return r.settle(c)
	}
	for _, known := range r.days(i, about) {
		switch {
		case by && known.arrives:
			reach := r.resolve(d)
			maybe := r.hasAny(0, i, set("perhaps maybe might possibly could")) && !reach.Before(known.day)
			if maybe || (!reach.Before(known.last)) != denied {
				c.ok = true
			}
		case denied:
			continue
		case d.is(known.day):
			c.ok = true
		}
		if c.ok {
			if r.strict && known.arrives && set("morning afternoon evening noon night")[r.word(i+n)] {
				c.ok, c.why = false, "nothing tells at what time of the day"
				return r.settle(c)
			}
			r.cite(known.kind, known.id, known.field, known.day.Format(time.DateOnly))
			return r.settle(c)
		}
	}
	if s := r.terms.Shipping; s != nil && (denied || r.hasAny(0, i, closedWords)) && (about.has(ofShipping) || r.hasAny(0, i, set("packs delivers ships delivered"))) {
		idle := slices.ContainsFunc(s.Holidays, func(h cart.Day) bool { return d.month > 0 && d.is(h.Time()) })
		if c.ok = idle || d.month < 0 && (d.weekday == 0 || d.weekday == 6); c.ok {
			r.cite("policy", "shipping.holidays", "", "")
			return r.settle(c)
		}
	}
	if about.has(ofHours) && d.weekday >= 0 && d.month < 0 {
		c.ok = r.opens(d.weekday, i)
	}
	if !c.ok && (r.question || cl.wish || r.doubts(i)) && strings.Contains(r.said, flat(r.textOf(i, i+n))) {
		c.ok = true
	}
	if goods := r.nearest(i); !c.ok && !about.has(ofRules|ofOrder|ofPromotion|ofHours) && len(goods) > 0 {
		for _, g := range goods {
			if p := g.data(); p != nil {
				for _, v := range p.Reviews {
					c.ok = c.ok || d.day > 0 && d.is(v.Date)
				}
				c.ok = c.ok || strings.Contains(g.read().text, flat(r.textOf(i, i+n)))
			}
		}
	}
	return r.settle(c)
}

// deniedAt reports whether the clause, or the beginning of the sentence, denies
// what token i says: "Not by Friday".
func (r *reading) deniedAt(i int) bool {
	c := r.clauseOf(i)
	return r.hasAny(c.from, i, deniers) || c.from == 0 && r.hasAny(c.from, c.to, set("not isnt wont cannot cant"))
}

// resolve is the day that words name, the next one from today on.
func (r *reading) resolve(d date) time.Time {
	today := r.turn.Now.In(r.zone())
	day := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	for range 400 {
		if d.is(day) {
			return day
		}
		day = day.AddDate(0, 0, 1)
	}
	return time.Time{}
}

// known is a day that the data have.
type knownDay struct {
	day             time.Time
	kind, id, field string
	// arrives is true for the arrival of something, last its last day.
	arrives bool
	last    time.Time
}

// days are those that a clause may name.
func (r *reading) days(i int, about topics) []knownDay {
	var all []knownDay
	zone := r.zone()
	add := func(t time.Time, kind, id, field string) {
		if !t.IsZero() {
			local, utc := t.In(zone), t.UTC()
			if strings.HasPrefix(id, "promotions.") { // its days are those of its own zone
				local = t
			}
			all = append(all, knownDay{day: time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC), kind: kind, id: id, field: field})
			if kind == "order" && utc.Day() != local.Day() && utc.Hour()+utc.Minute() == 0 { // a calendar day
				all = append(all, knownDay{day: utc, kind: kind, id: id, field: field})
			}
		}
	}
	window := func(w cart.Window, kind, id, field string) {
		last := w.To
		if last.IsZero() {
			last = w.From
		}
		for _, t := range []time.Time{w.From, w.To} {
			if !t.IsZero() {
				all = append(all, knownDay{t, kind, id, field, true, last})
			}
		}
	}
	c := r.clauseOf(i)
	from, to := c.from, c.to
	role := func(words map[string]bool) bool { return r.hasAny(from, to, words) }
	if !role(arriveWords) && !role(sentWords) && !role(placedWords) && !role(packedWords) && !role(backWords) {
		from, to = 0, len(r.t)
	}
	estimate := about.has(ofShipping) || role(arriveWords) || role(sentWords)
	if estimate && len(r.named) == 0 && !about.has(ofOrder&^ofShipping) || len(r.named) == 0 && (r.hasAny(0, len(r.t), set("now today standard express")) || r.methodNamed()) && estimate || estimate && len(r.theOrders()) == 0 {
		if s := r.terms.Shipping; s != nil {
			methods := r.methods()
			hedged := r.methodNamed() || r.hasAny(0, len(r.t), set("if can could may might earliest fastest soonest either depending or order ordered"))
			if r.strict && !hedged && len(r.all()) > 0 && len(s.Zones) > 0 { // told of goods, the usual way counts
				if m := s.Zones[0].Cheapest(catalog.Money{Currency: r.Snapshot.money()}); m != nil {
					methods = []*cart.Method{m}
				}
			}
			for _, m := range methods {
				window(s.Arrives(m, r.turn.Now), "policy", "shipping."+m.ID, "arrives")
			}
			if role(sentWords) {
				leaves := s.Leaves(r.turn.Now)
				all = append(all, knownDay{day: time.Date(leaves.Year(), leaves.Month(), leaves.Day(), 0, 0, 0, 0, time.UTC), kind: "policy", id: "shipping", field: "leaves"})
			}
		}
	}
	if byMethod := estimate && len(r.named) == 0 && r.methodNamed(); !byMethod && (about.has(ofOrder|ofRefund|ofReturns|ofExchange|ofWarranty|ofCancel|ofDamage|ofLate|ofLost) || len(r.named) > 0 || r.talk.order != nil || estimate && len(r.orders) > 0) {
		for _, o := range r.theOrders() {
			r.orderDays(o, role, add, window)
		}
	}
	if about.has(ofPromotion) || r.hasAny(0, len(r.t), set("ends until runs through starts begins")) && !about.has(ofRules|ofOrder) {
		text := r.flat
		for _, p := range r.running() {
			if p.Code != "" && strings.Contains(text, flat(p.Code)) || p.Code == "" || !r.namesCode() {
				if !r.namesPromotion(p) {
					continue
				}
				if r.hasAny(from, to, set("starts started begins began since from")) {
					add(p.Starts, "policy", "promotions."+p.ID, "starts")
				}
				if !p.Ends.IsZero() {
					add(p.Ends.Add(-time.Second), "policy", "promotions."+p.ID, "ends")
				}
			}
		}
	}
	if r.hasAny(0, len(r.t), set("ended over expired")) {
		for i := range r.terms.Promotions {
			if p := &r.terms.Promotions[i]; p.Code != "" && !p.Secret && !p.Runs(r.turn.Now) && !p.Ends.IsZero() && strings.Contains(r.flat, flat(p.Code)) {
				add(p.Ends.Add(-time.Second), "policy", "promotions."+p.ID, "ends")
			}
		}
	}
	if about.has(ofHours) && r.terms.Hours != nil {
		h := r.terms.Hours
		closed := role(closedWords)
		if t, ok := h.Next(r.turn.Now); ok && !closed {
			add(t, "policy", "hours", "")
			if until, ok := h.Until(t); ok {
				if next, ok := h.Next(until); ok {
					add(next, "policy", "hours", "")
				}
			}
		}
		for _, d := range h.Holidays {
			if closed == (d.From == "") || role(set("or only holiday holidays")) {
				if t := d.Day.Time(); !t.IsZero() {
					all = append(all, knownDay{day: t, kind: "policy", id: "hours", field: d.Name})
				}
			}
		}
	}
	return all
}
