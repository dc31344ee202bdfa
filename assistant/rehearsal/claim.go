package rehearsal

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// claimKind says what a claim states.
type claimKind string

const (
	claimMoney   claimKind = "price"
	claimPercent claimKind = "percentage"
	claimDate    claimKind = "date"
	claimClock   claimKind = "time of day"
	claimSpan    claimKind = "span of time"
	claimStock   claimKind = "stock"
	claimRating  claimKind = "rating"
	claimMeasure claimKind = "measure"
	claimRule    claimKind = "promise"
)

// claim is one fact that a reply states, with where it stands.
type claim struct {
	kind claimKind
	// words are the fact as it stands in the reply, clause and sentence what
	// stands around it.
	words, clause, sentence string
	// about are the ids of the products that the clause names or, where it
	// names none, the sentence. Empty where neither does.
	about []string
	// rule is true where the sentence speaks of the shop's rules rather than
	// of a product or an order.
	rule bool
	// order is the number of the order that the sentence names; may be empty.
	order string
}

var (
	moneyWords   = regexp.MustCompile(`(?:[A-Z]{0,3}[$€£¥]\s?\d(?:[\d,. ]*\d)?|\b\d(?:[\d,.]*\d)?\s?(?:dollars|euros?|pounds sterling|USD|EUR|GBP|CAD)\b)`)
	percentWords = regexp.MustCompile(`(?i)\b\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)`)
	dateWords    = regexp.MustCompile(`(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,? (?:the )?)?)?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{1,2}\b(?:st|nd|rd|th)?(?:,? \d{4})?|\d{4}-\d{2}-\d{2})|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b`)
	clockWords   = regexp.MustCompile(`(?i)\b(?:\d{1,2}(?::\d{2})? ?(?:am|pm)\b|noon\b|midnight\b)`)
	spanWords    = regexp.MustCompile(`(?i)\b(?:(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety)(?:(?: to | or |-|–)(\d+|two|three|four|five|six|seven|eight|nine|ten))?)[ -](?:(?:working|business|calendar|full|whole) )?(hour|day|week|month|year)s?\b`)
	leftWords    = regexp.MustCompile(`(?i)\b(?:only |just |last )?(\d+) (?:are |is )?left\b|\b(\d+) in stock\b`)
	stockWords   = regexp.MustCompile(`(?i)\b(?:not in stock|out of stock|sold out|unavailable|not available|in stock|available now)\b`)
	ratingWords  = regexp.MustCompile(`(?i)\b\d(?:\.\d+)? (?:out of 5|of 5 stars|stars)\b|\b\d[\d,]* (?:ratings?|reviews?)\b`)
	measureWords = regexp.MustCompile(`(?:^|[\s(])\d[\d,.]*\s?(?:g/m²/24 h|g/m²|mm|cm|kg|g|lbs?|oz|inch(?:es)?|in\.|liters?|litres?|ml|L|lumens?|watts?|W|mAh|GB|TB|MHz|GHz|dpi|°C|°F)(?:\b|\s|$|[,.;)])`)
	ruleSubject  = regexp.MustCompile(`(?i)\b(?:return\w*|refund\w*|exchang\w*|warrant\w*|guarantee\w*|shipping|ships?|deliver\w*|cancel\w*|policy|send (?:it|them|anything) back|replacement|gift (?:card|receipt)s?)\b`)
	ruleWords    = regexp.MustCompile(`(?i)\b(?:lifetime|price[ -]match\w*|no questions asked|money[ -]back guarantee|free returns?|returns? (?:is|are) (?:always )?free|free shipping|free delivery|free of charge|next[ -]day|same[ -]day|for life|unlimited returns|worldwide|anywhere in the world)\b`)
	namedOrder   = regexp.MustCompile(`\b[A-Z]{1,4}-\d{3,}\b|\b[Oo]rder #?(\d{3,})\b`)
)

var claimForms = []struct {
	kind claimKind
	form *regexp.Regexp
}{
	{claimMoney, moneyWords}, {claimPercent, percentWords}, {claimDate, dateWords}, {claimClock, clockWords}, {claimSpan, spanWords},
	{claimStock, leftWords}, {claimStock, stockWords}, {claimRating, ratingWords}, {claimMeasure, measureWords}, {claimRule, ruleWords},
}

