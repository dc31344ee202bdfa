package browser

import (
	"testing"

	"github.com/aisle-chat/aisle/chat"
)

// TestCompare reads a comparison: the heads stay in sight, rows and heads move
// together, and one adds from there.
func TestCompare(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.send("compare all")
		table := p.find("table", "^4 products compared$")
		p.see("the beck if it pours for hours")
		p.see("240 g lighter")
		p.accessible("comparison")
		p.shot("compare")

		if at := eval[float64](p, inPanel+`(() => {
			const rows = panel.querySelector('.rows');
			rows.scrollLeft = 120;
			return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(panel.querySelector('.heads').scrollLeft))));
		})()`); at != 120 {
			t.Errorf("the heads moved to %v with the rows at 120", at)
		}
		p.shot("compare-sideways")
		name := table.find("rowheader", "^made in$")
		eval[struct{}](p, inPanel+`panel.querySelector('.scroll').scrollTop = 1e6; undefined`)
		left, err := call[float64](name, `function () { return this.getBoundingClientRect().left - this.closest('.grid').getBoundingClientRect().left; }`)
		if err != nil || left != 0 {
			t.Errorf("the first column is %v off, %v", left, err)
		}
		head := table.find("button", "^drizzle packable jacket$")
		if at, err := call[[2]float64](head, `function () {
			const view = this.closest('.scroll').getBoundingClientRect();
			return [this.getBoundingClientRect().top, view.top];
		}`); err != nil || at[0] < at[1]-1 || at[0] > at[1]+160 {
			t.Errorf("with the last row in sight the names stand at %v, the view begins at %v: %v", at[0], at[1], err)
		}
		p.shot("compare-down")
		if !s.phone {
			p.find("button", "^show all side by side$").tap()
			if width := eval[float64](p, inPanel+`panel.querySelector('.panel').getBoundingClientRect().width`); width != 760 {
				t.Errorf("the wide panel is %v wide", width)
			}
			p.shot("compare-wide")
			p.find("button", "^make it narrow again$").tap()
		}
		table.find("button", "^choose size: drizzle").tap()
		details := p.panel().find("group", "^drizzle packable jacket$")
		if over := eval[bool](p, inPanel+`(() => {
			const { left, top, width, height } = panel.querySelector('.heads').getBoundingClientRect();
			const main = panel.querySelector('.main');
			main.inert = false; // what is inert is never hit
			const hit = panel.elementFromPoint(left + width / 2, top + height - 20);
			main.inert = true;
			return Boolean(hit.closest('.layer'));
		})()`); !over {
			t.Error("the heads show through what lies over the conversation")
		}
		details.find("radio", "^m$").tap()
		details.find("button", "^add to cart$").tap()
		details.find("button", "^added").tap()
		p.see("your cart drizzle packable jacket m")
	})
}

// inPanel begins a script that looks into the panel.
const inPanel = `var panel = document.querySelector('aisle-chat').shadowRoot;`

// TestArticle opens a source in the panel, and comes back to where one was.
func TestArticle(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.send("returns")
		source := p.panel().find("button", "returns and refunds$")
		source.tap()
		layer := p.panel().find("group", "^returns and refunds$")
		p.see("please send it: unused")
		if quote, err := call[string](layer.find("note", "^the passage that answers$"), `function () { return this.innerText; }`); err != nil || quote != returnsQuote {
			t.Errorf("the passage is %q, %v", quote, err)
		}
		page := layer.find("link", "^open its page$")
		if href, err := call[string](page, `function () { return this.href; }`); err != nil || href != c.url+"/help/returns" {
			t.Errorf("the page is %q, %v", href, err)
		}
		p.accessible("article")
		p.shot("article")
		layer.find("button", "^back$").tap()
		p.focusIs("source: returns and refunds")

		p.expect("404|502")
		p.send("lost article")
		p.panel().find("button", "an article that is gone$").tap()
		p.see("did not load. this is the passage that answers")
		p.see("this passage is all that is left")
		p.find("button", "^try again$")
		p.find("link", "^open its page$")
		p.accessible("article that did not load")
		p.shot("state-article-failed")
	})
}

