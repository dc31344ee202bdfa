package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// listening notes what the panel's live regions say, as a screen reader would read
// it out: a region's whole text, each time that it becomes another one.
const listening = inPanel + `(() => {
	window.heard = [];
	const said = new Map();
	const listen = () => {
		for (const region of panel.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
			const text = region.innerText.replace(/\s+/g, ' ').trim();
			if (text && text !== said.get(region)) window.heard.push(text);
			said.set(region, text);
		}
	};
	listen();
	window.heard = [];
	new MutationObserver(listen).observe(panel, { subtree: true, childList: true, characterData: true });
})()`

// TestHeard is what somebody hears who does not see: each message once and whole,
// however many pieces it comes in, and each thing that happened by one sentence.
func TestHeard(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.dark(false)
	p.expect("missing.png|404")
	p.visit(c.url + "/")
	p.openChat()
	p.see("hi, i'm wren")
	eval[struct{}](p, listening)

	heard := func(want ...string) {
		t.Helper()
		p.until(fmt.Sprintf("the words %q", want), func() (bool, string) {
			all := eval[[]string](p, `window.heard`)
			return slices.Equal(all, want), fmt.Sprintf("%q", all)
		})
		eval[struct{}](p, `window.heard = []; undefined`)
	}
	p.say("hello")
	heard("Wren: I heard: hello")

	p.say("show me")
	heard("Wren: A few things These are the best known.")

	p.panel().last("button", "^add: hearth").tap()
	heard("Hearth Enamel Mug is in your cart")

	p.send("talk for long")
	p.see(fmt.Sprintf("word%d ", streamed-1))
	p.missing("button", "^stop$")
	p.until("the long reply to be told", func() (bool, string) {
		all := eval[[]string](p, `window.heard`)
		return len(all) > 0, fmt.Sprint(len(all))
	})
	if all := eval[[]string](p, `window.heard`); len(all) != 1 || !strings.HasSuffix(all[0], fmt.Sprintf("word%d", streamed-1)) {
		t.Errorf("a reply in %d pieces is told in %d", streamed, len(all))
	}
	eval[struct{}](p, `window.heard = []; undefined`)

	p.panel().find("button", "^more$").tap()
	p.find("menuitem", "^new conversation$").tap()
	heard("New conversation")
}
