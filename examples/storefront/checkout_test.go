package main

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

var (
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
	chosenWay   = regexp.MustCompile(`name="method" value="([^"]+)"[^>]* checked`)
)

// buys is a visitor with a stove in the cart and the checkout's form filled in.
func (v *visitor) buys() []string {
	v.t.Helper()
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	return v.fillIn()
}

// fillIn reads the checkout page and fills its form in.
func (v *visitor) fillIn() []string {
	v.t.Helper()
	got := v.get("/checkout")
	v.want(got, 200, `name="aisle:page" content="checkout"`)
	fields := []string{
		"email", "ada@example.com", "name", "Ada Bell", "line1", "4 Mill Lane", "city", "Burlington", "region", "VT", "postal", "05401", "country", "US",
	}
	_, form, _ := strings.Cut(got.body, `id="checkout"`)
	for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
		fields = append(fields, m[1], m[2])
	}
	if m := chosenWay.FindStringSubmatch(form); m != nil {
		fields = append(fields, "method", m[1])
	}
	return fields
}

// set changes one field of a form.
func set(fields []string, name, value string) []string {
	fields = append([]string(nil), fields...)
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == name {
			fields[i+1] = value
		}
	}
	return fields
}

// A cart becomes an order, which its page, the list, a look-up and the chat find
// at once; the cart is empty then.
func TestCheckout(t *testing.T) {
	v := visit(t, options{})
	tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{})
	got := v.post("/checkout", v.buys()...)
	v.want(got, 303)
	path, _, _ := strings.Cut(got.header.Get("Location"), "?")
	number := strings.TrimPrefix(path, "/orders/")
	if !strings.HasPrefix(number, v.shop.brand.OrderPrefix) {
		t.Fatalf("it leads to %q: %.600s", got.header.Get("Location"), got.body)
	}
	thanks := v.get(got.header.Get("Location"))
	v.want(thanks, 200, "Thank you.", number, "Ember Gas Stove", "4 Mill Lane", "ada@example.com",
		`name="aisle:page" content="order"`, `name="aisle:order" content="`+number+`"`)
	checkPage(t, path, thanks)
	if again := v.get(path); strings.Contains(again.body, "Thank you.") {
		t.Error("it says thank you for ever")
	}
	v.want(v.get("/orders"), 200, number)
	v.want(v.get("/checkout"), 303)
	if c := v.cartNow(); c.Count != 0 {
		t.Errorf("the cart still holds %+v", c)
	}
	if c := chattest.Await[chat.CartNow](tab).Cart; c.Count != 1 {
		t.Errorf("the chat saw %+v", c)
	}

	v.http = v.browser() // elsewhere
	v.want(v.get(path), 404, "e-mail address", `value="`+number+`"`)
	v.want(v.post("/orders", "number", strings.ToLower(number), "email", " ADA@example.com "), 303)
	other := v.get(path)
	v.want(other, 200, number, "Ember Gas Stove")
	if strings.Contains(other.body, "Mill Lane") || strings.Contains(other.body, "ada@example.com") {
		t.Error("whoever only knows number and address sees where it goes")
	}
}

// What a guest has ordered before the first word, the chat knows when it is asked,
// and still does once the guest has signed in; nobody else is told.
func TestOrderBeforeTheChat(t *testing.T) {
	v := visit(t, options{})
	var numbers []string
	for range 2 {
		got := v.post("/checkout", v.buys()...)
		v.want(got, 303)
		path, _, _ := strings.Cut(got.header.Get("Location"), "?")
		numbers = append(numbers, strings.TrimPrefix(path, "/orders/"))
	}
	asks := func(token, text string) (reply string) {
		tab := chattest.Dial(t, v.http, v.base+"/aisle/", chat.Hello{Token: token})
		defer tab.Close()
		return tab.AwaitReply(tab.Say(text, text)).Parts.Fallback()
	}
	token := chattest.Session(t, v.http, v.base+"/aisle/").Token
	if reply := asks(token, "Where is my order?"); !strings.Contains(reply, numbers[0]) || !strings.Contains(reply, numbers[1]) {
		t.Errorf("the chat does not know of %v: %q", numbers, reply)
	}
	v.want(v.post("/account/sign-in"), 303)
	v.want(v.get("/account"), 200, numbers[0], numbers[1])
	if reply := asks(v.session(token), "Where is my order "+numbers[0]+"?"); !strings.Contains(reply, numbers[0]+": being prepared") {
		t.Errorf("after the sign-in the chat does not know of %s: %q", numbers[0], reply)
	}
	v.http = v.browser() // elsewhere
	if reply := asks(chattest.Session(t, v.http, v.base+"/aisle/").Token, "Where is my order "+numbers[0]+"?"); strings.Contains(reply, "being prepared") {
		t.Errorf("somebody else is told %q", reply)
	}
}

