package grounding

import "strings"

// inTable reports whether the sentence is a row of a table.
func (r *reading) inTable() bool { return strings.HasPrefix(strings.TrimSpace(r.text), "|") }

// cellOf is the cell of a row that token i stands in, from 0 on.
func (r *reading) cellOf(i int) int {
	cell := -1
	for k := 0; k <= i && k < len(r.t); k++ {
		if r.t[k].word == "|" {
			cell++
		}
	}
	return cell
}

// columns are the goods that each column of a table is about: those that its head
// names. They hold for the rows below it.
func (r *reading) columns() [][]*good {
	if !r.inTable() {
		return nil
	}
	var all [][]*good
	named := 0
	for _, m := range r.mentions {
		cell := r.cellOf(m.from)
		for len(all) <= cell {
			all = append(all, nil)
		}
		if len(all[cell]) == 0 {
			named++
		}
		all[cell] = append(all[cell], m.goods...)
	}
	if named > 1 || named == 1 && len(r.talk.columns) == 0 && len(all) > 1 {
		return all
	}
	return r.talk.columns
}

// columnOf are the goods that the column of token i is about, in a row that names
// none itself.
func (r *reading) columnOf(i int) []*good {
	if len(r.talk.columns) == 0 || len(r.mentions) > 0 || !r.inTable() {
		return nil
	}
	if cell := r.cellOf(i); cell >= 0 && cell < len(r.talk.columns) {
		return r.talk.columns[cell]
	}
	return nil
}
