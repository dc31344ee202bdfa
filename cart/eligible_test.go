package cart_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// policies are what the tests of this file rule by.
func policies() *cart.Policies {
	return &cart.Policies{
		TimeZone: "America/New_York",
		Returns: cart.ReturnPolicy{
			Window: 30, Condition: "unused", PaidBy: "shop", Fee: "5.90", FinalSale: "it was marked final sale",
			Categories: []cart.CategoryRule{
				{Category: "Footwear", Window: 60, Condition: "worn indoors only"},
				{Category: "Footwear > Socks", Window: -1, Why: "for reasons of hygiene"},
				{Category: "Bedding", Condition: "in its bag"},
			},
		},
		Exchange: cart.ExchangePolicy{Window: 45, PaidBy: "shopper", Ships: "at once"},
		Refund:   cart.RefundPolicy{Days: 5, To: "the way it came", Shipping: true},
		Cancel:   cart.CutOff{Until: cart.OrderPlaced, Hours: 2, After: "Refuse the parcel."},
		Address:  cart.CutOff{Until: cart.OrderPacked, After: "Ask the carrier."},
		Damaged:  cart.ReportPolicy{Window: 14, Photo: true, Remedies: []string{"replacement", "refund"}, Answer: 8, KeepIt: true},
		WrongItem: cart.ReportPolicy{
			Window: 21, Remedies: []string{"replacement"}, Answer: 4,
		},
		NotReceived: cart.WaitPolicy{Wait: 2, Window: 20, Check: "look with neighbours", Remedies: []string{"refund"}},
		Late:        cart.LatePolicy{After: 2, Remedies: []string{"refund"}},
		Lost:        cart.LatePolicy{After: 7, Remedies: []string{"replacement", "refund"}},
		Warranty: cart.WarrantyPolicy{
			Months: 24, Covers: "faults", Excludes: "wear", Remedies: []string{"repair"},
			Categories: []cart.WarrantyRule{{Category: "Packs", Months: 120}, {Category: "Gifts", Months: 0}},
		},
		Gift: cart.GiftReturnPolicy{Window: 90, As: "store credit", Discreet: true},
	}
}

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

// bought is a delivered order of a pair of boots, a mug, socks and a final-sale
// blanket: the boots came in a parcel of their own, a week after the others.
func bought() *cart.Order {
	return &cart.Order{
		Number: "LH-1", Currency: "USD", State: cart.OrderDelivered, Placed: at("2026-02-20T15:00:00Z"),
		Promised: cart.Window{From: at("2026-02-25T00:00:00Z"), To: at("2026-02-27T00:00:00Z")},
		Lines: []cart.OrderLine{
			{ID: "boots", Quantity: 1, Category: []string{"Footwear", "Boots"}, Total: money(15000, "USD")},
			{ID: "mug", Quantity: 3, Category: []string{"Kitchen"}, Total: money(3750, "USD"), Off: money(100, "USD")},
			{ID: "socks", Quantity: 2, Category: []string{"footwear", " Socks "}, Total: money(2400, "USD")},
			{ID: "blanket", Quantity: 1, Category: []string{"Bedding"}, FinalSale: true, Total: money(8000, "USD")},
		},
		Shipping: money(590, "USD"),
		Parcels: []cart.Parcel{
			{ID: "p1", Shipped: at("2026-02-21T20:00:00Z"), Delivered: at("2026-03-01T04:30:00Z"), Contents: map[string]int{"mug": 3, "socks": 2, "blanket": 1}},
			{ID: "p2", Shipped: at("2026-02-25T20:00:00Z"), Delivered: at("2026-03-07T17:00:00Z"), Contents: map[string]int{"boots": 1}},
		},
	}
}

