package catalog

import (
	"math/rand/v2"
	"testing"
)

// TestDistance compares the distance by bits with the one by rows.
func TestDistance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		w := make([]byte, minSpelled+random.IntN(maxSpelled-minSpelled+1))
		for i := range w {
			w[i] = "abc1"[random.IntN(4)]
		}
		return string(w)
	}
	for range 5000 {
		a, b := word(), word()
		if random.IntN(2) == 0 { // near each other
			at := random.IntN(len(a))
			b = a[:at] + a[at+1:] + "c"
		}
		edits := newDistance(a).to(b)
		if _, ok := editCost(a, b, edits); !ok {
			t.Fatalf("%q to %q: %d edits are not enough", a, b, edits)
		}
		if _, ok := editCost(a, b, edits-1); ok && edits > 0 {
			t.Fatalf("%q to %q: %d edits are too many", a, b, edits)
		}
	}
}
