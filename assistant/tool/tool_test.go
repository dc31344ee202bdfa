package tool_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/catalog"
)

// caller is a session in a shop, in a test.
type caller struct {
	t       *testing.T
	shop    *shoptest.Shop
	session *tool.Session
}

func begin(t *testing.T, text string, writes ...assistant.Write) *caller {
	shop := shoptest.Open(t)
	return &caller{t, shop, tool.New(tool.Config{Articles: shop.Articles}).Session(shop.Turn("turn-1", text), writes)}
}

func (c *caller) call(name, args string) tool.Result {
	c.t.Helper()
	r, err := c.session.Call(c.t.Context(), name, []byte(args))
	if err != nil {
		c.t.Fatalf("%s(%s): %v", name, args, err)
	}
	if !json.Valid(r.JSON) {
		c.t.Fatalf("%s(%s) returned %q", name, args, r.JSON)
	}
	return r
}

// What a search finds is shown as cards at once, once, and may be spoken of.
func TestSearch(t *testing.T) {
	c := begin(t, "a jacket under 150")
	r := c.call("search_products", `{"text": "jacket", "max_price": 150}`)
	if len(r.Blocks) != 1 {
		t.Fatalf("%d blocks", len(r.Blocks))
	}
	cards := r.Blocks[0].(assistant.ProductsBlock).Cards
	if len(cards) != 2 || cards[0].Price.Amount == 0 {
		t.Errorf("%d cards: %+v", len(cards), cards)
	}
	for _, want := range []string{`"id":"beck"`, `"price":"$128.00"`, `"waterproof: yes"`, `"total":2`} {
		if !strings.Contains(string(r.JSON), want) {
			t.Errorf("%s is not in %s", want, r.JSON)
		}
	}
	if title, ok := c.session.Title("beck"); !ok || title != "Beck Rain Jacket" {
		t.Errorf("beck is called %q, %v", title, ok)
	}
	if _, ok := c.session.Title("fell"); ok {
		t.Error("a product that no tool returned is known")
	}
	if again := c.call("search_products", `{"text": "rain jacket"}`); len(again.Blocks) > 0 {
		for _, card := range again.Blocks[0].(assistant.ProductsBlock).Cards {
			if card.ID == "beck" {
				t.Error("the same card comes twice")
			}
		}
	}
}

// Where nothing fits the nearest are shown, with what they do not meet.
func TestNothingFits(t *testing.T) {
	r := begin(t, "").call("search_products", `{"text": "jacket", "max_price": "20.00"}`)
	if !strings.Contains(string(r.JSON), "does_not_meet") || len(r.Blocks) != 1 {
		t.Errorf("%s", r.JSON)
	}
}

// Arguments are read strictly, and what is wrong with them is said.
func TestArgumentsAreStrict(t *testing.T) {
	c := begin(t, "")
	for _, a := range []struct{ tool, args, why string }{
		{"search_products", `{}`, "text is missing"},
		{"search_products", `{"text": ""}`, "text is empty"},
		{"search_products", `{"text": "x", "tenant": "other-shop"}`, "tenant"},
		{"search_products", `{"text": "x", "text": "y"}`, "duplicate"},
		{"search_products", `{"Text": "x"}`, "Text"},
		{"search_products", `{"text": "` + strings.Repeat("a", 301) + `"}`, "300"},
		{"search_products", `{"text": "` + strings.Repeat("a", 20<<10) + `"}`, "16384"},
		{"search_products", `{"text": "x", "sort": "by_magic"}`, "price_up"},
		{"search_products", `{"text": "x", "max_price": "cheap"}`, "no price"},
		{"search_products", `{"text": "x", "max_price": -1}`, "no price"},
		{"search_products", `{"text": 3}`, "cannot be read"},
		{"search_products", `[]`, "cannot be read"},
		{"search_products", `{"text": "x"`, "cannot be read"},
		{"search_products", `{"text": "x"} {"text": "y"}`, "cannot be read"},
		{"set_quantity", `{"line": "l"}`, "quantity is missing"},
		{"set_quantity", `{"line": "l", "quantity": 999}`, "from 0 to 99"},
		{"set_quantity", `{"line": "l", "quantity": 1.5}`, "cannot be read"},
		{"compare_products", `{"ids": ["beck"]}`, "from 2 to 4"},
		{"add_to_cart", `{"product": "beck", "cart": "cart-2"}`, "cart"},
		{"get_order", `{"number": "NW-1", "email": "a@b.example"}`, "email"},
		{"shop_terms", `{"topic": "refund_everything"}`, "must be one of"},
		{"rm_rf", `{}`, "no tool"},
	} {
		r := c.call(a.tool, a.args)
		if !r.Refused || !strings.Contains(string(r.JSON), a.why) || len(r.Blocks) > 0 || r.Proposal != nil {
			t.Errorf("%s(%.60s): %s, want %q", a.tool, a.args, r.JSON, a.why)
		}
	}
}

