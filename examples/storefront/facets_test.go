package main

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// anorak is a product with two variants of different colour, size and price.
func anorak() *catalog.Product {
	usd := func(amount int64) catalog.Money { return catalog.Money{Amount: amount, Currency: "USD"} }
	return &catalog.Product{
		ID: "anorak", Title: "Anorak", Brand: "Fell", Price: usd(9000),
		Options: []catalog.Option{{Name: "color", Values: []string{"Red", "Blue"}}, {Name: "size", Values: []string{"M", "L"}}},
		Variants: []catalog.Variant{
			{ID: "r", Options: map[string]string{"color": "Red", "size": "M"}, Price: usd(9000)},
			{ID: "b", Options: map[string]string{"color": "Blue", "size": "L"}, Price: usd(12000)},
			{ID: "x", Options: map[string]string{"color": "Blue", "size": "M"}, Price: usd(9000), SoldOut: true},
		},
		Attributes: []catalog.Attribute{{Name: "material", Values: []string{"wool", "nylon"}}},
	}
}

// Options and price hold on one variant that can be bought, the values of one
// field are alternatives, and different fields hold together.
func TestWishes(t *testing.T) {
	for _, c := range []struct {
		query, variant string
		fits           bool
	}{
		{"", "", true},
		{"brand=Fell", "", true},
		{"brand=Beck", "", false},
		{"brand=Beck&brand=Fell", "", true},
		{"o.color=Blue", "b", true},
		{"o.color=Red&o.color=Blue", "r", true},
		{"o.color=Red&o.size=L", "", false},
		{"o.color=Blue&o.size=M", "", false}, // which is sold out
		{"o.color=Blue&price=-100", "", false},
		{"o.color=Blue&price=100-150", "b", true},
		{"price=90-120", "r", true},
		{"price=121-", "", false},
		{"price=nonsense", "", false},
		{"a.material=wool", "", true},
		{"a.material=silk", "", false},
		{"a.material=wool&o.size=L", "b", true},
		{"stock=in", "", true},
		{"page=2&sort=rating&q=x", "", true},
	} {
		q, err := url.ParseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := readWishes(q).fits(anorak())
		variant := ""
		if got.variant != nil {
			variant = got.variant.ID
		}
		if ok != c.fits || variant != c.variant {
			t.Errorf("%q: %v with variant %q, want %v with %q", c.query, ok, variant, c.fits, c.variant)
		}
	}
}

var (
	checkbox = regexp.MustCompile(`<input type="checkbox" name="([^"]+)" value="([^"]*)"( checked)?>.*?<span class="faint">(\d+)</span>`)
	things   = regexp.MustCompile(`<p class="faint">(\d+) things?`)
)

// What a facet counts is what choosing it gives: for every value of every facet,
// alone and on top of another choice.
func TestFacetCountsAreKept(t *testing.T) {
	v := visit(t, options{})
	for _, path := range []string{"/collections/clothing/jackets?", "/collections/clothing/jackets?o.color=Blue&", "/search?q=jacket&price=100-150&"} {
		page := v.get(path)
		v.want(page, 200)
		boxes := checkbox.FindAllStringSubmatch(page.body, -1)
		if len(boxes) < 10 {
			t.Fatalf("%s: %d boxes", path, len(boxes))
		}
		for _, box := range boxes {
			if box[3] != "" {
				continue // it is chosen already
			}
			q, _ := url.ParseQuery(path[strings.Index(path, "?")+1:])
			q[box[1]] = []string{strings.ReplaceAll(box[2], "&amp;", "&")}
			got := v.get(path[:strings.Index(path, "?")] + "?" + q.Encode())
			v.want(got, 200)
			if found := things.FindStringSubmatch(got.body); found == nil || found[1] != box[4] {
				t.Errorf("%s: %s=%s says %s and gives %v", path, box[1], box[2], box[4], found)
			}
		}
	}
}

