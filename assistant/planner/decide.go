package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// How sure the classifier must be: of what the shopper has to say about an
// order or the shop, of that beside a word that belongs to it, and of talk.
const (
	sureSupport = 0.85
	cuedSupport = 0.14
	sureTalk    = 0.45

	sureArticle = 0.8 // how near an article's question must be, to win over help
)

// decide settles what a message is for that asks for no one certain thing.
func (r *reader) decide(m *Reading, words []string) {
	guesses := classify(words)
	best := guesses[0]
	finds := probability(guesses, IntentFind)
	m.Confidence = calibrated(best.Confidence)
	if r.articles != nil {
		m.Found = r.find(m.Said, 2)
		if asksMethods.MatchString(m.Norm) && !notMethods.MatchString(m.Norm) {
			m.Found = r.find(howToPay, 1)
		} else if mends.MatchString(m.Norm) {
			m.Found = r.find("repair", 1) // and not how such things are cared for
		}
		r.mentioned(m)
	}
	if m.Content > m.Known && len(m.Refs) == 0 && !asksFact.MatchString(m.Norm) {
		r.strange(m)
	}
	if gibberish(words) && slices.ContainsFunc(words, clusters.MatchString) && !slices.ContainsFunc(words, r.sold) {
		m.Intent = IntentGibberish // whatever the catalogue would read it over as
		return
	}
	looks := doYouHave.MatchString(m.Norm) && !strings.HasPrefix(m.Norm, "how ") && !(ofIt.MatchString(m.Norm) && len(r.scene.Shown) > 0 && !hasType(m.Wishes))
	if r.suggested(m) {
		return
	}
	if named := r.scene.Named; looks && named != nil && ofCertain.MatchString(m.Norm) && hasOption(m.Wishes) && len(m.Refs) == 0 {
		m.Intent, m.Aspect, m.Refs = IntentAbout, AspectStock, []string{named.ID} // "do you have the mug in blue?"
		return
	}
	if looks && len(m.Refs) == 1 && r.otherKind(m) {
		m.Refs = nil // "do you have pillow cases to match the linen ones?"
	}
	theme, p := supported(guesses, m.Norm)
	if theme != "" && said(m.Norm) == "" && !support[theme].MatchString(m.Norm) && (hasType(m.Wishes) || len(m.Comparatives) > 0) && !ofMine.MatchString(m.Norm) {
		theme = "" // not a word of it belongs to the matter, and goods are named
	}
	if said(m.Norm) == "" && (r.underWay(theme) || r.state.Errand != nil && r.state.nearOrder() && asksHowLong.MatchString(m.Norm)) {
		theme = "" // a detail of the matter, or a question about it
	}
	if m.Card && theme == "" && !r.state.nearOrder() && len(prose.Content(m.Said)) <= 3 {
		theme, p = IntentPayment, surePlain // hardly more than a card's number
	}
	if (looks && finds > p || seeks.MatchString(m.Norm) && p < sureSupport) && (hasType(m.Wishes) || hasPrice(m)) && !m.Own || said(m.Norm) == "" && r.pointsAtProduct(m, theme) {
		theme = ""
	}
	if r.state.Waiting && asksWhoComes.MatchString(m.Norm) || r.state.Waiting && (r.state.Last == MoveHandoff || r.state.Last == MoveTerms && r.state.Topic == IntentHours) && asksWait.MatchString(m.Norm) {
		theme, p = IntentHours, surePlain
		m.Wishes, m.Refs = nil, nil
	}
	if (m.Code != "" || r.state.Topic == IntentDiscount && r.state.Last == MoveTerms) && asksTheEnd.MatchString(m.Norm) && !m.Own && len(m.Refs) == 0 {
		theme, p = IntentDiscount, surePlain
	}
	if theme == "" && r.followsUp(m) {
		theme, p = r.goingOn(m.Norm), sureSupport
		m.Rule = true
	}
	if e := r.state.Errand; theme == "" && e != nil && e.Kind != "" && r.state.Last == MoveArticle && asksWhen.MatchString(m.Norm) && deictic.MatchString(m.Norm) && !hasType(m.Wishes) {
		theme, p, m.Rule = intentOf(e.Kind), surePlain, true // an article in between does not change the matter
	}
	if theme == IntentDelivery && hasOption(m.Wishes) && said(m.Norm) == "" && !m.Own {
		theme = "" // "do you have it in white?"
	}
	if theme == "" && whatIf.MatchString(m.Norm) && !m.Own {
		theme, p, m.Rule = IntentReturns, surePlain, true
	}
	if theme == IntentExchange && bareSizeWish.MatchString(m.Norm) && !m.Own && !r.state.nearOrder() {
		theme = "" // "size large", of what is looked for
	}
	if theme == IntentAddress && m.Country != "" && !namesAddress.MatchString(m.Norm) {
		theme = IntentShipping // "can you send it to Japan?"
	}
	if theme == IntentOrderStatus && !m.Own && said(m.Norm) == "" && len(m.Found) > 0 && m.Found[0].Score > 0.6 && m.Number == "" && !r.state.nearOrder() {
		theme = "" // "where is the wool woven?"
	}
	if theme == "" && onlyMisfit.MatchString(m.Norm) && len(r.scene.Shown) == 0 && r.scene.it() == "" {
		theme, p = IntentExchange, surePlain // what was bought: there is nothing else that it could be
		m.Wishes = nil
	}
	if (len(m.Wishes) > 0 || m.Known > 0) && backTo.MatchString(m.Norm) && said(m.Norm) == "" {
		theme = "" // "back to the watches" means goods, whatever was asked in between
	}
	m.Theme = theme
	if theme == "" && bareReviews.MatchString(m.Norm) && (r.scene.it() != "" || len(r.scene.Shown) > 0) {
		m.Intent, m.Aspect = IntentAbout, AspectReviews
		if it := r.scene.it(); len(m.Refs) == 0 && it != "" {
			m.Refs = []string{it}
		}
		for i := range min(3, len(r.scene.Shown)) {
			if id := r.scene.Shown[i].ID; r.scene.it() == "" && len(m.Refs) < 3 && !slices.Contains(m.Refs, id) {
				m.Refs = append(m.Refs, id)
			}
		}
		m.Across = len(m.Refs) > 1
		return
	}
	if kind, typed := wish(m.Wishes, catalog.KindType, ""); theme == "" && typed && m.Sort != "" && superlative(m.Norm) && (len(m.Refs) == 0 || isPlural(kind.Text)) {
		m.Intent, m.Refs = IntentFind, nil // "which slippers are cheapest?"
		return
	}
	if theme == "" && hasType(m.Wishes) && (m.Sort != "" || len(m.Comparatives) > 0) && !asksFact.MatchString(m.Norm) && !strings.HasSuffix(m.Text, "?") && len(m.Refs) == 0 {
		m.Intent = IntentFind // "the most expensive jacket", whatever an article says of prices
		return
	}
	if theme == "" && r.choosesOf(m) {
		m.Intent, m.Aspect, m.Refs = IntentAbout, AspectStock, []string{r.scene.Focus.ID} // "in blue, L", of what is talked about
		return
	}
	if it := r.scene.it(); theme == "" && it != "" && len(m.Refs) == 0 && r.state.Errand == nil && barePrice.MatchString(m.Norm) {
		m.Intent, m.Aspect, m.Refs = IntentAbout, AspectPrice, []string{it}
		return
	}
	if n := len(r.scene.Shown); theme == "" && n > 1 && r.scene.it() == "" && len(m.Refs) == 0 && r.state.Errand == nil && barePrice.MatchString(m.Norm) {
		m.Intent, m.Aspect = IntentAbout, AspectPrice
		r.across(m)
		return
	}
	if (theme == "" || theme == IntentAboutShop) && r.asksChart(m) {
		return
	}
	if theme == "" && r.turnsTo(m) {
		m.Intent, m.Refs = IntentFind, nil
		return
	}
	if len(m.Found) > 0 && (theme == IntentDiscount || theme == IntentCode) && m.Code == "" && asksCodes.MatchString(m.Norm) {
		m.Intent = theme
		r.onTopic(m)
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score
		return
	}
	if len(m.Found) > 0 && m.Found[0].Score > 0.99 && !(looks && len(m.Wishes) > 0) && !(deictic.MatchString(m.Norm) && r.scene.it() != "") && !r.ofAnOrder(m) && !r.computed(theme, m.Norm) {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score
		return
	}
	if theme != "" {
		if m.Intent, m.Confidence = theme, p; ofGoods[theme] && len(m.Refs) == 0 && ownName(r.scene.Named, m.Norm) {
			m.Refs = []string{r.scene.Named.ID}
		}
		if theme == IntentDiscount && (r.scene.Terms.Promotions == nil || onSale.MatchString(m.Norm)) && (len(m.Refs) > 0 || r.scene.Named != nil) { // a discount on that
			if m.Intent, m.Aspect, m.Theme = IntentAbout, AspectPrice, ""; len(m.Refs) == 0 {
				m.Refs = []string{r.scene.Named.ID}
			}
			return
		}
		r.onTopic(m)
		return
	}
	m.Aspect = aspectOf(m.Norm)
	question := m.Aspect != AspectNone || asksFact.MatchString(m.Norm) || strings.HasSuffix(m.Text, "?")
	if language := languageOf(m.Text, words); language != "" && m.Aspect == AspectNone {
		m.Intent, m.Language = IntentLanguage, language
		return
	}
	if !hasHard(m.Wishes) || best.Confidence > 0.9 {
		switch best.Intent {
		case IntentGreet, IntentThanks, IntentBye, IntentBot, IntentHelp, IntentYes, IntentNo, IntentStartOver, IntentAngry, IntentPerson:
			if best.Intent == IntentPerson && isNegated.MatchString(m.Norm) || best.Intent == IntentHelp && len(m.Found) > 0 && m.Found[0].Score > sureArticle {
				break
			}
			if best.Confidence > sureTalk && (m.Known == 0 || best.Confidence > 0.8) {
				m.Intent, m.Sure = best.Intent, m.Confidence
				return
			}
		}
	}
	if m.Angry && !hasHard(m.Wishes) && m.Aspect == AspectNone && len(m.Refs) == 0 || m.Angry && m.Known == 0 && m.Aspect == AspectNone {
		m.Intent = IntentAngry
		return
	}
	if best.Intent == IntentSmallTalk && best.Confidence > 0.8 && m.Known == 0 && m.Aspect == AspectNone {
		m.Intent, m.Sure = IntentSmallTalk, m.Confidence
		return
	}
	if question && r.aboutProduct(m, looks) {
		m.Intent = IntentAbout
		if m.Aspect == AspectNone {
			m.Aspect = AspectFact
		}
		return
	}
	if len(m.Refs) == 0 && len(r.scene.Shown) > 1 && r.scene.it() == "" && hasOption(m.Wishes) && !hasType(m.Wishes) && deictic.MatchString(m.Norm) && question && m.Aspect != AspectPrice {
		m.Intent, m.Aspect, m.Words = IntentFind, AspectNone, nil // "does it come in green?", after a list: those that do
		return
	}
	if f := r.scene.Focus; f != nil && r.state.Last == MoveAbout && len(m.Refs) == 0 && !hasType(m.Wishes) && strings.HasSuffix(m.Text, "?") && goesOnAsking.MatchString(m.Norm) && fromAttributes(f, m, asked(f, m)) != nil {
		m.Intent, m.Aspect, m.Refs = IntentAbout, AspectFact, []string{f.ID}
		return
	}
	if deictic.MatchString(m.Norm) && question && r.scene.it() == "" && !hasType(m.Wishes) && !looks &&
		(len(m.Found) == 0 || m.Found[0].Score < 0.9 || yesNoQuestion.MatchString(m.Norm)) && (m.Aspect != AspectNone || best.Intent == IntentAbout) {
		m.Intent = IntentAbout // of what, is asked
		return
	}
	if at := takesTo.FindStringSubmatch(m.Norm); theme == "" && at != nil && !arriving[at[1]+at[2]] && r.scene.it() != "" {
		m.Intent, m.Aspect, m.Refs = IntentAbout, AspectFact, []string{r.scene.it()} // "how long to put up?"
		return
	}
	if r.namesQuality(m) {
		if m.Found = nil; question {
			r.across(m)
			if it := r.scene.it(); it != "" {
				m.Refs, m.Across = []string{it}, false
			}
			m.Intent, m.Aspect = IntentAbout, AspectFact
			return
		}
	}
	if len(m.Unsold) > 0 && !question && len(prose.Content(m.Said)) == len(prose.Content(strings.Join(m.Unsold, " "))) && !r.titled(m) {
		m.Intent = IntentFind // boots, in a shop that only writes how one looks after them
		return
	}
	if looks && len(m.Found) > 0 && m.Found[0].Score >= onTopicScore && m.Known == 0 && len(m.Wishes) == 0 && len(m.Refs) == 0 && r.scene.Named == nil {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score // "do you have a privacy policy?"
		return
	}
	if len(m.Found) > 0 && (finds < 0.5 || !hasHard(m.Wishes)) && !looks && (question || m.Found[0].Score > 0.8 && (hasMatter(m.Said) || len(r.scene.Shown) == 0)) && !(hasType(m.Wishes) && m.Found[0].Score < 0.75) {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score
		return
	}
	if r.state.Last == MoveArticle && len(m.Found) > 0 && m.Known == 0 && len(m.Wishes) == 0 && len(m.Refs) == 0 {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score // "and to Germany"
		return
	}
	if r.namesFeature(m) {
		m.Intent, m.Aspect = IntentAbout, AspectFact
		return
	}
	switch {
	case (len(m.Refs) > 0 || m.Beyond) && !r.refines(m):
		if m.Intent, m.Aspect = IntentAbout, AspectDescribe; len(m.Refs) == 1 && hasOption(m.Wishes) {
			m.Aspect = AspectStock // "the second one in blue": can it be had?
		}
	case len(m.Wishes) > 0 || len(m.Comparatives) > 0 || m.Sort != "" || len(m.Words) > 0 && m.Known > 0 || len(m.Near) > 0:
		if m.Intent = IntentFind; len(m.Wishes) == 0 && len(m.Comparatives) == 0 && m.Sort == "" && m.Content > 0 {
			m.Sure = max(calibrated(finds), float64(m.Known)/float64(m.Content)) // a few words that the goods have, too
		}
	case m.Angry:
		m.Intent = IntentAngry
	case talks(best) && !(isSupport(best.Intent) && r.state.Errand != nil && r.state.nearOrder()) && !(best.Intent == IntentPerson && isNegated.MatchString(m.Norm)):
		m.Intent, m.Sure = best.Intent, m.Confidence
	case deictic.MatchString(m.Norm) && question:
		m.Intent = IntentAbout
		m.Aspect = AspectFact
	case m.Aspect == AspectReviews, m.Aspect == AspectDescribe:
		m.Intent = IntentAbout // of what, is asked
	case gibberish(words):
		m.Intent = IntentGibberish
	case (looks || someSuch.MatchString(m.Norm)) && m.Content > 0:
		m.Intent = IntentFind
	case finds*2 >= best.Confidence && m.Content > 0 && m.Content <= 4 && !question:
		m.Intent, m.Sure = IntentFind, calibrated(finds)
	default:
		m.Intent, m.Sure = IntentUnclear, leastSure
	}
}

