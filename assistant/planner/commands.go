package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// commands reads what asks for one certain thing.
func (r *reader) commands(m *Reading) bool {
	norm := m.Norm
	set := func(intent Intent) bool { m.Intent = intent; return true }
	switch {
	case chatter.MatchString(norm):
		return set(IntentThanks)
	case agrees.MatchString(norm) && !strings.HasSuffix(m.Text, "?") && r.state.Errand == nil && !r.state.nearOrder():
		return set(IntentYes)
	case whyThat.MatchString(norm) && r.scene.it() != "" && r.state.Errand == nil && !r.state.nearOrder():
		m.Aspect, m.Refs = AspectReviews, []string{r.scene.it()} // why that one: what buyers say
		return set(IntentAbout)
	case weather.MatchString(norm) && !hasType(m.Wishes):
		return set(IntentSmallTalk)
	case goesWith.MatchString(norm) && said(norm) == "" && r.completes(m):
		return set(IntentGoesWith)
	case r.kit(m):
		return true
	case r.presents(m):
		return set(IntentIdeas)
	case wantsLead.MatchString(norm) && !hasType(m.Wishes) && !m.Own:
		return set(IntentChoose)
	case newIn.MatchString(norm) && said(norm) == "" && r.state.Errand == nil && len(m.Refs) == 0 && r.scene.Named == nil:
		m.New, m.Words, m.Near = true, nil, nil
		return set(IntentFind)
	case bestSold.MatchString(norm) && said(norm) == "" && len(m.Refs) == 0 && r.state.Errand == nil && !(deictic.MatchString(norm) && r.scene.it() != "") && r.popular(m):
		return set(IntentFind)
	case startOver.MatchString(norm), somethingNew.MatchString(norm):
		return set(IntentStartOver)
	case goBack.MatchString(norm) && len(r.state.Seen) > 0:
		return set(IntentBack)
	case r.steers(m):
		return true
	case emptyCart.MatchString(norm):
		m.Drop = []string{"all"}
		return set(IntentRemove)
	case cartShow.MatchString(norm) && !asksShippingOf.MatchString(norm), inMyCart.MatchString(norm):
		return set(IntentCart)
	case checkout.MatchString(norm) && !atCheckout.MatchString(norm) && !neverAdd.MatchString(norm):
		return set(IntentCheckout)
	case len(m.Drop) > 0 && !hasType(m.Wishes):
		return set(IntentUnwish)
	}
	if q := oneMore.FindStringSubmatch(norm); q != nil && r.state.Line != "" && r.state.Pending == nil {
		m.Delta = 1
		if n, ok := toNumber(q[1]); ok {
			m.Delta = n
		}
		return set(IntentQuantity)
	}
	if q := oneLess.FindStringSubmatch(norm); q != nil && r.state.Line != "" {
		n, _ := toNumber(q[1])
		m.Delta = -n
		return set(IntentQuantity)
	}
	if q := bareAmount.FindStringSubmatch(norm); q != nil && r.state.Line != "" && inCart(r.state.Last) {
		m.Quantity, _ = toNumber(q[1])
		return set(IntentQuantity)
	}
	for _, phrase := range []*pattern.Pattern{setTo, onlyWant} {
		if q := phrase.FindStringSubmatch(norm); q != nil && (r.state.Line != "" || r.state.Pending != nil && r.state.Pending.Item != nil || len(m.Refs) > 0) {
			m.Quantity, _ = toNumber(q[1])
			return set(IntentQuantity)
		}
	}
	if q := amountOfThose.FindStringSubmatch(norm); q != nil && len(r.scene.Shown) > 0 && r.state.Line == "" && r.state.Pending == nil {
		m.Quantity, _ = toNumber(q[1])
		if it := r.scene.it(); it != "" && len(m.Refs) == 0 {
			m.Refs = []string{it}
		}
		if m.Wishes, m.Words = nil, nil; len(m.Refs) != 1 {
			m.Refs = nil // which of them, is asked
		}
		return set(IntentAdd)
	}
	if r.swaps(m) {
		return set(IntentSwap)
	}
	switch {
	case removeVerb.MatchString(norm) && said(norm) == "" && !neverAdd.MatchString(strings.ReplaceAll(norm, "i do not want", "")) || fromCart.MatchString(norm):
		return set(IntentRemove)
	case r.adds(m):
		return set(IntentAdd)
	case moreLike.MatchString(norm):
		return set(IntentMore)
	case justShow.MatchString(norm) && len(r.state.Shown) > 0:
		return set(IntentJustShow)
	}
	if r.hasMost(m) {
		return true
	}
	if len(m.Comparatives) > 0 && m.Comparatives[0].Most && len(r.scene.Compared) < 2 && !(packsSmall.MatchString(norm) && strings.HasPrefix(norm, "which ")) {
		return set(IntentFind)
	}
	it := r.scene.it()
	if it == "" && len(r.scene.Shown) > 0 {
		it = r.scene.Shown[0].ID
	}
	if len(r.scene.Compared) == 1 && it != "" && !whichOf.MatchString(norm) && (deictic.MatchString(norm) || compareWith.MatchString(norm)) {
		other := r.scene.Compared[0].ID
		m.Refs = []string{it}
		if n := len(r.scene.Shown); plural.MatchString(norm) && n > 1 && n < 4 { // "compare them to the lamp"
			m.Refs = nil
			for i := range r.scene.Shown {
				m.Refs = append(m.Refs, r.scene.Shown[i].ID)
			}
		}
		if !slices.Contains(m.Refs, other) {
			m.Refs = append(m.Refs, other)
			return set(IntentCompare)
		}
		m.Refs = nil
	}
	if len(r.scene.Compared) >= 2 && len(m.Refs) < 2 {
		m.Refs = nil
		for i := range r.scene.Compared {
			m.Refs = append(m.Refs, r.scene.Compared[i].ID)
		}
		return set(IntentCompare)
	}
	if r.suits(m) {
		return true
	}
	if whichOf.MatchString(norm) && len(m.Comparatives) == 0 && len(r.scene.Shown) > 1 && !preferring.MatchString(norm) && !hasType(m.Wishes) {
		m.Refs, m.Aspect = nil, AspectFact
		for i := range min(4, len(r.scene.Shown)) {
			m.Refs = append(m.Refs, r.scene.Shown[i].ID)
		}
		return set(IntentAbout)
	}
	if compareTo.MatchString(norm) && !aspectChart.MatchString(norm) {
		alone := len(r.scene.Shown) < 2 && r.scene.it() != "" && compareAlone.MatchString(norm)
		if len(m.Refs) < 2 && len(r.scene.Shown) >= 2 && !bestFor.MatchString(norm) || len(m.Refs) >= 2 || alone {
			return set(IntentCompare)
		}
	}
	return false
}

