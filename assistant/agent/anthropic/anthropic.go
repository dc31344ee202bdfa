package anthropic

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	sdk "github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/remote"
	"github.com/aisle-chat/aisle/assistant/tool"
)

// Config says which model is asked, and where.
type Config struct {
	// Key is the secret. It must be set, and is sent to URL and nowhere else.
	Key string
	// Model is the name of the model. It must be set.
	Model string
	// URL is where the API is; empty means DefaultURL.
	URL string
	// Temperature is sent if it is not nil.
	Temperature *float64
}

// DefaultURL is Anthropic's own API.
const DefaultURL = "https://api.anthropic.com"

// New returns a model of Anthropic's. It fails when the configuration is wrong;
// nothing is sent.
func New(c Config) (agent.Model, error) {
	if c.URL == "" {
		c.URL = DefaultURL
	}
	at, err := url.Parse(c.URL)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http":
		return nil, fmt.Errorf("anthropic: %q is no address of a server; leave it empty for %s", c.URL, DefaultURL)
	case c.Key == "" || strings.ContainsFunc(c.Key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, errors.New("anthropic: Config.Key is empty, or holds a blank or a line end; set the secret of your account")
	case c.Model == "":
		return nil, errors.New("anthropic: Config.Model is empty; name the model that is to answer")
	}
	client := remote.NewClient()
	client.Transport = &guard{client.Transport, &c}
	return &model{c, client, sdk.NewClient(
		option.WithoutEnvironmentDefaults(), option.WithoutOpenTelemetry(), option.WithMaxRetries(0),
		option.WithAPIKey(c.Key), option.WithBaseURL(c.URL), option.WithHTTPClient(client),
	)}, nil
}

// model is one of Anthropic's.
type model struct {
	config Config
	http   *http.Client
	client sdk.Client
}

// Generate implements [agent.Model].
func (m *model) Generate(ctx context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return func(yield func(agent.Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		params, err := m.params(&r)
		if err != nil {
			yield(nil, &agent.Error{Err: err})
			return
		}
		stream := m.client.Messages.NewStreaming(ctx, params)
		defer stream.Close() //nolint:errcheck // what was read is read
		var a answer
		for stream.Next() {
			event := stream.Current()
			events, err := a.take(&event)
			if err != nil {
				yield(nil, &agent.Error{Err: err})
				return
			}
			for _, e := range events {
				if _, end := e.(agent.Stop); !yield(e, nil) || end { // what comes after it belongs to no answer
					return
				}
			}
		}
		switch err := stream.Err(); {
		case ctx.Err() != nil:
			yield(nil, ctx.Err())
		case err != nil:
			yield(nil, m.failure(err))
		}
	}
}

// failure is an error of the SDK's, without the key or the request that its own text
// repeats.
func (m *model) failure(err error) error {
	if refused, ok := errors.AsType[*agent.Error](err); ok {
		return refused
	}
	inside, ok := errors.AsType[*sdk.Error](err)
	if !ok {
		return &agent.Error{Err: errors.New(m.discreet(err.Error()))}
	}
	e := &agent.Error{Status: statuses[string(inside.Type())], Err: errors.New("the server reports an error in the middle of its answer")}
	if said := remote.Reason([]byte(inside.RawJSON())); said != "" {
		e.Err = errors.New(m.discreet(said))
	}
	return e
}

// statuses are those that errors in a stream would have had before it. Others have none.
var statuses = map[string]int{"rate_limit_error": http.StatusTooManyRequests, "api_error": http.StatusInternalServerError, "overloaded_error": 529}

// discreet is a text without the key, and no longer than a line of a log.
func (m *model) discreet(text string) string { return remote.Discreet(text, m.config.Key) }

// maxCalls bounds the calls of tools in one answer.
const maxCalls = 64

// answer is one that is being put together.
type answer struct {
	calls []*agent.ToolCall
	open  map[int64]*agent.ToolCall // by the index of their block
	used  agent.Usage
	stop  sdk.StopReason
}

// take takes one event, and returns what the agent gets of it: words as they come,
// calls of tools whole and at the end.
func (a *answer) take(event *sdk.MessageStreamEventUnion) ([]agent.Event, error) {
	switch e := event.AsAny().(type) {
	case sdk.MessageStartEvent:
		u := e.Message.Usage
		a.used.InputTokens = int(u.InputTokens + u.CacheReadInputTokens + u.CacheCreationInputTokens)
	case sdk.ContentBlockStartEvent:
		if e.ContentBlock.Type == "tool_use" && len(a.calls) < maxCalls {
			call := &agent.ToolCall{ID: e.ContentBlock.ID, Name: e.ContentBlock.Name}
			a.calls = append(a.calls, call)
			if a.open == nil {
				a.open = map[int64]*agent.ToolCall{}
			}
			a.open[e.Index] = call
		}
	case sdk.ContentBlockDeltaEvent:
		switch d := e.Delta.AsAny().(type) {
		case sdk.TextDelta:
			if d.Text != "" {
				return []agent.Event{agent.Delta(d.Text)}, nil
			}
		case sdk.InputJSONDelta:
			call := a.open[e.Index]
			if call == nil {
				break
			}
			if call.Arguments += d.PartialJSON; len(call.Arguments) > tool.MaxArguments {
				return nil, fmt.Errorf("the arguments of a call are longer than %d bytes", tool.MaxArguments)
			}
		}
	case sdk.MessageDeltaEvent:
		a.used.OutputTokens = int(e.Usage.OutputTokens)
		a.stop = e.Delta.StopReason
	case sdk.MessageStopEvent:
		return a.end()
	}
	return nil, nil
}

// end is what is left to be said of a complete answer.
func (a *answer) end() ([]agent.Event, error) {
	if a.stop == sdk.StopReasonRefusal {
		return nil, errors.New("the model refuses to answer")
	}
	var events []agent.Event
	for _, c := range a.calls {
		if c.Name != "" && c.ID != "" {
			events = append(events, *c)
		}
	}
	cut := a.stop == sdk.StopReasonMaxTokens || a.stop == "model_context_window_exceeded"
	return append(events, a.used, agent.Stop{Cut: cut}), nil
}
