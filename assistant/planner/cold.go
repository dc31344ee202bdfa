package planner

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

var (
	freezing = pattern.MustCompile(`\b(?:below|under|beneath|sub) ?(?:freezing|zero)\b|\bfreezing (?:nights?|temperatures?|temps?|weather|cold|conditions)\b|\bsubzero\b`)
	degrees  = pattern.MustCompile(`(?i)(?:^|[\s(])((?:[-−–]|minus |negative )\s?\d{1,2}|\d{1,2})\s?(°|degrees?)?\s?(c|f|celsius|fahrenheit|centigrade)?\b`)
)

// coldIn reads what cold a thing is to hold out, in degrees Celsius, and the words
// that say so: "below freezing", "down to -10 °C", "20 °F".
func coldIn(text, norm string) (celsius float64, words string, ok bool) {
	if words := freezing.FindString(norm); words != "" {
		return 0, "below freezing", true
	}
	at := degrees.FindStringSubmatch(text)
	if at == nil {
		return 0, "", false
	}
	number := strings.NewReplacer("−", "-", "–", "-", "minus ", "-", "negative ", "-", " ", "").Replace(strings.ToLower(at[1]))
	value, err := strconv.ParseFloat(number, 64)
	unit := strings.ToLower(at[3])
	switch {
	case err != nil, unit == "" && at[2] == "" && value >= 0:
		return 0, "", false
	case unit == "" && value > mildest: // nobody asks for warmth at so many of Celsius
		unit = "f"
	}
	if words = "down to " + number + " °C"; strings.HasPrefix(unit, "f") {
		words, value = "down to "+number+" °F", (value-32)*5/9
	}
	return value, words, true
}

// mildest is from how many degrees on they are of Fahrenheit where nothing says so.
const mildest = 15

// temperature is the attribute of a product that says what cold it holds out: the
// one for comfort before any other.
func temperature(p *catalog.Product) (name string, celsius float64, ok bool) {
	for _, a := range p.Attributes {
		field := strings.ToLower(a.Name)
		if !strings.Contains(field, "temperature") || len(a.Values) == 0 || ok && !strings.Contains(field, "comfort") {
			continue
		}
		if m, parsed := parseMeasure(a.Values[0]); parsed && (strings.Contains(m.unit, "c") || strings.Contains(m.unit, "f")) {
			if name, celsius, ok = a.Name, m.value, true; strings.Contains(m.unit, "f") {
				celsius = (m.value - 32) * 5 / 9
			}
		}
	}
	return name, celsius, ok
}

// cold makes a wish of the cold that a message speaks of, where the data of what
// is looked for tell temperatures.
func (a *actor) cold(ctx context.Context, f *Facts) error {
	m, s := &f.Plan.Reading, &f.Plan.State
	celsius, words, ok := coldIn(m.Said, m.Norm)
	if !ok || m.Intent != IntentFind {
		return nil
	}
	q := query(s)
	q.Limit, q.Text = farLimit, ""
	for _, c := range s.Wishes {
		if c.Kind == catalog.KindType && !c.Not {
			q.Text += " " + c.Text
		}
	}
	result, err := q.Do(ctx, a.turn)
	if err != nil {
		return err
	}
	wish := catalog.Constraint{Kind: catalog.KindAttribute, Text: words}
	for i := range result.Hits {
		p := &result.Hits[i].Product
		field, holds, told := temperature(p)
		if !told || holds > celsius || celsius == 0 && holds == 0 || wish.Field != "" && wish.Field != field {
			continue
		}
		wish.Field = field
		if values, _ := traits.Attribute(p, field); !containsFold(wish.Values, values[0]) {
			wish.Values = append(wish.Values, values[0])
		}
	}
	if wish.Field == "" {
		return nil
	}
	s.Wishes = changed(s.Wishes, []catalog.Constraint{wish})
	s.Words = slices.DeleteFunc(slices.Clone(s.Words), func(word string) bool { return ofCold[word] })
	s.Near = nil
	return nil
}

// ofCold are words that a wish for a temperature has taken up.
var ofCold = map[string]bool{"freez": true, "freezing": true, "below": true, "cold": true, "zero": true, "degre": true, "degree": true, "temperatur": true, "goe": true, "go": true, "down": true, "night": true, "celsius": true}
