package assistant

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// Check says what is wrong with h: nil, or one [*cart.FieldError] for each
// mistake, joined.
func (h *Hours) Check() error {
	var c hoursCheck
	if _, err := time.LoadLocation(h.TimeZone); err != nil || h.TimeZone == "Local" {
		c.fail("time_zone", h.TimeZone, "must be a time zone such as America/New_York")
	}
	for i := range h.Week {
		c.opening(fmt.Sprintf("week[%d]", i), &h.Week[i])
	}
	days := map[cart.Day]bool{}
	for i, d := range h.Holidays {
		at := fmt.Sprintf("holidays[%d]", i)
		switch {
		case d.Day.Time().IsZero():
			c.fail(at+".day", string(d.Day), "must be a day such as 2026-12-25")
		case days[d.Day]:
			c.fail(at+".day", string(d.Day), "must stand here only once")
		}
		days[d.Day] = true
		if cmp.Or(d.From, d.To) != "" {
			c.span(at, d.From, d.To)
		}
	}
	return errors.Join(c.found...)
}

// hoursCheck collects mistakes.
type hoursCheck struct {
	found []error
	// taken are the spans of each weekday so far, in minutes.
	taken [7][][2]int
}

func (c *hoursCheck) fail(field, value, reason string) {
	c.found = append(c.found, &cart.FieldError{Field: field, Value: value, Reason: reason})
}

// span wants two clock times in order.
func (c *hoursCheck) span(at, from, to string) (opens, closes int, ok bool) {
	opens, begins := cart.Minutes(from)
	if begins = begins && opens < 24*60; !begins {
		c.fail(at+".from", from, `must be a clock time such as "09:00"`)
	}
	closes, ends := cart.Minutes(to)
	switch {
	case !ends:
		c.fail(at+".to", to, `must be a clock time such as "17:00", or "24:00"`)
	case begins && closes <= opens:
		c.fail(at+".to", to, "must be later than "+from+" (over midnight takes two openings)")
		return 0, 0, false
	}
	return opens, closes, begins && ends
}

func (c *hoursCheck) opening(at string, o *Opening) {
	if len(o.Days) == 0 {
		c.fail(at+".days", "", "must name a day at least")
	}
	for i, days := range o.Days {
		if _, _, ok := daysOf(days); !ok {
			c.fail(fmt.Sprintf("%s.days[%d]", at, i), days, "must be a day such as mon or a range such as mon-fri")
		}
	}
	opens, closes, ok := c.span(at, o.From, o.To)
	if !ok {
		return
	}
	for day := range c.taken {
		if !o.on(time.Weekday(day)) {
			continue
		}
		if slices.ContainsFunc(c.taken[day], func(t [2]int) bool { return opens < t[1] && t[0] < closes }) {
			c.fail(at, "", "overlaps an opening above it on "+time.Weekday(day).String())
			return
		}
		c.taken[day] = append(c.taken[day], [2]int{opens, closes})
	}
}
