package cart

import (
	"bytes"
	"context"
	"sync"
)

// Memory is a [Store] that keeps carts for as long as the program runs, for
// tests and trials. Make one with [NewMemory].
type Memory struct {
	Watchers
	mu    sync.Mutex
	carts map[memoryKey]*memoryCart
}

type memoryKey struct{ shop, cart string }

type memoryCart struct {
	contents Contents
	done     map[string][]byte // idempotency key to hash
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory { return &Memory{carts: map[memoryKey]*memoryCart{}} }

// Contents implements [Store].
func (m *Memory) Contents(ctx context.Context, shop, cartID string) (Contents, error) {
	if err := ctx.Err(); err != nil {
		return Contents{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.contents(shop, cartID), nil
}

// Update implements [Store].
func (m *Memory) Update(ctx context.Context, shop string, u Update) (Contents, error) {
	if err := ctx.Err(); err != nil {
		return Contents{}, err
	}
	contents, changed, err := m.update(shop, u)
	if changed {
		m.Changed(shop, u.CartID)
		if u.From != "" {
			m.Changed(shop, u.From)
		}
	}
	return contents, err
}

// update is Update without telling anybody; changed is false when nothing was
// written.
func (m *Memory) update(shop string, u Update) (contents Contents, changed bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	to := m.contents(shop, u.CartID)
	if held := m.carts[memoryKey{shop, u.CartID}]; held != nil {
		if hash, done := held.done[u.Key]; done {
			if !bytes.Equal(hash, u.Hash) {
				return Contents{}, false, ErrConflict
			}
			return to, false, nil
		}
	}
	var from *Contents
	if u.From != "" {
		second := m.contents(shop, u.From)
		from = &second
	}
	if err := u.Change(&to, from); err != nil {
		return Contents{}, false, err
	}
	held := m.put(shop, u.CartID, to)
	held.done[u.Key] = bytes.Clone(u.Hash)
	if from != nil {
		m.put(shop, u.From, *from)
	}
	return held.contents.Clone(), true, nil
}

// contents returns a copy of what is in a cart. The lock is held.
func (m *Memory) contents(shop, cartID string) Contents {
	if held := m.carts[memoryKey{shop, cartID}]; held != nil {
		return held.contents.Clone()
	}
	return Contents{}
}

// put stores contents as the cart's next version. The lock is held.
func (m *Memory) put(shop, cartID string, contents Contents) *memoryCart {
	key := memoryKey{shop, cartID}
	held := m.carts[key]
	if held == nil {
		held = &memoryCart{done: map[string][]byte{}}
		m.carts[key] = held
	}
	contents.Version = held.contents.Version + 1
	held.contents = contents.Clone()
	return held
}
