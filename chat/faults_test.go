package chat_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"github.com/aisle-chat/aisle/chat"
	"github.com/aisle-chat/aisle/chat/chattest"
)

// upgrade opens a websocket without a library: what is written goes out as it
// is.
func (s *shop) upgrade(t *testing.T) io.ReadWriteCloser {
	t.Helper()
	req := s.request(t, http.MethodGet, "ws", "http://shop.test")
	for name, value := range map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": base64.StdEncoding.EncodeToString(make([]byte, 16)),
	} {
		req.Header.Set(name, value)
	}
	res, err := s.client.Do(req)
	if err != nil || res.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%v, %v", res, err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res.Body.(io.ReadWriteCloser)
}

// Somebody who announces a frame of a gigabyte is told at once that it is too
// big, and does not hold the connection by never sending the rest.
func TestPromise_S20_HalfAFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, nil)
		wire := s.upgrade(t)
		frame := binary.BigEndian.AppendUint64([]byte{0x81, 0x80 | 127}, 1<<30)
		frame = append(append(frame, 0, 0, 0, 0), bytes.Repeat([]byte("x"), chat.MaxFrame+1)...)
		if _, err := wire.Write(frame); err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		said, err := io.ReadAll(wire)
		if err != nil {
			t.Error(err)
		}
		if !bytes.HasPrefix(said, []byte{0x88}) || len(said) < 4 || binary.BigEndian.Uint16(said[2:]) != uint16(websocket.StatusMessageTooBig) {
			t.Errorf("the answer is % x", said)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("the connection was held for %v", took)
		}
	})
}

// Where compression is on, the limit of a frame is on what it says and not on
// what it weighs.
func TestPromise_S20_Compressed(t *testing.T) {
	s := open(t, func(c *chat.Config) { c.Compress = true })
	token := chattest.Session(t, s.client, mount).Token
	dial := func() *websocket.Conn {
		ws, res, err := websocket.Dial(t.Context(), mount+"ws", &websocket.DialOptions{
			HTTPClient: s.client, HTTPHeader: http.Header{"Origin": {"http://shop.test"}}, CompressionMode: websocket.CompressionNoContextTakeover,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { ws.CloseNow() })
		if got := res.Header.Get("Sec-WebSocket-Extensions"); !strings.Contains(got, "server_no_context_takeover") || !strings.Contains(got, "client_no_context_takeover") {
			t.Errorf("extensions: %q", got)
		}
		return ws
	}
	say := func(ws *websocket.Conn, c chat.Command) {
		data := must(chat.EncodeCommand(c))
		if err := ws.Write(t.Context(), websocket.MessageText, data); err != nil {
			t.Fatal(err)
		}
	}
	good := dial()
	say(good, chat.Hello{V: 1, Token: token})
	if _, data, err := good.Read(t.Context()); err != nil || !bytes.Contains(data, []byte(`"welcome"`)) {
		t.Fatalf("%s, %v", data, err)
	}
	say(good, chat.Send{ID: "1", Text: strings.Repeat("hello ", 500)})
	for acked := false; !acked; {
		_, data, err := good.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, acked = must(chat.DecodeFrame(data)).(chat.Ack)
	}
	bomb := dial()
	var writing sync.WaitGroup
	defer writing.Wait()
	writing.Go(func() {
		bomb.Write(context.Background(), websocket.MessageText, must(chat.EncodeCommand(chat.Stop{Turn: strings.Repeat("x", 10<<20)})))
	})
	for {
		if _, _, err := bomb.Read(t.Context()); err != nil {
			if code := websocket.CloseStatus(err); code != websocket.StatusMessageTooBig {
				t.Errorf("closed with %d, %v", code, err)
			}
			break
		}
	}
}
