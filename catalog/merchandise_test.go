package catalog

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// merchandised is the tiny shop with decisions of its merchant.
func merchandised(t testing.TB, m Merchandising) *Index {
	t.Helper()
	x := newTiny(t)
	if err := x.Merchandise(m); err != nil {
		t.Fatal(err)
	}
	return x
}

func searchTiny(t testing.TB, x *Index, q Query) Result {
	t.Helper()
	result, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func hitIDs(r Result) []string {
	var ids []string
	for i := range r.Hits {
		ids = append(ids, r.Hits[i].Product.ID)
	}
	return ids
}

func TestRules(t *testing.T) {
	rule := func(action Action, words string, ids ...string) []Rule {
		return []Rule{{Name: "the rule", Action: action, Words: words, Products: ids}}
	}
	for _, c := range []struct {
		name  string
		rules []Rule
		query Query
		want  []string
		moved []string // the products of Result.Applied
	}{
		{"nothing decided", nil, Query{Text: "jackets"}, []string{"storm", "breeze", "summit"}, nil},
		{"boost", rule(ActionBoost, "", "summit"), Query{Text: "jackets"}, []string{"summit", "storm", "breeze"}, []string{"summit"}},
		{"boost by what they satisfy", []Rule{{Name: "the rule", Action: ActionBoost, Where: []Constraint{{Kind: KindPrice, MaxPrice: 10000}}}},
			Query{Text: "jackets"}, []string{"breeze", "storm", "summit"}, []string{"breeze"}},
		{"bury", rule(ActionBury, "", "storm"), Query{Text: "jackets"}, []string{"breeze", "summit", "storm"}, []string{"storm"}},
		{"exclude", rule(ActionExclude, "", "storm"), Query{Text: "jackets"}, []string{"breeze", "summit"}, []string{"storm"}},
		{"an excluded product is no alternative", rule(ActionExclude, "", "storm"), Query{Text: "jackets under $10"}, nil, nil},
		{"pin", rule(ActionPin, "", "summit"), Query{Text: "jackets"}, []string{"summit", "storm", "breeze"}, []string{"summit"}},
		{"pin another kind", rule(ActionPin, "jacket", "pack"), Query{Text: "jackets"}, []string{"pack", "storm", "breeze", "summit"}, []string{"pack"}},
		{"pin at a place", []Rule{{Name: "the rule", Action: ActionPin, Products: []string{"pack", "lamp"}, Position: 2}},
			Query{Text: "jackets"}, []string{"storm", "pack", "lamp", "breeze", "summit"}, []string{"pack", "lamp"}},
		{"a pin on a later page", []Rule{{Name: "the rule", Action: ActionPin, Products: []string{"pack"}, Position: 2}},
			Query{Text: "jackets", Limit: 2, Offset: 2}, []string{"breeze", "summit"}, nil},
		{"a pin where nothing else fits", rule(ActionPin, "gift", "lamp"), Query{Text: "gift for a retiree"}, []string{"lamp"}, []string{"lamp"}},
		{"a wish is stronger than a pin", rule(ActionPin, "", "summit"), Query{Text: "jackets under $150"}, []string{"storm", "breeze"}, nil},
		{"what is sold out is not pinned", rule(ActionPin, "", "table"), Query{Text: "jackets"}, []string{"storm", "breeze", "summit"}, nil},
		{"what is not there is not pinned", rule(ActionPin, "", "nothing"), Query{Text: "jackets"}, []string{"storm", "breeze", "summit"}, nil},
		{"an order is stronger", rule(ActionPin, "", "summit"), Query{Text: "cheapest jackets"}, []string{"breeze", "storm", "summit"}, nil},
		{"an order is stronger than a boost", rule(ActionBoost, "", "summit"), Query{Text: "jackets", Sort: SortPriceUp}, []string{"breeze", "storm", "summit"}, nil},
		{"exclusion holds in every order", rule(ActionExclude, "", "breeze"), Query{Text: "cheapest jackets"}, []string{"storm", "summit"}, []string{"breeze"}},
		{"words that the text has", rule(ActionExclude, "waterproof jackets", "storm"), Query{Text: "a jaket, waterproof"}, []string{"summit"}, []string{"storm"}},
		{"words that it has not", rule(ActionExclude, "waterproof jackets", "storm"), Query{Text: "jackets"}, []string{"storm", "breeze", "summit"}, nil},
		{"what the shopper does not want is not pinned", rule(ActionPin, "", "storm"), Query{Text: "jackets", Exclude: []string{"storm"}}, []string{"breeze", "summit"}, nil},
	} {
		result := searchTiny(t, merchandised(t, Merchandising{Rules: c.rules}), c.query)
		if got := hitIDs(result); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		var want []Applied
		if c.moved != nil {
			want = []Applied{{"the rule", c.rules[0].Action, c.moved}}
		}
		if !reflect.DeepEqual(result.Applied, want) {
			t.Errorf("%s: applied %v, want %v", c.name, result.Applied, want)
		}
		for i := range result.Hits {
			moved := slices.Contains(c.moved, result.Hits[i].Product.ID)
			if (result.Hits[i].Rule == "the rule") != moved {
				t.Errorf("%s: %s says that the rule %q moved it", c.name, result.Hits[i].Product.ID, result.Hits[i].Rule)
			}
		}
		for _, a := range result.Alternatives {
			if c.rules[0].Action == ActionExclude && slices.Contains(c.rules[0].Products, a.Product.ID) {
				t.Errorf("%s: %s is an alternative", c.name, a.Product.ID)
			}
		}
	}
}

func TestRuleDates(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	rule := Rule{Name: "sale", Action: ActionPin, Products: []string{"summit"}, From: day(27), To: day(30)}
	for _, c := range []struct {
		now, clock time.Time
		applies    bool
	}{
		{day(26), time.Time{}, false},
		{day(27), time.Time{}, true},
		{day(30).Add(-1), time.Time{}, true},
		{day(30), time.Time{}, false},
		{time.Time{}, time.Time{}, false}, // nobody knows what time it is
		{time.Time{}, day(28), true},
		{day(26), day(28), false}, // the query knows better
	} {
		m := Merchandising{Rules: []Rule{rule}}
		if !c.clock.IsZero() {
			m.Clock = func() time.Time { return c.clock }
		}
		result := searchTiny(t, merchandised(t, m), Query{Text: "jackets", Now: c.now})
		if got := result.Hits[0].Product.ID == "summit"; got != c.applies {
			t.Errorf("at %v, by the clock %v: applies %v", c.now, c.clock, got)
		}
	}
	open := rule
	open.From = time.Time{}
	x := merchandised(t, Merchandising{Rules: []Rule{open}})
	if result := searchTiny(t, x, Query{Text: "jackets", Now: day(1)}); result.Hits[0].Product.ID != "summit" {
		t.Error("a rule without a beginning does not apply before its end")
	}
}

func TestMerchantSynonyms(t *testing.T) {
	x := merchandised(t, Merchandising{Synonyms: []Synonym{
		{Words: []string{"jacket", "shacket"}},
		{Words: []string{"kit bag"}, Means: []string{"backpack"}},
		{Words: []string{"poppyred"}, Means: []string{"red"}},
		{Words: []string{"rw"}, Means: []string{"Ridgeway"}},
		{Words: []string{"globetrotter"}, Means: []string{"traveller"}},
		{Words: []string{"lamp"}, Means: []string{"table"}},
	}})
	for text, want := range map[string]string{
		"shackets":           "type jacket",
		"poppyred shacket":   "option.color Red; type jacket",
		"kit bag":            "type backpack",
		"backpack":           "type backpack", // not the other way round
		"rw jackets":         "brand Ridgeway; type jacket",
		"shacket not red":    "not option.color Red; type jacket",
		"no poppyred jacket": "not option.color Red; type jacket",
		"lamp":               "type lamp/table",
		"table":              "type table",
	} {
		if got := short(x.Understand(text).Constraints); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := found(t, x, Query{Text: "something for a globetrotter"}); !slices.Equal(got, []string{"bespoke"}) {
		t.Errorf("globetrotter: %v", got)
	}
	if u := x.Understand("shacket"); len(u.Corrections) != 0 {
		t.Errorf("a merchant's word was corrected: %v", u.Corrections)
	}
	if err := x.Merchandise(Merchandising{}); err != nil {
		t.Fatal(err)
	}
	if got := short(x.Understand("kit bag").Constraints); got == "type backpack" {
		t.Error("a synonym outlives what decided it")
	}
}

// Decisions stay when products change.
func TestMerchandiseStays(t *testing.T) {
	x := merchandised(t, Merchandising{Rules: []Rule{{Name: "first", Action: ActionPin, Products: []string{"summit"}}}})
	summit, err := x.Product(t.Context(), "summit")
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Upsert(summit); err != nil {
		t.Fatal(err)
	}
	x.Delete("lamp")
	if got := hitIDs(searchTiny(t, x, Query{Text: "jackets"})); got[0] != "summit" {
		t.Errorf("after a change: %v", got)
	}
	if err := x.Replace(sequence(tiny())); err != nil {
		t.Fatal(err)
	}
	if got := hitIDs(searchTiny(t, x, Query{Text: "jackets"})); got[0] != "summit" {
		t.Errorf("after a new catalogue: %v", got)
	}
}

func TestMerchandiseRefuses(t *testing.T) {
	ok := Rule{Name: "a", Action: ActionBoost, Products: []string{"storm"}}
	change := func(f func(*Rule)) Merchandising {
		r := ok
		f(&r)
		return Merchandising{Rules: []Rule{r}}
	}
	for want, m := range map[string]Merchandising{
		"rule 1, \"\": a rule needs a name":    change(func(r *Rule) { r.Name = "" }),
		"none of pin, boost, bury and exclude": change(func(r *Rule) { r.Action = "hide" }),
		"no products":                          change(func(r *Rule) { r.Products = nil }),
		"only products that are named": change(func(r *Rule) {
			r.Action, r.Products, r.Where = ActionPin, nil, []Constraint{{Kind: KindBrand, Values: []string{"x"}}}
		}),
		"has no words":                      change(func(r *Rule) { r.Words = "?!" }),
		"before it begins":                  change(func(r *Rule) { r.From, r.To = time.Unix(2, 0), time.Unix(1, 0) }),
		"only a pin has one":                change(func(r *Rule) { r.Position = 2 }),
		"to rank products lower, bury them": change(func(r *Rule) { r.Boost = -1 }),
		"another rule has this name":        {Rules: []Rule{ok, ok}},
		"synonym 1: no words":               {Synonyms: []Synonym{{Means: []string{"x"}}}},
		"alone means nothing else":          {Synonyms: []Synonym{{Words: []string{"sofa"}}}},
		"one to 3 words":                    {Synonyms: []Synonym{{Words: []string{"a b c d", "e"}}}},
	} {
		x := newTiny(t)
		err := x.Merchandise(m)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		if got := hitIDs(searchTiny(t, x, Query{Text: "jackets"})); !slices.Equal(got, []string{"storm", "breeze", "summit"}) {
			t.Errorf("what was refused applies: %v", got)
		}
	}
}

// The colors of one thing do not fill a page where there are other things.
func TestDiversity(t *testing.T) {
	cable := func(id, title string) Product {
		return Product{ID: id, Title: title, Brand: "Arc", Category: []string{"Cables"}, Price: usd(900)}
	}
	x := newIndex(t, cable("black", "Arc Pro Cable - Black"), cable("white", "Arc Pro Cable - White"), cable("blue", "Arc Pro Cable - Blue"),
		cable("braided", "Arc Net Cable - Black"), cable("flat", "Arc Flat Cable - Black"))
	got := found(t, x, Query{Text: "cables"})
	if !sameSet(got[:3], []string{"black", "braided", "flat"}) || len(got) != 5 {
		t.Errorf("%v: one of each thing does not come first", got)
	}
	if got := found(t, x, Query{Text: "arc pro cables"}); !sameSet(got[:3], []string{"black", "white", "blue"}) {
		t.Errorf("%v: who asks for one thing gets it in all colors", got)
	}
	var pages []string
	for offset := range 5 {
		pages = append(pages, found(t, x, Query{Text: "cables", Limit: 1, Offset: offset})...)
	}
	if !slices.Equal(pages, got) && !slices.Equal(pages, found(t, x, Query{Text: "cables"})) {
		t.Errorf("page by page %v, at once %v", pages, found(t, x, Query{Text: "cables"}))
	}
}
