// Package agent answers shoppers with a language model, and is no less reliable
// than an assistant without one.
//
// An [Agent] is an [assistant.Assistant]. It knows any model through one small
// interface, [Model]; assistant/agent/langchain is one that speaks to whatever
// langchaingo or the OpenAI-style servers speak. What the model may do in the shop
// are the tools of assistant/tool. What it says passes assistant/grounding
// sentence by sentence, while it streams.
//
//	wren := planner.New(planner.Config{Knowledge: files})
//	talker, err := agent.New(agent.Config{Model: model, Name: "gpt-5-mini", Fallback: wren})
//
// # A turn
//
// The fallback goes first: if it is an [assistant.Pilot] and the data alone settle
// the turn (a tap, a change of the cart, an order, a rule), it answers, and the
// model is not called. Otherwise the model reads the policy, the conversation as
// far as its tokens allow, and the tools; what it calls is done, and goes back to
// it, for at most [MaxRounds] rounds. Cards leave the moment a tool returns them.
// The model refers to products as [[id]]; the title is put in its place, and an id
// that no tool returned in this conversation is dropped.
//
// # When something fails
//
// Each call has limits for the first token, for silence and for the whole turn;
// 429 and 5xx are tried again, a little later each time; after some failures in a
// row the model is left alone for a while. Whatever happens, also in the middle of
// a sentence, the fallback answers the same turn: what had been written is
// retracted, and the shopper notices nothing but the wording. The files are
//
//	agent.go, phrase.go   a turn, with tools or as another wording
//	policy.go, history.go what the model reads
//	speak.go              what leaves of what it writes
//	call.go, breaker.go   limits, retries
//	budget.go             tokens and money
//	report.go, why.go     what it did and cost, and why it could not
//
// # Personal data
//
// Numbers of cards and accounts, e-mail addresses, telephone numbers and postal
// addresses are replaced by marks before a model reads them, and put back where it
// repeats the marks. See [Config.Trusted].
package agent
