package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "keep how the screens look and read now as how they should")

// walk goes through the panel on the page at path and calls look on each of its
// twelve screens.
func walk(p *page, url string, look func(screen string)) {
	p.t.Helper()
	p.expect("missing.png|404")
	p.visit(url)
	p.openChat()
	p.see("hi, i'm wren")
	p.find("button", "^gift ideas$")
	look("home")

	p.say("show me")
	look("cards")
	p.panel().last("button", "^beck waterproof jacket$").tap()
	details := p.panel().find("group", "^beck waterproof jacket$")
	details.find("radio", "^m$").tap()
	p.see("a jacket for wet days")
	look("details")
	details.find("button", "^add to cart$").tap()
	details.find("button", "^added . view cart$").tap()
	sheet := p.panel().find("group", "^your cart$")
	p.see("21.00.* to free shipping")
	look("cart")
	sheet.find("button", "^promotion code$").tap()
	sheet.find("textbox", "^promotion code$").write("SPRING")
	p.press(enter)
	p.see("spring ended")
	look("code refused")
	sheet.find("button", "^remove beck").tap()
	p.see("nothing in your cart yet")
	look("empty cart")
	sheet.find("button", "^keep looking$").tap()
	details.find("button", "^back$").tap()

	p.say("nothing")
	look("nothing found")
	p.send("compare")
	p.find("table", "^2 products compared$")
	p.see("they differ in price")
	p.missing("button", "^stop$")
	look("comparison")
	p.say("returns")
	p.panel().find("button", "returns and refunds$").tap()
	article := p.panel().find("group", "^returns and refunds$")
	p.see("please send it: unused")
	look("article")
	article.find("button", "^back$").tap()
	p.send("return something")
	p.find("form", "^return something$")
	p.missing("button", "^stop$")
	look("form")
	p.panel().find("button", "^your orders$").tap()
	orders := p.panel().find("group", "^your orders$")
	orders.find("textbox", "^order number$")
	look("orders")
	orders.find("button", "^back$").tap()
	p.send("I would like to talk to a person")
	p.see("somebody answers on monday from 9")
	p.missing("button", "^stop$")
	look("hand-off")
}

// zoomed is a desktop at 200 %: half as many pixels of twice the size.
var zoomed = size{name: "zoomed", width: 640, height: 450}

// TestScreens looks at all screens as different people see them: nothing serious is
// found by axe, nothing is cut off, and nothing moves where less motion is asked for.
func TestScreens(t *testing.T) {
	for _, seen := range []struct {
		name, path string
		size       size
		media      map[string]string
	}{
		{"light", "/", desktop, nil},
		{"dark", "/dark", phone, map[string]string{"prefers-color-scheme": "dark"}},
		{"mirrored", "/in/he", phone, nil},
		{"zoomed", "/", zoomed, nil},
		{"forced colors", "/", phone, map[string]string{"forced-colors": "active"}},
	} {
		t.Run(seen.name, func(t *testing.T) {
			c := newCorner(t)
			p := newPage(t, seen.size)
			p.media(seen.media)
			walk(p, c.url+seen.path, func(screen string) {
				p.accessible(seen.name + ", " + screen)
				p.fits(seen.name + ", " + screen)
				if moving := eval[[]string](p, inPanel+`panel.getAnimations().map((one) => one.animationName ?? one.transitionProperty)`); len(moving) > 0 {
					t.Errorf("%s: %v move", screen, moving)
				}
				for _, control := range eval[[]string](p, untold) {
					t.Errorf("%s, %s: nothing tells that this is a control: %s", seen.name, screen, control)
				}
			})
		})
	}
}

// TestSpacing looks at all screens with letters, words and lines as far apart as some
// need them to read, in a panel as narrow as a desktop at 400 %: nothing is cut off.
func TestSpacing(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, size{name: "narrow", width: 320, height: 640})
	p.dark(false)
	walk(p, c.url+"/", func(screen string) {
		eval[struct{}](p, inPanel+`(() => {
			if (panel.querySelector('.spaced')) return;
			const sheet = new CSSStyleSheet();
			sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
			panel.adoptedStyleSheets = [...panel.adoptedStyleSheets, sheet];
			const mark = document.createElement('i');
			mark.className = 'spaced';
			mark.hidden = true;
			panel.append(mark);
		})()`)
		p.fits("spaced, " + screen)
		if over := eval[float64](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: the page is %v px too wide", screen, over)
		}
	})
}

