package catalog

import (
	"slices"
	"testing"
)

func newIndex(t testing.TB, products ...Product) *Index {
	t.Helper()
	x, err := NewIndex(sequence(products))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Another shop describes the same thing in other words, but gives the same
// number.
func TestCodes(t *testing.T) {
	x := newIndex(t,
		Product{ID: "steel", Title: "Arden 24' Undercounter Dishwasher - DU1055XTSS", Brand: "Arden", Price: usd(35900)},
		Product{ID: "full", Title: "Arden DU1100XTPS Dishwasher White", Brand: "Arden", Price: usd(53700)},
		Product{ID: "mount", Title: "Vale Under Cabinet Mount - VM-UC1S", Brand: "Vale", Price: usd(9900)},
		Product{ID: "wall", Title: "Vale Wall Mount - VM-W40", Brand: "Vale", Price: usd(8900)},
		Product{ID: "brand", Title: "Hinge Door Mount", Brand: "W3llmade", Price: usd(900)},
		Product{ID: "combo", Title: "Vale Changer, 5 Discs - DCM390", Brand: "Vale", Price: usd(34800)},
	)
	for _, c := range []struct{ text, want string }{
		{"Arden Built-In Dishwasher Black Finish - DU1055BK", "steel"}, // the colour's letters differ
		{"Vale 9' - 17' Silver Wall Mount - VMUC1S", "mount"},
		{"du1100xtps", "full"},
	} {
		if got := found(t, x, Query{Text: c.text}); len(got) == 0 || got[0] != c.want {
			t.Errorf("%q: %v, want %s first", c.text, got, c.want)
		}
	}
	if got := found(t, x, Query{Text: "which dishwashers do you have from W3llmade?"}); len(got) != 0 {
		t.Errorf("a brand was taken for a number: %v", got)
	}
	// Another number is another model, and money is money.
	if u := x.Understand("vale changer dcm290"); len(u.Corrections) != 0 {
		t.Errorf("a number was read as another one: %v", u.Corrections)
	}
	if got := found(t, x, Query{Text: "du1100xtps under $500"}); len(got) != 0 {
		t.Errorf("found %v above the price", got)
	}
}

func TestCodeParts(t *testing.T) {
	for w, want := range map[string]string{
		"du1055xtss": "du1055", "kxtg1033s": "kxtg1033", "du1055": "", "ln40a550": "", "16gb": "", "a4": "", "x1s": "", "1234": "",
	} {
		if got := codeCore(w); got != want {
			t.Errorf("core of %q: %q, want %q", w, got, want)
		}
	}
	for w, want := range map[string]bool{
		"mx350": true, "711719702702": true, "8500": true, "16gb": false, "500": false, "dryer": false, "mp3": false, "dr.5": false,
	} {
		if got := isCode(w); got != want {
			t.Errorf("%q is a code: %v", w, got)
		}
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{{"t00820l", "t00820i", true}, {"dcm290", "dcm390", false}, {"a12", "a123", false}, {"", "b", true}} {
		if got := sameDigits(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

// Feeds call one maker by several names.
func TestBrandNames(t *testing.T) {
	x := newIndex(t,
		Product{ID: "own", Title: "Kanor Camera", Brand: "Kanor", Price: usd(9000)},
		Product{ID: "division", Title: "Pixel Camera", Brand: "Kanor Camcorders", Price: usd(9000)},
		Product{ID: "group", Title: "Kanor Tripod Camera", Brand: "Whirling", Price: usd(9000)},
		Product{ID: "company", Title: "Zoom Camera", Brand: "ZN Electronics", Price: usd(9000)},
		Product{ID: "other", Title: "Pouch for Kanor Camera", Brand: "Vale", Price: usd(900)},
	)
	for text, want := range map[string][]string{
		"Kanor cameras":            {"own", "division", "group"},
		"ZN camera":                {"company"},
		"cameras, but not Kanor":   {"company", "other"},
		"something from Whirling":  {"group"},
		"Kanor Camcorders cameras": {"division"},
	} {
		got := found(t, x, Query{Text: text})
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v: %s", text, got, want, short(x.Understand(text).Constraints))
		}
	}
	if got := found(t, x, Query{Text: "Kanor cameras"}); got[0] != "own" {
		t.Errorf("%v: what is of the brand by its own data does not come first", got)
	}
}

// An attribute may say what a product is, where title and category do not.
func TestKindFromAttribute(t *testing.T) {
	x := newIndex(t,
		Product{ID: "case", Title: "Soft Sleeve Tablet Case", Category: []string{"Tablets"}, Price: usd(1500)},
		Product{ID: "tab", Title: "Denmar TAQ-10 25.6 cm Black", Price: usd(15700),
			Attributes: []Attribute{{"device type", []string{"Full-size tablet"}}, {"platform", []string{"Android"}}}},
		Product{ID: "slab", Title: "Slab 8 Tablet", Category: []string{"Tablets"}, Price: usd(15700)},
		Product{ID: "disk", Title: "Spin 3", Attributes: []Attribute{{"type", []string{"Original"}}}, Price: usd(4000)},
	)
	if got := found(t, x, Query{Text: "android tablet"}); len(got) == 0 || got[0] != "tab" {
		t.Errorf("android tablet: %v", got)
	}
	if got := short(x.Understand("original").Constraints); got == "type original" {
		t.Error("a word that no category is called by became a kind")
	}
}

// A printer that takes labels is no label printer.
func TestQualifiersOfALabelledKind(t *testing.T) {
	x := newIndex(t,
		Product{ID: "label", Title: "Dymon Label Printer", Category: []string{"Label Printers"}, Price: usd(9000)},
		Product{ID: "laser", Title: "Lumen Printer", Category: []string{"Laser Printers"}, Price: usd(19000),
			Attributes: []Attribute{{"media", []string{"Plain paper", "Labels"}}}},
	)
	if got := found(t, x, Query{Text: "label printer"}); !slices.Equal(got, []string{"label"}) {
		t.Errorf("label printer: %v", got)
	}
}
