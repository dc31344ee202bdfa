package planner

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	asksCutOff    = pattern.MustCompile(`\b(?:when (?:does|do|will|would|is) (?:it|you|they|my \w+|an order|orders)?.*\b(?:ship|shipped|leaves?|sent|send|go out)|cut ?off|until (?:when|what time)|same day|dispatch\w*|handling|pack\w*)\b`)
	asksHolidays  = pattern.MustCompile(`\b(?:deliver|ship|pack|work|open|arrive|come)\w* (?:\w+ )?(?:on|over|during|at) (?:\w+ )?(?:holidays?|saturdays?|sundays?|weekends?|christmas|thanksgiving|new year\w*)\b|\bholidays\b|\b(?:saturday|sunday|weekend|holiday) (?:delivery|shipping)\b`)
	asksCountries = pattern.MustCompile(`\b(?:countr\w+|where|abroad|international\w*|worldwide|overseas|everywhere)\b`)
	asksCarrier   = pattern.MustCompile(`\b(?:carriers?|couriers?|who delivers|who brings|ups|fedex|usps|dhl|post)\b`)
	asksDuties    = pattern.MustCompile(`\b(?:duties|duty|customs|tax|taxes|import)\b`)
	asksFree      = pattern.MustCompile(`\bfree\b|\bhow much (?:more|is missing)\b|\bmissing\b`)
)

// deliveryRules say when something would arrive, and by which way it is there
// by the day that is named.
func (w *writer) deliveryRules() []rule {
	s, shipping := w.facts.Sending, w.facts.Terms.Shipping
	if s == nil {
		return nil
	}
	if len(s.Options) == 0 {
		return w.notSent(s)
	}
	if own := w.byHandRule(); len(own.wordings) > 0 {
		return []rule{{sentence: own}}
	}
	main := rule{sentence: w.arrivals(s)}
	if !s.Day.IsZero() && asksDeadline.MatchString(w.plan.Reading.Norm) && !leavesBy.MatchString(w.plan.Reading.Norm) {
		return []rule{{sentence: w.orderUntil(s)}}
	}
	if !s.Day.IsZero() && !asksCutOff.MatchString(w.plan.Reading.Norm) {
		main.sentence = w.byDay(s)
	}
	return []rule{main, {asksCutOff, w.cutOffRule(shipping), true}, {asksHolidays, w.holidayRule(shipping), true}, {asksCarrier, carrierRule(s), true}}
}

// orderBy says under which condition the days hold: "if you order by 2 pm
// Eastern time today".
func (w *writer) orderBy(shipping *cart.Shipping) string {
	now := w.facts.Now.In(calendar.Place(shipping.TimeZone))
	minutes, ok := cart.Minutes(shipping.CutOff)
	if !ok || now.Hour()*60+now.Minute() >= minutes || !calendar.Day(shipping.Leaves(w.facts.Now), time.UTC).Equal(shipping.WorkingDays(w.facts.Now, shipping.Handling)) {
		return "ordered now"
	}
	return "ordered by " + prose.Clock(minutes) + " " + prose.Zone(shipping.TimeZone) + " today"
}

// arrivals say when each way would be there.
func (w *writer) arrivals(s *Sending) sentence {
	var words []string
	var evidence []assistant.Evidence
	for _, o := range s.Options {
		words = append(words, w.optionName(&o)+" arrives "+w.between(o.Arrives))
		evidence = append(evidence, arrivalFact(&o))
	}
	text := upperFirst(w.orderBy(w.facts.Terms.Shipping)) + w.toCountry(s) + ", " + strings.Join(words, "; ") + "."
	return sentence{[]string{text}, evidence}
}

func arrivalFact(o *cart.ShippingOption) assistant.Evidence {
	return policyFact("shipping."+o.Method.ID, o.Arrives.From.Format(time.DateOnly)+" to "+o.Arrives.To.Format(time.DateOnly))
}