// inCart reports whether the last reply was about what is in the cart.
func inCart(last Move) bool {
	return last == MoveAdd || last == MoveQuantity || last == MoveSwap || last == MoveCart
}

var (
	// andSome asks for something besides what is added: "and a mug".
	andSome = pattern.MustCompile(` (?:and|plus|as well as) (?:also |then )?((?:an?|some|another) \w.*)$`)
	// amountOfThose asks for so many of what is shown.
	amountOfThose = pattern.MustCompile(`^(?:(?:ok|then|and|i (?:need|want|will take|would like)|give me|please) )*(` + amount + `) of (?:those|these|them|it|that one|this one)(?: please)?$`)
	addAll        = pattern.MustCompile(polite + `(?:add|buy|order|get|take|i (?:will|would) (?:take|like)|put)(?: me)? (?:them all|all|everything)(?: of (?:them|these|those))?(?: three| four| five)?(?: ` + theCart + `)?(?: please)?$`)
	indefinite    = pattern.MustCompile(`\b(?:a|an|some|any)\b`)
	inMyCart      = pattern.MustCompile(`^(?:did|have|was|is|are) (?:you |it |that |they |the \w+ )+(?:\w+ )?(?:add|added|in (?:my |the )?` + cartNo + `)\b`)
	whichOf       = pattern.MustCompile(`^which (?:ones? )?(?:of (?:these|those|them) )?(?:is|are|can|has|have|does|do|would|will|could)\b`)
	compareWith   = pattern.MustCompile(`\bcompared? (?:to|with|against)\b`)
	// whyThat asks for the reason of what was just shown or recommended.
	whyThat = pattern.MustCompile(`^(?:(?:but|and|ok) )*why(?: (?:that|this|this one|that one|so|is that))?$`)
	// compareAlone asks to compare without saying with what.
	compareAlone = pattern.MustCompile(polite + `compare (?:all|everything|it|this|that|them|these|those|both|(?:all|the|these|those) (?:\w+ ){0,2}\w+|it (?:to|with) (?:others|similar (?:ones|things)|the others|something else|others? (?:\w+)))(?: of (?:them|these|those))?(?: please)?$`)
	preferring   = pattern.MustCompile(`\b(?:better|best|recommend|should|prefer|nicer|difference|choose|you like)\b`)
	aspectChart  = pattern.MustCompile(`\bsize (?:chart|guide)\b`)
	bestFor      = pattern.MustCompile(`\bdifferen(?:t|ce) (?:colou?rs?|sizes?)\b`)
)

