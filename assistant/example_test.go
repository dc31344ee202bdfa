package assistant_test

import (
	"encoding/json"
	"fmt"

	"github.com/aisle-chat/aisle/assistant"
)

// printer writes the words of a reply.
type printer struct{}

func (printer) Write(part assistant.Part) error {
	if text, ok := part.(assistant.Text); ok {
		fmt.Println(text.Text)
	}
	return nil
}

// A reply is stored as JSON, and a block that this program does not know keeps
// its words.
func ExampleParts() {
	var parts assistant.Parts
	err := json.Unmarshal([]byte(`[
		{"type": "text", "text": "Here you are."},
		{"type": "hologram", "v": 1, "text": "A picture of the jacket"}
	]`), &parts)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(parts.Fallback())
	// Output:
	// Here you are.
	//
	// A picture of the jacket
}
