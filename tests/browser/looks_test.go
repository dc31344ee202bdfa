package browser

import "testing"

// TestLook shows what a shop may choose: the words of data-look, tokens and parts
// from its own style sheet.
func TestLook(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.expect("missing.png|404")
	p.visit(c.url + "/")
	eval[struct{}](p, `(async () => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync('aisle-chat { --fill: rgb(1, 2, 3); --aisle-radius: 7px; --aisle-font: monospace } aisle-chat::part(header) { padding-top: 31px }');
		document.adoptedStyleSheets = [sheet];
		await window.Aisle.boot({ name: 'Wren', look: 'bubbles square' });
	})()`)
	p.openChat()
	p.say("show me")
	p.settled()
	got := eval[map[string]string](p, inPanel+`(() => {
		const of = (name) => getComputedStyle(panel.querySelector(name));
		return {
			fill: of('.solid').backgroundColor, corner: of('.solid').borderTopLeftRadius, font: of('.panel').fontFamily,
			head: of('.head').paddingTop, bubble: String(of('.reply > .prose').backgroundColor !== of('.panel').backgroundColor),
		};
	})()`)
	for part, want := range map[string]string{"fill": "rgb(1, 2, 3)", "corner": "3px", "font": "monospace", "head": "31px", "bubble": "true"} {
		if got[part] != want {
			t.Errorf("%s is %q, want %q", part, got[part], want)
		}
	}
	p.accessible("bubbles with square corners")
	p.fits("bubbles with square corners")
	p.shot("look-bubbles-square")
}
