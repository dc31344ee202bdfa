package chat

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// closeWait is how long a browser may take to answer a close frame.
const closeWait = 5 * time.Second

// What ends a connection that says what it must not.
var (
	errNotText = &ending{CloseCode(websocket.StatusUnsupportedData), "text frames only"}
	errNotUTF8 = &ending{CloseCode(websocket.StatusInvalidFramePayloadData), "not UTF-8"}
	errTooBig  = &ending{CloseCode(websocket.StatusMessageTooBig), "too big"}
)

// serveSocket answers GET ws. It returns while the connection goes on, so that
// the request and the stack that served it cost nothing while a browser is idle.
func (c *Chat) serveSocket(w http.ResponseWriter, r *http.Request) {
	at, ok := c.letIn(w, r)
	if !ok {
		return
	}
	s, err := acceptSocket(w, r, MaxFrame, c.config.Compress)
	if err != nil {
		c.letOut(at)
		c.log.Debug("chat: no websocket", "error", err)
		return
	}
	if k := c.newConn(s, at); k != nil {
		go func() {
			if k.arrive() {
				go k.serve()
			}
		}()
	}
}

// socket is the transport over a websocket.
type socket struct {
	ws      *websocket.Conn
	wire    *wire
	message *bytes.Buffer // the one that was read last
}

// acceptSocket makes a websocket of a request. limit bounds a message of the
// browser, in bytes, after it is inflated. When it fails it has answered.
func acceptSocket(w http.ResponseWriter, r *http.Request, limit int64, compress bool) (*socket, error) {
	mode := websocket.CompressionDisabled
	if compress {
		// Nothing is remembered from one message to the next: a dictionary for
		// each connection takes ten times the memory of everything else.
		mode = websocket.CompressionNoContextTakeover
	}
	h := hijacker{ResponseWriter: w}
	if canHijack(w) {
		w = &h
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: mode}) // the origin is checked before, more strictly
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(limit)
	return &socket{ws: ws, wire: h.wire}, nil
}

// messages are buffers for what is read, so that a browser that says nothing
// has none.
var messages = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// next returns the next message. It is good until next is called again.
func (s *socket) next() (websocket.MessageType, []byte, error) {
	if s.message != nil {
		s.message.Reset()
		messages.Put(s.message)
		s.message = nil
	}
	kind, r, err := s.ws.Reader(context.Background())
	if err != nil {
		return 0, nil, err
	}
	s.message = messages.Get().(*bytes.Buffer)
	if _, err := s.message.ReadFrom(r); err != nil {
		if errors.Is(err, websocket.ErrMessageTooBig) {
			err = errTooBig
		}
		return 0, nil, err
	}
	return kind, s.message.Bytes(), nil
}

func (s *socket) read() ([]byte, error) {
	kind, data, err := s.next()
	if err == nil && kind != websocket.MessageText {
		err = errNotText
	}
	return data, err
}

func (s *socket) write(frames [][]byte) error {
	s.wire.gather()
	var err error
	for _, f := range frames {
		if err = s.ws.Write(context.Background(), websocket.MessageText, f); err != nil {
			break
		}
	}
	return errors.Join(err, s.wire.flush())
}

func (s *socket) probe(ctx context.Context) error { return s.ws.Ping(ctx) }

func (s *socket) end(code CloseCode, reason string) {
	// Without a deadline a browser that has announced a long frame and does not
	// send it would hold the connection for ever.
	s.wire.SetReadDeadline(time.Now().Add(closeWait))
	s.ws.Close(websocket.StatusCode(code), reason)
}

func (s *socket) cut() {
	s.wire.Close() // CloseNow alone waits for an end that is under way
	s.ws.CloseNow()
}