// TestCodes gives the cart promotion codes: a good one, some that do not count,
// and takes them back.
func TestCodes(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.panel().find("button", "^cart, empty$").tap()
		p.see("nothing in your cart yet")
		p.accessible("empty cart")
		p.shot("state-empty-cart")
		p.panel().find("button", "^keep looking$").tap()

		p.send("show me")
		p.panel().last("button", "^add: hearth").tap()
		p.find("button", "^cart, 1 item$").tap()
		sheet := p.panel().find("group", "^your cart$")
		p.see("\\$136.00 to free shipping")
		p.see("shipping from \\$5.90 total before shipping \\$14.00 taxes, if any, are added at checkout")
		p.accessible("cart")
		p.missing("textbox", "^promotion code$")
		sheet.find("button", "^promotion code$").tap()
		code := sheet.find("textbox", "^promotion code$")
		p.until("the focus to be in the field", func() (bool, string) { f := p.focused(); return f.role == "textbox", f.String() })
		p.press(enter)
		p.see("type the code first")
		for word, why := range map[string]string{"SPRING": "spring ended", "no such": "no code"} {
			code.write(word)
			p.press(enter)
			p.see(why)
		}
		p.accessible("refused code")
		p.shot("state-code-refused")

		code.write("fall10")
		p.press(enter)
		sheet.find("button", "^remove the code fall10$")
		p.see("10 % off · fall10 −\\$1.40")
		p.see("total before shipping \\$12.60")
		p.missing("textbox", "^promotion code$")
		p.focusIs("promotion code")

		sheet.find("button", "^promotion code$").tap()
		sheet.find("textbox", "^promotion code$").write("BIG20")
		p.press(enter)
		sheet.find("button", "^remove the code big20$")
		p.see("\\$186.00")
		p.accessible("cart with codes")
		p.shot("cart-codes")
		sheet.find("button", "^remove the code fall10$").tap()
		p.missing("button", "^remove the code fall10$")
		p.see("total \\$14.00")
	})
}

// TestGreeting looks at the first words of a conversation on different pages.
func TestGreeting(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict?order=LH-1001")
		release := c.holds("/session")
		p.find("button", "^chat with ").tap()
		p.find("textbox", "^message$")
		p.gone("ask about anything here|hi, i'm wren") // neither, before it is known
		release()
		p.see("hi, i'm wren")
		p.see("what you write is kept so that the shop can help you. privacy")
		p.accessible("greeting")
		p.shot("greeting")
		if page := c.script.page.Load(); page.Kind != "home" || page.Order != "LH-1001" {
			t.Errorf("the page is known as %+v", page)
		}

		// A shop of one page goes on to its cart.
		eval[struct{}](p, `document.querySelector('meta[name="aisle:page"]').content = 'cart'; history.pushState({}, '', '/cart'); undefined`)
		p.find("button", "^what does shipping cost\\?$")
		p.missing("button", "^gift ideas$")
		p.shot("greeting-cart")
		p.find("button", "^i have a code$").tap()
		p.see("you said : i have a code")
		p.see("hi, i'm wren") // it stays, as what was said first
		p.missing("button", "^i have a code$")
		if said := c.said("I have a code"); said.Entry != "greeting" || said.Page.Kind != "cart" {
			t.Errorf("the tap came as %+v", said)
		}
	})
	t.Run("none", func(t *testing.T) {
		c := newCorner(t)
		c.script.quiet.Store(true)
		p := newPage(t, desktop)
		p.visit(c.url + "/")
		p.openChat()
		p.see("ask about anything here")
		p.find("button", "^help me choose$")
	})
}

// said returns the shopper's message with this text from the log.
func (c *corner) said(text string) *chat.Message {
	c.t.Helper()
	list, err := c.store.Conversations(c.t.Context(), chat.DefaultShop, chat.Filter{Limit: 10})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, conversation := range list {
		events, err := c.store.Events(c.t.Context(), chat.DefaultShop, conversation.ID, 0, 100)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, e := range events {
			if e.Message != nil && e.Message.Text == text {
				return e.Message
			}
		}
	}
	c.t.Fatalf("nobody said %q in %d conversations", text, len(list))
	return nil
}
