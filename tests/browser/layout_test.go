package browser

import (
	"strings"
	"testing"
)

// screens are two phones, a tablet held upright and a laptop.
var screens = []size{phone, {name: "small-phone", width: 360, height: 740, phone: true}, {name: "tablet", width: 768, height: 1024}, {name: "laptop", width: 1440, height: 900}}

// cut lists what of a page is cut off or reaches beyond the screen: the page that
// scrolls sideways, what stands outside, and boxes that hide a part of what they
// hold. Rows that are made to be swiped, and what only readers of the screen are
// told, are no fault.
const cut = `(() => {
	const faults = [], wide = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth > wide) faults.push('the page is ' + document.documentElement.scrollWidth + ' px wide');
	const name = (e) => e.localName + (e.id && '#' + e.id) + [...e.classList].map((c) => '.' + c).join('');
	const swiped = (e) => e.closest('.skip, .hidden, .gallery, .strip, svg, select, textarea') || row(e.closest('.views'));
	const row = (views) => views && getComputedStyle(views).overflowX === 'auto'; // the desk's, on phones only
	for (const e of document.body.querySelectorAll('*')) {
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (box.width <= 1 || box.height <= 1 || !e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || swiped(e)) continue;
		if (box.right > wide + 1 || box.left < -1) faults.push(name(e) + ' reaches from ' + Math.round(box.left) + ' to ' + Math.round(box.right));
		const hides = style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
		if (hides && e.localName !== 'html' && e.localName !== 'body') faults.push(name(e) + ' holds ' + e.scrollWidth + ' px in ' + e.clientWidth);
		const within = e.parentElement.closest('.sum, .orderpage aside, .deskside, .choices section');
		if (within) {
			const edge = within.getBoundingClientRect().right - parseFloat(getComputedStyle(within).paddingRight);
			if (box.right > edge + 1) faults.push(name(e) + ' overruns the padding of ' + name(within) + ' by ' + Math.round(box.right - edge));
		}
		const hint = e.placeholder && !e.value && style.font;
		if (hint) {
			const pen = document.createElement('canvas').getContext('2d');
			pen.font = style.font;
			const room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), need = pen.measureText(e.placeholder).width;
			if (need > room + 1) faults.push(name(e) + ' has ' + Math.round(room) + ' px for "' + e.placeholder + '", which takes ' + Math.round(need));
		}
	}
	return [...new Set(faults)];
})()`

// TestLayout looks at every page of the demo shop on every screen: nothing reaches
// beyond it, and nothing is cut off.
func TestLayout(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			shop := newShop(t)
			p := newPage(t, s)
			p.expect("Failed to load resource") // pages that are not there, on purpose
			look := func(path, title string) {
				p.visit(shop.url + path)
				p.whole(title)
			}
			p.visit(shop.url + "/products/glowworm-lantern")
			p.find("button", "^add to cart$").tap()
			p.see("is in your cart")
			for _, at := range [][2]string{
				{"/", "home"}, {"/collections/clothing/jackets", "collection"}, {"/search?q=waterproof+jacket+under+%24150", "search"},
				{"/products/beck-waterproof-jacket", "product"}, {"/products/kestrel-down-jacket", "product with another chart"},
				{"/checkout", "checkout"}, {"/orders", "orders"}, {"/account", "account"}, {"/help", "help"}, {"/help/returns", "article"},
				{"/contact", "contact"}, {"/demo", "demo"}, {"/desk/login", "desk login"},
			} {
				look(at[0], at[1])
			}
			for _, bar := range []string{"0", "15px"} { // what a scrollbar takes of the width
				if top := eval[bool](p, `(document.documentElement.style.paddingInlineEnd = '`+bar+`', document.querySelector('.wordmark').getBoundingClientRect().bottom > document.querySelector('.basket').getBoundingClientRect().top)`); !top {
					t.Errorf("the cart stands below the shop's name where a scrollbar takes %s", bar)
				}
			}
			p.visit(shop.url + "/cart")
			eval[bool](p, `(document.querySelector('details.give').open = true)`)
			p.whole("cart")
			p.visit(shop.url + "/account")
			p.find("button", "^sign in as the demo customer$").tap()
			p.see("good to see you")
			for _, at := range [][2]string{{"/account", "account, signed in"}, {"/orders", "orders of a customer"}, {"/orders/LH-1007", "order"}, {"/orders/LH-1002", "order sent back"}} {
				look(at[0], at[1])
			}
			p.openChat()
			p.say("I want to talk to a person")
			p.login(shop)
			p.whole("desk")
			p.find("navigation", "^conversations$").find("link", "^june alder").tap()
			p.find("button", "^take over$").tap()
			p.find("textbox", "^your reply$")
			p.whole("desk, a talk")
		})
	}
}

// whole fails the test where something of the page is cut, in light and dark.
func (p *page) whole(title string) {
	p.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		p.dark(scheme == "dark")
		for _, fault := range eval[[]string](p, cut) {
			p.t.Errorf("%s, %s: %s", title, scheme, fault)
		}
	}
	p.shot("layout-" + strings.NewReplacer(" ", "-", ",", "").Replace(title))
}

// beyond lists what of the open panel reaches beyond its edges, and words that are
// cut off. What is made to be swiped may, and so may titles of products.
const beyond = `(() => {
	const faults = [], root = document.querySelector('aisle-chat').shadowRoot;
	const panel = root.querySelector('.panel'), edge = panel.getBoundingClientRect();
	const name = (e) => e.localName + [...e.classList].map((c) => '.' + c).join('') + ' "' + e.textContent.trim().slice(0, 40) + '"';
	for (const e of panel.querySelectorAll('*')) {
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (box.width <= 1 || box.height <= 1 || e.closest('[inert], .row, .sr, svg, .progress, .table')) continue;
		if (!e.checkVisibility({ visibilityProperty: true })) continue;
		if (box.right > edge.right + 1 || box.left < edge.left - 1) faults.push(name(e) + ' reaches beyond the panel');
		const words = [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
		if (words && style.overflowX !== 'visible' && e.localName !== 'textarea' && e.scrollWidth > e.clientWidth + 1) faults.push(name(e) + ' is cut off');
	}
	return faults;
})()`

// fits fails the test when something of the panel does not fit.
func (p *page) fits(where string) {
	p.t.Helper()
	for _, fault := range eval[[]string](p, beyond) {
		p.t.Errorf("%s, %s: %s", where, p.size.name, fault)
	}
}
