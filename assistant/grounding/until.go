package grounding

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// untilAt settles the last day to order so that it is there by another: "to have
// it by Thursday, order by Monday with Standard, or by Tuesday with Express". It is
// worked out again from the shipping for the method that is named behind the day:
// what is ordered then arrives in time, and what is ordered a day later does not.
// ok is false where the day at token i is none to order by.
func (r *reading) untilAt(i, n int, d date) (holds, ok bool) {
	s := r.terms.Shipping
	if s == nil || r.word(i-1) != "by" || !r.hasAny(0, i, set("order")) {
		return false, false
	}
	wanted, found := date{}, false
	for k := 0; k < i; k++ {
		if r.word(k) == "order" {
			break
		}
		if r.word(k-1) != "by" {
			continue
		}
		if wd, width := r.dateAt(k); width > 0 {
			wanted, found = wd, true
		}
	}
	if !found {
		return false, false
	}
	end := len(r.t)
	for k := i + n; k < len(r.t); k++ { // up to the next way
		if r.word(k) == "by" && r.word(k-1) == "or" {
			end = k
			break
		}
	}
	own := flat(r.textOf(i, end))
	methods := r.methods()
	if named := slices.DeleteFunc(slices.Clone(methods), func(m *cart.Method) bool { return !strings.Contains(own, flat(m.Name)) }); len(named) > 0 {
		methods = named
	}
	there, last := r.resolve(wanted), r.resolve(d)
	if there.IsZero() || last.IsZero() {
		return false, true
	}
	place := place(s.TimeZone)
	minutes, cuts := cart.Minutes(s.CutOff)
	if !cuts {
		minutes = 24 * 60
	}
	inTime := func(m *cart.Method, day time.Time) bool {
		at := time.Date(day.Year(), day.Month(), day.Day(), 0, minutes-1, 0, 0, place)
		w := s.Arrives(m, at)
		to := w.To
		if to.IsZero() {
			to = w.From
		}
		return !to.IsZero() && !to.After(there)
	}
	for _, m := range methods {
		if inTime(m, last) && !inTime(m, last.AddDate(0, 0, 1)) {
			r.cite("policy", "shipping."+m.ID, "order_by", last.Format(time.DateOnly))
			return true, true
		}
	}
	return false, true
}
