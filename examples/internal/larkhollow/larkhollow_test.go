package larkhollow_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/aisle-chat/aisle/cart"
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

// collectionOf is the collection that a product stands in: a department, or
// what clothing is sorted into.
func collectionOf(p catalog.Product) string {
	if p.Category[0] == "Clothing" {
		return p.Category[1]
	}
	return p.Category[0]
}

func TestShelf(t *testing.T) {
	list := products(t)
	ids, titles := map[string]bool{}, map[string]bool{}
	var plain, single, reduced, soldOut, soldOutVariants, few, silent int
	for _, p := range list {
		if ids[p.ID] || titles[strings.ToLower(p.Title)] {
			t.Errorf("%s, %q: twice", p.ID, p.Title)
		}
		ids[p.ID], titles[strings.ToLower(p.Title)] = true, true
		if p.Price.Currency != "USD" || p.Price.Amount <= 0 || len(p.Category) < 2 {
			t.Errorf("%s: price %v in %v", p.ID, p.Price, p.Category)
		}
		if p.SoldOut {
			soldOut++
		}
		if p.CompareAt.Amount > 0 {
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
			if v.Stock.Count > 0 && v.Stock.Count <= 3 {
				few++
			}
			if !v.Stock.Known || v.Image == "" {
				t.Errorf("%s: stock %+v, picture %q", v.ID, v.Stock, v.Image)
			}
			if v.CompareAt.Amount > 0 && v.CompareAt.Amount <= v.Price.Amount {
				t.Errorf("%s: %v is no reduction from %v", v.ID, v.Price, v.CompareAt)
			}
		}
		if len(p.Reviews) == 0 {
			silent++
		}
		if len(p.Reviews) == 1 || len(p.Reviews) > 8 || p.Rating.Count < len(p.Reviews) {
			t.Errorf("%s: %d reviews of %d ratings", p.ID, len(p.Reviews), p.Rating.Count)
		}
		if len(p.Attributes) < 6 || len(strings.Fields(p.Description)) < 20 {
			t.Errorf("%s: %d attributes, description %q", p.ID, len(p.Attributes), p.Description)
		}
	}
	if len(list) < 110 || soldOutVariants < 60 || soldOut < 4 || plain < 10 || single < 1 || reduced < 15 || few < 60 || silent < 4 {
		t.Errorf("%d products: %d variants and %d products sold out, %d without options, %d with a single variant, %d reduced, %d variants nearly gone, %d without reviews",
			len(list), soldOutVariants, soldOut, plain, single, reduced, few, silent)
	}
}

// Every collection is one to browse: enough things, by several makers, at
// several prices, and not all of one shape.
func TestCollections(t *testing.T) {
	type sorts struct {
		things            int
		cheapest, dearest int64
		brands, kinds     map[string]bool
	}
	collections := map[string]*sorts{}
	for _, p := range products(t) {
		c := collections[collectionOf(p)]
		if c == nil {
			c = &sorts{brands: map[string]bool{}, kinds: map[string]bool{}, cheapest: p.Price.Amount}
			collections[collectionOf(p)] = c
		}
		c.things++
		c.cheapest, c.dearest = min(c.cheapest, p.Price.Amount), max(c.dearest, p.Price.Amount)
		c.brands[p.Brand] = true
		c.kinds[strings.Split(p.Images[0], "/")[2]] = true
	}
	cheapest, dearest := int64(1e9), int64(0)
	names := slices.Sorted(maps.Keys(collections))
	if want := []string{"Bedding", "Camp", "Footwear", "Gifts", "Jackets", "Kitchen", "Lighting", "Packs", "Tops", "Trousers"}; !slices.Equal(names, want) {
		t.Errorf("collections %v, want %v", names, want)
	}
	for _, name := range names {
		c := collections[name]
		t.Logf("%s: %d things of %d makers, %d kinds, %d to %d", name, c.things, len(c.brands), len(c.kinds), c.cheapest, c.dearest)
		cheapest, dearest = min(cheapest, c.cheapest), max(dearest, c.dearest)
		if c.things < 8 || len(c.brands) < 3 || len(c.kinds) < 3 || c.dearest < 3*c.cheapest {
			t.Errorf("%s: %d things of the makers %v, drawn as %v, from %d to %d", name, c.things, c.brands, c.kinds, c.cheapest, c.dearest)
		}
	}
	if cheapest >= 15_00 || dearest <= 300_00 {
		t.Errorf("prices from %d to %d", cheapest, dearest)
	}
}

