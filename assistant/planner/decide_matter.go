package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
)

// computed reports whether the answer to a matter depends on the clock, the cart
// or the country, so that it is worked out rather than quoted.
// It is so, too, where the rules have the very number that is asked for.
func (r *reader) computed(theme Intent, norm string) bool {
	t := &r.scene.Terms
	switch theme {
	case IntentShipping, IntentDelivery:
		return t.Shipping != nil
	case IntentDiscount:
		return t.Promotions != nil
	case IntentHours:
		return t.Hours.Words() != "" || r.state.Waiting
	case IntentPayment:
		return asksCard.MatchString(norm)
	case IntentAccount:
		return accountDeed.MatchString(norm) && !askingHow.MatchString(norm)
	case IntentReturns:
		return t.Policies != nil && (asksCost.MatchString(norm) && asksPays.MatchString(norm) || daysAsked(norm) > 0 || asksIf.MatchString(norm) && uses.MatchString(norm) && unused.MatchString(strings.ToLower(t.Policies.Returns.Condition)))
	}
	return false
}

// asksWhoComes asks whether, or when, a person joins.
var asksWhoComes = pattern.MustCompile(`\b(?:is|are|will|does|do|when|has|have)\b.*\b(?:somebody|someone|anybody|anyone|a person|a human|an agent|the person|your (?:people|staff|colleagues?))\b.*\b(?:com(?:e|es|ing)|join\w*|answer\w*|repl\w+|there|here|free|available|seen|read)\b`)

// asksWait asks how long a person takes.
var asksWait = pattern.MustCompile(`^(?:(?:and|ok|so|but|hi|well|hello) )*(?:how (?:long|soon|quickly)|when)(?: (?:will|does|do|would|is|can|are) (?:it|that|this|they|somebody|someone|you|i|he|she|the person|a person|one)\b.*| (?:for|until|till)\b.*| do i (?:have to )?wait.*)?$`)

// onSale asks whether a thing is reduced.
var onSale = pattern.MustCompile(`\b(?:is|are) (?:it|this|that|they|these|those|the [\w ]+) (?:\w+ )?(?:on (?:sale|offer)|reduced|discounted|cheaper)\b`)

// asksPays asks who pays for something, or what it costs.
var asksPays = pattern.MustCompile(`\b(?:who pays|pay for|pays for|how much|cost|free)\b`)

var (
	// namesAddress speaks of an address, and not only of a country.
	namesAddress = pattern.MustCompile(`\b(?:address|street|house|door|zip|postcode|elsewhere|instead)\b`)
	// asksCodes asks how codes are used rather than which there are.
	asksCodes = pattern.MustCompile(`\b(?:two|several|multiple|many|both|more than one|combin\w*|stack\w*|together|at (?:the same time|once))\b.*\b(?:codes?|coupons?|vouchers?|promotions?|discounts?)\b|\b(?:codes?|coupons?|vouchers?|promotions?|discounts?)\b.*\b(?:combin\w*|stack\w*|together|at (?:the same time|once)|add up)\b|\bhow do (?:\w+ ){0,2}(?:codes?|coupons?|vouchers?) work\b|\bwhere (?:do|can|should) i (?:enter|type|put|use|write)\b`)
	// asksHowWhy asks how things are, or why, rather than to see to something.
	asksHowWhy = pattern.MustCompile(`^(?:(?:and|so|but|ok|well|hi|hello|hey) )*(?:how|why|what (?:if|happens|does|do|is the|are the)|who|which|can|could|do|does|is (?:it|there)|are there|will|my \w+ (?:is|are))\b`)
)

// happened asks why something became of an order: no rule knows.
var happened = pattern.MustCompile(`\bwhy (?:was|were|has|have|did|is|are) (?:my|our) (?:\w+ ){0,2}` + parcel + `\b|\bwhy (?:was|were|did|have|has) (?:you|they|somebody|someone) (?:\w+ ){1,3}(?:my|our) (?:\w+ ){0,2}` + parcel + `\b`)

// ofAnOrder reports whether a message is about what the shopper has ordered, and
// orders can be looked up here.
func (r *reader) ofAnOrder(m *Reading) bool {
	_, possible := requestOf[m.Theme]
	if r.scene.Customer == nil && r.scene.At.Order == "" && !r.state.nearOrder() && m.Number == "" && m.Email == "" && asksHowWhy.MatchString(m.Norm) && !happened.MatchString(m.Norm) {
		return false // the article says it, and the order can still be looked up
	}
	return possible && r.scene.Terms.Orders && (m.Own || m.Number != "" || !m.Rule || r.state.nearOrder() && !inGeneral.MatchString(m.Norm)) && !hypothetical.MatchString(m.Norm)
}

// pointsAtProduct reports whether what looks like a matter of support is a
// question about a certain product: "does it ship with a charger?".
func (r *reader) pointsAtProduct(m *Reading, intent Intent) bool {
	if at := takesTo.FindStringSubmatch(m.Norm); at != nil && !arriving[at[1]+at[2]] {
		return r.scene.it() != "" // how long it takes to put up, not to come
	}
	if intent != IntentAboutShop && intent != IntentDiscount {
		return false
	}
	return deictic.MatchString(m.Norm) && r.scene.it() != "" && !support[intent].MatchString(m.Norm)
}

// takesTo asks how long something takes.
var takesTo = pattern.MustCompile(`\bhow (?:long|much time) (?:does|do|will|would|did) (?:it|this|that|they|these|the \w+(?: \w+)?) takes? to (\w+)|^(?:(?:and|so|ok) )*how (?:long|much time) to (\w+)`)

// arriving are the verbs of what is on its way.
var arriving = map[string]bool{
	"arrive": true, "get": true, "come": true, "ship": true, "deliver": true, "be": true, "reach": true, "send": true, "process": true, "receive": true, "refund": true, "return": true, "exchange": true,
}
