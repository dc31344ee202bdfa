package planner

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// Plan is what to do about a message: the second stage's result.
type Plan struct {
	Move    Move    `json:"move"`
	Reading Reading `json:"-"`
	// State is the state after the message, as far as planning settles it.
	State State `json:"state"`

	// Carried are wishes of the search before that go along if they can be met.
	Carried []catalog.Constraint `json:"carried,omitempty"`
	// Comparative is a wish beside what was shown, and Base its product.
	Comparative *catalog.Comparative `json:"comparative,omitempty"`
	Base        string               `json:"base,omitempty"`
	// New is true for a search that has nothing to do with the one before.
	New bool `json:"new,omitempty"`

	// Missing is true for a search for what is not sold here. The search before
	// stays as it was.
	Missing bool `json:"missing,omitempty"`

	// Refs are the products that MoveAbout and MoveCompare are about.
	Refs   []string `json:"refs,omitempty"`
	Aspect Aspect   `json:"aspect,omitempty"`

	// Item is what goes into the cart, Next what follows it.
	Item *Wanted  `json:"item,omitempty"`
	Next []Wanted `json:"next,omitempty"`
	// Line is a cart line, Quantity what it is set to, Delta by how much it
	// changes; All means every line.
	Line     string `json:"line,omitempty"`
	Quantity int    `json:"quantity,omitempty"`
	Delta    int    `json:"delta,omitempty"`
	All      bool   `json:"all,omitempty"`

	// Before is the errand as it was before the message, where it goes on.
	Before *Errand `json:"-"`

	// Handoff asks for a person.
	Handoff *assistant.Handoff `json:"handoff,omitempty"`
	// Soothe is true where the shopper is annoyed: the answer comes with an
	// offer of a person.
	Soothe bool `json:"soothe,omitempty"`
}

// Move is what a reply does.
type Move string

// The moves.
const (
	MoveSearch   Move = "search"
	MoveMore     Move = "more"
	MoveAbout    Move = "about"
	MoveCompare  Move = "compare"
	MoveAdd      Move = "add"
	MoveQuantity Move = "quantity"
	MoveSwap     Move = "swap" // put another choice in a line's place
	MoveRemove   Move = "remove"
	MoveUndo     Move = "undo" // take the last change of the cart back
	MoveCart     Move = "cart"
	MoveCheckout Move = "checkout"
	MoveWhich    Move = "which"   // ask which product is meant
	MoveArticle  Move = "article" // answer from the merchant's articles
	MoveTerms    Move = "terms"   // answer from the shop's rules
	MoveOrder    Move = "order"   // look at an order, and see to what is wanted of it
	MoveFile     Move = "file"    // file a request about it
	MoveFact     Move = "fact"    // add to a request
	MoveCode     Move = "code"    // a promotion code
	MoveIdeas    Move = "ideas"   // show what makes a present
	MoveHandoff  Move = "handoff"
	MoveTalk     Move = "talk" // answer by the intent alone
)

