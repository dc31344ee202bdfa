package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// compare sets products side by side, and says whom each of them suits.
func (w *writer) compare() {
	f := w.facts
	if len(f.Products) == 1 {
		p := &f.Products[0]
		w.say("There is nothing else of its kind here to set beside "+the(p, "", "")+".", upperFirst(the(p, "is", "are"))+" the only one of its kind here, so there is nothing to compare.")
		w.addChip(p, w.state.variantShown(p.ID), "Add to cart")
		w.productChips(p, 2)
		w.personChip()
		return
	}
	if len(f.Products) < 2 {
		w.helped = false
		w.say("I can compare products that are both in the shop. Which two?", "Tell me two products, and I compare them.")
		w.sayChip("What can you do?")
		w.personChip()
		return
	}
	var shown []Shown
	for i := range f.Products {
		p := &f.Products[i]
		shown = append(shown, Shown{ID: p.ID, Title: shortTitle(p.Title), Price: p.Price.Amount, Variant: w.state.variantShown(p.ID)})
	}
	again := slices.EqualFunc(shown, w.state.Shown, func(a, b Shown) bool { return a.ID == b.ID }) && w.state.Last == MoveCompare
	w.state.saw(shown)
	if f.Alike {
		w.say("Only the "+name(&f.Products[0])+" was on the table, so I set the nearest of its kind beside it.",
			"Beside the "+name(&f.Products[0])+", these are the nearest of its kind.")
	}
	rows, evidence := compareRows(f.Products, w.money)
	answered := w.compareBy(f.Products, rows)
	if !again { // the table need not come twice
		w.blocks = append(w.blocks, compareBlock(f.Products, rows, verdictOf(f.Products, rows)))
	}
	switch verdict := verdictOf(f.Products, rows); {
	case answered && (!w.undecided() || verdict == ""):
	case again && verdict == "" && advises.MatchString(w.plan.Reading.Norm):
		w.pick(f.Products)
		return
	case again && verdict != "":
		w.tell(sentence{[]string{verdict, "As I see it: " + lowerFirst(verdict)}, evidence})
	default:
		w.differences(rows, evidence)
	}
	w.compareChips(f.Products)
}

// differences says in a few words by what the products differ; the table has
// the rest.
func (w *writer) differences(rows []comparedRow, evidence []assistant.Evidence) {
	var labels []string
	for _, row := range rows[:min(len(rows), 4)] {
		labels = append(labels, strings.ToLower(row.Label))
	}
	what := joined(labels, "and")
	if more := len(rows) - len(labels); more > 0 {
		what = strings.Join(labels, ", ") + " and " + counted(more, "more point")
	}
	switch {
	case len(rows) == 0:
		w.say("The data tells no difference between them but the name.", "By the data they are alike.")
	default:
		w.tell(sentence{[]string{"They differ in " + what + ".", "What sets them apart: " + what + "."}, evidence})
	}
}

func compareBlock(products []catalog.Product, rows []comparedRow, verdict string) assistant.CompareBlock {
	block := assistant.CompareBlock{Verdict: verdict}
	var titles []string
	for i := range products {
		block.Cards = append(block.Cards, assistant.NewCard(&products[i], "", ""))
		titles = append(titles, shortTitle(products[i].Title))
	}
	lines := []string{joined(titles, "or")}
	for _, row := range rows {
		block.Rows = append(block.Rows, row.CompareRow)
		values := slices.Clone(row.Values)
		for i, value := range values {
			if value == "" {
				values[i] = "not said"
			}
		}
		lines = append(lines, row.Label+": "+strings.Join(values, " / "))
	}
	if verdict != "" {
		lines = append(lines, verdict)
	}
	block.Text = strings.Join(lines, "\n")
	return block
}

// comparedRow is a row of a comparison with why the better product is the one
// to take.
type comparedRow struct {
	assistant.CompareRow
	reason string // "weight counts"; empty where nothing is better
}

// maxRows bounds the rows of a comparison.
const maxRows = 12

// merit is a measure of which more, or less, is better for somebody.
type merit struct {
	field        string
	less         bool
	word, reason string
}

