package catalog

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"sync"
	"testing"
)

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