// onlyMisfit says that something does not fit, and nothing else.
var onlyMisfit = pattern.MustCompile(`^(?:(?:hi|hello|hey|sorry|but) )*(?:it|they|this|these|that|the \w+|my \w+)(?: just| really)? (?:(?:does|do|did) not fit|(?:is|are) too (?:small|big|large|tight|loose|short|long|wide|narrow))(?: me| well| at all| right| anymore| for me)*$`)

// backTo leads back to goods after something else.
var backTo = pattern.MustCompile(`^(?:(?:ok|okay|so|now|and|well|then|anyway|let us|go|going|get|please) )*back to (?:the |those |these |my )?\w+`)

// hasMatter reports whether a text has a word of matter besides numbers: "just for me,
// not for two" is about nothing that an article tells.
func hasMatter(text string) bool {
	return slices.ContainsFunc(prose.Content(text), func(stem string) bool { _, isNumber := toNumber(stem); return !isNumber })
}

// whatIf asks what becomes of a thing that turns out to be wrong.
var whatIf = pattern.MustCompile(`\bwhat (?:if|happens if|about if|when)\b.*\b(?:not (?:fit|like|suit|work out)|too (?:small|big|large|tight|short|long)|(?:the )?wrong (?:size|colou?r)|change my mind)\b`)

