package catalog

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"sync"
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
		{ID: "bespoke", Title: "Bespoke Wardrobe", Brand: "Halden", Category: []string{"Home", "Wardrobes"},
			Description: "For travellers: with a shelf for every bottle."},
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
		{"water bottle", nil},                                             // the wardrobe's description mentions one
		{"Halden Antique Brass Lamp for Table - HL40W", []string{"lamp"}}, // as another shop calls it
		{"something for travellers", []string{"bespoke"}},
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

func TestNewIndexErrors(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := NewIndex(func(yield func(Product, error) bool) { yield(Product{}, broken) }); !errors.Is(err, broken) {
		t.Errorf("a broken sequence: %v", err)
	}
	if _, err := NewIndex(sequence([]Product{{ID: "x"}})); err == nil {
		t.Error("a product without a title is no error")
	}
	x, err := NewIndex(sequence([]Product{{ID: "x", Title: "First"}, {ID: "x", Title: "Second"}}))
	if err != nil || x.Len() != 1 || x.Currency() != "" {
		t.Fatalf("the same id twice: %v", err)
	}
	if p, _ := x.Product(t.Context(), "x"); p.Title != "Second" {
		t.Errorf("of two products with one id %q stayed", p.Title)
	}
}

// Searches run while a writer changes prices. Each must see one state of the
// catalogue: both jackets at the old price or both at the new one.
func TestSnapshots(t *testing.T) {
	x := newTiny(t)
	pair := func(price int64) []Product {
		return []Product{
			{ID: "left", Title: "Left Glove", Category: []string{"Gloves"}, Price: usd(price)},
			{ID: "right", Title: "Right Glove", Category: []string{"Gloves"}, Price: usd(price)},
		}
	}
	if err := x.Upsert(pair(1)...); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		var err error
		for price := int64(2); price < 200 && err == nil; price++ {
			err = x.Upsert(pair(price)...)
		}
		done <- err
	}()
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		default:
		}
		result, err := x.Search(t.Context(), Query{Text: "gloves"})
		if err != nil || len(result.Hits) != 2 || result.Hits[0].Product.Price != result.Hits[1].Product.Price {
			t.Fatalf("%v, hits %+v", err, result.Hits)
		}
	}
	if parts := len(x.current.Load().parts); parts > 8 {
		t.Errorf("%d segments are left after 200 writes", parts)
	}
}

// generation is the n-th state of a shop that reads its feed anew: how many
// gloves there are and what each costs both follow from n.
func generation(n int) []Product {
	products := make([]Product, 2+n%5)
	for i := range products {
		products[i] = Product{ID: strconv.Itoa(i), Title: "Left Glove", Category: []string{"Gloves"}, Price: usd(int64(n + 1))}
	}
	return products
}

// Searches run while the whole catalogue is replaced again and again. Each must
// see one generation, whole.
func TestReplace(t *testing.T) {
	x, err := NewIndex(sequence(generation(0)))
	if err != nil {
		t.Fatal(err)
	}
	const last = 60
	done := make(chan error)
	go func() {
		var err error
		for n := 1; n <= last && err == nil; n++ {
			err = x.Replace(sequence(generation(n)))
		}
		done <- err
	}()
	var searchers sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		searchers.Go(func() {
			for newest := int64(0); ; {
				select {
				case <-stop:
					return
				default:
				}
				result, err := x.Search(context.Background(), Query{Text: "gloves"})
				if err != nil || len(result.Hits) == 0 {
					t.Errorf("%d hits, %v", len(result.Hits), err)
					return
				}
				price := result.Hits[0].Product.Price.Amount
				if want := len(generation(int(price) - 1)); result.Total != want || len(result.Hits) != want || price < newest {
					t.Errorf("generation %d after %d has %d gloves, %d found", price-1, newest-1, want, result.Total)
					return
				}
				for _, hit := range result.Hits {
					if hit.Product.Price.Amount != price {
						t.Errorf("generations %d and %d in one result", price-1, hit.Product.Price.Amount-1)
						return
					}
				}
				newest = price
			}
		})
	}
	err = <-done
	close(stop)
	searchers.Wait()
	if want := len(generation(last)); err != nil || x.Len() != want {
		t.Errorf("at the end: %d products, want %d, %v", x.Len(), want, err)
	}
}

// What stops a replacement changes nothing, and another writer waits for it.
func TestReplaceErrors(t *testing.T) {
	x := newTiny(t)
	broken := errors.New("disk on fire")
	for name, seq := range map[string]iter.Seq2[Product, error]{
		"a broken stream":     func(yield func(Product, error) bool) { _ = yield(tiny()[0], nil) && yield(Product{}, broken) },
		"without a title":     sequence([]Product{{ID: "x"}}),
		"without an id":       sequence([]Product{{Title: "x"}}),
		"broken at the start": func(yield func(Product, error) bool) { yield(Product{}, broken) },
	} {
		if err := x.Replace(seq); err == nil {
			t.Errorf("%s is no error", name)
		}
		if x.Len() != len(tiny()) || !slices.Equal(found(t, x, Query{Text: "table lamp"}), []string{"lamp"}) {
			t.Errorf("%s: %d products are left", name, x.Len())
		}
	}
	upserted := make(chan error)
	err := x.Replace(func(yield func(Product, error) bool) {
		go func() { upserted <- x.Upsert(Product{ID: "kite", Title: "Red Stunt Kite"}) }()
		yield(Product{ID: "euro", Title: "Euro Hat", Price: Money{100, "EUR"}}, nil)
	})
	if err := errors.Join(err, <-upserted); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Product(t.Context(), "kite"); err != nil || x.Len() != 2 || x.Currency() != "USD" {
		t.Errorf("an upsert while the catalogue was replaced: %v, %d products, currency %s", err, x.Len(), x.Currency())
	}
	if _, err := x.Product(t.Context(), "lamp"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a product of the old catalogue: %v", err)
	}
	if err := x.Replace(sequence(nil)); err != nil || x.Len() != 0 {
		t.Errorf("by nothing: %v, %d products", err, x.Len())
	}
}

