package catalog

import (
	"maps"
	"math"
	"runtime"
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
	people     map[string]audience  // by text
	tells      map[string]bool      // by name of attribute: it says whom the product is for
	joined     []byte
	nouns      nouns
	dimensions map[string]dimensionSet // by name of attribute
	kindly     map[string]bool         // by name of attribute: it says what the product is
}

type wordCount struct{ data, prose uint32 }

const chunkSize = 1 << 16

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
		seen: map[string][]uint32{}, people: map[string]audience{}, tells: map[string]bool{},
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

// pairs counts what words of the title, which are in the buffer, make together:
// "toy car" and "windows 10" are more than their words apart from each other.
func (b *builder) pairs(title string) {
	for i := 1; i < len(b.buffer); i++ {
		first, second := b.at[i-1], b.at[i]
		if b.paired(first)&mayLead == 0 || b.paired(second)&mayEnd == 0 || cuts(title[b.buffer[i-1].end:b.buffer[i].start]) {
			continue
		}
		both := [2]uint32{b.rawTerm[first], b.rawTerm[second]}
		term, known := b.together[both]
		if !known {
			term = b.intern(stem(b.rawWords[first]) + " " + stem(b.rawWords[second]))
			b.together[both] = term
		}
		b.countTerm(term, pairWeight, inTitle)
	}
}

// pairing says what part of a pair a word may be.
type pairing uint8

const (
	mayLead pairing = 1 << iota
	mayEnd
	pairingKnown
)

func (b *builder) paired(raw uint32) pairing {
	for uint32(len(b.pairings)) <= raw {
		b.pairings = append(b.pairings, 0)
	}
	if b.pairings[raw] == 0 {
		w := b.rawWords[raw]
		p := pairingKnown
		if isPlainWord(w) && !stopWords[w] {
			p |= mayLead
		}
		if isModel(w) || b.nouns.isNoun(stem(w)) {
			p |= mayEnd
		}
		b.pairings[raw] = p
	}
	return b.pairings[raw]
}

// isModel reports whether w is the number of a model behind its name: the "10"
// of "windows 10", the "5s" of "iphone 5s".
func isModel(w string) bool {
	return len(w) <= 3 && w[0] >= '0' && w[0] <= '9' || len(w) <= 3 && w[len(w)-1] >= '0' && w[len(w)-1] <= '9'
}

// text counts the words of a field that many products may share.
func (b *builder) text(s string, weight float32, field fieldSet) {
	ids, known := b.seen[s]
	if !known {
		b.buffer = words(b.buffer[:0], s)
		ids = b.terms(nil, s, b.buffer)
		if len(s) <= maxShared {
			b.seen[s] = ids
		}
	}
	for _, raw := range ids {
		b.count(raw, weight, field)
	}
}

// index counts the words of the buffer, which are those of text.
func (b *builder) index(text string, weight float32, field fieldSet) {
	b.ids = b.terms(b.ids[:0], text, b.buffer)
	for _, raw := range b.ids {
		b.count(raw, weight, field)
	}
}

// terms appends the places of the words of a text, and of what they make
// together: "t-shirt" is "t", "shirt" and "tshirt", "16 GB" is "16", "gb" and
// "16gb".
func (b *builder) terms(ids []uint32, text string, ws []word) []uint32 {
	b.at = b.at[:0]
	for i := 0; i < len(ws); {
		end := i + 1
		for end < len(ws) && ws[end].joined {
			end++
		}
		if end-i > 1 {
			b.joined = b.joined[:0]
			for _, w := range ws[i:end] {
				b.joined = append(b.joined, w.text...)
			}
			if len(b.joined) <= maxJoined {
				ids = b.coded(append(ids, b.word(string(b.joined))), string(b.joined))
			}
		}
		for ; i < end; i++ {
			raw := b.word(ws[i].text)
			b.at = append(b.at, raw)
			ids = b.coded(append(ids, raw), ws[i].text)
			if isNumber(ws[i].text) {
				if unit := unitBehind(ws, i); unit != "" {
					ids = append(ids, b.word(ws[i].text+unit))
				}
			} else if number, unit := splitMeasure(ws[i].text); unit != "" {
				ids = append(ids, b.word(number+unit))
			}
			if isNumber(ws[i].text) && inchMark(text[ws[i].end:]) {
				ids = append(ids, b.word(ws[i].text+"in"))
			}
		}
	}
	return ids
}

