package catalog

import "strconv"

// numerals are the small numbers in words.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
	"seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12",
}

func isNumeral(w string) bool { return numerals[w] != "" }

// tens and teens are the numbers in words that numerals lacks.
var (
	tens = map[string]int{
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
	teens = map[string]int{
		"eleven": 11, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	}
)

// numberInWords reads a number in words from token i on: "fifty", "twenty five",
// "a hundred", "two hundred and fifty". end is the token behind it; it is i where
// there is none.
func numberInWords(ts []token, i int) (n, end int) {
	n, end = belowHundred(ts, i)
	if end == i && ts[i].text == "a" && isLarge(ts, i+1) {
		n, end = 1, i+1
	}
	if end == i || !isLarge(ts, end) {
		return n, end
	}
	switch ts[end].text {
	case "hundred":
		n *= 100
	case "thousand", "grand":
		n *= 1000
	}
	end++
	rest := end
	if ts[rest].text == "and" && !introduced(ts, i, "between", "from") {
		rest++
	}
	if more, to := belowHundred(ts, rest); to > rest && !isLarge(ts, to) && !stops(ts[rest].gap) {
		return n + more, to
	}
	return n, end
}

// belowHundred reads a number below a hundred in words; end is i where there is
// none.
func belowHundred(ts []token, i int) (n, end int) {
	if i >= len(ts)-1 {
		return 0, i
	}
	w := ts[i].text
	if n := teens[w]; n > 0 {
		return n, i + 1
	}
	if n, err := strconv.Atoi(numerals[w]); err == nil {
		return n, i + 1
	}
	if n = tens[w]; n == 0 {
		return 0, i
	}
	if unit, err := strconv.Atoi(numerals[ts[i+1].text]); err == nil && unit < 10 && !stops(ts[i+1].gap) {
		return n + unit, i + 2
	}
	return n, i + 1
}

func isLarge(ts []token, i int) bool {
	if i >= len(ts)-1 {
		return false
	}
	w := ts[i].text
	return w == "hundred" || w == "thousand" || w == "grand"
}
