package anthropic

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/remote"
)

// Limits of an answer, in bytes.
const (
	maxAnswer  = 4 << 20
	maxLine    = 1 << 20
	maxRefusal = 8 << 10
)

// guard is a transport that passes on what an answer may be: a stream of events, none
// of it too long for the SDK to hold in memory. Whatever else comes is an error that
// says so.
type guard struct {
	next  http.RoundTripper
	about *Config
}

// RoundTrip implements [http.RoundTripper].
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		defer answer.Body.Close()
		return nil, g.refusal(answer)
	}
	if e := answer.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		answer.Body.Close()
		return nil, errors.New("the answer is compressed, which nobody asked for")
	}
	if kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type")); err != nil || kind != "text/event-stream" {
		answer.Body.Close()
		return nil, fmt.Errorf("the answer is %q and no stream of events; is %s the address of the API?", kind, g.about.URL)
	}
	answer.Body = &limited{ReadCloser: answer.Body, left: maxAnswer, line: maxLine}
	return answer, nil
}

// refusal is an answer that is none, with what the server says about it. The SDK has no
// status for one that is no JSON, as that of a proxy, and takes a redirect for an answer.
func (g *guard) refusal(answer *http.Response) error {
	e := &agent.Error{Status: answer.StatusCode, RetryAfter: remote.RetryAfter(answer.Header, time.Now())}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxRefusal))
	if said := remote.Reason(body); err == nil && said != "" {
		e.Err = errors.New(remote.Discreet(said, g.about.Key))
	} else {
		e.Err = fmt.Errorf("%s at %s", strings.ToLower(http.StatusText(answer.StatusCode)), answer.Request.URL.Path)
	}
	return e
}

// Unwrap returns the transport below.
func (g *guard) Unwrap() http.RoundTripper { return g.next }

// limited is the body of an answer that is not read on when it becomes too long.
type limited struct {
	io.ReadCloser
	left int // of the answer
	line int // of the longest line
	at   int // in the line
}

// Read implements [io.Reader].
func (l *limited) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if l.left -= n; l.left < 0 {
		return 0, fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	for _, b := range p[:n] {
		if l.at++; b == '\n' {
			l.at = 0
		}
		if l.at > l.line {
			return 0, fmt.Errorf("a line of the stream is longer than %d bytes", maxLine)
		}
	}
	return n, err
}
