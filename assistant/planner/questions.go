package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// suggestion is a question about a product that its data answers.
type suggestion struct {
	text   string
	aspect Aspect
}

// Questions implements [assistant.Questioner]: what shoppers ask before they
// buy comes first, and nothing that the product's data does not answer.
func (p *Planner) Questions(product catalog.Product) []string {
	var texts []string
	for _, q := range questions(&product) {
		if len(texts) < assistant.MaxChoices {
			texts = append(texts, q.text)
		}
	}
	return texts
}

// questions are those about p, best first. Each is answered from p's data; a
// test holds that.
func questions(p *catalog.Product) []suggestion {
	var list []suggestion
	add := func(aspect Aspect, text string) { list = append(list, suggestion{text, aspect}) }
	if right, small, large := fitVotes(p); right+small+large > 0 {
		add(AspectFit, "Is it true to size?")
	}
	known := 0
	for _, q := range traits.Questions {
		if _, ok := traits.Attribute(p, q.Attribute); ok && known < 2 {
			add(AspectFact, q.Text)
			known++
		}
	}
	if p.Rating.Count > 0 && len(p.Reviews) > 1 {
		add(AspectReviews, "What do reviews say?")
	}
	if len(p.SizeChart.Rows) > 0 {
		add(AspectSizeChart, "Which size should I take?")
	}
	for _, option := range p.Options {
		if len(option.Values) > 1 && len(option.Name) <= 16 {
			add(AspectOptions, "Which "+pluralOf(strings.ToLower(option.Name))+" are in stock?")
			break
		}
	}
	for _, a := range p.Attributes {
		if known >= 3 {
			break
		}
		if traits.Tellable(a) && !traits.Yes(a.Values[0]) && !traits.No(a.Values[0]) && !bareNumber(a) && !asked1(list, a.Name) && !traits.Dull(a.Name) && !factQuestion(a.Name) && traits.PlainName(a.Name) {
			add(AspectFact, label("What is the "+strings.ToLower(a.Name)+"?"))
			known++
		}
	}
	if p.Description != "" && p.Description != p.Title && len(list) < 3 {
		add(AspectDescribe, "Tell me more about it")
	}
	return list
}

func asked1(list []suggestion, attribute string) bool {
	for _, q := range list {
		if strings.Contains(strings.ToLower(q.text), strings.ToLower(attribute)) {
			return true
		}
	}
	return false
}

func factQuestion(attribute string) bool {
	for _, q := range traits.Questions {
		if strings.EqualFold(q.Attribute, attribute) {
			return true
		}
	}
	return false
}
