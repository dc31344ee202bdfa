package planner

import (
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// wishKey names the field that a wish is about. Of two wishes with one key the
// newer one holds.
func wishKey(c catalog.Constraint) string {
	key := string(c.Kind)
	if c.Field != "" {
		key += ":" + c.Field
	}
	if c.Not {
		key = "not:" + key + ":" + strings.Join(c.Values, ",")
	}
	return key
}

// changed returns the wishes with news taken in: a wish about the same field
// replaces the old one, and a wish for something takes back the wish against it.
func changed(wishes, news []catalog.Constraint) []catalog.Constraint {
	merged := slices.Clone(wishes)
	for _, n := range news {
		merged = slices.DeleteFunc(merged, func(old catalog.Constraint) bool {
			return replaces(n, old)
		})
		merged = append(merged, n)
	}
	return merged
}

func replaces(n, old catalog.Constraint) bool {
	switch {
	case wishKey(n) == wishKey(old):
		return n.Kind != catalog.KindAttribute || isFlag(n) || isFlag(old) || n.Text == old.Text || !slices.Equal(n.Values, old.Values)
	case n.Kind == old.Kind && n.Not != old.Not && (n.Field == old.Field || n.Kind == catalog.KindAttribute && (n.Field == "" || old.Field == "")):
		return slices.ContainsFunc(n.Values, func(v string) bool { return containsFold(old.Values, v) })
	default:
		return false
	}
}

// carried splits the wishes of a search for the next one, about another kind of
// thing: what is said about the shopper and against something goes along, as
// long as it can be met; the rest belonged to the old search.
func carried(wishes []catalog.Constraint) []catalog.Constraint {
	var along []catalog.Constraint
	for _, c := range wishes {
		if c.Kind == catalog.KindAudience || c.Not ||
			c.Kind == catalog.KindOption && c.Field == "size" && !c.Not {
			along = append(along, c)
		}
	}
	return along
}

// against are the wishes that say what is not wanted: they hold until they are
// taken back.
func against(wishes []catalog.Constraint) []catalog.Constraint {
	return slices.DeleteFunc(slices.Clone(wishes), func(c catalog.Constraint) bool { return !c.Not })
}

// without takes wishes back by key. "color" also stands for every key about a
// field of that name.
func without(wishes []catalog.Constraint, keys ...string) []catalog.Constraint {
	return slices.DeleteFunc(slices.Clone(wishes), func(c catalog.Constraint) bool {
		return slices.Contains(keys, wishKey(c)) || slices.Contains(keys, c.Field) && c.Field != "" || slices.Contains(keys, string(c.Kind)) && !c.Not
	})
}

func wish(wishes []catalog.Constraint, kind catalog.Kind, field string) (catalog.Constraint, bool) {
	for _, c := range wishes {
		if c.Kind == kind && c.Field == field && !c.Not {
			return c, true
		}
	}
	return catalog.Constraint{}, false
}

// isFlag reports whether a wish is for an attribute that says yes or no.
func isFlag(c catalog.Constraint) bool {
	return c.Kind == catalog.KindAttribute && len(c.Values) == 1 && traits.Yes(c.Values[0])
}

func containsFold(values []string, value string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, value) })
}

// wishLabel writes a wish for its chip: "Under $150", "Blue", "Size M".
func wishLabel(c catalog.Constraint, money moneyWriter) string {
	label := ""
	switch c.Kind {
	case catalog.KindPrice:
		label = upperFirst(priceWords(c, money))
	case catalog.KindAudience:
		label = "For " + strings.Join(c.Values, " or ")
	case catalog.KindOption:
		if label = strings.Join(c.Values, " or "); c.Field != "color" {
			label = choiceWords(c.Field, label)
		}
	case catalog.KindAttribute:
		switch label = strings.Join(c.Values, " or "); {
		case isFlag(c):
			label = c.Field
		case strings.Contains(c.Field, "temperature") && c.Text != "":
			label = c.Text
		case strings.HasSuffix(label, " 1 people"):
			label = strings.TrimSuffix(label, "people") + "person"
		}
	default:
		label = strings.Join(c.Values, " or ")
		if c.Kind == catalog.KindType && c.Text != "" && !c.Not && !strings.Contains(c.Text, ",") {
			label = c.Text
		}
	}
	if c.Not && c.Kind == catalog.KindType {
		return "No " + pluralOf(lowerFirst(label))
	}
	if c.Not {
		return "Not " + lowerFirst(label)
	}
	return upperFirst(label)
}

// choiceWords calls the value of an option that is no color: "Size M", "Wide width".
func choiceWords(option, value string) string {
	if strings.Contains(strings.ToLower(option), "size") || len(value) < 3 || strings.ContainsAny(value, "0123456789") {
		return upperFirst(option) + " " + value
	}
	return value + " " + strings.ToLower(option)
}

// about is the price around which a wish wants one, or 0: who says "around $30" named
// neither end of what is near it.
func about(c catalog.Constraint) int64 {
	middle := (c.MinPrice + c.MaxPrice) / 2
	if c.MinPrice == 0 || c.MaxPrice == 0 || c.MinPrice != middle-middle/5 || c.MaxPrice != middle+middle/5 || bothEnds.MatchString(c.Text) {
		return 0
	}
	return middle
}

