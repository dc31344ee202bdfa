package catalog

import (
	"errors"
	"iter"
	"slices"
	"testing"
)

func usd(amount int64) Money { return Money{amount, "USD"} }

// tiny is a shop small enough to know by heart.
func tiny() []Product {
	jacket := func(id, title string, price int64, waterproof string, colors ...string) Product {
		p := Product{
			ID: id, Title: title, Brand: "Ridgeway", Category: []string{"Clothing", "Jackets"}, Price: usd(price),
			Options:    []Option{{"size", []string{"S", "M"}}, {"color", colors}},
			Attributes: []Attribute{{"material", []string{"Nylon"}}, {"waterproof", []string{waterproof}}},
		}
		for _, color := range colors {
			for _, size := range []string{"S", "M"} {
				p.Variants = append(p.Variants, Variant{
					ID: id + "-" + size + "-" + color, Options: map[string]string{"size": size, "color": color},
					Price: usd(price), SoldOut: size == "M" && color == "Navy",
				})
			}
		}
		return p
	}
	return []Product{
		jacket("storm", "Storm Shell Jacket", 12900, "yes", "Navy", "Black"),
		jacket("breeze", "Breeze Wind Jacket", 7900, "no", "Sky Blue", "Red"),
		jacket("summit", "Summit Down Jacket", 24900, "yes", "Blue", "Gray"),
		{ID: "pack", Title: "Daytrip Backpack", Brand: "Ridgeway", Category: []string{"Bags", "Backpacks"}, Price: usd(6500)},
		{ID: "lamp", Title: "Brass Table Lamp", Brand: "Halden", Category: []string{"Home", "Lamps"}, Price: usd(8900)},
		{ID: "table", Title: "Oak Side Table", Brand: "Halden", Category: []string{"Home", "Tables"}, Price: usd(19900), SoldOut: true},
		{ID: "table2", Title: "Pine Side Table", Brand: "Halden", Category: []string{"Home", "Tables"}, Price: usd(29900)},
		{ID: "bespoke", Title: "Bespoke Wardrobe", Brand: "Halden", Category: []string{"Home", "Wardrobes"}},
	}
}

func sequence(products []Product) iter.Seq2[Product, error] {
	return func(yield func(Product, error) bool) {
		for _, p := range products {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func newTiny(t testing.TB) *Index {
	t.Helper()
	x, err := NewIndex(sequence(tiny()))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func found(t testing.TB, x *Index, q Query) []string {
	t.Helper()
	result, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, hit := range result.Hits {
		ids = append(ids, hit.Product.ID)
	}
	return ids
}

func TestSearch(t *testing.T) {
	x := newTiny(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"jackets", []string{"storm", "breeze", "summit"}},
		{"waterproof jacket under $150", []string{"storm"}},
		{"blue jacket", []string{"storm", "breeze", "summit"}},
		{"navy jacket", []string{"storm"}},
		{"navy jacket in size M", nil},
		{"black jacket in size M", []string{"storm"}},
		{"cheapest jacket", []string{"breeze", "storm", "summit"}},
		{"jacket between $100 and $200", []string{"storm"}},
		{"jackets that are not waterproof", []string{"breeze"}},
		{"back pack", []string{"pack"}},
		{"table lamp", []string{"lamp"}},
		{"side table", []string{"table2", "table"}},
		{"watreproof jaket", []string{"storm", "summit"}},
		{"wardrobe under $500", nil},
		{"wardrobe", []string{"bespoke"}},
		{"lawn mower", nil},
	} {
		got := found(t, x, Query{Text: c.text})
		ordered := c.text == "cheapest jacket" || c.text == "side table"
		if !ordered {
			slices.Sort(got)
			slices.Sort(c.want)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestUpsertAndDelete(t *testing.T) {
	x := newTiny(t)
	before := x.current.Load()
	if err := x.Upsert(Product{ID: "kite", Title: "Red Stunt Kite", Category: []string{"Toys", "Kites"}, Price: usd(3000)}); err != nil {
		t.Fatal(err)
	}
	if got := found(t, x, Query{Text: "kites"}); !slices.Equal(got, []string{"kite"}) {
		t.Errorf("after the upsert: %v", got)
	}
	if err := x.Upsert(Product{ID: "kite", Title: "Red Lantern", Category: []string{"Toys", "Lanterns"}, Price: usd(3000)}); err != nil {
		t.Fatal(err)
	}
	if got := found(t, x, Query{Text: "kites"}); got != nil {
		t.Errorf("after the kite became a lantern: %v", got)
	}
	if x.Len() != len(tiny())+1 {
		t.Errorf("Len = %d", x.Len())
	}
	x.Delete("kite", "storm", "nobody")
	if _, err := x.Product(t.Context(), "storm"); !errors.Is(err, ErrNotFound) {
		t.Errorf("deleted product: %v", err)
	}
	if got := found(t, x, Query{Text: "lantern"}); got != nil {
		t.Errorf("after the delete: %v", got)
	}
	if err := x.Upsert(Product{ID: "x"}); err == nil || x.Len() != len(tiny())-1 {
		t.Errorf("a product without a title: %v, %d products", err, x.Len())
	}
	if before.count != len(tiny()) {
		t.Error("an old snapshot changed")
	}
}
