package cart_test

import (
	"slices"
	"testing"

	"github.com/aisle-chat/aisle/cart"
)

func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		number, prefix string
		want           []string
	}{
		{"LH-1003", "LH-", []string{"LH-1003"}},
		{"lh-1003", "LH-", []string{"LH-1003"}},
		{"LH1003", "LH-", []string{"LH-1003", "LH1003"}},
		{" lh 1003 ", "LH-", []string{"LH-1003", "LH1003"}},
		{"LH–1003", "LH-", []string{"LH-1003"}},
		{"lh_1003", "LH-", []string{"LH-1003", "LH_1003"}},
		{"#1003", "LH-", []string{"LH-1003", "1003"}},
		{"XY-1003", "LH-", []string{"XY-1003"}},
		{"LHX1003", "LH-", []string{"LHX1003"}},
		{"LH-", "LH-", []string{"LH-"}},
		{"1003", "", []string{"1003"}},
		{"A-1003", "", []string{"A-1003"}},
		{"", "LH-", []string{""}},
	} {
		if got := cart.Spellings(c.number, c.prefix); !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.number, c.prefix, got, c.want)
		}
	}
}
