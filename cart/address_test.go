package cart_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

func TestAddressCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*cart.Address)
		field  string // empty where the address is good
	}{
		{"complete", func(*cart.Address) {}, ""},
		{"a long ZIP", func(a *cart.Address) { a.Postal = " 10001-1234 " }, ""},
		{"no name", func(a *cart.Address) { a.Name = " " }, "name"},
		{"no street", func(a *cart.Address) { a.Line1 = "" }, "line1"},
		{"no city", func(a *cart.Address) { a.City = "\t" }, "city"},
		{"no country", func(a *cart.Address) { a.Country = "" }, "country"},
		{"no such country", func(a *cart.Address) { a.Country = "XX" }, "country"},
		{"a country's name", func(a *cart.Address) { a.Country = "USA" }, "country"},
		{"no state", func(a *cart.Address) { a.Region = "" }, "region"},
		{"no ZIP", func(a *cart.Address) { a.Postal = "" }, "postal"},
		{"a short ZIP", func(a *cart.Address) { a.Postal = "1000" }, "postal"},
		{"letters", func(a *cart.Address) { a.Postal = "1000A" }, "postal"},
		{"a ZIP within more", func(a *cart.Address) { a.Postal = "x10001" }, "postal"},
		{"two lines", func(a *cart.Address) { a.Line2 = "a\nb" }, "line2"},
		{"too long", func(a *cart.Address) { a.City = strings.Repeat("x", 101) }, "city"},
		{"broken text", func(a *cart.Address) { a.Name = "a\xff" }, "name"},
		{"long, in other letters", func(a *cart.Address) { a.City = strings.Repeat("é", 100) }, ""},
		{"Canada", func(a *cart.Address) { a.Country, a.Postal = "CA", "k1a0b1" }, ""},
		{"Canada with a ZIP", func(a *cart.Address) { a.Country = "CA" }, "postal"},
		{"Germany needs no region", func(a *cart.Address) { a.Country, a.Region, a.Postal = "DE", "", "10115" }, ""},
		{"Ireland may have none", func(a *cart.Address) { a.Country, a.Region, a.Postal = "IE", "", "" }, ""},
		{"a country whose shape is unknown", func(a *cart.Address) { a.Country, a.Region, a.Postal = "VN", "", "100000" }, ""},
		{"and has codes", func(a *cart.Address) { a.Country, a.Region, a.Postal = "VN", "", "" }, "postal"},
	} {
		a := newYork()
		c.change(&a)
		err := a.Check()
		refusal, ok := errors.AsType[*cart.Error](err)
		switch {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.field != "" && (!ok || refusal.Field != c.field || refusal.Code != cart.CodeBadField || refusal.Message == ""):
			t.Errorf("%s: %v, want a complaint about %s", c.name, err, c.field)
		}
	}
	a := cart.Address{Name: " Ada ", Country: "us "}
	if got := a.Trimmed(); got != (cart.Address{Name: "Ada", Country: "US"}) {
		t.Errorf("trimmed: %+v", got)
	}
}

func TestCheckEmail(t *testing.T) {
	for email, good := range map[string]bool{
		"ada@shop.example": true, " Ada.Lake+1@Shop.Example ": true, "ö@exämple.example": true, "a@b.c.d-e.fr": true,
		"": false, "ada": false, "ada@": false, "@shop.example": false, "ada@shop": false, "ada@@shop.example": false, "a da@shop.example": false,
		"ada@shop..example": false, "ada@.example": false, "ada@shop.example.": false, "ada@-shop.example": false, "Ada <ada@shop.example>": false,
		"ada@shop.example,bob@shop.example": false, "ada\n@shop.example": false, strings.Repeat("a", 65) + "@shop.example": false,
		"ada@" + strings.Repeat("a", 64) + ".example": false, "ada@" + strings.Repeat("a.", 130) + "example": false,
	} {
		if err := cart.CheckEmail(email); (err == nil) != good {
			t.Errorf("CheckEmail(%q) = %v", email, err)
		}
	}
}
