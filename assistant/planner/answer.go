package planner

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/pattern"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// sentence is one statement with where it comes from. Where it has several
// wordings, the first that was not said just before is used.
type sentence struct {
	wordings []string
	evidence []assistant.Evidence
}

func fact(p *catalog.Product, field, value string) assistant.Evidence {
	return assistant.Evidence{Kind: "product", ID: p.ID, Field: field, Value: value}
}

func says(e assistant.Evidence, wordings ...string) sentence {
	return sentence{wordings, []assistant.Evidence{e}}
}

// answer answers a question about a product from its data. It returns nothing
// when the data does not say.
func answer(p *catalog.Product, m *Reading, s *State, money moneyWriter) []sentence {
	switch m.Aspect {
	case AspectPrice:
		return answerPrice(p, money)
	case AspectStock:
		return answerStock(p, m, s)
	case AspectRestock:
		return answerRestock(p, m, s)
	case AspectOptions:
		return answerOptions(p, m)
	case AspectSizeChart:
		if said := answerSize(p, m); said != nil {
			return said
		}
		if said := answerRange(p, m); said != nil {
			return said
		}
		return answerFact(p, m)
	case AspectFit:
		return answerFit(p)
	case AspectReviews:
		return answerReviews(p)
	case AspectDescribe:
		if slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
			return len(prose.Content(a.Name)) > 1 && namesField(m.Norm, strings.ReplaceAll(a.Name, "_", " "))
		}) { // "the safety features of it", where that is the name of a fact
			return answerFact(p, m)
		}
		return describe(p, money)
	default:
		if wished := wishedOptions(p, m); len(wished) > 0 && !ofPart.MatchString(m.Norm) {
			return answerStock(p, m, s)
		}
		return answerFact(p, m)
	}
}

func answerPrice(p *catalog.Product, money moneyWriter) []sentence {
	price := money.price(p)
	if p.Price.IsZero() {
		return []sentence{says(fact(p, "price", ""), upperFirst(the(p, "has", "have"))+" its price on request; a person of the shop can tell you.")}
	}
	said := says(fact(p, "price", p.Price.String()), upperFirst(the(p, "costs", "cost"))+" "+price+".", "It is "+price+" for the "+name(p)+".")
	if p.CompareAt.Amount > p.Price.Amount {
		was := money.money(p.CompareAt)
		said.evidence = append(said.evidence, fact(p, "compare_at", p.CompareAt.String()))
		said.wordings = []string{upperFirst(the(p, "costs", "cost")) + " " + price + " now, down from " + was + ".", "It is " + price + " for the " + name(p) + "; before it was " + was + "."}
	}
	return []sentence{said}
}

// wishedOptions are the values of p's options that a message names.
func wishedOptions(p *catalog.Product, m *Reading) map[string]string {
	return optionsIn(p, m.Norm, m.Wishes, "")
}

func answerStock(p *catalog.Product, m *Reading, s *State) []sentence {
	if said := notMade(p, m); said != nil {
		return said
	}
	wished := wishedOptions(p, m)
	if len(wished) > 0 {
		return []sentence{stockOf(p, wished)}
	}
	if p.SoldOut {
		return []sentence{says(fact(p, "stock", "sold out"), upperFirst(the(p, "is", "are"))+" sold out at the moment.", "Sold out at the moment, I am afraid: the "+name(p)+".")}
	}
	var gone []string
	for i := range p.Variants {
		if p.Variants[i].SoldOut {
			gone = append(gone, strings.Join(ordered(p, p.Variants[i].Options), " "))
		}
	}
	text := "Yes, " + the(p, "is", "are") + " in stock"
	switch {
	case len(gone) > 0 && len(gone) <= 4:
		text += ", except in " + joined(gone, "and")
	case len(gone) > 4:
		text += ", though not in every combination: " + strconv.Itoa(len(p.Variants)-len(gone)) + " of " + strconv.Itoa(len(p.Variants)) + " are there"
	case len(p.Variants) == 0 && p.Stock.Known:
		text += ": " + strconv.Itoa(p.Stock.Count) + " left"
	}
	return []sentence{says(fact(p, "stock", "in stock"), text+".", upperFirst(strings.TrimPrefix(text, "Yes, "))+".")}
}

