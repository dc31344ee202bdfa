package cart

import (
	"crypto/rand"
	"math/big"
	"slices"
	"strings"
	"unicode"
)

// Order numbers are digits drawn at random, so that they can be read out on the
// phone and typed with one thumb, and tell nobody how much a shop sells or what
// the next number will be. A number is no secret: an order is shown to whoever
// proves its e-mail address as well, and attempts are limited. References of
// requests have letters that are not taken for each other, without vowels, so
// that they spell nothing.
const (
	numberLength    = 6
	referenceLength = 4
	referenceLetter = "23456789BCDFGHJKMNPQRSTVWXZ"
)

// maxTries is how often another number is drawn when one is taken. From the
// third on they are longer: a shop that has used up half of the short ones
// still finds a free one.
const maxTries = 20

// drawNumber returns an order number for the given attempt, from 0 on.
func drawNumber(prefix string, attempt int) string {
	return prefix + string("123456789"[draw(9)]) + drawText("0123456789", numberLength-1+max(0, attempt-2))
}

// drawReference returns a request's reference for the given attempt.
func drawReference(attempt int) string {
	return "R-" + drawText(referenceLetter, referenceLength+max(0, attempt-2))
}

// drawRestock returns the reference of a request to hear of a restock, for the
// given attempt.
func drawRestock(attempt int) string {
	return "W-" + drawText(referenceLetter, referenceLength+max(0, attempt-2))
}

func drawText(letters string, length int) string {
	text := make([]byte, length)
	for i := range text {
		text[i] = letters[draw(len(letters))]
	}
	return string(text)
}

func draw(below int) int {
	n, err := rand.Int(rand.Reader, big.NewInt(int64(below)))
	if err != nil {
		panic(err) // crypto/rand.Reader never fails
	}
	return int(n.Int64())
}

// Spellings are the numbers, as [OrderNumber] writes them, that a shopper may
// mean who writes number in a shop whose numbers begin with prefix, the
// likeliest first: with the prefix "LH-" all of "LH-1003", "lh 1003", "LH1003"
// and "1003" are LH-1003. An empty prefix knows only what was written.
func Spellings(number, prefix string) []string {
	as := OrderNumber(number)
	spellings := []string{as}
	letters := strings.TrimRightFunc(prefix, isMark)
	rest := strings.TrimLeftFunc(strings.TrimPrefix(as, letters), isMark)
	if prefix != "" && rest != "" && unicode.IsDigit(rune(rest[0])) {
		spellings = append(spellings, prefix+rest)
	}
	if strings.HasPrefix(as, prefix) {
		return spellings[:1]
	}
	slices.Reverse(spellings)
	return spellings
}

// isMark reports whether a sign parts letters and digits.
func isMark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
