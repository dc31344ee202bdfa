package catalog

import "testing"

func TestSwatch(t *testing.T) {
	for value, want := range map[string]string{
		"Teal": "#008080", "crimson": "#dc143c", "Pewter": "#899499", "Slate Grey": "#708090", "Rose Gold": "#b76e79", "rose-gold": "#b76e79",
		"Slate Blue": "#6a5acd", "Black Onyx": "#1b1b1d", "Heather Teal": "#008080", "Off-White": "#faf9f6", "Cornflower Blue": "#6495ed",
		"Large": "", "": "", "42": "", "Tutti Frutti": "",
	} {
		if got := Swatch(value); got != want {
			t.Errorf("Swatch(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestColorFamilies(t *testing.T) {
	for value, want := range map[string]colorFamily{
		"Sky Blue": familyBlue, "Navy": familyBlue, "Black/White": familyBlack | familyWhite, "Burgundy": familyRed,
		"Forest": familyGreen, "Charcoal": familyGray, "Gold & Silver": familyGold | familySilver, "Medium": 0,
	} {
		if got := colorFamilies(value); got != want {
			t.Errorf("colorFamilies(%q) = %v, want %v", value, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, same := range [][]string{
		{"hoodie", "hoodies"}, {"battery", "batteries"}, {"glass", "glasses"}, {"shoe", "shoes"}, {"box", "boxes"},
		{"case", "cases"}, {"watch", "watches"}, {"lens", "lenses"}, {"mens", "men", "man"}, {"womens", "woman"},
		{"color", "colour"}, {"gray", "grey"}, {"fiber", "fibre", "fibres"}, {"tee", "tees"}, {"knife", "knives"}, {"bra", "bras"},
		{"polish", "polishes"}, {"dress", "dresses"}, {"organizer", "organiser"}, {"mouse", "mice"}, {"sofa", "sofas"},
	} {
		for _, w := range same[1:] {
			if stem(w) != stem(same[0]) {
				t.Errorf("stem(%q) = %q, stem(%q) = %q", same[0], stem(same[0]), w, stem(w))
			}
		}
	}
	for _, pair := range [][2]string{{"organic", "organ"}, {"cap", "cape"}, {"car", "care"}, {"short", "shirt"}, {"woman", "man"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%q and %q have one stem", pair[0], pair[1])
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Men's T-Shirt": "mens t shirt", "Caffè Straße Ærø": "caffe strasse aero", "1,299.50 GB": "1299.50 gb",
		"iPhone® 6s/7": "iphone 6s 7", "  ": "", "1.83m": "1.83m", "e.l.f.": "e l f", "’tis": "tis", "naïve\u0301": "naive",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
	}
}
