package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// cartNow asks for the cart as the page's script does.
func (v *visitor) cartNow() cartValues {
	v.t.Helper()
	r := v.request("GET", "/cart", nil)
	r.Header.Set("Accept", "application/json")
	got := v.do(r)
	var c cartValues
	if err := json.Unmarshal([]byte(got.body), &c); err != nil {
		v.t.Fatalf("%v: %s", err, got.body)
	}
	return c
}

// rowOf is the value of one row of the sums; "" where there is none.
func rowOf(c cartValues, kind string) string {
	for _, row := range c.Rows {
		if row.Kind == kind {
			return row.Value
		}
	}
	return ""
}

func TestCart(t *testing.T) {
	v := visit(t, options{})
	v.want(v.get("/cart"), 200, "Nothing in it yet.", "See everything")

	add := []string{"product", "beck-waterproof-jacket", "option.color", "Blue", "option.size", "M", "quantity", "2", "key", "one"}
	got := v.post("/cart", add...)
	if got.status != 303 || got.header.Get("Location") != "/cart?added=beck-waterproof-jacket" {
		t.Fatalf("%d %v", got.status, got.header)
	}
	v.post("/cart", add...) // the same form twice does its work once
	v.want(v.get(got.header.Get("Location")), 200, "is in your cart.", "Blue, M", "$256.00", `data-count="2"`)

	c := v.cartNow()
	if c.Count != 2 || len(c.Lines) != 1 || rowOf(c, "subtotal") != "$256.00" || c.Lines[0].Image != "/img/rain-jacket/3d6f9f.svg" {
		t.Fatalf("%+v", c)
	}
	line := "/cart/lines/" + c.Lines[0].ID
	v.want(v.post(line, "quantity", "3"), 303)
	if c = v.cartNow(); c.Count != 3 || rowOf(c, "subtotal") != "$384.00" {
		t.Errorf("after a change: %+v", c)
	}
	v.want(v.post(line, "quantity", "5"), 422, `role="alert"`) // only four are there
	v.want(v.post(line, "quantity", "many"), 422, `role="alert"`)
	if c = v.cartNow(); c.Count != 3 {
		t.Errorf("a refusal changed the cart: %+v", c)
	}
	v.want(v.post(line, "quantity", "0"), 303)
	v.want(v.get("/cart"), 200, "Nothing in it yet.")
}

func TestCartRefusals(t *testing.T) {
	v := visit(t, options{})
	for _, c := range []struct {
		name   string
		fields []string
		status int
		want   string
	}{
		{"no size", []string{"product", "beck-waterproof-jacket", "option.color", "Blue", "quantity", "1"}, 422, `value="Blue" required checked`},
		{"sold out", []string{"product", "beck-waterproof-jacket", "option.color", "Blue", "option.size", "XS", "quantity", "1"}, 422, `role="alert"`},
		{"too many", []string{"product", "ember-camp-stove", "quantity", "18"}, 422, `role="alert"`},
		{"no number", []string{"product", "ember-camp-stove", "quantity", "a lot"}, 422, `role="alert"`},
		{"unknown product", []string{"product", "none", "quantity", "1"}, 404, "We do not have this one."},
		{"nothing", nil, 404, "We do not have this one."},
	} {
		t.Run(c.name, func(t *testing.T) { v.want(v.post("/cart", c.fields...), c.status, c.want) })
	}
	if c := v.cartNow(); c.Count != 0 {
		t.Errorf("refusals filled the cart: %+v", c)
	}
}

// A key that was used for something else is a page left open, not an error.
func TestStalePage(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1", "key", "same"), 303)
	v.want(v.post("/cart", "product", "hearth-enamel-mug", "option.color", "Cream", "quantity", "1", "key", "same"), 303)
	if c := v.cartNow(); c.Count != 2 {
		t.Errorf("%+v", c)
	}
}

func TestEachGuestHasACart(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	first := v.http
	v.http = v.browser()
	if c := v.cartNow(); c.Count != 0 {
		t.Errorf("another guest sees %+v", c)
	}
	v.http = first
	if c := v.cartNow(); c.Count != 1 {
		t.Errorf("the first guest sees %+v", c)
	}
}

// Looking around sets no cookie; the session of the chat is the page's.
func TestSessionBeginsWithAnAct(t *testing.T) {
	v := visit(t, options{})
	for _, path := range []string{"/", "/products/beck-waterproof-jacket", "/cart", "/aisle/widget.js"} {
		if got := v.get(path); got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie: %s", path, got.header.Get("Set-Cookie"))
		}
	}
	got := v.openChat()
	v.want(got, 200, `"token"`)
	cookie := got.header.Get("Set-Cookie")
	for _, part := range []string{sessionCookie + "=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("cookie %q lacks %q", cookie, part)
		}
	}
}

// openChat asks for a chat session as the widget does.
func (v *visitor) openChat() answer {
	v.t.Helper()
	r := v.request("POST", "/aisle/session", strings.NewReader("{}"))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", v.base)
	return v.do(r)
}

// Codes count, are refused with the reason, and are taken back; what runs by
// itself needs none.
func TestCodes(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/cart", "product", "beck-waterproof-jacket", "option.color", "Blue", "option.size", "M", "quantity", "1"), 303)
	v.want(v.get("/cart"), 200, "Have a code?")
	for range 2 {
		v.want(v.post("/cart/codes", "code", " barn15 ", "key", "one"), 303)
	}
	c := v.cartNow()
	if len(c.Codes) != 1 || c.Codes[0].Code != "BARN15" || rowOf(c, "discount") != "−$15.00" || rowOf(c, "total") != "$113.00" {
		t.Errorf("with a code: %+v", c)
	}
	v.want(v.get("/cart"), 200, "$15 off from $100 (BARN15)", "Take back the code")
	for code, why := range map[string]string{"LASTSWIM": "LASTSWIM ended", "FIRSTSNOW": "FIRSTSNOW starts", "NOPE": "There is no code NOPE"} {
		v.want(v.post("/cart/codes", "code", code), 422, why, `value="`+code+`"`)
	}
	v.want(v.post("/cart/codes", "code", "BARN15", "remove", "yes"), 303)
	if c := v.cartNow(); len(c.Codes) != 0 || rowOf(c, "total") != "$128.00" {
		t.Errorf("without it: %+v", c)
	}
	v.want(v.post("/cart", "product", "fold-wool-blanket", "option.color", "Rust", "option.size", "Throw", "quantity", "1"), 303)
	v.want(v.get("/cart"), 200, v.shop.site.promotion().Title, "−$")
}

// The cart says how far it is to free shipping.
func TestFreeShipping(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/cart", "product", "hearth-enamel-mug", "option.color", "Cream", "quantity", "1"), 303)
	c := v.cartNow()
	if !strings.Contains(c.Delivery, "more, and the shipping is free.") || c.Percent <= 0 || c.Percent >= 100 {
		t.Errorf("with one mug: %q, %d %%", c.Delivery, c.Percent)
	}
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "3"), 303)
	if c = v.cartNow(); c.Percent != 100 || rowOf(c, "shipping") != "free" {
		t.Errorf("with three stoves: %+v", c)
	}
}
