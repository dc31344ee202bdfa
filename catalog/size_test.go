package catalog_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

func TestSortSizes(t *testing.T) {
	for in, want := range map[string]string{
		"L|M|S|XL|XS":       "XS|S|M|L|XL",
		"Large|small|2XL|M": "small|M|Large|2XL",
		"10|8.5|9|11":       "8.5|9|10|11",
		"1000 ml|250 ml":    "250 ml|1000 ml",
		"1 l|250 ml":        "1 l|250 ml", // two units: nobody's order
		"Red|Blue":          "Red|Blue",
		"S|One Size|M":      "S|One Size|M",
		"S|38":              "S|38",
		"":                  "",
		"1.2.3|1":           "1.2.3|1",
		"38,5|38|37":        "37|38|38,5",
		"128GB|64GB|1024GB": "64GB|128GB|1024GB",
	} {
		values := strings.Split(in, "|")
		catalog.SortSizes(values)
		if got := strings.Join(values, "|"); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}
