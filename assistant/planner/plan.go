package planner

import (
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
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

	// Others is true where other ideas are asked for than those that were shown.
	Others bool `json:"others,omitempty"`

	// Missing is true for a search for what is not sold here. The search before
	// stays as it was.
	Missing bool `json:"missing,omitempty"`

	// Refs are the products that MoveAbout and MoveCompare are about.
	Refs   []string `json:"refs,omitempty"`
	Aspect Aspect   `json:"aspect,omitempty"`

	// Item is what goes into the cart, Next what follows it.
	Item *Wanted  `json:"item,omitempty"`
	Next []Wanted `json:"next,omitempty"`
	// From counts the values of an option that were offered before.
	From int `json:"from,omitempty"`
	// Line is a cart line, Quantity what it is set to, Delta by how much it
	// changes; All means every line.
	Line     string `json:"line,omitempty"`
	Quantity int    `json:"quantity,omitempty"`
	Delta    int    `json:"delta,omitempty"`
	All      bool   `json:"all,omitempty"`

	// Open is the choice that was asked for before a question to the shop: it still is.
	Open *Pending `json:"-"`

	// Before is the errand as it was before the message, where it goes on.
	Before *Errand `json:"-"`

	// Handoff asks for a person, and Call besides the answer.
	Handoff *assistant.Handoff `json:"handoff,omitempty"`
	Call    *assistant.Handoff `json:"call,omitempty"`
	// Score is how MoveRated was rated, of 5.
	Score int `json:"score,omitempty"`
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
	MoveGoesWith Move = "goes_with"
	MoveKit      Move = "kit"     // one pick for each of several things
	MoveRestock  Move = "restock" // note who wants to hear when something is there again
	MoveHandoff  Move = "handoff"
	MoveRated    Move = "rated" // answer a low rating
	MoveTalk     Move = "talk"  // answer by the intent alone
)

// plan settles what to do. It looks at nothing but what was read, the state and
// the scene.
func plan(m Reading, s State, scene *Scene) Plan {
	p := Plan{Reading: m, State: s, Aspect: m.Aspect, Refs: m.Refs}
	p.State.Turns++
	pending := s.Pending
	if p.State.Pending = nil; pending != nil && pending.Ask == AskOption && pending.Item != nil {
		p.Open = pending
	}
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
	t, triggered := scene.triggered(&m, &s)
	if triggered && !t.besides {
		return p.trigger(t, scene)
	}
	p = p.move(pending, s, scene)
	if triggered && p.Handoff == nil {
		p = p.trigger(t, scene)
	}
	return p
}

// move settles what to do about a message that the assistant answers itself. s is the
// state before it, and pending the question that was open in it.
func (p Plan) move(pending *Pending, s State, scene *Scene) Plan {
	m := p.Reading
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
		if p.State.Focus = m.Refs[0]; m.Across {
			p.State.Focus = ""
		}
	case IntentCompare:
		p.Move = MoveCompare
		if p.Refs = compared(m, s); len(p.Refs) == 0 && scene.it() != "" {
			p.Refs = []string{scene.it()}
		}
		if len(p.Refs) == 0 {
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
	case IntentKit:
		p.Move = MoveKit
	case IntentRestock:
		return p.restock(pending, scene)
	case IntentGoesWith:
		p.Move = MoveGoesWith
		p.State.Focus = m.Refs[0]
	case IntentYes, IntentThanks, IntentNo:
		p.Move = MoveTalk
		if m.Forgone {
			p.Before, p.State.Errand = s.Errand, nil
		}
		p.State.Pending = nil
	default:
		p.Move = MoveTalk
	}
	return p
}

var (
	// denied says that the shopper did not do what was done in their name.
	denied = pattern.MustCompile(`\b(?:i|we) (?:did not|never|have not|did never)(?: \w+)? (?:cancel\w*|ask\w*)\b|\bwithout (?:asking|telling) me\b|\bnot (?:by )?me who cancel\w*`)
	// askingHow asks how something is done, rather than for it.
	askingHow = pattern.MustCompile(`^(?:(?:and|ok|so|hi|hello) )*(?:how|where|what do|do you)\b`)
)

// angerLimit is how many angry messages, and failureLimit how many answers in a
// row that did not help, ask for a person unasked.
const (
	angerLimit   = 2
	failureLimit = 2
)

func (p Plan) handOver(reason string) Plan {
	p.Move = MoveHandoff
	p.Handoff = &assistant.Handoff{Reason: reason, Priority: p.urgency(reason)}
	p.State.Anger, p.State.Failures = 0, 0
	return p
}

// urgency is the priority of a hand-off that is asked for whatever the merchant says.
func (p Plan) urgency(reason string) int {
	switch {
	case p.Reading.Intent == IntentSelfHarm || p.Reading.Intent == IntentThreat:
		return assistant.MaxPriority
	case reason == "sensitive", reason == "angry":
		return 1
	}
	return 0
}

// which asks which of the products shown is meant.
func (p Plan) which(then Intent, scene *Scene) Plan {
	p.Move = MoveWhich
	p.State.Pending = &Pending{Ask: AskWhich, Then: then, Text: p.Reading.Text}
	if then == IntentAdd {
		p.State.Pending.Quantity = p.Reading.Quantity
	}
	for i := range scene.Shown {
		if scene.Shown[i].ID != "" && len(p.State.Pending.Values) < assistant.MaxChoices {
			p.State.Pending.Values = append(p.State.Pending.Values, label(shortTitle(scene.Shown[i].Title)))
		}
	}
	return p
}

// compareAll asks to have all that was shown set side by side.
var compareAll = pattern.MustCompile(`\bcompare (?:\w+ )?(?:all|everything|these|those|them)\b|\bdifferences? between (?:all|these|those|them)\b`)

func compared(m Reading, s State) []string {
	refs := slices.Clone(m.Refs)
	if len(refs) > 4 {
		refs = refs[:4]
	}
	if len(refs) == 1 && s.Focus != "" && s.Focus != refs[0] {
		refs = append(refs, s.Focus)
	}
	enough := 2
	if len(refs) == 0 && (s.Last == MoveCompare || compareAll.MatchString(m.Norm)) { // those that were just compared
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
