package grounding_test

import (
	"testing"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// BenchmarkCheck verifies a reply of four sentences about two products, from an
// empty snapshot on.
func BenchmarkCheck(b *testing.B) {
	v := newVerifier(b, grounding.Config{})
	text := assistant.Text{Text: "The Beck Rain Jacket costs $128.00 and is waterproof. It weighs 340 g. Standard shipping costs $5.90 and is free from $75.00. The Moth Lantern is $45.00, with 4.2 out of 5 from 30 ratings."}
	b.ReportAllocs()
	for b.Loop() {
		if out, findings := v.Check(facts(), text); out.Text != text.Text {
			b.Fatal(findings)
		}
	}
}
