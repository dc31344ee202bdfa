package grounding_test

import (
	"fmt"

	"github.com/aisle-chat/aisle/assistant"
	"github.com/aisle-chat/aisle/assistant/grounding"
)

// A model writes a price that it made up, and a property that nobody knows of.
func ExampleVerifier_Check() {
	verifier, err := grounding.New(grounding.Config{Forbidden: []string{"cures"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	facts := grounding.NewSnapshot(assistant.Turn{Locale: "en-US"})
	facts.LearnProducts(beck())

	text, findings := verifier.Check(facts, assistant.Text{Text: "The Beck Rain Jacket costs $99. It is waterproof. It cures colds."})
	fmt.Println(text.Text)
	for _, e := range text.Evidence {
		fmt.Println(e.Kind, e.ID, e.Field)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// The Beck Rain Jacket costs $128.00. It is waterproof.
	// product beck price
	// product beck waterproof
	// money "$99": Beck Rain Jacket costs $128.00; replaced by "The Beck Rain Jacket costs $128.00."
	// forbidden "cures": the merchant forbids it; cut: "It cures colds."
}
