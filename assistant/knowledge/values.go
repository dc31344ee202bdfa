package knowledge

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// values are what articles can cite: words for a reader by name. A name whose
// words are missing stands in unsaid, with the reason.
type values struct {
	words, unsaid map[string]string
	// currency is that of the amounts; empty where it is not known.
	currency string
	// why says why what has no words is not said.
	why string
	// noShipping is true where no shipping.yaml could be read, so that its
	// methods and zones are not known.
	noShipping bool
}

// newValues puts terms into words. vague says that the currency is not known.
func newValues(terms assistant.Terms, vague bool) *values {
	v := &values{words: map[string]string{}, unsaid: map[string]string{}, currency: cart.DefaultCurrency}
	if terms.Shipping != nil {
		v.currency = cmp.Or(terms.Shipping.Currency, v.currency)
	}
	if vague {
		v.currency = ""
	}
	v.policies(file(v, PoliciesFile, terms.Policies))
	v.shipping(file(v, ShippingFile, terms.Shipping))
	v.hours(file(v, HoursFile, terms.Hours))
	v.noShipping = terms.Shipping == nil
	return v
}

// file begins with what a file says: nothing where there is none.
func file[T any](v *values, name string, terms *T) *T {
	if terms == nil {
		v.why = unread(name)
		return new(T)
	}
	v.why = name + " does not say it"
	return terms
}

func unread(name string) string { return "there is no " + name + " that could be read" }

// put gives a value a name; one without words is not said.
func (v *values) put(name, words string) {
	if words = strings.Join(strings.Fields(words), " "); words == "" {
		v.unsaid[name] = v.why
		return
	}
	v.words[name] = words
	delete(v.unsaid, name)
}

// amount puts money; free is said of what costs nothing.
func (v *values) amount(name, text, free string) {
	if text == "" {
		v.put(name, free)
		return
	}
	if v.currency == "" {
		v.unsaid[name] = "its currency is not known, because " + ShippingFile + " cannot be read"
		return
	}
	m, err := catalog.ParseMoney(text, v.currency)
	if err != nil {
		v.put(name, "") // Check has refused it
		return
	}
	if m.Amount == 0 && free != "" {
		v.put(name, free)
		return
	}
	v.put(name, plainMoney(m))
}

// plainMoney writes money as prose has it: "$75", "$5.90".
func plainMoney(m catalog.Money) string {
	words, exponent := m.Format("en-US"), catalog.Exponent(m.Currency)
	if exponent > 0 {
		words = strings.TrimSuffix(words, "."+strings.Repeat("0", exponent))
	}
	return words
}

// count puts a number of things; 0 of them is not said.
func (v *values) count(name string, n int, one string) {
	if n > 0 {
		v.put(name, prose.Count(n, one))
	} else {
		v.put(name, "")
	}
}

// either puts a phrase for true or for false, where the part is said at all.
func (v *values) either(name string, part any, is bool, yes, no string) {
	switch {
	case reflect.ValueOf(part).IsZero():
		v.put(name, "")
	case is:
		v.put(name, yes)
	default:
		v.put(name, no)
	}
}

func (v *values) policies(p *cart.Policies) {
	zone := ""
	if p.TimeZone != "" {
		zone = prose.Zone(p.TimeZone)
	}
	v.put("policies.time_zone", zone)
	v.returns(&p.Returns)
	v.count("exchange.window", cmp.Or(p.Exchange.Window, p.Returns.Window), "day")
	v.payer("exchange.paid_by", p.Exchange.PaidBy)
	v.put("exchange.ships", p.Exchange.Ships)
	v.count("refund.days", p.Refund.Days, "working day")
	v.put("refund.to", p.Refund.To)
	v.either("refund.shipping", p.Refund, p.Refund.Shipping, "refunded too", "not refunded")
	v.cutOff("cancel", p.Cancel)
	v.cutOff("address", p.Address)
	v.report("damaged", p.Damaged)
	v.report("wrong_item", p.WrongItem)
	v.count("not_received.wait", p.NotReceived.Wait, "day")
	v.count("not_received.window", p.NotReceived.Window, "day")
	v.put("not_received.check", p.NotReceived.Check)
	v.remedies("not_received.remedies", p.NotReceived.Remedies)
	v.count("late.after", p.Late.After, "day")
	v.remedies("late.remedies", p.Late.Remedies)
	v.count("lost.after", p.Lost.After, "day")
	v.remedies("lost.remedies", p.Lost.Remedies)
	v.put("warranty.months", months(p.Warranty.Months))
	v.put("warranty.covers", p.Warranty.Covers)
	v.put("warranty.excludes", p.Warranty.Excludes)
	v.remedies("warranty.remedies", p.Warranty.Remedies)
	for _, rule := range p.Warranty.Categories {
		at := "warranty.categories." + slug(rule.Category) + "."
		v.put(at+"category", lastOf(rule.Category))
		v.put(at+"months", cmp.Or(months(rule.Months), "no warranty"))
	}
	v.count("gift.window", cmp.Or(p.Gift.Window, p.Returns.Window), "day")
	v.put("gift.as", p.Gift.As)
	v.either("gift.discreet", p.Gift, p.Gift.Discreet, "is not told", "is told")
}

