package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// goesOn settles, once a message has been read, whether it belongs to what is
// under way. While an order or a request is at hand, whatever is said is about
// it, unless the shopper clearly asks for goods or has a matter of their own: a
// question about it, a detail for the form that is open, a fact for the request
// that was filed.
func (r *reader) goesOn(m *Reading, words []string) {
	e := r.state.Errand
	if m.Tapped == nil && !m.Angry && !r.state.nearOrder() && isErrand(m.Intent) && r.elsewhere(m) { // "one of my parcels is late, too"
		m.Apart, m.Own, m.Rule = true, true, false
		return
	}
	if m.Tapped != nil || m.Angry || e == nil {
		return
	}
	if e.Order == "" {
		r.awaits(m, words)
		return
	}
	if !r.state.nearOrder() || m.Number != "" || r.asksGoods(m) {
		return
	}
	filed := e.Reference != ""
	switch {
	case anyNews.MatchString(m.Norm):
		m.Intent, m.Own = IntentOrderStatus, true
	case m.Intent == IntentYes && r.open(): // "ok, do that"
		m.Intent = IntentGoOn
	case changesMind.MatchString(m.Norm) && r.open(): // "actually no, keep it"
		m.Intent, m.Forgone = IntentNo, true
	case asksNext.MatchString(m.Norm) && r.open():
		m.Intent, m.OfRule = intentOf(e.Kind), true
	case m.Remedy == cart.RemedyRepair && e.settled() && !filed && m.Theme == "":
		m.Intent, m.Theme, m.Own = IntentWarranty, IntentWarranty, true // "can it be repaired?"
	case r.elsewhere(m):
		if m.Apart, m.Own, m.Rule = true, true, false; requestOf[m.Intent] == "" {
			m.Intent = IntentOrderStatus
		}
	case r.keeps(m):
		m.Intent, m.OfRule = intentOf(e.Kind), true // "keep it or send it back?"
	case r.ofRequest(m):
		m.Intent, m.OfRequest, m.Own, m.Rule = IntentOrderStatus, true, true, false
	case m.Theme == "" && misfits.MatchString(m.Norm) && e.settled() && !filed:
		m.Intent, m.Theme, m.Own = IntentExchange, IntentExchange, true
	case r.question(m):
		r.asksOn(m)
	case filed:
		if len(words) > 2 && (r.loose(m) || r.sameMatter(m) || problemKinds[requestOf[m.Intent]] && adds.MatchString(m.Norm)) || m.Remedy != "" {
			m.Intent = IntentFact
		}
	case r.open() && (r.loose(m) || r.sameMatter(m) || r.remedied(m) || r.reason(m)):
		m.Intent = IntentGoOn
	case e.Kind == "" && r.loose(m) && thatOne.MatchString(m.Norm) && len(words) <= 4: // "the jacket": the order with it
		m.Intent, m.Own = IntentOrderStatus, true
	case e.Kind == "" && r.loose(m) && len(words) > 1:
		m.Intent, m.Own = IntentProblem, true
	}
}

// open reports whether the errand waits for something: a form, or an answer.
func (r *reader) open() bool { return aboutOrders(r.state.Last) && !r.state.Errand.settled() }

// lacks reports whether a shopper says that they do not have what proves an
// order, and reads what.
func (r *reader) lacks(m *Reading) bool {
	switch at := lacking.FindString(m.Norm); {
	case at != "" && (m.Number != "" || strings.Contains(at, "mail") && !strings.Contains(at, "number")):
		m.Lacks = ProofEmail
	case at != "":
		m.Lacks = ProofNumber
	case tellsName.MatchString(m.Norm) && m.Number == "":
		m.Lacks = ProofBoth
	default:
		return false
	}
	return true
}

// awaits reads what more is said about a matter while an order's number and
// e-mail address are asked for.
func (r *reader) awaits(m *Reading, words []string) {
	if r.state.Last != MoveOrder || m.Number != "" || m.Email != "" {
		return
	}
	if asksNext.MatchString(m.Norm) && r.state.Errand.Kind != "" {
		m.Intent, m.OfRule = intentOf(r.state.Errand.Kind), true
		return
	}
	if !r.question(m) && (r.sameMatter(m) && len(words) > 1 || r.reason(m)) {
		m.Intent = IntentGoOn
	}
}

