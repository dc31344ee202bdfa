package assistant_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// noon is a Tuesday in New York.
var noon = time.Date(2026, 11, 24, 17, 0, 0, 0, time.UTC)

func day(after int) time.Time {
	return time.Date(2026, 11, 24+after, 0, 0, 0, 0, time.UTC)
}

func at(days float64) time.Time { return noon.Add(time.Duration(days * 24 * float64(time.Hour))) }

func dollars(n int64) catalog.Money { return catalog.Money{Amount: n * 100, Currency: "USD"} }

func terms() assistant.Terms {
	return assistant.Terms{
		Orders: true, OrderPage: "/orders/",
		Policies: &cart.Policies{
			TimeZone: "America/New_York",
			Returns: cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: "shop", FinalSale: "it was sold as final", Categories: []cart.CategoryRule{
				{Category: "Gifts > Gift cards", Window: -1, Why: "because they work like money"},
			}},
			Exchange: cart.ExchangePolicy{PaidBy: "shop", Ships: "at once"},
			Cancel:   cart.CutOff{Until: cart.OrderPlaced},
			Address:  cart.CutOff{Until: cart.OrderPacked},
			Late:     cart.LatePolicy{After: 2, Remedies: []string{"refund"}},
		},
	}
}

func order(state cart.OrderState, placed float64, change func(o *cart.Order)) cart.Order {
	o := cart.Order{
		Number: "LH-1042", Email: "robin@example.com", CustomerID: "robin", State: state, Placed: at(placed), Currency: "USD",
		Lines: []cart.OrderLine{
			{ID: "a", ProductID: "boots", Title: "Brook Boots", Options: map[string]string{"size": "9"}, Quantity: 1, Unit: dollars(150), Total: dollars(150), Category: []string{"Footwear"}},
			{ID: "b", ProductID: "mug", Title: "Tin Mug", Quantity: 2, Unit: dollars(10), Total: dollars(20), Category: []string{"Kitchen"}},
		},
		Subtotal: dollars(170), Total: dollars(170), Method: "standard",
		Address: cart.Address{Name: "Robin Reed", Line1: "12 Hollow Road", City: "Montpelier", Region: "VT", Postal: "05602", Country: "US"},
	}
	if change != nil {
		change(&o)
	}
	return o
}

func parcel(change func(p *cart.Parcel)) cart.Parcel {
	p := cart.Parcel{ID: "p1", Carrier: "UPS", Tracking: "1Z9", URL: "https://ups.example/1Z9", Shipped: at(-2), Moved: at(-1)}
	if change != nil {
		change(&p)
	}
	return p
}

