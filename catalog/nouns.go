package catalog

import (
	"slices"
	"strings"
)

// nouns are the words that say what a thing is, learned from where they stand:
// at the end of a category's name, and at the end of titles.
type nouns struct {
	category map[string]int // stems that end a category
	final    map[string]int // stems that end a title's phrase, and how often
	titles   map[string]int // how many titles a stem stands in
	labels   map[string]*label
	brands   brandNames
}

// label counts the products under a category's name, and those of them whose
// title says the name's noun.
type label struct{ products, said int }

// sorts reports whether a category's name tells what its products are:
// "Accessories" does not.
func (l *label) sorts() bool { return l != nil && l.said*4 >= l.products }

// sorted reports whether a product's category tells what it is.
func (n *nouns) sorted(path []string) bool {
	return slices.ContainsFunc(path, func(name string) bool { return n.labels[name].sorts() })
}

// span is a range of words.
type span struct{ from, to int }

// maxTypeWords bounds how many words name a kind of product.
const maxTypeWords = 4

func learnNouns(products *shelf) nouns {
	n := nouns{
		category: map[string]int{}, final: map[string]int{}, titles: map[string]int{}, labels: map[string]*label{},
		brands: brandNames{keys: map[string]bool{}, known: map[string][]string{}},
	}
	ends := map[string][]string{} // by label
	var buffer []word
	for _, p := range products.all() {
		buffer = words(buffer[:0], p.Title)
		n.brands.learn(p.Brand)
		for _, name := range p.Category {
			if n.labels[name] == nil {
				n.labels[name] = &label{}
				for _, phrase := range labelPhrases(name) {
					ends[name] = append(ends[name], stem(phrase[len(phrase)-1]))
				}
			}
			l := n.labels[name]
			l.products++
			if slices.ContainsFunc(buffer, func(w word) bool { return slices.Contains(ends[name], stem(w.text)) }) {
				l.said++
			}
			for _, end := range ends[name] {
				n.category[end]++
			}
		}
		for _, w := range buffer {
			n.titles[stem(w.text)]++
		}
		for _, chunk := range titleChunks(p.Title, buffer) {
			end := trimTail(buffer, chunk)
			if end > chunk.from {
				n.final[stem(buffer[end-1].text)]++
			}
			for i := chunk.from + 1; i < end; i++ {
				if s := stem(buffer[i-1].text); isNumber(buffer[i].text) && isGoods(s) {
					n.final[s]++
				}
			}
		}
	}
	return n
}

// isNoun reports whether a stem names things in this catalogue. A word that does
// in general needs less to show for it: in a shop of guitars most titles that
// say guitar are of straps and strings.
func (n *nouns) isNoun(s string) bool {
	switch final, titles := n.final[s], n.titles[s]; {
	case n.category[s] > 0:
		return true
	case isGoods(s):
		return final > 0 && final*50 >= titles
	default:
		return final > 0 && final*5 >= titles*2
	}
}

// heads returns the words of a title that name the thing: "cartridge" in
// "Samsung CLT-K4092S toner cartridge Original Black 1 pc(s)", and nothing of
// what stands behind "for" or "with".
func (n *nouns) heads(title string, ws []word) []string {
	var heads []string
	for _, chunk := range titleChunks(title, ws) {
		last := trimTail(ws, chunk)
		end := last
		for end > chunk.from && n.category[stem(ws[end-1].text)] == 0 {
			end--
		}
		if end == chunk.from { // no category's noun: the last word will do
			if last == chunk.from || !n.isNoun(stem(ws[last-1].text)) {
				continue
			}
			end = last
		}
		heads = append(heads, ws[end-1].text)
		// "Button Accordion 31 Keys": what stands before a number may be the
		// thing, and what follows its parts.
		for i := chunk.from + 1; i < end-1; i++ {
			if isNumber(ws[i].text) && n.isThing(stem(ws[i-1].text)) {
				heads = append(heads, ws[i-1].text)
				break
			}
		}
	}
	return heads
}

// isThing reports whether a stem names goods that this catalogue has.
func (n *nouns) isThing(s string) bool { return isGoods(s) && n.isNoun(s) }

