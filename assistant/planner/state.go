package planner

import (
	"encoding/json"

	"github.com/aisle-chat/aisle/catalog"
)

// StateVersion is the version of [State] that this package writes. A state of
// another version is not read: the talk then begins anew, with its history.
const StateVersion = 1

// State is what the planner remembers of a conversation. It is stored as JSON
// with the conversation, and whoever takes over can read it.
type State struct {
	// Wishes are what the shopper wants of the goods at present.
	Wishes []catalog.Constraint `json:"wishes,omitempty"`
	// Words are further words of the search, as the catalogue reads them.
	Words []string     `json:"words,omitempty"`
	Sort  catalog.Sort `json:"sort,omitempty"`
	// Near are the words that the search goes by, each for itself, where the
	// catalogue does not know the shopper's own.
	Near []string `json:"near,omitempty"`
	// Shown are the products that "the first one" counts through.
	Shown []Shown `json:"shown,omitempty"`
	// Seen are the ids of everything shown in this search, for "others".
	Seen []string `json:"seen,omitempty"`
	// Focus is the product that "it" means.
	Focus string `json:"focus,omitempty"`
	// Pending is the question that the shopper has not answered yet.
	Pending *Pending `json:"pending,omitempty"`
	// Asked are the fields asked about in this search; none is asked twice.
	Asked []string `json:"asked,omitempty"`
	// Streak counts questions in a row; JustShow ends asking in this search.
	Streak   int  `json:"streak,omitempty"`
	JustShow bool `json:"just_show,omitempty"`
	// Liked is the choice of a product that the shopper asked about last.
	Liked *Wanted `json:"liked,omitempty"`
	// Asking is the choice of a product that was asked for last and is sold out.
	Asking *Wanted `json:"asking,omitempty"`
	// Last is what the last reply did.
	Last Move `json:"last,omitempty"`
	// Told are the questions about Focus that were answered, as their words.
	Told []string `json:"told,omitempty"`
	// Line is the cart line that was changed last.
	Line string `json:"line,omitempty"`
	// Fond are words for what somebody cares for who gets a present.
	Fond []string `json:"fond,omitempty"`
	// Kit is a list of things with a pick of each.
	Kit *Kit `json:"kit,omitempty"`
	// Undo are the last changes of the cart that were made here.
	Undo []Change `json:"undo,omitempty"`
	// Topic is the matter of support that was answered last from the rules.
	Topic Intent `json:"topic,omitempty"`
	// Country is the country that sending was asked about last, its ISO code. It
	// holds until another one is named.
	Country string `json:"country,omitempty"`
	// Listed is the turn in which what runs now was listed last; 0 is never.
	Listed int `json:"listed,omitempty"`
	// Order is the number of the order that was talked about last. It is the
	// shop that says whether this shopper may see it.
	Order string `json:"order,omitempty"`
	// Email is the address that proved an order last. It stands for those that
	// are named later, until it proves none.
	Email string `json:"email,omitempty"`
	// Errand is what is wanted of an order and not settled, or settled just now.
	Errand *Errand `json:"errand,omitempty"`
	// Offered are the moves that were offered with an answer that did not help.
	Offered []string `json:"offered,omitempty"`
	// Failures counts answers in a row that did not help, Anger the angry
	// messages since a person was last asked for.
	Failures int `json:"failures,omitempty"`
	Anger    int `json:"anger,omitempty"`
	// Waiting is true once a person was asked for, and Summary what they were told.
	Waiting bool   `json:"waiting,omitempty"`
	Summary string `json:"summary,omitempty"`
	// Called is when a person was asked for last because of who the shopper is, in
	// milliseconds, by the merchant's trigger.
	Called map[string]int64 `json:"called,omitempty"`
	// Said are the sentences of the last reply, so that none comes twice in a
	// row.
	Said []string `json:"said,omitempty"`
	// Earlier are some of the sentences before those.
	Earlier []string `json:"earlier,omitempty"`
	// Turns counts the shopper's messages.
	Turns int `json:"turns,omitempty"`
}

// Shown is one product of the last list.
type Shown struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Price is its price in minor units when it was shown; 0 is none.
	Price int64 `json:"price,omitempty"`
	// Variant is the variant that its card singled out.
	Variant string `json:"variant,omitempty"`
}

