package planner

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Words by which one statement of the rules is asked for.
var (
	asksWindow     = regexp.MustCompile(`\b(?:long|days?|window|until|when|deadline|period)\b`)
	asksCost       = regexp.MustCompile(`\b(?:pay\w*|costs?|free|fees?|label|who|much|charge\w*)\b`)
	asksRefund     = regexp.MustCompile(`\b(?:refund\w*|money|reimburse\w*|rebat\w*)\b`)
	asksExceptions = regexp.MustCompile(`\b(?:not|except\w*|exclud\w*|final|sale|everything|anything|any)\b`)
	asksShippingOf = regexp.MustCompile(`\b(?:shipping|delivery|postage)\b`)
	asksCondition  = regexp.MustCompile(`\b(?:worn|used|unused|opened|label|labels|tags?|condition|washed|box|packaging)\b`)
	asksPhoto      = regexp.MustCompile(`\b(?:photos?|pictures?|proof)\b`)
	asksSendBack   = regexp.MustCompile(`\b(?:(?:send|give|bring) (?:\w+ ){0,3}back|return|keep)\b`)
	asksHowLong    = regexp.MustCompile(`\b(?:how (?:long|soon|fast)|when)\b`)
	asksLost       = regexp.MustCompile(`\b(?:lost|moved?|moving|stuck|tracking)\b`)
	asksCover      = regexp.MustCompile(`\b(?:cover\w*|include\w*|exclud\w*|wear|accidents?)\b`)
	asksRemedy     = regexp.MustCompile(`\b(?:what do (?:i|you)|repair\w*|replac\w*|refund\w*|money|get)\b`)
)

func said1(id, value, text string) sentence {
	return sentence{[]string{text}, []assistant.Evidence{policyFact(id, value)}}
}

// end takes the point off a phrase that a sentence goes on behind.
func end(phrase string) string { return strings.TrimSuffix(strings.TrimSpace(phrase), ".") }

// about is what the question is about: a product, a kind of thing, or nothing.
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
	rules := []rule{{words: asksWindow, sentence: sentence{
		[]string{"You can return " + text, "You can send back " + text},
		[]assistant.Evidence{policyFact(id+".window", strconv.Itoa(r.Window)), policyFact(id+".condition", r.Condition)},
	}}}
	rules = append(rules, rule{asksCost, wayBackRule(r, w.money), false}, rule{asksRefund, refundTimeRule(p), false})
	if p.Refund.Days > 0 {
		rules = append(rules, rule{asksShippingOf, shippingRefund(p), true})
	}
	if called == "" {
		rules = append(rules, rule{asksExceptions, exceptions(p), false}, rule{asksWindow, otherWindows(p), false})
	} else if p.Returns.FinalSale != "" {
		rules = append(rules, rule{asksExceptions, said1("returns.final_sale", p.Returns.FinalSale, "It cannot come back if "+end(p.Returns.FinalSale)+"."), false})
	}
	return rules
}

func generalReturn(p *cart.Policies) sentence {
	if p.Returns.Window <= 0 {
		return sentence{}
	}
	return said1("returns.window", strconv.Itoa(p.Returns.Window), "Most other things can come back within "+prose.Count(p.Returns.Window, "day")+" of delivery.")
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
		return said1("returns.paid_by", r.PaidBy, "We pay for the way back.")
	case cart.PaidByShopper:
		return said1("returns.paid_by", r.PaidBy, "The way back is yours to pay.")
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
	if r.Never {
		return w.returnRules(p)
	}
	window, id := p.Exchange.Window, "exchange.window"
	if window <= 0 {
		window, id = r.Window, "returns.window"
	}
	var rules []rule
	if window > 0 {
		rules = append(rules, rule{sentence: said1(id, strconv.Itoa(window), "You can exchange "+called+" for another size or color within "+prose.Count(window, "day")+" of delivery.")})
	}
	switch p.Exchange.PaidBy {
	case cart.PaidByShop:
		rules = append(rules, rule{asksCost, said1("exchange.paid_by", p.Exchange.PaidBy, "We pay for both ways."), false})
	case cart.PaidByShopper:
		rules = append(rules, rule{asksCost, said1("exchange.paid_by", p.Exchange.PaidBy, "Both ways are yours to pay."), false})
	}
	if p.Exchange.Ships != "" {
		rules = append(rules, rule{asksHowLong, said1("exchange.ships", p.Exchange.Ships, "The other one leaves "+end(p.Exchange.Ships)+"."), false})
	}
	return rules
}

