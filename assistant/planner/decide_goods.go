package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// choosesOf reports whether a message is nothing but choices of the product that was
// just talked about, which comes in such.
func (r *reader) choosesOf(m *Reading) bool {
	p := r.scene.Focus
	if p == nil || r.state.Last != MoveAbout || len(m.Refs) > 0 || len(m.Wishes) == 0 || m.Sort != "" || len(m.Comparatives) > 0 || len(m.Drop) > 0 || m.Correcting {
		return false
	}
	left := m.Content
	for _, c := range m.Wishes {
		if c.Kind != catalog.KindOption || c.Not || !slices.ContainsFunc(p.Options, func(o catalog.Option) bool { return sameOption(o.Name, c.Field) }) {
			return false
		}
		left -= len(prose.Content(c.Text))
	}
	return left <= 0 && !others.MatchString(m.Norm) && !plural.MatchString(m.Norm)
}

// someSuch asks for a thing of some quality.
var someSuch = pattern.MustCompile(`^(?:(?:and|ok|or|maybe|also|no|rather) )*(?:something|anything) (?:more |really |less )?\w+$`)

// namesQuality reports whether a message is one word that the goods have too, beside
// goods: "waterproof?" asks about them and not how such things are washed.
func (r *reader) namesQuality(m *Reading) bool {
	if len(r.scene.Shown) == 0 && r.scene.it() == "" || len(m.Found) > 0 && m.Found[0].Score > oneWordScore || len(m.Refs) > 0 || hasType(m.Wishes) {
		return false
	}
	if r.state.Last != MoveSearch && r.state.Last != MoveMore && r.state.Last != MoveAbout && r.state.Last != MoveCompare {
		return false
	}
	content := 0
	for _, word := range prose.Words(m.Said) {
		switch {
		case prose.IsStop(word):
		case isNumber(word), !r.has(word), talkWords()[word]:
			return false
		default:
			content++
		}
	}
	return content > 0 && content <= 2 && !r.titled(m)
}

// oneWordScore is more than a single word scores that an article is about.
const oneWordScore = 0.98

// titled reports whether the best article is called by a word of the message.
func (r *reader) titled(m *Reading) bool {
	return len(m.Found) > 0 && speaksOfAny(m.Found[0].Article.Title, prose.Content(m.Said), m.Said)
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
