package planner

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/catalog"
)

// Reading is what a message says: the first stage's result.
type Reading struct {
	// Text is what the shopper typed or tapped, Norm the same as words in lower
	// case with short forms written out.
	Text string `json:"text"`
	Norm string `json:"-"`
	// Intent is what the message is for, and how sure that is.
	Intent     Intent  `json:"intent"`
	Confidence float64 `json:"confidence"`
	// Tapped is the chip's payload; nil when the shopper typed.
	Tapped *assistant.Action `json:"tapped,omitempty"`
	// What the catalogue understood.
	Wishes       []catalog.Constraint  `json:"wishes,omitempty"`
	Comparatives []catalog.Comparative `json:"comparatives,omitempty"`
	Sort         catalog.Sort          `json:"sort,omitempty"`
	Words        []string              `json:"words,omitempty"`
	Known        int                   `json:"known,omitempty"`
	Content      int                   `json:"content,omitempty"`
	// Refs are the ids of the products that the message points at. Beyond is
	// true when it counts further than what was shown.
	Refs   []string `json:"refs,omitempty"`
	Beyond bool     `json:"beyond,omitempty"`
	// Quantity is how many are wanted, 0 when that is not said; Delta how many
	// more or fewer.
	Quantity int `json:"quantity,omitempty"`
	Delta    int `json:"delta,omitempty"`
	// Aspect is what a question about a product is about.
	Aspect Aspect `json:"aspect,omitempty"`
	// Options are values chosen for the product that goes into the cart.
	Options map[string]string `json:"options,omitempty"`
	// Drop are the fields of wishes that no longer matter.
	Drop []string `json:"drop,omitempty"`
	// Correcting is true for "no, I meant ...".
	Correcting bool `json:"correcting,omitempty"`
	// Angry is true for harsh words, whatever else the message says.
	Angry bool `json:"angry,omitempty"`
	// Language is the language of a message that is not English.
	Language string `json:"language,omitempty"`
	// Found are the passages of articles that may answer.
	Found []knowledge.Found `json:"-"`
}

// reader is the first stage. It only reads: the same message in the same state
// and scene is always read in the same way.
type reader struct {
	state      State
	scene      *Scene
	now        time.Time
	articles   *knowledge.Base
	understand func(text string) catalog.Understanding
}

// How sure the classifier must be: of what the shopper has to say about an
// order or the shop, of that beside a word that belongs to it, and of talk.
const (
	sureSupport = 0.6
	cuedSupport = 0.12
	sureTalk    = 0.45
)

func (r *reader) read(text string, tapped *assistant.Action) Reading {
	m := Reading{Text: strings.TrimSpace(text), Confidence: 1}
	if tapped != nil {
		m.Tapped = tapped
		if tapped.Do != assistant.DoSay {
			return r.tap(m, tapped)
		}
		if tapped.Text != "" {
			m.Text = tapped.Text
		}
	}
	words := expand(prose.Words(m.Text))
	m.Norm = strings.Join(words, " ")
	for _, s := range sensitive {
		if s.phrase.MatchString(m.Norm) {
			m.Intent = s.intent
			return m
		}
	}
	m.Angry = angry(m.Text, m.Norm)
	if wantsPerson.MatchString(m.Norm) && !isNegated.MatchString(m.Norm) {
		m.Intent = IntentPerson
		return m
	}
	if len(words) == 0 {
		m.Intent = IntentGibberish
		return m
	}
	m.Refs, m.Beyond = r.scene.refs(m.Norm)
	r.wishes(&m)
	if r.answers(&m) || r.commands(&m) {
		return m
	}
	r.decide(&m, words)
	return m
}