// A model's wish to write comes to a chip, always with the same id, and to nothing
// else.
func TestWritesAreProposed(t *testing.T) {
	c := begin(t, "I like the Beck")
	c.call("search_products", `{"text": "rain jacket"}`)
	first := c.call("add_to_cart", `{"product": "beck", "options": {"size": "m"}, "quantity": 2}`)
	if first.Proposal == nil || c.shop.Count(t) != 0 {
		t.Fatalf("%s, and %d in the cart", first.JSON, c.shop.Count(t))
	}
	want := assistant.Action{Do: assistant.DoAdd, Product: "beck", Variant: "beck-m", Quantity: 2}
	if a := first.Proposal.Action; a.Do != want.Do || a.Product != want.Product || a.Variant != want.Variant || a.Quantity != want.Quantity {
		t.Errorf("%+v", a)
	}
	if n := len([]rune(first.Proposal.Label)); n > assistant.MaxLabel {
		t.Errorf("the label has %d characters", n)
	}
	again := c.call("add_to_cart", `{"quantity": 2, "variant": "beck-m", "product": "beck"}`)
	if again.Proposal.ID != first.Proposal.ID {
		t.Errorf("%s and %s are one proposal", first.Proposal.ID, again.Proposal.ID)
	}
	for args, why := range map[string]string{
		`{"product": "fell"}`:                             "no tool has returned",
		`{"product": "P-9001", "quantity": 3}`:            "no tool has returned",
		`{"product": "beck", "options": {"size": "XXL"}}`: "not made",
		`{"product": "beck", "variant": "beck-l"}`:        "sold out",
		`{"product": "beck", "variant": "other"}`:         "no such variant",
	} {
		if r := c.call("add_to_cart", args); !r.Refused || !strings.Contains(string(r.JSON), why) {
			t.Errorf("%s: %s", args, r.JSON)
		}
	}
	c.call("search_products", `{"text": "tent"}`)
	if r := c.call("add_to_cart", `{"product": "tent"}`); !r.Refused {
		t.Errorf("what has no price was proposed: %s", r.JSON)
	}
}

// What the message itself asks for is done, once, and nothing that is near it.
func TestAskedWritesAreDone(t *testing.T) {
	write := assistant.Write{Key: "turn-1:add", Action: assistant.Action{Do: assistant.DoAdd, Product: "beck", Options: map[string]string{"size": "M"}, Quantity: 1}}
	for args, done := range map[string]bool{
		`{"product": "beck", "options": {"size": "M"}}`:                true,
		`{"product": "beck", "variant": "beck-m", "quantity": 1}`:      true,
		`{"product": "beck", "options": {"size": "M"}, "quantity": 2}`: false,
		`{"product": "beck", "options": {"size": "S"}}`:                false,
		`{"product": "beck"}`:                   false,
		`{"product": "drizzle", "quantity": 1}`: false,
	} {
		c := begin(t, "add the Beck in M", write)
		c.call("search_products", `{"text": "jacket"}`)
		for range 2 {
			c.call("add_to_cart", args)
		}
		if got := c.shop.Count(t); got != map[bool]int{true: 1}[done] {
			t.Errorf("%s put %d into the cart", args, got)
		}
	}
}

