package planner

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

var measured = pattern.MustCompile(`(\d{1,3}(?:\.\d)?) ?(cm|inches|inch|in|mm)?\b`)

func answerSize(p *catalog.Product, m *Reading) []sentence {
	chart := p.SizeChart
	if len(chart.Rows) == 0 || len(chart.Columns) < 2 {
		return nil
	}
	if row, column, text := sizeFor(chart, m.Norm); row >= 0 {
		size, within := chart.Rows[row][0], chart.Columns[column]+" "+chart.Rows[row][column]
		e := fact(p, "size_chart", size+": "+within)
		if own := inInches(chart.Rows[row][column]); own != "" && strings.Contains(text, " in (") { // in the shopper's unit, and in the chart's
			within = measureName(chart.Columns[column]) + " " + own + " (" + chart.Rows[row][column] + " cm)"
		}
		return []sentence{says(e, "By the chart of the "+name(p)+", "+text+" is size "+size+": "+within+".",
			"That is size "+size+" in the "+name(p)+" ("+within+").")}
	}
	column := 1
	for c := 1; c < len(chart.Columns); c++ {
		if strings.Contains(chart.Columns[c], "(") { // a measure with its unit
			column = c
			break
		}
	}
	var rows []string
	for _, row := range chart.Rows[:min(len(chart.Rows), 8)] {
		if column < len(row) {
			rows = append(rows, row[0]+" "+row[column])
		}
	}
	text := chart.Columns[column] + ": " + strings.Join(rows, ", ") + "."
	return []sentence{
		says(fact(p, "size_chart", text), "The size chart of the "+name(p)+" gives "+lowerFirst(text), "From the size chart of the "+name(p)+", "+lowerFirst(text)),
		{wordings: []string{"Tell me your " + measureName(chart.Columns[column]) + " and I read the row for you."}},
	}
}

// bodySize tells a height or a weight, which no chart of clothes goes by, and
// chartPart a measure that one does.
var (
	bodySize  = pattern.MustCompile(`\b(?:i am|i weigh|my (?:height|weight)|(?:he|she) (?:is|weighs)|height|weight|weighing)\b.*?\b\d{2,3} ?(?:cm|kgs?|kilos?|lbs?|pounds|st|stone)\b|\b(?:i am|he is|she is) \d ?(?:ft|foot|feet)\b`)
	chartPart = pattern.MustCompile(`\b(?:` + bodyPart + `|chest|waist|hips?|foot|feet long|inseam|neck|head)\b`)
)

// tellsBody makes a height or a weight that is told of a question about the size of
// the product at hand.
func (r *reader) tellsBody(m *Reading) {
	it := r.scene.it()
	if it == "" || !bodySize.MatchString(m.Norm) || chartPart.MatchString(m.Norm) || hasType(m.Wishes) {
		return
	}
	m.Text, m.Norm, m.Said = "What size should I take?", "what size should i take", "what size should i take"
	m.Wishes, m.Words, m.Unknown, m.Near, m.Refs = nil, nil, nil, nil, []string{it}
	m.Content, m.Known = 1, 1
}

// measureName takes the unit off a column's name: "Chest (cm)" is "chest".
func measureName(column string) string {
	name, _, _ := strings.Cut(column, "(")
	return strings.ToLower(strings.TrimSpace(name))
}

// sizeFor finds the row of the chart in which a measure of the message falls: the
// number beside the name of a column, or else the first that has a unit. Inches
// are converted for charts in centimetres; a number without a unit is in the
// column's own if that gives a row.
func sizeFor(chart catalog.SizeChart, norm string) (row, column int, text string) {
	numbers := measured.FindAllStringSubmatchIndex(norm, -1)
	column, at := columnFor(chart, norm, numbers)
	if at == nil {
		return -1, 0, ""
	}
	value, err := strconv.ParseFloat(norm[at[2]:at[3]], 64)
	if err != nil {
		return -1, 0, ""
	}
	unit := ""
	if at[4] >= 0 {
		unit = norm[at[4]:at[5]]
	}
	text = "a " + measureName(chart.Columns[column]) + " of " + strings.TrimSpace(norm[at[2]:at[3]]+" "+unit)
	if !strings.ContainsAny(chart.Columns[column], "(,") { // another country's size: "EU 44"
		text = strings.TrimSpace(chart.Columns[column] + " " + norm[at[2]:at[3]])
	}
	metric := strings.Contains(strings.ToLower(chart.Columns[column]), "cm")
	if metric && strings.HasPrefix(unit, "in") {
		text = "a " + measureName(chart.Columns[column]) + " of " + norm[at[2]:at[3]] + " in (" + strconv.Itoa(int(math.Round(value*inch))) + " cm)"
		value *= inch
	}
	row = rowFor(chart, column, value)
	if row < 0 && metric && unit == "" {
		row = rowFor(chart, column, value*inch)
	}
	return row, column, text
}

