package main

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// optionFields are the options that some of the products leave a choice in.
func optionFields(products []*catalog.Product) []facet {
	var fields []facet
	for _, p := range products {
		for _, o := range p.Options {
			known := slices.ContainsFunc(fields, func(f facet) bool { return f.Field == byOption+o.Name })
			if !known && len(o.Values) > 1 {
				fields = append(fields, facet{Name: capital(o.Name), Field: byOption + o.Name})
			}
		}
	}
	slices.SortStableFunc(fields, func(a, b facet) int { return optionRank(a.Field) - optionRank(b.Field) })
	return fields[:min(len(fields), maxAttributes)]
}

// optionRank puts colour and size before everything else.
func optionRank(field string) int {
	switch field {
	case byOption + "color":
		return 0
	case byOption + "size":
		return 1
	}
	return 2
}

// sizeOrder returns sizes from small to large, scale by scale: those of men's
// shoes, of children's, of socks. The scale that most products have comes first.
func sizeOrder(sizes []facetValue) []string {
	scales, weight := map[string][]string{}, map[string]int{}
	for _, size := range sizes {
		scale := strings.TrimLeft(size.Value, "0123456789.,½ ")
		if scale == size.Value {
			scale = "letters"
		}
		scales[scale] = append(scales[scale], size.Value)
		weight[scale] += size.Count
	}
	names := slices.SortedFunc(maps.Keys(scales), func(a, b string) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), strings.Compare(a, b))
	})
	var order []string
	for _, name := range names {
		catalog.SortSizes(scales[name])
		order = append(order, scales[name]...)
	}
	return order
}

// attributeFields are the attributes that divide the products best: most of
// them say something, in a few values that several share.
func attributeFields(products []*catalog.Product) []facet {
	type use struct {
		stated int
		values map[string]int
	}
	uses := map[string]*use{}
	for _, p := range products {
		for _, a := range p.Attributes {
			u := uses[a.Name]
			if u == nil {
				u = &use{values: map[string]int{}}
				uses[a.Name] = u
			}
			u.stated++
			for _, value := range a.Values {
				u.values[value]++
			}
		}
	}
	type rated struct {
		facet
		worth float64
	}
	var fields []rated
	for name, u := range uses {
		if len(u.values) < 2 || len(u.values) > 10 || u.stated*5 < len(products)*2 || len(u.values)*3 > u.stated*2 {
			continue
		}
		share, entropy := float64(u.stated)/float64(len(products)), 0.0
		for _, n := range u.values {
			part := float64(n) / float64(u.stated)
			entropy -= part * math.Log2(min(1, part))
		}
		fields = append(fields, rated{facet{Name: capital(name), Field: byAttribute + name}, share * min(entropy, 2)})
	}
	slices.SortFunc(fields, func(a, b rated) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), strings.Compare(a.Name, b.Name))
	})
	var best []facet
	for _, f := range fields[:min(len(fields), maxAttributes)] {
		best = append(best, f.facet)
	}
	return best
}
