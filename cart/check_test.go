package cart_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
)

// mistakes are the fields that a check complains of, with the reasons.
func mistakes(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var found []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		found = append(found, line)
	}
	if _, ok := errors.AsType[*cart.FieldError](err); !ok {
		t.Errorf("%v holds no FieldError", err)
	}
	return found
}

func goodPolicies() cart.Policies {
	return cart.Policies{
		Returns: cart.ReturnPolicy{Window: 30, Condition: "unused", PaidBy: "shop", Fee: "5.90", Categories: []cart.CategoryRule{
			{Category: "Footwear", Window: 60}, {Category: "Gifts > Gift cards", Window: -1},
		}},
		Exchange:    cart.ExchangePolicy{PaidBy: "shopper"},
		Refund:      cart.RefundPolicy{Days: 5, To: "the way it came"},
		Cancel:      cart.CutOff{Until: cart.OrderPlaced, Hours: 12},
		Address:     cart.CutOff{Until: cart.OrderPacked},
		Damaged:     cart.ReportPolicy{Window: 14, Remedies: []string{"replacement", "refund"}, Answer: 8},
		NotReceived: cart.WaitPolicy{Wait: 2, Window: 14, Remedies: []string{"refund"}},
		Late:        cart.LatePolicy{After: 1},
		Warranty:    cart.WarrantyPolicy{Months: 24, Remedies: []string{"repair", "credit"}, Categories: []cart.WarrantyRule{{Category: "Packs", Months: 60}}},
	}
}

func TestPoliciesCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*cart.Policies)
		want   []string
	}{
		"good": {func(*cart.Policies) {}, nil},
		"zero": {func(p *cart.Policies) { *p = cart.Policies{} }, nil},
		"negative": {func(p *cart.Policies) { p.Returns.Window, p.Warranty.Months = -1, -24 }, []string{
			`returns.window: must be from 0 to 3650 days, not "-1"`,
			`warranty.months: must be from 0 to 1200 months, not "-24"`,
		}},
		"time zone":    {func(p *cart.Policies) { p.TimeZone = "New York" }, []string{`time_zone: must be a time zone such as America/New_York, not "New York"`}},
		"payer":        {func(p *cart.Policies) { p.Returns.PaidBy = "us" }, []string{`returns.paid_by: must be shop or shopper, not "us"`}},
		"fee":          {func(p *cart.Policies) { p.Returns.Fee = "5,90" }, []string{`returns.fee: must be a decimal number such as "5.90", not "5,90"`}},
		"negative fee": {func(p *cart.Policies) { p.Returns.Fee = "-5" }, []string{`returns.fee: must not be negative, not "-5"`}},
		"fine fee":     {func(p *cart.Policies) { p.Returns.Fee = "5.905" }, []string{`returns.fee: must be an amount of USD with at most 2 decimal places, not "5.905"`}},
		"fee twice":    {func(p *cart.Policies) { p.Returns.PaidBy = "shopper" }, []string{`returns.fee: must be left out when the shopper pays the parcel, not "5.90"`}},
		"category": {func(p *cart.Policies) {
			p.Returns.Categories = []cart.CategoryRule{{Category: "a >  B"}, {Category: "A>b"}, {Category: ""}, {Category: "x >"}, {Category: "y", Window: -2}}
		}, []string{
			`returns.categories[1].category: must differ from that of rule 1, not "A>b"`,
			`returns.categories[2].category: must be a path of categories such as "Gifts > Gift cards"`,
			`returns.categories[3].category: must be a path of categories such as "Gifts > Gift cards", not "x >"`,
			`returns.categories[4].window: must be up to 3650 days, 0 for the general rule, or -1 for no return, not "-2"`,
		}},
		"state":    {func(p *cart.Policies) { p.Cancel.Until = cart.OrderShipped }, []string{`cancel.until: must be placed or packed, not "shipped"`}},
		"no state": {func(p *cart.Policies) { p.Cancel.Until = "" }, []string{`cancel.until: is missing, and without it the hours mean nothing`}},
		"remedies": {func(p *cart.Policies) { p.Lost.Remedies = []string{"refund", "tea", "refund"} }, []string{
			`lost.remedies[1]: must be replacement, refund, repair or credit, not "tea"`,
			`lost.remedies[2]: must stand here only once, not "refund"`,
		}},
		"wait": {func(p *cart.Policies) { p.NotReceived.Wait = 20 }, []string{`not_received.window: must not be less than the 20 days of wait, not "14"`}},
		"long": {func(p *cart.Policies) { p.Gift.As = strings.Repeat("x", 501) }, []string{`gift.as: must be at most 500 bytes long, not "` + strings.Repeat("x", 80) + `"`}},
	} {
		t.Run(name, func(t *testing.T) {
			p := goodPolicies()
			c.change(&p)
			if got := mistakes(t, p.Check("USD")); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func goodShipping() cart.Shipping {
	return cart.Shipping{
		TimeZone: "America/New_York", CutOff: "14:00", Holidays: []cart.Day{"2026-12-25"},
		Zones: []cart.Zone{
			{ID: "us", Name: "the United States", Countries: []string{"US"}, Methods: []cart.Method{
				{ID: "standard", Name: "Standard", Cost: "5.90", FreeFrom: "75", MinDays: 3, MaxDays: 5},
			}},
			{ID: "ca", Name: "Canada", Countries: []string{"CA"}, Methods: []cart.Method{{ID: "canada", Name: "Canada", Cost: "0", MaxDays: 9}}},
		},
	}
}

func TestShippingCheck(t *testing.T) {
	method := func(s *cart.Shipping) *cart.Method { return &s.Zones[0].Methods[0] }
	for name, c := range map[string]struct {
		change func(*cart.Shipping)
		want   []string
	}{
		"good":      {func(*cart.Shipping) {}, nil},
		"zero":      {func(s *cart.Shipping) { *s = cart.Shipping{} }, nil},
		"currency":  {func(s *cart.Shipping) { s.Currency = "usd" }, []string{`currency: must be a currency of three capitals such as USD, not "usd"`}},
		"yen":       {func(s *cart.Shipping) { s.Currency = "JPY" }, []string{`zones[0].methods[0].cost: must be an amount of JPY with at most 0 decimal places, not "5.90"`}},
		"time zone": {func(s *cart.Shipping) { s.TimeZone = "New York" }, []string{`time_zone: must be a time zone such as America/New_York, not "New York"`}},
		"local":     {func(s *cart.Shipping) { s.TimeZone = "Local" }, []string{`time_zone: must be a time zone such as America/New_York, not "Local"`}},
		"cut-off":   {func(s *cart.Shipping) { s.CutOff = "2pm" }, []string{`cut_off: must be a clock time such as "14:00", not "2pm"`}},
		"handling":  {func(s *cart.Shipping) { s.Handling = -1 }, []string{`handling_days: must be from 0 to 90 working days, not "-1"`}},
		"holidays": {func(s *cart.Shipping) { s.Holidays = []cart.Day{"2026-02-29", "2026-12-25", "2026-12-25"} }, []string{
			`holidays[0]: must be a day such as 2026-12-25, not "2026-02-29"`,
			`holidays[2]: must stand here only once, not "2026-12-25"`,
		}},
		"zones": {func(s *cart.Shipping) {
			s.Zones[1].ID, s.Zones[1].Name, s.Zones[1].Countries = "us", " ", []string{"us", "UK", "US"}
		}, []string{
			`zones[1].id: must differ from that of zones[0], not "us"`,
			`zones[1].name: is missing`,
			`zones[1].countries[0]: must be a country's code of two capitals such as US, not "us"`,
			`zones[1].countries[1]: must be a country's code of two capitals such as US, not "UK"`,
			`zones[1].countries[2]: must be in one zone only, and is in zones[0], not "US"`,
		}},
		"empty zone": {func(s *cart.Shipping) { s.Zones[1].Countries, s.Zones[1].Methods = nil, nil }, []string{
			`zones[1].countries: must name a country at least`, `zones[1].methods: must have a method at least`,
		}},
		"method": {func(s *cart.Shipping) {
			*method(s) = cart.Method{ID: "canada", MinDays: 4, MaxDays: 2, FreeFrom: "x"}
		}, []string{
			`zones[0].methods[0].name: is missing`,
			`zones[0].methods[0].cost: is missing; "0" is free`,
			`zones[0].methods[0].free_from: must be a decimal number such as "5.90", not "x"`,
			`zones[0].methods[0].max_days: must not be less than the 4 of min_days, not "2"`,
			`zones[1].methods[0].id: must differ from that of zones[0].methods[0], not "canada"`,
		}},
		"dear": {func(s *cart.Shipping) { method(s).Cost = "99999999999999999999" }, []string{`zones[0].methods[0].cost: is too large an amount, not "99999999999999999999"`}},
		"id":   {func(s *cart.Shipping) { method(s).ID = "Next day" }, []string{`zones[0].methods[0].id: must be up to 50 small letters, digits and hyphens, not "Next day"`}},
	} {
		t.Run(name, func(t *testing.T) {
			s := goodShipping()
			c.change(&s)
			if got := mistakes(t, s.Check()); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestCheckPromotions(t *testing.T) {
	day := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		promotion cart.Promotion
		want      []string
	}{
		"good":       {cart.Promotion{ID: "a", Title: "A", Code: "well come", Percent: 10, Minimum: "40", Starts: day, Ends: day.AddDate(0, 0, 1)}, nil},
		"no effect":  {cart.Promotion{ID: "a", Title: "A"}, []string{`promotions[0]: must have exactly one of percent, amount and free_shipping, not "a"`}},
		"two":        {cart.Promotion{ID: "a", Title: "A", Percent: 10, FreeShipping: true}, []string{`promotions[0]: must have exactly one of percent, amount and free_shipping, not "a"`}},
		"percent":    {cart.Promotion{ID: "a", Title: "A", Percent: 101}, []string{`promotions[0].percent: must be from 1 to 100, not "101"`}},
		"nothing":    {cart.Promotion{ID: "a", Title: "A", Amount: "0.00"}, []string{`promotions[0].amount: must be more than 0, not "0.00"`}},
		"no words":   {cart.Promotion{ID: "a", Percent: 10}, []string{`promotions[0].title: is missing`}},
		"backwards":  {cart.Promotion{ID: "a", Title: "A", Percent: 10, Starts: day, Ends: day}, []string{`promotions[0].ends: must be after starts, not "2026-11-24 00:00:00"`}},
		"no code":    {cart.Promotion{ID: "a", Title: "A", Percent: 10, Secret: true}, []string{`promotions[0].secret: means nothing without a code`}},
		"odd code":   {cart.Promotion{ID: "a", Title: "A", Percent: 10, Code: "10%"}, []string{`promotions[0].code: must be up to 40 letters, digits and hyphens, not "10%"`}},
		"code twice": {cart.Promotion{ID: "a", Title: "A", Percent: 10, Code: "Last"}, []string{`promotions[1].code: must differ from that of promotions[0], not "LAST"`}},
		"id twice":   {cart.Promotion{ID: "last", Title: "A", Percent: 10}, []string{`promotions[1].id: must differ from that of promotions[0], not "last"`}},
		"limits":     {cart.Promotion{ID: "a", Title: "A", Percent: 10, Limit: -1, LimitEach: -2, Minimum: "-1"}, []string{`promotions[0].minimum: must not be negative, not "-1"`, `promotions[0].limit: must be from 0 to 1000000000 orders, not "-1"`, `promotions[0].limit_each: must be from 0 to 1000000000 orders, not "-2"`}},
		"scope":      {cart.Promotion{ID: "a", Title: "A", Percent: 10, Categories: []string{"Home >"}, Tags: []string{""}}, []string{`promotions[0].categories[0]: must be a path of categories such as "Gifts > Gift cards", not "Home >"`, `promotions[0].tags[0]: is missing`}},
	} {
		t.Run(name, func(t *testing.T) {
			last := cart.Promotion{ID: "last", Title: "Last", Code: "LAST", FreeShipping: true}
			if got := mistakes(t, cart.CheckPromotions([]cart.Promotion{c.promotion, last}, "USD")); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestMinutes(t *testing.T) {
	for clock, want := range map[string]int{
		"00:00": 0, "09:05": 545, "14:00": 840, "23:59": 1439, "24:00": 1440,
		"24:01": -1, "9:00": -1, "09:60": -1, "0900": -1, "09:0a": -1, "": -1, "-1:00": -1, "09:00 ": -1,
	} {
		got, ok := cart.Minutes(clock)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d", clock, got, want)
		}
	}
}

func TestCountries(t *testing.T) {
	codes := cart.CountryCodes()
	if len(codes) != 249 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, sorted %v", len(codes), slices.IsSorted(codes))
	}
	for _, code := range codes {
		name, ok := cart.CountryName(code)
		if found, again := cart.FindCountry(name); !ok || !again || found != code || len(code) != 2 {
			t.Errorf("%q is %q, which is %q", code, name, found)
		}
	}
	for name, want := range map[string]string{
		"usa": "US", "U.S.A.": "US", "the united states": "US", "UK": "GB", "great  britain": "GB", "Bosnia & Herzegovina": "BA",
		"CA": "CA", "ca": "", "Narnia": "", "": "",
	} {
		if got, ok := cart.FindCountry(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
