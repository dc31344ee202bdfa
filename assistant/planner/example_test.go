package planner_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/planner"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

const products = `
{"id":"mug","title":"Tin Mug","category":"Mugs","price":"9.50","currency":"USD","options":[{"name":"color","values":["Blue","White"]}],"attributes":{"dishwasher":"yes"}}
{"id":"lamp","title":"Camp Lamp","category":"Lamps","price":"35.00","currency":"USD","attributes":{"run time":"8 h"}}
`

// printer writes the words and the chips of a reply.
type printer struct{}

func (printer) Write(part assistant.Part) error {
	switch part := part.(type) {
	case assistant.Text:
		fmt.Println(part.Text)
	case assistant.ChoicesBlock:
		var labels []string
		for _, choice := range part.Choices {
			labels = append(labels, "["+choice.Label+"]")
		}
		fmt.Println(strings.Join(labels, " "))
	}
	return nil
}

// A conversation is a row of turns, each of which gets the state that the one
// before left.
func ExamplePlanner() {
	index, err := catalog.NewIndex(feed.Read(strings.NewReader(products)).Products())
	if err != nil {
		fmt.Println(err)
		return
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		fmt.Println(err)
		return
	}
	shop := planner.New(planner.Config{})
	var last assistant.Outcome
	for i, text := range []string{"do you have mugs?", "can it go in the dishwasher?", "add it", "blue"} {
		last, err = shop.Respond(context.Background(), assistant.Turn{
			ID: fmt.Sprint("turn-", i), Text: text, Locale: "en-US", Now: time.Now(),
			State: last.State, StateVersion: last.StateVersion,
			Shop: assistant.BindShop(assistant.Binding{Catalog: index, Carts: carts, CartID: "cart-1"}),
		}, printer{})
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// One mug.
	// [Add to cart] [Which colors are in stock?]
	// Yes. The shop's data for the Tin Mug says “dishwasher: yes”.
	// [Add to cart] [Which colors are in stock?] [More Mugs] [Talk to a person]
	// Which color of the Tin Mug?
	// [Blue] [White]
	// Added: the Tin Mug in Blue. Your cart: 1 item, $9.50.
	// [Make it 2] [Checkout] [More Mugs] [Take it out again]
}
