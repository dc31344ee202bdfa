package catalog

import (
	"slices"
	"testing"
)

func TestUnsold(t *testing.T) {
	x := newIndex(t,
		Product{ID: "poles", Title: "Trekking Poles", Description: "Levers that close with gloves on.", Category: []string{"Camp", "Poles"}, Price: usd(11900)},
		Product{ID: "jacket", Title: "Rain Jacket", Category: []string{"Clothing", "Jackets"}, Price: usd(9600), Attributes: []Attribute{{"material", []string{"nylon"}}}},
		Product{ID: "balm", Title: "Lip Balm", Category: []string{"Care", "Lips"}, Price: usd(400), Options: []Option{{"shade", []string{"Little Denim Dress", "Coral"}}}},
		Product{ID: "socks", Title: "Boot Socks", Category: []string{"Clothing", "Socks"}, Price: usd(1400)},
	)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"gloves", []string{"gloves"}},
		{"black dress", []string{"dress"}},
		{"a balm in little denim dress", nil},
		{"do you have gloves?", []string{"gloves"}},
		{"a phone charger please", []string{"phone charger"}},
		{"phone case", []string{"phone case"}},
		{"socks and a skirt", []string{"skirt"}},
		{"a boat under $5", []string{"boat"}},
		{"a jacket for the boat", nil},
		{"something for the boat", nil},
		{"jackets", nil},
		{"bicycle jackets", nil},
		{"nylon", nil},
		{"camp", nil},
		{"jackets without a hood", nil},
	} {
		if got := x.Understand(c.text).Unsold; !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
