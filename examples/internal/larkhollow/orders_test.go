package larkhollow_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// firsts are moments at which the shop may open first: every day of the week at
// every time of day, around holidays, when clocks change, and 400 days on.
func firsts(t *testing.T) []time.Time {
	t.Helper()
	place, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	var list []time.Time
	add := func(year int, month time.Month, day, days int, clocks ...time.Duration) {
		for i := range days {
			for _, clock := range clocks {
				list = append(list, time.Date(year, month, day+i, 0, 0, 0, 0, place).Add(clock))
			}
		}
	}
	const minute, hour = time.Minute, time.Hour
	add(2026, time.June, 1, 7, 5*minute, 9*hour, 13*hour+59*minute, 16*hour+20*minute, 23*hour+50*minute)
	add(2026, time.November, 23, 12, 11*hour) // Thanksgiving
	add(2026, time.December, 23, 14, 10*hour) // Christmas and the new year
	add(2027, time.March, 13, 3, 2*hour+30*minute)
	add(2027, time.November, 6, 3, time.Hour+30*minute)
	add(2027, time.December, 28, 7, 15*hour) // about 400 days on
	add(2028, time.February, 28, 3, 20*hour)
	return append(list, opened, opened.AddDate(0, 0, 400))
}

// story is what must hold of an order when the shop opens.
type story func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time)

func TestOrders(t *testing.T) {
	delivered := func(t *testing.T, at cart.Progress) {
		t.Helper()
		if at.Status != cart.StatusDelivered || at.Overdue > 0 {
			t.Errorf("%+v", at)
		}
	}
	code := func(t *testing.T, what string, r cart.Ruling, want cart.RulingCode) {
		t.Helper()
		if r.Code != want {
			t.Errorf("%s: %s, want %s (%+v)", what, r.Code, want, r)
		}
	}
	stories := map[string]story{
		"LH-1010": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "cancel", terms.Policies.CanCancel(o, now), cart.RulingOK)
			code(t, "address", terms.Policies.CanChangeAddress(o, now), cart.RulingOK)
			if at.Status != cart.StatusPlaced || now.Sub(o.Placed) > time.Hour || len(o.Discounts) != 1 || o.Shipping.Amount != 0 {
				t.Errorf("%+v %+v", at, o)
			}
		},
		"LH-1009": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "cancel", terms.Policies.CanCancel(o, now), cart.RulingState)
			code(t, "address", terms.Policies.CanChangeAddress(o, now), cart.RulingOK)
			if at.Status != cart.StatusPacked || at.Overdue > 0 {
				t.Errorf("%+v", at)
			}
		},
		"LH-1008": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "late", terms.Policies.CanReportLate(o, now), cart.RulingTooEarly)
			code(t, "lost", terms.Policies.CanReportLost(o, now), cart.RulingTooEarly)
			code(t, "return", terms.Policies.CanReturn(o, "", now), cart.RulingNotDelivered)
			if at.Status != cart.StatusShipped || at.Moving != 1 || !at.Expected.To.After(now) {
				t.Errorf("%+v", at)
			}
		},
		"LH-1005": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "late", terms.Policies.CanReport(cart.RequestLate, o, "", now), cart.RulingOK)
			if at.Status != cart.StatusLate || !at.Late || at.Lost || !at.Expected.To.After(now) {
				t.Errorf("%+v", at)
			}
		},
		"LH-1007": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "return of what has arrived", terms.Policies.CanReturn(o, o.Lines[1].ID, now), cart.RulingOK)
			code(t, "return of the rest", terms.Policies.CanReturn(o, o.Lines[0].ID, now), cart.RulingNotDelivered)
			if at.Status != cart.StatusPartly || at.Parcels != 2 || at.Arrived != 1 || at.Moving != 1 || at.Overdue > 0 || len(at.Unpacked) > 0 {
				t.Errorf("%+v", at)
			}
		},
		"LH-1004": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			delivered(t, at)
			for _, line := range o.Lines {
				code(t, "return", terms.Policies.CanReturn(o, line.ID, now), cart.RulingOK)
				code(t, "exchange", terms.Policies.CanExchange(o, line.ID, now), cart.RulingOK)
				code(t, "damaged", terms.Policies.CanReport(cart.RequestDamaged, o, line.ID, now), cart.RulingOK)
				code(t, "not received", terms.Policies.CanReport(cart.RequestNotReceived, o, line.ID, now), cart.RulingOK)
			}
			if r := terms.Policies.CanReturn(o, "", now); r.Until.Sub(now) < 14*24*time.Hour {
				t.Errorf("two weeks are not left: %v", r.Until)
			}
		},
		"LH-1002": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			delivered(t, at)
			code(t, "return of the boots", terms.Policies.CanReturn(o, o.Lines[0].ID, now), cart.RulingAsked)
			if len(o.Refunds) != 1 {
				t.Fatalf("%+v", o.Refunds)
			}
			r := o.Refunds[0]
			if !r.Paid.IsZero() || !r.Due.After(now) || r.Amount != o.Lines[0].Total || !strings.Contains(r.Reason, o.Requests[0].Reference) {
				t.Errorf("%+v", r)
			}
		},
		"LH-1001": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			delivered(t, at)
			code(t, "return", terms.Policies.CanReturn(o, "", now), cart.RulingTooLate)
			code(t, "exchange", terms.Policies.CanExchange(o, "", now), cart.RulingTooLate)
			code(t, "gift", terms.Policies.CanReturnGift(o, "", now), cart.RulingTooLate)
			code(t, "warranty", terms.Policies.CanClaim(o, "", now), cart.RulingOK)
			if len(o.Discounts) != 1 || o.Discounts[0].Code != "EARLYBIRD" {
				t.Errorf("the single use of EARLYBIRD is not here: %+v", o.Discounts)
			}
		},
		"LH-1003": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			delivered(t, at)
			code(t, "return of the sandals", terms.Policies.CanReturn(o, o.Lines[0].ID, now), cart.RulingFinalSale)
			code(t, "return of the hoodie", terms.Policies.CanReturn(o, o.Lines[1].ID, now), cart.RulingOK)
			code(t, "warranty of the sandals", terms.Policies.CanClaim(o, o.Lines[0].ID, now), cart.RulingOK)
		},
		"LH-1006": func(t *testing.T, o *cart.Order, at cart.Progress, terms assistant.Terms, now time.Time) {
			code(t, "return", terms.Policies.CanReturn(o, "", now), cart.RulingState)
			if at.Status != cart.StatusCanceled || o.Requests[0].State != cart.RequestDone {
				t.Errorf("%+v", at)
			}
		},
	}
	samples := larkhollow.Samples()
	for _, first := range firsts(t) {
		t.Run(first.Format("2006-01-02 Mon 15:04 MST"), func(t *testing.T) {
			terms := read(t, larkhollow.Knowledge(first)).Terms()
			list, err := larkhollow.Orders(first)
			if err != nil {
				t.Fatal(err)
			}
			for i := range list {
				o := &list[i]
				if o.Number != samples[i].Number || o.Email != samples[i].Email || samples[i].Shows == "" {
					t.Errorf("%s of %s is told as %+v", o.Number, o.Email, samples[i])
				}
				told := stories[o.Number]
				if told == nil {
					t.Fatalf("nothing is known of %s", o.Number)
				}
				t.Run(o.Number, func(t *testing.T) {
					told(t, o, o.Progress(terms.Policies, first), terms, first)
					likely(t, o, terms, first)
				})
			}
			if len(list) != len(stories) || len(list) != len(samples) {
				t.Errorf("%d orders", len(list))
			}
		})
	}
}

