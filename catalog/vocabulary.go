package catalog

import "strings"

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
		if denied := b.denied(nil); len(denied) > 0 {
			b.denials[s] = denied
		}
		if len(s) <= maxShared {
			b.seen[s] = ids
		}
	}
	for _, raw := range ids {
		b.count(raw, weight, field)
	}
	for _, raw := range b.denials[s] {
		b.fields[b.rawTerm[raw]] |= isDenied
	}
}

// denied appends the places of the words in the buffer of which it is said that
// they are not there: the sugar of "no sugar" and of "sugar-free".
func (b *builder) denied(ids []uint32) []uint32 {
	for i := 0; i < len(b.buffer); i++ {
		switch b.buffer[i].text {
		case "no", "without", "non":
			for i++; i+1 < len(b.buffer) && stopWords[b.buffer[i].text]; {
				i++ // "without a hood"
			}
			if i < len(b.buffer) {
				ids = append(ids, b.at[i])
			}
		case "free":
			if i > 0 {
				ids = append(ids, b.at[i-1])
			}
		}
	}
	return ids
}

// index counts the words of the buffer, which are those of text.
func (b *builder) index(text string, weight float32, field fieldSet) {
	b.ids = b.terms(b.ids[:0], text, b.buffer)
	for _, raw := range b.ids {
		b.count(raw, weight, field)
	}
	b.ids = b.denied(b.ids[:0])
	for _, raw := range b.ids {
		b.fields[b.rawTerm[raw]] |= isDenied
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