func TestMerge(t *testing.T) {
	x, err := NewIndex(sequence(nil))
	if err != nil {
		t.Fatal(err)
	}
	const n = 300
	id := func(i int) string { return string(rune('a'+i/26)) + string(rune('a'+i%26)) }
	for i := range n {
		if err := x.Upsert(Product{ID: id(i), Title: "Mug " + id(i), Category: []string{"Mugs"}, Price: usd(int64(100 + i))}); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < n; i += 2 {
		x.Delete(id(i))
	}
	result, err := x.Search(t.Context(), Query{Text: "mugs", Limit: MaxLimit, Sort: SortPriceUp})
	if err != nil || result.Total != n/2 || len(result.Hits) != n/2 {
		t.Fatalf("%v, total %d, %d hits, want %d", err, result.Total, len(result.Hits), n/2)
	}
	for i, hit := range result.Hits {
		if hit.Product.ID != id(2*i+1) {
			t.Fatalf("hit %d is %q, want %q", i, hit.Product.ID, id(2*i+1))
		}
	}
	s := x.current.Load()
	alive, held := 0, 0
	for _, p := range s.parts {
		alive += p.alive
		held += p.len()
	}
	if alive != n/2 || held > n || len(s.parts) > 8 {
		t.Errorf("%d products alive, %d held, in %d segments", alive, held, len(s.parts))
	}
}

// TestFacetsOfParts counts over several segments what one segment counts.
func TestFacetsOfParts(t *testing.T) {
	parts := newTiny(t)
	if err := parts.Upsert(tiny()[0]); err != nil {
		t.Fatal(err)
	}
	if n := len(parts.current.Load().parts); n < 2 {
		t.Fatalf("%d segments, want several", n)
	}
	whole := newTiny(t)
	for _, text := range []string{"", "jackets", "under $100"} {
		want, err := whole.Search(t.Context(), Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		got, err := parts.Search(t.Context(), Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if got.Total != want.Total || len(want.Facets) == 0 || !reflect.DeepEqual(got.Facets, want.Facets) {
			t.Errorf("%q: %d products\n%+v\nwant %d\n%+v", text, got.Total, got.Facets, want.Total, want.Facets)
		}
	}
}

func TestFacets(t *testing.T) {
	x := newTiny(t)
	result, err := x.Search(t.Context(), Query{Text: "jackets"})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(result.Facets, func(f Facet) bool { return f.Kind == KindAttribute && f.Field == "waterproof" })
	if at < 0 || !slices.Equal(result.Facets[at].Values, []FacetValue{{"yes", 2}, {"no", 1}}) {
		t.Errorf("facets %+v", result.Facets)
	}
	for _, f := range result.Facets {
		if f.Kind == KindBrand || f.Field == "material" {
			t.Errorf("facet %+v divides nothing: all jackets have it", f)
		}
	}
	if result.Facets[0].Field != "color" {
		t.Errorf("the field that narrows best is %+v, want the colour", result.Facets[0])
	}
}

func TestAlternatives(t *testing.T) {
	x := newTiny(t)
	result, err := x.Search(t.Context(), Query{Text: "navy jacket in size M under $100"})
	if err != nil || len(result.Hits) > 0 || len(result.Alternatives) == 0 {
		t.Fatalf("%v, %d hits, %d alternatives", err, len(result.Hits), len(result.Alternatives))
	}
	ways := map[string]bool{}
	for _, a := range result.Alternatives {
		p := &a.Product
		s, ok := p.SelectVariant(a.Variant)
		if !ok || s.SoldOut {
			t.Errorf("alternative %s has no variant that can be bought: %q", p.ID, a.Variant)
			continue
		}
		for _, c := range a.Breaks {
			ways[short([]Constraint{c})] = true
		}
		broken := func(kind Kind, field string) bool {
			return slices.ContainsFunc(a.Breaks, func(c Constraint) bool { return c.Kind == kind && c.Field == field })
		}
		if (s.Price.Amount > 10000) != broken(KindPrice, "") || (s.Options["size"] != "M") != broken(KindOption, "size") ||
			(s.Options["color"] != "Navy") != broken(KindOption, "color") {
			t.Errorf("%s for %v breaks %s", a.Variant, s.Price, short(a.Breaks))
		}
	}
	if len(ways) < 2 {
		t.Errorf("the alternatives break only %v", ways)
	}
}

func TestKnownWins(t *testing.T) {
	x := newTiny(t)
	known := []Constraint{{Kind: KindOption, Field: "color", Values: []string{"Red"}}, {Kind: KindType, Values: []string{"jacket"}}}
	if got := found(t, x, Query{Text: "in blue", Constraints: known}); !slices.Equal(got, []string{"breeze"}) {
		t.Errorf("red jacket known, text in blue: %v", got)
	}
}
