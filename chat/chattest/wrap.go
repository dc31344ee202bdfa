package chattest

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/aisle-chat/aisle/chat"
)

// Op is one call of a store's method.
type Op struct {
	// N counts the calls of one wrapped store, from 1.
	N int64
	// Method is the method's name, Append what it was called with if it is
	// Append.
	Method string
	Append *chat.Append
}

// Around is what happens in place of one call: it runs call, with ctx as a rule,
// or does not, and returns what the caller gets to know of it. An error without
// a call is a write that did not happen; a call that succeeded and an error is
// one whose outcome its caller does not know.
type Around func(ctx context.Context, op Op, call func(context.Context) error) error

// Wrap returns s with around in front of every method, to let a store be slow,
// sick, full or dead at a chosen moment. What s can do besides [chat.Store] is
// hidden.
func Wrap(s chat.Store, around Around) chat.Store { return &wrapped{store: s, around: around} }

type wrapped struct {
	store  chat.Store
	around Around
	n      atomic.Int64
}

func (w *wrapped) do(ctx context.Context, op Op, call func(context.Context) error) error {
	op.N = w.n.Add(1)
	return w.around(ctx, op, call)
}

// get is do for a method with a result, which is lost when there is an error.
func get[V any](ctx context.Context, w *wrapped, method string, call func(context.Context) (V, error)) (V, error) {
	var result V
	err := w.do(ctx, Op{Method: method}, func(ctx context.Context) (err error) {
		result, err = call(ctx)
		return err
	})
	if err != nil {
		var none V
		return none, err
	}
	return result, nil
}

func (w *wrapped) Epoch(ctx context.Context, shop string) (string, error) {
	return get(ctx, w, "Epoch", func(ctx context.Context) (string, error) { return w.store.Epoch(ctx, shop) })
}

func (w *wrapped) PutSession(ctx context.Context, shop string, s chat.Session) error {
	return w.do(ctx, Op{Method: "PutSession"}, func(ctx context.Context) error { return w.store.PutSession(ctx, shop, s) })
}

func (w *wrapped) Session(ctx context.Context, shop, id string) (chat.Session, error) {
	return get(ctx, w, "Session", func(ctx context.Context) (chat.Session, error) { return w.store.Session(ctx, shop, id) })
}

func (w *wrapped) Touch(ctx context.Context, shop, id string, seen time.Time) error {
	return w.do(ctx, Op{Method: "Touch"}, func(ctx context.Context) error { return w.store.Touch(ctx, shop, id, seen) })
}

func (w *wrapped) ProveOrder(ctx context.Context, shop, id, number string) error {
	return w.do(ctx, Op{Method: "ProveOrder"}, func(ctx context.Context) error { return w.store.ProveOrder(ctx, shop, id, number) })
}

func (w *wrapped) SessionByToken(ctx context.Context, shop string, tokenHash []byte) (chat.Session, error) {
	return get(ctx, w, "SessionByToken", func(ctx context.Context) (chat.Session, error) { return w.store.SessionByToken(ctx, shop, tokenHash) })
}

func (w *wrapped) PutCode(ctx context.Context, shop string, c chat.Code, b chat.CodeBounds) error {
	return w.do(ctx, Op{Method: "PutCode"}, func(ctx context.Context) error { return w.store.PutCode(ctx, shop, c, b) })
}

func (w *wrapped) AimCode(ctx context.Context, shop, id, email string, b chat.CodeBounds) error {
	return w.do(ctx, Op{Method: "AimCode"}, func(ctx context.Context) error { return w.store.AimCode(ctx, shop, id, email, b) })
}

func (w *wrapped) OpenCode(ctx context.Context, shop, session, key string) (chat.Code, error) {
	return get(ctx, w, "OpenCode", func(ctx context.Context) (chat.Code, error) { return w.store.OpenCode(ctx, shop, session, key) })
}

func (w *wrapped) TryCode(ctx context.Context, shop string, t chat.CodeTry) error {
	return w.do(ctx, Op{Method: "TryCode"}, func(ctx context.Context) error { return w.store.TryCode(ctx, shop, t) })
}

func (w *wrapped) Append(ctx context.Context, shop string, a chat.Append) (c chat.Conversation, events []chat.Event, err error) {
	err = w.do(ctx, Op{Method: "Append", Append: &a}, func(ctx context.Context) (err error) {
		c, events, err = w.store.Append(ctx, shop, a)
		return err
	})
	if err != nil {
		return chat.Conversation{}, nil, err
	}
	return c, events, nil
}

func (w *wrapped) Events(ctx context.Context, shop, conversation string, after int64, limit int) ([]chat.Event, error) {
	return get(ctx, w, "Events", func(ctx context.Context) ([]chat.Event, error) {
		return w.store.Events(ctx, shop, conversation, after, limit)
	})
}

func (w *wrapped) Conversation(ctx context.Context, shop, id string) (chat.Conversation, error) {
	return get(ctx, w, "Conversation", func(ctx context.Context) (chat.Conversation, error) { return w.store.Conversation(ctx, shop, id) })
}

func (w *wrapped) Conversations(ctx context.Context, shop string, f chat.Filter) ([]chat.Conversation, error) {
	return get(ctx, w, "Conversations", func(ctx context.Context) ([]chat.Conversation, error) { return w.store.Conversations(ctx, shop, f) })
}

func (w *wrapped) Sweep(ctx context.Context, shop string, s chat.Sweep) (chat.Swept, error) {
	return get(ctx, w, "Sweep", func(ctx context.Context) (chat.Swept, error) { return w.store.Sweep(ctx, shop, s) })
}