// stockOf says whether one choice can be had.
func stockOf(p *catalog.Product, wished map[string]string) sentence {
	choice := strings.Join(ordered(p, wished), ", ")
	selection := p.Select(wished)
	e := fact(p, "stock", choice)
	if selection.NotMade {
		return says(e, upperFirst(the(p, "is", "are"))+" not made in "+choice+".")
	}
	if selection.Variant != nil {
		switch {
		case selection.SoldOut:
			return says(e, upperFirst(the(p, "is", "are"))+" sold out in "+choice+". "+instead(p, wished), "In "+choice+" it is sold out. "+instead(p, wished))
		case selection.Stock.Known && selection.Stock.Count <= 5:
			return says(e, "Yes, in "+choice+" "+the(p, "is", "are")+" in stock: "+strconv.Itoa(selection.Stock.Count)+" left.")
		default:
			return says(e, "Yes, in "+choice+" "+the(p, "is", "are")+" in stock.", "In stock: the "+name(p)+" in "+choice+".")
		}
	}
	if len(p.Variants) == 0 {
		if p.SoldOut {
			return says(e, upperFirst(the(p, "is", "are"))+" sold out at the moment.")
		}
		return says(e, "Yes, "+the(p, "comes", "come")+" in "+choice+".")
	}
	there, gone := choices(p, wished)
	switch {
	case len(there) == 0:
		return says(e, "In "+choice+" "+the(p, "is", "are")+" sold out. "+instead(p, wished))
	case len(gone) > 0:
		return says(e, "Yes, in "+choice+" there is "+joined(there, "and")+", but not "+joined(gone, "or")+".")
	default:
		return says(e, "Yes, in "+choice+" "+the(p, "is", "are")+" there in "+joined(there, "and")+".")
	}
}

// choices are the values of the first open option that can and cannot be had
// beside the wished ones.
func choices(p *catalog.Product, wished map[string]string) (there, gone []string) {
	selection := p.Select(wished)
	if len(selection.Missing) == 0 {
		return nil, nil
	}
	option := selection.Missing[0]
	for _, value := range option.Values {
		if buyable(p, with(wished, option.Name, value)) {
			there = append(there, value)
		} else {
			gone = append(gone, value)
		}
	}
	return there, gone
}

// buyable reports whether something of p can be bought within the choice.
func buyable(p *catalog.Product, wished map[string]string) bool {
	if len(p.Variants) == 0 {
		return !p.SoldOut
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		fits := !v.SoldOut && !p.SoldOut
		for name, value := range wished {
			if own, says := v.Options[name]; says && own != value {
				fits = false
			}
		}
		if fits {
			return true
		}
	}
	return false
}

func with(options map[string]string, name, value string) map[string]string {
	more := map[string]string{name: value}
	for k, v := range options {
		if k != name {
			more[k] = v
		}
	}
	return more
}

// instead says what can be had of p in place of a choice that is sold out.
func instead(p *catalog.Product, wished map[string]string) string {
	for i := len(p.Options) - 1; i >= 0; i-- {
		option := p.Options[i]
		value, chosen := wished[option.Name]
		if !chosen {
			continue
		}
		var others []string
		for _, other := range option.Values {
			if other != value && buyable(p, with(wished, option.Name, other)) {
				others = append(others, other)
			}
		}
		if len(others) > 0 {
			return "There is " + joined(others[:min(len(others), 4)], "and") + " instead."
		}
	}
	return "Nothing else of it is left either."
}

// ordered are chosen values in the order of the product's options.
func ordered(p *catalog.Product, options map[string]string) []string {
	var values []string
	for _, option := range p.Options {
		if value := options[option.Name]; value != "" {
			values = append(values, value)
		}
	}
	return values
}