func TestCanReturn(t *testing.T) {
	p := policies()
	for _, c := range []struct {
		name, line, now string
		change          func(*cart.Policies, *cart.Order)
		code            cart.RulingCode
		until           string // date in New York
	}{
		// The mugs came on February 28 in New York, on March 1 in UTC.
		{"at once", "mug", "2026-03-01T05:00:00Z", nil, cart.RulingOK, "2026-03-30"},
		{"the last second of the last day", "mug", "2026-03-31T03:59:59Z", nil, cart.RulingOK, "2026-03-30"},
		{"the first second after", "mug", "2026-03-31T04:00:00Z", nil, cart.RulingTooLate, "2026-03-30"},
		{"the boots' own parcel and window", "boots", "2026-05-06T12:00:00Z", nil, cart.RulingOK, "2026-05-06"},
		{"the boots, too late", "boots", "2026-05-07T12:00:00Z", nil, cart.RulingTooLate, "2026-05-06"},
		{"a category without returns, the longest path", "socks", "2026-03-02T12:00:00Z", nil, cart.RulingCategory, ""},
		{"final sale", "blanket", "2026-03-02T12:00:00Z", nil, cart.RulingFinalSale, ""},
		{"final sale where there is no such thing", "blanket", "2026-03-02T12:00:00Z", func(p *cart.Policies, _ *cart.Order) { p.Returns.FinalSale = "" }, cart.RulingOK, "2026-03-30"},
		{"nothing said", "mug", "2026-03-02T12:00:00Z", func(p *cart.Policies, _ *cart.Order) { p.Returns.Window = 0 }, cart.RulingNone, ""},
		{"nothing said but for the category", "boots", "2026-03-09T12:00:00Z", func(p *cart.Policies, _ *cart.Order) { p.Returns.Window = 0 }, cart.RulingOK, "2026-05-06"},
		{"on its way", "boots", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) { o.Parcels[1].Delivered = time.Time{} }, cart.RulingNotDelivered, ""},
		{"not packed", "boots", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) { o.Parcels = o.Parcels[:1] }, cart.RulingNotDelivered, ""},
		{"canceled", "mug", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) { o.State = cart.OrderCanceled }, cart.RulingState, ""},
		{"no such line", "nothing", "2026-03-02T12:00:00Z", nil, cart.RulingNone, ""},
		{"asked for", "mug", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) {
			o.Requests = []cart.Request{{Reference: "R-1", Kind: cart.RequestExchange, Lines: map[string]int{"mug": 3}, State: cart.RequestOpen}}
		}, cart.RulingAsked, "2026-03-30"},
		{"declined", "mug", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) {
			o.Requests = []cart.Request{{Kind: cart.RequestReturn, State: cart.RequestDeclined}}
		}, cart.RulingOK, "2026-03-30"},
		{"delivered, and nobody knows when", "mug", "2026-03-02T12:00:00Z", func(_ *cart.Policies, o *cart.Order) { o.Parcels = nil }, cart.RulingNone, ""},
		{"anything of the order", "", "2026-05-01T12:00:00Z", nil, cart.RulingOK, "2026-05-06"},
		{"nothing of the order", "", "2026-06-01T12:00:00Z", nil, cart.RulingTooLate, "2026-05-06"},
		{"an order of nothing", "", "2026-06-01T12:00:00Z", func(_ *cart.Policies, o *cart.Order) { o.Lines = nil }, cart.RulingNone, ""},
		{"another time zone", "mug", "2026-03-31T04:00:00Z", func(p *cart.Policies, _ *cart.Order) { p.TimeZone = "" }, cart.RulingOK, "2026-03-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, o := *p, bought()
			if c.change != nil {
				c.change(&p, o)
			}
			got := p.CanReturn(o, c.line, at(c.now))
			until := ""
			if !got.Until.IsZero() {
				until = got.Until.Format(time.DateOnly)
			}
			if got.Code != c.code || got.OK != (c.code == cart.RulingOK) || until != c.until {
				t.Errorf("got %q (ok %v) until %q, want %q until %q", got.Code, got.OK, until, c.code, c.until)
			}
		})
	}
}

