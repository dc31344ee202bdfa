package langchain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/aisle-chat/aisle/assistant/agent"
	"github.com/aisle-chat/aisle/assistant/agent/internal/remote"
)

// client sends the provider's requests, reads the answers itself, and gives the
// provider one that it cannot misunderstand.
type client struct {
	http  *http.Client
	about Server
}

func newClient(about Server) *client {
	return &client{remote.NewClient(), about}
}

// Do implements the provider's client.
func (c *client) Do(req *http.Request) (*http.Response, error) {
	call, ok := req.Context().Value(exchangeKey{}).(*exchange)
	if !ok {
		return nil, errors.New("langchain: a request that nobody made")
	}
	if call.err = c.exchange(req, call.sink); call.err != nil {
		return nil, call.err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/event-stream"}}, Request: req,
		Body: io.NopCloser(strings.NewReader("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")),
	}, nil
}

// exchange sends a request and emits what comes back.
func (c *client) exchange(req *http.Request, to *sink) error {
	req, err := c.rewritten(req)
	if err != nil {
		return &agent.Error{Err: err}
	}
	answer, err := c.http.Do(req)
	if err != nil {
		return &agent.Error{Err: c.discreet(err)}
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return c.refusal(answer)
	}
	if e := answer.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return &agent.Error{Err: errors.New("the answer is compressed, which nobody asked for")}
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	switch {
	case kind == "text/event-stream", answer.Header.Get("Content-Type") == "":
		err = readStream(answer.Body, to.emit)
	case err == nil && kind == "application/json":
		err = readWhole(answer.Body, to.emit)
	default:
		err = fmt.Errorf("the answer is %q and no stream of events; is %s the address of the API?", kind, c.about.URL)
	}
	if err != nil && req.Context().Err() == nil {
		return &agent.Error{Err: c.discreet(err)}
	}
	return err
}

// rewritten is a request as it leaves. The provider sends a temperature of 0 that
// nobody asked for, and that several models refuse.
func (c *client) rewritten(req *http.Request) (*http.Request, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, err
	}
	delete(fields, "temperature")
	if t := c.about.Temperature; t != nil {
		fields["temperature"] = strconv.AppendFloat(nil, *t, 'f', -1, 64)
	}
	if body, err = json.Marshal(fields); err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Header.Set("User-Agent", "aisle")
	req.Header.Set("Accept", "text/event-stream")
	if c.about.Key == "" {
		req.Header.Del("Authorization")
	}
	return req, nil
}

// maxRefusal bounds what is read of an answer that is none, in bytes.
const maxRefusal = 8 << 10

// refusal is an answer that is none, with what the server says about it.
func (c *client) refusal(answer *http.Response) error {
	e := &agent.Error{Status: answer.StatusCode, RetryAfter: remote.RetryAfter(answer.Header, time.Now())}
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxRefusal))
	if said := remote.Reason(body); err == nil && said != "" {
		e.Err = c.discreet(errors.New(said))
	} else {
		e.Err = fmt.Errorf("%s at %s", strings.ToLower(http.StatusText(answer.StatusCode)), answer.Request.URL.Path)
	}
	return e
}

// discreet is an error without the key, and no longer than a line of a log.
func (c *client) discreet(err error) error {
	return errors.New(remote.Discreet(err.Error(), c.about.Key))
}
