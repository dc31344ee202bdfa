package larkhollow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// visitor is somebody in the demo shop, with what a chat keeps of them.
type visitor struct {
	*desk
	wren     *planner.Planner
	customer *assistant.Customer
	page     assistant.Page
	now      time.Time
	proven   []string
	state    []byte
	version  int
	turns    int
}

func newVisitor(d *desk, now time.Time) *visitor {
	return &visitor{desk: d, now: now, wren: planner.New(planner.Config{
		Knowledge: larkhollow.Knowledge(opened), Name: "Wren", Shop: larkhollow.Name,
	})}
}

func (v *visitor) turn(text string) assistant.Turn {
	v.turns++
	return assistant.Turn{
		ID: fmt.Sprint("turn ", v.turns), Conversation: "talk", Locale: "en-US", Text: text, Page: v.page, Customer: v.customer,
		State: v.state, StateVersion: v.version, Now: v.now,
		Shop: assistant.BindShop(assistant.Binding{
			Catalog: v.index, Carts: v.book.Carts(), CartID: "full", Orders: v.book, Terms: v.wren.Terms(), Customer: v.customer, Proven: v.proven,
		}),
	}
}

func (v *visitor) say(text string) assistant.Parts {
	v.t.Helper()
	var r recorder
	outcome, err := v.wren.Respond(v.t.Context(), v.turn(text), &r)
	if err != nil {
		v.t.Fatalf("%q: %v", text, err)
	}
	v.state, v.version = outcome.State, outcome.StateVersion
	return r.parts
}

// lost are words of an answer that is none.
var lost = []string{"not sure what you mean", "did not quite get", "could not read", "Which product do you mean", "does not say", "has not told me", "could not find", "could not verify", "%!"}

func (v *visitor) checkAnswered(said string, parts assistant.Parts) {
	v.t.Helper()
	words := parts.Fallback()
	for _, phrase := range lost {
		if strings.Contains(words, phrase) {
			v.t.Errorf("%q on %+v: %s", said, v.page, words)
		}
	}
}

func TestFirstMessage(t *testing.T) {
	v := newVisitor(newDesk(t), opened)
	greet := func() assistant.Greeting {
		g, err := v.wren.Greet(t.Context(), v.turn(""))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	g := greet()
	if want := "Hi, I'm Wren, Larkhollow's assistant. I can find things, check sizes and track orders; a person is here 9 to 17."; g.Text != want {
		t.Errorf("%q", g.Text)
	}
	if want := []string{"Help me choose", "Gift ideas", "Track an order", "Returns"}; !slices.Equal(g.Chips, want) {
		t.Errorf("chips %q", g.Chips)
	}
	pages := []assistant.Page{{Kind: assistant.PageHome}, {Kind: assistant.PageCart}, {Kind: assistant.PageOrder, Order: "LH-1008"}, {Kind: assistant.PageCollection}}
	for _, p := range products(t) {
		pages = append(pages, assistant.Page{Kind: assistant.PageProduct, Product: p.ID})
	}
	said := 0
	for _, page := range pages {
		for _, customer := range []*assistant.Customer{nil, &larkhollow.Customer} {
			if customer != nil && page.Product != "" {
				continue // as for a guest
			}
			v.page, v.customer = page, customer
			for _, chip := range greet().Chips {
				v.state = nil
				v.checkAnswered(chip, v.say(chip))
				said++
			}
		}
	}
	t.Logf("%d chips said", said)
}

// Whether a product is there in a color or size is told for each of them, also where
// some of its choices are sold out.
func TestEveryChoiceIsTold(t *testing.T) {
	v := newVisitor(newDesk(t), opened)
	asked := 0
	for _, p := range products(t) {
		v.page = assistant.Page{Kind: assistant.PageProduct, Product: p.ID}
		for _, option := range p.Options {
			for _, value := range option.Values {
				v.state = nil
				question := "is it available in " + value + "?"
				v.checkAnswered(question, v.say(question))
				asked++
			}
		}
	}
	t.Logf("%d choices asked for", asked)
}

// Every order that the shop comes with is found by number and e-mail address, on
// the first day and when it has aged, and the words fit the day.
func TestSamplesAreFound(t *testing.T) {
	d := newDesk(t)
	for _, days := range []int{0, 3, 45, 400} {
		for _, sample := range larkhollow.Samples() {
			v := newVisitor(d, opened.AddDate(0, 0, days))
			parts := v.say("where is my order? " + sample.Number + ", " + sample.Email)
			v.checkAnswered(sample.Number, parts)
			at := slices.IndexFunc(parts, func(p assistant.Part) bool { _, ok := p.(assistant.OrderBlock); return ok })
			if at < 0 {
				t.Errorf("%s after %d days: %s", sample.Number, days, parts.Fallback())
				continue
			}
			view := parts[at].(assistant.OrderBlock).Order
			if len(view.ShipTo) > 0 {
				t.Errorf("%s: a guest sees the address", sample.Number)
			}
			if days == 400 && !slices.Contains([]string{"late", "delivered", "canceled"}, view.Status) {
				t.Errorf("%s after 400 days is %s", sample.Number, view.Status)
			}
			t.Logf("%d days, %s, %s: %s", days, sample.Number, sample.Shows, view.Headline)
			for _, a := range view.Actions {
				if days == 400 && (a.Action.Field == "return" || a.Action.Field == "exchange") {
					t.Errorf("%s after 400 days offers %q", sample.Number, a.Label)
				}
			}
		}
	}
}

// What is asked most is answered from the shop's own rules, with a day or a sum.
func TestSupportQuestions(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ page, text, want string }{
		{"", "will it be here by Friday?", "Friday, November 27"},
		{"beck-waterproof-jacket", "will this be here by tomorrow?", "Express"},
		{"scree-hiking-boots", "can I return these boots?", "within 60 days"},
		{"ramble-merino-socks", "can I return these?", "for reasons of hygiene"},
		{"cairn-45-pack", "how long is the warranty on this?", "5 years"},
		{"", "do you ship to Canada?", "$18.00"},
		{"", "do you ship to France?", "anywhere else"},
		{"", "what runs at the moment, any offers?", "bedding"},
		{"", "do you have a discount code?", "WELCOME10"},
		{"", "how much is missing for free shipping?", "$61.00"},
		{"", "my code LASTSWIM does not work", "ended"},
		{"", "apply NOSUCH99", "no code NOSUCH99"},
	} {
		v := newVisitor(d, opened)
		v.page.Product = c.page
		parts := v.say(c.text)
		if words := parts.Fallback(); !strings.Contains(words, c.want) {
			t.Errorf("%q: %q is not in %s", c.text, c.want, words)
		}
		v.checkAnswered(c.text, parts)
	}
	v := newVisitor(d, opened)
	for _, part := range v.say("what offers are there?") {
		if text, ok := part.(assistant.Text); ok && strings.Contains(text.Text, "NEIGHBOR25") {
			t.Errorf("a secret code is told: %s", text.Text)
		}
	}
}
