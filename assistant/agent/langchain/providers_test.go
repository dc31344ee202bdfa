package langchain

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tmc/langchaingo/llms/anthropic"
	"github.com/tmc/langchaingo/llms/ollama"
	"github.com/tmc/langchaingo/llms/openai"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/internal/fakellm"
)

// The providers of langchaingo v0.1.14 themselves, over HTTP, without our client:
// what can be put right from outside is.

// at starts a server and returns its address, with a client that leaves nothing.
func at(t *testing.T, handler http.Handler) (string, *http.Client) {
	t.Helper()
	listening := httptest.NewServer(handler)
	t.Cleanup(listening.Close)
	bare := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(bare.CloseIdleConnections)
	return listening.URL, bare
}

// bytesOf answers with these bytes.
func bytesOf(kind, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		io.WriteString(w, body) //nolint:errcheck // a client that has gone wants no answer
	})
}

func claude(t *testing.T, handler http.Handler) agent.Model {
	t.Helper()
	url, bare := at(t, handler)
	llm, err := anthropic.New(anthropic.WithBaseURL(url), anthropic.WithToken("k"), anthropic.WithModel("m"), anthropic.WithHTTPClient(bare))
	if err != nil {
		t.Fatal(err)
	}
	return New(llm, Options{OnePart: true})
}

func llama(t *testing.T, handler http.Handler) agent.Model {
	t.Helper()
	url, bare := at(t, handler)
	llm, err := ollama.New(ollama.WithServerURL(url), ollama.WithModel("m"), ollama.WithHTTPClient(bare))
	if err != nil {
		t.Fatal(err)
	}
	return New(llm, Options{})
}

// Pieces of calls of tools are not taken for words.
func TestFault_OpenAIProvider(t *testing.T) {
	url, bare := at(t, fakellm.Sequence(fakellm.Calls("Let me look.", fakellm.Call{Name: "search", Arguments: `{"q":1}`})))
	llm, err := openai.New(openai.WithBaseURL(url), openai.WithToken("k"), openai.WithModel("m"), openai.WithHTTPClient(bare))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ask(t.Context(), New(llm, Options{})).String(), `"Let me look." search({"q":1}) stop`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Its kinds of reason to stop and of usage are understood, an error in the middle is
// one, and so is an end without a reason.
func TestFault_AnthropicProvider(t *testing.T) {
	const begin = "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"role\":\"assistant\",\"model\":\"m\",\"type\":\"message\",\"content\":[],\"usage\":{\"input_tokens\":19,\"output_tokens\":0}}}\n\n" +
		"data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n" +
		"data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n"
	_, tools := recorded(t, "anthropic-tools-stream")
	for name, c := range map[string]struct{ body, want string }{
		"recorded": {tools, `"" search_products({"max_price":80,"query":"running shoes"}) stop`}, // it sorts the names
		"an error": {begin + "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n", `"Hel" error`},
		"cut off":  {begin, `"Hel" error`},
	} {
		got := ask(t.Context(), claude(t, bytesOf("text/event-stream", c.body)))
		if got.String() != c.want {
			t.Errorf("%s: %s (%v), want %s", name, got, got.err, c.want)
		}
		if name == "recorded" && (got.usage.OutputTokens != 9 || got.usage.InputTokens == 0) {
			t.Errorf("usage %+v", got.usage)
		}
	}
}

// It sends only the first part of a message: ours have one part each, so that all
// calls and all results arrive.
func TestFault_AnthropicRounds(t *testing.T) {
	var sent string
	_, answer := recorded(t, "anthropic-tools-stream")
	m := claude(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent = string(body)
		bytesOf("text/event-stream", answer).ServeHTTP(w, r)
	}))
	for _, err := range m.Generate(t.Context(), round) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"looking", `"call-a"`, `"call-b"`, "result-a", "result-b"} {
		if !strings.Contains(sent, want) {
			t.Errorf("%s is not in %s", want, sent)
		}
	}
}

// round is a request after two calls of tools.
var round = agent.Request{System: "s", MaxTokens: 50, Tools: someTools, Messages: []agent.Message{
	{Role: agent.RoleUser, Text: "u"},
	{Role: agent.RoleAssistant, Text: "looking", Calls: []agent.ToolCall{{ID: "call-a", Name: "search", Arguments: "{}"}, {ID: "call-b", Name: "search", Arguments: "{}"}}},
	{Role: agent.RoleTool, CallID: "call-a", Name: "search", Text: "result-a"},
	{Role: agent.RoleTool, CallID: "call-b", Name: "search", Text: "result-b"},
}}

// It returns an empty answer and no error when a call is cancelled, and when the
// connection breaks: neither is taken for an answer.
func TestFault_OllamaProvider(t *testing.T) {
	const begin = `{"model":"m","message":{"role":"assistant","content":"Hel"},"done":false}` + "\n"
	waiting := llama(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bytesOf("application/x-ndjson", begin).ServeHTTP(w, r)
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		<-r.Context().Done()
	}))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for e, err := range waiting.Generate(ctx, agent.Request{Messages: round.Messages[:1]}) {
		if e != nil {
			cancel()
		}
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("a cancelled call came to %v", last)
	}
	broken := llama(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		bytesOf("application/x-ndjson", begin).ServeHTTP(w, r)
		panic(http.ErrAbortHandler)
	}))
	if got := ask(t.Context(), broken); got.stop != nil {
		t.Errorf("a broken connection came to %s", got)
	}
}
