package chat

import (
	"context"
	"iter"
	"sync"
)

// maxChanges bounds what waits for one watcher.
const maxChanges = 256

// Change says that a conversation has events up to Top, unless that is 0. A Change
// without a conversation says that too much has happened to name it all: read
// everything again.
type Change struct {
	Conversation string
	Top          int64
	// Presence is true where it is another who is there; see [Chat.Presence].
	Presence bool
}

// watches are those who want to know of changes in any conversation.
type watches struct {
	mu  sync.Mutex
	all map[*watch]struct{}
}

// watch is one of them. Its fields but wake are guarded by watches.mu.
type watch struct {
	wake  chan struct{}
	news  map[string]Change // by conversation
	order []string
	lost  bool
}

// Watch returns the changes of all conversations from this call on, until ctx
// ends or the loop is left. Changes of one conversation that come faster than
// they are taken arrive as one.
//
//	for change := range shop.Watch(ctx) { ... }
func (c *Chat) Watch(ctx context.Context) iter.Seq[Change] {
	w := &watch{wake: make(chan struct{}, 1), news: map[string]Change{}}
	c.watches.add(w)
	forget := context.AfterFunc(ctx, func() { c.watches.remove(w) })
	return func(yield func(Change) bool) {
		defer forget()
		defer c.watches.remove(w)
		for {
			for change, ok := c.watches.next(w); ok; change, ok = c.watches.next(w) {
				if ctx.Err() != nil || !yield(change) {
					return
				}
			}
			select {
			case <-w.wake:
			case <-ctx.Done():
				return
			case <-c.life.Done():
				return
			}
		}
	}
}

func (ws *watches) add(w *watch) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.all == nil {
		ws.all = map[*watch]struct{}{}
	}
	ws.all[w] = struct{}{}
}

func (ws *watches) remove(w *watch) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	delete(ws.all, w)
}

// change notes a change for every watcher.
func (ws *watches) change(change Change) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for w := range ws.all {
		w.note(change)
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

func (w *watch) note(change Change) {
	known, waits := w.news[change.Conversation]
	switch {
	case w.lost:
	case waits:
		change.Top, change.Presence = max(known.Top, change.Top), known.Presence || change.Presence
		w.news[change.Conversation] = change
	case len(w.order) >= maxChanges:
		w.lost, w.order = true, nil
		clear(w.news)
	default:
		w.order = append(w.order, change.Conversation)
		w.news[change.Conversation] = change
	}
}

// next takes the oldest change that waits for w.
func (ws *watches) next(w *watch) (Change, bool) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if w.lost {
		w.lost = false
		return Change{}, true
	}
	if len(w.order) == 0 {
		return Change{}, false
	}
	id := w.order[0]
	w.order = w.order[1:]
	change := w.news[id]
	delete(w.news, id)
	return change, true
}
