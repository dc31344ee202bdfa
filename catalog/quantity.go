package catalog

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// quantity is a number with its unit, as a text has it in the tokens from..to.
type quantity struct {
	value    float64
	number   string
	unit     string
	from, to int
	bare     bool // no word says the unit: "a tent for two"
}

// measures reads numbers with units: "2 m", "16GB", "under 12 inches", "10 to 14
// in", "for 4 people". They are wishes where the catalogue knows the unit; a
// plain number is one where some product is of that measure, and otherwise its
// words rank.
func (s *snapshot) measures(r *reading, text string) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		q, ok := quantityAt(ts, i)
		if !ok {
			q, ok = sideAt(ts, i)
		}
		if !ok || len(s.sizesOf(key(ts[q.from:q.to]))) > 0 {
			continue
		}
		wanted, from, to := extentOf(ts, q)
		bounded := from < q.from || to > q.to
		if q.unit == "person" && !bounded {
			wanted.high = math.Inf(1) // who sleeps four sleeps two
		}
		c := Constraint{Kind: KindAttribute, Field: dimensions[q.unit][0], Values: []string{wanted.String()}, Text: wording(text, ts[from:to])}
		known := s.measuresOf(wanted)
		switch {
		case len(known) > 0 && q.unit == "person": // the smallest that is large enough
			r.closest = append(r.closest, known[0])
		case wanted.exact():
			if !slices.ContainsFunc(s.parts, func(p part) bool { return !p.wish(&c).set.empty() }) {
				continue
			}
			r.closest = append(r.closest, q.number+" "+q.unit)
		case !s.hasUnit(q.unit):
			continue
		case len(known) == 0:
			r.closest = append(r.closest, s.nextTo(wanted)...)
		case wanted.low < q.value && q.value < wanted.high && slices.Contains(known, q.number+" "+q.unit): // "about 3 m", and there are
			c.Values = []string{q.number + " " + q.unit}
		}
		if q.bare {
			r.guessed = append(r.guessed, len(r.Constraints))
		}
		r.Constraints = append(r.Constraints, c)
		for j := from; j < to; j++ {
			ts[j].role = spent
		}
		if !bounded {
			ts[i].text, ts[i].stem, ts[i].role = q.number+q.unit, q.number+q.unit, claimed
		}
	}
}

// nextTo returns the measure of the catalogue that comes closest to an extent that
// none is in.
func (s *snapshot) nextTo(wanted extent) []string {
	if below := s.measuresOf(extent{0, wanted.low, wanted.unit}); len(below) > 0 && math.IsInf(wanted.high, 1) {
		return below[len(below)-1:]
	}
	if above := s.measuresOf(extent{wanted.high, math.Inf(1), wanted.unit}); len(above) > 0 {
		return above[:1]
	}
	return nil
}

// quantityAt reads the quantity whose number is token i.
func quantityAt(ts []token, i int) (quantity, bool) {
	t, next := &ts[i], &ts[i+1]
	if t.role != free || t.not {
		return quantity{}, false
	}
	q := quantity{from: i, to: i + 1}
	switch number, unit := splitMeasure(t.text); {
	case unit != "":
		q.number, q.unit = number, unit
	case isNumber(t.text):
		q.number = t.text
	case numerals[t.text] != "":
		q.number = numerals[t.text]
	default:
		return quantity{}, false
	}
	if q.unit == "" {
		last := i+2 >= len(ts)
		switch unit := unitOf(next.text); {
		case inchMark(next.gap):
			q.unit = "in"
		case next.role == free && unit != "" && !stops(next.gap) && (!prepositions[next.text] || inches(ts, i)):
			q.unit, q.to = unit, i+2
		case next.text == "man" && next.joined:
			q.unit, q.to = "person", i+2
		case i > 0 && forPeople[ts[i-1].text] && (last || stops(next.gap) || goesOnBehind[next.text]) && len(q.number) <= 2:
			q.unit, q.bare = "person", true
		}
	}
	if dimensions[q.unit] == nil || isNumeral(t.text) && q.unit != "person" && q.unit != "piece" {
		return quantity{}, false
	}
	value, err := strconv.ParseFloat(q.number, 64)
	q.value = value
	return q, err == nil
}

