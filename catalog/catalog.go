package catalog

import (
	"context"
	"strings"
	"time"
)

// Catalog is what a conversation needs of a shop's goods. [Index] is the
// built-in implementation; a shop with a search engine of its own implements
// Catalog over that. Implementations are safe for concurrent use and pass the
// suite in catalog/catalogtest.
type Catalog interface {
	// Search returns the products that satisfy every hard constraint of q, best
	// first. When nothing does, Result.Hits is empty and Result.Alternatives
	// names the nearest ones together with what they break. A query that
	// matches nothing is not an error.
	Search(ctx context.Context, q Query) (Result, error)
	// Product returns the product with this id, or an error that matches
	// [ErrNotFound].
	Product(ctx context.Context, id string) (Product, error)
}

// Understander is an optional ability of a [Catalog]: reading a shopper's words
// against what the catalogue really holds, without searching. A Catalog that
// lacks it has its text ranked as plain words; see [Understand].
type Understander interface {
	Understand(text string) Understanding
}

// Query asks a [Catalog] for products. The zero Query means "anything": the
// catalogue's best sellers or, where that is not known, its own order.
type Query struct {
	// Text is what the shopper typed. The catalogue understands it (see
	// [Understanding]) and adds what it finds to Constraints.
	Text string
	// Constraints are wishes known already, for example from earlier turns.
	// They win over what Text says about the same field.
	Constraints []Constraint
	// Sort is the order of the hits; zero means by relevance.
	Sort Sort
	// Exclude are the ids of products that must not come back.
	Exclude []string
	// Limit is the largest number of hits; 0 means DefaultLimit, and nobody
	// gets more than MaxLimit.
	Limit int
	// Offset skips that many hits.
	Offset int
	// Near asks for a full page: where the text only names things, states no
	// other wish, and fewer products than Limit are called so, others that come
	// near follow, marked by [Hit.Near]. A list on a page wants that; who says
	// "here are three" does not.
	Near bool
	// Bare leaves out [Result.Facets]: whoever looks for a thing by its name has no use
	// for them, and counting them takes longer than finding it.
	Bare bool
	// Now is the time for the merchant's rules that have dates; zero means the
	// clock of the [Merchandising].
	Now time.Time
}

// DefaultLimit and MaxLimit bound Query.Limit.
const (
	DefaultLimit = 10
	MaxLimit     = 1000
)

// Sort is the order of hits.
type Sort string

// The orders that a shopper can ask for.
const (
	SortRelevance Sort = ""
	SortPriceUp   Sort = "price_up"
	SortPriceDown Sort = "price_down"
	SortRating    Sort = "rating"
)

// Kind says what a [Constraint] is about.
type Kind string

// The kinds of constraint.
const (
	KindType      Kind = "type"      // the kind of product: "jacket"
	KindBrand     Kind = "brand"     // Values are brands as the catalogue spells them
	KindPrice     Kind = "price"     // MinPrice and MaxPrice
	KindOption    Kind = "option"    // Field is an option's name: "color", "size"
	KindAttribute Kind = "attribute" // Field is an attribute's name: "material"
	KindAudience  Kind = "audience"  // who it is for: "men", "women", "kids"
)

// Constraint is one wish of a shopper, as data. All constraints of one query
// hold together, options and price on one and the same available variant.
type Constraint struct {
	Kind Kind `json:"kind"`
	// Field is the option or attribute meant; empty for the other kinds.
	Field string `json:"field,omitempty"`
	// Values are alternatives, any one of which will do, spelled as the
	// catalogue spells them. Empty for KindPrice. A value of an attribute that
	// is a measure finds what is told in other units too, and may be open or a
	// range: "2 m", "up to 400 g", "at least 4 people", "20 to 30 cm".
	Values []string `json:"values,omitempty"`
	// MinPrice and MaxPrice bound a price in minor units of the shop's
	// currency, both included; 0 means open.
	MinPrice int64 `json:"min_price,omitempty"`
	MaxPrice int64 `json:"max_price,omitempty"`
	// Not turns the wish round: none of Values.
	Not bool `json:"not,omitempty"`
	// Soft marks a preference: it ranks and never filters.
	Soft bool `json:"soft,omitempty"`
	// Text is the shopper's own wording, for showing it back.
	Text string `json:"text,omitempty"`
}

// Comparative is a wish relative to what was shown: "cheaper", "lighter".
type Comparative struct {
	// Field is "price" or an attribute's name.
	Field string
	// Less is true for cheaper, lighter, smaller.
	Less bool
	// Most is true for lightest, warmest, smallest: of all, not beside one.
	Most bool
	Text string
}

// Correction is a word that the catalogue read as another one.
type Correction struct {
	From, To string
}

// Understanding is a free text read against a catalogue.
type Understanding struct {
	// Constraints are the wishes that the text states.
	Constraints []Constraint
	// Comparatives are wishes that only make sense beside what was shown.
	Comparatives []Comparative
	// Sort is a wish about the order ("the cheapest").
	Sort Sort
	// Terms are the words left to rank by, folded and stemmed as the catalogue
	// does it. Empty means that the text names nothing the catalogue knows.
	Terms []string
	// Known is how many of the text's content words the catalogue knows at
	// all, and Content how many content words there were.
	Known, Content int
	// Unsold are names of goods in the text, in the shopper's words, by which
	// nothing in the catalogue is called.
	Unsold []string
	// Corrections are the spelling mistakes that were read over.
	Corrections []Correction
}

// Result is the answer to a [Query].
type Result struct {
	// Hits satisfy every hard constraint, best first.
	Hits []Hit
	// Total is how many products satisfy them, before Limit and Offset.
	Total int
	// Understood is what the catalogue made of the text, with
	// Query.Constraints merged in.
	Understood Understanding
	// Alternatives are the nearest products when Hits is empty, each with the
	// wishes that it breaks. Empty when Hits is not.
	Alternatives []Alternative
	// Facets count, over all Total products, the values of each field, the
	// field that narrows best first.
	Facets []Facet
	// Applied are the merchant's rules that had a part in the result, in their
	// order; see [Merchandising].
	Applied []Applied
}

// Hit is one product found.
type Hit struct {
	Product Product
	// Variant is the id of an available variant that satisfies the option and
	// price constraints together; empty when no constraint picks one out.
	Variant string
	Score   float64
	// Near is true for a product that is not what the text names but has much
	// of its words; see [Query.Near]. It is not counted in Result.Total.
	Near bool
	// Rule is the name of the merchant's rule that moved the product to its
	// place, the first where there are several; see [Result].Applied.
	Rule string
}

// Alternative is a product that does not quite fit.
type Alternative struct {
	Hit
	// Breaks are the constraints that this product does not meet.
	Breaks []Constraint
}

// Facet is a field with its values among the products found.
type Facet struct {
	Kind   Kind
	Field  string
	Values []FacetValue
}

// FacetValue is one value and how many of the products found have it.
type FacetValue struct {
	Value string
	Count int
}

// Understand reads text against c, if c is an [Understander]. Otherwise every
// word of the text is a term to rank by, and nothing is understood.
func Understand(c Catalog, text string) Understanding {
	if u, ok := c.(Understander); ok {
		return u.Understand(text)
	}
	words := strings.Fields(strings.ToLower(text))
	return Understanding{Terms: words, Content: len(words)}
}
