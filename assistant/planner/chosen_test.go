package planner

import (
	"maps"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// A card shows one variant; only what the shopper asked for is chosen of it.
func TestChosenIsWhatWasAskedFor(t *testing.T) {
	jacket := catalog.Product{
		ID:      "jacket",
		Options: []catalog.Option{{Name: "color", Values: []string{"Blue", "Green"}}, {Name: "size", Values: []string{"S", "M"}}},
		Variants: []catalog.Variant{
			{ID: "blue-s", Options: map[string]string{"color": "Blue", "size": "S"}},
			{ID: "blue-m", Options: map[string]string{"color": "Blue", "size": "M"}},
		},
	}
	wish := func(field, value string) catalog.Constraint {
		return catalog.Constraint{Kind: catalog.KindOption, Field: field, Values: []string{value}}
	}
	for name, c := range map[string]struct {
		wishes  []catalog.Constraint
		want    map[string]string
		settled bool
	}{
		"nothing":         {nil, nil, false},
		"a color":         {[]catalog.Constraint{wish("color", "blue")}, map[string]string{"color": "Blue"}, false},
		"another size":    {[]catalog.Constraint{wish("size", "M")}, nil, false},
		"color and size":  {[]catalog.Constraint{wish("color", "blue"), wish("size", "s")}, map[string]string{"color": "Blue", "size": "S"}, true},
		"something else":  {[]catalog.Constraint{wish("length", "long")}, nil, false},
		"not that color":  {[]catalog.Constraint{{Kind: catalog.KindOption, Field: "color", Values: []string{"blue"}, Not: true}}, nil, false},
		"one of two ones": {[]catalog.Constraint{{Kind: catalog.KindOption, Field: "color", Values: []string{"blue", "green"}}}, nil, false},
	} {
		s, ok := jacket.SelectVariant("blue-s")
		if !ok {
			t.Fatal("the variant is not there")
		}
		if got := chosen(&jacket, s, c.wishes); !maps.Equal(got, c.want) {
			t.Errorf("%s: chosen %v, want %v", name, got, c.want)
		}
		if got := settled(&jacket, s, c.wishes); got != c.settled {
			t.Errorf("%s: settled = %v", name, got)
		}
	}
}