// bareReviews asks for reviews of what is at hand.
var bareReviews = pattern.MustCompile(`^(?:(?:any|are there|what do|do you have|show me|the|see|and|got|what are|how are|can i see|i want to see) )*(?:reviews?|ratings?|customer reviews)(?: (?:on|for|of|about) (?:it|this|that|them|these|those))?(?: say| like)?$`)

// bareSizeWish says a size and nothing else.
var bareSizeWish = pattern.MustCompile(`^(?:(?:in|and|a|an|i (?:need|want|am|wear|take)|my|please|ok) )*size (?:is )?\w+(?: please)?$`)

// ofCertain asks for a choice of a certain product.
var ofCertain = pattern.MustCompile(`\b(?:have|sell|carry|stock|offer|get) (?:the|your) (?:\w+ )+in\b`)

func talks(g Guess) bool {
	switch g.Intent {
	case IntentFind, IntentAbout, IntentAdd, IntentRemove, IntentCompare, IntentCart, IntentCheckout, IntentMore, IntentThreat, IntentSelfHarm, IntentLegal:
		return false
	}
	return g.Confidence > sureTalk
}

// refiner begins a message that narrows the search at hand.
var refiner = pattern.MustCompile(`^(?:(?:and|ok|but|also|please|maybe) )*(?:in|with|without|for|under|over|below|above|only|but|and|not|no|size|something)\b`)

