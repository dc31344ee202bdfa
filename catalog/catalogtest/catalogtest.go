package catalogtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// New makes the catalogue under test, holding exactly products, which the suite
// does not touch afterwards. What it opens it closes in t.Cleanup.
type New func(t *testing.T, products []catalog.Product) catalog.Catalog

// Exercise runs the suite. Every case gets a catalogue of its own.
func Exercise(t *testing.T, open New) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, catalog.Catalog)
	}{
		{"product", product},
		{"missing product", missing},
		{"everything", everything},
		{"pages", pages},
		{"constraints", constraints},
		{"one variant", oneVariant},
		{"alternatives", alternatives},
		{"exclude", exclude},
		{"order", order},
		{"words", words},
		{"cancelled", cancelled},
		{"many at once", manyAtOnce},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t, Products())) })
	}
	t.Run("empty", func(t *testing.T) {
		result := search(t, open(t, nil), catalog.Query{Text: "shirt"})
		if len(result.Hits) != 0 || result.Total != 0 {
			t.Errorf("an empty catalogue found %d products", len(result.Hits))
		}
	})
}

func usd(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }

// Products are the goods of the suite: two shirts with variants, two mugs, a
// chair that is sold out and a statue whose price is told on request.
func Products() []catalog.Product {
	shirt := func(id, title string, price, large int64) catalog.Product {
		p := catalog.Product{
			ID: id, Title: title, Brand: "Alder", Category: []string{"Clothing", "Shirts"}, Price: usd(price),
			Options: []catalog.Option{{Name: "size", Values: []string{"S", "L"}}, {Name: "color", Values: []string{"Blue", "Red"}}},
		}
		for _, color := range p.Options[1].Values {
			p.Variants = append(p.Variants,
				catalog.Variant{ID: id + "-S-" + color, Options: map[string]string{"size": "S", "color": color}, Price: usd(price)},
				catalog.Variant{ID: id + "-L-" + color, Options: map[string]string{"size": "L", "color": color}, Price: usd(large), SoldOut: color == "Red"})
		}
		return p
	}
	return []catalog.Product{
		shirt("linen", "Linen Shirt", 4000, 6000),
		shirt("flannel", "Flannel Shirt", 5000, 5000),
		{ID: "mug", Title: "Stoneware Mug", Brand: "Birch", Category: []string{"Kitchen", "Mugs"}, Price: usd(1500)},
		{ID: "cup", Title: "Travel Mug", Brand: "Alder", Category: []string{"Kitchen", "Mugs"}, Price: usd(2500)},
		{ID: "chair", Title: "Oak Chair", Brand: "Birch", Category: []string{"Home", "Chairs"}, Price: usd(20000), SoldOut: true},
		{ID: "statue", Title: "Bronze Statue", Brand: "Birch", Category: []string{"Home", "Statues"}},
	}
}

func search(t *testing.T, c catalog.Catalog, q catalog.Query) catalog.Result {
	t.Helper()
	result, err := c.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%+v): %v", q, err)
	}
	if len(result.Hits) > 0 && len(result.Alternatives) > 0 {
		t.Errorf("Search(%+v): %d hits and %d alternatives beside them", q, len(result.Hits), len(result.Alternatives))
	}
	return result
}

func ids(hits []catalog.Hit) []string {
	all := make([]string, len(hits))
	for i, hit := range hits {
		all[i] = hit.Product.ID
	}
	return all
}

// sorted asks for these products in any order.
func sorted(t *testing.T, c catalog.Catalog, q catalog.Query, want ...string) {
	t.Helper()
	got := ids(search(t, c, q).Hits)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("Search(%+v) found %v, want %v", q, got, want)
	}
}

func with(cs ...catalog.Constraint) catalog.Query { return catalog.Query{Constraints: cs} }

func kind(values ...string) catalog.Constraint {
	return catalog.Constraint{Kind: catalog.KindType, Values: values}
}

func brand(values ...string) catalog.Constraint {
	return catalog.Constraint{Kind: catalog.KindBrand, Values: values}
}

func price(low, high int64) catalog.Constraint {
	return catalog.Constraint{Kind: catalog.KindPrice, MinPrice: low, MaxPrice: high}
}

func option(name string, values ...string) catalog.Constraint {
	return catalog.Constraint{Kind: catalog.KindOption, Field: name, Values: values}
}

func not(c catalog.Constraint) catalog.Constraint {
	c.Not = true
	return c
}

func product(t *testing.T, c catalog.Catalog) {
	for _, want := range Products() {
		got, err := c.Product(t.Context(), want.ID)
		if err != nil || got.ID != want.ID || got.Title != want.Title || got.Price != want.Price ||
			got.SoldOut != want.SoldOut || len(got.Variants) != len(want.Variants) || len(got.Options) != len(want.Options) {
			t.Errorf("Product(%q) = %+v, %v", want.ID, got, err)
		}
	}
}

func missing(t *testing.T, c catalog.Catalog) {
	for _, id := range []string{"nobody", "", "LINEN"} {
		if _, err := c.Product(t.Context(), id); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Product(%q): %v, want ErrNotFound", id, err)
		}
	}
}

func everything(t *testing.T, c catalog.Catalog) {
	result := search(t, c, catalog.Query{})
	if result.Total != len(Products()) || len(result.Hits) != len(Products()) {
		t.Errorf("the zero Query found %d of %d products, total %d", len(result.Hits), len(Products()), result.Total)
	}
}

