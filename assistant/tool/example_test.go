package tool_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
)

func itemMug() cart.Item { return cart.Item{ProductID: "mug", Quantity: 1} }

// A model searches and then wants to fill the cart: the shopper gets a button.
func ExampleSession_Call() {
	index, err := catalog.NewIndex(feed.Read(strings.NewReader(`{"id":"mug","title":"Tin Mug","price":"9.50","currency":"USD"}`)).Products())
	if err != nil {
		fmt.Println(err)
		return
	}
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
	if err != nil {
		fmt.Println(err)
		return
	}
	turn := assistant.Turn{ID: "turn-1", Locale: "en-US", Text: "something to drink from",
		Shop: assistant.BindShop(assistant.Binding{Catalog: index, Carts: carts, CartID: "cart-1"})}
	session := tool.New(tool.Config{}).Session(turn, nil)
	for _, call := range [][2]string{{"search_products", `{"text": "mug"}`}, {"add_to_cart", `{"product": "mug"}`}} {
		result, err := session.Call(context.Background(), call[0], []byte(call[1]))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(string(result.JSON))
		if result.Proposal != nil {
			fmt.Printf("[%s]\n", result.Proposal.Label)
		}
	}
	now, err := turn.Shop.Cart(context.Background())
	fmt.Println(now.Count, "in the cart", err)
	// Output:
	// {"total":1,"products":[{"id":"mug","title":"Tin Mug","price":"$9.50"}]}
	// {"proposed":"Add Tin Mug","status":"nothing is changed yet: the shopper sees a button and decides"}
	// [Add Tin Mug]
	// 0 in the cart <nil>
}
