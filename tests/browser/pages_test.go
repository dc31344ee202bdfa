package browser

import (
	"strings"
	"testing"
)

// TestPages buys something without the chat: choose, change, give a code, choose
// how it is sent, order, sign in. The pages do all of it without their script,
// too; here the script is what is looked at.
func TestPages(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		shop := newShop(t)
		p := newPage(t, s)
		p.visit(shop.url + "/collections/clothing/jackets")
		if s.phone {
			p.find("checkbox", "^filter").tap()
		}
		p.find("checkbox", "^green").tap() // on a wide screen the list follows at once
		if s.phone {
			p.find("button", "^show them$").tap()
		}
		p.find("link", "^without green").tap()
		p.missing("link", "^without green")

		p.visit(shop.url + "/products/beck-waterproof-jacket")
		p.find("radio", "^green").tap()
		p.until("the pictures to turn green", func() (bool, string) {
			sources := eval[string](p, "[...document.querySelectorAll('.gallery img')].map((i) => i.getAttribute('src')).join(' ')")
			return strings.Count(sources, "/56724f") == 3, sources
		})
		p.find("radio", "^l$").tap()
		p.find("button", "^add to cart$").tap()
		p.see("is in your cart")
		p.badgeIs(1)

		p.find("spinbutton", "^quantity of beck").write("2")
		p.press(tab)
		p.see(`Subtotal \$256\.00`)
		p.badgeIs(2)
		eval[struct{}](p, "document.querySelector('.give').open = true")
		p.find("textbox", "^code$").write("barn15")
		p.find("button", "^apply$").tap()
		p.see(`BARN15.* −\$15\.00`)

		p.find("link", "^go to the checkout$").tap()
		p.see(`Total \$241\.00`)
		p.find("radio", "^express").tap()
		p.gone(`Total \$241\.00`)
		for name, value := range map[string]string{
			"^e-mail": "ada@example.com", "^name$": "Ada Bell", "^street": "4 Mill Lane", "^city": "Burlington", "^state": "VT", "^zip": "05401",
		} {
			p.find("textbox", name).write(value)
		}
		p.find("button", "^place the order$").tap()
		p.see("thank you")
		p.badgeIs(0)
		p.shot("pages-thanks")

		p.find("link", "^your account").tap()
		p.find("button", "^sign in as the demo customer$").tap()
		p.see("good to see you, june alder")
		p.find("button", "^sign out$").tap()
		p.see("you are signed out")
	})
}
