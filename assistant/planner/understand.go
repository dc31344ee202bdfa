package planner

import (
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
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
	// Said is Text without the number and the e-mail address of an order. Card
	// is true where Text held a payment card's number, which is masked.
	Said string `json:"-"`
	Card bool   `json:"card,omitempty"`
	// Slipped is true where Norm is read over a typing mistake.
	Slipped bool `json:"slipped,omitempty"`
	// Intent is what the message is for, and how sure that is.
	Intent     Intent  `json:"intent"`
	Confidence float64 `json:"confidence"`
	// Sure is how likely the reading is right. What a rule, the catalogue or an
	// article has read is 1; what the classifier alone has guessed is as likely as it
	// says when calibrated, or as many of the words as the catalogue knows; of what
	// nothing can be made it is the least there is.
	Sure float64 `json:"-"`
	// Tapped is the chip's payload; nil when the shopper typed.
	Tapped *assistant.Action `json:"tapped,omitempty"`
	// What the catalogue understood.
	Wishes       []catalog.Constraint  `json:"wishes,omitempty"`
	Comparatives []catalog.Comparative `json:"comparatives,omitempty"`
	Sort         catalog.Sort          `json:"sort,omitempty"`
	Words        []string              `json:"words,omitempty"`
	Known        int                   `json:"known,omitempty"`
	Content      int                   `json:"content,omitempty"`
	// Unknown are words that the catalogue does not know, Near those to go by
	// where there are such.
	Unknown []string `json:"unknown,omitempty"`
	Near    []string `json:"near,omitempty"`
	// Unsold are names of goods that nothing here is called by.
	Unsold []string `json:"unsold,omitempty"`
	// Refs are the ids of the products that the message points at. Beyond is
	// true when it counts further than what was shown.
	Refs   []string `json:"refs,omitempty"`
	Beyond bool     `json:"beyond,omitempty"`
	// Across is true where Refs are all that was shown, since the message points at
	// none of them by itself.
	Across bool `json:"across,omitempty"`
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
	// Kit is a list of things as it is to be. Cheaper is true where it is to cost
	// less than before.
	Kit *Kit `json:"kit,omitempty"`
	// Least is true where it is to cost as little as can be.
	Cheaper bool `json:"cheaper,omitempty"`
	Least   bool `json:"least,omitempty"`
	// OfKit is true where all of the kit at hand is to go into the cart.
	OfKit bool `json:"of_kit,omitempty"`
	// NotIn is a thing that is to be another one and that the kit has not.
	NotIn string `json:"not_in,omitempty"`
	// Fond are words for what somebody cares for who gets a present.
	Fond []string `json:"fond,omitempty"`
	// New is true where what came in lately is asked for.
	New bool `json:"new,omitempty"`
	// Sold is true where what others buy most is asked for.
	Sold bool `json:"sold,omitempty"`
	// Whole is true where all that the shop has is asked for.
	Whole bool `json:"whole,omitempty"`
	// Besides is a question to the shop that a search came with.
	Besides string `json:"besides,omitempty"`
	// Twice is true where Besides is a question like the first, answered after it.
	Twice bool `json:"twice,omitempty"`
	// Theme is the matter of support that the message is about, also where an
	// article answers it.
	Theme Intent `json:"theme,omitempty"`
	OrderWords
	// Mail is true where a code is to be sent by mail, Entered is one that was.
	Mail    bool   `json:"mail,omitempty"`
	Entered string `json:"-"`
	// Key is the choice that answers a question about an errand.
	Key string `json:"key,omitempty"`
	// Remedy is what the shopper wants done about a problem, Lacks what of an
	// order's proof they say they do not have. OfRequest is true where they ask
	// what became of a request, Lines where they only name lines of the order.
	// Withdrawn is the reference of a request that is to be taken back, anyWait for one
	// to hear of a restock that is not named.
	Withdrawn string `json:"withdrawn,omitempty"`
	// OfRule is true for a question about the rules for what is under way, Apart
	// for what is said of another order than the one at hand.
	Lines     bool   `json:"lines,omitempty"`
	OfRule    bool   `json:"of_rule,omitempty"`
	Apart     bool   `json:"apart,omitempty"`
	Remedy    string `json:"remedy,omitempty"`
	Lacks     Proof  `json:"lacks,omitempty"`
	OfRequest bool   `json:"of_request,omitempty"`
	// Forgone is true where what was wanted of an order is wanted no more.
	Forgone bool `json:"forgone,omitempty"`
	// Prepared is what the merchant has decided to say to the very message.
	Prepared string `json:"prepared,omitempty"`
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

func (r *reader) read(text string, tapped *assistant.Action) Reading {
	m := Reading{Text: strings.TrimSpace(text), Confidence: 1, Sure: 1}
	if tapped != nil {
		tapped, m.Card = maskedAction(tapped)
		m.Tapped = tapped
		if tapped.Do != assistant.DoSay {
			return r.tap(m, tapped)
		}
		if tapped.Text != "" {
			m.Text = tapped.Text
		}
	}
	m.Text = role.ReplaceAllString(m.Text, "")
	r.proof(&m)
	whole := strings.Replace(m.Text, m.Email, " ", 1)
	text = condensed(whole)
	m.Said = r.respelled(condensed(m.Said))
	words := expand(prose.Words(r.unaddressed(r.respelled(text))))
	m.Norm = strings.Join(words, " ")
	everything := m.Norm
	if text != whole { // what is told once, anywhere, must not be missed
		everything = strings.Join(expand(prose.Words(whole)), " ")
	}
	if despairs(everything) {
		m.Intent = IntentSelfHarm
		return m
	}
	all := pattern.NewText(everything)
	for _, s := range sensitive {
		if s.phrase.MatchText(&all) {
			m.Intent = s.intent
			return m
		}
	}
	spelled := r.spelled(words)
	if m.Slipped = !slices.Equal(words, spelled); m.Slipped {
		m.Said = reread(m.Said, words, spelled)
	}
	words = spelled
	m.Norm = voucher.ReplaceAllString(strings.Join(words, " "), "gift card")
	m.Angry = angry(m.Text, m.Norm)
	if (wantsPerson.MatchString(m.Norm) || text != whole && wantsPerson.MatchString(everything)) && !isNegated.MatchString(everything) && said(m.Norm) != IntentHours && !strings.Contains(m.Norm, "human hair") {
		m.Intent = IntentPerson
		return m
	}
	if len(words) == 0 && m.Email == "" {
		m.Intent = IntentGibberish
		return m
	}
	if r.called(&m) {
		return m
	}
	words = strings.Fields(m.Norm)
	if tapped == nil && len(words) <= maxParted && r.state.Pending == nil && m.Number == "" && m.Email == "" && !r.owns(m.Norm) {
		if one, two, ok := r.halves(m.Text); ok {
			if first := r.read(one, nil); first.Besides == "" && first.Intent != IntentFind && first.Intent != IntentAdd {
				first.Besides, first.Twice = two, true
				return first
			}
		}
		if find, ask, ok := r.both(m.Text); ok {
			if first := r.read(find, nil); first.Intent == IntentFind || first.Intent == IntentAdd {
				first.Besides, first.Found = ask, nil
				if r.articles != nil {
					first.Found = r.find(ask, 1)
				}
				return first
			}
		}
	}
	if m.Intent = courteous(m.Norm); m.Intent != "" && m.Number == "" && m.Email == "" {
		return m
	}
	r.orders(&m)
	if m.Number == "" && m.Email == "" && r.subscribes(&m) {
		m.Intent = IntentSubscription
		return m
	}
	if r.waits(&m) {
		return m
	}
	m.Remedy = remedyIn(m.Norm)
	if r.errand(&m) {
		return m
	}
	if m.Code != "" && !asksTheEnd.MatchString(m.Norm) {
		m.Intent = IntentCode
		return m
	}
	m.Refs, m.Beyond = r.scene.refs(m.Norm)
	r.outnamed(&m)
	r.wishes(&m)
	r.ofCompared(&m)
	if r.meddles(&m) {
		m.Intent = IntentBot // what it is, it says; it obeys no such thing
		return m
	}
	if r.restock(&m) {
		return m
	}
	r.tellsBody(&m)
	if r.changesKit(&m) {
		return m
	}
	if refuses(&m) && len(m.Drop) == 0 {
		m.Intent = IntentFind
		return m
	}
	if r.answers(&m) || r.commands(&m) {
		return m
	}
	r.decide(&m, words)
	if _, possible := requestOf[m.Intent]; (m.Number != "" || m.Email != "") && r.scene.Terms.Orders && !possible && !isSupport(m.Intent) {
		m.Intent = IntentOrderStatus // whatever is said of it, it begins with the order
		if m.Own && len(words) > 6 {
			m.Intent = IntentProblem
		}
	}
	decided := m.Intent
	if r.goesOn(&m, words); m.Intent != decided { // the errand says what it is
		m.Sure = 1
	}
	if m.Intent == IntentFind {
		r.unsold(&m)
	}
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
		if m.Intent, m.Drop = IntentUnwish, []string{a.Field}; r.unwishesKit(&m, a.Field) {
			m.Drop = nil
		}
	case assistant.DoCart:
		m.Intent = IntentCart
	case assistant.DoPerson:
		m.Intent = IntentPerson
	case assistant.DoOrder:
		m.Intent, m.Number, m.Own = IntentOrderStatus, a.Order, true
	case assistant.DoRequest:
		if m.Intent, m.Number, m.Own = intentOf(a.Field), a.Order, true; a.Field == fieldGift {
			m.Intent = IntentGiftReturn
		}
	case assistant.DoSubmit:
		m.Intent = IntentSubmit
	case assistant.DoRestock:
		m.Intent, m.Refs, m.Options = IntentRestock, []string{a.Product}, a.Options
	case assistant.DoCode:
		m.Intent, m.Code = IntentCode, a.Text
	case assistant.DoAbout:
		m.Text, m.Said = a.Text, a.Text
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
