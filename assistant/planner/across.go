package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// across makes a question one about all that was shown: "does it have a hood?"
// after a list is answered for each of the list, rather than with a question which
// is meant. A description is given of one alone.
func (r *reader) across(m *Reading) {
	if m.Aspect == AspectDescribe {
		return
	}
	m.Across = true
	for i := range r.scene.Shown {
		if id := r.scene.Shown[i].ID; id != "" && len(m.Refs) < maxCards {
			m.Refs = append(m.Refs, id)
		}
	}
}

// chartWords ask for a table of sizes, or for the size to take.
var chartWords = pattern.MustCompile(`\b(?:siz(?:e|ing) (?:charts?|guides?|tables?)|what size (?:should|do|would|shall|am) i?|which size (?:should|do|would|shall|is right|fits)|measurements)\b`)

// asksChart reads a question for the sizes of what is at hand, or of what was shown.
// Where none of it has a chart, an article may know more.
func (r *reader) asksChart(m *Reading) bool {
	told := aspectOf(m.Norm) == AspectSizeChart && measured.MatchString(m.Norm) && chartPart.MatchString(m.Norm)
	if !told && !chartWords.MatchString(m.Norm) || hasType(m.Wishes) || told && hasOption(m.Wishes) && hasType(r.state.Wishes) || len(m.Refs) > 1 {
		return false
	}
	hasChart := func(p *catalog.Product) bool { return p != nil && len(p.SizeChart.Rows) > 0 }
	if it := r.scene.it(); len(m.Refs) == 0 && it != "" {
		m.Refs = []string{it}
	}
	if len(m.Refs) == 1 {
		if m.Intent, m.Aspect = IntentAbout, AspectSizeChart; hasChart(r.scene.product(m.Refs[0])) {
			return true
		}
		m.Refs = nil
		return false
	}
	for i := range r.scene.Shown {
		if p := &r.scene.Shown[i]; hasChart(p) && len(m.Refs) < maxCards {
			m.Refs = append(m.Refs, p.ID)
		}
	}
	if len(r.scene.Shown) == 0 && told && len(m.Found) == 0 { // of what, is asked
		m.Intent, m.Aspect, m.Wishes, m.Words = IntentAbout, AspectSizeChart, nil, nil
		return true
	}
	m.Intent, m.Aspect, m.Across = IntentAbout, AspectSizeChart, len(r.scene.Shown) > 1
	return len(m.Refs) > 0
}

// briefly is how many products are told about in a sentence each.
const briefly = 3

// grouped answers for several products in one sentence where one attribute, or the
// price, is what is asked for: "Hood of the A: detachable; of the B and the C: none."
// It returns how many products it told about; fewer than two are none.
func (w *writer) grouped(products []catalog.Product) int {
	m := &w.plan.Reading
	if w.plan.Aspect != AspectFact && w.plan.Aspect != AspectNone && w.plan.Aspect != AspectPrice {
		return 0
	}
	type group struct {
		value string
		names []string
	}
	var groups []group
	var silent []string
	var evidence []assistant.Evidence
	attr := ""
	called := namesOf(products)
	for i := range products {
		p := &products[i]
		found := matching(p, m, asked(p, m))
		if w.plan.Aspect == AspectPrice {
			found = []scored{{attribute: catalog.Attribute{Name: "price", Values: []string{w.money.price(p)}}}}
		}
		at := slices.IndexFunc(found, func(s scored) bool { return attr == "" || strings.EqualFold(s.attribute.Name, attr) })
		if at < 0 {
			silent = append(silent, "the "+called[i])
			continue
		}
		attr = found[at].attribute.Name
		value := plainText(cut(strings.Join(found[at].attribute.Values, ", "), 60))
		evidence = append(evidence, fact(p, attr, value))
		if traits.Yes(value) || traits.No(value) {
			value = strings.ToLower(value)
		}
		if g := slices.IndexFunc(groups, func(g group) bool { return g.value == value }); g >= 0 {
			groups[g].names = append(groups[g].names, "the "+called[i])
		} else {
			groups = append(groups, group{value, []string{"the " + called[i]}})
		}
	}
	told := len(products) - len(silent)
	if told < 2 {
		return 0
	}
	flags := !slices.ContainsFunc(groups, func(g group) bool { return !traits.Yes(g.value) && !traits.No(g.value) })
	var parts []string
	for _, g := range groups {
		if flags {
			parts = append(parts, g.value+" for "+joined(g.names, "and"))
		} else {
			parts = append(parts, "of "+joined(g.names, "and")+": "+g.value)
		}
	}
	text := strings.ToLower(attr) + " " + strings.Join(parts, "; ") + "."
	if flags {
		text = strings.ToLower(attr) + ": " + strings.Join(parts, "; ") + "."
	}
	w.tell(sentence{[]string{upperFirst(text), "In the shop's data, " + text}, evidence})
	if len(silent) > 0 {
		w.say("The data of "+joined(silent, "and")+" does not say.", "Of "+joined(silent, "and")+" it is not said.")
	}
	return told
}

// charts tells of the size charts of several products: whose reads the measure that
// the message has, and otherwise the first.
func (w *writer) charts(products []catalog.Product) {
	m := &w.plan.Reading
	if row, _, _ := sizeFor(products[0].SizeChart, m.Norm); row >= 0 {
		for i := range products[:min(len(products), briefly)] {
			if said := answerSize(&products[i], m); said != nil {
				w.tell(said[0])
			}
		}
		return
	}
	said := answerSize(&products[0], m)
	w.tell(said[0])
	w.say("The others have a chart of their own: tell me a measure, and I read the row of each.",
		"Each of the others has its own; with a measure of yours I find the row in every one.")
}

// noneSays says that the data of none of those shown answers.
func (w *writer) noneSays(first *catalog.Product) {
	w.helped = false
	w.say("The shop's data of these does not say, and I would rather not guess. A person can find out for you.",
		"On that the data of all of these is silent; a person of the shop can look into it.")
	w.personChip()
	w.aboutChip(first, "Tell me about the first one")
	w.sayChip("Compare the first two")
}

// afterAcross offers what may come next after an answer about several products.
func (w *writer) afterAcross(products []catalog.Product) {
	w.aboutChip(&products[0], "Tell me about the first one")
	if len(w.state.Shown) > 1 {
		w.sayChip("Compare the first two")
	}
	w.addChip(&products[0], w.state.variantShown(products[0].ID), "Add the first one")
	if len(w.state.Shown) == maxCards {
		w.sayChip("Show me others")
	}
	w.personChip()
}
