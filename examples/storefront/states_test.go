package main

import (
	"html"
	"strings"
	"testing"
	"time"
)

// Every state says what happened and offers a way on.
func TestStates(t *testing.T) {
	v := visit(t, options{})
	for _, c := range []struct {
		path   string
		status int
		says   []string
	}{
		{"/demo/states/500", 500, []string{"Something broke on our side.", "Try again"}},
		{"/demo/states/empty-cart", 200, []string{"Nothing in it yet.", "Help me choose"}},
		{"/demo/states/gone-from-cart", 200, []string{"is not sold any more", "Something is different", "Remove"}},
		{"/demo/states/price-changed", 200, []string{"has gone up from", "Something is different"}},
		{"/demo/states/no-orders", 200, []string{"No orders here yet.", "Look around"}},
		{"/demo/states/session-ended", 200, []string{"Your session has ended", "Sign in as the demo customer"}},
		{"/demo/states/too-many-tries", 429, []string{"many tries", "Where is my order?"}},
		{"/demo/states/code-refused", 422, []string{"LASTSWIM ended", `value="LASTSWIM"`}},
		{"/demo/states/closed", 200, []string{"Nobody is at the desk just now.", "A person answers by", "Leave a message"}},
		{"/demo/states/picture-missing", 200, []string{`src="/img/missing/picture.jpg"`}},
		{"/demo/states/none", 404, []string{"This path leads nowhere."}},
		{"/demo/states/", 404, nil},
	} {
		got := v.get(c.path)
		v.want(got, c.status, c.says...)
		checkPage(t, c.path, got)
	}
	if gone := v.get("/demo/states/gone-from-cart"); strings.Contains(gone.body, "$0.00") {
		t.Error("what is gone has a price of nothing")
	}
	demo := v.get("/demo")
	for _, state := range v.shop.site.states() {
		if !strings.Contains(html.UnescapeString(demo.body), `href="`+state.Path+`"`) {
			t.Errorf("/demo does not lead to %s", state.Path)
		}
	}
	if c := v.cartNow(); c.Count != 0 {
		t.Errorf("looking has filled the cart: %+v", c)
	}
}

// The shop is the same after more than a year: nothing that is written down
// with a date keeps a page from being there.
func TestAYearLater(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	c.forward(400 * 24 * time.Hour)
	walkPages(t, v, 1500)
}