func pages(t *testing.T, c catalog.Catalog) {
	all := ids(search(t, c, catalog.Query{}).Hits)
	var paged []string
	for offset := 0; offset < len(all)+2; offset += 2 {
		result := search(t, c, catalog.Query{Limit: 2, Offset: offset})
		if len(result.Hits) > 2 || result.Total != len(all) {
			t.Errorf("Limit 2, Offset %d: %d hits, total %d", offset, len(result.Hits), result.Total)
		}
		paged = append(paged, ids(result.Hits)...)
	}
	if !slices.Equal(paged, all) {
		t.Errorf("pages of two give %v, all at once %v", paged, all)
	}
	if got := len(search(t, c, catalog.Query{Limit: 1 << 30}).Hits); got != len(all) {
		t.Errorf("a limit beyond MaxLimit found %d of %d", got, len(all))
	}
}

func constraints(t *testing.T, c catalog.Catalog) {
	sorted(t, c, with(price(0, 2500)), "mug", "cup")
	sorted(t, c, with(price(2500, 4500)), "cup", "linen")
	sorted(t, c, with(kind("shirt")), "linen", "flannel")
	sorted(t, c, with(kind("shirt", "mug")), "linen", "flannel", "mug", "cup")
	sorted(t, c, with(kind("mug"), brand("Alder")), "cup")
	sorted(t, c, with(kind("mug"), not(brand("Alder"))), "mug")
	sorted(t, c, with(brand("Birch"), price(0, 1<<40)), "mug")
	sorted(t, c, with(option("color", "Blue")), "linen", "flannel")
	soft := brand("Birch")
	soft.Soft = true
	sorted(t, c, with(kind("mug"), soft), "mug", "cup")
}

func oneVariant(t *testing.T, c catalog.Catalog) {
	// The large linen shirt costs more than 50, and only the small one is under.
	q := with(option("size", "L"), price(0, 5500))
	sorted(t, c, q, "flannel")
	for _, hit := range search(t, c, q).Hits {
		if hit.Variant != "flannel-L-Blue" {
			t.Errorf("variant %q, want flannel-L-Blue", hit.Variant)
		}
	}
	// Large and red is made, but sold out.
	sorted(t, c, with(option("size", "L"), option("color", "Red")))
	sorted(t, c, with(option("size", "S"), option("color", "Red")), "linen", "flannel")
}

func alternatives(t *testing.T, c catalog.Catalog) {
	q := with(kind("shirt"), price(0, 3000))
	result := search(t, c, q)
	if len(result.Hits) != 0 || result.Total != 0 || len(result.Alternatives) == 0 {
		t.Fatalf("shirts under 30: %d hits, total %d, %d alternatives", len(result.Hits), result.Total, len(result.Alternatives))
	}
	for _, a := range result.Alternatives {
		if len(a.Breaks) == 0 {
			t.Errorf("alternative %q breaks nothing", a.Product.ID)
		}
		if a.Product.SoldOut {
			t.Errorf("alternative %q is sold out", a.Product.ID)
		}
	}
	if first := result.Alternatives[0]; first.Product.ID != "linen" || first.Breaks[0].Kind != catalog.KindPrice {
		t.Errorf("first alternative %q breaks %+v, want the cheapest shirt and the price", first.Product.ID, first.Breaks)
	}
}

func exclude(t *testing.T, c catalog.Catalog) {
	q := with(kind("mug"))
	q.Exclude = []string{"mug", "nobody"}
	sorted(t, c, q, "cup")
}

func order(t *testing.T, c catalog.Catalog) {
	for sort, want := range map[catalog.Sort][]string{
		catalog.SortPriceUp:   {"mug", "cup", "linen", "flannel"},
		catalog.SortPriceDown: {"flannel", "linen", "cup", "mug"},
	} {
		q := with(kind("mug", "shirt"))
		q.Sort = sort
		if got := ids(search(t, c, q).Hits); !slices.Equal(got, want) {
			t.Errorf("order %s: %v, want %v", sort, got, want)
		}
	}
	all := ids(search(t, c, catalog.Query{}).Hits)
	if all[len(all)-1] != "chair" {
		t.Errorf("what is sold out does not come last: %v", all)
	}
}

func words(t *testing.T, c catalog.Catalog) {
	if got := ids(search(t, c, catalog.Query{Text: "stoneware mug"}).Hits); len(got) == 0 || got[0] != "mug" {
		t.Errorf("stoneware mug: %v", got)
	}
	if got := search(t, c, catalog.Query{Text: "submarine"}).Hits; len(got) != 0 {
		t.Errorf("submarine: %v", ids(got))
	}
	// What is known already wins over the text.
	q := with(brand("Birch"))
	q.Text = "mug"
	for _, id := range ids(search(t, c, q).Hits) {
		if id == "cup" {
			t.Error("mug of brand Birch: found one of Alder")
		}
	}
}

func cancelled(t *testing.T, c catalog.Catalog) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Search(ctx, catalog.Query{Text: "mug"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search with a cancelled context: %v", err)
	}
}

func manyAtOnce(t *testing.T, c catalog.Catalog) {
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 25 {
				result, err := c.Search(t.Context(), with(kind("mug")))
				if err != nil || result.Total != 2 {
					t.Errorf("at the same time: total %d, %v", result.Total, err)
					return
				}
			}
		})
	}
	wait.Wait()
}
