package planner

import (
	"strings"

	"github.com/aisle-chat/aisle/assistant"
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

// factQuestions are asked about attributes by their names.
var factQuestions = []struct{ attribute, text string }{
	{"waterproof", "Is it waterproof?"},
	{"material", "What is it made of?"},
	{"warmth", "How warm is it?"},
	{"comfort temperature", "What is the comfort temperature?"},
	{"capacity", "What is the capacity?"},
	{"run time", "What is the run time?"},
	{"battery life", "What is the battery life?"},
	{"compatibility", "What is it compatible with?"},
	{"fits", "What does it fit?"},
	{"requires", "Does it require anything else?"},
	{"care", "How do I wash or clean it?"},
	{"weight", "How heavy is it?"},
	{"ingredients", "What are the ingredients?"},
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
	for _, q := range factQuestions {
		if _, ok := attribute(p, q.attribute); ok && known < 2 {
			add(AspectFact, q.text)
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
		if tellable(a) && !isYes(a.Values[0]) && !isNo(a.Values[0]) && !bareNumber(a) && !asked1(list, a.Name) && !dull[strings.ToLower(a.Name)] && !factQuestion(a.Name) && plainName(a.Name) {
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
	for _, q := range factQuestions {
		if strings.EqualFold(q.attribute, attribute) {
			return true
		}
	}
	return false
}

// plainName reports whether an attribute's name reads well in a question.
func plainName(name string) bool {
	for _, r := range name {
		if r != ' ' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return len(name) <= 20
}
