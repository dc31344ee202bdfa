package catalog

import "slices"

// choice reads a phrase as a value of an option that is neither a colour nor a
// size: "wide", where shoes come in widths.
func (s *snapshot) choice(k string) (Constraint, bool) {
	best := valueRef{}
	for i := range s.parts {
		for _, ref := range s.parts[i].lexicon.values[k] {
			if ref.kind == KindOption && ref.count > best.count && isChoice(ref.field) {
				best = ref
			}
		}
	}
	if best.count == 0 || len(k) < 3 || isNumber(k) {
		return Constraint{}, false
	}
	return Constraint{Kind: KindOption, Field: best.field, Values: []string{best.value}}, true
}

func isChoice(field string) bool { return !isColorField(field) && !isSizeField(field) }

// settleChoices makes preferences of the choices that the kind wanted does not
// offer: no jacket comes in widths, and a "wide hem" is none. The name of an
// option behind a value is part of the wish: "wide fit", "vanilla flavor".
func (s *snapshot) settleChoices(ts []token, found []meaning) {
	kind := slices.IndexFunc(found, func(m meaning) bool { return m.constraint.Kind == KindType && !m.constraint.Not })
	for i := range found {
		m := &found[i]
		if c := &m.constraint; c.Kind != KindOption || !isChoice(c.Field) || c.Not {
			continue
		}
		if next := &ts[m.to]; !stops(next.gap) && next.role == free && !inMeaning(found, m.to) && namesOption(next.stem, m.constraint.Field) {
			m.to++
		}
		if kind < 0 || !s.offers(found[kind].constraint, m.constraint.Field) {
			m.constraint.Soft = true
		}
	}
}

// settleSizes makes preferences of sizes that are rather plain adjectives: what
// "packs small" is of no size S, and a "small tent" neither where no tent comes in
// sizes.
func (s *snapshot) settleSizes(ts []token, found []meaning) {
	kind := slices.IndexFunc(found, func(m meaning) bool { return m.constraint.Kind == KindType && !m.constraint.Not })
	for i := range found {
		m := &found[i]
		if c := &m.constraint; c.Kind != KindOption || !isSizeField(c.Field) || m.to != m.from+1 || !sizeAdjectives[ts[m.from].text] || s.cuedSize(ts, m.from, 1) {
			continue
		}
		if adverbial(ts, m.from) || kind >= 0 && !s.comesIn(found[kind].constraint, m.constraint) {
			m.constraint.Soft = true
		}
	}
}

// sizeAdjectives are the names of sizes that are words of their own.
var sizeAdjectives = wordSet(`small medium large`)

// adverbial reports whether the adjective at token i says how something is done
// ("folds up small"), or how much of it is enough ("small enough to carry").
func adverbial(ts []token, i int) bool {
	if next := &ts[i+1]; next.text == "enough" && !stops(next.gap) {
		return true
	}
	for j := i - 1; j >= 0 && !stops(ts[j+1].gap); j-- {
		if !degrees[ts[j].text] {
			return packs[ts[j].stem]
		}
	}
	return false
}

var (
	// degrees may stand between a verb and its adjective.
	degrees = wordSet(`up down away so very really quite pretty fairly super extra nice and rather`)
	// packs are the stems of verbs for what becomes small.
	packs = wordSet(`pack fold roll collapse compress stow wrap squash squeeze scrunch shrink`)
)

// comesIn reports whether any product of a kind comes in the choice c.
func (s *snapshot) comesIn(kind, c Constraint) bool {
	for i := range s.parts {
		p := &s.parts[i]
		set := p.wish(&kind).set
		set.and(p.wish(&c).set)
		if !set.empty() {
			return true
		}
	}
	return false
}

// namesOption reports whether a stem is how shoppers call an option.
func namesOption(stem, field string) bool {
	return stem != "" && (stem == stems(field) || stem == "fit" && field == "width")
}

// offers reports whether any product of a kind comes in choices of an option.
func (s *snapshot) offers(kind Constraint, field string) bool {
	for i := range s.parts {
		p := &s.parts[i]
		set := p.wish(&kind).set
		set.and(p.telling(field))
		if !set.empty() {
			return true
		}
	}
	return false
}
