package rehearsal

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

func (w *world) deriveClock(c *claim) (string, bool) {
	minute, ok := clockMinute(c.words)
	if !ok {
		return "no time of day", false
	}
	is := func(clock string) bool {
		m, ok := cart.Minutes(clock)
		return ok && m%(24*60) == minute
	}
	at := func(t time.Time, zone *time.Location) bool {
		t = t.In(zone)
		return !t.IsZero() && t.Hour()*60+t.Minute() == minute
	}
	terms := &w.setup.Terms
	if s := terms.Shipping; s != nil && is(s.CutOff) {
		return "shipping.cut_off", true
	}
	if h := terms.Hours; h != nil {
		for _, o := range h.Week {
			if is(o.From) || is(o.To) {
				return "the hours", true
			}
		}
		for _, d := range h.Holidays {
			if is(d.From) || is(d.To) {
				return "the hours of " + d.Name, true
			}
		}
	}
	zone := time.UTC
	if terms.Policies != nil {
		zone = load(terms.Policies.TimeZone)
	}
	for i := range terms.Promotions {
		if p := &terms.Promotions[i]; at(p.Starts, zone) || at(p.Ends, zone) {
			return "the promotion " + p.Title, true
		}
	}
	for i := range w.x.Orders {
		found := false
		note := func(t time.Time, _ string) { found = found || !t.IsZero() && (at(t, zone) || at(t, time.UTC)) }
		w.orderDays(&w.x.Orders[i], note, func(cart.Window, string) {})
		if found {
			return "order " + w.x.Orders[i].Number, true
		}
	}
	return "no such time in hours, shipping, promotions or orders", false
}

var clockForm = regexp.MustCompile(`(?i)^(\d{1,2})(?::(\d{2}))? ?(am|pm)$`)

// clockMinute reads "2:30 pm" as minutes since midnight.
func clockMinute(text string) (int, bool) {
	switch strings.ToLower(text) {
	case "noon":
		return 12 * 60, true
	case "midnight":
		return 0, true
	}
	found := clockForm.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	hour := number(found[1]) % 12
	if strings.EqualFold(found[3], "pm") {
		hour += 12
	}
	return hour*60 + number(found[2]), true
}

// negated is how a sentence says that something is not so.
var negated = regexp.MustCompile(`(?i)\b(?:no|not|never|nothing|n't|cannot|only)\b|n't\b`)

// deriveRule holds a promise that needs no number against the terms.
func (w *world) deriveRule(c *claim) (string, bool) {
	if negated.MatchString(c.clause) {
		return "it is denied", true
	}
	for _, p := range w.subjects(c) {
		if (len(c.about) > 0 || !ruleSubject.MatchString(c.sentence)) && has(sheet(p), c.words) {
			return "the data of " + p.Title, true
		}
	}
	terms := &w.setup.Terms
	said := strings.ToLower(c.words)
	for i := range terms.Promotions {
		if p := &terms.Promotions[i]; p.Runs(w.x.At) && (p.FreeShipping && strings.Contains(said, "free") || has(p.Title, said)) {
			return "the promotion " + p.Title, true
		}
	}
	switch {
	case strings.Contains(said, "return") && strings.Contains(said, "free"):
		if p := terms.Policies; p != nil && p.Returns.PaidBy == cart.PaidByShop && p.Returns.Fee == "" {
			return "returns.paid_by", true
		}
		return "returns are not paid by the shop", false
	case strings.Contains(said, "free"), strings.Contains(said, "day"):
		if found := w.method(func(m *cart.Method) bool {
			if strings.Contains(said, "day") {
				return m.MaxDays <= 1
			}
			return m.FreeFrom != "" || m.Cost == "0"
		}); found != "" {
			return "the method " + found, true
		}
		if strings.Contains(said, "same") && terms.Shipping != nil && terms.Shipping.Handling == 0 {
			return "shipping.handling_days", true
		}
		if o := w.freeOrder(); strings.Contains(said, "free") && o != "" {
			return o, true
		}
		return "no method of shipping", false
	default:
		return fmt.Sprintf("nothing in policies, shipping, promotions or quoted articles says %q", c.words), false
	}
}

// method names the first method of shipping that fits; empty when none does.
func (w *world) method(fits func(*cart.Method) bool) string {
	if s := w.setup.Terms.Shipping; s != nil {
		for _, z := range s.Zones {
			for i := range z.Methods {
				if fits(&z.Methods[i]) {
					return z.Methods[i].Name
				}
			}
		}
	}
	return ""
}

// freeOrder names an order that was sent free of charge; empty when none was.
func (w *world) freeOrder() string {
	for i := range w.x.Orders {
		if w.x.Orders[i].Shipping.IsZero() {
			return "order " + w.x.Orders[i].Number
		}
	}
	return ""
}