// bothEnds names both ends of a range.
var bothEnds = pattern.MustCompile(`(?i)\b(?:between|from)\b|\d\s*(?:-|–|—|to|and)\s*\D?\d`)

// priceWords writes a price wish within a sentence: "under $150".
func priceWords(c catalog.Constraint, money moneyWriter) string {
	switch {
	case c.Text == cheaperText && c.MaxPrice > 0:
		return "under " + money.amount(c.MaxPrice+1)
	case c.Text == cheaperText && c.MinPrice > 0:
		return "over " + money.amount(c.MinPrice-1)
	case about(c) > 0:
		return "around " + money.amount(about(c))
	case c.MinPrice > 0 && c.MaxPrice > 0:
		return "between " + money.amount(c.MinPrice) + " and " + money.amount(c.MaxPrice)
	case c.MaxPrice > 0:
		return "up to " + money.amount(c.MaxPrice)
	case c.MinPrice > 0:
		return "from " + money.amount(c.MinPrice)
	default:
		return "cheap"
	}
}

// wishesWords writes what is looked for: "blue waterproof jackets up to $150".
func wishesWords(wishes []catalog.Constraint, plural bool, money moneyWriter) string {
	var before, after, others, nor []string
	noun := "things"
	if !plural {
		noun = "thing"
	}
	for _, c := range inOrder(wishes) {
		if c.Soft {
			continue
		}
		words := strings.ToLower(wishLabel(c, money))
		switch {
		case words == "at least 1 person": // which says nothing
		case c.Not && c.Kind == catalog.KindType:
			others = append(others, strings.TrimPrefix(words, "no "))
		case c.Not && c.Kind == catalog.KindAudience:
			nor = append(nor, words)
		case c.Not && c.Kind == catalog.KindOption:
			nor = append(nor, "not in "+strings.TrimPrefix(words, "not "))
		case c.Not:
			after = append(after, "without "+strings.TrimPrefix(words, "not "))
		case c.Kind == catalog.KindType:
			noun = typeWords(c, plural)
		case c.Kind == catalog.KindPrice:
			after = append(after, priceWords(c, money))
		case c.Kind == catalog.KindAudience:
			after = append(after, words)
		case c.Kind == catalog.KindBrand:
			after = append(after, "by "+strings.Join(c.Values, " or "))
		case c.Kind == catalog.KindOption && c.Field == "color":
			before = append([]string{strings.ToLower(strings.Join(c.Values, " or "))}, before...)
		case c.Kind == catalog.KindOption:
			after = append(after, "in "+lowerFirst(wishLabel(c, money)))
		case isFlag(c), c.Field == "tags":
			before = append(before, words)
		case strings.Contains(c.Field, "temperature") && strings.ContainsAny(words, "0123456789"):
			after = append(after, "for that cold") // the chip has the number
		case strings.Contains(c.Field, "temperature"):
			after = append(after, "for "+strings.TrimPrefix(words, "for "))
		case strings.HasSuffix(words, " people"), strings.HasSuffix(words, " person"):
			after = append(after, "for "+words)
		case !strings.Contains(words, " ") && adjective(words):
			before = append(before, words)
		default:
			after = append(after, "with "+words)
		}
	}
	if len(others) > 0 {
		noun += " other than " + joined(others, "or")
	}
	words := strings.Join(append(append(before, noun), after...), " ")
	for i, not := range nor {
		if i > 0 || len(after) > 0 {
			words += ","
		}
		words += " " + not
	}
	return words
}

// inOrder sorts wishes as one says them: what it is, how, and for how much.
func inOrder(wishes []catalog.Constraint) []catalog.Constraint {
	rank := map[catalog.Kind]int{catalog.KindType: 1, catalog.KindAttribute: 2, catalog.KindBrand: 3, catalog.KindAudience: 4, catalog.KindOption: 5, catalog.KindPrice: 6}
	return slices.SortedStableFunc(slices.Values(wishes), func(a, b catalog.Constraint) int { return rank[a.Kind] - rank[b.Kind] })
}

// typeWords writes the kind of thing looked for in the shopper's own words.
func typeWords(c catalog.Constraint, plural bool) string {
	words := strings.ToLower(c.Text)
	if words == "" || strings.Contains(words, ",") || len(words) > 40 {
		var each []string
		for _, value := range c.Values {
			if value = strings.ToLower(value); plural {
				value = pluralOf(value)
			}
			each = append(each, value)
		}
		words = strings.Join(each, " or ")
	}
	if places[singularOf(words)] { // a part of the shop is no kind of thing
		if words = singularOf(words) + " thing"; plural {
			words += "s"
		}
		return words
	}
	if plural {
		return pluralOf(words)
	}
	return singularOf(words)
}

// places are what parts of a shop are called after.
var places = map[string]bool{
	"kitchen": true, "bath": true, "bathroom": true, "bedroom": true, "garden": true, "home": true, "house": true, "household": true, "office": true,
	"outdoor": true, "living room": true, "camp": true, "camping": true, "travel": true, "beauty": true, "baby": true, "pet": true, "kid": true, "sport": true,
	"dining room": true, "nursery": true, "workshop": true, "garage": true, "beach": true, "trail": true,
}
