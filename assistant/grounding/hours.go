package grounding

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// clock reads "2:30 pm", "14:00", "9am", "noon" and holds it against hours,
// cut-off, promotions and orders.
func (r *reading) clock(i int) bool {
	minutes, n := r.clockAt(i)
	if n == 0 || slices.ContainsFunc(r.choices, func(c choice) bool { return c.from <= i && i < c.to && r.t[i].kind == isWord }) { // "Midnight" is a shade
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
	cutOff := r.strict && r.near(i, 2, set("before by until")) && r.hasAny(cl.from, i, set("order ordered ordering")) // the team's hours do not bear it out
	if h := r.terms.Hours; h != nil && !c.ok && !about.has(ofShipping) && !cutOff {
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
	if r.word(at) == ":" && at+1 < len(r.t) && r.t[at].joined && r.t[at+1].joined && r.t[at+1].kind == isNumber && len(r.t[at+1].word) == 2 { // "4:3" is none
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
