package planner

import (
	"context"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

func usd(n int64) catalog.Money { return catalog.Money{Amount: n * 100, Currency: "USD"} }

// withOrders gives the shop its orders, and the rules that stand beside its
// articles.
func (k *talker) withOrders() {
	k.t.Helper()
	terms := k.assistant.Terms()
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Catalog: k.index, Carts: cart.NewMemory(), Currency: "USD", Prefix: "NW-",
		Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions, Now: func() time.Time { return k.now },
	})
	if err != nil {
		k.t.Fatal(err)
	}
	for _, o := range testOrders() {
		if err := book.Put(context.Background(), o); err != nil {
			k.t.Fatal(err)
		}
	}
	k.book, k.carts = book, book.Carts()
}

// testOrders are Robin's and a guest's, in every state that an order can be in.
func testOrders() []cart.Order {
	at := func(days float64) time.Time { return now.Add(time.Duration(days * 24 * float64(time.Hour))) }
	day := func(after int) time.Time { return time.Date(2026, 11, 24+after, 0, 0, 0, 0, time.UTC) }
	boots := cart.OrderLine{ID: "boots", ProductID: "brook-boots", VariantID: "brook-9", Options: map[string]string{"size": "9"}, Title: "Brook Hiking Boots", Quantity: 1, Unit: usd(150), Total: usd(150), Category: []string{"Shoes", "Boots"}}
	mugs := cart.OrderLine{ID: "mugs", ProductID: "clay-mug", Title: "Clay Mug", Quantity: 2, Unit: usd(14), Total: usd(28), Category: []string{"Home", "Mugs"}}
	shirt := cart.OrderLine{ID: "shirt", ProductID: "dune-shirt", VariantID: "dune-shirt-blue-m", Options: map[string]string{"color": "Blue", "size": "M"}, Title: "Dune Shirt", Quantity: 2, Unit: usd(55), Total: usd(110), Category: []string{"Clothing", "Shirts"}}
	lamp := cart.OrderLine{ID: "lamp", ProductID: "ember-lamp", Title: "Ember Lamp", Quantity: 1, Unit: usd(35), Total: usd(35), Category: []string{"Home", "Lamps"}}
	jacket := cart.OrderLine{ID: "jacket", ProductID: "fjord", VariantID: "fjord-blue-m", Options: map[string]string{"color": "Blue", "size": "M"}, Title: "Fjord Rain Jacket", Quantity: 1, Unit: usd(120), Total: usd(120), Category: []string{"Clothing", "Jackets"}}
	address := cart.Address{Name: "Robin Reed", Line1: "12 Hollow Road", City: "Montpelier", Region: "VT", Postal: "05602", Country: "US"}
	order := func(number string, state cart.OrderState, placed float64, lines []cart.OrderLine, change func(o *cart.Order)) cart.Order {
		o := cart.Order{
			Number: number, Email: "robin@example.com", CustomerID: "robin", State: state, Placed: at(placed), Currency: "USD",
			Lines: lines, Method: "standard", Address: address, Shipping: catalog.Money{Currency: "USD"},
		}
		o.Subtotal.Currency, o.Total.Currency = "USD", "USD"
		for _, line := range lines {
			o.Subtotal.Amount += line.Total.Amount
		}
		o.Total = o.Subtotal
		if change != nil {
			change(&o)
		}
		return o
	}
	sent := func(change func(p *cart.Parcel)) cart.Parcel {
		p := cart.Parcel{ID: "p1", Carrier: "Postal", Tracking: "PO 1701", URL: "https://postal.example/1701", Shipped: at(-2), Moved: at(-1)}
		if change != nil {
			change(&p)
		}
		return p
	}
	arrived := func(days float64) []cart.Parcel {
		return []cart.Parcel{sent(func(p *cart.Parcel) { p.Shipped, p.Moved, p.Delivered = at(days-2), at(days), at(days) })}
	}
	lines := func(l ...cart.OrderLine) []cart.OrderLine { return l }
	final := shirt
	final.FinalSale = true
	return []cart.Order{
		order("NW-1001", cart.OrderPlaced, -0.1, lines(jacket), func(o *cart.Order) { o.Promised = cart.Window{From: day(3), To: day(6)} }),
		order("NW-1002", cart.OrderPacked, -1, lines(lamp), func(o *cart.Order) {
			o.Packed, o.Promised, o.CustomerID, o.Email = at(-0.2), cart.Window{From: day(2), To: day(3)}, "", "guest@example.com"
		}),
		order("NW-1003", cart.OrderShipped, -3, lines(shirt), func(o *cart.Order) {
			o.Promised = cart.Window{From: day(1), To: day(3)}
			o.Parcels = []cart.Parcel{sent(func(p *cart.Parcel) { p.Expected = cart.Window{From: day(2), To: day(2)} })}
		}),
		order("NW-1004", cart.OrderShipped, -10, lines(lamp), func(o *cart.Order) {
			o.Promised, o.CustomerID, o.Email = cart.Window{From: day(-5), To: day(-3)}, "", "guest@example.com"
			o.Parcels = []cart.Parcel{sent(func(p *cart.Parcel) { p.Shipped, p.Moved, p.Expected = at(-8), at(-5), cart.Window{To: day(-3)} })}
		}),
		order("NW-1005", cart.OrderShipped, -4, lines(boots, mugs), func(o *cart.Order) {
			o.Promised, o.CustomerID, o.Email = cart.Window{From: day(0), To: day(4)}, "", "guest@example.com"
			o.Parcels = []cart.Parcel{
				sent(func(p *cart.Parcel) { p.Delivered, p.Contents = at(-1), map[string]int{"boots": 1} }),
				sent(func(p *cart.Parcel) {
					p.ID, p.Tracking, p.Contents, p.Expected = "p2", "PO 1702", map[string]int{"mugs": 2}, cart.Window{From: day(1), To: day(3)}
				}),
			}
		}),
		order("NW-1006", cart.OrderDelivered, -12, lines(boots, mugs, shirt), func(o *cart.Order) { o.Parcels = arrived(-5) }),
		order("NW-1007", cart.OrderDelivered, -70, lines(lamp), func(o *cart.Order) { o.Parcels = arrived(-60) }),
		order("NW-1008", cart.OrderDelivered, -15, lines(final), func(o *cart.Order) { o.Parcels, o.CustomerID, o.Email = arrived(-9), "", "guest@example.com" }),
		order("NW-1009", cart.OrderCanceled, -6, lines(jacket), func(o *cart.Order) {
			o.Canceled, o.CustomerID, o.Email = at(-5), "", "guest@example.com"
			o.Refunds = []cart.Refund{{Amount: usd(120), Reason: "Canceled", Begun: at(-5), Due: day(2)}}
		}),
		order("NW-1010", cart.OrderDelivered, -25, lines(jacket), func(o *cart.Order) {
			o.Parcels, o.CustomerID, o.Email = arrived(-20), "", "guest@example.com"
			o.Requests = []cart.Request{{Reference: "R-77", Order: "NW-1010", Kind: cart.RequestReturn, State: cart.RequestApproved, Filed: at(-12), Lines: map[string]int{"jacket": 1}}}
			o.Refunds = []cart.Refund{{Amount: usd(120), Reason: "Return R-77", Begun: at(-1), Due: day(6)}}
		}),
	}
}
