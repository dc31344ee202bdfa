package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// amount is a number of the text that may be a price.
type amount struct {
	at       int // token
	from     int // its currency, where that stands before it, or at
	end      int // the token behind it and its currency
	minor    int64
	currency bool // "$", "dollars" and the like stand beside it
	ish      bool // "40ish"
	counted  bool // a unit or a countable noun stands behind: no price
}

// prices reads every price wish, marks its words as spent and returns the
// constraints.
// A bare number for which isModel is true belongs to the word before it, rather
// than to a cue behind it.
func prices(tokens []token, text, currency string, isModel func(i int) bool) []Constraint {
	var found []Constraint
	for i := 0; i < len(tokens); i++ {
		first, ok := amountAt(tokens, i, currency)
		if !ok || tokens[i].role != free {
			continue
		}
		c := Constraint{Kind: KindPrice}
		var from, to int
		if second, ok := rangeEnd(tokens, first, currency); ok {
			if second.counted || sized(tokens, i) || !plausible(tokens, first, second) || !second.currency && !first.currency && !priced(tokens, first.from) && !ranged(tokens, second) {
				i = second.end - 1
				continue
			}
			c.MinPrice, c.MaxPrice = min(first.minor, second.minor), max(first.minor, second.minor)
			from, to = rangeStart(tokens, first.from), second.end
		} else {
			var meant bound
			if meant, from, to = boundOf(tokens, first, isModel(i)); meant == noBound {
				continue
			}
			switch meant {
			case atMost:
				c.MaxPrice = first.minor
				if n, at := pieces(tokens, first); n > 0 && at == from {
					c.MaxPrice /= n // of each
				}
			case atLeast:
				c.MinPrice = first.minor
			case about:
				c.MinPrice, c.MaxPrice = first.minor-first.minor/5, first.minor+first.minor/5
			}
		}
		c.Text = strings.TrimSpace(wording(text, tokens[from:to]))
		if at := strings.IndexAny(tokens[from].gap, moneySigns+"<>≤≥~"); at >= 0 {
			c.Text = tokens[from].gap[at:] + c.Text
		}
		for j := from; j < to; j++ {
			tokens[j].role = spent
		}
		found = append(found, c)
		i = to - 1
	}
	return mergePrices(found)
}

// boundOf reads what the words around a single amount make of it, and which tokens
// say so. noBound means that it is no price.
func boundOf(tokens []token, a amount, isModel bool) (meant bound, from, to int) {
	if a.counted {
		return noBound, 0, 0
	}
	if a.ish {
		return about, a.from, a.end
	}
	meant, from = cueBefore(tokens, a.from)
	to = a.end
	if n, at := pieces(tokens, a); n > 0 && meant == noBound {
		return atMost, at, to
	}
	if meant == noBound {
		if up, end := upFrom(tokens, a); end > 0 {
			meant, from, to = atLeast, up, end
		}
	}
	if meant == noBound && (a.currency || !isModel) {
		meant, to = cueBehind(tokens, a.end)
	} else if behind, end := cueBehind(tokens, a.end); meant == about && (behind == atMost || behind == atLeast) {
		meant, to = behind, end // "around 50 or less"
	}
	if meant == noBound && a.currency {
		meant = bareBound(tokens, a.from)
	}
	if sized(tokens, from) && !a.currency {
		return noBound, 0, 0
	}
	return meant, from, to
}

