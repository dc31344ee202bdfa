package catalog

import (
	"encoding/binary"
	"iter"
	"math"
	"strings"
)

// shelf keeps many products small: all their words in one string, in which a
// word that many products share stands once. Reading a product makes a new
// value whose strings are parts of that one. The zero value is empty.
type shelf struct {
	text   string
	starts []int // by product
	rest   map[uint32]rest
}

// rest is what is kept of a product as it is: variants, which filters look at
// one by one, and what few products have.
type rest struct {
	variants   []Variant
	reviews    []Review
	sizeChart  SizeChart
	imageSizes map[string][]ImageSize
}

func (s *shelf) len() int { return len(s.starts) }

// id is the id of a product.
func (s *shelf) id(doc uint32) string {
	r := shelfReader{s.text, s.starts[doc]}
	return r.string()
}

// product reads a product.
func (s *shelf) product(doc uint32) Product {
	r := shelfReader{s.text, s.starts[doc]}
	p := Product{
		ID: r.string(), Title: r.string(), Description: r.string(), Brand: r.string(), Category: r.strings(),
		Price: r.money(), CompareAt: r.money(),
	}
	if n := r.length(); n >= 0 {
		p.Options = make([]Option, n)
		for i := range p.Options {
			p.Options[i] = Option{r.string(), r.strings()}
		}
	}
	if n := r.length(); n >= 0 {
		p.Attributes = make([]Attribute, n)
		for i := range p.Attributes {
			p.Attributes[i] = Attribute{r.string(), r.strings()}
		}
	}
	p.Images, p.URL, p.Tags = r.strings(), r.string(), r.strings()
	flags := r.number()
	p.SoldOut, p.Stock.Known = flags&1 != 0, flags&2 != 0
	p.Stock.Count = int(r.signed())
	p.Rating = Rating{math.Float64frombits(r.number()), int(r.signed())}
	if rest, ok := s.rest[doc]; ok {
		p.Variants, p.Reviews, p.SizeChart, p.ImageSizes = rest.variants, rest.reviews, rest.sizeChart, rest.imageSizes
	}
	return p
}

// all yields every product.
func (s *shelf) all() iter.Seq2[uint32, Product] {
	return func(yield func(uint32, Product) bool) {
		for doc := range s.starts {
			if !yield(uint32(doc), s.product(uint32(doc))) {
				return
			}
		}
	}
}

// shelfReader reads what packer writes.
type shelfReader struct {
	text string
	at   int
}

func (r *shelfReader) number() uint64 {
	var n uint64
	for shift := 0; ; shift += 7 {
		b := r.text[r.at]
		r.at++
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (r *shelfReader) signed() int64 {
	n := r.number()
	return int64(n>>1) ^ -int64(n&1)
}

// length is that of a list, -1 for nil.
func (r *shelfReader) length() int { return int(r.number()) - 1 }

func (r *shelfReader) string() string {
	n := r.number()
	if n&1 == 1 { // it stands elsewhere
		there := shelfReader{r.text, int(n >> 1)}
		return there.string()
	}
	from := r.at
	r.at += int(n >> 1)
	return r.text[from:r.at]
}

func (r *shelfReader) strings() []string {
	n := r.length()
	if n < 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.string()
	}
	return list
}

func (r *shelfReader) money() Money { return Money{r.signed(), r.string()} }

// packer fills a shelf.
type packer struct {
	shelf
	text   strings.Builder
	places map[string]int // where a word that is likely to come again stands
	buffer [binary.MaxVarintLen64]byte
}

// maxShared is the longest string in bytes that is looked for among those
// written before.
const maxShared = 64

func newPacker() *packer {
	return &packer{shelf: shelf{rest: map[uint32]rest{}}, places: map[string]int{}}
}

// add puts a product behind the others.
func (b *packer) add(p *Product) {
	b.starts = append(b.starts, 0)
	b.replace(uint32(len(b.starts)-1), p)
}

// replace puts a product where another one was.
func (b *packer) replace(doc uint32, p *Product) {
	b.starts[doc] = b.text.Len()
	b.string(p.ID)
	b.string(p.Title)
	b.string(p.Description)
	b.shared(p.Brand)
	b.strings(p.Category)
	b.money(p.Price)
	b.money(p.CompareAt)
	b.length(len(p.Options), p.Options == nil)
	for i := range p.Options {
		b.shared(p.Options[i].Name)
		b.strings(p.Options[i].Values)
	}
	b.length(len(p.Attributes), p.Attributes == nil)
	for i := range p.Attributes {
		b.shared(p.Attributes[i].Name)
		b.strings(p.Attributes[i].Values)
	}
	b.strings(p.Images)
	b.string(p.URL)
	b.strings(p.Tags)
	flags := uint64(0)
	if p.SoldOut {
		flags |= 1
	}
	if p.Stock.Known {
		flags |= 2
	}
	b.number(flags)
	b.signed(int64(p.Stock.Count))
	b.number(math.Float64bits(p.Rating.Average))
	b.signed(int64(p.Rating.Count))
	delete(b.rest, doc)
	if p.Variants != nil || p.Reviews != nil || p.SizeChart.Columns != nil || p.SizeChart.Rows != nil || p.ImageSizes != nil {
		b.rest[doc] = rest{p.Variants, p.Reviews, p.SizeChart, p.ImageSizes}
	}
}

// finish returns the shelf; the packer is of no use then.
func (b *packer) finish() shelf {
	b.shelf.text = strings.Clone(b.text.String()) // without the room to grow
	return b.shelf
}

func (b *packer) number(n uint64) { b.text.Write(b.buffer[:binary.PutUvarint(b.buffer[:], n)]) }
func (b *packer) signed(n int64)  { b.text.Write(b.buffer[:binary.PutVarint(b.buffer[:], n)]) }

func (b *packer) length(n int, isNil bool) {
	if isNil {
		n = -1
	}
	b.number(uint64(n + 1))
}

func (b *packer) string(s string) {
	b.number(uint64(len(s)) << 1)
	b.text.WriteString(s)
}

// shared writes a string that others may have as well.
func (b *packer) shared(s string) {
	if len(s) < 3 || len(s) > maxShared {
		b.string(s)
		return
	}
	place, again := b.places[s]
	if again {
		b.number(uint64(place)<<1 | 1)
		return
	}
	b.places[s] = b.text.Len()
	b.string(s)
}

func (b *packer) strings(list []string) {
	b.length(len(list), list == nil)
	for _, s := range list {
		b.shared(s)
	}
}

func (b *packer) money(m Money) {
	b.signed(m.Amount)
	b.shared(m.Currency)
}
