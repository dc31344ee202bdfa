package chattest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
)

// patience is how long a tab waits for a frame before the test fails, unless
// its Patience says otherwise.
const patience = 15 * time.Second

// Serve serves h over connections in memory until the test ends. The client it
// returns reaches h under every host name; it works inside testing/synctest.
func Serve(t testing.TB, h http.Handler) *http.Client {
	t.Helper()
	return ServeWith(t, &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second})
}

// ServeWith is Serve with a server of the test's own, which it closes.
func ServeWith(t testing.TB, server *http.Server) *http.Client {
	t.Helper()
	l := &listener{conns: make(chan net.Conn), closed: make(chan struct{})}
	var serving sync.WaitGroup
	serving.Go(func() { server.Serve(l) })
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return l.dial(ctx) }}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		server.Close()
		serving.Wait()
	})
	return &http.Client{Transport: transport}
}

// listener accepts connections that dial makes.
type listener struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func (l *listener) dial(ctx context.Context) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.conns:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *listener) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "unix"} }

// Session asks the chat mounted at mount ("http://shop.test/aisle/") for a
// session, as a page of the same host does. client may be nil.
func Session(t testing.TB, client *http.Client, mount string) chat.SessionAnswer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, mount+"session", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", originOf(t, mount))
	res, err := orDefault(client).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("POST session: %s %s %v", res.Status, body, err)
	}
	var answer chat.SessionAnswer
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("POST session: %v in %s", err, body)
	}
	return answer
}

// Tab is an open connection of a shopper. Its methods fail the test when
// something is not as expected; they are used by the test's goroutine.
type Tab struct {
	// Hello is what the tab said, its token included; Welcome is the answer.
	Hello   chat.Hello
	Welcome chat.Welcome
	// Patience is how long the tab waits for a frame before the test fails; 0
	// means 15 seconds.
	Patience time.Duration

	t      testing.TB
	pipe   pipe
	frames chan chat.Frame
	kept   []chat.Frame // what Say passed over
	end    error        // why there are no more frames; set before frames is closed
}

// Dial opens a tab over a websocket; see [Transport.Dial].
func Dial(t testing.TB, client *http.Client, mount string, hello chat.Hello) *Tab {
	t.Helper()
	return Socket.Dial(t, client, mount, hello)
}

// Open opens a websocket and says nothing.
func Open(t testing.TB, client *http.Client, mount string) *Tab {
	t.Helper()
	return Socket.Open(t, client, mount)
}

func (tab *Tab) read() {
	defer close(tab.frames)
	for {
		data, err := tab.pipe.read()
		if err != nil {
			tab.end = err
			return
		}
		frame, err := chat.DecodeFrame(data)
		if errors.Is(err, chat.ErrUnknownFrame) {
			continue
		}
		if err != nil {
			tab.end = err
			return
		}
		tab.frames <- frame
	}
}

// Send sends a command.
func (tab *Tab) Send(c chat.Command) {
	tab.t.Helper()
	data, err := chat.EncodeCommand(c)
	if err != nil {
		tab.t.Fatal(err)
	}
	tab.SendRaw(data)
}

// SendRaw sends a text frame as it is.
func (tab *Tab) SendRaw(data []byte) {
	tab.t.Helper()
	if err := tab.Write(websocket.MessageText, data); err != nil {
		tab.t.Fatalf("sending %.80s: %v", data, err)
	}
}

// Write sends a frame of either kind as it is. It fails when the server closes
// the connection meanwhile, and on a stream, which has text only.
func (tab *Tab) Write(kind websocket.MessageType, data []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), tab.patience())
	defer cancel()
	return tab.pipe.write(ctx, kind, data)
}

// Next returns the next frame.
func (tab *Tab) Next() chat.Frame {
	tab.t.Helper()
	if len(tab.kept) > 0 {
		f := tab.kept[0]
		tab.kept = tab.kept[1:]
		return f
	}
	return tab.receive()
}

// receive returns the next frame from the connection.
func (tab *Tab) receive() chat.Frame {
	tab.t.Helper()
	timeout := time.NewTimer(tab.patience())
	defer timeout.Stop()
	select {
	case f, ok := <-tab.frames:
		if !ok {
			tab.t.Fatalf("the connection has ended: %v", tab.end)
		}
		return f
	case <-timeout.C:
		tab.t.Fatalf("no frame came for %v", tab.patience())
	}
	return nil
}

// Await returns the next frame of type F; what comes before it is skipped.
func Await[F chat.Frame](tab *Tab) F {
	tab.t.Helper()
	for {
		if f, ok := tab.Next().(F); ok {
			return f
		}
	}
}

// AwaitEvent returns the next event for which is reports true; everything
// before it is skipped.
func (tab *Tab) AwaitEvent(is func(chat.Event) bool) chat.Event {
	tab.t.Helper()
	for {
		if e := Await[chat.Logged](tab).Event; is(e) {
			return e
		}
	}
}

// AwaitReply returns the reply to the message with this seq.
func (tab *Tab) AwaitReply(seq int64) chat.Message {
	tab.t.Helper()
	return *tab.AwaitEvent(func(e chat.Event) bool { return e.Message != nil && e.Message.Answers == seq }).Message
}

// Say sends a message and returns its seq once it is stored. What else comes
// meanwhile is kept for Next.
func (tab *Tab) Say(id, text string) (seq int64) {
	tab.t.Helper()
	tab.Send(chat.Send{ID: id, Text: text})
	for {
		switch f := tab.receive().(type) {
		case chat.Ack:
			if f.ID == id {
				return f.Seq
			}
			tab.kept = append(tab.kept, f)
		case chat.Failure:
			if f.ID == id {
				tab.t.Fatalf("%q was refused: %s: %s", text, f.Code, f.Message)
			}
			tab.kept = append(tab.kept, f)
		default:
			tab.kept = append(tab.kept, f)
		}
	}
}

// Ended waits for the server to close the connection and returns the code.
func (tab *Tab) Ended() chat.CloseCode {
	tab.t.Helper()
	timeout := time.NewTimer(tab.patience())
	defer timeout.Stop()
	for {
		select {
		case _, ok := <-tab.frames:
			if !ok {
				return chat.CloseCode(websocket.CloseStatus(tab.end))
			}
		case <-timeout.C:
			tab.t.Fatalf("the connection is still open after %v", tab.patience())
		}
	}
}

func (tab *Tab) patience() time.Duration { return cmp.Or(tab.Patience, patience) }

// Close closes the tab as a browser does.
func (tab *Tab) Close() { tab.pipe.close() }

func originOf(t testing.TB, mount string) string {
	u, err := url.Parse(mount)
	if err != nil || !strings.HasSuffix(u.Path, "/") {
		t.Fatalf("%q is not a mount: it is the whole URL with a slash at its end", mount)
	}
	return u.Scheme + "://" + u.Host
}

func orDefault(client *http.Client) *http.Client {
	if client == nil {
		return http.DefaultClient
	}
	return client
}
