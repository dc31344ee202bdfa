package cart_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

// failing breaks a store's writes at chosen moments.
type failing struct {
	mu    sync.Mutex
	calls int
	at    int  // the call that fails; 0 is none
	after bool // once it is done
}

var errCrash = errors.New("the plug was pulled")

// write runs do, unless this is the call that fails.
func (f *failing) write(do func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	fails := f.calls == f.at
	if fails && !f.after {
		return errCrash
	}
	if err := do(); err != nil {
		return err
	}
	if fails {
		return errCrash
	}
	return nil
}

type failingCarts struct {
	cart.Store
	*failing
}

func (f failingCarts) Update(ctx context.Context, shop string, u cart.Update) (c cart.Contents, err error) {
	err = f.write(func() error { c, err = f.Store.Update(ctx, shop, u); return err })
	return c, err
}

type failingOrders struct {
	cart.OrderStore
	*failing
}

func (f failingOrders) PlaceOrder(ctx context.Context, shop string, p cart.Placing) (o cart.Order, err error) {
	err = f.write(func() error { o, err = f.OrderStore.PlaceOrder(ctx, shop, p); return err })
	return o, err
}

// TestCheckoutCrashes pulls the plug before and after every write of a checkout,
// lets the shopper do different things then, and expects one order, with
// everything in it and nothing of it left in the cart.
func TestCheckoutCrashes(t *testing.T) {
	for crash := 1; crash <= 2; crash++ {
		for _, after := range []bool{false, true} {
			for _, then := range []string{"retry", "new key", "adds, then retry", "adds, then new key", "other address"} {
				t.Run(fmt.Sprintf("write %d, after %v, %s", crash, after, then), func(t *testing.T) {
					f := &failing{}
					s := newStore(t, func(c *cart.OrderBookConfig) {
						c.Store, c.Carts = failingOrders{c.Store, f}, failingCarts{c.Carts, f}
					})
					s.fill("c", mugs(2))
					f.calls, f.at, f.after = 0, crash, after
					first := checkout("c")
					first.CustomerID = "u1"
					if _, err := s.book.Checkout(t.Context(), "k1", first); !errors.Is(err, errCrash) {
						t.Fatalf("the plug is in: %v", err)
					}
					placed := crash == 2 || after
					key, next := "k1", first
					more := strings.HasPrefix(then, "adds")
					if more {
						s.fill("c", cart.Item{ProductID: "lamp", Quantity: 1})
					}
					if strings.HasSuffix(then, "new key") {
						key = "k2"
					}
					if then == "other address" {
						key, next.Address.Line1 = "k2", "2 Main St"
					}
					o, err := s.book.Checkout(t.Context(), key, next)
					refusal, refused := errors.AsType[*cart.Error](err)
					switch {
					case err == nil:
					case refused && then == "other address" && placed && refusal.Code == cart.CodeConflict:
					case refused && then == "new key" && placed && refusal.Code == cart.CodeEmpty:
					case refused && then == "other address" && placed && refusal.Code == cart.CodeEmpty:
					default:
						t.Fatalf("then: %+v, %v", o, err)
					}
					orders, err := s.book.OrdersOf(t.Context(), "u1", 9)
					if err != nil {
						t.Fatal(err)
					}
					count := map[string]int{}
					for _, o := range orders {
						for _, line := range o.Lines {
							count[line.ProductID] += line.Quantity
						}
					}
					cartNow, err := s.book.Carts().Get(t.Context(), "c")
					if err != nil {
						t.Fatal(err)
					}
					for _, line := range cartNow.Lines {
						count[line.ProductID] += line.Quantity
					}
					want := map[string]int{"mug": 2}
					if more {
						want["lamp"] = 1
					}
					if !reflect.DeepEqual(count, want) {
						t.Errorf("orders and cart hold %v, want %v", count, want)
					}
					for _, line := range cartNow.Lines {
						if line.ProductID == "mug" {
							t.Error("the mugs are still in the cart")
						}
					}
				})
			}
		}
	}
}

// TestCheckoutAtManyDoors orders one cart from many tabs at once.
func TestCheckoutAtManyDoors(t *testing.T) {
	s := newStore(t, nil)
	s.fill("c", mugs(2))
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			c := checkout("c")
			c.CustomerID = "u1"
			_, err := s.book.Checkout(t.Context(), fmt.Sprint("k", i%4), c)
			if refusal, ok := errors.AsType[*cart.Error](err); err != nil && (!ok || refusal.Code != cart.CodeEmpty) {
				t.Errorf("door %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if orders, err := s.book.OrdersOf(t.Context(), "u1", 99); err != nil || len(orders) != 1 {
		t.Errorf("%d orders, %v", len(orders), err)
	}
}

// crowded says of the first numbers and references that they are taken.
type crowded struct {
	cart.OrderStore
	taken int
}

func (c *crowded) full() bool {
	c.taken--
	return c.taken >= 0
}

func (c *crowded) PlaceOrder(ctx context.Context, shop string, p cart.Placing) (cart.Order, error) {
	if c.full() {
		return cart.Order{}, cart.ErrTaken
	}
	return c.OrderStore.PlaceOrder(ctx, shop, p)
}

func (c *crowded) ChangeOrder(ctx context.Context, shop string, change cart.OrderChange) (cart.Order, string, error) {
	if c.full() {
		return cart.Order{}, "", cart.ErrTaken
	}
	return c.OrderStore.ChangeOrder(ctx, shop, change)
}
