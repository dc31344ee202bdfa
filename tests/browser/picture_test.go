package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// TestPictures takes of each picture the file that is as wide as it is drawn, and
// the picture itself where there is no such file.
func TestPictures(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		goods := map[string]catalog.Product{}
		for _, g := range cornerGoods {
			goods[g.ID] = g
		}
		jacket, tent := goods["beck"], goods["tent"]
		jacket.ImageSizes = map[string][]catalog.ImageSize{jacket.Images[0]: {
			{URL: "/picture/2f5d50?w=240", Width: 240}, {URL: "/picture/2f5d50?w=480", Width: 480}, {URL: "/picture/2f5d50?w=960", Width: 960},
			{URL: "javascript:alert(1)", Width: 2000}, {URL: "http://elsewhere.example/", Width: 3000},
		}}
		tent.ImageSizes = map[string][]catalog.ImageSize{tent.Images[0]: {{URL: "/missing.png", Width: 480}}}
		if err := c.index.Upsert(jacket, tent); err != nil {
			t.Fatal(err)
		}
		p := newPage(t, s)
		p.dark(false)
		p.visit(c.url + "/strict")
		p.openChat()
		p.say("show me something")
		shows := func(what, inside string, wants ...string) {
			t.Helper()
			p.until(what, func() (bool, string) {
				at := eval[string](p, inPanel+`(() => {
					const img = panel.querySelector(`+quote(inside+" img")+`);
					return img?.complete && img.naturalWidth > 0 ? img.currentSrc.replace(location.origin, '') : 'nothing yet';
				})()`)
				return slices.Contains(wants, at), at
			})
		}
		const narrow, middle, broad = "/picture/2f5d50?w=240", "/picture/2f5d50?w=480", "/picture/2f5d50?w=960"
		if s.phone { // twice as many dots, on a wider card
			shows("a card's picture", ".card", middle, broad)
		} else {
			shows("a card's picture", ".card", narrow)
		}
		shows("the picture whose file is missing", ".card:nth-child(2)", tent.Images[0])
		if set := eval[string](p, inPanel+`panel.querySelector('.card img').srcset`); set == "" || strings.Contains(set, "javascript") || strings.Contains(set, "elsewhere") {
			t.Errorf("what may not be loaded is in %q", set)
		}
		p.find("group", "^conversation$").find("button", exactly(jacket.Title)).tap()
		p.find("group", exactly(jacket.Title))
		shows("the picture of the details", ".layer .details", middle, broad)

		// In the cart it is small; a browser may take a wider one that it has already.
		p.find("radio", "^m$").tap()
		p.find("button", "^add to cart$").tap()
		p.find("button", "^added . view cart$").tap()
		p.find("group", "^your cart$")
		shows("the picture in the cart", ".line-item", narrow, middle, broad)
	})
}