// plan settles what to do. It looks at nothing but what was read, the state and
// the scene.
func plan(m Reading, s State, scene *Scene) Plan {
	p := Plan{Reading: m, State: s, Aspect: m.Aspect, Refs: m.Refs}
	p.State.Turns++
	pending := s.Pending
	p.State.Pending = nil
	if m.Angry || m.Intent == IntentAngry {
		p.State.Anger++
		p.Soothe = true
	}
	switch {
	case m.Intent == IntentSelfHarm, m.Intent == IntentThreat, m.Intent == IntentLegal:
		return p.handOver("sensitive")
	case m.Intent == IntentPerson:
		return p.handOver("asked")
	case p.State.Anger >= angerLimit && !s.Waiting:
		return p.handOver("angry")
	}
	switch {
	case m.Intent == IntentAccount && accountDeed.MatchString(m.Norm) && !askingHow.MatchString(m.Norm):
		return p.handOver("account")
	case m.Intent == IntentCancel && denied.MatchString(m.Norm):
		return p.handOver("disputed")
	}
	if isSupport(m.Intent) && m.Intent != IntentAboutShop && m.Intent != IntentCode {
		return p.support(scene)
	}
	switch m.Intent {
	case IntentFind, IntentUnwish, IntentJustShow, IntentStartOver, IntentMore, IntentBack, IntentChoose:
		return p.search(scene)
	case IntentAbout:
		p.Move = MoveAbout
		if m.Beyond || len(m.Refs) == 0 {
			return p.which(IntentAbout, scene)
		}
		if pending != nil && pending.Ask == AskOption && slices.Contains(m.Refs, pending.Item.Product) {
			p.State.Pending = pending // a question in between
		}
		p.State.Focus = m.Refs[0]
	case IntentCompare:
		p.Move = MoveCompare
		p.Refs = compared(m, s)
		if len(p.Refs) < 2 {
			return p.which(IntentCompare, scene)
		}
	case IntentAdd:
		return p.add(scene)
	case IntentPick:
		return p.pick(pending, scene)
	case IntentQuantity:
		return p.quantity(pending)
	case IntentSwap:
		p.Move, p.Line = MoveSwap, s.Line
	case IntentRemove:
		p.Move, p.All = MoveRemove, slices.Contains(m.Drop, "all")
		p.Line = s.Line
	case IntentUndo:
		p.Move = MoveUndo
	case IntentCart:
		p.Move = MoveCart
	case IntentCheckout:
		p.Move = MoveCheckout
	case IntentAboutShop:
		p.Move = MoveArticle
	case IntentGoOn:
		return p.goOn(pending, scene)
	case IntentSubmit:
		return p.submit()
	case IntentFact:
		p.Move = MoveFact
		if m.Withdrawn != "" {
			p.State.Errand = &Errand{Kind: m.Key, Order: s.Order, Reference: m.Withdrawn, Text: m.Said}
		}
	case IntentCode:
		p.Move = MoveCode
	case IntentIdeas:
		p.Move = MoveIdeas
	case IntentYes, IntentThanks, IntentNo:
		p.Move = MoveTalk
		p.State.Pending = nil
	default:
		p.Move = MoveTalk
	}
	return p
}

var (
	// denied says that the shopper did not do what was done in their name.
	denied = regexp.MustCompile(`\b(?:i|we) (?:did not|never|have not|did never)(?: \w+)? (?:cancel\w*|ask\w*)\b|\bwithout (?:asking|telling) me\b|\bnot (?:by )?me who cancel\w*`)
	// askingHow asks how something is done, rather than for it.
	askingHow = regexp.MustCompile(`^(?:(?:and|ok|so|hi|hello) )*(?:how|where|what do|do you)\b`)
)

// angerLimit is how many angry messages, and failureLimit how many answers in a
// row that did not help, ask for a person unasked.
const (
	angerLimit   = 2
	failureLimit = 2
)

func (p Plan) handOver(reason string) Plan {
	p.Move = MoveHandoff
	p.Handoff = &assistant.Handoff{Reason: reason}
	p.State.Anger, p.State.Failures = 0, 0
	return p
}

// which asks which of the products shown is meant.
func (p Plan) which(then Intent, scene *Scene) Plan {
	p.Move = MoveWhich
	p.State.Pending = &Pending{Ask: AskWhich, Then: then, Text: p.Reading.Text}
	for i := range scene.Shown {
		if scene.Shown[i].ID != "" && len(p.State.Pending.Values) < assistant.MaxChoices {
			p.State.Pending.Values = append(p.State.Pending.Values, label(shortTitle(scene.Shown[i].Title)))
		}
	}
	return p
}

func compared(m Reading, s State) []string {
	refs := slices.Clone(m.Refs)
	if len(refs) > 4 {
		refs = refs[:4]
	}
	if len(refs) == 1 && s.Focus != "" && s.Focus != refs[0] {
		refs = append(refs, s.Focus)
	}
	enough := 2
	if len(refs) == 0 && s.Last == MoveCompare { // those that were just compared
		enough = 4
	}
	for _, shown := range s.Shown {
		if len(refs) >= enough {
			break
		}
		if !slices.Contains(refs, shown.ID) {
			refs = append(refs, shown.ID)
		}
	}
	return refs
}

// insteadOf says what "too ..." asks for, as it stands before "than".
var insteadOf = map[string]string{
	"fancier": "more expensive", "posher": "more expensive", "classier": "more expensive",
	"too expensive": "cheaper", "too pricey": "cheaper", "too costly": "cheaper", "too heavy": "lighter",
}

