package main

import (
	"fmt"
	"hash/fnv"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/cart"
	"github.com/aisle-chat/aisle/catalog"
)

// placeholderKind is the drawing that stands in for a picture that is missing,
// placeholderTints are its colours; shop.js has the same.
const placeholderKind = "placeholder"

var placeholderTints = []string{"a79a84", "8fa08b", "b08d7a", "8b9bab", "b3a06c", "9a8aa0"}

// placeholderTint is the colour for what is named so, always the same one.
func placeholderTint(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return placeholderTints[h.Sum32()%uint32(len(placeholderTints))]
}

// placeholderURL is the picture for something that has none.
func placeholderURL(name string) string {
	return "/img/" + placeholderKind + "/" + placeholderTint(name) + ".svg"
}

// locale is the one that the pages are written in.
const locale = "en-US"

// functions are what templates may call.
func (s *site) functions() template.FuncMap {
	return template.FuncMap{
		"price": price, "priceFrom": priceFrom, "reduced": reduced, "picture": mainPicture,
		"stars": stars, "swatches": swatches, "capital": capital,
		"lines": func(text string) []string { return strings.Split(text, "\n") },
		"parts": textParts,
		"join":  func(values []string) string { return strings.Join(values, ", ") },
		"stock": stockWords, "path": productPath,
		"amount":   func(m catalog.Money) string { return m.Format(locale) },
		"day":      func(ms int64) string { return time.UnixMilli(ms).In(s.place()).Format("January 2, 2006") },
		"first":    func(name string) string { first, _, _ := strings.Cut(name, " "); return first },
		"options":  optionWords,
		"items":    itemWords,
		"underway": underWay,
		"picked":   orderedPicture,
		"picklink": orderedLink,
		"search":   func(q string) string { return "/search?q=" + urlQuery(q) },
		"static":   func(name string) string { return "/static/" + s.assets[name].name },
		"number":   func(i int) int { return i + 1 },
		"float":    func(n int) float64 { return float64(n) },
		"rest":     func(p *catalog.Product) bool { return len(p.Images) > 1 },
	}
}

// price is an amount as a shopper reads it.
func price(m catalog.Money) string {
	if m.IsZero() {
		return "Price on request"
	}
	return m.Format(locale)
}

// priceFrom is a product's price, "from" where variants cost more.
func priceFrom(p *catalog.Product) string {
	for _, v := range p.Variants {
		if v.Price.Amount > p.Price.Amount {
			return "from " + price(p.Price)
		}
	}
	return price(p.Price)
}

// reduced is the former price of a product that costs less now, or "".
func reduced(p *catalog.Product) string {
	if p.CompareAt.Currency == p.Price.Currency && p.CompareAt.Amount > p.Price.Amount {
		return price(p.CompareAt)
	}
	return ""
}

func mainPicture(p *catalog.Product) string {
	if len(p.Images) == 0 {
		return placeholderURL(p.ID)
	}
	return p.Images[0]
}

// stars writes a rating as whole stars, best of five.
func stars(average float64) string {
	full := min(5, max(0, int(average+0.5)))
	return strings.Repeat("★", full) + strings.Repeat("☆", 5-full)
}

// swatches are the colours of a product that can be shown, at most six.
func swatches(p *catalog.Product) []string {
	var colors []string
	for _, o := range p.Options {
		if o.Name != "color" || len(o.Values) < 2 {
			continue
		}
		for _, value := range o.Values {
			if c := catalog.Swatch(value); c != "" && len(colors) < 6 {
				colors = append(colors, c)
			}
		}
	}
	return colors
}

// stockWords say what of a selection is left, when it matters.
func stockWords(s catalog.Selection) string {
	switch {
	case s.SoldOut:
		return "Sold out"
	case s.Stock.Known && s.Stock.Count <= 5:
		return fmt.Sprintf("Only %d left", s.Stock.Count)
	default:
		return "In stock"
	}
}

// optionWords are the chosen values: "Blue, M".
func optionWords(options map[string]string) string {
	var values []string
	for _, name := range slices.Sorted(maps.Keys(options)) {
		values = append(values, options[name])
	}
	return strings.Join(values, ", ")
}

// urlQuery writes text as a value in a query.
func urlQuery(text string) string { return url.QueryEscape(text) }

// itemWords say how many pieces were bought, as the chat does: "3 items".
func itemWords(lines []assistant.OrderedLine) string {
	n := 0
	for _, l := range lines {
		n += l.Quantity
	}
	if n == 1 {
		return "1 item"
	}
	return strconv.Itoa(n) + " items"
}

// underWay are the requests about an order that are not settled yet.
func underWay(requests []assistant.RequestView) []assistant.RequestView {
	return slices.DeleteFunc(slices.Clone(requests), func(r assistant.RequestView) bool {
		return r.State != string(cart.RequestOpen) && r.State != string(cart.RequestApproved)
	})
}

// orderedPicture is the picture of what was bought, or a drawn one.
func orderedPicture(l assistant.OrderedLine) string {
	if l.Image == "" {
		return placeholderURL(l.Product)
	}
	return l.Image
}

// orderedLink leads to what was bought, which need not be sold any more.
func orderedLink(l assistant.OrderedLine) string {
	if l.URL == "" {
		return productPath(l.Product)
	}
	return l.URL
}