// notMade answers when the message names a value that p does not come in.
func notMade(p *catalog.Product, m *Reading) []sentence {
	for _, c := range m.Wishes {
		if c.Kind != catalog.KindOption || c.Not || len(c.Values) == 0 {
			continue
		}
		offered := false
		for _, option := range p.Options {
			offered = offered || sameOption(c.Field, option.Name)
			if sameOption(c.Field, option.Name) && wishedValue(option, []catalog.Constraint{c}) == "" && !matchesAny(option.Values, c.Values) {
				return []sentence{says(fact(p, option.Name, strings.Join(option.Values, ", ")),
					"No, not in "+joined(c.Values, "or")+": "+the(p, "comes", "come")+" in "+joined(option.Values, "and")+".")}
			}
		}
		if _, told := traits.Attribute(p, c.Field); !offered && !told && !isColor(c.Field) {
			return []sentence{says(fact(p, c.Field, ""), "No, there is no choice of "+c.Field+" for the "+name(p)+".", "There is no choice of "+c.Field+" for the "+name(p)+".")}
		}
	}
	return nil
}

// matchesAny reports whether one of values holds one of the wanted words.
func matchesAny(values, wanted []string) bool {
	for _, value := range values {
		padded := " " + prose.Fold(value) + " "
		for _, w := range wanted {
			if strings.Contains(padded, " "+prose.Fold(w)+" ") {
				return true
			}
		}
	}
	return false
}

func answerOptions(p *catalog.Product, m *Reading) []sentence {
	if said := notMade(p, m); said != nil {
		return said
	}
	if wished := wishedOptions(p, m); len(wished) > 0 {
		return []sentence{stockOf(p, wished)}
	}
	var about []catalog.Option
	for _, option := range p.Options {
		if asksFor(m.Norm, option.Name) {
			about = append(about, option)
		}
	}
	if len(about) == 0 {
		about = p.Options
	}
	if len(about) == 0 {
		return []sentence{says(fact(p, "options", ""), upperFirst(the(p, "comes", "come"))+" in one version only.")}
	}
	var words []string
	var evidence []assistant.Evidence
	for _, option := range about {
		var there, gone []string
		for _, value := range option.Values {
			if buyable(p, map[string]string{option.Name: value}) {
				there = append(there, value)
			} else {
				gone = append(gone, value)
			}
		}
		if len(about) == 1 && len(there) > 0 {
			text := joined(listed(there), "and") + "."
			if len(gone) > 0 {
				text = strings.TrimSuffix(text, ".") + "; sold out: " + strings.Join(listed(gone), ", ") + "."
			}
			return []sentence{says(fact(p, option.Name, strings.Join(option.Values, ", ")), upperFirst(the(p, "comes", "come"))+" in "+text, "There is the "+name(p)+" in "+text)}
		}
		part := upperFirst(option.Name) + ": " + joined(listed(there), "and")
		if len(there) == 0 {
			part = upperFirst(option.Name) + ": nothing in stock"
		}
		if len(gone) > 0 {
			part += " (sold out: " + strings.Join(listed(gone), ", ") + ")"
		}
		words = append(words, part)
		evidence = append(evidence, fact(p, option.Name, strings.Join(option.Values, ", ")))
	}
	text := strings.Join(words, ". ") + "."
	return []sentence{{[]string{"What there is of the " + name(p) + ": " + lowerFirst(text), upperFirst(the(p, "comes", "come")) + " in several choices. " + text}, evidence}}
}

// asksColor names a colour as a choice.
var asksColor = pattern.MustCompile(`\bcolou?rs?\b|\bshades?\b`)

// asksFor reports whether a message names an option or its kind.
func asksFor(norm, option string) bool {
	if isColor(option) {
		return asksColor.MatchString(norm)
	}
	for _, word := range prose.Words(option) {
		if strings.Contains(norm, word) {
			return true
		}
	}
	return false
}
