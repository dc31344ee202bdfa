package catalog

import (
	"maps"
	"runtime"
	"slices"
	"strings"
)

// Weights of the fields in the ranking, and how a field's usual length tempers
// the weight of its words.
const (
	titleWeight       = 4.0
	headWeight        = 3.0
	brandWeight       = 2.5
	categoryWeight    = 3.0
	optionWeight      = 1.5
	pairWeight        = 3.0
	attributeWeight   = 1.0
	descriptionWeight = 0.5

	usualTitle       = 8
	usualAttributes  = 30
	usualDescription = 50

	// saturation is the weight at which a term counts half of what it can.
	saturation = 3.0
)

// builder makes a segment.
type builder struct {
	segment    *segment
	raw        map[string]uint32 // term by folded word
	counts     []wordCount       // by raw word
	rawWords   []string
	rawTerm    []uint32
	chunks     [][]entry
	weight     []float32 // by term, for the product at hand
	fields     []fieldSet
	touched    []uint32
	buffer     []word
	ids        []uint32             // of the words of a field, and of what they make together
	at         []uint32             // of the words of a field alone
	pairings   []pairing            // by raw word
	together   map[[2]uint32]uint32 // the term of two terms
	seen       map[string][]uint32  // the same of fields that many products may share
	denials    map[string][]uint32  // of fields that say what is not there
	people     map[string]audience  // by text
	tells      map[string]bool      // by name of attribute: it says whom the product is for
	joined     []byte
	nouns      nouns
	dimensions map[string]dimensionSet // by name of attribute
	kindly     map[string]bool         // by name of attribute: it says what the product is
}

type wordCount struct{ data, prose uint32 }

// Chunks of entries grow from firstChunk, which one product hardly fills, to
// chunkSize.
const (
	firstChunk = 1 << 8
	chunkSize  = 1 << 16
)

// yieldEvery is after how many products the making of a segment lets searches
// go first: an index may be changed while it is asked.
const yieldEvery = 16

func newSegment(products shelf, currency string) *segment {
	s := &segment{
		shelf:   products,
		facts:   make([]facts, products.len()),
		prices:  make([]priceRange, products.len()),
		byID:    make([]uint32, products.len()),
		terms:   map[string]uint32{},
		options: map[string]*optionIndex{}, measured: map[string][]measured{},
	}
	b := &builder{
		segment: s, raw: map[string]uint32{}, dimensions: map[string]dimensionSet{},
		seen: map[string][]uint32{}, denials: map[string][]uint32{}, people: map[string]audience{}, tells: map[string]bool{},
		kindly: map[string]bool{}, together: map[[2]uint32]uint32{},
	}
	b.nouns = learnNouns(&products)
	facets := facetBuilder{ids: map[valueKey]uint32{}}
	s.lexicon = newLexicon()
	for doc, p := range products.all() {
		if doc%yieldEvery == yieldEvery-1 {
			runtime.Gosched()
		}
		s.byID[doc] = doc
		s.prices[doc] = newPriceRange(&p, currency)
		s.facts[doc] = b.facts(&p)
		b.add(doc, &p)
		s.facts[doc].sorted = b.nouns.sorted(p.Category)
		facets.addProduct(&p, s.facts[doc].audience)
	}
	slices.SortFunc(s.byID, func(a, b uint32) int { return strings.Compare(s.id(a), s.id(b)) })
	s.postings = newPostings(b.chunks, len(s.terms))
	s.noteNumbers()
	s.facets = facets.finish()
	s.lexicon.finish(s)
	s.speller = newSpeller(b.rawWords, b.counts)
	s.lexicon.spelled = b.spelled()
	return s
}

// spelled returns the commonest word of each stem, where that is another. Only
// words of kinds are of interest.
func (b *builder) spelled() map[string]string {
	kinds := map[string]bool{}
	for k := range b.segment.lexicon.types {
		for text := range strings.FieldsSeq(k) {
			kinds[text] = true
		}
	}
	spelled, best := map[string]string{}, map[string]uint32{}
	for i, w := range b.rawWords {
		text := stem(w)
		if !kinds[text] {
			continue
		}
		if n := b.counts[i].data + 1; n > best[text] || n == best[text] && len(w) < len(spelled[text]) {
			spelled[text], best[text] = w, n
		}
	}
	maps.DeleteFunc(spelled, func(text, w string) bool {
		raw, isWord := b.raw[text] // the singular will do where it is common too
		return isWord && (b.counts[raw].data+1)*5 > best[text]
	})
	return spelled
}

