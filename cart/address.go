package cart

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxField bounds one line of an address, in characters.
const maxField = 100

// Check says what is missing or wrong in an address for its country, with an
// *Error whose Code is CodeBadField and whose Field is the JSON name of the
// field; nil means that a parcel would find its way. Postal codes are checked
// for their shape in the countries whose shape is known here, and must be there
// in all that have such codes.
func (a Address) Check() error {
	for _, f := range []struct{ field, label, value string }{
		{"name", "a name", a.Name}, {"line1", "a street address", a.Line1}, {"city", "a city", a.City}, {"country", "a country", a.Country},
	} {
		if strings.TrimSpace(f.value) == "" {
			return badField(f.field, "Please enter "+f.label+".")
		}
	}
	for _, f := range []struct{ field, value string }{
		{"name", a.Name}, {"line1", a.Line1}, {"line2", a.Line2}, {"city", a.City}, {"region", a.Region}, {"postal", a.Postal},
	} {
		if !plain(f.value, maxField) {
			return badField(f.field, "Please keep this to one line of at most 100 characters.")
		}
	}
	country, known := CountryName(a.Country)
	if !known {
		return badField("country", "Please choose a country from the list.")
	}
	if name := regionNames[a.Country]; name != "" && strings.TrimSpace(a.Region) == "" {
		return badField("region", "Please enter a "+name+".")
	}
	postal, shape := strings.TrimSpace(a.Postal), postalShapes[a.Country]
	switch {
	case postal == "" && slices.Contains(withoutPostal, a.Country):
		return nil
	case postal == "":
		return badField("postal", "Please enter a "+postalName(a.Country)+".")
	case shape.pattern != nil && !shape.pattern.MatchString(strings.ToUpper(postal)):
		return badField("postal", "A "+postalName(a.Country)+" in "+country+" looks like "+shape.example+".")
	}
	return nil
}

// Trimmed returns the address without space around its fields and with its
// country in capitals.
func (a Address) Trimmed() Address {
	for _, field := range []*string{&a.Name, &a.Line1, &a.Line2, &a.City, &a.Region, &a.Postal, &a.Country} {
		*field = strings.TrimSpace(*field)
	}
	a.Country = strings.ToUpper(a.Country)
	return a
}

// CheckEmail says what is wrong with the shape of an e-mail address, with an
// *Error for the field "email". Whether mail arrives there is another matter.
func CheckEmail(email string) error {
	email = strings.TrimSpace(email)
	local, domain, ok := strings.Cut(email, "@")
	switch {
	case email == "":
		return badField("email", "Please enter your e-mail address.")
	case !ok, local == "", len(local) > 64, len(email) > 254, strings.Contains(domain, "@"), !hasHost(domain),
		strings.ContainsFunc(email, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`<>()[],;:"\`, r)
		}):
		return badField("email", "This e-mail address does not look right. Please check it.")
	}
	return nil
}

// hasHost reports whether domain has the shape of a host with a dot.
func hasHost(domain string) bool {
	labels := strings.Split(domain, ".")
	return len(labels) > 1 && !slices.ContainsFunc(labels, func(label string) bool {
		return label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-")
	})
}

func badField(field, message string) *Error {
	return &Error{Code: CodeBadField, Field: field, Message: message}
}

// plain reports whether text is one line of at most so many characters.
func plain(text string, most int) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, unicode.IsControl)
}

// regionNames are what a region is called in the countries where no parcel
// goes without one.
var regionNames = map[string]string{"US": "state", "CA": "province", "AU": "state", "MX": "state", "BR": "state", "JP": "prefecture", "IN": "state"}

func postalName(country string) string {
	if country == "US" || country == "PR" {
		return "ZIP code"
	}
	return "postal code"
}

type postalShape struct {
	pattern *regexp.Regexp
	example string
}

func digits(pattern, example string) postalShape {
	return postalShape{regexp.MustCompile("^(?:" + pattern + ")$"), example}
}

// postalShapes are postal codes in capitals.
var postalShapes = map[string]postalShape{
	"US": digits(`\d{5}(-?\d{4})?`, "10001"),
	"PR": digits(`\d{5}(-?\d{4})?`, "00901"),
	"CA": digits(`[A-Z]\d[A-Z] ?\d[A-Z]\d`, "K1A 0B1"),
	"GB": digits(`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`, "SW1A 1AA"),
	"NL": digits(`\d{4} ?[A-Z]{2}`, "1012 AB"),
	"JP": digits(`\d{3}-?\d{4}`, "100-0001"),
	"BR": digits(`\d{5}-?\d{3}`, "01310-100"),
	"PT": digits(`\d{4}-\d{3}`, "1000-001"),
	"PL": digits(`\d{2}-?\d{3}`, "00-001"),
	"SE": digits(`\d{3} ?\d{2}`, "111 22"),
	"DE": digits(`\d{5}`, "10115"), "FR": digits(`\d{5}`, "75001"), "ES": digits(`\d{5}`, "28001"), "IT": digits(`\d{5}`, "00118"),
	"FI": digits(`\d{5}`, "00100"), "MX": digits(`\d{5}`, "01000"),
	"AU": digits(`\d{4}`, "2000"), "NZ": digits(`\d{4}`, "6011"), "AT": digits(`\d{4}`, "1010"), "BE": digits(`\d{4}`, "1000"),
	"CH": digits(`\d{4}`, "8001"), "DK": digits(`\d{4}`, "1050"), "NO": digits(`\d{4}`, "0150"),
	"IN": digits(`\d{6}`, "110001"), "SG": digits(`\d{6}`, "018956"),
}

// withoutPostal are the countries that have no postal codes, or hardly use
// them.
var withoutPostal = strings.Fields(`AE AG AN AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GN GQ GY HK IE JM
	KE KI KM KN KP LC ML MO MR MS MW NA NR NU PA QA RW SB SC SL SR ST SY TD TF TG TK TL TO TT TV UG VU YE ZW`)
