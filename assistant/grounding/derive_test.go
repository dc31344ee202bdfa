package grounding_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/catalog"
)

// fell is a coat with a size chart, whose title another product has as well, and
// whose shades have numbers and kinds of cloth in their names.
func fell() catalog.Product {
	return catalog.Product{
		ID: "fell", Title: "Fell Coat Classic Long Edition", Brand: "Tarn", Category: []string{"Clothing", "Coats"}, Price: usd(21000),
		Options:    []catalog.Option{{Name: "shade", Values: []string{"594 Intense Brown", "Comfy in Cashmere", "Red", "Midnight"}}, {Name: "size", Values: []string{"S", "M", "L"}}},
		Attributes: []catalog.Attribute{{Name: "connector 1", Values: []string{"C13 coupler"}}, {Name: "dishwasher", Values: []string{"no"}}, {Name: "volume", Values: []string{"350 ml"}}, {Name: "aspect ratio", Values: []string{"4:3,16:9"}}},
		SizeChart: catalog.SizeChart{
			Columns: []string{"Size", "Chest (cm)", "Waist (cm)"},
			Rows:    [][]string{{"S", "88-94", "74-80"}, {"M", "95-101", "81-87"}, {"L", "102-109", "88-95"}},
		},
	}
}

// puddle are boots whose sizes are numbers with a letter, in the options as well.
func puddle() catalog.Product {
	return catalog.Product{
		ID: "puddle", Title: "Puddle Boots", Category: []string{"Footwear", "Boots"}, Price: usd(3200),
		Options:   []catalog.Option{{Name: "size", Values: []string{"10K", "11K"}}},
		SizeChart: catalog.SizeChart{Columns: []string{"Size", "EU", "Foot (cm)"}, Rows: [][]string{{"10K", "27", "16.6-17.2"}, {"11K", "28", "17.3-18.0"}}},
	}
}

// TestDerives has sentences that no field of the data has as they stand, but that
// follow from them, each beside one that does not.
func TestDerives(t *testing.T) {
	twin := fell()
	twin.ID, twin.Price, twin.Title = "twin", usd(39900), "Fell Coat Classic Short Edition"
	tried, passed := 0, 0
	for _, c := range []struct {
		said        string
		about       string // the product that the evidence names
		true, false string
	}{
		{"my chest is 42 inches", "fell", "By the chart of the Fell Coat Classic Long Edition, a chest of 42 in (107 cm) is size L: chest 40.2-42.9 in (102-109 cm).",
			"By the chart of the Fell Coat Classic Long Edition, a chest of 42 in (107 cm) is size M: chest 37.4-39.8 in (95-101 cm)."},
		{"my chest is 105 cm", "fell", "That is size L in the Fell Coat Classic Long Edition (Chest (cm) 102-109).", "That is size L in the Fell Coat Classic Long Edition (Chest (cm) 95-101)."},
		{"my chest is 42 inches", "fell", "By the chart of the Fell Coat Classic Long Edition, a chest of 42 in (107 cm) is size L: chest 40.2-42.9 in (102-109 cm).",
			"By the chart of the Fell Coat Classic Long Edition, a chest of 42 in (99 cm) is size L: chest 40.2-42.9 in (102-109 cm)."},
		{"the size chart", "fell", "The size chart of the Fell Coat Classic Long Edition gives chest (cm): S 88-94, M 95-101, L 102-109.",
			"The size chart of the Fell Coat Classic Long Edition gives chest (cm): S 88-94, M 102-109, L 95-101."},
		{"the size chart", "puddle", "The size chart of the Puddle Boots gives foot (cm): 10K 16.6-17.2, 11K 17.3-18.0.",
			"The size chart of the Puddle Boots gives foot (cm): 10K 17.3-18.0, 11K 16.6-17.2."},
		{"by when for christmas", "", "To have it by Thursday, December 24, order by Thursday, December 17, 2 pm Eastern time, with Standard ($5.90).",
			"To have it by Thursday, December 24, order by Friday, December 18, 2 pm Eastern time, with Standard ($5.90)."},
		{"what does the long one cost", "fell", "The Fell Coat Classic… ($210.00) is one.", "The Fell Coat Classic… ($399.00) is one."},
		{"which shades", "fell", "The Fell Coat Classic Long Edition comes in 594 Intense Brown, Comfy in Cashmere, Red and Midnight.", "The Fell Coat Classic Long Edition comes in 595 Intense Brown, Comfy in Cashmere, Red and Midnight."},
		{"dishwasher?", "fell", "The shop's data for the Fell Coat Classic Long Edition says “dishwasher: no”.", "The shop's data for the Fell Coat Classic Long Edition says “dishwasher: yes”."},
		{"compare", "fell", "The Fell Coat Classic Long Edition if you like its connector 1 (C13 coupler).", "The Fell Coat Classic Long Edition if you like its connector 1 (C20 coupler)."},
		{"the connector", "fell", "Connector 1 C13 coupler; volume 350 ml.", "Connector 1 C20 coupler; volume 350 ml."},
		{"the ratio", "fell", "Aspect ratio of the Fell Coat Classic Long Edition: 4:3,16:9.", "Aspect ratio of the Fell Coat Classic Long Edition: 5:4,16:9."},
		{"not by Tarn please", "", "Of another brand than Tarn you can have the Moth Lantern ($45.00).", "Of another brand than Tarn you can have the Beck Rain Jacket ($128.00)."},
		{"a bigger one", "", "For $82.00 more than the Beck, the Fell Coat Classic Long Edition: volume 350 ml instead of 340 g.", "For $82.00 more than the Beck, the Fell Coat Classic Long Edition: volume 350 ml instead of 350 g."},
	} {
		facts := grounding.NewSnapshot(assistant.Turn{Locale: "en-US", Now: monday, Text: c.said, Shop: shop{}})
		facts.LearnProducts(beck(), lamp(), fell(), twin, puddle())
		check := func(text string) string {
			in := assistant.Text{Text: text}
			if c.about != "" {
				in.Evidence = []assistant.Evidence{{Kind: "product", ID: c.about}}
			}
			out, _ := newVerifier(t, grounding.Config{}).Check(facts, in)
			return out.Text
		}
		tried++
		if got := check(c.true); got != c.true {
			t.Errorf("true, and left as %q: %s", got, c.true)
			continue
		}
		if got := check(c.false); strings.Contains(got, c.false) {
			t.Errorf("false, and left: %s", got)
			continue
		}
		passed++
	}
	t.Logf("derived %d/%d", passed, tried)
}