// untold lists buttons and fields that neither words, a picture, an edge nor a ground of
// their own set off from the panel, as happens where the system picks the colors.
const untold = `(() => {
	const panel = document.querySelector('aisle-chat').shadowRoot.querySelector('.panel');
	const ground = getComputedStyle(panel).backgroundColor;
	const set = (e) => {
		const { borderTopStyle, backgroundColor, boxShadow } = getComputedStyle(e);
		return borderTopStyle !== 'none' || (backgroundColor !== ground && backgroundColor !== 'rgba(0, 0, 0, 0)') || boxShadow !== 'none';
	};
	const drawn = (e) => e.querySelector('img') || [...e.querySelectorAll('svg')].some((icon) => getComputedStyle(icon).stroke !== ground);
	const said = (e) => e.innerText?.trim() && getComputedStyle(e).color !== ground;
	return [...panel.querySelectorAll('button, input, textarea')]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !e.closest('[inert]'))
		.filter((e) => !said(e) && !drawn(e) && !set(e) && !set(e.parentElement))
		.map((e) => e.outerHTML.slice(0, 120));
})()`

// media sets what the shopper's system asks of pages, besides less motion.
func (p *page) media(features map[string]string) {
	p.t.Helper()
	all := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	for name, value := range features {
		all = append(all, &emulation.MediaFeature{Name: name, Value: value})
	}
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return t.Call(ctx, emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Features: all}, nil)
	}))
}

// told are the roles of what a screen reader stops at or names.
var told = []string{"dialog", "group", "region", "form", "heading", "button", "link", "textbox", "radiogroup", "radio", "checkbox", "spinbutton", "table", "columnheader", "rowheader", "menu", "menuitem", "status", "alert", "img", "image", "progressbar"}

// TestReadAloud compares what each screen is for those who do not see it, its parts
// with their names, with what was found good. go test -run TestReadAloud -update
// keeps what is there now; read what changed before it is committed.
func TestReadAloud(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	var read strings.Builder
	walk(p, c.url+"/", func(screen string) { fmt.Fprintf(&read, "# %s\n%s\n", screen, p.tree()) })
	golden(t, "screens.txt", []byte(read.String()))
}

// tree is the panel as assistive technology has it, a line for each part.
func (p *page) tree() string {
	p.t.Helper()
	var nodes []*accessibility.Node
	p.must(func(ctx context.Context, t *chromedp.Target) error {
		all, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		nodes = all.Nodes
		return err
	})
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, node := range nodes {
		byID[node.NodeID] = node
	}
	var out strings.Builder
	var write func(node *accessibility.Node, depth int, inside bool)
	write = func(node *accessibility.Node, depth int, inside bool) {
		role, name := value(node.Role), strings.Join(strings.Fields(value(node.Name)), " ")
		inside = inside || role == "dialog"
		if inside && !node.Ignored && slices.Contains(told, role) && (name != "" || role == "status") {
			fmt.Fprintf(&out, "%s%s %q%s\n", strings.Repeat("  ", depth), role, name, states(node))
			depth++
		}
		for _, id := range node.ChildIDs {
			if child := byID[id]; child != nil {
				write(child, depth, inside)
			}
		}
	}
	write(nodes[0], 0, false)
	return out.String()
}

// states are what is told with a name: checked, expanded, disabled.
func states(node *accessibility.Node) (all string) {
	for _, property := range node.Properties {
		var on any
		if property.Value == nil || json.Unmarshal(property.Value.Value, &on) != nil {
			continue
		}
		switch property.Name {
		case "checked", "expanded", "disabled", "invalid":
			if on == true || on == "true" {
				all += " " + string(property.Name)
			}
		}
	}
	return all
}

// golden compares with a file of testdata, which -update writes.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	had, has := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(had), len(has)) {
		before, now := "(nothing)", "(nothing)"
		if i < len(had) {
			before = had[i]
		}
		if i < len(has) {
			now = has[i]
		}
		if before != now {
			t.Fatalf("%s, line %d:\nwas %s\nis  %s\ngo test -C tests/browser -run %s -update keeps it, if it is right", name, i+1, before, now, t.Name())
		}
	}
}

