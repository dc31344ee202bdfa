package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// purposes are what things are wanted for, with the measure that decides then: the
// one that a comparative names by its field.
var purposes = []struct {
	words *pattern.Pattern
	catalog.Comparative
}{
	{pattern.MustCompile(`\b(?:rain\w*|wet|storms?|stormy|downpours?|showers|drizzle|monsoon)\b`), catalog.Comparative{Field: "waterproof rating", Text: "most waterproof"}},
	{pattern.MustCompile(`\b(?:cold\w*|winters?|snow\w*|frost\w*|freezing|ice|icy|arctic|alpine nights?)\b`), catalog.Comparative{Field: "warmth", Text: "warmest"}},
	{pattern.MustCompile(`\b(?:sweat\w*|running|runs?|jog\w*|uphill|cycling|bik(?:e|ing)|active)\b`), catalog.Comparative{Field: "breathability", Text: "most breathable"}},
	{pattern.MustCompile(`\b(?:travel\w*|backpack\w*|carry\w*|flights?|fly\w*|hand luggage|cabin|ultralight|treks?|trekking|long (?:hikes?|walks?|trips?))\b`), catalog.Comparative{Field: "weight", Less: true, Text: "lightest"}},
	{pattern.MustCompile(`\b(?:nights?|dark|reading|caves?)\b`), catalog.Comparative{Field: "brightness", Text: "brightest"}},
	{pattern.MustCompile(`\b(?:famil(?:y|ies)|groups?|crowds?|expeditions?|big (?:meals?|dinners?|household))\b`), catalog.Comparative{Field: "capacity", Text: "largest"}},
	{pattern.MustCompile(`\b(?:quiet|sleeping|office|library|babies|baby)\b`), catalog.Comparative{Field: "noise", Less: true, Text: "quietest"}},
	{pattern.MustCompile(`\b(?:(?:tight|small|low) budget|little money|student)\b`), catalog.Comparative{Field: "price", Less: true, Text: "cheapest"}},
}

var (
	// takes asks which of several things to take.
	takes = pattern.MustCompile(`\b(?:which|what)(?: (?:one|of (?:these|those|them|the two)|jacket|\w+))?(?: of (?:these|those|them|the two))? (?:would (?:you|be|suit|work|do)|should i|do you (?:recommend|suggest|prefer|like)|shall i|is (?:better|best|right|good|ideal|the better|the best)|are (?:better|best)|suits?|works? (?:better|best)|to (?:take|get|buy|choose))\b|\bwhich (?:one |of (?:these|those|them) )?for\b`)
	// purposeOf is what for.
	purposeOf = pattern.MustCompile(`\b(?:for|in|on|at|when|if|to (?:go|use|wear|take))\b (.+)$`)
)

// purposeIn is the measure that decides for what a message wants a thing for; ok is
// false where it names no purpose, or one that no measure decides.
func purposeIn(norm string) (c catalog.Comparative, what string, ok bool) {
	at := purposeOf.FindStringSubmatch(norm)
	if at == nil {
		return c, "", false
	}
	for _, p := range purposes {
		if p.words.MatchString(at[1]) {
			return p.Comparative, at[1], true
		}
	}
	return c, at[1], false
}

// whichMore asks which of several things is or does something more: "which one
// packs smaller?".
var whichMore = pattern.MustCompile(`^(?:(?:and|ok|so) )*which (?:one |of (?:these|those|them|the two) )(?:\w+ ){0,2}(?:\w+er|more|less)\b`)

// whichHas asks which of several things has the most of something: "which one has
// the best battery?".
var whichHas = pattern.MustCompile(`^(?:(?:and|ok|so) )*which (?:one |of (?:these|those|them|the two) |ones )?(?:has|have|got|has got|comes with|offers?) (?:the |a )?(best|better|most|more|longest|longer|biggest|bigger|largest|larger|highest|higher|greatest|greater|lowest|lower|least|less|fewest|fewer|smallest|smaller|shortest|shorter) (.+)$`)

// bareHas asks for the most of something and for nothing else: "biggest battery".
var bareHas = pattern.MustCompile(`^(?:(?:and|ok|so|with|the|one|which) )*(best|most|longest|biggest|largest|highest|greatest|lowest|least|smallest|shortest) (\w+(?: \w+)?)$`)

// fewerOf are the words of whichHas that ask for less.
var fewerOf = map[string]bool{"lowest": true, "lower": true, "least": true, "less": true, "fewest": true, "fewer": true, "smallest": true, "smaller": true, "shortest": true, "shorter": true}

// hasText begins the text of a comparative that whichHas made.
const hasText = "the one with "

