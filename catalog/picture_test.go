package catalog_test

import (
	"reflect"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

func TestSizes(t *testing.T) {
	own := []catalog.ImageSize{{URL: "/a-200.jpg", Width: 200}, {URL: "/a-800.jpg", Width: 800}}
	p := catalog.Product{ID: "p", Title: "P", Images: []string{"/a.jpg"}, ImageSizes: map[string][]catalog.ImageSize{
		"/a.jpg": own, "https://cdn.shopify.com/own.jpg": own,
	}}
	made := func(begin string) []catalog.ImageSize {
		return []catalog.ImageSize{{begin + "240", 240}, {begin + "480", 480}, {begin + "960", 960}}
	}
	for image, want := range map[string][]catalog.ImageSize{
		"/a.jpg":                              own,
		"/b.jpg":                              nil,
		"":                                    nil,
		"https://img.example/a.jpg":           nil,
		"https://cdn.shopify.com/own.jpg":     own,
		"https://cdn.shopify.com/s/a.jpg":     made("https://cdn.shopify.com/s/a.jpg?width="),
		"https://cdn.shopify.com/s/a.jpg?v=1": made("https://cdn.shopify.com/s/a.jpg?v=1&width="),
		"https://cdn.shopify.com/s/a.jpg?width=90": nil,
		"https://cdn.shopify.com/s/a.jpg?crop=top": nil,
		"https://cdn.shopify.com/s/a.jpg#x":        nil,
		"https://cdn.shopify.com/s/%zz":            nil,
		"http://cdn.shopify.com/s/a.jpg":           nil,
		"https://cdn.shopify.com.evil.example/a":   nil,
		"https://cdn.shopify.com@evil.example/a":   nil,
	} {
		if got := p.Sizes(image); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", image, got, want)
		}
	}
}

// The sizes of a picture stay with the product in an index.
func TestSizesInIndex(t *testing.T) {
	p := catalog.Product{ID: "p", Title: "P", Images: []string{"/a.jpg"}, ImageSizes: map[string][]catalog.ImageSize{
		"/a.jpg": {{URL: "/a-200.jpg", Width: 200}},
	}}
	index, err := catalog.NewIndex(func(yield func(catalog.Product, error) bool) { yield(p, nil) })
	if err != nil {
		t.Fatal(err)
	}
	got, err := index.Product(t.Context(), "p")
	if err != nil || !reflect.DeepEqual(got, p) {
		t.Errorf("%+v, %v", got, err)
	}
}
