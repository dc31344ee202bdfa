package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// HandoffFile is the file that says when a person of the shop is asked for, besides
// the times that nobody can switch off (anger, a request, a threat, distress, the
// law, what only a person may do to an account), at the top of the folder:
//
//	topics:
//	  - name: wholesale
//	    words: [wholesale, bulk order]
//	    priority: 1
//	  - name: payment trouble
//	    matters: [charge]
//	segments:
//	  - name: trade
//	    when: support
//	vip:
//	  when: problem
//	  priority: 2
//	low_confidence:
//	  below: 30
//	low_rating:
//	  up_to: 2
//	  then: wait
const HandoffFile = "handoff.yaml"

// Triggers say when a person is asked for. The zero value asks for nobody.
type Triggers struct {
	// Topics are what a person answers in the assistant's place.
	Topics []Topic `yaml:"topics"`
	// Segments are groups of customers for whom a person is asked for besides the
	// assistant's answer; VIP are those whom the shop takes most care of.
	Segments []Segment `yaml:"segments"`
	VIP      Care      `yaml:"vip"`
	// LowConfidence is for messages that may mean something else.
	LowConfidence LowConfidence `yaml:"low_confidence"`
	// LowRating is for conversations that were no good.
	LowRating LowRating `yaml:"low_rating"`
}

// Topic is what a message is about.
type Topic struct {
	// Name says what it is, to the person who takes over and as a tag: at most
	// MaxTopic characters.
	Name string `yaml:"name"`
	// Words are words or phrases, compared by their stems in their order; a message
	// with one of them is about the topic. Matters are of support; see Matters.
	Words   []string `yaml:"words"`
	Matters []string `yaml:"matters"`
	// Priority is from 0 to assistant.MaxPriority.
	Priority int `yaml:"priority"`
}

// MaxTopic is how many characters the name of a topic or segment has at most.
const MaxTopic = 40

// Segment is a group of customers, by the name that the shop's login gives it in
// assistant.Customer; upper and lower case are the same.
type Segment struct {
	Name string `yaml:"name"`
	Care
}

// Care says when a customer gets a person.
type Care struct {
	// When is one of the When constants; empty is never.
	When string `yaml:"when"`
	// Priority is from 0 to assistant.MaxPriority.
	Priority int `yaml:"priority"`
}

// When a person is asked for for a customer: with whatever they write, with a
// question about an order or the shop's rules, or when something went wrong.
const (
	WhenAny     = "any"
	WhenSupport = "support"
	WhenProblem = "problem"
)

// LowConfidence asks for a person where the assistant is not sure what is meant.
type LowConfidence struct {
	// Below is the chance, in percent, that the reading of a message is right: where
	// it is lower, a person is asked for. 0 is never.
	Below    int `yaml:"below"`
	Priority int `yaml:"priority"`
}

// MaxBelow is the highest LowConfidence.Below: hardly a message is read with more.
const MaxBelow = 80

// LowRating does something about a conversation that its shopper found bad.
type LowRating struct {
	// UpTo is the best score, from 1 to MaxLowRating, that counts as low. 0 is none.
	UpTo int `yaml:"up_to"`
	// Then is ThenWait, which asks for a person, or ThenOffer, which offers one.
	Then     string `yaml:"then"`
	Priority int    `yaml:"priority"`
}

// MaxLowRating is the best score, of five, that can count as low.
const MaxLowRating = 3

// What a low rating does.
const (
	ThenWait  = "wait"
	ThenOffer = "offer"
)

// Matters are the matters of support that a topic can name: what conversations are
// tagged with.
var Matters = []string{
	"about_shop", "account", "address", "cancel", "charge", "code", "damaged", "delivery", "discount", "exchange", "gift_return",
	"hours", "invoice", "late", "not_received", "order_change", "order_status", "payment", "problem", "refund", "reorder",
	"returns", "shipping", "warranty", "wrong_item",
}

// Triggers are those of the folder. They are shared between callers: read them,
// never write to them.
func (b *Base) Triggers() Triggers { return b.triggers }

