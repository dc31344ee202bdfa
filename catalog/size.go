package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// sizeLetters are the clothing sizes from small to large, as sizeKey has them.
var sizeLetters = []string{"xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "4xl", "5xl"}

// SortSizes puts values in order, smallest first, if all of them are clothing
// sizes ("S", "Large", "2XL") or all of them numbers, alone or with one and the
// same unit ("38.5", "250 ml"). Anything else stays as it is.
func SortSizes(values []string) {
	ranks := make(map[string]float64, len(values))
	unit, letters := "", false
	for i, value := range values {
		rank, of, isLetter, ok := sizeRank(value)
		if !ok || i > 0 && (of != unit || isLetter != letters) {
			return
		}
		ranks[value], unit, letters = rank, of, isLetter
	}
	slices.SortStableFunc(values, func(a, b string) int { return cmp.Compare(ranks[a], ranks[b]) })
}

// sizeRank places one size on its scale; unit is what stands behind a number.
func sizeRank(value string) (rank float64, unit string, letter, ok bool) {
	if i := slices.Index(sizeLetters, sizeKey(value)); i >= 0 {
		return float64(i), "", true, true
	}
	value = strings.TrimSpace(value)
	end := len(value) - len(strings.TrimLeft(value, "0123456789.,"))
	unit = strings.ToLower(strings.TrimSpace(value[end:]))
	rank, err := strconv.ParseFloat(strings.Replace(value[:end], ",", ".", 1), 64)
	return rank, unit, false, err == nil
}
