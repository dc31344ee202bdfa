package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/catalog"
	"github.com/aisle-chat/aisle/examples/internal/larkhollow"
)

// brand is what the shop says of itself.
type brand struct {
	Name, Tagline string
	// Headline and Lead open the home page.
	Headline, Lead string
	// Assistant is the name that the assistant goes by.
	Assistant string
	// Ask is the hint in the line to ask in, Try are questions that work.
	Ask string
	Try []string
	// Shelves are the collections at the top of every page, by name; none
	// means the largest.
	Shelves []string
	// Spreads are the collections that the home page shows at length, by name.
	Spreads []string
	// Help are the ids of the articles at the end of every page; those that
	// there are not are left out, and none means the first few.
	Help []string
	// Customer is the one as whom everybody may sign in; nil means nobody.
	Customer *assistant.Customer
	// OrderPrefix begins the numbers of orders.
	OrderPrefix string
	// Search is a question for the search at the top of the page.
	Search string
	// Close is one that nothing fits wholly.
	Close string
	// Own is true for Larkhollow, false for somebody's feed.
	Own bool
}

// budget is a round sum for which about half of what is sold can be had, in words:
// "€30"; empty in a shop without prices.
func (s *shelf) budget() string {
	var amounts []int64
	for i := range s.products {
		if p := s.products[i].Price; p.Amount > 0 && p.Currency == s.index.Currency() {
			amounts = append(amounts, p.Amount)
		}
	}
	if len(amounts) == 0 {
		return ""
	}
	slices.Sort(amounts)
	middle, unit := amounts[len(amounts)/2], int64(1)
	for unit*20 <= middle {
		unit *= 10
	}
	return round(catalog.Money{Amount: (middle/unit + 1) * unit, Currency: s.index.Currency()})
}

// brandOf returns Larkhollow, or a plain shop for the products of a feed.
func brandOf(feed string, s *shelf) brand {
	if feed != "" {
		var try []string
		if budget := s.budget(); budget != "" {
			try = append(try, "Something under "+budget)
		}
		for _, c := range s.kinds(3) {
			try = append(try, "Show me "+strings.ToLower(c.Name))
		}
		return brand{
			Name: "Demo Shop", Tagline: "Any feed, one conversation",
			Headline:  "Tell us what you are looking for.",
			Lead:      fmt.Sprintf("%d products from your feed. Ask in your own words: a kind of thing, a budget, a color.", len(s.products)),
			Assistant: "Wren",
			Ask:       "What are you looking for?",
			Try:       try,
			Search:    try[len(try)-1],
			Close:     strings.TrimPrefix(try[len(try)-1], "Show me ") + " under " + round(catalog.Money{Amount: 100, Currency: s.index.Currency()}),
		}
	}
	return brand{
		Name: larkhollow.Name, Tagline: "Things for outside, and for coming home",
		Headline:  "Made for weather. Kept for years.",
		Lead:      "Jackets that shrug at rain, boots that can be mended, blankets worth handing down. Tell us where you are going.",
		Assistant: "Wren",
		Ask:       "A waterproof jacket under $150, in blue ...",
		Try: []string{
			"Waterproof jacket under $150", "A tent for two people",
			"A gift under $60", "How do returns work?",
		},
		Shelves: shelves, Spreads: []string{"Camp", "Bedding"},
		Help:        []string{"shipping", "returns", "exchanges", "tracking", "sizing", "payment", "warranty", "contact"},
		OrderPrefix: larkhollow.Prefix, Customer: &larkhollow.Customer,
		Search: "something waterproof under $100", Close: "waterproof jacket under $5",
		Own: true,
	}
}
