package agent_test

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

// parrot is a model that searches for what the shopper said, and then says a true
// sentence and a false one. A real one is made by assistant/agent/langchain.
type parrot struct{}

func (parrot) Generate(_ context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	last := r.Messages[len(r.Messages)-1]
	return func(yield func(agent.Event, error) bool) {
		var said agent.Event = agent.Delta("[[mug]] is dishwasher safe. It is yours for $5.")
		if last.Role == agent.RoleUser {
			said = agent.ToolCall{ID: "1", Name: "search_products", Arguments: fmt.Sprintf(`{"text":%q}`, last.Text)}
		}
		_ = yield(said, nil) && yield(agent.Stop{}, nil)
	}
}

// printer prints what a shopper sees.
type printer struct{}

func (printer) Write(p assistant.Part) error {
	switch p := p.(type) {
	case assistant.Text:
		fmt.Println(strings.TrimSpace(p.Text))
	case assistant.Block:
		fmt.Println(p.Kind()+":", p.Fallback())
	}
	return nil
}

// A model talks, the catalogue has the last word, and the built-in assistant
// answers whatever the model need not or cannot.
func ExampleNew() {
	index, err := catalog.NewIndex(feed.Read(strings.NewReader(
		`{"id":"mug","title":"Tin Mug","price":"9.50","currency":"USD","attributes":{"dishwasher safe":"yes"}}`)).Products())
	if err != nil {
		fmt.Println(err)
		return
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		fmt.Println(err)
		return
	}
	talker, err := agent.New(agent.Config{Model: parrot{}, Name: "parrot", Fallback: planner.New(planner.Config{})})
	if err != nil {
		fmt.Println(err)
		return
	}
	shop := assistant.BindShop(assistant.Binding{Catalog: index, Carts: carts, CartID: "cart-1"})
	for _, text := range []string{"a mug for camping", "what is in my cart?"} {
		_, err := talker.Respond(context.Background(), assistant.Turn{ID: text, Locale: "en-US", Text: text, Shop: shop}, printer{})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	report := talker.Report()
	fmt.Printf("%d turns, %d of them without the model\n", report.Turns, report.Settled)
	// Output:
	// products: Tin Mug ($9.50)
	// Tin Mug is dishwasher safe.
	// It is yours for $9.50.
	// wishes: Looking for: Mug
	// choices: You could also say: Tell me more about it.
	// cart: Your cart is empty
	// Your cart is empty.
	// choices: You could say: Show me something new, Talk to a person
	// 2 turns, 1 of them without the model
}
