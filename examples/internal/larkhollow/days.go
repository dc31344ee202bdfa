package larkhollow

import (
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// days reckons with the working days before the shop first opened. A day is its
// midnight in UTC.
type days struct {
	first    time.Time
	place    *time.Location
	shipping *cart.Shipping
	policies *cart.Policies
}

func newDays(first time.Time, terms assistant.Terms) *days {
	place, err := time.LoadLocation(terms.Shipping.TimeZone)
	if err != nil {
		place = time.UTC // the terms have been checked
	}
	return &days{first, place, terms.Shipping, terms.Policies}
}

// today is the day of the first opening, at the barn.
func (d *days) today() time.Time {
	year, month, day := d.first.In(d.place).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// working reports whether anybody packs on a day.
func (d *days) working(day time.Time) bool {
	noon := d.at(day.AddDate(0, 0, -1), "12:00")
	return d.shipping.WorkingDays(noon, 1).Equal(day)
}

// back returns the n-th working day before a day.
func (d *days) back(day time.Time, n int) time.Time {
	for n > 0 {
		if day = day.AddDate(0, 0, -1); d.working(day) {
			n--
		}
	}
	return day
}

// ago is the n-th working day before the first opening.
func (d *days) ago(n int) time.Time { return d.back(d.today(), n) }

// at is a clock time at the barn.
func (d *days) at(day time.Time, clock string) time.Time {
	minutes, _ := cart.Minutes(clock)
	year, month, date := day.Date()
	return time.Date(year, month, date, 0, minutes, 0, 0, d.place)
}

// lastAt is the latest such clock time of a working day before the opening.
func (d *days) lastAt(clock string) time.Time {
	if at := d.at(d.today(), clock); d.working(d.today()) && at.Before(d.first) {
		return at
	}
	return d.at(d.ago(1), clock)
}

// ship packs all of the order on a day, and sends it on its way that evening in
// one parcel.
func (d *days) ship(o *cart.Order, day time.Time) *cart.Parcel {
	contents := map[string]int{}
	for _, line := range o.Lines {
		contents[line.ID] = line.Quantity
	}
	return d.parcel(o, day, contents)
}

// parcel sends some of the order on its way on a day. Its first scan is that of
// the night.
func (d *days) parcel(o *cart.Order, day time.Time, contents map[string]int) *cart.Parcel {
	carrier := ""
	if _, m, ok := d.shipping.Method(o.Method); ok {
		carrier = m.Carrier
	}
	n := len(o.Parcels) + 1
	tracking := trackingNumber(o.Number, n)
	o.Parcels = append(o.Parcels, cart.Parcel{
		ID: o.Number + "-" + string(rune('0'+n)), Carrier: carrier, Tracking: tracking,
		URL:     "https://parcels.example/track/" + tracking,
		Shipped: d.at(day, "16:40"), Moved: d.at(day, "21:30"), Expected: o.Promised, Contents: contents,
	})
	o.State = cart.OrderShipped
	if o.Packed.IsZero() {
		o.Packed = d.at(day, "15:10")
	}
	return &o.Parcels[n-1]
}

// deliver lets a parcel arrive.
func (d *days) deliver(o *cart.Order, p *cart.Parcel, day time.Time, clock string) {
	p.Delivered = d.at(day, clock)
	p.Moved = p.Delivered
	if !o.Delivered().IsZero() {
		o.State = cart.OrderDelivered
	}
}

// trackingNumber is the parcel's number with the carrier: LH-1008 and 1 make
// LHP10081.
func trackingNumber(order string, parcel int) string {
	return "LHP" + order[len(Prefix):] + string(rune('0'+parcel))
}
