package browser

import (
	"strings"
	"testing"
)

// spoken is how the widget says a few things in a language.
type spoken struct {
	page, launcher, field, cart, orders, empty, money string
}

var languages = []spoken{
	{"en-GB", "^chat with wren$", "^message$", "^cart, empty$", "^your orders$", "nothing in your cart yet", "US$42.00"},
	{"fr", "^discuter avec wren$", "^message$", "^panier vide$", "^vos commandes$", "votre panier est encore vide", "42,00 $US"},
	{"de-AT", "^chat mit wren$", "^nachricht$", "^warenkorb, leer$", "^ihre bestellungen$", "ihr warenkorb ist noch leer", "$ 42,00"},
	{"es", "^chatear con wren$", "^mensaje$", "^carrito vacío$", "^tus pedidos$", "tu carrito está vacío", "42,00 US$"},
	{"it", "^chatta con wren$", "^messaggio$", "^carrello vuoto$", "^i tuoi ordini$", "il tuo carrello è ancora vuoto", "42,00 USD"},
	{"pt", "^conversar com wren$", "^mensagem$", "^carrinho vazio$", "^as suas encomendas$", "o seu carrinho ainda está vazio", "US$ 42,00"},
	{"nl", "^chat met wren$", "^bericht$", "^winkelwagen, leeg$", "^je bestellingen$", "je winkelwagen is nog leeg", "US$ 42,00"},
	{"ja", "^wrenとチャット$", "^メッセージ$", "^カート、空$", "^ご注文$", "カートにはまだ何も入っていません", "$42.00"},
	{"ar", "^الدردشة مع wren$", "^رسالة$", "^السلة فارغة$", "^طلباتك$", "سلتك فارغة حتى الآن", "42.00"},
	{"da", "^chat with wren$", "^message$", "^cart, empty$", "^your orders$", "nothing in your cart yet", "42,00 US$"}, // which it does not speak
}

// TestLanguages opens the chat on pages of every language: words are of that
// language, prices are written as there, and no more than its own words are fetched.
func TestLanguages(t *testing.T) {
	c := newCorner(t)
	for _, in := range languages {
		t.Run(in.page, func(t *testing.T) {
			p := newPage(t, phone)
			p.dark(false)
			p.expect("missing.png|404")
			p.visit(c.url + "/in/" + in.page)
			p.find("button", in.launcher).tap()
			p.find("textbox", in.field).write("show me")
			p.press(enter)
			p.see("best known")
			if price := strings.Join(strings.Fields(eval[string](p, visibleText)), " "); !strings.Contains(price, in.money) {
				t.Errorf("no price is written %q in: %s", in.money, price)
			}
			p.panel().find("button", in.orders)
			p.panel().find("button", in.cart).tap()
			p.see(in.empty)
			p.accessible("empty cart in " + in.page)
			p.shot("language-" + in.page)
			fetched := 0
			for _, url := range p.requested() {
				if name := url[strings.LastIndexByte(url, '/')+1:]; len(name) == len("xx.12345678.js") && strings.HasSuffix(name, ".js") {
					fetched++
				}
			}
			if want := map[bool]int{false: 1}[strings.Contains(in.launcher, "chat with ")]; fetched != want {
				t.Errorf("%d languages were fetched, want %d", fetched, want)
			}
		})
	}
}

// The words of a language are no reason to have no chat.
func TestLanguageThatDoesNotCome(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.expect("502|dynamically imported")
	c.breaks("/de.")
	p.visit(c.url + "/in/de")
	p.find("button", "^chat mit wren$").tap()
	p.find("textbox", "^message$")
}