// The ten states that the demo shop shows, and moments around their boundaries.
func TestOrderView(t *testing.T) {
	expected := func(from, to int) func(p *cart.Parcel) {
		return func(p *cart.Parcel) { p.Expected = cart.Window{From: day(from), To: day(to)} }
	}
	placed := order(cart.OrderPlaced, 0, func(o *cart.Order) { o.Promised = cart.Window{From: day(3), To: day(7)} })
	packed := order(cart.OrderPacked, -1, func(o *cart.Order) { o.Packed = at(-0.1); o.Promised = cart.Window{From: day(2), To: day(6)} })
	onTime := order(cart.OrderShipped, -3, func(o *cart.Order) {
		o.Promised = cart.Window{From: day(1), To: day(3)}
		o.Parcels = []cart.Parcel{parcel(expected(2, 2))}
	})
	late := order(cart.OrderShipped, -9, func(o *cart.Order) {
		o.Promised = cart.Window{From: day(-5), To: day(-3)}
		o.Parcels = []cart.Parcel{parcel(func(p *cart.Parcel) { p.Shipped, p.Moved, p.Expected = at(-7), at(-5), cart.Window{To: day(-3)} })}
	})
	split := order(cart.OrderShipped, -4, func(o *cart.Order) {
		o.Promised = cart.Window{From: day(0), To: day(4)}
		o.Parcels = []cart.Parcel{
			parcel(func(p *cart.Parcel) { p.Delivered, p.Contents = at(-1), map[string]int{"a": 1} }),
			parcel(func(p *cart.Parcel) { expected(1, 3)(p); p.ID, p.Contents = "p2", map[string]int{"b": 2} }),
		}
	})
	delivered := order(cart.OrderDelivered, -12, func(o *cart.Order) { o.Parcels = []cart.Parcel{parcel(func(p *cart.Parcel) { p.Delivered = at(-5) })} })
	outside := order(cart.OrderDelivered, -60, func(o *cart.Order) { o.Parcels = []cart.Parcel{parcel(func(p *cart.Parcel) { p.Delivered = at(-50) })} })
	final := order(cart.OrderDelivered, -12, func(o *cart.Order) {
		o.Lines[0].FinalSale = true
		o.Lines[1].Category = []string{"Gifts", "Gift cards"}
		o.Parcels = []cart.Parcel{parcel(func(p *cart.Parcel) { p.Delivered = at(-5) })}
	})
	canceled := order(cart.OrderCanceled, -3, func(o *cart.Order) {
		o.Canceled = at(-2)
		o.Refunds = []cart.Refund{{Amount: dollars(170), Reason: "Canceled", Begun: at(-2), Due: day(5)}}
	})
	refund := order(cart.OrderDelivered, -20, func(o *cart.Order) {
		o.Parcels = []cart.Parcel{parcel(func(p *cart.Parcel) { p.Delivered = at(-14) })}
		o.Requests = []cart.Request{{Reference: "R-7", Kind: cart.RequestReturn, State: cart.RequestApproved, Filed: at(-10), Lines: map[string]int{"b": 2}}}
		o.Refunds = []cart.Refund{{Amount: dollars(20), Reason: "Return R-7", Begun: at(-1), Due: day(6)}}
	})
	for _, c := range []struct {
		name             string
		order            cart.Order
		now              time.Time
		status, headline string
		actions          string
	}{
		{"just placed", placed, at(0.01), "placed", "Being prepared; arrives between Friday, November 27 and Tuesday, December 1", "order address cancel invoice"},
		{"packed", packed, noon, "packed", "Packed; arrives between Thursday, November 26 and Monday, November 30", "order address invoice"},
		{"in transit", onTime, noon, "shipped", "Arrives Thursday, November 26", "order problem invoice"},
		{"in transit, the day before", onTime, at(1), "shipped", "Arrives tomorrow", "order problem invoice"},
		{"in transit, on the day", onTime, at(2), "shipped", "Arrives today", "order problem invoice"},
		{"in transit, the last minute of the promise", onTime, time.Date(2026, 11, 28, 4, 59, 59, 0, time.UTC), "shipped", "On its way; was expected yesterday", "order problem invoice"},
		{"in transit, a minute later", onTime, time.Date(2026, 11, 28, 5, 0, 0, 0, time.UTC), "late", "Was due yesterday and is 1 day late", "order problem invoice"},
		{"late", late, noon, "late", "Was due Saturday and is 3 days late", "order problem invoice"},
		{"late, and said to come", order(cart.OrderShipped, -9, func(o *cart.Order) {
			o.Promised = cart.Window{To: day(-3)}
			o.Parcels = []cart.Parcel{parcel(expected(2, 2))}
		}), noon, "late", "Was due Saturday and is 3 days late; now expected Thursday, November 26", "order problem invoice"},
		{"split", split, noon, "partly", "One of two parcels has arrived; the other arrives between Wednesday, November 25 and Friday, November 27", "order return exchange problem invoice"},
		{"delivered within the window", delivered, noon, "delivered", "Delivered on Thursday", "return exchange problem invoice"},
		{"delivered, the window's last minute", delivered, time.Date(2026, 12, 20, 4, 59, 59, 0, time.UTC), "delivered", "Delivered on Thursday, November 19", "return exchange problem invoice"},
		{"delivered, a minute later", delivered, time.Date(2026, 12, 20, 5, 0, 0, 0, time.UTC), "delivered", "Delivered on Thursday, November 19", "problem invoice"},
		{"delivered outside the window", outside, noon, "delivered", "Delivered on Monday, October 5", "problem invoice"},
		{"final sale", final, noon, "delivered", "Delivered on Thursday", "problem invoice"},
		{"canceled", canceled, noon, "canceled", "Canceled on Sunday; $170.00 is on its way back", "invoice"},
		{"refund pending", refund, noon, "delivered", "Delivered on Tuesday, November 10; $20.00 is on its way back", "return exchange problem invoice"},
		{"400 days later", onTime, at(400), "late", "Was due Friday, November 27, 2026 and is 397 days late", "order problem invoice"},
		{"400 days later, delivered", delivered, at(400), "delivered", "Delivered on Thursday, November 19, 2026", "problem invoice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := c.order.Clone()
			view := assistant.NewOrderView(c.order, terms(), c.now, "en-US", true)
			var actions []string
			for _, a := range view.Actions {
				if a.Action.Order != c.order.Number || len([]rune(a.Label)) > assistant.MaxLabel || !strings.HasPrefix(a.ID, c.order.Number+":") {
					t.Errorf("action %+v", a)
				}
				actions = append(actions, strings.TrimPrefix(a.ID, c.order.Number+":"))
			}
			if view.Status != c.status || view.Headline != c.headline || strings.Join(actions, " ") != c.actions {
				t.Errorf("%s: %q, actions %q\nwant %s: %q, actions %q", view.Status, view.Headline, strings.Join(actions, " "), c.status, c.headline, c.actions)
			}
			if done := slices.ContainsFunc(view.Steps, func(s assistant.OrderStep) bool { return s.Label == "Delivered" && s.Done }); done != (c.status == "delivered") {
				t.Errorf("steps %+v", view.Steps)
			}
			if view.URL != "/orders/LH-1042" || len(view.Lines) != 2 || view.Total != c.order.Total {
				t.Errorf("%+v", view)
			}
			if !reflect.DeepEqual(before, c.order) {
				t.Error("the order was changed")
			}
		})
	}
}

