package rehearsal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// spans are numbers of one unit of time with where each comes from.
type spans map[string]string // "30 day"

func (s spans) add(n int, unit, source string) {
	if n > 0 && s[strconv.Itoa(n)+" "+unit] == "" {
		s[strconv.Itoa(n)+" "+unit] = source
	}
}

// days puts in a number of days, and as weeks where it comes out even.
func (s spans) days(n int, source string) {
	s.add(n, "day", source)
	if n%7 == 0 {
		s.add(n/7, "week", source)
	}
	if n%30 == 0 {
		s.add(n/30, "month", source)
	}
}

func (s spans) months(n int, source string) {
	s.add(n, "month", source)
	if n%12 == 0 {
		s.add(n/12, "year", source)
	}
}

var smallNumbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"twelve": 12, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90,
}

func number(word string) int {
	if n, ok := smallNumbers[strings.ToLower(word)]; ok {
		return n
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return 0
	}
	return n
}

func (w *world) deriveSpan(c *claim) (string, bool) {
	found := spanWords.FindStringSubmatch(c.words)
	if found == nil {
		return "no span", false
	}
	unit := strings.ToLower(found[3])
	known := w.spans(c)
	source := ""
	for _, word := range found[1:3] {
		if word == "" {
			continue
		}
		from, ok := known[strconv.Itoa(number(word))+" "+unit]
		if !ok && !c.rule {
			for _, p := range w.subjects(c) {
				if text := sheet(p); has(text, word) && has(text, unit) {
					from, ok = "the data of "+p.Title, true
				}
			}
		}
		if !ok {
			return fmt.Sprintf("no %s %s in policies, shipping, orders or quoted articles", word, unit), false
		}
		source = from
	}
	return source, true
}

// spans are what the terms and the orders have. A sentence about one rule is
// held against that rule where the policies know it.
func (w *world) spans(c *claim) spans {
	s := spans{}
	if p := w.setup.Terms.Policies; p != nil {
		policySpans(s, p, c.sentence)
	}
	if ship := w.setup.Terms.Shipping; ship != nil {
		s.days(ship.Handling, "the handling days")
		for _, z := range ship.Zones {
			for _, m := range z.Methods {
				s.days(m.MinDays, "the days of "+m.Name)
				s.days(m.MaxDays, "the days of "+m.Name)
			}
		}
	}
	for i := range w.x.Orders {
		o := &w.x.Orders[i]
		since := func(t time.Time, what string) {
			if !t.IsZero() {
				n := int(w.x.At.Sub(t).Abs().Hours() / 24)
				s.days(n, what)
				s.days(n+1, what) // the calendar counts begun days
			}
		}
		w.orderDays(o, since, func(v cart.Window, what string) {
			since(v.From, what)
			since(v.To, what)
		})
		if p := w.setup.Terms.Policies; p != nil {
			progress := o.Progress(p, w.x.At)
			s.days(progress.Overdue, "the delay of order "+o.Number)
			for kind, line := range rulings(o) {
				r := p.Rule(kind.kind, o, line, w.x.At)
				s.days(r.Days, "the ruling on "+string(kind.kind))
				s.add(r.Hours, "hour", "the ruling on "+string(kind.kind))
				s.months(r.Months, "the ruling on "+string(kind.kind))
			}
		}
	}
	return s
}

// ruled is a wish about a line of an order.
type ruled struct {
	kind cart.RequestKind
	line string
}

// rulings are all wishes that the policies can be asked about for an order.
func rulings(o *cart.Order) map[ruled]string {
	all := map[ruled]string{}
	for _, l := range o.Lines {
		for _, kind := range []cart.RequestKind{cart.RequestReturn, cart.RequestExchange, cart.RequestDamaged, cart.RequestWrongItem, cart.RequestWarranty, cart.RequestCancel, cart.RequestAddress, cart.RequestLate, cart.RequestNotReceived} {
			all[ruled{kind, l.ID}] = l.ID
		}
	}
	return all
}

