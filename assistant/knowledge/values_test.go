package knowledge

import (
	"maps"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

func testTerms(t testing.TB) assistant.Terms {
	t.Helper()
	terms, _, errs := readTerms(os.DirFS("testdata/terms"))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return terms
}

// Every value, in the words in which articles cite it.
func TestValues(t *testing.T) {
	want := map[string]string{
		"policies.time_zone": "Eastern time",
		"returns.window":     "30 days", "returns.condition": "unused, with its labels on", "returns.paid_by": "us",
		"returns.fee": "$4.50", "returns.cost": "$4.50, taken off your refund", "returns.final_sale": "final sale",
		"returns.categories.footwear.category": "Footwear", "returns.categories.footwear.window": "60 days",
		"returns.categories.footwear.condition":        "unworn outdoors",
		"returns.categories.gifts-gift-cards.category": "Gift cards", "returns.categories.gifts-gift-cards.window": "no return",
		"returns.categories.gifts-gift-cards.condition": "unused, with its labels on",
		"returns.categories.gifts-gift-cards.why":       "they are as good as money",
		"exchange.window": "30 days", "exchange.paid_by": "us", "exchange.ships": "as soon as your parcel is scanned",
		"refund.days": "5 working days", "refund.to": "the way it came", "refund.shipping": "refunded too",
		"cancel.until": "until it is packed", "cancel.hours": "2 hours", "cancel.after": "Send it back when it arrives.",
		"cancel.when":   "within 2 hours of ordering, as long as it is not packed",
		"address.until": "until it leaves us", "address.when": "until it leaves us",
		"damaged.window": "14 days", "damaged.photo": "with a photo", "damaged.remedies": "a replacement or your money back",
		"damaged.answer_hours": "8 working hours", "damaged.keep_it": "need not come back",
		"wrong_item.window": "14 days", "wrong_item.photo": "no photo is needed", "wrong_item.remedies": "a replacement",
		"wrong_item.keep_it": "has to come back",
		"not_received.wait":  "2 days", "not_received.window": "21 days", "not_received.check": "look at the back door",
		"not_received.remedies": "your money back",
		"late.after":            "3 days", "late.remedies": "your money back",
		"lost.after": "7 days", "lost.remedies": "a replacement or your money back",
		"warranty.months": "2 years", "warranty.covers": "faults in material and making", "warranty.excludes": "wear",
		"warranty.remedies":                  "a repair, a replacement or your money back",
		"warranty.categories.packs.category": "Packs", "warranty.categories.packs.months": "5 years",
		"gift.window": "45 days", "gift.as": "store credit", "gift.discreet": "is not told",

		"shipping.currency": "US dollars", "shipping.time_zone": "Eastern time", "shipping.cut_off": "2 pm", "shipping.handling_days": "within 1 working day",
		"shipping.holidays":           "December 25, 2026; January 1, 2027",
		"shipping.zones":              "the United States and the Nordic countries",
		"shipping.elsewhere":          "We do not ship anywhere else yet.",
		"shipping.zones.us.name":      "the United States",
		"shipping.zones.us.countries": "the United States", "shipping.zones.us.methods": "Standard and Next day",
		"shipping.zones.nordic.name": "the Nordic countries", "shipping.zones.nordic.countries": "Norway and Sweden",
		"shipping.zones.nordic.duties": "Duties are included", "shipping.zones.nordic.methods": "North",
		"shipping.standard.name": "Standard", "shipping.standard.zone": "the United States", "shipping.standard.carrier": "Postal",
		"shipping.standard.cost": "$5.90", "shipping.standard.free_from": "$75", "shipping.standard.days": "3 to 5 working days",
		"shipping.standard.min_days": "3 working days", "shipping.standard.max_days": "5 working days",
		"shipping.next-day.name": "Next day", "shipping.next-day.zone": "the United States", "shipping.next-day.cost": "$14.90",
		"shipping.next-day.days": "1 working day", "shipping.next-day.min_days": "1 working day", "shipping.next-day.max_days": "1 working day",
		"shipping.north.name": "North", "shipping.north.zone": "the Nordic countries", "shipping.north.cost": "free",
		"shipping.north.days": "6 to 9 working days", "shipping.north.min_days": "6 working days", "shipping.north.max_days": "9 working days",

		"hours": "Monday to Friday, 9 am to 5 pm Eastern time", "hours.week": "Monday to Friday, 9 am to 5 pm", "hours.time_zone": "Eastern time",
		"hours.holidays": "Christmas Eve (9 am to noon) and Christmas Day", "hours.holiday_dates": "December 24, 2026; December 25, 2026",
	}
	v := newValues(testTerms(t), false)
	for name, words := range want {
		if v.words[name] != words {
			t.Errorf("%s is %q, want %q", name, v.words[name], words)
		}
	}
	for name, words := range v.words {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is %q, and unexpected", name, words)
		}
	}
	unsaid := []string{"address.hours", "address.after", "wrong_item.answer_hours", "returns.categories.footwear.why",
		"shipping.zones.us.duties", "shipping.next-day.free_from", "shipping.next-day.carrier", "shipping.north.free_from", "shipping.north.carrier"}
	for _, name := range unsaid {
		if v.unsaid[name] == "" {
			t.Errorf("%s should be unsaid", name)
		}
		delete(v.unsaid, name)
	}
	if len(v.unsaid) > 0 {
		t.Errorf("unsaid as well: %v", v.unsaid)
	}
}

