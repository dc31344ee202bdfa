package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

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
		if moreValues.MatchString(m.Norm) {
			m.Intent, m.Refs, m.Beyond = IntentPick, []string{p.ID}, true
			return true
		}
		if len(pending.Next) > 0 && addKit.MatchString(m.Norm) && short { // "add all": the choice is still open
			m.Intent, m.Refs = IntentPick, []string{p.ID}
			return true
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
		if justShow.MatchString(m.Norm) || allOfThem.MatchString(m.Norm) {
			m.Intent = IntentJustShow
			return true
		}
		if value := valueIn(pending.Values, m.Norm); value != "" && short {
			m.Intent, m.Refs = IntentFind, nil
			if pending.Kind == catalog.KindType { // a category's name, which the catalogue reads itself
				return len(m.Wishes) > 0 || len(m.Words) > 0
			}
			c := answerWish(pending, value)
			m.Wishes, m.Words = changed(without(m.Wishes, string(c.Kind)), []catalog.Constraint{c}), nil
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
				if m.Intent = pending.Then; m.Quantity == 0 {
					m.Quantity = pending.Quantity
				}
				if m.Intent == IntentAbout {
					m.Text = pending.Text
					m.Norm = strings.Join(expand(prose.Words(m.Text)), " ")
					m.Aspect = aspectOf(m.Norm)
					r.wishes(m)
				}
				return true
			}
		}
	}
	return false
}

// moreValues asks for the values that no chip offers.
var moreValues = pattern.MustCompile(`^(?:(?:ok|and|please|show|me|the|any|what|which|are|there|do|you|have) )*(?:more|others?|other|further|different|all) (?:sizes?|colou?rs?|shades?|lengths?|widths?|options?|capacit(?:y|ies)|scents?|finish(?:es)?|ones|values?|choices)(?: (?:are there|do you have|please|is there))?$`)

// otherValue is the value that a message answers a question about an option
// with, though the product does not come in it.
func otherValue(m *Reading, field string) string {
	for _, c := range m.Wishes {
		if c.Kind == catalog.KindOption && !c.Not && sameOption(c.Field, field) && len(c.Values) == 1 {
			return c.Values[0]
		}
	}
	if word := bareSize(m.Norm); word != "" && !isColor(field) && len(m.Comparatives) == 0 && !talkWords()[word] {
		return strings.ToUpper(word)
	}
	return ""
}

// onlyDeictic says nothing of which of several things is meant.
var onlyDeictic = pattern.MustCompile(`^(?:\w+ )?(?:it|this|that|them|these|those)(?: \w+)?$`)

var commandWord = pattern.MustCompile(`\b(?:add|buy|remove|compare|cart|basket|take)\b`)

// isTalk reports whether the whole message is such talk.
func isTalk(norm string, intent Intent) bool {
	guess := classify(strings.Fields(norm))[0]
	return guess.Intent == intent && guess.Confidence > sureTalk
}
