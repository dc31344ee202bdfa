package browser

import (
	"fmt"
	"strings"
)

// finding is something that axe-core objects to.
type finding struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Where  []string `json:"where"`
}

func (f finding) String() string {
	return fmt.Sprintf("%s (%s): %s: %s", f.ID, f.Impact, f.Help, strings.Join(f.Where, "; "))
}

// axe runs axe-core over the page, shadow trees included, and returns what is
// serious or critical.
func (p *page) axe() []finding {
	p.t.Helper()
	if !eval[bool](p, "Boolean(window.axe)") {
		eval[struct{}](p, asset(p.t, "axe-core/axe.min.js")+";undefined")
	}
	return eval[[]finding](p, `axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		resultTypes: ['violations'],
	}).then(({ violations }) => violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, impact, help, nodes }) => ({
			id, impact, help,
			where: nodes.map((node) => node.target.flat().join(' ') + ' ' + node.html.slice(0, 160)),
		})))`)
}

// accessible fails the test when axe-core finds something serious.
func (p *page) accessible(where string) {
	p.t.Helper()
	for _, f := range p.axe() {
		p.t.Errorf("%s, %s: %s", where, p.size.name, f)
	}
}
