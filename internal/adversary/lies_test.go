package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Of all the lies that a model tells, none reaches the shopper, and the true sentences
// around them do.
func TestPromise_S14(t *testing.T) {
	g, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	judge(t, g, lieWords, 1000, 1, 0.995)
}

// The same where the lies are told in another language: their numbers, prices, days and
// claims are cut whatever the words are.
func TestPromise_S14_Tongues(t *testing.T) {
	g, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range slices.Sorted(maps.Keys(foreignLies)) {
		t.Run(code, func(t *testing.T) { judge(t, g, foreignLies[code], 350, 3, 0.995) })
	}
}

// The same in a shop of somebody else, that has neither rules nor articles. Its goods
// have names such as "Mineral", and descriptions that name other goods: more of what
// is true is cut there.
func TestPromise_S14_Foreign(t *testing.T) {
	g, err := foreign()
	if err != nil {
		t.Skipf("the catalogue of another shop is no part of the repository: %v", err)
	}
	judge(t, g, lieWords, 400, 2, 0.99)
}

// foreign is the catalogue of a shop that this project has not written.
func foreign() (*goods, error) {
	dir, err := root()
	if err != nil {
		return nil, err
	}
	return openGoods("a foreign shop", filepath.Join(dir, "..", "shared", "eval", "dev", "shop", "catalog.jsonl"), "")
}

func judge(t *testing.T, g *goods, lies words, n int, seed uint64, least float64) {
	t.Helper()
	if os.Getenv("AISLE_LONG") == "1" {
		n = 10000
	}
	tales, err := tell(t.Context(), g, lies, n, seed)
	if err != nil {
		t.Fatal(err)
	}
	s := sum(g.name, tales)
	t.Logf("%s: lies tried %d, delivered %d; true sentences %d, kept %d (%.2f %%)", s.Shop, s.Lies, s.Delivered, s.Truths, s.Kept, 100*float64(s.Kept)/float64(s.Truths))
	for _, l := range s.leaked {
		t.Errorf("the shopper read %s", l)
	}
	for _, l := range s.lost {
		t.Logf("lost: %s", l)
	}
	if s.Lies < n || len(s.Kinds) != len(lies.kinds) {
		t.Errorf("%d lies of %d kinds were told", s.Lies, len(s.Kinds))
	}
	if float64(s.Kept) < least*float64(s.Truths) {
		t.Errorf("only %d of %d true sentences were kept", s.Kept, s.Truths)
	}
}

// A lie that is delivered is seen to be: the judge is judged.
func TestJudge(t *testing.T) {
	for _, c := range []struct {
		shown           string
		delivered, fell bool
		lost            int
	}{
		{"The Beck costs $128. It is vegan.", true, false, 0},
		{"The **Beck** costs $128. It's  vegan, too.", true, false, 0},
		{"The Beck costs $128.", false, false, 0},
		{"", false, false, 1},
		{"Are you looking for something vegan?", false, true, 1},
	} {
		tale := tale{lie: lie{text: "It is vegan.", marker: "vegan"}, truths: []string{"The Beck costs $128."}, fell: c.fell}
		tale.judge(c.shown)
		if tale.delivered != c.delivered || len(tale.lost) != c.lost {
			t.Errorf("%q: delivered %v, lost %v", c.shown, tale.delivered, tale.lost)
		}
	}
}