// There is nothing in policies, shipping and hours that articles could not
// cite: whatever is changed changes the words of a value.
func TestEveryValueHasWords(t *testing.T) {
	before := newValues(testTerms(t), false).words
	changed := 0
	for i := 0; ; i++ {
		terms := testTerms(t)
		leaves := leavesOf(reflect.ValueOf(&terms).Elem(), "terms")
		if i == len(leaves) {
			break
		}
		leaf := leaves[i]
		switch {
		case !strings.HasPrefix(leaf.path, "terms.Policies") && !strings.HasPrefix(leaf.path, "terms.Shipping") && !strings.HasPrefix(leaf.path, "terms.Hours"):
			continue
		case strings.HasPrefix(leaf.path, "terms.Hours.Holidays[].") && leaf.value.IsZero():
			continue // a clock time that says nothing without the other one
		}
		was := leaf.value.Interface()
		change(leaf.value)
		if maps.Equal(newValues(terms, false).words, before) {
			t.Errorf("%s: %v or %v, and nothing is said otherwise", leaf.path, was, leaf.value)
		}
		changed++
	}
	if changed < 90 {
		t.Errorf("only %d values", changed)
	}
}

type leaf struct {
	path  string
	value reflect.Value
}

// leavesOf returns the texts, numbers and truths within v.
func leavesOf(v reflect.Value, path string) []leaf {
	var leaves []leaf
	switch v.Kind() {
	case reflect.Pointer:
		return leavesOf(v.Elem(), path)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				leaves = append(leaves, leavesOf(v.Field(i), path+"."+f.Name)...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			leaves = append(leaves, leavesOf(v.Index(i), path+"[]")...)
		}
	default:
		return []leaf{{path, v}}
	}
	return leaves
}

// change sets a value to another one that is possible there.
func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.Int:
		v.SetInt(max(v.Int()+1, 1))
		return
	case reflect.Bool:
		v.SetBool(!v.Bool())
		return
	}
	others := map[string]string{
		"placed": "packed", "packed": "placed", "shop": "shopper", "replacement": "credit", "refund": "credit", "repair": "credit",
		"America/New_York": "America/Chicago", "USD": "EUR", "US": "CA", "NO": "DK", "SE": "FI", "mon-fri": "tue-thu",
		"2026-12-25": "2026-12-26", "2026-12-24": "2026-12-23", "2027-01-01": "2027-01-02",
	}
	text := v.String()
	switch _, isClock := cart.Minutes(text); {
	case others[text] != "":
		v.SetString(others[text])
	case isClock:
		v.SetString("16:30")
	case text == "":
		v.SetString("1")
	case strings.Trim(text, "0123456789.") == "":
		v.SetString("8" + text)
	default:
		v.SetString(text + "x")
	}
}

