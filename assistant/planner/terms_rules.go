package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Words by which one statement of the rules is asked for.
var (
	asksWindow     = pattern.MustCompile(`\b(?:long|days?|window|until|when|deadline|period)\b`)
	asksOthers     = pattern.MustCompile(asksWindow.String() + "|" + uses.String()) // what holds for other kinds of things
	asksCost       = pattern.MustCompile(`\b(?:pay\w*|costs?|free|fees?|label|who|much|charge\w*)\b`)
	asksRefund     = pattern.MustCompile(`\b(?:refund\w*|money|reimburse\w*|rebat\w*)\b`)
	asksExceptions = pattern.MustCompile(`\b(?:can not|cannot|not (?:be )?(?:return\w*|come|allowed|possible)|except\w*|exclud\w*|final|sale|everything|anything|any)\b`)
	asksShippingOf = pattern.MustCompile(`\b(?:shipping|delivery|postage)\b`)
	asksSendBack   = pattern.MustCompile(`\b(?:(?:send|give|bring|ship) (?:\w+ ){0,3}back|(?:comes?|goes?|go|come|sent|shipped) back|return\w*|keep)\b`)
	asksHowLong    = pattern.MustCompile(`\b(?:how (?:long|soon|fast)|when)\b`)
	asksLost       = pattern.MustCompile(`\b(?:lost|moved?|moving|stuck|tracking)\b`)
	asksCover      = pattern.MustCompile(`\b(?:cover\w*|include\w*|exclud\w*|wear|accidents?)\b`)
	asksRemedy     = pattern.MustCompile(`\b(?:what do (?:i|you)|repair\w*|replac\w*|refund\w*|money|get)\b`)
)

// Words by which somebody who was given something asks.
var (
	asksCash  = pattern.MustCompile(`\b(?:cash|money|credit|voucher|refund\w*|what do i get)\b`)
	asksGiver = pattern.MustCompile(`\b(?:tell\w*|told|know\w*|giver|without|find out|finds out|notice\w*|hear|learn)\b`)
)

// inMoney asks for money, or pays it.
var inMoney = pattern.MustCompile(`\b(?:cash|money)\b`)

// notCash begins the answer to whoever asks for money where there is none.
func notCash(norm, as string) string {
	if inMoney.MatchString(norm) && !inMoney.MatchString(as) {
		return "No money: "
	}
	return "In return: "
}

func stated(id, value, text string) sentence {
	return sentence{[]string{text}, []assistant.Evidence{policyFact(id, value)}}
}

// end takes the point off a phrase that a sentence goes on behind.
func end(phrase string) string { return strings.TrimSuffix(strings.TrimSpace(phrase), ".") }

// aboutGoods is what the question is about: a product, a kind of thing, or nothing.
func (w *writer) aboutGoods() (called string, category []string) {
	f := w.facts
	if len(f.Products) > 0 {
		return "the " + name(&f.Products[0]), f.Products[0].Category
	}
	return f.Kind, f.Category
}