// TestMirrored goes from the launcher to the cart on a page that is written from the
// right: everything is mirrored, and what is read is in order.
func TestMirrored(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.expect("missing.png|404")
		p.visit(c.url + "/in/ar")
		p.find("button", "الدردشة").tap()
		p.find("textbox", "^رسالة$")
		p.accessible("home from the right")
		p.fits("home")
		p.shot("rtl-home")
		p.find("textbox", "^رسالة$").write("show me")
		p.press(enter)
		p.see("best known")
		p.accessible("cards from the right")
		p.fits("cards")
		p.shot("rtl-cards")

		// The panel and its parts stand on the other side.
		side := eval[map[string]bool](p, `(() => {
			const panel = document.querySelector('aisle-chat').shadowRoot.querySelector('.panel');
			const box = (name) => panel.querySelector(name).getBoundingClientRect();
			const all = panel.getBoundingClientRect();
			const cards = [...panel.querySelectorAll('.card')].map((card) => card.getBoundingClientRect().left);
			return {
				panel: all.width > innerWidth - 50 || all.left < innerWidth / 2 - 200,
				avatar: box('.head .avatar').left > all.left + all.width / 2,
				send: box('.composer .go').left < all.left + all.width / 2,
				said: box('.said-text').left < all.left + all.width / 2,
				cards: cards.every((left, i) => i === 0 || left < cards[i - 1]),
			};
		})()`)
		for part, mirrored := range side {
			if !mirrored {
				t.Errorf("%s is not mirrored", part)
			}
		}

		p.panel().last("button", "^beck waterproof jacket$").tap()
		details := p.panel().find("group", "^beck waterproof jacket$")
		details.find("radio", "^M$").tap()
		p.accessible("details from the right")
		p.fits("details")
		p.shot("rtl-details")
		details.find("button", "^أضف إلى السلة$").tap()
		details.find("button", "عرض السلة$").tap()
		p.panel().find("group", "^سلتك$")
		p.see("المجموع")
		p.accessible("cart from the right")
		p.fits("cart")
		p.shot("rtl-cart")
	})
}

// The arrow keys go where they point.
func TestMirroredKeys(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.dark(false)
	p.expect("missing.png|404")
	p.visit(c.url + "/in/ar")
	p.find("button", "الدردشة").tap()
	p.find("textbox", "^رسالة$").write("show me")
	p.press(enter)
	p.see("best known")
	p.backTo("button", "^beck waterproof jacket$")
	p.press(left)
	if f := p.focused(); f.name != "Fell Two-Person Tent" {
		t.Errorf("the left arrow leads from the first card to %s", f)
	}
	p.press(right)
	if f := p.focused(); f.name != "Beck Waterproof Jacket" {
		t.Errorf("the right arrow leads back to %s", f)
	}
}

// A shop may say another language than its page's, and change it.
func TestLanguageOfTheShop(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.dark(false)
	p.visit(c.url + "/in/ar")
	p.find("button", "الدردشة")
	for _, in := range []struct{ locale, launcher, field, cart, empty string }{
		{"fr-CA", "^discuter avec wren$", "^message$", "^panier vide$", "votre panier est encore vide"},
		{"de", "^chat mit wren$", "^nachricht$", "^warenkorb, leer$", "ihr warenkorb ist noch leer"},
		{"en", "^chat with wren$", "^message$", "^cart, empty$", "nothing in your cart yet"},
	} {
		eval[struct{}](p, `window.Aisle.boot({ name: 'Wren', locale: `+quote(in.locale)+` }).then(() => undefined)`)
		p.find("button", in.launcher).tap()
		p.find("textbox", in.field)
		p.panel().find("button", in.cart).tap()
		p.see(in.empty)
		if from := eval[bool](p, inPanel+`panel.querySelector('.panel').getBoundingClientRect().left > innerWidth / 2`); !from {
			t.Errorf("%s is written from the right", in.locale)
		}
		p.press(escape)
		// The first closes the cart and gives the focus back, the second the chat.
		p.gone(in.empty)
		p.focusIs(strings.Trim(in.cart, "^$"))
		p.press(escape)
		p.find("button", in.launcher)
	}
}