// toCountry names the country that was asked for.
func (w *writer) toCountry(s *Sending) string {
	if name, ok := cart.CountryName(s.Country); ok {
		return " to " + name
	}
	return ""
}

// optionName is a way with its price: "Express ($14.90)".
func (w *writer) optionName(o *cart.ShippingOption) string {
	if o.Price.Amount == 0 {
		return o.Method.Name + " (free)"
	}
	return o.Method.Name + " (" + w.money.money(o.Price) + ")"
}

// between names a window behind "arrives".
func (w *writer) between(window cart.Window) string {
	return calendar.Between(window.From, window.To, w.shipToday(), w.scene.Locale)
}

func (w *writer) shipToday() time.Time {
	return calendar.Day(w.facts.Now, calendar.Place(w.facts.Terms.Shipping.TimeZone))
}

// byDay says by which way something is there by a day.
func (w *writer) byDay(s *Sending) sentence {
	day := s.Day.To
	named := calendar.Long(day, w.shipToday(), w.scene.Locale)
	var sure, maybe *cart.ShippingOption
	var others []string
	var evidence []assistant.Evidence
	for i := range s.Options {
		o := &s.Options[i]
		evidence = append(evidence, arrivalFact(o))
		switch {
		case !o.Arrives.To.After(day) && (sure == nil || o.Price.Amount < sure.Price.Amount):
			sure = o
		case !o.Arrives.From.After(day) && o.Arrives.To.After(day) && (maybe == nil || o.Price.Amount < maybe.Price.Amount):
			maybe = o
		}
	}
	best := sure
	if best == nil {
		best = maybe
	}
	if best == nil { // the soonest one
		for i := range s.Options {
			if o := &s.Options[i]; best == nil || o.Arrives.To.Before(best.Arrives.To) {
				best = o
			}
		}
	}
	for i := range s.Options {
		if o := &s.Options[i]; o != best {
			others = append(others, w.optionName(o)+" arrives "+w.between(o.Arrives))
		}
	}
	by := w.orderBy(w.facts.Terms.Shipping)
	where := w.toCountry(s)
	text := ""
	switch {
	case sure != nil:
		text = "Yes, by " + named + " with " + w.optionName(sure) + where + ": " + by + ", it arrives " + w.between(sure.Arrives) + "."
	case maybe != nil:
		text = "Perhaps by " + named + " with " + w.optionName(maybe) + where + ": " + by + ", it arrives " + w.between(maybe.Arrives) + "."
	default:
		text = "Not by " + named + ": " + by + where + ", the soonest is " + w.optionName(best) + ", which arrives " + w.between(best.Arrives) + "."
	}
	if len(others) > 0 {
		text += " " + strings.Join(others, "; ") + "."
	}
	return sentence{[]string{text}, evidence}
}

// cutOffRule says when an order leaves.
func (w *writer) cutOffRule(s *cart.Shipping) sentence {
	leaves := calendar.Near(s.Leaves(w.facts.Now), w.shipToday(), w.scene.Locale)
	text := "An order"
	if minutes, ok := cart.Minutes(s.CutOff); ok {
		text += " placed by " + prose.Clock(minutes) + " " + prose.Zone(s.TimeZone)
	}
	if s.Handling > 0 {
		text += " leaves after " + prose.Count(s.Handling, "working day")
	} else {
		text += " leaves the same working day"
	}
	return sentence{[]string{text + "; placed now, it leaves " + leaves + "."}, []assistant.Evidence{
		policyFact("shipping.cut_off", s.CutOff), policyFact("shipping.handling_days", strconv.Itoa(s.Handling)),
	}}
}

