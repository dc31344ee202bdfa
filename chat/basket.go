package chat

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"
)

// baskets are the carts that are open in some tab of this process.
type baskets struct {
	mu  sync.Mutex
	all map[string]*basket
}

// basket is one of them. Its fields are guarded by baskets.mu.
type basket struct {
	listen []*conn
	shown  []byte // the last frame, so that the same is not sent twice
	busy   bool   // a goroutine reads the cart
	again  bool   // and shall read it once more
}

func (b *baskets) join(id string, k *conn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all[id] == nil {
		b.all[id] = &basket{}
	}
	b.all[id].listen = append(b.all[id].listen, k)
}

func (b *baskets) part(id string, k *conn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if one := b.all[id]; one != nil {
		one.listen = without(one.listen, k)
		if len(one.listen) == 0 {
			delete(b.all, id)
		}
	}
}

// without takes k out of a list, which is short.
func without(list []*conn, k *conn) []*conn {
	return slices.DeleteFunc(list, func(one *conn) bool { return one == k })
}

// ids names the carts that are open.
func (b *baskets) ids() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Collect(maps.Keys(b.all))
}

// CartChanged says that a cart was written to elsewhere, by a handler of the
// shop's own pages for example: open chats of the same cart follow. The
// built-in carts say so by themselves. It does not wait.
func (c *Chat) CartChanged(_ context.Context, cartID string) { c.cartWritten(cartID) }

func (c *Chat) cartWritten(cartID string) {
	c.config.Broker.Publish(c.config.Shop, Hint{Cart: cartID})
}

// showCart reads a cart and shows it in every tab that has it open. However
// often it is called meanwhile, the cart is read at most once at a time, and
// once more after the last call.
func (c *Chat) showCart(id string) {
	c.baskets.mu.Lock()
	defer c.baskets.mu.Unlock()
	b := c.baskets.all[id]
	switch {
	case b == nil:
	case b.busy:
		b.again = true
	default:
		b.busy = c.spawn(func() {
			for c.showCartOnce(id, b) {
			}
		})
	}
}

func (c *Chat) showCartOnce(id string, b *basket) (again bool) {
	ctx, cancel := context.WithTimeout(c.life, storeTimeout)
	defer cancel()
	now, err := c.config.Carts.Get(ctx, id)
	var frame []byte
	if err == nil {
		frame, err = EncodeFrame(CartNow{Cart: now})
	}
	if err != nil {
		c.log.Warn("chat: a cart could not be shown", "error", err)
	}
	c.baskets.mu.Lock()
	defer c.baskets.mu.Unlock()
	if err == nil && !bytes.Equal(frame, b.shown) {
		b.shown = frame
		for _, k := range b.listen {
			k.out.push(frame)
		}
	}
	again, b.again = b.again, false
	b.busy = again
	return again
}
