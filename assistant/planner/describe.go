package planner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
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
		if len(words) < limit && traits.Tellable(a) && !traits.Yes(a.Values[0]) && !traits.No(a.Values[0]) {
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
