package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// formKeys are what is new on every page.
var formKeys = regexp.MustCompile(`name="key" value="[^"]*"`)

// Every order that the shop comes with is found by its number and address, from
// a browser of its own, and says where it is; a year later it still does.
func TestDemoOrders(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	samples := larkhollow.Samples()
	if len(samples) < 10 {
		t.Fatalf("there are %d", len(samples))
	}
	for _, ahead := range []time.Duration{0, 400 * 24 * time.Hour} {
		c.forward(ahead)
		demo := v.get("/demo")
		for _, sample := range samples {
			v.want(demo, 200, sample.Number, sample.Email)
			v.http = v.browser()
			v.want(v.get("/orders/"+sample.Number), 404)
			v.want(v.post("/orders", "number", " # "+strings.ToLower(sample.Number), "email", strings.ToUpper(sample.Email)), 303)
			got := v.get("/orders/" + sample.Number)
			v.want(got, 200, sample.Number, "Anything about it?", `name="aisle:order" content="`+sample.Number+`"`)
			checkPage(t, sample.Number, got)
		}
	}
}

// A look-up gives nothing away: an order that there is not and one with another
// address are answered with the same words.
func TestLookUpGivesNothingAway(t *testing.T) {
	v := visit(t, options{})
	sample := larkhollow.Samples()[0]
	wrong := v.post("/orders", "number", sample.Number, "email", "somebody@example.com")
	none := v.post("/orders", "number", "LH-999999", "email", "somebody@example.com")
	v.want(wrong, 422, `role="alert"`)
	forget := func(a answer, number string) string {
		return formKeys.ReplaceAllString(strings.ReplaceAll(a.body, number, "N"), "")
	}
	if none.status != wrong.status || forget(none, "LH-999999") != forget(wrong, sample.Number) {
		t.Error("the two answers differ")
	}
	a, b := v.get("/orders/"+sample.Number), v.get("/orders/LH-999999")
	if a.status != b.status || forget(a, sample.Number) != forget(b, "LH-999999") {
		t.Error("the two pages differ")
	}
}

// The demo customer has the orders from the start; what visitors change stays
// when the shop is opened again.
func TestCustomersOrders(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/account/sign-in"), 303)
	got := v.get("/account")
	for _, sample := range larkhollow.Samples() {
		own := sample.Email == larkhollow.Customer.Email
		if strings.Contains(got.body, `"/orders/`+sample.Number+`"`) != own {
			t.Errorf("order %s of %s: in the account it is %v", sample.Number, sample.Email, !own)
		}
	}
	first := larkhollow.Samples()[0].Number
	v.want(v.get("/orders/"+first), 200, larkhollow.Customer.Name)
	before, err := v.shop.site.orders.Order(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if err := seed(t.Context(), v.shop.site.orders, v.shop.db.Created()); err != nil {
		t.Fatal(err)
	}
	if after, err := v.shop.site.orders.Order(t.Context(), first); err != nil || after.Version != before.Version {
		t.Errorf("opened again, it is %d and was %d: %v", after.Version, before.Version, err)
	}
}

// A request that is under way is seen in the list of orders, and so is how many
// pieces there are; what is settled is not.
func TestOrdersInShort(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/account/sign-in"), 303)
	number := "LH-1004"
	o, err := v.shop.site.orders.Order(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	row := func() string {
		_, row, _ := strings.Cut(v.get("/account").body, `<li><a href="/orders/`+number+`"`)
		row, _, _ = strings.Cut(row, "</li>")
		return row
	}
	items := 0
	for _, l := range o.Lines {
		items += l.Quantity
	}
	if got := row(); !strings.Contains(got, plural(items, "item")) || strings.Contains(got, "Return of") {
		t.Errorf("of %d pieces before anything is asked: %q", items, got)
	}
	filed, err := v.shop.site.orders.File(t.Context(), "k", cart.Request{
		Order: number, Kind: cart.RequestReturn, Lines: map[string]int{o.Lines[0].ID: 1}, Reason: "It does not fit.", Wish: "refund",
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := row(); !strings.Contains(got, "Return of 1 item, ") {
		t.Errorf("a request that is %s is not seen: %q", filed.State, got)
	}
	if _, err := v.shop.site.orders.Update(t.Context(), number, func(o *cart.Order) error {
		o.Requests[len(o.Requests)-1].State = cart.RequestDone
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if got := row(); strings.Contains(got, "Return of") {
		t.Errorf("what is done is still under way: %q", got)
	}
}

// plural writes a number of things as the pages do.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}
