package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// product is one product as it is written by hand. Everything that can be
// derived (ids of variants, their stock, their pictures) is.
type product struct {
	id, title, brand, category string
	price, was                 string // was is the price before a reduction
	// picture is the kind of drawing, see the package picture; tint colours it
	// where no colour is chosen.
	picture, tint string
	about         []string // paragraphs
	// axes are the options in the order to ask for them. An axis named "color"
	// chooses the picture.
	axes []axis
	// priceOf overrides the price of the variants that have this value.
	priceOf map[string]string
	// stock is the exact count where it matters, by the variant's values joined
	// with "/": "Blue/M". A key of one value, or "*", covers every variant with
	// it. Everything else is in good supply.
	stock   map[string]int
	facts   facts
	rating  string
	ratings int
	reviews []review
	chart   *chart
	tags    []string
}

type axis struct {
	name   string
	values []string
}

func colors(values ...string) axis { return axis{"color", values} }
func sizes(values ...string) axis  { return axis{"size", values} }

// facts are attributes: text, or a list of texts.
type facts map[string]any

// What the attribute "gender" says.
var (
	men    = []string{"Men"}
	women  = []string{"Women"}
	unisex = []string{"Men", "Women"}
	kids   = []string{"Kids"}
)

// review is a shopper's opinion, written age days before the shop first opened.
type review struct {
	rating int
	text   string
	age    int
}

type chart struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// palette has the shop's colours as they are drawn.
var palette = map[string]string{
	"Black": "2f3133", "Blue": "3d6f9f", "Brown": "7b563b", "Burgundy": "6f2b38", "Charcoal": "4a4e52",
	"Cream": "e6dabf", "Gray": "8b9196", "Green": "56724f", "Moss": "58673f", "Mustard": "c6962f",
	"Navy": "2c3d5c", "Oatmeal": "d5c9b1", "Olive": "6d6d42", "Orange": "d0703a", "Pink": "cf98a0",
	"Plum": "754a6c", "Red": "b2453c", "Rust": "a6512f", "Sage": "93a383", "Sand": "c9b48c",
	"Slate": "5d6873", "Teal": "337173", "White": "efebe2", "Yellow": "dcab3c",
}

// line is a product as the feed has it; the order of the fields is the file's.
type line struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Description string    `json:"description"`
	Brand       string    `json:"brand"`
	Category    string    `json:"category"`
	Price       string    `json:"price"`
	CompareAt   string    `json:"compare_at,omitempty"`
	Currency    string    `json:"currency"`
	Options     []option  `json:"options,omitempty"`
	Variants    []variant `json:"variants,omitempty"`
	Stock       *int      `json:"stock,omitempty"`
	Attributes  facts     `json:"attributes"`
	Image       string    `json:"image"`
	Images      []string  `json:"images"`
	URL         string    `json:"url"`
	Rating      string    `json:"rating,omitempty"`
	ReviewCount int       `json:"review_count,omitempty"`
	Reviews     []opinion `json:"reviews,omitempty"`
	SizeChart   *chart    `json:"size_chart,omitempty"`
	Tags        []string  `json:"tags,omitempty"`
}

type opinion struct {
	Rating int    `json:"rating"`
	Text   string `json:"text"`
	Date   string `json:"date"`
}

type option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

type variant struct {
	ID        string            `json:"id"`
	Options   map[string]string `json:"options"`
	Price     string            `json:"price"`
	CompareAt string            `json:"compare_at,omitempty"`
	Available bool              `json:"available"`
	Stock     int               `json:"stock"`
	Image     string            `json:"image"`
}

// encode returns products as JSON Lines.
func encode(products []product) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, p := range products {
		l, err := p.line()
		if err != nil {
			return nil, err
		}
		if err := e.Encode(l); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

func (p product) line() (line, error) {
	l := line{
		ID: p.id, Title: p.title, Description: strings.Join(p.about, "\n"), Brand: p.brand,
		Category: p.category, Price: p.price, CompareAt: p.was, Currency: "USD",
		Attributes: p.facts, URL: "/products/" + p.id,
		Rating: p.rating, ReviewCount: p.ratings, SizeChart: p.chart, Tags: p.tags,
	}
	for _, r := range p.reviews {
		day := larkhollow.Written.AddDate(0, 0, -r.age)
		l.Reviews = append(l.Reviews, opinion{r.rating, r.text, day.Format(time.DateOnly)})
	}
	tints, err := p.tints()
	if err != nil {
		return l, err
	}
	for _, tint := range tints {
		l.Images = append(l.Images, p.pictureURL(tint))
	}
	first := strings.TrimSuffix(l.Images[0], ".svg")
	l.Images = append(l.Images, first+"-detail.svg", first+"-scale.svg")
	l.Image = l.Images[0]
	for _, a := range p.axes {
		l.Options = append(l.Options, option{a.name, a.values})
	}
	if len(p.axes) == 0 {
		count := p.count(nil)
		l.Stock = &count
		return l, nil
	}
	for _, values := range combinations(p.axes) {
		l.Variants = append(l.Variants, p.variant(values))
	}
	return l, nil
}

// tints returns the colours of the pictures, the first one's first.
func (p product) tints() ([]string, error) {
	for _, a := range p.axes {
		if a.name != "color" {
			continue
		}
		var tints []string
		for _, value := range a.values {
			tint, ok := palette[value]
			if !ok {
				return nil, fmt.Errorf("%s: the palette has no %q", p.id, value)
			}
			tints = append(tints, tint)
		}
		return tints, nil
	}
	if p.tint == "" {
		return nil, fmt.Errorf("%s: has neither colours nor a tint", p.id)
	}
	return []string{p.tint}, nil
}

func (p product) pictureURL(tint string) string {
	return "/img/" + p.picture + "/" + tint + ".svg"
}

func (p product) variant(values []string) variant {
	v := variant{
		ID: p.id + "-" + slug(values), Options: map[string]string{},
		Price: p.price, CompareAt: p.was, Stock: p.count(values), Image: p.pictureURL(p.tint),
	}
	v.Available = v.Stock > 0
	for i, value := range values {
		v.Options[p.axes[i].name] = value
		if price, ok := p.priceOf[value]; ok {
			v.Price = price
		}
		if p.axes[i].name == "color" {
			v.Image = p.pictureURL(palette[value])
		}
	}
	return v
}

// count returns how many there are of the variant with these values: what is
// written, the exact key before single values before "*", or else a number
// from 7 to 30 that is always the same for the same variant.
func (p product) count(values []string) int {
	for _, key := range p.keys(values) {
		if n, ok := p.stock[key]; ok {
			return n
		}
	}
	h := fnv.New32a()
	fmt.Fprint(h, p.id, values)
	return 7 + int(h.Sum32()%24)
}

// keys are the keys of stock that speak of the variant with these values, the
// most exact first.
func (p product) keys(values []string) []string {
	return slices.Concat([]string{strings.Join(values, "/")}, values, []string{"*"})
}

// combinations returns every combination of one value of each axis, the first
// axis slowest.
func combinations(axes []axis) [][]string {
	all := [][]string{nil}
	for _, a := range axes {
		var next [][]string
		for _, begun := range all {
			for _, value := range a.values {
				next = append(next, append(begun[:len(begun):len(begun)], value))
			}
		}
		all = next
	}
	return all
}

func slug(values []string) string {
	keep := func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		default:
			return '-'
		}
	}
	return strings.Map(keep, strings.ToLower(strings.Join(values, "-")))
}
