package chat

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// turnShop is the shop as a turn may use it: what it changes in the cart is
// noted in the log and shown in every tab.
type turnShop struct {
	guardedShop
	room   *room
	cartID string
	turn   string
}

func (r *room) shopOf(ctx context.Context, conv Conversation, turn string) (assistant.Shop, error) {
	c := r.chat
	var session Session
	if c.config.Orders != nil { // without orders there is nothing to prove
		ctx, cancel := context.WithTimeout(ctx, storeTimeout)
		defer cancel()
		var err error
		session, err = c.config.Store.Session(ctx, c.config.Shop, conv.SessionID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	// The conversation knows best who and whose cart; of the session only the
	// proofs count.
	session.ID, session.CartID, session.Customer = conv.SessionID, conv.CartID, conv.Customer
	return turnShop{c.bind(session, r.address()), r, conv.CartID, turn}, nil
}

// bind returns the shop as a session's shopper may use it from an address.
func (c *Chat) bind(s Session, address string) guardedShop {
	id := s.ID
	shop := assistant.BindShop(assistant.Binding{
		Codes: c.codesOf(id, address),

		Catalog: c.config.Catalog, Carts: c.config.Carts, CartID: s.CartID,
		Orders: c.config.Orders, Customer: s.Customer, Proven: s.Proven,
		Proved: func(ctx context.Context, number string) error {
			err := c.config.Store.ProveOrder(ctx, c.config.Shop, id, number)
			if errors.Is(err, ErrNotFound) {
				return nil // the session has ended; the proof ends with the turn
			}
			return err
		},
		Terms: c.terms(),
	})
	return guardedShop{shop, c, id, address}
}

func (c *Chat) terms() assistant.Terms {
	return assistant.Terms{
		Policies: c.config.Policies, Shipping: c.config.Shipping, Hours: c.config.Hours,
		Promotions: c.config.Promotions, OrderPage: c.config.OrderPage,
	}
}

// guardedShop bounds the attempts to prove an order.
type guardedShop struct {
	assistant.Shop
	chat             *Chat
	session, address string
}

// Prove implements [assistant.Shop].
func (s guardedShop) Prove(ctx context.Context, number, email string) (cart.Order, error) {
	if wait := s.chat.lookUps.wait(s.session, s.address, number); wait > 0 {
		return cart.Order{}, errTooMany(wait)
	}
	return s.Shop.Prove(ctx, number, email)
}

func errTooMany(wait time.Duration) *cart.Error {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	words := "a minute"
	if minutes > 1 {
		words = strconv.Itoa(minutes) + " minutes"
	}
	return &cart.Error{Code: cart.CodeTooMany, Message: "Those were too many attempts to look up an order. Please try again in " + words + ", or ask for a person."}
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

// ApplyCode implements [assistant.Shop].
func (s turnShop) ApplyCode(ctx context.Context, key, code string) (cart.Cart, error) {
	if ctx.Err() != nil {
		return cart.Cart{}, context.Cause(ctx)
	}
	now, err := s.Shop.ApplyCode(ctx, key, code)
	if err == nil {
		s.note(key, CartChange{Do: "code", Code: code})
	}
	return now, err
}

// RemoveCode implements [assistant.Shop].
func (s turnShop) RemoveCode(ctx context.Context, key, code string) (cart.Cart, error) {
	if ctx.Err() != nil {
		return cart.Cart{}, context.Cause(ctx)
	}
	now, err := s.Shop.RemoveCode(ctx, key, code)
	if err == nil {
		s.note(key, CartChange{Do: "uncode", Code: code})
	}
	return now, err
}

// File implements [assistant.Shop].
func (s turnShop) File(ctx context.Context, key string, r cart.Request) (cart.Request, error) {
	if ctx.Err() != nil {
		return cart.Request{}, context.Cause(ctx)
	}
	return s.Shop.File(ctx, key, r)
}

// note logs a change that has been made. The cart is the truth, so that a note
// that cannot be written is only a line missing from the shop's figures.
func (s turnShop) note(key string, change CartChange) {
	c := s.room.chat
	change.Turn = s.turn
	_, _, err := c.appendFirmly(Append{
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