func (v *values) returns(p *cart.ReturnPolicy) {
	v.count("returns.window", p.Window, "day")
	v.put("returns.condition", p.Condition)
	v.payer("returns.paid_by", p.PaidBy)
	v.put("returns.final_sale", p.FinalSale)
	switch {
	case p.PaidBy == cart.PaidByShopper:
		v.put("returns.fee", "")
		v.put("returns.cost", "at your own cost")
	case p.PaidBy == "" && p.Fee == "":
		v.put("returns.fee", "")
		v.put("returns.cost", "")
	default:
		v.amount("returns.fee", p.Fee, "free")
		v.amount("returns.cost", p.Fee, "free")
		if cost := v.words["returns.cost"]; cost != "" && cost != "free" {
			v.put("returns.cost", cost+", taken off your refund")
		}
	}
	for _, rule := range p.Categories {
		at := "returns.categories." + slug(rule.Category) + "."
		v.put(at+"category", lastOf(rule.Category))
		if rule.Window < 0 {
			v.put(at+"window", "no return")
		} else {
			v.count(at+"window", cmp.Or(rule.Window, p.Window), "day")
		}
		v.put(at+"condition", cmp.Or(rule.Condition, p.Condition))
		v.put(at+"why", rule.Why)
	}
}

func (v *values) payer(name, who string) {
	switch who {
	case cart.PaidByShop:
		v.put(name, "us")
	case cart.PaidByShopper:
		v.put(name, "you")
	default:
		v.put(name, "")
	}
}

func (v *values) cutOff(at string, c cart.CutOff) {
	until, while := "", ""
	switch c.Until {
	case cart.OrderPlaced:
		until, while = "until it is packed", "as long as it is not packed"
	case cart.OrderPacked:
		until, while = "until it leaves us", "as long as it has not left us"
	}
	v.put(at+".until", until)
	v.count(at+".hours", c.Hours, "hour")
	v.put(at+".after", c.After)
	if c.Hours > 0 && until != "" {
		until = "within " + prose.Count(c.Hours, "hour") + " of ordering, " + while
	}
	v.put(at+".when", until)
}

func (v *values) report(at string, p cart.ReportPolicy) {
	v.count(at+".window", p.Window, "day")
	v.either(at+".photo", p, p.Photo, "with a photo", "no photo is needed")
	v.remedies(at+".remedies", p.Remedies)
	v.count(at+".answer_hours", p.Answer, "working hour")
	v.either(at+".keep_it", p, p.KeepIt, "need not come back", "has to come back")
}

var remedyWords = map[string]string{
	cart.RemedyReplacement: "a replacement",
	cart.RemedyRefund:      "your money back",
	cart.RemedyRepair:      "a repair",
	cart.RemedyCredit:      "store credit",
}

func (v *values) remedies(name string, remedies []string) {
	var words []string
	for _, remedy := range remedies {
		words = append(words, cmp.Or(remedyWords[remedy], remedy))
	}
	v.put(name, prose.List(words, "or"))
}

// months writes a span of months, in years where that comes out even.
func months(n int) string {
	switch {
	case n <= 0:
		return ""
	case n%12 == 0:
		return prose.Count(n/12, "year")
	default:
		return prose.Count(n, "month")
	}
}