// Pending is a question to the shopper.
type Pending struct {
	// Ask is one of the Ask constants.
	Ask Ask `json:"ask"`
	// Kind and Field say which wish is asked for, Field which option.
	Kind  catalog.Kind `json:"kind,omitempty"`
	Field string       `json:"field,omitempty"`
	// Values are the answers that were offered.
	Values []string `json:"values,omitempty"`
	// From counts the values that earlier chips offered, of a long list.
	From int `json:"from,omitempty"`
	// Bounds are the prices that Values stand for, in minor units.
	Bounds []int64 `json:"bounds,omitempty"`
	// Keys are what Values stand for where that is not their words: numbers of
	// orders, ids of lines, kinds of problem.
	Keys []string `json:"keys,omitempty"`
	// Item is what will go into the cart once the options are chosen.
	Item *Wanted `json:"item,omitempty"`
	// Next are the items that come after it.
	Next []Wanted `json:"next,omitempty"`
	// Besides is a question to the shop that is answered once it is in.
	Besides string `json:"besides,omitempty"`
	// Then is what the answer to AskWhich is for.
	Then Intent `json:"then,omitempty"`
	// Quantity is how many were asked for of what AskWhich asks for; 0 is one.
	Quantity int `json:"quantity,omitempty"`
	// Text is the message that the question came from.
	Text string `json:"text,omitempty"`
}

// Ask says what a [Pending] question is about.
type Ask string

// What is asked.
const (
	AskWish   Ask = "wish"   // a wish that narrows the search
	AskOption Ask = "option" // an option of a product that goes into the cart
	AskWhich  Ask = "which"  // which product or cart line is meant

	AskOrder   Ask = "order"   // which order the errand is about
	AskLine    Ask = "line"    // which line of it
	AskProblem Ask = "problem" // what is wrong
	AskCode    Ask = "code"    // which promotion code
	AskRestock Ask = "restock" // whether, and where, the shopper wants to hear of Item
)

// Wanted is a product on its way into the cart.
type Wanted struct {
	Product  string            `json:"product"`
	Variant  string            `json:"variant,omitempty"`
	Options  map[string]string `json:"options,omitempty"`
	Quantity int               `json:"quantity"`
}

// Errand is something that a shopper wants of an order they have placed.
type Errand struct {
	// Kind is a cart.RequestKind, assistant.RequestProblem while nobody has
	// said what is wrong, errandRefund, errandChange, or empty: to see it.
	Kind string `json:"kind,omitempty"`
	// Gift is true for the return of something that was given to the shopper.
	Gift bool `json:"gift,omitempty"`
	// Number and Email are as the shopper typed them, while the order is not
	// known.
	Number string `json:"number,omitempty"`
	Email  string `json:"email,omitempty"`
	// Coded is true while a code that was sent by mail is to be entered.
	Coded bool `json:"coded,omitempty"`
	// Order is the number of the order, once it is known and may be seen, and
	// Line the id of its line.
	Order string `json:"order,omitempty"`
	Line  string `json:"line,omitempty"`
	// Not is an order that is not meant.
	Not string `json:"not,omitempty"`
	// Text are the words that began it and what was said since, a line each.
	// Named are the words that named lines last, Wish is the remedy that was
	// asked for last, and Note what belongs into the request besides.
	Text  string `json:"text,omitempty"`
	Named string `json:"named,omitempty"`
	Wish  string `json:"wish,omitempty"`
	Note  string `json:"note,omitempty"`
	// Reference is the request that came of it.
	Reference string `json:"reference,omitempty"`
}

// Errands that come to no request.
const (
	errandRefund = "refund" // where the money is
	errandChange = "change" // something else than what was ordered
	errandAgain  = "again"  // the same once more
)

// settled reports whether nothing is left to do for an errand.
func (e *Errand) settled() bool {
	return e == nil || e.Reference != "" || e.Kind == "" || e.Kind == errandRefund || e.Kind == errandAgain
}

// problem reports whether the errand is about something that went wrong.
func (e *Errand) problem() bool {
	return e != nil && (e.Kind == errandRefund || e.Kind != "" && e.Kind != errandChange && e.Kind != errandAgain)
}

// readState reads a state. What cannot be read is no state at all.
func readState(data json.RawMessage, version int) State {
	var s State
	if version != StateVersion || json.Unmarshal(data, &s) != nil {
		return State{}
	}
	if p := s.Pending; p != nil && p.Item == nil && p.Ask == AskOption {
		s.Pending = nil
	}
	return s
}

// maxSeen bounds how many products a search remembers.
const maxSeen = 200

func (s *State) saw(shown []Shown) {
	s.Shown = shown
	for _, product := range shown {
		s.Seen = append(s.Seen, product.ID)
	}
	s.Seen = s.Seen[max(0, len(s.Seen)-maxSeen):]
}

// variantShown is the variant that the card of a product singled out, or "".
func (s *State) variantShown(id string) string {
	for _, shown := range s.Shown {
		if shown.ID == id {
			return shown.Variant
		}
	}
	return ""
}
