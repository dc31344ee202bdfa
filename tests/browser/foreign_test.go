package browser

import (
	"fmt"
	"strings"
	"testing"
)

// foreign are pages that are unlike our own shop: what their style sheets do to
// everything on them, and colors that are hard to write on.
var foreign = []struct {
	name, style, color string
	font, scheme       string // that the chat takes over from the page
}{
	{
		"fashion", `html { font-size: 10px } body { font: 2rem/2 Georgia, serif; background: #fff; color: #111 }
		* { letter-spacing: .12em; box-sizing: content-box; text-transform: uppercase; word-spacing: .3em }
		button, input, textarea { all: unset; display: block; width: 100%; border: 3px solid; padding: 2rem; text-align: center }
		p, ul, li { margin: 3rem; font-weight: 300 } svg { width: 100%; height: auto } div { float: left }`,
		"#111111", "Georgia", "light",
	},
	{
		"pharmacy", `html { font-size: 62.5% } body { font: 1.6rem/1.2 sans-serif; background: #0d1b2a; color: #e6edf3 }
		body > * { display: none !important } main { display: block !important } :focus { outline: none !important }
		button { min-width: 300px; min-height: 90px; border-radius: 0 !important; background: red !important }`,
		"#7fb2ff", "sans-serif", "dark",
	},
	{
		"hardware", `body { font: bold 18px/1 Impact, sans-serif; background: #fff; text-align: center; font-style: italic }
		* { transition: all 2s !important; text-shadow: 0 1px 0 #fff; line-height: 1 !important } img { max-width: 40px !important; border: 4px solid red }`,
		"#ff6600", "Impact", "light",
	},
	{"yellow", `body { background: #fffdf0; text-indent: 3em; white-space: nowrap; cursor: crosshair; direction: ltr; font: 16px monospace }`, "#ffe600", "monospace", "light"},
	{"almost white", `body { background: #fafafa; font-family: serif; visibility: visible; font-variant: small-caps }`, "#fdfdfd", "serif", "light"},
	{"almost black", `body { background: #fff; font-family: serif; font-size: 40px; -webkit-user-select: none; user-select: none }`, "#030303", "serif", "light"},
}

// TestForeignPage opens the chat in shops that were not made for it: it takes over
// their font, color and scheme, and nothing else.
func TestForeignPage(t *testing.T) {
	for _, shop := range foreign {
		t.Run(shop.name, func(t *testing.T) {
			bothSizes(t, func(t *testing.T, s size) {
				c := newCorner(t)
				p := newPage(t, s)
				p.dark(false)
				p.expect("missing.png|404")
				p.visit(c.url + "/")
				eval[struct{}](p, `(async () => {
					await window.Aisle.destroy();
					const style = document.createElement('style');
					style.textContent = `+quote(shop.style)+`;
					document.head.replaceChildren(...document.head.querySelectorAll('meta, title'), style);
					await window.Aisle.boot({ name: 'Wren', color: `+quote(shop.color)+`, scheme: '' });
				})()`)
				p.find("button", "^chat with wren$")
				for _, fault := range eval[[]string](p, launched) {
					t.Errorf("launcher: %s", fault)
				}
				p.shot("foreign-" + strings.ReplaceAll(shop.name, " ", "-") + "-launcher")
				p.openChat()
				p.see("hi, i'm wren")
				p.say("show me")
				p.settled()
				for _, fault := range eval[[]string](p, fmt.Sprintf(colored, quote(shop.font), quote(shop.scheme))) {
					t.Errorf("panel: %s", fault)
				}
				p.fits(shop.name)
				p.accessible(shop.name)
				p.shot("foreign-" + strings.ReplaceAll(shop.name, " ", "-"))
			})
		})
	}
}

// launched lists what the page's styles have done to the launcher.
const launched = `(() => {
	const faults = [], button = document.querySelector('aisle-chat').shadowRoot.querySelector('.launcher');
	const box = button.getBoundingClientRect(), style = getComputedStyle(button);
	if (box.width !== 56 || box.height !== 56) faults.push('is ' + box.width + ' by ' + box.height);
	if (innerWidth - box.right !== 20 || innerHeight - box.bottom !== 20) faults.push('stands ' + (innerWidth - box.right) + ' from the right, ' + (innerHeight - box.bottom) + ' from the bottom');
	if (style.borderTopLeftRadius !== '28px') faults.push('has corners of ' + style.borderTopLeftRadius);
	return faults;
})()`

// colored lists what of the page's styles has got into the panel besides its font.
const colored = `(() => {
	const faults = [], panel = document.querySelector('aisle-chat').shadowRoot.querySelector('.panel');
	const phone = matchMedia('(max-width: 640px)').matches, font = %s, scheme = %s;
	const want = { fontSize: phone ? '16px' : '15px', fontStyle: 'normal', fontWeight: '400', fontVariant: 'normal', letterSpacing: 'normal', textTransform: 'none',
		wordSpacing: '0px', textIndent: '0px', textShadow: 'none', textAlign: 'start', whiteSpace: 'normal', lineHeight: phone ? '24px' : '22.5px', cursor: 'auto', userSelect: 'auto', visibility: 'visible' };
	const prose = getComputedStyle(panel.querySelector('.prose'));
	for (const [name, value] of Object.entries(want)) if (prose[name] !== value) faults.push(name + ' of prose is ' + prose[name] + ', not ' + value);
	if (!prose.fontFamily.includes(font)) faults.push('the font is ' + prose.fontFamily + ', not ' + font);
	if (getComputedStyle(panel).colorScheme !== scheme) faults.push('the panel is ' + getComputedStyle(panel).colorScheme + ' on a page that is ' + scheme);
	const box = panel.getBoundingClientRect();
	const [width, height] = phone ? [innerWidth, innerHeight] : [400, Math.min(720, innerHeight - 40)];
	if (box.width !== width || box.height !== height) faults.push('the panel is ' + box.width + ' by ' + box.height + ', not ' + width + ' by ' + height);
	for (const button of panel.querySelectorAll('.head .round, .go')) {
		const { width, height } = button.getBoundingClientRect();
		if (width !== 44 || height !== 44) faults.push(button.ariaLabel + ' is ' + width + ' by ' + height);
	}
	return faults;
})()`
