package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// clock is a time that tests move.
type clock struct{ ns atomic.Int64 }

func newClock(at time.Time) *clock {
	c := &clock{}
	c.ns.Store(at.UnixNano())
	return c
}

func (c *clock) now() time.Time          { return time.Unix(0, c.ns.Load()) }
func (c *clock) forward(d time.Duration) { c.ns.Add(int64(d)) }

// A guest's cart comes along into the account, is there at the next sign-in,
// and is not there for whoever uses the browser after a sign-out.
func TestSignIn(t *testing.T) {
	v := visit(t, options{})
	v.want(v.get("/account"), 200, "Sign in as the demo customer", `name="aisle:page" content="account"`)
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "2"), 303)

	got := v.post("/account/sign-in", "next", "/cart")
	if got.status != 303 || got.header.Get("Location") != "/cart?signed=in" {
		t.Fatalf("%d to %q", got.status, got.header.Get("Location"))
	}
	for _, part := range []string{loginCookie + "=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if cookie := got.header.Get("Set-Cookie"); !strings.Contains(cookie, part) {
			t.Errorf("cookie %q lacks %q", cookie, part)
		}
	}
	v.want(v.get("/account"), 200, v.shop.brand.Customer.Name, "Sign out")
	if c := v.cartNow(); c.Count != 2 {
		t.Errorf("after signing in: %+v", c)
	}

	v.want(v.post("/account/sign-out"), 303)
	v.want(v.get("/account?signed=out"), 200, "You are signed out.", "Sign in as the demo customer")
	if c := v.cartNow(); c.Count != 0 {
		t.Errorf("after signing out: %+v", c)
	}
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	v.want(v.post("/account/sign-in"), 303)
	if c := v.cartNow(); c.Count != 3 {
		t.Errorf("after signing in again: %+v", c)
	}
}

// A sign-in leads to pages of ours only.
func TestSignInLeadsHome(t *testing.T) {
	v := visit(t, options{})
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example", "/desk/", "", "/account\r\nX: y"} {
		if got := v.post("/account/sign-in", "next", next); got.header.Get("Location") != "/account?signed=in" {
			t.Errorf("next %q leads to %q", next, got.header.Get("Location"))
		}
	}
}

// A login ends; then the page says so, and nothing of the account is shown.
func TestSessionEnds(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	v.want(v.post("/account/sign-in"), 303)
	c.forward(loginLife - time.Minute)
	v.want(v.get("/account"), 200, "Sign out")
	c.forward(time.Minute)
	got := v.get("/account")
	v.want(got, 200, "Your session has ended", "Sign in as the demo customer")
	if strings.Contains(got.body, v.shop.brand.Customer.Email) {
		t.Error("what belongs to the customer is still shown")
	}
	v.want(v.post("/account/sign-in"), 303)
	v.want(v.get("/account"), 200, "Sign out")
}

// A cookie that we have not set is a guest's.
func TestForeignCookies(t *testing.T) {
	v := visit(t, options{})
	for _, value := range []string{"x", strings.Repeat("A", 43), strings.Repeat("A", 5000)} {
		r := v.request("GET", "/account", nil)
		r.AddCookie(&http.Cookie{Name: loginCookie, Value: value})
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: value})
		v.want(v.do(r), 200, "Sign in as the demo customer")
	}
}

// The talk goes where the shopper goes: after a sign-in it is the customer's.
func TestTalkFollows(t *testing.T) {
	v := visit(t, options{})
	token := chattest.Session(t, v.http, v.base+"/aisle/").Token
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{Token: token})
	tab.AwaitReply(tab.Say("1", "waterproof jacket under $150"))
	v.want(v.post("/account/sign-in"), 303)
	v.session(token)
	conv, err := v.shop.db.Conversation(t.Context(), chat.DefaultShop, tab.Welcome.Conversation)
	if err != nil || conv.Customer == nil || conv.Customer.ID != v.shop.brand.Customer.ID {
		t.Errorf("the conversation is %+v's: %v", conv.Customer, err)
	}
}

// session asks who the shopper is now, as a page does that has a token, and returns
// the token from now on.
func (v *visitor) session(token string) string {
	v.t.Helper()
	r := v.request("POST", "/aisle/session", strings.NewReader("{}"))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", v.base)
	r.Header.Set("Authorization", "Bearer "+token)
	got := v.do(r)
	v.want(got, 200, `"token"`)
	var now chat.SessionAnswer
	if err := json.Unmarshal([]byte(got.body), &now); err != nil {
		v.t.Fatal(err)
	}
	return now.Token
}

// Looking at pages sets no cookie; what the article about privacy names sets one, and
// signing in another.
func TestCookies(t *testing.T) {
	v := visit(t, options{})
	for _, path := range []string{"/", "/collections", "/products/ember-camp-stove", "/search?q=tent", "/cart", "/orders", "/account", "/help/privacy", "/demo", "/aisle/widget.js", "/aisle/questions?product=ember-camp-stove"} {
		if got := v.get(path); got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets %q", path, got.header.Get("Set-Cookie"))
		}
	}
	for name, does := range map[string]func() answer{
		sessionCookie + " (cart)":    func() answer { return v.post("/cart", "product", "ember-camp-stove", "quantity", "1") },
		sessionCookie + " (look-up)": func() answer { return v.post("/orders", "number", "LH-1010", "email", "theo.park@example.com") },
		loginCookie + " (sign-in)":   func() answer { return v.post("/account/sign-in") },
	} {
		v.http = v.browser()
		got := does()
		cookie, _, _ := strings.Cut(name, " ")
		if set := got.header.Values("Set-Cookie"); len(set) != 1 || !strings.HasPrefix(set[0], cookie+"=") {
			t.Errorf("%s: it sets %q", name, set)
		}
	}
}

// Orders are looked up only so often, by address, whatever browser is used.
func TestLookUpIsLimited(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	try := func() answer { return v.post("/orders", "number", "LH-1", "email", "nobody@example.com") }
	first := try()
	v.want(first, 422, "There is no order with this number and this e-mail address.")
	for range lookUps - 1 {
		v.http = v.browser()
		v.want(try(), 422)
	}
	v.http = v.browser()
	got := try()
	v.want(got, 429, "many tries", "10 minutes")
	checkPage(t, "/orders", got)
	if got.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	c.forward(lookUpWait)
	v.want(try(), 422)
}
