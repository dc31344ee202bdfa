package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	unwanted = pattern.MustCompile(`^(?:(?:ok|but|and|please|well|sorry|also|just|only|no|hm+|actually|really) )*(?:not|no|nothing|without|anything (?:but|except)|everything (?:but|except)|except|(?:i am |(?:she|he) is )?allergic|i (?:do not|never) (?:want|like|need|wear|use)|(?:she|he|they) (?:does not|do not|never) (?:want|like|need|wears?|uses?))\b`)
	owned    = pattern.MustCompile(`^(?:(?:ok|but|and|no|well|sorry|thanks|actually|oh) )*(?:i|he|she|they|we)? ?(?:(?:already|just) (?:have|has|got|own|owns|bought)|(?:have|has|got) (?:already )?(?:got )?(?:one|it|that|those|them|plenty|enough|some|several) ?(?:already|of those|of them)?$)`)
	plainNo  = pattern.MustCompile(`(?i)^\s*no\b(?:\s*[,.!]+\s*|\s+(?:i|show|give|find|let|just|the|that|it|what|can|but|actually|please|thanks|thank you)\b)`)
)

// refusals reads what is not wanted of a kind of thing: "no clothes", and what
// the shopper has already: "I already have a mug", "already have one".
func (r *reader) refusals(m *Reading) {
	if !owned.MatchString(m.Norm) {
		return
	}
	for i := range m.Wishes {
		if c := &m.Wishes[i]; c.Kind == catalog.KindType {
			c.Not = true
			m.Words = nil
			return
		}
	}
	if c, ok := wish(r.state.Wishes, catalog.KindType, ""); ok {
		c.Not = true
		m.Wishes, m.Words = []catalog.Constraint{c}, nil
		return
	}
	p := r.scene.product(r.scene.it())
	if p == nil && len(r.scene.Shown) > 0 {
		p = &r.scene.Shown[0]
	}
	if p == nil || kindOf(p) == "" {
		return
	}
	if u := r.understand(kindOf(p)); hasType(u.Constraints) {
		c, _ := wish(u.Constraints, catalog.KindType, "")
		c.Not = true
		m.Wishes, m.Words = []catalog.Constraint{c}, nil
	}
}

// tooMuch is said of what was shown, and refuses it: "flannel is too warm".
var tooMuch = pattern.MustCompile(`(?i)^\s*(?:(?:but|the|this|that|hm+|sorry|no)[\s,]+)*([\p{L}-]{3,}) (?:is|are|feels?|looks?) (?:\p{L}+ )?too \p{L}+\s*[,.;!-]*\s*(?:so |and |but )?`)

// overdone takes "flannel is too warm" off a message that goes on, and returns
// what is refused by it.
func (r *reader) overdone(text string) (rest string, refused catalog.Constraint, ok bool) {
	at := tooMuch.FindStringSubmatchIndex(text)
	if at == nil || at[1] >= len(text) {
		return text, refused, false
	}
	word := prose.Fold(text[at[2]:at[3]])
	if u := r.understand(word); u.Known == 0 || prose.IsStop(word) && !materials.MatchString(word) {
		return text, refused, false
	}
	return text[at[1]:], catalog.Constraint{Kind: catalog.KindAttribute, Values: []string{word}, Not: true, Text: "not " + word}, true
}

// refuses reports whether a message does nothing but say what is not wanted.
func refuses(m *Reading) bool {
	return len(m.Wishes) > 0 && len(m.Comparatives) == 0 && !strings.HasSuffix(m.Text, "?") &&
		!slices.ContainsFunc(m.Wishes, func(c catalog.Constraint) bool { return !c.Not }) &&
		(unwanted.MatchString(m.Norm) || owned.MatchString(m.Norm))
}

// beyondNo cuts a "no" off that answers what was said before: "no, show me
// boots". In "no clothes" it is part of the wish.
func beyondNo(text string) string {
	if plainNo.MatchString(text) {
		return strings.TrimLeft(strings.TrimSpace(text)[len("no"):], " ,.!")
	}
	return text
}
