package larkhollow

import (
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// buyer is somebody who has ordered.
type buyer struct {
	customer, email string
	address         cart.Address
}

var june = buyer{Customer.ID, Customer.Email, cart.Address{
	Name: Customer.Name, Line1: "14 Orchard Lane", City: "Brattleboro", Region: "VT", Postal: "05301", Country: "US",
}}

// guest is somebody without an account.
func guest(name, email, line1, city, region, postal string) buyer {
	return buyer{"", email, cart.Address{Name: name, Line1: line1, City: city, Region: region, Postal: postal, Country: "US"}}
}

// sample is an order to be placed, and what has become of it.
type sample struct {
	number, shows string
	buyer         buyer
	items         []cart.Item
	code, method  string
	// placed is when it was placed, then what happened up to the opening.
	placed func(*days) time.Time
	then   func(*days, *cart.Order)
}

func item(product string, quantity int, options map[string]string) cart.Item {
	return cart.Item{ProductID: product, Options: options, Quantity: quantity}
}

// samples are written so that each is what it shows on any day of the week, and
// around holidays: whatever is packed or arrives does so on a working day.
var samples = []sample{
	{
		number: "LH-1008", shows: "on its way, and on time", buyer: june, method: "standard",
		items: []cart.Item{
			item("beck-waterproof-jacket", 1, map[string]string{"color": "Blue", "size": "M"}),
			item("ramble-merino-socks", 2, map[string]string{"color": "Charcoal", "size": "M"}),
		},
		placed: func(d *days) time.Time { return d.at(d.ago(1), "10:15") },
		then:   func(d *days, o *cart.Order) { d.ship(o, d.ago(1)) },
	},
	{
		number: "LH-1007", shows: "split in two parcels: one has arrived, one is on its way", buyer: june, method: "standard",
		items: []cart.Item{
			item("kestrel-down-jacket", 1, map[string]string{"color": "Navy", "size": "M"}),
			item("glowworm-lantern", 1, nil),
		},
		placed: func(d *days) time.Time { return d.at(d.ago(4), "09:40") },
		then: func(d *days, o *cart.Order) {
			d.deliver(o, d.parcel(o, d.ago(4), map[string]int{o.Lines[1].ID: 1}), d.ago(1), "11:20")
			second := d.parcel(o, d.ago(2), map[string]int{o.Lines[0].ID: 1})
			second.Expected = cart.Window{From: o.Promised.To, To: o.Promised.To}
		},
	},
	{
		number: "LH-1004", shows: "delivered, and can still be returned or exchanged", buyer: june, method: "standard",
		items: []cart.Item{
			item("heath-fleece-jacket", 1, map[string]string{"color": "Green", "size": "M"}),
			item("linden-merino-base-layer", 1, map[string]string{"color": "Charcoal", "size": "M"}),
		},
		placed: func(d *days) time.Time { return d.at(d.ago(8), "19:30") }, // after the cut-off
		then:   func(d *days, o *cart.Order) { d.deliver(o, d.ship(o, d.ago(7)), d.ago(4), "13:05") },
	},
	{
		number: "LH-1002", shows: "boots sent back, and the refund is on its way", buyer: june, method: "standard",
		items: []cart.Item{
			item("scree-hiking-boots", 1, map[string]string{"color": "Brown", "size": "10"}),
			item("hearth-enamel-mug", 2, map[string]string{"color": "Cream"}),
		},
		placed: func(d *days) time.Time { return d.at(d.ago(18), "08:50") },
		then:   refundPending,
	},
	{
		number: "LH-1001", shows: "delivered too long ago to be returned; the warranty holds", buyer: june, method: "standard", code: "EARLYBIRD",
		items: []cart.Item{
			item("fold-wool-blanket", 1, map[string]string{"color": "Sand", "size": "Throw"}),
			item("smithy-cast-iron-skillet", 1, map[string]string{"diameter": "10 inch"}),
		},
		placed: func(d *days) time.Time { return d.at(d.back(longAgo(d), 4), "10:30") },
		then: func(d *days, o *cart.Order) {
			d.deliver(o, d.ship(o, d.back(longAgo(d), 4)), longAgo(d), "12:10")
		},
	},
	{
		number: "LH-1010", shows: "just placed: it can be canceled, or sent elsewhere", method: "standard",
		buyer: guest("Theo Park", "theo.park@example.com", "220 Mill Street", "Portland", "ME", "04101"),
		items: []cart.Item{
			item("washday-percale-sheets", 1, map[string]string{"color": "White", "size": "Queen"}),
			item("wellspring-steel-bottle", 1, map[string]string{"color": "Green", "capacity": "0.75 L"}),
		},
		placed: func(d *days) time.Time { return d.first.Add(-40 * time.Minute) },
		then:   func(*days, *cart.Order) {},
	},
	{
		number: "LH-1009", shows: "packed: too late to cancel, in time for another address", method: "standard",
		buyer: guest("Marisol Vega", "marisol.vega@example.com", "9 Larch Court", "Albany", "NY", "12203"),
		items: []cart.Item{
			item("magpie-hip-pack", 1, map[string]string{"color": "Rust"}),
			item("hearth-enamel-mug", 2, map[string]string{"color": "Blue"}),
		},
		placed: func(d *days) time.Time { return d.lastAt("16:10").Add(-110 * time.Minute) }, // after the cut-off
		then: func(d *days, o *cart.Order) {
			o.State, o.Packed = cart.OrderPacked, d.lastAt("16:10")
		},
	},
	{
		number: "LH-1005", shows: "on its way, and late", method: "express",
		buyer:  guest("Gus Lindqvist", "gus.lindqvist@example.com", "31 Harbor Road", "Duluth", "MN", "55802"),
		items:  []cart.Item{item("porch-camp-chair", 2, map[string]string{"color": "Olive"})},
		placed: func(d *days) time.Time { return d.at(d.ago(lateBy(d)), "11:05") },
		then: func(d *days, o *cart.Order) {
			p := d.ship(o, d.ago(lateBy(d)))
			p.Moved = d.first.Add(-50 * time.Hour)
			p.Expected = cart.Window{From: d.shipping.WorkingDays(d.first, 1), To: d.shipping.WorkingDays(d.first, 2)}
		},
	},
	{
		number: "LH-1003", shows: "delivered, with a pair of sandals that was final sale", method: "standard",
		buyer: guest("Priya Nair", "priya.nair@example.com", "5 Quarry View", "Ithaca", "NY", "14850"),
		items: []cart.Item{
			item("juniper-leather-sandals", 1, map[string]string{"color": "Brown", "size": "8"}),
			item("barnraiser-hoodie", 1, map[string]string{"color": "Gray", "size": "M"}),
		},
		placed: func(d *days) time.Time { return d.at(d.ago(10), "12:25") },
		then:   func(d *days, o *cart.Order) { d.deliver(o, d.ship(o, d.ago(10)), d.ago(6), "15:45") },
	},
	{
		number: "LH-1006", shows: "canceled", method: "standard",
		buyer:  guest("Walter Boone", "walter.boone@example.com", "77 Ridge Avenue", "Asheville", "NC", "28801"),
		items:  []cart.Item{item("cairn-45-pack", 1, map[string]string{"color": "Green", "back length": "M/L"})},
		placed: func(d *days) time.Time { return d.at(d.ago(4), "20:10") },
		then: func(_ *days, o *cart.Order) {
			o.State, o.Canceled = cart.OrderCanceled, o.Placed.Add(25*time.Minute)
			o.Requests = []cart.Request{{
				Reference: "R-1006", Order: o.Number, Kind: cart.RequestCancel, State: cart.RequestDone, Filed: o.Placed.Add(22 * time.Minute),
			}}
		},
	},
}

// longAgo is the working day, ten weeks or more ago, on which something was
// delivered that cannot be returned any more.
func longAgo(d *days) time.Time { return d.back(d.today().AddDate(0, 0, -74), 1) }

// lateBy is how many working days ago something left with express that now
// counts as late by the policies.
func lateBy(d *days) int {
	_, express, _ := d.shipping.Method("express")
	for n := 1; ; n++ {
		promised := d.shipping.Arrives(express, d.at(d.ago(n), "11:05"))
		if d.today().Sub(promised.To) > time.Duration(d.policies.Late.After+1)*24*time.Hour {
			return n
		}
	}
}

// refundPending lets boots be delivered, sent back and received, and the money
// be on its way.
func refundPending(d *days, o *cart.Order) {
	d.deliver(o, d.ship(o, d.ago(18)), d.ago(14), "10:35")
	boots := map[string]int{o.Lines[0].ID: 1}
	o.Requests = []cart.Request{{
		Reference: "R-1002", Order: o.Number, Kind: cart.RequestReturn, State: cart.RequestApproved,
		Filed: d.at(d.ago(10), "18:15"), Lines: boots, Reason: "too_small", Wish: cart.RemedyRefund,
	}}
	begun := d.at(d.ago(2), "15:20")
	o.Refunds = []cart.Refund{{
		Amount: d.policies.RefundOf(o, boots).Amount, Reason: "Return R-1002", Begun: begun, Due: d.policies.RefundBy(d.shipping, begun),
	}}
}
