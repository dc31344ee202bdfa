package redact

import (
	"regexp"
	"strings"
	"unicode"
)

// What may come after a street: a flat, a quarter, a place with its state or code.
const (
	flat    = `(?:,? (?:apt|apartment|suite|unit|flat|floor)\.? ?#?\w+)?`
	quarter = `(?: (?:NW|NE|SW|SE|N|S|E|W)\b)?`
	inState = `(?:,? [\p{L}.' -]{2,40},? [A-Za-z]{2},? \d{5}(?:-\d{4})?)?`
	// A postal code as it stands before a place: none of them is a year.
	postal = `(?:[A-Z]{1,2}-)?(?:\d{5}|[13-9]\d{3}|2[1-9]\d{2}|\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{2}-\d{3}|\d{4,5}-\d{3,4})`
	town   = `(?:,? ` + postal + ` \p{Lu}[\p{L}'.-]+)?`
	// A house, after its street.
	house = ` \d{1,4} ?[a-z]?\b`
)

// street is a house and its street as in English. Its words are looked at again: not
// everything that is on the road is a house.
var street = regexp.MustCompile(`(?i)\b(?:(?:flat|apartment|unit) \d{1,4}[a-z]?,? )?\d{1,5}[a-d]?,? ((?:[\p{L}\d'.-]+ ){1,4})(?:street|road|avenue|lane|boulevard|drive|court|terrace|crescent|parkway|highway|st|rd|ave|ln|blvd|dr)\b\.?` + quarter + flat + inState)

// addressTexts are addresses as they are written elsewhere.
var addressTexts = []*regexp.Regexp{
	// Streets whose name ends in what they are, or in a word that says so.
	regexp.MustCompile(`\b\p{Lu}[\p{L}-]*(?:[ -]\p{Lu}[\p{L}-]*){0,3}?[ -]?(?i:straße|strasse|str\.|weg|allee|platz|gasse)` + house + town),
	regexp.MustCompile(`\b\p{Lu}\p{L}+(?:straat|laan|gracht|kade|plein|gatan|vägen|gade|vej|veien|katu)` + house + town),
	// Streets that begin with what they are.
	regexp.MustCompile(`(?i)\b\d{1,4}(?: ?bis| ?ter|[a-d])?,? (?:rue|avenue|boulevard|impasse|allée|chemin|quai|(?:place|route|cours) (?:de|du|des|d'))(?: [\p{L}'’-]+){1,5}(?:,? \d{5} [\p{L}'-]+)?`),
	regexp.MustCompile(`\b(?:Calle|C/|Avda\.|Avenida|Paseo|Plaza|Via|Viale|Piazza|Corso|Rua|Travessa|[Uu]l\.) ?(?:[\p{L}'.]+ ){0,3}\p{Lu}[\p{L}']+,?` + house + town),
	// Any street, with the code and the place. Four digits are as often a model's name.
	regexp.MustCompile(`\b\p{Lu}[\p{L}'.-]+(?: [\p{L}'.-]+){0,3} \d{1,3} ?[a-z]?, (?:\d{5}|\d{4} ?[A-Z]{2}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}) \p{Lu}[\p{L}'.-]+`),
	// A house and a street whose name is a word like others, where it has a place.
	regexp.MustCompile(`\b\d{1,5}[A-Za-z]? (?:\p{Lu}[\p{L}'.-]+ ){1,3}(?:Way|Close|Hill|Square|Place|Gardens|Grove|Mews|Loop|Circle|Row|Walk|Trail)` + quarter + `, \p{Lu}[\p{L}' -]{2,40}(?:, [A-Z]{2} \d{5}(?:-\d{4})?)?`),
	regexp.MustCompile(`(?i)\bp\.? ?o\.? box \d{1,6}\b` + inState + `|\bpostfach [\d ]{2,9}\b`),
	britain,
	atHome,
}

// britain is a British postal code.
var britain = regexp.MustCompile(`\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b`)

// atHome is what somebody says they live at, or wants something to be sent to.
var atHome = regexp.MustCompile(`(?i:\b(?:live[sd]? (?:at|in|on)|address(?: is)?:?|(?:ship|send|deliver)(?: it| them| this)? to))(?: my (?:home|house|office|place)(?: at)?)? (\d{1,5}[A-Za-z]? (?:\p{Lu}[\p{L}'.-]+ ?){2,4})`)

// addresses finds postal addresses.
func addresses(text string) []span {
	if strings.IndexFunc(text, unicode.IsDigit) < 0 {
		return nil
	}
	var found []span
	for _, at := range street.FindAllStringSubmatchIndex(text, -1) {
		if isName(text[at[2]:at[3]]) && !strings.HasSuffix(text[:at[0]], ".") { // 2.0 is no house
			found = append(found, span{at[0], at[1], address})
		}
	}
	for _, pattern := range addressTexts {
		switch pattern {
		case britain:
			for _, s := range matches(pattern, text, address) {
				if unit := text[s.to-2 : s.to]; unit != "GB" && unit != "TB" && unit != "HZ" {
					found = append(found, s)
				}
			}
		case atHome:
			for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
				found = append(found, span{at[2], at[2] + len(strings.TrimRight(text[at[2]:at[3]], " .")), address})
			}
		default:
			found = append(found, matches(pattern, text, address)...)
		}
	}
	return found
}

// between are words that stand between a number and a road in sentences, or before a
// drive that is none, and not in addresses.
var between = words(`for a an on in to my our your and or with that from at by under over off is of people persons pairs pair days weeks
gb tb mb gig hard flash disk usb external internal storage ssd sata rpm test`)

// isName reports whether what lies between a house's number and the kind of its street
// may be a name: no word of a sentence, no end of one, and no number but one that
// counts streets.
func isName(text string) bool {
	for _, w := range strings.Fields(text) {
		switch {
		case between[strings.ToLower(w)] && w != "The",
			strings.HasSuffix(w, ".") && len(w) > len("St."),
			strings.ContainsAny(w, "0123456789") && !counted.MatchString(w):
			return false
		}
	}
	return true
}

var counted = regexp.MustCompile(`(?i)^\d{1,3}(?:st|nd|rd|th)$`)
