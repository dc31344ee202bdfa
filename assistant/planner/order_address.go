package planner

import (
	"strings"
	"unicode"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/cart"
)

var (
	// streetText is a house and its street, a post box, or what stands first in
	// a list that begins with a house's number.
	streetText = pattern.MustCompile(`(?i)\b(?:p\.?\s?o\.?\s?box\s+\d+|\d{1,6}[a-z]?(?:[-/]\d{1,4}[a-z]?)?\s+(?:[\p{L}\d.'’-]+\s+){0,4}?(?:street|str|st|avenue|ave|av|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl|terrace|ter|circle|cir|highway|hwy|square|sq|trail|trl|parkway|pkwy|row|crescent|cres|alley|loop|close|hill|view|path|walk|broadway)\b\.?(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?)`)
	streetOnly = pattern.MustCompile(`\b\d{1,6}[A-Za-z]?\s+(?:\p{Lu}[\p{L}.'’-]+\s*){1,4}`)
	unitText   = pattern.MustCompile(`(?i)^[\s,]*((?:apt|apartment|unit|suite|ste|flat|floor|room|c/o|#)\.?\s*[\p{L}\d#-]+)`)
	// postalText is a postal code of the United States or Canada.
	postalText = pattern.MustCompile(`\b(?:\d{5}(?:-\d{4})?|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d)\b`)
	regionText = pattern.MustCompile(`(?:^|[\s,])(\p{L}{2})\.?$`)
	// namedBefore is what leads to a name or stands between it and the street.
	namedBefore = pattern.MustCompile(`(?i)^.*\b(?:to|is|for|address|deliver|send|ship)\b:?\s+`)
	namedAfter  = pattern.MustCompile(`(?i)[\s,]+(?:at|in|on|of|lives at|who lives at)?\s*$`)
)

// addressIn reads a postal address out of a message, as far as it is there: the
// street at least, and the town or its postal code. What it does not say stays
// empty.
func addressIn(text string) (cart.Address, bool) {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }), ", ")
	at := streetText.FindStringIndex(text)
	if at == nil {
		if at = streetOnly.FindStringIndex(text); at == nil || !postalText.MatchString(text[at[1]:]) {
			return cart.Address{}, false
		}
	}
	a := cart.Address{Line1: strings.Trim(text[at[0]:at[1]], " ,"), Name: nameBefore(text[:at[0]])}
	rest := text[at[1]:]
	if unit := unitText.FindStringSubmatchIndex(rest); unit != nil {
		a.Line2, rest = strings.TrimSpace(rest[unit[2]:unit[3]]), rest[unit[1]:]
	}
	if postal := postalText.FindStringIndex(rest); postal != nil {
		a.Postal = strings.ToUpper(rest[postal[0]:postal[1]])
		if code, ok := cart.FindCountry(strings.Trim(rest[postal[1]:], " ,.!")); ok {
			a.Country = code
		}
		rest = rest[:postal[0]]
	}
	rest = strings.Trim(rest, " ,.")
	if head, tail, ok := cutLast(rest, ","); ok && !strings.Contains(strings.TrimSpace(head), ",") && a.Postal != "" {
		a.City, a.Region = strings.TrimSpace(head), strings.TrimSpace(tail)
	} else if region := regionText.FindStringSubmatchIndex(rest); region != nil {
		a.City, a.Region = strings.Trim(rest[:region[2]], " ,"), rest[region[2]:region[3]]
	} else if len(strings.Fields(rest)) <= 3 {
		a.City = strings.Trim(rest, " ,")
	}
	if len(a.Region) == 2 {
		a.Region = strings.ToUpper(a.Region)
	}
	a.City = strings.TrimPrefix(a.City, "in ")
	return a, a.Postal != "" || a.City != ""
}

func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}

// nameBefore is the name that stands right before a street: two to four words
// that begin with capitals.
func nameBefore(text string) string {
	text = namedAfter.ReplaceAllString(text, "")
	text = namedBefore.ReplaceAllString(text, "")
	if _, last, ok := cutLast(text, ","); ok {
		text = last
	}
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > 4 {
		return ""
	}
	for _, word := range words {
		if first := []rune(word)[0]; !unicode.IsUpper(first) && len(word) > 3 {
			return ""
		}
	}
	return strings.Join(words, " ")
}