// holidayRule says on which days nobody packs or delivers, those of the coming
// year.
func (w *writer) holidayRule(s *cart.Shipping) sentence {
	var days []string
	today := w.shipToday()
	for _, d := range s.Holidays {
		if n := calendar.Days(today, d.Time()); n >= 0 && n <= 400 {
			days = append(days, calendar.Date(d.Time(), today, w.scene.Locale))
		}
	}
	text := "Nobody packs or delivers on Saturdays and Sundays"
	if len(days) > 0 {
		text += ", nor on " + joined(days, "and")
	}
	return stated("shipping.holidays", strings.Join(days, ", "), text+".")
}

func carrierRule(s *Sending) sentence {
	var words []string
	for _, o := range s.Options {
		if o.Method.Carrier != "" {
			words = append(words, o.Method.Name+" comes with "+o.Method.Carrier)
		}
	}
	if len(words) == 0 {
		return sentence{}
	}
	return stated("shipping.carrier", strings.Join(words, "; "), upperFirst(strings.Join(words, "; "))+".")
}

// byHand is what carriers do in different ways: the kinds of address that they bring
// parcels to, and with whom they leave them.
var byHand = pattern.MustCompile(`\b(p ?o box(?:es)?|post office box(?:es)?|packstations?|(?:parcel|package|amazon|self service) (?:lockers?|shops?|stations?)|lockers?|pick ?up (?:points?|stations?|locations?)|apo|fpo|military (?:base|address)(?:es)?|hotels?|hostels?|campsites?|camp ?grounds?|dorm(?:itory|s)?|freight forwarders?|forwarding address(?:es)?|forwarders?|relay points?|neighbou?rs?|safe place|porch|doorstep|concierge|signature|sign(?:ed)? for)\b`)

// byHandRule says that the rules say nothing of how a parcel is handed over; no
// wordings where that is not asked, or an article has the word.
func (w *writer) byHandRule() sentence {
	what := byHand.FindString(w.plan.Reading.Norm)
	if what == "" || slices.ContainsFunc(w.facts.Found, func(f knowledge.Found) bool { return speaksOfAny(f.Passage.Text, prose.Content(what), what) }) {
		return sentence{}
	}
	if at := postBox.FindStringIndex(what); at != nil {
		what = "PO box" + what[at[1]:]
	}
	return sentence{wordings: []string{
		"Of “" + what + "” the shop's rules say nothing either way. A person of the shop can tell you before you order.",
		"Whether that works, “" + what + "”, the shop's rules do not say; better ask a person before you order.",
	}}
}

// postBox is a box at a post office as shoppers write it.
var postBox = pattern.MustCompile(`^p ?o box`)

// notSent says where the shop does not send, and where it does.
func (w *writer) notSent(s *Sending) []rule {
	shipping := w.facts.Terms.Shipping
	countries := countriesRule(shipping)
	if saysNot.MatchString(shipping.Elsewhere) && len(countries.wordings) > 0 {
		countries.wordings = []string{"No: " + lowerFirst(countries.wordings[0])}
		return []rule{{sentence: countries}, {sentence: stated("shipping.elsewhere", shipping.Elsewhere, end(shipping.Elsewhere)+".")}}
	}
	text := "We do not ship"
	if name, ok := cart.CountryName(s.Country); ok {
		text += " to " + name
	}
	rules := []rule{{sentence: stated("shipping.zones", s.Country, text+".")}, {sentence: countries}}
	if shipping.Elsewhere != "" {
		rules = append(rules, rule{sentence: stated("shipping.elsewhere", shipping.Elsewhere, end(shipping.Elsewhere)+".")})
	}
	return rules
}

// saysNot says no more than that nothing is sent elsewhere.
var saysNot = pattern.MustCompile(`(?i)^\s*(?:we )?(?:do not|don't|don’t|cannot) (?:ship|deliver|send)\b[^,;]*$`)

// maxCountries bounds the countries that are named one by one.
const maxCountries = 8

