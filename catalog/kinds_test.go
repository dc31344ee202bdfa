package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// toys is a shop without categories that say anything, where titles have to
// tell what things are.
func toys(t testing.TB) *Index {
	titles := map[string]string{
		"guitar": "Fretter F325 Acoustic Guitar, Tobacco", "strap": "Long Hollow Guitar Strap Brown", "string": "Fretter Guitar Strings Light",
		"stand": "Folding Guitar Stand", "pick": "Guitar Picks 12 Pcs", "case": "Hard Guitar Case",
		"accordion": "Fever F3112 Button Accordion 31 Keys 12 Bass", "accbag": "Padded Gig Bag for Accordion",
		"car": "Metal Toy Car 1/32 Scale", "slot": "Tyco Toy Collection Slot Cars, 2 pieces",
		"board": "Victory Strategy Board Game", "board2": "Fealty Boardgame", "rug": "Checkers Board Game Rug Board",
		"win10": "Desk Dock for Windows 10", "win7": "Windows 7 Set of 10 Discs",
	}
	var products []Product
	for _, id := range slices.Sorted(mapsKeys(titles)) {
		products = append(products, Product{ID: id, Title: titles[id], Category: []string{"Everything"}, Price: usd(2000)})
	}
	return newIndex(t, products...)
}

func mapsKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestKindsFromTitles(t *testing.T) {
	x := toys(t)
	for _, c := range []struct {
		text  string
		first []string // in any order
		not   []string
	}{
		{"guitars", []string{"guitar"}, nil},                  // most titles that say guitar are of things for it
		{"accordion", []string{"accordion"}, nil},             // and not what its parts are counted by
		{"squeezebox", []string{"accordion"}, nil},            // another word for it
		{"guitar strap", []string{"strap"}, []string{"case"}}, // the last of a row of nouns
		{"toy cars", []string{"car"}, nil},                    // the words stand together
		{"board games", []string{"board", "board2"}, nil},     // in one word or two
		{"windows 10", []string{"win10"}, nil},                // a name and its number
	} {
		got := found(t, x, Query{Text: c.text})
		if len(got) < len(c.first) || !sameSet(got[:len(c.first)], c.first) {
			t.Errorf("%q: %v, want %v first", c.text, got, c.first)
		}
		for _, id := range c.not {
			if slices.Contains(got, id) {
				t.Errorf("%q: %v has %s", c.text, got, id)
			}
		}
	}
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// Words before a noun are given up as part of a kind only for what has to do
// with them.
func TestLooseKinds(t *testing.T) {
	var products []Product
	for i := range 30 {
		products = append(products, Product{ID: string(rune('a'+i%26)) + string(rune('0'+i/26)), Title: "Stompbox Fuzz Pedal", Price: usd(2000)})
	}
	products = append(products, Product{ID: "reverb", Title: "Hall Reverb Pedal", Price: usd(9000)},
		Product{ID: "echo", Title: "Echo Pedal", Description: "Delay and reverb in one.", Price: usd(2500)})
	x := newIndex(t, products...)
	if got := found(t, x, Query{Text: "reverb pedal under $30"}); !slices.Equal(got, []string{"echo"}) {
		t.Errorf("reverb pedal under $30: %v, want the one that has to do with reverb", got)
	}
	if got := found(t, x, Query{Text: "reverb pedal under $10"}); len(got) != 0 {
		t.Errorf("reverb pedal under $10: %v", got)
	}
}

func TestSynonymsOfOwnWords(t *testing.T) {
	x := newIndex(t,
		Product{ID: "stool", Title: "Ebony Piano Stool", Price: usd(9000)},
		Product{ID: "bench", Title: "Padded Piano Bench", Price: usd(9000)},
		Product{ID: "bench2", Title: "Duet Piano Bench", Price: usd(9000)},
		Product{ID: "keyboard", Title: "Silent Keyboard", Description: "Wireless.", Price: usd(9000)},
		Product{ID: "radio", Title: "Kitchen Radio", Category: []string{"Radios"}, Price: usd(9000)},
		Product{ID: "mouse", Title: "Quiet Wireless Mouse", Category: []string{"Mice"}, Price: usd(9000)},
		Product{ID: "mouse2", Title: "Red Wireless Mouse", Category: []string{"Mice"}, Price: usd(9000)},
	)
	if got := found(t, x, Query{Text: "piano stool"}); len(got) != 3 || got[0] != "stool" {
		t.Errorf("piano stool: %v, want it first and the benches behind", got)
	}
	// A dictionary has radio for wireless; a shop of wireless things has not.
	if got := short(x.Understand("wireless").Constraints); got == "type radio" {
		t.Errorf("wireless: %s", got)
	}
}

// Near fills a page with what is not called so, and says which that is.
func TestNear(t *testing.T) {
	x := newIndex(t,
		Product{ID: "stand", Title: "Oak Laptop Stand", Category: []string{"Accessories"}, Price: usd(4000)},
		Product{ID: "riser", Title: "Laptop Riser", Description: "A stand that folds.", Category: []string{"Accessories"}, Price: usd(4000)},
		Product{ID: "music", Title: "Music Stand", Category: []string{"Accessories"}, Price: usd(4000)},
		Product{ID: "pen", Title: "Ballpoint Pen", Category: []string{"Accessories"}, Price: usd(100)},
	)
	near := func(q Query) (fits, near []string, total int) {
		result, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range result.Hits {
			if hit.Near {
				near = append(near, hit.Product.ID)
			} else {
				fits = append(fits, hit.Product.ID)
			}
		}
		return fits, near, result.Total
	}
	for _, c := range []struct {
		query      Query
		fits, near []string
	}{
		{Query{Text: "laptop stand"}, []string{"stand"}, nil},
		{Query{Text: "laptop stand", Near: true}, []string{"stand"}, []string{"riser", "music"}}, // any stand comes near
		{Query{Text: "laptop stand", Near: true, Limit: 1}, []string{"stand"}, nil},
		{Query{Text: "laptop stand under $50", Near: true}, []string{"stand"}, nil}, // a wish is a wish
		{Query{Text: "do you have a laptop stand for me?", Near: true}, []string{"stand"}, nil},
		{Query{Text: "laptop stand under $20", Near: true}, nil, nil},
	} {
		fits, others, total := near(c.query)
		if !slices.Equal(fits, c.fits) || !slices.Equal(others, c.near) || total != len(c.fits) {
			t.Errorf("%+v: %v, near %v, total %d; want %v, near %v", c.query, fits, others, total, c.fits, c.near)
		}
	}
}

// A common word that ends the title of one product in a thousand is no kind where
// the text is a sentence or names another.
func TestKindsByChance(t *testing.T) {
	products := []Product{{ID: "send", Title: "Tripler Module - Send", Price: usd(100)}}
	for i := range 1200 {
		products = append(products, Product{ID: fmt.Sprint("r", i), Title: "Home Router", Category: []string{"Routers"}, Price: usd(9000)})
	}
	x := newIndex(t, products...)
	for text, want := range map[string]string{
		"please send me your routers": "type router", "send": "type send", "could you send me something": "",
	} {
		if got := short(x.Understand(text).Constraints); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// What stands between two nouns of a row belongs to it, and a number that titles
// have behind a name is no price.
func TestModelNames(t *testing.T) {
	x := newIndex(t,
		Product{ID: "six", Title: "Tough Case for Fruit Phone 6 - Black", Category: []string{"Phone Cases"}, Price: usd(1500)},
		Product{ID: "sixplus", Title: "Tough Case for Fruit Phone 6 Plus - Black", Category: []string{"Phone Cases"}, Price: usd(1500)},
		Product{ID: "edge", Title: "Slim Case for Star Galaxy S7 Edge", Category: []string{"Phone Cases"}, Price: usd(1500)},
		Product{ID: "galaxy", Title: "Star Galaxy", Category: []string{"Phones"}, Price: usd(50000)},
	)
	if got := short(x.Understand("phone 6 plus case under $20").Constraints); strings.Contains(got, "price 6") || !strings.Contains(got, "price 0-2000") {
		t.Errorf("6 plus: %s", got)
	}
	if got := found(t, x, Query{Text: "fruit phone 6 plus case"}); len(got) == 0 || got[0] != "sixplus" {
		t.Errorf("fruit phone 6 plus case: %v", got)
	}
	if got := found(t, x, Query{Text: "galaxy s7 edge case"}); len(got) == 0 || got[0] != "edge" {
		t.Errorf("galaxy s7 edge case: %v", got)
	}
	if u := x.Understand("case blck"); len(u.Corrections) != 1 || u.Corrections[0].To != "black" {
		t.Errorf("blck: %v", u.Corrections)
	}
}

// A kind of its own is the surer reading of a mistake than two short words.
func TestSplitOrCorrected(t *testing.T) {
	x := newIndex(t,
		Product{ID: "tablet", Title: "Slab Tablet", Category: []string{"Tablets"}, Price: usd(1500)},
		Product{ID: "tab", Title: "Index Tab", Category: []string{"Office"}, Price: usd(100)}, Product{ID: "tab2", Title: "Blue Tab", Category: []string{"Office"}, Price: usd(100)},
		Product{ID: "leg", Title: "Table Leg", Category: []string{"Parts"}, Price: usd(100)}, Product{ID: "leg2", Title: "Oak Leg", Category: []string{"Parts"}, Price: usd(100)},
		Product{ID: "film", Title: "Clear Screen Protector", Category: []string{"Parts"}, Price: usd(100)}, Product{ID: "film2", Title: "Matte Screen Protector", Category: []string{"Parts"}, Price: usd(100)},
	)
	if got := found(t, x, Query{Text: "tableg"}); !slices.Equal(got, []string{"tablet"}) {
		t.Errorf("tableg: %v, %+v", got, x.Understand("tableg"))
	}
	if got := found(t, x, Query{Text: "screenprotector"}); !sameSet(got, []string{"film", "film2"}) {
		t.Errorf("screenprotector: %v", got)
	}
}

// Where a product is called by every word of a text, the text is its name.
func TestLiteralNames(t *testing.T) {
	x := newIndex(t,
		Product{ID: "case", Title: "Soft Phone Case", Category: []string{"Phone Cases"}, Brand: "Ren", Price: usd(1000)},
		Product{ID: "camera", Title: "Ren Utopia Phone Remote with Case", Category: []string{"Remotes"}, Brand: "Ren", Price: usd(2000)},
	)
	if got := found(t, x, Query{Text: "ren utopia phone case"}); len(got) == 0 || got[0] != "camera" {
		t.Errorf("ren utopia phone case: %v", got)
	}
	if got := found(t, x, Query{Text: "ren utopia phone case under $15"}); slices.Contains(got, "camera") {
		t.Errorf("above the price: %v", got)
	}
}

// A notebook is a laptop where computers are sold, and of paper elsewhere.
func TestSenses(t *testing.T) {
	paper := Product{ID: "paper", Title: "Field Notebook", Category: []string{"Notebooks"}, Description: "80 dotted pages.", Price: usd(900)}
	computer := Product{ID: "pc", Title: "HP Notebook 15", Category: []string{"Notebooks"}, Description: "An Intel processor and 16 GB of memory.", Price: usd(49900)}
	if got := found(t, newIndex(t, paper), Query{Text: "hp laptop"}); len(got) > 0 {
		t.Errorf("a laptop among paper: %v", got)
	}
	for _, text := range []string{"laptop", "laptop computer", "notebook"} {
		if got := found(t, newIndex(t, computer), Query{Text: text}); !slices.Equal(got, []string{"pc"}) {
			t.Errorf("%s among computers: %v", text, got)
		}
	}
	if got := found(t, newIndex(t, paper), Query{Text: "notebook"}); len(got) != 1 {
		t.Errorf("a notebook of paper: %v", got)
	}
}
