package main

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// pairing are the attributes that name what a product goes with.
var pairing = []string{"fits", "requires"}

// pairs returns up to n products that are said to go with p, by p or by them:
// a claim that the data makes, and nobody else. What is sold out is left out.
func (s *shelf) pairs(p *catalog.Product, n int) []*catalog.Product {
	var list []*catalog.Product
	for i := range s.products {
		other := &s.products[i]
		if other.ID != p.ID && !other.SoldOut && (goesWith(p, other) || goesWith(other, p)) && len(list) < n {
			list = append(list, other)
		}
	}
	return list
}

// goesWith reports whether p's data name other by its title.
func goesWith(p, other *catalog.Product) bool {
	return slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
		return slices.Contains(pairing, a.Name) &&
			slices.ContainsFunc(a.Values, func(v string) bool { return strings.Contains(v, other.Title) })
	})
}
