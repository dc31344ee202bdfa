package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
	"github.com/aisle-chat/aisle/catalog"
)

// voucher is a product whose variants cost different sums.
func voucher() catalog.Product {
	p := catalog.Product{
		ID: "voucher", Title: "Tarn Voucher", Price: usd(2500), Options: []catalog.Option{{Name: "value", Values: []string{"25", "50"}}},
		Attributes: []catalog.Attribute{{Name: "delivery", Values: []string{"by e-mail, within the hour or on a day you choose"}}, {Name: "fits", Values: []string{"Beck Rain Jacket", "a 230 g gas canister inside"}}},
	}
	for id, price := range map[string]int64{"25": 2500, "50": 5000} {
		p.Variants = append(p.Variants, catalog.Variant{ID: id, Options: map[string]string{"value": id}, Price: usd(price)})
	}
	return p
}

// What is said of the prices of cards is held against the prices on them, which
// may be those of variants; a price that nobody charges does not count.
func TestPricesOnCards(t *testing.T) {
	v := newVerifier(t, grounding.Config{})
	say := func(forged bool, text string) string {
		t.Helper()
		s := facts()
		p, lamp := voucher(), lamp()
		s.LearnProducts(p)
		card := assistant.NewCard(&p, "50", "")
		if forged {
			card.Price = usd(100)
		}
		reply, _ := v.CheckReply(s, assistant.Parts{
			assistant.ProductsBlock{Cards: []assistant.Card{assistant.NewCard(&lamp, "", ""), card}}, assistant.Text{Text: text},
		})
		for _, part := range reply {
			if text, ok := part.(assistant.Text); ok {
				return text.Text
			}
		}
		return ""
	}
	for _, truth := range []string{"Two ideas, from $45.00 to $50.00.", "The Moth Lantern has the lowest price of these.", "Two ideas, from $25.00."} {
		if got := say(false, truth); got != truth {
			t.Errorf("%q leaves as %q", truth, got)
		}
	}
	for _, lie := range []string{"Two ideas, from $44.00 to $50.00.", "Two ideas, from $45.00 to $51.00.", "The Tarn Voucher has the highest price of all that we sell."} {
		if got := say(false, lie); got == lie {
			t.Errorf("%q leaves", lie)
		}
	}
	if lie := "Two ideas, from $1.00 to $45.00."; say(true, lie) == lie {
		t.Error("the price of a forged card is believed")
	}
}

// The whole value of an attribute is the product's own text; of another product,
// or without the attribute's name, its numbers are claims like others.
func TestWholeValues(t *testing.T) {
	v := newVerifier(t, grounding.Config{})
	check := func(text string) string {
		s := facts()
		s.LearnProducts(voucher())
		got, _ := v.Check(s, assistant.Text{Text: text})
		return got.Text
	}
	for _, text := range []string{
		"Delivery of the Tarn Voucher: by e-mail, within the hour or on a day you choose.",
		"The Tarn Voucher fits Beck Rain Jacket and a 230 g gas canister inside.",
	} {
		if got := check(text); got != text {
			t.Errorf("%q leaves as %q", text, got)
		}
	}
	for _, lie := range []string{"The Moth Lantern fits a 230 g gas canister inside.", "The Tarn Voucher fits a 240 g gas canister inside.", "The Beck is sent within the hour or on a day you choose."} {
		if got := check(lie); got == lie {
			t.Errorf("%q leaves", lie)
		}
	}
}
