package browser

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestNewMessages scrolls back in a talk: nothing moves what is being read, a pill
// leads to the newest message, and says when there is one that was not seen.
func TestNewMessages(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, desktop)
	p.dark(false)
	p.visit(c.url + "/")
	p.openChat()
	for _, text := range []string{"one", "two", "three", "four", "five", "six"} {
		p.say(text)
	}
	at := func() float64 { return eval[float64](p, inPanel+`panel.querySelector('.scroll').scrollTop`) }
	p.wheel(-4000)
	p.panel().find("button", "^to the newest message$")
	p.until("the beginning of the talk", func() (bool, string) { top := at(); return top == 0, fmt.Sprint(top) })

	other := p.tab()
	other.dark(false)
	other.visit(c.url + "/")
	other.openChat()
	other.say("and seven")
	pill := p.panel().find("button", "^new messages$")
	if now := at(); now != 0 {
		t.Errorf("a new message moved what was being read by %v", now)
	}
	p.accessible("new messages")
	p.fits("new messages")
	p.shot("state-new-messages")
	pill.tap()
	p.see("i heard: and seven")
	p.missing("button", "^(new messages|to the newest message)$")
}

// wheel turns the mouse's wheel over the panel's conversation.
func (p *page) wheel(by float64) {
	p.t.Helper()
	middle := p.panel().find("group", "^conversation$")
	box, err := call[[2]float64](middle, `function () {
		const { left, width } = this.getBoundingClientRect(), view = this.closest('.scroll').getBoundingClientRect();
		return [left + width / 2, view.top + view.height / 2];
	}`)
	if err != nil {
		p.t.Fatal(err)
	}
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		// The library leaves out what is zero, and the browser wants both.
		turn := map[string]any{"type": "mouseWheel", "x": box[0], "y": box[1], "deltaX": 0, "deltaY": by}
		return t.Call(ctx, input.CommandDispatchMouseEvent, turn, nil)
	})
}

// TestStop ends a reply that takes too long: what is there stays, with a mark.
func TestStop(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.visit(c.url + "/")
	p.openChat()
	p.send("take your time")
	p.see("let me think about that")
	eval[struct{}](p, inPanel+`[...panel.querySelectorAll('.reply')].at(-1).firstElementChild.dataset.seen = 'yes'; undefined`)
	p.accessible("a reply that is being written")
	p.shot("state-replying")
	p.panel().find("button", "^stop$").tap()
	p.missing("button", "^stop$")
	p.see("let me think about that. stopped.")
	if !eval[bool](p, inPanel+`[...panel.querySelectorAll('.reply')].at(-1).firstElementChild.dataset.seen === 'yes'`) {
		t.Error("the words were drawn anew when the reply came into the log, so that they blinked")
	}
	p.say("hello")
}
