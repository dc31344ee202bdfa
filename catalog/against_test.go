package catalog

import (
	"slices"
	"testing"
)

// What is not wanted leaves what comes in something else, or is for others too.
func TestAgainst(t *testing.T) {
	sheets := func(id string, options []Option, attributes ...Attribute) Product {
		p := Product{
			ID: id, Title: "Percale Sheet Set", Category: []string{"Bedding", "Sheets"}, Price: usd(9900),
			Options: options, Attributes: attributes,
		}
		if len(options) == 2 {
			for _, size := range options[0].Values {
				for _, color := range options[1].Values {
					p.Variants = append(p.Variants, Variant{
						ID: id + "-" + size + "-" + color, Options: map[string]string{"size": size, "color": color}, Price: usd(9900),
						SoldOut: size == "Queen" && color == "Clay",
					})
				}
			}
		}
		return p
	}
	shirt := func(id string, people ...string) Product {
		return Product{ID: id, Title: "Shirt", Category: []string{"Shirts"}, Price: usd(4000), Attributes: []Attribute{{"gender", people}}}
	}
	sizes := Option{"size", []string{"Queen", "King"}}
	x := newIndex(t,
		sheets("mixed", []Option{sizes, {"color", []string{"White", "Sage"}}}),
		sheets("gone", []Option{sizes, {"color", []string{"White", "Clay"}}}),
		sheets("white", []Option{sizes, {"color", []string{"White"}}}),
		sheets("choice", []Option{{"color", []string{"White", "Sage"}}}),
		sheets("striped", nil, Attribute{"color", []string{"White", "Blue"}}),
		shirt("men", "Men"), shirt("women", "Women"), shirt("both", "Men", "Women"), shirt("kids", "Kids"), shirt("all", "Men", "Women", "Kids"),
	)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"queen sheets not white", []string{"mixed"}},
		{"sheets, not white", []string{"choice", "gone", "mixed"}},
		{"sheets in white", []string{"choice", "gone", "mixed", "striped", "white"}},
		{"shirts not for women", []string{"all", "both", "kids", "men"}},
		{"shirts for men, not for kids", []string{"all", "both", "men"}},
		{"shirts for men", []string{"all", "both", "men"}},
		{"a shirt for my 5 year old", []string{"all", "kids"}},
		{"shirts for a 9-year-old, not white", []string{"all", "kids"}},
		{"shirts for my 40 year old brother", []string{"all", "both", "kids", "men", "women"}},
		{"shirts not for men but for women", []string{"all", "both", "women"}},
		{"shirts for women, not men", []string{"all", "both", "women"}},
	} {
		got := found(t, x, Query{Text: c.text})
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	result, err := x.Search(t.Context(), Query{Text: "queen sheets not white"})
	if err != nil || len(result.Hits) != 1 || result.Hits[0].Variant != "mixed-Queen-Sage" {
		t.Errorf("%v, %v: not the variant in sage", result.Hits, err)
	}
}

// What does not tell its color is not shown to who wants another than black, where
// others tell theirs, and is all there is to show where none does.
func TestSilentColors(t *testing.T) {
	drive := func(id, color string) Product {
		p := Product{ID: id, Title: "Drive " + id, Category: []string{"Drives"}, Price: usd(9000)}
		if color != "" {
			p.Attributes = []Attribute{{"color", []string{color}}}
		}
		return p
	}
	x := newIndex(t, drive("a", "Black"), drive("b", ""), drive("c", "Silver"), drive("d", ""))
	if got := found(t, x, Query{Text: "drives that are not black"}); !slices.Equal(got, []string{"c"}) {
		t.Errorf("found %v, want the silver one", got)
	}
	x.Delete("c")
	got := found(t, x, Query{Text: "drives that are not black"})
	if slices.Sort(got); !slices.Equal(got, []string{"b", "d"}) {
		t.Errorf("found %v, want those that tell no color", got)
	}
}