// Which rules a sentence speaks of.
var (
	ofReturns  = words(`returns?|returned|send.{0,15}back`)
	ofExchange = words(`exchang\w*|swap`)
	ofRefund   = words(`refund\w*|money`)
	ofWarranty = words(`warrant\w*|guarantee\w*|cover\w*`)
	ofProblem  = words(`damaged?|broken|wrong|missing|late|lost|gift\w*|cancel\w*|address|delivered|neighbou?rs`)
)

// policySpans puts in what the policies say: everything, or only the rule that
// the sentence speaks of and names as the one thing it is about.
func policySpans(s spans, p *cart.Policies, sentence string) {
	returns, exchange, refund := ofReturns.MatchString(sentence), ofExchange.MatchString(sentence), ofRefund.MatchString(sentence)
	warranty, problem := ofWarranty.MatchString(sentence), ofProblem.MatchString(sentence)
	none := !returns && !exchange && !refund && !warranty && !problem
	if returns || none || problem {
		s.days(p.Returns.Window, "returns.window")
		for _, c := range p.Returns.Categories {
			s.days(c.Window, "returns of "+c.Category)
		}
	}
	if exchange || none {
		s.days(p.Exchange.Window, "exchange.window")
		s.days(p.Returns.Window, "returns.window")
	}
	if refund || none || returns || problem {
		s.days(p.Refund.Days, "refund.days")
	}
	if warranty || none || problem {
		s.months(p.Warranty.Months, "warranty.months")
		for _, c := range p.Warranty.Categories {
			s.months(c.Months, "warranty of "+c.Category)
		}
	}
	if problem || none || refund || returns {
		s.days(p.Damaged.Window, "damaged.window")
		s.days(p.WrongItem.Window, "wrong_item.window")
		s.days(p.NotReceived.Wait, "not_received.wait")
		s.days(p.NotReceived.Window, "not_received.window")
		s.days(p.Late.After, "late.after")
		s.days(p.Lost.After, "lost.after")
		s.days(p.Gift.Window, "gift.window")
	}
	s.add(p.Damaged.Answer, "hour", "damaged.answer_hours")
	s.add(p.WrongItem.Answer, "hour", "wrong_item.answer_hours")
	s.add(p.Cancel.Hours, "hour", "cancel.hours")
	s.add(p.Address.Hours, "hour", "address.hours")
}

var (
	dayOfMonth    = regexp.MustCompile(`(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})`)
	isoDay        = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	speaksOfHours = words(`am|pm|person|people|hours|noon|answers?|open`)
	weekday       = regexp.MustCompile(`(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day\b`)
)

// dated is a day with where it comes from.
type dated struct {
	day    time.Time
	source string
}

func (w *world) deriveDate(c *claim) (string, bool) {
	for _, d := range w.days(c) {
		if sameDay(c.words, d.day) {
			return d.source, true
		}
	}
	if h := w.setup.Terms.Hours; h != nil && weekday.MatchString(c.words) && !dayOfMonth.MatchString(c.words) &&
		speaksOfHours.MatchString(c.sentence) && has(h.Words(), weekday.FindString(c.words)) {
		return "the hours", true
	}
	for _, p := range w.subjects(c) {
		for _, r := range p.Reviews {
			if !r.Date.IsZero() && sameDay(c.words, r.Date) {
				return "a review of " + p.Title, true
			}
		}
	}
	if c.order != "" {
		return "no day of order " + c.order, false
	}
	return "no day of orders, shipping, promotions or hours", false
}

// sameDay reports whether words name a day, as far as they say.
func sameDay(text string, day time.Time) bool {
	if iso := isoDay.FindString(text); iso != "" {
		return iso == day.Format(time.DateOnly)
	}
	found := dayOfMonth.FindStringSubmatch(text)
	if found != nil && (!strings.EqualFold(found[1], day.Format("Jan")) || found[2] != strconv.Itoa(day.Day())) {
		return false
	}
	if name := weekday.FindString(text); name != "" && !strings.EqualFold(name, day.Weekday().String()) {
		return false
	}
	return true
}

