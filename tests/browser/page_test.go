package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take to show what a test waits for.
const patience = 30 * time.Second

// page is a browser tab in a profile of its own.
type page struct {
	t    *testing.T
	ctx  context.Context
	size size

	mu       sync.Mutex
	errors   []string // console errors that nobody expected
	expected *regexp.Regexp
	requests []string // URLs, websockets included
}

// newPage opens a tab. Everything that the page complains about on its console
// fails the test, unless it is expected; see [page.expect].
func newPage(t *testing.T, s size) *page {
	t.Helper()
	if chromium == nil {
		t.Skip("no Chromium is installed; make test installs it")
	}
	return openTab(t, s, chromium, chromedp.WithNewBrowserContext())
}

// tab opens another tab in the same profile.
func (p *page) tab() *page {
	p.t.Helper()
	return openTab(p.t, p.size, p.ctx)
}

func openTab(t *testing.T, s size, parent context.Context, options ...chromedp.ContextOption) *page {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(parent, options...)
	t.Cleanup(closeTab)
	p := &page{t: t, ctx: ctx, size: s}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	viewport := []chromedp.EmulateViewportOption{}
	if s.phone {
		viewport = append(viewport, chromedp.EmulateScale(2), chromedp.EmulatePortrait, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	p.do(chromedp.EmulateViewport(s.width, s.height, viewport...))
	t.Cleanup(func() {
		if t.Failed() {
			p.shot("failed-" + t.Name())
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, e := range p.errors {
			t.Errorf("on the console: %s", e)
		}
	})
	return p
}

// listen notes requests and complaints. It runs inside the loop that reads the
// browser's messages.
func (p *page) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *network.EventWebSocketCreated:
		p.requests = append(p.requests, e.URL)
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		p.complain(text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			var words []string
			for _, arg := range e.Args {
				word := arg.Description
				if json.Unmarshal(arg.Value, &word) != nil {
					word += string(arg.Value)
				}
				words = append(words, word)
			}
			p.complain(strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.complain(e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

func (p *page) complain(text string) {
	if p.expected == nil || !p.expected.MatchString(text) {
		p.errors = append(p.errors, text)
	}
}

// expect names the complaints that do not fail the test from now on; "" means
// none.
func (p *page) expect(pattern string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expected = nil
	if pattern != "" {
		p.expected = regexp.MustCompile(pattern)
	}
}

// requested returns the URLs that were asked for since the last call.
func (p *page) requested() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	urls := p.requests
	p.requests = nil
	return urls
}

// visit opens a URL and waits until the page has loaded.
func (p *page) visit(url string) {
	p.t.Helper()
	p.do(chromedp.Navigate(url))
}

// dark switches the shopper's system to dark colours, or back to light ones.
func (p *page) dark(on bool) {
	p.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[on]
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return t.Call(ctx, emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"},
			},
		}, nil)
	}))
}

// do runs browser steps and fails the test when one does not work.
func (p *page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("browser: %v", err)
	}
}

// eval runs JavaScript in the page and returns its value. A promise is waited
// for.
func eval[T any](p *page, script string) T {
	p.t.Helper()
	value, err := tryEval[T](p, script)
	if err != nil {
		p.t.Fatalf("script: %v\n%s", err, script)
	}
	return value
}

func tryEval[T any](p *page, script string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, func(e *runtime.EvaluateParams) {
		e.AwaitPromise = new(true)
	}))
}

// until waits for a condition. The condition says what it saw, for the message
// of a failure.
func (p *page) until(what string, condition func() (ok bool, saw string)) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		ok, saw := condition()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("waited %s for %s; saw:\n%s", patience, what, saw)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// visibleText is what a reader of the page sees, shadow trees included.
const visibleText = `(() => {
	const words = [];
	const read = (node) => {
		if (node.nodeType === Node.TEXT_NODE) {
			const text = node.data.trim();
			if (text) words.push(text);
			return;
		}
		if (node instanceof Element) {
			if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT)$/.test(node.tagName)) return;
			if (!node.checkVisibility({ visibilityProperty: true })) return;
			if (node.shadowRoot) { node.shadowRoot.childNodes.forEach(read); return; }
		}
		const slotted = node.tagName === 'SLOT' ? node.assignedNodes() : [];
		(slotted.length ? slotted : node.childNodes).forEach(read);
	};
	if (document.body) read(document.body);
	return words.join(' ').replace(/\s+/g, ' ');
})()`

// scrollTo scrolls down until there is such an element, as one does on a page
// that fills itself on the way.
func (p *page) scrollTo(role, pattern string) (found element) {
	p.t.Helper()
	p.until(fmt.Sprintf("a %s named %q further down", role, pattern), func() (bool, string) {
		all, saw := p.search(nil, role, pattern)
		if len(all) == 0 {
			eval[struct{}](p, "scrollBy(0, innerHeight / 2)")
			return false, saw
		}
		found = all[0]
		return true, saw
	})
	return found
}

// see waits until the page shows text that matches the pattern; case does not
// matter.
func (p *page) see(pattern string) {
	p.t.Helper()
	p.sees(pattern, true)
}

// gone waits until no text of the page matches the pattern.
func (p *page) gone(pattern string) {
	p.t.Helper()
	p.sees(pattern, false)
}

func (p *page) sees(pattern string, want bool) {
	p.t.Helper()
	match := regexp.MustCompile("(?i)" + pattern)
	what := fmt.Sprintf("text %q", pattern)
	if !want {
		what = fmt.Sprintf("text %q to go", pattern)
	}
	p.until(what, func() (bool, string) {
		text, err := tryEval[string](p, visibleText)
		if err != nil {
			return false, err.Error() // the page is being replaced
		}
		return match.MatchString(text) == want, text
	})
}

// landed waits for what is moving to arrive; what moves for as long as something
// lasts, such as a skeleton, does not count.
const landed = `(() => {
	const trees = [document, ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)];
	const moving = trees.flatMap((tree) => tree.getAnimations()).filter((one) => one.effect.getComputedTiming().endTime < Infinity);
	return Promise.race([
		Promise.allSettled(moving.map((one) => one.finished)).then(() => true),
		new Promise((done) => setTimeout(() => done(false), 2000)),
	]);
})()`

// shot saves what the screen shows as screenshots/NAME-SIZE.png, once nothing moves.
func (p *page) shot(name string) {
	p.t.Helper()
	if still, err := tryEval[bool](p, landed); err != nil || !still {
		p.t.Logf("%s: something moves on the picture (%v)", name, err)
	}
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Logf("screenshot: %v", err)
		return
	}
	file := strings.NewReplacer("/", "-", " ", "-").Replace(name) + "-" + p.size.name + ".png"
	if err := os.WriteFile(filepath.Join(screenshots, file), png, 0o644); err != nil {
		p.t.Errorf("screenshot: %v", err)
	}
}

// quote writes a value as JavaScript.
func quote(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err) // only strings and numbers come here
	}
	return string(data)
}
