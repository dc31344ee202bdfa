package browser

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Before a shopper shows interest the widget costs a page one request, and
// leaves nothing behind. Later it speaks to the shop alone.
func TestNothingBeforeInterest(t *testing.T) {
	site := beside(t, newShop(t))
	p := newPage(t, desktop)
	p.visit(site + "/strict")
	p.find("button", "^chat with ")
	// Two frames and an idle moment: what the loader wants to do, it has done.
	eval[struct{}](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done({})))))`)

	want := []string{site + "/strict", site + "/aisle/widget.js"}
	got := slices.DeleteFunc(p.requested(), func(u string) bool { return u == site+"/favicon.ico" })
	if !slices.Equal(got, want) {
		t.Errorf("requests before interest: %v, want %v", got, want)
	}
	if left := eval[string](p, `JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])`); left != `["",{},{}]` {
		t.Errorf("left in the browser before interest: %s", left)
	}

	p.openChat()
	p.say("waterproof jacket under $150")
	later := p.requested()
	if len(later) == 0 {
		t.Error("opening the panel asked for nothing: is the request log alive?")
	}
	for _, u := range later {
		if host := strings.TrimPrefix(site, "http://"); !strings.Contains(u, "://"+host+"/") {
			t.Errorf("a request to somebody else: %s", u)
		}
	}
}

// What opening the panel and typing leaves in the browser is what the demo shop's
// article about privacy tells of, and no more: one cookie, the key to the talk, and
// for the tab what was typed and that the chat is open.
func TestWhatOpeningKeeps(t *testing.T) {
	s := newShop(t)
	p := newPage(t, desktop)
	p.visit(s.url + "/help/privacy")
	for _, told := range []string{"the same one cookie", "look an order up", "the key to your talk", "not sent", "the chat was open"} {
		p.see(told)
	}
	kept := func() string {
		// Which way of connecting passes is remembered where the network is slow.
		return eval[string](p, `JSON.stringify([document.cookie, Object.keys(localStorage).filter((key) => !key.endsWith(':blocked')).sort(), Object.keys(sessionStorage).sort()])`)
	}
	if left := kept(); left != `["",[],[]]` || len(p.cookies()) != 0 {
		t.Errorf("before interest there are %s and the cookies %v", left, p.cookies())
	}
	p.openChat()
	p.find("textbox", "^message").write("is it")
	mount := "aisle:" + s.url + "/aisle/"
	want := `["",["` + mount + `:token"],["` + mount + `:draft","` + mount + `:open"]]`
	p.until("the draft is kept", func() (bool, string) { left := kept(); return left == want, left })
	if names := p.cookies(); !slices.Equal(names, []string{"shop_session"}) {
		t.Errorf("the cookies are %v", names)
	}
}

// cookies names the cookies that the browser has for the page.
func (p *page) cookies() (names []string) {
	p.t.Helper()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		var all network.GetCookiesResult
		err := t.Call(ctx, network.GetCookies.Method, network.GetCookiesParams{}, &all)
		for _, c := range all.Cookies {
			names = append(names, c.Name)
		}
		return err
	}))
	return names
}

// The launcher has the shop's color before the panel has come and after it has, in
// light and dark.
func TestLauncherColor(t *testing.T) {
	site := beside(t, newShop(t))
	p := newPage(t, desktop)
	for _, scheme := range []string{"light", "dark"} {
		p.visit(site + "/" + scheme)
		p.find("button", "^chat with ")
		color := func() string {
			return eval[string](p, `(() => {
				const launcher = document.querySelector('aisle-chat').shadowRoot.querySelector('.launcher'), style = getComputedStyle(launcher);
				return style.backgroundColor + ' ' + style.color;
			})()`)
		}
		before := color()
		p.openChat()
		p.panel().find("button", "^close chat$").tap()
		p.find("button", "^chat with ")
		if after := color(); after != before || before == "" {
			t.Errorf("%s: the launcher is %s, and %s once the panel has come", scheme, before, after)
		}
	}
}

// hostPage is a page of somebody who has nothing but the widget.
const hostPage = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A page of somebody</title>
<main><h1>A page of somebody</h1></main>
<script src="/aisle/widget.js" data-scheme="SCHEME" data-checkout="/checkout" defer></script></html>`

// strictPolicy allows the site's own scripts, requests and pictures, nothing
// else, and no markup made of text.
const strictPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// The widget works on a page with a strict content security policy. A violation
// is an error on the console and so fails the test.
func TestStrictPolicy(t *testing.T) {
	p := newPage(t, desktop)
	p.visit(beside(t, newShop(t)) + "/strict")
	p.openChat()
	p.say("waterproof jacket under $150")
	p.cards()
	p.shot("strict-policy")

	// The policy does hold: it stops what the widget never does.
	p.expect("violates|TrustedHTML|Content Security Policy")
	stopped := eval[bool](p, `(() => {
		try { document.body.innerHTML = '<b>no</b>'; return false; } catch { return true; }
	})()`)
	if !stopped {
		t.Error("the page's policy stops nothing")
	}
}

// beside puts the shop behind a server that adds pages of the same origin:
// /strict with a strict policy, and /light and /dark.
func beside(t *testing.T, s *shop) string {
	t.Helper()
	target, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = r.In.Host // the page's own origin stays the only one
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme := "auto"
		switch r.URL.Path {
		case "/strict":
			w.Header().Set("Content-Security-Policy", strictPolicy)
		case "/light", "/dark":
			scheme = r.URL.Path[1:]
		case "/favicon.ico": // Chromium asks by itself
			w.WriteHeader(http.StatusNoContent)
			return
		default:
			proxy.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, strings.Replace(hostPage, "SCHEME", scheme, 1))
	}))
	t.Cleanup(server.Close)
	return server.URL
}
