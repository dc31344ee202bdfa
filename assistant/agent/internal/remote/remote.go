// Package remote is what adapters to model providers share: an HTTP client that the
// key cannot leave with, and what a refusal says.
package remote

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/internal/prose"
)

// connectTime is how long it may take to reach the server, until it can be sent something.
const connectTime = 3 * time.Second

// NewClient returns a client for requests with a key. It follows no redirect, since
// the key would go along: that the server sends elsewhere is its answer.
func NewClient() *http.Client {
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: connectTime, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:    connectTime,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // a small answer cannot grow
		MaxIdleConnsPerHost:    64,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
	transport.DialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return dialTLS(ctx, transport, network, addr)
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// dialTLS connects and greets. The transport itself gives each of the two its own time.
func dialTLS(ctx context.Context, transport *http.Transport, network, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, connectTime, errConnect)
	defer cancel()
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	conn, err := transport.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	config := transport.TLSClientConfig.Clone()
	if config == nil {
		config = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	if config.ServerName == "" {
		config.ServerName = host
	}
	if config.NextProtos == nil {
		config.NextProtos = []string{"h2", "http/1.1"}
	}
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		if cause := context.Cause(ctx); errors.Is(cause, errConnect) {
			err = cause
		}
		return nil, err
	}
	return secure, nil
}

var errConnect = fmt.Errorf("the server does not answer within %v", connectTime)

// maxWait bounds what RetryAfter returns: nobody waits for longer.
const maxWait = 24 * time.Hour

// RetryAfter reads the header of that name, which holds seconds or a date. What is
// neither, or lies in the past, is 0.
func RetryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(value); err == nil {
		wait = time.Duration(min(seconds, int(maxWait/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxWait)
}

// Reason is what a server says about a request that it refuses: the message in the JSON of
// its answer, wherever it puts that, or "" where there is none.
//
//	{"error": {"message": "..."}}    OpenAI, Azure, Anthropic
//	[{"error": {"message": "..."}}]  Gemini
//	{"error": "..."}                 Ollama
//	{"message": "..."}               vLLM
//	{"detail": "..."}                servers made with FastAPI
func Reason(body []byte) string {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		body = list[0]
	}
	var answer struct{ Error, Message, Detail json.RawMessage }
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	for _, place := range []json.RawMessage{answer.Error, answer.Message, answer.Detail} {
		var text string
		var object struct{ Message string }
		if json.Unmarshal(place, &text) == nil && text != "" {
			return text
		}
		if json.Unmarshal(place, &object) == nil && object.Message != "" {
			return object.Message
		}
	}
	return ""
}

// maxReason is how long the words of a server may be in a log, in characters.
const maxReason = 200

// Discreet is what a server or a library says, as a log may have it: without the key
// and what nobody sees, in one line.
func Discreet(text, key string) string {
	text = prose.Visible(text)
	if key != "" {
		text = strings.ReplaceAll(text, key, "(the key)")
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > maxReason {
		text = string(runes[:maxReason]) + " …"
	}
	return text
}
