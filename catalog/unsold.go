package catalog

// unsold returns the nouns of the text that name goods in general while nothing
// here is called by them: no title, category, brand, option or attribute has
// them. A description may: levers that close with gloves on are no gloves. Each
// comes with the words before it that go with it: "iphone case". What stands
// behind a preposition says where or what for.
func (s *snapshot) unsold(r *reading, text string) []string {
	var found []string
	ts := r.tokens
	open := func(i int) bool { return ts[i].role == free && !ts[i].not && !stopWords[ts[i].text] }
	for i := 0; i < len(ts)-1 && !relating[ts[i].text]; i++ {
		if !open(i) {
			continue
		}
		from := i
		for open(i+1) && !stops(ts[i+1].gap) && !relating[ts[i+1].text] && !negationBreaks[ts[i+1].text] {
			i++
		}
		if ts[i+1].role == claimed && !stops(ts[i+1].gap) {
			continue // a telephone battery is a battery
		}
		head := i
		if head > from && plainWords[ts[head].text] {
			head-- // a phone case is nothing without the phone
		}
		if t := &ts[head]; isGoods(t.stem) && !s.calls(t.stem) && (t.was == "" || !s.calls(t.was)) {
			found = append(found, wording(text, ts[from:i+1]))
		}
	}
	return found
}

// relating words say where something is, or what it is for.
var relating = wordSet(`for in on at to with without from under over below above around by of into inside against near between like as than that which who`)

// calls reports whether some product is called by a term: by its data, and not only
// by a value that it comes in, such as a shade by the name of Little Denim Dress.
func (s *snapshot) calls(term string) bool {
	for i := range s.parts {
		for _, fields := range s.parts[i].find(term).fields {
			if fields&inData&^inOption != 0 {
				return true
			}
		}
	}
	return false
}