// tap reads a chip, which says itself what it does.
func (r *reader) tap(m Reading, a *assistant.Action) Reading {
	m.Norm = strings.Join(expand(prose.Words(m.Text)), " ")
	switch a.Do {
	case assistant.DoAdd:
		m.Intent, m.Refs, m.Options, m.Quantity = IntentAdd, []string{a.Product}, a.Options, max(1, a.Quantity)
	case assistant.DoPick:
		m.Intent, m.Refs, m.Options = IntentPick, []string{a.Product}, map[string]string{a.Field: a.Value}
	case assistant.DoSet:
		m.Intent, m.Quantity = IntentQuantity, a.Quantity
	case assistant.DoUnwish:
		m.Intent, m.Drop = IntentUnwish, []string{a.Field}
	case assistant.DoCart:
		m.Intent = IntentCart
	case assistant.DoPerson:
		m.Intent = IntentPerson
	case assistant.DoAbout:
		m.Text = a.Text
		m.Norm = strings.Join(expand(prose.Words(m.Text)), " ")
		r.wishes(&m)
		m.Intent, m.Refs, m.Aspect = IntentAbout, []string{a.Product}, aspectOf(m.Norm)
		if m.Aspect == AspectNone {
			m.Aspect = AspectFact
		}
	default:
		m.Intent = IntentUnclear
	}
	return m
}

var (
	corrected = correction
	courtesy  = regexp.MustCompile(`(?i)^\s*(?:hi|hello|hey|thanks|thank you|great|perfect|cool|ok|okay|well|actually|so|no)\b[\s,.!]+`)
	negated   = regexp.MustCompile(`(?i)\b(?:not|no|without|nothing|except|don'?t (?:want|like)|do not (?:want|like)|hate|avoid)\s+(?:in |of |made of |any |from |with |the )?([\p{L}-]{3,})`)
)

// wishes reads the message against the catalogue.
func (r *reader) wishes(m *Reading) {
	text := m.Text
	if at := corrected.FindStringIndex(m.Norm); at != nil && at[1] < len(m.Norm) {
		m.Correcting = true
		text = m.Norm[at[1]:]
	} else if at := courtesy.FindStringIndex(text); at != nil && at[1] < len(text) {
		text = text[at[1]:]
	}
	u := r.understand(text)
	m.Wishes, m.Comparatives, m.Sort = u.Constraints, u.Comparatives, u.Sort
	m.Words, m.Known, m.Content = u.Terms, u.Known, u.Content
	for _, c := range u.Corrections {
		for i := range m.Wishes {
			m.Wishes[i].Text = strings.ReplaceAll(m.Wishes[i].Text, c.From, c.To)
		}
	}
	if len(u.Constraints) == 0 {
		if word := bareSize(m.Norm); word != "" {
			if sized := r.understand("size " + word).Constraints; len(sized) == 1 && sized[0].Kind == catalog.KindOption {
				m.Wishes, m.Words, m.Known, m.Content = sized, nil, 1, 1
			}
		}
	}
	for _, match := range negated.FindAllStringSubmatch(text, -1) {
		r.refuse(m, match[1])
	}
	if d := dropWish.FindStringSubmatch(m.Norm); d != nil {
		m.Drop = append(m.Drop, wishField(d[1]))
	}
}

// bareSize is the one word of a message that may be a size.
func bareSize(norm string) string {
	words := slices.DeleteFunc(strings.Fields(norm), func(w string) bool { return w == "please" || w == "in" || w == "a" || w == "the" || w == "ok" })
	if len(words) == 1 && len(words[0]) <= 4 && !prose.IsStop(words[0]) {
		return words[0]
	}
	return ""
}

// refuse takes in a wish against something that the catalogue has as a word
// only: "not leather".
func (r *reader) refuse(m *Reading, word string) {
	folded := prose.Fold(word)
	for _, c := range m.Wishes {
		if c.Not && strings.Contains(prose.Fold(c.Text), folded) {
			return
		}
	}
	u := r.understand(word)
	if len(u.Constraints) > 0 || len(u.Terms) == 0 || u.Known == 0 || prose.IsStop(folded) {
		return
	}
	m.Wishes = append(m.Wishes, catalog.Constraint{
		Kind: catalog.KindAttribute, Values: []string{folded}, Not: true, Text: "not " + folded,
	})
	m.Words = slices.DeleteFunc(slices.Clone(m.Words), func(w string) bool { return slices.Contains(u.Terms, w) })
}

