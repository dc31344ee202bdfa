package browser

import (
	"regexp"
	"testing"
)

var printedNumber = regexp.MustCompile(`LH-\d+`)

// TestOrderJourney goes on where TestJourney ends: what the chat has put into
// the cart is bought, asked after, and something bought before is sent back.
func TestOrderJourney(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		shop := newShop(t)
		p := newPage(t, s)
		p.dark(false)

		t.Log("from the chat to the checkout")
		p.visit(shop.url + "/products/glowworm-lantern")
		p.openChat()
		p.say("add it to my cart")
		p.badgeIs(1)
		p.panel().find("button", "^cart, 1 item$").tap()
		p.panel().find("group", "^your cart$").find("link", "^check out").tap()
		p.see("where it goes")
		p.shot("order-01-checkout")
		for name, value := range map[string]string{
			"^e-mail": "ada@mail.example", "^name$": "Ada Bell", "^street": "4 Mill Lane", "^city": "Burlington", "^state": "VT", "^zip": "05401",
		} {
			p.find("textbox", name).write(value)
		}
		p.find("button", "^place the order$").tap()
		p.see("thank you")
		number := printedNumber.FindString(eval[string](p, visibleText))
		if number == "" {
			t.Fatal("the order has no number")
		}
		p.badgeIs(0)
		p.shot("order-02-thanks")

		t.Log("a second later the chat knows it, and asks for nothing")
		p.openChat() // it has left the screen to the checkout
		p.see("order " + number + " placed")
		answer := p.say("where is my order?")
		if !regexp.MustCompile(number).MatchString(answer) || p.panel().has("form", ".") {
			t.Errorf("where is my order, after %s: %q", number, answer)
		}
		p.shot("order-03-status")

		t.Log("signing in takes the talk along")
		before := p.said()
		p.visit(shop.url + "/account")
		p.find("button", "^sign in as the demo customer$").tap()
		p.see("good to see you, june")
		if s.phone {
			p.openChat()
		}
		p.see("you are signed in as june")
		p.until("the talk to have come along", func() (bool, string) {
			got := p.said()
			return len(got) >= len(before) && got[:len(before)] == before, "want:\n" + before + "\ngot:\n" + got
		})

		t.Log("something from an earlier order goes back")
		p.send("I want to return something from order LH-1004")
		form := p.find("form", ".")
		p.shot("order-04-return")
		form.find("checkbox", ".").tap()
		if form.has("radio", ".") {
			form.find("radio", ".").tap()
		}
		form.find("button", "return|send|ask").tap()
		p.see(`R-[A-Z0-9]+`)
		p.shot("order-05-returned")
		p.panel().find("button", "^your orders$").tap()
		p.see("LH-1004")
		p.shot("order-06-orders")
	})
}
