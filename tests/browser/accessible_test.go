package browser

import "testing"

// TestAccessible runs axe-core over each view of the widget, and over the
// pages of the shop, in light and dark colours at both sizes.
func TestAccessible(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		shop := newShop(t)
		for _, scheme := range []string{"light", "dark"} {
			t.Run(scheme, func(t *testing.T) {
				p := newPage(t, s)
				p.dark(scheme == "dark")
				p.visit(beside(t, shop) + "/" + scheme)
				p.find("button", "^chat with ")
				p.accessible("launcher")

				p.openChat()
				p.accessible("home")
				p.shot("axe-home-" + scheme)

				p.say("waterproof jacket under $150")
				title := p.cards()[0].title
				p.accessible("cards")
				p.shot("axe-cards-" + scheme)

				p.panel().last("button", exactly(title)).tap()
				details := p.panel().find("group", exactly(title))
				details.find("radio", ".")
				p.accessible("details")
				p.shot("axe-details-" + scheme)

				p.available("color").tap()
				p.available("size").tap()
				details.find("button", "^add to cart$").tap()
				details.find("button", "^added . view cart$").tap()
				p.panel().find("group", "^your cart$")
				p.accessible("cart")
				p.shot("axe-cart-" + scheme)
			})
		}
		t.Run("pages", func(t *testing.T) {
			p := newPage(t, s)
			for name, path := range map[string]string{
				"home": "/", "product": "/products/beck-waterproof-jacket", "cart-page": "/demo/states/price-changed",
				"collection": "/collections/clothing/jackets?o.color=Blue", "search": "/search?q=waterproof+jaket+under+$150",
				"nothing": "/search?q=purple+tent+under+$5", "orders": "/orders", "account": "/account", "help": "/help",
				"article": "/help/contact", "demo": "/demo",
			} {
				for _, scheme := range []string{"light", "dark"} {
					p.dark(scheme == "dark")
					p.visit(shop.url + path)
					p.find("button", "^chat with ")
					p.accessible(name + " in " + scheme)
					p.shot("page-" + name + "-" + scheme)
				}
			}
		})
	})
}
