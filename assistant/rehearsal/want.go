package rehearsal

import (
	"regexp"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// want is what the step is after: what it says itself, or what its words say.
func (s *Step) want(setup *Setup) Want {
	if s.Want != nil {
		return *s.Want
	}
	return Infer(setup.Catalog, s.Say)
}

// topic is a rule of a shop with the words by which shoppers ask for it and the
// words one of which an answer has.
type topic struct {
	name        string
	ask, answer *regexp.Regexp
}

func words(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)\b`) }

// topics are the rules that shoppers ask for, the more special first.
var topics = []topic{
	{"gift_return", words(`(?:gifts?|presents?)\b.{0,40}\b(?:returns?|returned|back)|returns?\b.{0,40}\b(?:gifts?|presents?)|receivers?|gift returns?`), words(`gifts?|given|receivers?|recipients?|givers?|presents?`)},
	{"gift_card", words(`gift ?cards?|vouchers?`), words(`gift ?cards?|vouchers?`)},
	{"gift_wrap", words(`gift.?wrap\w*|wrapp(?:ed|ing)|gift notes?`), words(`wrap\w*|notes?|paper|cloth|ribbon|boxe?s?`)},
	{"promotions", words(`promo\w*|discounts?|coupons?|codes?|sales?|deals?`), words(`off|codes?|promo\w*|free|discounts?|sales?`)},
	{"warranty", words(`warrant\w*|guarantees?`), words(`warrant\w*|guarantee\w*|cover\w*`)},
	{"payment", words(`pay|payments?|paypal|credit cards?|klarna|apple pay`), words(`pay\w*|cards?|paypal`)},
	{"exchange", words(`exchang\w*|swap\w*`), words(`exchang\w*|swap\w*`)},
	{"refund", words(`refunds?|refunded|money back`), words(`refund\w*|money`)},
	{"returns", words(`returns?|returned|send (?:it|them|something|things?) back|sending back`), words(`return\w*|send|back|unworn|worn|unused|paid|pays?`)},
	{"cancel", words(`cancel\w*`), words(`cancel\w*`)},
	{"ship_to", words(`ships? to|deliver to|send to|abroad|overseas|international\w*`), words(`ship\w*|send|deliver\w*|to`)},
	{"ship_time", words(`how (?:long|soon|fast)|when (?:would|will|can)|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|arrive`), words(`days?|by|arrives?|monday|tuesday|wednesday|thursday|friday`)},
	{"ship_cost", words(`shipping|delivery|postage`), words(`shipping|deliver\w*|standard|express|costs?|free`)},
	{"late", words(`late|delayed|lost`), words(`late|lost|missing|promised|delay\w*`)},
	{"hours", words(`hours|open|contact|phone|e-?mail you|reach you`), words(`am|pm|monday|hours|person|e-?mail|phone|chat|clock`)},
	{"privacy", words(`privacy|my data|personal data|gdpr`), words(`data|privacy|keeps?|delete\w*|stor\w*|kept`)},
}

// Topics are the rules of a shop that [Want.Topic] may name.
func Topics() []string {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return names
}

func topicOf(name string) *topic {
	for i := range topics {
		if topics[i].name == name {
			return &topics[i]
		}
	}
	return nil
}

var (
	asksPerson  = words(`(?:talk|speak|chat|connect|transfer|put)\b.{0,30}\b(?:human|person|agent|someone|somebody|representative|manager)|real person|human please|customer service|an? agent`)
	asksProblem = words(`broken|damaged|defective|faulty|cracked|torn|wrong (?:item|size|colou?r|one|thing|product)|never (?:arrived|came)|(?:has|did)(?: not|n't|nt) (?:arrived?|come)|lost|complaint|ridiculous|unacceptable|terrible|fed up|charged twice|ripped|leaks|fell apart|late`)
	asksOrder   = words(`where(?:'s| is| are)?\b.{0,20}\b(?:order|parcel|package|delivery)|track\w*|order status|status of (?:my|the) order|my orders?`)
	asksRequest = words(`(?:i (?:want|would like|need|'d like) to|can i|please|could you|start an?)\b.{0,15}\b(?:return|exchange|cancel|change the address)|refund me`)
	asksRule    = words(`policy|rules?|how (?:do|does|long|many|much)|can i|do you|who pays|what if|is there`)
	asksCart    = words(`(?:my|the) (?:cart|basket|bag)|check ?out`)
	asksAdd     = words(`^(?:please )?add|add (?:it|that|the|to)|into? (?:my|the) (?:cart|basket|bag)|i'?ll take|buy (?:it|that|the)`)
	asksChange  = words(`remove|take (?:it|that|the .{1,30}) out|make (?:it|that) (?:two|three|four|one|\d+)|(?:two|three|\d+) of (?:them|those|it)`)
	asksCompare = words(`compare|difference between|which (?:one )?is better|versus|vs\.?`)
	asksPrice   = words(`how much (?:is|are|does|do|for)|what does (?:it|that|this|the .{1,40}) cost|price of|what.{1,4} the price|what do they cost`)
	asksDetail  = words(`^(?:is|are|does|do|has|have|will|can|could) (?:it|this|that|these|those|they|the)|made of|material|weigh\w*|true to size|what (?:sizes|colou?rs)|reviews?|tell me (?:more )?about|in stock|come in`)
	asksTalk    = words(`^(?:hi|hello|hey|good (?:morning|evening|day)|thanks?|thank you|thx|bye|goodbye|ok(?:ay)?|great|perfect|cool)[\s!.,a-z]{0,20}$`)
	asksFind    = words(`show|looking for|find|recommend|suggest|need an?|want an?|cheaper|others?|more like|any|something|gift|present|under|below|less than`)
	saysNth     = regexp.MustCompile(`(?i)\bthe (first|second|third|fourth|last|1st|2nd|3rd|4th)(?: one| option| item)?\b`)
	saysNot     = regexp.MustCompile(`(?i)\b(?:not|no|without|except|anything but|nothing in|don't want|do not want)\s+(?:an? |any |in |the |too )?([a-z][a-z-]{2,})(?:\s+or\s+([a-z][a-z-]{2,}))?`)
	orderNumber = regexp.MustCompile(`(?i)(?:#\s?\d{3,}|\b[a-z]{1,4}-\d{3,}\b|\border (?:number )?\d{3,}\b)`)
	email       = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]*\w`)
)

// notThings are words after "not" and "no" that name no wish.
var notThings = map[string]bool{
	"sure": true, "that": true, "this": true, "them": true, "want": true, "what": true, "need": true, "more": true, "less": true, "thanks": true,
	"arrived": true, "working": true, "here": true, "the": true, "right": true, "for": true, "very": true, "really": true, "one": true, "meant": true,
	"longer": true, "good": true, "yet": true, "problem": true, "idea": true, "come": true, "fit": true, "get": true, "know": true, "just": true,
	"too": true, "only": true, "like": true, "expensive": true, "even": true, "it": true, "any": true, "received": true, "show": true, "happy": true,
	"worry": true, "questions": true, "matter": true, "have": true, "see": true, "being": true, "paying": true, "order": true, "using": true,
}

// Infer reads from its words what a message is after, for scripts that do not
// say it themselves. What it cannot read is WantOther, which anything but an
// excuse answers. c tells the names of goods from other words.
func Infer(c catalog.Catalog, say string) Want {
	w := Want{Kind: WantOther, Nth: nth(say)}
	if number := orderNumber.FindString(say); number != "" {
		w.Order = strings.ToUpper(strings.TrimLeft(number, "#orden umb"))
	}
	understood := catalog.Understand(c, say)
	for _, constraint := range understood.Constraints {
		if constraint.Kind == catalog.KindPrice && !constraint.Soft && !constraint.Not {
			w.Max = constraint.MaxPrice
		}
	}
	w.Not = excluded(say)
	switch {
	case asksTalk.MatchString(strings.TrimSpace(say)):
		w.Kind = WantTalk
	case asksPerson.MatchString(say):
		w.Kind = WantPerson
	case asksAdd.MatchString(say):
		w.Kind = WantAdd
	case asksChange.MatchString(say):
		w.Kind = WantChange
	case asksCompare.MatchString(say):
		w.Kind = WantCompare
	case asksOrder.MatchString(say) || w.Order != "" && len(strings.Fields(say)) < 8:
		w.Kind = WantOrder
	case asksProblem.MatchString(say) && !asksRule.MatchString(say):
		w.Kind = WantProblem
	case asksRequest.MatchString(say):
		w.Kind = WantRequest
	case asksCart.MatchString(say):
		w.Kind = WantCart
	case asksPrice.MatchString(say) && inferTopic(say) == "":
		w.Kind = WantPrice
	case inferTopic(say) != "" && asksRule.MatchString(say):
		w.Kind, w.Topic = WantPolicy, inferTopic(say)
	case asksDetail.MatchString(say):
		w.Kind = WantDetail
	case names(understood) || asksFind.MatchString(say):
		w.Kind = WantFind
	}
	return w
}

func inferTopic(say string) string {
	for _, t := range topics {
		if t.ask.MatchString(say) {
			return t.name
		}
	}
	return ""
}

// names reports whether the words name goods or a wish about them.
func names(u catalog.Understanding) bool {
	for _, c := range u.Constraints {
		if !c.Soft {
			return true
		}
	}
	return len(u.Comparatives) > 0 || u.Sort != ""
}

// nth reads "the second one": 2; -1 is the last one, 0 none.
func nth(say string) int {
	found := saysNth.FindStringSubmatch(say)
	if found == nil {
		return 0
	}
	switch strings.ToLower(found[1]) {
	case "first", "1st":
		return 1
	case "second", "2nd":
		return 2
	case "third", "3rd":
		return 3
	case "fourth", "4th":
		return 4
	default:
		return -1
	}
}

// excluded are the words that a message rules out: "not leather".
func excluded(say string) []string {
	var all []string
	for _, found := range saysNot.FindAllStringSubmatch(say, -1) {
		for _, word := range found[1:] {
			if word = strings.ToLower(word); word != "" && !notThings[word] {
				all = append(all, word)
			}
		}
	}
	return all
}
