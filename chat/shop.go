package chat

import (
	"context"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// turnShop is the shop as a turn may use it: what it changes in the cart is
// noted in the log and shown in every tab.
type turnShop struct {
	assistant.Shop
	room   *room
	cartID string
	turn   string
}

func (r *room) shopOf(conv Conversation, turn string) assistant.Shop {
	c := r.chat.config
	return turnShop{assistant.BindShop(assistant.Binding{
		Catalog: c.Catalog, Carts: c.Carts, CartID: conv.CartID, Customer: conv.Customer,
	}), r, conv.CartID, turn}
}

// Add implements [assistant.Shop].
func (s turnShop) Add(ctx context.Context, key string, item cart.Item) (cart.Cart, error) {
	if ctx.Err() != nil {
		return cart.Cart{}, context.Cause(ctx)
	}
	now, err := s.Shop.Add(ctx, key, item)
	if err == nil {
		s.note(key, added(item))
	}
	return now, err
}

// SetQuantity implements [assistant.Shop].
func (s turnShop) SetQuantity(ctx context.Context, key, lineID string, quantity int) (cart.Cart, error) {
	if ctx.Err() != nil {
		return cart.Cart{}, context.Cause(ctx)
	}
	before, err := s.Cart(ctx)
	if err != nil {
		return before, err
	}
	now, err := s.Shop.SetQuantity(ctx, key, lineID, quantity)
	if err == nil {
		s.note(key, set(before, lineID, quantity))
	}
	return now, err
}

// note logs a change that has been made. The cart is the truth, so that a note
// that cannot be written is only a line missing from the shop's figures.
func (s turnShop) note(key string, change CartChange) {
	c := s.room.chat
	change.Turn = s.turn
	_, _, err := c.appendFirmly(c.life, Append{
		Conversation: s.room.id,
		Events:       []Event{{Kind: EventCart, ClientID: "turn:" + key, Cart: &change}},
	})
	if err != nil {
		c.log.Warn("chat: a change of a cart is not in the log", "conversation", s.room.id, "error", err)
	}
	c.cartWritten(s.cartID)
}

// added is the note of an item that was put into a cart.
func added(item cart.Item) CartChange {
	return CartChange{Do: "add", Product: item.ProductID, Variant: item.VariantID, Options: item.Options, Quantity: item.Quantity}
}

// set is the note of a line's new quantity.
func set(before cart.Cart, lineID string, quantity int) CartChange {
	change := CartChange{Do: "set", Quantity: quantity}
	for _, line := range before.Lines {
		if line.ID == lineID {
			change.Product, change.Variant, change.Options = line.ProductID, line.VariantID, line.Options
		}
	}
	return change
}