// hasMost reads whichHas: the attribute that the words name decides, where the things
// shown have one.
func (r *reader) hasMost(m *Reading) bool {
	at := whichHas.FindStringSubmatch(m.Norm)
	bare := at == nil
	if bare {
		at = bareHas.FindStringSubmatch(m.Norm)
	}
	if at == nil || len(r.scene.Shown) < 2 {
		return false
	}
	field, wanted := at[2], prose.Content(at[2])
	var held []string
	for i := range r.scene.Shown {
		p := &r.scene.Shown[i]
		for _, a := range p.Attributes {
			named := prose.Content(a.Name)
			if _, ok := measureOf(p, a.Name); ok && len(wanted) > 0 && !slices.ContainsFunc(wanted, func(stem string) bool { return !slices.Contains(named, stem) }) {
				if field == at[2] || a.Name == field {
					field, held = a.Name, append(held, p.ID)
				}
				break
			}
		}
	}
	if bare && len(held) < 2 {
		return false // it is a thing to look for
	}
	for i := range r.scene.Shown {
		if id := r.scene.Shown[i].ID; id != "" && !slices.Contains(held, id) && len(held) < maxSuited {
			held = append(held, id)
		}
	}
	m.Intent, m.Refs, m.Wishes, m.Words, m.Sort = IntentCompare, held[:min(len(held), maxSuited)], nil, nil, ""
	m.Comparatives = []catalog.Comparative{{Field: strings.ToLower(field), Less: fewerOf[at[1]], Text: hasText + "the " + at[1] + " " + at[2]}}
	return true
}

// packsSmall speaks of the size of a thing that is packed.
var packsSmall = pattern.MustCompile(`\bpack(?:s|ed)?(?: down| up)? (?:smaller|smallest|tighter|better)\b`)

// suits reads a question which of the things shown to take, with what it is for.
func (r *reader) suits(m *Reading) bool {
	n := len(r.scene.Shown)
	packs := strings.HasPrefix(m.Norm, "which ") && packsSmall.MatchString(m.Norm)
	if (whichMore.MatchString(m.Norm) && len(m.Comparatives) > 0 || packs) && n > 1 && n <= maxSuited && len(m.Refs) != 1 {
		if packs {
			m.Wishes, m.Words, m.Sort = nil, nil, ""
			m.Comparatives = []catalog.Comparative{{Field: fieldPacked, Less: true, Text: "smaller when packed"}}
		}
		m.Intent = IntentCompare
		for i := range r.scene.Shown {
			if id := r.scene.Shown[i].ID; !slices.Contains(m.Refs, id) {
				m.Refs = append(m.Refs, id)
			}
		}
		return true
	}
	if !takes.MatchString(m.Norm) || n == 0 || len(m.Refs) > 0 && len(m.Refs) < 2 && n > 1 || hasType(m.Wishes) && r.state.Last != MoveCompare {
		return false
	}
	c, what, ok := purposeIn(m.Norm)
	switch {
	case n == 1:
		return what != "" && r.suitsKind(m, c, what, ok)
	case what == "":
		return r.wantsAdvice(m)
	}
	if m.Wishes, m.Words = nil, nil; n > maxSuited && (!ok || !r.measured(c.Field)) {
		return r.wantsAdvice(m)
	}
	if ok {
		c.Most = n > maxSuited
		m.Comparatives = []catalog.Comparative{c}
	}
	if m.Intent = IntentCompare; n > maxSuited {
		m.Intent, m.Sort = IntentFind, ""
		return true
	}
	for i := range r.scene.Shown {
		if id := r.scene.Shown[i].ID; !slices.Contains(m.Refs, id) {
			m.Refs = append(m.Refs, id)
		}
	}
	return true
}

// measured reports whether the data of two of the things shown have a measure.
func (r *reader) measured(field string) bool {
	n := 0
	for i := range r.scene.Shown {
		if p := &r.scene.Shown[i]; field == "price" && !p.Price.IsZero() {
			n++
		} else if _, ok := measureOf(p, field); ok {
			n++
		}
	}
	return n > 1
}

// suitsKind reads which to take for something, after only one thing was shown: then
// others of its kind may suit.
func (r *reader) suitsKind(m *Reading, c catalog.Comparative, what string, decided bool) bool {
	kind, typed := wish(r.understand(kindOf(&r.scene.Shown[0])).Constraints, catalog.KindType, "")
	if !typed || hasHard(m.Wishes) {
		return false
	}
	m.Intent, m.Wishes, m.Words, m.Sort, m.Refs = IntentFind, []catalog.Constraint{kind}, nil, "", nil
	if c.Most = true; decided {
		m.Comparatives = []catalog.Comparative{c}
		return true
	}
	m.Near, m.Unknown = r.relatedTo(what), nil
	return len(m.Near) > 0
}

