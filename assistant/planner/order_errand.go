package planner

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// errand reads the message as what an errand waits for: the order's number, an
// e-mail address, or the answer to the question which order, which line or what
// is wrong.
func (r *reader) errand(m *Reading) bool {
	if !r.scene.Terms.Orders {
		return false
	}
	e, pending := r.state.Errand, r.state.Pending
	if e != nil && pending != nil && len(pending.Keys) > 0 {
		if m.Key = keyIn(pending, m); m.Key != "" {
			m.Intent = IntentGoOn
			return true
		}
	}
	theme := said(m.Norm)
	if e != nil && theme == "" && (pending != nil && pending.Ask == AskOrder && thatOne.MatchString(m.Norm) || r.state.Last == MoveOrder && otherOrder.MatchString(m.Norm)) {
		m.Intent, m.Key = IntentGoOn, anotherOrder
		return true
	}
	if pending != nil && pending.Ask == AskProblem && e != nil && problemKinds[requestOf[theme]] {
		m.Intent, m.Key = IntentGoOn, requestOf[theme]
		return true
	}
	if m.Number == "" && m.Email == "" {
		return false
	}
	if e != nil && e.Order == "" && (theme == "" || requestOf[theme] == e.Kind) {
		m.Intent = IntentGoOn
		return true
	}
	if onlyNumber(m) || m.Number == "" && theme == "" {
		m.Intent = IntentOrderStatus
		if m.Number != "" && m.Email == "" && r.scene.Terms.OrderPrefix == "" { // "WH-1000" may be a thing that the shop has
			u := r.understand(m.Number)
			return len(u.Constraints) == 0 && u.Known == 0
		}
		return onlyProof(m)
	}
	return false
}

// anotherOrder is the key of an order that the message describes.
const anotherOrder = "*"

var (
	// thatOne describes one of the orders that were listed: "the jacket".
	thatOne = regexp.MustCompile(`^(?:(?:no|and|ok|sorry|actually|i mean) )*(?:the|my|that|this|from|with) (?:[\w'-]+ ?){1,6}$`)
	// otherOrder means another order than the one that was shown.
	otherOrder = regexp.MustCompile(`^(?:(?:no|and|ok|sorry|actually|i mean|what about|how about) )*(?:the|my) (?:(?:other|newest|latest|last|oldest|older|previous|first|earlier) )?(?:one|order)(?: (?:from|with|of|i (?:ordered|placed|made)|before|placed)\b.*)?$`)
	oldest     = regexp.MustCompile(`\b(?:oldest|first|earliest)\b`)
	theOther   = regexp.MustCompile(`\b(?:other|previous|older|earlier|before)\b`)
)

// problemKinds are the errands that answer what is wrong.
var problemKinds = map[string]bool{
	string(cart.RequestDamaged): true, string(cart.RequestWrongItem): true, string(cart.RequestNotReceived): true,
	string(cart.RequestLate): true, string(cart.RequestWarranty): true, string(cart.RequestCharge): true,
}

// keyIn is the key of the value that answers a pending question: by its words,
// by its number in the list, or by words that it alone has.
func keyIn(pending *Pending, m *Reading) string {
	if asksFact.MatchString(m.Norm) || len(strings.Fields(m.Norm)) > 10 {
		return ""
	}
	at := -1
	if value := valueIn(pending.Values, m.Norm); value != "" {
		at = slices.Index(pending.Values, value)
	} else if m.Number != "" {
		at = slices.IndexFunc(pending.Keys, func(key string) bool { return cart.SameNumber(key, m.Number) })
	} else if found := ordinals(m.Norm, len(pending.Keys)); len(found) == 1 {
		at = found[0]
	} else {
		stems := prose.Content(m.Norm)
		for i, value := range pending.Values {
			if slices.ContainsFunc(uniqueStems(value), func(stem string) bool { return slices.Contains(stems, stem) }) {
				if at >= 0 {
					return "" // both have it
				}
				at = i
			}
		}
	}
	if at < 0 || at >= len(pending.Keys) {
		return ""
	}
	return pending.Keys[at]
}