// The form sent twice, at once or later, orders once.
func TestCheckoutOnce(t *testing.T) {
	v := visit(t, options{})
	fields := v.buys()
	locations := make([]string, 6)
	var all sync.WaitGroup
	for i := range locations {
		all.Go(func() { locations[i] = v.post("/checkout", fields...).header.Get("Location") })
	}
	all.Wait()
	locations = append(locations, v.post("/checkout", fields...).header.Get("Location"))
	for _, location := range locations {
		if location != locations[0] || !strings.HasPrefix(location, "/orders/") {
			t.Fatalf("it led to %q", locations)
		}
	}
	if list := v.get("/orders"); strings.Count(list.body, `<a href="/orders/`) != 1 {
		t.Errorf("there are %d orders", strings.Count(list.body, `<a href="/orders/`))
	}
}

// refused sends a form that is refused and returns the page that it leads to.
func (v *visitor) refused(fields []string) answer {
	v.t.Helper()
	got := v.post("/checkout", fields...)
	v.want(got, 303)
	if to := got.header.Get("Location"); to != "/checkout" {
		v.t.Fatalf("a refused form leads to %q: %.300s", to, got.body)
	}
	return v.get("/checkout")
}

// What was typed is kept for the browser that has typed it, for an hour, and until
// it is ordered.
func TestCheckoutDraft(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	fields := set(v.buys(), "email", "nobody")
	v.refused(fields)
	v.want(v.get("/checkout"), 200, `value="4 Mill Lane"`)
	own := v.http
	v.http = v.browser()
	v.buys()
	if got := v.get("/checkout"); strings.Contains(got.body, "Mill Lane") {
		t.Error("another browser sees what was typed")
	}
	v.http = own
	c.forward(draftLife)
	if got := v.get("/checkout"); strings.Contains(got.body, "Mill Lane") {
		t.Error("it is kept for ever")
	}
	v.refused(append(set(v.fillIn(), "country", "CA"), "do", "update"))
	v.want(v.get("/checkout"), 200, `value="CA" selected`)
	got := v.post("/checkout", set(set(set(v.fillIn(), "country", "CA"), "region", "ON"), "postal", "K1A 0B1")...)
	if v.want(got, 303); !strings.HasPrefix(got.header.Get("Location"), "/orders/") {
		t.Fatalf("the corrected form leads to %q", got.header.Get("Location"))
	}
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	if got := v.get("/checkout"); strings.Contains(got.body, "Mill Lane") {
		t.Error("it is kept after the order")
	}
}

// What is missing or wrong is said beside its field, nothing of the form is
// lost, and nothing is ordered.
func TestCheckoutRefusals(t *testing.T) {
	v := visit(t, options{})
	v.want(v.get("/checkout"), 303) // nothing to order
	fields := v.buys()
	for _, c := range []struct{ field, value, beside string }{
		{"email", "ada", `id="wrong-email"`},
		{"email", "", `id="wrong-email"`},
		{"name", " ", `id="wrong-name"`},
		{"line1", "", `id="wrong-line1"`},
		{"city", "", `id="wrong-city"`},
		{"region", "", `id="wrong-region"`},
		{"postal", "ABC", `id="wrong-postal"`},
		{"country", "XX", `role="alert"`},
	} {
		got := v.refused(set(fields, c.field, c.value))
		v.want(got, 200, c.beside)
		if c.field != "line1" {
			v.want(got, 200, `value="4 Mill Lane"`)
		}
		checkPage(t, c.field, got)
		if again := v.get("/checkout"); strings.Contains(again.body, c.beside) {
			t.Errorf("%s: what was wrong is told for ever", c.field)
		}
	}
	v.want(v.get("/orders"), 200, "No orders here yet.")
	v.want(v.post("/checkout", fields...), 303)
}

// Nobody pays more than the page has shown: a total that has changed meanwhile
// is shown again first.
func TestCheckoutAgreed(t *testing.T) {
	v := visit(t, options{})
	fields := v.buys()
	v.want(v.post("/cart", "product", "hearth-enamel-mug", "option.color", "Cream", "quantity", "1"), 303)
	got := v.refused(fields)
	v.want(got, 200, "Your order now comes to", "Hearth Enamel Mug")
	v.want(v.post("/checkout", v.fillIn()...), 303)
}

// A customer's order is the customer's, wherever they sign in.
func TestCustomersOrder(t *testing.T) {
	v := visit(t, options{})
	v.want(v.post("/account/sign-in"), 303)
	got := v.post("/checkout", v.buys()...)
	v.want(got, 303)
	path, _, _ := strings.Cut(got.header.Get("Location"), "?")
	v.http = v.browser()
	v.want(v.get(path), 404)
	v.want(v.post("/account/sign-in"), 303)
	v.want(v.get("/account"), 200, path)
	v.want(v.get(path), 200, "4 Mill Lane")
	v.want(v.post("/cart", "product", "ember-camp-stove", "quantity", "1"), 303)
	v.want(v.get("/checkout"), 200, `value="Burlington"`) // from the last one
}

// An order placed 400 days from now is promised for a day after that.
func TestCheckoutAYearLater(t *testing.T) {
	c := newClock(time.Now())
	v := visit(t, options{now: c.now})
	c.forward(400 * 24 * time.Hour)
	got := v.post("/checkout", v.buys()...)
	v.want(got, 303)
	v.want(v.get(got.header.Get("Location")), 200, c.now().In(v.shop.site.place()).Format("January 2, 2006"))
}