func (w *writer) refundRules(p *cart.Policies) []rule {
	main := refundTimeRule(p)
	if len(main.wordings) == 0 {
		return nil
	}
	return []rule{{sentence: main}, {asksShippingOf, shippingRefund(p), false}, {asksCost, wayBackRule(p.ReturnRule(nil), w.money), false}}
}

// shippingRefund says whether the outward shipping goes back too.
func shippingRefund(p *cart.Policies) sentence {
	text := "The outward shipping is not refunded."
	if p.Refund.Shipping {
		text = "The outward shipping is refunded too, when the whole order goes back."
	}
	return said1("refund.shipping", strconv.FormatBool(p.Refund.Shipping), text)
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
	if p.Gift.Discreet {
		rules = append(rules, rule{regexp.MustCompile(`\b(?:tell\w*|know|giver|without)\b`), said1("gift.discreet", "true", "The giver is not told."), false})
	}
	return append(rules, rule{sentence: said1("gift", "number", "The number of the order is on the slip in the parcel; without it a person can help.")})
}

// cutOffRules say until when something can be changed.
func cutOffRules(id, what string, c cart.CutOff) []rule {
	var rules []rule
	var until []string
	evidence := []assistant.Evidence{policyFact(id+".until", string(c.Until))}
	switch c.Until {
	case "":
		if c.After == "" {
			return nil
		}
		rules = append(rules, rule{sentence: sentence{[]string{"Once it is placed, an order cannot be " + what + "."}, evidence}})
	case cart.OrderPlaced:
		until = append(until, "until it is packed")
	case cart.OrderPacked:
		until = append(until, "until it leaves us")
	}
	if c.Hours > 0 {
		until = append(until, "within "+prose.Count(c.Hours, "hour")+" of ordering")
		evidence = append(evidence, policyFact(id+".hours", strconv.Itoa(c.Hours)))
	}
	if len(until) > 0 {
		rules = append(rules, rule{sentence: sentence{[]string{"An order can be " + what + " " + strings.Join(until, ", and ") + "."}, evidence}})
	}
	if c.After != "" {
		rules = append(rules, rule{sentence: said1(id+".after", c.After, "After that: "+lowerFirst(end(c.After))+".")})
	}
	return rules
}

// reportRules say by when a fault is reported and what is done.
func reportRules(id, what string, r cart.ReportPolicy) []rule {
	if r.Window <= 0 {
		return nil
	}
	text := what + " is reported within " + prose.Count(r.Window, "day") + " of delivery"
	evidence := []assistant.Evidence{policyFact(id+".window", strconv.Itoa(r.Window)), policyFact(id+".photo", strconv.FormatBool(r.Photo))}
	if r.Photo {
		text += ", with a photo"
	}
	rules := []rule{{sentence: sentence{[]string{text + "."}, evidence}}}
	remedy := remedySentence(id, r.Remedies)
	keep := "It goes back to us first."
	if r.KeepIt {
		keep = "You need not send the thing back."
	}
	rules = append(rules, rule{asksRemedy, remedy, false}, rule{asksSendBack, said1(id+".keep_it", strconv.FormatBool(r.KeepIt), keep), false})
	if r.Answer > 0 {
		rules = append(rules, rule{asksHowLong, said1(id+".answer_hours", strconv.Itoa(r.Answer), "You have an answer within "+prose.Count(r.Answer, "working hour")+"."), false})
	}
	return rules
}

// remedySentence says what the shop does about something.
func remedySentence(id string, list []string) sentence {
	switch len(list) {
	case 0:
		return sentence{}
	case 1:
		return said1(id+".remedies", list[0], "What you get is "+lowerList(list, "or")+".")
	default:
		return said1(id+".remedies", strings.Join(list, ", "), "You choose: "+lowerList(list, "or")+".")
	}
}

func waitRules(p cart.WaitPolicy) []rule {
	if p.Window <= 0 {
		return nil
	}
	text := "If it is said to be delivered and is not there"
	evidence := []assistant.Evidence{policyFact("not_received.wait", strconv.Itoa(p.Wait)), policyFact("not_received.window", strconv.Itoa(p.Window))}
	if p.Check != "" {
		text += ", please " + end(p.Check) + " first"
		evidence = append(evidence, policyFact("not_received.check", p.Check))
	}
	when := "Report it within " + prose.Count(p.Window, "day") + " of the stated delivery"
	if p.Wait > 0 {
		when = "Report it from the " + ordinal(p.Wait) + " day after the stated delivery on, and within " + prose.Count(p.Window, "day")
	}
	if p.Check == "" {
		text = when + "."
	} else {
		text += ". " + when + "."
	}
	return []rule{{sentence: sentence{[]string{text}, evidence}}, {asksRemedy, remedySentence("not_received", p.Remedies), false}}
}