func TestReturnFacts(t *testing.T) {
	p, o := policies(), bought()
	now := at("2026-03-10T12:00:00Z")
	if got := p.CanReturn(o, "boots", now); got.Condition != "worn indoors only" || got.PaidBy != "shop" || got.Fee != money(590, "USD") || got.Days != 60 || got.Quantity != 1 {
		t.Errorf("boots: %+v", got)
	}
	if got := p.CanReturn(o, "socks", now); got.Why != "for reasons of hygiene" {
		t.Errorf("socks: %+v", got)
	}
	if got := p.CanReturn(o, "blanket", now); got.Why != "it was marked final sale" {
		t.Errorf("blanket: %+v", got)
	}
	if got := p.CanExchange(o, "mug", at("2026-04-14T12:00:00Z")); !got.OK || got.Ships != "at once" || got.PaidBy != "shopper" || !got.Fee.IsZero() {
		t.Errorf("exchange: %+v", got)
	}
	if got := p.CanExchange(o, "socks", now); got.Code != cart.RulingCategory {
		t.Errorf("exchange of what never comes back: %+v", got)
	}
	if got := p.CanReturnGift(o, "mug", at("2026-05-20T12:00:00Z")); !got.OK || got.As != "store credit" || !got.Discreet {
		t.Errorf("gift: %+v", got)
	}
	// Two of three mugs are under way back, and one more is not here yet.
	o.Requests = []cart.Request{{Reference: "R-1", Kind: cart.RequestReturn, Lines: map[string]int{"mug": 1}}}
	o.Parcels[0].Contents["mug"] = 2
	if got := p.CanReturn(o, "mug", at("2027-03-10T12:00:00Z")); !got.OK || got.Quantity != 1 || !got.Until.IsZero() {
		t.Errorf("a part of a line: %+v; want one of them, until nobody knows when", got)
	}
	if got := p.ReturnRule([]string{"Bedding"}); got.Window != 30 || got.Condition != "in its bag" || got.Category != "Bedding" || got.Never {
		t.Errorf("rule of a category: %+v", got)
	}
	if got := p.ReturnRule(nil); got.Window != 30 || got.Condition != "unused" || got.Category != "" {
		t.Errorf("general rule: %+v", got)
	}
}

func TestCutOffs(t *testing.T) {
	p := policies()
	placed := at("2026-02-20T15:00:00Z")
	for _, c := range []struct {
		state   cart.OrderState
		after   time.Duration
		cancel  cart.RulingCode
		address cart.RulingCode
	}{
		{cart.OrderPlaced, 0, cart.RulingOK, cart.RulingOK},
		{cart.OrderPlaced, 2 * time.Hour, cart.RulingOK, cart.RulingOK},
		{cart.OrderPlaced, 2*time.Hour + time.Second, cart.RulingTooLate, cart.RulingOK},
		{cart.OrderPacked, time.Hour, cart.RulingState, cart.RulingOK},
		{cart.OrderPacked, 1000 * time.Hour, cart.RulingState, cart.RulingOK},
		{cart.OrderShipped, time.Hour, cart.RulingState, cart.RulingState},
		{cart.OrderDelivered, time.Hour, cart.RulingState, cart.RulingState},
		{cart.OrderCanceled, time.Hour, cart.RulingState, cart.RulingState},
	} {
		o := &cart.Order{State: c.state, Placed: placed}
		cancel, address := p.CanCancel(o, placed.Add(c.after)), p.CanChangeAddress(o, placed.Add(c.after))
		if cancel.Code != c.cancel || address.Code != c.address {
			t.Errorf("%s after %v: cancel %q, address %q; want %q, %q", c.state, c.after, cancel.Code, address.Code, c.cancel, c.address)
		}
		if cancel.After != "Refuse the parcel." || address.After != "Ask the carrier." || cancel.Hours != 2 {
			t.Errorf("%s: %+v, %+v", c.state, cancel, address)
		}
	}
	o := &cart.Order{State: cart.OrderPlaced, Placed: placed, Parcels: []cart.Parcel{{Shipped: placed}}}
	if got := p.CanChangeAddress(o, placed); got.Code != cart.RulingState {
		t.Errorf("a parcel has left, and the address: %+v", got)
	}
	o = &cart.Order{State: cart.OrderPlaced, Placed: placed, Requests: []cart.Request{{Reference: "R-9", Kind: cart.RequestCancel, State: cart.RequestOpen}}}
	if got := p.CanCancel(o, placed); got.Code != cart.RulingAsked || got.Reference != "R-9" {
		t.Errorf("asked already: %+v", got)
	}
	if got := new(cart.Policies).CanCancel(o, placed); got.Code != cart.RulingNone {
		t.Errorf("no policy: %+v", got)
	}
}

