package browser

import (
	"context"
	"flag"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var sheet = flag.Bool("sheet", false, "draw the contact sheets: every page and every state of the demo shop and its panel")

// contact collects the pictures of one sheet.
type contact struct {
	t      *testing.T
	name   string
	files  []string // in screenshots
	titles []string
}

// TestContactSheet photographs the shop, page by page and state by state, on
// both screens in light and dark, and lays the pictures out on four sheets,
// screenshots/sheet-*.png, to be looked at.
func TestContactSheet(t *testing.T) {
	if !*sheet {
		t.Skip("draws pictures for people; make sheet runs it")
	}
	bothSizes(t, func(t *testing.T, s size) {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(scheme, func(t *testing.T) {
				c := &contact{t: t, name: s.name + "-" + scheme}
				shop := newShop(t)
				p := newPage(t, s)
				p.dark(scheme == "dark")
				p.expect("Failed to load resource") // pages that are not there, on purpose
				c.pages(p, shop)
				c.panel(p, shop)
				c.layOut(s)
			})
		}
	})
}

// TestStatesSheet lays out what the tests of the views and of the states that one
// hopes never to see photograph, from both directions of writing.
func TestStatesSheet(t *testing.T) {
	if !*sheet {
		t.Skip("draws pictures for people; make sheet runs it")
	}
	began := time.Now()
	for _, part := range []struct {
		name string
		test func(*testing.T)
	}{
		{"compare", TestCompare}, {"article", TestArticle}, {"codes", TestCodes}, {"order", TestOrder},
		{"guest", TestOrdersOfGuest}, {"customer", TestOrdersOfCustomer}, {"orders", TestOrdersTrouble}, {"ordered", TestOrdered},
		{"form", TestForm}, {"kinds", TestFormKinds}, {"past", TestPast}, {"mailed", TestTalkMailed}, {"goods", TestGoods}, {"failed", TestMessageFailed},
		{"connection", func(t *testing.T) { testConnection(t, nil) }}, {"slow", TestSlowParts}, {"parts", TestPartsFailed},
		{"mirrored", TestMirrored}, {"consent", TestConsent},
	} {
		t.Run(part.name, part.test)
	}
	for _, s := range sizes {
		c := &contact{t: t, name: "states-" + s.name}
		pictures, err := filepath.Glob(filepath.Join(screenshots, "*-"+s.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		for _, picture := range pictures {
			if info, err := os.Stat(picture); err != nil || info.ModTime().Before(began) {
				continue // of another run
			}
			file := filepath.Base(picture)
			c.files = append(c.files, file)
			c.titles = append(c.titles, "Panel: "+strings.ReplaceAll(strings.TrimSuffix(file, "-"+s.name+".png"), "-", " "))
		}
		c.layOut(s)
	}
}

// pages are the shop's own, seen by somebody with a lantern in the cart.
func (c *contact) pages(p *page, shop *shop) {
	p.visit(shop.url + "/products/glowworm-lantern")
	p.find("button", "^add to cart$").tap()
	p.see("your cart")
	for _, at := range [][2]string{
		{"/", "Home"}, {"/collections/clothing/jackets", "Collection"}, {"/search?q=waterproof+jacket+under+%24150", "Search"},
		{"/products/beck-waterproof-jacket", "Product"}, {"/cart", "Cart"}, {"/checkout", "Checkout"}, {"/orders", "Orders"},
		{"/account", "Account"}, {"/help", "Help"}, {"/help/returns", "Article"}, {"/contact", "Contact"}, {"/demo", "Demo"},
	} {
		c.visit(p, shop.url+at[0], at[1])
	}
	p.visit(shop.url + "/demo")
	type state struct{ URL, Title string }
	for _, s := range eval[[]state](p, `[...document.querySelectorAll('.states a')].map((a) => ({ url: a.href, title: a.innerText }))`) {
		c.visit(p, s.URL, s.Title)
	}
}

// panel are the states of the chat, in the order of one long visit.
func (c *contact) panel(p *page, shop *shop) {
	p.visit(shop.url + "/")
	p.openChat()
	c.shoot(p, "Panel: first words")
	for _, turn := range [][2]string{
		{"waterproof jacket under $150", "Panel: cards"},
		{"compare the first two", "Panel: comparison"},
		{"a boat under $5", "Panel: nothing found"},
		{"what is your return policy?", "Panel: an article answers"},
		{"where is my order?", "Panel: a form"},
		{"I would like to talk to a person", "Panel: a person is asked for"},
	} {
		p.say(turn[0])
		p.settled()
		c.shoot(p, turn[1])
	}
	c.person(p, shop)
	p.panel().find("button", "^cart, ").tap()
	sheet := p.panel().find("group", "^your cart$")
	c.shoot(p, "Panel: the cart")
	sheet.find("button", "^remove").tap()
	sheet.find("button", "^show|^help|^find|^look|^browse|^keep")
	c.shoot(p, "Panel: the cart, empty")
	sheet.find("button", "^back$").tap()
	p.panel().find("button", "orders$").tap()
	p.panel().find("textbox", "number")
	c.shoot(p, "Panel: orders, looked up by a guest")
	p.panel().find("textbox", "number").write("LH-1010")
	p.panel().find("textbox", "mail").write("nobody@mail.example")
	p.press(enter)
	p.see("find no order")
	c.shoot(p, "Panel: no such order")
}

// person is somebody of the shop who joins, answers with a product, and leaves.
func (c *contact) person(p *page, shop *shop) {
	desk := newPage(c.t, desktop)
	desk.login(shop)
	desk.takeOver()
	p.see("joined")
	c.shoot(p, "Panel: a person has joined")
	desk.answer("Hello, I am at the shelf right now. What are you looking for?")
	p.see("at the shelf")
	p.send("something warm under the jacket")
	desk.find("textbox", "^your reply$").write("This one: it is soft, and it fits under the jacket without being thick.")
	desk.find("button", "^products$").tap()
	desk.find("searchbox", "^look for products$").write("fleece")
	desk.find("checkbox", "fleece").tap()
	desk.press(escape)
	desk.find("button", "^send$").tap()
	p.see("without being thick")
	p.settled()
	c.shoot(p, "Panel: a person shows a product")
	desk.giveBack()
	p.see("answers again")
	c.shoot(p, "Panel: the person has left")
}

func (c *contact) visit(p *page, url, title string) {
	p.visit(url)
	c.shoot(p, title)
}

func (c *contact) shoot(p *page, title string) {
	name := fmt.Sprintf("sheet-%s-%02d", c.name, len(c.files)+1)
	p.shot(name)
	c.files = append(c.files, name+"-"+p.size.name+".png")
	c.titles = append(c.titles, title)
}

// layOut draws all pictures on one sheet.
func (c *contact) layOut(s size) {
	columns, width := 5, int64(400)
	if s.phone {
		columns, width = 10, 200
	}
	var page strings.Builder
	fmt.Fprintf(&page, `<!doctype html><title>%s</title><style>
		body { margin: 24px; font: 14px sans-serif; background: #ddd; display: grid; grid-template-columns: repeat(%d, %dpx); gap: 24px; }
		figure { margin: 0; } img { width: 100%%; display: block; margin-bottom: 6px; }
		.panel img { height: 720px; object-fit: none; object-position: right -20px bottom -20px; }
		.mirrored img { object-position: left -20px bottom -20px; }</style>`, c.name, columns, width)
	for i, file := range c.files {
		class := ""
		if strings.HasPrefix(c.titles[i], "Panel") && !s.phone {
			class = "panel" // the page around it is on the other pictures
			if strings.Contains(c.titles[i], "rtl") {
				class = "panel mirrored"
			}
		}
		fmt.Fprintf(&page, `<figure class="%s"><img src="/%s" alt=""><figcaption>%s</figcaption></figure>`, class, file, html.EscapeString(c.titles[i]))
	}
	pictures := http.FileServer(http.Dir(screenshots))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".png") {
			pictures.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(page.String()))
	}))
	c.t.Cleanup(server.Close)
	p := newPage(c.t, size{name: "sheet", width: int64(columns)*(width+24) + 24, height: 900})
	p.expect("favicon")
	p.visit(server.URL)
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		c.t.Fatalf("the sheet: %v", err)
	}
	file := filepath.Join(screenshots, "sheet-"+c.name+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		c.t.Fatal(err)
	}
	for _, single := range c.files {
		if err := os.Remove(filepath.Join(screenshots, single)); err != nil {
			c.t.Error(err)
		}
	}
	c.t.Logf("%d pictures on %s", len(c.files), file)
}
