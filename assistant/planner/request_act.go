package planner

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aisle-chat/aisle/assistant/tool"
	"github.com/aisle-chat/aisle/cart"
)

// file files the request that a form was filled in for.
func (a *actor) file(ctx context.Context, f *Facts) error {
	if err := a.findOrder(ctx, f); err != nil || f.Order == nil {
		return err
	}
	e, values := f.Plan.State.Errand, f.Plan.Reading.Tapped.Values
	kind := cart.RequestKind(e.Kind)
	if err := a.rule(ctx, f); err != nil || !isRequest(kind) {
		return err
	}
	r := requestFrom(f.Order, kind, e, values, f)
	if ofLines(kind) {
		f.Meant = slices.Sorted(maps.Keys(r.Lines))
		if f.Open = openRequest(f.Order, kind, f.Meant); len(f.Meant) == 0 {
			return nil // the form is shown again
		}
	}
	filed, err := tool.FileRequest{Request: r, Key: a.key("file")}.Do(ctx, a.turn)
	if errors.Is(err, cart.ErrNoOrder) {
		f.Order, f.Proof = nil, ProofBoth // it may not be seen any more
		return nil
	}
	if f.Refusal, err = tool.Refused(err); err != nil || f.Refusal != nil {
		return err
	}
	f.Filed, f.Order, e.Reference = &filed.Request, &filed.Order, filed.Request.Reference
	if len(filed.Request.Lines) == 1 {
		e.Line = slices.Collect(maps.Keys(filed.Request.Lines))[0] // "it" from now on
	}
	return nil
}

// requestFrom makes a request of what was filled in.
func requestFrom(o *cart.Order, kind cart.RequestKind, e *Errand, values map[string]string, f *Facts) cart.Request {
	r := cart.Request{
		Order: o.Number, Kind: kind, Reason: values[fieldReason], Note: values[fieldNote], Wish: values[fieldWish], Variant: values[fieldVariant],
	}
	if e.Gift {
		r.Reason = fieldGift
	}
	ids := strings.Split(values[fieldLines], ",")
	if e.Line != "" {
		ids = []string{e.Line}
	}
	for _, id := range ids {
		line := o.Line(id)
		if line == nil {
			continue
		}
		count := line.Quantity
		if most := f.Rulings[id].Quantity; most > 0 {
			count = min(count, most)
		}
		if n, err := strconv.Atoi(values[fieldQuantity+id]); err == nil && n > 0 {
			count = n
		}
		if r.Lines == nil {
			r.Lines = map[string]int{}
		}
		r.Lines[id] = count
	}
	for name, value := range values {
		if option, ok := strings.CutPrefix(name, fieldOption); ok {
			if r.Options == nil {
				r.Options = map[string]string{}
			}
			r.Options[option] = value
		}
	}
	if kind == cart.RequestAddress {
		r.Address = cart.Address{
			Name: values[fieldName], Line1: values[fieldLine1], Line2: values[fieldLine2], City: values[fieldCity],
			Region: values[fieldRegion], Postal: values[fieldPostal], Country: values[fieldCountry],
		}
	}
	return r
}

// fact adds what the shopper tells to the request that was filed.
func (a *actor) fact(ctx context.Context, f *Facts) error {
	e := f.Plan.State.Errand
	r, err := tool.AddFact{Order: e.Order, Reference: e.Reference, Fact: f.Plan.Reading.Text, Key: a.key("fact")}.Do(ctx, a.turn)
	if errors.Is(err, cart.ErrNoOrder) {
		f.Proof = ProofBoth
		return nil
	}
	if f.Refusal, err = tool.Refused(err); err == nil && f.Refusal == nil {
		f.Filed = &r
	}
	return err
}