// countriesRule says where the shop sends.
func countriesRule(s *cart.Shipping) sentence {
	var words, all []string
	for i := range s.Zones {
		z := &s.Zones[i]
		var names []string
		for _, code := range z.Countries {
			if name, ok := cart.CountryName(code); ok {
				names = append(names, name)
			}
		}
		text := z.Name
		if len(names) > 1 && len(names) <= maxCountries {
			text += " (" + joined(names, "and") + ")"
		}
		words, all = append(words, text), append(all, z.Countries...)
	}
	if len(words) == 0 {
		return sentence{}
	}
	return stated("shipping.zones", strings.Join(all, ", "), "We ship to "+joined(words, "and")+".")
}

// namedPlace is where something is to be sent; noPlace are words that name none.
var (
	namedPlace = pattern.MustCompile(`\b(?:ship\w*|deliver\w*|send\w*|sent) (?:it |them |this |that )?to (\w+)`)
	noPlace    = map[string]bool{
		"me": true, "my": true, "us": true, "you": true, "the": true, "home": true, "work": true, "a": true, "an": true, "another": true,
		"different": true, "other": true, "somebody": true, "someone": true, "it": true, "be": true, "arrive": true, "get": true,
	}
)

// shippingRules say what sending costs.
func (w *writer) shippingRules() []rule {
	s, shipping := w.facts.Sending, w.facts.Terms.Shipping
	if s == nil {
		return nil
	}
	if len(s.Options) == 0 {
		return w.notSent(s)
	}
	if own := w.byHandRule(); len(own.wordings) > 0 {
		return []rule{{sentence: own}}
	}
	rules := []rule{{asksTotal, w.totals(s), true}, {sentence: w.costs(s)}, {asksFree, w.freeRule(s), false}}
	if s.Country == "" {
		if m := namedPlace.FindStringSubmatch(w.plan.Reading.Norm); m != nil && !noPlace[m[1]] {
			return append([]rule{{sentence: countriesRule(shipping)}}, rules...) // a place that is no country
		}
		rules = append(rules, rule{asksCountries, countriesRule(shipping), true})
		if shipping.Elsewhere != "" {
			rules = append(rules, rule{asksCountries, stated("shipping.elsewhere", shipping.Elsewhere, end(shipping.Elsewhere)+"."), true})
		}
	}
	if s.Zone != nil && s.Zone.Duties != "" {
		rules = append(rules, rule{asksDuties, stated("shipping.duties", s.Zone.Duties, upperFirst(end(s.Zone.Duties))+"."), false})
	} else if s.Country == "" {
		rules = append(rules, rule{asksDuties, dutiesRule(shipping), true})
	}
	return append(rules, rule{asksCarrier, carrierRule(s), true}, rule{asksHolidays, w.holidayRule(shipping), true}, rule{asksCutOff, w.cutOffRule(shipping), true})
}

// dutiesRule says what the shop has told of duties, for each zone that it has told it of.
func dutiesRule(s *cart.Shipping) sentence {
	var words []string
	for i := range s.Zones {
		if z := &s.Zones[i]; z.Duties != "" {
			words = append(words, lowerFirst(end(z.Duties))+" to "+z.Name)
		}
	}
	if len(words) == 0 {
		return sentence{}
	}
	return stated("shipping.duties", strings.Join(words, "; "), upperFirst(strings.Join(words, "; "))+".")
}

// asksTotal asks what it comes to.
var asksTotal = pattern.MustCompile(`\b(?:total|sum|altogether|in all|all together)\b`)

// totals say what the cart comes to with each way of sending it; no wordings
// for an empty cart.
func (w *writer) totals(s *Sending) sentence {
	c := w.facts.Cart
	if c == nil || len(c.Lines) == 0 {
		return sentence{}
	}
	var words []string
	for _, o := range s.Options {
		if sum, err := s.Subtotal.Add(o.Price); err == nil {
			words = append(words, w.money.money(sum)+" with "+o.Method.Name)
		}
	}
	if len(words) == 0 {
		return sentence{}
	}
	return sentence{[]string{"Your cart comes to " + joined(words, "or") + ".", "That is " + joined(words, "or") + "."},
		[]assistant.Evidence{{Kind: "cart", ID: c.ID, Field: "total", Value: s.Subtotal.String()}}}
}