// readTriggers reads the file if it is there. Of a broken one nothing holds, and the
// error says so.
func readTriggers(files fs.FS) (Triggers, []error) {
	data, err := readAll(files, HandoffFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Triggers{}, nil
	}
	if err != nil {
		return Triggers{}, []error{&Error{File: HandoffFile, Reason: err.Error()}}
	}
	s := &sheet{file: HandoffFile}
	var triggers Triggers
	if s.read(data, &triggers) && len(s.found) == 0 {
		triggers.check(s)
	}
	if len(s.found) > 0 {
		return Triggers{}, s.errs()
	}
	return triggers, nil
}

func (t *Triggers) check(s *sheet) {
	var names []string
	for i, topic := range t.Topics {
		at := fmt.Sprintf("topics[%d]", i)
		names = s.named(at, topic.Name, names)
		if len(topic.Words)+len(topic.Matters) == 0 {
			s.fail(s.line(at), at+".words", "", "is missing: a topic has words, matters or both")
		}
		for j, words := range topic.Words {
			if field := fmt.Sprintf("%s.words[%d]", at, j); len(prose.Words(words)) == 0 {
				s.fail(s.line(field), field, words, "must be a word or more, such as wholesale")
			}
		}
		for j, matter := range topic.Matters {
			if field := fmt.Sprintf("%s.matters[%d]", at, j); !slices.Contains(Matters, matter) {
				s.fail(s.line(field), field, matter, "is no matter of support; these are: "+strings.Join(Matters, ", "))
			}
		}
		s.priority(at, topic.Priority)
	}
	names = nil
	for i, segment := range t.Segments {
		at := fmt.Sprintf("segments[%d]", i)
		names = s.named(at, segment.Name, names)
		s.care(at, segment.Care)
	}
	if s.lines["vip"] > 0 {
		s.care("vip", t.VIP)
	}
	if s.lines["low_confidence"] > 0 {
		if n := t.LowConfidence.Below; n < 1 || n > MaxBelow {
			s.fail(s.line("low_confidence.below"), "low_confidence.below", fmt.Sprint(n), fmt.Sprintf("must be from 1 to %d, in percent", MaxBelow))
		}
		s.priority("low_confidence", t.LowConfidence.Priority)
	}
	if s.lines["low_rating"] > 0 {
		if n := t.LowRating.UpTo; n < 1 || n > MaxLowRating {
			s.fail(s.line("low_rating.up_to"), "low_rating.up_to", fmt.Sprint(n), fmt.Sprintf("must be from 1 to %d, of 5", MaxLowRating))
		}
		s.oneOf("low_rating.then", t.LowRating.Then, ThenWait, ThenOffer)
		s.priority("low_rating", t.LowRating.Priority)
	}
}

// named wants a name that none of the others has, and returns all of them.
func (s *sheet) named(at, name string, others []string) []string {
	field := at + ".name"
	switch n := utf8.RuneCountInString(name); {
	case n < 1 || n > MaxTopic || strings.TrimSpace(name) != name:
		s.fail(s.line(field), field, name, fmt.Sprintf("must have from 1 to %d characters, without blanks around them", MaxTopic))
	case slices.ContainsFunc(others, func(other string) bool { return strings.EqualFold(other, name) }):
		s.fail(s.line(field), field, name, "is the name of an earlier one")
	}
	return append(others, name)
}

func (s *sheet) care(at string, c Care) {
	s.oneOf(at+".when", c.When, WhenAny, WhenSupport, WhenProblem)
	s.priority(at, c.Priority)
}

func (s *sheet) oneOf(field, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		s.fail(s.line(field), field, value, "must be one of "+strings.Join(allowed, ", "))
	}
}

func (s *sheet) priority(at string, n int) {
	if field := at + ".priority"; n < 0 || n > assistant.MaxPriority {
		s.fail(s.line(field), field, fmt.Sprint(n), fmt.Sprintf("must be from 0 to %d", assistant.MaxPriority))
	}
}