// returnRules say what can be returned, and how.
func (w *writer) returnRules(p *cart.Policies) []rule {
	called, category := w.aboutGoods()
	r := p.ReturnRule(category)
	for _, c := range p.Returns.Categories { // "can I return gift cards?"
		if called == "" && among(c.Category, prose.Content(w.plan.Reading.Norm)) {
			category = strings.Split(c.Category, ">")
			for i := range category {
				category[i] = strings.TrimSpace(category[i])
			}
			called, r = lowerFirst(category[len(category)-1]), p.ReturnRule(category)
		}
	}
	if final := w.finalSale(p, "returned"); len(final.wordings) > 0 {
		return []rule{{sentence: final}, {sentence: generalReturn(p)}}
	}
	id := "returns"
	if r.Category != "" {
		id = "returns.categories." + r.Category
	}
	if r.Never {
		why := ""
		if r.Why != "" {
			why = ", " + end(r.Why)
		}
		return []rule{{sentence: sentence{[]string{upperFirst(called) + " cannot be returned" + why + ".", "There is no way back for " + called + why + "."}, []assistant.Evidence{policyFact(id+".window", "never"), policyFact(id+".why", r.Why)}}}, {sentence: generalReturn(p)}}
	}
	if r.Window <= 0 {
		return nil
	}
	what := "things"
	if called != "" {
		what = called
	}
	condition := ""
	if r.Condition != "" {
		condition = ", " + end(r.Condition)
	}
	text := what + " within " + prose.Count(r.Window, "day") + " of delivery" + condition + "."
	rules := []rule{{words: asksIf, sentence: w.allowed(r, id)}, {words: asksWindow, sentence: sentence{
		[]string{"You can return " + text, "You can send back " + text},
		[]assistant.Evidence{policyFact(id+".window", strconv.Itoa(r.Window)), policyFact(id+".condition", r.Condition)},
	}}}
	rules = append(rules, rule{asksCost, wayBackRule(r, w.money), false}, rule{asksRefund, refundTimeRule(p), false})
	if p.Refund.Days > 0 {
		rules = append(rules, rule{asksShippingOf, shippingRefund(p), true})
	}
	if called == "" {
		rules = append(rules, rule{asksExceptions, exceptions(p), false}, rule{asksOthers, otherWindows(p), false})
	} else if p.Returns.FinalSale != "" {
		rules = append(rules, rule{asksExceptions, stated("returns.final_sale", p.Returns.FinalSale, "It cannot come back if "+end(p.Returns.FinalSale)+"."), false})
	}
	return rules
}

func generalReturn(p *cart.Policies) sentence {
	if p.Returns.Window <= 0 {
		return sentence{}
	}
	return stated("returns.window", strconv.Itoa(p.Returns.Window), "Most other things can come back within "+prose.Count(p.Returns.Window, "day")+" of delivery.")
}

// wayBackRule says who pays for the parcel back.
func wayBackRule(r cart.ReturnRule, money moneyWriter) sentence {
	if fee, err := catalog.ParseMoney(r.Fee, money.currency); err == nil && fee.Amount > 0 {
		text := "The way back costs " + money.money(fee) + ", taken off the refund."
		if r.PaidBy == cart.PaidByShop {
			text = "We send you a label for the way back; it costs " + money.money(fee) + ", taken off the refund."
		}
		return sentence{[]string{text}, []assistant.Evidence{policyFact("returns.fee", r.Fee), policyFact("returns.paid_by", r.PaidBy)}}
	}
	switch r.PaidBy {
	case cart.PaidByShop:
		return stated("returns.paid_by", r.PaidBy, "We pay for the way back.")
	case cart.PaidByShopper:
		return stated("returns.paid_by", r.PaidBy, "The way back is yours to pay.")
	}
	return sentence{}
}

func refundTimeRule(p *cart.Policies) sentence {
	q := p.Refund
	if q.Days <= 0 {
		return sentence{}
	}
	to := ""
	if q.To != "" {
		to = " " + end(q.To)
	}
	return sentence{
		[]string{"The money goes back" + to + ", within " + prose.Count(q.Days, "working day") + " of the parcel reaching us."},
		[]assistant.Evidence{policyFact("refund.days", strconv.Itoa(q.Days)), policyFact("refund.to", q.To)},
	}
}

// exceptions say what cannot come back.
func exceptions(p *cart.Policies) sentence {
	var words []string
	var evidence []assistant.Evidence
	for _, c := range p.Returns.Categories {
		if c.Window >= 0 {
			continue
		}
		steps := strings.Split(c.Category, ">")
		text := lowerFirst(strings.TrimSpace(steps[len(steps)-1]))
		if c.Why != "" {
			text += " (" + end(c.Why) + ")"
		}
		words = append(words, text)
		evidence = append(evidence, policyFact("returns.categories."+c.Category+".why", c.Why))
	}
	if p.Returns.FinalSale != "" {
		words = append(words, "anything, if "+end(p.Returns.FinalSale))
		evidence = append(evidence, policyFact("returns.final_sale", p.Returns.FinalSale))
	}
	if len(words) == 0 {
		return sentence{}
	}
	return sentence{[]string{"What cannot come back: " + joined(words, "and") + "."}, evidence}
}

