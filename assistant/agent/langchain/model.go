package langchain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync"

	"github.com/tmc/langchaingo/llms"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// New returns a model that speaks through any llms.Model. What differs between
// providers is evened out as far as it can be seen from outside: an answer without a
// reason to stop counts as cut off, and pieces of calls of tools in the stream are
// not taken for words. Calls are sent one message a result, each call in a message
// of its own where that is what the provider needs: see [Options].
func New(m llms.Model, o Options) agent.Model { return &foreign{m, o} }

// Options say what a provider needs.
type Options struct {
	// OnePart sends every call of a tool in a message of its own. langchaingo's
	// anthropic provider sends nothing but the first part of a message.
	OnePart bool
	// Call are further options of every call, such as llms.WithTemperature.
	Call []llms.CallOption
}

// foreign is a model of which nothing is known but langchaingo's interface.
type foreign struct {
	model   llms.Model
	options Options
}

// Generate implements [agent.Model].
func (f *foreign) Generate(ctx context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return stream(ctx, func(ctx context.Context, s *sink) error {
		streamed := &words{emit: thoughtless(s.emit), tools: len(r.Tools) > 0}
		options := append(callOptions(r), llms.WithStreamingFunc(func(_ context.Context, chunk []byte) error { return streamed.chunk(chunk) }))
		answer, err := f.model.GenerateContent(ctx, messages(r, f.options.OnePart), append(options, f.options.Call...)...)
		switch {
		case ctx.Err() != nil:
			return ctx.Err() // some providers return half an answer and no error
		case err != nil:
			return foreignError(err)
		}
		return streamed.rest(answer)
	})
}

// foreignError makes an error of ours out of one that is only a text.
func foreignError(err error) error {
	if _, ok := errors.AsType[*agent.Error](err); ok {
		return err
	}
	e := &agent.Error{Err: err}
	switch {
	case llms.IsRateLimitError(err), strings.Contains(err.Error(), "status code: 429"):
		e.Status = 429
	case llms.IsProviderUnavailableError(err), strings.Contains(err.Error(), "status code: 5"):
		e.Status = 503
	}
	return e
}

// words are what a foreign model has streamed.
type words struct {
	emit  func(agent.Event) error
	tools bool
	mu    sync.Mutex // some providers call back after they have returned
	over  bool
	text  strings.Builder
}

func (w *words) chunk(chunk []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return errors.New("langchain: the call is over")
	}
	if len(chunk) == 0 || w.tools && isCalls(chunk) {
		return nil
	}
	w.text.Write(chunk)
	return w.emit(agent.Delta(chunk))
}

// isCalls reports whether a piece of a stream is a list of calls of tools.
func isCalls(chunk []byte) bool {
	if chunk[0] != '[' {
		return false
	}
	var calls []struct {
		Function *struct{} `json:"function"`
	}
	return json.Unmarshal(chunk, &calls) == nil && len(calls) > 0 && calls[0].Function != nil
}

// rest emits what an answer has besides the words that were streamed.
func (w *words) rest(answer *llms.ContentResponse) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	if answer == nil || len(answer.Choices) == 0 {
		return &agent.Error{Err: errors.New("an answer without content")}
	}
	var whole strings.Builder
	var usage agent.Usage
	var events []agent.Event
	stopped, cut := false, false
	for _, c := range answer.Choices {
		whole.WriteString(c.Content)
		for _, call := range c.ToolCalls {
			if call.FunctionCall == nil || call.FunctionCall.Name == "" {
				continue
			}
			id := call.ID
			if id == "" { // the googleai provider's have none
				id = fmt.Sprintf("call-%d", len(events)+1)
			}
			events = append(events, agent.ToolCall{ID: id, Name: call.FunctionCall.Name, Arguments: call.FunctionCall.Arguments})
		}
		usage.InputTokens = max(usage.InputTokens, number(c.GenerationInfo, "PromptTokens", "InputTokens", "input_tokens"))
		usage.OutputTokens = max(usage.OutputTokens, number(c.GenerationInfo, "CompletionTokens", "OutputTokens", "output_tokens"))
		stopped = stopped || c.StopReason != ""
		cut = cut || c.StopReason == "length" || c.StopReason == "max_tokens"
	}
	if more, ok := strings.CutPrefix(whole.String(), w.text.String()); ok && more != "" {
		events = append([]agent.Event{agent.Delta(more)}, events...)
	}
	if usage != (agent.Usage{}) {
		events = append(events, usage)
	}
	if stopped {
		events = append(events, agent.Stop{Cut: cut})
	}
	for _, e := range events {
		if err := w.emit(e); err != nil {
			return err
		}
	}
	return nil
}

func number(info map[string]any, names ...string) int {
	for _, name := range names {
		switch n := info[name].(type) {
		case int:
			return n
		case int64:
			return int(n)
		case float64:
			return int(n)
		}
	}
	return 0
}

// callOptions are a request's own.
func callOptions(r agent.Request) []llms.CallOption {
	var options []llms.CallOption
	if r.MaxTokens > 0 {
		options = append(options, llms.WithMaxTokens(r.MaxTokens))
	}
	var tools []llms.Tool
	for _, t := range r.Tools {
		tools = append(tools, llms.Tool{Type: "function", Function: &llms.FunctionDefinition{Name: t.Name, Description: t.Description, Parameters: t.Schema}})
	}
	if len(tools) > 0 {
		options = append(options, llms.WithTools(tools))
	}
	return options
}

// messages are a request's, as langchaingo has them.
func messages(r agent.Request, onePart bool) []llms.MessageContent {
	all := []llms.MessageContent{llms.TextParts(llms.ChatMessageTypeSystem, r.System)}
	for _, m := range r.Messages {
		switch m.Role {
		case agent.RoleUser:
			all = append(all, llms.TextParts(llms.ChatMessageTypeHuman, m.Text))
		case agent.RoleTool:
			all = append(all, llms.MessageContent{Role: llms.ChatMessageTypeTool, Parts: []llms.ContentPart{
				llms.ToolCallResponse{ToolCallID: m.CallID, Name: m.Name, Content: m.Text},
			}})
		case agent.RoleAssistant:
			var parts []llms.ContentPart
			if m.Text != "" {
				parts = append(parts, llms.TextContent{Text: m.Text})
			}
			for _, c := range m.Calls {
				parts = append(parts, llms.ToolCall{ID: c.ID, Type: "function", FunctionCall: &llms.FunctionCall{Name: c.Name, Arguments: c.Arguments}})
			}
			if !onePart {
				all = append(all, llms.MessageContent{Role: llms.ChatMessageTypeAI, Parts: parts})
				continue
			}
			for _, p := range parts {
				all = append(all, llms.MessageContent{Role: llms.ChatMessageTypeAI, Parts: []llms.ContentPart{p}})
			}
		}
	}
	return all
}
