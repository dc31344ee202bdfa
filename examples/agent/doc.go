// Command agent is the least that makes a shop talk with a language model: the
// lines of examples/minimal, with a model between the built-in assistant and the
// chat.
//
//	AISLE_MODEL_KEY=... go run ./examples/agent -model-url https://api.openai.com/v1 -model gpt-5-mini
//	go run ./examples/agent -model-url http://localhost:11434/v1 -model qwen3
//
// Run it from the top of the checkout; it sells what examples/minimal sells, follows
// the house rules in the folder rules beside this file, and writes agent.db where it
// runs. When it ends it prints what the model did and cost. docs/models.md has a page
// for each kind of server.
package main
