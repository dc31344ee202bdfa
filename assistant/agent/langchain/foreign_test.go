package langchain

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/tmc/langchaingo/llms"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// provider is an llms.Model that does what a test wants.
type provider func(ctx context.Context, messages []llms.MessageContent, o llms.CallOptions) (*llms.ContentResponse, error)

func (p provider) GenerateContent(ctx context.Context, messages []llms.MessageContent, options ...llms.CallOption) (*llms.ContentResponse, error) {
	var o llms.CallOptions
	for _, option := range options {
		option(&o)
	}
	return p(ctx, messages, o)
}

func (p provider) Call(context.Context, string, ...llms.CallOption) (string, error) {
	return "", errors.New("not used")
}

// Any llms.Model is understood: by pieces, as a whole, with the names of usage of
// either family.
func TestForeignModels(t *testing.T) {
	call := llms.ToolCall{ID: "a", FunctionCall: &llms.FunctionCall{Name: "search", Arguments: "{}"}}
	for name, c := range map[string]struct {
		do   provider
		want string
	}{
		"streams": {func(ctx context.Context, _ []llms.MessageContent, o llms.CallOptions) (*llms.ContentResponse, error) {
			for _, chunk := range []string{"Two ", "", `[{"id":"a","type":"function","function":{"name":"search","arguments":""}}]`, "pairs."} {
				if err := o.StreamingFunc(ctx, []byte(chunk)); err != nil {
					return nil, err
				}
			}
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Two pairs.", StopReason: "stop", ToolCalls: []llms.ToolCall{call, {}}}}}, nil
		}, `"Two pairs." search({}) stop`},
		"does not stream": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Two pairs.", StopReason: "end_turn"}}}, nil
		}, `"Two pairs." stop`},
		"one choice a block": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Look: "}, {ToolCalls: []llms.ToolCall{call}, StopReason: "tool_use"}}}, nil
		}, `"Look: " search({}) stop`},
		"is cut off": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Two"}}}, nil
		}, `"Two"`},
		"runs out of tokens": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Two", StopReason: "max_tokens"}}}, nil
		}, `"Two" cut`},
		"gives calls no id": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			anonymous := llms.ToolCall{FunctionCall: call.FunctionCall}
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{ToolCalls: []llms.ToolCall{anonymous, anonymous}, StopReason: "stop"}}}, nil
		}, `"" search({}) search({}) stop`},
		"says nothing": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{}, nil
		}, `"" error`},
		"panics": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			var answer *llms.ContentResponse
			return &llms.ContentResponse{Choices: answer.Choices}, nil
		}, `"" error`},
		"fails": {func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return nil, errors.New("API returned unexpected status code: 429: slow down")
		}, `"" error`},
	} {
		if got := ask(t.Context(), New(c.do, Options{})); got.String() != c.want {
			t.Errorf("a model that %s: %s (%v), want %s", name, got, got.err, c.want)
		} else if name == "gives calls no id" && (got.calls[0].ID == "" || got.calls[0].ID == got.calls[1].ID) {
			t.Errorf("the calls are %+v", got.calls)
		} else if name == "fails" && status(got.err) != 429 {
			t.Errorf("%v", got.err)
		}
	}
	usage := func(info map[string]any) agent.Usage {
		return ask(t.Context(), New(provider(func(context.Context, []llms.MessageContent, llms.CallOptions) (*llms.ContentResponse, error) {
			return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "x", StopReason: "stop", GenerationInfo: info}}}, nil
		}), Options{})).usage
	}
	for _, info := range []map[string]any{{"PromptTokens": 7, "CompletionTokens": 3}, {"InputTokens": int64(7), "OutputTokens": 3.0}} {
		if got := usage(info); got != (agent.Usage{InputTokens: 7, OutputTokens: 3}) {
			t.Errorf("%v: %+v", info, got)
		}
	}
}

// A provider that takes a cancelled call for a complete one, and goes on calling
// back, is not believed.
func TestFault_ForeignCancel(t *testing.T) {
	returned := make(chan struct{})
	m := New(provider(func(ctx context.Context, _ []llms.MessageContent, o llms.CallOptions) (*llms.ContentResponse, error) {
		defer close(returned)
		if err := o.StreamingFunc(ctx, []byte("Hel")); err != nil {
			return nil, err
		}
		<-ctx.Done()
		return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "Hel", StopReason: "stop"}}}, nil
	}), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for e, err := range m.Generate(ctx, agent.Request{}) {
		if e == agent.Delta("Hel") {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("%v", last)
	}
	<-returned
}

func TestFault_CallbacksAfterReturn(t *testing.T) {
	s := &sink{t.Context(), make(chan agent.Event, 8)}
	w := &words{emit: s.emit}
	if err := w.rest(&llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "x", StopReason: "stop"}}}); err != nil {
		t.Fatal(err)
	}
	before := len(s.events)
	if err := w.chunk([]byte("late")); err == nil || len(s.events) != before {
		t.Errorf("%v", err)
	}
}

// A provider that sends only the first part of a message gets one part a message.
func TestFault_OnePartOfAMessage(t *testing.T) {
	var sent []string
	m := New(provider(func(_ context.Context, messages []llms.MessageContent, _ llms.CallOptions) (*llms.ContentResponse, error) {
		for _, m := range messages {
			if len(m.Parts) != 1 {
				t.Errorf("%d parts", len(m.Parts))
			}
			sent = append(sent, string(m.Role))
		}
		return &llms.ContentResponse{Choices: []*llms.ContentChoice{{Content: "x", StopReason: "stop"}}}, nil
	}), Options{OnePart: true})
	for range m.Generate(t.Context(), agent.Request{System: "s", Messages: []agent.Message{
		{Role: agent.RoleUser, Text: "u"},
		{Role: agent.RoleAssistant, Text: "t", Calls: []agent.ToolCall{{ID: "a", Name: "x"}, {ID: "b", Name: "x"}}},
		{Role: agent.RoleTool, CallID: "a", Text: "1"}, {Role: agent.RoleTool, CallID: "b", Text: "2"},
	}}) {
	}
	if got := strings.Join(sent, " "); got != "system human ai ai ai tool tool" {
		t.Errorf("%s", got)
	}
}
