package planner

import (
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/calendar"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// promotionRules say what runs now, and until when.
func (w *writer) promotionRules() []rule {
	if w.facts.Terms.Promotions == nil {
		return nil
	}
	norm := w.plan.Reading.Norm
	refused := w.noSuchOffer(norm)
	if asksEnd.MatchString(norm) {
		if s := w.endings(); len(s.wordings) > 0 {
			return []rule{{sentence: s}}
		}
	}
	if w.listed() {
		return []rule{{sentence: refused}, {sentence: sentence{wordings: []string{"What runs is what I listed above; there is nothing else.", "There is no more than I listed above."}}}, {sentence: w.progress()}}
	}
	s := w.runningNow()
	if len(s.wordings) == 0 {
		return []rule{{sentence: sentence{wordings: []string{"No promotion runs at the moment, and I know of no code.", "There is no discount just now, and none that I could give."}}}}
	}
	return []rule{{sentence: refused}, {sentence: w.progress()}, {sentence: s}} // a list comes last
}

var (
	// asksEnd asks until when something runs.
	asksEnd = pattern.MustCompile(`\b(?:when (?:does|do|will|is)|until when|how long|till when)\b|\bends?\b`)
	// groups are those for whom some shops have a discount of their own.
	groups     = pattern.MustCompile(`\b(students?|military|veterans?|nurses?|teachers?|seniors?|employees?|staff|first responders?|friends and family|birthday|loyalty|newsletter|referral)\b`)
	bulkOffer  = pattern.MustCompile(`\b(?:bulk|wholesale|volume|quantity discount|large (?:orders?|quantit\w+))\b`)
	priceMatch = pattern.MustCompile(`\b(?:price match\w*|match (?:the |a |their )?prices?|beat (?:the |a |their )?prices?|negotiat\w+|best price|haggle)\b`)
)

// noSuchOffer says that the shop has told of no offer of the kind that is asked
// for; no wordings where none in particular is.
func (w *writer) noSuchOffer(norm string) sentence {
	group := groups.FindString(norm)
	for i := range w.facts.Terms.Promotions {
		if group != "" && strings.Contains(strings.ToLower(w.facts.Terms.Promotions[i].Title), strings.TrimSuffix(group, "s")) {
			return sentence{}
		}
	}
	switch {
	case promisedOff.MatchString(norm):
		return sentence{wordings: []string{"I cannot see what somebody promised you, and I cannot change a price; a person of the shop can look into it.", "What was promised is not known to me, and prices are not mine to change. A person of the shop can look into it."}}
	case priceMatch.MatchString(norm):
		return sentence{wordings: []string{"I cannot change a price, and I know of no price matching here.", "Matching a price is nothing that the shop has told me of."}}
	case bulkOffer.MatchString(norm):
		return sentence{wordings: []string{"I know of no discount for larger quantities; a person of the shop can tell.", "For larger quantities the shop has told me of no discount."}}
	case group != "":
		return sentence{wordings: []string{"I know of no " + group + " discount here.", "The shop has told me of no " + group + " discount."}}
	}
	return sentence{}
}

// endings say until when what runs now does: the one whose code is named, or all
// that have a last day. Each stands with its code, since its words alone may be
// those of another rule.
func (w *writer) endings() sentence {
	var words []string
	var evidence []assistant.Evidence
	code := cart.PromoCode(w.plan.Reading.Code)
	for _, p := range w.facts.Running {
		named := code != "" && cart.PromoCode(p.Code) == code
		if named && p.Ends.IsZero() {
			return sentence{[]string{"No last day is set for " + code + ".", "The shop has set no end for " + code + "."}, []assistant.Evidence{policyFact("promotions."+p.ID, p.Title)}}
		}
		if !p.Ends.IsZero() && (named || code == "") {
			text := w.offer(&p)
			words = append(words, text)
			evidence = append(evidence, policyFact("promotions."+p.ID, text))
		}
	}
	switch len(words) {
	case 0:
		return sentence{}
	case 1:
		return sentence{[]string{upperFirst(words[0]) + ".", "What ends: " + words[0] + "."}, evidence}
	}
	list := "\n- " + strings.Join(words, "\n- ")
	return sentence{[]string{"These have a last day:" + list, "What ends, and when:" + list}, evidence}
}

// offer is a promotion in words, with its code and its last day.
func (w *writer) offer(p *cart.Promotion) string {
	text := p.Title
	if p.Code != "" {
		text += " with the code " + cart.PromoCode(p.Code)
	}
	if minimum, err := catalog.ParseMoney(p.Minimum, w.money.currency); err == nil && minimum.Amount > 0 && !strings.Contains(p.Title, w.money.amount(minimum.Amount)) {
		text += " from " + w.money.money(minimum)
	}
	if p.Limit > 0 {
		text += " as long as it lasts"
	}
	if !p.Ends.IsZero() {
		text += ", until " + w.lastDay(p.Ends)
	}
	return text
}

// listed reports whether what runs now was listed a few messages ago.
func (w *writer) listed() bool {
	at := w.plan.State.Listed
	return at > 0 && w.plan.State.Turns-at < listedFor
}

// listedFor is for how many messages a list need not be repeated.
const listedFor = 6

// runningNow lists the promotions that run, each with its code and its last
// day.
func (w *writer) runningNow() sentence {
	var words []string
	var evidence []assistant.Evidence
	for _, p := range w.facts.Running {
		text := w.offer(&p)
		words = append(words, text)
		evidence = append(evidence, policyFact("promotions."+p.ID, text))
	}
	if len(words) > 0 {
		w.state.Listed = w.plan.State.Turns
	}
	switch {
	case len(words) == 0:
		return sentence{}
	case len(words) > 2: // a list is read more easily
		list := "\n- " + strings.Join(words, "\n- ")
		return sentence{[]string{"This runs now:" + list, "At the moment there is:" + list}, evidence}
	}
	text := lowerFirst(strings.Join(words, "; ")) + "."
	return sentence{[]string{"This runs now: " + text, "At the moment: " + text}, evidence}
}

// lastDay names the last day of a promotion that ends at a moment.
func (w *writer) lastDay(ends time.Time) string {
	place := calendar.Place(w.facts.policies().TimeZone)
	if s := w.facts.Terms.Shipping; s != nil {
		place = calendar.Place(s.TimeZone)
	}
	return calendar.Long(tool.LastDay(w.facts.Terms, ends), calendar.Day(w.facts.Now, place), w.scene.Locale)
}

// progress says how far the cart is from free shipping.
func (w *writer) progress() sentence {
	if s := w.facts.Sending; s != nil {
		return w.freeRule(s)
	}
	return sentence{}
}

// codeChips offers the codes that run and that the cart does not have; while the
// cart is empty, what the promotions are for.
func (w *writer) codeChips() {
	if w.facts.Cart == nil || len(w.facts.Cart.Lines) == 0 { // a code needs something to count for
		for _, p := range w.facts.Running {
			for _, path := range p.Categories[:min(len(p.Categories), 1)] {
				steps := trimmed(strings.Split(path, ">"))
				w.sayChip(steps[len(steps)-1])
			}
		}
		return
	}
	for _, p := range w.facts.Running {
		if p.Code == "" || p.Limit > 0 {
			continue // who knows whether it is used up
		}
		has := tool.HasCode(w.facts.Cart, p.Code)
		if refused := w.facts.Refusal != nil && cart.PromoCode(w.plan.Reading.Code) == cart.PromoCode(p.Code); !has && !refused && len(w.chips) < 2 {
			w.chip("Use "+cart.PromoCode(p.Code), assistant.Action{Do: assistant.DoCode, Text: p.Code})
		}
	}
}
