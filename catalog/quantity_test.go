package catalog

import (
	"slices"
	"testing"
)

// camp is a shop of things that have measures.
func camp(t testing.TB) *Index {
	tent := func(id, title, capacity, weight string, price int64) Product {
		return Product{ID: id, Title: title, Category: []string{"Camp", "Tents"}, Price: usd(price),
			Attributes: []Attribute{{"capacity", []string{capacity}}, {"weight", []string{weight}}}}
	}
	boots := func(id, title string, price int64, widths ...string) Product {
		p := Product{ID: id, Title: title, Category: []string{"Footwear", "Boots"}, Price: usd(price),
			Options: []Option{{"width", widths}}}
		if len(widths) == 0 {
			p.Options = nil
		}
		for _, w := range widths {
			p.Variants = append(p.Variants, Variant{ID: id + w, Options: map[string]string{"width": w}, Price: usd(price)})
		}
		return p
	}
	return newIndex(t,
		tent("one", "Linnet 1 Tent", "1 person", "1,200 g", 28900), tent("two", "Holloway Tent", "2 people", "2,150 g", 32000),
		tent("four", "Farmstead Family Tent", "4 people", "6.5 kg", 42000),
		boots("talus", "Talus Boots", 23500, "Regular", "Wide"), boots("scree", "Scree Boots", 16500, "Regular"), boots("splash", "Splash Boots", 3200),
		Product{ID: "ten", Title: "Tarn Tablet 10 in", Category: []string{"Tablets"}, Price: usd(9000)},
		Product{ID: "thirteen", Title: "Tarn Tablet 13.3 inch", Category: []string{"Tablets"}, Price: usd(19000)},
		Product{ID: "sixteen", Title: `Tarn Tablet 16"`, Category: []string{"Tablets"}, Price: usd(29000)},
		Product{ID: "bank", Title: "Ember Power Bank 5,000 mAh", Category: []string{"Power banks"}, Price: usd(2900)},
		Product{ID: "bank2", Title: "Ember Power Bank 20000mAh", Category: []string{"Power banks"}, Price: usd(5900)},
		Product{ID: "small", Title: "Fold Blanket", Category: []string{"Blankets"}, Price: usd(9000), Attributes: []Attribute{{"size", []string{"150 x 200 cm"}}}},
		Product{ID: "large", Title: "Hay Blanket", Category: []string{"Blankets"}, Price: usd(9000), Attributes: []Attribute{{"size", []string{"200 x 220 cm"}}}},
		Product{ID: "satchel", Title: "Post Satchel", Category: []string{"Bags"}, Price: usd(15900), Attributes: []Attribute{{"material", []string{"full-grain leather"}}}},
		Product{ID: "tote", Title: "Market Bag", Category: []string{"Bags"}, Price: usd(3900), Attributes: []Attribute{{"material", []string{"waxed canvas"}}}},
		Product{ID: "strap", Title: "Leather Strap", Category: []string{"Straps"}, Price: usd(1900)},
	)
}

func TestQuantities(t *testing.T) {
	x := camp(t)
	for _, c := range []struct {
		text string
		want []string // in this order
	}{
		{"tent for 4 people", []string{"four"}},
		{"a tent for two", []string{"two", "four"}}, // the smallest that is large enough first
		{"2-person tent", []string{"two", "four"}},
		{"a tent for two that is easy to pitch", []string{"two", "four"}},
		{"a tent for 2 under $400", []string{"two"}},
		{"four person tents", []string{"four"}},
		{"tent for 3 people", []string{"four"}},
		{"tent for 6 people", nil}, // and not the one for two
		{"tents for six", nil},
		{"tablet between 10 and 14 inches", []string{"ten", "thirteen"}},
		{"10 to 14 inch tablet", []string{"ten", "thirteen"}},
		{"tablets 10-14 in", []string{"ten", "thirteen"}},
		{"tablet under 12 inches", []string{"ten"}},
		{"tablet over 12 inches under $200", []string{"thirteen"}},
		{"tablets of at least 17 inches", nil},
		{`tablet 16"`, []string{"sixteen"}},
		{"16 inch tablet", []string{"sixteen"}},
		{"power bank with at least 10000 mah", []string{"bank2"}},
		{"5000mah power bank", []string{"bank"}},
		{"tents under 2 kg", []string{"one"}}, // its data tell grams
		{"blanket 150 x 200 cm", []string{"small"}},
		{"blanket 1.5 m x 2 m", []string{"small"}},
	} {
		got := found(t, x, Query{Text: c.text})
		if c.text[0] != 'a' { // of equals any may be first
			slices.Sort(got)
			slices.Sort(c.want)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v: %s", c.text, got, c.want, short(x.Understand(c.text).Constraints))
		}
	}
	result, err := x.Search(t.Context(), Query{Text: "tent for 6 people"})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Alternatives) == 0 || len(result.Alternatives[0].Breaks) != 1 || result.Alternatives[0].Breaks[0].Text != "6 people" {
		t.Errorf("the nearest of no tent for six: %+v", result.Alternatives)
	}
}

// A value of any option is a wish, not only colours and sizes.
func TestOptionValues(t *testing.T) {
	x := camp(t)
	for text, want := range map[string][]string{
		"boots wide fit":          {"talus"},
		"wide boots":              {"talus"},
		"boots in wide under $50": nil,
		"boots in regular width":  {"scree", "talus"},
		"tablet with a wide view": {"sixteen", "ten", "thirteen"}, // no tablet comes in widths
	} {
		got := found(t, x, Query{Text: text})
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v: %s", text, got, want, short(x.Understand(text).Constraints))
		}
	}
	result, err := x.Search(t.Context(), Query{Text: "boots in wide under $50"})
	if err != nil {
		t.Fatal(err)
	}
	broken := map[string]string{}
	for _, a := range result.Alternatives {
		broken[a.Product.ID] = short(a.Breaks)
	}
	if broken["talus"] != "price 0-5000" || broken["splash"] != "option.width Wide" {
		t.Errorf("alternatives on either side: %v", broken)
	}
}

// What is not wanted is the material, not the thing that is named behind it.
func TestMaterials(t *testing.T) {
	x := camp(t)
	for text, want := range map[string][]string{
		"no leather bag":           {"tote"},
		"bag, but no leather":      {"tote"},
		"non-leather bags":         {"tote"},
		"leather-free bag":         {"tote"},
		"a bag that isn't leather": {"tote"},
		"leather bag":              {"satchel"},
		"bags without leather":     {"tote"},
		"leather bag under $50":    nil,
	} {
		got := found(t, x, Query{Text: text})
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v: %s", text, got, want, short(x.Understand(text).Constraints))
		}
	}
	if got := short(x.Understand("no bags").Constraints); got != "not type bag" {
		t.Errorf("no bags: %s", got)
	}
}
