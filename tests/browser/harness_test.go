package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// controls is a page on which each instrument of these tests must go off: one
// that finds nothing anywhere proves nothing.
const controls = `<!doctype html><html lang="en"><title>Controls</title><main><h1>Controls</h1>
<x-box></x-box>
<p style="visibility: hidden">unseen words</p>
<div style="position: relative; width: 200px; height: 60px">
	<button>Covered</button><div style="position: absolute; inset: 0; background: white"></div>
</div></main>
<script>
customElements.define('x-box', class extends HTMLElement {
	connectedCallback() {
		const root = this.attachShadow({ mode: 'open' });
		const button = document.createElement('button');
		button.setAttribute('aria-label', 'Press me');
		button.textContent = 'Press';
		button.onclick = () => { line.textContent = 'pressed ' + field.value; };
		const field = document.createElement('input');
		field.setAttribute('aria-label', 'Your words');
		const line = document.createElement('p');
		const bare = document.createElement('button');
		root.append(field, button, bare, line);
	}
});
</script></html>`

func serve(t *testing.T, html string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(html))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestHarness(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		p := newPage(t, s)
		p.visit(serve(t, controls))
		if len(p.requested()) == 0 {
			t.Error("the page's own request went unnoticed")
		}

		p.find("textbox", "your words").write("hello there")
		p.find("button", "^press me$").tap()
		p.see("pressed hello there")
		p.gone("unseen words")
		p.missing("button", "no such thing")

		if f := p.focused(); f.name != "Press me" && !s.phone {
			t.Errorf("focus is on %s", f)
		}
		eval[struct{}](p, "document.querySelector('x-box').shadowRoot.querySelector('input').focus()")
		p.press(tab)
		if f := p.focused(); f.name != "Press me" || f.role != "button" {
			t.Errorf("after Tab, focus is on %s", f)
		}

		covered := p.find("button", "covered")
		at := covered.middle()
		if in, err := call[string](covered, pointed, at[0], at[1]); err != nil || !strings.Contains(in, "inset") {
			t.Errorf("what covers the button: %q, %v", in, err)
		}

		found := p.axe()
		if len(found) == 0 || found[0].ID != "button-name" {
			t.Errorf("axe missed the button without a name: %v", found)
		}

		p.expect("^a complaint")
		eval[struct{}](p, "console.error('a complaint')")
		p.expect("")
		eval[struct{}](p, "console.error('a surprise')")
		eval[struct{}](p, "setTimeout(() => { throw new Error('thrown') }); undefined")
		p.until("an exception", func() (bool, string) {
			p.mu.Lock()
			defer p.mu.Unlock()
			all := strings.Join(p.errors, "\n")
			return strings.Contains(all, "thrown"), all
		})
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.errors) != 2 || p.errors[0] != "a surprise" {
			t.Errorf("complaints: %q, want the surprise and the exception", p.errors)
		}
		p.errors = nil // they were meant
	})
}