// likely checks that an order may have happened: in this order, when people
// work, nothing of it after now, and with what was promised kept apart from what
// is known today.
func likely(t *testing.T, o *cart.Order, terms assistant.Terms, now time.Time) {
	t.Helper()
	_, m, ok := terms.Shipping.Method(o.Method)
	if want := terms.Shipping.Arrives(m, o.Placed); !ok || o.Promised != want {
		t.Errorf("promised %v, and the terms say %v", o.Promised, want)
	}
	if o.Packed.IsZero() != (len(o.Parcels) == 0 && o.State != cart.OrderPacked) {
		t.Errorf("packed at %v in state %s", o.Packed, o.State)
	}
	if _, ok := cart.CountryName(o.Address.Country); !ok || o.Address.Name == "" || !strings.HasSuffix(o.Email, "@example.com") {
		t.Errorf("%+v, %s", o.Address, o.Email)
	}
	happened := [][]time.Time{{o.Placed, o.Canceled}, {o.Placed, o.Packed}}
	for _, p := range o.Parcels {
		happened = append(happened, []time.Time{o.Packed, p.Shipped, p.Moved, p.Delivered})
		for _, at := range []time.Time{p.Shipped, p.Delivered} {
			yesterday := at.AddDate(0, 0, -1)
			if day := at.Format(time.DateOnly); !at.IsZero() && terms.Shipping.WorkingDays(yesterday, 1).Format(time.DateOnly) != day {
				t.Errorf("something moved on %s, a day off", day)
			}
		}
		if p.Carrier != m.Carrier || !strings.HasPrefix(p.URL, "https://") {
			t.Errorf("%+v", p)
		}
	}
	for _, r := range o.Requests {
		happened = append(happened, []time.Time{o.Placed, r.Filed})
	}
	for _, r := range o.Refunds {
		happened = append(happened, []time.Time{o.Delivered(), r.Begun, r.Paid})
	}
	for _, moments := range happened {
		moments = slices.DeleteFunc(append(moments, now), time.Time.IsZero)
		if !slices.IsSortedFunc(moments, time.Time.Compare) {
			t.Errorf("not in this order: %v", moments)
		}
	}
}

