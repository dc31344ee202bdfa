package catalog

import (
	"slices"
	"testing"
)

// kitchen is a shop of things that have parts and ingredients, or are without.
func kitchen(t testing.TB) *Index {
	jacket := func(id, title, description string) Product {
		return Product{ID: id, Title: title, Category: []string{"Jackets"}, Description: description, Price: usd(9000)}
	}
	tea := func(id, title, description string, tags ...string) Product {
		return Product{ID: id, Title: title, Category: []string{"Tea"}, Description: description, Tags: tags, Price: usd(900)}
	}
	return newIndex(t,
		jacket("storm", "Storm Jacket", "Three layers and a hood that folds away."), jacket("fell", "Hooded Fell Jacket", "Light."),
		jacket("town", "Town Jacket", "A wool collar."), jacket("cord", "Cord Jacket", "Without a hood, for the city."),
		tea("assam", "Assam Tea", "Strong, with caffeine."), tea("rooibos", "Rooibos Tea", "Red.", "caffeine-free"),
		tea("mint", "Mint Tea", "No artificial flavors."), tea("peach", "Peach Tea", "Artificial flavors."),
		Product{ID: "bank", Title: "Ember Power Bank", Category: []string{"Power banks"}, Price: usd(2900)},
	)
}

// What a thing is to be without is read even where no value of the catalogue is
// called so, and found in what descriptions say, or say is not there.
func TestLacking(t *testing.T) {
	x := kitchen(t)
	for _, c := range []struct {
		text string
		want []string // in any order
	}{
		{"jacket without a hood", []string{"town", "cord"}},
		{"a jacket with no hood", []string{"town", "cord"}},
		{"jackets but no hoods", []string{"town", "cord"}},
		{"jacket without any hood under $100", []string{"town", "cord"}},
		{"tea without caffeine", []string{"rooibos", "mint", "peach"}},
		{"tea with no artificial flavors", []string{"assam", "rooibos", "mint"}},
		{"power bank without breaking the bank", []string{"bank"}},
		{"power bank, no rush", []string{"bank"}},
		{"no problem, a power bank", []string{"bank"}},
	} {
		got, want := found(t, x, Query{Text: c.text}), slices.Sorted(slices.Values(c.want))
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v; understood %+v", c.text, got, want, x.Understand(c.text).Constraints)
		}
	}
}