func TestChips(t *testing.T) {
	v := visit(t, options{})
	got := v.get("/collections/clothing/jackets?o.color=Blue&brand=Larkhollow&sort=price_up")
	v.want(got, 200,
		`href="/collections/clothing/jackets?brand=Larkhollow&amp;sort=price_up"><span class="hidden">Without </span>Blue`,
		`href="/collections/clothing/jackets?o.color=Blue&amp;sort=price_up"><span class="hidden">Without </span>Larkhollow`,
		`href="/collections/clothing/jackets?sort=price_up">Clear all`,
		`<option value="price_up" selected>`)
	v.want(v.get("/collections/clothing/jackets?brand=Nobody"), 200, "Nothing here is all of that.", `href="/collections/clothing/jackets">Take the filters off`)
}

func TestSorts(t *testing.T) {
	v := visit(t, options{})
	prices := regexp.MustCompile(`<span class="price">(?:<s>.*?</s> )?(?:from )?\$([\d,.]+)`)
	for _, order := range []string{"price_up", "price_down"} {
		var amounts []string
		for _, m := range prices.FindAllStringSubmatch(v.get("/collections?sort="+order).body, -1) {
			amounts = append(amounts, fmt.Sprintf("%12s", m[1]))
		}
		sorted := slices.Sorted(slices.Values(amounts))
		if order == "price_down" {
			slices.Reverse(sorted)
		}
		if len(amounts) < 20 || !slices.Equal(amounts, sorted) {
			t.Errorf("%s: %v", order, amounts)
		}
	}
}

func TestSizeOrder(t *testing.T) {
	var sizes []facetValue
	for _, value := range []string{"10", "1Y", "M", "7", "12K", "S", "10K", "8", "2Y", "9.5"} {
		sizes = append(sizes, facetValue{Value: value, Count: 1})
	}
	want := []string{"7", "8", "9.5", "10", "10K", "12K", "1Y", "2Y", "S", "M"}
	if got := sizeOrder(sizes); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestPriceBands(t *testing.T) {
	var products []*catalog.Product
	for _, amount := range []int64{1200, 1900, 2400, 4900, 6000, 9900, 14000, 18000, 26000, 31500} {
		products = append(products, &catalog.Product{Price: catalog.Money{Amount: amount, Currency: "USD"}})
	}
	bands := priceBands(products)
	if len(bands) < 3 {
		t.Fatalf("bands %v", bands)
	}
	for _, p := range products {
		in := 0
		for _, band := range bands {
			if inBands(p.Price, []string{band}) {
				in++
			}
		}
		if in != 1 {
			t.Errorf("%v lies in %d of %v", p.Price, in, bands)
		}
	}
	for band, words := range map[string]string{"-25": "Under $25", "25-100": "$25 to $100", "1000-": "$1,000 and over", "x": "x"} {
		if got := bandWords(band, "USD"); got != words {
			t.Errorf("%q is %q, want %q", band, got, words)
		}
	}
}

// The search page says what it understood, offers to take each wish back, and
// reads over mistakes.
func TestSearchStrip(t *testing.T) {
	v := visit(t, options{})
	got := v.get("/search?q=waterproof+jaket+under+%24150+in+blue")
	v.want(got, 200, "Understood as", `data-ask="waterproof jaket under $150 in blue"`, "Read “jaket” as “jacket”")
	checkPage(t, "search", got)
	removed := regexp.MustCompile(`href="(/search\?q=[^"]*)"><span class="hidden">Search without </span>([^<]*?) <svg`).FindAllStringSubmatch(got.body, -1)
	if len(removed) < 2 {
		t.Fatalf("%d wishes can be taken back", len(removed))
	}
	for _, m := range removed {
		target, err := url.Parse(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if rest := target.Query().Get("q"); strings.Contains(rest, strings.ReplaceAll(m[2], "&#34;", `"`)) || rest == "" {
			t.Errorf("without %q it searches %q", m[2], rest)
		}
	}
	v.want(v.get("/search?q=zzqx+vvkkw"), 200, "We found nothing by those words.", "What people come back for")
}
