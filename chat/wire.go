package chat

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// This file is the whole of what travels between a browser and the server. The
// TypeScript types in widget/src/wire.gen.ts are made from it.

// ProtocolVersion is the version that a browser says hello with. The server
// speaks this one and, once there is one, the version before it.
const ProtocolVersion = 1

// A browser sends commands: JSON objects whose "type" names one of the structs
// below. The first one on a connection is Hello.
//
// A command with an id is answered by exactly one Ack or Failure with that id,
// however often it is sent: the same id with the same body is the same
// command, and the same id with another body is refused with "conflict".
type (
	// Hello opens a connection ("hello").
	Hello struct {
		V     int    `json:"v"`
		Token string `json:"token"`
		// Epoch and After say what the browser has already: everything up to
		// and including the event After of that epoch. Empty and 0: nothing.
		Epoch string `json:"epoch,omitempty"`
		After int64  `json:"after,omitempty"`
		// Conversation is the one that Epoch and After are about, or one of the
		// shopper's that the browser wants to see; empty means the newest.
		Conversation string `json:"conversation,omitempty"`
		// Fresh is a key of at most 100 bytes that the browser makes at random
		// to begin a new conversation, and repeats until something was said in
		// it. It counts where Conversation names none of the shopper's.
		Fresh  string         `json:"fresh,omitempty"`
		Locale string         `json:"locale,omitempty"`
		Page   assistant.Page `json:"page,omitzero"`
		// Entry says how the shopper came in: "launcher", "question", "ask",
		// "results", "link", "api".
		Entry string `json:"entry,omitempty"`
		// Tab is an id of at most 100 bytes that a page makes at random and
		// keeps while it is open. A new connection of the same tab ends the
		// one before it, and what is posted to a stream names it.
		Tab string `json:"tab,omitempty"`
	}
	// Send is a shopper's message ("send").
	Send struct {
		ID   string         `json:"id"`
		Text string         `json:"text"`
		Pick *Pick          `json:"pick,omitempty"`
		Form *Filled        `json:"form,omitempty"`
		Page assistant.Page `json:"page,omitzero"`
		// Entry is how this message came to be, as in Hello; empty when typed.
		Entry string `json:"entry,omitempty"`
	}
	// Stop ends a running reply ("stop"). What was shown stays.
	Stop struct {
		Turn string `json:"turn"`
	}
	// CartAdd puts something into the shopper's cart ("cart_add").
	CartAdd struct {
		ID   string    `json:"id"`
		Item cart.Item `json:"item"`
		// Seen is the price of one that the shopper saw; zero where none was
		// shown. Nothing is charged by it: where it is not the price any more
		// nothing is added, and the refusal "price_changed" says what is. The
		// shopper's yes to that is the same command, with the same id, that has
		// Seen it.
		Seen catalog.Money `json:"seen,omitzero"`
		// Seq is the message whose card was used; 0 outside a message.
		Seq int64 `json:"seq,omitempty"`
	}
	// CartSet changes a line's quantity; 0 removes it ("cart_set").
	CartSet struct {
		ID       string `json:"id"`
		Line     string `json:"line"`
		Quantity int    `json:"quantity"`
	}
	// CartCode gives the shopper's cart a promotion code, or takes it back
	// ("cart_code").
	CartCode struct {
		ID     string `json:"id"`
		Code   string `json:"code"`
		Remove bool   `json:"remove,omitempty"`
	}
	// Track records what the shopper did with a message ("track").
	Track struct {
		ID       string   `json:"id"`
		Activity Activity `json:"activity"`
	}
	// GiveRating says how something was that the shopper was asked about
	// ("rate"). What one event asks is answered once, in whatever tab: the same
	// answer again is the first one again, under whatever id, and another answer
	// is refused with "conflict".
	GiveRating struct {
		ID     string `json:"id"`
		Rating Rating `json:"rating"`
	}
	// Visit says that the page has changed ("visit").
	Visit struct {
		Page assistant.Page `json:"page"`
	}
)

// Pick names a chip by its message and its id there.
type Pick struct {
	Seq    int64  `json:"seq"`
	Choice string `json:"choice"`
}

// Filled is what a shopper has filled into the form of a message: Seq is the
// message's, Values are by the field's name. The message's text is the form's
// own, whatever the browser sends as text.
type Filled struct {
	Seq    int64             `json:"seq"`
	Values map[string]string `json:"values"`
}

