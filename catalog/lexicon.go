package catalog

import (
	"slices"
	"strings"
)

// lexicon is what a segment's products have taught about words: which name a
// kind of product, a brand, a value of an option or of an attribute.
type lexicon struct {
	types     map[string][]typeDoc
	brands    map[string]*brand
	values    map[string][]valueRef
	flags     map[string]string // attributes that say yes or no, by stems
	fields    map[string]string // stems of the names of attributes and options
	sized     bool              // there is an option called size
	colored   bool              // options, attributes or titles tell colours
	counts    map[valueKey]int
	spelled   map[string]string // the usual word for a stem that is none
	audiences audience
}

// evidence is how sure it is that a product is of a kind.
type evidence uint8

const (
	evidenceWithin   evidence = iota // its category has the word before its noun
	evidenceTitle                    // the noun of its title
	evidenceCategory                 // its category ends so: a USB cable is a cable
	evidenceExact                    // its category is called so
)

type typeDoc struct {
	doc      uint32
	evidence evidence
}

type brand struct {
	name string
	docs []uint32
	// also are those of docs whose data give another brand; see brandNames.of.
	also []uint32
	// words is how many products are of the brand or, being of another, have
	// its name in their title: len(docs)/words says how likely the name means
	// the brand.
	words int
}

type valueKey struct {
	kind         Kind
	field, value string
}

type valueRef struct {
	valueKey
	count int
}

func newLexicon() lexicon {
	return lexicon{
		types: map[string][]typeDoc{}, brands: map[string]*brand{}, values: map[string][]valueRef{},
		flags: map[string]string{}, fields: map[string]string{}, counts: map[valueKey]int{},
	}
}

// addHead notes that the title of doc calls it a noun.
func (x *lexicon) addHead(doc uint32, noun string) { x.addType(doc, noun, evidenceTitle) }

func (x *lexicon) addType(doc uint32, k string, e evidence) {
	docs := x.types[k]
	if n := len(docs); n > 0 && docs[n-1].doc == doc {
		docs[n-1].evidence = max(docs[n-1].evidence, e)
		return
	}
	x.types[k] = append(docs, typeDoc{doc, e})
}

// addCategory notes the kinds that a category's path names. A label above does
// not count where a label below makes it a mere qualifier: what is in "Cell
// Phones > Cell Phone Cases" is no phone.
func (x *lexicon) addCategory(doc uint32, path []string) {
	paths := make([][][]string, len(path))
	for i, label := range path {
		paths[i] = labelPhrases(label)
		for _, phrase := range paths[i] {
			for j, w := range phrase {
				phrase[j] = stem(w)
			}
		}
	}
	for i, phrases := range paths {
		for _, phrase := range phrases {
			if qualifies(phrase[len(phrase)-1], paths[i+1:]) {
				continue
			}
			for from := max(0, len(phrase)-maxTypeWords); from < len(phrase); from++ {
				e := evidenceCategory
				if from == 0 {
					e = evidenceExact
				}
				x.addType(doc, strings.Join(phrase[from:], " "), e)
			}
			if n := len(phrase); n > 1 && i == len(paths)-1 {
				x.addType(doc, phrase[n-2], evidenceWithin)
			}
		}
	}
}

// qualifies reports whether noun stands before another noun in the labels.
func qualifies(noun string, labels [][][]string) bool {
	for _, phrases := range labels {
		for _, phrase := range phrases {
			if slices.Contains(phrase[:len(phrase)-1], noun) {
				return true
			}
		}
	}
	return false
}

// settleWithin decides what the words before a category's noun are worth: in
// "Tracker Tags" are trackers if many titles there say so and no category ends
// in trackers; in "Phone Cases" are no phones.
func settleWithin(docs []typeDoc) []typeDoc {
	var counts [evidenceExact + 1]int
	for _, d := range docs {
		counts[d.evidence]++
	}
	titled := counts[evidenceTitle]
	if counts[evidenceCategory]+counts[evidenceExact] == 0 && titled*3 >= counts[evidenceWithin] {
		return docs
	}
	return slices.DeleteFunc(docs, func(d typeDoc) bool { return d.evidence == evidenceWithin })
}

// addBrand notes that doc is of the brand with a key. name is the brand that its
// data give, and own is true where that is the same.
func (x *lexicon) addBrand(doc uint32, key, name string, own bool) {
	b := x.brands[key]
	if b == nil {
		b = &brand{name: name}
		x.brands[key] = b
	} else if b.name != name && len(name) < len(b.name) {
		b.name = name // "Canon" rather than "Canon Camcorders"
	}
	b.docs = append(b.docs, doc)
	if !own {
		b.also = append(b.also, doc)
	}
}

// addValue notes a value of an option or attribute. Long ones are prose, and
// nobody asks for a bare number.
func (x *lexicon) addValue(kind Kind, field, value string) {
	if len(value) <= maxValue && (kind == KindOption || hasLetter(value)) {
		x.counts[valueKey{kind, field, value}]++
	}
}

// maxValue is the longest value in bytes that a shopper may name.
const maxValue = 40

func (x *lexicon) addFlag(name string) {
	if _, known := x.flags[name]; !known {
		x.flags[name] = ""
	}
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8Start })
}

// finish turns what was noted into what is looked up.
func (x *lexicon) finish(s *segment) {
	for k, docs := range x.types {
		if docs = settleWithin(docs); len(docs) == 0 {
			delete(x.types, k)
			continue
		}
		x.types[k] = slices.Clip(docs)
	}
	for k, b := range x.brands {
		b.words = len(b.docs) + s.countOthers(strings.Fields(k), b)
	}
	for ref, count := range x.counts {
		key := stems(ref.value)
		if key != "" && strings.Count(key, " ") < maxTypeWords {
			x.values[key] = append(x.values[key], valueRef{ref, count})
		}
		if _, known := x.fields[ref.field]; !known {
			x.fields[ref.field] = stems(ref.field)
			x.sized = x.sized || ref.kind == KindOption && ref.field == "size"
			x.colored = x.colored || isColorField(ref.field)
		}
	}
	for _, refs := range x.values {
		slices.SortFunc(refs, func(a, b valueRef) int {
			if a.kind != b.kind {
				return strings.Compare(string(b.kind), string(a.kind)) // options first
			}
			if a.count != b.count {
				return b.count - a.count
			}
			return strings.Compare(a.field+a.value, b.field+b.value)
		})
	}
	flags := make(map[string]string, len(x.flags))
	for name := range x.flags {
		flags[stems(name)] = name
	}
	x.flags, x.counts = flags, nil
	for i := range s.facts {
		x.audiences |= s.facts[i].audience
		x.colored = x.colored || s.facts[i].named != 0
	}
}

// countOthers counts the products of other brands with all the terms in their
// title.
func (s *segment) countOthers(terms []string, b *brand) int {
	n := 0
	for doc := range s.having(terms, inTitle) {
		if _, own := slices.BinarySearch(b.docs, doc); s.facts[doc].branded && !own {
			n++
		}
	}
	return n
}
