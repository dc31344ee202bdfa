package feed

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// shopifyColumns are the places of the columns that are read. Every column has
// two names: that of exports until 2025 and that since. Those for other markets
// and what a thing costs the merchant are left alone.
type shopifyColumns struct {
	handle, title, body, vendor, taxonomy, productType, tags, published, status int
	optionName, optionValue                                                     [3]int
	sku, barcode, grams, weightUnit, tracker, quantity, policy                  int
	price, compareAt, image, imagePosition, variantImage                        int
	seoDescription, googleCategory, gender, ageGroup, mpn, condition            int
	ratingValue, ratingCount                                                    int
	metafields                                                                  []metafield
}

// metafield is a column with a fact of the merchant's own.
type metafield struct {
	column int
	name   string
}

func newShopifyColumns(h *header) shopifyColumns {
	c := shopifyColumns{
		handle: h.find("handle", "url handle"), title: h.find("title"), body: h.find("body (html)", "body html", "description"),
		vendor: h.find("vendor"), taxonomy: h.find("product category", "standard product type", "standardized product type"),
		productType: h.find("type", "custom product type"), tags: h.find("tags"),
		published: h.find("published", "published on online store"), status: h.find("status"),
		sku: h.find("variant sku", "sku"), barcode: h.find("variant barcode", "barcode"),
		grams: h.find("variant grams", "weight value (grams)"), weightUnit: h.find("variant weight unit", "weight unit for display"),
		tracker:  h.find("variant inventory tracker", "inventory tracker"),
		quantity: h.find("variant inventory qty", "inventory quantity", "variant inventory quantity"),
		policy:   h.find("variant inventory policy", "continue selling when out of stock"),
		price:    h.find("variant price", "price"), compareAt: h.find("variant compare at price", "compare-at price", "compare at price"),
		image: h.find("image src", "product image url", "image source"), imagePosition: h.find("image position"),
		variantImage: h.find("variant image", "variant image url"), seoDescription: h.find("seo description"),
		googleCategory: h.find("google shopping / google product category"), gender: h.find("google shopping / gender"),
		ageGroup: h.find("google shopping / age group"), condition: h.find("google shopping / condition"),
		mpn:         h.find("google shopping / mpn", "google shopping / manufacturer part number (mpn)"),
		ratingValue: -1, ratingCount: -1,
	}
	for i := range 3 {
		c.optionName[i] = h.find(fmt.Sprintf("option%d name", i+1))
		c.optionValue[i] = h.find(fmt.Sprintf("option%d value", i+1))
	}
	for column, name := range h.names {
		label, key := metafieldName(name)
		switch {
		case key == "":
		case strings.HasSuffix(key, "reviews.rating"):
			c.ratingValue = column
		case strings.HasSuffix(key, "reviews.rating_count"):
			c.ratingCount = column
		default:
			c.metafields = append(c.metafields, metafield{column, label})
		}
	}
	return c
}

// first returns the first cell of a column that is not empty.
func (c *shopifyColumns) first(rows []row, column int) string {
	for _, r := range rows {
		if value := r.cell(column); value != "" {
			return value
		}
	}
	return ""
}

// hidden tells whether the merchant does not sell a product: it is a draft,
// archived, unlisted, or not published in the online shop.
func (c *shopifyColumns) hidden(rows []row) bool {
	switch strings.ToLower(c.first(rows, c.status)) {
	case "draft", "archived", "unlisted":
		return true
	}
	published, known := truth(c.first(rows, c.published))
	return known && !published
}

// sells tells whether a row is a variant, not a picture.
func (c *shopifyColumns) sells(r row) bool {
	return r.cell(c.optionValue[0]) != "" || r.cell(c.price) != "" || r.cell(c.sku) != ""
}

// options are the names of the options. "Title" with the value "Default
// Title" is how Shopify says that there are none.
func (c *shopifyColumns) options(rows []row) (names [3]string) {
	for i, column := range c.optionName {
		names[i] = optionName(plainLine(c.first(rows, column)))
		if names[i] == "" && c.first(rows, c.optionValue[i]) != "" {
			names[i] = fmt.Sprintf("option %d", i+1)
		}
		if slices.Contains(names[:i], names[i]) {
			names[i] = ""
		}
	}
	if strings.EqualFold(c.first(rows, c.optionValue[0]), "default title") {
		names[0] = ""
	}
	return names
}

// category is the category of Shopify's taxonomy, or of Google's, and below it
// the merchant's own type of product.
func (c *shopifyColumns) category(rows []row) []string {
	path := categoryPath(c.first(rows, c.taxonomy))
	if path == nil {
		path = categoryPath(c.first(rows, c.googleCategory))
	}
	for _, own := range categoryPath(c.first(rows, c.productType)) {
		if !slices.ContainsFunc(path, func(name string) bool { return strings.EqualFold(name, own) }) {
			path = append(path, own)
		}
	}
	return path
}

// stock reads how many there are. Nobody counts what is not tracked, and what
// goes on being sold at zero is not limited.
func (c *shopifyColumns) stock(r row) (catalog.Stock, error) {
	text := r.cell(c.quantity)
	if text == "" || c.tracker >= 0 && r.cell(c.tracker) == "" {
		return catalog.Stock{}, nil
	}
	if more, _ := truth(r.cell(c.policy)); more || strings.EqualFold(r.cell(c.policy), "continue") {
		return catalog.Stock{}, nil
	}
	n, ok := count(text)
	if !ok {
		return catalog.Stock{}, errQuantity
	}
	return catalog.Stock{Known: true, Count: max(0, n)}, nil
}

// weight writes a weight in kilograms where the merchant shows it so, otherwise
// in grams.
func (c *shopifyColumns) weight(r row) string {
	whole, fraction, _ := strings.Cut(r.cell(c.grams), ".")
	grams, err := strconv.Atoi(whole)
	switch fraction = strings.TrimRight(fraction, "0"); {
	case err != nil || grams <= 0:
		return ""
	case fraction != "":
		return whole + "." + fraction + " g"
	case strings.EqualFold(r.cell(c.weightUnit), "kg"):
		return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%03d", grams/1000, grams%1000), "0"), ".") + " kg"
	default:
		return whole + " g"
	}
}

// facts collects what else the rows say about p.
func (c *shopifyColumns) facts(rows []row, about *facts, p *catalog.Product) {
	about.add("gender", c.first(rows, c.gender))
	about.add("age group", c.first(rows, c.ageGroup))
	about.add("mpn", c.first(rows, c.mpn))
	if condition := c.first(rows, c.condition); !strings.EqualFold(condition, "new") {
		about.add("condition", condition)
	}
	if len(p.Variants) == 0 {
		about.add("gtin", strings.TrimPrefix(c.first(rows, c.barcode), "'"))
	}
	for _, m := range c.metafields {
		about.add(m.name, metafieldValues(c.first(rows, m.column))...)
	}
	p.Rating = metafieldRating(c.first(rows, c.ratingValue), c.first(rows, c.ratingCount))
}
