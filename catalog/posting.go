package catalog

import (
	"iter"
	"math/bits"
	"slices"
)

// fieldSet says in which fields of a product a term stands.
type fieldSet uint8

const (
	inTitle fieldSet = 1 << iota
	inCategory
	inBrand
	inOption
	inAttribute // tags too
	inDescription
	inHead   // the noun of the title: what the thing is
	isDenied // it is said not to be there: "gluten free", "no zip"

	inData = inTitle | inCategory | inBrand | inOption | inAttribute
)

// postings is an inverted index: for every term the products that have it, in
// the order of the segment. Flat arrays keep a hundred thousand products small.
type postings struct {
	starts  []uint32 // by term, with the total at the end
	docs    []uint32
	weights []uint8 // how much the product is about the term, 0 to 255
	fields  []fieldSet
}

// list is one term's part of the postings.
type list struct {
	docs    []uint32
	weights []uint8
	fields  []fieldSet
}

func (p *postings) list(term uint32) list {
	from, to := p.starts[term], p.starts[term+1]
	return list{p.docs[from:to], p.weights[from:to], p.fields[from:to]}
}

// of returns the fields of doc in which the term stands.
func (l list) of(doc uint32) fieldSet {
	if at, ok := slices.BinarySearch(l.docs, doc); ok {
		return l.fields[at]
	}
	return 0
}

// entry is a posting before it is sorted by term.
type entry struct {
	term, doc uint32
	weight    uint8
	fields    fieldSet
}

// newPostings sorts entries, which come in order of products, by term.
func newPostings(chunks [][]entry, terms int) postings {
	total := 0
	starts := make([]uint32, terms+1)
	for _, chunk := range chunks {
		total += len(chunk)
		for _, e := range chunk {
			starts[e.term+1]++
		}
	}
	for term := range terms {
		starts[term+1] += starts[term]
	}
	p := postings{starts, make([]uint32, total), make([]uint8, total), make([]fieldSet, total)}
	next := make([]uint32, terms)
	copy(next, starts)
	for i, chunk := range chunks {
		for _, e := range chunk {
			at := next[e.term]
			next[e.term]++
			p.docs[at], p.weights[at], p.fields[at] = e.doc, e.weight, e.fields
		}
		chunks[i] = nil
	}
	return p
}

// bitset is a set of products of one segment.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) set(i uint32)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) clear(i uint32)    { b[i/64] &^= 1 << (i % 64) }
func (b bitset) has(i uint32) bool { return b[i/64]&(1<<(i%64)) != 0 }

func (b bitset) empty() bool {
	for _, word := range b {
		if word != 0 {
			return false
		}
	}
	return true
}

func (b bitset) count() int {
	n := 0
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

func (b bitset) and(c bitset) {
	for i := range b {
		b[i] &= c[i]
	}
}

func (b bitset) or(c bitset) {
	for i := range b {
		b[i] |= c[i]
	}
}

func (b bitset) andNot(c bitset) {
	for i := range b {
		b[i] &^= c[i]
	}
}

// all yields the members in order.
func (b bitset) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
