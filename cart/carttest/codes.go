package carttest

import (
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// Noon is the time at which the suites for codes and orders run.
var Noon = time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)

// Promotions are what carts under [RunCodes] know.
func Promotions() []cart.Promotion {
	return []cart.Promotion{
		{ID: "tenth", Title: "10% off", Code: "TEN", Percent: 10},
		{ID: "lamps", Title: "$20 off lamps from $100", Code: "LIGHT20", Amount: "20", Tags: []string{"light"}, Minimum: "100"},
		{ID: "winter", Title: "Winter sale", Code: "WINTER", Percent: 30, Ends: Noon.AddDate(0, 0, -1)},
		{ID: "summer", Title: "Summer sale", Code: "SUMMER", Percent: 30, Starts: Noon.AddDate(0, 3, 0)},
		{ID: "socks", Title: "5% off socks", Code: "SOCKS", Percent: 5, Categories: []string{"Socks"}},
	}
}

// RunCodes tests the codes of carts. open returns fresh, empty carts that are a
// [cart.Coder], sell the goods of c in US dollars and know [Promotions] at
// [Noon].
func RunCodes(t *testing.T, open func(t *testing.T, c catalog.Catalog) cart.Carts) {
	for _, c := range []struct {
		name string
		test func(*fixture, cart.Coder)
	}{
		{"a code takes off", testCode},
		{"a code is refused with its reason", testCodeRefused},
		{"a code waits for its minimum", testCodeWaits},
		{"a code is given once", testCodeKeys},
		{"a code is taken back", testCodeRemoved},
		{"codes move with a merge", testCodesMerge},
	} {
		t.Run(c.name, func(t *testing.T) {
			products := NewCatalog(goods()...)
			carts := open(t, products)
			coder, ok := carts.(cart.Coder)
			if !ok {
				t.Fatalf("%T is no cart.Coder", carts)
			}
			c.test(&fixture{T: t, products: products, carts: carts, ctx: t.Context()}, coder)
		})
	}
}

// discounted checks what is taken off a cart and what is left.
func (f *fixture) discounted(c cart.Cart, off int64, codes ...string) {
	f.Helper()
	var sum, lines int64
	for _, d := range c.Discounts {
		sum += d.Amount.Amount
	}
	for _, line := range c.Lines {
		lines += line.Off.Amount
	}
	if sum != off || lines != off || c.Total != usd(c.Subtotal.Amount-off) {
		f.Errorf("discounts of %d, %d off the lines, total %v of %v; want %d off", sum, lines, c.Total, c.Subtotal, off)
	}
	var got []string
	for _, note := range c.Codes {
		got = append(got, note.Code)
	}
	if strings.Join(got, " ") != strings.Join(codes, " ") {
		f.Errorf("codes %v, want %v", got, codes)
	}
}

func (f *fixture) apply(coder cart.Coder, id, key, code string) cart.Cart {
	f.Helper()
	c, err := coder.ApplyCode(f.ctx, id, key, code)
	if err != nil {
		f.Fatalf("ApplyCode(%s, %s, %s): %v", id, key, code, err)
	}
	return c
}

func testCode(f *fixture, coder cart.Coder) {
	f.add("c1", "k1", of("mug", 3))
	f.discounted(f.apply(coder, "c1", "k2", " te n"), 375, "TEN")
	f.discounted(f.get("c1"), 375, "TEN")
	c := f.add("c1", "k3", of("lamp", 1))
	f.discounted(c, 1265, "TEN")
	if c.Codes[0].Title != "10% off" || c.Codes[0].Why != "" || c.Discounts[0].Code != "TEN" {
		f.Errorf("code %+v, discount %+v", c.Codes, c.Discounts)
	}
	f.discounted(f.get("c2"), 0)
}

func testCodeRefused(f *fixture, coder cart.Coder) {
	_, err := coder.ApplyCode(f.ctx, "empty", "k", "TEN")
	f.refused(err, cart.CodePromoNothing)
	f.add("c1", "k1", of("mug", 1))
	for code, want := range map[string]struct {
		code  cart.Code
		words string
	}{
		"NOPE":                  {cart.CodePromoUnknown, "NOPE"},
		"":                      {cart.CodePromoUnknown, ""},
		strings.Repeat("x", 99): {cart.CodePromoUnknown, ""},
		"winter":                {cart.CodePromoOver, "ended yesterday"},
		"SUMMER":                {cart.CodePromoEarly, "starts on June 10"},
		"SOCKS":                 {cart.CodePromoNothing, "5% off socks"},
		"LIGHT20":               {cart.CodePromoNothing, "lamps"},
	} {
		_, err := coder.ApplyCode(f.ctx, "c1", "k-"+code, code)
		if refusal := f.refused(err, want.code); !strings.Contains(refusal.Message, want.words) {
			f.Errorf("%q is refused with %q, which does not say %q", code, refusal.Message, want.words)
		}
	}
	c := f.get("c1")
	f.discounted(c, 0)
	if c.Version != 1 {
		f.Errorf("refusals made version %d", c.Version)
	}
}

func testCodeWaits(f *fixture, coder cart.Coder) {
	lamp, _ := f.products.Product(f.ctx, "lamp")
	lamp.Tags = []string{"Light"}
	f.products.Put(lamp)
	f.add("c1", "k1", of("lamp", 1))
	f.add("c1", "k2", of("mug", 4)) // which the code does not count
	c := f.apply(coder, "c1", "k3", "LIGHT20")
	f.discounted(c, 0, "LIGHT20")
	if why := c.Codes[0].Why; !strings.Contains(why, "$11.00 short") || !strings.Contains(why, "$100.00") {
		f.Errorf("it waits, and says %q", why)
	}
	f.discounted(f.add("c1", "k4", of("lamp", 1)), 2000, "LIGHT20")
}

func testCodeKeys(f *fixture, coder cart.Coder) {
	f.add("c1", "k1", of("mug", 2))
	first := f.apply(coder, "c1", "k2", "TEN")
	f.discounted(f.apply(coder, "c1", "k2", "TEN"), 250, "TEN")
	f.discounted(f.apply(coder, "c1", "k3", "ten"), 250, "TEN")
	if again := f.apply(coder, "c1", "k2", "TEN"); again.Version > first.Version+1 {
		f.Errorf("a repeat made version %d of %d", again.Version, first.Version)
	}
	_, err := coder.ApplyCode(f.ctx, "c1", "k2", "SOCKS")
	f.refused(err, cart.CodePromoNothing, cart.CodeConflict)
	_, err = coder.RemoveCode(f.ctx, "c1", "k2", "TEN")
	f.refused(err, cart.CodeConflict)
}

func testCodeRemoved(f *fixture, coder cart.Coder) {
	f.add("c1", "k1", of("mug", 2))
	f.apply(coder, "c1", "k2", "TEN")
	for i, key := range []string{"k3", "k3", "k4"} {
		c, err := coder.RemoveCode(f.ctx, "c1", key, " ten ")
		if err != nil {
			f.Fatalf("removing it, time %d: %v", i, err)
		}
		f.discounted(c, 0)
	}
	f.discounted(f.apply(coder, "c1", "k5", "TEN"), 250, "TEN")
}

func testCodesMerge(f *fixture, coder cart.Coder) {
	f.add("guest", "k1", of("mug", 2))
	f.apply(coder, "guest", "k2", "TEN")
	f.add("own", "k1", of("mug", 1))
	c, err := f.carts.Merge(f.ctx, "guest", "own", "m")
	if err != nil {
		f.Fatal(err)
	}
	f.discounted(c, 375, "TEN")
	f.discounted(f.get("guest"), 0)
}
