package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// element is something on a page that has a role and an accessible name.
type element struct {
	p          *page
	role, name string
	within     *element // what it was found in; nil is the whole page
	id         cdp.BackendNodeID
}

func (e element) String() string { return fmt.Sprintf("%s %q", e.role, e.name) }

// find waits for an element with the role whose accessible name matches the
// pattern; case does not matter. If there are several, it is the first in
// reading order.
func (p *page) find(role, pattern string) element {
	p.t.Helper()
	return p.findIn(nil, role, pattern)[0]
}

// missing waits until there is no such element.
func (p *page) missing(role, pattern string) {
	p.t.Helper()
	p.until(fmt.Sprintf("no %s named %q", role, pattern), func() (bool, string) {
		found, saw := p.search(nil, role, pattern)
		return len(found) == 0, saw
	})
}

// find is like [page.find], within the element.
func (e element) find(role, pattern string) element {
	e.p.t.Helper()
	return e.p.findIn(&e, role, pattern)[0]
}

// last is like find, and takes the last of several.
func (e element) last(role, pattern string) element {
	e.p.t.Helper()
	found := e.p.findIn(&e, role, pattern)
	return found[len(found)-1]
}

// has tells whether there is such an element within this one now.
func (e element) has(role, pattern string) bool {
	e.p.t.Helper()
	found, _ := e.p.search(&e, role, pattern)
	return len(found) > 0
}

// still tells whether the element is on the page. One that was drawn anew is
// looked up by its role and name.
func (e *element) still() bool {
	if connected, err := call[bool](*e, `function () { return this.isConnected; }`); err == nil && connected {
		return true
	}
	again, _ := e.p.search(e.within, e.role, exactly(e.name))
	if len(again) == 0 {
		return false
	}
	e.id = again[0].id
	return true
}

// exactly is the pattern of a whole name.
func exactly(name string) string { return "^" + regexp.QuoteMeta(name) + "$" }

func (p *page) findIn(scope *element, role, pattern string) (found []element) {
	p.t.Helper()
	p.until(fmt.Sprintf("a %s named %q", role, pattern), func() (bool, string) {
		var saw string
		found, saw = p.search(scope, role, pattern)
		return len(found) > 0, saw
	})
	return found
}

// search asks Chromium for the elements with a role within scope, or on the
// whole page, and keeps those that a screen reader is told of and whose name
// matches. It also returns the names of all with that role.
func (p *page) search(scope *element, role, pattern string) (found []element, saw string) {
	if scope != nil && !scope.still() {
		return nil, scope.String() + " is gone"
	}
	match := regexp.MustCompile("(?i)" + pattern)
	var names []string
	err := p.run(func(ctx context.Context, t *chromedp.Target) error {
		query := accessibility.QueryAXTreeParams{Role: role}
		if scope != nil {
			query.BackendNodeID = scope.id
		} else {
			document, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: "document"})
			if err != nil {
				return err
			}
			query.ObjectID = document.Result.ObjectID
		}
		tree, err := cdp.Call(ctx, t, accessibility.QueryAXTree, query)
		if err != nil {
			return err
		}
		for _, node := range tree.Nodes {
			if node.Ignored || node.BackendDOMNodeID == 0 {
				continue
			}
			name := value(node.Name)
			names = append(names, fmt.Sprintf("%s %q", role, name))
			if match.MatchString(name) {
				found = append(found, element{p: p, role: role, name: name, within: scope, id: node.BackendDOMNodeID})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err.Error() // the page is being replaced
	}
	return found, strings.Join(names, "\n")
}

// tap clicks with the mouse, or touches on a phone, in the middle of the
// element. It fails if something else is in front of it.
func (e element) tap() {
	e.p.t.Helper()
	var x, y float64
	e.p.until(fmt.Sprintf("%s to lie still and open", e), func() (bool, string) {
		before, after := e.middle(), e.middle()
		if before != after {
			return false, "it moves"
		}
		x, y = after[0], after[1]
		in, err := call[string](e, pointed, x, y)
		if err != nil {
			return false, err.Error()
		}
		return in == "", "in front of it: " + in
	})
	if e.p.size.phone {
		e.p.do(chromedp.TapXY(x, y))
		return
	}
	e.p.do(chromedp.MouseClickXY(x, y))
}

// pointed returns what lies at a point instead of this element, or "".
const pointed = `function (x, y) {
	let top = document.elementFromPoint(x, y);
	while (top && top.shadowRoot) {
		const inner = top.shadowRoot.elementFromPoint(x, y);
		if (!inner || inner === top) break;
		top = inner;
	}
	for (let node = top; node; node = node.assignedSlot || node.parentNode || node.host) {
		if (node === this || node.control === this) return '';
	}
	return top ? top.outerHTML.slice(0, 200) : 'nothing; it is outside the screen';
}`

// middle scrolls the element into view and returns the point in its middle, or
// the zero point while it has no place.
func (e element) middle() (point [2]float64) {
	err := e.p.run(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: e.id})
		if err != nil {
			return err
		}
		box, err := cdp.Call(ctx, t, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: e.id})
		if err != nil || len(box.Quads) == 0 {
			return err
		}
		q := box.Quads[0]
		point = [2]float64{(q[0] + q[4]) / 2, (q[1] + q[5]) / 2}
		return nil
	})
	if err != nil {
		return [2]float64{}
	}
	return point
}

