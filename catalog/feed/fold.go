package feed

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/catalog"
)

// MaxVariants is how many variants one product may have; the lines of further
// ones are refused.
const MaxVariants = 2048

// offer is one line of a product that can be bought.
type offer struct {
	line    int
	title   string
	variant catalog.Variant
}

// fold makes the variants of p. Lines that cannot stand beside the others are
// refused. ok is false when none is left.
func (l *ledger) fold(p *catalog.Product, offers []offer, idField, priceField string) (ok bool) {
	offers = l.sellable(offers, idField, priceField)
	if len(offers) == 0 {
		return false
	}
	distinguish(offers)
	for _, o := range offers {
		p.Variants = append(p.Variants, o.variant)
	}
	completeOptions(p)
	for _, option := range p.Options {
		catalog.SortSizes(option.Values)
	}
	return summarise(p) == nil
}

// sellable refuses offers with an id that is taken, in another currency than the
// first, or without a price where others have one.
func (l *ledger) sellable(offers []offer, idField, priceField string) []offer {
	var currency string
	for _, o := range offers {
		if !o.variant.Price.IsZero() {
			currency = o.variant.Price.Currency
			break
		}
	}
	seen := make(map[string]int, len(offers))
	return slices.DeleteFunc(offers, func(o offer) bool {
		v := &o.variant
		first, twice := seen[v.ID]
		switch {
		case twice:
			l.refuse(o.line, idField, v.ID, "stands in line %d too", first)
		case len(seen) >= MaxVariants:
			l.refuse(o.line, "", v.ID, "is one variant more than the %d that a product may have", MaxVariants)
		case v.Price.Currency != currency && v.Price.IsZero():
			l.refuse(o.line, priceField, "", "is required: other variants of the product have one")
		case v.Price.Currency != currency:
			l.refuse(o.line, priceField, v.Price.String(), "is in another currency than the product's other prices")
		default:
			seen[v.ID] = o.line
			return false
		}
		return true
	})
}

// distinguish gives variants that no option tells apart one more, "model", with
// their titles or, where those are the same too, their ids.
func distinguish(offers []offer) {
	same := make(map[string]bool, len(offers))
	alike := false
	for _, o := range offers {
		key := optionsKey(o.variant.Options)
		alike = alike || same[key]
		same[key] = true
	}
	if !alike {
		return
	}
	titles := make(map[string]bool, len(offers))
	for _, o := range offers {
		titles[o.title] = true
	}
	for i := range offers {
		value := offers[i].title
		if len(titles) < len(offers) || value == "" {
			value = offers[i].variant.ID
		}
		offers[i].variant.Options["model"] = value
	}
}

func optionsKey(options map[string]string) string {
	var parts []string
	for name, value := range options {
		parts = append(parts, name+"\x00"+strings.ToLower(value))
	}
	slices.Sort(parts)
	return strings.Join(parts, "\x01")
}

// addValue adds a value to an option of p, making the option where there is
// none, and returns how the option spells it: "blue" is "Blue" where that is
// there already.
func addValue(p *catalog.Product, name, value string) string {
	option := findOption(p, name)
	if option == nil {
		p.Options = append(p.Options, catalog.Option{Name: name})
		option = &p.Options[len(p.Options)-1]
	}
	for _, known := range option.Values {
		if strings.EqualFold(known, value) {
			return known
		}
	}
	option.Values = append(option.Values, value)
	return value
}

// prune drops the values of options that no variant of p has: those of lines that
// were refused.
func prune(p *catalog.Product) {
	for i := range p.Options {
		o := &p.Options[i]
		o.Values = slices.DeleteFunc(o.Values, func(value string) bool {
			return !slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Options[o.Name] == value })
		})
	}
	p.Options = slices.DeleteFunc(p.Options, func(o catalog.Option) bool { return len(o.Values) == 0 })
}

// facts collects attributes in any order.
type facts struct{ list []catalog.Attribute }

// add adds values to the fact of a name; empty ones and repetitions are left
// out.
func (f *facts) add(name string, values ...string) {
	name = strings.ToLower(plainLine(name))
	if name == "" {
		return
	}
	at := slices.IndexFunc(f.list, func(a catalog.Attribute) bool { return a.Name == name })
	for _, value := range values {
		if value = plainLine(value); value == "" {
			continue
		}
		if at < 0 {
			at = len(f.list)
			f.list = append(f.list, catalog.Attribute{Name: name})
		}
		if !slices.Contains(f.list[at].Values, value) {
			f.list[at].Values = append(f.list[at].Values, value)
		}
	}
}

// sorted returns the attributes as catalog has them, without the names of p's
// options, which say the same more exactly.
func (f *facts) sorted(p *catalog.Product) []catalog.Attribute {
	list := slices.DeleteFunc(f.list, func(a catalog.Attribute) bool { return findOption(p, optionName(a.Name)) != nil })
	slices.SortFunc(list, func(a, b catalog.Attribute) int { return strings.Compare(a.Name, b.Name) })
	if len(list) == 0 {
		return nil
	}
	return list
}

// words writes the technical name of a field or value as words.
var words = strings.NewReplacer("_", " ", "-", " ")

// list splits values at commas or another separator and drops empty ones.
func list(text, separator string) []string {
	var values []string
	for value := range strings.SplitSeq(text, separator) {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

// categoryPath splits "Men > Hats". A number of a taxonomy is no path.
func categoryPath(text string) []string {
	path := list(plainLine(text), ">")
	if len(path) == 1 {
		if _, err := strconv.Atoi(path[0]); err == nil || strings.HasPrefix(path[0], "gid://") {
			return nil
		}
	}
	return path
}

// truth reads "TRUE", "yes" or "1". known is false for anything that is neither
// that nor its opposite.
func truth(text string) (value, known bool) {
	switch strings.ToLower(text) {
	case "true", "yes", "1", "y":
		return true, true
	case "false", "no", "0", "n":
		return false, true
	}
	return false, false
}

// count reads a whole number, also as "3.0" or "1,200".
func count(text string) (n int, ok bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "'")
	negative := strings.HasPrefix(text, "-")
	number := parseNumber(strings.TrimPrefix(text, "-"))
	if number.groups == nil {
		return 0, false
	}
	if number.ambiguous() {
		number.decimal = 0
	}
	whole, _, _ := strings.Cut(number.text(), ".")
	n, err := strconv.Atoi(whole)
	if negative {
		n = -n
	}
	return n, err == nil
}

func addImage(p *catalog.Product, url string) {
	if url = strings.TrimSpace(url); url != "" && !slices.Contains(p.Images, url) {
		p.Images = append(p.Images, url)
	}
}
