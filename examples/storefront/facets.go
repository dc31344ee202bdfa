package main

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// The query parameters by which a list is narrowed. Options and attributes have
// their own names behind a prefix.
const (
	byBrand     = "brand"
	byPrice     = "price"
	byStock     = "stock"
	byOption    = "o."
	byAttribute = "a."
)

// What a list offers to be narrowed by, at most.
const (
	maxAttributes  = 5
	maxFacetValues = 16
)

// facet is one field with the values that a list can be narrowed to.
type facet struct {
	// Name is for the shopper, Field the query parameter.
	Name, Field string
	Values      []facetValue
	// Chosen is how many of the values are chosen.
	Chosen int
}

// facetValue is one value and how many products there are with it, whatever
// else of the same field is chosen.
type facetValue struct {
	Value, Label, Swatch string
	Count                int
	Chosen               bool
}

// wishes are what a list is narrowed to: for each field any of the values.
type wishes map[string][]string

// readWishes takes the wishes out of a query, fields and values in the order of
// their names and as they were given.
func readWishes(q url.Values) wishes {
	w := wishes{}
	for field, values := range q {
		named := strings.HasPrefix(field, byOption) || strings.HasPrefix(field, byAttribute)
		if field != byBrand && field != byPrice && field != byStock && !named {
			continue
		}
		for _, value := range values {
			if value != "" && !slices.Contains(w[field], value) && len(w[field]) < maxFacetValues {
				w[field] = append(w[field], value)
			}
		}
	}
	return w
}

// fit is a product that satisfies the wishes, with the variant that does; nil
// where no wish is about variants.
type fit struct {
	product *catalog.Product
	variant *catalog.Variant
}

// fits reports whether p satisfies the wishes: those about options and price
// on one variant that can be bought.
func (w wishes) fits(p *catalog.Product) (fit, bool) {
	if len(w[byBrand]) > 0 && !slices.Contains(w[byBrand], p.Brand) || len(w[byStock]) > 0 && p.SoldOut {
		return fit{}, false
	}
	varied := len(w[byPrice]) > 0
	for field, values := range w {
		if name, ok := strings.CutPrefix(field, byAttribute); ok && !states(p, name, values) {
			return fit{}, false
		}
		varied = varied || strings.HasPrefix(field, byOption)
	}
	if !varied || len(p.Variants) == 0 {
		return fit{product: p}, !varied || w.fitsPlain(p)
	}
	for i := range p.Variants {
		if v := &p.Variants[i]; !v.SoldOut && w.fitsVariant(v) {
			return fit{p, v}, true
		}
	}
	return fit{}, false
}

// fitsVariant reports whether one variant has all the options and the price.
func (w wishes) fitsVariant(v *catalog.Variant) bool {
	for field, values := range w {
		if name, ok := strings.CutPrefix(field, byOption); ok && !slices.Contains(values, v.Options[name]) {
			return false
		}
	}
	return len(w[byPrice]) == 0 || inBands(v.Price, w[byPrice])
}

// fitsPlain is the same for a product that sells every combination of its
// options at one price.
func (w wishes) fitsPlain(p *catalog.Product) bool {
	for field, values := range w {
		if name, ok := strings.CutPrefix(field, byOption); ok && !comesIn(p, name, values) {
			return false
		}
	}
	return !p.SoldOut && (len(w[byPrice]) == 0 || inBands(p.Price, w[byPrice]))
}

// comesIn reports whether p is made in one of an option's values.
func comesIn(p *catalog.Product, option string, values []string) bool {
	return slices.ContainsFunc(p.Options, func(o catalog.Option) bool {
		return o.Name == option && slices.ContainsFunc(o.Values, func(v string) bool { return slices.Contains(values, v) })
	})
}

// states reports whether one of the values of an attribute of p is wanted.
func states(p *catalog.Product, attribute string, values []string) bool {
	return slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
		return a.Name == attribute && slices.ContainsFunc(a.Values, func(v string) bool { return slices.Contains(values, v) })
	})
}

// narrow returns those of the products that satisfy the wishes, in their order.
func (w wishes) narrow(products []*catalog.Product) []fit {
	var found []fit
	for _, p := range products {
		if f, ok := w.fits(p); ok {
			found = append(found, f)
		}
	}
	return found
}

// facets returns what a list of products can be narrowed by, prices in this
// currency. Fields in which there is nothing to choose are left out, unless
// something of them is chosen.
func (w wishes) facets(products []*catalog.Product, currency string) []facet {
	fields := []facet{{Name: "Price", Field: byPrice}, {Name: "Brand", Field: byBrand}}
	fields = append(fields, optionFields(products)...)
	fields = append(fields, facet{Name: "Availability", Field: byStock})
	fields = append(fields, attributeFields(products)...)
	bands := priceBands(products)
	var all []facet
	for _, f := range fields {
		f.fill(w.count(products, f.Field, bands), w[f.Field], currency)
		if f.Chosen > 0 || len(f.Values) > 1 || f.Field == byStock && len(f.Values) == 1 {
			all = append(all, f)
		}
	}
	return all
}

// count returns the values that products have of a field, in the order in which
// they come, and of how many products each would leave.
func (w wishes) count(products []*catalog.Product, field string, bands []string) []facetValue {
	var counted []facetValue
	at, only := map[string]int{}, map[string]wishes{}
	for _, p := range products {
		for _, value := range valuesOf(p, field, bands) {
			i, seen := at[value]
			if !seen {
				i = len(counted)
				at[value], only[value] = i, w.with(field, value)
				counted = append(counted, facetValue{Value: value})
			}
			if _, ok := only[value].fits(p); ok {
				counted[i].Count++
			}
		}
	}
	return counted
}

// with returns the wishes with one value for field in place of what it has.
func (w wishes) with(field, value string) wishes {
	all := wishes{field: {value}}
	for other, values := range w {
		if other != field {
			all[other] = values
		}
	}
	return all
}

// valuesOf are the values that p has of a field.
func valuesOf(p *catalog.Product, field string, bands []string) []string {
	switch {
	case field == byBrand && p.Brand != "":
		return []string{p.Brand}
	case field == byPrice:
		return bands
	case field == byStock:
		return []string{"in"}
	}
	if name, ok := strings.CutPrefix(field, byOption); ok {
		for _, o := range p.Options {
			if o.Name == name {
				return o.Values
			}
		}
	}
	if name, ok := strings.CutPrefix(field, byAttribute); ok {
		for _, a := range p.Attributes {
			if a.Name == name {
				return a.Values
			}
		}
	}
	return nil
}

// fill takes over the counted values in the order in which they are shown:
// prices and sizes from small to large, everything else by how many there are.
func (f *facet) fill(counted []facetValue, chosen []string, currency string) {
	switch f.Field {
	case byPrice:
	case byOption + "size":
		order := sizeOrder(counted)
		slices.SortFunc(counted, func(a, b facetValue) int { return slices.Index(order, a.Value) - slices.Index(order, b.Value) })
	default:
		slices.SortStableFunc(counted, func(a, b facetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
	}
	for _, v := range counted {
		v.Chosen = slices.Contains(chosen, v.Value)
		if !v.Chosen && (v.Count == 0 || len(f.Values) >= maxFacetValues) {
			continue
		}
		v.Label = wishWords(f.Field, v.Value, currency)
		if f.Field == byOption+"color" {
			v.Swatch = catalog.Swatch(v.Value)
		}
		if v.Chosen {
			f.Chosen++
		}
		f.Values = append(f.Values, v)
	}
}
