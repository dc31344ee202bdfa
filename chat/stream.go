package chat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	strict "github.com/go-json-experiment/json"
)

// A browser that cannot have a websocket, because something between it and the
// server lets none pass, says its Hello with POST stream and reads frames from
// the answer as server-sent events. What it says afterwards it posts to
// commands. Everything else is the conn that websockets have as well.

const (
	// maxPosted bounds the body of POST commands, in bytes.
	maxPosted = 4 * MaxFrame
	// padding comes first, because some proxies and virus scanners pass nothing
	// on before they have seen a few kilobytes.
	padding = 2 << 10
)

// serveStream answers POST stream.
func (c *Chat) serveStream(w http.ResponseWriter, r *http.Request) {
	at, ok := c.letIn(w, r)
	if !ok {
		return
	}
	hello, err := readPosted(w, r, MaxFrame)
	if err != nil && !errors.Is(err, errTooBig) {
		c.letOut(at)
		c.refuse(w, r, http.StatusRequestTimeout, CodeBadRequest, "The hello did not come.")
		return
	}
	s, openErr := openStream(w, r, posted{hello, err})
	if openErr != nil {
		c.letOut(at)
		c.log.Warn("chat: a stream is not possible: what wraps the handler must let it flush; a wrapped ResponseWriter needs Unwrap", "error", openErr)
		c.refuse(w, r, http.StatusNotImplemented, CodeUnavailable, "This server cannot stream.")
		return
	}
	if k := c.newConn(s, at); k != nil {
		k.run()
	}
	if s.whole {
		s.out.SetWriteDeadline(time.Time{}) // the next request may use the connection
	} else if r.Context().Err() == nil {
		panic(http.ErrAbortHandler) // net/http's word for an answer that is not whole
	}
}

// readPosted reads the body of a request, which has DefaultHelloTimeout to come.
// Of one that is longer than limit it returns the beginning and errTooBig.
func readPosted(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	out := http.NewResponseController(w)
	out.SetReadDeadline(time.Now().Add(DefaultHelloTimeout)) // where it cannot be set the server's own counts
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return body, errTooBig
	}
	return body, err
}

// serveCommands answers POST commands. The first line of the body is a Caller,
// each line after it a command for the stream of that tab. The answer comes when
// the stream has taken them all; what became of them it says itself.
func (c *Chat) serveCommands(w http.ResponseWriter, r *http.Request) {
	if allowed, _ := c.origins.allow(r); !allowed {
		c.refuse(w, r, http.StatusForbidden, CodeForbidden, "This page may not use the chat.")
		return
	}
	body, err := readPosted(w, r, maxPosted)
	first, lines, _ := bytes.Cut(body, []byte("\n"))
	var from Caller
	if err != nil && !errors.Is(err, errTooBig) || strict.Unmarshal(first, &from, strict.RejectUnknownMembers(true)) != nil {
		c.refuse(w, r, http.StatusBadRequest, CodeBadRequest, "the first line says who calls")
		return
	}
	s := c.streamOf(from)
	if s == nil || !s.deliver(r.Context(), lines, err) {
		c.refuse(w, r, http.StatusGone, CodeNotFound, "There is no such stream any more.")
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// streamOf returns the stream of a tab, or nil.
func (c *Chat) streamOf(from Caller) *stream {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.tabs[newTabKey(from.Token, from.Tab)]
	if k == nil {
		return nil
	}
	s, _ := k.pipe.(*stream)
	return s
}

// stream is the transport over server-sent events and POST.
type stream struct {
	w      http.ResponseWriter
	out    *http.ResponseController
	ctx    context.Context // until the stream or its request ends
	cancel context.CancelFunc
	hello  *posted       // until it is read
	said   chan posted   // what the browser says after it
	heard  chan struct{} // holds one when it has said something, or nothing
	turn   chan struct{} // taken by whoever writes
	whole  bool          // the answer has its end; belongs to the turn
}

// posted is something that the browser has said, or an *ending.
type posted struct {
	data []byte
	err  error
}

// openStream begins the answer. It fails before anything is written where the
// answer cannot be sent piece by piece.
func openStream(w http.ResponseWriter, r *http.Request, hello posted) (*stream, error) {
	s := &stream{
		w: w, out: http.NewResponseController(w), hello: &hello,
		said: make(chan posted), heard: make(chan struct{}, 1), turn: make(chan struct{}, 1),
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store, no-transform")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would hold the frames back
	if err := s.out.Flush(); errors.Is(err, http.ErrNotSupported) {
		for _, name := range []string{"Content-Type", "X-Accel-Buffering"} {
			w.Header().Del(name)
		}
		return nil, err
	}
	s.ctx, s.cancel = context.WithCancel(r.Context())
	if err := s.put(":" + strings.Repeat(" ", padding) + "\n\n"); err != nil {
		s.cancel() // the browser has gone; whoever reads finds out
	}
	return s, nil
}

func (s *stream) read() ([]byte, error) {
	if hello := s.hello; hello != nil {
		s.hello = nil
		return hello.data, hello.err
	}
	select {
	case p := <-s.said:
		return p.data, p.err
	case <-s.ctx.Done():
		return nil, net.ErrClosed
	}
}

// deliver hands commands, one a line, to the reader, each when it is done with
// the one before, and then the error if there is one. It reports whether all
// were taken.
func (s *stream) deliver(ctx context.Context, lines []byte, err error) bool {
	select {
	case s.heard <- struct{}{}:
	default:
	}
	var all []posted
	for line := range bytes.Lines(lines) {
		all = append(all, posted{data: bytes.TrimSuffix(line, []byte("\n"))})
	}
	if err != nil {
		all = []posted{{err: err}}
	}
	for _, p := range all {
		if len(p.data) > MaxFrame {
			p = posted{err: errTooBig}
		}
		select {
		case s.said <- p:
		case <-ctx.Done():
			return false
		case <-s.ctx.Done():
			return false
		}
	}
	return len(all) > 0 || s.ctx.Err() == nil
}

func (s *stream) write(frames [][]byte) error {
	var text strings.Builder
	for _, f := range frames {
		// JSON on one line, as the encoder writes it, needs no more than this.
		text.WriteString("data: ")
		text.Write(f)
		text.WriteString("\n\n")
	}
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	return s.put(text.String())
}

// put writes to the browser. It is the caller's turn.
func (s *stream) put(text string) error {
	if text == "" {
		return nil
	}
	if s.whole || s.ctx.Err() != nil {
		return net.ErrClosed
	}
	s.out.SetWriteDeadline(time.Now().Add(DefaultWriteTimeout)) // where it cannot be set the server's own counts
	if _, err := io.WriteString(s.w, text); err != nil {
		return err
	}
	return s.out.Flush()
}

// probe waits for anything that the browser says: to each ping it posts a
// Caller, if nothing else.
func (s *stream) probe(ctx context.Context) error {
	select {
	case <-s.heard:
		return nil
	case <-s.ctx.Done():
		return net.ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *stream) end(code CloseCode, reason string) {
	data, err := json.Marshal(Closed{Code: code, Reason: reason})
	if err != nil {
		return
	}
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.whole = s.put("event: close\ndata: "+string(data)+"\n\n") == nil
}

func (s *stream) cut() {
	if s.ctx.Err() == nil {
		s.cancel()
		s.out.SetWriteDeadline(time.Now()) // a write that hangs returns
	}
}
