package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	emailText = regexp.MustCompile(`(?:"[^"\n]{1,64}"|[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]+)@(?:\[[0-9a-fA-F:.]{3,45}\]|[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}-]*)+)`)
	// Addresses that somebody spells out, as "june (at) alder (dot) com".
	spelledOut = regexp.MustCompile(`(?i)[\p{L}\p{N}._+-]+(?: @ | ?[(\[{] ?at ?[)\]}] ?)[\p{L}\p{N}-]+(?:(?: ?[(\[{] ?dot ?[)\]}] ?| dot | ?\. ?)\p{L}{2,})+` +
		`|[\p{L}\p{N}._+-]+ at [\p{L}\p{N}-]+(?: dot [a-z]{2,4})+\b`)
)

// spellings are what stands in an address that is spelled out, one of them.
var spellings = []string{" @ ", "(at", "( at", "[at", "[ at", "{at", "{ at", "(AT", "[AT", " dot ", " DOT "}

func emails(text string) []span {
	var found []span
	if strings.Contains(text, "@") {
		found = matches(emailText, text, email)
	}
	if slices.ContainsFunc(spellings, func(s string) bool { return strings.Contains(text, s) }) {
		found = append(found, matches(spelledOut, text, email)...)
	}
	return found
}

func matches(pattern *regexp.Regexp, text string, k kind) []span {
	var found []span
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		found = append(found, span{at[0], at[1], k})
	}
	return found
}

// A digit is a digit of any script in a text.
type digit struct {
	value    int
	from, to int  // in bytes
	joined   bool // to the digit before, with nothing between
	letter   bool // a Latin letter or a plus stands right before it
}

// digits are all digits of a text.
func digits(text string) []digit {
	var all []digit
	end := -1
	var before rune
	for i, r := range text {
		if unicode.Is(unicode.Nd, r) {
			size := utf8.RuneLen(r)
			all = append(all, digit{valueOf(r), i, i + size, i == end, before == '+' || before < utf8.RuneSelf && unicode.IsLetter(before)})
			end = i + size
		}
		before = r
	}
	return all
}

// valueOf is the value of a digit: the zeros of scripts lie at the beginning of a
// run of ten.
func valueOf(r rune) int {
	const mathematical = '\U0001D7CE' // five runs without a gap
	if r >= mathematical && r < mathematical+50 {
		return int(r-mathematical) % 10
	}
	zero := r
	for r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return int(r - zero)
}

// How many digits the number of a payment card has.
const (
	minCard = 13
	maxCard = 19
)

// cards finds numbers of payment cards: 13 to 19 digits, in one piece or parted by
// up to three signs at a time, that begin as cards do and have the right check
// digit.
func cards(text string) []span {
	all := digits(text)
	var found []span
	for i := 0; i < len(all); i++ {
		if all[i].joined || all[i].letter || all[i].value < 2 || all[i].value > 6 {
			continue
		}
		last := -1
		for j := i; j < len(all) && j-i < maxCard; j++ {
			if j > i && !near(text[all[j-1].to:all[j].from]) {
				break
			}
			whole := j+1 == len(all) || !all[j+1].joined
			if whole && j-i+1 >= minCard && luhn(all[i:j+1]) {
				last = j
			}
		}
		if last >= 0 && !stacked(text, all[i:last+1]) {
			found = append(found, span{all[i].from, all[last].to, card})
			i = last
		}
	}
	return found
}

// near reports whether what stands between two digits may stand within a number.
func near(between string) bool {
	return utf8.RuneCountInString(between) <= 3 && !strings.ContainsFunc(between, func(r rune) bool { return unicode.IsLetter(r) || r == '@' || r == '+' })
}

// stacked reports whether digits on several lines are no card's, whose parts would
// have four each.
func stacked(text string, number []digit) bool {
	if !strings.Contains(text[number[0].from:number[len(number)-1].to], "\n") {
		return false
	}
	for i := 1; i < len(number); i++ {
		if number[i].joined == (i%4 == 0) {
			return true
		}
	}
	return false
}

var codeText = regexp.MustCompile(`(?i)\b(?:cvv2?|cvc2?|security code)(?: (?:is|number|code))?[ :#=]{0,3}(\d{3,4})\b`)

// codes finds the security codes of cards.
func codes(text string) []span {
	if !slices.ContainsFunc([]string{"cv", "CV", "Cv", "ecurity"}, func(s string) bool { return strings.Contains(text, s) }) {
		return nil
	}
	var found []span
	for _, at := range codeText.FindAllStringSubmatchIndex(text, -1) {
		found = append(found, span{at[2], at[3], code})
	}
	return found
}

// luhn checks the last digit of a card's number.
func luhn(number []digit) bool {
	sum := 0
	for i, d := range number {
		n := d.value
		if (len(number)-i)%2 == 0 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// ibanLengths are how long the account numbers of countries are.
var ibanLengths = lengths(`AD24 AE23 AL28 AM28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24
FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25
MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23
TN24 TR26 UA29 VA22 VG24 XK20`)

func lengths(list string) map[string]int {
	all := map[string]int{}
	for _, entry := range strings.Fields(list) {
		all[entry[:2]] = int(entry[2]-'0')*10 + int(entry[3]-'0')
	}
	return all
}

var ibanStart = regexp.MustCompile(`(?i)\b[a-z]{2}\d{2}`)

// ibans finds account numbers with the right length and check digits.
func ibans(text string) []span {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var found []span
	for _, at := range ibanStart.FindAllStringIndex(text, -1) {
		length := ibanLengths[strings.ToUpper(text[at[0]:at[0]+2])]
		if length == 0 {
			continue
		}
		var number strings.Builder
		end := at[0]
		for i, r := range text[at[0]:] {
			if number.Len() == length {
				break
			}
			switch {
			case r < utf8.RuneSelf && (unicode.IsDigit(r) || unicode.IsLetter(r)):
				number.WriteRune(unicode.ToUpper(r))
				end = at[0] + i + 1
			case unicode.IsSpace(r) && r != '\n', r == '-':
				continue
			default:
				length = 0 // it ends too early
			}
			if length == 0 {
				break
			}
		}
		if number.Len() == length && ended(text[end:]) && mod97(number.String()) == 1 {
			found = append(found, span{at[0], end, iban})
		}
	}
	return found
}

// ended reports whether a number is not the beginning of a longer one.
func ended(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// mod97 is the check of ISO 13616: 1 is right.
func mod97(number string) int {
	rest := 0
	for _, r := range number[4:] + number[:4] {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return rest
}
