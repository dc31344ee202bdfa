package catalog_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/catalog"
)

// catalogues are those of the evaluation data that are here, and the demo shop's.
func catalogues(t *testing.T) map[string]*catalog.Index {
	all := map[string]*catalog.Index{"larkhollow": loadIndex(t, filepath.FromSlash("../examples/internal/larkhollow/products.jsonl"))}
	for _, name := range []string{"shop", "bestbuy", "icecat", "abtbuy"} {
		if path := filepath.Join("..", "..", "shared", "eval", "dev", name, "catalog.jsonl"); readable(path) {
			all[name] = loadIndex(t, path)
		}
	}
	return all
}

func readable(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// wishes writes what is understood in one line: constraints in the order of their
// names, a "?" behind preferences, then order and comparatives.
func wishes(u catalog.Understanding) string {
	var all []string
	for _, c := range u.Constraints {
		name := cmp.Or(c.Field, string(c.Kind))
		text := fmt.Sprintf("%s %s", name, strings.ToLower(strings.Join(c.Values, "/")))
		if c.Kind == catalog.KindPrice {
			text = fmt.Sprintf("price %d-%d", c.MinPrice, c.MaxPrice)
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
	if u.Sort != catalog.SortRelevance {
		all = append(all, "sort "+string(u.Sort))
	}
	for _, c := range u.Comparatives {
		all = append(all, fmt.Sprintf("compare %s less=%t most=%t", c.Field, c.Less, c.Most))
	}
	return strings.Join(all, "; ")
}

// What does not depend on the goods is understood in every catalogue alike: money
// in figures, words and signs, orders, and what is not wanted. In "in" only the
// named catalogues are asked; a text means what it does where there are such goods.
func TestEdges(t *testing.T) {
	all := catalogues(t)
	for _, c := range []struct {
		text string
		in   string   // all of them where it is empty
		want []string // each is part of what is understood
		not  []string // none is
	}{
		{text: "something under €50", want: []string{"price 0-5000"}},
		{text: "anything for 50 bucks", want: []string{"price 0-5000"}},
		{text: "less than fifty dollars", want: []string{"price 0-5000"}},
		{text: "fifty bucks max", want: []string{"price 0-5000"}},
		{text: "under a hundred and twenty dollars", want: []string{"price 0-12000"}},
		{text: "between fifty and a hundred dollars", want: []string{"price 5000-10000"}},
		{text: "at least twenty five euros", want: []string{"price 2500-0"}},
		{text: "two for 40", want: []string{"price 0-2000"}},
		{text: "i need 3 for $60", want: []string{"price 0-2000"}},
		{text: "more than two of them", not: []string{"price"}},
		{text: "without breaking the bank", want: []string{"price 0-0?"}, not: []string{"not"}},
		{text: "the cheapest you have", want: []string{"sort price_up"}},
		{text: "best rated ones", want: []string{"sort rating"}},
		{text: "what are your best sellers", want: []string{"sort rating"}},
		{text: "your newest products", want: []string{"compare age less=true most=true"}},
		{text: "not black or navy", want: []string{"not color black/navy"}},
		{text: "anything but black", want: []string{"not color black"}},

		{text: "no-contract hotspots", in: "bestbuy", want: []string{"type"}, not: []string{"not"}},
		{text: "22 in monitor", in: "icecat", want: []string{"22 in"}, not: []string{"price"}},
		{text: `22" monitor`, in: "icecat", want: []string{"22 in"}, not: []string{"price"}},
		{text: "monitor between 20 and 24 inches", in: "icecat", want: []string{"20 to 24 in"}, not: []string{"price"}},
		{text: "backpack 30-40 l", in: "icecat", want: []string{"30 to 40 l"}, not: []string{"price"}},
		{text: "laptop under 4 lbs", in: "icecat", want: []string{"up to 4 lb", "type laptop"}, not: []string{"price"}},
		{text: "3 pack of batteries", in: "icecat", not: []string{"price"}},
		{text: "shirts in size m or l", in: "shop", want: []string{"size m/l"}},
		{text: "a jacket in medium or large", in: "shop", want: []string{"size m/l", "type jacket"}},
		{text: "jacket without a hood", in: "shop larkhollow", want: []string{"type jacket", "hood", "not "}},
		{text: "a jacket in anything but wool", in: "shop larkhollow", want: []string{"type jacket"}, not: []string{"; material", "type wool"}},
		{text: "pants for a tall man", in: "shop", want: []string{"audience men", "type pant"}},
		{text: "a shirt for a woman, not cotton", in: "shop", want: []string{"audience women", "not material cotton"}},
		{text: "boots size 9 wide", in: "larkhollow", want: []string{"size 9", "width wide", "type boot"}, not: []string{"price"}},
	} {
		asked := strings.Fields(c.in)
		if len(asked) == 0 {
			for name := range all {
				asked = append(asked, name)
			}
		}
		for _, name := range asked {
			if all[name] == nil {
				continue
			}
			got := wishes(all[name].Understand(c.text))
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q is understood as %q, want %q in it", name, c.text, got, want)
				}
			}
			for _, not := range c.not {
				if strings.Contains(got, not) {
					t.Errorf("%s: %q is understood as %q, want no %q in it", name, c.text, got, not)
				}
			}
		}
	}
}
