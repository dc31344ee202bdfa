package catalog

import (
	"slices"
	"strings"
)

// dimensions are the words in the names of attributes that a unit may measure,
// the usual one first.
var dimensions = map[string][]string{
	"m": {"length", "distance", "reach"}, "ft": {"length"}, "yd": {"length"},
	"cm": {"size", "width", "height", "depth", "length", "diameter", "diagonal"},
	"mm": {"size", "width", "height", "depth", "thickness", "diameter", "length"},
	"in": {"size", "diagonal", "width", "height", "depth", "length", "diameter"},
	"gb": {"capacity", "memory", "storage"}, "tb": {"capacity", "storage"}, "mb": {"capacity", "memory"},
	"w": {"power", "wattage"}, "kw": {"power"}, "v": {"voltage"}, "mah": {"capacity"},
	"hz": {"rate", "frequency"}, "mhz": {"frequency", "speed"}, "ghz": {"frequency", "speed"},
	"kg": {"weight", "load"}, "g": {"weight"}, "lb": {"weight", "load"}, "oz": {"weight", "volume", "capacity"},
	"ml": {"volume", "capacity", "size"}, "l": {"volume", "capacity"}, "mp": {"resolution", "megapixels"},
}

// measures reads numbers with units, "2 m" and "16GB". They are wishes where
// some product is of that measure, and words to rank by otherwise.
func (s *snapshot) measures(r *reading, text string) {
	ts := r.tokens
	for i := range len(ts) - 1 {
		if ts[i].role != free || ts[i].not {
			continue
		}
		number, unit := splitMeasure(ts[i].text)
		end := i + 1
		if unit == "" && isNumber(ts[i].text) && end < len(ts)-1 && ts[end].role == free && !stops(ts[end].gap) && !prepositions[ts[end].text] {
			number, unit = ts[i].text, unitOf(ts[end].text)
			end++
		}
		if dimensions[unit] == nil || len(s.sizesOf(key(ts[i:end]))) > 0 {
			continue
		}
		c := Constraint{Kind: KindAttribute, Field: dimensions[unit][0], Values: []string{number + " " + unit}, Text: wording(text, ts[i:end])}
		if !slices.ContainsFunc(s.parts, func(p part) bool { return !p.wish(&c).set.empty() }) {
			continue
		}
		r.Constraints = append(r.Constraints, c)
		ts[i].text, ts[i].stem, ts[i].role = number+unit, number+unit, claimed
		for j := i + 1; j < end; j++ {
			ts[j].role = spent
		}
	}
}

// sizesOf returns the options' values that are spelled as k.
func (s *snapshot) sizesOf(k string) []valueRef {
	var refs []valueRef
	for i := range s.parts {
		for _, ref := range s.parts[i].lexicon.values[k] {
			if ref.kind == KindOption {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// measuring adds to set the products of a measure: the text of their data says
// "2m" or "2 m", or an attribute of the right name is 2.
func (s *segment) measuring(number, unit string, set bitset) {
	if term, ok := s.terms[number+unit]; ok {
		l := s.postings.list(term)
		for i, doc := range l.docs {
			if l.fields[i]&inData != 0 {
				set.set(doc)
			}
		}
	}
	wanted := dimensionsOf(strings.Join(dimensions[unit], " "))
	for _, m := range s.measured[number] {
		if m.dimensions&wanted != 0 {
			set.set(m.doc)
		}
	}
}

// measured is a product with an attribute that is a bare number.
type measured struct {
	doc        uint32
	dimensions dimensionSet // that the attribute's name speaks of
}

// dimensionSet has a bit for each of dimensionWords.
type dimensionSet uint32

// dimensionWords are all the words of dimensions.
var dimensionWords = func() []string {
	var all []string
	for _, ws := range dimensions {
		all = append(all, ws...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}()

// dimensionsOf returns the dimensions that an attribute's name speaks of.
func dimensionsOf(name string) dimensionSet {
	var set dimensionSet
	name = strings.ToLower(name)
	for i, d := range dimensionWords {
		if strings.Contains(name, d) {
			set |= 1 << i
		}
	}
	return set
}

// addMeasures notes the attributes of a product that are bare numbers.
func (b *builder) addMeasures(doc uint32, a *Attribute) {
	for _, value := range a.Values {
		if !isNumber(value) {
			continue
		}
		d, known := b.dimensions[a.Name]
		if !known {
			d = dimensionsOf(a.Name)
			b.dimensions[a.Name] = d
		}
		if d != 0 {
			b.segment.measured[value] = append(b.segment.measured[value], measured{doc, d})
		}
	}
}

// measureOf splits a measure such as "2 m" or "16GB".
func measureOf(value string) (number, unit string, ok bool) {
	ws := words(nil, value)
	switch {
	case len(ws) == 1:
		number, unit = splitMeasure(ws[0].text)
	case len(ws) == 2 && isNumber(ws[0].text):
		number, unit = ws[0].text, unitOf(ws[1].text)
	}
	return number, unit, unit != ""
}
