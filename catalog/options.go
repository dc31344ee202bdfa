package catalog

import "strings"

// optionIndex holds the values of one option, or of the attributes that tell
// the same (colours stand in either), with the products that have them.
type optionIndex struct {
	at     map[string]int // by value as it is spelled
	values []optionValue
	open   []uint32 // the products that leave a choice of it
}

type optionValue struct {
	value  string
	docs   []uint32
	folded string
	stems  string
	size   string
	family colorFamily
}

func (x *optionIndex) all() []optionValue {
	if x == nil {
		return nil
	}
	return x.values
}

// fieldKey is the name under which an option is indexed: all fields that tell
// colours are one.
func fieldKey(name string) string {
	if isColorField(name) {
		return "color"
	}
	return strings.ToLower(name)
}

func (s *segment) addOption(doc uint32, name, value string) {
	x := s.options[name]
	if x == nil {
		x = &optionIndex{at: map[string]int{}}
		s.options[name] = x
	}
	i, ok := x.at[value]
	if !ok {
		i = len(x.values)
		x.at[value] = i
		v := optionValue{value: value, folded: fold(value), stems: stems(value), size: sizeKey(value)}
		if name == "color" {
			v.family = colorFamilies(value)
		}
		x.values = append(x.values, v)
	}
	v := &x.values[i]
	if n := len(v.docs); n == 0 || v.docs[n-1] != doc {
		v.docs = append(v.docs, doc)
	}
}

// leaveChoice notes that the option of that name has several values to choose
// from in doc; its attributes tell what it is instead, all of it at once.
func (s *segment) leaveChoice(doc uint32, name string) {
	x := s.options[name]
	x.open = append(x.open, doc)
}

// choosable is the set of the products that leave a choice of an option and have
// a value of it besides the accepted ones.
func (s *segment) choosable(field string, accepted map[string]bool) bitset {
	set := newBitset(s.len())
	x := s.options[fieldKey(field)]
	if x == nil {
		return set
	}
	other := newBitset(s.len())
	for i := range x.values {
		if v := &x.values[i]; !accepted[v.value] {
			for _, doc := range v.docs {
				other.set(doc)
			}
		}
	}
	for _, doc := range x.open {
		set.set(doc)
	}
	set.and(other)
	return set
}

// accepted returns the values that c names, as they are spelled, and adds to
// set the products that have one of them.
func (s *segment) accepted(c *Constraint, set bitset) map[string]bool {
	key := fieldKey(c.Field)
	x := s.options[key]
	accepted := map[string]bool{}
	for _, wish := range c.Values {
		color, isColor := swatch{}, false
		if key == "color" {
			color, isColor = swatchOf(wish)
		}
		folded, stemmed, size := fold(wish), stems(wish), sizeKey(wish)
		if x != nil {
			for i := range x.values {
				v := &x.values[i]
				switch {
				case v.folded == folded:
				case key == "color":
					if isColor && color.basic && v.family&color.family == 0 ||
						!(isColor && color.basic) && !containsWords(v.stems, stemmed) {
						continue
					}
				case v.size != size:
					continue
				}
				accepted[v.value] = true
				for _, doc := range v.docs {
					set.set(doc)
				}
			}
		}
		if isColor { // where nothing else tells, the title may
			s.titled(color, stemmed, set)
		}
	}
	return accepted
}

// titled adds to set the products whose title names a colour.
func (s *segment) titled(color swatch, stemmed string, set bitset) {
	if color.basic {
		for doc := range s.facts {
			if s.facts[doc].named&color.family != 0 {
				set.set(uint32(doc))
			}
		}
		return
	}
	s.mentions(stemmed, set)
}
