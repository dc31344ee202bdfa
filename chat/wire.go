package chat

import (
	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// This file, wire_log.go, wire_staff.go and wire_http.go are the whole of what
// travels between a browser and the server. The TypeScript types in
// widget/src/wire.gen.ts are made from them.

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
	// Typing says that the shopper writes a message ("typing"). It is sent every
	// three seconds or so while they do, and only where a person was asked for or
	// answers; it is never stored, ends by itself, and is not acknowledged.
	Typing struct{}
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
		// looked up, Codes where the cart takes promotion codes, Mails where a
		// conversation can be sent to the shopper's own e-mail address.
		SignedIn bool `json:"signed_in,omitempty"`
		Orders   bool `json:"orders,omitempty"`
		Codes    bool `json:"codes,omitempty"`
		Mails    bool `json:"mails,omitempty"`
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
	// PersonTyping says that a person writes a message ("person_typing"), and again
	// every few seconds while they do. A browser shows it for WritesFor, or until
	// the message is there.
	PersonTyping struct {
		// Person is their name.
		Person string `json:"person"`
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