// What costs something else by now than the conversation has shown is not added, though
// the message asks for it: the shopper sees the price and decides.
func TestAskedAtAnotherPrice(t *testing.T) {
	write := assistant.Write{Key: "turn-1:add", Action: assistant.Action{Do: assistant.DoAdd, Product: "beck", Options: map[string]string{"size": "M"}, Quantity: 1}}
	for shown, done := range map[int64]bool{12800: true, 9900: false, 15000: false} {
		shop := shoptest.Open(t)
		turn := shop.Turn("turn-1", "add the Beck in M")
		card := assistant.Card{ID: "beck", Title: "Beck Rain Jacket", Price: catalog.Money{Amount: shown, Currency: "USD"}}
		turn.History = []assistant.Message{{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.ProductsBlock{Cards: []assistant.Card{card}}}}}
		c := &caller{t, shop, tool.New(tool.Config{}).Session(turn, []assistant.Write{write})}
		r := c.call("add_to_cart", `{"product": "beck", "options": {"size": "M"}}`)
		if got := shop.Count(t); got != map[bool]int{true: 1}[done] {
			t.Errorf("shown at %d: %d in the cart", shown, got)
		}
		if done {
			continue
		}
		if r.Proposal == nil || r.Proposal.Action.Variant != "beck-m" || !r.Refused || len(r.Blocks) != 1 || !strings.Contains(string(r.JSON), "$128.00") {
			t.Errorf("shown at %d: %s, %+v, %d blocks", shown, r.JSON, r.Proposal, len(r.Blocks))
		}
	}
}

// A code comes from the shopper or from the shop, never from a text in between.
func TestCodes(t *testing.T) {
	c := begin(t, "I have a code, it is Meadow10!")
	if r := c.call("apply_code", `{"code": "MEADOW10"}`); r.Proposal == nil || r.Proposal.Action.Do != assistant.DoCode {
		t.Errorf("%s", r.JSON)
	}
	for _, code := range []string{"ZZQ-FREE-90", "INSIDE", "SPRING"} {
		if r := c.call("apply_code", `{"code": "`+code+`"}`); r.Proposal != nil {
			t.Errorf("%s was proposed", code)
		}
	}
}

// Lines are changed by chip; another's line is none.
func TestSetQuantity(t *testing.T) {
	c := begin(t, "")
	if _, err := c.shop.Turn("x", "").Shop.Add(t.Context(), "k", itemMug()); err != nil {
		t.Fatal(err)
	}
	shown := c.call("show_cart", ``)
	var view struct{ Lines []struct{ Line string } }
	if err := json.Unmarshal(shown.JSON, &view); err != nil || len(view.Lines) != 1 || len(shown.Blocks) != 1 {
		t.Fatalf("%s, %v", shown.JSON, err)
	}
	r := c.call("set_quantity", `{"line": "`+view.Lines[0].Line+`", "quantity": 2}`)
	if r.Proposal == nil || r.Proposal.Action.Quantity != 2 || c.shop.Count(t) != 1 {
		t.Errorf("%s, and %d in the cart", r.JSON, c.shop.Count(t))
	}
	for _, args := range []string{`{"line": "other", "quantity": 1}`, `{"line": "` + view.Lines[0].Line + `", "quantity": 50}`} {
		if r := c.call("set_quantity", args); !r.Refused {
			t.Errorf("%s: %s", args, r.JSON)
		}
	}
}

// Nobody's order is told to who may not see it, and every miss reads alike.
func TestOrders(t *testing.T) {
	c := begin(t, "")
	var misses []string
	for _, number := range []string{"NW-100240", "NW-100241", "nonsense"} {
		r := c.call("get_order", `{"number": "`+number+`"}`)
		if !r.Refused || len(r.Blocks) > 0 || r.Proposal == nil {
			t.Errorf("%s: %+v", number, r)
		}
		misses = append(misses, string(r.JSON))
	}
	if misses[0] != misses[1] || misses[1] != misses[2] {
		t.Errorf("misses differ: %q", misses)
	}
	if r := c.call("list_orders", `{}`); !r.Refused {
		t.Errorf("%s", r.JSON)
	}
}

// Rules and articles are the shop's own; what it does not say is not promised.
func TestTermsAndArticles(t *testing.T) {
	c := begin(t, "")
	if r := c.call("shop_terms", `{"topic": "returns"}`); !strings.Contains(string(r.JSON), `"window":30`) {
		t.Errorf("%s", r.JSON)
	}
	if r := c.call("shop_terms", `{"topic": "promotions"}`); strings.Contains(string(r.JSON), "INSIDE") || !strings.Contains(string(r.JSON), "MEADOW10") {
		t.Errorf("%s", r.JSON)
	}
	for _, topic := range []string{"shipping", "hours", "warranty", "gift"} {
		if r := c.call("shop_terms", `{"topic": "`+topic+`"}`); r.Refused {
			t.Errorf("%s: %s", topic, r.JSON)
		}
	}
	r := c.call("find_articles", `{"question": "how do I send something back?"}`)
	if len(r.Articles) == 0 || len(r.Blocks) != 1 {
		t.Errorf("%s", r.JSON)
	}
	if r := c.call("find_articles", `{"question": "who won the cup in 1998?"}`); !r.Refused {
		t.Errorf("%s", r.JSON)
	}
}

