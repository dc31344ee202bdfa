package catalog

import (
	"cmp"
	"math"
	"slices"
)

// maxFacetValues bounds the values that a facet lists.
const maxFacetValues = 20

// facets counts the values of every field over what was found. The field that
// divides it best comes first: many products say something about it, and no
// value has nearly all of them.
func (n *run) facets() []Facet {
	type facetKey struct {
		kind  Kind
		field string
	}
	counts := map[facetKey]map[string]int{}
	count := func(kind Kind, field, value string) {
		k := facetKey{kind, field}
		if counts[k] == nil {
			counts[k] = map[string]int{}
		}
		counts[k][value]++
	}
	sample := n.found[:min(len(n.found), 500)]
	for _, c := range sample {
		p := &n.parts[c.part].products[c.doc]
		if p.Brand != "" {
			count(KindBrand, "", p.Brand)
		}
		if len(p.Category) > 0 {
			count(KindType, "", p.Category[len(p.Category)-1])
		}
		for _, name := range n.parts[c.part].facts[c.doc].audience.names() {
			count(KindAudience, "", name)
		}
		for _, option := range p.Options {
			for _, value := range option.Values {
				count(KindOption, option.Name, value)
			}
		}
		for _, attribute := range p.Attributes {
			for _, value := range attribute.Values {
				if len(value) <= maxValue {
					count(KindAttribute, attribute.Name, value)
				}
			}
		}
	}
	var facets []Facet
	worth := map[facetKey]float64{}
	for k, values := range counts {
		if w := information(values, len(sample)); w > 0 {
			worth[k] = w
			f := Facet{Kind: k.kind, Field: k.field}
			for value, count := range values {
				f.Values = append(f.Values, FacetValue{value, count})
			}
			slices.SortFunc(f.Values, func(a, b FacetValue) int {
				return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
			})
			f.Values = f.Values[:min(len(f.Values), maxFacetValues)]
			facets = append(facets, f)
		}
	}
	slices.SortFunc(facets, func(a, b Facet) int {
		return cmp.Or(cmp.Compare(worth[facetKey{b.Kind, b.Field}], worth[facetKey{a.Kind, a.Field}]),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field))
	})
	return facets
}

// information is how many bits an answer about the field tells of a product,
// less for fields that many products are silent about or where nearly every
// product has a value of its own.
func information(values map[string]int, products int) float64 {
	if len(values) < 2 {
		return 0
	}
	sum := 0
	for _, count := range values {
		sum += count
	}
	entropy := 0.0
	for _, count := range values {
		share := float64(count) / float64(sum)
		entropy -= share * math.Log2(share)
	}
	stated := min(1, float64(sum)/float64(products))
	return stated * min(entropy, 3) * min(1, 8/float64(len(values)))
}
