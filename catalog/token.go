package catalog

import "strings"

// role is what became of a word of the shopper's text.
type role uint8

const (
	free    role = iota // not read yet: a term to rank by unless it is small talk
	spent               // part of a price, a sort wish, a comparative, a negation
	claimed             // part of a constraint; it ranks as well
)

// token is one word of the shopper's text.
type token struct {
	word
	stem string
	gap  string // what stands between the word before and this one
	role role
	not  bool   // within reach of a negation
	fix  string // what the shopper typed, where text is a correction
	was  string // its stem, where the catalogue has that word too
	// also are the two words that text may stand for, or the one that text and
	// the next stand for: "back pack" and "backpack".
	also []string
	glue string
	// kinds are what the phrase that ends here means as kinds, as stems.
	kinds []string
}

// maxText is how much of a shopper's text is read. Nobody means more than that
// when they look for something.
const maxText = 1000

func tokenize(text string) []token {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	ws := words(nil, text)
	tokens := make([]token, len(ws))
	end := 0
	for i, w := range ws {
		gap := text[end:w.start]
		if i > 0 && len(ws[i-1].text) <= 3 {
			gap = strings.Replace(gap, ". ", " ", 1) // "dr. No" is no end of a sentence
		}
		tokens[i] = token{word: w, stem: stem(w.text), gap: gap}
		end = w.end
	}
	if len(tokens) > 0 {
		tokens = append(tokens, token{gap: text[end:], role: spent, word: word{start: len(text), end: len(text)}})
	}
	return tokens
}

// stops reports whether the punctuation of gap separates phrases.
func stops(gap string) bool {
	return strings.ContainsAny(gap, ",;:?!()\"\n") || strings.Contains(gap, ". ") || strings.Contains(gap, " - ")
}

// key joins the stems of tokens as phrases are looked up.
func key(tokens []token) string {
	if len(tokens) == 1 {
		return tokens[0].stem
	}
	var b strings.Builder
	for i := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(tokens[i].stem)
	}
	return b.String()
}

// wording returns the shopper's own words from the first token to the last.
func wording(text string, tokens []token) string {
	from, to := tokens[0].start, tokens[len(tokens)-1].end
	return text[min(from, len(text)):min(to, len(text))]
}