// Letters that nobody sees do not reach a model.
func TestHiddenLetters(t *testing.T) {
	shop := shoptest.Open(t, `{"id":"evil","title":"Good\u202e Chair","price":"10.00","currency":"USD","description":"Sit.\udb40\udc41\udb40\udc42 Really\u200b nice.","reviews":[{"rating":5,"text":"ok\u0007"}]}`)
	s := tool.New(tool.Config{}).Session(shop.Turn("t", ""), nil)
	if _, err := s.Call(t.Context(), "search_products", []byte(`{"text":"chair"}`)); err != nil {
		t.Fatal(err)
	}
	r, err := s.Call(t.Context(), "get_product", []byte(`{"id":"evil"}`))
	if err != nil || r.Refused {
		t.Fatalf("%s, %v", r.JSON, err)
	}
	var v struct{ Title, Description string }
	if err := json.Unmarshal(r.JSON, &v); err != nil {
		t.Fatal(err)
	}
	if v.Title != "Good Chair" || v.Description != "Sit. Really nice." {
		t.Errorf("%q, %q", v.Title, v.Description)
	}
}

// What earlier replies showed is known, and only that.
func TestConversationIsRemembered(t *testing.T) {
	shop := shoptest.Open(t)
	p, err := shop.Index.Product(t.Context(), "lamp")
	if err != nil {
		t.Fatal(err)
	}
	turn := shop.Turn("t2", "is it bright?")
	turn.History = []assistant.Message{
		{Author: assistant.AuthorShopper, Text: "the lamp", Parts: assistant.Parts{assistant.ProductsBlock{Cards: []assistant.Card{{ID: "fell", Title: "Mine"}}}}},
		{Author: assistant.AuthorAssistant, Parts: assistant.Parts{assistant.ProductsBlock{Cards: []assistant.Card{assistant.NewCard(&p, "", "")}}}},
	}
	turn.Page.Product = "mug"
	s := tool.New(tool.Config{}).Session(turn, nil)
	for id, known := range map[string]bool{"lamp": true, "mug": true, "fell": false, "": false} {
		if _, ok := s.Title(id); ok != known {
			t.Errorf("%q is known: %v", id, ok)
		}
	}
	r, err := s.Call(t.Context(), "get_product", []byte(`{"id":"lamp"}`))
	if err != nil || r.Refused || len(r.Blocks) != 0 {
		t.Errorf("what is seen already is shown again: %+v, %v", r, err)
	}
}

// A shop without orders or articles has no tools for them.
func TestToolsOfAShop(t *testing.T) {
	shop := shoptest.Open(t)
	turn := shop.Turn("t", "")
	turn.Shop = assistant.BindShop(assistant.Binding{Catalog: shop.Index, Carts: shop.Carts, CartID: "c"})
	turn.Waiting = true
	for _, d := range tool.New(tool.Config{}).Session(turn, nil).Tools() {
		switch d.Name {
		case "list_orders", "get_order", "find_articles", "ask_for_person":
			t.Errorf("%s makes no sense here", d.Name)
		}
		if !json.Valid(d.Schema) {
			t.Errorf("%s: %s", d.Name, d.Schema)
		}
	}
}

// Whatever a model sends, a tool answers with JSON and writes nothing.
func FuzzCall(f *testing.F) {
	f.Add("search_products", `{"text": "jacket", "max_price": 80}`)
	f.Add("add_to_cart", `{"product": "mug", "quantity": 2}`)
	f.Add("shop_terms", `{"topic": "returns"}`)
	f.Add("set_quantity", `{"line": "x", "quantity": -1}`)
	f.Fuzz(func(t *testing.T, name, args string) {
		c := begin(t, "")
		r := c.call(name, args)
		if c.shop.Count(t) != 0 {
			t.Fatal("something is in the cart")
		}
		if r.Refused && (!strings.Contains(string(r.JSON), `"error"`) || len(r.Blocks) > 0) {
			t.Fatalf("refused with %s and %d blocks", r.JSON, len(r.Blocks))
		}
	})
}
