package catalog

// A code is how makers number their models: "MX350", "DU1055XTSS", "711719702702".
// What shoppers and other shops copy is seldom mistyped and never means another
// model, so codes are not read over like words: where the end of one differs,
// which tells a colour or a country, what is left of it still finds the model.

// isCode reports whether w is a code: letters and digits mixed, or many digits.
func isCode(w string) bool {
	letters, digits := 0, 0
	for i := range len(w) {
		switch c := w[i]; {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'z':
			letters++
		default:
			return false
		}
	}
	if letters > 0 && digits > 0 {
		_, unit := splitMeasure(w)
		return len(w) >= minCode && unit == ""
	}
	return digits >= minDigits
}

const (
	minCode   = 4
	minDigits = 4
)

// codeCore returns a code without the letters behind its number, "du1055" of
// "du1055xtss", or "" where that is not less or would say too little.
func codeCore(w string) string {
	at := 0
	for at < len(w) && 'a' <= w[at] && w[at] <= 'z' {
		at++
	}
	letters := at
	for at < len(w) && '0' <= w[at] && w[at] <= '9' {
		at++
	}
	if letters == 0 || at-letters < 2 || at < minCode || at == len(w) {
		return ""
	}
	for i := at; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return "" // more numbers follow: "ln40a550" is not all models of "ln40"
		}
	}
	return w[:at]
}

// singlesOut reports whether the terms are those of a code that few products
// have.
func (s *snapshot) singlesOut(terms []slotTerm) bool {
	if !isCode(terms[0].term) {
		return false
	}
	if name, _ := s.brand(terms[0].term); name != "" {
		return false
	}
	n := 0
	for _, t := range terms {
		n = max(n, s.count1(t))
	}
	return n > 0 && n <= max(fewCoded, s.count/fewCodedOf)
}

// A code that at most fewCoded products have, or one of fewCodedOf, singles
// them out.
const (
	fewCoded   = 3
	fewCodedOf = 1000
)

// sameDigits reports whether two words have the same digits in the same order.
func sameDigits(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && (a[i] < '0' || a[i] > '9') {
			i++
		}
		for j < len(b) && (b[j] < '0' || b[j] > '9') {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i] != b[j] {
			return false
		}
		i, j = i+1, j+1
	}
}
