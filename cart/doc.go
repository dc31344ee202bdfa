// Package cart holds what a shopper is about to buy, priced from the catalogue
// and from nothing else.
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
package cart
