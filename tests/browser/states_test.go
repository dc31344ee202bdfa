package browser

import (
	"context"
	"net"
	"testing"
	"time"

	pages "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/aisle-chat/aisle/chat"
)

// These are the states that a shopper hopes never to see. Each has a sentence
// that says what is the matter, and something to do.

// TestGoods shows goods that are sold out, have no picture, cost something else
// by now, or are not there any more.
func TestGoods(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.expect("missing.png|404")
		p.visit(c.url + "/")
		p.openChat()
		p.send("nothing like it")
		p.see("there is no purple anvil")
		p.find("button", "^look at everything$")
		p.shot("state-no-results")

		p.send("show me")
		p.see("best known")
		p.accessible("sold out and without a picture")
		p.shot("state-sold-out")
		p.panel().last("button", "^ember lantern$").middle()
		p.shot("state-no-picture")
		p.panel().last("button", "^fell two-person tent$").tap()
		details := p.panel().find("group", "^fell two-person tent$")
		p.see("sold out")
		p.shot("state-sold-out-details")
		details.find("button", "^tell me when it is back$").tap()
		p.see("you said : tell me when fell two-person tent is back")

		p.panel().last("button", "^add: hearth").tap()
		p.panel().last("button", "^add: ember").tap()
		p.find("button", "^cart, 2 items$").tap()
		mug, err := c.index.Product(t.Context(), "mug")
		if err != nil {
			t.Fatal(err)
		}
		mug.Price = usd(1600)
		if err := c.index.Upsert(mug); err != nil {
			t.Fatal(err)
		}
		c.index.Delete("lamp")
		c.chat.CartChanged(t.Context(), *c.script.cart.Load())
		p.see("\\$16.00")
		p.see("is not sold any more")
		p.accessible("cart that changed")
		p.shot("state-cart-changed")
		p.panel().find("button", "^remove ember lantern$").tap()
		p.missing("button", "^remove ember lantern$")
	})
}

// TestPriceChanged adds what has become dearer since its card was shown, and
// what has become cheaper: each asks once, with both prices, before it adds.
func TestPriceChanged(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.send("show me")
		reprice := func(cents int64) {
			mug, err := c.index.Product(t.Context(), "mug")
			if err != nil {
				t.Fatal(err)
			}
			mug.Price = usd(cents)
			if err := c.index.Upsert(mug); err != nil {
				t.Fatal(err)
			}
		}
		card := p.panel().last("button", "^add: hearth")
		reprice(1600)
		card.tap()
		p.see("the price has changed from \\$14.00 to \\$16.00. nothing was added yet")
		p.find("button", "^cart, empty$")
		p.accessible("price changed on a card")
		p.shot("state-price-changed")
		p.panel().last("button", "^add for \\$16.00: hearth").tap()
		p.find("button", "^cart, 1 item$")

		p.panel().last("button", "^hearth enamel mug$").tap()
		details := p.panel().find("group", "^hearth enamel mug$")
		details.find("button", "^add to cart$")
		p.see("\\$16.00")
		reprice(1200)
		details.find("button", "^add to cart$").tap()
		p.see("the price has changed from \\$16.00 to \\$12.00")
		p.accessible("price changed in the details")
		p.shot("state-price-changed-details")
		details.find("button", "^add for \\$12.00$").tap()
		details.find("button", "^added").tap()
		p.see("\\$24.00")
	})
}

// TestConnection takes away the network, the server, and the patience of both.
func TestConnection(t *testing.T) {
	t.Run("websocket", func(t *testing.T) { testConnection(t, nil) })
	t.Run("stream", func(t *testing.T) { testConnection(t, refused) })
}

