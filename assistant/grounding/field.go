package grounding

import "strings"

// states reports whether a text is one attribute as it stands on the sheet, its
// name before its value or its value alone: "dishwasher: no", "Connector 1: C13
// coupler". A value that ends in an ellipsis may have been cut short.
func (f *sheet) states(text string) bool {
	text = strings.TrimSpace(text)
	short := strings.HasSuffix(text, "…")
	is := flat(strings.TrimRight(text, ".!…"))
	for i := range f.attributes {
		a := &f.attributes[i]
		value := strings.ReplaceAll(a.value, ". ", "")
		named := a.name + strings.TrimPrefix(value, " ")
		spoken := strings.ReplaceAll(is, ". ", "")
		switch {
		case spoken == named, spoken == value && !negates(value), spoken == a.name && affirms(value):
			return true
		case short && strings.Contains(text, ":") && strings.HasPrefix(named, strings.TrimSuffix(spoken, " ")):
			return true
		}
	}
	return false
}

// affirms reports whether a folded value says only that a product is so.
func affirms(value string) bool { return value == " yes " || value == " true " || value == " y " }

// negates reports whether a folded value says only that a product is not so, or
// that it is: by itself it states nothing.
func negates(value string) bool {
	switch strings.TrimSpace(value) {
	case "no", "none", "false", "yes", "true", "not":
		return true
	}
	return false
}

// fields takes out attributes that stand in the sentence by name, with a value of
// theirs in brackets or behind a colon: "its connector 1 (DB9)". One with another
// value is left to be read, and found wrong, like any words.
func (r *reading) fields() {
	if strings.ContainsAny(r.text, "123456789") {
		r.numbered()
	}
	if !strings.ContainsAny(r.text, "(:") {
		return
	}
	for at := 1; at < len(r.t); at++ {
		if w := r.t[at].word; w != "(" && w != ":" {
			continue
		}
		goods, _ := r.subjects(at)
		for _, g := range goods {
			r.fieldAt(g, at)
		}
	}
}

// numbered takes out attributes with a number in their name, which counts nothing,
// where a value of theirs follows: "connector 1 RJ-45".
func (r *reading) numbered() {
	goods, _ := r.subjects(len(r.t) - 1)
	if len(goods) > maxOwn {
		return
	}
	for _, g := range goods {
		f := g.read()
		for i := range f.attributes {
			raw := f.attributes[i].raw
			if !strings.ContainsAny(raw.Name, "0123456789") {
				continue
			}
			want := wordsOf(raw.Name + " " + strings.Join(raw.Values, ", "))
			for at := range r.t {
				if len(want) < 2 || r.t[at].word != want[0] || r.used[at] {
					continue
				}
				if n, width := r.fits(at, want); n == len(want) {
					r.take(at, at+width)
					r.cite("product", g.id, raw.Name, strings.Join(raw.Values, ", "))
				}
			}
		}
	}
}

// fieldAt takes an attribute of g the name of which ends before the sign at token
// at, if what follows is its value.
func (r *reading) fieldAt(g *good, at int) {
	f := g.read()
	for i := range f.attributes {
		raw := f.attributes[i].raw
		name := wordsOf(raw.Name)
		from := at - len(name)
		if len(name) == 0 || from < 0 {
			continue
		}
		if n, width := r.fits(from, name); n != len(name) || from+width != at {
			continue
		}
		for _, value := range append([]string{strings.Join(raw.Values, ", ")}, raw.Values...) {
			want := wordsOf(value)
			if len(want) == 0 || at+1 >= len(r.t) {
				continue
			}
			if n, width := r.fits(at+1, want); n == len(want) {
				r.take(from, at+1+width)
				r.cite("product", g.id, raw.Name, value)
				return
			}
		}
	}
}
