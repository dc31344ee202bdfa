package tool_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/internal/prose"
	"github.com/aisle-chat/aisle/assistant/internal/shoptest"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// doors are the tools, each with a message to the planner that asks for the same.
// CART stands for a line of the cart, ORDER for the number of the order at hand.
var doors = map[string]struct {
	before, message string
	args            string
}{
	"search_products":  {"", "show me jackets under $150", `{"text": "jackets under $150"}`},
	"get_product":      {"show me jackets", "tell me about the Beck Rain Jacket", `{"id": "beck"}`},
	"compare_products": {"show me jackets", "compare the Beck Rain Jacket with the Drizzle Shell Jacket", `{"ids": ["beck", "drizzle"]}`},
	"show_cart":        {"add the camp lamp to my cart", "what is in my cart?", `{}`},
	"add_to_cart":      {"show me mugs", "add two tin mugs to my cart", `{"product": "mug", "quantity": 2}`},
	"set_quantity":     {"add the tin mug to my cart", "make it 3", `{"line": "CART", "quantity": 3}`},
	"apply_code":       {"add the camp lamp to my cart", "use the code MEADOW10", `{"code": "MEADOW10"}`},
	"list_orders":      {"", "show me my orders", `{}`},
	"get_order":        {"", "where is order ORDER?", `{"number": "ORDER"}`},
	"shop_terms":       {"", "which promotions do you have?", `{"topic": "promotions"}`},
	"find_articles":    {"", "How can I pay?", `{"question": "How can I pay?"}`},
	"ask_for_person":   {"", "I want to talk to a person", `{"why": "to talk"}`},
}

// Whatever a model may call comes to the same as what the planner does of itself: the
// same blocks, the same cart, the same request for a person. What a model may only
// propose comes to it once it is tapped.
func TestBothDoors(t *testing.T) {
	for _, d := range tool.New(tool.Config{Articles: shoptest.Open(t).Articles}).Session(shoptest.Open(t).Turn("t", ""), nil).Tools() {
		door, ok := doors[d.Name]
		if !ok {
			t.Errorf("%s has no other door in this test", d.Name)
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			own, called := enter(t, door.before), enter(t, door.before)
			own.say(own.fill(door.message), nil)
			called.call(d.Name, called.fill(door.args), own.survey)
			if len(own.outcome())+len(own.facts()) == 0 {
				t.Fatalf("the planner answered %q with nothing to compare", door.message)
			}
			for _, fact := range own.facts() {
				if !strings.Contains(called.json, fact) {
					t.Errorf("the planner goes by %q, which is not in %s", fact, called.json)
				}
			}
			for kind, want := range own.outcome() {
				if got := called.outcome()[kind]; got != want {
					t.Errorf("%s: the tool came to\n%s\nand the planner to\n%s", kind, got, want)
				}
			}
			if got, want := called.cart(), own.cart(); got != want {
				t.Errorf("the carts are\n%s\nand\n%s", got, want)
			}
		})
	}
}

// visit is one shopper in a shop of their own, who has an order.
type visit struct {
	t      *testing.T
	shop   *shoptest.Shop
	order  string
	wren   *planner.Planner
	state  assistant.Outcome
	past   []assistant.Message
	turns  int
	survey []assistant.Write
	parts  assistant.Parts
	json   string
}