// relatedTo are the words of the catalogue for what something is wanted for: its own
// words, and those that calls has for them.
func (r *reader) relatedTo(what string) []string {
	var near []string
	for _, word := range prose.Words(what) {
		if len(word) < 3 || prose.IsStop(word) {
			continue
		}
		for _, other := range append(append([]string{word}, forms(word)...), calls[prose.Stem(word)]...) {
			if !slices.Contains(near, other) && r.has(other) {
				near = append(near, other)
			}
		}
	}
	return near[:min(len(near), maxWords)]
}

// wantsAdvice reads which of the things shown we would take, where no purpose is
// named: a few are compared, and of many one is picked.
func (r *reader) wantsAdvice(m *Reading) bool {
	if !advises.MatchString(m.Norm) || len(m.Comparatives) > 0 || m.Sort != "" {
		return false
	}
	if m.Intent, m.Wishes, m.Words = IntentCompare, nil, nil; len(m.Refs) > 1 {
		return true
	}
	for i := range r.scene.Shown {
		if id := r.scene.Shown[i].ID; id != "" {
			m.Refs = append(m.Refs, id)
		}
	}
	if len(m.Refs) > maxSuited {
		m.Intent, m.Aspect, m.Across = IntentAbout, AspectPick, true
	}
	return true
}

// advises asks for our own choice.
var advises = pattern.MustCompile(`\b(?:would you|should i|shall i|do you (?:recommend|suggest|prefer|like)|is (?:better|best|the better|the best)|are (?:better|best)|to (?:take|get|buy|choose))\b`)

// maxSuited is how many things are set side by side to say which suits.
const maxSuited = 4

// decider is what a comparative's field is called.
func decider(field string) string {
	if field == "warmth" {
		return "comfort temperature"
	}
	return field
}

// notHeld says that the data of the products gives no such measure, and what it
// gives.
func (w *writer) notHeld(products []catalog.Product, c catalog.Comparative, rows []tool.ComparedRow) {
	_, what, _ := purposeIn(w.plan.Reading.Norm)
	which := "which is " + c.Text
	if has, ok := strings.CutPrefix(c.Text, hasText); ok {
		which = "which has " + has
	}
	if what != "" {
		which = "which is better for that"
	}
	var labels []string
	for _, row := range rows[:min(len(rows), 3)] {
		labels = append(labels, strings.ToLower(row.Label))
	}
	var evidence []assistant.Evidence
	for i := range products {
		evidence = append(evidence, fact(&products[i], c.Field, ""))
	}
	if what != "" && w.quotesFor(products, what) {
		return
	}
	tells := ""
	if len(labels) > 0 {
		tells = " It does tell their " + joined(labels, "and") + "."
	}
	w.tell(sentence{[]string{
		"The shop's data does not say " + which + "." + tells,
		"By the data I cannot tell " + which + "." + tells,
	}, evidence})
}

// quotesFor tells what descriptions and reviews of the products say of what they are
// wanted for, where no measure decides. It reports whether there is anything.
func (w *writer) quotesFor(products []catalog.Product, what string) bool {
	var stems []string
	for _, word := range prose.Words(what) {
		if len(word) < 3 || prose.IsStop(word) {
			continue
		}
		for _, other := range forms(word) {
			stems = append(stems, prose.Stem(other), prose.Stem(other+"proof"))
		}
	}
	said := 0
	for i := range products {
		p := &products[i]
		if text, lead := passageOn(p, stems); text != "" && said < 2 {
			if said++; said == 1 {
				w.say("No measure in the data decides that, but there are words on it.", "The data has no measure for that; what is written is this.")
			}
			w.tell(says(fact(p, "description", text), lead+" of the "+name(p)+": “"+text+"”"))
		}
	}
	return said > 0
}

// passageOn is the sentence of a product's description, or else of a review, that has
// one of the stems, with what to call it.
func passageOn(p *catalog.Product, stems []string) (text, lead string) {
	speaks := func(s string) bool {
		return slices.ContainsFunc(prose.Content(s), func(stem string) bool { return slices.Contains(stems, stem) })
	}
	for _, s := range prose.Sentences(p.Description) {
		if speaks(s) {
			return plainText(cut(strings.TrimLeft(s, "•*- "), 160)), "The description"
		}
	}
	for i := range p.Reviews {
		if quote := quoteOf(p.Reviews[i].Text); speaks(quote) {
			return quote, "A review"
		}
	}
	return "", ""
}
