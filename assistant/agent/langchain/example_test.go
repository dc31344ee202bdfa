package langchain_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/langchain"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// The address of a server and the name of a model are all it takes; the key comes
// from wherever the merchant keeps it.
func ExampleOpenAI() {
	server := httptest.NewServer(fakellm.Sequence(fakellm.Text("Two", " pairs.")))
	defer server.Close()
	model, err := langchain.OpenAI(langchain.Server{URL: server.URL + "/v1", Key: "sk-...", Model: "qwen3"})
	if err != nil {
		fmt.Println(err)
		return
	}
	question := agent.Request{Messages: []agent.Message{{Role: agent.RoleUser, Text: "How many?"}}}
	for event, err := range model.Generate(context.Background(), question) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%T %v\n", event, event)
	}
	// Output:
	// agent.Delta Two
	// agent.Delta  pairs.
	// agent.Usage {100 20}
	// agent.Stop {false}
}
