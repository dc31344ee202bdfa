package browser

import (
	"slices"
	"testing"
)

// order is how the letters of an element's text that are in of stand on the screen,
// read from the left.
const order = `function (of) {
	const found = [];
	const walk = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		for (let i = 0; i < walk.currentNode.data.length; i++) {
			if (!of.includes(walk.currentNode.data[i])) continue;
			const range = document.createRange();
			range.setStart(walk.currentNode, i);
			range.setEnd(walk.currentNode, i + 1);
			found.push([range.getBoundingClientRect().left, walk.currentNode.data[i]]);
		}
	}
	return found.sort((a, b) => a[0] - b[0]).map(([, letter]) => letter).join('');
}`

// TestMixed has words written from the left in a panel that is written from the right:
// each is in its own direction, and stands where the others stand.
func TestMixed(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.expect("missing.png|404")
	p.visit(c.url + "/in/ar?order=LH-1001")
	p.find("button", "الدردشة").tap()
	reads := func(what element, of, want string) {
		t.Helper()
		got, err := call[string](what, order, of)
		if err != nil || got != want {
			t.Errorf("%s reads %q from the left, want %q, %v", what, got, want, err)
		}
	}
	say := func(text string) {
		t.Helper()
		p.find("textbox", "^رسالة$").write(text)
		p.press(enter)
	}
	say("order")
	p.see("it begins with lh")
	help := p.panel().find("textbox", "^order number$")
	if got, err := call[string](help, `function () { return (`+order+`).call(this.closest('.field').querySelector('.meta'), 'H.'); }`); err != nil || got != "H." {
		t.Errorf("the help of a field reads %q, want its full stop at the end, %v", got, err)
	}

	say("show")
	p.see("best known")
	price := eval[string](p, inPanel+`(`+order+`).call(panel.querySelector('.card .price'), 'US$')`)
	if price != "US$" {
		t.Errorf("the currency reads %q", price)
	}

	say("return something") // ends with a chip that is a question
	form := p.find("form", "^return something$")
	for _, label := range []string{"^beck", "^hearth"} {
		form.find("checkbox", label).tap()
	}
	form.find("radio", "^too small$").tap()
	form.find("checkbox", "^it is unused").tap()
	form.find("button", "^ask for the return$").tap()
	reads(p.panel().find("button", "^what happens next\\?$"), "Wt?", "Wtt?")

	say("compare all")
	table := p.find("table", "4")
	reads(table.find("cell", "^20,000 mm"), "20m", "20000mm")
	edges, err := call[[]float64](table.find("rowheader", "^weight$"), `function () {
		const range = document.createRange();
		range.selectNodeContents(this);
		const grid = this.closest('.compare').parentElement.getBoundingClientRect();
		const value = this.nextElementSibling.nextElementSibling;
		range.selectNodeContents(value.firstChild);
		const first = range.getBoundingClientRect().right;
		range.selectNodeContents(value.lastChild);
		const named = document.createRange();
		named.selectNodeContents(this);
		return [grid.right - named.getBoundingClientRect().right, first - range.getBoundingClientRect().right];
	}`)
	if err != nil || len(edges) != 2 {
		t.Fatal(edges, err)
	}
	if slices.Min(edges) < -1 || edges[0] > 1 || edges[1] > 1 {
		t.Errorf("a row's name is %v off the edge of what is said, and the better word %v off its value", edges[0], edges[1])
	}
	p.shot("rtl-compare")
}
