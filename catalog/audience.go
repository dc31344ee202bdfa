package catalog

// audience is a set of who a product is for.
type audience uint8

const (
	forMen audience = 1 << iota
	forWomen
	forKids
)

// audiences are the words for people that shops and shoppers use, by stem.
var audiences = map[string]audience{
	"man": forMen, "male": forMen, "gent": forMen, "guy": forMen, "gentleman": forMen,
	"woman": forWomen, "female": forWomen, "lady": forWomen, "girl": forKids | forWomen,
	"kid": forKids, "child": forKids, "boy": forKids, "toddler": forKids, "youth": forKids,
	"junior": forKids, "baby": forKids, "infant": forKids, "teen": forKids,
	"unisex": forMen | forWomen, "adult": forMen | forWomen,
}

// kin are the people whom shoppers buy for. Who they are is a hint, no more.
var kin = map[string]audience{
	"husband": forMen, "boyfriend": forMen, "dad": forMen, "father": forMen,
	"brother": forMen, "grandpa": forMen, "grandfather": forMen, "uncle": forMen,
	"wife": forWomen, "girlfriend": forWomen, "mom": forWomen, "mother": forWomen,
	"sister": forWomen, "grandma": forWomen, "grandmother": forWomen, "aunt": forWomen,
	"son": forKids, "daughter": forKids, "nephew": forKids, "niece": forKids,
	"grandson": forKids, "granddaughter": forKids,
}

var audienceNames = []struct {
	audience audience
	name     string
}{{forMen, "men"}, {forWomen, "women"}, {forKids, "kids"}}

// names spells a as constraints do.
func (a audience) names() []string {
	var names []string
	for _, n := range audienceNames {
		if a&n.audience != 0 {
			names = append(names, n.name)
		}
	}
	return names
}

func parseAudience(values []string) audience {
	var a audience
	for _, value := range values {
		for _, w := range words(nil, value) {
			a |= audiences[stem(w.text)]
		}
	}
	return a
}

// audienceOf reads who p is for from its attributes, or else from its category,
// tags and title. Zero means that nothing says so.
func audienceOf(p *Product) audience {
	var a audience
	for _, attribute := range p.Attributes {
		switch fold(attribute.Name) {
		case "gender", "audience", "target audience", "age group", "target gender", "department", "for":
			a |= parseAudience(attribute.Values)
		}
	}
	if a == 0 {
		a = parseAudience(p.Category)
	}
	if a == 0 {
		a = parseAudience(p.Tags)
	}
	if a == 0 {
		a = parseAudience([]string{p.Title})
	}
	return a
}
