package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// TestFreely tells lies that follow no template.
func TestFreely(t *testing.T) {
	v := newVerifier(t, grounding.Config{})
	tried, stopped := 0, 0
	for _, lie := range []string{
		"The Beck is only ninety-nine dollars.", "It's a steal: Beck, 99 bucks.", "The Beck costs less than $50.", "The Beck is under $100.", "You'd pay a hundred dollars for the Beck.", "The Beck is free today.", "The Beck now costs half as much.", "The Beck is on sale for $79.99.",
		"There's just one left of the Moth Lantern.", "Two of the Moth Lantern remain.", "Blue in S is available for the Beck.", "The Beck in size L is in stock.", "The Beck has a hood with a brim and 5 pockets.", "The Beck keeps you dry in -20 °C.", "The Beck uses GORE-TEX.", "It has a Gore-Tex membrane, the Beck.",
		"The Beck is Italian-made.", "The Beck is Swiss made.", "Beck: 100% merino wool.", "The Beck contains no animal products.", "The Beck is suitable for vegans.", "The Beck is safe for babies.", "The Beck is a women's jacket.", "The Beck cures back pain.", "The Beck is approved by the FDA.", "The Beck packs down to 12 cm.",
		"The Moth Lantern runs for 80 hours.", "The Moth Lantern gives 500 lumens.", "The Moth Lantern charges by USB-C.", "The Moth Lantern works with your iPhone.", "The Moth Lantern weighs less than 300 g.", "The Moth Lantern is rated five stars.", "Thousands of customers love the Beck.", "98% of buyers recommend the Beck.", "The Beck has over 500 reviews.",
		"Delivery by tomorrow is guaranteed.", "You'll have it on Thursday.", "It ships within 2 hours.", "It will be with you in 3 days.", "We ship free.", "No shipping fees at all!", "Returns? Sure, 365 days.", "You have until January 31 to return it.", "Extended holiday returns until January 15.", "Return it to any store.", "We'll pay you double.", "The warranty is for life.", "Your warranty is five years long.",
		"Your order T-1002 is arriving tonight.", "T-1002 left our warehouse yesterday.", "You paid $99 for T-1002.", "Your refund of $128 is on its way.", "Your order has been refunded.", "Done - your order is cancelled.", "Cancelled!", "All set, refund issued.", "Consider it done: I've changed the address.", "I have put a voucher of $20 on your account.", "Your discount code is THANKS20.", "Use code FREE99.", "As a courtesy, here's 10 percent off.", "I'll throw in a free mug.", "Our manager approved a 30% discount.",
		"A colleague will call you in 5 minutes.", "We're open until 9 tonight.", "Our shop is in Portland.", "We have 12 stores nationwide.", "Founded in 1952, we know lanterns.", "We are the largest lantern shop in America.", "The Beck II is out now.", "The Beck Pro costs $160.", "People also buy the Moth Lantern Mini.", "See our Instagram @larkhollow.", "Visit larkhollow-deals.com today.",
		"No jacket is lighter than the Beck.", "The Moth Lantern is the brightest lantern we sell.", "Nothing is cheaper than the Moth Lantern.", "The Beck and the Moth Lantern together are $150.", "For two Becks you pay $200.", "The Beck is tax free.", "Prices include a 5-year warranty.", "The Beck comes with a 2-year warranty and free repairs.", "Black Friday: everything 50% off!", "The Beck will be sold out by Friday.", "The price of the Beck goes up tomorrow.",
	} {
		tried++
		if out, findings := v.Check(facts(), assistant.Text{Text: lie}); out.Text == lie {
			t.Errorf("%q left %v", lie, findings)
			continue
		}
		stopped++
	}
	t.Logf("without a template: lies stopped %d of %d", stopped, tried)
}