// ordinal writes a small number as its place.
func ordinal(n int) string {
	words := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh"}
	if n > 0 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n) + "th"
}

func lateRules(p *cart.Policies) []rule {
	var rules []rule
	if p.Late.After > 0 || len(p.Late.Remedies) > 0 {
		text := "An order counts as late " + prose.Count(p.Late.After, "day") + " after the promised day"
		rules = append(rules, rule{sentence: remedied("late", p.Late, text)})
	}
	if p.Lost.After > 0 || len(p.Lost.Remedies) > 0 {
		text := "A parcel whose tracking has not moved for " + prose.Count(p.Lost.After, "day") + " counts as lost"
		rules = append(rules, rule{asksLost, remedied("lost", p.Lost, text), false})
	}
	return rules
}

func remedied(id string, p cart.LatePolicy, text string) sentence {
	evidence := []assistant.Evidence{policyFact(id+".after", strconv.Itoa(p.After))}
	if len(p.Remedies) > 0 {
		evidence = append(evidence, policyFact(id+".remedies", strings.Join(p.Remedies, ", ")))
		verb := "; then you choose "
		if len(p.Remedies) == 1 {
			verb = "; then you get "
		}
		text += verb + lowerList(p.Remedies, "or")
	}
	return sentence{[]string{text + "."}, evidence}
}

func (w *writer) warrantyRules(p *cart.Policies) []rule {
	called, category := w.aboutGoods()
	if p.Warranty.Months <= 0 && len(p.Warranty.Categories) == 0 {
		return nil
	}
	months, id := p.WarrantyMonths(category), "warranty.months"
	for _, c := range p.Warranty.Categories {
		if called == "" && among(c.Category, prose.Content(w.plan.Reading.Norm)) {
			steps := trimmed(strings.Split(c.Category, ">"))
			called, category, months = lowerFirst(steps[len(steps)-1]), steps, max(c.Months, 0)
		}
	}
	if months != p.Warranty.Months {
		id = "warranty.categories.months"
	}
	if months == 0 {
		return []rule{{sentence: said1(id, "0", "There is no warranty on "+called+" beyond what the law gives you.")}}
	}
	what := "Everything is"
	if called != "" {
		verb := " is"
		if isPlural(called) {
			verb = " are"
		}
		what = upperFirst(called) + verb
	}
	text := what + " guaranteed for " + monthsWords(months) + " from delivery"
	evidence := []assistant.Evidence{policyFact(id, strconv.Itoa(months))}
	if p.Warranty.Covers != "" {
		text += " against " + end(p.Warranty.Covers)
		evidence = append(evidence, policyFact("warranty.covers", p.Warranty.Covers))
	}
	rules := []rule{{sentence: sentence{[]string{text + "."}, evidence}}}
	if called == "" {
		rules = append(rules, rule{sentence: otherWarranties(p)})
	}
	if p.Warranty.Excludes != "" {
		rules = append(rules, rule{asksCover, said1("warranty.excludes", p.Warranty.Excludes, "It does not cover "+end(p.Warranty.Excludes)+"."), false})
	}
	if len(p.Warranty.Remedies) > 0 {
		rules = append(rules, rule{asksRemedy, said1("warranty.remedies", strings.Join(p.Warranty.Remedies, ", "), "What we do, in this order: "+strings.Join(lowerAll(p.Warranty.Remedies), ", then ")+"."), false})
	}
	return rules
}

func lowerAll(list []string) []string {
	var words []string
	for _, remedy := range list {
		words = append(words, lowerFirst(remedyWords(remedy)))
	}
	return words
}

func otherWarranties(p *cart.Policies) sentence {
	var words []string
	for _, c := range p.Warranty.Categories {
		steps := trimmed(strings.Split(c.Category, ">"))
		text := lowerFirst(steps[len(steps)-1])
		if c.Months > 0 {
			words = append(words, text+" for "+monthsWords(c.Months))
		} else {
			words = append(words, text+" not at all")
		}
	}
	if len(words) == 0 {
		return sentence{}
	}
	return said1("warranty.categories", strings.Join(words, "; "), upperFirst(joined(words, "and"))+".")
}

// monthsWords writes whole years as such.
func monthsWords(n int) string {
	if n >= 24 && n%12 == 0 {
		return prose.Count(n/12, "year")
	}
	return prose.Count(n, "month")
}
