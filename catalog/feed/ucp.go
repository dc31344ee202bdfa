package feed

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/aisle-chat/aisle/catalog"
)

// commerceProduct is a product of the Universal Commerce Protocol (ucp.dev,
// schemas/shopping/types/product.json): amounts in minor units, a variant for
// everything that can be bought. Fields that are not here are passed over.
type commerceProduct struct {
	ID          text               `json:"id"`
	Title       text               `json:"title"`
	Brand       text               `json:"brand"`
	Description richText           `json:"description"`
	URL         text               `json:"url"`
	Categories  []commerceCategory `json:"categories"`
	PriceRange  commerceRange      `json:"price_range"`
	Price       *commercePrice     `json:"price"` // of drafts of the protocol
	Media       []commerceMedia    `json:"media"`
	Options     []commerceOption   `json:"options"`
	Variants    []commerceVariant  `json:"variants"`
	Rating      *commerceRating    `json:"rating"`
	Tags        values             `json:"tags"`
}

type commerceVariant struct {
	ID           text              `json:"id"`
	SKU          text              `json:"sku"`
	Barcodes     []commerceBarcode `json:"barcodes"`
	Condition    text              `json:"condition"`
	Title        text              `json:"title"`
	Price        *commercePrice    `json:"price"`
	ListPrice    *commercePrice    `json:"list_price"`
	Availability struct {
		Available *bool `json:"available"`
		Quantity  *int  `json:"quantity"`
		Status    text  `json:"status"`
	} `json:"availability"`
	Options []commerceChoice `json:"options"`
	Media   []commerceMedia  `json:"media"`
}

type commercePrice struct {
	Amount   decimal `json:"amount"`
	Currency text    `json:"currency"`
}

type commerceRange struct {
	Min *commercePrice `json:"min"`
}

type commerceMedia struct {
	Type    text `json:"type"`
	URL     text `json:"url"`
	Preview struct {
		URL text `json:"url"`
	} `json:"preview"`
}

type commerceOption struct {
	Name   text             `json:"name"`
	Values []commerceChoice `json:"values"`
}

type commerceChoice struct {
	Name  text `json:"name"`
	Label text `json:"label"`
}

type commerceBarcode struct {
	Value text `json:"value"`
}

type commerceRating struct {
	Value    decimal `json:"value"`
	ScaleMax decimal `json:"scale_max"`
	Count    int     `json:"count"`
}

// commerceCategory is an object with a path, or the path alone.
type commerceCategory struct{ path []string }

func (c *commerceCategory) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	s, err := readField(d, "value")
	c.path = categoryPath(s)
	return err
}

// richText is an object of the same text as plain text, HTML and Markdown, or
// plain text alone.
type richText string

func (t *richText) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	s, err := readField(d, "plain", "html", "markdown")
	*t = richText(plainText(s))
	return err
}

// readField reads a text, or of an object the first of the named fields that is
// there and not empty.
func readField(d *jsontext.Decoder, names ...string) (string, error) {
	if d.PeekKind() != '{' {
		return readScalar(d, `"0n`)
	}
	if _, err := d.ReadToken(); err != nil {
		return "", err
	}
	best, found := len(names), ""
	for d.PeekKind() == '"' {
		token, err := d.ReadToken()
		if err != nil {
			return "", err
		}
		at := 0
		for name := token.String(); at < len(names) && names[at] != name; {
			at++
		}
		if at >= best {
			if err := d.SkipValue(); err != nil {
				return "", err
			}
			continue
		}
		s, err := readScalar(d, `"0n`)
		if err != nil {
			return "", err
		}
		if s != "" {
			best, found = at, s
		}
	}
	_, err := d.ReadToken()
	return found, err
}

func (c *commerceProduct) product(l *ledger, line int) (catalog.Product, *LineError) {
	p := catalog.Product{
		ID: string(c.ID), Title: plainLine(string(c.Title)), Description: string(c.Description),
		Brand: string(c.Brand), URL: string(c.URL), Tags: c.Tags,
	}
	switch {
	case p.ID == "":
		return p, refuse("id", "", "is required")
	case p.Title == "":
		return p, refuse("title", "", "is required")
	}
	for _, category := range c.Categories {
		if len(category.path) > len(p.Category) {
			p.Category = category.path
		}
	}
	for _, m := range c.Media {
		addImage(&p, m.picture())
	}
	for _, o := range c.Options {
		for _, v := range o.Values {
			if name := optionName(string(o.Name)); name != "" && v.Label != "" {
				addValue(&p, name, string(v.Label))
			}
		}
	}
	var refusal *LineError
	if p.Price, refusal = c.PriceRange.Min.money("price_range.min"); refusal == nil && p.Price.IsZero() {
		p.Price, refusal = c.Price.money("price")
	}
	if refusal != nil {
		return p, refusal
	}
	if refusal = c.variants(&p, l, line); refusal != nil {
		return p, refusal
	}
	return p, c.rating(&p)
}

