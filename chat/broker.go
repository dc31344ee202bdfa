package chat

import "sync"

// Broker carries hints between the processes that serve one shop. A hint says
// where to look; what is true stands in the [Store] and in the carts, so that a
// hint that is lost, repeated or late costs time and nothing else: with every
// ping a tab's conversation is looked up anyway. So it is with a [Sign]: whoever
// goes on to write says so again, and what is not said again ends. The words of a
// reply that is
// being made reach the tabs of the process that makes it; the others show the
// reply once it is stored.
// Implementations are safe for concurrent use.
type Broker interface {
	// Publish tells every subscriber of the shop, this process's included. It
	// does not wait for them.
	Publish(shop string, h Hint)
	// Subscribe calls f for each hint until stop is called. f returns at once.
	Subscribe(shop string, f func(Hint)) (stop func())
}

// Hint says that something has changed, a conversation or a cart, or that somebody
// is in a conversation. The empty Hint says that anything may have changed: look at
// all of it again.
type Hint struct {
	// Conversation has events up to Top.
	Conversation string
	Top          int64
	// Cart is a cart to read again.
	Cart string
	// Sign is what somebody does in Conversation at this moment. A Hint that has one
	// says nothing else.
	Sign Sign
}

// NewBroker returns the broker of a single process: it calls its subscribers
// at once.
func NewBroker() Broker { return &localBroker{shops: map[string]map[int]func(Hint){}} }

type localBroker struct {
	mu    sync.RWMutex
	next  int
	shops map[string]map[int]func(Hint)
}

func (b *localBroker) Publish(shop string, h Hint) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, f := range b.shops[shop] {
		f(h)
	}
}

func (b *localBroker) Subscribe(shop string, f func(Hint)) (stop func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shops[shop] == nil {
		b.shops[shop] = map[int]func(Hint){}
	}
	id := b.next
	b.next++
	b.shops[shop][id] = f
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.shops[shop], id)
	}
}
