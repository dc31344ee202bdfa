package chat

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
)

// The log of a conversation, as it travels in [Logged].

// EventKind says which field of an [Event] is set.
type EventKind string

// The kinds of event.
const (
	EventMessage  EventKind = "message"
	EventOwner    EventKind = "owner"
	EventCart     EventKind = "cart"
	EventActivity EventKind = "activity"
	EventOrdered  EventKind = "ordered"
	EventIdentity EventKind = "identity"
	EventRating   EventKind = "rating"
	// EventStaff is for the staff; a shopper gets its seq and kind alone.
	EventStaff EventKind = "staff"
	EventEdit  EventKind = "edit"
	// EventErased stands where everything before it was deleted.
	EventErased EventKind = "erased"
)

// Event is one entry of a conversation's log. Events are never changed.
type Event struct {
	// Seq counts from 1 without gaps within a conversation.
	Seq int64 `json:"seq"`
	// At is in milliseconds since 1970, UTC.
	At   int64     `json:"at"`
	Kind EventKind `json:"kind"`
	// ClientID is the id of the command that made the event; unique within a
	// conversation and author. Empty for what the server did by itself.
	ClientID string       `json:"client_id,omitempty"`
	Message  *Message     `json:"message,omitempty"`
	Owner    *OwnerChange `json:"owner,omitempty"`
	Cart     *CartChange  `json:"cart,omitempty"`
	Activity *Activity    `json:"activity,omitempty"`
	Ordered  *Ordered     `json:"ordered,omitempty"`
	Identity *Identity    `json:"identity,omitempty"`
	Staff    *Staff       `json:"staff,omitempty"`
	Edit     *Edit        `json:"edit,omitempty"`
	Rating   *Rating      `json:"rating,omitempty"`
	Erased   *Erased      `json:"erased,omitempty"`
}

// Erased notes that what was said before, and what was remembered of it, is deleted.
type Erased struct {
	// By is AuthorShopper where the shopper wanted it, and AuthorPerson where the
	// shop has done it.
	By assistant.Author `json:"by"`
}

// Message is something that was said.
type Message struct {
	Author assistant.Author `json:"author"`
	// Name, Title and Picture are the person's, where Author is a person, as they
	// were then; see Person. PersonID tells people apart; it is not sent to
	// shoppers.
	Name     string `json:"name,omitempty"`
	Title    string `json:"title,omitempty"`
	Picture  string `json:"picture,omitempty"`
	PersonID string `json:"person_id,omitempty"`
	// Text is what the shopper or the person wrote; empty for the assistant.
	Text string `json:"text,omitempty"`
	// Parts are what the assistant said, in order.
	Parts assistant.Parts `json:"parts,omitempty"`
	// Turn is the id of the turn that a shopper's message starts or an
	// assistant's message ends.
	Turn string `json:"turn,omitempty"`
	// Answers is the seq of the shopper's message that this one answers.
	Answers int64 `json:"answers,omitempty"`
	// Stopped is true when the shopper cut the reply short.
	Stopped bool `json:"stopped,omitempty"`
	// Failed is true when no reply could be made; Parts say so.
	Failed bool `json:"failed,omitempty"`
	// Pick is the chip that was tapped, Page where the shopper was, Entry how
	// the message came to be.
	Pick  *Pick          `json:"pick,omitempty"`
	Page  assistant.Page `json:"page,omitzero"`
	Entry string         `json:"entry,omitempty"`
	// Form is the form that was filled in.
	Form *Filled `json:"form,omitempty"`
	// Usage is what a language model charged for the reply, and Config names the
	// configuration that answered. Counts are the tokens of the reply and of the
	// message that it answers. See assistant.Outcome; none of them is sent to
	// shoppers.
	Usage  *assistant.Usage  `json:"usage,omitempty"`
	Config string            `json:"config,omitempty"`
	Counts *assistant.Counts `json:"counts,omitempty"`
}

// OwnerState says who answers.
type OwnerState string

// The three states of ownership, and the end.
const (
	OwnedByAssistant OwnerState = "assistant"
	OwnedByNobody    OwnerState = "waiting" // a person was asked for; the assistant goes on helping
	OwnedByPerson    OwnerState = "person"  // the assistant is silent
)

// OwnerChange is a change of who answers.
type OwnerChange struct {
	State OwnerState `json:"state"`
	// Person is the name of the person who took over or gave back. Title and
	// Picture are of the one who took over; see Person.
	Person  string `json:"person,omitempty"`
	Title   string `json:"title,omitempty"`
	Picture string `json:"picture,omitempty"`
	// Closed is true when the conversation was closed, Lapsed when the assistant
	// goes on because no person has answered in time.
	Closed bool `json:"closed,omitempty"`
	Lapsed bool `json:"lapsed,omitempty"`
	// Rate asks the shopper how it was, where a person has ended their part.
	Rate bool `json:"rate,omitempty"`
	// Handoff is the note to the staff; it is not sent to shoppers.
	Handoff *assistant.Handoff `json:"handoff,omitempty"`
}

// CartChange notes a change of the shopper's cart.
type CartChange struct {
	// Do is "add", "set", "code" or "uncode"; the last two are about a
	// promotion code and have Code alone.
	Do       string            `json:"do"`
	Product  string            `json:"product"`
	Variant  string            `json:"variant,omitempty"`
	Options  map[string]string `json:"options,omitempty"`
	Quantity int               `json:"quantity"`
	Code     string            `json:"code,omitempty"`
	// Seq is the message whose card was used, Turn the turn that did it; both
	// empty when it was done elsewhere.
	Seq  int64  `json:"seq,omitempty"`
	Turn string `json:"turn,omitempty"`
}

// Activity is what a shopper did with a message, for the shop's figures.
type Activity struct {
	// Kind is "shown", "opened", "clicked" or "added".
	Kind    string `json:"kind"`
	Seq     int64  `json:"seq,omitempty"`
	Product string `json:"product,omitempty"`
	Entry   string `json:"entry,omitempty"`
}

// MaxScore is the best score of a [Rating]; the worst is 1. MaxComment is how
// many characters its comment has at most.
const (
	MaxScore   = 5
	MaxComment = 1000
)

// Rating is how a conversation, or the help of a person, was for the shopper.
type Rating struct {
	// Seq is the event that asked: a message with a rating block, or a change of
	// owner whose Rate is true.
	Seq int64 `json:"seq"`
	// Score is from 1 to MaxScore.
	Score int `json:"score"`
	// Comment is in the shopper's own words; empty where there is none.
	Comment string `json:"comment,omitempty"`
}

// Identity notes that the shopper has signed in, and that the conversation and
// the cart are the customer's from now on.
type Identity struct {
	// Name is the customer's; empty where the shop gives none.
	Name string `json:"name,omitempty"`
}

// Ordered notes that the shopper's cart became an order.
type Ordered struct {
	Number string        `json:"number"`
	Total  catalog.Money `json:"total"`
	// Lines are what was bought.
	Lines []OrderedItem `json:"lines"`
	// URL is the order's page; empty when it has none.
	URL string `json:"url,omitempty"`
}

// OrderedItem is one line of an [Ordered].
type OrderedItem struct {
	Product  string        `json:"product"`
	Variant  string        `json:"variant,omitempty"`
	Quantity int           `json:"quantity"`
	Total    catalog.Money `json:"total"`
}
