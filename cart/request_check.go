package cart

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxWord bounds the codes of a request, in bytes.
const maxWord = 60

// check says what is wrong in a request about o, before any policy.
func (r *Request) check(o *Order) error {
	kinds := []RequestKind{
		RequestReturn, RequestExchange, RequestCancel, RequestAddress, RequestDamaged, RequestWrongItem,
		RequestNotReceived, RequestLate, RequestWarranty, RequestInvoice, RequestCharge,
	}
	switch {
	case !slices.Contains(kinds, r.Kind):
		return badField("kind", "Please choose what this is about.")
	case !utf8.ValidString(r.Note) || utf8.RuneCountInString(r.Note) > MaxNote:
		return badField("note", fmt.Sprintf("Please write at most %d characters.", MaxNote))
	case len(r.Reason) > maxWord:
		return badField("reason", "Please choose one of the reasons.")
	case len(r.Wish) > maxWord:
		return badField("wish", "Please choose one of the offers.")
	}
	for id, count := range r.Lines {
		line := o.Line(id)
		if line == nil {
			return badField("lines", "Please choose from the things in this order.")
		}
		if count < 1 || count > line.Quantity {
			return badField("lines", fmt.Sprintf("Please choose how many of %s: from 1 to %d.", line.Title, line.Quantity))
		}
	}
	switch r.Kind {
	case RequestExchange:
		if len(r.Lines) != 1 {
			return badField("lines", "Please choose the one thing that you would like to exchange.")
		}
	case RequestDamaged, RequestWrongItem, RequestWarranty:
		if len(r.Lines) == 0 && len(o.Lines) > 1 {
			return badField("lines", "Please choose what this is about.")
		}
	}
	return nil
}

// gift reports whether a request is the return of something that was given.
func (r *Request) gift() bool { return r.Kind == RequestReturn && r.Reason == ReasonGift }

// count is how many of a line the request is about.
func (r *Request) count(line *OrderLine) int {
	if len(r.Lines) == 0 {
		return line.Quantity
	}
	return r.Lines[line.ID]
}

// stands reports whether a request is neither done nor declined.
func (r *Request) stands() bool { return r.State == RequestOpen || r.State == RequestApproved }

// add adds a fact that the request does not know; false when it is full.
func (r *Request) add(fact string) bool {
	switch {
	case fact == "" || fact == r.Note || slices.Contains(r.Facts, fact):
		return true
	case len(r.Facts) >= MaxFacts:
		return false
	}
	r.Facts = append(r.Facts, fact)
	return true
}

// standing returns the request of the same kind about the same lines that
// stands, or nil. It is part of o.
func (o *Order) standing(like *Request) *Request {
	for i := range o.Requests {
		if r := &o.Requests[i]; r.Kind == like.Kind && r.stands() && maps.Equal(o.counts(r), o.counts(like)) {
			return r
		}
	}
	return nil
}

// counts are how many of which lines a request is about.
func (o *Order) counts(r *Request) map[string]int {
	if len(r.Lines) > 0 {
		return r.Lines
	}
	all := map[string]int{}
	for _, line := range o.Lines {
		all[line.ID] = line.Quantity
	}
	return all
}

// find returns the request with this reference, whatever its case, or nil. It
// is part of o.
func (o *Order) find(reference string) *Request {
	for i := range o.Requests {
		if strings.EqualFold(o.Requests[i].Reference, strings.TrimSpace(reference)) {
			return &o.Requests[i]
		}
	}
	return nil
}

// request returns a copy of the request with this reference.
func (o *Order) request(reference string) (Request, error) {
	r := o.find(reference)
	if r == nil {
		return Request{}, fmt.Errorf("cart: order %s has no request %s any more", o.Number, reference)
	}
	return r.Clone(), nil
}

// checkAddress says why the order cannot go to the address of a request: it is
// incomplete, or the way in which it is sent does not go there.
func (b *OrderBook) checkAddress(o *Order, r *Request) error {
	if err := r.Address.Check(); err != nil {
		return err
	}
	if s := b.carts.shipping; s != nil && o.Method != "" {
		if _, _, err := s.serve(r.Address.Country, o.Method); err != nil {
			return err
		}
	}
	return nil
}
