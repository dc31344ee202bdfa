package browser

import (
	"regexp"
	"strings"
	"testing"
)

// TestKeyboard goes from the launcher to the cart and on to the checkout without a
// pointer, and finds the focus where it was on the way back.
func TestKeyboard(t *testing.T) {
	shop := newShop(t)
	p := newPage(t, desktop)
	p.front()
	p.dark(false) // with motion reduced, a look is final at once
	p.visit(beside(t, shop) + "/strict")

	p.tabTo("button", "^chat with ")
	p.press(enter)
	p.until("the focus to be in the message field", func() (bool, string) {
		f := p.focused()
		return f.name == "Message", f.String()
	})
	p.paste("waterproof jacket under $150")
	p.press(enter)
	p.reply("waterproof jacket under $150")
	title := p.cards()[0].title

	p.backTo("button", exactly(title))
	p.press(enter)
	p.find("group", exactly(title))
	p.until("the focus to follow into the details", func() (bool, string) {
		f := p.focused()
		return f.name == "Back", f.String()
	})
	// The button says what is still to be chosen, and leads there.
	for p.tabTo("button", "^(choose |add to cart$)").name != "Add to cart" {
		p.press(enter)
		p.until("the focus to be where something is missing", func() (bool, string) {
			f := p.focused()
			return f.role == "radio", f.String()
		})
		p.press(space)
		for strings.Contains(p.focused().name, ",") { // the reason why it cannot be had
			p.press(down)
		}
	}
	p.press(enter)
	p.tabTo("button", "^added . view cart$")
	p.press(enter)
	p.find("group", "^your cart$")
	p.tabTo("button", "^one more$")
	p.press(enter)
	p.see("2")
	p.shot("keyboard-cart")

	p.press(escape) // the cart
	p.find("group", exactly(title))
	p.until("the focus to be in the details again", func() (bool, string) {
		f := p.focused()
		return f.name == "Back", f.String()
	})
	p.press(escape) // the details
	p.until("the focus to be on the card again", func() (bool, string) {
		f := p.focused()
		return f.name == title, f.String()
	})
	p.press(escape) // the panel
	p.missing("textbox", "^message$")
	p.until("the focus to be on the launcher again", func() (bool, string) {
		f := p.focused()
		return regexp.MustCompile("^Chat with ").MatchString(f.name), f.String()
	})

	// What is in the cart is bought without a pointer, too.
	p.press(enter)
	p.until("the focus to be in the message field again", func() (bool, string) {
		f := p.focused()
		return f.name == "Message", f.String()
	})
	p.tabTo("button", "^cart, 2 items$")
	p.press(enter)
	p.find("group", "^your cart$")
	p.tabTo("link", "^check out$")
	p.press(enter)
	p.until("the checkout", func() (bool, string) {
		at := eval[string](p, "location.pathname")
		return at == "/checkout", at
	})
}

// TestEscapeTwice closes one layer after the other, however soon the second Escape
// comes: here before any frame is drawn.
func TestEscapeTwice(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.front()
	p.dark(false)
	p.visit(c.url + "/strict")
	p.openChat()
	p.say("show me jackets")
	title := p.cards()[0].title
	p.find("group", "^conversation$").find("button", exactly(title)).tap()
	p.find("group", exactly(title)).find("button", "^cart, empty$").tap()
	p.find("group", "^your cart$").find("button", "^keep looking$")
	eval[struct{}](p, `window.requestAnimationFrame = () => 0; undefined`)

	p.press(escape)
	p.press(escape)
	p.missing("group", "^your cart$")
	p.missing("group", exactly(title))
	if f := p.focused(); f.name != title {
		t.Errorf("the focus is on %s, not on the card again", f)
	}
	p.press(escape) // the panel
	p.missing("textbox", "^message$")
}