func TestOtherWords(t *testing.T) {
	for _, c := range []struct {
		change     func(*assistant.Terms)
		name, want string
	}{
		{func(s *assistant.Terms) { s.Policies.Returns.Window = 1 }, "returns.window", "1 day"},
		{func(s *assistant.Terms) { s.Policies.Returns.Fee = "" }, "returns.fee", "free"},
		{func(s *assistant.Terms) { s.Policies.Returns.Fee = "0.00" }, "returns.cost", "free"},
		{func(s *assistant.Terms) { s.Policies.Returns.Fee, s.Policies.Returns.PaidBy = "", "shopper" }, "returns.cost", "at your own cost"},
		{func(s *assistant.Terms) { s.Policies.Returns.Fee, s.Policies.Returns.PaidBy = "", "" }, "returns.cost", ""},
		{func(s *assistant.Terms) { s.Policies.Returns.Condition = " as\n new " }, "returns.condition", "as new"},
		{func(s *assistant.Terms) { s.Policies.Exchange.Window = 90 }, "exchange.window", "90 days"},
		{func(s *assistant.Terms) { s.Policies.Returns.Categories[0].Window = 0 }, "returns.categories.footwear.window", "30 days"},
		{func(s *assistant.Terms) { s.Policies.Cancel.Until = cart.OrderPacked }, "cancel.when", "within 2 hours of ordering, as long as it has not left us"},
		{func(s *assistant.Terms) { s.Policies.Cancel.Hours = 0 }, "cancel.when", "until it is packed"},
		{func(s *assistant.Terms) { s.Policies.Cancel = cart.CutOff{} }, "cancel.when", ""},
		{func(s *assistant.Terms) { s.Policies.Damaged = cart.ReportPolicy{} }, "damaged.photo", ""},
		{func(s *assistant.Terms) { s.Policies.Warranty.Months = 18 }, "warranty.months", "18 months"},
		{func(s *assistant.Terms) { s.Policies.Warranty.Categories[0].Months = 0 }, "warranty.categories.packs.months", "no warranty"},
		{func(s *assistant.Terms) { s.Shipping.Currency, s.Shipping.Zones[0].Methods[0].Cost = "JPY", "1200" }, "shipping.standard.cost", "¥1,200"},
		{func(s *assistant.Terms) { s.Shipping.Currency = "EUR" }, "shipping.standard.cost", "€5.90"},
		{func(s *assistant.Terms) { s.Shipping.Currency = "EUR" }, "returns.fee", "€4.50"},
		{func(s *assistant.Terms) { s.Shipping.Handling = 0 }, "shipping.handling_days", "the same day"},
		{func(s *assistant.Terms) {
			s.Shipping.Zones[0].Methods[1].MinDays, s.Shipping.Zones[0].Methods[1].MaxDays = 0, 0
		}, "shipping.next-day.days", "the same day"},
		{func(s *assistant.Terms) { s.Hours.Holidays[1].Name = "" }, "hours.holidays", "Christmas Eve (9 am to noon) and December 25, 2026"},
		{func(s *assistant.Terms) { s.Hours.TimeZone = "" }, "hours", "Monday to Friday, 9 am to 5 pm UTC"},
		{func(s *assistant.Terms) { s.Policies = nil }, "returns.window", ""},
		{func(s *assistant.Terms) { s.Hours = nil }, "hours", ""},
	} {
		terms := testTerms(t)
		c.change(&terms)
		v := newValues(terms, false)
		if got := v.words[c.name]; got != c.want || (got == "") != (v.unsaid[c.name] != "") {
			t.Errorf("%s is %q (unsaid: %q), want %q", c.name, got, v.unsaid[c.name], c.want)
		}
	}
}
