package catalog

import "strings"

// numberStyle is how a language writes an amount of money.
type numberStyle struct {
	decimal, group string
	// after puts the sign of the currency behind the number, separated by a
	// no-break space; spaced separates a sign in front by one as well.
	after, spaced bool
	// minGroup is the number of digits from which thousands are separated:
	// Spanish and Portuguese of Portugal leave four digits together.
	minGroup int
	// mark goes in front of the whole, to keep the sign in place in text that
	// runs from right to left.
	mark string
}

const (
	noBreak       = "\u00a0"
	narrowNoBreak = "\u202f"
	rightToLeft   = "\u200f"
)

// styles holds languages, and regions that differ from their language.
var styles = map[string]numberStyle{
	"en":    {decimal: ".", group: ","},
	"fr":    {decimal: ",", group: narrowNoBreak, after: true},
	"fr-CH": {decimal: ".", group: narrowNoBreak, after: true},
	"de":    {decimal: ",", group: ".", after: true},
	"de-AT": {decimal: ",", group: ".", spaced: true},
	"de-CH": {decimal: ".", group: "’", spaced: true},
	"es":    {decimal: ",", group: ".", after: true, minGroup: 5},
	"es-MX": {decimal: ".", group: ","},
	"es-US": {decimal: ".", group: ","},
	"it":    {decimal: ",", group: ".", after: true},
	"it-CH": {decimal: ".", group: "’", spaced: true},
	"pt":    {decimal: ",", group: ".", spaced: true},
	"pt-PT": {decimal: ",", group: noBreak, after: true, minGroup: 5},
	"nl":    {decimal: ",", group: ".", spaced: true},
	"ja":    {decimal: ".", group: ","},
	"ar":    {decimal: ".", group: ",", after: true, mark: rightToLeft},
}

// signs are the currencies that most readers know by a sign.
var signs = map[string]string{
	"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩",
	"ILS": "₪", "VND": "₫", "BRL": "R$", "CAD": "CA$", "AUD": "A$",
	"NZD": "NZ$", "MXN": "MX$", "HKD": "HK$", "TWD": "NT$", "CNY": "CN¥",
	"PHP": "₱",
}

// home are the regions that write the bare sign for their own currency.
var home = map[string]string{
	"CA": "CAD", "AU": "AUD", "NZ": "NZD", "MX": "MXN", "HK": "HKD", "TW": "TWD",
	"CN": "CNY",
}

// Format writes m for a reader of locale, a BCP 47 tag: "$1,299.00" for
// "en-US", "1.299,00 €" for "de-DE". Digits are always 0 to 9. A language that
// is not known is written as English. The zero Money is "".
func (m Money) Format(locale string) string {
	if m.IsZero() {
		return ""
	}
	language, region := splitLocale(locale)
	style, ok := styles[language+"-"+region]
	if !ok {
		if style, ok = styles[language]; !ok {
			style = styles["en"]
		}
	}
	minus, whole, fraction := m.parts()
	number := grouped(whole, style)
	if fraction != "" {
		number += style.decimal + fraction
	}
	sign, known := signs[m.Currency]
	switch {
	case !known:
		sign = m.Currency
	case home[region] == m.Currency:
		sign = strings.TrimLeft(sign, "ACHKMNTXZ")
	case language == "ja" && m.Currency == "JPY":
		sign = "¥"
	}
	switch {
	case style.after:
		return style.mark + minus + number + noBreak + sign
	case style.spaced && language == "nl":
		return sign + noBreak + minus + number
	case style.spaced || !known:
		return minus + sign + noBreak + number
	default:
		return minus + sign + number
	}
}

func splitLocale(locale string) (language, region string) {
	parts := strings.FieldsFunc(locale, func(r rune) bool { return r == '-' || r == '_' })
	for i, part := range parts {
		switch {
		case i == 0:
			language = strings.ToLower(part)
		case len(part) == 2:
			return language, strings.ToUpper(part)
		}
	}
	return language, region
}

func grouped(digits string, style numberStyle) string {
	if len(digits) < max(4, style.minGroup) {
		return digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(style.group)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
