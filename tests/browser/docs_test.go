package browser

import (
	"bytes"
	"context"
	"flag"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

var pictures = flag.Bool("docs", false, "take the README's pictures anew, into docs")

// TestReadmePictures takes the pictures of the README.
func TestReadmePictures(t *testing.T) {
	if !*pictures {
		t.Skip("takes the pictures of the README; make pictures runs it")
	}
	shop := newShop(t)
	wide := newPage(t, size{name: "wide", width: 1440, height: 900})
	wide.dark(false)
	wide.visit(shop.url + "/")
	wide.openChat()
	wide.say("waterproof jacket under $150")
	wide.picture("shop.jpg", image.Rectangle{})
	wide.say("compare the first two")
	wide.picture("compare.jpg", panelOf(wide))

	wide.visit(shop.url + "/account")
	wide.find("button", "^sign in as the demo customer$").tap()
	wide.see("you are signed in as june")
	wide.say("where is order LH-1007?")
	wide.picture("order.jpg", panelOf(wide))

	hand := newPage(t, size{name: "phone", width: 390, height: 844, phone: true})
	hand.dark(true)
	hand.visit(shop.url + "/products/glowworm-lantern")
	hand.openChat()
	hand.say("add it to my cart")
	hand.panel().find("button", "^cart, 1 item$").tap()
	hand.panel().find("group", "^your cart$").find("link", "^check out")
	hand.picture("phone.jpg", image.Rectangle{})
}

// panelOf is where the panel stands on a wide screen, with a margin.
func panelOf(p *page) image.Rectangle {
	w, h := int(p.size.width), int(p.size.height)
	return image.Rect(w-440, h-760, w, h)
}

// picture saves what the screen shows, or a part of it, as docs/NAME.
func (p *page) picture(name string, part image.Rectangle) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	whole, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	if part.Empty() {
		part = whole.Bounds()
	}
	cut := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(cut, cut.Bounds(), whole, part.Min, draw.Src)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, cut, &jpeg.Options{Quality: 85}); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "docs", name), out.Bytes(), 0o644); err != nil {
		p.t.Fatal(err)
	}
}
