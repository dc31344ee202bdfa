package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Merchandising is what a merchant decides about search: the words that the
// shop's own shoppers use, and which products come first, last or not at all.
// See [Index.Merchandise]. Its zero value decides nothing.
type Merchandising struct {
	Synonyms []Synonym
	Rules    []Rule
	// Clock tells the time where a Query does not, for rules with dates. With
	// neither, such rules are left out. It is called by every search, from any
	// goroutine.
	Clock func() time.Time
}

// Synonym says that words mean the same, or that some mean others too. A word may
// be a phrase of up to three words. They stand for whatever the catalogue makes of
// them: kinds, brands, colors, or mere words.
type Synonym struct {
	// Words all mean each other, where Means is empty.
	Words []string
	// Means is what each of Words means besides itself, and not the other way
	// round: "wfh" means "home office".
	Means []string
}

// Action is what a [Rule] does with products.
type Action string

// The actions. A shopper's wish is stronger than any of them: what breaks a hard
// constraint is never shown, and where the shopper asks for an order, for example
// by price, boosting, pinning and burying do nothing.
const (
	// ActionPin puts products at a place of the first page. The kind of product
	// that the text names does not matter; every other constraint does, and
	// what is sold out is not pinned.
	ActionPin Action = "pin"
	// ActionBoost ranks products higher.
	ActionBoost Action = "boost"
	// ActionBury ranks products behind all others that fit.
	ActionBury Action = "bury"
	// ActionExclude shows products neither among the hits nor as alternatives.
	ActionExclude Action = "exclude"
)

// Rule is one decision of a merchant. It concerns the products named by Products
// and those that satisfy Where, and applies to the texts that Words describe.
type Rule struct {
	// Name is how the rule is called in Result.Applied and Hit.Rule; it is
	// never empty.
	Name   string
	Action Action
	// Words are what a text must have, all of them in any order and number, or
	// what it is understood to want: "rain jacket" is about raincoats, too, where
	// those are the same. Empty means every text, also none.
	Words string
	// From and To bound the time in which the rule applies, From included and To
	// not; a zero time is open.
	From, To time.Time
	// Products are ids. Those that the catalogue does not have are ignored.
	Products []string
	// Where describes products by what they satisfy; all constraints together,
	// Soft ones count like hard ones. Empty means none besides Products.
	Where []Constraint
	// Position is the place of the first pinned product, counted from 1; the
	// others follow it in the order of Products. 0 means the first place.
	Position int
	// Boost is how much ActionBoost adds to a product's score; 0 means
	// DefaultBoost, what a fulfilled preference is worth.
	Boost float64
}

// DefaultBoost is the boost of a rule that names none.
const DefaultBoost = softBonus

// Applied is a decision of the merchant that had a part in a [Result].
type Applied struct {
	Rule   string
	Action Action
	// Products are the ids among the hits that the rule concerned, in their
	// order; for ActionExclude the products that it kept out, at most
	// DefaultLimit of them.
	Products []string
}

