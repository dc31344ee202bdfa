package planner

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/catalog"
)

func describe(p *catalog.Product, money moneyWriter) []sentence {
	var said []sentence
	text := ""
	for _, s := range prose.Sentences(p.Description) {
		if len(text)+len(s) > 240 {
			break
		}
		text = strings.TrimSpace(ended(text) + " " + strings.TrimLeft(s, "•*- "))
	}
	if text == "" && p.Description != "" && p.Description != p.Title {
		text = cut(p.Description, 240)
	}
	if text != "" && text != p.Title {
		said = append(said, says(fact(p, "description", text), ended(text)))
	} else if words := keyFacts(p, 3); len(words.wordings) > 0 {
		said = append(said, words)
	}
	price := answerPrice(p, money)[0]
	if p.Rating.Count > 0 {
		rating := ratingWords(p)
		price.evidence = append(price.evidence, fact(p, "rating", rating))
		for i := range price.wordings {
			price.wordings[i] += " Rating: " + rating + "."
		}
	}
	return append(said, price)
}

// ended ends a text with a full stop where nothing ends it: feeds have lines
// without one, which would run into what is said next.
func ended(text string) string {
	if last, _ := utf8.DecodeLastRuneInString(text); unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' {
		return text + "."
	}
	return text
}

// keyFacts lists a few short attributes.
func keyFacts(p *catalog.Product, limit int) sentence {
	var words []string
	var s sentence
	for _, a := range p.Attributes {
		if len(words) < limit && tellable(a) && !isYes(a.Values[0]) && !isNo(a.Values[0]) {
			value := strings.Join(a.Values, ", ")
			words = append(words, a.Name+" "+value)
			s.evidence = append(s.evidence, fact(p, a.Name, value))
		}
	}
	if len(words) > 0 {
		s.wordings = []string{upperFirst(strings.Join(words, "; ")) + "."}
	}
	return s
}

// tellable reports whether an attribute can be told in a few words.
func tellable(a catalog.Attribute) bool {
	if len(a.Values) == 0 || len(a.Name) > 24 || strings.ContainsAny(a.Name, "_<>") || silent[strings.ToLower(a.Name)] {
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

// silent are attributes that a shop keeps for itself.
var silent = map[string]bool{
	"popularity": true, "tags": true, "new": true, "sale": true, "gender": true, "product colour": true, "colour": true,
	"color": true, "brand": true, "ean": true, "mpn": true, "gtin": true, "sku": true, "type": true,
}

func ratingWords(p *catalog.Product) string {
	return strconv.FormatFloat(p.Rating.Average, 'f', 1, 64) + " out of 5 from " + strconv.Itoa(p.Rating.Count) + " " + plural2(p.Rating.Count, "rating", "ratings")
}