// The server sends frames: JSON objects whose "type" names one of the structs
// below. A browser ignores types and fields that it does not know.
type (
	// Welcome answers Hello ("welcome"). The events that the browser lacks
	// follow, then what is running.
	Welcome struct {
		V            int    `json:"v"`
		Conversation string `json:"conversation"`
		Epoch        string `json:"epoch"`
		// Top is the newest event's seq.
		Top int64 `json:"top"`
		// Resync means: forget what you have of this conversation, all of it
		// follows.
		Resync bool       `json:"resync,omitempty"`
		Owner  OwnerState `json:"owner"`
		// Person is the name of the person who has joined.
		Person string    `json:"person,omitempty"`
		Cart   cart.Cart `json:"cart"`
		// MaxText is how many characters a message may have.
		MaxText int `json:"max_text"`
		// Greeting is what the page shows while the conversation is empty; nil
		// where the assistant has none.
		Greeting *assistant.Greeting `json:"greeting,omitempty"`
		// Customer is the name of the shopper who is signed in; empty for a
		// guest and for a customer without a name.
		Customer string `json:"customer,omitempty"`
		// SignedIn is true for a verified customer, Orders where orders can be
		// looked up, Codes where the cart takes promotion codes.
		SignedIn bool `json:"signed_in,omitempty"`
		Orders   bool `json:"orders,omitempty"`
		Codes    bool `json:"codes,omitempty"`
		// Zone is the time zone of the shop's days, as in "America/New_York":
		// that of orders, deliveries and promotions, wherever the shopper is.
		Zone string `json:"zone,omitempty"`
	}
	// Greeted is the greeting of the page that the shopper has come to, while
	// nothing has been said ("greeting").
	Greeted struct {
		Greeting assistant.Greeting `json:"greeting"`
	}
	// Logged carries one event of the log ("event").
	Logged struct {
		Event Event `json:"event"`
	}
	// Ack says that a command is done and stored ("ack").
	Ack struct {
		ID string `json:"id"`
		// Seq is the event that the command became; 0 if it became none.
		Seq int64 `json:"seq,omitempty"`
	}
	// Failure says that a command, or the connection, was refused ("error").
	Failure struct {
		ID      string    `json:"id,omitempty"`
		Code    ErrorCode `json:"code"`
		Message string    `json:"message"`
		// Field is the name of the form's field that is to blame; empty where
		// none is.
		Field string `json:"field,omitempty"`
		// Price is what one costs now, where the code is "price_changed".
		Price *catalog.Money `json:"price,omitempty"`
		// RetryIn is in milliseconds; 0 means that trying the same again is
		// no use.
		RetryIn int `json:"retry_in,omitempty"`
	}
	// Started says that a reply is being made ("started").
	Started struct {
		Turn string `json:"turn"`
		// Answers is the seq of the message that is being answered.
		Answers int64 `json:"answers"`
	}
	// Delta is a piece of prose of a reply that is not finished ("delta").
	Delta struct {
		Turn string `json:"turn"`
		// Part is the index of the part that the text belongs to.
		Part int `json:"part"`
		// Offset is where Text begins in that part, in UTF-16 code units.
		Offset int    `json:"offset"`
		Text   string `json:"text"`
	}
	// Piece is a block of a reply that is not finished ("piece").
	Piece struct {
		Turn  string          `json:"turn"`
		Part  int             `json:"part"`
		Block assistant.Block `json:"block"`
	}
	// Working is a status line of a reply that is not finished ("working").
	Working struct {
		Turn string `json:"turn"`
		Text string `json:"text"`
	}
	// Retracted takes back what was shown of a reply ("retracted").
	Retracted struct {
		Turn string `json:"turn"`
	}
	// CartNow is the shopper's cart after a change ("cart").
	CartNow struct {
		Cart cart.Cart `json:"cart"`
	}
	// Ping comes every twenty seconds ("ping"); a browser whose newest event
	// is older than Top has missed something and resumes.
	Ping struct {
		Top int64 `json:"top"`
	}
	// GoingAway says that the server is about to close ("going_away").
	GoingAway struct {
		// RetryIn is when to come back, in milliseconds.
		RetryIn int `json:"retry_in"`
	}
)

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
}

// Message is something that was said.
type Message struct {
	Author assistant.Author `json:"author"`
	// Name is the person's, where Author is a person. PersonID tells people
	// apart; it is not sent to shoppers.
	Name     string `json:"name,omitempty"`
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
	// configuration that answered; see assistant.Outcome. Neither is sent to
	// shoppers.
	Usage  *assistant.Usage `json:"usage,omitempty"`
	Config string           `json:"config,omitempty"`
}

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
	// Person is the name of the person who took over or gave back.
	Person string `json:"person,omitempty"`
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

// ErrorCode is a machine's word for what went wrong. Cart refusals come with
// the code of their cart.Error.
type ErrorCode string

