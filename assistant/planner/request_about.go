package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/cart"
)

// What a message is about that comes while an order or a request is at hand is
// settled here: the request, the rule, or another order. A question that says
// its own matter is answered for that, whatever is under way.

var (
	// apart names another order than the one at hand, or one of several.
	apart = pattern.MustCompile(`\b(?:my|the|an?|that|this|of my) (?:other|second|previous|next|different|older|earlier|last but one) (?:\w+ )?` + shipped + `\b|\banother (?:\w+ )?` + shipped + `\b|\b(?:one|two|some|both) of (?:my|the|our) (?:\w+ )?(?:orders|parcels|packages|deliveries|shipments|purchases)\b`)
	// asksState asks what became of a request.
	asksState = pattern.MustCompile(`^(?:(?:and|so|ok|but|hey|hi|well|then|wait|please) )*(?:(?:is|was|has|have|did|are|will|does) (?:it|that|this|the|my|you|they|everything|all)\b.*\b(?:done|cancel\w*|approved?|accepted|filed?|sent|send|submit\w*|through|received?|registered|processed|changed?|updated?|saved?|noted|confirmed?|work(?:ed)?|settled|decided|handled|finished|completed?|forwarded|passed on|in the system)\b|(?:is|are) (?:it|that|we|everything) (?:all )?(?:set|good|ok|done)\b)|\b(?:what is|whats|give me|need|have|get) (?:the|my|a|that|your) (?:\w+ )?(?:reference|case number|ticket|claim number|confirmation number)\b|^(?:the )?(?:reference|case number|ticket)(?: number)?(?: please)?$|\b(?:status|state) of (?:it|this|(?:that|the|my|this) (?:exchange|return|request|claim|report|cancell?ation|complaint|case|refund))\b`)
	// asksNext asks how it goes on.
	asksNext = pattern.MustCompile(`^(?:(?:and|so|ok|but|well|then|hi|alright) )*(?:what (?:happens|comes|is|do (?:i|we|you) do|can (?:i|we|you) do|should i do|must i do|will you do|now)(?: (?:now|next|then|about (?:it|this|that)))*|now(?: what)?|how does (?:it|this|that) (?:work|go on)|what (?:can|do|will|would|could) (?:i|we) (?:get|have|expect)(?: (?:for|now|from)\b.*)?|what are my (?:options|choices))(?: please)?$`)
	// inReturn are the remedies by their words, and what is under way by its own.
	inReturn = pattern.MustCompile(`\b(?:replacement|new (?:one|pair|ones)|other (?:one|pair|size)|repair(?:ed)?|mended|exchange|label|answer|decision|decided?)\b`)
)

const shipped = `(?:orders?|purchases?|parcels?|packages?|deliver(?:y|ies)|shipments?|things?|items?)`

// elsewhere reports whether a message is about another order than the one at
// hand: "my other order is late".
func (r *reader) elsewhere(m *Reading) bool {
	return apart.MatchString(m.Norm) && r.state.Order != "" && m.Number == "" && !otherOrder.MatchString(m.Norm) && !r.asksGoods(m)
}

// ofRequest reports whether a message asks what became of a request, or how it
// goes on with one that was filed.
func (r *reader) ofRequest(m *Reading) bool {
	e := r.state.Errand
	if asksState.MatchString(m.Norm) {
		return isRequest(cart.RequestKind(e.Kind)) || e.Kind == errandChange
	}
	if asksNext.MatchString(m.Norm) {
		return e.Reference != ""
	}
	if e.Reference == "" || !r.question(m) || general(m) || doing.MatchString(m.Norm) {
		return false
	}
	points := deictic.MatchString(m.Norm) || m.Own || inReturn.MatchString(m.Norm)
	switch m.Theme {
	case "":
		return r.loose(m) || m.Intent == IntentAboutShop && deictic.MatchString(m.Norm)
	case IntentRefund:
		wish := r.wished()
		back := e.Kind == string(cart.RequestReturn) || e.Kind == string(cart.RequestCancel) || problemKinds[e.Kind] && wish == ""
		return (back || wish == cart.RemedyRefund) && (r.scene.Order == nil || len(r.scene.Order.Refunds) == 0)
	case IntentDelivery, IntentShipping, IntentLate, IntentOrderStatus:
		return points && (problemKinds[e.Kind] || e.Kind == string(cart.RequestExchange))
	case IntentReturns:
		return points && (e.Kind == string(cart.RequestReturn) || problemKinds[e.Kind] && !sendsBack.MatchString(m.Norm))
	}
	return points && requestOf[m.Theme] == e.Kind
}

// wished is the remedy that was asked for with the request at hand.
func (r *reader) wished() string {
	if r.scene.Order != nil {
		for _, q := range r.scene.Order.Requests {
			if q.Reference == r.state.Errand.Reference {
				return q.Wish
			}
		}
	}
	return r.state.Errand.Wish
}

// keeps reports whether a message asks what becomes of a thing with a fault:
// "keep it or send it back?".
func (r *reader) keeps(m *Reading) bool {
	return problemKinds[r.state.Errand.Kind] && r.question(m) && !general(m) && asksSendBack.MatchString(m.Norm) && mustI.MatchString(m.Norm)
}

// general reports whether a message asks how things are done here rather than
// about what the shopper has ordered.
func general(m *Reading) bool {
	return m.Country != "" || hypothetical.MatchString(m.Norm) || inGeneral.MatchString(m.Norm) && !ownOrder.MatchString(m.Norm)
}

var (
	// inGeneral asks about orders rather than about the one at hand.
	inGeneral = pattern.MustCompile(`\b(?:an?|any|your|other|another) (?:order|orders|purchase|parcel|gift|return|returns|exchange|refund|thing|item|something|warranty|guarantee)\b|\b(?:orders|returns|refunds|exchanges|gifts|things|items|people|somebody|someone|something|anything|usually|normally|generally)\b|\byour (?:\w+ )?(?:policy|policies|rules?|terms|warranty|guarantee)\b|\bthe (?:warranty|guarantee) (?:cover|hold|last|include|apply|work)s?\b|\b(?:does|do|will) the (?:warranty|guarantee)\b`)
	// ownOrder names what the shopper has ordered.
	ownOrder = pattern.MustCompile(`\bmy (?:\w+ ){0,2}(?:orders?|purchases?|parcels?|packages?|delivery|shipments?|invoice|receipt|returns?)\b|\b(?:i|we) (?:have |just )*(?:bought|ordered|purchased|received|got|returned|paid|placed)\b`)
	// asksRuleOf asks how long, who pays or what is covered.
	asksRuleOf = pattern.MustCompile(`^(?:(?:and|but|ok|so|also|well|then|hi) )*(?:how|who|what|which|when|until when|is there|are there|do you)\b`)
	// asksWhen asks for a time.
	asksWhen = pattern.MustCompile(`^(?:(?:and|but|ok|so|also|well|then|hi|hello|hey) )*(?:how (?:long|soon|fast|quickly|many days)|when|by when|until when)\b`)
)

// anyTime reports whether a message asks when money comes back without a word of
// any order: where none is at hand, the rule answers it.
func anyTime(m *Reading) bool {
	return m.Intent == IntentRefund && asksWhen.MatchString(m.Norm) && !ownOrder.MatchString(m.Norm) && !strings.Contains(m.Norm, "refund for")
}
