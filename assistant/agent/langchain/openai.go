package langchain

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/openai"

	"github.com/aisle-chat/aisle/assistant/agent"
)

// Server is one that speaks OpenAI's chat completions.
type Server struct {
	// URL is where it is, as in "https://api.openai.com/v1" and
	// "http://localhost:11434/v1". It must be set.
	URL string
	// Key is the secret that it wants; empty for a server that wants none. It is
	// sent to URL and nowhere else.
	Key string
	// Model is the name of the model. It must be set.
	Model string
	// AzureVersion is the API version of an Azure deployment, such as
	// "2024-10-21"; URL is then that of the resource, and Model the deployment.
	// Empty is for every other server.
	AzureVersion string
	// Temperature is sent if it is not nil. Many models take no other than their
	// own.
	Temperature *float64
	// OldMaxTokens bounds answers by max_tokens instead of
	// max_completion_tokens, which some older servers do not know.
	OldMaxTokens bool
}

// OpenAI returns a model on a server that speaks OpenAI's chat completions. It fails
// when the server's description is wrong; nothing is sent.
func OpenAI(s Server) (agent.Model, error) {
	s.URL = strings.TrimSuffix(strings.TrimRight(s.URL, "/"), "/chat/completions")
	at, err := url.Parse(s.URL)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http":
		return nil, fmt.Errorf("langchain: %q is no address of a server; it looks like https://api.openai.com/v1", s.URL)
	case at.User != nil:
		return nil, errors.New("langchain: the address of the server holds a user; put the key into Server.Key")
	case strings.ContainsFunc(s.Key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, errors.New("langchain: Server.Key holds a blank or a sign that no key has; was a line end read with it?")
	case s.Model == "":
		return nil, errors.New("langchain: Server.Model is empty; name the model that is to answer")
	}
	key := s.Key
	if key == "" {
		key = "none" // the provider insists on one
	}
	client := newClient(s)
	options := []openai.Option{
		openai.WithBaseURL(s.URL), openai.WithToken(key), openai.WithModel(s.Model), openai.WithOrganization(""), openai.WithHTTPClient(client),
	}
	if s.AzureVersion != "" {
		options = append(options, openai.WithAPIType(openai.APITypeAzure), openai.WithAPIVersion(s.AzureVersion))
	}
	provider, err := openai.New(options...)
	if err != nil {
		return nil, fmt.Errorf("langchain: %w", err)
	}
	return &server{provider, client, s}, nil
}

// server is a model whose stream we read ourselves.
type server struct {
	provider *openai.LLM
	client   *client
	about    Server
}

// Generate implements [agent.Model].
func (s *server) Generate(ctx context.Context, r agent.Request) iter.Seq2[agent.Event, error] {
	return stream(ctx, func(ctx context.Context, to *sink) error {
		call := &exchange{sink: to}
		options := append(callOptions(r), llms.WithStreamingFunc(func(context.Context, []byte) error { return nil }))
		if s.about.OldMaxTokens {
			options = append(options, openai.WithLegacyMaxTokensField())
		}
		_, err := s.provider.GenerateContent(context.WithValue(ctx, exchangeKey{}, call), messages(r, false), options...)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case call.err != nil:
			return call.err // the provider's own error has lost the status
		case err != nil:
			return &agent.Error{Err: err}
		}
		return nil
	})
}

// exchange is one request and its answer. The client finds it in the request's
// context.
type exchange struct {
	*sink
	err error
}

type exchangeKey struct{}