// Orders hold what the catalogue has, at its prices.
func TestOrdersAreOfTheShelf(t *testing.T) {
	shelf := map[string]catalog.Product{}
	for _, p := range products(t) {
		shelf[p.ID] = p
	}
	list, err := larkhollow.Orders(opened)
	if err != nil {
		t.Fatal(err)
	}
	final := 0
	for _, o := range list {
		var sum, off int64
		for _, line := range o.Lines {
			p := shelf[line.ProductID]
			s := p.Select(line.Options)
			if line.Title != p.Title || line.Unit != s.Price || line.URL != p.URL || !strings.HasPrefix(line.Image, "/img/") || !slices.Equal(line.Category, p.Category) {
				t.Errorf("%s: %+v is not %s at %v", o.Number, line, p.Title, s.Price)
			}
			if len(p.Variants) > 0 && line.VariantID == "" || line.Quantity < 1 {
				t.Errorf("%s: %+v", o.Number, line)
			}
			if line.FinalSale {
				final++
			}
			sum += line.Total.Amount
		}
		for _, d := range o.Discounts {
			off += d.Amount.Amount
		}
		if o.Subtotal.Amount != sum || o.Total.Amount != sum-off+o.Shipping.Amount {
			t.Errorf("%s: %d of goods, %d off, %v to send, %v in all", o.Number, sum, off, o.Shipping, o.Total)
		}
	}
	if final != 1 {
		t.Errorf("%d lines of final sale", final)
	}
	again, err := larkhollow.Orders(opened)
	if err != nil || !reflect.DeepEqual(list, again) {
		t.Errorf("the same opening, and other orders (%v)", err)
	}
}

// The orders can be put into a shop's book, and then the single use of a code is
// used up.
func TestOrdersInABook(t *testing.T) {
	ctx := t.Context()
	terms := read(t, larkhollow.Knowledge(opened)).Terms()
	index, err := catalog.NewIndex(feed.Read(larkhollow.Feed(opened)).Products())
	if err != nil {
		t.Fatal(err)
	}
	book, err := cart.NewOrderBook(cart.OrderBookConfig{
		Store: cart.NewOrderMemory(), Carts: cart.NewMemory(), Catalog: index, Prefix: larkhollow.Prefix,
		Policies: terms.Policies, Shipping: terms.Shipping, Promotions: terms.Promotions, Now: func() time.Time { return opened },
	})
	if err != nil {
		t.Fatal(err)
	}
	list, err := larkhollow.Orders(opened)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if err := book.Put(ctx, o); err != nil {
			t.Fatal(err)
		}
	}
	own, err := book.OrdersOf(ctx, larkhollow.Customer.ID, 50)
	if err != nil || len(own) != 5 {
		t.Errorf("%d orders of the customer: %v", len(own), err)
	}
	carts := book.Carts()
	blanket := cart.Item{ProductID: "fold-wool-blanket", Options: map[string]string{"color": "Sand", "size": "Throw"}, Quantity: 1}
	for code, want := range map[string]cart.Code{
		"WELCOME10": "", "barn15": "", "TRAILMAIL": "", "neighbor25": "",
		"LASTSWIM": cart.CodePromoOver, "FIRSTSNOW": cart.CodePromoEarly, "EARLYBIRD": cart.CodePromoUsed, "NOSUCHCODE": cart.CodePromoUnknown,
	} {
		if _, err := carts.Add(ctx, "cart "+code, "add", blanket); err != nil {
			t.Fatal(err)
		}
		var got cart.Code
		_, err := carts.(cart.Coder).ApplyCode(ctx, "cart "+code, "apply", code)
		if refusal, ok := errors.AsType[*cart.Error](err); ok {
			got = refusal.Code
		}
		if got != want || err != nil && got == "" {
			t.Errorf("%s: %q, want %q (%v)", code, got, want, err)
		}
	}
}

// 400 days on the same orders have aged, and the policies say so.
func TestOrdersAge(t *testing.T) {
	terms := read(t, larkhollow.Knowledge(opened)).Terms()
	list, err := larkhollow.Orders(opened)
	if err != nil {
		t.Fatal(err)
	}
	now := opened.AddDate(0, 0, 400)
	want := map[string]cart.OrderStatus{
		"LH-1010": cart.StatusLate, "LH-1009": cart.StatusLate, "LH-1008": cart.StatusLate, "LH-1007": cart.StatusLate, "LH-1005": cart.StatusLate,
		"LH-1006": cart.StatusCanceled,
	}
	for i := range list {
		o := &list[i]
		at := o.Progress(terms.Policies, now)
		if status := want[o.Number]; at.Status != status && (status != "" || at.Status != cart.StatusDelivered) {
			t.Errorf("%s: %+v", o.Number, at)
		}
		if at.Moving > 0 && !at.Lost {
			t.Errorf("%s: a parcel that has not moved for a year is not lost: %+v", o.Number, at)
		}
		if terms.Policies.CanReturn(o, "", now).OK || terms.Policies.CanExchange(o, "", now).OK {
			t.Errorf("%s: it can still be sent back", o.Number)
		}
	}
}
