package cart

import (
	"context"
	"errors"
	"fmt"

	"github.com/aisle-chat/aisle/catalog"
)

// price prices what is in a cart by what holds now.
func (c *carts) price(ctx context.Context, cartID string, contents Contents) (Cart, error) {
	by, err := c.prices(ctx, contents)
	if err != nil {
		return Cart{}, err
	}
	return Price(cartID, contents, by), nil
}

// prices looks up every product of contents and how often promotions have been
// used.
func (c *carts) prices(ctx context.Context, contents Contents) (Prices, error) {
	by := Prices{
		Products: map[string]catalog.Product{}, Currency: c.sellingCurrency(contents, ""),
		Promotions: c.promotions, Shipping: c.shipping, Now: c.now(),
	}
	for _, entry := range contents.Entries {
		if _, known := by.Products[entry.ProductID]; known {
			continue
		}
		product, err := c.catalog.Product(ctx, entry.ProductID)
		switch {
		case err == nil:
			by.Products[entry.ProductID] = product
		case !errors.Is(err, catalog.ErrNotFound):
			return Prices{}, fmt.Errorf("cart: looking up product %q: %w", entry.ProductID, err)
		}
	}
	// Whose cart it is is not known, so only the limits for all can be looked at.
	var limited []string
	for _, p := range c.promotions {
		if p.Limit > 0 {
			limited = append(limited, p.ID)
		}
	}
	if c.orders == nil || len(limited) == 0 || len(contents.Entries) == 0 {
		return by, nil
	}
	var err error
	by.Used, err = c.orders.PromotionUses(ctx, c.shop, Uses{Promotions: limited})
	return by, err
}

// limitedPromotions are the ids of those that can be used up.
func limitedPromotions(promotions []Promotion) []string {
	var ids []string
	for _, p := range promotions {
		if p.Limit > 0 || p.LimitEach > 0 {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// sellingCurrency is the one currency of a cart; other is the last resort.
func (c *carts) sellingCurrency(contents Contents, other string) string {
	if c.currency != "" {
		return c.currency
	}
	if named := catalogCurrency(c.catalog); named != "" {
		return named
	}
	if len(contents.Entries) > 0 {
		return contents.Entries[0].Seen.Currency
	}
	return other
}