// wishField names the field of a wish as the shopper calls it.
func wishField(word string) string {
	switch word {
	case "colour", "colours", "colors", "color":
		return "color"
	case "price limit", "limit", "price", "budget":
		return string(catalog.KindPrice)
	case "filter", "filters":
		return "all"
	default:
		return word
	}
}

// answers reads the message as the answer to the question that is open.
func (r *reader) answers(m *Reading) bool {
	pending := r.state.Pending
	if pending == nil {
		return false
	}
	short := len(strings.Fields(m.Norm)) <= 6
	switch pending.Ask {
	case AskOption:
		p := r.scene.product(pending.Item.Product)
		if p == nil || m.Aspect != AspectNone {
			return false
		}
		if asksFact.MatchString(m.Norm) || hasType(m.Wishes) || fromCart.MatchString(m.Norm) {
			return false
		}
		m.Options = optionsIn(p, m.Norm, m.Wishes, pending.Field)
		if len(m.Options) > 0 {
			m.Intent, m.Refs = IntentPick, []string{p.ID}
			if n := quantityIn(m.Norm); n > 0 {
				m.Quantity = n
			}
			return true
		}
		if value := otherValue(m, pending.Field); value != "" && short {
			m.Intent, m.Refs, m.Options = IntentPick, []string{p.ID}, map[string]string{pending.Field: value}
			return true
		}
		if short && (justShow.MatchString(m.Norm) || isTalk(m.Norm, IntentYes)) {
			m.Intent, m.Refs = IntentPick, []string{p.ID}
			return true
		}
	case AskWish:
		if justShow.MatchString(m.Norm) {
			m.Intent = IntentJustShow
			return true
		}
		if value := valueIn(pending.Values, m.Norm); value != "" && short {
			c := answerWish(pending, value)
			m.Wishes = changed(without(m.Wishes, string(c.Kind)), []catalog.Constraint{c})
			m.Words, m.Intent, m.Refs = nil, IntentFind, nil
			return true
		}
	case AskWhich:
		if value := valueIn(pending.Values, m.Norm); short && !asksFact.MatchString(m.Norm) && aspectOf(m.Norm) == AspectNone &&
			(value != "" || len(m.Refs) > 0 && !onlyDeictic.MatchString(m.Norm)) {
			if len(m.Refs) == 0 {
				for i := range r.scene.Shown {
					if label(shortTitle(r.scene.Shown[i].Title)) == value {
						m.Refs = []string{r.scene.Shown[i].ID}
					}
				}
			}
			if len(m.Refs) > 0 && pending.Then != "" && !commandWord.MatchString(m.Norm) {
				m.Intent = pending.Then
				if m.Intent == IntentAbout {
					m.Text = pending.Text
					m.Norm = strings.Join(expand(prose.Words(m.Text)), " ")
					m.Aspect = aspectOf(m.Norm)
					r.wishes(m)
				}
				return true
			}
		}
	case AskConfirm:
		switch {
		case isTalk(m.Norm, IntentYes):
			m.Intent, m.Refs, m.Quantity = IntentAdd, []string{pending.Item.Product}, pending.Item.Quantity
			m.Options = pending.Item.Options
			return true
		case isTalk(m.Norm, IntentNo):
			m.Intent = IntentNo
			return true
		}
	}
	return false
}

// otherValue is the value that a message answers a question about an option
// with, though the product does not come in it.
func otherValue(m *Reading, field string) string {
	for _, c := range m.Wishes {
		if c.Kind == catalog.KindOption && !c.Not && sameOption(c.Field, field) && len(c.Values) == 1 {
			return c.Values[0]
		}
	}
	if word := bareSize(m.Norm); word != "" && !isColor(field) && len(m.Comparatives) == 0 && !trained().known[word] {
		return strings.ToUpper(word)
	}
	return ""
}

// onlyDeictic says nothing of which of several things is meant.
var onlyDeictic = regexp.MustCompile(`^(?:\w+ )?(?:it|this|that|them|these|those)(?: \w+)?$`)

var commandWord = regexp.MustCompile(`\b(?:add|buy|remove|compare|cart|basket|take)\b`)

