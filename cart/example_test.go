package cart_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/cart/carttest"
	"github.com/aisle-chat/aisle/catalog"
)

func ExampleNew() {
	products := carttest.NewCatalog(catalog.Product{
		ID: "lamp", Title: "Reading Lamp",
		Price: catalog.Money{Amount: 8900, Currency: "USD"},
		Stock: catalog.Stock{Known: true, Count: 3},
	})
	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: products})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	item := cart.Item{ProductID: "lamp", Quantity: 2}
	c, err := carts.Add(ctx, "cart-1", "request-1", item)
	fmt.Println(c.Count, c.Subtotal.Amount, err)

	// The same request again, because the answer got lost: nothing changes.
	c, err = carts.Add(ctx, "cart-1", "request-1", item)
	fmt.Println(c.Count, c.Subtotal.Amount, err)

	_, err = carts.Add(ctx, "cart-1", "request-2", item)
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		fmt.Println(refusal.Code, refusal.Message, refusal.Available)
	}
	// Output:
	// 2 17800 <nil>
	// 2 17800 <nil>
	// stock Only 3 of Reading Lamp are left. You have 2 in your cart already. 1
}

func ExamplePrice() {
	contents := cart.Contents{Version: 4, Entries: []cart.Entry{
		{ProductID: "mug", Quantity: 2, Seen: catalog.Money{Amount: 1250, Currency: "USD"}, Name: "Enamel Mug"},
		{ProductID: "vase", Quantity: 1, Seen: catalog.Money{Amount: 3000, Currency: "USD"}, Name: "Tall Vase"},
	}}
	products := map[string]catalog.Product{
		"mug": {ID: "mug", Title: "Enamel Mug", Price: catalog.Money{Amount: 1100, Currency: "USD"}},
	}
	c := cart.Price("cart-1", contents, cart.Prices{Products: products, Currency: "USD"})
	fmt.Println(c.Count, c.Subtotal.Amount)
	for _, n := range c.Notices {
		fmt.Println(n.Code+":", n.Text)
	}
	// Output:
	// 2 2200
	// price_changed: The price of Enamel Mug has come down from $12.50 to $11.00.
	// gone: Tall Vase is not sold any more.
}
