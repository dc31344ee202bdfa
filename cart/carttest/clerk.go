package carttest

import (
	"sync"

	"github.com/aisle-chat/aisle/cart"
)

// testClerk is what a person of the shop does, where the orders let them.
func testClerk(d *desk) {
	clerk, ok := d.orders.(cart.Clerk)
	if !ok {
		d.Skip("these orders are no cart.Clerk")
	}
	act := func(key string, a cart.Act) cart.Order {
		d.Helper()
		a.By = "Mara"
		o, reference, err := clerk.Act(d.ctx, key, a)
		if err != nil || reference == "" {
			d.Fatalf("Act(%s, %+v): %v", key, a, err)
		}
		return o
	}
	refuses := func(a cart.Act, codes ...cart.Code) {
		d.Helper()
		before := d.order(a.Order)
		_, _, err := clerk.Act(d.ctx, "refused", a)
		refused(d.T, err, codes...)
		if after := d.order(a.Order); after.Version != before.Version {
			d.Errorf("a refusal changed the order to %+v", after)
		}
	}
	last := func(o cart.Order) cart.Request { return o.Requests[len(o.Requests)-1] }

	o := act("k1", cart.Act{Kind: cart.ActAddress, Order: " lh-300 ", Address: address("10002")})
	if o.Address.Postal != "10002" || last(o).Kind != cart.RequestAddress || last(o).State != cart.RequestDone || last(o).Reference == "" {
		d.Errorf("the address: %+v", o)
	}
	if again := act("k1", cart.Act{Kind: cart.ActAddress, Order: " lh-300 ", Address: address("10002")}); len(again.Requests) != 1 {
		d.Errorf("again: %+v", again.Requests)
	}
	refuses(cart.Act{Kind: cart.ActAddress, Order: "LH-300", Address: address("1")}, cart.CodeBadField)
	refuses(cart.Act{Kind: cart.ActAddress, Order: "LH-100", Address: address("10002")}, cart.CodeNotNow)

	o = act("k2", cart.Act{Kind: cart.ActResend, Order: "LH-100", Lines: map[string]int{"mug": 2}, Note: "Two came broken. 4111 1111 1111 1111"})
	if r := last(o); r.Kind != cart.RequestResend || r.State != cart.RequestApproved || r.Lines["mug"] != 2 || r.Note == "" || r.Note != cart.MaskCards(r.Note) {
		d.Errorf("sent again: %+v", r)
	}
	refuses(cart.Act{Kind: cart.ActResend, Order: "LH-100", Lines: map[string]int{"mug": 4}}, cart.CodeBadField)
	refuses(cart.Act{Kind: cart.ActResend, Order: "LH-100", Lines: map[string]int{"hat": 1}}, cart.CodeBadField)

	total := d.order("LH-100").Total
	o = act("k3", cart.Act{Kind: cart.ActRefund, Order: "LH-100", Amount: usd(2500)})
	if len(o.Refunds) != 1 || o.Refunds[0].Amount != usd(2500) || o.Refunds[0].Begun.IsZero() || last(o).Kind != cart.RequestRefund {
		d.Errorf("the refund: %+v", o)
	}
	refuses(cart.Act{Kind: cart.ActRefund, Order: "LH-100", Amount: usd(total.Amount - 2499)}, cart.CodeBadField)
	refuses(cart.Act{Kind: cart.ActRefund, Order: "LH-100"}, cart.CodeBadField)
	act("k4", cart.Act{Kind: cart.ActRefund, Order: "LH-100", Amount: usd(total.Amount - 2500)})
	refuses(cart.Act{Kind: cart.ActRefund, Order: "LH-100", Amount: usd(1)}, cart.CodeBadField)

	refuses(cart.Act{Kind: cart.ActCancel, Order: "LH-100"}, cart.CodeNotNow)
	refuses(cart.Act{Kind: "burn", Order: "LH-100"}, cart.CodeBadField)
	o = act("k5", cart.Act{Kind: cart.ActCancel, Order: "LH-300"})
	if o.State != cart.OrderCanceled || len(o.Refunds) != 1 || o.Refunds[0].Amount != o.Total {
		d.Errorf("canceled: %+v", o)
	}
	refuses(cart.Act{Kind: cart.ActResend, Order: "LH-300"}, cart.CodeNotNow)
	_, _, err := clerk.Act(d.ctx, "k5", cart.Act{Kind: cart.ActRefund, Order: "LH-300", Amount: usd(1), By: "Mara"})
	refused(d.T, err, cart.CodeConflict)
}

// testClerkRefundsOnce lets many people give the same money back.
func testClerkRefundsOnce(d *desk) {
	clerk, ok := d.orders.(cart.Clerk)
	if !ok {
		d.Skip("these orders are no cart.Clerk")
	}
	total := d.order("LH-200").Total
	var all sync.WaitGroup
	for _, by := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		all.Go(func() {
			clerk.Act(d.ctx, by, cart.Act{Kind: cart.ActRefund, Order: "LH-200", Amount: total, By: by})
		})
	}
	all.Wait()
	if o := d.order("LH-200"); len(o.Refunds) != 1 {
		d.Errorf("%d refunds of everything, want 1", len(o.Refunds))
	}
}
