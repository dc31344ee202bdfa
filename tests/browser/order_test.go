package browser

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
)

// TestOrder reads an order in the conversation and over it.
func TestOrder(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.lookUp("LH-1001", "ada@shop.example")
		order := p.find("group", "^order lh-1001$")
		for _, words := range []string{"arrives in two parcels", "parcel 1 of 2", "1 × beck waterproof jacket", "pw 7734 2210", "total \\$147.20"} {
			p.see(words)
		}
		p.accessible("order")
		p.shot("order")
		link := order.find("link", "^track pw 7734 2210$")
		if target, err := call[string](link, `function () { return this.href + ' ' + this.target + ' ' + this.rel; }`); err != nil ||
			!strings.HasPrefix(target, "https://parcelway.example/7734 _blank noopener") {
			t.Errorf("the parcel's link leads to %q, %v", target, err)
		}
		p.see("subtotal \\$157.00 10 % off −\\$15.70 shipping \\$5.90 total \\$147.20")

		p.panel().find("button", "lh-1001 · .*3 items$").tap()
		layer := p.panel().find("group", "^order lh-1001$")
		p.focusIs("back")
		p.accessible("order over the conversation")
		layer.find("button", "^report a problem$").tap()
		p.see("you said : there is a problem with order lh-1001")

		// The first order stands in a message that was answered: its chips are words.
		p.find("group", "^conversation$").find("button", "^copy of the invoice$").tap()
		p.see("you said : i need a copy of the invoice for order lh-1001")
	})
}

// An action of the newest message is a tap: the server knows what it means.
func TestOrderAction(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.visit(c.url + "/")
	p.openChat()
	p.lookUp("LH-1003", "ben@shop.example")
	p.see("is \\d days late")
	p.shot("order-late")
	p.find("group", "^conversation$").find("button", "^report a problem$").tap()
	p.see("i heard: report a problem")
}

// TestOrdersOfGuest looks an order up on the orders screen.
func TestOrdersOfGuest(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.panel().find("button", "^your orders$").tap()
		screen := p.panel().find("group", "^your orders$")
		form := screen.find("form", "^look up an order$")
		p.accessible("orders of a guest")
		p.shot("orders-guest")
		form.find("button", "^find it$").tap()
		p.see("order number is needed")

		p.expect("404")
		form.find("textbox", "^order number$").write("LH-1002")
		form.find("textbox", "^e-mail$").write("somebody@shop.example")
		p.press(enter)
		p.see("we find no order with this number")
		p.accessible("no such order")
		p.shot("orders-not-found")

		form.find("textbox", "^e-mail$").write("ada@shop.example")
		p.press(enter)
		layer := p.panel().find("group", "^order lh-1002$")
		for _, words := range []string{"delivered", "reference r-4711", "refund of \\$129.00"} {
			p.see(words)
		}
		p.accessible("a delivered order")
		p.shot("order-delivered")
		layer.find("button", "^back$").tap()
		p.panel().find("button", "lh-1002 · .*1 item return of 1 item, going ahead$")
		p.shot("orders-proven")

		p.panel().find("button", "^look up another order$").tap()
		form = p.panel().find("form", "^look up an order$")
		form.find("textbox", "^order number$").write("LH-1")
		form.find("textbox", "^e-mail$").write("ada@shop.example")
		p.expect("404|429")
		for range 6 {
			form.find("textbox", "^e-mail$").tap()
			p.press(enter)
			form.find("alert", "")
			form.find("button", "^find it$")
		}
		p.see("too many attempts|too often|again later|in a while")
		p.accessible("too many attempts")
		p.shot("orders-too-many")
		form.find("button", "^talk to a person$").tap()
		p.see("nobody is here now; somebody answers on monday")
		p.shot("state-closed-hours")
	})
}

// TestOrdersOfCustomer signs a customer in, in one tab of two, and looks at
// what both show.
func TestOrdersOfCustomer(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/")
		p.openChat()
		p.say("hello")
		other := p.tab()
		other.dark(false)
		other.visit(c.url + "/")
		if s.phone || !other.has("textbox", "^message$") {
			other.openChat()
		}
		other.see("i heard: hello")

		c.signIn(ada)
		eval[struct{}](p, "Aisle.identify().then(() => undefined)")
		for _, tab := range []*page{p, other} {
			tab.see("you are signed in as ada")
			tab.see("you said : hello")
			tab.gone("connection is lost")
		}
		p.shot("signed-in")
		other.say("still here")
		p.see("i heard: still here")

		other.panel().find("button", "^your orders$").tap()
		other.panel().find("button", "lh-1001 · ")
		other.panel().find("button", "lh-1002 · ").tap()
		other.see("goes to ada byron, 12 mill lane")
		other.shot("orders-customer")

		t.Log("signing out begins another conversation, in both tabs")
		c.signIn(nil)
		eval[struct{}](p, "Aisle.logout().then(() => undefined)")
		p.gone("you said : hello")
		other.panel().find("button", "^back$").tap()
		other.panel().find("button", "^back$").tap()
		other.see("your session had ended, so this is a new conversation")
		other.gone("you said : hello")
		other.shot("state-session-ended")
	})
}

// What is not there, is said, with something to do about it.
func TestOrdersTrouble(t *testing.T) {
	c := newCorner(t)
	c.signIn(&assistant.Customer{ID: "c-2", Name: "Ben"})
	p := newPage(t, phone)
	p.visit(c.url + "/dark")
	p.openChat()
	p.panel().find("button", "^your orders$").tap()
	p.see("no orders yet")
	p.accessible("no orders")
	p.shot("state-no-orders")
	p.panel().find("button", "^keep looking$").tap()
	p.find("textbox", "^message$")

	p.expect("502")
	c.breaks("/orders")
	p.panel().find("button", "^your orders$").tap()
	p.see("your orders did not load")
	p.shot("state-orders-failed")
	c.breaks("")
	p.panel().find("button", "^try again$").tap()
	p.see("no orders yet")
}

// An order that is placed in the shop is noted in the conversation.
func TestOrdered(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.visit(c.url + "/")
	p.openChat()
	p.say("hello")
	p.send("show me")
	p.panel().last("button", "^add: hearth").tap()
	p.find("button", "^cart, 1 item$")
	order, err := c.orders.Checkout(t.Context(), "once", cart.Checkout{
		CartID: *c.script.cart.Load(), Email: "new@shop.example", Method: "standard",
		Address: cart.Address{Name: "New", Line1: "1 Road", City: "Portland", Region: "ME", Postal: "04101", Country: "US"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.chat.OrderPlaced(t.Context(), order); err != nil {
		t.Fatal(err)
	}
	p.see("order " + strings.ToLower(order.Number) + " placed")
	p.find("button", "^cart, empty$")
	p.shot("ordered")
	p.panel().find("button", "^see it$").tap() // whoever placed it need not prove it
	p.see("being prepared")
}

// lookUp asks for an order in the conversation.
func (p *page) lookUp(number, email string) {
	p.t.Helper()
	p.send("Track an order")
	form := p.find("form", "^find your order$")
	form.find("textbox", "^order number$").write(number)
	form.find("textbox", "^e-mail$").write(email)
	p.press(enter)
	p.find("group", "^order "+strings.ToLower(number)+"$")
}

// has tells whether there is such an element on the page now.
func (p *page) has(role, pattern string) bool {
	found, _ := p.search(nil, role, pattern)
	return len(found) > 0
}