func (c *commerceProduct) variants(p *catalog.Product, l *ledger, line int) *LineError {
	var about facts
	seen := map[string]bool{}
	for i := range c.Variants {
		from, at := &c.Variants[i], fmt.Sprintf("variants[%d].", i)
		v := catalog.Variant{ID: string(from.ID), Options: map[string]string{}}
		switch {
		case v.ID == "":
			return refuse(at+"id", "", "is required")
		case seen[v.ID]:
			return refuse(at+"id", v.ID, "stands there twice")
		}
		seen[v.ID] = true
		var refusal *LineError
		if v.Price, refusal = from.Price.money(at + "price"); refusal != nil {
			return refusal
		}
		if v.Price.IsZero() {
			return refuse(at+"price", "", "is required")
		}
		if v.Price.Currency != c.Variants[0].Price.currency() {
			return refuse(at+"price", v.Price.String(), "is in another currency than the first variant's")
		}
		before, refusal := from.ListPrice.money(at + "list_price")
		if refusal != nil {
			l.repair(line, refusal.Field, refusal.Value, "%s; left out", refusal.Reason)
		}
		v.CompareAt = l.reduced(line, at+"list_price", before.String(), v.Price, before)
		if v.Stock, v.SoldOut, refusal = stock(at+"availability.", from.Availability.Available, from.Availability.Quantity); refusal != nil {
			return refusal
		}
		for _, choice := range from.Options {
			if name := optionName(string(choice.Name)); name != "" && choice.Label != "" {
				v.Options[name] = addValue(p, name, string(choice.Label))
			}
		}
		for _, m := range from.Media {
			if v.Image == "" {
				v.Image = m.picture()
			}
		}
		if condition := string(from.Condition); !strings.EqualFold(condition, "new") {
			about.add("condition", condition)
		}
		p.Variants = append(p.Variants, v)
	}
	if len(c.Variants) == 1 {
		for _, code := range c.Variants[0].Barcodes {
			about.add("gtin", string(code.Value))
		}
		about.add("sku", string(c.Variants[0].SKU))
	}
	completeOptions(p)
	for _, option := range p.Options {
		catalog.SortSizes(option.Values)
	}
	p.Attributes = about.sorted(p)
	if len(p.Variants) == 0 {
		return refuse("variants", "", "is required, with one variant at least")
	}
	return summarise(p)
}

// rating brings stars of any number to five.
func (c *commerceProduct) rating(p *catalog.Product) *LineError {
	r := c.Rating
	if r == nil || r.Count == 0 {
		return nil
	}
	average, err := strconv.ParseFloat(string(r.Value), 64)
	most, errMost := strconv.ParseFloat(string(r.ScaleMax), 64)
	if r.ScaleMax == "" {
		most, errMost = 5, nil
	}
	if err != nil || errMost != nil || !(most >= 1) || !(average >= 0 && average <= most) || r.Count < 0 {
		return refuse("rating", string(r.Value), "must be a number up to scale_max, with a count")
	}
	p.Rating = catalog.Rating{Average: average * 5 / most, Count: r.Count}
	return nil
}

func (m *commerceMedia) picture() string {
	if m.Type == "" || m.Type == "image" {
		return string(m.URL)
	}
	return string(m.Preview.URL)
}

func (p *commercePrice) currency() string {
	if p == nil {
		return ""
	}
	return strings.ToUpper(string(p.Currency))
}

// money reads an amount in minor units; nil is the zero Money.
func (p *commercePrice) money(field string) (catalog.Money, *LineError) {
	if p == nil || p.Amount == "" {
		return catalog.Money{}, nil
	}
	m, err := catalog.ParseMoney("0", p.currency())
	if err != nil {
		return m, refuse(field+".currency", string(p.Currency), "is not an ISO 4217 code")
	}
	if m.Amount, err = strconv.ParseInt(string(p.Amount), 10, 64); err != nil || m.Amount < 0 {
		return catalog.Money{}, refuse(field+".amount", string(p.Amount), "must be a whole number of minor units, such as cents")
	}
	return m, nil
}
