package tool

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// maxRows bounds the rows of a comparison.
const maxRows = 12

// merit is a measure of which more, or less, is better for somebody.
type merit struct {
	field        string
	less         bool
	word, reason string
}

var merits = []merit{
	{"weight", true, "lighter", "weight counts"},
	{"comfort temperature", true, "warmer", "it gets colder"},
	{"waterproof rating", false, "more waterproof", "it rains for hours"},
	{"breathability", false, "more breathable", "you work up a sweat"},
	{"capacity", false, "larger", "you need the room"},
	{"volume", false, "larger", "you need the room"},
	{"run time", false, "longer", "it has to last"},
	{"battery life", false, "longer", "it has to last"},
	{"brightness", false, "brighter", "you want more light"},
	{"packed size", true, "smaller", "it has to pack small"},
}

// virtues are features that are better to have than not.
var virtues = map[string]string{
	"waterproof": "it has to keep rain out", "windproof": "it has to keep wind out", "reversible": "you want it reversible",
	"machine washable": "it has to go into the machine", "dishwasher safe": "it has to go into the dishwasher",
}

// compare fills in the rows in which the products differ.
func (c *Comparison) compare(locale string) {
	add := func(label string, values []string, better int, word, reason string) {
		for i := range values {
			values[i] = prose.Visible(values[i])
		}
		if label = prose.Visible(label); len(c.Rows) >= maxRows || !differing(values) {
			return
		}
		if better < 0 {
			word, reason = "", ""
		}
		c.Rows = append(c.Rows, ComparedRow{assistant.CompareRow{Label: label, Values: values, Better: better, Word: word}, reason})
		for i := range c.Products {
			if values[i] != "" {
				c.Evidence = append(c.Evidence, assistant.Evidence{Kind: "product", ID: c.Products[i].ID, Field: strings.ToLower(label), Value: values[i]})
			}
		}
	}
	values, better := c.measured(true, func(p *catalog.Product) (string, float64, bool) {
		return traits.Price(p, locale), float64(p.Price.Amount), !p.Price.IsZero()
	})
	add("Price", values, better, "cheaper", "you want to spend less")
	values, better = c.measured(false, func(p *catalog.Product) (string, float64, bool) {
		if p.Rating.Count == 0 {
			return "", 0, false
		}
		return traits.Rating(p), p.Rating.Average, p.Rating.Count >= 3
	})
	add("Rating", values, better, "better rated", "you trust the better rating")
	for _, m := range merits {
		values, better := c.measured(m.less, func(p *catalog.Product) (string, float64, bool) {
			have, ok := traits.Attribute(p, m.field)
			if !ok {
				return "", 0, false
			}
			measured, ok := traits.ParseMeasure(have[0])
			return prose.Plain(strings.Join(have, ", ")), measured.Value, ok
		})
		add(prose.Upper(m.field), values, better, m.word, m.reason)
	}
	for _, name := range c.attributes() {
		values, better := c.featured(name)
		add(prose.Upper(name), values, better, strings.ToLower(name), virtues[strings.ToLower(name)])
	}
	for _, name := range c.options() {
		var values []string
		for i := range c.Products {
			values = append(values, optionValues(&c.Products[i], name))
		}
		add(prose.Upper(name), values, -1, "", "")
	}
}

// differing reports whether there is a difference to see.
func differing(values []string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return v != values[0] })
}

// measured reads one measure of each product, and which has the best of it: the
// only one, and only where all have one.
func (c *Comparison) measured(less bool, read func(p *catalog.Product) (text string, value float64, ok bool)) (values []string, better int) {
	better, all, tied := -1, true, false
	best := 0.0
	for i := range c.Products {
		text, value, ok := read(&c.Products[i])
		values = append(values, text)
		switch {
		case !ok:
			all = false
		case better < 0 || value != best && (value < best) == less:
			better, best, tied = i, value, false
		case value == best:
			tied = true
		}
	}
	if !all || tied {
		better = -1
	}
	return values, better
}

// attributes are the names worth a row, those that shoppers ask about first.
func (c *Comparison) attributes() []string {
	var names []string
	add := func(name string) {
		measured := slices.ContainsFunc(merits, func(m merit) bool { return strings.EqualFold(m.field, name) })
		if !measured && !traits.Dull(name) && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			names = append(names, name)
		}
	}
	for _, q := range traits.Questions {
		for i := range c.Products {
			if _, ok := traits.Attribute(&c.Products[i], q.Attribute); ok {
				add(q.Attribute)
			}
		}
	}
	for i := range c.Products {
		for _, a := range c.Products[i].Attributes {
			if traits.Tellable(a) && traits.PlainName(a.Name) {
				add(a.Name)
			}
		}
	}
	return names
}

// featured are the products' values of an attribute. One that has a virtue that
// another lacks is the better.
func (c *Comparison) featured(name string) (values []string, better int) {
	better = -1
	with, without := 0, 0
	for i := range c.Products {
		have, _ := traits.Attribute(&c.Products[i], name)
		values = append(values, prose.Plain(prose.Cut(strings.Join(have, ", "), 60)))
		if len(have) > 0 && traits.Yes(have[0]) {
			better = i
			with++
		} else if len(have) > 0 && traits.No(have[0]) {
			without++
		}
	}
	if virtues[strings.ToLower(name)] == "" || with != 1 || with+without != len(c.Products) {
		better = -1
	}
	return values, better
}

// options are the names of the products' options.
func (c *Comparison) options() []string {
	var names []string
	for i := range c.Products {
		for _, o := range c.Products[i].Options {
			if !slices.Contains(names, o.Name) {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

func optionValues(p *catalog.Product, name string) string {
	for _, o := range p.Options {
		if o.Name == name {
			return strings.Join(traits.Listed(o.Values), ", ")
		}
	}
	return ""
}
