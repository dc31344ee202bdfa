package tool

import (
	"context"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// GetProduct reads all that the shop knows of one product.
type GetProduct struct {
	ID string `json:"id" about:"the id of a product that a tool returned or that the shopper is looking at"`
}

func (a GetProduct) products() []string { return []string{a.ID} }

// Do implements [Act]. What the shop does not have is catalog.ErrNotFound.
func (a GetProduct) Do(ctx context.Context, turn *assistant.Turn) (catalog.Product, error) {
	return turn.Shop.Product(ctx, a.ID)
}
