package cart

import "sync"

// Watcher is an optional ability of [Carts] and of a [Store]: telling when a
// cart has changed, so that an open chat and an open page can follow. Whatever
// [New] returns has it, and it works where the Store has it.
type Watcher interface {
	// Watch calls changed with the shop and the cart after each write that
	// changed a cart, until stop is called. changed runs on the goroutine that
	// wrote: it must be quick and must not write to carts.
	Watch(changed func(shop, cartID string)) (stop func())
}

// Watchers is a ready-made [Watcher] for stores. The zero value is ready to use
// and safe for concurrent use.
type Watchers struct {
	mu       sync.Mutex
	next     int
	watchers map[int]func(shop, cartID string)
}

// Watch implements [Watcher].
func (w *Watchers) Watch(changed func(shop, cartID string)) (stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.watchers == nil {
		w.watchers = map[int]func(shop, cartID string){}
	}
	id := w.next
	w.next++
	w.watchers[id] = changed
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.watchers, id)
	}
}

// Changed tells every watcher that a cart has changed. A store calls it after
// the write is durable and with no lock held.
func (w *Watchers) Changed(shop, cartID string) {
	w.mu.Lock()
	watchers := make([]func(shop, cartID string), 0, len(w.watchers))
	for _, changed := range w.watchers {
		watchers = append(watchers, changed)
	}
	w.mu.Unlock()
	for _, changed := range watchers {
		changed(shop, cartID)
	}
}
