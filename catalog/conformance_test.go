package catalog_test

import (
	"testing"

	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/catalog/catalogtest"
)

func newIndex(t testing.TB, products []catalog.Product) *catalog.Index {
	t.Helper()
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) {
		for _, p := range products {
			if !yield(p, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return index
}

func TestConformance(t *testing.T) {
	catalogtest.Exercise(t, func(t *testing.T, products []catalog.Product) catalog.Catalog {
		return newIndex(t, products)
	})
}

// An index that grew by single upserts over what was there before answers as
// one made at once.
func TestConformanceUpserted(t *testing.T) {
	catalogtest.Exercise(t, func(t *testing.T, products []catalog.Product) catalog.Catalog {
		index := newIndex(t, nil)
		for _, p := range products {
			old := p
			old.Title, old.Price, old.SoldOut, old.Variants, old.Options = "Old "+p.Title, catalog.Money{Amount: 1, Currency: "USD"}, true, nil, nil
			if err := index.Upsert(old); err != nil {
				t.Fatal(err)
			}
		}
		for _, p := range products {
			if err := index.Upsert(p); err != nil {
				t.Fatal(err)
			}
		}
		return index
	})
}