// unitBehind returns the unit of the number at ws[i], which in "150 x 200 cm"
// stands behind the last one.
func unitBehind(ws []word, i int) string {
	for i+2 < len(ws) && ws[i+1].text == "x" && isNumber(ws[i+2].text) {
		i += 2
	}
	if i+1 < len(ws) {
		return unitOf(ws[i+1].text)
	}
	return ""
}

// inchMark reports whether a text begins with the sign for inches.
func inchMark(text string) bool {
	return strings.HasPrefix(text, "\"") || strings.HasPrefix(text, "”") || strings.HasPrefix(text, "″") || strings.HasPrefix(text, "''")
}

// coded appends the place of a code's core.
func (b *builder) coded(ids []uint32, w string) []uint32 {
	if core := codeCore(w); core != "" {
		return append(ids, b.word(core))
	}
	return ids
}

// maxJoined is the longest compound that is indexed as one word.
const maxJoined = 24

// word returns the place of a word among the raw ones.
func (b *builder) word(text string) uint32 {
	raw, ok := b.raw[text]
	if !ok {
		raw = uint32(len(b.rawWords))
		b.raw[text] = raw
		b.rawWords = append(b.rawWords, text)
		b.counts = append(b.counts, wordCount{})
		b.rawTerm = append(b.rawTerm, b.intern(stem(text)))
	}
	return raw
}

// count notes that the product at hand has a word in a field.
func (b *builder) count(raw uint32, weight float32, field fieldSet) {
	if field&inDescription != 0 {
		b.counts[raw].prose++
	} else {
		b.counts[raw].data++
	}
	b.countTerm(b.rawTerm[raw], weight, field)
}

// countTerm is count for what is no word that anybody may misspell.
func (b *builder) countTerm(term uint32, weight float32, field fieldSet) {
	if b.fields[term] == 0 {
		b.touched = append(b.touched, term)
	}
	b.weight[term] += weight
	b.fields[term] |= field
}

func (b *builder) intern(text string) uint32 {
	term, ok := b.segment.terms[text]
	if !ok {
		term = uint32(len(b.segment.terms))
		b.segment.terms[text] = term
		b.weight = append(b.weight, 0)
		b.fields = append(b.fields, 0)
	}
	return term
}

// flush writes the postings of the product at hand.
func (b *builder) flush(doc uint32) {
	for _, term := range b.touched {
		if n := len(b.chunks); n == 0 || len(b.chunks[n-1]) == chunkSize {
			b.chunks = append(b.chunks, make([]entry, 0, chunkSize))
		}
		weight := b.weight[term]
		quantised := uint8(255 * weight / (weight + saturation))
		last := len(b.chunks) - 1
		b.chunks[last] = append(b.chunks[last], entry{term, doc, max(1, quantised), b.fields[term]})
		b.weight[term], b.fields[term] = 0, 0
	}
	b.touched = b.touched[:0]
}

func (b *builder) facts(p *Product) facts {
	return facts{
		prior: prior(p), standing: standing(p), named: namedColors(p.Title), audience: b.audienceOf(p),
		soldOut: p.SoldOut, branded: p.Brand != "", varied: len(p.Variants) > 0,
	}
}

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

// doc finds a product by its id.
func (s *segment) doc(id string) (doc uint32, ok bool) {
	at, ok := slices.BinarySearchFunc(s.byID, id, func(doc uint32, id string) int { return strings.Compare(s.id(doc), id) })
	if !ok {
		return 0, false
	}
	return s.byID[at], true
}