var (
	// lacking says that the shopper does not have what proves an order.
	lacking = pattern.MustCompile(`\b(?:not|no|lost|deleted|forgot\w*|without|cannot|where|what is|never got|have only|only have)\b.*\b(?:order )?(?:number|confirmation|e ?mail(?: address)?|receipt)\b|^(?:(?:i|sorry|but|no|well) )*(?:do not|not|never) (?:have|know|remember|find) (?:it|that|them|one|any)\b.*$`)
	// tellsName gives a name, or a time, in place of a proof.
	tellsName = pattern.MustCompile(`\b(?:my name is|the name is|under the name|it is under|name on (?:it|the order)|i am called|i ordered (?:it |them )?(?:\w+ ){1,3}ago)\b`)

	// anyNews asks how something stands.
	anyNews = pattern.MustCompile(`^(?:(?:is|are|so|and|hi|hello|there|do|you|have|got|any|some|the) )*(?:news|updates?|progress)(?: (?:on|about) (?:this|that|it|my \w+))?(?: yet)?$`)
	// changesMind wants nothing of it any more.
	changesMind = pattern.MustCompile(`^(?:(?:oh|ok|no|actually|wait|sorry|hm+|well|then|please|i|will|i will|let us|just|on second thought) )*(?:never ?mind|forget (?:it|that|about it)|(?:keep|leave) (?:it|them|the \w+|my order)(?: (?:as it is|then|after all))*|do not (?:cancel|send|change|return|do) (?:it|that|them|anything|my order)|changed my mind(?: again)?|do not want (?:to|that|it) (?:any ?more|cancel|return|change it))(?: (?:then|after all|please|thanks|anymore|any more))*$`)
	// misfits says that something does not fit.
	misfits = pattern.MustCompile(`\btoo (?:small|big|large|tight|loose|short|long|wide|narrow)\b|\b(?:does|do|did) not fit\b`)
	// mustI asks what the shopper has to do.
	mustI = pattern.MustCompile(`\b(?:do|must|should|shall|need) (?:i|we|it|they|the|that)\b|\bkeep\b|\b(?:have|has|need|needs) to\b`)
	// adds begins what is said besides.
	adds = pattern.MustCompile(`^(?:(?:oh|yes|ok|well|sorry) )*(?:also|and|besides|plus|by the way|it|they|the (?:left|right|other|whole|\w+ one))\b`)
	// wantsGoods begins a wish for goods.
	wantsGoods = pattern.MustCompile(`\b(?:show me|do you (?:have|sell|carry|stock|offer)|have you got|looking for|recommend|suggest|find me|i would like to (?:buy|see|order)|browse|shop for|what (?:\w+ )?do you (?:have|sell))\b`)
	needsGoods = pattern.MustCompile(`\b(?:i (?:also )?(?:need|want)|i am after|any) (?:to buy |to get )?(?:an?|some|new|\w+) \b`)
)

// asksGoods reports whether a message clearly asks for goods though an order is
// talked about.
func (r *reader) asksGoods(m *Reading) bool {
	switch m.Intent {
	case IntentAdd, IntentCart, IntentCheckout, IntentIdeas, IntentStartOver, IntentBack, IntentCode:
		return true
	case IntentAbout:
		return len(m.Refs) > 0 && r.names(m) == 0
	}
	if said(m.Norm) != "" || m.Intent != IntentFind && m.Intent != IntentAbout && m.Intent != IntentMore {
		return false
	}
	switch {
	case hasPrice(m):
		return true
	case r.names(m) > 0 && !wantsGoods.MatchString(m.Norm):
		return false
	case wantsGoods.MatchString(m.Norm):
		return hasType(m.Wishes) || len(m.Words) > 0 || len(m.Refs) > 0
	case needsGoods.MatchString(m.Norm), len(strings.Fields(m.Norm)) <= 3 && !definite.MatchString(m.Norm):
		return hasType(m.Wishes) && r.state.Errand.Kind != string(cart.RequestExchange)
	}
	return false
}

// loose reports whether a message was read as nothing that counts while an order
// is at hand: words to search by, or no words at all.
func (r *reader) loose(m *Reading) bool {
	switch m.Intent {
	case IntentUnclear, IntentFind, IntentMore, IntentSmallTalk, IntentCompare, IntentChoose, IntentJustShow, IntentUnwish, IntentQuantity:
		return true
	case IntentAbout:
		return r.scene.Page == nil || r.names(m) > 0
	case IntentAboutShop:
		return len(m.Found) == 0 || m.Found[0].Score <= 0.99
	case IntentGibberish:
		return len(strings.Fields(m.Norm)) > 2
	}
	return false
}

// names counts how many lines of the order at hand a message may name.
func (r *reader) names(m *Reading) int {
	if r.scene.Order == nil {
		return 0
	}
	lines, score := namedLines(r.scene.Order, m.Norm)
	if score == 0 {
		return 0
	}
	return len(lines)
}