func TestCanReport(t *testing.T) {
	p := policies()
	moving := func() *cart.Order {
		o := bought()
		o.State = cart.OrderShipped
		o.Parcels[1].Delivered, o.Parcels[1].Moved = time.Time{}, at("2026-02-27T20:00:00Z")
		return o
	}
	for _, c := range []struct {
		name      string
		kind      cart.RequestKind
		order     *cart.Order
		line, now string
		code      cart.RulingCode
	}{
		{"damaged, the last day", cart.RequestDamaged, bought(), "mug", "2026-03-15T03:59:59Z", cart.RulingOK},
		{"damaged, too late", cart.RequestDamaged, bought(), "mug", "2026-03-15T04:00:00Z", cart.RulingTooLate},
		{"damaged, final sale all the same", cart.RequestDamaged, bought(), "blanket", "2026-03-05T12:00:00Z", cart.RulingOK},
		{"damaged, not here", cart.RequestDamaged, moving(), "boots", "2026-03-05T12:00:00Z", cart.RulingNotDelivered},
		{"wrong item", cart.RequestWrongItem, bought(), "mug", "2026-03-20T12:00:00Z", cart.RulingOK},
		{"wrong item, too late", cart.RequestWrongItem, bought(), "mug", "2026-03-25T12:00:00Z", cart.RulingTooLate},
		{"not received, the next day", cart.RequestNotReceived, bought(), "mug", "2026-03-02T04:59:59Z", cart.RulingTooEarly},
		{"not received, two days later", cart.RequestNotReceived, bought(), "mug", "2026-03-02T05:00:00Z", cart.RulingOK},
		{"not received, too late", cart.RequestNotReceived, bought(), "mug", "2026-03-21T12:00:00Z", cart.RulingTooLate},
		{"not received, and not said to be", cart.RequestNotReceived, moving(), "boots", "2026-03-03T12:00:00Z", cart.RulingNotDelivered},
		{"late, a day after", cart.RequestLate, moving(), "", "2026-03-01T12:00:00Z", cart.RulingTooEarly},
		{"late, three days after", cart.RequestLate, moving(), "", "2026-03-02T05:00:00Z", cart.RulingOK},
		{"late, and everything is here", cart.RequestLate, bought(), "", "2026-03-08T12:00:00Z", cart.RulingState},
		{"no kind of problem", cart.RequestCancel, bought(), "", "2026-03-08T12:00:00Z", cart.RulingNone},
	} {
		if got := p.CanReport(c.kind, c.order, c.line, at(c.now)); got.Code != c.code {
			t.Errorf("%s: %q, want %q: %+v", c.name, got.Code, c.code, got)
		}
	}
	// The promise is far away, but the parcel has not moved for a week.
	o := moving()
	o.Promised.To = at("2026-04-01T00:00:00Z")
	if got := p.CanReport(cart.RequestLate, o, "", at("2026-03-07T05:00:00Z")); !got.OK || fmt.Sprint(got.Remedies) != "[replacement refund]" {
		t.Errorf("lost: %+v", got)
	}
	if got := p.CanReport(cart.RequestLate, o, "", at("2026-03-07T04:59:59Z")); got.Code != cart.RulingTooEarly {
		t.Errorf("not lost yet: %+v", got)
	}
	if got := p.CanReport(cart.RequestDamaged, bought(), "mug", at("2026-03-05T12:00:00Z")); !got.Photo || got.Answer != 8 || !got.KeepIt {
		t.Errorf("facts: %+v", got)
	}
}

func TestCanClaim(t *testing.T) {
	p := policies()
	o := bought()
	o.Lines = append(o.Lines,
		cart.OrderLine{ID: "pack", Quantity: 1, Category: []string{"Packs"}}, cart.OrderLine{ID: "card", Quantity: 1, Category: []string{"Gifts", "Cards"}})
	o.Parcels[1].Contents["pack"], o.Parcels[1].Contents["card"] = 1, 1
	for _, c := range []struct {
		line, now string
		code      cart.RulingCode
	}{
		{"mug", "2028-02-29T04:59:59Z", cart.RulingOK}, // delivered on February 28
		{"mug", "2028-02-29T05:00:00Z", cart.RulingTooLate},
		{"pack", "2036-03-07T12:00:00Z", cart.RulingOK},
		{"pack", "2036-03-08T12:00:00Z", cart.RulingTooLate},
		{"card", "2026-03-08T12:00:00Z", cart.RulingCategory},
	} {
		if got := p.CanClaim(o, c.line, at(c.now)); got.Code != c.code {
			t.Errorf("%s at %s: %+v, want %q", c.line, c.now, got, c.code)
		}
	}
	// A month after the 31st is the end of the next month.
	p.Warranty.Months, p.TimeZone = 1, ""
	o.Parcels[0].Delivered = at("2027-01-31T12:00:00Z")
	if got := p.CanClaim(o, "mug", at("2027-02-01T12:00:00Z")); got.Until.Format(time.DateOnly) != "2027-02-28" {
		t.Errorf("a month after January 31: %v", got.Until)
	}
}

