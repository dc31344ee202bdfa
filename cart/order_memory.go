package cart

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"
)

// OrderMemory is an [OrderStore] that keeps orders for as long as the program
// runs, for tests and trials. Make one with [NewOrderMemory].
type OrderMemory struct {
	mu    sync.Mutex
	shops map[string]*memoryOrders
}

// memoryOrders are the orders of one shop.
type memoryOrders struct {
	orders     map[string]Order          // by number
	hashes     map[string][]byte         // of the requests that made orders, by number
	references map[string]string         // of requests, to order numbers
	keys       map[memoryOrderKey]result // what became of a write
	restocks   []Restock
}

// memoryOrderKey is the key of a write to a cart's or to an order's.
type memoryOrderKey struct{ cart, order, key string }

type result struct {
	hash   []byte
	answer string // an order's number or a request's reference
}

// NewOrderMemory returns an empty OrderMemory.
func NewOrderMemory() *OrderMemory { return &OrderMemory{shops: map[string]*memoryOrders{}} }

// in runs do on the orders of a shop, alone.
func (m *OrderMemory) in(ctx context.Context, shop string, do func(*memoryOrders) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shops[shop] == nil {
		m.shops[shop] = &memoryOrders{
			orders: map[string]Order{}, hashes: map[string][]byte{}, references: map[string]string{}, keys: map[memoryOrderKey]result{},
		}
	}
	return do(m.shops[shop])
}

// Order implements [OrderStore].
func (m *OrderMemory) Order(ctx context.Context, shop, number string) (o Order, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		o, err = in.order(number)
		return err
	})
	return o, err
}

// OrdersOf implements [OrderStore].
func (m *OrderMemory) OrdersOf(ctx context.Context, shop, customerID string, limit int) (orders []Order, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		orders = in.newest(func(o *Order) bool { return customerID != "" && o.CustomerID == customerID })
		return nil
	})
	return orders[:min(len(orders), max(limit, 0))], err
}

// OrderOf implements [OrderStore].
func (m *OrderMemory) OrderOf(ctx context.Context, shop, cartID string) (Order, error) {
	orders, err := m.OrdersFrom(ctx, shop, cartID, 1)
	if err == nil && len(orders) == 0 {
		err = ErrNoOrder
	}
	if err != nil {
		return Order{}, err
	}
	return orders[0], nil
}

// OrdersFrom implements [OrderStore].
func (m *OrderMemory) OrdersFrom(ctx context.Context, shop, cartID string, limit int) (orders []Order, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		orders = in.newest(func(o *Order) bool { return cartID != "" && o.CartID == cartID })
		slices.SortStableFunc(orders, func(a, b Order) int { return cmp.Compare(b.CartVersion, a.CartVersion) })
		return nil
	})
	return orders[:min(len(orders), max(limit, 0))], err
}

// OrdersByEmail implements [OrderStore].
func (m *OrderMemory) OrdersByEmail(ctx context.Context, shop, email string, limit int) (orders []Order, err error) {
	email = FoldEmail(email)
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		orders = in.newest(func(o *Order) bool { return email != "" && FoldEmail(o.Email) == email })
		return nil
	})
	return orders[:min(len(orders), max(limit, 0))], err
}

// PromotionUses implements [OrderStore].
func (m *OrderMemory) PromotionUses(ctx context.Context, shop string, of Uses) (used map[string]Usage, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		used = in.uses(of)
		return nil
	})
	return used, err
}

