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

// Mistakes of the ear: other letters for the same sound, and other vowels.
func TestHeardAlike(t *testing.T) {
	x := newIndex(t,
		Product{ID: "a", Title: "Aerie Phone Holder", Category: []string{"Phone holders"}, Price: usd(900)},
		Product{ID: "b", Title: "Aerie Phone Case", Category: []string{"Phone cases"}, Price: usd(900)},
		Product{ID: "c", Title: "Shield Screen Protector", Category: []string{"Screen protectors"}, Price: usd(900)},
		Product{ID: "d", Title: "Clear Screen Protector", Category: []string{"Screen protectors"}, Price: usd(900)},
		Product{ID: "e", Title: "Clear Phone Case", Description: "The screen stays protected.", Category: []string{"Phone cases"}, Price: usd(900)},
		Product{ID: "f", Title: "Night Light", Category: []string{"Night lights"}, Price: usd(900)},
		Product{ID: "g", Title: "Globe Night Light", Category: []string{"Night lights"}, Price: usd(900)},
		Product{ID: "h", Title: "Wool Socks", Category: []string{"Socks"}, Price: usd(900)},
		Product{ID: "i", Title: "Cotton Socks", Category: []string{"Socks"}, Price: usd(900)},
	)
	for text, want := range map[string]string{
		"fone case":        "type phone case",
		"phone kase":       "type phone case",
		"screen protecter": "type screen protector",
		"screan protector": "type screen protector",
		"nite light":       "type night light",
		"wool sox":         "attribute.material wool; type socks",
	} {
		if got := short(x.Understand(text).Constraints); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