// TestRulingsAreMonotone expects that time takes every wish through too early,
// then possible, then too late, and never back, and that From and Until say
// exactly when.
func TestRulingsAreMonotone(t *testing.T) {
	p := policies()
	rng := rand.New(rand.NewPCG(1, 2))
	rank := map[cart.RulingCode]int{cart.RulingTooEarly: 1, cart.RulingOK: 2, cart.RulingTooLate: 3}
	for range 300 {
		o := bought()
		minutes := func(n int) time.Duration { return time.Duration(rng.IntN(n)) * time.Minute }
		for i := range o.Parcels {
			o.Parcels[i].Delivered = o.Placed.Add(minutes(60 * 24 * 400))
		}
		p.TimeZone = []string{"", "America/New_York", "Asia/Tokyo", "Pacific/Auckland"}[rng.IntN(4)]
		for _, kind := range []cart.RequestKind{cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestDamaged, cart.RequestNotReceived, cart.RequestLate, cart.RequestWarranty} {
			reached, now := 0, o.Placed
			for range 60 {
				now = now.Add(minutes(60 * 24 * 30))
				got := p.Rule(kind, o, "boots", now)
				if r := rank[got.Code]; r != 0 {
					if r < reached {
						t.Fatalf("%s went back to %q at %v", kind, got.Code, now)
					}
					reached = r
				}
				if !got.Until.IsZero() {
					if before, after := p.Rule(kind, o, "boots", got.Until), p.Rule(kind, o, "boots", got.Until.Add(1)); before.Code == cart.RulingTooLate || after.OK {
						t.Fatalf("%s: until %v, yet %q then and %q after", kind, got.Until, before.Code, after.Code)
					}
				}
			}
		}
	}
}

func TestRefunds(t *testing.T) {
	p, o := policies(), bought()
	for _, c := range []struct {
		lines              map[string]int
		goods, fee, amount int64
	}{
		{nil, 15000 + 3650 + 2400 + 8000, 590, 15000 + 3650 + 2400 + 8000},
		{map[string]int{"boots": 1}, 15000, 590, 14410},
		{map[string]int{"mug": 1}, 1216, 590, 626}, // 3650 / 3, rounded down
		{map[string]int{"mug": 2}, 2433, 590, 1843},
		{map[string]int{"mug": 9}, 3650, 590, 3060},
		{map[string]int{"nothing": 1}, 0, 0, 0},
	} {
		got := p.RefundOf(o, c.lines)
		if got.Goods.Amount != c.goods || got.Fee.Amount != c.fee || got.Amount.Amount != c.amount || got.Amount.Currency != "USD" {
			t.Errorf("%v: %+v", c.lines, got)
		}
	}
	if got := p.RefundOf(o, nil); got.Shipping.Amount != 590 || got.Days != 5 || got.To != "the way it came" {
		t.Errorf("the whole order: %+v", got)
	}
	p.Returns.Fee = "900"
	if got := p.RefundOf(o, map[string]int{"mug": 1}); got.Amount.Amount != 0 || got.Fee != got.Goods {
		t.Errorf("a fee above the price: %+v", got)
	}
	// Five working days after a Thursday, with a holiday on the Monday.
	s := &cart.Shipping{Holidays: []cart.Day{"2026-03-09"}}
	if got := p.RefundBy(s, at("2026-03-05T12:00:00Z")); got != at("2026-03-13T00:00:00Z") {
		t.Errorf("refund by %v", got)
	}
	if got := p.RefundBy(nil, at("2026-03-05T12:00:00Z")); got != at("2026-03-12T00:00:00Z") {
		t.Errorf("refund by %v without holidays", got)
	}
	if got := new(cart.Policies).RefundBy(s, at("2026-03-05T12:00:00Z")); !got.IsZero() {
		t.Errorf("refund by %v without a policy", got)
	}
}