var merits = []merit{
	{"weight", true, "lighter", "weight counts"},
	{"comfort temperature", true, "warmer", "it gets colder"},
	{"waterproof rating", false, "more waterproof", "it rains for hours"},
	{"breathability", false, "more breathable", "you work up a sweat"},
	{"capacity", false, "larger", "you need the room"},
	{"volume", false, "larger", "you need the room"},
	{"run time", false, "longer", "it has to last"},
	{"battery life", false, "longer", "it has to last"},
	{"brightness", false, "brighter", "you want more light"},
	{"packed size", true, "smaller", "it has to pack small"},
}

// virtues are features that are better to have than not.
var virtues = map[string]string{
	"waterproof": "it has to keep rain out", "windproof": "it has to keep wind out", "reversible": "you want it reversible",
	"machine washable": "it has to go into the machine", "dishwasher safe": "it has to go into the dishwasher",
}

// compareRows are the facts in which products differ, the weightiest first,
// with the evidence for each.
func compareRows(products []catalog.Product, money moneyWriter) ([]comparedRow, []assistant.Evidence) {
	var rows []comparedRow
	var evidence []assistant.Evidence
	add := func(label string, values []string, better int, word, reason string) {
		if len(rows) >= maxRows || !differing(values) {
			return
		}
		if better < 0 {
			word, reason = "", ""
		}
		rows = append(rows, comparedRow{assistant.CompareRow{Label: label, Values: values, Better: better, Word: word}, reason})
		for i := range products {
			if values[i] != "" {
				evidence = append(evidence, fact(&products[i], strings.ToLower(label), values[i]))
			}
		}
	}
	values, better := valuesBy(products, true, func(p *catalog.Product) (string, float64, bool) {
		return money.price(p), float64(p.Price.Amount), !p.Price.IsZero()
	})
	add("Price", values, better, "cheaper", "you want to spend less")
	values, better = valuesBy(products, false, func(p *catalog.Product) (string, float64, bool) {
		if p.Rating.Count == 0 {
			return "", 0, false
		}
		return ratingWords(p), p.Rating.Average, p.Rating.Count >= 3
	})
	add("Rating", values, better, "better rated", "you trust the better rating")
	for _, m := range merits {
		values, better := valuesBy(products, m.less, func(p *catalog.Product) (string, float64, bool) {
			have, ok := attribute(p, m.field)
			if !ok {
				return "", 0, false
			}
			measured, ok := parseMeasure(have[0])
			return plainText(strings.Join(have, ", ")), measured.value, ok
		})
		add(upperFirst(m.field), values, better, m.word, m.reason)
	}
	for _, name := range comparedNames(products) {
		values, better := featureValues(products, name)
		add(upperFirst(name), values, better, strings.ToLower(name), virtues[strings.ToLower(name)])
	}
	for _, name := range optionNames(products) {
		var values []string
		for i := range products {
			values = append(values, optionValues(&products[i], name))
		}
		add(upperFirst(name), values, -1, "", "")
	}
	return rows, evidence
}

// differing reports whether there is a difference to see.
func differing(values []string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return v != values[0] })
}

// valuesBy reads one measure of each product, and which has the best of it: the
// only one, and only where all have one.
func valuesBy(products []catalog.Product, less bool, read func(p *catalog.Product) (text string, value float64, ok bool)) (values []string, better int) {
	better, all, tied := -1, true, false
	best := 0.0
	for i := range products {
		text, value, ok := read(&products[i])
		values = append(values, text)
		switch {
		case !ok:
			all = false
		case better < 0 || value != best && (value < best) == less:
			better, best, tied = i, value, false
		case value == best:
			tied = true
		}
	}
	if !all || tied {
		better = -1
	}
	return values, better
}

