package browser

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestJourney is one shopper's evening, from a question on a product page to
// an answer from a person, with a reload and a crash on the way.
func TestJourney(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		shop := newShop(t)
		p := newPage(t, s)
		p.dark(false) // with motion reduced, a screenshot shows what stays

		t.Log("a suggested question on a product page")
		p.visit(shop.url + "/products/beck-waterproof-jacket")
		p.shot("01-product-page")
		question := p.scrollTo("button", `\?$`)
		question.tap()
		answer := p.reply(question.name)
		if !grounded(answer, factsOf(t, "beck-waterproof-jacket")) {
			t.Errorf("%q is answered with nothing that the catalogue or an article says: %q", question.name, answer)
		}
		p.shot("02-answer")

		t.Log("a wish with a budget and a colour, then refined")
		p.say("waterproof jacket under $150")
		first := p.cards()
		p.shot("03-cards")
		for _, c := range first {
			if c.cents == 0 || c.cents >= 150_00 {
				t.Errorf("under $150 shows %s for %d cents", c.title, c.cents)
			}
		}
		p.say("in blue")
		blue := p.cards()
		p.shot("04-in-blue")
		for _, c := range blue {
			if !slices.ContainsFunc(colorsOf(t, c.title), isBlue) || c.cents >= 150_00 {
				t.Errorf("in blue, under $150 shows %s for %d cents in %v", c.title, c.cents, colorsOf(t, c.title))
			}
		}
		answer = p.say("cheaper")
		cheaper := p.cards()
		p.shot("05-cheaper")
		lowest := slices.MinFunc(blue, func(a, b card) int { return a.cents - b.cents })
		honest := strings.Contains(answer, "cheaper") && strings.Contains(answer, lowest.title)
		for _, c := range cheaper {
			if c.cents >= lowest.cents && !honest {
				t.Errorf("cheaper shows %s for %d cents, after %d, and says %q", c.title, c.cents, lowest.cents, answer)
			}
			if !slices.ContainsFunc(colorsOf(t, c.title), isBlue) {
				t.Errorf("cheaper forgot blue: %s comes in %v", c.title, colorsOf(t, c.title))
			}
		}

		t.Log("details, a variant, the cart")
		title := cheaper[0].title
		p.panel().last("button", exactly(title)).tap()
		details := p.panel().find("group", exactly(title))
		if !property(details.find("radio", "^blue$"), "checked") {
			t.Error("the details do not have the color that was asked for")
		}
		details.find("button", "^choose size$") // nobody asked for one: none is chosen
		p.shot("06-details")
		p.available("size").tap()
		details.find("button", "^add to cart$").tap()
		details.find("button", "^added . view cart$")
		p.shot("07-added")
		p.badgeIs(1)
		details.find("button", "^back$").tap()
		if n := p.cartCount(); n != 1 {
			t.Errorf("the panel's cart says %d after one was added", n)
		}

		t.Log("the page's own cart, in another tab")
		other := p.tab()
		other.visit(shop.url + "/cart")
		other.see(regexp.QuoteMeta(title))
		other.shot("08-cart-page")
		other.find("spinbutton", "^quantity of ").write("3")
		other.press(enter)
		other.badgeIs(3)
		p.until("the panel's cart to follow", func() (bool, string) { n := p.cartCount(); return n == 3, fmt.Sprint(n) })
		p.badgeIs(3)
		p.panel().find("button", "^cart, 3 items$").tap()
		sheet := p.panel().find("group", "^your cart$")
		p.shot("09-cart-in-chat")
		sheet.find("button", "^one fewer$").tap()
		p.badgeIs(2)
		sheet.find("button", "^back$").tap()

		t.Log("a reload in the middle")
		whole := p.conversation()
		p.reloadChat()
		p.sameConversation(whole)
		if n := p.cartCount(); n != 2 {
			t.Errorf("after a reload the cart says %d", n)
		}
		p.shot("10-after-reload")

		t.Log("a crash in the middle")
		before := p.said()
		p.expect("WebSocket|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|Failed to load resource")
		shop.kill()
		p.see("the connection is lost|sending|offline")
		p.send("what is your return policy?")
		p.shot("11-server-gone")
		shop.restart()
		answer = p.reply("what is your return policy?")
		if !grounded(answer, articles(t)) {
			t.Errorf("after the crash the question is answered with nothing that an article says: %q", answer)
		}
		p.gone("the connection is lost")
		after := p.said()
		if !strings.HasPrefix(after, before) {
			t.Errorf("the crash lost something:\n%s\nbecame\n%s", before, after)
		}
		if n := strings.Count(after, "You said: what is your return policy?"); n != 1 {
			t.Errorf("the message sent during the crash is there %d times", n)
		}
		if n := p.cartCount(); n != 2 {
			t.Errorf("after the crash the cart says %d", n)
		}
		p.expect("")
		p.shot("12-after-crash")

		t.Log("a person")
		p.send("I would like to talk to a person.")
		p.see("assistant . person asked")
		p.shot("13-asked-for-a-person")

		staff := newPage(t, desktop)
		staff.login(shop)
		staff.shot("14-desk")
		staff.takeOver()
		p.see("joined the conversation")
		staff.answer("Hello, this is Mira. The Beck fits over a fleece.")
		p.see("hello, this is mira")
		p.shot("15-a-person-answers")
		p.send("thank you, Mira")
		staff.see("thank you, mira")
		p.until("the assistant to keep silent while Mira answers", func() (bool, string) {
			_, after, found := strings.Cut(p.said(), "thank you, Mira")
			return found && strings.TrimSpace(after) == "Sent", after // the mark of what she is to read
		})
		staff.shot("16-desk-talk")
		staff.giveBack()
		p.see("the assistant answers again")
		p.say("show me my cart")
		p.shot("17-assistant-again")

		whole = p.conversation()
		p.reloadChat()
		p.sameConversation(whole)
	})
}

// sameConversation waits until the conversation reads as it did.
func (p *page) sameConversation(want string) {
	p.t.Helper()
	p.until("the conversation to come back whole", func() (bool, string) {
		got := p.conversation()
		return got == want, "want:\n" + want + "\ngot:\n" + got
	})
}

// badgeIs waits until the page's own cart link says a count.
func (p *page) badgeIs(want int) {
	p.t.Helper()
	p.until(fmt.Sprintf("the page's badge to say %d", want), func() (bool, string) {
		link := p.find("link", "^cart|in the cart$")
		return number(link.name) == want, link.String()
	})
}

func isBlue(color string) bool { return color == "blue" || color == "navy" }