// isTalk reports whether the whole message is such talk.
func isTalk(norm string, intent Intent) bool {
	guess := classify(strings.Fields(norm))[0]
	return guess.Intent == intent && guess.Confidence > sureTalk
}

// commands reads what asks for one certain thing.
func (r *reader) commands(m *Reading) bool {
	norm := m.Norm
	set := func(intent Intent) bool { m.Intent = intent; return true }
	switch {
	case startOver.MatchString(norm), somethingNew.MatchString(norm):
		return set(IntentStartOver)
	case goBack.MatchString(norm) && len(r.state.Seen) > 0:
		return set(IntentBack)
	case emptyCart.MatchString(norm):
		m.Drop = []string{"all"}
		return set(IntentRemove)
	case cartShow.MatchString(norm):
		return set(IntentCart)
	case checkout.MatchString(norm) && !neverAdd.MatchString(norm):
		return set(IntentCheckout)
	case len(m.Drop) > 0 && !hasType(m.Wishes):
		return set(IntentUnwish)
	}
	if q := oneMore.FindStringSubmatch(norm); q != nil && r.state.Line != "" {
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
	for _, phrase := range []*regexp.Regexp{setTo, onlyWant} {
		if q := phrase.FindStringSubmatch(norm); q != nil && (r.state.Line != "" || r.state.Pending != nil && r.state.Pending.Item != nil || len(m.Refs) > 0) {
			m.Quantity, _ = toNumber(q[1])
			return set(IntentQuantity)
		}
	}
	switch {
	case removeVerb.MatchString(norm) && !neverAdd.MatchString(strings.ReplaceAll(norm, "i do not want", "")) || fromCart.MatchString(norm):
		return set(IntentRemove)
	case r.adds(m):
		return set(IntentAdd)
	case moreLike.MatchString(norm):
		return set(IntentMore)
	case justShow.MatchString(norm) && len(r.state.Shown) > 0:
		return set(IntentJustShow)
	}
	if len(r.scene.Compared) >= 2 && len(m.Refs) < 2 {
		m.Refs = nil
		for i := range r.scene.Compared {
			m.Refs = append(m.Refs, r.scene.Compared[i].ID)
		}
		return set(IntentCompare)
	}
	if whichOf.MatchString(norm) && len(m.Comparatives) == 0 && len(r.scene.Shown) > 1 && !preferring.MatchString(norm) && !hasType(m.Wishes) {
		m.Refs, m.Aspect = nil, AspectFact
		for i := range min(4, len(r.scene.Shown)) {
			m.Refs = append(m.Refs, r.scene.Shown[i].ID)
		}
		return set(IntentAbout)
	}
	if compareTo.MatchString(norm) && !aspectChart.MatchString(norm) {
		if len(m.Refs) < 2 && len(r.scene.Shown) >= 2 && !bestFor.MatchString(norm) || len(m.Refs) >= 2 {
			return set(IntentCompare)
		}
	}
	return false
}

// inCart reports whether the last reply was about what is in the cart.
func inCart(last Move) bool {
	return last == MoveAdd || last == MoveQuantity || last == MoveCart
}

var (
	indefinite  = regexp.MustCompile(`\b(?:a|an|some|any)\b`)
	whichOf     = regexp.MustCompile(`^which (?:ones? )?(?:of (?:these|those|them) )?(?:is|are|can|has|have|does|do|would|will|could)\b`)
	preferring  = regexp.MustCompile(`\b(?:better|best|recommend|should|prefer|nicer|difference|choose|you like)\b`)
	aspectChart = regexp.MustCompile(`\bsize (?:chart|guide)\b`)
	bestFor     = regexp.MustCompile(`\bdifferen(?:t|ce) (?:colou?rs?|sizes?)\b`)
)

// adds reports whether the message asks for something to go into the cart, and
// reads what and how many.
func (r *reader) adds(m *Reading) bool {
	norm := m.Norm
	if neverAdd.MatchString(norm) {
		return false
	}
	explicit := strings.HasPrefix(addVerb.FindString(norm), "add") || strings.HasSuffix(addVerb.FindString(norm), " add")
	toCart, verb, want := addToCart.MatchString(norm), addVerb.MatchString(norm), addWant.MatchString(norm)
	if !toCart && !verb && !want {
		return false
	}
	loose := indefinite.MatchString(strings.NewReplacer("a couple", "", "a dozen", "").Replace(norm)) && !toCart
	if len(m.Refs) == 0 && !m.Beyond {
		if loose || hasType(m.Wishes) && !toCart && r.scene.Named == nil {
			return false
		}
		it := r.scene.it()
		switch {
		case r.scene.Named != nil && (toCart || verb):
			m.Refs = []string{r.scene.Named.ID}
		case toCart && it != "", verb && it != "" && (len(m.Words) == 0 || m.Known == 0):
			m.Refs = []string{it}
		case toCart, verb && deictic.MatchString(norm), explicit && !hasHard(m.Wishes):
		default:
			return false
		}
	} else if loose && (want || hasType(m.Wishes)) && !pointed.MatchString(norm) {
		return false
	}
	m.Quantity = max(1, quantityIn(norm))
	if len(m.Refs) > 0 {
		if p := r.scene.product(m.Refs[0]); p != nil {
			m.Options = optionsIn(p, norm, m.Wishes, "")
		}
	}
	return true
}

var pointed = regexp.MustCompile(`\b(?:this|that|it|the|those|these|them)\b`)

// support are the intents about an order, the shop or its rules, with the words
// that belong to each.
var support = map[Intent]*regexp.Regexp{
	IntentOrderStatus: regexp.MustCompile(`\b(?:my (?:order|parcel|package|delivery|shipment)|track(?:ing)?|order (?:number|status)|(?:order|parcel|package) (?:is|has|not|never)|not (?:arrived|here yet)|where is)\b`),
	IntentOrderChange: regexp.MustCompile(`\b(?:(?:cancel|change|stop|modify|edit) (?:my |the |an )?(?:\w+ )?order|wrong address|address of my order|ordered (?:twice|the wrong))\b`),
	IntentProblem:     regexp.MustCompile(`\b(?:broken|damaged|faulty|defective|wrong item|missing|hole|torn|ripped|charged twice|fell apart|stopped working)\b`),
	IntentReturns:     regexp.MustCompile(`\b(?:returns?|returned|returning|refunds?|refunded|exchange|send (?:\w+ ){0,3}back|money back|bring (?:\w+ ){0,3}back)\b`),
	IntentShipping:    regexp.MustCompile(`\b(?:shipping|ship|deliver|delivery|delivered|arrive|postage|express)\b`),
	IntentPayment:     regexp.MustCompile(`\b(?:payment|paypal|credit card|pay|klarna|instalments?|installments?|apple pay|gift cards?|invoice)\b`),
	IntentDiscount:    regexp.MustCompile(`\b(?:discounts?|coupons?|vouchers?|promo(?:tion)?s?|promo codes?|codes?|percent off|on sale|special offers?|deals?)\b`),
	IntentAccount:     regexp.MustCompile(`\b(?:password|account|log ?in|newsletter|unsubscribe|sign (?:up|in))\b`),
	IntentAboutShop:   regexp.MustCompile(`\b(?:warranty|guarantee|opening hours|your (?:shop|store|phone|address|email)|repairs?|sustainab\w+|size guide|contact you)\b`),
}

// topics are the words by which the articles about a matter of support are
// found, whatever the message itself finds.
var topics = map[Intent]string{
	IntentReturns: "returns", IntentShipping: "shipping", IntentPayment: "payment", IntentProblem: "damaged",
	IntentDiscount: "discount code", IntentOrderStatus: "tracking", IntentOrderChange: "cancel an order", IntentAccount: "account",
}

// onTopic leaves only passages of articles about the matter of support that the
// message is about, and finds one by the matter itself where that leaves none.
func (r *reader) onTopic(m *Reading) {
	if r.articles == nil || topics[m.Intent] == "" {
		return
	}
	about := r.articles.Find(topics[m.Intent], r.now, 5)
	var found []knowledge.Found
	for _, f := range m.Found {
		if slices.ContainsFunc(about, func(a knowledge.Found) bool { return a.Article == f.Article }) {
			found = append(found, f)
		}
	}
	if m.Found = found; len(found) == 0 {
		m.Found = about[:min(1, len(about))]
	}
}

// decide settles what a message is for that asks for no one certain thing.
func (r *reader) decide(m *Reading, words []string) {
	guesses := classify(words)
	best := guesses[0]
	finds := probability(guesses, IntentFind)
	m.Confidence = best.Confidence
	if r.articles != nil {
		m.Found = r.articles.Find(m.Text, r.now, 2)
	}
	looks := doYouHave.MatchString(m.Norm)
	if r.suggested(m) {
		return
	}
	if len(m.Found) > 0 && m.Found[0].Score > 0.99 && !looks {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score
		return
	}
	if intent, p := supported(guesses, m.Norm); intent != "" && !(looks && finds > p && hasType(m.Wishes)) && !r.pointsAtProduct(m, intent) {
		m.Intent, m.Confidence = intent, p
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
			if best.Confidence > sureTalk && (m.Known == 0 || best.Confidence > 0.8) {
				m.Intent = best.Intent
				return
			}
		}
	}
	if m.Angry && !hasHard(m.Wishes) && m.Aspect == AspectNone && len(m.Refs) == 0 || m.Angry && m.Known == 0 && m.Aspect == AspectNone {
		m.Intent = IntentAngry
		return
	}
	if question && r.aboutProduct(m, looks) {
		m.Intent = IntentAbout
		if m.Aspect == AspectNone {
			m.Aspect = AspectFact
		}
		return
	}
	if deictic.MatchString(m.Norm) && question && r.scene.it() == "" && !hasType(m.Wishes) && !looks &&
		(len(m.Found) == 0 || m.Found[0].Score < 0.9 || yesNoQuestion.MatchString(m.Norm)) && (m.Aspect != AspectNone || best.Intent == IntentAbout) {
		m.Intent = IntentAbout // of what, is asked
		return
	}
	if len(m.Found) > 0 && (finds < 0.5 || !hasHard(m.Wishes)) && !looks && (question || m.Found[0].Score > 0.8) && !(hasType(m.Wishes) && m.Found[0].Score < 0.75) {
		m.Intent, m.Confidence = IntentAboutShop, m.Found[0].Score
		return
	}
	switch {
	case (len(m.Refs) > 0 || m.Beyond) && !r.refines(m):
		m.Intent, m.Aspect = IntentAbout, AspectDescribe
	case len(m.Wishes) > 0 || len(m.Comparatives) > 0 || m.Sort != "" || len(m.Words) > 0 && m.Known > 0:
		m.Intent = IntentFind
	case m.Angry:
		m.Intent = IntentAngry
	case talks(best):
		m.Intent = best.Intent
	case deictic.MatchString(m.Norm) && question:
		m.Intent = IntentAbout
		m.Aspect = AspectFact
	case gibberish(words):
		m.Intent = IntentGibberish
	case looks && m.Content > 0, best.Intent == IntentFind && m.Content > 0 && m.Content <= 4 && !question:
		m.Intent = IntentFind
	default:
		m.Intent = IntentUnclear
	}
}

