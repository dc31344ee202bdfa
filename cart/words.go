package cart

import (
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// locale is the language of this file.
const locale = "en-US"

// choiceName calls a choice by the product's title and what was really chosen:
// "Trail Jacket (Blue, M)". Options with one value go without saying.
func choiceName(product *catalog.Product, options map[string]string) string {
	var values []string
	for _, option := range product.Options {
		if value := options[option.Name]; value != "" && len(option.Values) > 1 {
			values = append(values, value)
		}
	}
	if len(values) == 0 {
		return product.Title
	}
	return product.Title + " (" + strings.Join(values, ", ") + ")"
}

func onlyLeft(count int, name string) string {
	if count == 1 {
		return "Only 1 of " + name + " is left."
	}
	return "Only " + strconv.Itoa(count) + " of " + name + " are left."
}

func priceChanged(name string, from, to catalog.Money) string {
	verb := "changed"
	switch {
	case from.Currency == to.Currency && to.Amount > from.Amount:
		verb = "gone up"
	case from.Currency == to.Currency && to.Amount < from.Amount:
		verb = "come down"
	}
	return "The price of " + name + " has " + verb + " from " + from.Format(locale) + " to " + to.Format(locale) + "."
}

// choose asks for the options that are missing: "Please choose a color and a
// size for Trail Jacket."
func choose(product *catalog.Product, missing []catalog.Option) string {
	var names []string
	for _, option := range missing {
		article := "a "
		if option.Name != "" && strings.ContainsRune("aeiou", rune(option.Name[0])) {
			article = "an "
		}
		names = append(names, article+option.Name)
	}
	return "Please choose " + joinAnd(names) + " for " + product.Title + "."
}

// joinAnd lists words, of which there is at least one: "a, b and c".
func joinAnd(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// tooMany says why no more than limit of name can be had, have of which are in
// the cart.
func tooMany(name string, stock catalog.Stock, limit, have int) *Error {
	already := ""
	switch {
	case have == 1:
		already = " You have 1 in your cart already."
	case have > 1:
		already = " You have " + strconv.Itoa(have) + " in your cart already."
	}
	if stock.Known && stock.Count < MaxQuantity {
		return &Error{Code: CodeStock, Message: onlyLeft(limit, name) + already, Available: max(0, limit-have)}
	}
	return &Error{
		Code:      CodeQuantity,
		Message:   "You can buy at most " + strconv.Itoa(MaxQuantity) + " of " + name + " at once." + already,
		Available: max(0, limit-have),
	}
}

func wrongQuantity(from int) *Error {
	return &Error{
		Code:    CodeQuantity,
		Message: "Please choose a whole number from " + strconv.Itoa(from) + " to " + strconv.Itoa(MaxQuantity) + ".",
	}
}
