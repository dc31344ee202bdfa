package planner

import (
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

// asksDeadline asks until when to order.
var asksDeadline = pattern.MustCompile(`\b(?:by when|until when|before when|when|how late|how soon|what (?:day|date|time)|which day)\b.*\b(?:must|do|should|can|have|need|would|could|latest|at the latest)\b.*\border\b.*\b(?:for|before|by|to|so|in time)\b|\border (?:by|until|before) when\b|\b(?:last|latest|final) (?:\w+ )?(?:day|date|time|moment|chance)s? (?:to|for) (?:order\w*|buy\w*)\b|\b(?:order|ordering|shipping) (?:deadline|cut ?off)s? (?:for|before)\b|\b(?:last|latest) (?:order|ordering|shipping|posting) (?:day|date)s?\b`)

// leavesBy asks for the day on which it leaves rather than for that on which it is
// there.
var leavesBy = pattern.MustCompile(`\b(?:ships?|shipped|leaves?|sent|send|goes? out|dispatch\w*)\b`)

// orderUntil says until when an order is there by a day, for every way that makes
// it, the cheapest first.
func (w *writer) orderUntil(s *Sending) sentence {
	shipping := w.facts.Terms.Shipping
	day := s.Day.To
	named := calendar.Long(day, w.shipToday(), w.scene.Locale)
	var words []string
	var evidence []assistant.Evidence
	for i := range s.Options {
		o := &s.Options[i]
		last, ok := lastOrder(shipping, o.Method.ID, s, w.facts.Now, day)
		if !ok {
			continue
		}
		text := "by " + calendar.Long(calendar.Day(last, calendar.Place(shipping.TimeZone)), w.shipToday(), w.scene.Locale)
		if minutes, has := cart.Minutes(shipping.CutOff); has {
			text += ", " + prose.Clock(minutes) + " " + prose.Zone(shipping.TimeZone)
		}
		words = append(words, text+", with "+w.optionName(o))
		evidence = append(evidence, policyFact("shipping."+o.Method.ID, last.UTC().Format(time.RFC3339)), policyFact("shipping.cut_off", shipping.CutOff))
	}
	if len(words) == 0 {
		return w.byDay(s)
	}
	return sentence{[]string{"To have it by " + named + w.toCountry(s) + ", order " + strings.Join(words, ", or ") + "."}, evidence}
}

// lastOrder is the last moment at which something can be ordered that is there by
// a day; ok is false where it is too late already.
func lastOrder(shipping *cart.Shipping, method string, s *Sending, now, day time.Time) (last time.Time, ok bool) {
	place := calendar.Place(shipping.TimeZone)
	minutes, cuts := cart.Minutes(shipping.CutOff)
	if !cuts {
		minutes = 24*60 - 1
	}
	country := s.Country
	if country == "" && len(shipping.Zones) > 0 && len(shipping.Zones[0].Countries) > 0 {
		country = shipping.Zones[0].Countries[0]
	}
	for d := range maxAhead {
		on := day.AddDate(0, 0, -d)
		at := time.Date(on.Year(), on.Month(), on.Day(), 0, minutes-1, 0, 0, place)
		if at.Before(now) {
			return time.Time{}, false
		}
		for _, o := range shipping.Options(country, s.Subtotal, false, at) {
			if o.Method.ID == method && !o.Arrives.To.After(day) {
				return at, true
			}
		}
	}
	return time.Time{}, false
}

// maxAhead is how many days before the one wanted an order is looked for.
const maxAhead = 90