// comparedNames are the attributes worth a row, those that shoppers ask about
// first.
func comparedNames(products []catalog.Product) []string {
	var names []string
	add := func(name string) {
		key := strings.ToLower(name)
		measured := slices.ContainsFunc(merits, func(m merit) bool { return m.field == key })
		if !measured && !dull[key] && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			names = append(names, name)
		}
	}
	for _, q := range factQuestions {
		for i := range products {
			if _, ok := attribute(&products[i], q.attribute); ok {
				add(q.attribute)
			}
		}
	}
	for i := range products {
		for _, a := range products[i].Attributes {
			if tellable(a) && plainName(a.Name) {
				add(a.Name)
			}
		}
	}
	return names
}

// featureValues are the products' values of an attribute. One that has a virtue
// that another lacks is the better.
func featureValues(products []catalog.Product, name string) (values []string, better int) {
	better = -1
	with, without := 0, 0
	for i := range products {
		have, _ := attribute(&products[i], name)
		values = append(values, plainText(cut(strings.Join(have, ", "), 60)))
		if len(have) > 0 && isYes(have[0]) {
			better = i
			with++
		} else if len(have) > 0 && isNo(have[0]) {
			without++
		}
	}
	if virtues[strings.ToLower(name)] == "" || with != 1 || with+without != len(products) {
		better = -1
	}
	return values, better
}