// adds reports whether the message asks for something to go into the cart, and
// reads what and how many.
func (r *reader) adds(m *Reading) bool {
	norm := m.Norm
	if neverAdd.MatchString(norm) || addToOrder.MatchString(norm) { // an order that is placed is no cart
		return false
	}
	explicit := strings.HasPrefix(addVerb.FindString(norm), "add") || strings.HasSuffix(addVerb.FindString(norm), " add")
	toCart, verb, want := addToCart.MatchString(norm), addVerb.MatchString(norm), addWant.MatchString(norm)
	if !toCart && !verb && !want || !verb && !want && !putVerb.MatchString(norm) && asksFact.MatchString(norm) {
		return false
	}
	if !toCart && !explicit && said(norm) != "" {
		return false // "I want to return these boots"
	}
	if joined := r.scene.Joined; len(joined) > 1 && len(joined) >= len(m.Refs) && (explicit || toCart) {
		m.Refs = nil
		for i := range joined {
			m.Refs = append(m.Refs, joined[i].ID)
		}
		return true
	}
	if k := r.state.Kit; k != nil && (r.state.Last == MoveKit || r.state.Last == MoveAbout) && addKit.MatchString(norm) {
		m.Refs = nil
		for i := range k.Items {
			m.Refs = append(m.Refs, k.Items[i].Product)
		}
		m.Quantity, m.OfKit = 1, true
		return true
	}
	if n := len(r.scene.Shown); addAll.MatchString(norm) && len(m.Refs) == 0 && n > 1 && n <= maxJoined {
		for i := range r.scene.Shown {
			m.Refs = append(m.Refs, r.scene.Shown[i].ID)
		}
		m.Quantity = 1
		return true
	}
	loose := indefinite.MatchString(strings.NewReplacer("a couple", "", "a dozen", "").Replace(norm)) && !toCart
	if len(m.Refs) == 0 && !m.Beyond {
		if loose || hasType(m.Wishes) && !toCart && r.scene.Named == nil {
			return false
		}
		it := r.scene.it()
		switch {
		case r.scene.Named != nil && (toCart || explicit || verb && pointed.MatchString(norm)):
			m.Refs = []string{r.scene.Named.ID}
		case it != "" && r.onlyAsksToAdd(norm, it):
			m.Refs = []string{it}
		case toCart, verb && deictic.MatchString(norm), explicit && !hasHard(m.Wishes):
		default:
			return false
		}
	} else if loose && (want || hasType(m.Wishes)) && !pointed.MatchString(norm) {
		return false
	}
	if at := andSome.FindStringSubmatchIndex(norm); at != nil && len(m.Refs) == 1 && m.Besides == "" && hasType(r.understand(norm[at[2]:]).Constraints) {
		m.Besides, norm = "show me "+norm[at[2]:], norm[:at[0]]
		m.Wishes = r.understand(norm).Constraints
	}
	m.Quantity = max(1, quantityIn(norm))
	if len(m.Refs) > 0 {
		if p := r.scene.product(m.Refs[0]); p != nil {
			m.Options = optionsIn(p, norm, m.Wishes, "")
		}
	}
	return true
}

// onlyAsksToAdd reports whether a message holds nothing but the request itself,
// numbers, and values of the product's options: then it means that product.
func (r *reader) onlyAsksToAdd(norm, id string) bool {
	p := r.scene.product(id)
	if p == nil {
		return false
	}
	values := map[string]bool{}
	for _, option := range p.Options {
		for _, text := range append([]string{option.Name}, option.Values...) {
			for _, stem := range prose.Content(text) {
				values[stem] = true
			}
		}
	}
	for _, stem := range prose.Content(norm) {
		if _, isNumber := toNumber(stem); !isNumber && !values[stem] && !requestWords[stem] {
			return false
		}
	}
	return true
}

// requestWords are the stems of a request to add something.
var requestWords = map[string]bool{
	"add": true, "buy": true, "order": true, "purchas": true, "put": true, "throw": true, "grab": true, "take": true,
	"cart": true, "basket": true, "bag": true, "trolley": true, "shop": true, "great": true, "perfect": true, "cool": true,
	"cheapest": true, "best": true, "good": true, "alright": true, "piec": true, "pair": true, "ahead": true, "right": true, "love": true, "anoth": true,
}

var pointed = pattern.MustCompile(`\b(?:this|that|it|the|those|these|them)\b`)
