package planner

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// What reviews say about the fit.
var (
	fitsTrue  = regexp.MustCompile(`(?i)\btrue to (?:its )?size|\bfits? (?:perfectly|well|great|as expected|just right|like a glove)|\bperfect fit|\bsize is (?:right|spot on)`)
	fitsSmall = regexp.MustCompile(`(?i)\bruns? (?:\w+ ){0,3}?(?:small|tight|narrow|short)|\btoo (?:small|tight|narrow)|\b(?:size|go|order) up\b|\bone size (?:up|larger|bigger)|\bfits? (?:\w+ )?(?:small|tight)|\bsnug\b`)
	fitsLarge = regexp.MustCompile(`(?i)\bruns? (?:\w+ ){0,3}?(?:large|big|wide|long|loose)|\btoo (?:big|large|loose|wide)|\b(?:size|go) down\b|\bone size (?:down|smaller)|\bfits? (?:\w+ )?(?:large|big|loose)|\broomy\b`)
)

// fitVotes counts the reviews that say something of the fit.
func fitVotes(p *catalog.Product) (right, small, large int) {
	for _, r := range p.Reviews {
		switch {
		case fitsSmall.MatchString(r.Text):
			small++
		case fitsLarge.MatchString(r.Text):
			large++
		case fitsTrue.MatchString(r.Text):
			right++
		}
	}
	return right, small, large
}

func answerFit(p *catalog.Product) []sentence {
	var said []sentence
	right, small, large := fitVotes(p)
	if total := right + small + large; total > 0 {
		var votes []string
		for _, v := range []struct {
			count int
			words string
		}{{right, "true to size"}, {small, "small"}, {large, "large"}} {
			if v.count > 0 {
				votes = append(votes, number(v.count)+" "+plural2(v.count, "says", "say")+" "+v.words)
			}
		}
		text := fmt.Sprintf("Of %s that %s the fit of the %s, %s.",
			counted(total, "review"), plural2(total, "mentions", "mention"), name(p), joined(votes, "and"))
		other := fmt.Sprintf("Reviews on the fit of the %s: %s.", name(p), joined(votes, "and"))
		said = append(said, says(fact(p, "reviews", fmt.Sprintf("fit: %d true, %d small, %d large", right, small, large)), text, other))
	} else if len(p.Reviews) > 0 {
		said = append(said, says(fact(p, "reviews", strconv.Itoa(len(p.Reviews))), "None of its "+counted(len(p.Reviews), "review")+" mentions how the "+name(p)+" fits."))
	}
	if values, ok := attribute(p, "fit"); ok {
		value := strings.Join(values, ", ")
		said = append(said, says(fact(p, "fit", value), "The shop describes the cut as "+value+".", "Its cut is "+value+"."))
	}
	if len(said) == 1 && len(p.Reviews) > 0 && right+small+large == 0 || len(said) == 0 {
		said = append(said, answerSize(p, &Reading{})...)
	}
	return said
}

