package planner

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/assistant"
)

// greet is the greeting of the talker's page.
func (k *talker) greet() assistant.Greeting {
	k.t.Helper()
	g, err := k.assistant.Greet(context.Background(), k.turn("", nil))
	if err != nil {
		k.t.Fatal(err)
	}
	return g
}

func TestGreeting(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	home := []string{"Help me choose", "Gift ideas", "Track an order", "Returns"}
	for _, c := range []struct {
		name  string
		setUp func(k *talker)
		text  string
		chips []string
	}{
		{"home", func(k *talker) { k.page.Kind = assistant.PageHome }, "Hi, I'm Wren, Northway's assistant. I can find things, check sizes and track orders; a person is here 9 to 17.", home},
		{"a shop without orders and hours", func(k *talker) { k.book = nil }, "Hi, I'm Wren, Northway's assistant. I can find things, check sizes and fill your cart.", []string{"Help me choose", "Gift ideas", "Returns"}},
		{"a product", func(k *talker) { k.page = assistant.Page{Kind: assistant.PageProduct, Product: "fjord"} }, "Hi, I'm Wren, ", []string{"Is it true to size?", "Is it waterproof?", "What is it made of?"}},
		{"the cart", func(k *talker) { k.page.Kind = assistant.PageCart }, "Hi, I'm Wren, ", []string{"How much is shipping?", "When would it arrive?", "I have a code", "What is your return policy?"}},
		{"an order", func(k *talker) { k.page = assistant.Page{Kind: assistant.PageOrder, Order: "NW-1003"} }, "Hi, I'm Wren, ", []string{"Track this order", "Return something", "Report a problem"}},
		{"a customer with an order under way", func(k *talker) { k.line("/customer") }, "Hi Robin, I'm Wren, Northway's assistant. I can find things, check sizes and track orders; a person is here 9 to 17. Your order NW-1001: being prepared; arrives between Friday, November 27 and Monday, November 30.", []string{"Where is my order?", "Help me choose", "Gift ideas", "Returns"}},
		{"on a day off", func(k *talker) { k.now = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) }, "Hi, I'm Wren, Northway's assistant. I can find things, check sizes and track orders; a person is here Monday, 9 to 17.", home},
	} {
		k := newTalker(t, index)
		k.withOrders()
		c.setUp(k)
		g := k.greet()
		if !strings.HasPrefix(g.Text, c.text) || strings.HasSuffix(c.text, ".") && g.Text != c.text || !slices.Equal(g.Chips, c.chips) {
			t.Errorf("%s: %q, chips %q", c.name, g.Text, g.Chips)
		}
	}
	plain := New(Config{})
	k := newTalker(t, index)
	g, err := plain.Greet(context.Background(), k.turn("", nil))
	if err != nil || g.Text != "Hi, I'm the assistant of this shop. I can find things, check sizes and fill your cart." {
		t.Errorf("%q, %v", g.Text, err)
	}
}

// Every chip of every greeting leads to a good reply when it is said.
func TestGreetingChips(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	said := 0
	for _, page := range []assistant.Page{
		{}, {Kind: assistant.PageHome}, {Kind: assistant.PageProduct, Product: "fjord"}, {Kind: assistant.PageProduct, Product: "tin-mug"},
		{Kind: assistant.PageCart}, {Kind: assistant.PageCheckout}, {Kind: assistant.PageOrder, Order: "NW-1006"}, {Kind: assistant.PageArticle}, {Kind: assistant.PageSearch},
	} {
		for _, who := range []string{"/guest", "/customer"} {
			for _, shop := range []bool{true, false} {
				k := newTalker(t, index)
				if shop {
					k.withOrders()
				}
				k.page = page
				k.line(who)
				chips := k.greet().Chips
				if len(chips) == 0 || len(chips) > assistant.MaxChoices {
					t.Errorf("%+v: chips %q", page, chips)
				}
				for _, chip := range chips {
					if utf8.RuneCountInString(chip) > assistant.MaxLabel {
						t.Errorf("%q is too long", chip)
					}
					other := k.copyOf("greet")
					parts := other.say(chip)
					other.check(chip, parts)
					other.checkGood(chip, parts)
					said++
				}
			}
		}
	}
	t.Logf("%d chips said", said)
}

// checkGood holds that a chip of a greeting is answered.
func (k *talker) checkGood(chip string, parts assistant.Parts) {
	words := prose1(parts)
	for _, lost := range []string{"not sure what you mean", "did not quite get", "could not read", "Which product do you mean", "does not say", "has not told me", "could not find"} {
		if strings.Contains(words, lost) {
			k.t.Errorf("%q on %+v: %q", chip, k.page, words)
		}
	}
	switch chip {
	case "Help me choose":
		if s := k.stateNow(); s.Pending == nil || len(cardsOf(parts)) == 0 || strings.Count(words, "?") != 1 {
			k.t.Errorf("%q asks no question with first picks: %s", chip, draw(parts, nil))
		}
	case "Gift ideas":
		cards := cardsOf(parts)
		priced := slices.IndexFunc(cards, func(c assistant.Card) bool { return c.Price.IsZero() }) < 0
		if len(cards) < 3 || !priced || !strings.Contains(words, "$") {
			k.t.Errorf("%q: %s", chip, draw(parts, nil))
		}
	case "Track an order", "Where is my order?", "Track this order", "Return something", "Report a problem":
		if k.book != nil && formOf(parts) == nil && !slices.ContainsFunc(parts, func(p assistant.Part) bool { _, ok := p.(assistant.OrderBlock); return ok }) {
			k.t.Errorf("%q leads to no order: %s", chip, draw(parts, nil))
		}
	}
}

// A whole article opens with its sections, while it holds.
func TestArticleOpens(t *testing.T) {
	k := newTalker(t, openIndex(t, "testdata/catalog.jsonl"))
	a, ok := k.assistant.Article("returns", now)
	if !ok || a.Title != "Returns" || a.URL != "/help/returns" || len(a.Sections) != 4 {
		t.Fatalf("%+v, %v", a, ok)
	}
	if s := a.Sections[2]; s.Heading != "Refunds" || !strings.HasPrefix(s.Text, "The refund reaches you") {
		t.Errorf("section %+v", s)
	}
	if _, ok := k.assistant.Article("nothing", now); ok {
		t.Error("there is no such article")
	}
	if terms := k.assistant.Terms(); terms.Policies == nil || terms.Shipping == nil || terms.Hours == nil || len(terms.Promotions) == 0 {
		t.Errorf("terms %+v", terms)
	}
}