// goesOn settles, once a message has been read, whether it is more about the
// errand under way: a question about it, a detail for the form that is open, or
// a new fact about the request that was filed.
func (r *reader) goesOn(m *Reading, words []string) {
	e := r.state.Errand
	if e == nil || m.Tapped != nil || m.Angry {
		return
	}
	if r.asksOn(m) || strings.HasSuffix(m.Text, "?") || asksFact.MatchString(m.Norm) || doYouHave.MatchString(m.Norm) && !m.Own {
		return
	}
	theme := requestOf[m.Intent]
	same := m.Theme != "" && (theme == e.Kind || problemKinds[theme] && problemKinds[e.Kind]) && m.Number == "" && !doing.MatchString(m.Norm)
	same = same || e.Reference != "" && problemKinds[theme] && adds.MatchString(m.Norm) && m.Number == ""
	loose := m.Intent == IntentUnclear || m.Intent == IntentGibberish && len(words) > 2 || m.Intent == IntentFind && !hasPrice(m) && !r.startsSearch(m)
	reason := goesBack[e.Kind] && (theme == string(cart.RequestWrongItem) || theme == string(cart.RequestExchange)) && m.Number == "" // "i got the wrong size"
	switch {
	case e.Reference != "" && aboutOrders(r.state.Last):
		if (same || loose) && len(words) > 2 {
			m.Intent = IntentFact
		}
	case r.state.Last == MoveOrder && !e.settled():
		if same || reason || e.Order != "" && (loose || m.Intent == IntentYes) {
			m.Intent = IntentGoOn
		}
	}
}

// goesBack are the errands with which something goes back.
var goesBack = map[string]bool{string(cart.RequestReturn): true, string(cart.RequestExchange): true}

// anyNews asks how something stands.
var anyNews = regexp.MustCompile(`^(?:(?:is|are|so|and|hi|hello|there|do|you|have|got|any|some|the) )*(?:news|updates?|progress)(?: (?:on|about) (?:this|that|it|my \w+))?(?: yet)?$`)

// asksOn reports whether a message that says no matter of its own asks about
// the errand under way, and settles what: "what can I do about it?", "did that
// work?", "how long will it take?".
func (r *reader) asksOn(m *Reading) bool {
	e := r.state.Errand
	lost := m.Intent == IntentUnclear || m.Intent == IntentAbout && r.scene.it() == "" && len(m.Refs) == 0 ||
		m.Intent == IntentFind && deictic.MatchString(m.Norm) && !hasType(m.Wishes) && !doYouHave.MatchString(m.Norm) ||
		m.Intent == IntentDelivery && e.Kind == string(cart.RequestExchange) && e.Reference != ""
	lost = lost || e.Reference != "" && asksHowLong.MatchString(m.Norm) && said(m.Norm) == ""
	if anyNews.MatchString(m.Norm) && r.state.nearOrder() {
		m.Intent, m.Own = IntentOrderStatus, true
		return true
	}
	if !lost || !r.state.nearOrder() || !asksFact.MatchString(m.Norm) {
		return false
	}
	long := asksHowLong.MatchString(m.Norm)
	switch {
	case e.Order == "":
		return false
	case e.Kind == "" && !long && deictic.MatchString(m.Norm):
		m.Intent, m.Own = IntentProblem, true
	case e.Kind == "" || e.Reference != "" && !long:
		m.Intent, m.Own = IntentOrderStatus, true
	default:
		m.Intent, m.Rule = intentOf(e.Kind), true
	}
	return true
}

// adds begins what is said besides.
var adds = regexp.MustCompile(`^(?:(?:oh|yes|ok|well|sorry) )*(?:also|and|besides|plus|by the way|it|they|the (?:left|right|other|whole|\w+ one))\b`)

// startsSearch reports whether a find is for goods beyond doubt.
func (r *reader) startsSearch(m *Reading) bool {
	return doYouHave.MatchString(m.Norm) || hasType(m.Wishes) && len(strings.Fields(m.Norm)) <= 3 && r.state.Errand.Kind != string(cart.RequestExchange)
}

func hasPrice(m *Reading) bool {
	_, ok := wish(m.Wishes, catalog.KindPrice, "")
	return ok
}