func plural2(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func answerReviews(p *catalog.Product) []sentence {
	var said []sentence
	if p.Rating.Count > 0 {
		rating := ratingWords(p)
		said = append(said, says(fact(p, "rating", rating), upperFirst(the(p, "has", "have"))+" "+rating+".", upperFirst(rating)+" for the "+name(p)+"."))
	}
	best, worst := -1, -1
	for i, r := range p.Reviews {
		if r.Rating >= 4 && (best < 0 || r.Rating > p.Reviews[best].Rating) {
			best = i
		}
		if r.Rating > 0 && r.Rating <= 3 && (worst < 0 || r.Rating < p.Reviews[worst].Rating) {
			worst = i
		}
	}
	if best >= 0 {
		said = append(said, quoted(p, best, "One shopper writes: ", "A happy one: "))
	}
	if worst >= 0 {
		said = append(said, quoted(p, worst, "A more critical one: ", "The other side: "))
	}
	return said
}

func quoted(p *catalog.Product, i int, leads ...string) sentence {
	quote := quoteOf(p.Reviews[i].Text)
	s := sentence{evidence: []assistant.Evidence{fact(p, "reviews", quote)}}
	for _, lead := range leads {
		s.wordings = append(s.wordings, lead+"“"+quote+"”")
	}
	return s
}

// quoteOf takes the first sentences of a review, as text that may be quoted and
// carries no marks of its own.
func quoteOf(text string) string {
	quote := ""
	for _, s := range prose.Sentences(text) {
		if quote != "" && len(quote)+len(s) > 120 {
			break
		}
		quote = strings.TrimSpace(quote + " " + s)
	}
	return plainText(cut(quote, 140))
}

// plainText takes out of foreign text what would be read as a mark or a link.
func plainText(text string) string {
	return strings.NewReplacer("*", "", "[", "", "]", "", "“", "\"", "”", "\"", "<", "", ">", "", "`", "").Replace(text)
}

var measured = regexp.MustCompile(`(\d{1,3}(?:\.\d)?) ?(cm|inches|inch|in|mm)?\b`)

func answerSize(p *catalog.Product, m *Reading) []sentence {
	chart := p.SizeChart
	if len(chart.Rows) == 0 || len(chart.Columns) < 2 {
		return nil
	}
	if row, column, text := sizeFor(chart, m.Norm); row >= 0 {
		size, within := chart.Rows[row][0], chart.Rows[row][column]
		return []sentence{says(fact(p, "size_chart", size+": "+chart.Columns[column]+" "+within),
			"By the chart of the "+name(p)+", "+text+" is size "+size+": "+chart.Columns[column]+" "+within+".",
			"That is size "+size+" in the "+name(p)+" ("+chart.Columns[column]+" "+within+").")}
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

// measureName takes the unit off a column's name: "Chest (cm)" is "chest".
func measureName(column string) string {
	name, _, _ := strings.Cut(column, "(")
	return strings.ToLower(strings.TrimSpace(name))
}

// sizeFor finds the row of the chart in which a measure of the message falls:
// in the column that the message names, or the first. Inches are converted for
// charts in centimetres.
func sizeFor(chart catalog.SizeChart, norm string) (row, column int, text string) {
	match := measured.FindStringSubmatch(norm)
	if match == nil {
		return -1, 0, ""
	}
	value, err := strconv.ParseFloat(match[1], 64)
	if err != nil {
		return -1, 0, ""
	}
	column = 0
	for c := 1; c < len(chart.Columns); c++ {
		if strings.Contains(norm, measureName(chart.Columns[c])) {
			column = c
		}
	}
	if column == 0 {
		if match[2] == "" {
			return -1, 0, "" // a number alone may be anything
		}
		for column = 1; column < len(chart.Columns)-1 && !strings.Contains(chart.Columns[column], "("); column++ {
		}
	}
	metric := strings.Contains(strings.ToLower(chart.Columns[column]), "cm")
	text = match[1]
	if match[2] != "" {
		text += " " + match[2]
	}
	if strings.HasPrefix(match[2], "in") && metric {
		value *= 2.54
	}
	single, nearest := -1, 0.0
	for i, r := range chart.Rows {
		if column >= len(r) {
			continue
		}
		if cell, err := strconv.ParseFloat(strings.TrimSpace(r[column]), 64); err == nil {
			if gap := cell - value; gap > -0.05 && gap < 2 && (single < 0 || gap < nearest) {
				single, nearest = i, gap
			}
			continue
		}
		low, high, ok := strings.Cut(strings.ReplaceAll(r[column], "–", "-"), "-")
		from, errFrom := strconv.ParseFloat(strings.TrimSpace(low), 64)
		to, errTo := strconv.ParseFloat(strings.TrimSpace(high), 64)
		if !ok || errFrom != nil || errTo != nil {
			continue
		}
		if value >= from && value <= to {
			return i, column, "a " + measureName(chart.Columns[column]) + " of " + text
		}
		// Between two rows the larger one is worn.
		if gap := from - value; gap > 0 && gap < 2 && (single < 0 || gap < nearest) {
			single, nearest = i, gap
		}
	}
	if single >= 0 {
		return single, column, "a " + measureName(chart.Columns[column]) + " of " + text
	}
	return -1, 0, ""
}
