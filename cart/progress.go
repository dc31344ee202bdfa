package cart

import (
	"slices"
	"time"
)

// OrderStatus is how an order stands as seen from a moment: its state, and what
// its parcels and the clock add to it.
type OrderStatus string

// How an order stands.
const (
	StatusPlaced    OrderStatus = "placed"
	StatusPacked    OrderStatus = "packed"
	StatusShipped   OrderStatus = "shipped"
	StatusLate      OrderStatus = "late"   // the promised day has passed and something is missing
	StatusPartly    OrderStatus = "partly" // something has arrived and the rest is not late
	StatusDelivered OrderStatus = "delivered"
	StatusCanceled  OrderStatus = "canceled"
)

// Progress is where an order is.
type Progress struct {
	Status OrderStatus
	// Overdue is how many whole days have gone by after the promised day while
	// something has not arrived; 0 while it is on time.
	Overdue int
	// Late and Lost are true once the policies' rules for that hold.
	Late, Lost bool
	// Promised is what was said when the order was placed. Expected is when
	// what is missing is thought to arrive now, by its parcels, and without
	// them what was promised; zero once everything is there.
	Promised, Expected Window
	// Parcels is how many there are, Moving how many of them are with the
	// carrier, Arrived how many have been delivered.
	Parcels, Moving, Arrived int
	// Unpacked are how many of each line are in no parcel, by its id.
	Unpacked map[string]int
	// Delivered is when the last parcel arrived; zero while one is missing.
	Delivered time.Time
}

// Progress says where an order is. A day is over when it is in the policies'
// time zone; nil policies stand for none, in UTC.
func (o *Order) Progress(p *Policies, now time.Time) Progress {
	if p == nil {
		p = &Policies{}
	}
	at := Progress{Promised: o.Promised, Parcels: len(o.Parcels), Unpacked: o.unpacked()}
	for _, parcel := range o.Parcels {
		switch {
		case !parcel.Delivered.IsZero():
			at.Arrived++
		case !parcel.Shipped.IsZero():
			at.Moving++
		}
	}
	switch {
	case o.State == OrderCanceled:
		at.Status, at.Unpacked = StatusCanceled, nil
		return at
	case o.complete():
		at.Status, at.Delivered, at.Unpacked = StatusDelivered, o.Delivered(), nil
		return at
	}
	at.Expected = o.expected()
	if promised := p.promised(o); !promised.IsZero() {
		today := dayOf(now, zone(p.TimeZone))
		at.Overdue = max(int(today.Sub(promised)/(24*time.Hour)), 0)
	}
	at.Late, at.Lost = p.CanReportLate(o, now).OK, p.CanReportLost(o, now).OK
	switch {
	case at.Overdue > 0:
		at.Status = StatusLate
	case at.Arrived > 0:
		at.Status = StatusPartly
	case at.Moving > 0 || o.State == OrderShipped || o.State == OrderDelivered:
		at.Status = StatusShipped
	case o.State == OrderPacked || at.Parcels > 0:
		at.Status = StatusPacked
	default:
		at.Status = StatusPlaced
	}
	return at
}

// promised is the last day on which the order was to arrive, as midnight UTC;
// what its parcels are expected for, where nothing was said. Zero is unknown.
func (p *Policies) promised(o *Order) time.Time {
	if !o.Promised.IsZero() {
		return o.Promised.last()
	}
	return o.expected().last()
}

// expected joins what the parcels that have not arrived are expected for.
func (o *Order) expected() Window {
	var all Window
	for _, parcel := range o.Parcels {
		if !parcel.Delivered.IsZero() || parcel.Expected.IsZero() {
			continue
		}
		w := parcel.Expected
		if first := w.first(); all.From.IsZero() || first.Before(all.From) {
			all.From = first
		}
		if last := w.last(); last.After(all.To) {
			all.To = last
		}
	}
	if all.IsZero() {
		return o.Promised
	}
	return all
}

// first and last are the days of a window of which only one may be set.
func (w Window) first() time.Time {
	if w.From.IsZero() {
		return w.To
	}
	return w.From
}

func (w Window) last() time.Time {
	if w.To.IsZero() {
		return w.From
	}
	return w.To
}

// complete reports whether everything has arrived: every parcel, with all of
// every line, where parcels say what they hold.
func (o *Order) complete() bool {
	switch {
	case o.State == OrderDelivered && len(o.Parcels) == 0:
		return true
	case o.Delivered().IsZero():
		return false
	}
	return len(o.unpacked()) == 0
}

// unpacked returns how many of each line are in no parcel; nil where that is
// none, and where a parcel does not say what it holds.
func (o *Order) unpacked() map[string]int {
	if slices.ContainsFunc(o.Parcels, func(p Parcel) bool { return len(p.Contents) == 0 }) {
		return nil
	}
	var left map[string]int
	for _, line := range o.Lines {
		missing := line.Quantity
		for _, parcel := range o.Parcels {
			missing -= parcel.Contents[line.ID]
		}
		if missing > 0 {
			if left == nil {
				left = map[string]int{}
			}
			left[line.ID] = missing
		}
	}
	return left
}

// arrived returns how many of a line have been delivered and when the last of
// them was; all is false while some of it is missing. A parcel that does not
// say what it holds may hold anything.
func (o *Order) arrived(line *OrderLine) (count int, last time.Time, all bool) {
	silent, missing := false, false
	for _, parcel := range o.Parcels {
		if len(parcel.Contents) > 0 && parcel.Contents[line.ID] <= 0 {
			continue
		}
		silent = silent || len(parcel.Contents) == 0
		if parcel.Delivered.IsZero() {
			missing = true
			continue
		}
		count += parcel.Contents[line.ID]
		if len(parcel.Contents) == 0 {
			count = line.Quantity
		}
		if parcel.Delivered.After(last) {
			last = parcel.Delivered
		}
	}
	count = min(count, line.Quantity)
	return count, last, count > 0 && !missing && (silent || count == line.Quantity)
}

// asked returns how many of a line are the matter of requests of these kinds
// that were not declined, and the reference of the latest of them.
func (o *Order) asked(line *OrderLine, kinds ...RequestKind) (count int, reference string) {
	for _, r := range o.Requests {
		if !slices.Contains(kinds, r.Kind) || r.State == RequestDeclined {
			continue
		}
		if n, all := r.Lines[line.ID], len(r.Lines) == 0; n > 0 || all {
			reference = r.Reference
			if all {
				n = line.Quantity
			}
			count += n
		}
	}
	return min(count, line.Quantity), reference
}

// moved is when the tracking of a parcel last changed.
func (p *Parcel) moved() time.Time {
	if p.Moved.IsZero() {
		return p.Shipped
	}
	return p.Moved
}
