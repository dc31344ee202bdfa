// Package traits reads what the data of a product say of it: its attributes and what
// they measure, and which of them are worth telling.
package traits

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// Attribute returns the values of an attribute of p; ok is false where p has none.
func Attribute(p *catalog.Product, name string) (values []string, ok bool) {
	for _, a := range p.Attributes {
		if strings.EqualFold(a.Name, name) {
			return a.Values, len(a.Values) > 0
		}
	}
	return nil, false
}

// Yes reports whether a value says yes.
func Yes(value string) bool {
	switch strings.ToLower(value) {
	case "yes", "true", "y":
		return true
	}
	return false
}

// No reports whether a value says no.
func No(value string) bool {
	switch strings.ToLower(value) {
	case "no", "false", "n", "none":
		return true
	}
	return false
}

// Tellable reports whether an attribute can be told in a few words.
func Tellable(a catalog.Attribute) bool {
	if len(a.Values) == 0 || len(a.Name) > 24 || strings.ContainsAny(a.Name, "_<>") || Silent(a.Name) {
		return false
	}
	length := 0
	for _, value := range a.Values {
		if notSaid[strings.ToLower(value)] {
			return false
		}
		length += len(value) + 2
	}
	return length <= 60
}

// notSaid are values that stand for none.
var notSaid = map[string]bool{"not available": true, "n/a": true, "na": true, "unknown": true, "-": true, "": true}

// Silent reports whether a shop keeps an attribute for itself.
func Silent(name string) bool { return silent[strings.ToLower(name)] }

var silent = map[string]bool{
	"popularity": true, "tags": true, "new": true, "sale": true, "gender": true, "product colour": true, "colour": true,
	"color": true, "brand": true, "ean": true, "mpn": true, "gtin": true, "sku": true, "type": true,
}

// Dull reports whether an attribute is no reason to choose one product over another.
func Dull(name string) bool { return dull[strings.ToLower(name)] }

var dull = map[string]bool{
	"care": true, "certification": true, "rohs compliance": true, "country of origin": true, "weight": true,
	"quantity per pack": true, "measures": true, "pack size": true, "width": true, "depth": true, "height": true,
	"package width": true, "package depth": true, "package height": true, "package weight": true,
}

// PlainName reports whether an attribute's name reads well in a question.
func PlainName(name string) bool {
	for _, r := range name {
		if r != ' ' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return len(name) <= 20
}

// Questions are what shoppers ask of attributes by their names, most asked first.
var Questions = []struct{ Attribute, Text string }{
	{"waterproof", "Is it waterproof?"},
	{"material", "What is it made of?"},
	{"warmth", "How warm is it?"},
	{"comfort temperature", "What is the comfort temperature?"},
	{"capacity", "What is the capacity?"},
	{"run time", "What is the run time?"},
	{"battery life", "What is the battery life?"},
	{"compatibility", "What is it compatible with?"},
	{"fits", "What does it fit?"},
	{"requires", "Does it require anything else?"},
	{"care", "How do I wash or clean it?"},
	{"weight", "How heavy is it?"},
	{"ingredients", "What are the ingredients?"},
}

// Rating says how a product is rated: "4.6 out of 5 from 12 ratings".
func Rating(p *catalog.Product) string {
	ratings := " ratings"
	if p.Rating.Count == 1 {
		ratings = " rating"
	}
	return strconv.FormatFloat(p.Rating.Average, 'f', 1, 64) + " out of 5 from " + strconv.Itoa(p.Rating.Count) + ratings
}

// Price says what a product costs: "$89.00", "from $12.00" or "price on request".
func Price(p *catalog.Product, locale string) string {
	if p.Price.IsZero() {
		return "price on request"
	}
	for i := range p.Variants {
		if p.Variants[i].Price.Amount > p.Price.Amount {
			return "from " + p.Price.Format(locale)
		}
	}
	return p.Price.Format(locale)
}

// listed is how many values of a list are told.
const listed = 12

// Listed cuts a long list of values, and says how many more there are.
func Listed(values []string) []string {
	if len(values) <= listed {
		return values
	}
	return append(slices.Clone(values[:listed]), strconv.Itoa(len(values)-listed)+" more")
}
