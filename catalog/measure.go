package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// dimensions are the words in the names of attributes that a unit may measure,
// the usual one first.
var dimensions = map[string][]string{
	"m": {"length", "distance", "reach"}, "ft": {"length"}, "yd": {"length"},
	"cm": {"size", "width", "height", "depth", "length", "diameter", "diagonal"},
	"mm": {"size", "width", "height", "depth", "thickness", "diameter", "length"},
	"in": {"size", "diagonal", "screen"},
	"gb": {"capacity", "memory", "storage"}, "tb": {"capacity", "storage"}, "mb": {"capacity", "memory"},
	"w": {"power", "wattage"}, "kw": {"power"}, "v": {"voltage"}, "mah": {"capacity"},
	"hz": {"rate", "frequency"}, "mhz": {"frequency", "speed"}, "ghz": {"frequency", "speed"},
	"kg": {"weight", "load"}, "g": {"weight"}, "lb": {"weight", "load"}, "oz": {"weight", "volume", "capacity"},
	"ml": {"volume", "capacity", "size"}, "l": {"volume", "capacity"}, "mp": {"resolution", "megapixels"},
	"person": {"capacity", "sleeps", "seats", "people", "persons"}, "piece": {"pieces"},
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

// measureOfTerm splits a term that is a number with its unit, "13.3in".
func measureOfTerm(term string) (value float64, unit string, ok bool) {
	number, unit := splitMeasure(term)
	if dimensions[unit] == nil || number+unit != term {
		return 0, "", false
	}
	value, err := strconv.ParseFloat(number, 64)
	return value, unit, err == nil
}

// noteNumbers collects the measures that the products' data state.
func (s *segment) noteNumbers() {
	s.numbers = map[string][]number{}
	for term, id := range s.terms {
		if value, unit, ok := measureOfTerm(term); ok && slices.ContainsFunc(s.postings.list(id).fields, func(f fieldSet) bool { return f&inData != 0 }) {
			s.numbers[unit] = append(s.numbers[unit], number{value, strings.TrimSuffix(term, unit)})
		}
	}
	for text, all := range s.measured {
		value, err := strconv.ParseFloat(text, 64)
		if err != nil {
			continue
		}
		var told dimensionSet
		for _, m := range all {
			told |= m.dimensions
		}
		for unit, names := range dimensions {
			if told&dimensionsOf(names[0]) != 0 && s.terms[text+unit] == 0 {
				s.numbers[unit] = append(s.numbers[unit], number{value, text})
			}
		}
	}
	for unit, all := range s.numbers {
		slices.SortFunc(all, number.compare)
		s.numbers[unit] = slices.Clip(slices.Compact(all))
	}
}

// number is a decimal number that data state, as a value and as it is written.
type number struct {
	value float64
	text  string
}

func (n number) compare(other number) int {
	return cmp.Or(cmp.Compare(n.value, other.value), strings.Compare(n.text, other.text))
}

// measuresOf returns the measures in an extent that the catalogue states, in
// whatever unit it does, as "2.5 m", the smallest first.
func (s *snapshot) measuresOf(wanted extent) []string {
	var all []number
	for i := range s.parts {
		for n, unit := range s.parts[i].measuresIn(wanted) {
			all = append(all, number{convert(n.value, unit, wanted.unit), n.text + " " + unit})
		}
	}
	slices.SortFunc(all, number.compare)
	var texts []string
	for _, n := range slices.Compact(all) {
		texts = append(texts, n.text)
	}
	return texts
}

// measuresIn yields the numbers in an extent with their units.
func (s *segment) measuresIn(wanted extent) iter.Seq2[number, string] {
	return func(yield func(number, string) bool) {
		for _, unit := range sameScale(wanted.unit) {
			for _, n := range s.numbers[unit] {
				if value := convert(n.value, unit, wanted.unit); value >= wanted.low && value <= wanted.high && !yield(n, unit) {
					return
				}
			}
		}
	}
}

// hasUnit reports whether any product states a measure in the unit or one like it.
func (s *snapshot) hasUnit(unit string) bool {
	return slices.ContainsFunc(s.parts, func(p part) bool {
		return slices.ContainsFunc(sameScale(unit), func(u string) bool { return len(p.numbers[u]) > 0 })
	})
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
