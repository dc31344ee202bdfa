package main

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// pageSize is how many products one page of a list shows.
const pageSize = 24

// listing is a page of a list of products.
type listing struct {
	Headline, Lead string
	// Trail leads back up, Narrow further down.
	Trail, Narrow []*collection
	// Found are the products of this page of the list; Total counts them all.
	Found []found
	Total int
	// Facets narrow the list, Chips take back what narrows it, Clear all of it.
	Facets []facet
	Chips  []chip
	Clear  string
	// Sorts are the orders to choose from.
	Sorts []sorting
	// Query is what was searched for, Heard what was made of it, and Nearest
	// what comes close where nothing fits; all empty in a collection.
	Query   string
	Heard   heard
	Nearest []near
	// Previous and Next lead to the pages beside this one.
	Previous, Next string
	Page, Pages    int
}

// found is a product of a list, with the picture of the variant that fits.
type found struct {
	*catalog.Product
	// Note is what does not fit about it; empty where everything does.
	Note string
}

// chip is something that can be taken back, and the page without it.
type chip struct{ Label, Link string }

// sorting is one order of the list.
type sorting struct {
	Value, Label string
	Chosen       bool
}

// sortings are the orders to choose from, the first is the one without asking.
var sortings = []sorting{
	{Value: "", Label: "Our order"}, {Value: string(catalog.SortPriceUp), Label: "Price, low to high"},
	{Value: string(catalog.SortPriceDown), Label: "Price, high to low"}, {Value: string(catalog.SortRating), Label: "Best rated"},
}

// list fills in everything that depends on the products and on what the address
// asks for: narrowed, sorted and cut to a page.
func (l *listing) list(r *http.Request, products []*catalog.Product, currency string) {
	q := r.URL.Query()
	w := readWishes(q)
	l.Facets = w.facets(products, currency)
	l.chips(r.URL, w, currency)
	fits := w.narrow(products)
	order := q.Get("sort")
	for _, s := range sortings {
		s.Chosen = s.Value == order
		l.Sorts = append(l.Sorts, s)
	}
	sortFits(fits, catalog.Sort(order))
	l.Total = len(fits)
	for _, f := range l.paged(r.URL, fits) {
		l.Found = append(l.Found, found{Product: f.shown()})
	}
}

// shown is the product with the picture of the variant that fits in front: who
// asks for blue sees blue.
func (f fit) shown() *catalog.Product {
	if f.variant == nil || f.variant.Image == "" {
		return f.product
	}
	p := *f.product
	p.Images = append([]string{f.variant.Image}, p.Images...)
	return &p
}

func (f fit) price() catalog.Money {
	if f.variant != nil {
		return f.variant.Price
	}
	return f.product.Price
}

// sortFits puts products in order. What is sold out comes last in ours, and what
// has no price last in those by price.
func sortFits(fits []fit, order catalog.Sort) {
	rank := func(f fit) float64 {
		amount := float64(f.price().Amount)
		switch {
		case order == catalog.SortPriceUp && f.price().IsZero():
			return 1e18
		case order == catalog.SortPriceUp:
			return amount
		case order == catalog.SortPriceDown:
			return -amount
		case order == catalog.SortRating:
			return -f.product.Rating.Average * float64(min(f.product.Rating.Count, 20)) / 20
		case f.product.SoldOut:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(rank(a), rank(b)) })
}

// chips are the wishes of a list, each with the page without it.
func (l *listing) chips(at *url.URL, w wishes, currency string) {
	for _, field := range slices.Sorted(maps.Keys(w)) {
		for _, value := range w[field] {
			label := wishWords(field, value, currency)
			if name, ok := strings.CutPrefix(field, byAttribute); ok {
				label = capital(name) + ": " + strings.ToLower(label)
			}
			l.Chips = append(l.Chips, chip{label, without(at, field, value)})
		}
	}
	if len(w) > 0 {
		q := at.Query()
		for field := range w {
			q.Del(field)
		}
		q.Del("page")
		l.Clear = linkTo(at.Path, q)
	}
}

// without is the page at without one value of a field.
func without(at *url.URL, field, value string) string {
	q := at.Query()
	q[field] = slices.DeleteFunc(slices.Clone(q[field]), func(v string) bool { return v == value })
	q.Del("page")
	return linkTo(at.Path, q)
}

// linkTo is a page of ours with a query.
func linkTo(path string, q url.Values) string {
	for field, values := range q {
		if len(values) == 0 {
			delete(q, field)
		}
	}
	return (&url.URL{Path: path, RawQuery: q.Encode()}).String()
}

// paged cuts fits to the page that the address asks for.
func (l *listing) paged(at *url.URL, fits []fit) []fit {
	l.Pages = max(1, (len(fits)+pageSize-1)/pageSize)
	page, err := strconv.Atoi(at.Query().Get("page"))
	if err != nil || page < 1 {
		page = 1
	}
	l.Page = min(page, l.Pages)
	turned := func(n int) string {
		q := at.Query()
		q.Set("page", strconv.Itoa(n))
		return linkTo(at.Path, q)
	}
	if l.Page > 1 {
		l.Previous = turned(l.Page - 1)
	}
	if l.Page < l.Pages {
		l.Next = turned(l.Page + 1)
	}
	return fits[(l.Page-1)*pageSize : min(l.Page*pageSize, len(fits))]
}