// search merges what is wished now with what was wished before.
func (p Plan) search(scene *Scene) Plan {
	m, s := p.Reading, &p.State
	p.Move = MoveSearch
	if len(m.Comparatives) > 0 {
		c := m.Comparatives[0]
		if than, ok := insteadOf[c.Text]; ok {
			c.Text = than
		}
		p.Comparative = &c
		p.Base = s.Focus
		if len(m.Refs) > 0 {
			p.Base = m.Refs[0]
		} else if p.Base == "" && len(s.Shown) == 0 && scene.Page != nil {
			p.Base = scene.Page.ID
		}
	}
	near := s.Near
	switch m.Intent {
	case IntentChoose:
		if len(s.Wishes)+len(s.Words)+len(s.Near) == 0 {
			p.New = true
		}
		s.JustShow, s.Streak = false, 0
	case IntentStartOver:
		s.Wishes, s.Words, s.Near, s.Sort, p.New = nil, nil, nil, "", true
	case IntentUnwish:
		keys := m.Drop
		if slices.Contains(keys, "all") {
			s.Wishes, s.Words, s.Near = nil, nil, nil
		}
		s.Asked = append(slices.Clone(s.Asked), keys...)
		s.Wishes = changed(without(s.Wishes, keys...), hardOf(m.Wishes))
		s.Words = merge(s.Words, knownWords(m))
	case IntentJustShow:
		s.JustShow = true
	case IntentBack:
		s.Seen = nil
	case IntentMore:
		p.Move = MoveMore
		if len(s.Seen) == 0 { // others than the product of the page
			p.Move, p.New = MoveSearch, true
			if s.Words, s.Near = nil, nil; scene.Page != nil {
				s.Words = prose.Words(kindOf(scene.Page))
				s.Seen = []string{scene.Page.ID}
				p.Move = MoveMore
			}
		}
	case IntentFind:
		if len(m.Unsold) > 0 && len(m.Words) == 0 && !hasType(m.Wishes) {
			p.Missing = true
			return p
		}
		p.merge()
	default:
		p.merge()
	}
	if m.Intent == IntentFind && len(m.Near) > 0 {
		s.Near = m.Near
	} else if p.New || hasType(m.Wishes) {
		s.Near = nil
	} else {
		s.Near = near
	}
	if p.New {
		if p.Move != MoveMore {
			s.Seen = nil
		}
		s.Shown, s.Asked, s.Streak, s.JustShow = nil, nil, 0, false
	}
	s.Focus = ""
	return p
}