func optionNames(products []catalog.Product) []string {
	var names []string
	for i := range products {
		for _, o := range products[i].Options {
			if !slices.Contains(names, o.Name) {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

func optionValues(p *catalog.Product, name string) string {
	for _, o := range p.Options {
		if o.Name == name {
			return strings.Join(listed(o.Values), ", ")
		}
	}
	return ""
}

// verdictOf says in one sentence for whom each product is, from the rows in
// which it is the better and, where there is none, from what is its alone.
func verdictOf(products []catalog.Product, rows []comparedRow) string {
	var parts []string
	called := namesOf(products)
	for i := range products {
		var reasons []string
		for _, row := range rows {
			if row.Better == i && row.reason != "" && len(reasons) < 2 {
				reasons = append(reasons, row.reason)
			}
		}
		if len(reasons) == 0 {
			reasons = ownReason(&products[i], products)
		}
		if len(reasons) > 0 {
			if len(reasons) == 2 && strings.HasPrefix(reasons[0], "you ") {
				reasons[1] = strings.TrimPrefix(reasons[1], "you ")
			}
			parts = append(parts, "the "+called[i]+" if "+joined(reasons, "and"))
		}
	}
	if len(parts) < len(products) {
		return ""
	}
	return upperFirst(strings.Join(parts, ", ")) + "."
}

// namesOf calls products so that they can be told apart.
func namesOf(products []catalog.Product) []string {
	var called []string
	for i := range products {
		own := name(&products[i])
		for j := range products {
			if i != j && name(&products[j]) == own {
				own, _ = names(&products[i], &products[j])
				break
			}
		}
		called = append(called, own)
	}
	return called
}

func (w *writer) compareChips(products []catalog.Product) {
	w.state.Focus = ""
	for i := range products[:min(len(products), 3)] {
		p := &products[i]
		w.addChip(p, w.state.variantShown(p.ID), "Add the "+cut(name(p), 28))
	}
	if first := &products[0]; len(first.Reviews) > 0 {
		w.aboutChip(first, "What do reviews say?")
	}
	w.personChip()
}

// ownReason is the first fact that none of the other products shares.
func ownReason(p *catalog.Product, products []catalog.Product) []string {
	for _, a := range p.Attributes {
		if !tellable(a) || dull[strings.ToLower(a.Name)] || isNo(a.Values[0]) || len(strings.Join(a.Values, ", ")) > 36 {
			continue
		}
		if slices.ContainsFunc(products, func(o catalog.Product) bool {
			theirs, ok := attribute(&o, a.Name)
			return o.ID != p.ID && ok && slices.Equal(theirs, a.Values)
		}) {
			continue
		}
		if isYes(a.Values[0]) {
			return []string{"you want it " + strings.ToLower(a.Name)}
		}
		return []string{"you like its " + strings.ToLower(a.Name) + " (" + plainText(strings.Join(a.Values, ", ")) + ")"}
	}
	return nil
}

// undecided reports whether the shopper wants to know which to take for something
// that no measure decides.
func (w *writer) undecided() bool {
	_, what, ok := purposeIn(w.plan.Reading.Norm)
	return what != "" && !ok && takes.MatchString(w.plan.Reading.Norm)
}

// compareBy answers "which one is lighter?" about the products, and says so where
// their data does not give that measure.
func (w *writer) compareBy(products []catalog.Product, rows []comparedRow) bool {
	comparatives := w.plan.Reading.Comparatives
	if len(comparatives) == 0 {
		if w.undecided() {
			w.notHeld(products, catalog.Comparative{}, nil)
			return true
		}
		return false
	}
	c := comparatives[0]
	type valued struct {
		p     *catalog.Product
		value float64
		text  string
	}
	var all []valued
	for i := range products {
		p := &products[i]
		if c.Field == "price" && !p.Price.IsZero() {
			all = append(all, valued{p, float64(p.Price.Amount), w.money.money(p.Price)})
		} else if m, ok := measureOf(p, c.Field); ok {
			all = append(all, valued{p, m.value, m.text})
		}
	}
	if _, what, ok := purposeIn(w.plan.Reading.Norm); ok && len(all) == 1 && takes.MatchString(w.plan.Reading.Norm) {
		w.tell(says(fact(all[0].p, c.Field, all[0].text),
			"What decides for "+strings.TrimPrefix(what, "the ")+" is the "+decider(c.Field)+", and only the "+name(all[0].p)+" has one in the data: "+all[0].text+".",
			"By the "+decider(c.Field)+" I would say the "+name(all[0].p)+", "+all[0].text+"; nothing is said of the others."))
		return true
	}
	if len(all) == 1 {
		w.tell(says(fact(all[0].p, c.Field, all[0].text), "Only the data of the "+name(all[0].p)+" says so: "+all[0].text+".", "By the data I cannot compare that: only the "+name(all[0].p)+" has it, "+all[0].text+"."))
		return true
	}
	if len(all) == 0 {
		w.notHeld(products, c, rows)
		return true
	}
	if !slices.ContainsFunc(all, func(v valued) bool { return v.value != all[0].value }) {
		var evidence []assistant.Evidence
		for _, v := range all {
			evidence = append(evidence, fact(v.p, c.Field, v.text))
		}
		w.tell(sentence{[]string{"In that they are the same: " + all[0].text + ".", "By the data there is no difference in that, " + all[0].text + " each."}, evidence})
		return true
	}
	best := 0
	for i := range all {
		if all[i].value != all[best].value && (all[i].value < all[best].value) == c.Less {
			best = i
		}
	}
	var others []string
	var evidence []assistant.Evidence
	for i, v := range all {
		evidence = append(evidence, fact(v.p, c.Field, v.text))
		if i != best {
			others = append(others, v.text+" for the "+name(v.p))
		}
	}
	winner := all[best]
	if _, what, ok := purposeIn(w.plan.Reading.Norm); ok && takes.MatchString(w.plan.Reading.Norm) && c.Field != "price" {
		field := decider(c.Field)
		w.tell(sentence{[]string{
			"For " + strings.TrimPrefix(what, "the ") + ", the " + name(winner.p) + ": its " + field + " is " + winner.text + ", against " + joined(others, "and") + ".",
			"The " + name(winner.p) + " for that, by its " + field + ": " + winner.text + ", against " + joined(others, "and") + ".",
		}, evidence})
		return true
	}
	if c.Field == fieldPacked {
		w.tell(sentence{[]string{
			"By its packed size the " + name(winner.p) + " comes first: " + winner.text + ", against " + joined(others, "and") + ".",
			"Packed, the " + name(winner.p) + " comes first: " + winner.text + ", against " + joined(others, "and") + ".",
		}, evidence})
		return true
	}
	w.tell(sentence{[]string{
		upperFirst(the(winner.p, "is", "are")) + " " + c.Text + ": " + winner.text + ", against " + joined(others, "and") + ".",
		upperFirst(c.Text) + " is the " + name(winner.p) + " with " + winner.text + "; it is " + joined(others, "and") + ".",
	}, evidence})
	return true
}
