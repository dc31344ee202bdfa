package grounding_test

import (
	"strings"
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// TestSentences goes through what becomes of single sentences: the first column
// is written, the second is read. Equal ones are kept; an empty one was cut.
func TestSentences(t *testing.T) {
	v := newVerifier(t, grounding.Config{})
	for _, c := range [][2]string{
		{"The Beck costs $128.00.", "="}, {"The Beck Rain Jacket is $128.", "="}, {"The Beck is 128 dollars.", "="}, {"It was $150 and the Beck is $128 now.", "="},
		{"The Beck costs $99.", "The Beck costs $128.00."}, {"The Beck is yours for €128.", ""}, {"The Beck is $150.", "The Beck is $128.00."},
		{"The Beck is $128, the Moth Lantern $45.", "="}, {"The Beck is $45, the Moth Lantern $128.", ""},
		{"The Beck is $83 more than the Moth Lantern.", "="}, {"The Beck is $93 more than the Moth Lantern.", ""},
		{"The Moth Lantern is in stock: 3 left.", "="}, {"Only 2 left of the Moth Lantern!", "Only 3 left of the Moth Lantern!"}, {"The Moth Lantern is sold out.", ""},
		{"The Beck in Blue, S is sold out.", "="}, {"The Beck in Black, M is sold out.", ""}, {"The Beck is in stock, except in Blue S.", "="},
		{"The Beck is waterproof.", "="}, {"The Beck is windproof.", ""}, {"The Beck is vegan.", ""}, {"The Beck is not vegan.", "="}, {"The Beck is made in Portugal.", "="}, {"The Beck is made in Italy.", ""},
		{"The Beck weighs 340 g.", "="}, {"The Beck weighs about 12 oz.", "="}, {"The Beck weighs 300 g.", "The Beck weighs 340 g."},
		{"The Beck is rated 4.6 out of 5 by 64 reviews.", "="}, {"The Beck is rated 4.9 out of 5.", "The Beck is rated 4.6 out of 5."},
		{"Standard shipping costs $5.90 and is free from $75.", "="}, {"Express costs $9.90.", "Express costs $14.90."}, {"Shipping is always free.", ""},
		{"You can return it within 30 days of delivery.", "="}, {"You can return things within 90 days.", "You can return things within 30 days."}, {"We have a lifetime warranty.", ""}, {"The warranty is 2 years.", "="},
		{"Your order T-1002 arrives between Tuesday, November 24 and Wednesday, November 25.", "="}, {"Your order T-1002 arrives on Monday.", ""}, {"Order T-1002 was delivered.", ""}, {"Order T-1002 has shipped.", "="},
		{"I have refunded your order.", ""}, {"I have cancelled order T-1002.", ""}, {"20% off lanterns until Friday, December 4.", "="}, {"30% off lanterns today.", ""}, {"Use NEIGHBOR25 for 25% off.", ""},
		{"Someone is here Monday to Friday, 9 am to 5 pm.", "="}, {"We are open Saturdays.", ""}, {"Your cart comes to $45.00.", "="}, {"Your cart comes to $40.00.", "Your cart comes to $45.00."},
		{"The Beck comes in Blue and Black.", "="}, {"The Beck comes in Pink.", ""}, {"The Aurora Storm Parka is a good one.", ""}, {"The Moth Lantern works with AA batteries.", "="}, {"The Moth Lantern works with USB-C chargers.", ""},
		{"See https://evil.example/pay for details.", ""}, {"Happy to help!", "="}, {"Which color would you like?", "="},
	} {
		want := c[1]
		if want == "=" {
			want = c[0]
		}
		got, findings := v.Check(facts(), assistant.Text{Text: c[0]})
		if got.Text != want {
			t.Errorf("%q\n left as %q\n want    %q\n %v", c[0], got.Text, want, findings)
		}
		if (len(findings) == 0) != (got.Text == c[0]) {
			t.Errorf("%q: %d findings", c[0], len(findings))
		}
	}
}

// TestStream writes a reply in deltas of every size: what leaves is the same.
func TestStream(t *testing.T) {
	const reply = "Here is the **Beck Rain Jacket**. It costs $99.50 today! It weighs 340 g, e.g. as much as a book.\n\n- It is waterproof.\n- It is vegan.\n\nThe Moth Lantern (St. Ives edition) is $45."
	const want = "Here is the **Beck Rain Jacket**. It costs $128.00 today! It weighs 340 g, e.g. as much as a book.\n\n- It is waterproof.\n"
	for size := 1; size < len(reply); size++ {
		out := &parts{}
		w := newVerifier(t, grounding.Config{}).Writer(facts(), out)
		for at := 0; at < len(reply); at += size {
			if err := w.Write(assistant.Text{Text: reply[at:min(at+size, len(reply))]}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := out.text(); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Fatalf("in deltas of %d bytes: %q, want %q", size, got, want)
		}
	}
}
