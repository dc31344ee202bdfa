// Package anthropic lets an agent.Agent speak to Anthropic's models through the
// official SDK.
//
//	model, err := anthropic.New(anthropic.Config{Key: os.Getenv("AISLE_MODEL_KEY"), Model: "claude-sonnet-4-5"})
//	talker, err := agent.New(agent.Config{Model: model, Name: "claude-sonnet-4-5", Fallback: wren})
//
// It is a module of its own, since the SDK brings others along:
//
//	go get github.com/aisle-chat/aisle/assistant/agent/anthropic
//
// The SDK reads nothing from the environment here, does not try again by itself (the
// agent does), follows no redirect and traces nothing.
package anthropic
