package cart_test

import (
	"context"
	"errors"
	"fmt"
	"time"

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

func ExampleOrderBook_Checkout() {
	products := carttest.NewCatalog(catalog.Product{ID: "lamp", Title: "Reading Lamp", Price: catalog.Money{Amount: 8900, Currency: "USD"}})
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: products,
		Promotions: []cart.Promotion{{ID: "spring", Title: "10% off", Code: "SPRING", Percent: 10}},
		Shipping: &cart.Shipping{
			TimeZone: "America/New_York", CutOff: "14:00", Zones: []cart.Zone{{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
				{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "100", MinDays: 3, MaxDays: 5},
			}}},
		},
		Now: func() time.Time { return time.Date(2026, time.March, 3, 15, 0, 0, 0, time.UTC) }, // a Tuesday
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx, carts := context.Background(), book.Carts()
	_, err = carts.Add(ctx, "cart-1", "request-1", cart.Item{ProductID: "lamp", Quantity: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := carts.(cart.Coder).ApplyCode(ctx, "cart-1", "request-2", "spring")
	fmt.Println(c.Total, c.Delivery.From, c.Delivery.Left, err)

	checkout := cart.Checkout{CartID: "cart-1", Email: "ada@shop.example", Method: "standard", Address: cart.Address{
		Name: "Ada Lake", Line1: "1 Main St", City: "New York", Region: "NY", Postal: "10001", Country: "US",
	}}
	order, err := book.Checkout(ctx, "request-3", checkout)
	fmt.Println(order.Total, order.Promised.From.Format(time.DateOnly), order.Promised.To.Format(time.DateOnly), err)

	// The same request again, because the answer got lost: the same order.
	again, err := book.Checkout(ctx, "request-3", checkout)
	fmt.Println(again.Number == order.Number, err)
	// Output:
	// 80.10 USD 5.90 USD 19.90 USD <nil>
	// 86.00 USD 2026-03-06 2026-03-10 <nil>
	// true <nil>
}

func ExampleOrderBook_File() {
	now := time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Catalog: carttest.NewCatalog(), Now: func() time.Time { return now },
		Policies: &cart.Policies{Returns: cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: cart.PaidByShop}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	delivered := func(number string, days int) cart.Order {
		price := catalog.Money{Amount: 8900, Currency: "USD"}
		return cart.Order{
			Number: number, State: cart.OrderDelivered, Placed: now.AddDate(0, 0, -days-3), Currency: "USD", Total: price,
			Lines:   []cart.OrderLine{{ID: "1", ProductID: "lamp", Title: "Reading Lamp", Quantity: 1, Unit: price, Total: price}},
			Parcels: []cart.Parcel{{ID: "1", Delivered: now.AddDate(0, 0, -days)}},
		}
	}
	for number, days := range map[string]int{"LH-1": 7, "LH-2": 31} {
		if err := book.Put(ctx, delivered(number, days)); err != nil {
			fmt.Println(err)
			return
		}
	}
	request, err := book.File(ctx, "request-1", cart.Request{Order: "LH-1", Kind: cart.RequestReturn, Reason: "too_small"})
	fmt.Println(request.State, len(request.Reference), err)

	_, err = book.File(ctx, "request-2", cart.Request{Order: "LH-2", Kind: cart.RequestReturn})
	if refusal, ok := errors.AsType[*cart.Error](err); ok {
		fmt.Println(refusal.Code, refusal.Message)
	}
	// Output:
	// approved 6 <nil>
	// not_now Reading Lamp can no longer be returned: the 30 days after delivery ended yesterday.
}

func ExamplePolicies_CanReturn() {
	policies := &cart.Policies{
		TimeZone: "America/New_York",
		Returns: cart.ReturnPolicy{Window: 30, Condition: "unused", Categories: []cart.CategoryRule{
			{Category: "Footwear", Window: 60, Condition: "worn indoors only"},
		}},
	}
	order := &cart.Order{
		State: cart.OrderDelivered, Currency: "USD", Lines: []cart.OrderLine{{ID: "1", Quantity: 1, Category: []string{"Footwear", "Boots"}}},
		Parcels: []cart.Parcel{{Delivered: time.Date(2026, time.March, 2, 3, 0, 0, 0, time.UTC)}}, // March 1 in New York
	}
	ruling := policies.CanReturn(order, "1", time.Date(2026, time.April, 20, 12, 0, 0, 0, time.UTC))
	fmt.Println(ruling.Code, ruling.Until.Format("January 2"), ruling.Condition)
	// Output: ok April 30 worn indoors only
}
