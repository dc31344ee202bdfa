package planner

import (
	"strings"
	"testing"
)

// What shoppers ask for that no other talk has: whole talks, of which the last
// reply says all of these.
func TestSupportErrands(t *testing.T) {
	index := openIndex(t, "testdata/catalog.jsonl")
	for _, c := range []struct {
		name  string
		lines []string
		want  []string
		not   []string
	}{
		{"two questions about a product and the shop", []string{"/page fjord", "> is it waterproof and can i return it if it does not fit?"}, []string{"waterproof", "within 30 days"}, nil},
		{"the other way round", []string{"/page fjord", "> can I return it if it is too small, and is it waterproof?"}, []string{"waterproof", "within 30 days"}, nil},
		{"two sentences", []string{"/page fjord", "> What is it made of? And how long does delivery take?"}, []string{"arrives", "rdered"}, []string{"does not say, and"}},
		{"two rules", []string{"> do you ship to Canada and can i pay with paypal?"}, []string{"Canada", "PayPal"}, nil},
		{"two rules in one breath", []string{"> how long is the warranty and who pays for returns?"}, []string{"2 years", "way back"}, nil},
		{"one matter stays one", []string{"> how much is shipping and how long does it take?"}, []string{"$4.50", "working days"}, nil},
		{"until when to order", []string{"> by when do i have to order for christmas?"}, []string{"order by", "December 24", "Express"}, nil},
		{"the last day to order", []string{"> what is the last day to order so that it is here by december 18"}, []string{"order by", "December 18"}, nil},
		{"too late to order", []string{"> until when do i have to order to have it by tomorrow?"}, []string{"Perhaps by Wednesday"}, nil},
		{"back in stock", []string{"/page dune-shirt", "> do you have it in white xl?", "> when is it back?"}, []string{"Dune Shirt"}, []string{"return"}},
		{"a day for what is sold out", []string{"/page glacier", "> when will it be back in stock?"}, []string{"no day"}, []string{"return"}},
		{"tell me when", []string{"/page glacier", "> can you notify me when it is back?"}, []string{"person"}, []string{"I will notify", "I notify"}},
		{"it is there", []string{"/page fjord", "> email me when it is available again"}, []string{"in stock"}, nil},
		{"a code that never was in", []string{"> remove the code MEADOW10"}, []string{"MEADOW10 is not in your cart"}, nil},
		{"a code with spaces", []string{"> add the clay mug", "> use code meadow 10"}, []string{"MEADOW10"}, nil},
		{"when a sale ends", []string{"> when does the sale end?"}, []string{"November 30"}, nil},
		{"until when an offer", []string{"> how long is the offer valid"}, []string{"November 30"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := newTalker(t, index)
			k.withOrders()
			for _, line := range c.lines {
				k.line(line)
			}
			words := draw(k.last, nil)
			for _, want := range c.want {
				if !strings.Contains(words, want) {
					t.Errorf("no %q in\n%s", want, words)
				}
			}
			for _, not := range c.not {
				if strings.Contains(prose1(k.last), not) {
					t.Errorf("%q in\n%s", not, words)
				}
			}
		})
	}
}