func testConnection(t *testing.T, upgrade func(net.Conn)) {
	slowly := func(config *chat.Config) {
		config.Limits.Messages = []chat.Rate{{Every: 20 * time.Second, Burst: 4}}
	}
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t, slowly)
		wire, url := lay(t, c.url, upgrade)
		p := newPage(t, s)
		p.dark(false)
		p.expect(badNetwork)
		p.visit(url + "/")
		p.openChat()
		p.say("hello")

		p.offline(true)
		p.see("you are offline. what you write is kept and sent later")
		p.send("are you there?")
		p.see("goes out when you are back online")
		p.panel().find("button", "^your orders$").tap()
		p.see("you are offline. your orders show once you are back online")
		p.shot("state-orders-offline")
		p.panel().find("button", "^back$").tap()
		p.accessible("offline")
		p.shot("state-offline")
		p.offline(false)
		p.see("i heard: are you there\\?")

		wire.cut()
		p.see("the connection is lost. trying again")
		p.accessible("reconnecting")
		p.shot("state-reconnecting")
		wire.mend()
		// The button is there between two attempts, of which one may be faster.
		panel := p.panel()
		if found, _ := p.search(&panel, "button", "^try now$"); len(found) > 0 {
			call[struct{}](found[0], `function () { this.click(); }`)
		}
		p.gone("the connection is lost")

		// More than a person writes is held back, and says for how long.
		for range 4 {
			p.send("and another thing")
		}
		p.see("goes out in \\d+ s")
		p.gone("a little fast")
		p.shot("state-rate-limited")
	})
}

// A message that the server refuses can be sent again, changed or thrown away.
func TestMessageFailed(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.tamper()
	p.visit(c.url + "/dark")
	p.openChat()
	p.say("hello")
	eval[struct{}](p, `window.refuse = 'Something is wrong on our side.'; undefined`)
	p.send("is it waterproof?")
	p.see("not sent. something is wrong on our side. try again delete")
	p.accessible("message that failed")
	p.shot("state-message-failed")
	eval[struct{}](p, `window.refuse = ''; undefined`)
	p.panel().find("button", "^try again$").tap()
	p.see("i heard: is it waterproof\\?")
	p.gone("not sent")
}

// What is fetched when it is needed may be slow, or not come.
func TestSlowParts(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.visit(c.url + "/strict")
	p.expect("502|Failed to fetch")
	release := c.holds("/panel.")
	p.find("button", "^chat with ").tap()
	p.see("the chat is loading")
	p.shot("state-loading-chat")
	release()
	p.find("textbox", "^message$")
	p.gone("the chat is loading")

	release = c.holds("/views.")
	p.panel().find("button", "^cart, empty$").tap()
	p.see("still loading")
	p.accessible("loading a view")
	p.shot("state-loading-view")
	p.panel().find("button", "^back$").tap()
	p.send("Track an order")
	p.see("which order is it")
	p.shot("state-loading-form")
	release()
	p.find("form", "^find your order$")
}

func TestPartsFailed(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.visit(c.url + "/strict")
	p.openChat()
	p.expect("502|Failed to fetch|dynamically imported")
	c.breaks("/views.")
	p.send("Track an order")
	p.see("please tell me its number and the e-mail. this part did not load. try again")
	p.accessible("a part that did not load")
	p.shot("state-part-failed")
	c.breaks("")
	p.panel().find("button", "^try again$").tap()
	p.find("form", "^find your order$")
}

// tampered lets a test answer the page's messages with a refusal
// (window.refuse), as servers seldom do.
const tampered = `(() => {
	const Real = WebSocket;
	window.refuse = '';
	window.WebSocket = class extends Real {
		send(text) {
			const { type, id } = JSON.parse(text);
			if (type !== 'send' || !window.refuse) return super.send(text);
			this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ type: 'error', id, code: 'internal', message: window.refuse }) }));
		}
	};
})();`

// tamper prepares the pages that are visited from now on; see tampered.
func (p *page) tamper() {
	p.t.Helper()
	p.atStart(tampered)
}

// atStart runs a script before those of each page that is visited from now on.
func (p *page) atStart(script string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return t.Call(ctx, pages.AddScriptToEvaluateOnNewDocument.Method, pages.AddScriptToEvaluateOnNewDocumentParams{Source: script}, nil)
	}))
}