// costs list the ways with their price and time.
func (w *writer) costs(s *Sending) sentence {
	var words []string
	evidence := []assistant.Evidence{policyFact("shipping.zones."+s.Zone.ID, s.Zone.Name)}
	for _, o := range s.Options {
		m := &o.Method
		days := prose.Count(m.MaxDays, "working day")
		if m.MinDays != m.MaxDays {
			days = strconv.Itoa(m.MinDays) + " to " + days
		}
		cost := "is free"
		if own, err := catalog.ParseMoney(m.Cost, s.Subtotal.Currency); err == nil && own.Amount > 0 {
			cost = "costs " + w.money.money(own)
			if from, ok := m.Free(s.Subtotal.Currency); ok {
				cost += " (free from " + w.money.money(from) + ")"
			}
		}
		words = append(words, m.Name+" "+cost+" and takes "+days)
		evidence = append(evidence, policyFact("shipping."+m.ID+".cost", m.Cost), policyFact("shipping."+m.ID+".free_from", m.FreeFrom))
	}
	name := s.Zone.Name
	if country, ok := cart.CountryName(s.Country); ok {
		name = country
	}
	return sentence{[]string{"To " + name + ": " + strings.Join(words, "; ") + ".", upperFirst(strings.Join(words, "; ")) + ", to " + name + "."}, evidence}
}

// freeRule says what is missing until the shipping is free.
func (w *writer) freeRule(s *Sending) sentence {
	if !s.Priced || w.facts.Cart == nil || len(w.facts.Cart.Lines) == 0 {
		return sentence{}
	}
	total := w.money.money(s.Subtotal)
	evidence := []assistant.Evidence{{Kind: "cart", ID: w.facts.Cart.ID, Field: "total", Value: s.Subtotal.String()}}
	for _, o := range s.Options {
		from, ok := o.Method.Free(s.Subtotal.Currency)
		switch {
		case o.Price.Amount == 0:
			return sentence{[]string{"For your cart, " + total + ", " + o.Method.Name + " is free.", "Your cart comes to " + total + ", so " + o.Method.Name + " costs nothing."}, evidence}
		case ok:
			left := w.money.money(catalog.Money{Amount: from.Amount - s.Subtotal.Amount, Currency: from.Currency})
			return sentence{[]string{"Your cart comes to " + total + ": " + left + " more, and " + o.Method.Name + " is free.", "With " + left + " more in your cart (" + total + " now), " + o.Method.Name + " is free."}, evidence}
		}
	}
	return sentence{}
}

// hoursRules say when a person is there.
func (w *writer) hoursRules() []rule {
	h := w.facts.Terms.Hours
	words := h.Words()
	if w.state.Waiting && asksWait.MatchString(w.plan.Reading.Norm) {
		if expect := h.Expectation(w.facts.Now); expect != "" {
			return []rule{{sentence: stated("hours.next", expect, expect)}, {sentence: sentence{wordings: []string{"Your request waits for them, with all that was said here.", "They find your request and all that was said here."}}}}
		}
		return []rule{{sentence: sentence{wordings: []string{"The shop has your request, but I do not know when somebody answers it. I go on helping until then.", "When somebody answers I cannot say; the shop has your request, and I go on helping."}}}}
	}
	if words == "" {
		return nil
	}
	rules := []rule{{sentence: says(policyFact("hours.week", words), "A person is here "+words+".", "The hours of the people here: "+words+".")}}
	if expect := h.Expectation(w.facts.Now); expect != "" {
		rules = append(rules, rule{sentence: stated("hours.next", expect, expect)})
	}
	return append(rules, rule{sentence: sentence{wordings: []string{"I am here at any hour."}}})
}
