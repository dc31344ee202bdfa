package cart

import (
	"context"

	"github.com/aisle-chat/aisle/catalog"
)

// SeenAdder is an optional ability of [Carts]: they put something in only at the
// price that the shopper has seen. Whatever [New] returns has it.
type SeenAdder interface {
	// AddSeen is Carts.Add, except that nothing is added where one of the choice
	// does not cost seen: then the error is an *Error with CodePriceChanged, and
	// its Price is what it costs now. Nothing is ever charged because of seen.
	//
	// The key stands for the item alone. So a key that has added is never refused
	// for the price, whatever that has become meanwhile, and the shopper's yes to
	// another price may come under the key that was refused.
	AddSeen(ctx context.Context, cartID, key string, item Item, seen catalog.Money) (Cart, error)
}

// AddSeen puts item into a cart at the price seen and at no other; see
// [SeenAdder]. For carts that lack the ability it reads the price in products
// before it adds. They may change between the two, and a repeat after such a
// change asks once more; with the same key it still adds once.
func AddSeen(ctx context.Context, to Carts, products catalog.Catalog, cartID, key string, item Item, seen catalog.Money) (Cart, error) {
	if adder, ok := to.(SeenAdder); ok {
		return adder.AddSeen(ctx, cartID, key, item, seen)
	}
	_, found, err := (&carts{catalog: products}).choose(ctx, item)
	refusal, err := asRefusal(err)
	if err != nil {
		return Cart{}, err
	}
	if refusal == nil && found.selection.Price != seen {
		return Cart{}, found.changed(seen)
	}
	return to.Add(ctx, cartID, key, item) // which refuses in its own words
}

func (c *carts) AddSeen(ctx context.Context, cartID, key string, item Item, seen catalog.Money) (Cart, error) {
	return c.put(ctx, cartID, key, item, &seen)
}

// changed refuses to add at another price than the one that was seen.
func (o offer) changed(seen catalog.Money) *Error {
	return &Error{Code: CodePriceChanged, Message: priceChanged(o.name(), seen, o.selection.Price), Price: o.selection.Price}
}
