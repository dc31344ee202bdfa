package catalog

import (
	"math"
	"slices"
	"strings"
)

// segment is an immutable part of an index: products with everything needed to
// find them.
type segment struct {
	shelf
	facts    []facts
	prices   []priceRange
	byID     []uint32          // in the order of their ids
	terms    map[string]uint32 // by stem
	postings postings
	options  map[string]*optionIndex // by fieldKey
	measured map[string][]measured   // by number
	numbers  map[string][]number     // by unit, the smallest first
	facets   facetIndex
	lexicon  lexicon
	speller  speller
}

// facts are what filters ask of a product, in a form that is quick to compare.
type facts struct {
	prior    float32     // rating, 0 to 1
	standing float32     // rating and popularity, 0 to 1
	named    colorFamily // of the title
	audience audience
	soldOut  bool
	sorted   bool // the category tells what it is
	branded  bool
	varied   bool   // it has variants
	twin     uint32 // the same for products that only color and size tell apart
}

// priceRange is the lowest and the highest price of a product in minor units;
// -1 is no price.
type priceRange struct{ low, high int64 }

const (
	mayLead pairing = 1 << iota
	mayEnd
	pairingKnown
)

func newPriceRange(p *Product, currency string) priceRange {
	if p.Price.Currency != currency || p.Price.IsZero() {
		return priceRange{-1, -1}
	}
	r := priceRange{p.Price.Amount, p.Price.Amount}
	for i := range p.Variants {
		r.low, r.high = min(r.low, p.Variants[i].Price.Amount), max(r.high, p.Variants[i].Price.Amount)
	}
	return r
}

// standing is what is known of a product before anybody asks: how it is rated,
// and by how many, which tells how much it is bought.
func standing(p *Product) float32 {
	const many = 1000
	popular := math.Log1p(float64(max(0, p.Rating.Count))) / math.Log1p(many)
	return 0.7*prior(p) + 0.3*float32(min(1, popular))
}

// prior is how a product is rated, doubted where few have rated it.
func prior(p *Product) float32 {
	if p.Rating.Count == 0 {
		return 0
	}
	// A few ratings say little: they are mixed with ten of three stars.
	const doubt = 10
	n := float64(p.Rating.Count)
	return float32((p.Rating.Average*n + 3*doubt) / (n + doubt) / 5)
}

// doc finds a product by its id.
func (s *segment) doc(id string) (doc uint32, ok bool) {
	at, ok := slices.BinarySearchFunc(s.byID, id, func(doc uint32, id string) int { return strings.Compare(s.id(doc), id) })
	if !ok {
		return 0, false
	}
	return s.byID[at], true
}