// PlaceOrder implements [OrderStore].
func (m *OrderMemory) PlaceOrder(ctx context.Context, shop string, p Placing) (o Order, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		key := memoryOrderKey{cart: p.CartID, key: p.Key}
		if done, ok := in.keys[key]; ok {
			if !bytes.Equal(done.hash, p.Hash) {
				return ErrConflict
			}
			o, err = in.order(done.answer)
			return err
		}
		for number, made := range in.orders {
			if made.CartID != p.CartID || made.CartVersion != p.CartVersion || p.CartVersion == 0 {
				continue
			}
			if !bytes.Equal(in.hashes[number], p.Hash) {
				return ErrOrdered
			}
			in.keys[key] = result{bytes.Clone(p.Hash), number}
			o = made.Clone()
			return nil
		}
		made, err := p.Make(in.uses(p.Uses))
		if err != nil {
			return err
		}
		made.CartID, made.CartVersion = p.CartID, p.CartVersion
		if _, err := in.order(made.Number); err == nil {
			return ErrTaken
		}
		if err := in.put(made); err != nil {
			return err
		}
		number := OrderNumber(made.Number)
		in.keys[key] = result{bytes.Clone(p.Hash), number}
		in.hashes[number] = bytes.Clone(p.Hash)
		o, err = in.order(number)
		return err
	})
	return o, err
}

// ChangeOrder implements [OrderStore].
func (m *OrderMemory) ChangeOrder(ctx context.Context, shop string, c OrderChange) (o Order, reference string, err error) {
	err = m.in(ctx, shop, func(in *memoryOrders) error {
		if o, err = in.order(c.Number); err != nil {
			return err
		}
		key := memoryOrderKey{order: o.Number, key: c.Key}
		if done, ok := in.keys[key]; ok && c.Key != "" {
			if !bytes.Equal(done.hash, c.Hash) {
				return ErrConflict
			}
			reference = done.answer
			return nil
		}
		changed := o.Clone()
		if reference, err = c.Change(&changed); err != nil {
			return err
		}
		changed.Number = o.Number
		if err := in.put(changed); err != nil {
			return err
		}
		if c.Key != "" {
			in.keys[key] = result{bytes.Clone(c.Hash), reference}
		}
		o, err = in.order(o.Number)
		return err
	})
	if err != nil {
		return Order{}, "", err
	}
	return o, reference, nil
}

// PutOrder implements [OrderStore].
func (m *OrderMemory) PutOrder(ctx context.Context, shop string, o Order) error {
	return m.in(ctx, shop, func(in *memoryOrders) error { return in.put(o) })
}

// order returns a copy of one order.
func (in *memoryOrders) order(number string) (Order, error) {
	o, ok := in.orders[OrderNumber(number)]
	if !ok {
		return Order{}, ErrNoOrder
	}
	return o.Clone(), nil
}

// put stores the next version of an order.
func (in *memoryOrders) put(o Order) error {
	o = o.Kept()
	for _, r := range o.Requests {
		if number, taken := in.references[r.Reference]; taken && number != o.Number {
			return ErrTaken
		}
	}
	for _, r := range o.Requests {
		in.references[r.Reference] = o.Number
	}
	o.Version = in.orders[o.Number].Version + 1
	in.orders[o.Number] = o
	return nil
}

// newest returns copies of some orders, the newest first.
func (in *memoryOrders) newest(wanted func(*Order) bool) []Order {
	var orders []Order
	for _, o := range in.orders {
		if wanted(&o) {
			orders = append(orders, o.Clone())
		}
	}
	slices.SortFunc(orders, func(a, b Order) int {
		if c := b.Placed.Compare(a.Placed); c != 0 {
			return c
		}
		return cmp.Compare(b.Number, a.Number)
	})
	return orders
}

// uses counts the orders that have used promotions.
func (in *memoryOrders) uses(of Uses) map[string]Usage {
	used := map[string]Usage{}
	email := FoldEmail(of.Email)
	for _, o := range in.orders {
		if o.State == OrderCanceled {
			continue
		}
		same := of.CustomerID != "" && o.CustomerID == of.CustomerID || email != "" && FoldEmail(o.Email) == email
		for _, id := range o.promotions() {
			if !slices.Contains(of.Promotions, id) {
				continue
			}
			u := used[id]
			u.All++
			if same {
				u.Each++
			}
			used[id] = u
		}
	}
	return used
}
