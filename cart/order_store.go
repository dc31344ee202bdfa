package cart

import (
	"context"
	"errors"
)

// Errors of an [OrderStore]; test with errors.Is.
var (
	// ErrTaken says that the number of a new order, or the reference of a new
	// request, is another's already. Nothing was stored; try another one.
	ErrTaken = errors.New("cart: this number is taken")
	// ErrOrdered says that what was in the cart has been ordered already, by
	// another request. Nothing was stored.
	ErrOrdered = errors.New("cart: what was in this cart has been ordered already")
)

// OrderStore keeps orders and what shoppers ask about them. Everything belongs
// to a shop, named by the first argument. An OrderStore is safe for concurrent
// use, what it returns is the caller's own copy, and it passes the suite in
// cart/carttest. Order numbers are compared as [OrderNumber] writes them, e-mail
// addresses as [FoldEmail] does, and times are kept to the millisecond, in UTC.
//
// A write that returned nil is durable, as far as the store is. The closures of
// writes run inside the store's transaction and may run more than once: they
// look at nothing but their arguments and frozen values.
type OrderStore interface {
	// Order returns the order with this number, or ErrNoOrder.
	Order(ctx context.Context, shop, number string) (Order, error)
	// OrdersOf returns up to limit orders of a customer, the newest first.
	OrdersOf(ctx context.Context, shop, customerID string, limit int) ([]Order, error)
	// OrderOf returns the newest order that came out of a cart, or ErrNoOrder.
	OrderOf(ctx context.Context, shop, cartID string) (Order, error)
	// OrdersFrom returns up to limit orders that came out of a cart, the newest
	// first.
	OrdersFrom(ctx context.Context, shop, cartID string, limit int) ([]Order, error)
	// OrdersByEmail returns up to limit orders that were placed with an e-mail
	// address, the newest first.
	OrdersByEmail(ctx context.Context, shop, email string, limit int) ([]Order, error)
	// PromotionUses counts how often promotions have been used. One that never
	// was may be missing.
	PromotionUses(ctx context.Context, shop string, of Uses) (map[string]Usage, error)

	// PlaceOrder stores a new order in one transaction, and returns it.
	PlaceOrder(ctx context.Context, shop string, p Placing) (Order, error)
	// ChangeOrder changes an order in one transaction and returns it, with the
	// reference that c.Change gave; or ErrNoOrder.
	ChangeOrder(ctx context.Context, shop string, c OrderChange) (o Order, reference string, err error)
	// PutOrder stores an order as it is, over the one with its number if there is
	// one. Only the Version is the store's.
	PutOrder(ctx context.Context, shop string, o Order) error

	// AddRestock stores a new request and returns it. Where one is open that is the
	// Same, nothing is stored and that one comes back. A reference that another has
	// is ErrTaken.
	AddRestock(ctx context.Context, shop string, r Restock) (Restock, error)
	// Restocks returns the requests that f chooses, the newest first.
	Restocks(ctx context.Context, shop string, f RestockFilter) ([]Restock, error)
	// SettleRestock sets the state of a request and returns it, or ErrNoRestock.
	SettleRestock(ctx context.Context, shop, reference string, state RequestState) (Restock, error)
}

// Uses asks how often promotions have been used: by how many orders with a
// [Discount] of theirs that are not canceled. Of those, Usage.Each counts the
// ones of a customer or an e-mail address; both may be empty.
type Uses struct {
	Promotions []string // ids
	CustomerID string
	Email      string
}

// Placing is the writing of one new order.
type Placing struct {
	// CartID is the cart that is ordered, and that Key belongs to; CartVersion
	// is its version. A version of a cart is ordered once.
	CartID      string
	CartVersion int64
	// Key makes the write happen once, Hash is the digest of the request that
	// the key stands for. If the key is known for this cart, or this version of
	// the cart has been ordered already, Make is not called: with the same Hash
	// the order comes back that was stored then, as it is now. With another one
	// the error matches ErrConflict for the key, and ErrOrdered for the cart.
	Key  string
	Hash []byte
	// Uses are counted in the transaction, for Make.
	Uses Uses
	// Make returns the order to store, with its Number. An error of it is
	// returned as it is, and nothing is stored then.
	Make func(used map[string]Usage) (Order, error)
}

// OrderChange is one write to an order.
type OrderChange struct {
	Number string
	// Key makes the write happen once, as in [Placing]; it belongs to the order.
	// An empty Key makes it happen each time.
	Key  string
	Hash []byte
	// Change alters the order and returns a reference, which is kept with the
	// key: a repeat gets it again. References of new requests must be no other
	// order's, or the error matches ErrTaken. An error of Change is returned as
	// it is, and nothing is stored then.
	Change func(o *Order) (reference string, err error)
}