// TestFocusStays does what takes away the very thing that has the focus, and finds the
// focus near, so that keys still go to the chat.
func TestFocusStays(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.front()
	p.dark(false)
	p.expect("missing.png|404")
	p.visit(c.url + "/strict")
	p.openChat()
	p.find("button", "^gift ideas$")
	p.focusIs("message")
	p.backTo("button", "^gift ideas$")
	p.press(enter) // which ends the greeting's chips
	p.reply("Gift ideas")
	p.focusIs("message")
	p.say("nothing")
	p.backTo("button", "^look at everything$")
	p.press(enter)
	p.reply("Look at everything")
	p.focusIs("message")

	p.say("show me")
	p.backTo("button", "^hearth enamel mug$")
	p.press(enter)
	p.find("group", "^hearth enamel mug$")
	p.tabTo("button", "^add to cart$")
	p.press(enter)
	p.focusIs("added · view cart")
	p.press(enter)
	p.find("group", "^your cart$")
	p.tabTo("button", "^remove hearth enamel mug$")
	p.press(enter)
	p.focusIs("keep looking")
	p.press(escape)
	p.press(escape)
	p.focusIs("hearth enamel mug")

	// Who has gone to the page is not called back.
	eval[struct{}](p, `document.activeElement.blur()`)
	eval[struct{}](p, inPanel+`panel.querySelector('.log').append(document.createElement('span')); undefined`)
	if f := p.focused(); f.role != "" {
		t.Errorf("the focus was brought back to %s", f)
	}
}

// TestMenuKeys goes through the menu by its keys, out of it, and into what it offers
// and back.
func TestMenuKeys(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.front()
	p.dark(false)
	p.visit(c.url + "/strict")
	p.openChat()
	p.say("hello")
	p.backTo("button", "^more$")
	p.press(enter)
	p.focusIs("talk to a person")
	p.press(up) // round to the last, a link
	p.focusIs("privacy")
	p.press(down)
	p.focusIs("talk to a person")
	p.press(down)
	p.focusIs("view cart")
	p.press(enter)
	p.find("group", "^your cart$")
	p.press(escape)
	p.focusIs("more")

	p.press(enter)
	p.focusIs("talk to a person")
	for range 7 { // out of it: what is beneath can be seen then
		p.press(tab)
	}
	p.missing("menuitem", "^view cart$")
	p.press(escape)
	p.missing("textbox", "^message$")
}

// tabTo presses Tab until the focus is on an element; backTo presses it with
// Shift. What has the focus on the way can be seen to have it.
func (p *page) tabTo(role, pattern string) element {
	p.t.Helper()
	return p.walkTo(role, pattern, tab)
}

func (p *page) backTo(role, pattern string) element {
	p.t.Helper()
	return p.walkTo(role, pattern, backTab)
}

func (p *page) walkTo(role, pattern string, key key) element {
	p.t.Helper()
	const far = 60
	match := regexp.MustCompile("(?i)" + pattern)
	var way string
	for range far {
		p.press(key)
		f := p.focused()
		way += "\n" + f.String()
		if f.role == "" {
			continue // on the way from the end of the page to its beginning
		}
		if !eval[bool](p, focusShows) {
			p.t.Errorf("the focus on %s cannot be seen", f)
		}
		if f.role == role && match.MatchString(f.name) {
			return f
		}
	}
	p.t.Fatalf("%d steps of Tab do not lead to a %s named %q:%s", far, role, pattern, way)
	return element{}
}

// focusShows tells whether the element with the focus, or what is around or
// drawn over it, looks different from how it looks without.
const focusShows = `(() => {
	let active = document.activeElement;
	while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
	const looks = () => {
		const seen = [];
		for (let el = active, i = 0; el && i < 3; el = el.parentElement, i++) {
			for (const part of [null, '::before', '::after']) {
				const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(el, part);
				seen.push(outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor);
			}
		}
		return seen.join();
	};
	const focused = looks();
	active.blur();
	const without = looks();
	active.focus({ preventScroll: true, focusVisible: true });
	return focused !== without;
})()`