// write puts text into the element, replacing what is there.
func (e element) write(text string) {
	e.p.t.Helper()
	e.tap()
	_, err := call[struct{}](e, `function () { this.select?.(); }`)
	e.must(nil, err)
	e.p.paste(text)
}

// property tells whether a property of the DOM element is true.
func property(e element, name string) bool {
	e.p.t.Helper()
	on, err := call[bool](e, `function (name) { return Boolean(this[name]); }`, name)
	e.must(on, err)
	return on
}

func (e element) must(_ any, err error) {
	e.p.t.Helper()
	if err != nil {
		e.p.t.Fatalf("%s: %v", e, err)
	}
}

// call runs a JavaScript function with the element as this.
func call[T any](e element, function string, args ...any) (value T, err error) {
	err = e.p.run(func(ctx context.Context, t *chromedp.Target) error {
		node, err := cdp.Call(ctx, t, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: e.id})
		if err != nil {
			return err
		}
		params := runtime.CallFunctionOnParams{
			FunctionDeclaration: function, ObjectID: node.Object.ObjectID,
			ReturnByValue: new(true), AwaitPromise: new(true),
		}
		for _, arg := range args {
			params.Arguments = append(params.Arguments, &runtime.CallArgument{Value: []byte(quote(arg))})
		}
		result, err := cdp.Call(ctx, t, runtime.CallFunctionOn, params)
		if err != nil {
			return err
		}
		if result.ExceptionDetails != nil {
			return errors.New(result.ExceptionDetails.Text)
		}
		if len(result.Result.Value) == 0 {
			return nil
		}
		return json.Unmarshal(result.Result.Value, &value)
	})
	return value, err
}

// focused returns the element that has the keyboard, shadow trees included. Its
// role is "" when nothing has.
func (p *page) focused() element {
	p.t.Helper()
	e := element{p: p}
	err := p.run(func(ctx context.Context, t *chromedp.Target) error {
		active, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: `(() => {
			let active = document.activeElement;
			while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
			return active === document.body ? null : active;
		})()`})
		if err != nil || active.Result.ObjectID == "" {
			return err
		}
		tree, err := cdp.Call(ctx, t, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
			ObjectID: active.Result.ObjectID, FetchRelatives: new(false),
		})
		if err != nil || len(tree.Nodes) == 0 {
			return err
		}
		node := tree.Nodes[0]
		e.role, e.name, e.id = value(node.Role), value(node.Name), node.BackendDOMNodeID
		return nil
	})
	if err != nil {
		p.t.Fatalf("focus: %v", err)
	}
	return e
}

// run gives a step the tab and bounds its time.
func (p *page) run(step func(ctx context.Context, t *chromedp.Target) error) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, chromedp.Func(step))
}

// value returns a text of the accessibility tree.
func value(v *accessibility.Value) (text string) {
	if v == nil || json.Unmarshal(v.Value, &text) != nil {
		return ""
	}
	return text
}
