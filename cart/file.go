package cart

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// File implements [Orders]. What the policies settle alone takes effect: a
// cancellation and a change of address within their cut-offs are done when File
// returns, and a return or an exchange that the policies allow is approved, with
// instructions. An exchange for something of another price stays open, since a
// person decides about the difference, and so does everything else, and whatever
// the policies say nothing about.
//
// While a request of the same kind about the same lines is open or approved,
// asking for the same again returns that one, and its Filed is from then; a new
// note becomes one of its facts. Asking for something else of the same lines is
// an *Error with CodeConflict that names its reference.
func (b *OrderBook) File(ctx context.Context, key string, r Request) (Request, error) {
	r = r.trimmed()
	if err := checkIDs(key); err != nil {
		return Request{}, err
	}
	// The request as it was asked for is what the key stands for.
	text, err := json.Marshal(r)
	if err != nil {
		return Request{}, err
	}
	hash := sha256.Sum256(text)
	order, err := b.Order(ctx, r.Order)
	if err != nil {
		return Request{}, err
	}
	even := true // an exchange costs neither side anything
	refusal := r.check(&order)
	switch {
	case refusal != nil:
	case r.Kind == RequestAddress:
		refusal = b.checkAddress(&order, &r)
	case r.Kind == RequestExchange:
		even, err = b.exchange(ctx, &order, &r)
		if refusal, err = asRefusal(err); err != nil {
			return Request{}, err
		}
	}
	now := b.now()
	for attempt := range maxTries {
		filing := r.Clone()
		filing.Reference, filing.Filed, filing.State = drawReference(attempt), now, RequestOpen
		changed, reference, err := b.store.ChangeOrder(ctx, b.shop, OrderChange{
			Number: order.Number, Key: key, Hash: hash[:],
			Change: func(o *Order) (string, error) {
				if refusal != nil {
					return "", refusal
				}
				return b.file(o, filing.Clone(), even, now)
			},
		})
		switch {
		case errors.Is(err, ErrTaken):
			continue
		case errors.Is(err, ErrConflict):
			return Request{}, &Error{Code: CodeConflict, Message: "This request was used for something else before. Please try again."}
		case err != nil:
			return Request{}, err
		}
		return changed.request(reference)
	}
	return Request{}, ErrTaken
}

// file puts a request into an order and returns its reference, or that of the
// one that is there already.
func (b *OrderBook) file(o *Order, r Request, even bool, now time.Time) (string, error) {
	if there := o.standing(&r); there != nil {
		if there.Variant != r.Variant || !maps.Equal(there.Options, r.Options) || there.Address != r.Address {
			return "", &Error{Code: CodeConflict, Message: "There is " + kindWords(r.Kind) + " for this under way already, " + there.Reference +
				". It asks for something else; a person can change it."}
		}
		if there.State == RequestOpen {
			there.add(r.Note)
		}
		return there.Reference, nil
	}
	ruling, refusal := b.rule(o, &r, now)
	if refusal != nil {
		return "", refusal
	}
	if r.Wish != "" && len(ruling.Remedies) > 0 && !slices.Contains(ruling.Remedies, r.Wish) {
		return "", badField("wish", "Please choose one of the offers: "+orList(ruling.Remedies)+".")
	}
	if ruling.OK {
		switch r.Kind {
		case RequestReturn, RequestExchange:
			if even {
				r.State, r.Instructions = RequestApproved, b.instructions(&r, ruling, o)
			}
		case RequestCancel:
			b.cancel(o, &r, now)
		case RequestAddress:
			o.Address, r.State = r.Address, RequestDone
		}
	}
	o.Requests = append(o.Requests, r)
	return r.Reference, nil
}

// rule asks the policies about every line of a request. A ruling that says
// nothing is no refusal.
func (b *OrderBook) rule(o *Order, r *Request, now time.Time) (Ruling, error) {
	ids := slices.Sorted(maps.Keys(r.Lines))
	if len(ids) == 0 && (r.Kind == RequestReturn || r.Kind == RequestExchange) {
		for _, line := range o.Lines {
			ids = append(ids, line.ID)
		}
	}
	if len(ids) == 0 {
		ids = []string{""}
	}
	var worst Ruling
	for i, id := range ids {
		ruling := b.policies.Rule(r.Kind, o, id, now)
		if r.gift() {
			ruling = b.policies.CanReturnGift(o, id, now)
		}
		line := o.Line(id)
		if ruling.OK && line != nil && ruling.Quantity > 0 && r.count(line) > ruling.Quantity {
			return ruling, fewer(r.Kind, line, ruling.Quantity)
		}
		if !ruling.OK && ruling.Code != RulingNone {
			return ruling, refuseRuling(r.Kind, line, ruling, now, zone(b.policies.TimeZone))
		}
		if i == 0 || !ruling.OK {
			worst = ruling
		}
	}
	return worst, nil
}

