package cart

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aisle-chat/aisle/catalog"
)

// DefaultPrefix begins the order numbers of a shop that names none.
const DefaultPrefix = "A-"

// OrderBookConfig is what [NewOrderBook] needs.
type OrderBookConfig struct {
	// Store keeps the orders. It must be set.
	Store OrderStore
	// Catalog says what things cost and whether there are any. It must be set.
	Catalog catalog.Catalog
	// Carts keeps the carts that become orders; nil where the shop has carts of
	// its own, and then OrderBook.Carts is nil and Checkout fails.
	Carts Store
	// Shop and Currency are as in Config.
	Shop     string
	Currency string
	// Policies settle what shoppers ask for; nil leaves everything to a person.
	// They must pass their Check.
	Policies *Policies
	// Shipping and Promotions are as in Config. Without Shipping nothing is
	// charged for it, and no day of arrival is promised.
	Shipping   *Shipping
	Promotions []Promotion
	// Prefix begins order numbers, as in "LH-"; empty means DefaultPrefix.
	Prefix string
	// Now tells the time; nil means time.Now.
	Now func() time.Time
}

// OrderBook is the built-in [Orders], and the checkout of the built-in carts.
// It is safe for concurrent use. Make one with [NewOrderBook].
type OrderBook struct {
	carts    *carts // prices; its store is nil without carts
	store    OrderStore
	shop     string
	policies *Policies
	prefix   string
	now      func() time.Time
}

var (
	_ Orders      = (*OrderBook)(nil)
	_ CartOrders  = (*OrderBook)(nil)
	_ EmailOrders = (*OrderBook)(nil)
	_ FactAdder   = (*OrderBook)(nil)
)

// NewOrderBook returns an OrderBook. It fails when the store or the catalogue is
// missing, or something in the configuration is wrong.
//
// The catalogue's stock is checked when an order is placed, but an order book
// does not count it down: that is for whoever keeps the stock.
func NewOrderBook(config OrderBookConfig) (*OrderBook, error) {
	if config.Store == nil {
		return nil, errors.New("cart: OrderBookConfig.Store is missing; cart.NewOrderMemory() is the simplest one")
	}
	store := config.Carts
	if store == nil {
		store = noCarts{}
	}
	carts, err := newCarts(Config{
		Store: store, Catalog: config.Catalog, Shop: config.Shop, Currency: config.Currency,
		Promotions: config.Promotions, Orders: config.Store, Shipping: config.Shipping, Now: config.Now,
	})
	if err != nil {
		return nil, err
	}
	b := &OrderBook{carts: carts, store: config.Store, shop: carts.shop, policies: config.Policies, prefix: config.Prefix, now: carts.now}
	if b.prefix == "" {
		b.prefix = DefaultPrefix
	}
	if OrderNumber(b.prefix) != b.prefix || len(b.prefix) > 10 {
		return nil, fmt.Errorf("cart: OrderBookConfig.Prefix is %q; it must be capitals such as LH-, at most 10 bytes", b.prefix)
	}
	if b.policies == nil {
		b.policies = &Policies{}
	}
	if err := b.policies.Check(carts.termsCurrency()); err != nil {
		return nil, fmt.Errorf("cart: OrderBookConfig.Policies: %w", err)
	}
	return b, nil
}

// Carts returns the carts that Checkout makes orders of, with the same prices,
// promotions and shipping; nil without OrderBookConfig.Carts.
func (b *OrderBook) Carts() Carts {
	if b.carts.store == (noCarts{}) {
		return nil
	}
	return b.carts
}

// Order implements [Orders]. The number may be written in any of the ways that
// [Spellings] knows.
func (b *OrderBook) Order(ctx context.Context, number string) (Order, error) {
	var o Order
	err := ErrNoOrder
	for _, spelling := range Spellings(number, b.prefix) {
		if o, err = b.store.Order(ctx, b.shop, spelling); !errors.Is(err, ErrNoOrder) {
			break
		}
	}
	return o, err
}

// NumberPrefix is what the book's order numbers begin with, as in "LH-".
func (b *OrderBook) NumberPrefix() string { return b.prefix }

// OrdersOf implements [Orders].
func (b *OrderBook) OrdersOf(ctx context.Context, customerID string, limit int) ([]Order, error) {
	return b.store.OrdersOf(ctx, b.shop, customerID, limit)
}

// OrdersFrom implements [CartOrders].
func (b *OrderBook) OrdersFrom(ctx context.Context, cartID string, limit int) ([]Order, error) {
	return b.store.OrdersFrom(ctx, b.shop, cartID, limit)
}

// OrdersByEmail implements [EmailOrders].
func (b *OrderBook) OrdersByEmail(ctx context.Context, email string, limit int) ([]Order, error) {
	return b.store.OrdersByEmail(ctx, b.shop, email, limit)
}

// Put stores an order that came from elsewhere, over the one with its number if
// there is one: for import, and for seeding a demo shop. Nothing is checked
// against catalogue and policies, but an order that is no order is refused.
func (b *OrderBook) Put(ctx context.Context, o Order) error {
	if err := o.check(); err != nil {
		return err
	}
	return b.store.PutOrder(ctx, b.shop, o)
}

// Update lets the shop's staff change an order: its state, parcels, requests
// and refunds. change runs in the store's transaction and may run more than
// once. It returns the order as it is then, or ErrNoOrder; an error of change
// comes back as it is.
func (b *OrderBook) Update(ctx context.Context, number string, change func(*Order) error) (Order, error) {
	o, _, err := b.store.ChangeOrder(ctx, b.shop, OrderChange{Number: OrderNumber(number), Change: func(o *Order) (string, error) {
		if err := change(o); err != nil {
			return "", err
		}
		return "", o.check()
	}})
	return o, err
}

// check says what makes o no order.
func (o *Order) check() error {
	ids := map[string]bool{}
	for _, line := range o.Lines {
		if line.ID == "" || ids[line.ID] || line.Quantity < 1 || line.Quantity > MaxQuantity {
			return fmt.Errorf("cart: order %.40q: line %q needs an id of its own and a quantity from 1 to %d", o.Number, line.ID, MaxQuantity)
		}
		ids[line.ID] = true
	}
	states := []OrderState{OrderPlaced, OrderPacked, OrderShipped, OrderDelivered, OrderCanceled}
	switch {
	case OrderNumber(o.Number) == "" || len(o.Number) > maxID:
		return fmt.Errorf("cart: an order's number has %d bytes; it needs 1 to %d", len(o.Number), maxID)
	case !slices.Contains(states, o.State):
		return fmt.Errorf("cart: order %s: its state is %q", o.Number, o.State)
	case o.Placed.IsZero():
		return fmt.Errorf("cart: order %s: the time of placing is missing", o.Number)
	case !isCurrency(o.Currency):
		return fmt.Errorf("cart: order %s: its currency is %q", o.Number, o.Currency)
	}
	return nil
}

// noCarts is the store of an order book without carts.
type noCarts struct{}

var errNoCarts = errors.New("cart: OrderBookConfig.Carts is missing: there are no carts to make orders of")

func (noCarts) Contents(context.Context, string, string) (Contents, error) {
	return Contents{}, errNoCarts
}

func (noCarts) Update(context.Context, string, Update) (Contents, error) {
	return Contents{}, errNoCarts
}
