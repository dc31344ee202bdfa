package browser

import (
	"strings"
	"testing"
)

// TestConsent sends nothing before the shopper has agreed to the shop's words, and
// asks again when those change.
func TestConsent(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.dark(s.phone)
		asks := func(words string) {
			t.Helper()
			p.visit(c.url + "/strict")
			p.until("the widget", func() (bool, string) { return eval[bool](p, `typeof window.Aisle?.boot === 'function'`), "" })
			eval[struct{}](p, `window.Aisle.destroy().then(() => window.Aisle.boot({ name: 'Wren', privacy: '/privacy', consent: `+quote(words)+` })).then(() => undefined)`)
		}
		const once = "What you write is kept for a month."
		asks(once)
		eval[struct{}](p, `window.Aisle.ask('a tent for two').then(() => undefined)`)
		p.see("what you write is kept for a month. privacy")
		agree := p.panel().find("button", "^agree and start$")
		p.missing("textbox", "^message$")
		p.missing("button", "^cart, empty$")
		p.accessible("consent")
		p.shot("consent")
		for _, url := range p.requested() {
			if strings.Contains(url, "/aisle/session") || strings.HasPrefix(url, "ws:") {
				t.Errorf("asked for %s before the shopper agreed", url)
			}
		}

		agree.tap()
		p.until("what was to be asked in the field", func() (bool, string) {
			text := eval[string](p, inPanel+`panel.querySelector('textarea')?.value ?? 'no field'`)
			return text == "a tent for two", text
		})
		p.find("button", "^cart, empty$")
		p.panel().find("button", "^send$").tap()
		p.see("i heard: a tent for two")

		asks(once)
		eval[struct{}](p, `window.Aisle.open().then(() => undefined)`)
		p.see("i heard: a tent for two")
		asks("What you write is kept for a year.")
		eval[struct{}](p, `window.Aisle.open().then(() => undefined)`)
		p.see("what you write is kept for a year.")
		p.missing("textbox", "^message$")
	})
}