// lastOf is the last name of a path of categories.
func lastOf(category string) string { return category[strings.LastIndexByte(category, '>')+1:] }

var currencyWords = map[string]string{
	"USD": "US dollars", "CAD": "Canadian dollars", "AUD": "Australian dollars", "NZD": "New Zealand dollars",
	"EUR": "euros", "GBP": "pounds sterling", "CHF": "Swiss francs", "JPY": "yen", "INR": "rupees",
	"SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "PLN": "zloty", "MXN": "Mexican pesos", "BRL": "reais",
}

func (v *values) shipping(s *cart.Shipping) {
	v.put("shipping.currency", cmp.Or(currencyWords[v.currency], v.currency))
	cutOff, zone, handling := "", "", ""
	if minutes, ok := cart.Minutes(s.CutOff); ok {
		cutOff = prose.Clock(minutes)
	}
	if cutOff != "" || s.TimeZone != "" {
		zone = prose.Zone(s.TimeZone)
	}
	if len(s.Zones) > 0 {
		handling = workingDays(s.Handling, s.Handling)
		if s.Handling > 0 {
			handling = "within " + handling
		}
	}
	v.put("shipping.cut_off", cutOff)
	v.put("shipping.time_zone", zone)
	v.put("shipping.handling_days", handling)
	var holidays, zones []string
	for _, day := range s.Holidays {
		holidays = append(holidays, prose.Date(day.Time()))
	}
	v.put("shipping.holidays", strings.Join(holidays, "; "))
	for _, z := range s.Zones {
		zones = append(zones, z.Name)
		v.zone("shipping.zones."+z.ID+".", &z)
	}
	v.put("shipping.zones", prose.List(zones, "and"))
	v.put("shipping.elsewhere", s.Elsewhere)
}

func (v *values) zone(at string, z *cart.Zone) {
	v.put(at+"name", z.Name)
	v.put(at+"duties", z.Duties)
	var countries, methods []string
	for _, code := range z.Countries {
		name, _ := cart.CountryName(code)
		countries = append(countries, name)
	}
	v.put(at+"countries", prose.List(countries, "and"))
	for _, m := range z.Methods {
		methods = append(methods, m.Name)
		at := "shipping." + m.ID + "."
		v.put(at+"name", m.Name)
		v.put(at+"zone", z.Name)
		v.put(at+"carrier", m.Carrier)
		v.amount(at+"cost", m.Cost, "free")
		v.amount(at+"free_from", m.FreeFrom, "")
		v.put(at+"min_days", workingDays(m.MinDays, m.MinDays))
		v.put(at+"max_days", workingDays(m.MaxDays, m.MaxDays))
		v.put(at+"days", workingDays(m.MinDays, m.MaxDays))
	}
	v.put(at+"methods", prose.List(methods, "and"))
}

// workingDays writes a span: "the same day", "1 working day", "3 to 5 working
// days".
func workingDays(least, most int) string {
	switch {
	case most == 0:
		return "the same day"
	case least == most:
		return prose.Count(most, "working day")
	default:
		return fmt.Sprintf("%d to %s", least, prose.Count(most, "working day"))
	}
}

func (v *values) hours(h *assistant.Hours) {
	v.put("hours", h.Words())
	v.put("hours.week", h.WeekWords())
	v.put("hours.time_zone", "")
	if h.TimeZone != "" || len(h.Week) > 0 {
		v.put("hours.time_zone", h.ZoneWords())
	}
	var holidays, dates []string
	for _, d := range h.Holidays {
		dates = append(dates, prose.Date(d.Day.Time()))
		name := cmp.Or(d.Name, prose.Date(d.Day.Time()))
		from, open := cart.Minutes(d.From)
		if to, ok := cart.Minutes(d.To); open && ok {
			name += " (" + prose.Clock(from) + " to " + prose.Clock(to) + ")"
		}
		if !slices.Contains(holidays, name) {
			holidays = append(holidays, name)
		}
	}
	v.put("hours.holidays", prose.List(holidays, "and"))
	v.put("hours.holiday_dates", strings.Join(dates, "; "))
}
