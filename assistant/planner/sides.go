package planner

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/catalog"
)

// sidesWanted are the sides of a thing as a shopper names them: "18 x 18 inch".
var sidesWanted = pattern.MustCompile(`(?i)\b(\d+(?:[.,]\d+)?)\s*(?:cm|mm|inch(?:es)?|in|")?\s*(?:x|×|by)\s*(\d+(?:[.,]\d+)?)\s*(cm|mm|inch(?:es)?|in\b|")?`)

// unmeasured says so where the shopper named the sides of the thing and none that is
// shown has them, with the sides that the first one has.
func (w *writer) unmeasured() {
	at := sidesWanted.FindStringSubmatch(w.plan.Reading.Said)
	if at == nil || w.plan.Reading.Intent != IntentFind || slices.ContainsFunc(w.state.Wishes, func(c catalog.Constraint) bool { return strings.Contains(c.Text, at[1]) }) {
		return
	}
	wanted := [2]float64{millimetres(at[1], at[3]), millimetres(at[2], at[3])}
	var own *catalog.Attribute
	for i := range w.facts.Cards {
		p := &w.facts.Cards[i].Product
		for j := range p.Attributes {
			a := &p.Attributes[j]
			for _, has := range sidesWanted.FindAllStringSubmatch(strings.Join(a.Values, ", "), -1) {
				if own == nil && i == 0 {
					own = a
				}
				sides := [2]float64{millimetres(has[1], has[3]), millimetres(has[2], has[3])}
				if alike(wanted[0], sides[0]) && alike(wanted[1], sides[1]) || alike(wanted[0], sides[1]) && alike(wanted[1], sides[0]) {
					return
				}
			}
		}
	}
	said := strings.TrimSpace(at[0])
	w.say("None of it says "+said+" in its data.", "The data of none of it has "+said+".")
	if own != nil {
		p := &w.facts.Cards[0].Product
		w.tell(attributeWords(p, &Reading{}, scored{attribute: *own, named: true}))
	}
}

// millimetres reads a side; without a unit it is in centimetres.
func millimetres(number, unit string) float64 {
	value, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	switch {
	case strings.HasPrefix(strings.ToLower(unit), "in"), unit == `"`:
		return value * inch * 10
	case strings.EqualFold(unit, "mm"):
		return value
	default:
		return value * 10
	}
}

// alike reports whether two sides are the same, as far as shops round them.
func alike(a, b float64) bool { return a > 0 && math.Abs(a-b) <= 0.04*a }
