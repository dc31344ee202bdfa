package desk

import (
	"encoding/json"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/chat"
)

// This file is what the API answers and takes. The TypeScript of it is
// src/wire.ts; a test keeps the two in step. All times are in milliseconds
// since 1970, UTC; 0 or absent means never.

// View is a part of the inbox.
type View string

// The views. Only Closed holds closed conversations, and none holds one in
// which nothing was said.
const (
	ViewAll        View = "all"        // every open one
	ViewWaiting    View = "waiting"    // those that wait for a person, the longest wait first
	ViewMine       View = "mine"       // those that the asking person answers
	ViewUnassigned View = "unassigned" // those that no person answers
	ViewClosed     View = "closed"     // those that changed last
)

// List answers GET api/conversations.
type List struct {
	// Me is the person who asked.
	Me Person `json:"me"`
	// Now is the time of the server.
	Now    int64  `json:"now"`
	View   View   `json:"view"`
	Counts Counts `json:"counts"`
	// More is true when the view or a count stops at MaxListed.
	More          bool           `json:"more,omitempty"`
	Conversations []Conversation `json:"conversations"`
	// MaxText is how many characters a reply may have.
	MaxText int `json:"max_text"`
	// Logout is where the page signs out, with a POST; empty where it cannot.
	Logout string `json:"logout,omitempty"`
}

// Person is someone of the staff.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Counts says how many conversations each view has.
type Counts struct {
	All        int `json:"all"`
	Waiting    int `json:"waiting"`
	Mine       int `json:"mine"`
	Unassigned int `json:"unassigned"`
}

// Conversation is one line of the inbox.
type Conversation struct {
	ID       string              `json:"id"`
	Customer *assistant.Customer `json:"customer,omitempty"`
	Locale   string              `json:"locale,omitempty"`
	Entry    string              `json:"entry,omitempty"`
	Page     assistant.Page      `json:"page,omitzero"`
	Created  int64               `json:"created"`
	Changed  int64               `json:"changed"`
	// Top is the newest event's seq, LastShopper the seq of the shopper's
	// newest message, Messages how many messages there are.
	Top         int64 `json:"top"`
	LastShopper int64 `json:"last_shopper"`
	Messages    int   `json:"messages"`
	// Preview is the newest message in one line.
	Preview string          `json:"preview"`
	Owner   chat.OwnerState `json:"owner"`
	// Person is who answers, where Owner is a person.
	Person string `json:"person,omitempty"`
	// Mine is true when that is the person who asked.
	Mine bool `json:"mine,omitempty"`
	// WaitingSince is since when the shopper waits for a person: because one
	// was asked for, or because one who answers has not answered yet.
	WaitingSince int64              `json:"waiting_since,omitempty"`
	Handoff      *assistant.Handoff `json:"handoff,omitempty"`
	Closed       bool               `json:"closed,omitempty"`
	Tags         []string           `json:"tags,omitempty"`
}

// Talk answers GET api/conversations/{id}.
type Talk struct {
	Me           Person       `json:"me"`
	Now          int64        `json:"now"`
	Conversation Conversation `json:"conversation"`
	// Events are the ones with seq > after, in order.
	Events []chat.Event `json:"events"`
	// More is true when there are newer events than the last of Events.
	More bool `json:"more,omitempty"`
	// CartID names the shopper's cart. Cart is that cart, priced now; absent
	// when the desk was made without Config.Carts.
	CartID string     `json:"cart_id,omitempty"`
	Cart   *cart.Cart `json:"cart,omitempty"`
	// State is what the assistant remembers of the talk.
	State json.RawMessage `json:"state,omitempty"`
}

// Done answers POST api/conversations/{id}/take, give and close.
type Done struct {
	Conversation Conversation `json:"conversation"`
}

// Reply is the body of POST api/conversations/{id}/reply.
type Reply struct {
	// ID is made by the sender: the same id with the same text again is the
	// same message and is answered the same way.
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Replied answers it.
type Replied struct {
	Event chat.Event `json:"event"`
}

// Hint is the data of a "change" on GET api/events: something has changed and
// may be read again. No Conversation means: read everything again.
type Hint struct {
	Conversation string `json:"conversation,omitempty"`
	Top          int64  `json:"top,omitempty"`
}

// CodeOwner is the code of the refusal of what only the person who answers a
// conversation may do. The other codes are those of package chat.
const CodeOwner chat.ErrorCode = "owner"
