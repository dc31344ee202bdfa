package cart

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aisle-chat/aisle/catalog"
)

// Clerk is an optional ability of [Orders]: what a person of the shop does to an
// order. The policies bind shoppers, not the shop: what they would refuse a
// shopper is refused here only where it cannot be done any more. [OrderBook] has
// it.
type Clerk interface {
	// Act does something to an order and returns the order as it is then, and
	// the reference under which it stands among the order's requests, where the
	// shopper sees it. The same key again does nothing more; with another act it
	// is an *Error with CodeConflict.
	Act(ctx context.Context, key string, a Act) (o Order, reference string, err error)
}

// ActKind says what an [Act] does.
type ActKind string

// What a person of the shop can do to an order.
const (
	ActCancel  ActKind = "cancel"  // cancel all of it, and give the money back
	ActAddress ActKind = "address" // send it elsewhere, before it is packed
	ActResend  ActKind = "resend"  // send lines again, at no cost
	ActRefund  ActKind = "refund"  // give money back
)

// Act is something that a person of the shop does to an order.
type Act struct {
	Kind  ActKind `json:"kind"`
	Order string  `json:"order"` // its number
	// By is who does it.
	By string `json:"by"`
	// Lines are how many of which lines are sent again, by the line's id; empty
	// means all.
	Lines map[string]int `json:"lines,omitempty"`
	// Amount is what is given back, for ActRefund.
	Amount catalog.Money `json:"amount,omitzero"`
	// Address is the new one, for ActAddress.
	Address Address `json:"address,omitzero"`
	// Note says why, in at most MaxNote characters.
	Note string `json:"note,omitempty"`
}

// Act implements [Clerk].
func (b *OrderBook) Act(ctx context.Context, key string, a Act) (o Order, reference string, err error) {
	a.Order, a.Address, a.Note = OrderNumber(a.Order), a.Address.Trimmed(), MaskCards(strings.TrimSpace(a.Note))
	if err := checkIDs(key); err != nil {
		return Order{}, "", err
	}
	if utf8.RuneCountInString(a.Note) > MaxNote {
		return Order{}, "", badField("note", fmt.Sprintf("Please write at most %d characters.", MaxNote))
	}
	text, err := json.Marshal(a)
	if err != nil {
		return Order{}, "", err
	}
	hash := sha256.Sum256(text)
	now := b.now()
	for attempt := range maxTries {
		r := Request{Order: a.Order, Reference: drawReference(attempt), Filed: now, Note: a.Note, Reason: "staff"}
		o, reference, err := b.store.ChangeOrder(ctx, b.shop, OrderChange{
			Number: a.Order, Key: key, Hash: hash[:],
			Change: func(o *Order) (string, error) { return r.Reference, b.act(o, a, r, now) },
		})
		switch {
		case errors.Is(err, ErrTaken):
			continue
		case errors.Is(err, ErrConflict):
			return Order{}, "", &Error{Code: CodeConflict, Message: "This was used for something else before. Nothing was done."}
		}
		return o, reference, err
	}
	return Order{}, "", ErrTaken
}

// act does a to o, and notes it as r.
func (b *OrderBook) act(o *Order, a Act, r Request, now time.Time) error {
	if o.State == OrderCanceled && a.Kind != ActRefund {
		return &Error{Code: CodeNotNow, Message: "Order " + o.Number + " is canceled."}
	}
	switch a.Kind {
	case ActCancel:
		if o.State != OrderPlaced && o.State != OrderPacked {
			return &Error{Code: CodeNotNow, Message: "Order " + o.Number + " is on its way already and cannot be canceled."}
		}
		r.Kind = RequestCancel
		b.cancel(o, &r, now)
	case ActAddress:
		if o.State != OrderPlaced {
			return &Error{Code: CodeNotNow, Message: "Order " + o.Number + " is packed already; its address cannot be changed."}
		}
		r.Kind, r.Address, r.State = RequestAddress, a.Address, RequestDone
		if err := b.checkAddress(o, &r); err != nil {
			return err
		}
		o.Address = a.Address
	case ActResend:
		r.Kind, r.Lines, r.State = RequestResend, filled(maps.Clone(a.Lines)), RequestApproved
		for id, count := range r.Lines {
			if line := o.Line(id); line == nil || count < 1 || count > line.Quantity {
				return badField("lines", "Please choose from the things in this order, and at most as many as were bought.")
			}
		}
	case ActRefund:
		if err := b.refund(o, a, &r, now); err != nil {
			return err
		}
	default:
		return badField("kind", "Please choose what to do.")
	}
	o.Requests = append(o.Requests, r)
	return nil
}

// refund begins a refund of a part of what was paid, or of all.
func (b *OrderBook) refund(o *Order, a Act, r *Request, now time.Time) error {
	left := o.Total
	for _, back := range o.Refunds {
		left.Amount -= back.Amount.Amount
	}
	if a.Amount.Currency != left.Currency || a.Amount.Amount < 1 || a.Amount.Amount > left.Amount {
		return badField("amount", "Please give back something from this order: "+left.Format(locale)+" at most.")
	}
	r.Kind, r.State = RequestRefund, RequestApproved
	o.Refunds = append(o.Refunds, Refund{Amount: a.Amount, Reason: "Refund " + r.Reference, Begun: now, Due: b.policies.RefundBy(b.carts.shipping, now)})
	return nil
}
