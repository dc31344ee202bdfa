package cart

import (
	"slices"
	"strings"
	"time"
)

// promotions are the ids of those that the order has used.
func (o *Order) promotions() []string {
	var ids []string
	for _, d := range o.Discounts {
		if !slices.Contains(ids, d.Promotion) {
			ids = append(ids, d.Promotion)
		}
	}
	return ids
}

// Kept returns a copy of o as a store keeps it: the number as [OrderNumber]
// writes it, times in UTC to the millisecond, and lists that are empty as nil.
func (o Order) Kept() Order {
	o = o.Clone()
	o.Number = OrderNumber(o.Number)
	o.Lines, o.Discounts, o.Parcels = some(o.Lines), some(o.Discounts), some(o.Parcels)
	o.Requests, o.Refunds = some(o.Requests), some(o.Refunds)
	for i := range o.Lines {
		o.Lines[i].Category = some(o.Lines[i].Category)
		o.Lines[i].Options = filled(o.Lines[i].Options)
	}
	for i := range o.Parcels {
		o.Parcels[i].Contents = filled(o.Parcels[i].Contents)
	}
	for i := range o.Requests {
		r := &o.Requests[i]
		r.Lines, r.Options, r.Facts = filled(r.Lines), filled(r.Options), some(r.Facts)
	}
	for _, t := range o.times() {
		if t.IsZero() {
			*t = time.Time{}
		} else {
			*t = t.UTC().Truncate(time.Millisecond)
		}
	}
	return o
}

// times are all times of an order.
func (o *Order) times() []*time.Time {
	times := []*time.Time{&o.Placed, &o.Packed, &o.Canceled, &o.Promised.From, &o.Promised.To}
	for i := range o.Discounts {
		times = append(times, &o.Discounts[i].Ends)
	}
	for i := range o.Parcels {
		p := &o.Parcels[i]
		times = append(times, &p.Shipped, &p.Moved, &p.Delivered, &p.Expected.From, &p.Expected.To)
	}
	for i := range o.Requests {
		times = append(times, &o.Requests[i].Filed)
	}
	for i := range o.Refunds {
		r := &o.Refunds[i]
		times = append(times, &r.Begun, &r.Due, &r.Paid)
	}
	return times
}

// some is list, or nil where it is empty.
func some[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// filled is m, or nil where it is empty.
func filled[V any](m map[string]V) map[string]V {
	if len(m) == 0 {
		return nil
	}
	return m
}

// FoldEmail writes an e-mail address as it is compared: without space around it
// and without regard to case.
func FoldEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
