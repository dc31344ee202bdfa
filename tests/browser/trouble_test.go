package browser

import (
	"context"
	"strings"
	"testing"

	pages "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestTrouble lets a whole talk, with something put into the cart, go on in pages and
// browsers that make it hard.
func TestTrouble(t *testing.T) {
	for name, script := range map[string]string{
		"storage throws":     `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });`,
		"storage is full":    `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
		"storage is missing": `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null });`,
		"no cookies":         `Object.defineProperty(document, 'cookie', { get() { throw new DOMException('denied', 'SecurityError'); } });`,
		"a clock ahead":      `{ const Real = Date, ahead = 400 * 864e5; window.Date = class extends Real { constructor(...args) { args.length ? super(...args) : super(Real.now() + ahead); } static now() { return Real.now() + ahead; } }; }`,
		"a clock behind":     `{ const Real = Date, ahead = -400 * 864e5; window.Date = class extends Real { constructor(...args) { args.length ? super(...args) : super(Real.now() + ahead); } static now() { return Real.now() + ahead; } }; }`,
		"scripts that fail":  `setInterval(() => { throw new Error('of the page'); }, 50); addEventListener('keydown', () => { throw new Error('of the page'); }, true);`,
		"hostile built-ins":  `Array.prototype.extra = () => 1; Object.prototype.more = 'more'; window.onerror = () => false;`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCorner(t)
			p := newPage(t, desktop)
			p.dark(false)
			p.expect("of the page")
			p.atStart(script)
			p.visit(c.url + "/strict")
			p.openChat()
			p.say("hello")
			p.say("show me")
			p.panel().last("button", "^add: hearth enamel mug$").tap()
			p.panel().find("button", "^cart, 1 item$").tap()
			p.panel().find("group", "^your cart$").find("button", "^one more$").tap()
			p.see(`\$28\.00`)
		})
	}
}

// A page that throws the widget away with its body gets it back.
func TestThrownAway(t *testing.T) {
	for name, script := range map[string]string{
		"emptied":  `document.body.innerHTML = '<h1>Another page</h1>'; undefined`,
		"replaced": `{ const body = document.createElement('body'); body.append('Another page'); document.body.replaceWith(body); } undefined`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newCorner(t)
			p := newPage(t, desktop)
			p.dark(false)
			p.visit(c.url + "/")
			eval[struct{}](p, script)
			p.openChat()
			p.say("hello")
			eval[struct{}](p, script)
			p.see("i heard: hello")
			p.say("still there?")
		})
	}
}

// TestSleep freezes a page as a phone does, and looks back at one from the browser's
// cache: what was said elsewhere meanwhile is there.
func TestSleep(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.dark(false)
	p.expect("Back-Forward Cache|WebSocket")
	p.visit(c.url + "/")
	p.openChat()
	p.say("hello")
	lifecycle := func(state pages.SetWebLifecycleStateState) {
		p.must(func(ctx context.Context, t *chromedp.Target) error {
			return t.Call(ctx, pages.SetWebLifecycleState.Method, pages.SetWebLifecycleStateParams{State: state}, nil)
		})
	}
	lifecycle(pages.SetWebLifecycleStateStateFrozen)
	other := p.tab()
	other.visit(c.url + "/")
	other.openChat()
	other.see("i heard: hello")
	other.say("meanwhile")
	lifecycle(pages.SetWebLifecycleStateStateActive)
	p.see("i heard: meanwhile")

	p.do(chromedp.Navigate(c.url + "/elsewhere"))
	p.see("elsewhere")
	other.say("and again")
	eval[struct{}](p, `setTimeout(() => history.back()); undefined`)
	p.see("i heard: and again")
	other.say("live again")
	p.see("i heard: live again")
	said := eval[string](p, visibleText)
	for _, once := range []string{"you said : hello", "you said : meanwhile", "you said : and again", "you said : live again"} {
		if n := strings.Count(strings.ToLower(said), once); n != 1 {
			t.Errorf("%q is there %d times:\n%s", once, n, said)
		}
	}
}
