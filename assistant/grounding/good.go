package grounding

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// good is a product of the conversation. Its data are read when something is
// said about it.
type good struct {
	id, title  string
	titleWords []string
	snapshot   *Snapshot
	product    *catalog.Product
	facts      *sheet
	// shownAt is the price on its card in this reply, which may be a variant's;
	// zero where there is no card.
	shownAt catalog.Money
	// looked is true where the product was read by itself, and not only found.
	looked bool
}

// sheet is what a shop says of a product, in a form that claims can be held
// against.
type sheet struct {
	// text is all of it, folded, between blanks; reviews what shoppers wrote.
	text, reviews string
	attributes    []property
	// measures are the numbers with units, of the attribute name or of prose.
	measures []measured
	// names are the short texts of it, folded: what a code or the number of a model
	// may stand in.
	names string
	// numbers are all numbers in it.
	numbers map[float64]bool
}

// property is an attribute, folded.
type property struct {
	name, value string
	raw         *catalog.Attribute
}

// measured is a measure with the attribute that it comes from; empty for prose.
type measured struct {
	of string
	measure
}

// data returns the product; nil where the shop does not have it any more.
func (g *good) data() *catalog.Product {
	if g.product == nil && g.snapshot.shop != nil {
		if p, err := g.snapshot.shop.Product(g.snapshot.context(), g.id); err == nil {
			g.product = &p
		}
	}
	return g.product
}

// read returns the sheet of the product; an empty one where there is none.
func (g *good) read() *sheet {
	if g.facts != nil {
		return g.facts
	}
	g.facts = &sheet{numbers: map[float64]bool{}}
	p := g.data()
	if p == nil {
		return g.facts
	}
	f := g.facts
	var all strings.Builder
	add := func(of string, texts ...string) {
		for _, text := range texts {
			t := tokens(text)
			writeFlat(&all, t)
			all.WriteString(". ") // no phrase goes over the border
			for _, m := range measures(t) {
				f.measures = append(f.measures, measured{of, m})
			}
			for i := range t {
				if v, n := numberAt(t, i); n > 0 {
					f.numbers[v] = true
				}
			}
		}
	}
	all.WriteByte(' ')
	add("", p.Title)
	add("", named(p.Brand)...)
	add("", p.Category...)
	add("", p.Description)
	add("", named(p.Tags...)...)
	for _, o := range p.Options {
		all.WriteString(strings.TrimSpace(flat(o.Name)) + " ")
		add(flat(o.Name), named(o.Values...)...)
	}
	for i := range p.Attributes {
		a := &p.Attributes[i]
		name := flat(a.Name)
		f.attributes = append(f.attributes, property{name, flat(strings.Join(a.Values, " , ")), a})
		if v := f.attributes[i].value; v == " no " || v == " none " || v == " false " {
			continue // what a product is not is not in its text
		}
		all.WriteString(name)
		add(name, a.Values...)
	}
	for _, row := range p.SizeChart.Rows {
		add("size", row...)
	}
	f.text = all.String()
	f.names = shortTexts(p)
	var reviews strings.Builder
	reviews.WriteByte(' ')
	for _, r := range p.Reviews {
		writeFlat(&reviews, tokens(r.Text))
		reviews.WriteString(". ")
	}
	f.reviews = reviews.String()
	return f
}

// The longest texts that are still names and no messages, in bytes: of a title, and of
// a brand, a tag, a value of an option or an attribute.
const (
	maxName  = 80
	maxValue = 48
)

// named leaves out of such values those that are no names.
func named(texts ...string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return len(t) > maxValue })
}

// shortTexts are the names in a product's data, folded.
func shortTexts(p *catalog.Product) string {
	texts := append([]string{p.Brand}, p.Category...)
	for _, o := range p.Options {
		texts = append(texts, o.Values...)
	}
	for _, a := range p.Attributes {
		texts = append(texts, a.Values...)
	}
	names := flat(strings.Join(named(texts...), " ; "))
	if len(p.Title) <= maxName {
		names += flat(p.Title)
	}
	return names
}

// attribute returns the attribute that is called so, or nil.
func (f *sheet) attribute(names ...string) *property {
	for _, name := range names {
		for i := range f.attributes {
			if strings.TrimSpace(f.attributes[i].name) == name {
				return &f.attributes[i]
			}
		}
	}
	return nil
}

// option returns the option of a product that is called so.
func option(p *catalog.Product, names ...string) *catalog.Option {
	for i := range p.Options {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, p.Options[i].Name) }) {
			return &p.Options[i]
		}
	}
	return nil
}

// prices are the amounts that a product costs in the variants that values leave;
// was are those before a reduction.
func (g *good) prices(values map[string]string) (now, was []catalog.Money) {
	p := g.data()
	if p == nil {
		return nil, nil
	}
	add := func(all []catalog.Money, m catalog.Money) []catalog.Money {
		if m.IsZero() || slices.Contains(all, m) {
			return all
		}
		return append(all, m)
	}
	for i := range p.Variants {
		if v := &p.Variants[i]; within(v.Options, values) {
			now, was = add(now, v.Price), add(was, v.CompareAt)
		}
	}
	if len(values) == 0 || len(now) == 0 {
		now, was = add(now, p.Price), add(was, p.CompareAt)
	}
	return now, was
}

// within reports whether options have the values.
func within(options, values map[string]string) bool {
	for name, value := range values {
		if !strings.EqualFold(options[name], value) {
			return false
		}
	}
	return true
}

// buyable reports whether something of the choice can be bought, and how many
// pieces there are of it where that is counted.
func (g *good) buyable(values map[string]string) (yes bool, stock catalog.Stock) {
	p := g.data()
	if p == nil {
		return false, catalog.Stock{}
	}
	if len(p.Variants) == 0 {
		return !p.SoldOut, p.Stock
	}
	stock.Known = true
	for i := range p.Variants {
		v := &p.Variants[i]
		if !within(v.Options, values) {
			continue
		}
		yes = yes || !v.SoldOut
		stock.Known = stock.Known && v.Stock.Known
		stock.Count += v.Stock.Count
	}
	return yes && !p.SoldOut, stock
}

// flat folds a text into its words, between blanks.
func flat(text string) string { return flatten(tokens(text)) }

// flatten is flat of a text that is cut up already.
func flatten(t []token) string {
	var b strings.Builder
	if n := len(t); n > 0 {
		b.Grow(t[n-1].to - t[0].from + n + 1)
	}
	b.WriteByte(' ')
	writeFlat(&b, t)
	return b.String()
}

func writeFlat(b *strings.Builder, t []token) {
	for i := range t {
		switch {
		case t[i].kind == isNumber:
			b.WriteString(t[i].digits)
		case t[i].kind == isWord:
			b.WriteString(t[i].word)
		case t[i].word == "." || t[i].word == ";":
			b.WriteByte('.')
		default:
			continue
		}
		b.WriteByte(' ')
	}
}

// words are the words and numbers among tokens.
func words(t []token) []string {
	all := make([]string, 0, len(t))
	for i := range t {
		switch t[i].kind {
		case isWord:
			all = append(all, t[i].word)
		case isNumber:
			all = append(all, t[i].digits)
		}
	}
	return all
}
