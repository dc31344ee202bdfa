package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

// optionsIn reads which option values of p a message names. first is the option
// that was asked for; a value that two options have is read as its.
func optionsIn(p *catalog.Product, norm string, wishes []catalog.Constraint, first string) map[string]string {
	options := map[string]string{}
	taken := map[string]bool{}
	choose := func(option catalog.Option) {
		value := valueIn(option.Values, norm)
		if value == "" {
			value = wishedValue(option, wishes)
		}
		if value != "" && !taken[value] {
			options[option.Name], taken[value] = value, true
		}
	}
	for _, option := range p.Options {
		if option.Name == first {
			choose(option)
		}
	}
	for _, option := range p.Options {
		if option.Name != first {
			choose(option)
		}
	}
	return options
}

// wishedValue is the one value of an option that the wishes name.
func wishedValue(option catalog.Option, wishes []catalog.Constraint) string {
	for _, c := range wishes {
		if c.Kind != catalog.KindOption || c.Not || c.Soft || !sameOption(c.Field, option.Name) || len(c.Values) != 1 {
			continue
		}
		for _, value := range option.Values {
			if strings.EqualFold(prose.Fold(value), prose.Fold(c.Values[0])) {
				return value
			}
		}
	}
	return ""
}

// unwantedValue reports whether the wishes are against a value of an option.
func unwantedValue(option, value string, wishes []catalog.Constraint) bool {
	return slices.ContainsFunc(wishes, func(c catalog.Constraint) bool {
		return c.Kind == catalog.KindOption && c.Not && sameOption(c.Field, option) && containsFold(c.Values, value)
	})
}

// sameOption reports whether a wish's field means an option: what one shop
// calls a shade, another calls a color.
func sameOption(field, option string) bool {
	return strings.EqualFold(field, option) || isColor(field) && isColor(option)
}

func isColor(name string) bool {
	switch strings.ToLower(name) {
	case "color", "colour", "shade", "finish":
		return true
	}
	return false
}

// valueIn finds the longest of the values that stands in a message as words.
// Letters and numbers alone count where the message is about them: in a short
// one, or behind "size" and "in".
func valueIn(values []string, norm string) string {
	padded := " " + norm + " "
	count := len(strings.Fields(norm))
	best, longest := "", 0
	for _, value := range values {
		folded := strings.Join(expand(prose.Words(value)), " ")
		if folded == "" || len(folded) <= longest || !strings.Contains(padded, " "+folded+" ") {
			continue
		}
		if len(folded) <= 2 && count > 3 &&
			!strings.Contains(padded, " size "+folded+" ") && !strings.Contains(padded, " in "+folded+" ") && !strings.Contains(padded, " a "+folded+" ") &&
			!strings.HasSuffix(padded, " "+folded+" ") {
			continue
		}
		best, longest = value, len(folded)
	}
	return best
}

// answerWish makes a wish of the answer to a question.
func answerWish(p *Pending, value string) catalog.Constraint {
	c := catalog.Constraint{Kind: p.Kind, Field: p.Field, Values: []string{value}, Text: strings.ToLower(value)}
	switch p.Kind {
	case catalog.KindPrice:
		c.Values = nil
		if at := slices.Index(p.Values, value); at >= 0 && at < len(p.Bounds) {
			c.MaxPrice = p.Bounds[at]
		}
	case catalog.KindAudience:
		c.Values = []string{strings.ToLower(strings.TrimPrefix(value, "For "))}
	}
	return c
}