// merge takes the wishes of a find into the state. Another kind of thing begins
// a new search, to which only some wishes go along; a correction keeps them all.
func (p *Plan) merge() {
	m, s := p.Reading, &p.State
	newType, typed := wish(m.Wishes, catalog.KindType, "")
	oldType, had := wish(s.Wishes, catalog.KindType, "")
	words := knownWords(m)
	if !typed && (giftWord.MatchString(m.Norm) || m.Whole || everything.MatchString(m.Norm)) {
		p.New = true
		s.Wishes, s.Words, s.Sort = changed(against(s.Wishes), m.Wishes), words, m.Sort
		if len(words) == 0 && len(m.Near) == 0 && giftWord.MatchString(m.Norm) {
			p.Move = MoveIdeas
		}
		return
	}
	switch {
	case !typed && len(m.Near) > 0 && !m.Correcting && !refiner.MatchString(m.Norm):
		// an occasion or a quality: "something cosy"
		p.New = true
		p.Carried = carried(s.Wishes)
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, m.Sort
	case typed && had && narrows(newType, oldType) && len(m.Wishes) > 1 && !refusesKind(m.Wishes, oldType):
		// "any jackets in blue?" still means the waterproof jackets
		m.Wishes = without(m.Wishes, string(catalog.KindType))
		s.Wishes, s.Words = changed(s.Wishes, m.Wishes), merge(s.Words, words)
	case typed && had && !slices.Equal(newType.Values, oldType.Values) && !m.Correcting:
		p.New = true
		p.Carried = slices.DeleteFunc(carried(s.Wishes), func(c catalog.Constraint) bool {
			return slices.ContainsFunc(m.Wishes, func(n catalog.Constraint) bool { return n.Kind == c.Kind && n.Field == c.Field })
		})
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, ""
	case typed && !had && !m.Correcting && len(s.Words) > 0:
		p.New = true
		s.Wishes, s.Words, s.Sort = changed(carried(s.Wishes), m.Wishes), words, ""
	case !typed && !hasHard(m.Wishes) && len(words) > 0 && len(m.Comparatives) == 0 && m.Sort == "" && fresh(m):
		// a thing that the catalogue does not know as a kind: "merino"
		p.New = true
		p.Carried = carried(s.Wishes)
		s.Wishes, s.Words, s.Sort = changed(p.Carried, m.Wishes), words, ""
	default:
		if m.Correcting && typed {
			s.Words = nil
			// What was said of the other kind goes along as far as it can be met;
			// "cheaper" was meant beside a product that is not wanted.
			s.Wishes = slices.DeleteFunc(slices.Clone(s.Wishes), func(c catalog.Constraint) bool { return c.Text == cheaperText })
			if price, bound := wish(s.Wishes, catalog.KindPrice, ""); bound {
				p.Carried = append(p.Carried, price)
			}
		}
		s.Wishes, s.Words = changed(s.Wishes, m.Wishes), merge(s.Words, words)
		if len(s.Shown) == 0 && len(s.Seen) == 0 {
			p.New = true
		}
	}
	if m.Sort != "" {
		s.Sort = m.Sort
	}
	if typed { // "jackets" after "no clothes": what is asked for now counts more
		for _, c := range against(s.Wishes) {
			mine := func(o catalog.Constraint) bool { return wishKey(o) == wishKey(c) }
			if c.Kind == catalog.KindType && !slices.ContainsFunc(m.Wishes, mine) && !slices.ContainsFunc(p.Carried, mine) {
				p.Carried = append(p.Carried, c)
			}
		}
	}
}

var giftWord = regexp.MustCompile(`\b(?:gifts?|presents?|stocking (?:fillers?|stuffers?)|secret santa|for my (?:\w+ )?(?:wife|husband|mom|mum|mother|dad|father|sister|brother|friend|son|daughter|boyfriend|girlfriend|boss))\b`)

var everything = regexp.MustCompile(`\b(?:everything|all (?:your |the )?(?:things|products|items|stuff))\b`)

// narrows reports whether the old type is a special case of the new one, as a
// waterproof jacket is of a jacket.
func narrows(newer, older catalog.Constraint) bool {
	if len(newer.Values) != 1 || len(older.Values) != 1 {
		return false
	}
	return newer.Values[0] != older.Values[0] && strings.HasSuffix(older.Values[0], " "+newer.Values[0])
}

// refusesKind reports whether the wishes are against a word of a kind.
func refusesKind(wishes []catalog.Constraint, kind catalog.Constraint) bool {
	return slices.ContainsFunc(against(wishes), func(c catalog.Constraint) bool {
		return slices.ContainsFunc(c.Values, func(v string) bool {
			return strings.Contains(" "+strings.Join(kind.Values, " ")+" ", " "+strings.ToLower(v)+" ")
		})
	})
}

// fresh reports whether a message that names no kind of thing still begins a
// new search rather than narrowing the last one.
func fresh(m Reading) bool {
	return doYouHave.MatchString(m.Norm) && !refiner.MatchString(m.Norm)
}

// knownWords are the words to rank by, as far as there are any that the
// catalogue knows.
func knownWords(m Reading) []string {
	if m.Known == 0 {
		return nil
	}
	return m.Words
}

func merge(words, more []string) []string {
	merged := slices.Clone(words)
	for _, w := range more {
		if !slices.Contains(merged, w) {
			merged = append(merged, w)
		}
	}
	return merged[max(0, len(merged)-maxWords):]
}

// maxWords bounds the free words of a search.
const maxWords = 8

func hardOf(wishes []catalog.Constraint) []catalog.Constraint {
	return slices.DeleteFunc(slices.Clone(wishes), func(c catalog.Constraint) bool { return c.Soft })
}
