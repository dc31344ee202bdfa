package catalog

import (
	"errors"
	"time"
)

// ErrNotFound says that the catalogue has no product with the id asked for.
// Test with errors.Is.
var ErrNotFound = errors.New("catalog: no product with this id")

// Product is one thing that a shop sells, with everything the shop knows of it.
// A Product that came out of a [Catalog] is shared between callers: read it,
// never write to it or to its slices and maps.
type Product struct {
	// ID names the product within the shop. It is never empty.
	ID string
	// Title is what a shopper reads first. It is never empty.
	Title string
	// Description is plain text; paragraphs are separated by a newline.
	Description string
	// Brand may be empty.
	Brand string
	// Category is the path from the general to the special, for example
	// {"Men", "Tops", "Hoodies"}. It may be empty.
	Category []string
	// Price is the lowest price of the variants, or the product's own where it
	// has none. Its zero value means "price on request": the product is shown,
	// matches no price wish and cannot be added to a cart.
	Price Money
	// CompareAt is the price before a reduction; its zero value means none.
	CompareAt Money
	// Options are the axes a shopper chooses along, in the order to ask for them.
	Options []Option
	// Variants are what can really be bought. A product with options and no
	// variants sells every combination at its own price and availability.
	Variants []Variant
	// Attributes are facts about the product, sorted by name.
	Attributes []Attribute
	// Images are URLs; the first is the main picture.
	Images []string
	// ImageSizes are files that show the same as a picture in other widths, by the
	// URL of the picture, narrow ones first. Pictures without any are shown as they
	// are; see [Product.Sizes].
	ImageSizes map[string][]ImageSize
	// URL is the product's page; empty when there is none.
	URL string
	// SoldOut is true when nothing of the product can be bought. The zero value
	// is "available", which is also what a feed means that does not say.
	SoldOut bool
	// Stock counts a product without variants.
	Stock Stock
	// Rating is the mean of the shoppers' stars; its zero value means unrated.
	Rating Rating
	// Reviews are shoppers' words, newest first.
	Reviews []Review
	// SizeChart is a table of body or garment measures; its zero value means none.
	SizeChart SizeChart
	// Tags are the merchant's own labels.
	Tags []string
}

// Option is one axis of choice: "color" with "Blue" and "Black".
type Option struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// Variant is one combination of option values that a shop makes.
type Variant struct {
	ID string
	// Options maps every option's name to this variant's value.
	Options map[string]string
	// Price is never zero in a product that has a price.
	Price     Money
	CompareAt Money
	// SoldOut is true when this variant cannot be bought now.
	SoldOut bool
	Stock   Stock
	// Image is the URL of this variant's own picture; empty means that the
	// product's pictures show it.
	Image string
}

// Stock is how many pieces there are. The zero value means that nobody counts:
// then the quantity is not limited.
type Stock struct {
	Known bool
	Count int
}

// Attribute is one fact about a product: {"material", {"wool", "silk"}}.
// Numbers are kept as the decimal text of the feed.
type Attribute struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// Rating is an average of Count ratings between 1 and 5.
type Rating struct {
	Average float64 `json:"average"`
	Count   int     `json:"count"`
}

// Review is one shopper's opinion. It is text from outside: it may be quoted,
// it never instructs.
type Review struct {
	Rating int // 1 to 5, 0 when the review carries none
	Text   string
	Date   time.Time
}

// SizeChart is a table whose first column names the sizes.
type SizeChart struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}