func talks(g Guess) bool {
	switch g.Intent {
	case IntentFind, IntentAbout, IntentAdd, IntentRemove, IntentCompare, IntentCart, IntentCheckout, IntentMore, IntentThreat, IntentSelfHarm, IntentLegal:
		return false
	}
	return g.Confidence > sureTalk
}

// supported returns the support intent of a message, or "".
func supported(guesses []Guess, norm string) (Intent, float64) {
	for _, g := range guesses {
		if cue, ok := support[g.Intent]; ok {
			if g.Confidence >= sureSupport || g.Confidence >= cuedSupport && cue.MatchString(norm) {
				return g.Intent, max(g.Confidence, sureSupport)
			}
		}
	}
	return "", 0
}

// suggested reports whether the message is, word for word, one of the questions
// that are suggested for the product at hand, and settles what it asks: what we
// put into a shopper's mouth is about that product, whatever an article says.
func (r *reader) suggested(m *Reading) bool {
	p := r.scene.product(r.scene.it())
	if p == nil || len(m.Refs) > 1 || len(m.Refs) == 1 && m.Refs[0] != p.ID {
		return false
	}
	for _, q := range questions(p) {
		if strings.Join(expand(prose.Words(q.text)), " ") == m.Norm {
			m.Intent, m.Aspect, m.Refs = IntentAbout, q.aspect, []string{p.ID}
			return true
		}
	}
	return false
}

