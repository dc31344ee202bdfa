package larkhollow_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aisle-chat/aisle/assistant/knowledge"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/feed"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow/picture"
)

// opened is when the shop of these tests opened first.
var opened = larkhollow.Written.Add(12 * time.Hour)

func products(t *testing.T) []catalog.Product {
	t.Helper()
	return productsAsOf(t, opened)
}

func productsAsOf(t *testing.T, first time.Time) []catalog.Product {
	t.Helper()
	source := feed.Read(larkhollow.Feed(first))
	var list []catalog.Product
	for p, err := range source.Products() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	if report := source.Report(); report.Refused != 0 || len(report.Errors) != 0 {
		t.Errorf("the feed's report should be empty: %+v", report)
	}
	return list
}

// Reviews are as old as they are, whenever the shop opens.
func TestReviewsAgeWithTheShop(t *testing.T) {
	written := productsAsOf(t, larkhollow.Written)
	for _, first := range []time.Time{
		larkhollow.Written.AddDate(0, 0, 400).Add(23 * time.Hour),
		larkhollow.Written.AddDate(0, 0, -30).Add(time.Nanosecond),
		// Already tomorrow in Auckland, and still yesterday in Vermont.
		time.Date(2027, 2, 28, 23, 0, 0, 0, time.FixedZone("NZDT", 13*3600)),
		time.Date(2027, 2, 28, 23, 0, 0, 0, time.FixedZone("EST", -5*3600)),
	} {
		day := first.UTC().Truncate(24 * time.Hour)
		dated := 0
		for i, p := range productsAsOf(t, first) {
			for j, r := range p.Reviews {
				dated++
				age, want := day.Sub(r.Date), larkhollow.Written.Sub(written[i].Reviews[j].Date)
				if age != want || r.Date.After(first) {
					t.Errorf("%s, first opened %v: a review of %v, %v old; want %v", p.ID, first, r.Date, age, want)
				}
			}
		}
		if dated < 50 {
			t.Errorf("only %d reviews", dated)
		}
	}
}

func TestShelf(t *testing.T) {
	list := products(t)
	if len(list) != 24 {
		t.Errorf("%d products, want 24", len(list))
	}
	departments, brands, ids := map[string]int{}, map[string]int{}, map[string]bool{}
	soldOutVariants, soldOut, plain, single, reduced := 0, 0, 0, 0, 0
	for _, p := range list {
		departments[strings.Join(p.Category[:min(2, len(p.Category))], " > ")]++
		brands[p.Brand]++
		if ids[p.ID] {
			t.Errorf("%s: twice", p.ID)
		}
		ids[p.ID] = true
		if p.Price.Currency != "USD" || p.Price.Amount <= 0 {
			t.Errorf("%s: price %v", p.ID, p.Price)
		}
		if p.SoldOut {
			soldOut++
		}
		if p.CompareAt.Amount > p.Price.Amount {
			reduced++
		}
		switch len(p.Variants) {
		case 0:
			plain++
		case 1:
			single++
		}
		for _, v := range p.Variants {
			if v.SoldOut {
				soldOutVariants++
			}
			if !v.Stock.Known || v.Image == "" {
				t.Errorf("%s: stock %+v, picture %q", v.ID, v.Stock, v.Image)
			}
		}
		if len(p.Attributes) < 6 || len(p.Reviews) < 2 || p.Rating.Count < len(p.Reviews) || len(strings.Fields(p.Description)) < 20 {
			t.Errorf("%s: %d attributes, %d reviews of %d ratings, description %q", p.ID, len(p.Attributes), len(p.Reviews), p.Rating.Count, p.Description)
		}
	}
	for _, want := range []string{
		"Clothing > Jackets", "Clothing > Tops", "Clothing > Trousers", "Footwear > Hiking boots", "Packs > Daypacks",
		"Camp > Tents", "Kitchen > Stoves", "Home > Lighting", "Home > Bedding",
	} {
		if departments[want] == 0 {
			t.Errorf("nothing in %s; there are %v", want, departments)
		}
	}
	if len(brands) < 3 || soldOutVariants < 10 || soldOut < 1 || plain < 1 || single < 1 || reduced < 3 {
		t.Errorf("%d brands, %d variants and %d products sold out, %d without options, %d with a single variant, %d reduced",
			len(brands), soldOutVariants, soldOut, plain, single, reduced)
	}
}

