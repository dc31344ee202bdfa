package cart

import (
	"context"
	"maps"
	"slices"
	"time"
)

// RequestKind says what a [Request] asks for.
type RequestKind string

// What can be asked about an order.
const (
	RequestReturn      RequestKind = "return"       // send lines back for the money
	RequestExchange    RequestKind = "exchange"     // send a line back for another variant
	RequestCancel      RequestKind = "cancel"       // cancel the whole order
	RequestAddress     RequestKind = "address"      // deliver it elsewhere
	RequestDamaged     RequestKind = "damaged"      // a line came broken
	RequestWrongItem   RequestKind = "wrong_item"   // a line is not what was ordered
	RequestNotReceived RequestKind = "not_received" // it says delivered, and is not here
	RequestLate        RequestKind = "late"         // it is overdue or lost
	RequestWarranty    RequestKind = "warranty"     // a line broke later
	RequestInvoice     RequestKind = "invoice"      // a copy of the invoice
	RequestCharge      RequestKind = "charge"       // charged twice or wrongly

	// These two are what the shop itself has decided; see [Clerk].
	RequestResend RequestKind = "resend" // send lines again
	RequestRefund RequestKind = "refund" // give money back
)

// ReasonGift is the Reason of a return by the one who was given the thing: the
// rules for gifts hold, and what the receiver gets is theirs.
const ReasonGift = "gift"

// RequestState is how far a [Request] has come.
type RequestState string

// The states of a request.
const (
	RequestOpen     RequestState = "open"     // filed; a person of the shop looks at it
	RequestApproved RequestState = "approved" // goes ahead
	RequestDone     RequestState = "done"
	RequestDeclined RequestState = "declined"
)

// Request is what a shopper asks about an order: a record with a reference,
// and never the deed itself. Whatever must be decided by a person stays open
// until one has.
type Request struct {
	// Reference is what the shopper knows it by; given when it is filed.
	Reference string       `json:"reference"`
	Order     string       `json:"order"` // the order's number
	Kind      RequestKind  `json:"kind"`
	State     RequestState `json:"state"`
	Filed     time.Time    `json:"filed"`
	// Lines are how many of which lines it is about, by the line's id; empty
	// means the whole order.
	Lines map[string]int `json:"lines,omitempty"`
	// Variant and Options are what an exchange is for.
	Variant string            `json:"variant,omitempty"`
	Options map[string]string `json:"options,omitempty"`
	// Address is the new one, for RequestAddress.
	Address Address `json:"address,omitzero"`
	// Reason is the shopper's choice of a cause, Note what they wrote, Wish
	// the remedy that they prefer. Reason and Wish are short codes such as
	// "too_small" and "refund". Card numbers in a note or a fact are masked before
	// it is stored, see MaskCards.
	Reason string `json:"reason,omitempty"`
	Note   string `json:"note,omitempty"`
	Wish   string `json:"wish,omitempty"`
	// Instructions are sentences on what the shopper does next; set when it is
	// approved.
	Instructions string `json:"instructions,omitempty"`
	// Facts were added later, while it was open, oldest first.
	Facts []string `json:"facts,omitempty"`
}

// Clone returns a deep copy of r.
func (r Request) Clone() Request {
	r.Lines, r.Options, r.Facts = maps.Clone(r.Lines), maps.Clone(r.Options), slices.Clone(r.Facts)
	return r
}

// MaxNote bounds a note and a fact, in characters; MaxFacts is how many facts a
// request takes.
const (
	MaxNote  = 2000
	MaxFacts = 20
)

// FactAdder is an optional ability of [Orders]: a shopper tells more about a
// request while it is open. [OrderBook] has it.
type FactAdder interface {
	// AddFact adds a fact to a request of an order that is not settled yet, and
	// returns the request. The same key again adds nothing; a fact that the
	// request has already is not added twice. A request that is settled, or has
	// MaxFacts already, refuses with an *Error.
	AddFact(ctx context.Context, key, number, reference, fact string) (Request, error)
}
