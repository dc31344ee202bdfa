package cart_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

func TestProgress(t *testing.T) {
	p := policies()
	promised := cart.Window{From: at("2026-02-25T00:00:00Z"), To: at("2026-02-27T00:00:00Z")}
	order := func(state cart.OrderState, parcels ...cart.Parcel) *cart.Order {
		return &cart.Order{State: state, Placed: at("2026-02-20T15:00:00Z"), Promised: promised, Parcels: parcels,
			Lines: []cart.OrderLine{{ID: "a", Quantity: 1}, {ID: "b", Quantity: 2}}}
	}
	shipped := at("2026-02-22T20:00:00Z")
	for _, c := range []struct {
		name  string
		order *cart.Order
		now   string
		want  string // status, overdue, late, lost, unpacked
	}{
		{"placed", order(cart.OrderPlaced), "2026-02-21T12:00:00Z", "placed 0 false false map[a:1 b:2]"},
		{"packed", order(cart.OrderPacked), "2026-02-21T12:00:00Z", "packed 0 false false map[a:1 b:2]"},
		{"on its way", order(cart.OrderShipped, cart.Parcel{Shipped: shipped}), "2026-02-27T12:00:00Z", "shipped 0 false false map[]"},
		{"the promised day is not over in New York", order(cart.OrderShipped, cart.Parcel{Shipped: shipped}), "2026-02-28T04:59:59Z", "shipped 0 false false map[]"},
		{"overdue, and within the days of grace", order(cart.OrderShipped, cart.Parcel{Shipped: shipped}), "2026-02-28T05:00:00Z", "late 1 false false map[]"},
		{"late", order(cart.OrderShipped, cart.Parcel{Shipped: shipped}), "2026-03-02T05:00:00Z", "late 3 true true map[]"},
		{"late before it is packed", order(cart.OrderPlaced), "2026-03-02T05:00:00Z", "late 3 true false map[a:1 b:2]"},
		{"one of two parcels", order(cart.OrderShipped, cart.Parcel{Shipped: shipped, Delivered: shipped, Contents: map[string]int{"a": 1}}, cart.Parcel{Shipped: shipped, Contents: map[string]int{"b": 2}}), "2026-02-26T12:00:00Z", "partly 0 false false map[]"},
		{"a line in parts", order(cart.OrderShipped, cart.Parcel{Shipped: shipped, Delivered: shipped, Contents: map[string]int{"a": 1, "b": 1}}), "2026-02-26T12:00:00Z", "partly 0 false false map[b:1]"},
		{"all here", order(cart.OrderDelivered, cart.Parcel{Shipped: shipped, Delivered: shipped}), "2026-03-26T12:00:00Z", "delivered 0 false false map[]"},
		{"all here, as the state says", order(cart.OrderDelivered), "2026-03-26T12:00:00Z", "delivered 0 false false map[]"},
		{"canceled", order(cart.OrderCanceled, cart.Parcel{Shipped: shipped}), "2026-03-26T12:00:00Z", "canceled 0 false false map[]"},
	} {
		got := c.order.Progress(p, at(c.now))
		if text := fmt.Sprintf("%s %d %v %v %v", got.Status, got.Overdue, got.Late, got.Lost, got.Unpacked); text != c.want {
			t.Errorf("%s: %q, want %q", c.name, text, c.want)
		}
		if got.Status == cart.StatusDelivered != got.Expected.IsZero() && got.Status != cart.StatusCanceled {
			t.Errorf("%s: expected %+v", c.name, got.Expected)
		}
	}
	// The parcels say when they are expected, whatever was promised.
	o := order(cart.OrderShipped,
		cart.Parcel{Shipped: shipped, Expected: cart.Window{From: at("2026-03-02T00:00:00Z"), To: at("2026-03-03T00:00:00Z")}},
		cart.Parcel{Shipped: shipped, Expected: cart.Window{To: at("2026-03-05T00:00:00Z")}})
	got := o.Progress(nil, at("2026-02-26T12:00:00Z"))
	if want := (cart.Window{From: at("2026-03-02T00:00:00Z"), To: at("2026-03-05T00:00:00Z")}); got.Expected != want || got.Promised != promised || got.Moving != 2 {
		t.Errorf("expected %+v, want %+v", got, want)
	}
	o.Promised = cart.Window{}
	if got := o.Progress(nil, at("2026-03-07T12:00:00Z")); got.Overdue != 2 || got.Late {
		t.Errorf("without a promise, what the parcels are expected for counts: %+v", got)
	}
	o.Parcels = nil
	if got := o.Progress(nil, at("2036-03-07T12:00:00Z")); got.Overdue != 0 || !got.Expected.IsZero() {
		t.Errorf("nothing was said, and it is overdue: %+v", got)
	}
}

func TestDeliveredLine(t *testing.T) {
	o := bought()
	if got := o.DeliveredLine("boots"); got != o.Parcels[1].Delivered {
		t.Errorf("boots came at %v", got)
	}
	if got := o.DeliveredLine("nothing"); !got.IsZero() {
		t.Errorf("no such line came at %v", got)
	}
	o.Parcels[0].Contents["mug"] = 2
	if got := o.DeliveredLine("mug"); !got.IsZero() {
		t.Errorf("two of three mugs, and they came at %v", got)
	}
	o.Parcels = []cart.Parcel{{Delivered: at("2026-03-01T00:00:00Z")}}
	if got := o.DeliveredLine("mug"); got != o.Parcels[0].Delivered {
		t.Errorf("a parcel that does not say what it holds: %v", got)
	}
	o.Parcels = append(o.Parcels, cart.Parcel{})
	if got := o.DeliveredLine("mug"); got != (time.Time{}) {
		t.Errorf("another one is missing: %v", got)
	}
}
