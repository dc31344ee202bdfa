// Package cart holds what a shopper is about to buy, priced from the catalogue
// and from nothing else, and what becomes of it once it is ordered.
//
// # Carts
//
// [Carts] is the interface that the rest of Aisle works with. [New] makes the
// built-in one out of a [Store], which only remembers choices and quantities,
// and a catalogue, which alone knows titles, prices and stock; [Price] brings
// the two together and is the one place where money is added up. A shop that
// has carts already implements Carts over those instead and runs the suite in
// cart/carttest.
//
//	carts, err := cart.New(cart.Config{Store: cart.NewMemory(), Catalog: index})
//	c, err := carts.Add(ctx, "cart-1", "request-1", cart.Item{ProductID: "mug", Quantity: 2})
//
// Every write has an idempotency key, so that a request that is sent twice
// counts once. A write that cannot be done is refused with an [*Error]: it has
// a code for machines and a sentence for the shopper, and nothing is changed.
// Any other error is a failure of the store or the catalogue.
//
// # Promotions
//
// A [Promotion] takes a percentage or an amount off what it applies to, or pays
// for the shipping. One without a code counts by itself; one with a code counts
// in carts that were given it (see [Coder]). Dates, minimums and limits bound
// it, and a code that does not count says why in Cart.Codes: it ended yesterday,
// $12.40 are missing, nothing in the cart goes with it. Price documents in which
// order and with which rounding they are taken off.
//
// # Orders
//
// [Orders] is where orders are read and where requests about them go. An
// [OrderBook] is the built-in one, over an [OrderStore]; it also makes orders:
// its Checkout turns a cart into an order once, however often it is called and
// whatever crashes in between, and its Carts are priced just like that. It takes
// no payment. A shop with an order system of its own implements Orders over it.
//
//	book, err := cart.NewOrderBook(cart.OrderBookConfig{
//		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index,
//		Policies: policies, Shipping: shipping, Promotions: promotions,
//	})
//	order, err := book.Checkout(ctx, "request-9", cart.Checkout{CartID: "cart-1", ...})
//
// A [Request] is what a shopper asks about an order: a record with a reference.
// Where the shop's policies settle it alone, as with a cancellation within the
// cut-off, it takes effect when it is filed; everything else stays open until a
// person has decided, and is not called done before.
//
// # Policies and shipping
//
// [Policies] and [Shipping] are plain data, read from policies.yaml and
// shipping.yaml, and the only source of numbers and conditions. Their methods
// are pure functions that are told the time: [Policies.CanReturn] and its
// siblings answer with a [Ruling] that has everything an answer may want to say,
// [Shipping.Arrives] counts working days, and [Order.Progress] says where an
// order is as seen from a moment. Days end at midnight in the time zone that the
// data name, and the last day of a window counts whole.
package cart