func TestOrderViewParts(t *testing.T) {
	split := order(cart.OrderShipped, -4, func(o *cart.Order) {
		o.Promised = cart.Window{From: day(0), To: day(4)}
		o.Parcels = []cart.Parcel{
			parcel(func(p *cart.Parcel) { p.Delivered, p.Contents = at(-1), map[string]int{"a": 1} }),
			parcel(func(p *cart.Parcel) {
				p.ID, p.Contents, p.Expected = "p2", map[string]int{"b": 1}, cart.Window{To: day(-2)}
			}),
		}
	})
	view := assistant.NewOrderView(split, terms(), noon, "en-US", true)
	var parcels []string
	for _, p := range view.Parcels {
		parcels = append(parcels, p.Headline+": "+strings.Join(p.Contents, ", "))
	}
	if got, want := strings.Join(parcels, "\n"), "Parcel 1 of 2 arrived yesterday: 1 × Brook Boots (9)\nParcel 2 of 2 was due Sunday; its tracking last changed yesterday: 1 × Tin Mug\nNot packed yet: 1 × Tin Mug"; got != want {
		t.Errorf("parcels\n%s\nwant\n%s", got, want)
	}
	if view.Headline != "Part of it has arrived; the rest was due Sunday" {
		t.Errorf("headline %q", view.Headline)
	}
	final := order(cart.OrderDelivered, -12, func(o *cart.Order) {
		o.Lines[0].FinalSale = true
		o.Lines[1].Category = []string{"Gifts", "Gift cards"}
		o.Requests = []cart.Request{{Reference: "R-8", Kind: cart.RequestDamaged, State: cart.RequestOpen, Lines: map[string]int{"b": 1}}}
		o.Refunds = []cart.Refund{
			{Amount: dollars(5), Due: day(5)}, {Amount: dollars(5), Due: day(-2)}, {Amount: dollars(5)}, {Amount: dollars(5), Paid: at(-1)},
		}
	})
	view = assistant.NewOrderView(final, terms(), noon, "en-US", true)
	if a, b := view.Lines[0].Note, view.Lines[1].Note; a != "Final sale" || b != "Cannot be returned, because they work like money" {
		t.Errorf("notes %q and %q", a, b)
	}
	if view.Requests[0].Headline != "Damage report of 1 item, asked for" {
		t.Errorf("request %q", view.Requests[0].Headline)
	}
	var refunds []string
	for _, r := range view.Refunds {
		refunds = append(refunds, r.Headline)
	}
	if got, want := strings.Join(refunds, "\n"), "Refund of $5.00, with you by Sunday, November 29\nRefund of $5.00, was due Sunday\nRefund of $5.00, on its way\nRefund of $5.00, sent back yesterday"; got != want {
		t.Errorf("refunds\n%s\nwant\n%s", got, want)
	}
}

// Who proved an order by number and e-mail address sees neither name nor
// address, in no part of the view.
func TestOrderViewOfAGuest(t *testing.T) {
	o := order(cart.OrderPlaced, 0, nil)
	o.Requests = []cart.Request{{Reference: "R-9", Kind: cart.RequestAddress, State: cart.RequestOpen, Address: o.Address, Note: "for Robin Reed"}}
	if lines := assistant.NewOrderView(o, terms(), noon, "en-US", true).ShipTo; strings.Join(lines, "|") != "Robin Reed|12 Hollow Road|Montpelier, VT 05602|United States" {
		t.Errorf("a customer's address: %q", lines)
	}
	view := assistant.NewOrderView(o, terms(), noon, "en-US", false)
	data, err := json.Marshal(assistant.Parts{assistant.OrderBlock{Text: view.Headline, Order: view}})
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"Robin", "robin", "Hollow", "Montpelier", "05602", "example.com"} {
		if strings.Contains(string(data), secret) {
			t.Errorf("%q in %s", secret, data)
		}
	}
}

// A shop that promises nothing gets a view that promises nothing.
func TestOrderViewWithoutTerms(t *testing.T) {
	o := order(cart.OrderShipped, -3, func(o *cart.Order) { o.Parcels = []cart.Parcel{parcel(nil)} })
	view := assistant.NewOrderView(o, assistant.Terms{}, noon, "", false)
	if view.Headline != "On its way" || view.URL != "" {
		t.Errorf("%+v", view)
	}
	for _, a := range view.Actions {
		if a.Action.Field == "return" || a.Action.Field == "cancel" {
			t.Errorf("offers %q", a.Label)
		}
	}
}
