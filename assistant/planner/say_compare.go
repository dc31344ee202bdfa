package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/assistant/tool"
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
	rows, evidence := f.Compared.Rows, f.Compared.Evidence
	answered := w.compareBy(f.Products, rows)
	if !again { // the table need not come twice
		w.blocks = append(w.blocks, f.Compared.Block(verdictOf(f.Products, rows)))
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
func (w *writer) differences(rows []tool.ComparedRow, evidence []assistant.Evidence) {
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

// verdictOf says in one sentence for whom each product is, from the rows in
// which it is the better and, where there is none, from what is its alone.
func verdictOf(products []catalog.Product, rows []tool.ComparedRow) string {
	var parts []string
	called := namesOf(products)
	for i := range products {
		var reasons []string
		for _, row := range rows {
			if row.Better == i && row.Reason != "" && len(reasons) < 2 {
				reasons = append(reasons, row.Reason)
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

// placesInList are what things are called that nothing but their place tells apart.
var placesInList = []string{"first", "second", "third", "fourth", "fifth", "sixth"}

// namesOf calls products so that they can be told apart.
func namesOf(products []catalog.Product) []string {
	var called []string
	for i := range products {
		own := name(&products[i])
		for j := range products {
			if i == j || name(&products[j]) != own {
				continue
			}
			if own, _ = names(&products[i], &products[j]); products[i].Title == products[j].Title {
				own = placesInList[min(i, len(placesInList)-1)] + " one"
			}
			break
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
		if !traits.Tellable(a) || traits.Dull(a.Name) || traits.No(a.Values[0]) || len(strings.Join(a.Values, ", ")) > 36 {
			continue
		}
		if slices.ContainsFunc(products, func(o catalog.Product) bool {
			theirs, ok := traits.Attribute(&o, a.Name)
			return o.ID != p.ID && ok && slices.Equal(theirs, a.Values)
		}) {
			continue
		}
		if traits.Yes(a.Values[0]) {
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
func (w *writer) compareBy(products []catalog.Product, rows []tool.ComparedRow) bool {
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