func TestWaterproofJackets(t *testing.T) {
	inBlue, over, dry := 0, 0, 0
	for _, p := range products(t) {
		if !slices.Contains(p.Category, "Jackets") {
			continue
		}
		waterproof := slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool {
			return a.Name == "waterproof" && slices.Contains(a.Values, "yes")
		})
		blue := slices.ContainsFunc(p.Variants, func(v catalog.Variant) bool { return v.Options["color"] == "Blue" && !v.SoldOut })
		switch {
		case !waterproof:
			dry++
		case p.Price.Amount > 150_00:
			over++
		case blue:
			inBlue++
		}
	}
	if inBlue < 2 || over < 1 || dry < 2 {
		t.Errorf("%d waterproof jackets in blue under $150, %d over, %d not waterproof", inBlue, over, dry)
	}
}

func TestSizesHaveTheirRow(t *testing.T) {
	for _, p := range products(t) {
		for _, o := range p.Options {
			if o.Name != "size" || len(p.SizeChart.Rows) == 0 {
				continue
			}
			for _, size := range o.Values {
				if !slices.ContainsFunc(p.SizeChart.Rows, func(row []string) bool { return row[0] == size }) {
					t.Errorf("%s: size %s has no row in its chart", p.ID, size)
				}
			}
		}
		for _, row := range p.SizeChart.Rows {
			if len(row) != len(p.SizeChart.Columns) {
				t.Errorf("%s: row %v does not fit the columns %v", p.ID, row, p.SizeChart.Columns)
			}
		}
	}
}

func TestPicturesAreDrawn(t *testing.T) {
	kinds := map[string]bool{}
	for _, p := range products(t) {
		images := slices.Clone(p.Images)
		for _, v := range p.Variants {
			images = append(images, v.Image)
		}
		for _, image := range images {
			parts := strings.Split(image, "/")
			if len(parts) != 4 || parts[0] != "" || parts[1] != "img" {
				t.Fatalf("%s: picture %q is not /img/KIND/FILE", p.ID, image)
			}
			kinds[parts[2]] = true
			tint, view, _ := strings.Cut(strings.TrimSuffix(parts[3], ".svg"), "-")
			if _, err := picture.Draw(parts[2], tint, picture.View(view)); err != nil {
				t.Errorf("%s: %v", p.ID, err)
			}
		}
	}
	if len(kinds) != 24 {
		t.Errorf("%d kinds of picture, want one for each product: %v", len(kinds), kinds)
	}
}

func articles(t *testing.T) []*knowledge.Article {
	t.Helper()
	base, err := knowledge.Read(larkhollow.Knowledge())
	if err != nil {
		t.Fatal(err)
	}
	return base.Articles()
}

func TestKnowledge(t *testing.T) {
	var ids []string
	for _, a := range articles(t) {
		ids = append(ids, a.ID)
		if a.URL != "/help/"+a.ID || len(a.Questions) < 3 || len(a.Passages) < 3 {
			t.Errorf("%s: url %q, %d questions, %d passages", a.ID, a.URL, len(a.Questions), len(a.Passages))
		}
	}
	slices.Sort(ids)
	if want := []string{"about", "care", "contact", "payment", "returns", "shipping", "sizing", "warranty"}; !slices.Equal(ids, want) {
		t.Errorf("articles %v, want %v", ids, want)
	}
}

// What several articles say, they say alike.
func TestArticlesAgree(t *testing.T) {
	files := larkhollow.Knowledge()
	for phrase, where := range map[string][]string{
		"Monday to Friday": {"contact.md", "shipping.md"},
		"Eastern time":     {"contact.md", "shipping.md"},
		"go up one size":   {"sizing.md"},
		"30 days":          {"returns.md"},
		"2 years":          {"warranty.md"},
		"$75":              {"shipping.md"},
	} {
		for _, file := range where {
			text, err := fs.ReadFile(files, file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), phrase) {
				t.Errorf("%s does not say %q", file, phrase)
			}
		}
	}
}
