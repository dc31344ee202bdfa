package main

import (
	"fmt"
	"strings"

	"github.com/aisle-chat/aisle/assistant"
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
	// Own is true for Larkhollow, false for somebody's feed.
	Own bool
}

// brandOf returns Larkhollow, or a plain shop for the products of a feed.
func brandOf(feed string, s *shelf) brand {
	if feed != "" {
		try := []string{"Something under $25"}
		for _, c := range s.kinds(3) {
			try = append(try, "Show me "+strings.ToLower(c.Name))
		}
		return brand{
			Name: "Demo Shop", Tagline: "Any feed, one conversation",
			Headline:  "Tell us what you are looking for.",
			Lead:      fmt.Sprintf("%d products from your feed. Ask in your own words: a kind of thing, a budget, a colour.", len(s.products)),
			Assistant: "Wren",
			Ask:       "What are you looking for?",
			Try:       try,
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
		Own: true,
	}
}
