package browser

import "testing"

// TestForcedColors has a system that picks all colors: what has the focus and what is
// chosen can be seen, and stars that were not given are not stars that were.
func TestForcedColors(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.front()
	p.media(map[string]string{"forced-colors": "active"})
	p.expect("missing.png|404")
	p.visit(c.url + "/")
	p.openChat()
	shows := func(what element) {
		t.Helper()
		what.tap()
		if f := p.focused(); f.name != what.name {
			t.Fatalf("the focus is on %s instead of %s", f, what)
		}
		if !eval[bool](p, outlined) {
			t.Errorf("the focus on %s cannot be seen", what)
		}
	}
	shows(p.find("textbox", "^message$"))
	p.say("return something")
	form := p.find("form", "^return something$")
	shows(form.find("textbox", "^anything to add"))
	differs := func(what element) {
		t.Helper()
		look := `function () { const { backgroundColor, borderTopWidth } = getComputedStyle(this.closest('label')); return backgroundColor + borderTopWidth; }`
		before, err := call[string](what, look)
		if err != nil {
			t.Fatal(err)
		}
		what.tap()
		if after, err := call[string](what, look); err != nil || after == before {
			t.Errorf("%s is %q whether it is chosen or not, %v", what, after, err)
		}
	}
	differs(form.find("radio", "^too small$"))

	p.say("show me")
	p.panel().last("button", "^beck waterproof jacket$").tap()
	details := p.panel().find("group", "^beck waterproof jacket$")
	differs(details.find("radio", "^m$"))
	shows(details.find("textbox", "^ask about beck"))
	details.find("button", "^back$").tap()
	if framed := eval[string](p, inPanel+`getComputedStyle(panel.querySelector('.card-open')).borderTopStyle`); framed != "none" {
		t.Errorf("a title stands in a box: %s", framed)
	}
}

// outlined tells whether what has the focus, or what is around it, has an outline.
const outlined = `(() => {
	let active = document.activeElement;
	while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
	for (let el = active, i = 0; el && i < 3; el = el.parentElement, i++) {
		if (getComputedStyle(el).outlineStyle !== 'none') return true;
	}
	return false;
})()`

// TestMenuAbove opens the menu over a comparison, whose heads stay in sight: they are
// beneath it. Who leaves the menu closes it, and does not go on behind it.
func TestMenuAbove(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		p := newPage(t, s)
		p.front()
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.say("compare")
		eval[struct{}](p, inPanel+`panel.querySelector('.rows').scrollIntoView({ block: 'start' }); undefined`)
		p.panel().find("button", "^more$").tap()
		p.find("menuitem", "^talk to a person$")
		if hidden := eval[[]string](p, inPanel+`[...panel.querySelectorAll('[role=menuitem]')].filter((item) => {
			const { left, top, width, height } = item.getBoundingClientRect();
			return !item.contains(panel.elementFromPoint(left + width / 2, top + height / 2));
		}).map((item) => item.innerText)`); len(hidden) > 0 {
			t.Errorf("something lies over %q", hidden)
		}
		p.shot("menu-above")
	})
}