// days are those that a sentence may name: of the order that it names or shows,
// otherwise of everything.
func (w *world) days(c *claim) []dated {
	var all []dated
	zone := time.UTC
	if p := w.setup.Terms.Policies; p != nil {
		zone = load(p.TimeZone)
	}
	note := func(t time.Time, source string) {
		if !t.IsZero() {
			all = append(all, dated{t, source}, dated{t.In(zone), source})
		}
	}
	window := func(v cart.Window, source string) {
		for _, t := range []time.Time{v.From, v.To} {
			if !t.IsZero() {
				all = append(all, dated{t, source}) // a calendar day already
			}
		}
	}
	note(w.x.At, "today")
	for i := range w.x.Orders {
		o := &w.x.Orders[i]
		if c.order == "" || cart.SameNumber(o.Number, c.order) {
			w.orderDays(o, note, window)
		}
	}
	if c.order != "" || len(blocks[assistant.OrderBlock](w.x)) > 0 {
		return all
	}
	if s := w.setup.Terms.Shipping; s != nil {
		note(s.Leaves(w.x.At), "the day on which an order of today leaves")
		for _, z := range s.Zones {
			for i := range z.Methods {
				window(s.Arrives(&z.Methods[i], w.x.At), "the arrival by "+z.Methods[i].Name)
			}
		}
		for _, d := range s.Holidays {
			note(d.Time(), "a holiday of the shipping")
		}
	}
	for i := range w.setup.Terms.Promotions {
		p := &w.setup.Terms.Promotions[i]
		note(p.Starts, "the start of "+p.Title)
		if !p.Ends.IsZero() {
			note(p.Ends.Add(-time.Second), "the end of "+p.Title)
			note(p.Ends, "the end of "+p.Title)
		}
	}
	if h := w.setup.Terms.Hours; h != nil {
		if t, ok := h.Next(w.x.At); ok {
			note(t, "the hours")
		}
		if t, ok := h.Until(w.x.At); ok {
			note(t, "the hours")
			if next, ok := h.Next(t); ok {
				note(next, "the hours")
			}
		}
		for _, d := range h.Holidays {
			note(d.Day.Time(), d.Name)
		}
	}
	return all
}

func (w *world) orderDays(o *cart.Order, note func(time.Time, string), window func(cart.Window, string)) {
	of := " of order " + o.Number
	note(o.Placed, "the day"+of)
	note(o.Packed, "the packing"+of)
	note(o.Canceled, "the cancellation"+of)
	window(o.Promised, "the promise"+of)
	for _, p := range o.Parcels {
		note(p.Shipped, "the sending"+of)
		note(p.Moved, "the tracking"+of)
		note(p.Delivered, "the delivery"+of)
		window(p.Expected, "the arrival"+of)
	}
	for _, r := range o.Requests {
		note(r.Filed, "a request"+of)
	}
	for _, r := range o.Refunds {
		note(r.Begun, "a refund"+of)
		note(r.Due, "a refund"+of)
		note(r.Paid, "a refund"+of)
	}
	policies := w.setup.Terms.Policies
	if policies == nil {
		return
	}
	window(o.Progress(policies, w.x.At).Expected, "the arrival"+of)
	for k, line := range rulings(o) {
		r := policies.Rule(k.kind, o, line, w.x.At)
		note(r.From, "the ruling on "+string(k.kind)+of)
		note(r.Until, "the ruling on "+string(k.kind)+of)
	}
	if s := w.setup.Terms.Shipping; s != nil {
		note(policies.RefundBy(s, w.x.At), "a refund that begins today")
	}
}

func load(zone string) *time.Location {
	place, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC // the terms' own check refuses it
	}
	return place
}
