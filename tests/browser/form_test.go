package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestForm fills in forms of the conversation: with mistakes that the browser
// finds and one that only the server can, through a reload, to the end.
func TestForm(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.send("Track an order")
		form := p.find("form", "^find your order$")
		p.accessible("form")

		form.find("button", "^find it$").tap()
		p.see("order number is needed")
		p.see("e-mail is needed")
		p.focusIs("order number")
		p.accessible("form with mistakes")
		p.shot("form-mistakes")

		form.find("textbox", "^order number$").write("lh-1001")
		p.gone("order number is needed")
		form.find("textbox", "^e-mail$").write("a..b@shop.example")
		p.reloadChat()
		form = p.find("form", "^find your order$")
		if got := form.find("textbox", "^order number$").value(); got != "lh-1001" {
			t.Errorf("after a reload the number is %q", got)
		}
		email := form.find("textbox", "^e-mail$")
		email.tap()
		p.press(enter)
		p.see("does not look like an e-mail address")
		p.focusIs("e-mail")
		p.gone("here is my order number")

		email.write("ada@shop.example")
		p.press(enter)
		p.see("you said : here is my order number")
		p.find("group", "^order lh-1001$")
		p.missing("form", "^find your order$")
		p.see("find your order sent order number lh-1001 e-mail ada@shop.example")
		if left := eval[string](p, `JSON.stringify({ ...sessionStorage })`); strings.Contains(left, "ada@shop.example") {
			t.Errorf("the form is still kept once it was sent: %s", left)
		}
	})
}

// TestFormKinds uses every kind of field.
func TestFormKinds(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.visit(c.url + "/dark")
		p.openChat()
		p.send("return something")
		form := p.find("form", "^return something$")
		form.find("button", "^ask for the return$").tap()
		p.see("what goes back is needed")
		p.see("please choose one")
		p.focusIs("beck waterproof jacket")

		form.find("checkbox", "^hearth enamel mug").tap()
		form.find("checkbox", "^beck").tap()
		form.find("button", "^one more$").tap()
		form.find("radio", "^too large").tap()
		form.find("textbox", "^anything to add").write(strings.Repeat("long ", 9))
		p.see("5 too many")
		form.find("checkbox", "^it is unused").tap()
		form.find("button", "^ask for the return$").tap()
		p.see("takes at most 40 characters")
		p.shot("form-kinds")
		p.accessible("form of all kinds")
		for _, target := range p.small(form) {
			t.Errorf("a target of less than 44 pixels: %s", target)
		}
		form.find("textbox", "^anything to add").write("Thanks.")
		form.find("button", "^ask for the return$").tap()
		p.see("r-5001")
		p.see("what goes back beck waterproof jacket, hearth enamel mug how many mugs 2 what is the reason\\? too large anything to add thanks. it is unused and has its labels yes")
		p.shot("form-sent")

		// Whatever else is said leaves a form behind.
		p.send("return something")
		p.find("form", "^return something$")
		p.say("never mind")
		p.missing("form", "^return something$")
		p.see("return something not filled in")
	})
}

// A form that is filled in without a network goes out later, by itself.
func TestFormOffline(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.visit(c.url + "/")
	p.openChat()
	p.send("Track an order")
	form := p.find("form", "^find your order$")
	form.find("textbox", "^order number$").write("LH-1001")
	form.find("textbox", "^e-mail$").write("ada@shop.example")
	p.expect("ERR_INTERNET_DISCONNECTED")
	p.offline(true)
	p.see("you are offline")
	form.find("button", "^find it$").tap()
	p.see("sending goes out when you are back online")
	p.shot("form-offline")
	p.offline(false)
	p.find("group", "^order lh-1001$")
	p.gone("you are offline")
}

// focusIs waits until what has the focus has this name.
func (p *page) focusIs(name string) {
	p.t.Helper()
	p.until("the focus to be at "+name, func() (bool, string) {
		f := p.focused()
		return strings.HasPrefix(strings.ToLower(f.name), name), f.String()
	})
}

// value is what stands in a field.
func (e element) value() string {
	e.p.t.Helper()
	text, err := call[string](e, `function () { return this.value; }`)
	e.must(text, err)
	return text
}

// small names the buttons and fields within an element whose target is less
// than 44 pixels wide or high.
func (p *page) small(within element) []string {
	p.t.Helper()
	found, err := call[[]string](within, `function () {
		return [...this.querySelectorAll('button, input, textarea')].filter((one) => {
			const { width, height } = one.getBoundingClientRect();
			return width < 44 || height < 44;
		}).map((one) => one.outerHTML.slice(0, 120));
	}`)
	within.must(found, err)
	return found
}

// offline takes the browser's network away, or gives it back.
func (p *page) offline(on bool) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		state := network.OverrideNetworkStateParams{Offline: on, DownloadThroughput: -1, UploadThroughput: -1}
		if err := t.Call(ctx, network.OverrideNetworkState.Method, state, nil); err != nil {
			return err
		}
		rules := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{
			{Offline: on, DownloadThroughput: -1, UploadThroughput: -1},
		}}
		return t.Call(ctx, network.EmulateNetworkConditionsByRule.Method, rules, nil)
	}))
}