// pieces reads "two for" before an amount that pays for all of them; n is 0 where
// it does not stand there. The "6" of "iphone 6 for 200" and the first "two" of
// "a tent for two for 200" count nothing.
func pieces(tokens []token, a amount) (n int64, at int) {
	at = a.from - 2
	if at < 0 || tokens[at+1].text != "for" || tokens[at].role != free {
		return 0, 0
	}
	digits := tokens[at].text
	if isNumeral(digits) {
		digits = numerals[digits]
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	before := at == 0 || stopWords[tokens[at-1].text] && !forPeople[tokens[at-1].text] && !sized(tokens, at)
	if err != nil || n < 2 || n > 12 || !before || !a.currency && a.minor/n < 100 {
		return 0, 0
	}
	return n, at
}

// mergePrices makes one wish of "over 20" and "under 50".
func mergePrices(found []Constraint) []Constraint {
	for len(found) > 1 {
		a, b := found[0], found[1]
		if a.MinPrice != 0 && b.MinPrice != 0 || a.MaxPrice != 0 && b.MaxPrice != 0 {
			return found[len(found)-1:] // the later word replaces the earlier
		}
		a.MinPrice, a.MaxPrice = a.MinPrice+b.MinPrice, a.MaxPrice+b.MaxPrice
		a.Text += " " + b.Text
		found = append([]Constraint{a}, found[2:]...)
	}
	return found
}

// amountAt reads the number at token i.
func amountAt(tokens []token, i int, currency string) (amount, bool) {
	if i >= len(tokens)-1 {
		return amount{}, false
	}
	t := &tokens[i]
	digits, thousand := strings.CutSuffix(t.text, "k")
	digits, ish := strings.CutSuffix(digits, "ish") // "40ish", in one word
	spelled, end := numberInWords(tokens, i)
	if end > i {
		digits = strconv.Itoa(spelled)
	} else {
		end = i + 1
	}
	if !isNumber(digits) || strings.Count(digits, ".") > 1 || len(digits) > 12 {
		return amount{}, false
	}
	if currency == "" {
		currency = "USD"
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	if exponent := Exponent(currency); len(fraction) > exponent {
		fraction = fraction[:exponent]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	m, err := ParseMoney(whole, currency)
	if err != nil {
		return amount{}, false
	}
	if thousand {
		m.Amount *= 1000
	}
	a := amount{at: i, from: i, end: end, minor: m.Amount, ish: ish}
	next := &tokens[end]
	switch {
	case i > 0 && moneyWords[tokens[i-1].text] != "" && !stops(t.gap) && (i < 2 || !isNumber(tokens[i-2].text)): // "USD 50"
		a.currency = true
		a.from--
	case strings.ContainsAny(strings.TrimSpace(t.gap), moneySigns),
		next.gap != "" && strings.ContainsAny(next.gap[:min(len(next.gap), 4)], moneySigns):
		a.currency = true
		if moneyWords[next.text] != "" && strings.TrimSpace(next.gap) == "" {
			a.end++
		}
	case strings.TrimSpace(next.gap) == "" && (moneyWords[next.text] != "" || next.text == "pounds" && currency == "GBP"):
		a.currency = true
		a.end++
	case !stops(next.gap) && (unitOf(next.text) != "" && (!prepositions[next.text] || inches(tokens, i)) || countables[next.text] || next.text == "%"),
		strings.HasPrefix(next.gap, "%"), strings.HasPrefix(next.gap, "\""), strings.HasPrefix(next.gap, "”"):
		a.counted = true
	}
	// Small numbers in words count things: "more than two" is no price.
	return a, a.currency || spelled == 0 || spelled >= 20
}

// upFrom reads "from $50", "from 50 dollars up": the tokens from start to end ask
// for the amount or more; end is 0 where they do not.
func upFrom(tokens []token, a amount) (start, end int) {
	if a.from == 0 || tokens[a.from-1].text != "from" || tokens[a.from-1].role != free {
		return 0, 0
	}
	switch next := &tokens[a.end]; next.text {
	case "up", "upward", "upwards", "on", "onward", "onwards":
		return a.from - 1, a.end + 1
	}
	if a.currency {
		return a.from - 1, a.end
	}
	return 0, 0
}

var prepositions = wordSet(`in`)

// inches reports whether the "in" behind the number at token i is the unit: at the
// end of the text, or where the name of one thing follows, as in "18 in pillow".
// Behind a cue a bare number is rather a price, and "under 50 in bag" a slip.
func inches(tokens []token, i int) bool {
	if i+3 >= len(tokens) {
		return true
	}
	if t := &tokens[i+2]; t.text != t.stem || !isGoods(t.stem) && len(loadSynonyms().of[t.stem]) == 0 || isGrammar(t.text) || materials[t.stem] || swatches[t.text].basic || stops(t.gap) {
		return false
	}
	bound, _ := cueBefore(tokens, i)
	return bound == noBound && !sized(tokens, i)
}

// rangeEnd reads what follows the amount as the other end of a range.
func rangeEnd(tokens []token, first amount, currency string) (amount, bool) {
	next := first.end
	if next >= len(tokens)-1 {
		return amount{}, false
	}
	switch t := &tokens[next]; t.text {
	case "to", "and", "until", "till", "through", "or":
		if t.text != "to" && !introduced(tokens, first.from, "between", "from") {
			return amount{}, false
		}
		next++
	default:
		gap := strings.Trim(t.gap, " "+moneySigns)
		if gap != "-" && gap != "–" && gap != "—" {
			return amount{}, false
		}
	}
	if next < len(tokens) && moneyWords[tokens[next].text] != "" {
		next++
	}
	second, ok := amountAt(tokens, next, currency)
	return second, ok
}

// introduced reports whether one of ws stands before token i, with no more than
// fillers between.
func introduced(tokens []token, i int, ws ...string) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if slices.Contains(ws, tokens[j].text) {
			return true
		}
		if !cueFillers[tokens[j].text] {
			return false
		}
	}
	return false
}

// plausible reports whether two amounts make a range that somebody would name:
// "2007 - 02107746" is a year and a number of some list, "f/4-5.6" an aperture.
func plausible(tokens []token, first, second amount) bool {
	low, high := min(first.minor, second.minor), max(first.minor, second.minor)
	return first.currency || second.currency || high/100 <= low && !tokens[first.at].joined
}

func rangeStart(tokens []token, i int) int {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch {
		case tokens[j].text == "between" || tokens[j].text == "from" || tokens[j].text == "range":
			return j
		case !cueFillers[tokens[j].text]:
			return i
		}
	}
	return i
}