// pointsAtProduct reports whether what looks like a matter of support is a
// question about a certain product: "does it ship with a charger?".
func (r *reader) pointsAtProduct(m *Reading, intent Intent) bool {
	if intent != IntentAboutShop && intent != IntentDiscount {
		return false
	}
	return deictic.MatchString(m.Norm) && r.scene.it() != "" && !support[intent].MatchString(m.Norm)
}

// aboutProduct reports whether a question is about a product of the scene, and
// makes sure that Refs names it.
func (r *reader) aboutProduct(m *Reading, looks bool) bool {
	if len(m.Refs) > 0 {
		return !looks || deictic.MatchString(m.Norm)
	}
	if m.Beyond {
		return true
	}
	if r.scene.Named != nil && !looks && !deictic.MatchString(m.Norm) {
		m.Refs = []string{r.scene.Named.ID}
		return true
	}
	if plural.MatchString(m.Norm) && r.state.Focus == "" && len(r.scene.Shown) > 1 {
		for i := range min(3, len(r.scene.Shown)) {
			m.Refs = append(m.Refs, r.scene.Shown[i].ID)
		}
		return true
	}
	if hasType(m.Wishes) || looks && m.Aspect == AspectNone {
		return false
	}
	it := r.scene.it()
	if it == "" && len(r.scene.Shown) > 1 && hasOption(m.Wishes) {
		return false // "do you have it in black?": those that are
	}
	if it == "" && len(r.scene.Shown) > 1 && !deictic.MatchString(m.Norm) && m.Aspect != AspectDescribe && (m.Aspect != AspectNone || asksFact.MatchString(m.Norm)) && !hasHard(m.Wishes) && classify(strings.Fields(m.Norm))[0].Intent == IntentAbout {
		for i := range min(3, len(r.scene.Shown)) {
			m.Refs = append(m.Refs, r.scene.Shown[i].ID)
		}
		return true
	}
	if it == "" {
		return deictic.MatchString(m.Norm) && len(r.scene.Shown) > 1
	}
	onPage := r.scene.Focus != nil || r.scene.Page != nil
	bare := len(m.Found) > 0 && !deictic.MatchString(m.Norm)
	if onPage && !bare && (deictic.MatchString(m.Norm) || m.Aspect != AspectNone || asksFact.MatchString(m.Norm) || len(r.scene.Shown) == 0) {
		m.Refs = []string{it}
		return true
	}
	return false
}

// refiner begins a message that narrows the search at hand.
var refiner = regexp.MustCompile(`^(?:(?:and|ok|but|also|please|maybe) )*(?:in|with|without|for|under|over|below|above|only|but|and|not|no|size|something)\b`)

var plural = regexp.MustCompile(`\b(?:they|them|these|those)\b`)

// refines reports whether a message that points at a product still asks for
// others: "cheaper than the first one".
func (r *reader) refines(m *Reading) bool {
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

func hasType(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindType && !c.Not })
}

func hasOption(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return c.Kind == catalog.KindOption && !c.Not })
}

func hasHard(wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool { return !c.Soft })
}

// gibberish reports whether no word of a message can be a word.
func gibberish(words []string) bool {
	for _, word := range words {
		if trained().known[word] || prose.IsStop(word) {
			return false
		}
		if len(word) > 2 && vowels.MatchString(word) && !clusters.MatchString(word) {
			return false
		}
	}
	return true
}

var clusters = regexp.MustCompile(`[bcdfghjklmnpqrstvwxz]{5}|(?:asdf|qwer|sdfg|dfgh|hjkl|zxcv)`)
