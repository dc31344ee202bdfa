package planner

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
)

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
		rules = append(rules, rule{sentence: stated(id+".after", c.After, "After that: "+lowerFirst(end(c.After))+".")})
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
	rules = append(rules, rule{asksRemedy, remedy, false}, rule{asksSendBack, keepRule(id, r), false})
	if r.Answer > 0 {
		rules = append(rules, rule{asksHowLong, stated(id+".answer_hours", strconv.Itoa(r.Answer), "You have an answer within "+prose.Count(r.Answer, "working hour")+"."), false})
	}
	return rules
}

// remedySentence says what the shop does about something.
func remedySentence(id string, list []string) sentence {
	switch len(list) {
	case 0:
		return sentence{}
	case 1:
		return stated(id+".remedies", list[0], "What you get is "+lowerList(list, "or")+".")
	default:
		return stated(id+".remedies", strings.Join(list, ", "), "You choose: "+lowerList(list, "or")+".")
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
		return []rule{{sentence: stated(id, "0", "There is no warranty on "+called+" beyond what the law gives you.")}}
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
		rules = append(rules, rule{asksCover, stated("warranty.excludes", p.Warranty.Excludes, "It does not cover "+end(p.Warranty.Excludes)+"."), false})
	}
	rules = append(rules, rule{asksSendBack, w.claimedFirst(), true})
	if len(p.Warranty.Remedies) > 0 {
		rules = append(rules, rule{asksRemedy, stated("warranty.remedies", strings.Join(p.Warranty.Remedies, ", "), "What we do, in this order: "+strings.Join(lowerAll(p.Warranty.Remedies), ", then ")+"."), false})
	}
	return rules
}

// claimedFirst says when a thing goes back under the warranty, of which the
// rules say nothing.
func (w *writer) claimedFirst() sentence {
	if e := w.state.Errand; e != nil && e.Reference != "" && e.Kind == string(cart.RequestWarranty) {
		return sentence{wordings: []string{
			"Please send nothing back yet: whoever answers " + e.Reference + " says whether it has to come to us, and how.",
			"Not before you have an answer to " + e.Reference + "; it says whether to send the thing back, and how.",
		}}
	}
	return sentence{wordings: []string{"Make the claim first: the answer to it says whether to send the thing back, and how."}}
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
	return stated("warranty.categories", strings.Join(words, "; "), upperFirst(joined(words, "and"))+".")
}

// monthsWords writes whole years as such.
func monthsWords(n int) string {
	if n >= 24 && n%12 == 0 {
		return prose.Count(n/12, "year")
	}
	return prose.Count(n, "month")
}