// Why a command, a connection or a request is refused.
const (
	CodeBadRequest   ErrorCode = "bad_request"  // not JSON, unknown command, wrong type
	CodeTooLong      ErrorCode = "too_long"     // the text is over the limit
	CodeUnauthorized ErrorCode = "unauthorized" // the token is unknown or has ended
	CodeForbidden    ErrorCode = "forbidden"    // the page's origin is not allowed
	CodeNotFound     ErrorCode = "not_found"    // no such thing
	CodeConflict     ErrorCode = "conflict"     // the id was used for something else
	CodeRateLimited  ErrorCode = "rate_limited" // too many, too fast
	CodeBusy         ErrorCode = "busy"         // the database is held; try again
	CodeFull         ErrorCode = "storage_full" // the disk is full; try again later
	CodeUnavailable  ErrorCode = "unavailable"  // shutting down, or a part is gone
	CodeVersion      ErrorCode = "version"      // the protocol version is not spoken here
	CodeInternal     ErrorCode = "internal"     // our fault; the id is in the log
)

// CloseCode is why the server ends a connection: the status with which it closes
// a websocket, and what a stream says last, in [Closed]. The range
// decides what a browser does, so that it obeys a code it has never seen: 4000
// to 4499 mean "come back", 4500 to 4999 "stay away until the shopper acts". Of
// the standard codes 1002, 1003, 1007, 1008 and 1009 mean "stay away" as well,
// all others "come back".
type CloseCode int

// The close codes.
const (
	CloseGoingAway CloseCode = 4000 // the server shuts down
	CloseSlow      CloseCode = 4001 // the browser does not read what it is sent
	CloseLate      CloseCode = 4002 // no Hello within HelloTimeout
	CloseTrouble   CloseCode = 4003 // our fault
	CloseBusy      CloseCode = 4004 // the store is held, or there are too many connections
	CloseReplaced  CloseCode = 4005 // the same tab has opened another connection
	CloseSession   CloseCode = 4010 // the token is unknown or has ended: get a new session first
	CloseHello     CloseCode = 4500 // the first frame is not a usable Hello
	CloseVersion   CloseCode = 4501 // the protocol version is not spoken here
	CloseFlood     CloseCode = 4502 // refused commands went on and on
)

// What travels over HTTP besides commands and frames.
type (
	// SessionAnswer answers POST session.
	SessionAnswer struct {
		// Token is the bearer token for Hello; it never travels in a URL.
		Token string `json:"token"`
		// Expires is in milliseconds since 1970, UTC.
		Expires int64 `json:"expires"`
		// Currency is the shop's one selling currency.
		Currency string `json:"currency"`
	}
	// Caller is the first line of POST commands. Each line after it is a
	// command for the stream that this tab has open.
	Caller struct {
		Token string `json:"token"`
		Tab   string `json:"tab"`
	}
	// Closed is the data of the last event of a stream, whose name is "close".
	Closed struct {
		Code   CloseCode `json:"code"`
		Reason string    `json:"reason"`
	}
	// QuestionsAnswer answers GET questions.
	QuestionsAnswer struct {
		Questions []string `json:"questions"`
	}
	// ReadyAnswer answers GET ready while the process takes new connections.
	ReadyAnswer struct {
		Ready bool `json:"ready"`
	}
	// ConversationsAnswer answers GET conversations: the shopper's own in which
	// something was said, the one that changed last first; 30 at most.
	ConversationsAnswer struct {
		Conversations []PastConversation `json:"conversations"`
	}
	// PastConversation is one of a shopper's conversations in a list.
	PastConversation struct {
		ID string `json:"id"`
		// Title is what the shopper said first, of at most 80 characters; empty
		// where that is not kept any more.
		Title string `json:"title"`
		// Changed is in milliseconds since 1970, UTC.
		Changed  int64      `json:"changed"`
		Messages int        `json:"messages"`
		Owner    OwnerState `json:"owner"`
		Closed   bool       `json:"closed,omitempty"`
	}
	// OrdersAnswer answers GET orders: those that the shopper may see, the
	// newest first.
	OrdersAnswer struct {
		Orders []assistant.OrderView `json:"orders"`
	}
	// LookUp is the body of POST orders, which answers with an OrderAnswer.
	LookUp struct {
		Number string `json:"number"`
		Email  string `json:"email"`
	}
	// OrderAnswer answers GET orders/{number} and POST orders.
	OrderAnswer struct {
		Order assistant.OrderView `json:"order"`
	}
	// ErrorAnswer is the body of every refusal over HTTP.
	ErrorAnswer struct {
		Error ErrorDetail `json:"error"`
	}
	// ErrorDetail says what went wrong.
	ErrorDetail struct {
		Code    ErrorCode `json:"code"`
		Message string    `json:"message"`
		// ID finds the matching line in the shop's log; empty where there is
		// none.
		ID string `json:"id,omitempty"`
	}
)