// cancel cancels the order and begins the refund.
func (b *OrderBook) cancel(o *Order, r *Request, now time.Time) {
	o.State, o.Canceled, r.State = OrderCanceled, now, RequestDone
	if o.Total.Amount > 0 {
		o.Refunds = append(o.Refunds, Refund{
			Amount: o.Total, Reason: "Cancellation " + r.Reference, Begun: now, Due: b.policies.RefundBy(b.carts.shipping, now),
		})
	}
}

// exchange finds out what an exchange is for, completes the request, and says
// whether it costs the same. An *Error says why it cannot be had.
func (b *OrderBook) exchange(ctx context.Context, o *Order, r *Request) (even bool, err error) {
	var line *OrderLine
	for id := range r.Lines {
		line = o.Line(id)
	}
	product, err := b.carts.product(ctx, line.ProductID)
	if err != nil {
		return false, err
	}
	wanted := Item{ProductID: product.ID, VariantID: r.Variant, Options: r.Options}
	if r.Variant == "" {
		wanted.Options = instead(line.Options, r.Options) // "in L" keeps the color
	}
	selection, err := pick(product, wanted)
	if err != nil {
		return false, err
	}
	if selection.Variant != nil {
		r.Variant = selection.Variant.ID
	}
	r.Options = maps.Clone(selection.Options)
	name := choiceName(product, r.Options)
	if r.Variant == line.VariantID && maps.Equal(r.Options, instead(r.Options, line.Options)) {
		return false, &Error{Code: CodeChoose, Message: name + " is the one you have. Please choose another version."}
	}
	if refusal := refuse(product, selection, o.Currency); refusal != nil {
		return false, refusal
	}
	if count := r.count(line); count > selection.Max() {
		return false, tooMany(name, selection.Stock, selection.Max(), 0)
	}
	price := line.Unit
	if own, ok := product.SelectVariant(line.VariantID); ok && line.VariantID != "" {
		price = own.Price
	} else if line.VariantID == "" {
		price = product.Price
	}
	return price == selection.Price, nil
}

// instead returns options with those of other in their place, whatever the case
// of their names.
func instead(options, other map[string]string) map[string]string {
	all := maps.Clone(other)
	if all == nil {
		all = map[string]string{}
	}
	for name, value := range options {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(other)), func(o string) bool { return strings.EqualFold(o, name) }) {
			all[name] = value
		}
	}
	return all
}

// AddFact implements [FactAdder].
func (b *OrderBook) AddFact(ctx context.Context, key, number, reference, fact string) (Request, error) {
	fact = MaskCards(strings.TrimSpace(fact))
	if err := checkIDs(key); err != nil {
		return Request{}, err
	}
	hash := sha256.Sum256([]byte(reference + "\n" + fact))
	o, _, err := b.store.ChangeOrder(ctx, b.shop, OrderChange{
		Number: OrderNumber(number), Key: key, Hash: hash[:],
		Change: func(o *Order) (string, error) {
			r := o.find(reference)
			switch {
			case r == nil:
				return "", ErrNoOrder
			case fact == "" || utf8.RuneCountInString(fact) > MaxNote:
				return "", badField("note", fmt.Sprintf("Please write at most %d characters.", MaxNote))
			case !r.stands():
				return "", &Error{Code: CodeNotNow, Message: "Request " + r.Reference + " is settled already. You can file a new one."}
			case !r.add(fact):
				return "", &Error{Code: CodeFull, Message: "Request " + r.Reference + " has as many notes as it can hold. A person will read them."}
			}
			return r.Reference, nil
		},
	})
	if errors.Is(err, ErrConflict) {
		return Request{}, &Error{Code: CodeConflict, Message: "This request was used for something else before. Please try again."}
	}
	if err != nil {
		return Request{}, err
	}
	return o.request(reference)
}

// trimmed is r as it is compared and kept, without card numbers.
func (r Request) trimmed() Request {
	r = r.Clone()
	r.Reference, r.State, r.Filed, r.Facts, r.Instructions = "", "", time.Time{}, nil, ""
	r.Order, r.Address, r.Note = OrderNumber(r.Order), r.Address.Trimmed(), MaskCards(strings.TrimSpace(r.Note))
	maps.DeleteFunc(r.Lines, func(_ string, count int) bool { return count == 0 })
	switch r.Kind {
	case RequestCancel, RequestAddress, RequestLate, RequestInvoice, RequestCharge:
		r.Lines = nil // they are about the order
	}
	if r.Kind != RequestExchange {
		r.Variant, r.Options = "", nil
	}
	if r.Kind != RequestAddress {
		r.Address = Address{}
	}
	r.Lines, r.Options = filled(r.Lines), filled(r.Options)
	return r
}
