package chattest

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/coder/websocket"
	"github.com/google/uuid"

	"github.com/aisle-chat/aisle/chat"
)

// Transport is how a [Tab] talks with the chat.
type Transport int

// The two transports. A Stream is server-sent events one way and POST the other.
const (
	Socket Transport = iota
	Stream
)

func (over Transport) String() string {
	if over == Stream {
		return "stream"
	}
	return "socket"
}

// Dial opens a tab: it gets a session where hello has no token, says hello and
// waits for the welcome. Where hello names no tab, a stream makes a name.
func (over Transport) Dial(t testing.TB, client *http.Client, mount string, hello chat.Hello) *Tab {
	t.Helper()
	if hello.Token == "" {
		hello.Token = Session(t, client, mount).Token
	}
	if hello.V == 0 {
		hello.V = chat.ProtocolVersion
	}
	if over == Stream && hello.Tab == "" {
		hello.Tab = uuid.NewString()
	}
	tab := over.Open(t, client, mount)
	tab.Hello = hello
	tab.Send(hello)
	tab.Welcome = Await[chat.Welcome](tab)
	return tab
}

// Open opens a connection and says nothing. A stream opens with the first frame
// that is sent.
func (over Transport) Open(t testing.TB, client *http.Client, mount string) *Tab {
	t.Helper()
	tab := &Tab{t: t, frames: make(chan chat.Frame, 10_000)}
	if over == Stream {
		tab.pipe = newStream(orDefault(client), mount, originOf(t, mount))
	} else {
		tab.pipe = dialSocket(t, orDefault(client), mount)
	}
	var reading sync.WaitGroup
	reading.Go(tab.read)
	t.Cleanup(func() {
		tab.pipe.cut()
		reading.Wait()
	})
	return tab
}

// pipe is a browser's end of a connection.
type pipe interface {
	read() ([]byte, error)
	write(ctx context.Context, kind websocket.MessageType, data []byte) error
	close() // as a browser does
	cut()
}

type socket struct{ *websocket.Conn }

func dialSocket(t testing.TB, client *http.Client, mount string) socket {
	t.Helper()
	ws, res, err := websocket.Dial(t.Context(), mount+"ws", &websocket.DialOptions{
		HTTPClient: client, HTTPHeader: http.Header{"Origin": {originOf(t, mount)}},
	})
	if err != nil {
		status := ""
		if res != nil {
			status = res.Status
		}
		t.Fatalf("GET ws: %v %s", err, status)
	}
	ws.SetReadLimit(1 << 20)
	return socket{ws}
}

func (s socket) read() ([]byte, error) {
	_, data, err := s.Read(context.Background())
	return data, err
}

func (s socket) write(ctx context.Context, kind websocket.MessageType, data []byte) error {
	return s.Write(ctx, kind, data)
}

func (s socket) close() { s.Close(websocket.StatusNormalClosure, "") }
func (s socket) cut()   { s.CloseNow() }

// stream is the other transport. Like the widget it answers each ping, so that
// the server knows that somebody is there.
type stream struct {
	client        *http.Client
	mount, origin string
	ctx           context.Context
	stop          context.CancelFunc
	begun         bool                // something was said
	caller        chat.Caller         // what it says of these
	opened        chan *http.Response // the answer to it
	in            *bufio.Scanner      // the reader's
}

func newStream(client *http.Client, mount, origin string) *stream {
	s := &stream{client: client, mount: mount, origin: origin, opened: make(chan *http.Response, 1)}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

func (s *stream) post(ctx context.Context, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.mount+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Origin", s.origin)
	req.Header.Set("Content-Type", "text/plain")
	return s.client.Do(req)
}

func (s *stream) write(ctx context.Context, kind websocket.MessageType, data []byte) error {
	if kind != websocket.MessageText {
		return errors.New("a stream has text only")
	}
	if s.begun {
		return s.say(ctx, data)
	}
	s.begun = true
	json.Unmarshal(data, &s.caller) // what is no hello opens a stream too, to be refused
	res, err := s.post(s.ctx, "stream", data)
	if err != nil {
		return err
	}
	s.opened <- res
	return nil
}

// say posts commands, one a line; without any it says that somebody is there.
func (s *stream) say(ctx context.Context, lines []byte) error {
	first, err := json.Marshal(s.caller)
	if err != nil {
		return err
	}
	res, err := s.post(ctx, "commands", append(append(first, '\n'), lines...))
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusNoContent {
		err = fmt.Errorf("POST commands: %s %s", res.Status, body)
	}
	return err
}

// read returns the next frame, or a websocket.CloseError once the stream has said
// why it ends.
func (s *stream) read() ([]byte, error) {
	if s.in == nil {
		select {
		case res := <-s.opened:
			context.AfterFunc(s.ctx, func() { res.Body.Close() })
			s.in = bufio.NewScanner(res.Body)
			s.in.Buffer(nil, 1<<20)
			if kind := res.Header.Get("Content-Type"); res.StatusCode != http.StatusOK || kind != "text/event-stream" {
				return nil, fmt.Errorf("POST stream: %s %s", res.Status, kind)
			}
		case <-s.ctx.Done():
			return nil, s.ctx.Err()
		}
	}
	for event := ""; s.in.Scan(); {
		line := s.in.Text()
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case name == "event":
			event = value
		case name == "data" && event == "close":
			var why chat.Closed
			if err := json.Unmarshal([]byte(value), &why); err != nil {
				return nil, err
			}
			return nil, websocket.CloseError{Code: websocket.StatusCode(why.Code), Reason: why.Reason}
		case name == "data":
			if strings.HasPrefix(value, `{"type":"ping"`) {
				if err := s.say(s.ctx, nil); err != nil {
					return nil, err
				}
			}
			return []byte(value), nil
		}
	}
	return nil, cmp.Or(s.in.Err(), io.ErrUnexpectedEOF)
}

func (s *stream) close() { s.stop() }
func (s *stream) cut()   { s.stop() }
