package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// key is a key of the keyboard, with what it types.
type key struct {
	name, code string
	number     int64
	text       string
	shift      bool
}

var (
	enter   = key{name: "Enter", code: "Enter", number: 13, text: "\r"}
	tab     = key{name: "Tab", code: "Tab", number: 9}
	backTab = key{name: "Tab", code: "Tab", number: 9, shift: true}
	escape  = key{name: "Escape", code: "Escape", number: 27}
	up      = key{name: "ArrowUp", code: "ArrowUp", number: 38}
	down    = key{name: "ArrowDown", code: "ArrowDown", number: 40}
	left    = key{name: "ArrowLeft", code: "ArrowLeft", number: 37}
	right   = key{name: "ArrowRight", code: "ArrowRight", number: 39}
	space   = key{name: " ", code: "Space", number: 32, text: " "}
)

// press presses a key and lets it go. The text travels with the key, as from a
// real keyboard, so that a page can refuse both at once.
func (p *page) press(k key) {
	p.t.Helper()
	press := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown,
		Key:  k.name, Code: k.code, WindowsVirtualKeyCode: k.number, Text: k.text,
	}
	if k.text != "" {
		press.Type = input.DispatchKeyEventTypeKeyDown
	}
	if k.shift {
		press.Modifiers = int64(chromedp.ModifierShift)
	}
	release := press
	release.Type, release.Text = input.DispatchKeyEventTypeKeyUp, ""
	err := p.run(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, press); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, release)
		return err
	})
	if err != nil {
		p.t.Fatalf("press %s: %v", k.name, err)
	}
}

// front lets the page have the keyboard, whatever other windows come and go.
func (p *page) front() {
	p.t.Helper()
	err := p.run(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	})
	if err != nil {
		p.t.Fatalf("have the keyboard: %v", err)
	}
}

// paste puts text where the focus is, as a paste or a phone's keyboard does.
func (p *page) paste(text string) {
	p.t.Helper()
	err := p.run(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: text})
		return err
	})
	if err != nil {
		p.t.Fatalf("write %q: %v", text, err)
	}
}
