package chat

import "github.com/aisle-chat/aisle/cart"

// What of the log the shop's staff has made: how an [Event] of theirs travels.

// Edit changes what a person wrote, or takes it back. The log keeps what it was.
type Edit struct {
	// Seq is the message's.
	Seq int64 `json:"seq"`
	// Text is what it says instead; empty when it is taken back.
	Text string `json:"text,omitempty"`
	// Person is the name of who did it.
	Person string `json:"person,omitempty"`
}

// Staff is what someone of the shop's staff noted about a conversation, or how
// they sorted it. It is not sent to shoppers. Fields that are empty or nil
// change nothing.
type Staff struct {
	// By did it; ByID tells people apart.
	By   string `json:"by"`
	ByID string `json:"by_id"`
	// Note is a private note.
	Note string `json:"note,omitempty"`
	// Tag and Untag are tags that are put on and taken off.
	Tag   []string `json:"tag,omitempty"`
	Untag []string `json:"untag,omitempty"`
	// Assign is who is to look after it; an empty ID is nobody.
	Assign *Assignee `json:"assign,omitempty"`
	// Priority is from 0, which is the ordinary, to MaxPriority.
	Priority *int `json:"priority,omitempty"`
	// Snooze is until when it is not to be shown, in milliseconds since 1970,
	// UTC; 0 is now. A message of the shopper ends it as well.
	Snooze *int64 `json:"snooze,omitempty"`
	// Mark says what the conversation is, where it is no shopper's question.
	Mark *Mark `json:"mark,omitempty"`
	// Order is what was done to an order.
	Order *StaffOrder `json:"order,omitempty"`
}

// StaffOrder is what someone of the staff did to an order.
type StaffOrder struct {
	Number string       `json:"number"`
	Kind   cart.ActKind `json:"kind"`
	// Reference is the request's that it stands as in the order.
	Reference string `json:"reference,omitempty"`
}

// Assignee is someone of the staff who is to look after a conversation.
type Assignee struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Mark says what a conversation is.
type Mark string

// The marks.
const (
	MarkNone Mark = ""
	// MarkTest leaves a conversation out of the shop's figures.
	MarkTest Mark = "test"
	// MarkSpam leaves it out of the inbox too.
	MarkSpam Mark = "spam"
	// MarkBlocked is spam whose sender is not listened to any more.
	MarkBlocked Mark = "blocked"
)