// kindFields are the attributes that say what a product is, folded.
var kindFields = map[string]bool{
	"type": true, "product type": true, "device type": true, "item type": true, "article type": true, "kind": true,
}

// namesKind reports whether an attribute of this name says what a product is.
func (b *builder) namesKind(name string) bool {
	kindly, known := b.kindly[name]
	if !known {
		kindly = kindFields[fold(name)]
		b.kindly[name] = kindly
	}
	return kindly
}

// addKinds notes the kinds that an attribute names: "Full-size tablet" is a
// tablet where some category is called so. Other values of such attributes tell
// no kind ("Original", "On-site").
func (b *builder) addKinds(doc uint32, values []string) {
	for _, value := range values {
		if len(value) > maxValue {
			continue
		}
		for _, phrase := range labelPhrases(value) {
			if noun := stem(phrase[len(phrase)-1]); b.nouns.category[noun] > 0 {
				b.segment.lexicon.addType(doc, noun, evidenceTitle)
			}
		}
	}
}

// titleChunks cuts a title at its punctuation, and ends it at the first word
// that begins to tell of something else.
func titleChunks(title string, ws []word) []span {
	var chunks []span
	from := 0
	for i := range ws {
		if i > from && cuts(title[ws[i-1].end:ws[i].start]) {
			chunks = append(chunks, span{from, i})
			from = i
		}
		switch ws[i].text {
		case "for", "with", "w", "compatible", "fits", "from", "by", "without", "including", "featuring", "in":
			if i > from {
				chunks = append(chunks, span{from, i})
			}
			if len(chunks) > 0 {
				return chunks
			}
			from = i + 1
		case "of": // "pack of 5", "box of chocolates": what follows is the thing
			from = i + 1
		}
	}
	if from < len(ws) {
		chunks = append(chunks, span{from, len(ws)})
	}
	return chunks
}

func cuts(gap string) bool {
	return strings.ContainsAny(gap, ",;:()[]|–—") || strings.Contains(gap, " - ") || strings.Contains(gap, " / ")
}

// trimTail returns the end of chunk without the colours, numbers, sizes and
// packing words that stand behind the noun.
func trimTail(ws []word, chunk span) int {
	end := chunk.to
	for end > chunk.from {
		text := ws[end-1].text
		if _, color := swatches[stem(text)]; !color && isPlainWord(text) && !packing[text] {
			break
		}
		for end--; end > chunk.from && ws[end].joined && !isPlainWord(ws[end].text); {
			end-- // "NS-AW390" is one number
		}
	}
	return end
}

var packing = map[string]bool{
	"pack": true, "packs": true, "pc": true, "pcs": true, "piece": true, "pieces": true,
	"set": true, "count": true, "ct": true, "pk": true, "s": true, "m": true, "l": true,
	"xs": true, "xl": true, "xxl": true, "small": true, "medium": true, "large": true,
	"original": true, "new": true, "multi": true, "size": true, "inch": true, "cm": true,
	"mm": true, "ml": true, "oz": true,
}

// isPlainWord reports whether w is made of letters, more than one.
func isPlainWord(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' {
			return false
		}
	}
	return len(w) > 1
}

// labelPhrases reads a category's name as the phrases it stands for: "Cell
// Phone Cases & Clips" is "cell phone cases" and "cell phone clips".
func labelPhrases(label string) [][]string {
	var phrases [][]string
	var current []string
	previousEnd := 0
	flush := func() {
		if len(current) > 0 {
			phrases = append(phrases, current)
			current = nil
		}
	}
	for _, w := range words(nil, label) {
		gap := label[previousEnd:w.start]
		previousEnd = w.end
		if strings.ContainsAny(gap, "&,/+|()") || w.text == "and" || w.text == "or" {
			flush()
		}
		if w.text == "for" || w.text == "with" {
			break
		}
		if w.text != "and" && w.text != "or" && w.text != "s" {
			current = append(current, w.text)
		}
	}
	flush()
	for i := 1; i < len(phrases); i++ {
		// "Cases & Clips": what qualifies the first qualifies the others.
		if before := phrases[i-1]; len(phrases[i]) == 1 && len(before) > 1 {
			phrases[i] = append(append([]string(nil), before[:len(before)-1]...), phrases[i]...)
		}
	}
	return phrases
}
