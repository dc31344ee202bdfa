package catalog

import (
	"math/rand"
	"reflect"
	"testing"
	"testing/quick"
	"time"
)

// TestShelf packs products with every field filled at random and reads them
// back: a field that is not packed fails here.
func TestShelf(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	var products []Product
	for range 50 {
		var p Product
		for i := range reflect.TypeFor[Product]().NumField() {
			field := reflect.ValueOf(&p).Elem().Field(i)
			if field.Type() == reflect.TypeFor[[]Review]() {
				p.Reviews = []Review{{Rating: random.Intn(5), Text: "good", Date: time.Unix(random.Int63n(1e9), 0)}}
				continue
			}
			value, ok := quick.Value(field.Type(), random)
			if !ok {
				t.Fatalf("no random %v", field.Type())
			}
			field.Set(value)
		}
		products = append(products, p, Product{ID: "bare", Title: "Bare"})
	}
	products = append(products, products[0], Product{Category: []string{}, Options: []Option{}, Tags: []string{""}})
	b := newPacker()
	for i := range products {
		b.add(&products[i])
	}
	b.replace(2, &products[5])
	products[2] = products[5]
	s := b.finish()
	if s.len() != len(products) {
		t.Fatalf("%d products, want %d", s.len(), len(products))
	}
	for i, p := range s.all() {
		if !reflect.DeepEqual(p, products[i]) {
			t.Errorf("product %d:\n got %#v\nwant %#v", i, p, products[i])
		}
		if s.id(i) != p.ID {
			t.Errorf("id %d is %q, want %q", i, s.id(i), p.ID)
		}
	}
}
