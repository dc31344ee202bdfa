package feed

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table reads rows of cells between commas, semicolons, tabs or bars, with
// quotation marks around cells as RFC 4180 has it. A quotation mark out of place
// costs one line: what it seemed to swallow is read again.
type table struct {
	ledger *ledger
	lines  lineReader
	comma  byte
	header *header
	again  []physical // lines to be read again
	// damaged is the line of a refused row until a whole row follows: what has
	// too few cells meanwhile is the rest of it.
	damaged int
	cells   cells
}

// row is one record. It stays valid.
type row struct {
	line  int
	cells []string
}

// cell returns the cell of a column without the blanks around it; "" when the
// table has no such column or the row no such cell.
func (r row) cell(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

// physical is a line of the file.
type physical struct {
	number  int
	text    []byte
	tooLong bool
}

// read returns the next line of the file.
func (t *table) read() (physical, error) {
	if n := len(t.again); n > 0 {
		line := t.again[n-1]
		t.again = t.again[:n-1]
		return line, nil
	}
	text, tooLong, err := t.lines.next()
	return physical{t.lines.line, text, tooLong}, err
}

// next returns the next row. ok is false when a line was refused instead.
func (t *table) next() (r row, ok bool, err error) {
	for {
		first, err := t.read()
		if err != nil {
			return row{}, false, err
		}
		if !first.tooLong && t.blank(first.text) {
			continue
		}
		t.ledger.line()
		if first.tooLong {
			t.ledger.refuse(first.number, "", "", "longer than %d bytes", MaxLine)
			return row{}, false, nil
		}
		return t.record(first)
	}
}

// blank tells whether nothing stands in a line, as in those that a spreadsheet
// leaves at its end. A quotation mark without a second one opens a cell.
func (t *table) blank(line []byte) bool {
	marks := 0
	for _, c := range line {
		switch c {
		case '"':
			marks++
		case t.comma, ' ', '\t':
		default:
			return false
		}
	}
	return marks%2 == 0
}

// record reads the row that begins with first.
func (t *table) record(first physical) (row, bool, error) {
	t.cells.reset()
	open, sound := t.cells.scan(first.text, t.comma)
	if sound && !open {
		cells := t.cells.strings()
		if t.comma == '\t' && len(cells) < len(t.header.names) {
			var err error
			if cells, err = t.rejoined(first, cells); err != nil {
				return row{}, false, err
			}
		}
		return t.checked(first, cells)
	}
	first.text = bytes.Clone(first.text)
	swallowed, size := []physical(nil), len(first.text)
	for open && sound {
		line, err := t.read()
		if err == io.EOF {
			sound = false
			break
		}
		if err != nil {
			return row{}, false, err
		}
		line.text = bytes.Clone(line.text)
		swallowed = append(swallowed, line)
		if size += len(line.text) + 1; line.tooLong || size > MaxLine {
			sound = false
			break
		}
		open, sound = t.cells.scan(line.text, t.comma)
	}
	width := len(t.header.names)
	alone := lenient(string(first.text), t.comma)
	if all := trimmed(t.cells.strings(), width); sound && (len(all) == width || len(all) < width && len(alone) != width) {
		return t.checked(first, all)
	}
	// A mark that opens a cell and is not closed there takes the lines below
	// with it. The first line is then read by itself.
	t.giveBack(swallowed)
	if len(alone) != width {
		t.damaged = first.number
		t.ledger.refuse(first.number, "", string(first.text), "has a quotation mark out of place")
		return row{}, false, nil
	}
	t.ledger.repair(first.number, "", string(first.text), "has a quotation mark out of place, which is read as a character")
	return t.checked(first, alone)
}

// maxJoined is how many lines a newline in a cell may make of one row.
const maxJoined = 200

// rejoined puts a row together that newlines in a cell broke over several lines:
// tables with tabs are often written without quotation marks. It is the same row
// as long as the cells of the lines below fill it up exactly.
func (t *table) rejoined(first physical, cells []string) ([]string, error) {
	width, taken, joined := len(t.header.names), []physical(nil), slices.Clone(cells)
	for len(taken) < maxJoined {
		line, err := t.read()
		if err != nil && err != io.EOF {
			return nil, err
		}
		if err == io.EOF {
			break
		}
		line.text = bytes.Clone(line.text)
		taken = append(taken, line)
		more := strings.Split(string(line.text), "\t")
		if len(more) >= width || len(joined)+len(more)-1 > width || line.tooLong {
			break
		}
		joined[len(joined)-1] += "\n" + more[0]
		if joined = append(joined, more[1:]...); len(joined) == width {
			t.ledger.repair(first.number, "", joined[len(cells)-1], "is broken over %d lines by newlines in a cell; joined", len(taken)+1)
			return joined, nil
		}
	}
	t.giveBack(taken)
	return cells, nil
}

// giveBack has lines read again.
func (t *table) giveBack(lines []physical) {
	for i := len(lines) - 1; i >= 0; i-- {
		t.again = append(t.again, lines[i])
	}
}

// trimmed drops empty cells beyond the width of the table.
func trimmed(cells []string, width int) []string {
	for len(cells) > width && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// checked compares the number of cells with that of the header.
func (t *table) checked(first physical, cells []string) (row, bool, error) {
	width := len(t.header.names)
	cells = trimmed(cells, width)
	switch {
	case len(cells) == width:
		t.damaged = 0
	case t.damaged > 0:
		t.ledger.refuse(first.number, "", strings.Join(cells, string(t.comma)), "is what is left of line %d, which is refused", t.damaged)
		return row{}, false, nil
	case len(cells) > width:
		t.ledger.refuse(first.number, "", strings.Join(cells[width:], string(t.comma)),
			"has %d cells where the header has %d: a cell with a %s in it needs quotation marks", len(cells), width, separatorName(t.comma))
		return row{}, false, nil
	default:
		t.ledger.repair(first.number, "", "", "has %d cells where the header has %d; the others are taken as empty", len(cells), width)
	}
	for i, cell := range cells {
		if strings.ContainsRune(cell, utf8.RuneError) {
			t.ledger.repair(first.number, t.header.raw[i], cell, "holds bytes that are not UTF-8, shown as �")
		}
	}
	return row{first.number, cells}, true, nil
}

func separatorName(comma byte) string {
	switch comma {
	case '\t':
		return "tab"
	case ';':
		return "semicolon"
	case '|':
		return "bar"
	default:
		return "comma"
	}
}

// cells collects the cells of one record.
type cells struct {
	text []byte
	ends []int
	open bool // within quotation marks
}

func (c *cells) reset() { c.text, c.ends, c.open = c.text[:0], c.ends[:0], false }

func (c *cells) end() { c.ends = append(c.ends, len(c.text)) }

// strings returns the cells, all in one string.
func (c *cells) strings() []string {
	if c.open {
		c.end()
	}
	all, from := string(c.text), 0
	list := make([]string, len(c.ends))
	for i, end := range c.ends {
		list[i], from = all[from:end], end
	}
	return list
}

// scan adds a line. open is true when the record goes on with the next line, and
// sound false when a quotation mark closes a cell that goes on behind it.
func (c *cells) scan(line []byte, comma byte) (open, sound bool) {
	for {
		if !c.open {
			if len(line) == 0 || line[0] != '"' {
				end := bytes.IndexByte(line, comma)
				if end < 0 {
					c.text = append(c.text, line...)
					c.end()
					return false, true
				}
				c.text = append(c.text, line[:end]...)
				c.end()
				line = line[end+1:]
				continue
			}
			c.open, line = true, line[1:]
		}
		mark := bytes.IndexByte(line, '"')
		if mark < 0 {
			c.text = append(append(c.text, line...), '\n')
			return true, true
		}
		c.text = append(c.text, line[:mark]...)
		line = line[mark+1:]
		if len(line) > 0 && line[0] == '"' {
			c.text, line = append(c.text, '"'), line[1:]
			continue
		}
		for len(line) > 0 && line[0] == ' ' && comma != ' ' {
			line = line[1:]
		}
		c.open = false
		if len(line) > 0 && line[0] != comma {
			return false, false
		}
		c.end()
		if len(line) == 0 {
			return false, true
		}
		line = line[1:]
	}
}

// lenient splits one line in which quotation marks are out of place: a mark
// closes a cell only in front of a comma or the end, and one that nothing closes
// is a character.
func lenient(line string, comma byte) []string {
	var list []string
	for {
		cell, rest, more := "", "", false
		if end := closing(line, comma); end > 0 {
			cell = strings.ReplaceAll(line[1:end], `""`, `"`)
			rest, more = strings.CutPrefix(line[end+1:], string(comma))
		} else {
			cell, rest, more = strings.Cut(line, string(comma))
		}
		list = append(list, cell)
		if !more {
			return list
		}
		line = rest
	}
}

// closing returns where the mark that closes a quoted cell at the beginning of
// line stands, or -1.
func closing(line string, comma byte) int {
	if !strings.HasPrefix(line, `"`) {
		return -1
	}
	for i := 1; i < len(line); i++ {
		if line[i] == '"' && (i+1 == len(line) || line[i+1] == comma) {
			return i
		}
	}
	return -1
}
