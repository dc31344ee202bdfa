package cart

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// How many digits a payment card's number has.
const (
	minCard = 13
	maxCard = 19
)

// MaskCards returns text with every payment card's number cut to its last four
// digits, "•••• 1111", and a security code that is called one cut to nothing.
// A number is one of 13 to 19 digits of any script, in one piece or parted by
// up to three signs at a time, that begins as cards do and has the right check
// digit. A text without any comes back as it is.
func MaskCards(text string) string {
	if !strings.ContainsFunc(text, isDigit) { // as in most texts
		return text
	}
	runes := []rune(text)
	groups := digitGroups(runes)
	var masked []rune
	at := 0
	for i := 0; i < len(groups); i++ {
		j := cardFrom(runes, groups[i:])
		if j == 0 {
			continue
		}
		end := groups[i+j-1].to
		masked = append(masked, runes[at:groups[i].from]...)
		masked = append(masked, []rune("•••• "+lastDigits(runes[groups[i].from:end], 4))...)
		at, i = end, i+j-1
	}
	masked = append(masked, runes[at:]...)
	return securityCode.ReplaceAllString(string(masked), "$1•••")
}

var securityCode = regexp.MustCompile(`(?i)(\b(?:cvv2?|cvc2?|security code)\b(?:\s*(?:is|number|no|=))?[\s:.#]*)\p{Nd}{3,4}\b`)

// HasMasked reports whether a text has a number or a code that [MaskCards] has
// cut.
func HasMasked(text string) bool { return cut.MatchString(text) }

var cut = regexp.MustCompile(`(?i)•••• \d{4}|\b(?:cvv2?|cvc2?|security code)\b[^\d•]{0,12}•••`)

// span is a run of digits: from the rune at from up to the one before to.
type span struct{ from, to int }

func isDigit(r rune) bool { return unicode.Is(unicode.Nd, r) }

func digitGroups(runes []rune) []span {
	var groups []span
	for i := 0; i < len(runes); i++ {
		if !isDigit(runes[i]) {
			continue
		}
		from := i
		for i < len(runes) && isDigit(runes[i]) {
			i++
		}
		groups = append(groups, span{from, i})
	}
	return groups
}

// cardFrom returns how many of the first groups make a card's number, the most
// that do; 0 for none.
func cardFrom(runes []rune, groups []span) int {
	first := groups[0].from
	switch {
	case first > 0 && (runes[first-1] == '+' || unicode.IsLetter(runes[first-1])):
		return 0 // a telephone number, or a part of another code
	case first > 1 && runes[first-2] == '•':
		return 0 // what is left of one
	}
	var digits []int
	found := 0
	for j, g := range groups {
		if j > 0 && !parts(runes[groups[j-1].to:g.from]) {
			break
		}
		for _, r := range runes[g.from:g.to] {
			digits = append(digits, digitOf(r))
		}
		if len(digits) > maxCard {
			break
		}
		if len(digits) >= minCard && digits[0] >= 2 && digits[0] <= 6 && luhn(digits) {
			found = j + 1
		}
	}
	return found
}

// parts reports whether signs may stand between the groups of one number.
func parts(between []rune) bool {
	return len(between) <= 3 && !slices.ContainsFunc(between, func(r rune) bool { return unicode.IsLetter(r) || r == '@' || r == '+' })
}

// digitOf is the value of a digit of any script: their zeros lie at the
// beginning of a run of ten.
func digitOf(r rune) int {
	const mathematical = '\U0001D7CE' // five runs without a gap
	if r >= mathematical && r < mathematical+50 {
		return int(r-mathematical) % 10
	}
	zero := r
	for r-zero < 9 && isDigit(zero-1) {
		zero--
	}
	return int(r - zero)
}

// luhn checks the last digit of a card's number.
func luhn(digits []int) bool {
	sum := 0
	for i, d := range digits {
		if (len(digits)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// lastDigits are the last n digits among runes, written as 0 to 9.
func lastDigits(runes []rune, n int) string {
	var last []rune
	for _, r := range slices.Backward(runes) {
		if unicode.Is(unicode.Nd, r) && len(last) < n {
			last = append(last, rune('0'+digitOf(r)))
		}
	}
	slices.Reverse(last)
	return string(last)
}