// inInches writes a range in centimetres in inches, or "" where it is none.
func inInches(text string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "–", "-"), "-") {
		value, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			return ""
		}
		parts = append(parts, strings.TrimSuffix(strconv.FormatFloat(value/inch, 'f', 1, 64), ".0"))
	}
	return strings.Join(parts, "-") + " in"
}

// ranged is one size of an attribute that gives a body measure for each: "S/M
// 42-48 cm".
var ranged = pattern.MustCompile(`([A-Z][\w/]*|one size) (\d{2,3}(?:\.\d)?)\s?[-–]\s?(\d{2,3}(?:\.\d)?) cm`)

// answerRange reads a body measure by an attribute that gives a range for each
// size: the back length of a pack.
func answerRange(p *catalog.Product, m *Reading) []sentence {
	at := measured.FindStringSubmatch(m.Norm)
	if at == nil || at[2] == "" {
		return nil
	}
	value, err := strconv.ParseFloat(at[1], 64)
	if err != nil {
		return nil
	}
	said := at[1] + " cm"
	if strings.HasPrefix(at[2], "in") {
		value *= inch
		said = at[1] + " in (" + strconv.Itoa(int(math.Round(value))) + " cm)"
	}
	stems := asked(p, m)
	for _, a := range p.Attributes {
		text := strings.Join(a.Values, ", ")
		sizes := ranged.FindAllStringSubmatch(text, -1)
		if len(sizes) == 0 || !slices.ContainsFunc(prose.Content(a.Name), func(n string) bool {
			return slices.ContainsFunc(stems, func(s string) bool { return s == n || slices.Contains(askedAs[s], n) })
		}) {
			continue
		}
		var fits []string
		for _, size := range sizes {
			from, _ := strconv.ParseFloat(size[2], 64)
			to, _ := strconv.ParseFloat(size[3], 64)
			if value >= from-0.5 && value <= to+0.5 {
				fits = append(fits, size[1])
			}
		}
		e := fact(p, a.Name, text)
		if len(fits) == 0 {
			return []sentence{says(e, "At "+said+" none of the sizes of the "+name(p)+" fits: "+a.Name+" "+text+".")}
		}
		return []sentence{says(e, "At "+said+" it is "+joined(fits, "or")+" of the "+name(p)+": "+a.Name+" "+text+".",
			upperFirst(joined(fits, "or"))+" of the "+name(p)+" fits "+said+" ("+a.Name+" "+text+").")}
	}
	return nil
}

// inch is an inch in centimetres.
const inch = 2.54

// columnFor finds the column that a message names and the number that is nearest
// to its name. Where it names none, it is the first column in centimetres for the
// first number with a unit.
func columnFor(chart catalog.SizeChart, norm string, numbers [][]int) (column int, number []int) {
	nearest := len(norm) + 1
	for c := 1; c < len(chart.Columns); c++ {
		name := measureName(chart.Columns[c])
		found := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).FindStringIndex(norm)
		if found == nil {
			continue
		}
		for _, at := range numbers {
			gap := max(at[0]-found[1], found[0]-at[1])
			if gap < nearest {
				column, number, nearest = c, at, gap
			}
		}
	}
	if number != nil {
		return column, number
	}
	for _, at := range numbers {
		if at[4] < 0 {
			continue // a number alone may be anything
		}
		for c := 1; c < len(chart.Columns); c++ {
			if strings.Contains(chart.Columns[c], "(") {
				return c, at
			}
		}
		return len(chart.Columns) - 1, at
	}
	return 0, nil
}

// rowFor finds the row that has a value in a column, or the next larger one: of
// two sizes the larger one is worn. It returns -1 where there is none.
func rowFor(chart catalog.SizeChart, column int, value float64) int {
	next, nearest := -1, 0.0
	for i, r := range chart.Rows {
		if column >= len(r) {
			continue
		}
		low, high, isRange := strings.Cut(strings.ReplaceAll(r[column], "–", "-"), "-")
		from, err := strconv.ParseFloat(strings.TrimSpace(low), 64)
		if err != nil {
			continue
		}
		to := from
		if isRange {
			if to, err = strconv.ParseFloat(strings.TrimSpace(high), 64); err != nil {
				continue
			}
		}
		if value >= from-0.05 && value <= to+0.05 {
			return i
		}
		if gap := from - value; gap > 0 && gap < 2 && (next < 0 || gap < nearest) {
			next, nearest = i, gap
		}
	}
	return next
}
