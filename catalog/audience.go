package catalog

import "strconv"

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

// aged reads an age: "5 year old" is for kids.
func aged(phrase []token) audience {
	if len(phrase) != 3 || phrase[1].stem != "year" && phrase[1].stem != "month" || phrase[2].text != "old" {
		return 0
	}
	if age, err := strconv.Atoi(phrase[0].text); err != nil || phrase[1].stem == "year" && age > lastOfKids {
		return 0
	}
	return forKids
}

// ofAge reads the age of somebody who is named before: "my son is 5", "she turns 3".
func ofAge(ts []token, i, size int) audience {
	if size != 1 || i < 2 {
		return 0
	}
	switch ts[i-1].text {
	case "is", "turns", "turning", "aged", "age", "turned":
	default:
		return 0
	}
	if age, err := strconv.Atoi(ts[i].text); err != nil || age < 1 || age > lastOfKids || unitOf(ts[i+1].text) != "" && !stops(ts[i+1].gap) {
		return 0
	}
	for j := i - 2; j >= 0 && j >= i-4; j-- {
		if k := ts[j].stem; kin[k]&forKids != 0 || audiences[k]&forKids != 0 || k == "she" || k == "he" {
			return forKids
		}
	}
	return 0
}

// lastOfKids is the age up to which clothes are for kids.
const lastOfKids = 12

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
func (b *builder) audienceOf(p *Product) audience {
	var a audience
	for i := range p.Attributes {
		name := p.Attributes[i].Name
		tells, known := b.tells[name]
		if !known {
			tells = audienceFields[fold(name)]
			b.tells[name] = tells
		}
		if tells {
			a |= b.audience(p.Attributes[i].Values)
		}
	}
	if a == 0 {
		a = b.audience(p.Category)
	}
	if a == 0 {
		a = b.audience(p.Tags)
	}
	if a == 0 {
		a = parseAudience([]string{p.Title})
	}
	return a
}

// audience is parseAudience for what many products may say.
func (b *builder) audience(values []string) audience {
	var a audience
	for i, value := range values {
		one, known := b.people[value]
		if !known {
			one = parseAudience(values[i : i+1])
			b.people[value] = one
		}
		a |= one
	}
	return a
}

// audienceFields are the attributes that tell whom a product is for, folded.
var audienceFields = map[string]bool{
	"gender": true, "audience": true, "target audience": true, "age group": true, "target gender": true,
	"department": true, "for": true,
}
