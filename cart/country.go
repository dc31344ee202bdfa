package cart

import (
	_ "embed"
	"strings"
	"sync"
)

// countryList has a line for each country: code, name, other names.
//
//go:embed countries.txt
var countryList string

var countries = sync.OnceValue(func() (table struct {
	codes []string
	names map[string]string // by code
	found map[string]string // codes by folded name
}) {
	table.names, table.found = map[string]string{}, map[string]string{}
	for line := range strings.Lines(countryList) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		code, name := fields[0], fields[1]
		table.codes = append(table.codes, code)
		table.names[code] = name
		table.found[foldName(name)] = code
		if len(fields) > 2 {
			for other := range strings.SplitSeq(fields[2], ", ") {
				table.found[foldName(other)] = code
			}
		}
	}
	return table
})

// CountryCodes returns the codes of all countries by ISO 3166-1, as two
// capitals, in the order of the alphabet.
func CountryCodes() []string { return append([]string(nil), countries().codes...) }

// CountryName returns a country's English name as it stands within a sentence:
// "Canada", "the United States". ok is false for a code that is no country's.
func CountryName(code string) (name string, ok bool) {
	name, ok = countries().names[code]
	return name, ok
}

// FindCountry returns the code of the country with this name, whatever the
// case: "usa", "The Netherlands" and "Great Britain" are found. A code in
// capitals is found as well.
func FindCountry(name string) (code string, ok bool) {
	if _, ok := countries().names[name]; ok {
		return name, true
	}
	code, ok = countries().found[foldName(name)]
	return code, ok
}

// foldName makes a name comparable.
func foldName(name string) string {
	name = strings.Join(strings.Fields(strings.ToLower(name)), " ")
	return signsOfNames.Replace(strings.TrimPrefix(name, "the "))
}

var signsOfNames = strings.NewReplacer(".", "", "’", "'", "&", "and")