// sameMatter reports whether a message is about the matter of the errand.
func (r *reader) sameMatter(m *Reading) bool {
	theme, kind := requestOf[m.Intent], r.state.Errand.Kind
	return m.Theme != "" && (theme == kind || problemKinds[theme] && problemKinds[kind]) && !doing.MatchString(m.Norm)
}

// reason reports whether a message says why something goes back: "I got the
// wrong size".
func (r *reader) reason(m *Reading) bool {
	theme := requestOf[m.Intent]
	return goesBack[r.state.Errand.Kind] && (theme == string(cart.RequestWrongItem) || theme == string(cart.RequestExchange))
}

// goesBack are the errands with which something goes back.
var goesBack = map[string]bool{string(cart.RequestReturn): true, string(cart.RequestExchange): true}

// remedied reports whether a message chooses what the shop does about a problem.
func (r *reader) remedied(m *Reading) bool {
	return m.Remedy != "" && problemKinds[r.state.Errand.Kind]
}

// question reports whether a message asks something, rather than for a remedy.
func (r *reader) question(m *Reading) bool {
	if m.Remedy != "" && r.open() && r.remedied(m) && !openQuestion.MatchString(m.Norm) {
		return false
	}
	return strings.HasSuffix(m.Text, "?") || asksFact.MatchString(m.Norm)
}

var openQuestion = pattern.MustCompile(`^(?:(?:and|but|ok|so|also|well|then) )*(?:how|what|which|who|where|when|why)\b`)

// asksOn settles what a question is about that says no matter of its own: the
// order, or the rules for what is wanted of it.
func (r *reader) asksOn(m *Reading) {
	e := r.state.Errand
	if !r.loose(m) {
		return
	}
	long := asksHowLong.MatchString(m.Norm)
	points := deictic.MatchString(m.Norm) || r.names(m) > 0
	switch {
	case whyNot.MatchString(m.Norm) && r.open():
		m.Intent = IntentGoOn
	case m.Intent == IntentAboutShop && !points && len(m.Found) > 0 && m.Found[0].Score > 0.85: // an article says it
	case e.Kind == "" && !long && helpless.MatchString(m.Norm):
		m.Intent, m.Own = IntentProblem, true
	case e.settled(), r.names(m) > 0 && !ofLines(cart.RequestKind(e.Kind)):
		m.Intent, m.Own = IntentOrderStatus, true
	case r.names(m) > 0 && !asksSendBack.MatchString(m.Norm) && !long:
		m.Intent = IntentGoOn
	default:
		m.Intent, m.OfRule = intentOf(e.Kind), true
	}
}

var (
	whyNot   = pattern.MustCompile(`^(?:(?:and|but|ok|so) )*(?:why|how come)\b`)
	helpless = pattern.MustCompile(`\bwhat (?:can|should|do|could|must) (?:i|you|we)\b|\bhelp\b`)
)

func hasPrice(m *Reading) bool {
	_, ok := wish(m.Wishes, catalog.KindPrice, "")
	return ok
}

// remedyAsked are the words by which a remedy is asked for.
var remedyAsked = []struct {
	remedy string
	words  *pattern.Pattern
}{
	{cart.RemedyReplacement, pattern.MustCompile(`\b(?:replac\w*|(?:a )?new (?:one|pair)|another (?:one|pair)|send (?:\w+ ){0,2}(?:again|another|a new)|(?:same|it) (?:thing |one )?again|resend|reship)\b`)},
	{cart.RemedyRefund, pattern.MustCompile(`\b(?:refund\w*|money back|my money|the money|reimburse\w*)\b`)},
	{cart.RemedyRepair, pattern.MustCompile(`\b(?:repair\w*|fix(?:ed)? it|mend\w*)\b`)},
	{cart.RemedyCredit, pattern.MustCompile(`\b(?:store credit|credit note|a credit)\b`)},
}

// remedyIn is the remedy that a text asks for, or "".
func remedyIn(norm string) string {
	for _, r := range remedyAsked {
		if at := r.words.FindStringIndex(norm); at != nil && !refusedBefore.MatchString(norm[:at[0]]) {
			return r.remedy
		}
	}
	return ""
}

// refusedBefore stands before what is not wanted.
var refusedBefore = pattern.MustCompile(`\b(?:not|no|instead of(?: a| the)?|rather than(?: a| the)?)(?: want)?(?: a| the| my)? $`)

// theLines are the words of a text that name lines of an order, or "".
func theLines(o *cart.Order, text string) string {
	norm := strings.Join(expand(prose.Words(text)), " ")
	if o == nil {
		return ""
	}
	if _, score := namedLines(o, norm); score == 0 {
		return ""
	}
	return norm
}
