package catalog

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Bounds of what [Result.Facets] lists.
const (
	maxFacets      = 12
	maxFacetValues = 20
)

// facetIndex holds for every product what facets count of it.
type facetIndex struct {
	values []valueKey // sorted
	starts []uint32   // by product, with the total at the end
	ids    []uint32   // places in values
}

// compare orders values by kind, field and value.
func (k valueKey) compare(other valueKey) int {
	return cmp.Or(strings.Compare(string(k.kind), string(other.kind)), strings.Compare(k.field, other.field), strings.Compare(k.value, other.value))
}

// facetBuilder collects what products say, before it is known which fields are
// worth counting.
type facetBuilder struct {
	ids    map[valueKey]uint32
	values []valueKey
	uses   []uint32 // by value
	starts []uint32
	all    []uint32
}

func (b *facetBuilder) add(kind Kind, field, value string) {
	if value == "" || len(value) > maxValue {
		return
	}
	k := valueKey{kind, field, value}
	id, ok := b.ids[k]
	if !ok {
		id = uint32(len(b.values))
		b.ids[k] = id
		b.values = append(b.values, k)
		b.uses = append(b.uses, 0)
	}
	b.uses[id]++
	b.all = append(b.all, id)
}

// addProduct notes what facets count of p.
func (b *facetBuilder) addProduct(p *Product, a audience) {
	b.starts = append(b.starts, uint32(len(b.all)))
	b.add(KindBrand, "", p.Brand)
	if n := len(p.Category); n > 0 {
		b.add(KindType, "", p.Category[n-1])
	}
	for _, name := range a.names() {
		b.add(KindAudience, "", name)
	}
	for _, option := range p.Options {
		for _, value := range option.Values {
			b.add(KindOption, option.Name, value)
		}
	}
	for _, attribute := range p.Attributes {
		for _, value := range attribute.Values {
			b.add(KindAttribute, attribute.Name, value)
		}
	}
}

// finish keeps the fields that divide products into groups: one in which most
// products have a value of their own narrows nothing.
func (b *facetBuilder) finish() facetIndex {
	type field struct {
		kind Kind
		name string
	}
	distinct, uses := map[field]int{}, map[field]int{}
	for id, v := range b.values {
		f := field{v.kind, v.field}
		distinct[f]++
		uses[f] += int(b.uses[id])
	}
	x := facetIndex{starts: make([]uint32, 0, len(b.starts)+1)}
	for _, v := range b.values {
		if f := (field{v.kind, v.field}); distinct[f] <= 12 || distinct[f]*3 <= uses[f] {
			x.values = append(x.values, v)
		}
	}
	slices.SortFunc(x.values, valueKey.compare)
	kept := make([]uint32, len(b.values)) // place in x.values, from 1
	for at, v := range x.values {
		kept[b.ids[v]] = uint32(at + 1)
	}
	for i, from := range b.starts {
		to := uint32(len(b.all))
		if i+1 < len(b.starts) {
			to = b.starts[i+1]
		}
		x.starts = append(x.starts, uint32(len(x.ids)))
		for _, id := range b.all[from:to] {
			if kept[id] > 0 {
				x.ids = append(x.ids, kept[id]-1)
			}
		}
	}
	x.starts = append(x.starts, uint32(len(x.ids)))
	x.values, x.ids = slices.Clip(x.values), slices.Clip(x.ids)
	return x
}

// facets counts the values of every field over what was found. The field that
// divides it best comes first: many products say something about it, and no
// value has nearly all of them.
func (n *run) facets() []Facet {
	type field struct {
		values []valueRef
		worth  float64
	}
	fields := top[field]{limit: maxFacets, compare: func(a, b *field) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), a.values[0].compare(b.values[0].valueKey))
	}}
	counted := n.count()
	for len(counted) > 0 {
		size := 1
		for size < len(counted) && counted[size].kind == counted[0].kind && counted[size].field == counted[0].field {
			size++
		}
		if worth := information(counted[:size], len(n.found)); worth > 0 {
			fields.add(&field{counted[:size], worth})
		}
		counted = counted[size:]
	}
	facets := make([]Facet, 0, maxFacets)
	for _, f := range fields.sorted() {
		values := top[valueRef]{limit: maxFacetValues, compare: func(a, b *valueRef) int {
			return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.value, b.value))
		}}
		for i := range f.values {
			values.add(&f.values[i])
		}
		facet := Facet{Kind: f.values[0].kind, Field: f.values[0].field}
		for _, v := range values.sorted() {
			facet.Values = append(facet.Values, FacetValue{v.value, v.count})
		}
		facets = append(facets, facet)
	}
	return facets
}

// count returns how many of the products found have each value, by field.
func (n *run) count() []valueRef {
	var counted, others []valueRef
	for index := range n.parts {
		if index == 0 {
			counted = n.countPart(index)
			continue
		}
		for _, v := range n.countPart(index) {
			if at, ok := slices.BinarySearchFunc(counted, v, compareValues); ok {
				counted[at].count += v.count
			} else {
				others = append(others, v)
			}
		}
	}
	slices.SortFunc(others, compareValues)
	return mergeValues(counted, others)
}

func compareValues(a, b valueRef) int { return a.compare(b.valueKey) }

// mergeValues joins two sorted lists; the same value in two parts is one.
func mergeValues(a, b []valueRef) []valueRef {
	if len(b) == 0 {
		return a
	}
	merged := make([]valueRef, 0, len(a)+len(b))
	for len(a)+len(b) > 0 {
		from := &a
		if len(a) == 0 || len(b) > 0 && compareValues(b[0], a[0]) < 0 {
			from = &b
		}
		v := (*from)[0]
		*from = (*from)[1:]
		if last := len(merged) - 1; last >= 0 && merged[last].valueKey == v.valueKey {
			merged[last].count += v.count
		} else {
			merged = append(merged, v)
		}
	}
	return merged
}

// countPart counts the values of what was found in one part, in order.
func (n *run) countPart(index int) []valueRef {
	f, x := &n.parts[index].facets, n.scratch
	x.counts = grown(x.counts, len(f.values))
	x.touched = x.touched[:0]
	for i := range n.found {
		if n.found[i].part != int32(index) {
			continue
		}
		doc := n.found[i].doc
		for _, id := range f.ids[f.starts[doc]:f.starts[doc+1]] {
			if x.counts[id]++; x.counts[id] == 1 {
				x.touched = append(x.touched, id)
			}
		}
	}
	slices.Sort(x.touched)
	counted := make([]valueRef, len(x.touched))
	for i, id := range x.touched {
		counted[i] = valueRef{f.values[id], int(x.counts[id])}
		x.counts[id] = 0
	}
	return counted
}

// information is how many bits an answer about the field tells of a product,
// less for fields that many products are silent about or where nearly every
// product has a value of its own.
func information(values []valueRef, products int) float64 {
	if len(values) < 2 {
		return 0
	}
	sum := 0
	for _, v := range values {
		sum += v.count
	}
	entropy := 0.0
	for _, v := range values {
		share := float64(v.count) / float64(sum)
		entropy -= share * math.Log2(share)
	}
	stated := min(1, float64(sum)/float64(products))
	return stated * min(entropy, 3) * min(1, 8/float64(len(values)))
}
