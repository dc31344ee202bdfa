package catalog

import "strings"

// companyWords end the names of companies and say nothing. They are stems.
var companyWords = wordSet(`inc incorporated llc ltd limited co corp corporation company gmbh ag sa bv plc usa america
electronic technology international industry group system`)

// brandNames are the names of a catalogue's brands by their stems, with those
// that a longer name begins with: "LG Electronics" is known as "LG", too.
type brandNames struct {
	keys  map[string]bool
	known map[string][]string // by name as it is spelled: all its keys
}

// learn notes a brand's name.
func (n *brandNames) learn(name string) {
	if _, known := n.known[name]; known || name == "" {
		return
	}
	key := stems(name)
	short := key
	for {
		at := strings.LastIndexByte(short, ' ')
		if at < 0 || !companyWords[short[at+1:]] {
			break
		}
		short = short[:at]
	}
	var keys []string
	if key != "" {
		keys = append(keys, key)
	}
	if short != key && !isCommon(short) {
		keys = append(keys, short)
	}
	for _, k := range keys {
		n.keys[k] = true
	}
	n.known[name] = keys
}

// of returns the keys of the brands that a product is of: those of its own
// brand, which are the first, that which the brand's name begins with, and that
// which the title begins with. Shops write "Canon Camcorders" for Canon, or the
// company behind a brand.
func (n *brandNames) of(p *Product, title []word) (all []string, own int) {
	keys := n.known[p.Brand]
	if len(keys) == 0 {
		return nil, 0 // unbranded: see segment.unbranded
	}
	more := keys
	if at := strings.IndexByte(keys[0], ' '); at > 0 && n.proper(keys[0][:at]) {
		more = appendNew(more, keys[0][:at])
	}
	name := ""
	for i := 0; i < len(title) && i < maxTypeWords; i++ {
		if i > 0 {
			name += " "
		}
		name += stem(title[i].text)
		if n.proper(name) {
			more = appendNew(more, name)
		}
	}
	return more, len(keys)
}

// proper reports whether a brand is called by nothing but k, and k is no word
// that anything may begin with.
func (n *brandNames) proper(k string) bool { return n.keys[k] && !isCommon(k) }

// appendNew appends s to a copy of list unless it is there.
func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list[:len(list):len(list)], s)
}
