package cart_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

func shipping() *cart.Shipping {
	return &cart.Shipping{
		TimeZone: "America/New_York", CutOff: "14:00", Handling: 1, Holidays: []cart.Day{"2026-11-26", "2026-12-25"}, Elsewhere: "Write to us.",
		Zones: []cart.Zone{
			{ID: "us", Name: "the United States", Countries: []string{"US", "PR"}, Methods: []cart.Method{
				{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "75", MinDays: 3, MaxDays: 5, Carrier: "USPS"},
				{ID: "express", Name: "Express", Cost: "14.90", MinDays: 1, MaxDays: 1},
			}},
			{ID: "ca", Name: "Canada", Countries: []string{"CA"}, Duties: "duties are included", Methods: []cart.Method{
				{ID: "ca-standard", Name: "Standard", Cost: "12", MinDays: 5, MaxDays: 9},
			}},
		},
	}
}

func TestZones(t *testing.T) {
	s := shipping()
	for country, want := range map[string]string{"US": "us", "us": "us", " ca ": "ca", "PR": "us", "DE": "", "": ""} {
		z, ok := s.Zone(country)
		if ok != (want != "") || ok && z.ID != want {
			t.Errorf("zone of %q: %+v, %v; want %q", country, z, ok, want)
		}
	}
	if z, m, ok := s.Method("ca-standard"); !ok || z.ID != "ca" || m.Cost != "12" {
		t.Errorf("method: %+v, %+v, %v", z, m, ok)
	}
	if _, _, ok := s.Method("pigeon"); ok {
		t.Error("there is a method by pigeon")
	}
	if got := s.Options("DE", money(100, "USD"), false, time.Now()); got != nil {
		t.Errorf("ways to a country without a zone: %+v", got)
	}
}

func TestMethodPrice(t *testing.T) {
	s := shipping()
	_, standard, _ := s.Method("standard")
	for subtotal, want := range map[int64]int64{0: 590, 7499: 590, 7500: 0, 100000: 0} {
		if got := standard.Price(money(subtotal, "USD")); got != money(want, "USD") {
			t.Errorf("standard for %d: %v, want %d", subtotal, got, want)
		}
	}
	prices := func(subtotal int64, free bool) string {
		text := ""
		for _, o := range s.Options("US", money(subtotal, "USD"), free, at("2026-03-05T12:00:00Z")) {
			text += fmt.Sprint(o.Method.ID, " ", o.Price.Amount, " ")
		}
		return text
	}
	for _, c := range []struct {
		subtotal int64
		free     bool
		want     string
	}{
		{5000, false, "standard 590 express 1490 "}, {8000, false, "standard 0 express 1490 "}, {5000, true, "standard 0 express 1490 "},
	} {
		if got := prices(c.subtotal, c.free); got != c.want {
			t.Errorf("%d, free %v: %q, want %q", c.subtotal, c.free, got, c.want)
		}
	}
}

func TestArrives(t *testing.T) {
	s := shipping()
	_, standard, _ := s.Method("standard")
	for _, c := range []struct{ name, now, leaves, from, to string }{
		{"a Tuesday morning", "2026-03-03T15:00:00Z", "2026-03-04", "2026-03-09", "2026-03-11"},
		{"a second before the cut-off", "2026-03-03T18:59:59Z", "2026-03-04", "2026-03-09", "2026-03-11"},
		{"at the cut-off", "2026-03-03T19:00:00Z", "2026-03-05", "2026-03-10", "2026-03-12"},
		{"in summer the cut-off is an hour earlier in UTC", "2026-03-10T18:00:00Z", "2026-03-12", "2026-03-17", "2026-03-19"},
		{"and before it", "2026-03-10T17:59:59Z", "2026-03-11", "2026-03-16", "2026-03-18"},
		{"Tuesday in UTC, Monday evening there", "2026-03-03T03:00:00Z", "2026-03-04", "2026-03-09", "2026-03-11"},
		{"a Saturday", "2026-03-07T15:00:00Z", "2026-03-10", "2026-03-13", "2026-03-17"},
		{"a Friday after the cut-off", "2026-03-06T20:00:00Z", "2026-03-10", "2026-03-13", "2026-03-17"},
		{"the day before Thanksgiving", "2026-11-25T15:00:00Z", "2026-11-27", "2026-12-02", "2026-12-04"},
		{"Thanksgiving itself", "2026-11-26T15:00:00Z", "2026-11-30", "2026-12-03", "2026-12-07"},
		{"Christmas in between", "2026-12-22T15:00:00Z", "2026-12-23", "2026-12-29", "2026-12-31"},
	} {
		leaves, w := s.Leaves(at(c.now)), s.Arrives(standard, at(c.now))
		if got, want := fmt.Sprintln(leaves.Format(time.DateOnly), w.From.Format(time.DateOnly), w.To.Format(time.DateOnly)), fmt.Sprintln(c.leaves, c.from, c.to); got != want {
			t.Errorf("%s: %s want %s", c.name, got, want)
		}
		if w.From.Location() != time.UTC || w.From.Hour() != 0 {
			t.Errorf("%s: %v is no calendar day", c.name, w.From)
		}
	}
	s.CutOff, s.Handling = "", 0
	if got := s.Leaves(at("2026-03-04T04:59:59Z")); got != at("2026-03-03T00:00:00Z") {
		t.Errorf("without cut-off and handling it leaves on %v", got)
	}
}

// TestArrivalsAreMonotone expects that waiting never brings a parcel earlier,
// and that nothing leaves or arrives on a day off.
func TestArrivalsAreMonotone(t *testing.T) {
	s := shipping()
	rng := rand.New(rand.NewPCG(3, 4))
	now := at("2026-01-01T00:00:00Z")
	var before cart.Window
	for range 3000 {
		now = now.Add(time.Duration(rng.IntN(600)) * time.Minute)
		m := cart.Method{MinDays: 2, MaxDays: 4}
		w := s.Arrives(&m, now)
		if w.From.Before(before.From) || w.To.Before(before.To) || w.To.Before(w.From) {
			t.Fatalf("ordered at %v it arrives %v, earlier than before: %v", now, w, before)
		}
		for _, day := range []time.Time{s.Leaves(now), w.From, w.To} {
			if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday || day.Format(time.DateOnly) == "2026-12-25" {
				t.Fatalf("ordered at %v: %v is a day off", now, day)
			}
		}
		before = w
	}
}
