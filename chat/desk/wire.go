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

// LowScore is the best score, of chat.MaxScore, that ViewLow holds.
const LowScore = 2

// The views. Only Low, Closed and Spam hold closed conversations, only Snoozed those
// that are put off, only Spam those that are marked as spam or blocked, and none
// holds one in which nothing was said.
const (
	ViewAll        View = "all"        // every open one
	ViewWaiting    View = "waiting"    // those that wait for a person, by priority, then the longest wait first
	ViewMine       View = "mine"       // those that the asking person answers or is to look after
	ViewUnassigned View = "unassigned" // those that no person answers
	ViewSnoozed    View = "snoozed"    // open ones that are put off
	ViewLow        View = "low"        // open and closed ones that were rated with at most LowScore
	ViewClosed     View = "closed"     // those that changed last
	ViewSpam       View = "spam"       // those that are marked as spam or blocked
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
	// May is what the person who asked may do.
	May []Permission `json:"may"`
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

// personOf is p without what only the server needs to know.
func personOf(p chat.Person) Person { return Person{p.ID, p.Name} }

// People answers GET api/people: whom a conversation can be given to.
type People struct {
	People []Person `json:"people"`
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
	// PersonID is that one's id.
	PersonID string `json:"person_id,omitempty"`
	// Mine is true when that is the person who asked.
	Mine bool `json:"mine,omitempty"`
	// WaitingSince is since when the shopper waits for a person: because one
	// was asked for, or because one who answers has not answered yet.
	WaitingSince int64              `json:"waiting_since,omitempty"`
	Handoff      *assistant.Handoff `json:"handoff,omitempty"`
	Closed       bool               `json:"closed,omitempty"`
	Tags         []string           `json:"tags,omitempty"`
	// Assignee is who is to look after it; absent when nobody is.
	Assignee *Person `json:"assignee,omitempty"`
	// Priority is from 0 to chat.MaxPriority.
	Priority     int       `json:"priority,omitempty"`
	SnoozedUntil int64     `json:"snoozed_until,omitempty"`
	Mark         chat.Mark `json:"mark,omitempty"`
	// Score is the shopper's newest rating, from 1 to chat.MaxScore; absent where they
	// have rated nothing.
	Score int `json:"score,omitempty"`
	// Present says who is in it at this moment.
	Present Present `json:"present"`
}

// Present says who is in a conversation at this moment; see [chat.Presence].
type Present struct {
	// At is the time of the server at which that was so.
	At int64 `json:"at"`
	// Shopper is what the shopper does, and Page where they are; absent where it is
	// not known, because nobody of the staff looks.
	Shopper chat.Doing     `json:"shopper,omitempty"`
	Page    assistant.Page `json:"page,omitzero"`
	// People are those of the staff who look or write, whoever asks included.
	People []Attendee `json:"people,omitempty"`
}

// Attendee is someone of the staff in a conversation.
type Attendee struct {
	ID   string     `json:"id"`
	Name string     `json:"name"`
	Does chat.Doing `json:"does"`
}

// Attend is the body of POST api/conversations/{id}/presence, which answers with
// an Attended: what the person who asks does there. Say it again every ten seconds
// while they look, every three while they write, and "away" when they leave.
type Attend struct {
	Does chat.Doing `json:"does"`
}

// Attended is the data of a "presence" on GET api/events too.
type Attended struct {
	Conversation string  `json:"conversation"`
	Present      Present `json:"present"`
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
	// Orders are the shopper's, the newest first; absent where the shop has none
	// here. Acts are what the person who asked may do to them.
	Orders []assistant.OrderView `json:"orders,omitempty"`
	Acts   []cart.ActKind        `json:"acts,omitempty"`
	// Macros are the shop's prepared replies, filled in for this talk.
	Macros []Macro `json:"macros,omitempty"`
	// State is what the assistant remembers of the talk.
	State json.RawMessage `json:"state,omitempty"`
}

// Done answers POST api/conversations/{id}/take, give, close, transfer, sort and order.
type Done struct {
	Conversation Conversation `json:"conversation"`
}

// Reply is the body of POST api/conversations/{id}/reply.
type Reply struct {
	// ID is made by the sender: the same id with the same text again is the
	// same message and is answered the same way.
	ID   string `json:"id"`
	Text string `json:"text"`
	// Products are the ids of up to chat.MaxPosted products to show.
	Products []string `json:"products,omitempty"`
}

// Macro is a prepared reply.
type Macro struct {
	// Name is what it is chosen by.
	Name string `json:"name"`
	// Text may have {{customer}}, the shopper's first name or "there";
	// {{agent}}, who answers; {{product}}, the page's product or "it"; and
	// {{order}}, the newest order's number or "your order".
	Text string `json:"text"`
}

// Prepared answers GET api/macros.
type Prepared struct {
	// Macros are the prepared replies as they were written, variables and all, by
	// name.
	Macros []PreparedMacro `json:"macros"`
	// Kept is true where what the staff writes is kept.
	Kept bool `json:"kept"`
}

// PreparedMacro is one of them.
type PreparedMacro struct {
	// ID is made by the sender of a new one; empty for one of [Config], which
	// another one of that name takes the place of.
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	Text string `json:"text"`
	// Version is to be sent along with what is written over it.
	Version int64 `json:"version,omitempty"`
}

// Prepare is the body of POST api/macros/write, which answers with the PreparedMacro as
// it is kept. The same again is the same.
type Prepare struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	Version int64  `json:"version,omitempty"` // of the one to write over; 0 makes one
}

// Unprepare is the body of POST api/macros/remove, which answers {}.
type Unprepare struct {
	ID      string `json:"id"`
	Version int64  `json:"version"`
}

// Products answers GET api/products?q=.
type Products struct {
	Cards []assistant.Card `json:"cards"`
}

// Act is the body of POST api/conversations/{id}/order.
type Act struct {
	// ID is made by the sender, as in [Reply].
	ID      string         `json:"id"`
	Kind    cart.ActKind   `json:"kind"`
	Order   string         `json:"order"`
	Lines   map[string]int `json:"lines,omitempty"`
	Amount  int64          `json:"amount,omitempty"` // in minor units of the order's currency
	Address cart.Address   `json:"address,omitzero"`
	Note    string         `json:"note,omitempty"`
}

// Sort is the body of POST api/conversations/{id}/sort: a note, or how the
// conversation is sorted. What is absent stays as it is.
type Sort struct {
	// ID is made by the sender, as in [Reply].
	ID       string     `json:"id"`
	Note     string     `json:"note,omitempty"`
	Tag      []string   `json:"tag,omitempty"`
	Untag    []string   `json:"untag,omitempty"`
	Assign   *string    `json:"assign,omitempty"` // a person's id; empty is nobody
	Priority *int       `json:"priority,omitempty"`
	Snooze   *int64     `json:"snooze,omitempty"` // until when; 0 is now
	Mark     *chat.Mark `json:"mark,omitempty"`
}

// Transfer is the body of POST api/conversations/{id}/transfer.
type Transfer struct {
	// To is the id of the person who is to answer.
	To string `json:"to"`
	// From is the id of who answers now, where that is not whoever asks: that takes
	// MayReassign.
	From string `json:"from,omitempty"`
}

// Edit is the body of POST api/conversations/{id}/edit.
type Edit struct {
	// ID is made by the sender, as in [Reply].
	ID string `json:"id"`
	// Seq is the message's; Text is what it says instead, empty to take it back.
	Seq  int64  `json:"seq"`
	Text string `json:"text"`
}

// Replied answers it, and POST api/conversations/{id}/edit.
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