// sideAt reads the quantity whose number is token i and whose unit stands behind
// the last side: the 150 of "150 x 200 cm".
func sideAt(ts []token, i int) (quantity, bool) {
	j := i
	for j+3 < len(ts) && isNumber(ts[j].text) && ts[j+1].text == "x" && isNumber(ts[j+2].text) {
		j += 2
	}
	last, ok := quantityAt(ts, j)
	if j == i || !ok || ts[i].role != free || ts[i].not {
		return quantity{}, false
	}
	value, err := strconv.ParseFloat(ts[i].text, 64)
	return quantity{value: value, number: ts[i].text, unit: last.unit, from: i, to: i + 1}, err == nil
}

// goesOnBehind are the words with which a wish goes on behind what it is for: "a tent
// for two that is light".
var goesOnBehind = wordSet(`that which with without under below please`)

// forPeople are the words before a number that counts people.
var forPeople = wordSet(`for sleeps sleep sleeping seats fits`)

// extentOf returns what a quantity asks for, and the tokens that say so: the same
// number twice where it is just that, the other end of a range, or what a cue
// makes of it.
func extentOf(ts []token, q quantity) (wanted extent, from, to int) {
	if first, at, ok := rangeBefore(ts, q); ok {
		return extent{min(first, q.value), max(first, q.value), q.unit}, rangeStart(ts, at), q.to
	}
	bound, from := cueBefore(ts, q.from)
	to = q.to
	if bound == noBound {
		bound, to = cueBehind(ts, q.to)
		to = max(to, q.to)
	}
	switch bound {
	case atMost:
		return extent{0, q.value, q.unit}, from, to
	case atLeast:
		return extent{q.value, math.Inf(1), q.unit}, from, to
	case about:
		return extent{q.value * 0.8, q.value * 1.2, q.unit}, from, to
	}
	return extent{q.value, q.value, q.unit}, q.from, q.to
}

// rangeBefore reads the number that begins a range which ends in q: "10 to",
// "between 10 and", "10 in -".
func rangeBefore(ts []token, q quantity) (value float64, at int, ok bool) {
	at = q.from - 1
	if at < 0 {
		return 0, 0, false
	}
	dashed := strings.Trim(ts[q.from].gap, " ")
	switch ts[at].text {
	case "to", "and", "or":
		at--
	default:
		if dashed != "-" && dashed != "–" && dashed != "—" {
			return 0, 0, false
		}
	}
	if at >= 1 && unitOf(ts[at].text) == q.unit {
		at--
	}
	if at < 0 || !isNumber(ts[at].text) || ts[at].role != free {
		return 0, 0, false
	}
	if ts[q.from-1].text != "to" && dashed == "" && !introduced(ts, at, "between", "from") {
		return 0, 0, false
	}
	value, err := strconv.ParseFloat(ts[at].text, 64)
	return value, at, err == nil
}

// settleGuesses gives up the quantities whose unit no word says where no kind of
// product is named that has it.
func (s *snapshot) settleGuesses(r *reading) {
	named := slices.ContainsFunc(r.Constraints, func(c Constraint) bool { return c.Kind == KindType && !c.Not })
	for i := len(r.guessed) - 1; i >= 0 && !named; i-- {
		r.Constraints = slices.Delete(r.Constraints, r.guessed[i], r.guessed[i]+1)
	}
}

// unitWished returns the unit of a wish for a measure, or "".
func unitWished(c *Constraint) string {
	if c.Kind != KindAttribute || len(c.Values) == 0 {
		return ""
	}
	wanted, _ := parseExtent(c.Values[0])
	return wanted.unit
}

// states reports whether any of the products in a set states a measure in the
// unit or one like it.
func (p *part) states(unit string, among bitset) bool {
	for _, unit := range sameScale(unit) {
		for _, n := range p.numbers[unit] {
			set := newBitset(p.len())
			p.measuring(n.text, unit, set)
			set.and(among)
			if !set.empty() {
				return true
			}
		}
	}
	return false
}