// Attributes are what answers are made of: each says something, measures can be
// compared, and what fits names things that the shop has.
func TestAttributes(t *testing.T) {
	list := products(t)
	compatible := 0
	for _, p := range list {
		for _, a := range p.Attributes {
			if len(a.Values) == 0 || a.Name != strings.ToLower(a.Name) {
				t.Errorf("%s: %q is %q", p.ID, a.Name, a.Values)
			}
			for _, value := range a.Values {
				switch {
				case value == "" || value != strings.TrimSpace(value) || strings.HasSuffix(value, "."):
					t.Errorf("%s: %s is %q", p.ID, a.Name, value)
				case a.Name == "weight" && !weight.MatchString(value):
					t.Errorf("%s: the weight %q cannot be compared", p.ID, value)
				case a.Name == "gender" && !slices.Contains([]string{"Men", "Women", "Kids"}, value):
					t.Errorf("%s is for %q", p.ID, value)
				case slices.Contains([]string{"waterproof", "packable", "vegan", "final sale"}, a.Name) && value != "yes" && value != "no":
					t.Errorf("%s: %s is %q, want yes or no", p.ID, a.Name, value)
				case slices.Contains([]string{"fits", "contents"}, a.Name) && unicode.IsUpper(rune(value[0])):
					compatible++
					if !slices.ContainsFunc(list, func(other catalog.Product) bool { return strings.HasPrefix(value, other.Title) }) {
						t.Errorf("%s: %s %q, which the shop does not have", p.ID, a.Name, value)
					}
				}
			}
		}
		final := slices.ContainsFunc(p.Attributes, func(a catalog.Attribute) bool { return a.Name == "final sale" && a.Values[0] == "yes" })
		if final != slices.Contains(p.Tags, cart.TagFinalSale) {
			t.Errorf("%s: its tags and its attributes disagree whether it is final sale", p.ID)
		}
		for _, o := range p.Options {
			for _, value := range o.Values {
				if o.Name == "color" && catalog.Swatch(value) == "" {
					t.Errorf("%s: no swatch is known for %q", p.ID, value)
				}
			}
		}
	}
	if compatible < 15 {
		t.Errorf("only %d mentions of what goes with what", compatible)
	}
}

// weight is a number with its unit first, whatever follows.
var weight = regexp.MustCompile(`^[\d,.]+ k?g\b`)

// Nothing here is somebody else's: the makers are invented, and no text names a
// real one or its cloth.
func TestNoRealBrands(t *testing.T) {
	real := regexp.MustCompile(`(?i)\b(?:gore-?tex|primaloft|polartec|vibram|cordura|thinsulate|pertex|dyneema|ykk|` +
		`patagonia|arc'?teryx|north face|columbia|marmot|rei|mammut|fj[aä]llr[aä]ven|barbour|merrell|salomon|hoka|teva|birkenstock|hunter|` +
		`osprey|deuter|gregory|msr|jetboil|therm-?a-?rest|sea to summit|nemo|big agnes|coleman|helinox|eno|black diamond|leki|petzl|` +
		`stanley|yeti|hydro flask|nalgene|klean kanteen|lodge|le creuset|staub|opinel|leatherman|victorinox|moleskine|` +
		`brooklinen|ikea|muji|uniqlo|filson|pendleton|ll ?bean|eddie bauer|smartwool|icebreaker|darn tough|kindle)\b`)
	invented := []string{"Ashbarrow", "Duskwright", "Eiderfold", "Fellbound", "Larkhollow", "Northmere", "Quibble & Daughter", "Tarn & Thistle"}
	for _, p := range products(t) {
		if !slices.Contains(invented, p.Brand) {
			t.Errorf("%s is by %q, which is none of the shop's makers", p.ID, p.Brand)
		}
		text := p.Title + "\n" + p.Brand + "\n" + p.Description
		for _, a := range p.Attributes {
			text += "\n" + strings.Join(a.Values, "\n")
		}
		for _, r := range p.Reviews {
			text += "\n" + r.Text
		}
		if found := real.FindString(text); found != "" {
			t.Errorf("%s: names %q", p.ID, found)
		}
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
		slices.Sort(images)
		images = slices.Compact(images)
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
	for _, kind := range picture.Kinds() {
		if kind != "placeholder" && !kinds[kind] {
			t.Errorf("nothing is drawn as %s", kind)
		}
	}
}