// add indexes one product.
func (b *builder) add(doc uint32, p *Product) {
	lex := &b.segment.lexicon
	b.buffer = words(b.buffer[:0], p.Title)
	heads := b.nouns.heads(p.Title, b.buffer)
	brands, own := b.nouns.brands.of(p, b.buffer)
	b.index(p.Title, titleWeight/lengthNorm(len(b.buffer), usualTitle, 0.5), inTitle)
	b.segment.facts[doc].twin = twinOf(p.Brand, b.buffer)
	b.pairs(p.Title)
	for _, head := range heads {
		b.count(b.word(head), headWeight, inHead)
		lex.addHead(doc, stem(head))
	}
	b.text(p.Brand, brandWeight, inBrand)
	for _, label := range p.Category {
		b.text(label, categoryWeight, inCategory)
	}
	lex.addCategory(doc, p.Category)
	for i, key := range brands {
		lex.addBrand(doc, key, p.Brand, i < own)
	}
	for _, option := range p.Options {
		for _, value := range option.Values {
			b.text(value, optionWeight, inOption)
			b.segment.addOption(doc, fieldKey(option.Name), value)
			lex.addValue(KindOption, option.Name, value)
		}
		if len(option.Values) > 1 {
			b.segment.leaveChoice(doc, fieldKey(option.Name))
		}
	}
	length := 0
	for _, attribute := range p.Attributes {
		length += 1 + len(attribute.Values)
	}
	weight := attributeWeight / lengthNorm(length, usualAttributes, 0.3)
	for _, attribute := range p.Attributes {
		b.addMeasures(doc, &attribute)
		if b.namesKind(attribute.Name) {
			b.addKinds(doc, attribute.Values)
		}
		affirmed, denied := yesNo(attribute.Values)
		if !denied {
			b.text(attribute.Name, weight/2, inAttribute)
		}
		if affirmed || denied {
			lex.addFlag(attribute.Name)
			continue
		}
		color := isColorField(attribute.Name)
		for _, value := range attribute.Values {
			if color {
				b.segment.addOption(doc, "color", value)
			}
			b.text(value, weight, inAttribute)
			lex.addValue(KindAttribute, attribute.Name, value)
		}
	}
	for _, tag := range p.Tags {
		b.text(tag, attributeWeight, inAttribute)
		lex.addValue(KindAttribute, "tags", tag)
	}
	if p.Description != p.Title {
		b.buffer = words(b.buffer[:0], p.Description)
		b.index(p.Description, descriptionWeight/lengthNorm(len(b.buffer), usualDescription, 0.9), inDescription)
		if len(b.buffer) <= nameLike {
			for _, head := range b.nouns.heads(p.Description, b.buffer) {
				lex.addHead(doc, stem(head))
			}
		}
	}
	b.flush(doc)
}

// nameLike is how many words a description has at most that is rather a second
// title: "FS-9130DN Laser Printer".
const nameLike = 8

// lengthNorm is above 1 for a field that is longer than usual.
func lengthNorm(length, usual int, strength float32) float32 {
	return 1 - strength + strength*float32(length)/float32(usual)
}

// flush writes the postings of the product at hand.
func (b *builder) flush(doc uint32) {
	for _, term := range b.touched {
		if n := len(b.chunks); n == 0 || len(b.chunks[n-1]) == cap(b.chunks[n-1]) {
			b.chunks = append(b.chunks, make([]entry, 0, min(firstChunk<<min(n, 16), chunkSize)))
		}
		weight := b.weight[term]
		quantised := uint8(255 * weight / (weight + saturation))
		last := len(b.chunks) - 1
		b.chunks[last] = append(b.chunks[last], entry{term, doc, max(1, quantised), b.fields[term]})
		b.weight[term], b.fields[term] = 0, 0
	}
	b.touched = b.touched[:0]
}

func yesNo(values []string) (affirmed, denied bool) {
	if len(values) != 1 || len(values[0]) > len("[false]") {
		return false, false
	}
	switch fold(values[0]) {
	case "yes", "true", "y":
		return true, false
	case "no", "false", "n", "none":
		return false, true
	}
	return false, false
}

func (b *builder) facts(p *Product) facts {
	return facts{
		prior: prior(p), standing: standing(p), named: namedColors(p.Title), audience: b.audienceOf(p),
		soldOut: p.SoldOut, branded: p.Brand != "", varied: len(p.Variants) > 0,
	}
}