// Merchandise makes m what the merchant decides, in place of what was decided
// before. Searches see the change from the next one on. What is wrong in m is an
// error that names the rule or the synonym, and then nothing changes.
func (x *Index) Merchandise(m Merchandising) error {
	compiled, err := newMerchant(m)
	if err != nil {
		return fmt.Errorf("catalog: %w", err)
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	next := *x.current.Load()
	next.merchant = compiled
	x.current.Store(&next)
	return nil
}

// merchant is a Merchandising made ready. It never changes.
type merchant struct {
	synonyms synonyms
	oneWay   map[string][]string // by stems of the words: the stems that they mean too
	rules    []merchantRule
	clock    func() time.Time
}

type merchantRule struct {
	Rule
	stems []string
}

func newMerchant(m Merchandising) (*merchant, error) {
	c := &merchant{
		synonyms: synonyms{of: map[string][]int{}, words: map[string]bool{}},
		oneWay:   map[string][]string{}, clock: m.Clock,
	}
	var problems []error
	for i := range m.Synonyms {
		if err := c.addSynonym(&m.Synonyms[i]); err != nil {
			problems = append(problems, fmt.Errorf("synonym %d: %w", i+1, err))
		}
	}
	names := map[string]bool{}
	for i, rule := range m.Rules {
		if err := rule.check(); err != nil {
			problems = append(problems, fmt.Errorf("rule %d, %q: %w", i+1, rule.Name, err))
		}
		if names[rule.Name] && rule.Name != "" {
			problems = append(problems, fmt.Errorf("rule %d, %q: another rule has this name; call it differently", i+1, rule.Name))
		}
		names[rule.Name] = true
		rule.Products, rule.Where = slices.Clone(rule.Products), slices.Clone(rule.Where)
		c.rules = append(c.rules, merchantRule{rule, strings.Fields(stems(rule.Words))})
	}
	c.synonyms.byHand = len(c.synonyms.groups)
	return c, errors.Join(problems...)
}

func (m *merchant) addSynonym(s *Synonym) error {
	var ws, means []string
	for _, from := range []struct {
		texts []string
		to    *[]string
	}{{s.Words, &ws}, {s.Means, &means}} {
		for _, text := range from.texts {
			k := stems(text)
			if n := len(strings.Fields(k)); n == 0 || n > maxSynonymWords {
				return fmt.Errorf("%.60q: a synonym has one to %d words", text, maxSynonymWords)
			}
			*from.to = append(*from.to, k)
		}
	}
	switch {
	case len(ws) == 0:
		return errors.New("no words: give those that shoppers use")
	case len(means) == 0 && len(ws) == 1:
		return fmt.Errorf("%q alone means nothing else; add another word, or what it means", s.Words[0])
	}
	if len(means) == 0 {
		m.synonyms.add(ws)
		return nil
	}
	for _, k := range ws {
		m.oneWay[k] = append(m.oneWay[k], means...)
		for w := range strings.FieldsSeq(k) {
			m.synonyms.words[w] = true
		}
	}
	return nil
}

func (r *Rule) check() error {
	switch {
	case r.Name == "":
		return errors.New("a rule needs a name, which results are explained with")
	case !slices.Contains([]Action{ActionPin, ActionBoost, ActionBury, ActionExclude}, r.Action):
		return fmt.Errorf("the action %q is none of pin, boost, bury and exclude", r.Action)
	case len(r.Products) == 0 && len(r.Where) == 0:
		return errors.New("no products: name their ids, or what they satisfy")
	case r.Action == ActionPin && len(r.Products) == 0:
		return errors.New("only products that are named by their ids can be pinned")
	case r.Words != "" && stems(r.Words) == "":
		return fmt.Errorf("%.60q has no words", r.Words)
	case !r.From.IsZero() && !r.To.IsZero() && !r.From.Before(r.To):
		return fmt.Errorf("it ends at %s, before it begins at %s", r.To.Format(time.RFC3339), r.From.Format(time.RFC3339))
	case r.Position < 0 || r.Position > 0 && r.Action != ActionPin:
		return fmt.Errorf("position %d: only a pin has one, counted from 1", r.Position)
	case r.Boost < 0 || r.Boost > 0 && r.Action != ActionBoost:
		return fmt.Errorf("boost %g: only ActionBoost has one, above 0; to rank products lower, bury them", r.Boost)
	}
	return nil
}

// meant returns what the stems of a phrase mean besides themselves.
func (m *merchant) meant(k string) []string {
	if m == nil {
		return nil
	}
	others := slices.Clone(m.oneWay[k])
	for _, group := range m.synonyms.of[k] {
		for _, other := range m.synonyms.groups[group] {
			if other != k && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	return others
}

// knows reports whether a stem is a word of the merchant's synonyms.
func (m *merchant) knows(stem string) bool { return m != nil && m.synonyms.words[stem] }

// applying returns the rules that apply to a reading at a time, which may be
// zero.
func (m *merchant) applying(r *reading, now time.Time) []*merchantRule {
	if m == nil || len(m.rules) == 0 {
		return nil
	}
	if now.IsZero() && m.clock != nil {
		now = m.clock()
	}
	var rules []*merchantRule
	for i := range m.rules {
		if rule := &m.rules[i]; rule.on(now) && rule.about(r) {
			rules = append(rules, rule)
		}
	}
	return rules
}

func (r *merchantRule) on(now time.Time) bool {
	if r.From.IsZero() && r.To.IsZero() {
		return true
	}
	return !now.IsZero() && !now.Before(r.From) && (r.To.IsZero() || now.Before(r.To))
}

// about reports whether a text has the words of the rule, itself or in what it
// was understood to want.
func (r *merchantRule) about(read *reading) bool {
	if len(r.stems) == 0 {
		return true
	}
	var wanted []string
	for i := range read.Constraints {
		if c := &read.Constraints[i]; c.Kind == KindType && !c.Not {
			for _, value := range c.Values {
				wanted = append(wanted, strings.Fields(stems(value))...)
			}
		}
	}
	for _, stem := range r.stems {
		if !slices.Contains(wanted, stem) && !slices.ContainsFunc(read.tokens, func(t token) bool { return t.stem == stem || t.was == stem }) {
			return false
		}
	}
	return true
}
