package token_test

import (
	"fmt"

	"github.com/aisle-chat/aisle/assistant/agent/token"
)

// A model of OpenAI's is counted exactly, any other estimated.
func ExampleFor() {
	for _, model := range []string{"gpt-5-mini", "qwen3"} {
		fmt.Println(model, token.For(model).Count("Wasserdichte Jacke, antidisestablishmentarianism."))
	}
	// Output:
	// gpt-5-mini 14
	// qwen3 13
}
