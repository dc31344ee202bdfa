package chat

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// State is where a running [Chat] stands, for those who look for a fault and for
// tests. It has nothing that a shopper wrote and no secret, but ids by which
// conversations are found: it is for the shop's staff.
type State struct {
	Shop string `json:"shop"`
	// Name is what this process holds leases under.
	Name string `json:"name"`
	// Epoch names the history that seq numbers belong to; see [Store].
	Epoch string `json:"epoch"`
	// Ready is what GET ready says: false once Shutdown was called.
	Ready bool `json:"ready"`
	// Connections is how many there are, of websockets and streams.
	Connections int `json:"connections"`
	// Rooms are the conversations that this process has to do with at the moment,
	// by id.
	Rooms []RoomState `json:"rooms"`
}

// RoomState is a conversation that somebody looks at or that is being answered.
type RoomState struct {
	Conversation string `json:"conversation"`
	// Tabs is how many connections of this process follow it.
	Tabs int `json:"tabs"`
	// Told is the seq up to which they have been told; -1 where there are none.
	Told int64 `json:"told"`
	// Replying is true while this process makes a reply.
	Replying bool `json:"replying"`
	// Top, Answered and Lease are what the store says.
	Top      int64 `json:"top"`
	Answered int64 `json:"answered"`
	Lease    Lease `json:"lease"`
}

// State returns where the chat stands. It reads every conversation that this
// process has to do with from the store, and fails when the store does.
func (c *Chat) State(ctx context.Context) (State, error) {
	epoch, err := c.config.Store.Epoch(ctx, c.config.Shop)
	if err != nil {
		return State{}, err
	}
	s := State{Shop: c.config.Shop, Name: c.name, Epoch: epoch, Rooms: []RoomState{}}
	c.mu.Lock()
	s.Ready, s.Connections = !c.ended, len(c.conns)
	c.mu.Unlock()
	for _, id := range c.rooms.ids() {
		r := c.find(id)
		if r == nil {
			continue // it was left meanwhile
		}
		r.mu.Lock()
		room := RoomState{Conversation: id, Tabs: len(r.listen), Told: r.told, Replying: r.reply != nil}
		r.mu.Unlock()
		r.leave()
		conv, err := c.config.Store.Conversation(ctx, c.config.Shop, id)
		switch {
		case errors.Is(err, ErrNotFound): // nothing was said yet
		case err != nil:
			return State{}, err
		}
		room.Top, room.Answered, room.Lease = conv.Top, conv.Answered, conv.Lease
		s.Rooms = append(s.Rooms, room)
	}
	slices.SortFunc(s.Rooms, func(a, b RoomState) int { return strings.Compare(a.Conversation, b.Conversation) })
	return s, nil
}

// ServeState answers with the [State] as JSON, to whoever asks: mount it behind
// the login of the shop's staff, and nowhere else.
//
//	mux.Handle("GET /debug/state", staffOnly(http.HandlerFunc(shop.ServeState)))
func (c *Chat) ServeState(w http.ResponseWriter, r *http.Request) {
	s, err := c.State(r.Context())
	if err != nil {
		c.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(s) // to somebody who may have gone
}
