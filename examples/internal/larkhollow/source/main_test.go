package main

import (
	"bytes"
	"os"
	"testing"
)

func TestFeedIsUpToDate(t *testing.T) {
	want, err := encode(all())
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../products.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("products.jsonl is older than the products here: run go generate in the folder above")
	}
}

// A product's page shows reviews in the feed's order, the newest first.
func TestReviewsAreInOrder(t *testing.T) {
	for _, p := range all() {
		for i, r := range p.reviews {
			if r.age < 1 || i > 0 && r.age < p.reviews[i-1].age {
				t.Errorf("%s: review %d is %d days old, before it stands %v", p.id, i+1, r.age, p.reviews[:i])
			}
		}
	}
}

func TestStockKeysMeanSomething(t *testing.T) {
	for _, p := range all() {
		for key := range p.stock {
			if key == "*" {
				continue
			}
			used := false
			for _, values := range combinations(p.axes) {
				for _, name := range p.keys(values) {
					used = used || name == key
				}
			}
			if !used {
				t.Errorf("%s: no variant is %q", p.id, key)
			}
		}
		for value := range p.priceOf {
			used := false
			for _, a := range p.axes {
				for _, v := range a.values {
					used = used || v == value
				}
			}
			if !used {
				t.Errorf("%s: no option has the value %q that has a price", p.id, value)
			}
		}
	}
}
