package grounding

import (
	"math"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// chart reads what is told of a product's size chart: that a body measure is a
// size, and what the rows of sizes say. Every number has to stand in the row of the
// size that it is told of, in the chart's unit or brought to another, or be the
// shopper's own; and the size has to be the one that the shopper's measure is in.
func (r *reading) chart() {
	g := r.charted()
	if g == nil {
		return
	}
	c := g.data().SizeChart
	row, column := -1, 0
	isSize := false
	var own []measure // the shopper's own, as the sentence repeats it
	said := measures(tokens(r.turn.Text))
	spoken := measures(r.t)
	for i := 0; i < len(r.t); i++ {
		if r.used[i] || r.isName[i] {
			if k, width := r.labelAt(c, i); width > 1 { // a value that an option has as well: "10K"
				row = k
				i += width - 1
			}
			continue
		}
		if k, width := r.columnAt(c, i); width > 0 {
			column = k
			i += width - 1
			continue
		}
		if k, width := r.labelAt(c, i); width > 0 {
			row = k
			isSize = isSize || r.near(i, 2, set("size"))
			r.take(i, i+width)
			i += width - 1
			continue
		}
		if r.t[i].kind != isNumber {
			continue
		}
		if _, n := r.moneyAt(i); n > 0 {
			return // it speaks of more than the chart
		}
		m := measure{dim: "length", value: r.t[i].value * columnUnit(c, column), exact: r.t[i].value, from: i, to: i + 1}
		if k := slices.IndexFunc(spoken, func(s measure) bool { return s.from == i }); k >= 0 {
			m = spoken[k]
		}
		claim := claim{kind: KindMeasure, from: i, to: m.to, why: "the row of the size chart says something else"}
		switch {
		case row < 0 && (slices.ContainsFunc(said, func(s measure) bool { return s.exact == m.exact && alike(s, m) }) || strings.Contains(r.said, " "+r.t[i].digits+" ")):
			claim.ok = true
			own = append(own, m)
		case row < 0 && slices.ContainsFunc(own, func(o measure) bool { return rounds(o.value, m) }):
			claim.ok = true // the same in the other unit
		case row >= 0:
			claim.ok = inRow(c, row, column, m)
		}
		if claim.ok {
			r.cite("product", g.id, "size_chart", r.textOf(i, m.to))
		}
		r.state(claim)
		i = m.to - 1
	}
	if isSize && row >= 0 && len(own)+len(said) > 0 {
		r.wears(c, row, append(own, said...))
	}
}

// charted is the product of the sentence whose size chart it tells of; nil where
// it tells of none.
func (r *reading) charted() *good {
	if r.question || r.unsure || !strings.Contains(r.flat, " size ") && !strings.Contains(r.flat, " chart ") {
		return nil
	}
	goods, _ := r.subjects(len(r.t) - 1)
	if len(goods) != 1 || goods[0].data() == nil {
		return nil
	}
	c := goods[0].data().SizeChart
	if len(c.Rows) == 0 || len(c.Columns) < 2 {
		return nil
	}
	for i := range r.t {
		if _, n := r.columnAt(c, i); n > 0 {
			return goods[0]
		}
	}
	return nil
}

// columnAt reads the name of a column at token i, its unit aside where the
// sentence leaves it out.
func (r *reading) columnAt(c catalog.SizeChart, i int) (column, width int) {
	for k := 1; k < len(c.Columns); k++ {
		name, _, _ := strings.Cut(c.Columns[k], "(")
		name, _, inches := strings.Cut(name, ",")
		want := wordsOf(name)
		if len(want) == 0 || want[0] != r.t[i].word || inches && column > 0 {
			continue
		}
		if n, w := r.fits(i, want); n == len(want) && w > width {
			column, width = k, w
		}
	}
	return column, width
}

// labelAt reads the size of a row at token i.
func (r *reading) labelAt(c catalog.SizeChart, i int) (row, width int) {
	for k, cells := range c.Rows {
		if len(cells) == 0 {
			continue
		}
		want := wordsOf(cells[0])
		if len(want) == 0 || r.t[i].word != want[0] && r.t[i].digits != want[0] {
			continue
		}
		if r.t[i].kind == isWord && r.textOf(i, i+1) != cells[0][:min(len(cells[0]), r.t[i].to-r.t[i].from)] {
			continue // "S" is a size, "s" none
		}
		letters := len(want) > 1 && i+1 < len(r.t) && r.t[i+1].kind == isWord && r.t[i+1].joined // "10K"
		if r.t[i].kind == isNumber && !letters && !r.near(i, 2, set("size sizes :")) && !(r.word(i-1) == "," && i+1 < len(r.t) && r.t[i+1].kind == isNumber) {
			continue // a number is the label of a row only where one stands
		}
		if n, w := r.fits(i, want); n == len(want) && w > width {
			row, width = k, w
		}
	}
	return row, width
}

// columnUnit is a column's unit in the unit of lengths; that of inches where it
// says so.
func columnUnit(c catalog.SizeChart, column int) float64 {
	if name := flat(c.Columns[column]); strings.Contains(name, " inches ") || strings.Contains(name, " in ") {
		return units["inch"].factor
	}
	return units["cm"].factor
}

// inRow reports whether a measure is one of the bounds that a row has in a column,
// or in any where no column is named.
func inRow(c catalog.SizeChart, row, column int, m measure) bool {
	for k := 1; k < len(c.Columns); k++ {
		if k >= len(c.Rows[row]) || column > 0 && k != column && !sameColumn(c, k, column) {
			continue
		}
		for _, bound := range bounds(c, row, k) {
			if rounds(bound*columnUnit(c, k), m) || bound == m.exact && m.unit == "" {
				return true
			}
		}
	}
	return false
}

// sameColumn reports whether two columns give one measure in two units.
func sameColumn(c catalog.SizeChart, a, b int) bool {
	head := func(name string) string {
		name, _, _ = strings.Cut(name, "(")
		name, _, _ = strings.Cut(name, ",")
		return strings.ToLower(strings.TrimSpace(name))
	}
	return head(c.Columns[a]) == head(c.Columns[b])
}

// bounds are the numbers of a cell: of "102-109" both.
func bounds(c catalog.SizeChart, row, column int) []float64 {
	if column >= len(c.Rows[row]) {
		return nil
	}
	var all []float64
	for _, t := range tokens(c.Rows[row][column]) {
		if t.kind == isNumber {
			all = append(all, t.value)
		}
	}
	return all
}

// rounds reports whether a measure is a value, as it is written with so many
// places of so large a unit.
func rounds(value float64, m measure) bool {
	step := 1.0
	if m.exact != math.Trunc(m.exact) {
		step = 0.1
	}
	factor := units["cm"].factor
	if m.exact != 0 {
		factor = m.value / m.exact
	}
	return math.Abs(value-m.value) <= step*factor/2+1e-6
}

// alike reports whether two measures are in the same unit, however it is called,
// or one is in none.
func alike(a, b measure) bool {
	return b.unit == "" || a.unit == "" || a.dim == b.dim && units[a.unit].factor == units[b.unit].factor || strings.HasPrefix(a.unit, "in") && strings.HasPrefix(b.unit, "in")
}

// wears settles that a size is the shopper's: one of the measures is in its row, or
// below it and in no smaller one, since of two sizes the larger is worn.
func (r *reading) wears(c catalog.SizeChart, row int, own []measure) {
	const between = 2 // what may lie between two rows, in the chart's unit
	for k := 1; k < len(c.Columns); k++ {
		b := bounds(c, row, k)
		if len(b) == 0 {
			continue
		}
		for _, m := range own {
			values := []float64{m.value / columnUnit(c, k), m.exact}
			for _, v := range values {
				low, high := b[0], b[len(b)-1]
				if v >= low-0.05 && v <= high+0.05 || low-v > 0 && low-v < between && !inAnother(c, k, v) {
					return
				}
			}
		}
	}
	i := slices.IndexFunc(r.t, func(t token) bool { return t.word == "size" })
	r.state(claim{kind: KindMeasure, from: i, to: i + 1, why: "by the size chart the measure is another size"})
}

// inAnother reports whether some row has a value in a column.
func inAnother(c catalog.SizeChart, column int, v float64) bool {
	for row := range c.Rows {
		if b := bounds(c, row, column); len(b) > 0 && v >= b[0]-0.05 && v <= b[len(b)-1]+0.05 {
			return true
		}
	}
	return false
}
