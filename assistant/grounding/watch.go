package grounding

import (
	"context"
	"errors"
	"slices"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Watch returns turn with a Shop that tells a new [Snapshot] of everything that
// is read through it, and of everything that is done.
func Watch(turn assistant.Turn) (assistant.Turn, *Snapshot) {
	s := NewSnapshot(turn)
	if turn.Shop != nil {
		turn.Shop = &watched{turn.Shop, s}
	}
	return turn, s
}

// watched is a Shop that is listened to. What fails tells nothing.
type watched struct {
	assistant.Shop
	s *Snapshot
}

func (w *watched) Search(ctx context.Context, q catalog.Query) (catalog.Result, error) {
	r, err := w.Shop.Search(ctx, q)
	if err == nil {
		w.s.LearnResult(q, r)
	}
	return r, err
}

func (w *watched) Product(ctx context.Context, id string) (catalog.Product, error) {
	p, err := w.Shop.Product(ctx, id)
	if err == nil {
		if g := w.s.learn(&p); g != nil {
			g.looked = true
		}
	}
	return p, err
}

func (w *watched) Cart(ctx context.Context) (cart.Cart, error) {
	return w.priced(w.Shop.Cart(ctx))
}

func (w *watched) Add(ctx context.Context, key string, item cart.Item) (cart.Cart, error) {
	return w.wrote("add")(w.Shop.Add(ctx, key, item))
}

func (w *watched) SetQuantity(ctx context.Context, key, lineID string, quantity int) (cart.Cart, error) {
	return w.wrote("set")(w.Shop.SetQuantity(ctx, key, lineID, quantity))
}

func (w *watched) ApplyCode(ctx context.Context, key, code string) (cart.Cart, error) {
	return w.wrote("code")(w.Shop.ApplyCode(ctx, key, code))
}

func (w *watched) RemoveCode(ctx context.Context, key, code string) (cart.Cart, error) {
	return w.wrote("uncode")(w.Shop.RemoveCode(ctx, key, code))
}

func (w *watched) UsedUp(ctx context.Context) ([]string, error) {
	ids, err := w.Shop.UsedUp(ctx)
	if err == nil {
		w.s.usedUp, w.s.counted = ids, true
	}
	return ids, err
}

func (w *watched) priced(c cart.Cart, err error) (cart.Cart, error) {
	if err == nil {
		w.s.LearnCart(c)
	}
	return c, err
}

// wrote notes a write to the cart, if it was done.
func (w *watched) wrote(kind string) func(cart.Cart, error) (cart.Cart, error) {
	return func(c cart.Cart, err error) (cart.Cart, error) {
		if err == nil {
			w.s.deeds = append(w.s.deeds, deed{kind: kind})
		}
		if refused := (*cart.Error)(nil); errors.As(err, &refused) {
			w.s.told = append(w.s.told, refused.Message)
		}
		return w.priced(c, err)
	}
}

func (w *watched) Orders(ctx context.Context) ([]cart.Order, error) {
	orders, err := w.Shop.Orders(ctx)
	if err == nil {
		w.s.asked = true
		w.s.LearnOrders(orders...)
	}
	return orders, err
}

func (w *watched) Order(ctx context.Context, number string) (cart.Order, error) {
	return w.order(w.Shop.Order(ctx, number))
}

func (w *watched) Prove(ctx context.Context, number, email string) (cart.Order, error) {
	return w.order(w.Shop.Prove(ctx, number, email))
}

func (w *watched) order(o cart.Order, err error) (cart.Order, error) {
	if err == nil {
		w.s.LearnOrders(o)
	}
	return o, err
}

func (w *watched) File(ctx context.Context, key string, r cart.Request) (cart.Request, error) {
	return w.filed(w.Shop.File(ctx, key, r))
}

func (w *watched) AddFact(ctx context.Context, key, number, reference, fact string) (cart.Request, error) {
	return w.filed(w.Shop.AddFact(ctx, key, number, reference, fact))
}

func (w *watched) AskRestock(ctx context.Context, r cart.Restock) (cart.Restock, error) {
	asked, err := w.Shop.AskRestock(ctx, r)
	if err == nil {
		w.s.deeds = append(w.s.deeds, deed{kind: deedRestock, state: asked.State, ref: asked.Reference})
		w.s.waits = append(slices.Clip(w.s.waits), asked)
	}
	return asked, err
}

func (w *watched) Restocks(ctx context.Context) ([]cart.Restock, error) {
	list, err := w.Shop.Restocks(ctx)
	if err == nil {
		w.s.waits = list
	}
	return list, err
}

func (w *watched) DropRestock(ctx context.Context, reference string) (cart.Restock, error) {
	dropped, err := w.Shop.DropRestock(ctx, reference)
	if err == nil {
		w.s.deeds = append(w.s.deeds, deed{kind: deedRestock, state: dropped.State, ref: dropped.Reference})
		w.s.waits = append(slices.Clip(w.s.waits), dropped)
	}
	return dropped, err
}

// filed notes a request; the order that it is about has changed.
func (w *watched) filed(r cart.Request, err error) (cart.Request, error) {
	if err == nil {
		w.s.deeds = append(w.s.deeds, deed{string(r.Kind), r.State, r.Reference})
		w.s.asked = false
	}
	return r, err
}
