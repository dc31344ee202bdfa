package assistant

import (
	"context"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// BindShop returns the shop as the shopper with this cart may use it. The id
// comes from the session, never from a message.
func BindShop(products catalog.Catalog, carts cart.Carts, cartID string) Shop {
	return boundShop{products, carts, cartID}
}

type boundShop struct {
	products catalog.Catalog
	carts    cart.Carts
	cartID   string
}

func (s boundShop) Search(ctx context.Context, q catalog.Query) (catalog.Result, error) {
	return s.products.Search(ctx, q)
}

func (s boundShop) Product(ctx context.Context, id string) (catalog.Product, error) {
	return s.products.Product(ctx, id)
}

func (s boundShop) Understand(text string) catalog.Understanding {
	return catalog.Understand(s.products, text)
}

func (s boundShop) Cart(ctx context.Context) (cart.Cart, error) {
	return s.carts.Get(ctx, s.cartID)
}

func (s boundShop) Add(ctx context.Context, key string, item cart.Item) (cart.Cart, error) {
	return s.carts.Add(ctx, s.cartID, key, item)
}

func (s boundShop) SetQuantity(ctx context.Context, key, lineID string, quantity int) (cart.Cart, error) {
	return s.carts.SetQuantity(ctx, s.cartID, key, lineID, quantity)
}