// ranged decides whether two bare numbers are prices: they are unless a word
// that they may count stands right behind.
func ranged(tokens []token, second amount) bool {
	next := &tokens[second.end]
	if next.text == "" || stops(next.gap) {
		return true
	}
	return stopWords[next.text] || negationBreaks[next.text]
}

// priced reports whether the words before token i speak of a price: "priced from".
func priced(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		switch tokens[j].text {
		case "price", "prices", "priced", "pricing", "cost", "costs", "costing":
			return true
		case "ranging", "range", "ranges", "that", "is", "are", "to", "of", "from", "between", "anywhere", "somewhere":
		default:
			return false
		}
	}
	return false
}

// sized reports whether the word before i says that a number is a size.
func sized(tokens []token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		switch tokens[j].stem {
		case "size", "sized", "sz", "us", "eu", "uk", "age", "aged", "waist", "number", "model", "version", "level", "grade", "no":
			return true
		case "in", "a", "of", "between", "from", "to":
		default:
			return false
		}
	}
	return false
}

// cueBefore finds the cue that ends before token i. start is where its words
// begin, or i.
func cueBefore(tokens []token, i int) (b bound, start int) {
	switch gap := strings.TrimSpace(strings.Trim(tokens[i].gap, moneySigns+" ,;:")); gap {
	case "<", "<=", "≤", "=<":
		return atMost, i
	case ">", ">=", "≥", "=>":
		return atLeast, i
	case "~", "≈", "+/-", "±":
		return about, i
	}
	for j := i; j > 0 && j > i-5; j-- {
		if n, b := cueEnding(tokens, j); n > 0 {
			start := j - n
			for k := start - 1; k >= 0 && k >= start-6; k-- {
				if b != about && (negations[tokens[k].text] || tokens[k].text == "cannot" || tokens[k].text == "cant") {
					if b == atLeast {
						return atMost, k
					}
					if tokens[k].text == "not" || tokens[k].text == "no" {
						return atLeast, k
					}
				}
				if stops(tokens[k+1].gap) || !stopWords[tokens[k].text] && !plainWords[tokens[k].text] {
					break
				}
			}
			if b == about { // "not more than about 50"
				if n, outer := cueEnding(tokens, start); n > 0 && outer != about {
					return outer, start - n
				}
			}
			return b, start
		}
		if !cueFillers[tokens[j-1].text] || stops(tokens[j].gap) && !strings.Contains(tokens[j].gap, ":") {
			break
		}
	}
	return noBound, i
}

// cueEnding returns the longest cue whose last word is the one before token j.
func cueEnding(tokens []token, j int) (n int, b bound) {
	for c := range cues {
		if cues[c].before && len(cues[c].words) > n && len(cues[c].words) <= j && sameWords(tokens[j-len(cues[c].words):j], cues[c].words) {
			n, b = len(cues[c].words), cues[c].bound
		}
	}
	return n, b
}

// cueBehind finds the cue that begins at token i; to is the token behind it.
func cueBehind(tokens []token, i int) (b bound, to int) {
	to = i
	if gap := strings.Trim(tokens[i].gap, moneySigns); strings.HasPrefix(gap, "+") {
		return atLeast, i
	}
	if stops(tokens[i].gap) {
		return noBound, i
	}
	for c := range cues {
		if n := len(cues[c].words); !cues[c].before && i+n > to && i+n < len(tokens) && sameWords(tokens[i:i+n], cues[c].words) {
			b, to = cues[c].bound, i+n
		}
	}
	return b, to
}

func sameWords(tokens []token, ws []string) bool {
	for i := range ws {
		if tokens[i].text != ws[i] {
			return false
		}
	}
	return true
}

// bareBound says what an amount of money without a cue means: what one has to
// spend is the most, a price that stands alone is about right.
func bareBound(tokens []token, i int) bound {
	for j := i - 1; j >= 0 && j >= i-6; j-- {
		switch tokens[j].text {
		case "for", "budget", "spend", "have", "got", "only", "afford":
			return atMost
		}
	}
	return about
}