// claims finds the facts that a reply states in its prose, its cards' reasons
// and what its blocks say beside their data.
func (w *world) claims() []claim {
	var all []claim
	for _, part := range w.x.Parts {
		switch part := part.(type) {
		case assistant.Text:
			all = w.claimsIn(all, part.Text, "")
		case assistant.ProductsBlock:
			for _, c := range part.Cards {
				all = w.claimsIn(all, c.Reason, c.ID)
			}
		case assistant.CompareBlock:
			all = w.claimsIn(all, part.Verdict, "")
		case assistant.HandoffBlock:
			all = w.claimsIn(all, part.Text+"\n"+part.Expectation, "")
		case assistant.FormBlock:
			all = w.claimsIn(all, part.Text, "")
		}
	}
	return all
}

// claimsIn adds the claims of one text. product is what it is about where its
// words do not say so.
func (w *world) claimsIn(all []claim, text, product string) []claim {
	for _, sentence := range w.wholeSentences(w.unabridged(text)) {
		inSentence := w.mentioned(sentence)
		order := ""
		if found := namedOrder.FindStringSubmatch(sentence); found != nil {
			order = strings.TrimPrefix(found[0], "order ")
		}
		for _, clause := range clauses(sentence) {
			about := w.mentioned(clause)
			if len(about) == 0 {
				about = inSentence
			}
			if len(about) == 0 && product != "" {
				about = []string{product}
			}
			for _, form := range claimForms {
				for _, words := range form.form.FindAllString(clause, -1) {
					c := claim{form.kind, strings.Trim(words, " ,;()\n"), clause, sentence, about, false, order}
					c.rule = form.kind == claimRule || ruleSubject.MatchString(sentence) && order == "" && len(blocks[assistant.OrderBlock](w.x)) == 0 && c.kind != claimStock && c.kind != claimRating && c.kind != claimMeasure
					c.rule = c.rule && !slices.ContainsFunc(about, func(id string) bool { return has(w.goods[id].Title, c.words) })
					all = append(all, c)
				}
			}
		}
	}
	return all
}

// wholeSentences splits a text at the ends of sentences, but not inside of a
// product's title: "Dr. Hauschka Kajal", "Cake That! Powder".
func (w *world) wholeSentences(text string) []string {
	text = plainText(text)
	for _, p := range w.goods {
		for _, mark := range []string{". ", "! ", "? "} {
			if strings.Contains(p.Title, mark) {
				text = strings.ReplaceAll(text, p.Title, strings.ReplaceAll(p.Title, mark, mark[:1]+"\u00a0"))
			}
		}
	}
	var all []string
	for _, sentence := range sentencesAt(text) {
		all = append(all, strings.ReplaceAll(sentence, "\u00a0", " "))
	}
	return all
}

// derive works a claim out again. It returns what it follows from; ok is false
// when it follows from nothing, and then what it was held against.
func (w *world) derive(c *claim) (source string, ok bool) {
	if c.kind != claimStock && c.kind != claimRating {
		if has(w.said.String(), c.words) {
			return "the shopper's own words", true
		}
		if has(w.quotes.String(), c.words) {
			return "an article that is quoted", true
		}
	}
	switch c.kind {
	case claimMoney:
		return w.deriveMoney(c)
	case claimPercent:
		return w.derivePercent(c)
	case claimDate:
		return w.deriveDate(c)
	case claimClock:
		return w.deriveClock(c)
	case claimSpan:
		return w.deriveSpan(c)
	case claimStock:
		return w.deriveStock(c)
	case claimRating:
		return w.deriveRating(c)
	case claimMeasure:
		return w.deriveMeasure(c)
	default:
		return w.deriveRule(c)
	}
}

// subjects are the products that a claim may be about: those that it names, or
// else all that have come up.
func (w *world) subjects(c *claim) []*catalog.Product {
	ids := c.about
	if len(ids) == 0 {
		ids = w.order
	}
	var all []*catalog.Product
	for _, id := range ids {
		all = append(all, w.goods[id])
	}
	return all
}

// titles names products for evidence.
func titles(goods []*catalog.Product) string {
	const most = 3
	var all []string
	for i, p := range goods {
		if i == most {
			all = append(all, "...")
			break
		}
		all = append(all, p.Title)
	}
	if len(all) == 0 {
		return "no product"
	}
	return strings.Join(all, ", ")
}
