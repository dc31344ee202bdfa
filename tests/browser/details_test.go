package browser

import (
	"slices"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// TestDetails looks at a product with everything that there is to know: its pictures
// by their small ones, the size chart where one chooses, reviews that unfold.
func TestDetails(t *testing.T) {
	bothSizes(t, func(t *testing.T, s size) {
		c := newCorner(t)
		jacket, err := c.index.Product(t.Context(), "beck")
		if err != nil {
			t.Fatal(err)
		}
		jacket.Images = []string{"/picture/2f5d50", "/picture/a33c3c", "/picture/3b4a6b", "/picture/6b7a3b"}
		jacket.SizeChart = catalog.SizeChart{Columns: []string{"Size", "Chest (cm)"}, Rows: [][]string{{"S", "88-94"}, {"M", "95-101"}, {"L", "102-109"}}}
		for _, text := range []string{"Dry for hours.", "Runs large.", "Good pockets.", "My third."} {
			jacket.Reviews = append(jacket.Reviews, catalog.Review{Rating: 4, Text: text})
		}
		jacket.Variants = slices.Clone(jacket.Variants) // which other tests have, too
		jacket.Variants[0].SoldOut = true               // S
		if err := c.index.Upsert(jacket); err != nil {
			t.Fatal(err)
		}
		p := newPage(t, s)
		p.front()
		p.dark(false)
		p.expect("missing.png|404")
		p.visit(c.url + "/strict")
		p.openChat()
		p.say("show me")
		p.panel().last("button", "^beck waterproof jacket$").tap()
		details := p.panel().find("group", "^beck waterproof jacket$")

		details.find("button", "^picture 4 of 4$").tap()
		p.until("the fourth picture to be in sight", func() (bool, string) {
			return eval[bool](p, inPanel+`(() => {
				const row = panel.querySelector('.gallery .row').getBoundingClientRect();
				const last = [...panel.querySelectorAll('.slide')].at(-1).getBoundingClientRect();
				return last.left >= row.left && last.right <= row.right + 1;
			})()`), ""
		})
		p.until("the fourth small picture to be marked", func() (bool, string) {
			at := eval[string](p, inPanel+`panel.querySelector('.thumbs [aria-current=true]').ariaLabel`)
			return at == "Picture 4 of 4", at
		})
		details.find("radio", "^s ?, sold out$")
		details.find("radio", "^m$").tap()
		p.gone("102-109")
		details.find("button", "^size chart$").tap()
		p.see("102-109")
		if row := eval[string](p, inPanel+`panel.querySelector('.table .on').innerText.replace(/\s+/g, ' ').trim()`); row != "M 95-101" {
			t.Errorf("the row that stands out is %q", row)
		}
		p.accessible("details with a size chart")
		p.fits("details with a size chart")
		p.shot("details-size-chart")

		p.gone("my third")
		details.find("button", "^show 2 more$").tap()
		p.see("good pockets. .*my third")
		if f := p.focused(); f.name != "Show 2 more" {
			t.Errorf("with the rest of the reviews shown, the focus is on %s", f)
		}
		p.shot("details-reviews")
	})
}
