package larkhollow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// recorder keeps what an assistant says.
type recorder struct{ parts assistant.Parts }

func (r *recorder) Write(p assistant.Part) error {
	r.parts = append(r.parts, p)
	return nil
}

// talk is the built-in assistant in the demo shop.
type talk struct {
	t         *testing.T
	assistant *planner.Planner
	shop      assistant.Shop
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	index, err := catalog.NewIndex(feed.Read(larkhollow.Feed(opened)).Products())
	if err != nil {
		t.Fatal(err)
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		t.Fatal(err)
	}
	wren := planner.New(planner.Config{Knowledge: larkhollow.Knowledge(opened)})
	if err := wren.Check(); err != nil {
		t.Fatal(err)
	}
	return &talk{t, wren, assistant.BindShop(assistant.Binding{Catalog: index, Carts: carts, CartID: "cart"})}
}

// ask says text on the page of a product, as the first message of a talk.
func (c *talk) ask(product, text string) assistant.Parts {
	c.t.Helper()
	var said recorder
	turn := assistant.Turn{
		ID: "turn", Conversation: "talk", Locale: "en-US", Text: text,
		Page: assistant.Page{Product: product}, Now: opened, Shop: c.shop,
	}
	if _, err := c.assistant.Respond(c.t.Context(), turn, &said); err != nil {
		c.t.Fatalf("%s: %v", text, err)
	}
	return said.parts
}

// askedFor has the attributes that answer questions.
var askedFor = map[string]string{
	"What is it made of?": "material", "How heavy is it?": "weight", "How do I wash or clean it?": "care",
	"How warm is it?": "warmth", "What is the capacity?": "capacity", "What is the run time?": "run time",
	"What does it fit?": "fits", "Does it require anything else?": "requires",
	"What is the comfort temperature?": "comfort temperature",
}

// attribute is the first value of an attribute, or "".
func attribute(p catalog.Product, name string) string {
	for _, a := range p.Attributes {
		if a.Name == name {
			return a.Values[0]
		}
	}
	return ""
}

// Every question that a product's page suggests is answered from the product.
func TestSuggestedQuestions(t *testing.T) {
	talk := newTalk(t)
	asked := 0
	for _, p := range products(t) {
		questions := talk.assistant.Questions(p)
		if len(questions) < 2 {
			t.Errorf("%s: only %d questions", p.ID, len(questions))
		}
		// Words such as "snug" in a review of a blanket would be counted as if it
		// were worn.
		if len(p.SizeChart.Rows) == 0 && slices.Contains(questions, "Is it true to size?") {
			t.Errorf("%s: its reviews speak of a fit that it cannot have", p.ID)
		}
		for _, question := range questions {
			asked++
			answer := talk.ask(p.ID, question)
			t.Logf("%s: %s\n%s", p.ID, question, answer.Fallback())
			for _, part := range answer {
				if _, article := part.(assistant.ArticleBlock); article {
					t.Errorf("%s: %q is answered by an article: %s", p.ID, question, answer.Fallback())
				}
			}
			if name := askedFor[question]; name != "" && !strings.Contains(answer.Fallback(), attribute(p, name)) {
				t.Errorf("%s: %q is answered with something else than its %s, %s: %s", p.ID, question, name, attribute(p, name), answer.Fallback())
			}
			if !strings.Contains(answer.Fallback(), strings.Fields(p.Title)[0]) {
				t.Errorf("%s: %q is not answered about it: %s", p.ID, question, answer.Fallback())
			}
		}
	}
	t.Logf("%d questions", asked)
}

// Every question that an article names is answered from that article.
func TestQuestionsOfArticles(t *testing.T) {
	talk := newTalk(t)
	for _, a := range articles(t) {
		for _, question := range a.Questions {
			found := false
			answer := talk.ask("", question)
			for _, part := range answer {
				article, ok := part.(assistant.ArticleBlock)
				found = found || ok && article.ID == a.ID
			}
			if !found && question != "Can I talk to a person?" { // that one reaches a person
				t.Errorf("%s: %q is answered by %s", a.ID, question, answer.Fallback())
			}
		}
	}
}