var plural = pattern.MustCompile(`\b(?:they|them|these|those)\b`)

// refines reports whether a message that points at a product still asks for
// others: "cheaper than the first one".
func (r *reader) refines(m *Reading) bool {
	if len(m.Refs) == 1 && ofThese.MatchString(m.Norm) {
		return false // "the cheaper one" is one of these
	}
	if !pointed.MatchString(m.Norm) && len(ordinals(m.Norm, len(r.scene.Shown))) == 0 && (hasHard(m.Wishes) || refiner.MatchString(m.Norm)) {
		return true
	}
	return len(m.Comparatives) > 0 || m.Sort != "" || hasType(m.Wishes) && !pointed.MatchString(m.Norm) && len(m.Refs) != 1
}

func probability(guesses []Guess, intent Intent) float64 {
	for _, g := range guesses {
		if g.Intent == intent {
			return g.Confidence
		}
	}
	return 0
}

// gibberish reports whether no word of a message can be a word.
func gibberish(words []string) bool {
	for _, word := range words {
		if talkWords()[word] || prose.IsStop(word) {
			return false
		}
		if len(word) > 2 && vowels.MatchString(word) && !clusters.MatchString(word) {
			return false
		}
	}
	return true
}

var clusters = pattern.MustCompile(`[bcdfghjklmnpqrstvwxz]{5}|(?:asdf|qwer|sdfg|dfgh|hjkl|zxcv)`)