// otherWindows say which categories have a window of their own.
func otherWindows(p *cart.Policies) sentence {
	var words []string
	var evidence []assistant.Evidence
	for _, c := range p.Returns.Categories {
		if c.Window < 0 || c.Window == 0 && c.Condition == "" {
			continue
		}
		steps := strings.Split(c.Category, ">")
		r := p.ReturnRule(trimmed(steps))
		text := lowerFirst(strings.TrimSpace(steps[len(steps)-1])) + " within " + prose.Count(r.Window, "day")
		if c.Condition != "" {
			text += ", " + end(c.Condition)
		}
		if c.Why != "" {
			text += ", " + end(c.Why)
		}
		words = append(words, text)
		evidence = append(evidence, policyFact("returns.categories."+c.Category+".window", strconv.Itoa(r.Window)))
	}
	if len(words) == 0 {
		return sentence{}
	}
	return sentence{[]string{upperFirst(strings.Join(words, "; ")) + "."}, evidence}
}

func trimmed(steps []string) []string {
	var out []string
	for _, s := range steps {
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

func (w *writer) exchangeRules(p *cart.Policies) []rule {
	if p.Exchange == (cart.ExchangePolicy{}) {
		return nil
	}
	called, category := w.aboutGoods()
	if called == "" {
		called = "a thing"
	}
	r := p.ReturnRule(category)
	if final := w.finalSale(p, "exchanged"); len(final.wordings) > 0 {
		return []rule{{sentence: final}}
	}
	if r.Never {
		return w.returnRules(p)
	}
	window, id := p.Exchange.Window, "exchange.window"
	if window <= 0 {
		window, id = r.Window, "returns.window"
	}
	var rules []rule
	if window > 0 {
		rules = append(rules, rule{sentence: stated(id, strconv.Itoa(window), "You can exchange "+called+" for another size or color within "+prose.Count(window, "day")+" of delivery.")})
	}
	switch p.Exchange.PaidBy {
	case cart.PaidByShop:
		rules = append(rules, rule{asksCost, stated("exchange.paid_by", p.Exchange.PaidBy, "We pay for both ways."), false})
	case cart.PaidByShopper:
		rules = append(rules, rule{asksCost, stated("exchange.paid_by", p.Exchange.PaidBy, "Both ways are yours to pay."), false})
	}
	if p.Exchange.Ships != "" {
		rules = append(rules, rule{asksHowLong, stated("exchange.ships", p.Exchange.Ships, "The other one leaves "+end(p.Exchange.Ships)+"."), false})
	}
	return rules
}

func (w *writer) refundRules(p *cart.Policies) []rule {
	main := refundTimeRule(p)
	if len(main.wordings) == 0 {
		return nil
	}
	return []rule{{sentence: main}, {asksShippingOf, shippingRefund(p), false}, {asksCost, wayBackRule(p.ReturnRule(nil), w.money), true}}
}

// shippingRefund says whether the outward shipping goes back too.
func shippingRefund(p *cart.Policies) sentence {
	text := "The outward shipping is not refunded."
	if p.Refund.Shipping {
		text = "The outward shipping is refunded too, when the whole order goes back."
	}
	return stated("refund.shipping", strconv.FormatBool(p.Refund.Shipping), text)
}

func (w *writer) giftRules(p *cart.Policies) []rule {
	if p.Gift == (cart.GiftReturnPolicy{}) {
		return nil
	}
	window, id := p.Gift.Window, "gift.window"
	if window <= 0 {
		window, id = p.Returns.Window, "returns.window"
	}
	text := "Whoever was given something can return it within " + prose.Count(window, "day") + " of delivery"
	evidence := []assistant.Evidence{policyFact(id, strconv.Itoa(window))}
	if p.Gift.As != "" {
		text += ", for " + end(p.Gift.As)
		evidence = append(evidence, policyFact("gift.as", p.Gift.As))
	}
	rules := []rule{{sentence: sentence{[]string{text + "."}, evidence}}}
	if p.Gift.As != "" {
		rules = append(rules, rule{asksCash, stated("gift.as", p.Gift.As, notCash(w.plan.Reading.Norm, p.Gift.As)+"what you get for it is "+end(p.Gift.As)+"."), true})
	}
	if p.Gift.Discreet {
		rules = append(rules, rule{asksGiver, stated("gift.discreet", "true", "The giver is not told."), false})
	}
	return append(rules, rule{sentence: stated("gift", "number", "The number of the order is on the slip in the parcel; without it a person can help.")})
}