func enter(t *testing.T, before string) *visit {
	shop := shoptest.Open(t)
	shop.Customer = &assistant.Customer{ID: "c-1", Name: "Ada", Email: "ada@mail.example"}
	v := &visit{t: t, shop: shop, wren: planner.New(planner.Config{Knowledge: shoptest.Knowledge()})}
	turn := shop.Turn("checkout", "")
	if _, err := (tool.AddToCart{Product: "lamp", Key: "lamp"}).Do(t.Context(), &turn); err != nil {
		t.Fatal(err)
	}
	order, err := shop.Book.Checkout(t.Context(), "checkout", cart.Checkout{
		CartID: shop.Cart, CustomerID: "c-1", Email: "ada@mail.example", Method: "standard",
		Address: cart.Address{Name: "Ada", Line1: "1 Main St", City: "Springfield", Region: "IL", Postal: "62701", Country: "US"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if v.order = order.Number; before != "" {
		v.say(before, nil)
	}
	return v
}

func (v *visit) turn(text string) assistant.Turn {
	v.turns++
	turn := v.shop.Turn("turn-"+string(rune('0'+v.turns)), text)
	turn.State, turn.StateVersion, turn.History = v.state.State, v.state.StateVersion, v.past
	return turn
}

// say lets the planner answer a message or a tap.
func (v *visit) say(text string, tap *assistant.Action) {
	v.t.Helper()
	turn := v.turn(text)
	turn.Action = tap
	survey, err := v.wren.Survey(v.t.Context(), turn)
	if err != nil {
		v.t.Fatal(err)
	}
	v.survey = survey.Writes
	var said shoptest.Recorder
	if v.state, err = v.wren.Respond(v.t.Context(), turn, &said); err != nil {
		v.t.Fatal(err)
	}
	v.parts = said.Seen
	v.past = append(v.past, assistant.Message{Author: assistant.AuthorShopper, Text: text}, assistant.Message{Author: assistant.AuthorAssistant, Parts: said.Seen})
}

// call lets a model call a tool where the message asked for writes, and taps what it
// proposes.
func (v *visit) call(name, args string, writes []assistant.Write) {
	v.t.Helper()
	turn := v.turn("")
	session := tool.New(tool.Config{Articles: v.shop.Articles}).Session(turn, writes)
	r, err := session.Call(v.t.Context(), name, []byte(args))
	if err != nil || r.Refused {
		v.t.Fatalf("%s(%s): %s, %v", name, args, r.JSON, err)
	}
	if v.json = string(r.JSON); r.Proposal != nil {
		v.say(r.Proposal.Label, &r.Proposal.Action)
		return
	}
	v.parts = nil
	for _, block := range r.Blocks {
		v.parts = append(v.parts, block)
	}
}

// fill writes what only this visit knows into a text.
func (v *visit) fill(text string) string {
	now, err := v.shop.Carts.Get(v.t.Context(), v.shop.Cart)
	if err != nil {
		v.t.Fatal(err)
	}
	if len(now.Lines) > 0 {
		text = strings.ReplaceAll(text, "CART", now.Lines[0].ID)
	}
	return strings.ReplaceAll(text, "ORDER", v.order)
}

// outcome is what the last turn showed and did, by kind and without what only words
// are: reasons, verdicts and gists.
func (v *visit) outcome() map[string]string {
	shown := map[string]string{}
	for _, part := range v.parts {
		switch b := part.(type) {
		case assistant.ProductsBlock:
			for i := range b.Cards {
				b.Cards[i].Reason, b.Cards[i].Chosen = "", nil
			}
			shown["cards"] = written(b.Cards)
		case assistant.CompareBlock:
			shown["rows"] = written(b.Rows)
		case assistant.CartBlock:
			shown["cart"] = b.Text
		case assistant.OrderBlock:
			shown["order"] = b.Text + written(b.Order.Lines) + written(b.Order.Actions)
		case assistant.ArticleBlock:
			shown["article"] = b.ID + ": " + b.Title + ": " + b.Quote
		case assistant.HandoffBlock:
			shown["person"] = b.Text + b.Expectation
		}
	}
	for kind, text := range shown {
		shown[kind] = strings.ReplaceAll(text, v.order, "ORDER")
	}
	if h := v.state.Handoff; h != nil {
		shown["reason"] = h.Reason
	}
	return shown
}

// facts are what the words of the last turn went by, as a tool writes it.
func (v *visit) facts() []string {
	var facts []string
	for _, part := range v.parts {
		text, _ := part.(assistant.Text)
		for _, e := range text.Evidence {
			switch {
			case e.Kind == "product" && e.Field == "description", e.Kind == "policy" && e.Field == "code":
				facts = append(facts, e.Value)
			case e.Kind == "product" && e.Field == "price":
				p, err := v.shop.Index.Product(v.t.Context(), e.ID)
				if err != nil {
					v.t.Fatal(err)
				}
				facts = append(facts, p.Price.Format("en-US"))
			case e.Kind == "policy" && e.Field == "ends":
				day, err := time.Parse(time.DateOnly, e.Value)
				if err != nil {
					v.t.Fatal(err)
				}
				facts = append(facts, prose.Date(day))
			}
		}
	}
	return facts
}

func written(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// cart is what lies in the shopper's cart.
func (v *visit) cart() string {
	now, err := v.shop.Carts.Get(v.t.Context(), v.shop.Cart)
	if err != nil {
		v.t.Fatal(err)
	}
	var lines []string
	for i := range now.Lines {
		lines = append(lines, tool.LineName(&now.Lines[i])+" "+now.Lines[i].Total.String())
	}
	return written(lines) + written(now.Codes) + now.Total.String()
}
