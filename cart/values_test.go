package cart_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// TestEveryPolicyCounts changes every single value of the policies and expects
// that some answer changes with it.
func TestEveryPolicyCounts(t *testing.T) {
	p := policies()
	before := answers(t, p)
	n := 0
	eachValue(reflect.ValueOf(p).Elem(), "policies", func(path string) {
		n++
		if answers(t, p) == before {
			t.Errorf("no answer depends on %s", path)
		}
	})
	if n < 50 {
		t.Errorf("only %d values were changed", n)
	}
	if answers(t, p) != before {
		t.Error("the policies were not put back")
	}
}

// TestEveryShippingValueCounts does the same for shipping.
func TestEveryShippingValueCounts(t *testing.T) {
	s := shipping()
	before := offers(t, s)
	eachValue(reflect.ValueOf(s).Elem(), "shipping", func(path string) {
		if offers(t, s) == before && path != "shipping.Currency" { // says what the amounts are in, for Check
			t.Errorf("no answer depends on %s", path)
		}
	})
}

// TestEveryPromotionValueCounts does the same for promotions.
func TestEveryPromotionValueCounts(t *testing.T) {
	promotions := []cart.Promotion{
		{ID: "bedding", Title: "Bedding", Percent: 20, Categories: []string{"Bedding"}, Minimum: "10", Starts: today.Add(-time.Hour), Ends: today.Add(time.Hour)},
		{ID: "gifts", Title: "Gifts", Code: "GIFTS", Amount: "15", Tags: []string{"gift"}, Minimum: "25", Limit: 9, LimitEach: 3},
		{ID: "ship", Title: "Shipping", Code: "SHIP", FreeShipping: true, Minimum: "20"},
	}
	priced := func() [sha256.Size]byte {
		by := prices(promotions...)
		by.Shipping = shipping()
		var all []any
		for _, code := range []string{"GIFTS", "SHIP"} {
			for _, hours := range []time.Duration{-30, -2, -1, 0, 1, 2} {
				for _, uses := range []int{0, 2, 3, 8, 9} {
					by.Now, by.Used = today.Add(hours*time.Hour), map[string]cart.Usage{"gifts": {All: uses, Each: min(uses, 3)}, "bedding": {All: uses, Each: uses}, "ship": {All: uses, Each: uses}}
					small := cart.Price("c", cart.Contents{Codes: []string{code}, Entries: basket().Entries[1:2]}, by)
					all = append(all, cart.Price("c", basket(code), by), small)
				}
			}
		}
		return digest(t, all)
	}
	before := priced()
	eachValue(reflect.ValueOf(promotions), "promotions", func(path string) {
		switch path {
		case "promotions[0].Amount", "promotions[2].Percent", "promotions[2].Amount":
			return // a promotion has one effect
		}
		if priced() == before && !strings.HasSuffix(path, ".Secret") { // which is for whoever tells of codes
			t.Errorf("no price depends on %s", path)
		}
	})
}

// answers is a digest of everything that the policies say of some orders at
// many times.
func answers(t *testing.T, p *cart.Policies) [sha256.Size]byte {
	t.Helper()
	var all []any
	kinds := []cart.RequestKind{
		cart.RequestReturn, cart.RequestExchange, cart.RequestCancel, cart.RequestAddress, cart.RequestDamaged,
		cart.RequestWrongItem, cart.RequestNotReceived, cart.RequestLate, cart.RequestWarranty,
	}
	delivered, moving, fresh := bought(), bought(), bought()
	delivered.Lines = append(delivered.Lines, cart.OrderLine{ID: "pack", Quantity: 1, Category: []string{"Packs"}}, cart.OrderLine{ID: "gift", Quantity: 1, Category: []string{"Gifts"}})
	delivered.Parcels[1].Contents["pack"], delivered.Parcels[1].Contents["gift"] = 1, 1
	moving.State, moving.Parcels[1].Delivered = cart.OrderShipped, time.Time{}
	fresh.State, fresh.Parcels = cart.OrderPlaced, nil
	packed := fresh.Clone()
	packed.State = cart.OrderPacked
	for _, o := range []*cart.Order{delivered, moving, fresh, &packed} {
		for _, line := range o.Lines {
			for _, hours := range []time.Duration{0, 1, 2, 3, 24, 100, 200, 250, 400, 500, 1000, 2000, 3000} {
				now := o.Placed.Add(hours * time.Hour)
				for _, kind := range kinds {
					all = append(all, p.Rule(kind, o, line.ID, now))
				}
				all = append(all, p.CanReturnGift(o, line.ID, now), p.CanReportLost(o, now), o.Progress(p, now))
			}
			all = append(all, p.ReturnRule(line.Category), p.WarrantyMonths(line.Category), p.RefundOf(o, map[string]int{line.ID: 1}))
		}
		all = append(all, p.RefundOf(o, nil), p.RefundBy(nil, o.Placed))
	}
	return digest(t, all)
}

func offers(t *testing.T, s *cart.Shipping) [sha256.Size]byte {
	t.Helper()
	all := []any{s.Elsewhere}
	for hour := range 24 * 365 / 7 {
		now := at("2026-01-01T00:00:00Z").Add(time.Duration(hour) * 7 * time.Hour)
		all = append(all, s.Leaves(now))
		for _, country := range []string{"US", "PR", "CA"} {
			if hour%50 == 0 {
				z, _ := s.Zone(country)
				all = append(all, z, s.Options(country, money(7500, "USD"), false, now), s.Options(country, money(100, "USD"), true, now))
			}
		}
	}
	return digest(t, all)
}

func digest(t *testing.T, all []any) [sha256.Size]byte {
	t.Helper()
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(text)
}

// eachValue gives every number, text and truth below v another value, calls
// changed, and puts it back.
func eachValue(v reflect.Value, path string, changed func(path string)) {
	if t, ok := v.Interface().(time.Time); ok {
		v.Set(reflect.ValueOf(today.Add(90 * time.Minute)))
		changed(path)
		v.Set(reflect.ValueOf(t))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachValue(v.Field(i), path+"."+v.Type().Field(i).Name, changed)
		}
		return
	case reflect.Slice:
		for i := range v.Len() {
			eachValue(v.Index(i), fmt.Sprintf("%s[%d]", path, i), changed)
		}
		return
	}
	old := reflect.ValueOf(v.Interface())
	switch v.Kind() {
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.String:
		v.SetString(other(v.String()))
	default:
		panic("a value of kind " + v.Kind().String() + " at " + path)
	}
	changed(path)
	v.Set(old)
}

// other is a text of the same sort as text.
func other(text string) string {
	switch text {
	case "":
		return "1"
	case "America/New_York":
		return "Asia/Tokyo"
	case "14:00":
		return "09:00"
	case "2026-11-26", "2026-12-25":
		return "2026-07-03"
	case string(cart.OrderPlaced):
		return string(cart.OrderPacked)
	case string(cart.OrderPacked):
		return string(cart.OrderPlaced)
	}
	if text[0] >= '0' && text[0] <= '9' {
		return text + "9"
	}
	return text + "?"
}
