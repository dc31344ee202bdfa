package feed

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// wooKind is the type of a row, as far as it matters here.
type wooKind int

const (
	wooSimple wooKind = iota
	wooVariable
	wooVariation
	wooExternal
)

// wooColumns are the places of the columns that are read.
type wooColumns struct {
	id, kinds, sku, gtin, name, published, visibility, short, description int
	saleStarts, saleEnds, inStock, stock, backorders, sale, regular       int
	categories, tags, pictures, parent, externalURL, brands               int
	measures                                                              []wooMeasure
	attribute                                                             []wooAttributeColumns
}

// wooMeasure is a column such as "Weight (kg)".
type wooMeasure struct {
	column     int
	name, unit string
}

type wooAttributeColumns struct{ name, values, visible int }

// wooAttribute is what a row says of one attribute.
type wooAttribute struct {
	name   string
	values []string
	hidden bool
}

func newWooColumns(h *header) wooColumns {
	c := wooColumns{
		id: h.find("id"), kinds: h.find("type"), sku: h.find("sku"), gtin: h.find("gtin, upc, ean, or isbn", "gtin"),
		name: h.find("name"), published: h.find("published"), visibility: h.find("visibility in catalog", "visibility in catalogue"),
		short: h.find("short description"), description: h.find("description"),
		saleStarts: h.find("date sale price starts"), saleEnds: h.find("date sale price ends"),
		inStock: h.find("in stock?"), stock: h.find("stock"), backorders: h.find("backorders allowed?"),
		sale: h.find("sale price"), regular: h.find("regular price"), categories: h.find("categories"), tags: h.find("tags"),
		pictures: h.find("images"), parent: h.find("parent"), externalURL: h.find("external url"), brands: h.find("brands", "brand"),
	}
	for column, name := range h.names {
		label, unit, ok := strings.Cut(strings.TrimSuffix(name, ")"), " (")
		if ok && slices.Contains([]string{"weight", "length", "width", "height"}, label) {
			c.measures = append(c.measures, wooMeasure{column, label, unit})
		}
	}
	for n := 1; ; n++ {
		a := wooAttributeColumns{
			h.find(fmt.Sprintf("attribute %d name", n)), h.find(fmt.Sprintf("attribute %d value(s)", n)), h.find(fmt.Sprintf("attribute %d visible", n)),
		}
		if a.name < 0 || a.values < 0 {
			return c
		}
		c.attribute = append(c.attribute, a)
	}
}

// text returns a cell as it was before the exporter put an apostrophe in front
// of what a spreadsheet would take for a formula.
func (c *wooColumns) text(r row, column int) string {
	text := r.cell(column)
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte("=+-@", text[1]) >= 0 {
		return text[1:]
	}
	return text
}

// kind reads the type of a row, which may be several words: "simple, virtual".
// Types of plug-ins are read as what they come nearest to.
func (c *wooColumns) kind(r row) wooKind {
	switch kinds := strings.ToLower(r.cell(c.kinds)); {
	case strings.Contains(kinds, "variation"):
		return wooVariation
	case strings.Contains(kinds, "variable"):
		return wooVariable
	case strings.Contains(kinds, "external"):
		return wooExternal
	default:
		return wooSimple
	}
}

// hidden tells whether the merchant does not show a product: it is private, a
// draft, or kept out of the catalogue and of its search.
func (c *wooColumns) hidden(r row) bool {
	published, known := truth(c.text(r, c.published))
	return known && !published || c.text(r, c.published) == "-1" || strings.EqualFold(c.text(r, c.visibility), "hidden")
}

// describe fills in the texts of a product.
func (c *wooColumns) describe(r row, p *catalog.Product) {
	newlines := func(s string) string { return strings.ReplaceAll(s, `\n`, "\n") } // exports write them so
	short, long := plainText(newlines(c.text(r, c.short))), plainText(newlines(c.text(r, c.description)))
	if strings.HasPrefix(long, short) {
		short = ""
	}
	p.Description = strings.TrimSpace(short + "\n" + long)
	p.Images = c.images(r)
	if brands := commaList(c.text(r, c.brands)); len(brands) > 0 {
		p.Brand = plainLine(brands[0])
	}
	for _, tag := range commaList(c.text(r, c.tags)) {
		p.Tags = append(p.Tags, plainLine(tag))
	}
	// The most special category is the product's; the others are labels.
	paths := [][]string{}
	main := 0
	for _, category := range commaList(c.text(r, c.categories)) {
		if path := categoryPath(category); len(path) > 0 {
			if paths = append(paths, path); len(path) > len(paths[main]) {
				main = len(paths) - 1
			}
		}
	}
	for i, path := range paths {
		if last := path[len(path)-1]; i == main {
			p.Category = path
		} else if !slices.Contains(paths[main], last) && !slices.Contains(p.Tags, last) {
			p.Tags = append(p.Tags, last)
		}
	}
}

func (c *wooColumns) images(r row) []string {
	var p catalog.Product
	for _, image := range commaList(c.text(r, c.pictures)) {
		addImage(&p, image)
	}
	return p.Images
}

// facts collects what is measured.
func (c *wooColumns) facts(r row, about *facts) {
	about.add("gtin", c.text(r, c.gtin))
	for _, m := range c.measures {
		if value := c.text(r, m.column); strings.Trim(value, "0.,") != "" {
			if strings.HasPrefix(value, ".") || strings.HasPrefix(value, ",") {
				value = "0" + value
			}
			if n := parseNumber(value); n.decimal == ',' && !n.ambiguous() {
				value = n.text()
			}
			about.add(m.name, value+" "+m.unit)
		}
	}
}

// attributesOf returns the attributes of a row that have a name.
func (c *wooColumns) attributesOf(r row) []wooAttribute {
	var all []wooAttribute
	for _, columns := range c.attribute {
		name := plainLine(strings.TrimPrefix(c.text(r, columns.name), "pa_"))
		if name == "" {
			continue
		}
		visible, known := truth(c.text(r, columns.visible))
		a := wooAttribute{name: name, hidden: known && !visible}
		for _, value := range commaList(c.text(r, columns.values)) {
			a.values = append(a.values, plainLine(value))
		}
		all = append(all, a)
	}
	return all
}

// attributes adds the attributes that shoppers may see and that are no options.
func (c *wooColumns) attributes(r row, p *catalog.Product, about *facts) {
	for _, a := range c.attributesOf(r) {
		switch {
		case a.hidden:
		case strings.EqualFold(a.name, "brand"):
			if p.Brand == "" && len(a.values) > 0 {
				p.Brand = a.values[0]
			}
		default:
			about.add(a.name, a.values...)
		}
	}
}

// commaList splits at commas that have no backslash in front.
func commaList(text string) []string {
	const comma = "\x00"
	values := list(strings.ReplaceAll(text, `\,`, comma), ",")
	for i, value := range values {
		values[i] = strings.ReplaceAll(value, comma, ",")
	}
	return values
}