// How far a screen may be from its picture: of the pixels of both made small, this
// share may differ by more than this, of 255.
const (
	tolerated = 0.02
	visible   = 40
)

// TestLooks compares the screens with small pictures of how they should look. They
// hold for the browser and the fonts that they were taken with; others draw letters
// otherwise, and there the test is skipped. -update takes them anew.
func TestLooks(t *testing.T) {
	c := newCorner(t)
	p := newPage(t, phone)
	p.dark(false)
	p.visit(c.url + "/")
	drawn := []byte(eval[string](p, fingerprint))
	file := filepath.Join("testdata", "looks", "drawn-by.txt")
	if *update {
		golden(t, filepath.Join("looks", "drawn-by.txt"), drawn)
	} else if recorded, err := os.ReadFile(file); err != nil || !bytes.Equal(recorded, drawn) {
		t.Skipf("the pictures were taken with another browser or other fonts (%s) than are here (%s)", recorded, drawn)
	}
	walk(p, c.url+"/", func(screen string) {
		p.settled()
		p.looks(strings.ReplaceAll(screen, " ", "-"))
	})
}

// fingerprint names the browser, and how wide its fonts draw a few words.
const fingerprint = `(() => {
	const pen = document.createElement('canvas').getContext('2d');
	const wide = (font) => { pen.font = '16px ' + font; return pen.measureText('Where is my order? 0123456789').width.toFixed(2); };
	return [navigator.userAgent.match(/Chrome\/\d+/)?.[0], wide('serif'), wide('sans-serif'), wide('system-ui')].join(' ') + '\n';
})()`

// settled waits until all pictures that can be seen are there, and takes the cursor
// out of the field.
func (p *page) settled() {
	p.t.Helper()
	p.until("the pictures", func() (bool, string) {
		return eval[bool](p, inPanel+`[...panel.querySelectorAll('.picture.loading')].every((one) => {
			const { left, right, top, bottom } = one.getBoundingClientRect();
			return right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight;
		})`), ""
	})
	eval[struct{}](p, inPanel+`panel.activeElement?.blur(); new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))`)
}

// looks waits until the screen looks as the picture of that name.
func (p *page) looks(name string) {
	p.t.Helper()
	file := filepath.Join("testdata", "looks", name+".png")
	if *update {
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, p.seen()); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	want, err := png.Decode(bytes.NewReader(kept))
	if err != nil {
		p.t.Fatal(err)
	}
	p.until("the screen to look as in "+file+"; the screenshot of the failure shows it", func() (bool, string) {
		off := differs(want, p.seen())
		return off <= tolerated, fmt.Sprintf("%.1f %% of the picture are otherwise", off*100)
	})
}

// seen is what the screen shows, made small.
func (p *page) seen() *image.Gray {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	whole, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		p.t.Fatal(err)
	}
	return small(whole)
}

// small is a picture at an eighth of its size, each pixel the mean of 64, in gray:
// shape and weight are compared; colors are what the tests of the theme are for.
func small(whole image.Image) *image.Gray {
	const by = 8
	b := whole.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx()/by, b.Dy()/by))
	for y := range b.Dy() / by {
		for x := range b.Dx() / by {
			sum := 0
			for dy := range by {
				for dx := range by {
					sum += int(color.GrayModel.Convert(whole.At(b.Min.X+x*by+dx, b.Min.Y+y*by+dy)).(color.Gray).Y)
				}
			}
			out.SetGray(x, y, color.Gray{Y: uint8(sum / (by * by))})
		}
	}
	return out
}

// differs is the share of pixels that are visibly not the same.
func differs(a image.Image, b *image.Gray) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	off, all := 0, b.Bounds().Dx()*b.Bounds().Dy()
	for y := range b.Bounds().Dy() {
		for x := range b.Bounds().Dx() {
			was := int(color.GrayModel.Convert(a.At(x, y)).(color.Gray).Y)
			if d := was - int(b.GrayAt(x, y).Y); max(d, -d) > visible {
				off++
			}
		}
	}
	return float64(off) / float64(all)
}
