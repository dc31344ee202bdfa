// Package langchain lets an [agent.Agent] speak to language models through
// github.com/tmc/langchaingo.
//
// [OpenAI] is for every server that speaks OpenAI's chat completions: OpenAI itself,
// Azure, vLLM, Ollama under /v1, Gemini's compatible endpoint. [New] takes any
// llms.Model that the merchant's own main has made.
//
//	model, err := langchain.OpenAI(langchain.Server{URL: "http://localhost:11434/v1", Model: "qwen3"})
//	talker, err := agent.New(agent.Config{Model: model, Name: "qwen3", Fallback: wren})
//
// # Why there is an HTTP client of our own in between
//
// The openai provider of langchaingo v0.1.14 makes two interleaved calls of tools
// into one, takes half an answer for a whole one, drops an error that comes in the
// middle of a stream, and forgets the status of a refusal; stream_test.go and
// openai_test.go show each of these faults with what becomes of it here. So the
// client under the provider reads the stream itself, strictly and with limits, and
// what it reads is what the agent gets; the provider writes the requests. It also
// never follows a redirect, which would carry the key to somebody else, and never
// asks for compression, so that no small answer grows without end.
//
// # Other providers
//
// What [New] cannot put right: the anthropic provider leaves a goroutine behind when
// an error is followed by more events; the ollama provider sends no tools, so use
// [OpenAI] with Ollama's address under /v1; the googleai provider has a data race, so
// use [OpenAI] with Gemini's compatible endpoint.
package langchain
