package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// short writes constraints on one line, for tables.
func short(cs []Constraint) string {
	var all []string
	for _, c := range cs {
		text := string(c.Kind)
		if c.Field != "" {
			text += "." + c.Field
		}
		if c.Kind == KindPrice {
			text += fmt.Sprintf(" %d-%d", c.MinPrice, c.MaxPrice)
		} else {
			text += " " + strings.Join(c.Values, "/")
		}
		if c.Not {
			text = "not " + text
		}
		if c.Soft {
			text += "?"
		}
		all = append(all, text)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func noModels(int) bool { return false }

func TestPrices(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"under $150", "price 0-15000"},
		{"below 150 dollars", "price 0-15000"},
		{"less than 150", "price 0-15000"},
		{"max 150", "price 0-15000"},
		{"150 max", "price 0-15000"},
		{"up to 150", "price 0-15000"},
		{"no more than $149.99", "price 0-14999"},
		{"not over 150", "price 0-15000"},
		{"i don't want to spend more than 150 bucks", "price 0-15000"},
		{"my budget is $150", "price 0-15000"},
		{"$150 or less", "price 0-15000"},
		{"150$ tops", "price 0-15000"},
		{"< 150", "price 0-15000"},
		{"<$1,299.50", "price 0-129950"},
		{"at most 2k", "price 0-200000"},
		{"for $50", "price 0-5000"},
		{"over 100", "price 10000-0"},
		{"at least $100", "price 10000-0"},
		{"$100+", "price 10000-0"},
		{"100 dollars or more", "price 10000-0"},
		{"not less than $20", "price 2000-0"},
		{"between 40 and 60", "price 4000-6000"},
		{"between $60 and $40", "price 4000-6000"},
		{"from 40 to 60 dollars", "price 4000-6000"},
		{"$40-60", "price 4000-6000"},
		{"$40 - $60", "price 4000-6000"},
		{"40 to 60", "price 4000-6000"},
		{"over 20 and under 50", "price 2000-5000"},
		{"around 80", "price 6400-9600"},
		{"about $80", "price 6400-9600"},
		{"80 bucks or so", "price 6400-9600"},
		{"$80", "price 6400-9600"},
		{"USD 50 to USD 75", "price 5000-7500"},
		{"between 50 usd and 75 usd", "price 5000-7500"},
		{"priced from 40 to 60 pesos", "price 4000-6000"},
		{"lamps that cost between 40 and 60 Halden", "price 4000-6000"},
		{"with a price ranging from 40 to 60 zloty", "price 4000-6000"},
		{"in the 50 dollars to USD 75 range", "price 5000-7500"},
		{"$10 - USD 15", "price 1000-1500"},
		{"a jacket, <= 100 dollars", "price 0-10000"},
		{"from $50 up", "price 5000-0"},
		{"from 50 dollars upwards", "price 5000-0"},
		{"from 50 up", "price 5000-0"},
		{"from $50", "price 5000-0"},
		{"not more than USD 50", "price 0-5000"},
		{"between 10 and 14 inches", ""},
		{"under 10 inches", ""},
		{"2 person tent", ""},
		{"13 inch", ""},
		{"size 8 to 10", ""},
		{"over 4 stars", ""},
		{"up to 50%", ""},
		{"iphone 6", ""},
		{"40-60", "price 4000-6000"},
		{"under", ""},
		{"$", ""},
		{"Office Standard 2007 - 02107746", ""},
		{"fuser unit 100k", ""},
		{"55-250mm f/4-5.6 IS lens", ""},
		{"under $99999999999999999999", ""},
	} {
		tokens := tokenize(c.text)
		if got := short(prices(tokens, c.text, "USD", noModels)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if got := short(prices(tokenize("under 5000 yen"), "under 5000 yen", "JPY", noModels)); got != "price 0-5000" {
		t.Errorf("yen: %q", got)
	}
}

func TestUnderstand(t *testing.T) {
	x := newTiny(t)
	for _, c := range []struct{ text, want, terms string }{
		{"waterproof jacket under $150", "attribute.waterproof yes; price 0-15000; type jacket", ""},
		{"do you have blue or black jackets?", "option.color Blue/Black; type jacket", ""},
		{"a navy jacket in size M please", "option.color Navy; option.size M; type jacket", ""},
		{"jacket, size large", "option.size L; type jacket", ""},
		{"jacket but not red", "not option.color Red; type jacket", ""},
		{"jackets without nylon", "not attribute.material Nylon; type jacket", ""},
		{"a nylon jacket", "attribute.material Nylon; type jacket", ""},
		{"something from Halden", "brand Halden", ""},
		{"Halden lamps, not from Ridgeway", "brand Halden; not brand Ridgeway; type lamp", ""},
		{"table lamp", "type table lamp", ""},
		{"lamp for my table", "type lamp", "table"},
		{"back pack", "type backpack", ""},
		{"rucksack", "type backpack", ""},
		{"my boss asked me to order a jacket that stays dry", "type jacket", "boss dry"},
		{"jackets other than Ridgeway ones", "not brand Ridgeway; type jacket", ""},
		{"she's looking for a lamp, he's not", "type lamp", ""},
		{"a lamp, 40ish", "price 3200-4800; type lamp", ""},
		{"any lamp, anything but brass", "not attribute.material brass; type lamp", ""},
		{"non-toxic lamp", "type lamp", ""}, // what is not wanted stays with its word
		{"non toxic lamp", "type lamp", ""},
		{"cheap jackets", "price 0-0?; type jacket", ""},
		{"show me everything", "", ""},
		{"flux capacitor", "", ""},
		{"", "", ""},
	} {
		u := x.Understand(c.text)
		if got := short(u.Constraints); got != c.want || strings.Join(u.Terms, " ") != c.terms {
			t.Errorf("%q: %q terms %q, want %q terms %q", c.text, got, u.Terms, c.want, c.terms)
		}
	}
}

func TestUnderstandOrder(t *testing.T) {
	x := newTiny(t)
	if u := x.Understand("the cheapest jacket"); u.Sort != SortPriceUp {
		t.Errorf("cheapest: sort %q", u.Sort)
	}
	if u := x.Understand("which jacket costs the least"); u.Sort != SortPriceUp || len(u.Terms) != 0 {
		t.Errorf("costs the least: sort %q, terms %v", u.Sort, u.Terms)
	}
	if u := x.Understand("the lamp that costs most"); u.Sort != SortPriceDown {
		t.Errorf("costs most: sort %q", u.Sort)
	}
	for text, want := range map[string]Sort{
		"sort jackets by price low to high":   SortPriceUp,
		"jackets, price: high to low":         SortPriceDown,
		"lamps ascending":                     SortPriceUp,
		"low lamps to a high shelf":           SortRelevance,
		"jackets sorted by lowest to highest": SortPriceUp,
	} {
		if u := x.Understand(text); u.Sort != want {
			t.Errorf("%q: sort %q, want %q", text, u.Sort, want)
		}
	}
	if u := x.Understand("most expensive lamp"); u.Sort != SortPriceDown {
		t.Errorf("most expensive: sort %q", u.Sort)
	}
	if u := x.Understand("best rated backpack"); u.Sort != SortRating {
		t.Errorf("best rated: sort %q", u.Sort)
	}
	for text, want := range map[string]Comparative{
		"cheaper":                   {Field: "price", Less: true, Text: "cheaper"},
		"something more expensive":  {Field: "price", Text: "more expensive"},
		"do you have a lighter one": {Field: "weight", Less: true, Text: "lighter"},
		"the warmest one":           {Field: "warmth", Most: true, Text: "warmest"},
		"lightest jacket":           {Field: "weight", Less: true, Most: true, Text: "lightest"},
	} {
		if u := x.Understand(text); !reflect.DeepEqual(u.Comparatives, []Comparative{want}) {
			t.Errorf("%q: %v, want %v", text, u.Comparatives, want)
		}
	}
}

func TestUnderstandMistakes(t *testing.T) {
	x := newTiny(t)
	u := x.Understand("watreproof jakcet undder $150")
	if got := short(u.Constraints); got != "attribute.waterproof yes; price 0-15000; type jacket" {
		t.Errorf("constraints %q", got)
	}
	want := []Correction{{"watreproof", "waterproof"}, {"jakcet", "jacket"}, {"undder", "under"}}
	if !reflect.DeepEqual(u.Corrections, want) {
		t.Errorf("corrections %v", u.Corrections)
	}
	for _, c := range []struct{ text, want string }{
		{"jaskets", "type jacket"},                        // a plural of which the catalogue has the singular only
		{"jacket ver $100", "price 10000-0; type jacket"}, // the place of a cue
		{"jackets for les than 100", "price 0-10000; type jacket"},
		{"I waht a jacket for my brother", "type jacket"},
		{"brass table lap", "type table lamp"}, // a word of its own, but not beside a table
		{"a lamp for my lap", "type lamp"},
	} {
		var hard []Constraint
		for _, con := range x.Understand(c.text).Constraints {
			if !con.Soft {
				hard = append(hard, con)
			}
		}
		if got := short(hard); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if u := x.Understand("lawn mower"); u.Known != 0 || u.Content != 2 || len(u.Terms) != 0 {
		t.Errorf("nothing known: %+v", u)
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, seed := range []string{
		"waterproof jacket under $150", "not red, between 40-60 \"in\" size M", "<><$$$5k-$6", "ß é ﬁ \xff\xfe 東京 \u202e",
		"dr. no. 5 - 6 - 7 or less or more and up", "back pack back pack", "two for a hundred and fifty dollars without a no hood in m or l", "cheaper than $50 or so ish", "1.2.3 12\" x 14\" 2 m 16GB",
	} {
		f.Add(seed)
	}
	x := newTiny(f)
	f.Fuzz(func(t *testing.T, text string) {
		u := x.Understand(text)
		if again := x.Understand(text); !reflect.DeepEqual(u, again) {
			t.Fatalf("%q is understood in two ways:\n%+v\n%+v", text, u, again)
		}
		for _, c := range u.Constraints {
			if c.Kind == KindPrice && (c.MinPrice < 0 || c.MaxPrice < 0) || c.Kind != KindPrice && len(c.Values) == 0 || c.Kind == "" {
				t.Fatalf("%q: constraint %+v", text, c)
			}
		}
		if u.Known > u.Content {
			t.Fatalf("%q: %d of %d words known", text, u.Known, u.Content)
		}
		result, err := x.Search(t.Context(), Query{Text: text})
		if err != nil || len(result.Hits) > 0 && len(result.Alternatives) > 0 {
			t.Fatalf("%q: %v, %d hits beside %d alternatives", text, err, len(result.Hits), len(result.Alternatives))
		}
	})
}

// Names for goods that shoppers use mean the shop's kinds, and no others that
// merely share a sense in a dictionary.
func TestOtherNames(t *testing.T) {
	x, err := NewIndex(sequence([]Product{
		{ID: "h", Title: "Sotto Headset", Category: []string{"Audio", "Headsets"}, Price: usd(5000)},
		{ID: "p", Title: "Linea Phone", Category: []string{"Phones"}, Price: usd(9000)},
		{ID: "s", Title: "Fen Shirt", Category: []string{"Clothing", "Shirts"}, Price: usd(3000)},
	}))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"headphones": "type headset", "clothes": "type clothing", "no clothes": "not type clothing"} {
		if got := short(x.Understand(text).Constraints); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// Prices and exceptions come in many words.
func TestWaysToSay(t *testing.T) {
	x := newTiny(t)
	for text, want := range map[string]string{
		"a jacket that won't set me back more than 150 dollars": "price 0-15000; type jacket",
		"jackets with a ceiling of $150":                        "price 0-15000; type jacket",
		"jackets, nothing over 150 dollars":                     "price 0-15000; type jacket",
		"a jacket costing 150 dollars at the very most":         "price 0-15000; type jacket",
		"jackets in any color but black":                        "not option.color Black; type jacket",
		"jackets, but skip black":                               "not option.color Black; type jacket",
		"do you guys stock jackets":                             "type jacket",
		"jackets around 150 dollars or less":                    "price 0-15000; type jacket",
		"jackets -black":                                        "not option.color Black; type jacket",
		"jackets !black":                                        "not option.color Black; type jacket",
		"jackets - black":                                       "option.color Black; type jacket",
		"point me to jackets":                                   "type jacket",
		"i'm on a hunt, track down jackets":                     "type jacket",
		"jackets no cheaper than $50":                           "price 5000-0; type jacket",
	} {
		if got := short(x.Understand(text).Constraints); !strings.EqualFold(got, want) {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// "Small" is a size only where the kind of thing comes in sizes, and nothing says how
// something is done or how much of it is enough.
func TestSizeAdjectives(t *testing.T) {
	x := newTiny(t)
	for text, want := range map[string]string{
		"a small jacket":                         "option.size S; type jacket",
		"small":                                  "option.size S",
		"jacket in medium":                       "option.size M; type jacket",
		"jacket, size small":                     "option.size S; type jacket",
		"a jacket that packs small":              "option.size S?; type jacket",
		"a jacket which folds up really small":   "option.size S?; type jacket",
		"a jacket that is small enough to carry": "option.size S?; type jacket",
		"a small backpack":                       "option.size S?; type backpack",
		"medium lamp":                            "option.size M?; type lamp",
	} {
		if got := short(x.Understand(text).Constraints); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// An age behind somebody who is named says that the thing is for a child.
func TestAges(t *testing.T) {
	kids := Product{ID: "kids", Title: "Puddle Boots", Category: []string{"Boots"}, Price: usd(3000), Attributes: []Attribute{{"gender", []string{"Kids"}}}}
	grown := Product{ID: "grown", Title: "Gaskin Boots", Category: []string{"Boots"}, Price: usd(9000), Attributes: []Attribute{{"gender", []string{"Men", "Women"}}}}
	x := newIndex(t, kids, grown)
	for text, want := range map[string][]string{
		"my son is 5, he needs boots":             {"kids"},
		"boots for my daughter, she turned 3":     {"kids"},
		"boots for a 6 year old":                  {"kids"},
		"my daughter is 30 and wants boots":       {"kids", "grown"},
		"boots, my foot is 5 inches and my son's": {"kids", "grown"},
	} {
		got := found(t, x, Query{Text: text})
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v: %s", text, got, want, short(x.Understand(text).Constraints))
		}
	}
}
