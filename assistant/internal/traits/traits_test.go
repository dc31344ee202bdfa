package traits_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant/internal/traits"
	"github.com/aisle-chat/aisle/catalog"
)

// Measures of one kind can be compared, whatever their units.
func TestParseMeasure(t *testing.T) {
	for text, want := range map[string]traits.Measure{
		"340 g":    {Value: 340, Unit: "g"},
		"1.42 kg":  {Value: 1420, Unit: "g"},
		"1,200 ml": {Value: 1200, Unit: "ml"},
		"-5 °C":    {Value: -5, Unit: "°c"},
		"−5 °C":    {Value: -5, Unit: "°c"},
		"20":       {Value: 20},
		"8 hours":  {Value: 480, Unit: "min"},
	} {
		got, ok := traits.ParseMeasure(text)
		if want.Text = text; !ok || got != want {
			t.Errorf("%q is %+v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "light", "°C", "-"} {
		if got, ok := traits.ParseMeasure(text); ok {
			t.Errorf("%q is %+v", text, got)
		}
	}
}

// What a shop keeps for itself, what says nothing, and what is too long is not told.
func TestTellable(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        bool
	}{
		{"material", "nylon", true}, {"Popularity", "9", false}, {"material", "N/A", false}, {"a_b", "x", false},
		{"material", "", false}, {"notes", "a very long text that nobody would want to have told in one breath", false},
	} {
		if got := traits.Tellable(catalog.Attribute{Name: c.name, Values: []string{c.value}}); got != c.want {
			t.Errorf("%s %q: %v", c.name, c.value, got)
		}
	}
	if traits.Tellable(catalog.Attribute{Name: "material"}) {
		t.Error("an attribute without a value is told")
	}
}

// Prices and ratings are written as the shopper reads them.
func TestWords(t *testing.T) {
	p := catalog.Product{Price: catalog.Money{Amount: 1200, Currency: "USD"}}
	if got := traits.Price(&p, "en-US"); got != "$12.00" {
		t.Errorf("%q", got)
	}
	p.Variants = []catalog.Variant{{Price: p.Price}, {Price: catalog.Money{Amount: 1500, Currency: "USD"}}}
	if got := traits.Price(&p, "en-US"); got != "from $12.00" {
		t.Errorf("%q", got)
	}
	if got := traits.Price(&catalog.Product{}, "en-US"); got != "price on request" {
		t.Errorf("%q", got)
	}
	p.Rating.Average, p.Rating.Count = 4.5, 1
	if got := traits.Rating(&p); got != "4.5 out of 5 from 1 rating" {
		t.Errorf("%q", got)
	}
}
